"""The one declared table of settings: what a layout may say, how it is read, what it means.

Parsing layout files, validating, `--set`, the flags and their help, and the documentation all read
this table. A setting's reader turns text into a value and raises ValueError with a user's message.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from .geometry import Insets, Point, Turn
from .layout import PATTERNS, SizeRange
from .problems import suggestion
from .sheets import parse_perforated
from .sizes import parse_card_size, parse_paper
from .units import MM, Length, fits, parse_length, parse_points

Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """A declared setting. `key` is dotted, or the bare name for a setting that every box has.

    `flag` is the option of its own that a frequent setting has on the command line.
    """

    key: str
    read: Reader
    default: str
    help: str
    group: str
    flag: str = ""
    form: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The only values that the setting takes; () where these are too many to list."""
        return self.read.names if isinstance(self.read, Choice) else ()

    @property
    def is_switch(self) -> bool:
        """Whether the setting is a yes or a no, so that its flag takes no value."""
        return self.read is _yes_no


@dataclass(frozen=True, slots=True)
class Choice:
    """Reads one of a few names."""

    names: tuple[str, ...]

    def __call__(self, text: str) -> str:
        """The name as given. Raises ValueError for any other."""
        if text not in self.names:
            hint = suggestion(text, self.names)
            raise ValueError(f"'{text}' is none of {', '.join(self.names)}" + _did_you_mean(hint))
        return text


def _choice(*names: str) -> Choice:
    return Choice(names)


def _did_you_mean(hint: str) -> str:
    return f"; {hint}" if hint.startswith("did") else ""


def _yes_no(text: str) -> bool:
    if text.lower() in {"yes", "true", "on"}:
        return True
    if text.lower() in {"no", "false", "off"}:
        return False
    raise ValueError(f"'{text}' is neither yes nor no")


def _not_negative(text: str) -> float:
    points = parse_points(text)
    if points < 0:
        raise ValueError(f"'{text}' must not be negative")
    return points


def _optional_length(text: str) -> Length | None:
    return None if text == "auto" else parse_length(text)


def _insets(text: str) -> Insets:
    """One to four lengths in the order of CSS: top, right, bottom, left."""
    given = [_not_negative(part) for part in _lengths(text)]
    if not 1 <= len(given) <= 4:
        raise ValueError(f"'{text}': one to four lengths (top right bottom left)")
    top = given[0]
    right = given[1] if len(given) > 1 else top
    bottom = given[2] if len(given) > 2 else top
    left = given[3] if len(given) > 3 else right
    return Insets(left=left, right=right, top=top, bottom=bottom)


def _lengths(text: str) -> list[str]:
    """Split "3 mm 4mm, 2 pt" into its lengths: a unit may stand apart from its number."""
    parts: list[str] = []
    for word in text.replace(",", " ").split():
        if parts and word[0].isalpha():
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def _pair(text: str, read: Reader = parse_points) -> Point:
    given = [read(part) for part in _lengths(text)]
    if len(given) not in (1, 2):
        raise ValueError(f"'{text}': one length, or two (across, up)")
    return Point(given[0], given[-1])


def _offset(text: str) -> Point:
    """How far backs are moved: printers are off by 1 to 4 mm, and never by more than 10."""
    offset = _pair(text)
    if max(abs(offset.x), abs(offset.y)) > 10 * MM:
        raise ValueError(f"'{text}' is more than 10 mm")
    return offset


def _size_range(text: str) -> SizeRange:
    low, dash, high = text.partition("-")
    maximum = _type_size(high if dash else low)
    if dash and not low.strip()[-1:].isalpha():
        low += high.strip().lstrip("0123456789. ")
    minimum = _type_size(low)
    if minimum > maximum:
        raise ValueError(f"'{text}' is turned round: the smaller size comes first")
    return SizeRange(minimum, maximum)


def _type_size(text: str) -> float:
    size = parse_points(text)
    if not 1 <= size <= 1000:
        raise ValueError(f"'{text}': a type size lies between 1 pt and 1000 pt")
    return size


WEIGHTS = {
    "thin": 100, "light": 300, "regular": 400, "normal": 400, "medium": 500,
    "semibold": 600, "bold": 700, "extrabold": 800, "black": 900,
}  # fmt: skip


def _weight(text: str) -> int:
    name = text.lower().replace("-", "").replace(" ", "")
    if name in WEIGHTS:
        return WEIGHTS[name]
    if name.isdigit() and 1 <= int(name) <= 1000:
        return int(name)
    raise ValueError(f"'{text}' is no weight: {', '.join(WEIGHTS)} or 1 to 1000")


