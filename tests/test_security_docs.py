"""The limits that docs/security.md tells are those of the code."""

import re
from pathlib import Path

from korttipakka.basics.sizes import LARGEST
from korttipakka.basics.units import MM
from korttipakka.build.plan import MOST_CARDS
from korttipakka.check.translations import MOST_LANGUAGES
from korttipakka.fonts.files import MOST_BYTES as MOST_FONT
from korttipakka.fonts.find import MOST_FILES as MOST_FONTS
from korttipakka.impose.grid import MOST as MOST_PLACES
from korttipakka.model.kinds import LONGEST
from korttipakka.model.texts import MOST_BLANKS
from korttipakka.paint.remembered import MOST, MOST_FILE
from korttipakka.pictures import MOST_BYTES as MOST_PICTURE
from korttipakka.pictures.output_profile import MOST_BYTES as MOST_PROFILE
from korttipakka.pictures.raster import MOST_PIXELS
from korttipakka.pictures.svg.read import MOST_ELEMENTS
from korttipakka.reading.archives import MAX_UNPACKED
from korttipakka.reading.deck import MAX_CARDS
from korttipakka.reading.files import MAX_FILES
from korttipakka.reading.layout import MOST_BOXES, MOST_PARENTS
from korttipakka.reading.limits import (
    MAX_BESIDE_CARDS,
    MAX_DECK_BYTES,
    MAX_DECK_WEIGHT,
    MAX_HYPHENATED,
    MAX_LINES,
    MAX_OF_CARD,
)
from korttipakka.reading.schema import MAX_COPIES, MAX_LINK, MAX_NAME, MAX_TEXT
from korttipakka.reading.tables.grid import MAX_COLUMNS, MAX_ROWS
from korttipakka.reading.tree import MAX_BYTES, MAX_DEPTH, MAX_KEY, MAX_PROBLEMS, MAX_WEIGHT
from korttipakka.typeset.hyphenate import LONGEST_WORD
from korttipakka.typeset.texts import MOST_SAID

DOCS = Path(__file__).parents[1] / "docs"

LIMITS = {
    "bytes of a YAML file": MAX_BYTES,
    "lines of a YAML file": MAX_LINES,
    "bytes of all files of a deck together": MAX_DECK_BYTES,
    "files of a deck": MAX_FILES,
    "values in a file, aliases written out": MAX_WEIGHT,
    "values in all files of a deck together": MAX_DECK_WEIGHT,
    "values in all files of a deck, besides those that each card adds": MAX_BESIDE_CARDS,
    "values that each card adds to them": MAX_OF_CARD,
    "levels of values inside each other": MAX_DEPTH,
    "problems told of a file": MAX_PROBLEMS,
    "cards of a deck": MAX_CARDS,
    "copies of a card": MAX_COPIES,
    "write-in cards of a category": MOST_BLANKS,
    "cards printed at once, copies and write-in cards counted": MOST_CARDS,
    "characters of a text": MAX_TEXT,
    "characters of a key": MAX_KEY,
    "languages of a deck whose translations are looked at": MOST_LANGUAGES,
    "words of `hyphenation`": MAX_HYPHENATED,
    "characters of a box's text, its values filled in": MOST_SAID,
    "characters of a link": MAX_LINK,
    "characters of an id, a colour or another short word": MAX_NAME,
    "letters in a row that are taken for a word and hyphenated": LONGEST_WORD,
    "characters of a setting that is no text": LONGEST,
    "boxes on a face": MOST_BOXES,
    "layouts that extend one another": MOST_PARENTS,
    "cards on a sheet": MOST_PLACES,
    "millimetres of a side of a card or of paper": round(LARGEST / MM),
    "bytes of a font file": MOST_FONT,
    "font files in the folder of a family": MOST_FONTS,
    "bytes of a picture file": MOST_PICTURE,
    "pixels of a picture": MOST_PIXELS,
    "elements of an SVG file": MOST_ELEMENTS,
    "rows of a table to import": MAX_ROWS,
    "columns of a table to import": MAX_COLUMNS,
    "bytes of an office file to import, unpacked": MAX_UNPACKED,
    "bytes of an ICC profile that `--output-profile` names, and its tables within them": (
        MOST_PROFILE
    ),
    "bytes of an earlier PDF that `--changed-since` names; the rest of it is not read as a PDF": (
        MOST_FILE
    ),
    "bytes of what such a PDF says of its cards, unpacked": MOST,
}


def test_the_limits_told_are_those_of_the_code() -> None:
    """Every row of the table has the number of its constant, and none is left out."""
    text = (DOCS / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\d,]+) \| (.+) \|$", text, re.MULTILINE)
    assert {what: int(number.replace(",", "")) for number, what in rows} == LIMITS


def test_no_page_is_larger_than_pdf_knows() -> None:
    """A page of the largest paper, or of a card with its bleed, is below 14,400 points a side."""
    largest_bleed = 50 * MM
    assert LARGEST + 2 * largest_bleed < 14_400
