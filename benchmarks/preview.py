"""Measures the preview in Chromium beside warm Typst: python benchmarks/preview.py --help."""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from decks import write_deck
from processes import ENVIRONMENT
from processes import memory as memory_of

HERE = Path(__file__).parent

CHROMIUM = "/usr/bin/chromium"

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

PPI = 150

WATCH = """
() => {
  window.shown = 0;
  new MutationObserver((all) => {
    if (all.some((one) => [...one.addedNodes].some((node) => node.tagName === "IMG")))
      window.shown = (performance.timeOrigin + performance.now()) / 1000;
  }).observe(document.querySelector(".tile"), { childList: true, subtree: true });
}
"""
"""Notes when a decoded picture of the first card is put in its place, in seconds of the clock."""

SHOWN = """
() => new Promise((done) => {
  const look = () => (window.shown ? done(window.shown) : setTimeout(look, 2));
  look();
})
"""

PICTURED = 5
"""Of so many edits one is also made a picture by Typst: pictures of 1,000 cards take long."""

REST = 200
"""Milliseconds between edits."""

WARM = 5
"""Edits before those that count."""


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, nargs="*", default=[66, 1000])
    parser.add_argument("--edits", type=int, default=40, help="counted edits of each kind")
    parser.add_argument("--memory", type=int, default=0, help="edits over which memory is watched")
    arguments = parser.parse_args()
    print(f"{'milliseconds, median (best)':34}{'edit':>16}{'slider':>16}{'Typst':>16}")
    for count in arguments.cards:
        with TemporaryDirectory() as folder:
            deck = write_deck(Path(folder), count)
            typst = _typst(deck, arguments.edits)
            edit, slider, grown = _preview(deck, arguments.edits, arguments.memory)
        print(f"{count:>6,} cards{'':22}{_shown(edit):>16}{_shown(slider):>16}{_shown(typst):>16}")
        if grown:
            sizes = ", ".join(f"{size / 2**20:.0f}" for size in grown)
            print(f"        memory of the server over {arguments.memory} edits, MB: {sizes}")


def _shown(times: list[float]) -> str:
    if not times:
        return "not installed"
    return f"{1000 * median(times):.0f} ({1000 * min(times):.0f})"


def _edits(deck: Path) -> Iterator[None]:
    """Write the deck again and again, its first card's text another each time."""
    text = deck.read_text("utf-8")
    head, mark, tail = text.partition("    text: >\n      ")
    for number in range(1_000_000):
        deck.write_text(f"{head}{mark}Edit{number} {tail}", "utf-8")
        yield


def _typst(deck: Path, times: int) -> list[float]:
    """Seconds from an edit to one page's picture, in one warm process without a browser."""
    try:
        import typst
    except ImportError:
        return []
    source = HERE / "peers" / "cards.typ"
    compiler = typst.Compiler(
        source, root="/", font_paths=[HERE.parent / "fonts"],
        ignore_system_fonts=True, sys_inputs={"deck": str(deck), "linebreaks": "simple"},
    )  # fmt: skip
    found, pictures = [], []
    for number, _ in zip(range(times + WARM), _edits(deck), strict=False):
        start = time.perf_counter()
        compiler.compile(source, format="pdf", pdf_tags=False)
        compiled = time.perf_counter()
        found.append(compiled - start)
        if number % PICTURED == 0:
            # It makes the pictures of all pages: one takes its share of the time.
            pages = compiler.compile(source, format="png", ppi=PPI)
            taken = time.perf_counter() - compiled
            pictures.append(taken / (len(pages) if isinstance(pages, list) else 1))
    return [taken + median(pictures) for taken in found[WARM:]]


def _preview(deck: Path, times: int, more: int) -> tuple[list[float], list[float], list[int]]:
    """Seconds from an edit and from a slider's move to the decoded picture; memory meanwhile."""
    with _server(deck) as (process, address), _page(address) as page:
        edits = _edits(deck)
        edit = [_timed(page, lambda: next(edits)) for _ in range(times + WARM)]
        page.locator('[data-key="back.text.leading"], [data-key="front.title.leading"]').locator(
            "input[type=range]"
        ).focus()
        keys = ["ArrowRight", "ArrowLeft"] * times
        slider = [
            _timed(page, lambda key=key: page.keyboard.press(key)) for key in keys[: times + WARM]
        ]
        grown = []
        for number in range(more):
            if number % (more // 5) == 0:
                grown.append(memory_of(process.pid))
            _timed(page, lambda: next(edits))
        return edit[WARM:], slider[WARM:], [*grown, memory_of(process.pid)] if more else []


def _timed(page: Any, act: Callable[[], Any]) -> float:
    """From just before an act to the picture that comes of it."""
    page.evaluate("window.shown = 0")
    with page.expect_response(lambda answer: "/api/deck" in answer.url):
        start = time.time()
        act()
        shown = page.evaluate(SHOWN)
    page.wait_for_timeout(REST)  # what follows, such as captions, is over before the next one
    return float(shown) - start


@contextmanager
def _server(deck: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "korttipakka", "preview", str(deck), "--no-open"]
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().split()[1]
    finally:
        process.terminate()
        process.communicate()


@contextmanager
def _page(address: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.goto(address)
        page.locator(".tile img").nth(1).wait_for()
        page.wait_for_timeout(1000)
        page.evaluate(WATCH)
        yield page
        browser.close()


main()
