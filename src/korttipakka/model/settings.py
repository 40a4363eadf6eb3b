"""The one declared table of settings: what a layout may say, how it is read, what it means.

Parsing layout files, validating, `--set`, the flags and their help, and the documentation all read
this table. A setting's reader turns text into a value and raises InvalidValue.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..basics.problems import suggestion
from .forms import (
    Choice,
    Form,
    Number,
    Reader,
    box_name,
    card_size,
    choice,
    color,
    condition,
    count,
    decks,
    distance,
    family,
    focus,
    form_of,
    gaps,
    insets,
    length,
    mark_width,
    names,
    offset,
    ordinal,
    own_color,
    paper,
    pattern,
    perforated,
    picture,
    placing,
    share,
    size_range,
    step,
    template,
    text_color,
    tracking,
    turn,
    weight,
    word,
    write_ins,
    yes_no,
)
from .layout import PATTERNS


class Setting(NamedTuple):
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
        return self.read is yes_no

    @property
    def is_list(self) -> bool:
        """Whether the setting's flag may be repeated, each time for one value of several."""
        return self.read is write_ins

    @property
    def takes(self) -> Form:
        """What values the setting takes, in words and examples."""
        return form_of(self.read)


SETTINGS: Sequence[Setting] = (
    Setting("card.size", card_size, "a4-eighth", "Trim size of a card",
            "Card", "--card-size", "NAME|WxH"),
    Setting("card.safe", distance, "0", "Margin inside the trim, kept free of text",
            "Card", "--safe", "LENGTH"),
    Setting("card.bleed", distance, "0", "How far colour reaches over the trim",
            "Card", "--bleed", "LENGTH"),
    Setting("card.corner", distance, "0", "Radius of rounded corners cut afterwards",
            "Card", "--corner", "LENGTH"),
    Setting("sheet.copies", decks, "1", "Whole decks to print", "Cards", "--copies", "N"),
    Setting("sheet.blanks", write_ins, "",
            "Cards to write on, for each category; KEY=N: of one category; none=N: of none",
            "Cards", "--blanks", "N"),
    Setting("sheet.paper", paper, "a4", "Paper: a4, letter, a3, … or WxH",
            "Sheet", "--paper", "NAME|WxH"),
    Setting("sheet.orientation", choice("auto", "portrait", "landscape"), "auto",
            "How the paper lies; auto takes what holds most cards", "Sheet", "--orientation"),
    Setting("sheet.margin", insets, "0", "Paper kept free of cards, one to four lengths",
            "Sheet", "--margin", "LENGTH"),
    Setting("sheet.gutter", gaps, "0",
            "Space between cards: one length, or across and down", "Sheet", "--gutter", "LENGTH"),
    Setting("sheet.turn", choice("auto", "upright", "sideways"), "auto",
            "How cards lie on the sheet; auto takes what holds most cards", "Sheet", "--turn"),
    Setting("sheet.flip", choice("long-edge", "short-edge"), "long-edge",
            "The edge that the printer flips the paper on", "Sheet", "--flip"),
    Setting("sheet.arrange", choice("duplex", "fold", "single"), "duplex",
            "Both sides of the paper, folded halves, or one face a page", "Sheet", "--arrange"),
    Setting("sheet.order", choice("rows", "stack"), "rows",
            "Cards row by row, or so that cut piles stack to the deck", "Sheet", "--order"),
    Setting("sheet.sides", choice("both", "fronts", "backs", "apart"), "both",
            "Both sides, one side in a pass of its own, or apart: all fronts, then all backs",
            "Sheet", "--sides"),
    Setting("sheet.reverse_backs", yes_no, "no", "Last back first, for a second pass",
            "Sheet", "--reverse-backs"),
    Setting("sheet.printer", word, "", "Printer whose backs are put right; see: calibrate",
            "Sheet", "--printer", "NAME"),
    Setting("sheet.printable", distance, "4.2 mm",
            "What the printer leaves unprinted at the paper's edges: ink there is told of",
            "Sheet", "--printable", "LENGTH"),
    Setting("sheet.back_offset", offset, "0 0",
            "Moves the backs across and up, against a printer's drift",
            "Sheet", "--back-offset", "DX,DY"),
    Setting("sheet.back_angle", Number(-3, 3), "0",
            "Turns the backs by degrees counter-clockwise", "Sheet", "--back-angle", "DEGREES"),
    Setting("sheet.fold", choice("auto", "vertical", "horizontal"), "auto",
            "How the fold line runs with arrange fold; auto takes what holds most cards",
            "Sheet", "--fold"),
    Setting("sheet.start_at", ordinal, "1", "First place of the first sheet that is not used up",
            "Sheet", "--start-at", "N"),
    Setting("sheet.perforated", perforated, "none",
            "Perforated sheet by its maker's name or from a file; sets paper, grid and card size",
            "Sheet", "--sheet", "NAME|FILE"),
    Setting("sheet.marks", choice("crop", "cut", "none"), "crop",
            "Crop marks outside the cards, hairlines between them, or none", "Marks", "--marks"),
    Setting("sheet.back_marks", yes_no, "no", "Cut lines on the backs as well", "Marks"),
    Setting("sheet.cutting_guide", yes_no, "no", "A last page that tells where to cut",
            "Marks", "--cutting-guide"),
    Setting("sheet.mark_offset", distance, "2 mm", "From the trim to a crop mark", "Marks"),
    Setting("sheet.mark_length", distance, "4 mm", "Length of a crop mark", "Marks"),
    Setting("sheet.mark_width", mark_width, "0.25 pt", "Thickness of marks", "Marks"),
    Setting("sheet.color", choice("rgb", "cmyk"), "rgb",
            "Paint all in CMYK for a press, text black in black ink alone", "Colour", "--color"),
    Setting("sheet.slug", yes_no, "yes", "Deck, sheet and side in the margin", "Marks"),
    Setting("fonts.heading", family, "Inter Tight", "Family of headings: a name or a path",
            "Type", "--heading-font", "NAME|FILE"),
    Setting("fonts.body", family, "Inter", "Family of texts: a name or a path",
            "Type", "--body-font", "NAME|FILE"),
    Setting("fonts.fallback", names, "Noto Sans Symbols 2",
            "Families for characters that the others lack", "Type"),
    Setting("colors.ink", own_color, "#1a1a1a", "Colour of text",
            "Colour", "--ink", "COLOUR"),
    Setting("colors.paper", own_color, "#ffffff", "Colour of the paper",
            "Colour", "--paper-color", "COLOUR"),
    Setting("colors.accent", own_color, "#444444", "Colour of a card without a category",
            "Colour", "--accent", "COLOUR"),
)  # fmt: skip

