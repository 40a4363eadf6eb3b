"""The grid of cards on a sheet of paper: how many fit, and where each lies, front and back."""

from collections.abc import Iterator

from ..basics.geometry import Axis, Insets, Point, Rect, Size, Turn
from ..basics.problems import KorttipakkaError, Location, error
from ..basics.sizes import PAPERS, parse_paper, size_in_mm
from ..basics.units import MM, fits, in_mm
from ..model.layout import CardStyle, Layout, SheetStyle
from ..model.perforated import PerforatedSheet
from .grids import Grid, TentGrid

SMALLEST = 5 * MM
"""A card with a shorter side cannot be cut or held; it would also give millions of places."""

MOST = 5000
"""Cards on a sheet: an A0 holds 1,600 of 20 x 30 mm. More is a slip, and takes minutes."""

MOST_INCHES = 48
"""A sheet of no more millimetres is of so many inches: 13x19 is a paper of North America."""

AMERICAN = {"letter", "legal", "tabloid"}
"""Papers of North America; elsewhere people buy those of ISO 216."""


def grid_of(layout: Layout) -> Grid | None:
    """The grid of a layout's sheets; None for single faces, which lie on no sheet.

    Raises KorttipakkaError as `best_grid` does.
    """
    if layout.sheet.arrange == "single":
        return None
    return best_grid(layout.card, layout.sheet, blamed(layout))


def best_grid(card: CardStyle, sheet: SheetStyle, at: Location | None = None) -> Grid:
    """The grid that holds most cards; of equals the one with upright cards, then paper as given.

    Raises KorttipakkaError `card-too-large`, `card-too-small` or `too-many-places`, located `at`.
    """
    if min(card.size.width, card.size.height) < SMALLEST:
        message = f"a card of {size_in_mm(card.size)} is too small to cut"
        raise error("card-too-small", message, at, _in_inches(card.size, "--card-size"))
    grids = list(candidates(card.size, sheet))
    best = max(grids, key=lambda grid: grid.count)
    if best.count == 0:
        raise _too_large(card, sheet, at)
    if best.count > MOST:
        page = size_in_mm(best.page)
        message = f"a sheet of {page} would hold {best.count:,} cards, at most {MOST:,}"
        raise error("too-many-places", message, at, "choose smaller paper or larger cards")
    return best


def blamed(layout: Layout) -> Location | None:
    """Where to point when cards do not fit the sheet: at a flag if one is to blame, or the card."""
    keys = ("card.size", "sheet.paper", "sheet.margin", "sheet.gutter", "sheet.turn")
    origins = [at for key in keys if (at := layout.origin(key))]
    return next((at for at in origins if at.kind == "flag"), origins[0] if origins else None)


def flip_axis(page: Size, sheet: SheetStyle) -> Axis:
    """The axis that a sheet is flipped about: a portrait page's long edge is vertical."""
    return Axis.VERTICAL if is_upright(page) == (sheet.flip == "long-edge") else Axis.HORIZONTAL


def candidates(card: Size, sheet: SheetStyle) -> Iterator[Grid]:
    """Every grid that the settings leave open, the preferred ones first."""
    for turn in _turns(sheet):
        if sheet.perforated is not None:
            yield _perforated(card.turned(turn), turn, sheet.perforated, sheet)
            continue
        for page in _pages(sheet):
            for axis in _folds(sheet) or [flip_axis(page, sheet)]:
                yield _centred(card.turned(turn), turn, page, axis, sheet)


def _turns(sheet: SheetStyle) -> list[Turn]:
    wanted = {"upright": [Turn.UPRIGHT], "sideways": [Turn.LEFT]}
    return wanted.get(sheet.turn, [Turn.UPRIGHT, Turn.LEFT])


def _pages(sheet: SheetStyle) -> list[Size]:
    given = sheet.paper
    other = Size(given.height, given.width)
    portrait = is_upright(given)
    if sheet.orientation == "auto":
        # Paper is named as it stands, so that one who says a4-landscape means it to lie.
        return [given, other] if portrait else [given]
    return [given if portrait == (sheet.orientation == "portrait") else other]


def is_upright(paper: Size) -> bool:
    """Whether paper stands, or is square."""
    return fits(paper.width, paper.height)


def _folds(sheet: SheetStyle) -> list[Axis]:
    if sheet.arrange != "fold":
        return []
    wanted = {"vertical": [Axis.VERTICAL], "horizontal": [Axis.HORIZONTAL]}
    return wanted.get(sheet.fold, [Axis.VERTICAL, Axis.HORIZONTAL])


def _centred(card: Size, turn: Turn, page: Size, axis: Axis, sheet: SheetStyle) -> Grid:
    """As many columns and rows as fit, in the middle of what the margins leave of the page."""
    area = Rect.of(page).inset(sheet.margin)
    fold = sheet.arrange == "fold"
    kind = _kind(sheet)
    empty = kind(page, card, 0, 0, Point(0, 0), sheet.gutter, turn, axis, fold)
    columns = _how_many(empty.unit.width, area.width, sheet.gutter.x)
    rows = _how_many(empty.unit.height, area.height, sheet.gutter.y)
    if fold and axis is Axis.VERTICAL:
        columns -= columns % 2
    if fold and axis is Axis.HORIZONTAL:
        rows -= rows % 2
    grid = empty._replace(columns=columns, rows=rows)
    size = grid.block.size
    x = area.left + (area.width - size.width) / 2
    y = area.bottom + (area.height - size.height) / 2
    return grid._replace(origin=Point(x, y))


