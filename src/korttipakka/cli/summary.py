"""What a build made, in a few lines: cards, sheets, cuts, and what to choose for the printer."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ..basics.geometry import Point
from ..basics.sizes import PAPERS
from ..basics.units import in_mm
from ..build.report import many
from ..impose import cutting_plan, economy, plan
from ..impose.marks import Trims, crop_marks, pen

if TYPE_CHECKING:
    from ..basics.geometry import Size
    from ..build.press import Print
    from ..impose import Cut, Grid
    from ..model.layout import Layout, SheetStyle

SINGLE = {
    "both": "one upright face on each, fronts and backs in turn",
    "apart": "one upright face on each, all fronts, then all backs",
    "fronts": "one upright face on each, fronts only",
    "backs": "one upright face on each, backs only",
}
"""What pages of single faces hold, by `sheet.sides`."""


def summary(result: "Print", out: Path) -> Iterator[str]:
    """The lines of the summary."""
    layout = result.layout
    size, page = layout.card.size, result.sheets[0].front.size
    cards = many(sum(card.copies for card in result.cards), "card")
    on = f"{_how_many(result)} of {paper(page)}"
    yield f"{cards} of {in_mm(size.width)} x {in_mm(size.height)} mm on {on}"
    for note in result.problems:
        if note.code == "small-layout":
            yield f"Layout: {note.message}"
    if layout.sheet.arrange == "single":
        yield f"Pages: {SINGLE[layout.sheet.sides]}; for a print shop, not for duplex printing"
    else:
        yield from _sheet(layout, plan(layout.card, layout.sheet))
        yield f"Print: at 100 % (actual size), {_sides(layout.sheet)}"
    if _corrected(layout.sheet):
        yield f"Backs: {_moved(layout.sheet)}"
    if result.guide is not None:
        yield "Guide: the last page tells where to cut; print it on one side"
    yield f"Wrote {out}"


def _how_many(result: "Print") -> str:
    """The sheets of paper, or the pages of single faces."""
    sheet = result.layout.sheet
    if sheet.arrange == "single":
        return many(sum(1 if page.back is None else 2 for page in result.sheets), "page")
    # Apart, each side of a sheet of paper is printed in a pass of its own.
    passes = 2 if sheet.sides == "apart" and sheet.arrange == "duplex" else 1
    return many(len(result.sheets) // passes, "sheet")


def _corrected(sheet: "SheetStyle") -> bool:
    moved = sheet.back_offset != Point(0, 0) or bool(sheet.back_angle)
    return moved and sheet.arrange == "duplex" and sheet.sides != "fronts"


def _moved(sheet: "SheetStyle") -> str:
    x, y, angle = sheet.back_offset.x, sheet.back_offset.y, sheet.back_angle
    parts = [
        f"{in_mm(abs(x))} mm to the {'right' if x > 0 else 'left'}",
        f"{in_mm(abs(y))} mm {'up' if y > 0 else 'down'}",
    ]
    turned = f", turned by {angle:.2f} degrees" if angle else ""
    whose = f" for '{sheet.printer}'" if sheet.printer else ""
    return f"moved {' and '.join(parts)}{turned}{whose}"


def _sheet(layout: "Layout", grid: "Grid") -> Iterator[str]:
    found = economy(layout.card, layout.sheet)
    yield f"Sheet: {many(found.cards, 'card')}, {found.waste:.0%} waste"
    yield from (f"Tip: {advice}" for advice in found.advice)
    if layout.sheet.perforated is None:
        yield f"Cut: {_cuts(cutting_plan(grid))}"
    missing = _sides_without_marks(layout, grid)
    if missing:
        yield f"Marks: no room {missing}; --marks cut draws the lines to cut along"


def _cuts(cuts: Sequence["Cut"]) -> str:
    """The cuts in their order, by the edges that they are measured from."""
    if not cuts:
        return "nothing to cut"
    sides = []
    for edge, of_edge in groupby(cuts, key=lambda cut: cut.edge):
        distances = [in_mm(cut.distance) for cut in of_edge]
        sides.append(f"from the {edge} at {', '.join(distances)} mm")
    return f"{many(len(cuts), 'cut')}: {'; then '.join(sides)}"


def _sides_without_marks(layout: "Layout", grid: "Grid") -> str:
    """Where crop marks would be and have no room; "" when cuts of both directions are marked."""
    sheet = layout.sheet
    if sheet.marks != "crop" or sheet.perforated is not None:
        return ""
    marks = crop_marks(Trims.of(grid.page, grid.cells), pen(sheet, layout.card.bleed))
    marked = {"above" if mark.start.x == mark.end.x else "beside" for mark in marks}
    if not marked:
        return "beside the cards"
    if marked == {"above"}:
        return "left and right of the cards"
    return "above and below the cards" if marked == {"beside"} else ""


def paper(size: "Size") -> str:
    """A paper's name, or its size in millimetres."""
    sides = sorted((in_mm(size.width), in_mm(size.height)))
    for name, (width, height) in PAPERS.items():
        if sides == sorted((f"{width:g}", f"{height:g}")):
            way = "" if size.width <= size.height else ", landscape"
            return f"{name.upper() if len(name) <= 4 else name.title()}{way}"
    return f"{in_mm(size.width)} x {in_mm(size.height)} mm"


def _sides(sheet: "SheetStyle") -> str:
    edge = "long" if sheet.flip == "long-edge" else "short"
    if sheet.arrange == "fold":
        return "on one side; fold on the dashed line, glue, then cut"
    if sheet.sides == "apart":
        return f"on one side: the fronts, then the backs on the pile turned over its {edge} edge"
    if sheet.sides != "both":
        return f"on one side: the {sheet.sides}"
    return f"on both sides, flip on the {edge} edge"
