"""What was read from elsewhere -> a deck's folder: everything between a draft and its files."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ..basics.color import parse_color
from ..basics.problems import KorttipakkaError, Location, Problem, Severity, error, has_errors
from ..reading.deck import made_ids
from ..reading.draft import CardDraft, Draft, Value, Wanted
from ..reading.language import guess
from ..reading.languages import is_language, primary
from ..reading.schema import IDENTIFIER, LINK, MAX_COPIES, MAX_LINK, MAX_NAME, MAX_TEXT
from ..reading.sources import read_draft
from ..reading.tables.grid import shortened
from ..reading.tables.headers import Column
from ..reading.text import slug
from ..reading.tree import CONTROL
from ..saving.new_deck import COLORS, NewCard, NewCategory, NewDeck, Texts
from .joining import Joiner
from .spelling import Word, suspects, words_of

DEFAULT_LANGUAGE = "en"
"""What is left when nothing speaks for any language."""

LINES = ("title", "subtitle", "back_title")

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".svg"}

MAX_PICTURE = 50_000_000

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""Line ends of all kinds: Word's, PowerPoint's, old Macs'."""

BOM = "\ufeff"
"""Invisible, and of no use but at the beginning of a file."""


class Picture(NamedTuple):
    """A picture to copy into the deck's folder: the file, and its name there."""

    source: Path
    name: str


@dataclass
class Import:
    """A deck ready to be written, and all there is to say about it.

    `is_guessed`: the language was told from the words.
    """

    deck: NewDeck
    source: str
    problems: list[Problem]
    pictures: list[Picture] = field(default_factory=list)
    is_guessed: bool = False

    @property
    def doubts(self) -> list[Problem]:
        """What the author should look at."""
        return [problem for problem in self.problems if problem.severity is Severity.WARNING]


def read_import(path: Path, wanted: Wanted) -> Draft:
    """The cards in a file from elsewhere, with the language set. Raises KorttipakkaError."""
    if wanted.language and not is_language(wanted.language):
        hint = "write fi, sv, en, sv-FI …"
        raise error("bad-language", f"'{wanted.language}' is not a language", hint=hint)
    draft = read_draft(path, wanted)
    if not draft.cards:
        none = Problem("no-cards-found", "there are no cards in the file", Location.file(path))
        raise KorttipakkaError([*draft.problems, none])
    return draft


def language_of(draft: Draft, wanted: str = "") -> tuple[str, bool]:
    """The language of a draft's texts, and whether it is only a guess."""
    if wanted or draft.language:
        return wanted or draft.language, False
    texts = [
        value.plain
        for card in draft.cards
        for column, value in card.values.items()
        if not column.language and column.field in (*LINES, "text", "category")
    ]
    if texts:
        return guess(texts) or DEFAULT_LANGUAGE, True
    given = [c.language for card in draft.cards for c in card.values if c.field == "title"]
    return (given[0] if given else DEFAULT_LANGUAGE), True


def imported(path: Path, draft: Draft, language: str, is_guessed: bool) -> Import:
    """A deck of a draft. Raises KorttipakkaError."""
    maker = Maker(path, draft, language)
    deck = maker.deck()
    problems = sorted(maker.draft.problems, key=_place)
    if has_errors(problems):
        raise KorttipakkaError(problems)
    return Import(deck, draft.source, problems, maker.pictures, is_guessed)


def _place(problem: Problem) -> tuple[int, int]:
    """By line where there are lines; else as they were found."""
    return (problem.at.line, problem.at.column) if problem.at else (0, 0)


