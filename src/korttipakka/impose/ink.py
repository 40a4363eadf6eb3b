"""Ink near the paper's edge: what a printer would not print, and what a correction pushes off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from math import ceil, floor
from typing import Literal

from ..color import WHITE, Color
from ..frame import (
    Box,
    Frame,
    Group,
    Item,
    Line,
    Page,
    Paint,
    Picture,
    QrCode,
    Segment,
    Shape,
    Sheet,
    TextRun,
)
from ..geometry import Insets, Point, Rect, Size
from ..layout import Layout
from ..problems import Problem, Severity
from ..units import MM, fits, in_mm
from .grid import Grid, candidates, named, plan

ASCENT, DESCENT = 0.95, 0.25
"""How far letters may reach from the baseline, times the type size: accented capitals, tails."""

Way = Literal["portrait", "landscape"]

ROOMY, ROOM = "workshop", 6 * MM
"""A layout that ships, and how far inside the card it keeps its ink."""

SHRINK = 0.8
"""A card on a perforated sheet is not advised to become smaller than this part of itself."""

SHOWN = 4
"""So many places are named in a message; the others are counted."""


def ink(frame: Frame) -> Rect | None:
    """The rectangle around all that a frame paints in a colour other than white; None if nothing.

    Letters are taken to fill their line's height.
    """
    found = [rect for rect in map(_ink_of, frame.items) if rect is not None]
    return reduce(Rect.union, found) if found else None


def ink_near_edge(sheets: Sequence[Sheet], layout: Layout, printable: float) -> list[Problem]:
    """Warnings about cards with ink less than `printable` points from the edge of the paper.

    `unprintable-margin` tells the places of such cards, `off-the-sheet` those that the correction
    of the backs pushes over the edge. Marks and slug are not looked at, nor single faces.
    """
    if layout.sheet.arrange == "single":
        return []
    near: dict[str, float] = {}
    off: dict[str, float] = {}
    grid, inks = plan(layout.card, layout.sheet), _Inks()
    for page, side in _sides(sheets, layout):
        for card in _cards(page):
            bare, corrected = _distances(card, page, inks, printable)
            if fits(printable, corrected):
                continue
            name = _place(card, grid, side)
            near[name] = min(near.get(name, printable), corrected)
            if not fits(min(0.0, bare), corrected):
                off[name] = min(off.get(name, 0.0), corrected)
    if not near:
        return []
    least = min((*near.values(), *off.values()))
    mend = _remedy(sheets, layout, printable, printable - least)
    return [*_unprintable(near, printable, mend), *_pushed_off(off, mend)]


class _Inks:
    """The ink of frames, each looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, Rect | None] = {}

    def of(self, frame: Frame) -> Rect | None:
        if id(frame) not in self._known:
            self._known[id(frame)] = ink(frame)
        return self._known[id(frame)]


def _distances(card: Group, page: Page, inks: _Inks, printable: float) -> tuple[float, float]:
    """How far a card's ink lies from the paper's edge, without and with the page's correction."""
    rect = _on_page(inks.of(card.frame), card)
    if rect is None:
        return printable, printable
    size = page.frame.size
    corners = [Point(x, y) for x in (rect.left, rect.right) for y in (rect.bottom, rect.top)]
    bare = _nearest(corners, size)
    if page.correction is None:
        return bare, bare
    return bare, _nearest([page.correction.applied(corner, size) for corner in corners], size)


def _nearest(points: Iterable[Point], page: Size) -> float:
    """The least distance of points from the page's edges; negative for one beyond an edge."""
    return min(min(p.x, p.y, page.width - p.x, page.height - p.y) for p in points)


def _cards(page: Page) -> Iterator[Group]:
    # Cards are the groups that are clipped to their bleed; marks and slug are not clipped.
    return (item for item in page.frame.items if isinstance(item, Group) and item.clip is not None)


