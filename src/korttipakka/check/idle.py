"""Settings that have no effect are told of: whoever gave them meant something else.

They are told where they were meant for this print: given by a flag, or in the file that also says
what makes them idle. A layout's margin is no slip when its user asks for single faces by a flag.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from ..basics.problems import InvalidValue, Location, Problem, Severity
from ..basics.records import NamedTuple
from ..basics.shipped import ships
from ..fonts import FontSet, Style
from ..impose import Grid, cutting_plan
from ..impose.marks import Trims, marks
from ..model.deck import Deck
from ..model.frame import Item
from ..model.layout import BoxStyle, CardStyle, Layout, SheetStyle, printed
from ..model.settings import flag_of, setting_of
from ..typeset.places import place


class Idle(NamedTuple):
    """Settings that have no effect `but` one, and why.

    `cause` is the setting that makes it so, if one. Those that are so `by_flag` alone are no slip
    in a file.
    """

    keys: Sequence[str]
    why: str
    cause: str = ""
    but: str = ""
    by_flag: bool = False


MARKS = ("back_marks", "mark_offset", "mark_length", "mark_width")

ON_SHEETS = (
    "paper", "orientation", "margin", "gutter", "turn", "flip", "order", "fold", "start_at",
    "perforated", "back_marks", "cutting_guide", "back_offset", "back_angle", "printer",
    "printable",
)  # fmt: skip
"""Settings that say how cards lie on paper, and what is printed around them."""

TWO_SIDED = ("flip", "sides", "reverse_backs", "back_marks", "back_offset", "back_angle", "printer")
"""Settings that ask for backs on the other side of the paper."""

UNCUT = ("marks", *MARKS, "cutting_guide", "orientation")
"""Settings that make no sense of a sheet that is perforated."""

NO_TEXT, NOTHING_PAINTED = "the box has no text", "the box has no fill, outline or picture"

INSTEAD = {
    ("size", NO_TEXT): "leave it out: width and height say how large a picture or a code is",
    ("opacity", NOTHING_PAINTED): (
        'leave it out: a text is paler by its colour, such as color: "tint(ink, 50 %)"'
    ),
}
"""What to do where a setting has no effect for a reason, if something else has the effect."""

TYPE = (
    "language", "font", "weight", "style", "size", "uniform", "leading", "tracking", "align",
    "case", "hyphens", "wrap", "lines", "paragraph_gap", "features",
    "columns",
)  # fmt: skip


class BoxRule(NamedTuple):
    """Settings of a box that have no effect on one that is so."""

    names: tuple[str, ...]
    why: str
    applies: Callable[[BoxStyle], bool]


def _is_bare(box: BoxStyle) -> bool:
    return box.fill == box.stroke == box.pattern == "none" and not box.image


def _reaches_edge(box: BoxStyle, card: CardStyle) -> bool:
    """Whether a box paints something up to the trim or over it: one beside others may."""
    if _is_bare(box) and not box.qr:
        return False
    if box.below or box.beside:
        return True
    left, bottom, right, top = place(box, card.size, card.safe, {}).rect
    return not (left > 0 and bottom > 0 and right < card.size.width and top < card.size.height)


def _takes_color(box: BoxStyle) -> bool:
    """Whether a box has what its colour is for: a drawing may leave some colours open."""
    is_drawing = "{" in box.image or box.image.lower().endswith(".svg")
    return bool(box.text or box.ruled or box.qr or is_drawing)


BOX_RULES = (
    BoxRule(TYPE, NO_TEXT, lambda box: not box.text),
    BoxRule(("valign",), "the box has no text, and no lines", lambda b: not (b.text or b.ruled)),
    BoxRule(("color",), "the box has no text, and no drawing", lambda box: not _takes_color(box)),
    BoxRule(
        ("pattern_color", "pattern_step"), "the box has no pattern", lambda b: b.pattern == "none"
    ),
    BoxRule(
        ("stroke_width",), "the box has no outline", lambda b: b.stroke == "none" and not b.ruled
    ),
    BoxRule(
        ("role",), "the box shows nothing to be read", lambda b: not (b.text or b.image or b.qr)
    ),
    BoxRule(("column_gap",), "the text has one column", lambda box: box.columns == 1),
    BoxRule(("fit",), "the box has no picture", lambda box: not box.image),
    BoxRule(("focus",), "the box has no picture", lambda box: not (box.image or box.qr)),
    BoxRule(
        ("gap",), "the box is not below or beside another", lambda b: not (b.below or b.beside)
    ),
    BoxRule(("gap_below",), "the box is not below another", lambda box: not box.below),
    BoxRule(("gap_beside",), "the box is not beside another", lambda box: not box.beside),
    BoxRule(("corner",), "only a rectangle has corners", lambda box: box.shape != "rect"),
    BoxRule(("corner", "shape", "opacity"), NOTHING_PAINTED, _is_bare),
)


def idle_settings(
    deck: Deck, layout: Layout, fonts: FontSet, grid: Grid | None
) -> Iterator[Problem]:
    """The settings that have no effect, each told once; `grid` is None for single faces."""
    told: set[str] = set()
    for idle in (
        *_on_sheets(layout, grid),
        *_of_faces(layout),
        *_in_boxes(layout),
        *_of_names(deck, layout),
    ):
        for key in idle.keys:
            if key not in told and _is_meant(layout, key, idle):
                told.add(key)
                yield _problem(layout, key, idle)
    yield from _weights(layout, fonts)


def idle_reversal(layout: Layout) -> Iterable[Problem]:
    """A note where backs are to be reversed, which are not printed in a pass of their own."""
    sheet = layout.sheet
    if sheet.reverse_backs and not sheet.is_folded and sheet.sides not in {"backs", "apart"}:
        yield Problem(
            "idle-reversal",
            "the backs are not printed in a pass of their own, so they are not reversed",
            layout.origin("sheet.reverse_backs"),
            "add --sides backs, or --sides apart for all fronts and then all backs",
            Severity.WARNING,
        )


def _problem(layout: Layout, key: str, idle: Idle) -> Problem:
    # A perforated sheet still says how large the cards are.
    but = "on the size of cards" if key == "sheet.perforated" else idle.but
    message = f"{_shown(layout, key)} has no effect{but and f' but {but}'}: {idle.why}"
    hint = INSTEAD.get((key.rpartition(".")[2], idle.why), "leave it out")
    return Problem("idle-setting", message, layout.origin(key), hint, Severity.WARNING)


def _shown(layout: Layout, key: str) -> str:
    """A setting as its user has written it: by its flag, or by its name in a file and in --set."""
    flag, at = flag_of(key), layout.origin(key)
    is_of_flag = at is not None and at.kind == "flag" and not at.shown.startswith("--set ")
    return flag if flag and is_of_flag else key


def _is_meant(layout: Layout, key: str, idle: Idle) -> bool:
    """Whether a setting was given for this print, to another value than its default."""
    return _is_given(layout, key, idle) and (idle.by_flag or _differs(layout, key))


def _is_given(layout: Layout, key: str, idle: Idle) -> bool:
    """Whether a setting was given for this print."""
    at, because = layout.origin(key), layout.origin(idle.cause)
    if at is None or _is_made(layout, key, at):
        return False
    if at.kind == "flag":
        return True
    if idle.by_flag or ships(at):
        return False
    return because is None or because.path == at.path


def _differs(layout: Layout, key: str) -> bool:
    setting = setting_of(key)
    with suppress(InvalidValue):
        return setting.read(layout.given[key]) not in (setting.read(setting.default), "none")
    return True  # the name of a file


def _is_made(layout: Layout, key: str, at: Location) -> bool:
    """Whether a setting was made by the perforated sheet that was given there."""
    return key != "sheet.perforated" and at == layout.origin("sheet.perforated")


def _on_sheets(layout: Layout, grid: Grid | None) -> Iterator[Idle]:
    sheet = layout.sheet
    if sheet.color != "cmyk":
        yield _of_sheet(["ink_limit"], "only colours in inks, --color cmyk, are so much", "color")
    if grid is None:
        how = _how(layout, "sheet.arrange")
        why = f"with {how} each face is a page of its own, for a print shop"
        yield _of_sheet(ON_SHEETS, why, "arrange")
        cut = f"with {how} pages have square corners: the print shop cuts them round"
        yield Idle(["card.corner"], cut, "sheet.arrange", "on what is checked", by_flag=True)
        yield from _of_single_faces(sheet)
        return
    yield _of_sheet(["face_order"], "only with --arrange single each face is a page", "arrange")
    if sheet.arrange == "fold":
        yield _of_sheet(TWO_SIDED, "a sheet to fold has fronts and backs on one side", "arrange")
    elif sheet.arrange == "tent":
        yield from _of_tents(sheet)
    else:
        yield _of_sheet(["fold"], "only sheets with --arrange fold are folded", "arrange")
    if sheet.perforated is not None:
        yield _of_sheet(
            UNCUT, "a perforated sheet is not cut, and lies as it is made", "perforated"
        )
    elif not cutting_plan(grid):
        yield _of_sheet(["cutting_guide"], "there is nothing to cut")
    yield from _of_marks(layout, grid)


def _of_tents(sheet: SheetStyle) -> Iterator[Idle]:
    yield _of_sheet(TWO_SIDED, "a tent has its front and its back on one side", "arrange")
    yield _of_sheet(["fold"], "a tent is folded at the top edge of its card", "arrange")
    if sheet.marks != "cut":
        square = "on tents only --marks cut shows round corners"
        yield Idle(["card.corner"], square, "sheet.arrange", "on what is checked", by_flag=True)


def _of_single_faces(sheet: SheetStyle) -> Iterator[Idle]:
    """Marks around single faces, and which of both comes first where both are printed."""
    if sheet.marks == "cut":
        yield _of_sheet(["marks"], "a page of one card has no lines between cards", "arrange")
    if not sheet.has_crop_marks:
        yield _of_sheet(MARKS, "single faces have marks with --marks crop only", "arrange")
    if sheet.sides in {"fronts", "backs"}:
        yield _of_sheet(["face_order"], f"only {sheet.sides} are printed", "sides")


def _of_marks(layout: Layout, grid: Grid) -> Iterator[Idle]:
    """Marks that are not drawn, and corrections of backs that are not printed."""
    sheet = layout.sheet
    if layout.card.bleed and not _bleeds(layout, grid):
        edge, box = "no box reaches the edge of the cards", "on the bleed box of pages"
        yield Idle(["card.bleed"], edge, but=box, by_flag=True)
    if sheet.sides == "fronts" and sheet.arrange == "duplex":
        names, why = ("back_offset", "back_angle", "back_marks"), "only fronts are printed"
        yield _of_sheet(names, why, "sides")
        yield Idle(["sheet.printer"], why, "sheet.sides", "on how the paper lies")
    if sheet.marks == "none" and not sheet.is_folded:
        yield _of_sheet(MARKS, "no marks are drawn", "marks")
    if sheet.has_crop_marks and not _marks(layout, sheet, grid):
        yield _of_sheet(MARKS, "the margins have no room for crop marks")
    if sheet.marks != "cut":
        yield _of_sheet(["back_marks"], "only with --marks cut are there lines on cards", "marks")
    elif sheet.sides == "backs" and not sheet.back_marks and sheet.arrange == "duplex":
        on_fronts = "cut lines are on fronts, unless sheet.back_marks says so"
        yield Idle(["sheet.marks"], on_fronts, "sheet.sides", "to leave out crop marks")
    for name in ("mark_offset", "mark_length", "mark_width"):
        if _changes_nothing(layout, name, grid):
            yield _of_sheet([name], "the marks that are drawn here are the same without it")


def _bleeds(layout: Layout, grid: Grid) -> bool:
    """Whether anything is printed within the bleed, or marks keep away from it."""
    if any(_reaches_edge(box, layout.card) for _, box in _boxes(layout)):
        return True
    bare = layout._replace(card=layout.card._replace(bleed=0.0))
    return _marks(layout, layout.sheet, grid) != _marks(bare, bare.sheet, grid)


def _changes_nothing(layout: Layout, name: str, grid: Grid) -> bool:
    """Whether all marks are as with a setting's default."""
    sheet, setting = layout.sheet, setting_of(f"sheet.{name}")
    other = sheet._replace(**{name: setting.read(setting.default)})
    return sheet != other and _marks(layout, sheet, grid) == _marks(layout, other, grid)


