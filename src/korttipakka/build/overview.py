"""The overview of a deck: all cards by category with boxes to tick, and a list of their notes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from pathlib import Path
from typing import NamedTuple

from ..basics.color import BLACK, parse_color
from ..basics.geometry import Point, Rect, Size
from ..basics.units import MM
from ..content.inline import Reading
from ..content.values import Values
from ..fonts import FontSet
from ..impose.words import words_in
from ..model.deck import Card, Deck
from ..model.frame import Box, Content, DocumentInfo, Frame, Page, Sheet
from ..model.layout import Layout
from ..model.text import ParagraphKind
from .list_texts import ListSetter, Piece
from .memory import Memory
from .options import BuildOptions
from .selection import select
from .whiteboard import plain_text

MARGIN = 10 * MM
"""Paper around the lists: printers leave some 5 mm of it unprinted."""

GUTTER = 7 * MM
"""Between columns."""

NARROWEST = 70 * MM
"""A column: a title in its type, mostly on one line."""

TICK, TICK_DOWN, TICK_WIDTH = 3 * MM, 0.9, 0.6
"""A box to tick; the points that it is below a line's top, and the thickness of its line."""

NUMBER = 10 * MM
"""Room for a card's number, up to 9,999, and the space after it."""

ROW_GAP, HEADING_GAP, NOTE_GAP, HEAD_GAP = 2.4, 8.0, 7.0, 6.0
"""Points above a row, a category, a card with notes; below the head."""

QUIET = parse_color("#4a4d52")
"""What a card begins with, beside its title."""


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
    size = Size(min(paper), max(paper))
    area = Rect.of(size).grown(-MARGIN)
    setter = ListSetter(deck, fonts)
    words = words_in(deck.language)
    columns = max(1, int((area.width + GUTTER) // (NARROWEST + GUTTER)))
    width = (area.width - (columns - 1) * GUTTER) / columns
    head = _head(setter, deck, words.overview.format(len(cards)), area.width)
    pages = list(_pages(head, list(_rows(setter, deck, cards, width)), area, columns))
    if noted := [card for card in cards if card.notes]:
        head = _head(setter, deck, words.notes, area.width)
        pages += _pages(head, list(_notes(setter, noted, area.width)), area, 1)
    return [_sheet(setter, content, size, n, len(pages)) for n, content in enumerate(pages, 1)]


def _head(setter: ListSetter, deck: Deck, line: str, width: float) -> Piece:
    """The deck's title, and what the list below is."""
    title = setter.text("deck", deck.title, width, kind=ParagraphKind(heading=1))
    return title.below(setter.text("words", line, width)._replace(gap=2.0))


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
    left = TICK + NUMBER
    room, card = width - left, values.card
    texts = setter.text("title", card.title, room, values.language_of("title"))
    if first := setter.first_words(plain_text(values), room):
        language = values.language_of("text")
        texts = texts.below(setter.text("words", first, room, language, QUIET))
    number = setter.text("number", str(card.number), NUMBER - 2 * MM)

    def place(at: Point) -> tuple[Content, ...]:
        top = at.y - TICK_DOWN
        tick = Rect(at.x, top - TICK, at.x + TICK, top)
        box = Box(tick, stroke=BLACK, stroke_width=TICK_WIDTH)
        numbered = number.place(Point(at.x + TICK, at.y))
        return (box, *numbered, *texts.place(Point(at.x + left, at.y)))

    return Piece(place, max(texts.height, TICK + TICK_DOWN), ROW_GAP)


def _notes(setter: ListSetter, cards: Iterable[Card], width: float) -> Iterator[Piece]:
    """The cards' notes, each below its number and title."""
    for card in cards:
        title = f"{card.number}  {card.title}"
        head = setter.text("category", title, width, kind=ParagraphKind(heading=2))
        yield head._replace(gap=NOTE_GAP, leads=True)
        yield from setter.paragraphs("notes", card.notes, width, Reading(card.markdown))


def _pages(
    head: Piece, pieces: Sequence[Piece], area: Rect, columns: int
) -> Iterator[tuple[Content, ...]]:
    """The pieces in columns from page to page, below the head on the first one."""
    left = [area.left + n * (area.width + GUTTER) / columns for n in range(columns)]
    content = list(head.place(Point(area.left, area.top)))
    top = y = area.top - head.height - HEAD_GAP
    column, is_first = 0, True
    for piece, following in zip_longest(pieces, pieces[1:]):
        needed = piece.height + (following.gap + following.height if piece.leads else 0.0)
        if not is_first and y - piece.gap - needed < area.bottom:
            column, y, is_first = column + 1, top, True
            if column == columns:
                yield tuple(content)
                content, column, top = [], 0, area.top
                y = top
        y -= 0.0 if is_first else piece.gap
        content += piece.place(Point(left[column], y))
        y, is_first = y - piece.height, False
    yield tuple(content)


def _sheet(
    setter: ListSetter, content: Sequence[Content], size: Size, number: int, count: int
) -> Sheet:
    """A page with its number at the foot, if there are several."""
    whole = Rect.of(size)
    if count > 1:
        foot = setter.text("number", f"{number} / {count}", NUMBER * 2)
        content = [*content, *foot.place(Point(size.width - MARGIN - NUMBER * 2, MARGIN - 2))]
    return Sheet(Page(Frame(size, tuple(content)), whole, whole, tagged=True))
