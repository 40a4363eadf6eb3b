"""What `korttipakka export` makes of a deck besides cards: an HTML file, an overview on paper."""

from collections.abc import Sequence
from pathlib import Path

from ..build.options import BuildOptions, Selection
from ..build.report import many
from ..build.selection import select
from ..reading.deck import read_deck, read_manuscript
from ..saving.output import refuse_existing, write_output
from .languages import given
from .report import print_problems
from .tables import check_languages, name_of, refuse_other_kind

HTML, OVERVIEW, WHITEBOARD = "html", "overview", "tsv"


def export_html(
    path: Path, output: Path | None, force: bool, selection: Selection, language: str | None,
    languages: Sequence[str],
) -> str:  # fmt: skip
    """Write the page of a deck's selected cards, and say so. Raises KorttipakkaError."""
    from ..web.deck import deck_page

    check_languages((*((language,) if language else ()), *languages))
    out = output or Path(f"{name_of(path)}.{HTML}")
    refuse_other_kind(out, f".{HTML}", HTML)
    refuse_existing([out], force)
    manuscript = read_manuscript(path)
    tags = given(languages or manuscript.languages, manuscript.languages, "--languages")
    if language:
        tags = list(dict.fromkeys([*given([language], tags, "--language"), *tags]))
    page = deck_page(manuscript.of(select(manuscript.deck, selection)), tags)
    print_problems((*manuscript.deck.problems, *page.problems))
    data = page.html.encode()
    write_output(out, data)
    shown = f" in {', '.join(tags)}" if len(tags) > 1 else ""
    cards = many(len(page.cards), "card")
    return f"Wrote {cards}{shown} to {out}: one file of {len(data) / 1000:,.0f} kB, for any browser"


def export_overview(path: Path, output: Path | None, force: bool, options: BuildOptions) -> str:
    """Write the overview of a deck's selected cards, and say so. Raises KorttipakkaError."""
    from ..build.document import inputs_of, write_file
    from ..build.overview import overview_file

    out = output or Path(f"{name_of(path)}-{OVERVIEW}.pdf")
    refuse_other_kind(out, ".pdf", OVERVIEW)
    refuse_existing([out], force)
    made = overview_file(path, options)
    print_problems(made.deck.problems)
    out.parent.mkdir(parents=True, exist_ok=True)
    write_file(out, made.data, inputs_of(made.deck, made.layout))
    return f"Wrote {many(made.cards, 'card')} on {many(made.pages, 'page')} to {out}"


def export_whiteboard(
    path: Path, output: Path | None, force: bool, selection: Selection, language: str | None
) -> str:
    """Write a line for each of a deck's selected cards, and say so. Raises KorttipakkaError."""
    from ..build.whiteboard import whiteboard_lines

    out = output or Path(f"{name_of(path)}.{WHITEBOARD}")
    refuse_other_kind(out, f".{WHITEBOARD}", WHITEBOARD)
    refuse_existing([out], force)
    deck = read_deck(path, language)
    print_problems(deck.problems)
    chosen = select(deck, selection)
    cards = [card for card in deck.cards if card.id in chosen]
    write_output(out, whiteboard_lines(deck, cards).encode())
    return f"Wrote {many(len(cards), 'card')} to {out}: copy its lines and paste them as notes"
