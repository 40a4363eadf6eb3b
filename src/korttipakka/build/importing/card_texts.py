"""What imported cards say, as it is to be written: lines joined, values checked, the rest told."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ...basics.problems import InvalidValue, Problem
from ...basics.records import NamedTuple
from ...basics.trust import is_inside
from ...model.manuscript import Column
from ...reading.draft import CardDraft, Draft, Value
from ...reading.limits import CONTROL
from ...reading.markup import LINE_ENDS
from ...reading.named import PICTURES
from ...reading.schema import IDENTIFIER, MAX_NAME, MAX_TEXT
from ...reading.tables.grid import shortened
from ...reading.text import as_identifier
from ...saving.new_deck import Texts
from .card_values import READERS
from .joining import Doubt, Joiner

LINES = ("title", "subtitle", "back_title", "alt", "alt_back")
"""Texts of a single line."""

PICTURE_FILES = ("image", "image_back")
"""Fields that name a picture."""

NO_TEXTS = {"id", "category", "category_name", "number"}
"""What says which card it is and where, not what is on it."""

ICON = re.compile(r"(?<!\\)!\[((?:[^\]\n!]|!(?!\[))*+)\]\(([^()\s<>]++)\)")
"""A picture in a line of Markdown: its words hold no beginning of another, so that each sign is
looked at once."""

BOM = "\ufeff"
"""Invisible, and of no use but at the beginning of a file."""


BESIDE = "put it beside the file"
KINDS = "PNG, JPEG, WebP and SVG are printed"
"""What is to be done about pictures that cannot be had."""


class TakenPicture(NamedTuple):
    """A picture to copy into the deck's folder: the file, and its name there."""

    source: Path
    name: str


