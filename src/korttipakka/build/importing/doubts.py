"""What is doubtful about imported cards as a whole: twins, likely slips, their order."""

from itertools import pairwise
from pathlib import Path

from ...basics.languages import primary
from ...basics.problems import Location
from ...model.manuscript import Column
from ...reading.draft import CardDraft, Draft
from ...reading.tables.grid import shortened
from ...saving.new_deck import ONE_FILE
from .card_texts import LINES, CardTexts
from .spelling import Word, suspects, words_of


def tell_twins(draft: Draft, texts: CardTexts) -> None:
    """Tell of titles that two cards have."""
    seen: dict[str, CardDraft] = {}
    for card in draft.cards:
        title = texts.one_line(card.text("title"))[0]
        if title and title.casefold() in seen:
            message = f"two cards have the title '{shortened(title)}'"
            hint = f"the other is at {seen[title.casefold()].at}"
            draft.warn("same-title", message, card.at, hint)
        seen.setdefault(title.casefold(), card)


def tell_slips(draft: Draft, texts: CardTexts) -> None:
    """Tell of words that are likely misspelt."""
    words: list[Word] = []
    for card in draft.cards:
        for column, value in card.values.items():
            if column.field in (*LINES, "text") and column.language in {"", texts.language}:
                words += words_of(texts.running(value.plain), value.plain, value.at)
    for suspect in suspects(words, primary(texts.language)):
        hint = "is it spelled right? It was kept as it stands"
        draft.warn("likely-slip", suspect.message, suspect.word.at, hint)


def tell_order(draft: Draft, path: Path) -> None:
    """Tell of cards that come in another order than in the file, or than their numbers."""
    numbered = [card.text("number") for card in draft.cards if Column("number") in card.values]
    given = [int(text) for text in numbered if text.isdecimal()]
    keys = [card.text("category") for card in draft.cards]
    changes = sum(one != other for one, other in pairwise(keys))
    if len(keys) > ONE_FILE and changes >= len(set(keys)) and not numbered:
        message = "the cards were put together by category: their order is not that of the file"
        draft.note("guessed", message, Location.file(path))
    if given != sorted(given):
        message = "the numbers of the cards are not in order: the cards stay as they stand"
        draft.warn("guessed", message, Location.file(path))
