"""The one declared table of settings: what a layout may say, how it is read, what it means.

Parsing layout files, validating, `--set`, the flags and their help, and the documentation all read
this table. A setting's reader turns text into a value and raises InvalidValue.
"""

from collections.abc import Sequence
from typing import Any

from ..basics.problems import Location
from ..basics.records import NamedTuple
from .features import FEATURES
from .kinds import SWITCH, Kind, choice
from .layout import FACES, PATTERNS, ROLES
from .lengths import CARD_SIZE_OR_AUTO, FAR, PAPER, SIZE_RANGE, insets, length, pair, placed
from .numbers import FOCUS, INK, ORDER, ROTATION, SHARE, TRACKING, WEIGHT, angle, count, number
from .texts import (
    BLANKS,
    BOX,
    BOXES,
    COLOR,
    CONDITION,
    FONT,
    FONTS,
    LANGUAGE,
    OWN_COLOR,
    PATTERN,
    PERFORATED_SHEET,
    PICTURE,
    PRINTER,
    TEMPLATE,
    TEXT_COLOR,
)


class Override(NamedTuple):
    """A setting changed from outside the files; `at` names the flag."""

    key: str
    text: str
    at: Location


class Setting(NamedTuple):
    """A declared setting. `key` is dotted, or the bare name for a setting that every box has.

    `flag` is the option of its own that a frequent setting has on the command line.
    """

    key: str
    kind: Kind
    default: str
    help: str
    group: str
    flag: str = ""

    def read(self, text: str) -> Any:
        """The value of a text. Raises InvalidValue."""
        return self.kind.read(text)


GAPS = pair(0, 500, "one length, or two: across and down", "3 mm", "3 mm 5 mm")

OFFSET = pair(-10, 10, "two lengths, across and up", "0.5 mm -0.3 mm", step=0.1, form="DX,DY")
"""How far backs are moved: printers are off by 1 to 4 mm, and never by more than 10."""

PLACE = placed(-FAR, FAR, or_auto=True)

