"""Make the pictures of the preview: a deck with a mistake, and its sheets, in Chromium.

Run it as `python tools/preview_pictures.py`, with what the tests need installed, when cards or the
page look different.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
SIZE = {"width": 1440, "height": 900}
COLORS = 128
PATIENCE = 60_000
"""Milliseconds."""


def main() -> None:
    """Preview a copy of the deck that ships, and take both pictures."""
    with TemporaryDirectory() as place:
        deck = Path(place) / "osallisuus"
        shutil.copytree(ROOT / "cards" / "osallisuus", deck)
        server = subprocess.Popen(
            [sys.executable, "-m", "korttipakka", "preview", str(deck), "--no-open"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        assert server.stdout is not None
        address = server.stdout.readline().partition(": ")[2].strip()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
                )
                page = browser.new_page(viewport=SIZE, locale="en-GB")
                page.set_default_timeout(PATIENCE)
                page.goto(address)
                page.locator(".picture img").first.wait_for()
                page.locator('[data-view="sheets"]').click()
                page.locator("#view img").first.wait_for()
                page.wait_for_timeout(2000)
                save(page, "preview-sheets")
                page.locator('[data-view="cards"]').click()
                page.locator(".picture img").first.wait_for()
                mistaken(page, deck)
                save(page, "preview")
                browser.close()
        finally:
            server.terminate()
            server.communicate()


def mistaken(page: Page, deck: Path) -> None:
    """Tweak the titles' size, and type a category that there is none of."""
    panel = page.locator("#panel-toggle")
    if panel.get_attribute("aria-expanded") != "true":
        panel.click()
    page.get_by_role("button", name="title", exact=True).first.click()
    file = deck / "4-asiointi.yaml"
    whole = file.read_text("utf-8")
    file.write_text(whole.replace("category: asiointi", "category: asioint", 1), "utf-8")
    page.locator("#problems").get_by_text("asioint").first.wait_for()
    page.wait_for_timeout(1500)


def save(page: Page, name: str) -> None:
    """Save what is seen, small enough for a page."""
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    print(f"Wrote {path}")


if __name__ == "__main__":
    main()
