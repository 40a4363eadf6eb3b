"""Cards as lines of text to paste into digital whiteboards, which make a note of each line."""

from collections.abc import Iterable

from ..basics.cells import guarded
from ..content.markdown import parse
from ..content.values import Values
from ..model.deck import Card, Deck
from ..model.text import without_breaks


def whiteboard_lines(deck: Deck, cards: Iterable[Card]) -> str:
    """A line a card: its title, a colon and its text, without tabs and line ends.

    A card in a spreadsheet's cell is text, too: what a program would run has an apostrophe before.
    """
    return "".join(f"{guarded(_line(Values(card, deck)))}\n" for card in cards)


def plain_text(values: Values) -> str:
    """A card's text without its markup, on one line; items of lists have their markers."""
    reading = values.reading._replace(links="hide") if values.reading.markdown else values.reading
    words = []
    for paragraph in parse(values.card.text, reading):
        spans = (span.icon.words if span.icon else span.text for span in paragraph.spans)
        words += [paragraph.marker, "".join(spans)]
    return _on_one_line(" ".join(words))


def _line(values: Values) -> str:
    title, text = _on_one_line(values.card.title), plain_text(values)
    ends = title[-1:] in ".!?:…"
    return f"{title}{' ' if ends else ': '}{text}" if text else title


def _on_one_line(text: str) -> str:
    return " ".join(without_breaks(text).split())
