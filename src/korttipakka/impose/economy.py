"""Sheet economy: how well cards use the paper, and what would use it better."""

from collections.abc import Iterable, Iterator
from itertools import product
from math import floor

from ..basics.geometry import Rect, Size
from ..basics.problems import KorttipakkaError
from ..basics.records import NamedTuple
from ..basics.sizes import CARDS, parse_paper, size_in_mm
from ..basics.units import MM, SLACK, fits, in_mm
from ..model.layout import CardStyle, SheetStyle
from .cutting import cutting_plan
from .grid import best_grid, candidates, is_same_paper, papers
from .grids import Grid

SHRINK = 0.9
"""A card is not advised to become narrower or lower than this part of what was asked for."""

WORTH = 0.1
"""Another card size or paper is advised when this part of the paper is wasted, or saved by it."""


SLIVER = 2 * MM
"""A strip narrower than this tears or bends when it is cut off a pile."""


class Economy(NamedTuple):
    """How many cards a sheet holds, the part of the paper that is waste, and advice."""

    cards: int
    waste: float
    advice: tuple[str, ...] = ()


def economy(card: CardStyle, sheet: SheetStyle, grid: Grid) -> Economy:
    """How well cards use the paper on their grid."""
    found = Economy(grid.count, waste(grid))
    if sheet.perforated is not None:
        return found
    advice = (
        _turn(card, sheet, grid), _size(card, sheet, grid), _without_slivers(card, sheet, grid),
        _other_paper(card, sheet, grid),
    )  # fmt: skip
    return found._replace(advice=tuple(filter(None, advice)))


def waste(grid: Grid) -> float:
    """The part of a sheet, from 0 to 1, that is on no card."""
    sides = 2 if grid.one_sided else 1
    used = sides * grid.count * grid.card.width * grid.card.height
    return 1 - used / (grid.page.width * grid.page.height)


def _turn(card: CardStyle, sheet: SheetStyle, grid: Grid) -> str:
    best = best_grid(card, _free(sheet))
    if best.count <= grid.count:
        return ""
    return (
        f"{best.count} would fit instead of {grid.count} with cards "
        f"{'sideways' if best.turn.sideways else 'upright'} on paper of {size_in_mm(best.page)}"
    )


def _size(card: CardStyle, sheet: SheetStyle, grid: Grid) -> str:
    """The slightly smaller card that most fit of; of equals the largest."""
    if waste(grid) < WORTH:
        return ""
    counts = {size: _count(card._replace(size=size), sheet) for size in _smaller(card.size, sheet)}
    most, size = max(((count, size) for size, count in counts.items()), key=_rank)
    if most <= grid.count:
        return ""
    return f"{size_in_mm(size)} would fit {most} instead of {grid.count}"


def _without_slivers(card: CardStyle, sheet: SheetStyle, grid: Grid) -> str:
    """The size of nearly the same cards that leave no strips which are too narrow to cut well."""
    page, block, room = grid.page, grid.block, Rect.of(grid.page).inset(sheet.margin)
    across = _is_sliver(block.left) or _is_sliver(page.width - block.right)
    up = _is_sliver(block.bottom) or _is_sliver(page.height - block.top)
    if sheet.arrange != "duplex" or not (across or up):
        return ""
    wide, high = grid.card
    if across:
        wide = (room.width + grid.gutter.x) / grid.columns - grid.gutter.x
    if up:
        high = (room.height + grid.gutter.y) / grid.rows - grid.gutter.y
    size = Size(wide, high).turned(grid.turn)
    other = _planned(card._replace(size=size), sheet)
    if other is None or other.count != grid.count:
        return ""
    before, after = len(cutting_plan(grid)), len(cutting_plan(other))
    cuts = f"{after} cut{'' if after == 1 else 's'} instead of {before}"
    return f"{_by_name(size)} would leave no strips under {in_mm(SLIVER)} mm: {cuts}"


def _is_sliver(strip: float) -> bool:
    return not fits(strip, 0.0) and not fits(SLIVER, strip)


def _by_name(size: Size) -> str:
    """A card's size, and the name that it has."""
    for name, sides in CARDS.items():
        for turned in (Size(sides[0] * MM, sides[1] * MM), Size(sides[1] * MM, sides[0] * MM)):
            if fits(abs(turned.width - size.width) + abs(turned.height - size.height), 0.0):
                lies = size.width > size.height and sides[0] < sides[1]
                return f"{name}{'-landscape' * lies}, {size_in_mm(size)},"
    return size_in_mm(size)


def _rank(option: tuple[int, Size]) -> tuple[int, float]:
    count, size = option
    return count, size.width * size.height


def _smaller(size: Size, sheet: SheetStyle) -> Iterator[Size]:
    """The card's own size, and sizes in whole millimetres that one or two more fit of in a row."""
    for grid in candidates(size, sheet):
        area, (width, height) = Rect.of(grid.page).inset(sheet.margin), grid.unit
        across, up = width / grid.card.width, height / grid.card.height  # cards in a unit
        widths = _shares(width, area.width, sheet.gutter.x, grid.columns)
        heights = _shares(height, area.height, sheet.gutter.y, grid.rows)
        for wide, high in product(widths, heights):
            yield Size(wide / across, high / up).turned(grid.turn)


def _shares(length: float, room: float, gutter: float, count: int) -> Iterable[float]:
    yield floor(length / MM * 100 + SLACK) / 100 * MM  # it is named in hundredths
    for more in (count + 1, count + 2):
        share = floor(((room + gutter) / more - gutter) / MM + SLACK) * MM
        if SHRINK * length <= share < length:
            yield share


def _other_paper(card: CardStyle, sheet: SheetStyle, grid: Grid) -> str:
    """The smallest paper that is worth buying for these cards; that at hand is none."""
    for name in papers(sheet.paper):
        if is_same_paper(parse_paper(name), sheet.paper):
            continue
        other = _planned(card, _free(sheet)._replace(paper=parse_paper(name)))
        if other is not None and waste(other) < waste(grid) - WORTH:
            return f"{name} would hold {other.count} with {waste(other):.0%} waste"
    return ""


def _count(card: CardStyle, sheet: SheetStyle) -> int:
    grid = _planned(card, sheet)
    return grid.count if grid else 0


def _planned(card: CardStyle, sheet: SheetStyle) -> Grid | None:
    try:
        return best_grid(card, sheet)
    except KorttipakkaError:
        return None


def _free(sheet: SheetStyle) -> SheetStyle:
    return sheet._replace(orientation="auto", turn="auto", fold="auto")
