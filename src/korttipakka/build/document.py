"""What belongs to a whole document: what it says of itself, its last page, its file."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..basics.files import Pieces, write_whole
from ..basics.problems import cannot_write, error
from ..fonts import FontSet
from ..impose.lettering import letters
from ..model.deck import Card, Deck
from ..model.frame import DATE, CardCopy, DocumentInfo, Sheet
from ..model.layout import Layout
from ..model.remembered import Remembered, RememberedCard
from ..model.tags import Section
from ..model.text import without_breaks
from .options import BuildOptions
from .plan import Plan, PrintJob


def document_info(deck: Deck, layout: Layout, archive: bool = False) -> DocumentInfo:
    """What the PDF says about itself."""
    two_sided = layout.sheet.arrange == "duplex" and layout.sheet.sides == "both"
    subject = ", ".join(category.name for category in deck.categories)
    duplex = layout.sheet.flip if two_sided else ""
    return DocumentInfo(
        deck.title, deck.language, subject, duplex, sections=sections(deck.cards),
        author=deck.author, keywords=deck.keywords, licence=deck.licence, date=build_date(),
        archive=archive,
    )  # fmt: skip


MOST_DIGITS = 11
"""Of seconds since 1970: until the year 5138."""


def build_date() -> int:
    """The second that documents say they were made in: of SOURCE_DATE_EPOCH, or always the same.

    https://reproducible-builds.org/specs/source-date-epoch/ Raises KorttipakkaError when that is
    no number of seconds.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not said:
        return DATE
    if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS:
        return int(said)
    message = f"SOURCE_DATE_EPOCH is '{said[:40]}', which is no number of seconds"
    hint = "unset it in this shell, or set it to the seconds since 1970"
    raise error("bad-value", message, hint=hint)


def sections(cards: Iterable[Card]) -> tuple[Section, ...]:
    """The cards in the order of reading: those of a category together, where its first one is."""
    found: dict[object, list[Card]] = {}
    for card in cards:
        found.setdefault(card.category_key or (card.id,), []).append(card)
    return tuple(
        Section(of[0].category.name if of[0].category else "", tuple(card.id for card in of))
        for of in found.values()
    )


def remembered(plan: Plan, fingerprints: Mapping[str, str]) -> Remembered:
    """What the PDF of a plan keeps of its cards, whose fingerprints these are, for a later build.

    One that prints changes keeps all cards that are in the deck from then on.
    """
    job = plan.job
    cards = job.changes.after if job.changes else remembered_cards(plan.wanted, fingerprints)
    deck, name = job.deck, job.layout.name
    count = len(deck.cards)
    return Remembered(deck.title, deck.language, name, deck.edition, count, job.copies, cards)


def remembered_cards(
    wanted: Iterable[CardCopy], fingerprints: Mapping[str, str]
) -> tuple[RememberedCard, ...]:
    """Cards of a deck with their fingerprints, each once."""
    cards = {one.card.id: one.card for one in wanted if not one.blank}
    return tuple(
        RememberedCard(
            card.id, card.number, without_breaks(card.title), card.copies, fingerprints[card.id]
        )
        for card in cards.values()
        if card.id in fingerprints
    )


def list_pages(job: PrintJob, fonts: FontSet) -> list[Sheet]:
    """The pages for people after the sheets: where to cut, and what the cards are in place of."""
    guide = _guide_page(job, fonts)
    pages = [guide] if guide else []
    if job.changes and job.changes.listed:
        from .take_out import take_out_list

        pages += take_out_list(job.deck, job.changes.out, fonts, job.layout.sheet.paper)
    return pages


def _guide_page(job: PrintJob, fonts: FontSet) -> Sheet | None:
    """The page that tells where to cut, when it is asked for and there is something to cut."""
    sheet, grid = job.layout.sheet, job.grid
    if not sheet.cutting_guide or grid is None or sheet.perforated is not None:
        return None
    from ..impose.cutting import cutting_plan
    from ..impose.guide import cutting_guide
    from ..impose.words import words_in

    cuts, title = cutting_plan(grid), job.deck.title
    if not cuts:
        return None
    words, corner = words_in(job.deck.language), job.layout.card.corner
    return cutting_guide(grid, cuts, title, letters(fonts), words, corner)


def write_file(out: Path, data: bytes | Pieces, inputs: Iterable[Path] = ()) -> None:
    """Write a PDF, whole or not at all, and never over one of its `inputs`.

    Raises KorttipakkaError when that is not possible.
    """
    try:
        write_whole(out, data, inputs=inputs)
    except OSError as cause:
        raise cannot_write(out, cause, "choose another file with -o FILE") from cause


def inputs_of(deck: Deck, layout: Layout) -> set[Path]:
    """The files that a deck and a layout are read from, and those that they name."""
    places = (deck.at, *(card.at for card in deck.cards))
    files = {at.path for at in places if at is not None and at.path is not None}
    pictures = [file for card in deck.cards for file in (card.image, card.image_back)]
    pictures += [file for group in deck.categories for file in (group.icon, group.image)]
    return files | {path for path in pictures if path is not None} | set(layout.files)


def default_output(name: str, options: BuildOptions, layout: Layout) -> Path:
    """The file that a build writes unless it is told: variants do not overwrite each other.

    The fronts of some cards of "Pakka 12.5.2026" become "Pakka 12.5.2026-cards-fronts.pdf".
    """
    parts = [name, options.language or "", options.second]
    parts += ["cards"] if options.selection.is_partial else []
    parts += ["changes"] if options.since else []
    parts += [layout.sheet.sides] if layout.sheet.sides in {"fronts", "backs"} else []
    return Path(f"{'-'.join(filter(None, parts))}.pdf")