def _sides(sheets: Sequence[Sheet], layout: Layout) -> Iterator[tuple[Page, str]]:
    if layout.sheet.arrange == "fold":
        yield from ((sheet.front, "") for sheet in sheets)
        return
    # Backs in a pass of their own are the fronts of sheets: all, or with "apart" the second half.
    passes = {"backs": 0, "apart": len(sheets) // 2}
    first_back = passes.get(layout.sheet.sides, len(sheets))
    for number, sheet in enumerate(sheets):
        yield sheet.front, "back" if number >= first_back else "front"
        if sheet.back is not None:
            yield sheet.back, "back"


def _place(card: Group, grid: Grid, side: str) -> str:
    """A card's place as seen on its side: rows counted from the top, columns from the left.

    A sheet to fold has but one side, which has no name.
    """
    block = grid.back_block if side == "back" else grid.block
    column = round((card.at.x - block.left) / (grid.card.width + grid.gutter.x)) + 1
    from_below = round((card.at.y - block.bottom) / (grid.card.height + grid.gutter.y))
    return f"{side} row {grid.rows - from_below} column {column}".lstrip()


def _remedy(sheets: Sequence[Sheet], layout: Layout, printable: float, lacking: float) -> str:
    """What brings ink that lacks so much of its distance to the edge away from there."""
    moved = max((_displaced(page) for page, _ in _sides(sheets, layout)), default=0.0)
    if layout.sheet.perforated is not None:
        card = layout.card.size
        smaller = Size(_shrunk(card.width, lacking), _shrunk(card.height, lacking))
        if min(smaller.width / card.width, smaller.height / card.height) < SHRINK:
            return "another printer or tray, or a layout with less ink near the card's edge"
        return f"a smaller card in its place: --card-size '{named(smaller)}'"
    wide = ceil((printable + layout.card.bleed + moved) / MM * 10 - 0.001) / 10
    flags = _that_hold(layout, wide)
    ways = [f"a wider margin ({flags})"] if flags else ["larger paper, or a smaller card"]
    if layout.name != ROOMY and not layout.card.bleed and fits(printable + moved, ROOM):
        ways.append(f"the layout '{ROOMY}'")
    return ", or ".join(ways)


def _displaced(page: Page) -> float:
    """The most by which a page's correction moves anything on it across or up."""
    if page.correction is None:
        return 0.0
    size = page.frame.size
    corners = [Point(x, y) for x in (0.0, size.width) for y in (0.0, size.height)]
    moves = [(corner, page.correction.applied(corner, size)) for corner in corners]
    return max(max(abs(to.x - at.x), abs(to.y - at.y)) for at, to in moves)


def _shrunk(side: float, distance: float) -> float:
    """A side, shorter by a distance at both ends, in tenths of a millimetre."""
    return floor((side - 2 * distance) / MM * 10 + 0.001) / 10 * MM


def _that_hold(layout: Layout, margin: float) -> str:
    """The flags for a margin in millimetres, with which the paper lies as before; "" if none."""
    sheet = replace(layout.sheet, margin=Insets.all(margin * MM))
    page, flag = plan(layout.card, layout.sheet).page, f"--margin '{margin:g} mm'"
    best = max(candidates(layout.card.size, sheet), key=lambda grid: grid.count)
    if best.count and best.page == page:
        return flag
    # A printer's correction holds for paper that lies as it did when it was measured.
    lies: Way = "landscape" if page.width > page.height else "portrait"
    same = candidates(layout.card.size, replace(sheet, orientation=lies))
    return f"{flag} --orientation {lies}" if any(grid.count for grid in same) else ""


def _unprintable(near: dict[str, float], printable: float, mend: str) -> Iterator[Problem]:
    if near:
        nearest = in_mm(max(0.0, min(near.values())))
        message = (
            f"ink comes within {nearest} mm of the paper's edge, but printers may leave "
            f"{in_mm(printable)} mm unprinted: {_listed(near)}"
        )
        yield Problem("unprintable-margin", message, None, mend, Severity.WARNING)


def _pushed_off(off: dict[str, float], mend: str) -> Iterator[Problem]:
    if off:
        furthest = in_mm(-min(off.values()))
        message = f"the correction pushes ink {furthest} mm off the paper: {_listed(off)}"
        yield Problem("off-the-sheet", message, None, mend, Severity.WARNING)


def _listed(places: Iterable[str]) -> str:
    names = list(places)
    rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + rest


def _ink_of(item: Item) -> Rect | None:
    match item:
        case Group():
            return _on_page(ink(item.frame), item)
        case TextRun():
            return _ink_of_text(item)
        case Box():
            return _ink_of_box(item)
        case Shape():
            return _ink_of_shape(item)
        case Line():
            return _ink_of_line(item)
        case Picture():
            return item.rect.meet(item.clip)
        case QrCode():
            return _ink_of_shape(item.shape)


def _on_page(rect: Rect | None, group: Group) -> Rect | None:
    """A group's ink on the page: clipped, turned and moved to its place."""
    if rect is None:
        return None
    seen = rect if group.clip is None else rect.meet(group.clip)
    if seen.width <= 0 or seen.height <= 0:
        return None
    return seen.turned(group.turn, group.frame.size).moved(group.at)


def _ink_of_text(run: TextRun) -> Rect | None:
    if _white(run.color) or not run.text.strip():
        return None
    x, y = run.at.x, run.at.y
    return Rect(x, y - DESCENT * run.size, x + run.width, y + ASCENT * run.size)


def _ink_of_box(box: Box) -> Rect | None:
    if not _white(box.stroke) and box.stroke_width:
        return box.rect.grown(box.stroke_width / 2)
    return None if _white(box.fill) else box.rect


def _ink_of_line(line: Line) -> Rect | None:
    if _white(line.color):
        return None
    xs, ys = sorted((line.start.x, line.end.x)), sorted((line.start.y, line.end.y))
    return Rect(xs[0], ys[0], xs[1], ys[1]).grown(line.width / 2)


def _ink_of_shape(shape: Shape) -> Rect | None:
    """The rectangle around a path's points, and around a curve's control points with them."""
    stroke = 0.0 if _white(shape.stroke) else shape.stroke_width
    if not shape.path or (_white(shape.fill) and not stroke):
        return None
    return reduce(Rect.meet, map(_around, shape.clips), _around(shape.path).grown(stroke / 2))


def _around(path: Sequence[Segment]) -> Rect:
    xs = [x for segment in path for x in segment.at[::2]]
    ys = [y for segment in path for y in segment.at[1::2]]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def _white(paint: Paint | None) -> bool:
    return paint is None or (isinstance(paint, Color) and paint.rgb == WHITE.rgb)
