"""What `korttipakka export` makes for screens: a deck as one HTML file."""

from collections.abc import Sequence
from pathlib import Path

from ..basics.languages import best_language
from ..basics.problems import Location, error
from ..build.options import Selection
from ..build.report import many
from ..build.selection import select
from ..reading.deck import read_manuscript
from ..saving.output import refuse_existing, write_output
from .report import print_problems
from .tables import check_languages, name_of, refuse_other_kind

HTML = "html"


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
    tags = _given(languages or manuscript.languages, manuscript.languages, "--languages")
    if language:
        tags = list(dict.fromkeys([*_given([language], tags, "--language"), *tags]))
    page = deck_page(manuscript.of(select(manuscript.deck, selection)), tags)
    print_problems((*manuscript.deck.problems, *page.problems))
    data = page.html.encode()
    write_output(out, data)
    shown = f" in {', '.join(tags)}" if len(tags) > 1 else ""
    cards = many(len(page.cards), "card")
    return f"Wrote {cards}{shown} to {out}: one file of {len(data) / 1000:,.0f} kB, for any browser"


def _given(wanted: Sequence[str], given: Sequence[str], flag: str) -> list[str]:
    """The deck's own tags for languages. Raises KorttipakkaError for one that no text is in."""
    found = {tag: best_language(tag, given) for tag in wanted}
    for tag, own in found.items():
        if own is None:
            message = f"no text of the deck is in '{tag}'"
            at = Location.flag(f"{flag} {tag}")
            raise error("missing-translation", message, at, f"there is: {', '.join(given)}")
    return list(dict.fromkeys(own for own in found.values() if own))
