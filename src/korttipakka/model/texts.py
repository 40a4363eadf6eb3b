"""Kinds of settings that name things, one or a list; what they name is looked up later."""

from collections.abc import Iterable

from ..basics.languages import is_language
from ..basics.problems import InvalidValue
from .kinds import LONGEST, SHOWN, Kind, choice, in_quotes, is_whole
from .layout import PATTERNS
from .perforated import PERFORATED, parse_perforated
from .placeholders import SHORT_NAMES

MOST_TEXT = 20_000
"""Characters of a text for people, as in a deck."""


def listed(text: str) -> tuple[str, ...]:
    """The items of a text with commas between; one in double quotes may have commas of its own.

    >>> listed('"My, font.ttf", Inter')
    ('My, font.ttf', 'Inter')
    """
    if '"' not in text:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    from csv import reader

    rows = list(reader([text.replace("\n", " ")], skipinitialspace=True))
    return tuple(item.strip() for row in rows for item in row if item.strip())


def as_list(items: Iterable[str]) -> str:
    """Items as a text that `listed` reads, in quotes where need be."""
    return ", ".join(in_quotes(text, ',"') for text in items)


MOST_BLANKS = 1000
"""Write-in cards of a category; a larger number is a slip."""


def _blanks(text: str) -> tuple[str, ...]:
    """Numbers of write-in cards; whether there are such categories is seen with the deck."""
    items = listed(text)
    for item in items:
        wanted = item.rpartition("=")[2]
        if not is_whole(wanted) or int(wanted) > MOST_BLANKS:
            message = f"'{wanted[:SHOWN]}' is not a whole number up to {MOST_BLANKS}"
            raise InvalidValue(message, code="bad-blanks")
    return items


BLANKS = Kind(
    "counts", _blanks,
    f"number from 0 to {MOST_BLANKS} for each category, or for some with commas between",
    ("2", "ideas=4, none=8"), least=0, most=MOST_BLANKS, step=1, form="N", parts=0,
    longest=10 * LONGEST,
)  # fmt: skip

FONTS = Kind(
    "fonts", listed, "list of families or font files, with commas between",
    ("Inter, Noto Sans Symbols 2", '"My, font.ttf", Inter'), form="NAMES", parts=0,
    longest=10 * LONGEST,
)  # fmt: skip


def _kept(text: str) -> str:
    return text


def text(
    name: str, words: str, *examples: str, form: str = "VALUE", longest: int = LONGEST
) -> Kind:
    """A text that stays one: what it names is looked up later."""
    return Kind(name, _kept, words, examples, form=form, longest=longest)


def _pattern(text: str) -> str:
    return text if "{" in text else str(_PATTERN_NAME.read(text))


_PATTERN_NAME = choice("none", *PATTERNS)

PATTERN = Kind(
    "pattern", _pattern, "name of a pattern, or {category.pattern}", ("dots", "{category.pattern}"),
    names=_PATTERN_NAME.choices,
)  # fmt: skip

PERFORATED_SHEET = Kind(
    "sheet", parse_perforated, "name of a perforated sheet, or none", ("avery-l7414", "none"),
    names=("none", *PERFORATED), form="NAME|FILE",
)  # fmt: skip

TEMPLATE = text(
    "text", 'text with values: "{title}"', "{title}", "{number} / {count}", longest=MOST_TEXT
)


def _condition(text: str) -> str:
    """A condition, its short names written out; what it asks for is looked up later."""
    text = text.strip()
    if text in SHORT_NAMES or text.replace(".", "").isidentifier():
        return SHORT_NAMES.get(text, text)
    from .conditions import parse_condition

    parse_condition(text)
    return text


def _language(text: str) -> str:
    """A language tag, or nothing."""
    tag = text.strip()
    if tag and not is_language(tag):
        raise InvalidValue(f"'{tag[:SHOWN]}' is not a language", "write fi, sv, sv-FI …")
    return tag


LANGUAGE = Kind(
    "language", _language, "language tag (BCP 47), or nothing", ("sv", "sv-FI"), form="TAG"
)

CONDITION = Kind(
    "condition", _condition,
    "always, never, the name of a value, NAME = TEXT, not …, any of: […] or all of: […]",
    ("text", "not image", "category = wild", "any of: [fields.time, fields.group]"),
    longest=10 * LONGEST,
)  # fmt: skip
COLOR = text(
    "color", "colour", "#0f6b75", "teal", "tint(ink, 20 %)", "cmyk(80, 0, 30, 20)", "{color}",
    form="COLOUR", longest=1000,
)  # fmt: skip
OWN_COLOR = text(
    "color", "colour, the same on all cards", "#0f6b75", "teal", "cmyk(80, 0, 30, 20)",
    form="COLOUR",
)  # fmt: skip
TEXT_COLOR = text(
    "color", "colour, auto, or legible(COLOUR)", "#0f6b75", "auto", "legible({color})",
    form="COLOUR",
)  # fmt: skip
FONT = text(
    "font", "family, or the path of a font file", "Inter Tight", "fonts/Own.ttf", form="NAME|FILE"
)
BOX = text("box", "name of a box", "title", form="BOX")
BOXES = Kind(
    "boxes", listed, "name of a box, or of several with commas between", ("photo", "photo, code"),
    form="BOXES", parts=0,
)  # fmt: skip
PICTURE = text("file", "path of a picture, or a value", "{image}", "logo.svg", form="FILE")
PRINTER = text("printer", "name", "office", form="NAME")
