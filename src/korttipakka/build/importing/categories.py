"""The categories of imported cards: which spellings are the same one, keys, names, colours."""

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import count

from ...model.manuscript import CATEGORY
from ...reading.draft import CardDraft, Draft, Value
from ...reading.tables.grid import shortened
from ...reading.text import as_identifier
from ...saving.new_deck import COLORS, NewCategory, Texts
from .card_texts import CardTexts, cleaned

MOST_COMPARED = 100
"""Categories that are compared with each other."""

NEARLY = 0.9
"""How alike two names are that most likely are one."""


def fill_down(draft: Draft) -> None:
    """Give cards the category above them, in a table that says each once, at its first card."""
    cards = draft.cards
    given = [card.values[CATEGORY].plain for card in cards if CATEGORY in card.values]
    is_once = len(given) == len(set(given)) and 2 * len(given) <= len(cards)
    is_table = bool(draft.columns) and not draft.exported
    if not is_table or not given or not is_once or CATEGORY not in cards[0].values:
        return
    last = cards[0].values[CATEGORY]
    message = "each category stands once: the cards below it were taken for its own"
    hint = "if a card has none, delete its line 'category' in the deck"
    draft.warn("guessed", message, last.at, hint)
    for card in cards:
        last = card.values.setdefault(CATEGORY, last)


class Categories:
    """The categories in the order of their first cards."""

    def __init__(self, draft: Draft, texts: CardTexts) -> None:
        self._draft = draft
        self._texts = texts
        self._spelled: dict[str, Value] = {}
        names: dict[str, Texts] = {}
        for card in draft.cards:
            value = card.values.get(CATEGORY)
            if value is not None and self._identity(value) not in names:
                names[self._identity(value)] = self._names(card, value)
                self._spelled[self._identity(value)] = value
        keys = list(names) if draft.exported else keys_of(names)
        self._made = {
            identity: NewCategory(key, names[identity], COLORS[index % len(COLORS)])
            for index, (identity, key) in enumerate(zip(names, keys, strict=True))
        }
        self._tell()

    @property
    def all(self) -> tuple[NewCategory, ...]:
        """The categories to be written."""
        return tuple(self._made.values())

    def key_of(self, card: CardDraft) -> str:
        """The key of a card's category; "" for none."""
        value = card.values.get(CATEGORY)
        return self._made[self._identity(value)].key if value else ""

    def _identity(self, value: Value) -> str:
        """What is the same for all spellings of a category."""
        text = self._texts.one_line(value.plain)[0]
        return text if self._draft.exported else text.casefold()

    def _is_capitals(self, value: Value) -> bool:
        return self._draft.printed and value.plain.isupper()

    def _names(self, card: CardDraft, value: Value) -> Texts:
        own = self._texts.one_line(value.plain)[0]
        names = {"": own.capitalize() if self._is_capitals(value) else own}
        for column, other in card.values.items():
            is_name = column.field == "category_name"
            if is_name or (column.field == "category" and column.language):
                names[column.language] = " ".join(cleaned(other.plain).split())
        return self._texts.in_languages({tag: text for tag, text in names.items() if text})

    def _tell(self) -> None:
        """Tell of capitals, and of names that differ by a letter or two."""
        if any(map(self._is_capitals, self._spelled.values())):
            message = "the categories were in capitals: they are written as sentences"
            self._draft.note("guessed", message, next(iter(self._spelled.values())).at)
        names = [] if self._draft.exported else list(self._spelled)[:MOST_COMPARED]
        for index, name in enumerate(names):
            for other in names[:index]:
                if SequenceMatcher(None, name, other).ratio() > NEARLY:
                    message = f"the category '{shortened(name)}' is nearly '{shortened(other)}'"
                    at = self._spelled[name].at
                    self._draft.warn("likely-slip", message, at, "are they the same?")


def keys_of(names: Iterable[str]) -> list[str]:
    """Short keys of categories: their first words, as many as tell them apart.

    >>> keys_of(["Alueellinen vaikuttaminen", "Kaupungin toiminta", "Kaupungin tilat"])
    ['alueellinen', 'kaupungin-toiminta', 'kaupungin-tilat']
    """
    parts = [tuple((as_identifier(name) or "category").split("-")) for name in names]
    starts = Counter(words[:size] for words in parts for size in range(1, len(words) + 1))
    taken: set[str] = set()
    keys = []
    for words in parts:
        sizes = range(1, len(words))
        size = next((size for size in sizes if starts[words[:size]] == 1), len(words))
        base = "-".join(words[:size])
        numbered = (base if number == 1 else f"{base}-{number}" for number in count(1))
        keys.append(next(key for key in numbered if key not in taken))
        taken.add(keys[-1])
    return keys