def _kind(sheet: SheetStyle) -> type[Grid]:
    return TentGrid if sheet.arrange == "tent" else Grid


def _perforated(card: Size, turn: Turn, form: PerforatedSheet, sheet: SheetStyle) -> Grid:
    """The maker's grid; a smaller card lies in the middle of its place, a larger one nowhere."""
    wide, high = form.card.width - card.width, form.card.height - card.height
    place = fits(0, wide) and fits(0, high) and not sheet.is_folded
    gutter = Point(form.gutter.x + wide, form.gutter.y + high)
    axis = flip_axis(form.paper, sheet)
    rows = form.rows if place else 0
    grid = Grid(form.paper, card, form.columns, rows, Point(0, 0), gutter, turn, axis)
    bottom = form.paper.height - form.top - high / 2 - grid.block.height
    return grid._replace(origin=Point(form.left + wide / 2, bottom))


def _how_many(length: float, room: float, gutter: float) -> int:
    """How many lengths fit in a room with a gutter between them, allowing for rounding."""
    count = max(0, int((room + gutter) / (length + gutter)))
    one_more = (count + 1) * (length + gutter) - gutter
    return count + 1 if fits(one_more, room) else count


def _too_large(card: CardStyle, sheet: SheetStyle, at: Location | None) -> KorttipakkaError:
    if sheet.perforated is not None:
        return _not_on_perforated(card, sheet, sheet.perforated, at)
    pairs = {"fold": "front and back side by side do", "tent": "front and back in a row do"}
    sides = pairs.get(sheet.arrange, "it does")
    message = (
        f"a card of {size_in_mm(card.size)} is too large: {sides} not fit on paper of "
        f"{size_in_mm(sheet.paper)} with {_margins(sheet.margin)}"
    )
    return error("card-too-large", message, at, _remedy(card, sheet))


def _not_on_perforated(
    card: CardStyle, sheet: SheetStyle, form: PerforatedSheet, at: Location | None
) -> KorttipakkaError:
    if sheet.is_folded:
        message = "a perforated sheet cannot be folded into cards"
        return error("perforated-fold", message, at, "use --arrange duplex")
    lies = "" if sheet.turn == "auto" else f" {sheet.turn}"
    size, place = size_in_mm(card.size), size_in_mm(form.card)
    message = f"a card of {size} does not fit{lies} into a place of {place}"
    turned = _holds(card, sheet._replace(turn="auto"))
    hint = "--turn auto: it may be turned" if turned else "leave the card size to the sheet"
    return error("card-too-large", message, at, hint)


def _remedy(card: CardStyle, sheet: SheetStyle) -> str:
    """What would make the card fit: another turn, no margin, or the next larger paper."""
    free = sheet._replace(orientation="auto", turn="auto", fold="auto")
    in_inches = Size(*(25.4 * side for side in sheet.paper))
    if max(sheet.paper) < MOST_INCHES * MM and _holds(card, free._replace(paper=in_inches)):
        return _in_inches(sheet.paper, "--paper")
    if _holds(card, free):
        return "it fits when it may be turned: set sheet.orientation and sheet.turn to auto"
    if _holds(card, free._replace(margin=Insets())):
        return "it fits without margins: --margin 0"
    for name in papers(sheet.paper):
        if _holds(card, free._replace(paper=parse_paper(name))):
            return f"it fits on {name}: --paper {name}"
    return "choose a smaller card or a larger paper: --card-size, --paper WxH"


def _in_inches(size: Size, flag: str) -> str:
    """A size whose numbers are likely of another unit: a length without one is in millimetres."""
    numbers = "x".join(in_mm(side) for side in size)
    return f"a size without a unit is in millimetres; for inches write {flag} {numbers}in"


def _holds(card: CardStyle, sheet: SheetStyle) -> bool:
    return any(grid.count for grid in candidates(card.size, sheet))


def papers(like: Size) -> list[str]:
    """The names of papers, the smallest first; before all those sold where `like` is."""
    american = any(is_same_paper(like, parse_paper(name)) for name in AMERICAN)
    area = {name: width * height for name, (width, height) in PAPERS.items()}
    return sorted(PAPERS, key=lambda name: ((name in AMERICAN) != american, area[name]))


def is_same_paper(one: Size, other: Size) -> bool:
    """Whether two papers have the same sides, in whichever order."""
    pairs = zip(sorted(one), sorted(other), strict=True)
    return all(fits(abs(a - b), MM) for a, b in pairs)


def _margins(margin: Insets) -> str:
    sides = [in_mm(side) for side in (margin.top, margin.right, margin.bottom, margin.left)]
    if len(set(sides)) == 1:
        return f"margins of {sides[0]} mm"
    return f"margins of {', '.join(sides)} mm (top, right, bottom, left)"