BOX_SETTINGS: Sequence[Setting] = (
    Setting("text", template, "", 'What stands in the box: "{title}" and the like', "Box"),
    Setting("when", condition, "always", "Show the box only when this value is not empty, or never",
            "Box"),
    Setting("left", placing, "auto", "From the card's left edge", "Box"),
    Setting("right", placing, "auto", "From the card's right edge", "Box"),
    Setting("top", placing, "auto", "From the card's top edge", "Box"),
    Setting("bottom", placing, "auto", "From the card's bottom edge", "Box"),
    Setting("width", placing, "auto", "Width of the box", "Box"),
    Setting("height", placing, "auto", "Height of the box; auto follows the text", "Box"),
    Setting("below", box_name, "", "The box that this one stands under", "Box"),
    Setting("beside", box_name, "", "The box that this one ends left of, where that is shown",
            "Box"),
    Setting("gap", length, "0", "Space to the box named by below or beside", "Box"),
    Setting("padding", insets, "0", "Space between the box's edges and its text", "Box"),
    Setting("fill", color, "none", "Colour of the box, or gradient(COLOUR, COLOUR, 90deg)",
            "Colour"),
    Setting("pattern", pattern, "none",
            f"Pattern on the box: {', '.join(PATTERNS)}; or \"{{category.pattern}}\"", "Colour"),
    Setting("pattern_color", color, "ink", "Colour of the pattern", "Colour"),
    Setting("pattern_step", step, "2 mm", "Distance at which the pattern repeats", "Colour"),
    Setting("stroke", color, "none", "Colour of the box's outline", "Colour"),
    Setting("stroke_width", distance, "0.5 pt", "Thickness of the outline", "Colour"),
    Setting("corner", distance, "0", "Radius of the box's corners", "Box"),
    Setting("shape", choice("rect", "circle", "ellipse"), "rect",
            "Outline of the box, and of a picture in it", "Box"),
    Setting("image", picture, "",
            'Picture: "{image}", "{category.icon}", or a path beside the layout', "Picture"),
    Setting("fit", choice("contain", "cover"), "contain",
            "Show the whole picture, or fill the box with it", "Picture"),
    Setting("focus", focus, "50 % 50 %",
            "What of a picture stays in view: from its left and from its top", "Picture"),
    Setting("opacity", share, "100 %", "Opacity of fill, pattern and picture; not of text",
            "Colour"),
    Setting("qr", template, "", 'QR code that says this: "{link}"', "Picture"),
    Setting("ruled", distance, "0", "Distance of lines to write on; 0 draws none", "Box"),
    Setting("rotate", turn, "0", "Turn of text and picture counter-clockwise: 0, 90, 180, 270",
            "Box"),
    Setting("color", text_color, "ink",
            "Colour of the text; auto is ink or paper; legible(COLOUR) is auto if hard to read",
            "Colour"),
    Setting("font", family, "body", "heading, body, or a family", "Type"),
    Setting("weight", weight, "regular", "regular, bold, … or 1 to 1000", "Type"),
    Setting("style", choice("normal", "italic"), "normal", "Upright or italic", "Type"),
    Setting("size", size_range, "10 pt", "Type size, or a range: the largest that fits", "Type"),
    Setting("uniform", choice("deck", "category", "card"), "deck",
            "Over which cards one size is shared", "Type"),
    Setting("leading", Number(0.7, 4), "1.3", "Line distance, times the size",
            "Type"),
    Setting("tracking", tracking, "auto", "Letter spacing in em; auto goes by size", "Type"),
    Setting("align", choice("left", "center", "right", "justify"), "left", "Alignment of lines",
            "Type"),
    Setting("valign", choice("top", "middle", "bottom"), "top", "Place of the text in the box",
            "Type"),
    Setting("case", choice("none", "upper", "lower", "small-caps"), "none",
            "Capitals, small letters, or the font's own small capitals", "Type"),
    Setting("hyphens", choice("none", "compound", "all"), "all",
            "Where words may break: never, at a compound's seam, at any syllable", "Type"),
    Setting("wrap", choice("balance", "pretty"), "pretty",
            "balance: the fewest and most even lines, for headings; pretty: running text", "Type"),
    Setting("lines", count, "any", "Most lines that the text may take", "Type"),
    Setting("paragraph_gap", Number(0, 4), "0.5",
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
        return Setting(key, own_color, "", "A colour of the layout's own", "Colour")
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


BOX_FLAGS = {
    "front.title.size": ("--title-size", "SIZE"),
    "front.title.weight": ("--title-weight", "WEIGHT"),
    "front.title.align": ("--title-align", ""),
    "back.title.size": ("--back-title-size", "SIZE"),
    "back.text.size": ("--text-size", "SIZE"),
    "back.text.align": ("--text-align", ""),
    "back.text.leading": ("--text-leading", "NUMBER"),
    "back.footer.size": ("--footer-size", "SIZE"),
}
"""Flags of frequent settings of boxes that most layouts have, and the words for their values."""


def flagged() -> list[Setting]:
    """The settings that have a flag of their own, all by their dotted keys."""
    return [setting for setting in SETTINGS if setting.flag] + [
        _flagged_box(key, flag, form) for key, (flag, form) in BOX_FLAGS.items()
    ]


def _flagged_box(key: str, flag: str, form: str) -> Setting:
    face, box, name = key.split(".")
    setting = _BOX_SETTINGS[name]
    about = f"{setting.help} ({box} on the {face})"
    return setting._replace(key=key, flag=flag, form=form, help=about)


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