def _marks(layout: Layout, sheet: SheetStyle, grid: Grid) -> tuple[Item, ...]:
    """What is drawn around and between the cards of a page of fronts."""
    trims = Trims.of(grid.page, grid.units)
    return marks(trims, sheet, layout.card, grid.creases, back=False).items


def _of_faces(layout: Layout) -> Iterator[Idle]:
    """The settings of a side of cards that is not printed."""
    for face, others in (("front", "backs"), ("back", "fronts")):
        if face not in printed(layout.sheet):
            keys = [key for key in layout.given if key.startswith(f"{face}.")]
            why = f"only {others} are printed"
            yield Idle(keys, why, "sheet.sides", by_flag=True)


def _of_sheet(names: Iterable[str], why: str, cause: str = "") -> Idle:
    return Idle([f"sheet.{name}" for name in names], why, f"sheet.{cause}" if cause else "")


def _how(layout: Layout, key: str) -> str:
    """How a setting was given, for people: the flag, or its name and value in the file."""
    at = layout.origin(key)
    return str(at) if at is not None and at.kind == "flag" else f"{key}: {layout.given.get(key)}"


def _in_boxes(layout: Layout) -> Iterator[Idle]:
    for start, box in _boxes(layout):
        if box.when == "never":
            keys = [key for key in layout.given if key.startswith(start)]
            yield Idle([key for key in keys if key != f"{start}when"], "the box is turned off")
        for rule in BOX_RULES:
            if rule.applies(box):
                yield Idle([f"{start}{name}" for name in rule.names], rule.why)