class Maker:
    """Makes a deck of a draft, and notes in the draft what is doubtful.

    `root` is the folder of a deck that is there already, and its pictures with it.
    """

    def __init__(self, path: Path, draft: Draft, language: str, root: Path | None = None) -> None:
        self.path = path
        self.root = root
        self.draft = draft
        self.language = language
        texts = [v.plain for card in draft.cards for v in card.values.values()]
        self.joiner = Joiner(language, texts)
        self.pictures: list[Picture] = []
        self.categories: dict[str, NewCategory] = {}
        self.ids: set[str] = set()

    def deck(self) -> NewDeck:
        """The deck with all its cards."""
        self._read_categories()
        cards = without_needless_ids([self._card(card) for card in self.draft.cards])
        self._tell_twins()
        self._tell_slips()
        has_numbers = any(Column("number") in card.values for card in self.draft.cards)
        self._tell_order(has_numbers)
        title = self.draft.title.strip() or _title_of(self.path)
        return NewDeck(
            {"": " ".join(_cleaned(title).split())}, self.language, cards,
            tuple(self.categories.values()), keeps_order=has_numbers,
        )  # fmt: skip

    # Categories

    def _read_categories(self) -> None:
        """The categories in the order of their first cards, with keys, names and colours."""
        names: dict[str, Texts] = {}
        spelled: dict[str, Value] = {}
        capitals = False
        for card in self.draft.cards:
            value = card.values.get(Column("category"))
            if value is None:
                continue
            identity = self._identity(value)
            if identity in names:
                continue
            capitals |= self._is_capitals(value)
            names[identity] = self._names(card, value)
            spelled[identity] = value
        keys = list(names) if self.draft.exported else keys_of(names)
        for index, (identity, key) in enumerate(zip(names, keys, strict=True)):
            color = COLORS[index % len(COLORS)]
            self.categories[identity] = NewCategory(key, names[identity], color)
        if capitals:
            message = "the categories were in capitals: they are written as sentences"
            self.draft.note("guessed", message, next(iter(spelled.values())).at)
        self._tell_alike(spelled)

    def _identity(self, value: Value) -> str:
        """What is the same for all spellings of a category."""
        text = self.joiner.title(value.plain)[0]
        return text if self.draft.exported else text.casefold()

    def _is_capitals(self, value: Value) -> bool:
        return self.draft.printed and value.plain.isupper()

    def _names(self, card: CardDraft, value: Value) -> Texts:
        own = self.joiner.title(value.plain)[0]
        if self._is_capitals(value):
            own = own.capitalize()
        texts = {"": own}
        for column, other in card.values.items():
            if column.field in {"category", "category_name"}:
                text = " ".join(_cleaned(other.plain).split())
                if column.field == "category_name" or column.language:
                    texts[column.language] = text
        return self._in_languages({k: v for k, v in texts.items() if v})

    def _tell_alike(self, spelled: Mapping[str, Value]) -> None:
        """Two names that differ by a letter or two are most likely one."""
        names = list(spelled)
        for index, name in enumerate(names[:200]):
            for other in names[:index]:
                if SequenceMatcher(None, name, other).ratio() > 0.9 and not self.draft.exported:
                    message = f"the category '{shortened(name)}' is nearly '{shortened(other)}'"
                    self.draft.warn("likely-slip", message, spelled[name].at, "are they the same?")

    # Cards

    def _card(self, card: CardDraft) -> NewCard:
        texts = self.texts_of(card, card.values)
        if name := self.id_of(card):
            texts = {"id": {"": name}, **texts}
        self.check_title(card, texts)
        self._drop_back_title(card, texts)
        self._own_language_first(card, texts)
        value = card.values.get(Column("category"))
        key = self.categories[self._identity(value)].key if value else ""
        return NewCard(texts, key)

    def texts_of(self, card: CardDraft, columns: Iterable[Column]) -> dict[str, Texts]:
        """What a card says in some columns, by field and language, as it is to be written."""
        texts: dict[str, Texts] = {}
        for name in dict.fromkeys(column.field for column in columns):
            if name in {"id", "category", "category_name", "number"}:
                continue
            given = {c.language: v for c, v in card.values.items() if c.field == name}
            found = {tag: self._text(name, value) for tag, value in given.items()}
            kept = self._in_languages({tag: text for tag, text in found.items() if text})
            if kept:
                texts[name] = kept
        return texts

    def id_of(self, card: CardDraft) -> str:
        """The id that a card is given; "" for none."""
        value = card.values.get(Column("id"))
        return self._id(value.plain.strip(), value) if value and value.plain.strip() else ""

    def _in_languages(self, texts: dict[str, str]) -> Texts:
        """Texts by language, the deck's own first; without languages if there is only that."""
        own = texts.pop("", "") or ""
        named = texts.pop(self.language, "")
        first = named or own
        if not texts:
            return {"": first} if first else {}
        return {self.language: first, **texts}

    def check_title(self, card: CardDraft, texts: Mapping[str, Texts]) -> None:
        """Note it as an error if a card has no title in the deck's language."""
        title = texts.get("title", {})
        if not title.get("", title.get(self.language, "")):
            message = f"the card has no title in the deck's language, {self.language}"
            hint = "write one, or choose another language with --language"
            self.draft.problems.append(Problem("missing-title", message, card.at, hint))

    def _own_language_first(self, card: CardDraft, texts: dict[str, Texts]) -> None:
        for name, given in texts.items():
            if name != "title" and given.get(self.language, "-") == "":
                message = f"there is a translation of {name}, but no text in {self.language}"
                self.draft.warn("missing-translation", message, card.at)

    def _drop_back_title(self, card: CardDraft, texts: dict[str, Texts]) -> None:
        """A back's title is kept if it is another than the front's, which is worth a look."""
        if "back_title" not in texts:
            return
        front, back = texts.get("title", {}), texts["back_title"]
        if front == back:
            del texts["back_title"]
        elif self.draft.printed:
            value = card.values[Column("back_title")]
            words = card.text("title").split()
            turned = words == value.plain.split()[::-1]
            message = (
                f"the back's title is another than the front's: '{shortened(back.get('', ''))}'"
            )
            hint = (
                "its lines are in reverse order"
                if turned
                else f"front: '{shortened(front.get('', ''))}'"
            )
            self.draft.warn("titles-differ", message, value.at, hint)

    def _text(self, name: str, value: Value) -> str:
        """A value as it is to be written; "" for one that cannot be."""
        if name in LINES:
            return self._line(value)
        reader = {
            "copies": self._copies, "color": self._color, "link": self._link,
            "image": self._image, "tags": self._tags,
        }.get(name)  # fmt: skip
        if reader:
            text = _cleaned(value.plain).strip()
            return reader(text, value) if text else ""
        text = value.plain if name == "notes" else value.markdown
        return self._paragraphs(text, value)

    def _line(self, value: Value) -> str:
        text, doubts = self.joiner.title(_cleaned(value.plain))
        self._tell_removed(value.plain, value)
        if self.draft.printed or "\n" in value.plain:
            self._tell(doubts, value)
        return text

    def _paragraphs(self, text: str, value: Value) -> str:
        self._tell_removed(text, value)
        text = _cleaned(text).strip()
        if self.draft.printed:
            text, doubts = self.joiner.text(text)
            self._tell(doubts, value)
        if len(text) > MAX_TEXT:
            message = f"the text has {len(text):,} characters, at most {MAX_TEXT:,} fit"
            hint = "shorten it, or part it into several cards"
            self.draft.problems.append(Problem("text-too-long", message, value.at, hint))
        return text

    def _tell(self, doubts: Iterable[object], value: Value) -> None:
        for doubt in doubts:
            code, message, hint = doubt.code, doubt.message, doubt.hint  # type: ignore[attr-defined]
            at = value.at._replace(line=value.at.line + doubt.line) if value.at.line else value.at  # type: ignore[attr-defined]
            if not any(p.message == message for p in self.draft.problems):
                self.draft.warn(code, message, at, hint)

    def _tell_removed(self, text: str, value: Value) -> None:
        """Tell of characters that no card can show, and of text that was damaged before."""
        bad = CONTROL.search(LINE_ENDS.sub("\n", text))
        if bad:
            message = f"the character U+{ord(bad[0]):04X} cannot be printed: it was taken out"
            self.draft.warn("control-character", message, value.at)
        if "\ufffd" in text:
            message = "the text was damaged when it was saved: it has U+FFFD in place of letters"
            hint = "save the file anew where the letters are still right"
            self.draft.warn("damaged-text", message, value.at, hint)

    def _leave_out(self, what: str, text: str, value: Value, hint: str) -> str:
        message = f"'{shortened(text)}' is no {what}: it was left out"
        self.draft.warn("left-out", message, value.at, hint)
        return ""

    def _copies(self, text: str, value: Value) -> str:
        found = re.fullmatch(
            r"[x×]?\s*(\d{1,6})(?:[.,]0+)?\s*(?:[x×]|kpl|st|pcs|copies)?\.?", text, re.I
        )
        if found and int(found[1]) <= MAX_COPIES:
            return "" if int(found[1]) == 1 else str(int(found[1]))
        hint = f"copies are a whole number up to {MAX_COPIES:,}"
        return self._leave_out("number of copies", text, value, hint)

    def _color(self, text: str, value: Value) -> str:
        try:
            parse_color(text)
        except ValueError as cause:
            return self._leave_out("colour", text, value, str(cause))
        return text

    def _link(self, text: str, value: Value) -> str:
        for start in ("", "https://", "mailto:"):
            if start == "mailto:" and not re.fullmatch(r"[^\s@/]+@[^\s@/]+\.\w+", text):
                continue
            if start == "https://" and not re.fullmatch(r"[\w-]+(\.[\w-]+)+([/?#]\S*)?", text):
                continue
            if LINK.fullmatch(start + text) and len(text) <= MAX_LINK:
                if start:
                    message = (
                        f"the link '{shortened(text)}' is written in full: {start}{shortened(text)}"
                    )
                    self.draft.note("guessed", message, value.at)
                return start + text
        return self._leave_out("link", text, value, "write it in full: https://…")

    def _id(self, text: str, value: Value) -> str:
        name = text if IDENTIFIER.fullmatch(text) and len(text) <= MAX_NAME else slug(text)
        if name in self.ids:
            return self._leave_out("id of its own", text, value, "another card has the same one")
        if not name:
            return self._leave_out("id", text, value, "use letters, digits, '-', '_' and '.'")
        self.ids.add(name)
        return name

    def _tags(self, text: str, value: Value) -> str:
        parts = re.split(r"[,;\n]" if "," in text or ";" in text else r"\n", text)
        return ", ".join(part.strip() for part in parts if part.strip())

    def _image(self, text: str, value: Value) -> str:
        """A picture beside the source, which is copied into the deck's folder."""
        if not text or (self.root is not None and (self.root / text).is_file()):
            return text
        home = self.path if self.path.is_dir() else self.path.parent
        path = text.replace("\\", "/").removeprefix("./")
        source = home / path
        inside = ".." not in path.split("/") and not Path(path).is_absolute() and ":" not in path
        if not inside:
            return self._leave_out("picture beside the file", text, value, "put it beside the file")
        if source.suffix.lower() not in PICTURES:
            return self._leave_out("picture", text, value, "PNG, JPEG, WebP and SVG are printed")
        if not source.resolve().is_relative_to(home.resolve()) or not source.is_file():
            hint = f"put it beside {self.path.name} and import again"
            return self._leave_out("picture that is there", text, value, hint)
        return self._copied(source)

    def _copied(self, source: Path) -> str:
        """The name that a picture gets in the deck's folder."""
        for picture in self.pictures:
            if picture.source == source:
                return picture.name
        taken = {picture.name.casefold() for picture in self.pictures}
        count, name = 1, source.name
        while name.casefold() in taken:
            count += 1
            name = f"{source.stem}-{count}{source.suffix}"
        self.pictures.append(Picture(source, name))
        return name

    # What is told of the whole deck

    def _tell_twins(self) -> None:
        """Titles that two cards have."""
        seen: dict[str, CardDraft] = {}
        for card in self.draft.cards:
            title = self.joiner.title(card.text("title"))[0].casefold()
            if title and title in seen:
                shown = shortened(self.joiner.title(card.text("title"))[0])
                message = f"two cards have the title '{shown}'"
                self.draft.warn("same-title", message, card.at, f"the other is at {seen[title].at}")
            seen.setdefault(title, card)

    def _tell_slips(self) -> None:
        """Words that are likely misspelt."""
        words: list[Word] = []
        for card in self.draft.cards:
            for column, value in card.values.items():
                if column.field in (*LINES, "text") and column.language in {"", self.language}:
                    joined = self.joiner.text(value.plain)[0]
                    words += words_of(joined, value.plain, value.at)
        for suspect in suspects(words, primary(self.language)):
            hint = "is it spelled right? It was kept as it stands"
            self.draft.warn("likely-slip", suspect.message, suspect.word.at, hint)

    def _tell_order(self, has_numbers: bool) -> None:
        keys = [card.text("category") for card in self.draft.cards]
        changes = sum(one != other for one, other in pairwise(keys))
        if len(keys) > 20 and changes >= len(set(keys)) and not has_numbers:
            message = (
                "the cards were put together by category: their order is another than in the file"
            )
            self.draft.note("guessed", message, Location.file(self.path))
        numbers = [card.text("number") for card in self.draft.cards]
        given = [int(text) for text in numbers if text.isdecimal()]
        if given != sorted(given):
            message = (
                "the numbers of the cards are not in order: the cards stay as they are in the file"
            )
            self.draft.warn("guessed", message, Location.file(self.path))