def _number(text: str, low: float, high: float) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a number") from None
    if not low <= value <= high:
        raise ValueError(f"'{text}' must lie between {low:g} and {high:g}")
    return value


def _em(text: str) -> float:
    """A length in em as a number: "-0.01 em" or "-1 %" are both -0.01."""
    bare = text.strip()
    if bare.endswith("em"):
        return _number(bare[:-2], -0.5, 2)
    if bare.endswith("%"):
        return _number(bare[:-1], -50, 200) / 100
    return _number(bare, -0.5, 2)


def _tracking(text: str) -> float | None:
    return None if text == "auto" else _em(text)


def _count(text: str) -> int:
    if text == "any":
        return 0
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise ValueError(f"'{text}' is neither a number of lines nor 'any'")


def _ordinal(text: str) -> int:
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise ValueError(f"'{text}' is not a whole number above 0")


def _share(text: str) -> float:
    """A share of a whole as a number from 0 to 1: "50 %" or "0.5"."""
    bare = text.strip()
    return _number(bare[:-1], 0, 100) / 100 if bare.endswith("%") else _number(bare, 0, 1)


def _focus(text: str) -> Point:
    """Shares of a picture's width from its left and of its height from its top, both 0 to 1."""
    parts = text.replace("%", " ").replace(",", " ").split()
    if len(parts) != 2:
        raise ValueError(f"'{text}': two percentages, from the left and from the top")
    across, down = (_number(part, 0, 100) / 100 for part in parts)
    return Point(across, down)


def _turn(text: str) -> Turn:
    degrees = text.removesuffix("deg").strip()
    if degrees not in {"0", "90", "180", "270"}:
        raise ValueError(f"'{text}' is none of 0, 90, 180, 270")
    return Turn(int(degrees))


_pattern_name = _choice("none", *PATTERNS)


def _pattern(text: str) -> str:
    return text if "{" in text else str(_pattern_name(text))


def _step(text: str) -> float:
    """A distance of at least 1 mm: finer patterns are grey, and slow to print."""
    points = parse_points(text)
    if not fits(MM, points):
        raise ValueError(f"'{text}' is less than 1 mm")
    return points


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _text(text: str) -> str:
    return text


LENGTH_FORM = "length: 3 mm, 0.5 in, 12 pt, 50 % of the card"

