"""A file that was edited elsewhere beside the deck that it came from: what is other in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ...basics.languages import best_language
from ...basics.problems import Location, Problem, Severity
from ...model.manuscript import CATEGORY, Column, Manuscript, Wording, WrittenCard
from ...reading.draft import CardDraft, Draft
from ...reading.tables.grid import shortened
from ...saving.new_deck import NewCard, Texts
from .card_texts import NO_TEXTS, CardTexts
from .changes import CategoryChange, Change, Update, current, is_same

Pairs = list[tuple[CardDraft, WrittenCard | None]]
"""Rows, each with its card in the deck; None for a new one."""


def compared(path: Path, draft: Draft, manuscript: Manuscript, root: Path) -> Update:
    """What is other in a draft than in the deck of a folder."""
    update = Update(root)
    reader = CardTexts(path, draft, manuscript.language, root)
    pairs = _matched(draft, manuscript, update)
    for card, written in pairs:
        if written is not None:
            columns = _columns(card, draft)
            texts = reader.of(card, columns, written.card.markdown)
            update.changes += _changes(card, written, texts, columns, manuscript)
            _compare_category(card, written, manuscript, update)
        else:
            update.added.append(_new_card(reader, card, manuscript, update))
    _compare_names(pairs, manuscript, update)
    matched = {written.card.id for _, written in pairs if written}
    update.missing = [each for each in manuscript.cards if each.card.id not in matched]
    update.problems += draft.problems
    _tell_order(path, pairs, manuscript, update)
    return update


def _tell_order(path: Path, pairs: Pairs, manuscript: Manuscript, update: Update) -> None:
    """Tell that rows in another order than the cards move none of these."""
    places = {written.card.id: n for n, written in enumerate(manuscript.cards)}
    given = [places[written.card.id] for _, written in pairs if written]
    if given != sorted(given):
        message = "the rows stand in another order than the cards: the deck keeps its own"
        hint = "to change it, move the cards in the deck's file"
        at = Location.file(path)
        update.problems.append(Problem("left-out", message, at, hint, Severity.NOTE))


def _columns(card: CardDraft, draft: Draft) -> list[Column]:
    """The columns that a row says something in: an empty cell says that there is no text."""
    return [c for c in (draft.columns or card.values) if c.field not in NO_TEXTS]


def _matched(draft: Draft, manuscript: Manuscript, update: Update) -> Pairs:
    """Each row with the card of its id, or else of its title; None for a new card."""
    free = {written.card.id: written for written in manuscript.cards}
    found: dict[int, WrittenCard] = {}
    for index, card in enumerate(draft.cards):
        if (name := card.text("id").strip()) in free:
            found[index] = free.pop(name)
        elif any(written.card.id == name for written in found.values()):
            message = f"two rows have the id '{shortened(name)}'"
            hint = "empty the id of the row that is to be a new card, or delete one of them"
            update.problems.append(Problem("duplicate-id", message, card.at, hint))
    for index, card in enumerate(draft.cards):
        if index not in found:  # a card without an id of its own has another with another title
            match = _by_title(card, free.values(), manuscript)
            if match:
                found[index] = free.pop(match.card.id)
    return [(card, found.get(index)) for index, card in enumerate(draft.cards)]


def _by_title(
    card: CardDraft, free: Iterable[WrittenCard], manuscript: Manuscript
) -> WrittenCard | None:
    """The first card of that title, better one of the same category."""
    title = _plain(card.text("title") or card.text("title", manuscript.language))
    alike = [written for written in free if title and _plain(_own(written, "title")) == title]
    key = _category_key(card, manuscript)
    same = [each for each in alike if key == each.card.category_key]
    return next(iter([*same, *alike]), None)


def _own(written: WrittenCard, name: str) -> str:
    return written.texts.get(name, Wording()).own


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _category_key(card: CardDraft, manuscript: Manuscript) -> str:
    """The key of a row's category, which may be its key or its name; "" for an unknown one."""
    text = card.text("category").strip()
    if text in manuscript.names:
        return text
    names = ((key, wording.own) for key, wording in manuscript.names.items())
    return next((key for key, name in names if _plain(name) == _plain(text) and text), "")


def _changes(
    card: CardDraft, written: WrittenCard, texts: Mapping[str, Texts], columns: Sequence[Column],
    manuscript: Manuscript,
) -> Iterator[Change]:  # fmt: skip
    for column in columns:
        is_own = column.language in {"", manuscript.language}
        given = texts.get(column.field, {})
        wording = current(written, column.field)
        tag = "" if is_own else _tag(wording, column.language)
        new = (
            given.get("", given.get(manuscript.language, ""))
            if is_own
            else given.get(column.language, "")
        )
        old = wording.own if is_own else wording.others.get(tag, "")
        value = card.values.get(column)
        # A table may have lost what tells it as one of ours: then its cells are Markdown unnoticed.
        is_raw = value is not None and is_same(column.field, old, value.plain)
        if not is_raw and not is_same(column.field, old, new):
            yield Change(written, column.field, tag, old, new)


def _tag(wording: Wording, language: str) -> str:
    """The tag that a language has in the deck already."""
    return best_language(language, list(wording.others)) or language


def _compare_category(
    card: CardDraft, written: WrittenCard, manuscript: Manuscript, update: Update
) -> None:
    """A row that stands in another category than its card."""
    if CATEGORY not in card.values:
        return
    key = _category_key(card, manuscript)
    there = written.card.category_key
    if key and key != there:
        update.moved.append((written, key))
    elif not key:
        text = shortened(card.text("category"))
        at = card.values[CATEGORY].at
        hint = "add it to deck.yaml first"
        message = f"the deck has no category '{text}': the card stays in its own"
        update.problems.append(Problem("unknown-category", message, at, hint, Severity.WARNING))


def _compare_names(pairs: Pairs, manuscript: Manuscript, update: Update) -> None:
    """Names of categories, which each row of a category repeats: all rows must say the same."""
    said: dict[tuple[str, str], dict[str, Location]] = {}
    for card, written in pairs:
        key = _category_key(card, manuscript)
        if written is None or key != written.card.category_key:
            continue  # the name may be that of the category which the row comes from
        for column, value in card.values.items():
            text = " ".join(value.plain.split())
            if column.field == "category_name" and key and text:
                is_own = column.language in {"", manuscript.language}
                tag = "" if is_own else _tag(manuscript.names[key], column.language)
                said.setdefault((key, tag), {}).setdefault(text, value.at)
    for (key, tag), texts in said.items():
        wording = manuscript.names[key]
        old = wording.others.get(tag, "") if tag else wording.own
        if len(texts) > 1:
            names = ", ".join(f"'{shortened(text)}'" for text in texts)
            message = f"the rows of the category {key} give it several names: {names}"
            hint = f"it stays '{old}': write the new name into all of them"
            at = next(iter(texts.values()))
            update.problems.append(Problem("left-out", message, at, hint, Severity.WARNING))
        elif old not in texts:
            update.names.append(CategoryChange(key, tag, old, next(iter(texts))))


def _new_card(
    reader: CardTexts, card: CardDraft, manuscript: Manuscript, update: Update
) -> NewCard:
    columns = [column for column in card.values if column.field not in NO_TEXTS]
    texts = dict(reader.of(card, columns))
    name = reader.id_of(card)
    if name and name not in {written.card.id for written in manuscript.cards}:
        texts["id"] = {"": name}
    reader.check_title(card, texts)
    return NewCard(texts, _category_key(card, manuscript) or update.new_key(card, manuscript))
