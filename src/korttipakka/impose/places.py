"""Places: where on a page a card face goes, how it is turned, and where its bleed is clipped."""

from collections.abc import Sequence

from ..basics.geometry import Insets, Point, Rect, Turn
from ..basics.records import NamedTuple
from ..basics.units import fits
from ..model.frame import CardSide, Frame, Group
from ..model.layout import CardStyle
from ..model.tags import Tags


class Place(NamedTuple):
    """A place for a face, worked out once for all sheets.

    `clip` is in the face's coordinates, its corners rounded by `radius` points.
    """

    at: Point
    turn: Turn
    clip: Rect
    radius: float = 0.0

    def show(self, face: Frame, side: CardSide, tags: Tags = ()) -> Group:
        """The face of a card put in this place; `tags` tell what of it is read."""
        return Group(face, self.at, self.turn, self.clip, self.radius, shows=side, tags=tags)


def places(
    cells: Sequence[Rect], turn: Turn, block: Rect, gutter: Point, card: CardStyle
) -> tuple[Place, ...]:
    """A place for each cell. Bleed is full at the block's edges; neighbours share the gutter.

    Where corners are cut round, what reaches over the trim is round about the same middle.
    """
    over = (_overhang(cell, block, gutter, card.bleed) for cell in cells)
    return tuple(
        _place(cell, turn, own, card.corner) for cell, own in zip(cells, over, strict=True)
    )


def halves(
    cells: Sequence[Rect], units: Sequence[Rect], turn: Turn, block: Rect, gutter: Point,
    card: CardStyle,
) -> tuple[Place, ...]:  # fmt: skip
    """A place for each half of the units: nothing reaches over the fold between them.

    Round corners are not those of the halves, so that nothing follows them.
    """
    found = []
    for cell, unit in zip(cells, units, strict=True):
        over = _overhang(unit, block, gutter, card.bleed)
        edges = zip(over, _sides(cell), _sides(unit), strict=True)
        own = (distance if fits(abs(edge - end), 0) else 0.0 for distance, edge, end in edges)
        found.append(_place(cell, turn, Insets(*own), 0.0))
    return tuple(found)


def _sides(rect: Rect) -> tuple[float, float, float, float]:
    """The edges in the order of insets."""
    return rect.left, rect.right, rect.top, rect.bottom


def _overhang(cell: Rect, block: Rect, gutter: Point, bleed: float) -> Insets:
    """How far bleed may reach on each side of a cell: between cards to the middle at most."""
    across, up = min(bleed, gutter.x / 2), min(bleed, gutter.y / 2)
    return Insets(
        left=bleed if fits(cell.left, block.left) else across,
        right=bleed if fits(block.right, cell.right) else across,
        top=bleed if fits(block.top, cell.top) else up,
        bottom=bleed if fits(cell.bottom, block.bottom) else up,
    )


def _place(cell: Rect, turn: Turn, overhang: Insets, corner: float) -> Place:
    own = overhang.before(turn)
    trim = Rect.of(cell.size.turned(turn))
    clip = trim.inset(Insets(-own.left, -own.right, -own.top, -own.bottom))
    return Place(Point(cell.left, cell.bottom), turn, clip, corner and corner + min(overhang))
