"""A draft -> a new deck, and all that there is to say about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ...basics.languages import check_language
from ...basics.problems import (
    KorttipakkaError,
    Location,
    Problem,
    Severity,
    error,
    has_errors,
)
from ...model.manuscript import Column
from ...reading.deck import made_ids
from ...reading.draft import CardDraft, Draft, Wanted
from ...reading.language import guess
from ...reading.limits import CONTROL
from ...reading.sources import read_draft
from ...reading.tables.grid import MAX_ROWS, shortened
from ...saving.new_deck import NewCard, NewDeck, Texts
from .card_texts import LINES, CardTexts, TakenPicture, cleaned
from .categories import Categories, fill_down
from .doubts import tell_order, tell_slips, tell_twins

DEFAULT_LANGUAGE = "en"
"""What is left when nothing speaks for any language."""


Ground = Literal["said", "words", "columns", "nothing"]
"""What tells a language: its author or user, the words, the first column that has one, nothing."""


@dataclass
class Import:
    """A deck ready to be written, and what was noticed on the way."""

    deck: NewDeck
    source: str
    problems: list[Problem]
    pictures: list[TakenPicture] = field(default_factory=list)

    @property
    def doubts(self) -> list[Problem]:
        """What the author should look at."""
        return [problem for problem in self.problems if problem.severity is Severity.WARNING]


def read_import(path: Path, wanted: Wanted) -> Draft:
    """The cards in a file from elsewhere. Raises KorttipakkaError."""
    if wanted.language:
        check_language(wanted.language, Location.flag(f"--language {wanted.language}"))
    draft = read_draft(path, wanted)
    if not draft.cards:
        hint = "write a row for each card below the headings, or a heading for each with its text"
        none = Problem(
            "no-cards-found", "there are no cards in the file", Location.file(path), hint
        )
        raise KorttipakkaError([*draft.problems, none])
    if len(draft.cards) > MAX_ROWS:
        message = f"there are {len(draft.cards):,} cards in the file, at most {MAX_ROWS:,} are read"
        hint = "import those that are to be one deck from a file of their own"
        raise error("too-large", message, Location.file(path), hint)
    return draft


def language_of(draft: Draft, wanted: str = "") -> tuple[str, Ground]:
    """The language of a draft's texts, and what tells it."""
    if wanted or draft.language:
        return wanted or draft.language, "said"
    texts = [
        value.plain
        for card in draft.cards
        for column, value in card.values.items()
        if not column.language and column.field in (*LINES, "text", "category")
    ]
    given = [c.language for card in draft.cards for c in card.values if c.field == "title"]
    guessed = guess(texts) if texts else ""
    # A deck has its titles in its own language: where each says its own, it is one of these.
    if guessed and (guessed in given or not all(given)):
        return guessed, "words"
    return (given[0], "columns") if given and given[0] else (DEFAULT_LANGUAGE, "nothing")


def imported(path: Path, draft: Draft, language: str) -> Import:
    """A deck of a draft in a language. Raises KorttipakkaError."""
    fill_down(draft)
    texts = CardTexts(path, draft, language)
    categories = Categories(draft, texts)
    cards = [_card(card, draft, texts, categories) for card in draft.cards]
    tell_twins(draft, texts)
    tell_slips(draft, texts)
    tell_order(draft, path)
    deck = NewDeck(
        {"": " ".join(cleaned(draft.title).split()) or _title_of(path)},
        language,
        _without_needless_ids(cards),
        categories.all,
        keeps_order=any(Column("number") in card.values for card in draft.cards),
    )
    problems = sorted(draft.problems, key=lambda problem: problem.line_and_column)
    if has_errors(problems):
        raise KorttipakkaError(problems)
    return Import(deck, draft.source, problems, texts.pictures)


def _card(card: CardDraft, draft: Draft, texts: CardTexts, categories: Categories) -> NewCard:
    found = texts.of(card, card.values)
    if name := texts.id_of(card):
        found = {"id": {"": name}, **found}
    texts.check_title(card, found)
    _drop_back_title(card, found, draft)
    for name, given in found.items():
        if name != "title" and given.get(texts.language, "-") == "":
            message = f"there is a translation of {name}, but no text in {texts.language}"
            draft.warn("missing-translation", message, card.at)
    return NewCard(found, categories.key_of(card))


def _drop_back_title(card: CardDraft, texts: dict[str, Texts], draft: Draft) -> None:
    """A back's title is kept if it is another than the front's, which is worth a look."""
    if "back_title" not in texts:
        return
    front, back = texts.get("title", {}), texts["back_title"]
    if front == back:
        del texts["back_title"]
    elif draft.printed:
        value = card.values[Column("back_title")]
        is_turned = card.text("title").split() == value.plain.split()[::-1]
        shown, other = shortened(back.get("", "")), shortened(front.get("", ""))
        message = f"the back's title is another than the front's: '{shown}'"
        hint = "its lines are in reverse order" if is_turned else f"front: '{other}'"
        draft.warn("titles-differ", message, value.at, hint)


def _without_needless_ids(cards: Sequence[NewCard]) -> Sequence[NewCard]:
    """The cards without the ids that they would be given anyway."""
    given = [card.texts.get("id", {}).get("", "") for card in cards]
    made = made_ids(next(iter(card.texts.get("title", {"": ""}).values())) for card in cards)
    if all(name in {"", own} for name, own in zip(given, made, strict=True)):
        return [NewCard({k: v for k, v in c.texts.items() if k != "id"}, c.category) for c in cards]
    return cards


def _title_of(path: Path) -> str:
    """A deck's title from the name of a file: "työpaja-kortit_2" is Työpaja-kortit 2."""
    name = path.resolve().stem if not path.is_dir() else path.resolve().name
    words = " ".join(CONTROL.sub(" ", name.replace("_", " ")).split()) or "Deck"
    return words[:1].upper() + words[1:]
