"""A manuscript -> a table: what each cell says, whatever the file that holds it."""

from collections.abc import Iterator, Mapping, Sequence

from ...basics.languages import best_language
from ...basics.records import NamedTuple
from ...model.deck import WORDS
from ...model.manuscript import Column, Manuscript, Wording, WrittenCard

NUMBERS = ("number", "copies")
"""Columns that spreadsheets may count with."""

FIELD = "fields."

ALWAYS = ("title", "text")
"""Of these, what has a column of its own in a new language even if no card has it yet."""

EMPTY = Wording()


class Table(NamedTuple):
    """The cards of a deck in rows, and what the deck as a whole says.

    `titles` are the deck's by their columns (title, title_sv); `wanted` the languages that were
    asked for, in which empty cells are to be filled.
    """

    titles: dict[str, str]
    language: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    wanted: tuple[str, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    def to_fill(self, row: tuple[str, ...]) -> frozenset[Column]:
        """The columns in which a row wants a translation: there is an original, and no text."""
        given = {column for column, text in zip(self.columns, row, strict=True) if text}
        return frozenset(
            column
            for column in self.columns
            if column.language in self.wanted
            and column not in given
            and Column(column.field) in given
        )


def table_of(manuscript: Manuscript, languages: Sequence[str] = ()) -> Table:
    """The table of a deck, with columns for further languages, to be filled by a translator."""
    wanted = tuple(_wanted(manuscript, languages))
    columns = tuple(_columns(manuscript, wanted))
    names = manuscript.names
    rows = (tuple(_cell(card, column, names) for column in columns) for card in manuscript.cards)
    titles = {
        Column("title", tag).name: _in(manuscript.title, tag)
        for tag in ("", *_languages([manuscript.title], wanted))
    }
    return Table(titles, manuscript.language, columns, tuple(rows), wanted)


def _wanted(manuscript: Manuscript, languages: Sequence[str]) -> dict[str, None]:
    """The languages asked for as the deck spells them, without its own."""
    texts = [manuscript.title, *manuscript.names.values()]
    texts += [text for written in manuscript.cards for text in written.texts.values()]
    given = list(_languages(texts, ()))
    own = best_language(manuscript.language, languages)
    others = (tag for tag in languages if tag != own)
    return dict.fromkeys(best_language(tag, given) or tag for tag in others)


def _columns(manuscript: Manuscript, wanted: tuple[str, ...]) -> Iterator[Column]:
    yield from map(Column, ("id", "number", "category"))
    for field in (*WORDS, "image"):
        yield from _family(field, _given(manuscript, field), wanted)
    for field in ("alt", "image_back", "alt_back"):
        if given := _given(manuscript, field):
            yield from _family(field, given, wanted)
    yield from _family("link", _given(manuscript, "link"), wanted)
    yield Column("copies")
    yield from _family("tags", _given(manuscript, "tags"), wanted)
    yield Column("color")
    if not all(card.card.markdown for card in manuscript.cards):
        yield Column("markdown")
    yield from _family("notes", _given(manuscript, "notes"), wanted)
    yield from _family("category_name", [*manuscript.names.values()], wanted)
    own = (name for card in manuscript.cards for name in card.texts if name.startswith(FIELD))
    for field in dict.fromkeys(own):
        yield from _family(field, _given(manuscript, field), wanted)


def _given(manuscript: Manuscript, field: str) -> list[Wording]:
    return [card.texts[field] for card in manuscript.cards if field in card.texts]


def _family(field: str, given: list[Wording], wanted: tuple[str, ...]) -> Iterator[Column]:
    """The columns of a field: the deck's language, then the others."""
    yield Column(field)
    asked = field in ALWAYS or (field in (*WORDS, "category_name") and given)
    translated = any(wording.others for wording in given)
    for language in _languages(given, wanted if asked or translated else ()):
        yield Column(field, language)


def _languages(given: list[Wording], wanted: tuple[str, ...]) -> dict[str, None]:
    """The other languages of some texts, and those that are asked for, each once."""
    return dict.fromkeys([*(tag for wording in given for tag in wording.others), *wanted])


def _cell(written: WrittenCard, column: Column, names: Mapping[str, Wording]) -> str:
    card = written.card
    key = card.category_key
    match column.field:
        case "id":
            return card.id
        case "number":
            return str(card.number)
        case "category":
            return key
        case "copies":
            return str(card.copies)
        case "color":
            return card.color
        case "markdown":
            return "" if card.markdown else "no"
        case "category_name":
            return _in(names.get(key, EMPTY), column.language)
        case field:
            return _in(written.texts.get(field, EMPTY), column.language)


def _in(wording: Wording, language: str) -> str:
    return wording.others.get(language, "") if language else wording.own
