"""Text against its ground: enough contrast to be read by tired eyes in a dim room."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ..basics.color import ENOUGH_CONTRAST, Color, contrast
from ..basics.geometry import Rect
from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from ..content.values import Values
from ..model.deck import Deck
from ..model.layout import BoxStyle, Layout
from ..model.roles import placeholders
from ..model.text import TextRun
from ..pictures.grounds import Ground, colors_under, ground_of_all
from .rule import CardRule
from .walk import Edges, SeenCard, SeenPart, Shown

ENOUGH_IF_LARGE = 3.0
"""The contrast ratio that WCAG 2.2 asks of large text at level AA."""

LARGE, LARGE_IF_BOLD, BOLD = 18.0, 14.0, 700
"""Points from which text is large, by WCAG 2.2, and the weight from which it is bold."""


LETTERS = 0.6
"""Em that most letters reach above their baseline."""

ROUNDING = 0.005
"""A ratio that lacks no more than this is told as one that is enough."""

GOOD = ENOUGH_CONTRAST - ROUNDING
"""A ratio that is enough for any text."""


class Sight(NamedTuple):
    """A box's text as it looks on some cards; `at` is where a card says its colours, if it does.

    An author has `marked` it with the name of its colour; "" where the layout says that.
    """

    box: str
    category: str
    color: Color
    grounds: tuple[Color, ...]
    large: bool
    at: Location | None
    marked: str = ""


Sights = dict[tuple[str, str], tuple[float, Sight]]
"""The worst sight, with its ratio, of each box and category, or marked colour, with a bad one."""


class LowContrast(CardRule[Sights]):
    """Text and its ground differ by 4.5:1, large text by 3:1."""

    def __init__(self, deck: Deck, layout: Layout) -> None:
        self._deck = deck
        self._layout = layout
        self._styles = {f"{side}.{box.name}": box for side, box in layout.faced_boxes()}
        self._categories = {category.key: category for category in deck.categories}
        sheet = Rect.of(layout.card.size).grown(layout.card.bleed)
        self._paper = Ground(sheet, (layout.colors["paper"],))
        self.found = {}

    def inspect(self, card: SeenCard) -> Sights | None:
        """The texts that are hard to read."""
        found: Sights = {}
        for parts in card.whole_sides:
            grounds = [self._paper]
            for part in parts:
                shown = part.shown
                grounds += shown.grounds
                if shown.looks and not _is_clear(shown, grounds):
                    self._look_at(part, grounds, card, found)
        return found or None

    def _look_at(
        self, part: SeenPart, grounds: Sequence[Ground], card: SeenCard, found: Sights
    ) -> None:
        """Add the bad texts of a box, with the grounds of it and of what lies below it."""
        box, values = self._styles[part.name], Values(card.face.card, self._deck)
        if box.role == "decoration":
            return  # it is there to be seen, and says nothing
        reach = part.shown.reach
        panels = [
            ground.rect
            for ground in grounds[1:]
            if ground.is_plain and not ground.ellipse and _cuts(ground.rect, reach)
        ]
        for run, area in _pieces(part.shown.texts, panels):
            on = colors_under(area, grounds)
            ratio = _ratio(run.color, on)
            if ratio < GOOD and run.text.strip():
                key, large = values.of("category.key"), _large(run, box)
                marked = run.markup.color
                at = _marked_at(box, values, marked) if marked else _at(box, values)
                sight = Sight(part.name, key, run.color, on, large, at, marked)
                if ratio < _enough(sight) - ROUNDING:
                    _keep_worst(found, (sight.box, marked or f"of {key}"), ratio, sight)

    def merge(self, found: Sights) -> None:
        """Keep what is worse than before."""
        for key, (ratio, sight) in found.items():
            _keep_worst(self.found, key, ratio, sight)

    def problems(self) -> Iterable[Problem]:
        """One for each box and place where its colours are said: by category, layout or author."""
        told: dict[tuple[str, Location | None, str], list[tuple[float, Sight]]] = {}
        for ratio, sight in self.found.values():
            told.setdefault((sight.box, sight.at, sight.marked), []).append((ratio, sight))
        for sights in told.values():
            ratio, worst = min(sights, key=lambda found: found[0])
            yield _problem(self._layout, self._of(sights, worst), ratio, worst)

    def _of(self, sights: Sequence[tuple[float, Sight]], worst: Sight) -> str:
        """The cards on which a text is bad; "" where it is the same whatever their category."""
        category = self._categories.get(worst.category)
        if worst.marked:
            return ""
        if category is None or (
            len(sights) > 1 and len({(sight.color, sight.grounds) for _, sight in sights}) == 1
        ):
            return ""
        others = len(sights) - 1
        more = f" and {others} more categor{'ies' if others > 1 else 'y'}" if others else ""
        return f" on cards of '{category.name}'{more}"


def _keep_worst(known: Sights, key: tuple[str, str], ratio: float, sight: Sight) -> None:
    if key not in known or ratio < known[key][0]:
        known[key] = ratio, sight


@lru_cache(maxsize=2048)
def _ratio(color: Color, grounds: tuple[Color, ...]) -> float:
    """The least contrast of a colour with its grounds; if they are unknown, the most there is."""
    return min((contrast(color, on) for on in grounds), default=21.0)


def _is_clear(shown: Shown, grounds: Sequence[Ground]) -> bool:
    """Whether a text lies on one plain ground, and all its colours are good on that."""
    ground = ground_of_all(shown.reach, grounds)
    if ground is None:
        return False
    return min([_ratio(color, ground.colors) for _, _, color, _ in shown.looks]) >= GOOD


def _enough(sight: Sight) -> float:
    return ENOUGH_IF_LARGE if sight.large else ENOUGH_CONTRAST


def _large(run: TextRun, box: BoxStyle) -> bool:
    return run.size >= (LARGE_IF_BOLD if box.weight >= BOLD else LARGE)


def _pieces(
    texts: Iterable[tuple[TextRun, Edges]], panels: Sequence[Rect]
) -> Iterator[tuple[TextRun, Edges]]:
    """The texts of a box, in two where one lies partly over another box's ground."""
    for run, line in texts:
        area = _area(run, line)
        yield run, area
        for panel in panels:
            for piece in _parts_by(panel, area):
                yield run, piece


