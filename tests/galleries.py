"""What the galleries' pages say of their decks."""

import re
from pathlib import Path

from PIL import Image

from korttipakka.build.made import Made

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def decks(gallery: str) -> list[str]:
    """The names of the decks of a gallery: of docs/GALLERY.md, whose folder is tests/GALLERY."""
    return sorted(path.parent.name for path in (ROOT / "tests" / gallery).glob("*/deck.yaml"))


def assert_shown(gallery: str, name: str, made: Made) -> None:
    """There is nothing to tell of a deck, and it has a picture on the page, with words for it."""
    assert [problem for problem in made.problems if problem.severity] == []
    assert made.pdf().startswith(b"%PDF")
    page = (DOCS / f"{gallery}.md").read_text(encoding="utf-8")
    assert f"(../tests/{gallery}/{name})" in page
    picture = DOCS / "images" / f"{gallery}-{name}.png"
    assert re.search(rf"!\[.+\]\(images/{picture.name}\)", page)
    with Image.open(picture) as image:
        assert image.width > 500
    assert picture.stat().st_size < 100_000
