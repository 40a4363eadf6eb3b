"""The list of old cards to take out of a deck when new ones are put in, with boxes to tick."""

from collections.abc import Iterator, Sequence

from ..basics.geometry import Size
from ..fonts import FontSet
from ..impose.words import Words, words_in
from ..model.deck import Deck
from ..model.frame import Sheet
from .changes import TakenOut
from .list_pages import QUIET, Pages, list_head, ticked, words_width
from .list_texts import ListSetter, Piece


def take_out_list(deck: Deck, out: Sequence[TakenOut], fonts: FontSet, paper: Size) -> list[Sheet]:
    """The pages that name old cards, by their old numbers, upright on a paper of this size."""
    if not out:
        return []
    setter, words, pages = ListSetter(deck, fonts), words_in(deck.language), Pages(paper)
    count = sum(one.copies for one in out)
    head = list_head(setter, deck, words.take_out.format(count), pages.width)
    pages.add(head, _rows(setter, out, words, pages.column), pages.columns)
    return pages.sheets(setter)


def _rows(
    setter: ListSetter, out: Sequence[TakenOut], words: Words, width: float
) -> Iterator[Piece]:
    """A row for each of the old cards: its title, how many there are of it, and why it goes."""
    whys = dict(zip(("changed", "gone", "fewer"), words.why_out, strict=True))
    room = words_width(width)
    for one in out:
        title = f"{one.title} ({one.copies})" if one.copies > 1 else one.title
        why = setter.text("words", whys[one.why], room, color=QUIET)
        yield ticked(setter, one.number, setter.text("title", title, room).below(why))
