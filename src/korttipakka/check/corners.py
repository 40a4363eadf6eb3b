"""Corners that are cut round: text keeps out of them, and what is to be seen whole."""

from collections.abc import Iterable, Iterator
from itertools import product
from math import cos, hypot, pi, sin

from ..basics.geometry import Rect, Size
from ..basics.problems import Problem, Severity
from ..basics.units import fits, in_mm
from ..model.frame import Box, Group, Item, Picture, QrCode
from ..model.layout import CardStyle, Layout
from .reach import Reach, Reaches, ReachRule
from .walk import CAPITALS, TAILS, Placed, SeenCard

NEAR = 0.05
"""Points by which something may reach into a corner: less than any blade is off."""

STEPS = 8
"""So many pieces of a rounded corner are looked at."""


class CutCorners(ReachRule):
    """Nothing that is to be seen whole is cut off by `card.corner`; told once for a box.

    Text keeps `card.safe` away from the round trim, too. Colours, pictures and outlines that reach
    the trim beside a corner are meant to be cut with it.
    """

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self._card = card = layout.card
        self._size = card.size
        self._corner = rounding(card)
        self._trim = Rect.of(card.size)
        self._at_top = layout.sheet.arrange != "tent"  # there the paper is folded, not cut

    def inspect(self, card: SeenCard) -> Reaches | None:
        """What reaches into the corners of a card's sides: a box's text and its ground apart."""
        found: dict[tuple[str, bool], Reach] = {}
        for side, parts in (("front", card.front), ("back", card.back)):
            for part in parts:
                texts = () if side in card.face.overfull else part.shown.texts
                over = max((self._of_text(one) for one in texts), default=0.0)
                if over > NEAR:
                    found[part.name, True] = Reach(over, card.face.card, 1)
                over = max((self._lost(item) for item in part.shown.ground), default=0.0)
                if over > NEAR:
                    found[part.name, False] = Reach(over, card.face.card, 1)
        return found or None

    def problems(self) -> Iterable[Problem]:
        """One for each box, or two where its text and its ground do."""
        for (name, is_text), cut in self.found.items():
            yield self._told(name, is_text, cut)

    def _of_text(self, placed: Placed) -> float:
        """How far a line's letters reach into a corner that is as round as the safe area's."""
        run, (left, bottom, right, top) = placed
        flat = bottom == top
        room = Rect(left, bottom - flat * TAILS * run.size, right, top + flat * CAPITALS * run.size)
        inner = self._trim.grown(-self._card.safe)
        radius = max(0.0, self._corner - self._card.safe)
        return into_corner(room, inner, radius, at_top=self._at_top)

    def _lost(self, item: Item) -> float:
        """How far an item reaches into a corner that it is not meant to fill."""
        match item:
            case Box():
                return self._whole(item.rect, item.radius, item.ellipse)
            case Picture():
                return self._whole(item.clip, item.radius, item.ellipse)
            case Group(shared=True):
                rect = item.outside(item.clip or Rect.of(item.frame.size))
                return self._whole(rect, item.radius, item.ellipse)
            case QrCode():
                return self._whole(item.rect)
            case Group() if item.tilt:
                return max((self._tilted(inner, item) for inner in item.frame.items), default=0.0)
        return 0.0

    def _tilted(self, item: Item, group: Group) -> float:
        """The same in a tilted box; what reaches over the trim is meant to be cut."""
        if not isinstance(item, (Box, Picture, QrCode)):
            return 0.0
        radius = 0.0 if isinstance(item, QrCode) else item.radius
        rect = item.rect.grown(radius * (0.5**0.5 - 1))  # where a quarter circle is half way round
        corners = [Rect(*corner, *corner) for corner in rect.corners]
        spots = [group.outside(corner) for corner in corners]
        if any(spot.meet(self._trim) != spot for spot in spots):
            return 0.0
        return max(into_corner(at, self._trim, self._corner, at_top=self._at_top) for at in spots)

    def _whole(self, rect: Rect, radius: float = 0.0, ellipse: bool = False) -> float:
        across, up = (rect.width / 2, rect.height / 2) if ellipse else (radius, radius)
        return into_corner(
            rect, self._trim, self._corner, Size(across, up), within=True, at_top=self._at_top
        )

    def _told(self, name: str, is_text: bool, cut: Reach) -> Problem:
        safe = f", card.safe {in_mm(self._card.safe)} mm" if is_text else ""
        what = f"text of {name}" if is_text else name
        return Problem(
            "cut-corner",
            f"{cut.cards}: {what} reaches {in_mm(cut.over)} mm into a corner that is cut round",
            cut.card.at,
            f"move it inwards: card.corner is {in_mm(self._card.corner)} mm{safe}",
            Severity.WARNING,
        )


def rounding(card: CardStyle) -> float:
    """The radius of a card's corners: half of its shorter side at most."""
    return min(card.corner, card.size.width / 2, card.size.height / 2)


def into_corner(
    rect: Rect, area: Rect, radius: float, own: Size = Size(0.0, 0.0), *,
    within: bool = False, at_top: bool = True,
) -> float:  # fmt: skip
    """How far a rectangle reaches beyond the round corners of an area; 0 where it does not.

    Its own corners are quarter ellipses of the radii `own`. With `within`, corners are left out
    where it reaches the area's edges beside them; without `at_top` only those below are round.
    """
    if radius <= 0:
        return 0.0
    most = 0.0
    left, bottom, right, top = (
        rect.left - area.left, rect.bottom - area.bottom,
        area.right - rect.right, area.top - rect.top,
    )  # fmt: skip
    for across, up in product((left, right), (bottom, top) if at_top else (bottom,)):
        if not (within and (fits(across, 0.0) or fits(up, 0.0))):
            most = max(most, _beyond(across, up, radius, own))
    return most


def _beyond(gap_x: float, gap_y: float, radius: float, own: Size) -> float:
    """How far a corner reaches out of a quarter circle, given its distances from the edges."""
    found = 0.0
    steps = STEPS if own.width and own.height else 0
    for step in range(steps + 1):
        angle = pi / 2 * step / STEPS
        # Both from the middle of the circle, outwards.
        x = radius - gap_x - own.width * (1 - cos(angle) if steps else 0)
        y = radius - gap_y - own.height * (1 - sin(angle) if steps else 0)
        if x > 0 and y > 0:
            found = max(found, hypot(x, y) - radius)
    return found


def too_round(layout: Layout) -> Iterator[Problem]:
    """A corner of more than half of the card's shorter side."""
    card = layout.card
    if not fits(card.corner, rounding(card)):
        half = in_mm(rounding(card))
        yield Problem(
            "corner-too-large",
            f"card.corner is {in_mm(card.corner)} mm, more than half of the card's shorter side: "
            f"{half} mm are cut round",
            layout.origin("card.corner"),
            f"--corner {half}mm",
            Severity.WARNING,
        )
