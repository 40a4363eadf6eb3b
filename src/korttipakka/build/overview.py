"""The overview of a deck: all cards by category with boxes to tick, and a list of their notes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from ..basics.geometry import Size
from ..basics.records import NamedTuple
from ..content.inline import Reading
from ..content.values import Values
from ..fonts import FontSet
from ..impose.words import words_in
from ..model.deck import Card, Deck
from ..model.frame import DocumentInfo, Sheet
from ..model.layout import Layout
from ..model.text import ParagraphKind
from .list_pages import QUIET, Pages, list_head, ticked, words_width
from .list_texts import ListSetter, Piece
from .memory import Memory
from .options import BuildOptions
from .selection import select
from .whiteboard import plain_text

HEADING_GAP, NOTE_GAP = 8.0, 7.0
"""Points above a category, and above a card with notes."""


class OverviewFile(NamedTuple):
    """A finished overview: the bytes of its PDF, and what is on it."""

    data: bytes
    cards: int
    pages: int
    deck: Deck
    layout: Layout


def overview_file(path: Path, options: BuildOptions) -> OverviewFile:
    """The overview of a deck as a PDF, in the fonts and on the paper of its layout.

    Raises KorttipakkaError.
    """
    from ..paint.pdf import pdf_bytes

    memory = Memory()
    deck = memory.deck(path, options.language)
    layout = memory.layout(deck, options)
    fonts = memory.fonts(deck, layout)
    chosen = select(deck, options.selection)
    cards = [card for card in deck.cards if card.id in chosen]
    sheets = overview(deck, cards, fonts, layout.sheet.paper)
    info = DocumentInfo(deck.title, deck.language)
    data = pdf_bytes(sheets, fonts.faces, info, layout.sheet.color)
    return OverviewFile(data, len(cards), len(sheets), deck, layout)


def overview(deck: Deck, cards: Sequence[Card], fonts: FontSet, paper: Size) -> list[Sheet]:
    """The pages of an overview of some cards of a deck, upright on a paper of this size.

    First all cards by category, each with a box to tick, its number, its title and its first words;
    then, from a new page on, the notes of those that have some. Raises KorttipakkaError when a font
    cannot be used.
    """
    setter, words, pages = ListSetter(deck, fonts), words_in(deck.language), Pages(paper)
    head = list_head(setter, deck, words.overview.format(len(cards)), pages.width)
    pages.add(head, _rows(setter, deck, cards, pages.column), pages.columns)
    if noted := [card for card in cards if card.notes]:
        head = list_head(setter, deck, words.notes, pages.width)
        pages.add(head, _notes(setter, noted, pages.width))
    return pages.sheets(setter)


def _rows(setter: ListSetter, deck: Deck, cards: Iterable[Card], width: float) -> Iterator[Piece]:
    """The cards by category in the deck's order, each category below its name."""
    order = {category.key: index for index, category in enumerate(deck.categories)}

    def rank(card: Card) -> int:
        return order[card.category.key] if card.category else len(order)

    for _, group in groupby(sorted(cards, key=rank), key=rank):
        of_category = list(group)
        category = of_category[0].category
        if category:
            name = setter.text("category", category.name, width, kind=ParagraphKind(heading=2))
            yield name._replace(gap=HEADING_GAP, leads=True)
        for card in of_category:
            yield _row(setter, Values(card, deck), width)


def _row(setter: ListSetter, values: Values, width: float) -> Piece:
    """A box to tick, the number, the title, and below it the words that the card begins with."""
    room, card = words_width(width), values.card
    texts = setter.text("title", card.title, room, values.language_of("title"))
    if first := setter.first_words(plain_text(values), room):
        language = values.language_of("text")
        texts = texts.below(setter.text("words", first, room, language, QUIET))
    return ticked(setter, card.number, texts)


def _notes(setter: ListSetter, cards: Iterable[Card], width: float) -> Iterator[Piece]:
    """The cards' notes, each below its number and title."""
    for card in cards:
        title = f"{card.number}  {card.title}"
        head = setter.text("category", title, width, kind=ParagraphKind(heading=2))
        yield head._replace(gap=NOTE_GAP, leads=True)
        yield from setter.paragraphs("notes", card.notes, width, Reading(card.markdown))
