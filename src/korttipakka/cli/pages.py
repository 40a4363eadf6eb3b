"""What `korttipakka export` makes of a deck besides cards: a page, an overview, a box."""

from collections.abc import Sequence
from pathlib import Path

from ..basics.problems import Location, error
from ..basics.units import MM
from ..build.options import BuildOptions, Selection
from ..build.report import many
from ..build.selection import select
from ..reading.deck import read_deck, read_manuscript
from .languages import given
from .outputs import named, refuse_there, write
from .report import print_problems
from .say import is_standard_output
from .tables import check_languages, name_of, place_for

HTML, OVERVIEW, WHITEBOARD = "html", "overview", "tsv"
AROUND = ("box", "band", "dividers")
CUT_LINES = "cut-lines"


def export_html(
    path: Path, output: Path | None, force: bool, selection: Selection, language: str | None,
    languages: Sequence[str],
) -> str:  # fmt: skip
    """Write the page of a deck's selected cards, and say so. Raises KorttipakkaError."""
    from ..web.deck import deck_page

    check_languages((*((language,) if language else ()), *languages))
    out = place_for(path, f".{HTML}", HTML, output, force)
    manuscript = read_manuscript(path)
    tags = given(languages or manuscript.languages, manuscript.languages, "--languages")
    if language:
        tags = list(dict.fromkeys([*given([language], tags, "--language"), *tags]))
    page = deck_page(manuscript.of(select(manuscript.deck, selection)), tags)
    print_problems((*manuscript.deck.problems, *page.problems))
    data = page.html.encode()
    write(out, data)
    shown = f" in {', '.join(tags)}" if len(tags) > 1 else ""
    cards = many(len(page.cards), "card")
    size = f"{len(data) / 1000:,.0f} kB"
    return f"Wrote {cards}{shown} to {named(out)}: one file of {size}, for any browser"


def export_overview(path: Path, output: Path | None, force: bool, options: BuildOptions) -> str:
    """Write the overview of a deck's selected cards, and say so. Raises KorttipakkaError."""
    from ..build.document import inputs_of
    from ..build.overview import overview_file

    out = place_for(path, f"-{OVERVIEW}.pdf", OVERVIEW, output, force)
    made = overview_file(path, options)
    print_problems(made.deck.problems)
    write(out, made.data, inputs_of(made.deck, made.layout))
    return f"Wrote {many(made.cards, 'card')} on {many(made.pages, 'page')} to {named(out)}"


def export_around(
    path: Path, form: str, output: Path | None, force: bool, options: BuildOptions,
    thickness: float, with_dividers: bool,
) -> str:  # fmt: skip
    """Write a box, a band or dividers for a deck's cards, and say so. Raises KorttipakkaError."""
    from ..build.around.files import paper_file
    from ..build.document import inputs_of

    out = place_for(path, f"-{form}.pdf", form, output, force)
    made = paper_file(path, options, form, thickness, with_dividers)
    print_problems(made.deck.problems)
    write(out, made.data, inputs_of(made.deck, made.layout))
    pages = many(made.pages, "page")
    if made.inner is None:
        return f"Wrote dividers on {pages} to {named(out)}: print one side on stiff paper, and cut"
    inside = " x ".join(f"{side / MM:.0f}" for side in made.inner)
    parts = ", in two parts" if made.pages > 1 else ""
    return (
        f"Wrote a {form} for {many(made.pile, 'card')} on {pages} to {named(out)}: "
        f"{inside} mm inside{parts}; print one side on stiff paper, cut along the lines, "
        "fold along the dashes"
    )


def export_cut_lines(path: Path, output: Path | None, force: bool, options: BuildOptions) -> str:
    """Write the trim lines of a deck's sheets, and say so. Raises KorttipakkaError."""
    from ..build.cut_lines import DXF, SVG, cut_file

    out = output or Path(f"{name_of(path)}-{CUT_LINES}{SVG}")
    kind = SVG if is_standard_output(out) else out.suffix.lower()
    if kind not in (SVG, DXF):
        message, at = f"{out} is no name of a file of lines", Location.flag(f"-o {out}")
        raise error("cannot-write", message, at, "choose one that ends in .svg or .dxf")
    refuse_there(out, force)
    made = cut_file(path, options, kind)
    print_problems(made.deck.problems)
    write(out, made.data)
    lines = f"the lines to cut {many(made.cards, 'card')} of a sheet"
    wrote = f"Wrote {lines} to {named(out)}"
    if not made.marked:
        return f"{wrote}, without marks for the machine"
    return f"{wrote}; print the sheets with the same flags and --marks silhouette"


def export_whiteboard(
    path: Path, output: Path | None, force: bool, selection: Selection, language: str | None
) -> str:
    """Write a line for each of a deck's selected cards, and say so. Raises KorttipakkaError."""
    from ..build.whiteboard import whiteboard_lines

    out = place_for(path, f".{WHITEBOARD}", WHITEBOARD, output, force)
    deck = read_deck(path, language)
    print_problems(deck.problems)
    chosen = select(deck, selection)
    cards = [card for card in deck.cards if card.id in chosen]
    write(out, whiteboard_lines(deck, cards).encode())
    return (
        f"Wrote {many(len(cards), 'card')} to {named(out)}: copy its lines and paste them as notes"
    )
