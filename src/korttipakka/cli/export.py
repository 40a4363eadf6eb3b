"""`korttipakka export`: a deck as pictures, or as a table of its texts."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..basics.geometry import Turn
from ..basics.problems import InvalidValue, Problem, Severity
from ..basics.records import NamedTuple
from ..basics.units import MM, parse_points
from ..build.options import BuildOptions, Selection
from ..build.pictures import (
    FACE_BY_FACE,
    contact_sheet_file,
    face_pictures,
    write_pictures,
)
from ..build.presets import PRESETS
from ..build.report import many
from .options import (
    GivenSettings,
    GroupedCommand,
    Names,
    Whole,
    deck_argument,
    draw_options,
    guides_option,
    language_option,
    layout_options,
    selection_options,
)
from .outputs import is_aside, named, picture_kind, refuse_stream, refuse_there, write
from .pages import (
    AROUND,
    CUT_LINES,
    HTML,
    OVERVIEW,
    WHITEBOARD,
    export_around,
    export_cut_lines,
    export_html,
    export_overview,
    export_whiteboard,
)
from .report import is_of_call, print_problems, reports
from .say import say
from .tables import TABLES, export_table, languages_option, refuse_idle

if TYPE_CHECKING:
    from ..build.made import Made

FACE_DPI, SHEET_DPI = 300, 72


class Request(NamedTuple):
    """What to make of a finished deck."""

    result: "Made"
    output: Path | None
    dpi: int | None
    columns: int
    bleed: bool
    turn: Turn
    force: bool
    labelled: bool


def _png(request: Request) -> str:
    folder = request.output or Path(f"{_name(request)}-png")
    pictures = face_pictures(request.result, request.bleed, request.turn)
    write_pictures(request.result, pictures, folder, request.dpi or FACE_DPI, request.force)
    return f"Wrote {many(len(pictures), 'picture')} into {folder}"


def _contact_sheet(request: Request) -> str:
    out = request.output or Path(f"{_name(request)}-contact-sheet.png")
    dpi = request.dpi or SHEET_DPI
    kind = picture_kind(out)
    refuse_there(out, request.force)
    write(out, contact_sheet_file(request.result, kind, dpi, request.columns, request.labelled))
    return f"Wrote {many(len(request.result.faces), 'card')} to {named(out)}"


def _name(request: Request) -> str:
    return request.result.deck.root.resolve().name or "deck"


FORMATS: dict[str, Callable[[Request], str]] = {"png": _png, "contact-sheet": _contact_sheet}
"""Pictures that `--to` takes; each writes its files and says so."""

LAID_OUT = {OVERVIEW: export_overview, CUT_LINES: export_cut_lines}
"""Files that a layout has a part in, besides those of paper around a deck."""

MEANT = {
    "pdf": "the PDF of the cards is what korttipakka build makes",
    "excel": "xlsx makes a workbook for Excel",
    "jpg": "png makes a picture of each face",
}
"""What else people ask for."""

FORMS = (*FORMATS, HTML, OVERVIEW, *AROUND, CUT_LINES, WHITEBOARD, *TABLES)


THICKNESS = "0.3 mm"

LEAST_THICKNESS, MOST_THICKNESS = 0.05 * MM, 5 * MM
"""Thin paper, and a board for playing on."""


def _thickness(context: click.Context, param: click.Parameter, value: str) -> float:
    """A thickness of cards in points."""
    try:
        points = parse_points(value)
    except InvalidValue as cause:
        raise click.BadParameter(str(cause)) from None
    if not LEAST_THICKNESS <= points <= MOST_THICKNESS:
        raise click.BadParameter(f"'{value}' is not from 0.05 to 5 mm")
    return points


@click.command(cls=GroupedCommand)
@deck_argument
@click.option(
    "--to", "form", type=Names(FORMS, MEANT), required=True, metavar="|".join(FORMS),
    help="png: a picture of each face; contact-sheet: all faces on one page, with their "
    "ids and sizes of type, .png or .pdf; "
    "html: one file for any browser, with cards to turn, sort out and deal; "
    "overview: a PDF with all cards to tick off, and their notes; "
    "box, band, dividers: a PDF to cut and fold, to keep the cards in; "
    "cut-lines: a sheet's trim lines for a cutting machine, .svg or .dxf; "
    "tsv: a line a card, to paste as notes into Miro, Mural or FigJam; the "
    "others: all texts in all languages, to edit, to translate, to bring back by import.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR|FILE",
    help="The folder of the pictures, or the file, or - for standard output; default: the deck's "
    "name, in this folder.",
)  # fmt: skip
@click.option(
    "--preset", type=Names(list(PRESETS)), metavar="NAME",
    help=f"Card size, bleed and resolution that a maker of cards asks for: {', '.join(PRESETS)}.",
)  # fmt: skip
@click.option(
    "--dpi", type=Whole(10, 2400), metavar="N",
    help=f"Pixels in an inch: {FACE_DPI} for faces, {SHEET_DPI} for a contact sheet.",
)  # fmt: skip
@click.option("--no-bleed", is_flag=True, help="Pictures end at the trim.")
@click.option(
    "--columns", type=Whole(0, 100), default=0, metavar="N",
    help="Cards in a row of the contact sheet; default: so that the page looks like paper.",
)  # fmt: skip
@click.option(
    "--no-labels", is_flag=True, help="No ids and sizes of type below the contact sheet's cards."
)
@click.option(
    "--paper-thickness",
    callback=_thickness,
    default=THICKNESS,
    metavar="LENGTH",
    help=f"Of a card, for box and band; default: {THICKNESS}, as of 300 g paper.",
)
@click.option("--dividers", is_flag=True, help="Make the box so high that dividers go into it.")
@click.option("--force", is_flag=True, help="Write over files that are there already.")
@guides_option
@layout_options
@selection_options
@draw_options
@language_option
@languages_option
@reports
def export(
    deck: str | None, form: str, output: Path | None, preset: str | None, dpi: int | None,
    no_bleed: bool, columns: int, no_labels: bool, paper_thickness: float, dividers: bool,
    force: bool, guides: bool, layout: str | None, settings: GivenSettings, selection: Selection,
    language: str | None, languages: tuple[str, ...],
) -> None:  # fmt: skip
    """Turn DECK into pictures, a page for browsers, or a table of its texts.

    DECK is a YAML file, a folder, or the name of a deck that ships; without it, the deck in this
    folder. Files that are there already are not overwritten.

    A workbook with columns for a translator to fill in comes of --to xlsx and a language.

    Example: korttipakka export osallisuus --to xlsx --language sv
    """
    from ..build.pipeline import Means, make
    from ..build.selection import find_deck

    refuse_idle(form)
    if selection.seed and not selection.pick:
        raise click.UsageError("--seed has no meaning without --pick N.")
    if form == "png":
        why = "--to png makes a picture of each face, and standard output takes one file"
        refuse_stream(output, "-o", why, "name a folder; one picture of all: --to contact-sheet")
    path, aside = find_deck(deck), is_aside(output)
    changed, turn = settings.overrides(), Turn.UPRIGHT
    if form in (*LAID_OUT, *AROUND):
        options = BuildOptions(layout, tuple(changed), language, selection)
        if form in AROUND:
            done = export_around(path, form, output, force, options, paper_thickness, dividers)
        else:
            done = LAID_OUT[form](path, output, force, options)
        say(done, err=aside)
        return
    if form not in FORMATS:
        say(_texts(path, form, output, force, selection, language, languages), err=aside)
        return
    if preset is not None:
        chosen = PRESETS[preset]
        changed += chosen.overrides(preset)
        dpi, turn = dpi or chosen.dpi, chosen.turn
    options = BuildOptions(
        layout, (*changed, FACE_BY_FACE), language, selection, copies=1,
        guides=guides,
    )  # fmt: skip
    result = make(path, options, Means(painted=False))
    print_problems(problem for problem in result.problems if _matters(problem))
    request = Request(result, output, dpi, columns, not no_bleed, turn, force, not no_labels)
    say(FORMATS[form](request), err=aside)


def _texts(
    path: Path, form: str, output: Path | None, force: bool, selection: Selection,
    language: str | None, languages: tuple[str, ...],
) -> str:  # fmt: skip
    """Write what has no layout: a page for browsers, notes for whiteboards, a table."""
    if form == HTML:
        return export_html(path, output, force, selection, language, languages)
    if form == WHITEBOARD:
        return export_whiteboard(path, output, force, selection, language)
    asked = (*((language,) if language else ()), *languages)
    return export_table(path, form, output, force, selection, asked)


def _matters(problem: Problem) -> bool:
    """Whether a problem is more than a note, and about cards: pictures lie on no sheet.

    What a layout says of sheets is meant for print; a flag that has no effect here is told.
    """
    if problem.code.startswith("idle-"):
        return is_of_call(problem) and not str(problem.at).startswith("--sheet ")
    return problem.severity > Severity.NOTE
