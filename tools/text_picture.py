"""Make docs/images/texts.png: the backs of the cards that docs/deck-format.md shows as an example.

Run it as `python tools/text_picture.py`, with what the tests need installed.
"""

import re
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from korttipakka import build_deck

DOCS = Path(__file__).parents[1] / "docs"

DPI = 110
GAP = 16
TABLE = "#d9d9d4"
"""The colour of the table that the cards lie on."""

ICONS = {
    "clock.svg": '<circle cx="12" cy="12" r="9"/><line x1="12" y1="6" x2="12" y2="13"/>',
    "group.svg": '<circle cx="7" cy="8" r="4"/><circle cx="17" cy="8" r="4"/>'
    '<rect x="2" y="16" width="20" height="5"/>',
}
"""What is drawn within the icons, on a ground of 24 by 24."""


def example(page: str) -> str:
    """The deck of several cards that a page of the docs shows."""
    return next(text for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "![" in text)


def put(folder: Path) -> None:
    """The deck and its icons in a folder."""
    text = example((DOCS / "deck-format.md").read_text(encoding="utf-8"))
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    for name, inner in ICONS.items():
        drawing = f'<g fill="none" stroke="currentColor" stroke-width="2.4">{inner}</g>'
        head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        (folder / name).write_text(f"{head}{drawing}</svg>", encoding="utf-8")


def main() -> None:
    """Build the deck, and put the backs of its cards side by side."""
    with TemporaryDirectory() as name:
        put(Path(name))
        made = build_deck(name)
        ids = [card.id for card in made.deck.cards]
        backs = [Image.open(BytesIO(made.png(one, "back", dpi=DPI))) for one in ids]
    width, height = backs[0].size
    table = Image.new("RGB", (len(backs) * (width + GAP) + GAP, height + 2 * GAP), TABLE)
    for index, back in enumerate(backs):
        table.paste(back, (GAP + index * (width + GAP), GAP))
    out = DOCS / "images" / "texts.png"
    table.quantize(128, Image.Quantize.FASTOCTREE).save(out, optimize=True)


if __name__ == "__main__":
    main()