def _cuts(panel: Rect, reach: Edges) -> bool:
    """Whether a panel lies under some of a text, and not under all of it."""
    left, bottom, right, top = reach
    if panel.left >= right or panel.right <= left or panel.bottom >= top or panel.top <= bottom:
        return False
    holds = panel.left <= left and panel.right >= right
    return not (holds and panel.bottom <= bottom and panel.top >= top)


def _parts_by(panel: Rect, area: Edges) -> Iterator[Edges]:
    """The parts of an area that lie on a panel and beside it; none if it lies on one of the two.

    Half a letter's height at its sides may, and a quarter above and below: so much is room there.
    """
    left, bottom, right, top = area
    inner = (
        max(left, panel.left), max(bottom, panel.bottom), min(right, panel.right),
        min(top, panel.top),
    )  # fmt: skip
    across, up = (top - bottom) / 2, (top - bottom) / 4
    if inner[2] - inner[0] < across or inner[3] - inner[1] < up:
        return
    parts = [
        *[(left, bottom, panel.left, top)] * (panel.left - left > across),
        *[(panel.right, bottom, right, top)] * (right - panel.right > across),
        *[(left, bottom, right, panel.bottom)] * (panel.bottom - bottom > up),
        *[(left, panel.top, right, top)] * (top - panel.top > up),
    ]
    yield from [*parts, inner] if parts else []


def _area(run: TextRun, line: Edges) -> Edges:
    """What letters of a line take: small ones, and capitals in part."""
    left, bottom, right, top = line
    return (left, bottom, right, top + LETTERS * run.size) if top == bottom else line


def _problem(layout: Layout, of: str, ratio: float, sight: Sight) -> Problem:
    ground = min(sight.grounds, key=lambda color: contrast(sight.color, color))
    hint = CHOSEN if _is_chosen(layout, sight.box) else OTHER_COLOR
    words = "text"
    if sight.marked:
        words, hint = f"what is marked {{.{sight.marked}}}", _other_mark(sight)
    return Problem(
        "low-contrast",
        f"{sight.box}{of}: {words} in {sight.color.hex} on {ground.hex} has a contrast of "
        f"{_told(ratio, _enough(sight))}:1, less than {_enough(sight):g}:1",
        sight.at or layout.origin(f"{sight.box}.color") or layout.origin(f"{sight.box}.text"),
        hint,
        Severity.WARNING,
    )


def _other_mark(sight: Sight) -> str:
    """What to do about words that their author has marked with a colour."""
    if sight.marked == "accent":
        return "mark it with another colour, such as {.ink}, or make it bold: **words**"
    from ..basics.shell import shell_line

    if found := _legible(sight):
        flag = shell_line(["--set", f"colors.{sight.marked}={found.hex}"])
        return f"mark it with another colour; or let {{.{sight.marked}}} stand out more: {flag}"
    return "mark it with another colour, or make it bold: **words**"


def _legible(sight: Sight) -> Color | None:
    """The nearest shade of a colour that stands out enough; None if there is none."""
    color = Color(sight.color.rgb)
    for percent in range(95, 0, -5):
        darker = Color(tuple(value * percent / 100 for value in color.values))
        for shade in (darker, color.tint(percent / 100)):
            if _ratio(shade, sight.grounds) >= _enough(sight):
                return shade
    return None


def _told(ratio: float, enough: float) -> str:
    """A ratio in as few digits as show that it is less than enough."""
    short = f"{ratio:.1f}"
    return short if float(short) < enough else f"{ratio:.2f}"


OTHER_COLOR = (
    "a lighter or darker colour; or color: auto, which takes ink or paper by what lies below"
)
CHOSEN = "ink and paper stand out no more here: a lighter or darker ground, or larger type"


def _is_chosen(layout: Layout, name: str) -> bool:
    """Whether a box's colour is left to what lies below it already."""
    face, _, own = name.partition(".")
    boxes = layout.front if face == "front" else layout.back
    return any(box.name == own and box.color.startswith(("auto", "legible")) for box in boxes)


def _marked_at(box: BoxStyle, values: Values, marked: str) -> Location | None:
    """Where the author has marked words of a box with a colour."""
    mark = f"{{.{marked}}}"
    names = placeholders(box.text)
    found = [name for name in names if mark in values.of(name)] or names
    return next((values.card.place(name) for name in found), None)


def _at(box: BoxStyle, values: Values) -> Location | None:
    """Where the card or its category says the colours of a box; None where the layout does."""
    named = (*placeholders(box.color), *placeholders(box.fill))
    return next((values.card.place(name) for name in named if values.has(name)), None)