SETTINGS: Sequence[Setting] = (
    Setting("card.size", parse_card_size, "a4-eighth", "Trim size of a card",
            "Card", "--card-size", "NAME|WxH"),
    Setting("card.safe", _not_negative, "0", "Margin inside the trim, kept free of text", "Card"),
    Setting("card.bleed", _not_negative, "0", "How far colour reaches over the trim",
            "Card", "--bleed", "LENGTH"),
    Setting("card.corner", _not_negative, "0", "Radius of rounded corners cut afterwards", "Card"),
    Setting("sheet.paper", parse_paper, "a4", "Paper: a4, letter, a3, … or WxH",
            "Sheet", "--paper", "NAME|WxH"),
    Setting("sheet.orientation", _choice("auto", "portrait", "landscape"), "auto",
            "How the paper lies; auto takes what holds most cards", "Sheet", "--orientation"),
    Setting("sheet.margin", _insets, "0", "Paper kept free of cards, one to four lengths",
            "Sheet", "--margin", "LENGTH"),
    Setting("sheet.gutter", partial(_pair, read=_not_negative), "0",
            "Space between cards: one length, or across and down", "Sheet", "--gutter", "LENGTH"),
    Setting("sheet.turn", _choice("auto", "upright", "sideways"), "auto",
            "How cards lie on the sheet; auto takes what holds most cards", "Sheet", "--turn"),
    Setting("sheet.flip", _choice("long-edge", "short-edge"), "long-edge",
            "The edge that the printer flips the paper on", "Sheet", "--flip"),
    Setting("sheet.arrange", _choice("duplex", "fold", "single"), "duplex",
            "Both sides of the paper, folded halves, or one face a page", "Sheet", "--arrange"),
    Setting("sheet.order", _choice("rows", "stack"), "rows",
            "Cards row by row, or so that cut piles stack to the deck", "Sheet", "--order"),
    Setting("sheet.sides", _choice("both", "fronts", "backs", "apart"), "both",
            "Both sides, one side in a pass of its own, or apart: all fronts, then all backs",
            "Sheet", "--sides"),
    Setting("sheet.reverse_backs", _yes_no, "no", "Last back first, for a second pass",
            "Sheet", "--reverse-backs"),
    Setting("sheet.printer", _text, "", "Printer whose backs are put right; see: calibrate",
            "Sheet", "--printer", "NAME"),
    Setting("sheet.printable", _not_negative, "4.2 mm",
            "What the printer leaves unprinted at the paper's edges: ink there is told of",
            "Sheet", "--printable", "LENGTH"),
    Setting("sheet.back_offset", _offset, "0 0",
            "Moves the backs across and up, against a printer's drift",
            "Sheet", "--back-offset", "DX,DY"),
    Setting("sheet.back_angle", partial(_number, low=-3, high=3), "0",
            "Turns the backs by degrees counter-clockwise", "Sheet", "--back-angle", "DEGREES"),
    Setting("sheet.fold", _choice("auto", "vertical", "horizontal"), "auto",
            "How the fold line runs with arrange fold; auto takes what holds most cards",
            "Sheet", "--fold"),
    Setting("sheet.start_at", _ordinal, "1", "First place of the first sheet that is not used up",
            "Sheet", "--start-at", "N"),
    Setting("sheet.perforated", parse_perforated, "none",
            "Perforated sheet by its maker's name or from a file; sets paper, grid and card size",
            "Sheet", "--sheet", "NAME|FILE"),
    Setting("sheet.marks", _choice("crop", "cut", "none"), "crop",
            "Crop marks outside the cards, hairlines between them, or none", "Marks", "--marks"),
    Setting("sheet.back_marks", _yes_no, "no", "Cut lines on the backs as well", "Marks"),
    Setting("sheet.cutting_guide", _yes_no, "no", "A last page that tells where to cut",
            "Marks", "--cutting-guide"),
    Setting("sheet.mark_offset", _not_negative, "2 mm", "From the trim to a crop mark", "Marks"),
    Setting("sheet.mark_length", _not_negative, "4 mm", "Length of a crop mark", "Marks"),
    Setting("sheet.mark_width", _not_negative, "0.25 pt", "Thickness of marks", "Marks"),
    Setting("sheet.color", _choice("rgb", "cmyk"), "rgb",
            "Paint all in CMYK for a press, text black in black ink alone", "Colour", "--color"),
    Setting("sheet.slug", _yes_no, "yes", "Deck, sheet and side in the margin", "Marks"),
    Setting("fonts.heading", _text, "Inter Tight", "Family of headings: a name or a path",
            "Type", "--heading-font", "NAME|FILE"),
    Setting("fonts.body", _text, "Inter", "Family of texts: a name or a path",
            "Type", "--body-font", "NAME|FILE"),
    Setting("fonts.fallback", _names, "Noto Sans Symbols 2",
            "Families for characters that the others lack", "Type"),
    Setting("colors.ink", _text, "#1a1a1a", "Colour of text", "Colour"),
    Setting("colors.paper", _text, "#ffffff", "Colour of the paper", "Colour"),
    Setting("colors.accent", _text, "#444444", "Colour of a card without a category", "Colour"),
)  # fmt: skip

