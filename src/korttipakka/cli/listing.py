"""`korttipakka list`: the cards of a deck, and what --card and --category take for them."""

from collections.abc import Iterator

import click

from ..model.deck import Card, Deck
from ..model.text import without_breaks
from .options import Names, deck_argument, language_option
from .report import reports_reading
from .say import say, say_json

MOST_PADDED = 32
"""Characters of an id up to which the columns after it stand in line."""


@click.command
@deck_argument
@language_option
@click.option(
    "--format", "form", type=Names(["text", "json"]), default="text", metavar="text|json",
    help="How to print the cards.",
)  # fmt: skip
@reports_reading
def list(deck: str | None, language: str | None, form: str) -> None:  # noqa: A001
    """List the cards of DECK: their numbers, ids, categories and titles.

    An id is what --card takes, a category's key what --category takes.

    Example: korttipakka list osallisuus
    """
    from ..build.selection import find_deck
    from ..reading.deck import read_deck, read_manuscript

    path = find_deck(deck)
    read = read_deck(path, language) if language else read_manuscript(path).deck
    if form == "json":
        say_json([_entry(card) for card in read.cards])
        return
    for line in _lines(read):
        say(line)


def _lines(deck: Deck) -> Iterator[str]:
    numbers = len(str(len(deck.cards)))
    ids = min(max(len(card.id) for card in deck.cards), MOST_PADDED)
    keys = max(len(_key(card)) for card in deck.cards)
    for card in deck.cards:
        key = f"{_key(card):<{keys}}  " if keys else ""
        yield f"{card.number:>{numbers}}  {card.id:<{ids}}  {key}{without_breaks(card.title)}"


def _key(card: Card) -> str:
    return without_breaks(card.category.key) if card.category else ""


def _entry(card: Card) -> dict[str, object]:
    return {
        "number": card.number,
        "id": card.id,
        "category": card.category_key or None,
        "title": without_breaks(card.title),
        "copies": card.copies,
        "tags": card.tags,
        "file": card.at.shown if card.at else None,
        "line": card.at.line if card.at else None,
    }