class CardTexts:
    """Makes the texts of a draft's cards, and notes in the draft what is doubtful.

    `root` is the folder of a deck that is there already, and its pictures with it.
    """

    def __init__(self, path: Path, draft: Draft, language: str, root: Path | None = None) -> None:
        self.language = language
        self.pictures: list[TakenPicture] = []
        self._path = path
        self._draft = draft
        self._root = root
        self._joiners: dict[str, Joiner] = {}
        self._ids: set[str] = set()
        self._told: set[str] = set()
        self._is_markdown = True

    def of(
        self, card: CardDraft, columns: Iterable[Column], is_markdown: bool = True
    ) -> dict[str, Texts]:
        """What a card says in some columns, by field and language.

        The texts of one that has no Markdown are taken as they stand.
        """
        texts: dict[str, Texts] = {}
        self._is_markdown = is_markdown and card.has_markdown
        for name in dict.fromkeys(column.field for column in columns):
            if name in NO_TEXTS:
                continue
            given = {c.language: v for c, v in card.values.items() if c.field == name}
            found = {tag: self._text(name, tag, value) for tag, value in given.items()}
            kept = self.in_languages({tag: text for tag, text in found.items() if text})
            if kept:
                texts[name] = kept
        return texts

    def in_languages(self, texts: dict[str, str]) -> Texts:
        """Texts by language, the deck's own first; without languages if there is only that."""
        own = texts.pop("", "")
        first = texts.pop(self.language, "") or own
        if not texts:
            return {"": first} if first else {}
        return {self.language: first, **texts}

    def check_title(self, card: CardDraft, texts: Mapping[str, Texts]) -> None:
        """Note it as an error if a card has no title in the deck's language."""
        title = texts.get("title", {})
        if not title.get("", title.get(self.language, "")):
            message = f"the card has no title in the deck's language, {self.language}"
            hint = "write one, or choose another language with --language"
            self._draft.problems.append(Problem("missing-title", message, card.at, hint))

    def id_of(self, card: CardDraft) -> str:
        """The id that a card is given; "" for none."""
        value = card.values.get(Column("id"))
        text = value.plain.strip() if value else ""
        if not value or not text:
            return ""
        name = text if IDENTIFIER.fullmatch(text) and len(text) <= MAX_NAME else as_identifier(text)
        if name in self._ids:
            return self._leave_out("id of its own", text, value, "another card has the same one")
        if not name:
            return self._leave_out("id", text, value, "use letters, digits, '-', '_' and '.'")
        self._ids.add(name)
        return name

    def one_line(self, text: str, language: str = "") -> tuple[str, list[Doubt]]:
        """A text on one line, and what is doubtful about it where it stood on several."""
        text = cleaned(text).strip()
        if self._draft.exported or not (self._draft.printed or "\n" in text):
            return " ".join(text.split()), []
        return self._joiner(language or self.language).title(text)

    def running(self, text: str) -> str:
        """A text with the lines joined that only ended in print."""
        return self._joiner(self.language).text(text)[0] if self._draft.printed else text

    def _joiner(self, language: str) -> Joiner:
        if language not in self._joiners:
            texts = (v.plain for card in self._draft.cards for v in card.values.values())
            self._joiners[language] = Joiner(language, texts, self._draft.printed)
        return self._joiners[language]

    def _text(self, name: str, language: str, value: Value) -> str:
        """A value as it is to be written; "" for one that cannot be."""
        if name in LINES:
            self._tell_removed(value)
            text, doubts = self.one_line(value.plain, language)
            self._tell(doubts, value)
            return text
        if name in READERS or name in PICTURE_FILES:
            text = cleaned(value.plain).strip()
            if not text:
                return ""
            is_file = name in PICTURE_FILES
            return self._image(text, value) if is_file else self._read(name, text, value)
        if name == "notes" or not self._is_markdown:
            return self._paragraphs(value.plain, value)
        markdown = ICON.sub(lambda found: self._icon(found, value), value.markdown)
        return self._paragraphs(markdown, value)

    def _icon(self, found: "re.Match[str]", value: Value) -> str:
        """An icon of a text, whose file comes along; the signs themselves where there is none."""
        typed, words, source = found[0], found[1], found[2]
        if "://" in source:
            return typed
        name = self._image(source, value, "it is printed as it stands")
        if name == source:
            return typed
        place = f"<{name}>" if " " in name else name
        return f"![{words}]({place})" if name else f"\\{typed}"

    def _paragraphs(self, text: str, value: Value) -> str:
        self._tell_removed(value)
        text = cleaned(text).strip()
        if self._draft.printed:
            text, doubts = self._joiner(self.language).text(text)
            self._tell(doubts, value)
        if len(text) > MAX_TEXT:
            message = f"the text has {len(text):,} characters, at most {MAX_TEXT:,} fit"
            hint = "shorten it, or part it into several cards"
            self._draft.problems.append(Problem("text-too-long", message, value.at, hint))
        return text

    def _read(self, name: str, text: str, value: Value) -> str:
        """A number of copies, a colour, a link or tags; "" for what is none, which is told."""
        try:
            read = READERS[name](text)
        except InvalidValue as cause:
            return self._leave_out(cause.message, text, value, cause.hint)
        if name == "link" and read != text:
            message = f"the link '{shortened(text)}' was completed: {shortened(read)}"
            self._draft.note("guessed", message, value.at)
        if name == "color" and read != text:
            message = f"the colour '{shortened(text)}' was taken for {read}"
            self._draft.note("guessed", message, value.at)
        return read

    def _image(self, text: str, value: Value, done: str = "it was left out") -> str:
        """A picture beside the source, which is copied into the deck's folder.

        `done` says what is made of one that cannot be had.
        """
        if self._root is not None and (self._root / text).is_file():
            return text
        home = self._path if self._path.is_dir() else self._path.parent
        path = text.replace("\\", "/").removeprefix("./")
        source = home / path
        if ".." in path.split("/") or Path(path).is_absolute() or ":" in path:
            # Of a place elsewhere, the name counts: it may have been put beside the file.
            source = home / path.rpartition("/")[2]
            if not source.is_file():
                return self._leave_out("picture beside the file", text, value, BESIDE, done)
        if source.suffix.lower() not in PICTURES:
            return self._leave_out("picture that is printed", text, value, KINDS, done)
        if not is_inside(source, home) or not source.is_file():
            hint = f"put it beside {self._path.name} and import again"
            return self._leave_out("picture that is there", text, value, hint, done)
        return self._copied(source)

    def _copied(self, source: Path) -> str:
        """The name that a picture gets in the deck's folder."""
        for picture in self.pictures:
            if picture.source == source:
                return picture.name
        taken = {picture.name.casefold() for picture in self.pictures}
        number, name = 1, source.name
        while name.casefold() in taken:
            number += 1
            name = f"{source.stem}-{number}{source.suffix}"
        self.pictures.append(TakenPicture(source, name))
        return name

    def _leave_out(
        self, what: str, text: str, value: Value, hint: str, done: str = "it was left out"
    ) -> str:
        message = f"'{shortened(text)}' is no {what}: {done}"
        self._draft.warn("left-out", message, value.at, hint)
        return ""

    def _tell(self, doubts: Iterable[Doubt], value: Value) -> None:
        """Tell of doubts once: front and back, or many cards, may have the same."""
        for doubt in doubts:
            at = value.at
            if at.kind == "file" and at.line:
                at = at.at(at.line + doubt.line, at.column)
            if doubt.message not in self._told:
                self._draft.warn(doubt.code, doubt.message, at, doubt.hint)
            self._told.add(doubt.message)

    def _tell_removed(self, value: Value) -> None:
        """Tell of characters that no card can show, and of text that was damaged before."""
        bad = CONTROL.search(LINE_ENDS.sub("\n", value.plain))
        if bad:
            message = f"the character U+{ord(bad[0]):04X} cannot be printed: it was taken out"
            self._draft.warn("control-character", message, value.at)
        if "\ufffd" in value.plain:
            message = "the text was damaged when it was saved: ? stands for each lost letter"
            hint = "save the file anew where the letters are still right"
            self._draft.problems.append(Problem("damaged-text", message, value.at, hint))


def cleaned(text: str) -> str:
    """A text with line ends of one kind, without what no card can show."""
    clean = CONTROL.sub("", LINE_ENDS.sub("\n", text))
    return clean.replace(BOM, "").replace("\ufffd", "?")  # a deck with U+FFFD is not built