def _boxes(layout: Layout) -> Iterator[tuple[str, BoxStyle]]:
    """The boxes that are printed, each with how its settings begin."""
    for face in printed(layout.sheet):
        for box in layout.boxes(face):
            yield f"{face}.{box.name}.", box


def _of_names(deck: Deck, layout: Layout) -> Iterator[Idle]:
    """Colours and families that no box names."""
    used = {*_colors_used(layout), *["accent"] * _takes_accent(deck, layout)}
    for key in layout.given:
        at = layout.origin(key)
        is_flag = at is not None and at.kind == "flag"
        name = key.partition(".")[2]
        if (
            key.startswith("colors.")
            and name not in used
            and is_flag
            and not _is_marked(deck, name)
        ):
            yield Idle([key], "no box has this colour")
    if not any(box.font == "heading" and box.text for _, box in _boxes(layout)):
        yield Idle(["fonts.heading"], "no box with text is set in it")


def _is_marked(deck: Deck, color: str) -> bool:
    """Whether words of a card are marked with a colour of this name."""
    mark = f"{{.{color}}}"
    return any(mark in text for card in deck.cards for text in (card.text, *card.fields.values()))


WORD = re.compile(r"[\w-]+")


def _colors_used(layout: Layout) -> Iterator[str]:
    """The names that boxes' colours are made of, those of other colours followed."""
    waiting = [text for _, box in _boxes(layout) for text in written_colors(box)]
    seen: set[str] = set()
    while waiting:
        for name in WORD.findall(waiting.pop()):
            if name not in seen:
                seen.add(name)
                waiting.append(str(layout.given.get(f"colors.{name}", "")))
                yield name


