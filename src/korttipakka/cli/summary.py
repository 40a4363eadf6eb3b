"""What a build made, in a few lines: cards, sheets, cuts, and what to choose for the printer."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..impose import cutting_plan, plan
from ..impose.marks import Trims, crop_marks, pen
from ..sizes import PAPERS
from ..units import in_mm
from .report import many

if TYPE_CHECKING:
    from ..build import BuildResult
    from ..geometry import Size
    from ..impose import Grid
    from ..layout import Layout, SheetStyle


def summary(result: "BuildResult", out: Path) -> Iterator[str]:
    """The lines of the summary."""
    layout = result.layout
    size, page = layout.card.size, result.sheets[0].front.frame.size
    # Apart, each side of a sheet of paper is printed in a pass of its own.
    passes = 2 if layout.sheet.sides == "apart" else 1
    cards, sheets = many(len(result.faces), "card"), many(len(result.sheets) // passes, "sheet")
    yield f"{cards} of {in_mm(size.width)} x {in_mm(size.height)} mm on {sheets} of {paper(page)}"
    if layout.sheet.arrange != "single":
        yield from _sheet(layout, plan(layout.card, layout.sheet))
    yield f"Print: at 100 % (actual size), {_sides(layout.sheet)}"
    yield f"Wrote {out}"


def _sheet(layout: "Layout", grid: "Grid") -> Iterator[str]:
    cuts = many(len(cutting_plan(grid)), "cut")
    yield f"Sheet: {grid.columns} x {grid.rows} places, {cuts}"
    if _marks_have_no_room(layout, grid):
        yield "Marks: no room beside the cards; --marks cut draws the lines to cut along"


def _marks_have_no_room(layout: "Layout", grid: "Grid") -> bool:
    sheet = layout.sheet
    if sheet.marks != "crop" or sheet.perforated is not None:
        return False
    marks = crop_marks(Trims.of(grid.page, grid.cells), pen(sheet, layout.card.bleed))
    return next(iter(marks), None) is None


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