# Bounds are wide: what lies beyond them is a slip, or would take hours. A pattern finer than 1 mm
# is grey and slow to print; a mark thinner than 0.25 pt is dropped by printers or cannot be seen.
SETTINGS: Sequence[Setting] = (
    Setting("card.size", CARD_SIZE_OR_AUTO, "a4-eighth",
            "Trim size of a card; auto: the smallest part of the paper on which texts have 9 pt",
            "Card", "--card-size"),
    Setting("card.scale", choice("yes", "fit", "no"), "yes",
            "On cards of another size lengths and type go by the shorter side; fit: by the side "
            "that is tighter; no: they stay", "Card"),
    Setting("card.safe", length(0, 100), "0", "Margin inside the trim, kept free of text",
            "Card", "--safe"),
    Setting("card.bleed", length(0, 50), "0", "How far colour reaches over the trim",
            "Card", "--bleed"),
    Setting("card.corner", length(0, 100), "0", "Radius of corners that are cut round",
            "Card", "--corner"),
    Setting("sheet.copies", count(1, 1000), "1", "Whole decks to print", "Cards", "--copies"),
    Setting("sheet.blanks", BLANKS, "",
            "Cards to write on, for each category; KEY=N: of one category; none=N: of none",
            "Cards", "--blanks"),
    Setting("sheet.paper", PAPER, "a4", "Paper: a4, letter, a3, … or WxH",
            "Sheet", "--paper"),
    Setting("sheet.orientation", choice("auto", "portrait", "landscape"), "auto",
            "How the paper lies; auto takes what holds most cards", "Sheet", "--orientation"),
    Setting("sheet.margin", insets(0, 500), "0", "Paper kept free of cards, one to four lengths",
            "Sheet", "--margin"),
    Setting("sheet.gutter", GAPS, "0",
            "Space between cards: one length, or across and down", "Sheet", "--gutter"),
    Setting("sheet.turn", choice("auto", "upright", "sideways"), "auto",
            "How cards lie on the sheet; auto takes what holds most cards", "Sheet", "--turn"),
    Setting("sheet.flip", choice("long-edge", "short-edge"), "long-edge",
            "The edge that the printer flips the paper on", "Sheet", "--flip"),
    Setting("sheet.arrange", choice("duplex", "fold", "tent", "single"), "duplex",
            "Both sides of the paper, folded halves, tents to stand up, or one face a page",
            "Sheet", "--arrange"),
    Setting("sheet.order", choice("rows", "stack", "shuffle"), "rows",
            "Row by row, so that cut piles stack to the deck, or shuffled: see --seed",
            "Sheet", "--order"),
    Setting("sheet.sides", choice("both", "fronts", "backs", "apart"), "both",
            "Both sides, one side in a pass of its own, or apart: all fronts, then all backs",
            "Sheet", "--sides"),
    Setting("sheet.face_order", choice("front-first", "back-first"), "front-first",
            "Which face of a card comes first where each is a page: with arrange single",
            "Sheet", "--face-order"),
    Setting("sheet.reverse_backs", SWITCH, "no", "Last back first, for a second pass",
            "Sheet", "--reverse-backs"),
    Setting("sheet.printer", PRINTER, "", "Printer whose backs are put right; see: calibrate",
            "Sheet", "--printer"),
    Setting("sheet.printable", length(0, 100), "4.2 mm",
            "What the printer leaves unprinted at the paper's edges: ink there is told of",
            "Sheet", "--printable"),
    Setting("sheet.back_offset", OFFSET, "0 0",
            "Moves the backs across and up, against a printer's drift",
            "Sheet", "--back-offset"),
    Setting("sheet.back_angle", angle(-3, 3), "0",
            "Turns the backs by degrees counter-clockwise", "Sheet", "--back-angle"),
    Setting("sheet.fold", choice("auto", "vertical", "horizontal"), "auto",
            "How the fold line runs with arrange fold; auto takes what holds most cards",
            "Sheet", "--fold"),
    Setting("sheet.start_at", count(1, 10_000), "1",
            "First place of the first sheet that is not used up",
            "Sheet", "--start-at"),
    Setting("sheet.perforated", PERFORATED_SHEET, "none",
            "Perforated sheet by its maker's name or from a file; sets paper, grid and card size",
            "Sheet", "--sheet"),
    Setting("sheet.marks", choice("auto", "crop", "cut", "silhouette", "none"), "auto",
            "Crop marks outside the cards, hairlines between them, a cutting machine's marks, or "
            "none; auto is crop on sheets",
            "Marks", "--marks"),
    Setting("sheet.back_marks", SWITCH, "no", "Cut lines on the backs as well", "Marks"),
    Setting("sheet.cutting_guide", SWITCH, "no", "A last page that tells where to cut",
            "Marks", "--cutting-guide"),
    Setting("sheet.mark_offset", length(0, 50), "2 mm", "From the trim to a crop mark", "Marks"),
    Setting("sheet.mark_length", length(0, 100), "4 mm", "Length of a crop mark", "Marks"),
    Setting("sheet.mark_width", length(0.25, 20, "pt", step=0.25, examples=("0.5 pt",)), "0.25 pt",
            "Thickness of marks", "Marks"),
    Setting("sheet.color", choice("rgb", "cmyk"), "rgb",
            "Paint all in CMYK for a press, text black in black ink alone", "Colour", "--color"),
    Setting("sheet.ink_limit", INK, "300 %",
            "Most ink, of all four together, that the press takes: more is told of", "Colour"),
    Setting("sheet.least_dpi", count(50, 1200, example="300"), "200",
            "Pixels an inch that pictures have at least: fewer are told of", "Colour"),
    Setting("sheet.slug", SWITCH, "yes", "Deck, sheet and side in the margin", "Marks"),
    Setting("fonts.heading", FONT, "Inter Tight", "Family of headings: a name or a path",
            "Type", "--heading-font"),
    Setting("fonts.body", FONT, "Inter", "Family of texts: a name or a path",
            "Type", "--body-font"),
    Setting("fonts.fallback", FONTS, "Noto Sans Symbols 2",
            "Families for characters that the others lack", "Type"),
    Setting("colors.ink", OWN_COLOR, "#1a1a1a", "Colour of text",
            "Colour", "--ink"),
    Setting("colors.paper", OWN_COLOR, "#ffffff", "Colour of the paper",
            "Colour", "--paper-color"),
    Setting("colors.accent", OWN_COLOR, "#444444", "Colour of a card without a category",
            "Colour", "--accent"),
)  # fmt: skip