def written_colors(box: BoxStyle) -> Iterator[str]:
    """The colours that a box paints with, as they are written."""
    yield from (box.fill, box.stroke)
    if box.pattern != "none":
        yield box.pattern_color
    if box.text or box.ruled or box.qr:
        yield box.color
        if box.color == "auto" or box.color.startswith("legible"):
            yield "ink paper"


def _takes_accent(deck: Deck, layout: Layout) -> bool:
    """Whether boxes show the colour of a card that has none of its own: that is the accent."""
    if not any("color}" in text for _, box in _boxes(layout) for text in written_colors(box)):
        return False
    if any(text.startswith("none") for text in layout.sheet.blanks):
        return True
    colors = (card.color or (card.category and card.category.color) for card in deck.cards)
    return not all(colors)


def _weights(layout: Layout, fonts: FontSet) -> Iterator[Problem]:
    """A weight that was asked for and that the family does not come in."""
    for start, box in _boxes(layout):
        key = f"{start}weight"
        if not box.text or not _is_given(layout, key, Idle([key], "")):
            continue
        weights = fonts.weights(box.font)
        nearest = fonts.weight(Style.of(box))
        if nearest == box.weight:
            continue
        lacks = f"'{fonts.shown(box.font)}' has no weight {box.weight}"
        message = f"{_shown(layout, key)}: {lacks}, and {nearest}, the nearest, is used"
        if len(weights) == 1:
            message = f"{_shown(layout, key)} has no effect: {lacks}, only {nearest}"
        hint = f"take {' or '.join(map(str, weights))}, or a family that has it"
        yield Problem("idle-setting", message, layout.origin(key), hint, Severity.WARNING)