BOX_SETTINGS: Sequence[Setting] = (
    Setting("text", _text, "", 'What stands in the box: "{title}" and the like', "Box"),
    Setting("when", _text, "always", "Show the box only when this value is not empty, or never",
            "Box"),
    Setting("left", _optional_length, "auto", "From the card's left edge", "Box"),
    Setting("right", _optional_length, "auto", "From the card's right edge", "Box"),
    Setting("top", _optional_length, "auto", "From the card's top edge", "Box"),
    Setting("bottom", _optional_length, "auto", "From the card's bottom edge", "Box"),
    Setting("width", _optional_length, "auto", "Width of the box", "Box"),
    Setting("height", _optional_length, "auto", "Height of the box; auto follows the text", "Box"),
    Setting("below", _text, "", "The box that this one stands under", "Box"),
    Setting("gap", parse_length, "0", "Space under the box named by below", "Box"),
    Setting("padding", _insets, "0", "Space between the box's edges and its text", "Box"),
    Setting("fill", _text, "none", "Colour of the box, or gradient(COLOUR, COLOUR, 90deg)",
            "Colour"),
    Setting("pattern", _pattern, "none",
            f"Pattern on the box: {', '.join(PATTERNS)}; or \"{{category.pattern}}\"", "Colour"),
    Setting("pattern_color", _text, "ink", "Colour of the pattern", "Colour"),
    Setting("pattern_step", _step, "2 mm", "Distance at which the pattern repeats", "Colour"),
    Setting("stroke", _text, "none", "Colour of the box's outline", "Colour"),
    Setting("stroke_width", _not_negative, "0.5 pt", "Thickness of the outline", "Colour"),
    Setting("corner", _not_negative, "0", "Radius of the box's corners", "Box"),
    Setting("shape", _choice("rect", "circle", "ellipse"), "rect",
            "Outline of the box, and of a picture in it", "Box"),
    Setting("image", _text, "",
            'Picture: "{image}", "{category.icon}", or a path beside the layout', "Picture"),
    Setting("fit", _choice("contain", "cover"), "contain",
            "Show the whole picture, or fill the box with it", "Picture"),
    Setting("focus", _focus, "50 % 50 %",
            "What of a picture stays in view: from its left and from its top", "Picture"),
    Setting("opacity", _share, "100 %", "Opacity of fill, pattern and picture; not of text",
            "Colour"),
    Setting("qr", _text, "", 'QR code that says this: "{link}"', "Picture"),
    Setting("ruled", _not_negative, "0", "Distance of lines to write on; 0 draws none", "Box"),
    Setting("rotate", _turn, "0", "Turn of text and picture counter-clockwise: 0, 90, 180, 270",
            "Box"),
    Setting("color", _text, "ink", "Colour of the text; auto is ink or paper", "Colour"),
    Setting("font", _text, "body", "heading, body, or a family", "Type"),
    Setting("weight", _weight, "regular", "regular, bold, … or 1 to 1000", "Type"),
    Setting("style", _choice("normal", "italic"), "normal", "Upright or italic", "Type"),
    Setting("size", _size_range, "10 pt", "Type size, or a range: the largest that fits", "Type"),
    Setting("uniform", _choice("deck", "category", "card"), "deck",
            "Over which cards one size is shared", "Type"),
    Setting("leading", partial(_number, low=0.7, high=4), "1.3", "Line distance, times the size",
            "Type"),
    Setting("tracking", _tracking, "auto", "Letter spacing in em; auto goes by size", "Type"),
    Setting("align", _choice("left", "center", "right", "justify"), "left", "Alignment of lines",
            "Type"),
    Setting("valign", _choice("top", "middle", "bottom"), "top", "Place of the text in the box",
            "Type"),
    Setting("case", _choice("none", "upper", "lower"), "none", "Capitals or small letters", "Type"),
    Setting("hyphens", _choice("none", "compound", "all"), "all",
            "Where words may break: never, at a compound's seam, at any syllable", "Type"),
    Setting("wrap", _choice("balance", "pretty"), "pretty",
            "balance: the fewest and most even lines, for headings; pretty: running text", "Type"),
    Setting("lines", _count, "any", "Most lines that the text may take", "Type"),
    Setting("paragraph_gap", partial(_number, low=0, high=4), "0.5",
            "Space between paragraphs, times the size", "Type"),
)  # fmt: skip

FACES = ("front", "back")

_SETTINGS = {setting.key: setting for setting in SETTINGS}
_BOX_SETTINGS = {setting.key: setting for setting in BOX_SETTINGS}


def find_setting(key: str) -> Setting | None:
    """The setting of a dotted key such as "card.size" or "front.title.size"; None if unknown.

    Colours of a layout's own ("colors.warm") are settings too.
    """
    if key in _SETTINGS:
        return _SETTINGS[key]
    head, _, rest = key.partition(".")
    box, _, name = rest.partition(".")
    if head in FACES and box and name in _BOX_SETTINGS:
        return _BOX_SETTINGS[name]
    if head == "colors" and rest and "." not in rest:
        return Setting(key, _text, "", "A colour of the layout's own", "Colour")
    return None


def hint_for(key: str) -> str:
    """What the user may have meant by an unknown dotted key."""
    head, _, rest = key.partition(".")
    name = rest.partition(".")[2]
    if head in FACES and name:
        return suggestion(name, _BOX_SETTINGS)
    sections = {known.split(".")[0] for known in _SETTINGS} | set(FACES)
    if head not in sections:
        return suggestion(head, sorted(sections))
    return suggestion(key, [known for known in _SETTINGS if known.startswith(head + ".")])


def flagged() -> list[Setting]:
    """The settings that have a flag of their own."""
    return [setting for setting in SETTINGS if setting.flag]


PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

PLACEHOLDERS = (
    "title", "back_title", "subtitle", "text", "id", "number", "count", "link", "tags", "color",
    "category.name", "category.key", "category.color", "category.initial", "category.pattern",
    "deck.title",
)  # fmt: skip
"""What "{…}" in a layout may name, besides a card's own `fields.NAME`."""


FILES = ("image", "category.icon")
"""What the `image` of a box may name besides a path, and what its `when` may ask for."""


def is_placeholder(name: str) -> bool:
    """Whether "{name}" stands for something."""
    return name in PLACEHOLDERS or (name.startswith("fields.") and len(name) > len("fields."))