def without_needless_ids(cards: list[NewCard]) -> list[NewCard]:
    """The cards without the ids that they would be given anyway."""
    given = [card.texts.get("id", {}).get("", "") for card in cards]
    made = made_ids([next(iter(card.texts.get("title", {"": ""}).values())) for card in cards])
    if all(name in {"", own} for name, own in zip(given, made, strict=True)):
        return [NewCard({k: v for k, v in c.texts.items() if k != "id"}, c.category) for c in cards]
    return cards


def _cleaned(text: str) -> str:
    """A text with line ends of one kind, without what no card can show."""
    return CONTROL.sub("", LINE_ENDS.sub("\n", text)).replace(BOM, "")


def _title_of(path: Path) -> str:
    """A deck's title from the name of a file: "työpaja-kortit_2" is Työpaja-kortit 2."""
    name = path.resolve().stem if not path.is_dir() else path.resolve().name
    words = " ".join(name.replace("_", " ").split()) or "Deck"
    return words[:1].upper() + words[1:]


def keys_of(names: Iterable[str]) -> list[str]:
    """Short keys of categories: their first words, as many as tell them apart."""
    parts = [(slug(name) or "category").split("-") for name in names]
    keys: list[str] = []
    for words in parts:
        size = next(
            (n for n in range(1, len(words)) if sum(w[:n] == words[:n] for w in parts) == 1),
            len(words),
        )
        key = base = "-".join(words[:size])
        count = 1
        while key in keys:
            count += 1
            key = f"{base}-{count}"
        keys.append(key)
    return keys


def summary_counts(deck: NewDeck) -> Counter[str]:
    """How many cards each category has, by key."""
    return Counter(card.category for card in deck.cards)


def languages_in(deck: NewDeck) -> Iterator[str]:
    """The languages that texts of a deck are given in, its own first."""
    yield deck.language
    seen = {deck.language, ""}
    for card in deck.cards:
        for texts in card.texts.values():
            for tag in texts:
                if tag not in seen:
                    seen.add(tag)
                    yield tag