BOX_SETTINGS: Sequence[Setting] = (
    Setting("text", TEMPLATE, "", 'What stands in the box: "{title}" and the like', "Box"),
    Setting("when", CONDITION, "always",
            "Show the box on cards that have this value, or are so; or never", "Box"),
    Setting("role", choice("auto", *ROLES), "auto",
            "What the box is for: a larger role's type is not smaller; auto goes by its values",
            "Box"),
    Setting("order", ORDER, "0",
            "Paint order: lower ones first, equal ones as they are first named", "Box"),
    Setting("left", PLACE, "auto", "From the card's left edge", "Box"),
    Setting("right", PLACE, "auto", "From the card's right edge", "Box"),
    Setting("top", PLACE, "auto", "From the card's top edge", "Box"),
    Setting("bottom", PLACE, "auto", "From the card's bottom edge", "Box"),
    Setting("width", placed(-FAR, FAR, or_auto=True, or_content=True), "auto",
            "Width of the box; content is that of its text or picture", "Box"),
    Setting("height", PLACE, "auto", "Height of the box; auto follows the text", "Box"),
    Setting("below", BOX, "", "The box that this one stands under", "Box"),
    Setting("beside", BOXES, "",
            "The boxes that this one leaves room for, left or right of it, where they are shown",
            "Box"),
    Setting("gap", placed(-500, 500), "0", "Space to the box named by below or beside", "Box"),
    Setting("gap_below", placed(-500, 500, or_auto=True), "auto",
            "Space to the box named by below; auto is gap", "Box"),
    Setting("gap_beside", placed(-500, 500, or_auto=True), "auto",
            "Space to the boxes named by beside; auto is gap", "Box"),
    Setting("padding", insets(0, 500), "0", "Space between the box's edges and its text", "Box"),
    Setting("fill", COLOR, "none",
            "Colour of the box, or gradient(COLOUR, COLOUR 30 %, COLOUR, 90deg), or "
            "gradient(transparent, COLOUR)", "Colour"),
    Setting("pattern", PATTERN, "none",
            f"Pattern on the box: {', '.join(PATTERNS)}; or \"{{category.pattern}}\"", "Colour"),
    Setting("pattern_color", COLOR, "ink", "Colour of the pattern", "Colour"),
    Setting("pattern_step", length(1, 500, examples=("2.5 mm",)), "2 mm",
            "How far apart marks are, about: whole ones fill the box", "Colour"),
    Setting("stroke", COLOR, "none", "Colour of the box's outline", "Colour"),
    Setting("stroke_width", length(0, 100, "pt", step=0.25, examples=("1 pt",)), "0.5 pt",
            "Thickness of the outline", "Colour"),
    Setting("corner", length(0, 500), "0", "Radius of the box's corners", "Box"),
    Setting("shape", choice("rect", "circle", "ellipse"), "rect",
            "Outline of the box, and of a picture in it", "Box"),
    Setting("image", PICTURE, "",
            'Picture: "{image}", "{image_back}", "{category.icon}", "{category.image}", or a path '
            "beside the layout", "Picture"),
    Setting("fit", choice("contain", "cover"), "contain",
            "Show the whole picture, or fill the box with it", "Picture"),
    Setting("focus", FOCUS, "50 % 50 %",
            "What of a picture stays in view: from its left and from its top", "Picture"),
    Setting("opacity", SHARE, "100 %", "Opacity of fill, pattern and picture; not of text",
            "Colour"),
    Setting("qr", TEMPLATE, "", 'QR code that says this: "{link}"', "Picture"),
    Setting("ruled", length(2, 100, or_zero=True, examples=("8 mm",)), "0",
            "Distance of lines to write on; 0 draws none", "Box"),
    Setting("rotate", ROTATION, "0",
            "Degrees counter-clockwise: quarters turn what is in the box, others the whole box",
            "Box"),
    Setting("color", TEXT_COLOR, "ink",
            "Colour of the text; auto is ink or paper; legible(COLOUR) is auto if hard to read",
            "Colour"),
    Setting("language", LANGUAGE, "",
            "Language that the text is in: of texts given in several, this one", "Type"),
    Setting("font", FONT, "body", "heading, body, or a family", "Type"),
    Setting("weight", WEIGHT, "regular", "regular, bold, … or 1 to 1000", "Type"),
    Setting("style", choice("normal", "italic"), "normal", "Upright or italic", "Type"),
    Setting("size", SIZE_RANGE, "10 pt", "Type size, or a range: the largest that fits", "Type"),
    Setting("uniform", choice("auto", "most", "deck", "category", "card"), "auto",
            "Over which cards one size is shared; most: nine of ten, the others are smaller; "
            "auto: most for texts, the deck for all else", "Type"),
    Setting("leading", number(0.7, 4, 0.05), "1.3", "Line distance, times the size",
            "Type"),
    Setting("tracking", TRACKING, "auto", "Letter spacing in em; auto goes by size", "Type"),
    Setting("align", choice("left", "center", "right", "justify"), "left", "Alignment of lines",
            "Type"),
    Setting("valign", choice("top", "middle", "bottom"), "top",
            "Place of the text, or of the lines to write on, in the box", "Type"),
    Setting("case", choice("none", "upper", "lower", "small-caps"), "none",
            "Capitals, small letters, or the font's own small capitals", "Type"),
    Setting("features", FEATURES, "none",
            "OpenType features of the font: onum, tnum, ss01, …; -liga turns one off", "Type"),
    Setting("hyphens", choice("none", "compound", "all"), "all",
            "Where words may break: never, at a compound's seam, at any syllable", "Type"),
    Setting("wrap", choice("balance", "pretty"), "pretty",
            "balance: the fewest and most even lines, for headings; pretty: running text", "Type"),
    Setting("lines", count(1, 100, word="any"), "any", "Most lines that the text may take", "Type"),
    Setting("columns", count(1, 12), "1", "Columns that the text flows through, as even as can be",
            "Type"),
    Setting("column_gap", length(0, 500), "5 mm", "Space between columns", "Type"),
    Setting("paragraph_gap", number(0, 4), "0.5",
            "Space between paragraphs, times the size", "Type"),
)  # fmt: skip

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
        return Setting(key, OWN_COLOR, "", "A colour of the layout's own", "Colour")
    return None


def setting_of(key: str) -> Setting:
    """The setting of a dotted key that is known to name one."""
    setting = find_setting(key)
    assert setting is not None
    return setting


BOX_FLAGS = {
    "front.title.size": "--title-size",
    "front.title.weight": "--title-weight",
    "front.title.align": "--title-align",
    "back.title.size": "--back-title-size",
    "back.text.size": "--text-size",
    "back.text.align": "--text-align",
    "back.text.leading": "--text-leading",
    "back.footer.size": "--footer-size",
}
"""Flags of frequent settings of boxes that most layouts have."""


def flagged() -> list[Setting]:
    """The settings that have a flag of their own, all by their dotted keys."""
    return [setting for setting in SETTINGS if setting.flag] + [
        _flagged_box(key, flag) for key, flag in BOX_FLAGS.items()
    ]


def flag_of(key: str) -> str:
    """The flag of a setting's own, by its dotted key; "" when it has none."""
    return _SETTINGS[key].flag if key in _SETTINGS else BOX_FLAGS.get(key, "")


def _flagged_box(key: str, flag: str) -> Setting:
    face, box, name = key.split(".")
    setting = _BOX_SETTINGS[name]
    return setting._replace(key=key, flag=flag, help=f"{setting.help} ({box} on the {face})")
