"""Text that another box, or another text, is painted over: it cannot be read."""

from collections.abc import Container, Iterable, Iterator

from ..basics.geometry import Rect
from ..basics.problems import Problem, Severity
from ..basics.records import NamedTuple
from ..model.deck import Card
from ..model.layout import Layout
from .rule import CardRule
from .walk import Edges, SeenCard, SeenPart, and_more

LEAST = 0.15
"""Of a line's width: what only touches its end does not cover it."""


class Covered(NamedTuple):
    """The boxes whose texts are covered, the first such card, and the number of such cards."""

    under: tuple[str, ...]
    first: Card
    number: int


Covers = dict[tuple[str, bool], Covered]
"""What boxes cover, by the box and whether it is its text that does."""

LETTERS = 0.5
"""Em that a line's small letters reach above its baseline."""


class CoveredText(CardRule[Covers]):
    """No box is painted over another's text; told once for a box."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        boxes = layout.faced_boxes()
        # What is only there to be seen may lie behind a text.
        self._decorations = {f"{f}.{box.name}" for f, box in boxes if box.role == "decoration"}
        self.found = {}

    def inspect(self, card: SeenCard) -> Covers | None:
        """The boxes that cover text on a card."""
        under: dict[tuple[str, bool], list[str]] = {}
        for parts in card.whole_sides:
            for over, name, by_text in _pairs(parts, self._decorations):
                under.setdefault((over, by_text), []).append(name)
        own = card.face.card
        return {over: Covered(_once(names), own, 1) for over, names in under.items()} or None

    def merge(self, found: Covers) -> None:
        """Add other cards."""
        for over, (under, card, number) in found.items():
            before, first, so_many = self.found.get(over, Covered((), card, 0))
            self.found[over] = Covered(_once((*before, *under)), first, so_many + number)

    def problems(self) -> Iterable[Problem]:
        """One for each box that covers others."""
        for (over, by_text), found in self.found.items():
            yield (_mixed if by_text else _hidden)(self._layout, over, found)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _pairs(parts: list[SeenPart], decorations: Container[str]) -> Iterator[tuple[str, str, bool]]:
    """The boxes that cover text of a side, with the box whose text it is, and whether by text."""
    below: list[SeenPart] = []
    for part in parts:
        for cover in part.shown.covers if below else ():
            for other in _touched(cover, below):
                if cover.overlaps(other.part.rect) and _covers(cover, other):
                    yield part.name, other.name, False
        if part.shown.texts and part.name not in decorations:
            for other in _touched(part.shown.reach, below):
                if part.part.rect.overlaps(other.part.rect) and _mix(part, other):
                    yield part.name, other.name, True
            below.append(part)


def _touched(edges: Edges, parts: list[SeenPart]) -> list[SeenPart]:
    """The parts that have letters near an area: few, mostly none."""
    left, bottom, right, top = edges
    return [
        part
        for part in parts
        for a, b, c, d in (part.shown.reach,)
        if a <= right and left <= c and b <= top and bottom <= d
    ]


def _covers(cover: Rect, part: SeenPart) -> bool:
    """Whether a cover lies over a line's small letters, in a part of its width."""
    for run, (left, bottom, right, top) in part.shown.texts:
        if not run.text.strip():
            continue
        middle = run.size / 4 if top == bottom else 0.0
        width = min(cover.right, right) - max(cover.left, left)
        height = min(cover.top, top + middle) - max(cover.bottom, bottom + middle)
        if width >= LEAST * (right - left) and height >= LEAST * (top - bottom):
            return True
    return False


def _mix(one: SeenPart, other: SeenPart) -> bool:
    """Whether letters of two boxes lie over each other."""
    others = list(_letters(other))
    return any(mine.overlaps(each) for mine in _letters(one) for each in others)


def _letters(part: SeenPart) -> Iterator[Rect]:
    for run, (left, bottom, right, top) in part.shown.texts:
        if run.text.strip() and top == bottom:
            yield Rect(left, bottom, right, top + LETTERS * run.size)


def _mixed(layout: Layout, over: str, found: Covered) -> Problem:
    return Problem(
        "covered-text",
        f"the texts of {over} and {' and '.join(found.under)} are printed over each other: "
        f"{_cards(found)}",
        layout.origin(f"{over}.text"),
        "move the one or the other; a box that is below another follows it however long that is",
        Severity.WARNING,
    )


def _cards(found: Covered) -> str:
    others = and_more(found.number)
    return f"card '{found.first.title}'{others}"


def _hidden(layout: Layout, over: str, found: Covered) -> Problem:
    own = [f"{over}.{name}" for name in ("fill", "pattern", "image", "qr")]
    places = (layout.origin(key) for key in own)
    under = " and ".join(found.under)
    return Problem(
        "covered-text",
        f"{over} is painted over the text of {under}: {_cards(found)}",
        next((at for at in places if at is not None), layout.origin(f"{found.under[0]}.text")),
        f"paint it first: order: -1 in the layout, or --set {over}.order=-1; or move the one",
        Severity.WARNING,
    )
