"""Lists as people write them -> cards: no headings, but lines of one make, which tells how to read.

A line is a title, or a title and its text; an item is a card; a paragraph has its title in its
first line. Flashcard programs export such lists, and notes of workshops are full of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeGuard

from ...basics.problems import Location
from ...basics.records import NamedTuple
from ...model.manuscript import TEXT, TITLE, Column
from ..draft import CardDraft, Draft, Value
from ..markup import Run, markdown
from ..tables.grid import shortened
from ..tables.headers import LONGEST
from .blocks import plain

LONGEST_LINE = 150
"""Letters of a line that may be a title: a question to talk about, but no paragraph."""

LONGEST_CLAIM = 100
"""Letters of one that is no question."""

SENTENCES = re.compile(r"[.!?…] +\S")
"""Where a sentence ends and another begins."""

LEAST_CARDS = 2
"""Entries from which on lines are a list."""

SIGNS = ("\t", " :: ", "::", " – ", " — ", " - ", ": ", " = ")
"""What stands between a title and its text, as Quizlet, Obsidian and people write it."""

ITEM = re.compile(r"[ \t]*(?:[-*+•·–‣▪◦]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
RULE = re.compile(r"[ \t]*([-_*=])\1{2,}[ \t]*")
LEAD = re.compile(r"(\*\*|__)(?=\S)(?P<title>.+?)(?<=\S)\1[ \t]*(?:[-–—:.]?[ \t]+(?P<text>\S.*))?")
"""A title in bold, and what follows it in its line."""


LINK = re.compile(r"\]\((https?://[^()\s]+)\)")

CODE = frozenset("|[]{}<>\\@!")
"""What lines of programs and of wikis begin with, and no title."""


class Line(NamedTuple):
    """A line of the file that says something, with its number."""

    number: int
    text: str

    @property
    def indent(self) -> int:
        """How far in the line begins, in blanks."""
        return len(self.text) - len(self.text.lstrip())


class Entry(NamedTuple):
    """A card to be: its title, the lines of its text, and the number of its first line."""

    title: str
    text: tuple[str, ...]
    line: int


class Found(NamedTuple):
    """The entries of a list, and how they were told apart.

    `title` stands above them, and `left` below, which is none of them.
    """

    entries: Sequence[Entry]
    how: str
    title: str = ""
    left: str = ""


Paragraph = Sequence[Line]


def read_list(
    text: str, file: Location, first: int = 1, is_markdown: bool = False, has_lines: bool = True
) -> Draft | None:
    """The cards of a list without headings, told as a guess; None for a text that is no list.

    The lines of a text that was made of a document are not those of a file.
    """
    found = listed(text, first)
    if found is None:
        return None
    draft = Draft("a list without headings", title=found.title)
    for entry in found.entries:
        title = plain(entry.title) if is_markdown else entry.title
        at = file.at(entry.line, 1) if has_lines else file
        values = {TITLE: Value(title, title, at)}
        if words := "\n".join(entry.text).strip():
            values[TEXT] = Value(words, words if is_markdown else _as_typed(entry.text), at)
        if is_markdown and (link := LINK.search(entry.title)):
            values[Column("link")] = Value(link[1], link[1], at)
        draft.cards.append(CardDraft(at, values))
    if found.left:
        draft.warn("left-out", f"'{shortened(found.left)}' is no card: it was left out", file)
    do = (
        "write # and a blank before each title" if has_lines else "make each card's title a heading"
    )
    hint = f"if that is not meant, {do}"
    draft.warn("guessed", f"there are no headings: {found.how}", draft.cards[0].at, hint)
    return draft


def _as_typed(lines: Sequence[str]) -> str:
    """Markdown of plain lines: what begins an item does so on the card, too."""
    runs = []
    for line in lines:
        found = ITEM.match(line)
        mark = found[0].expandtabs(4) if found else ""
        runs += [Run(mark, raw=True), Run(line.removeprefix(found[0] if found else "")), Run("\n")]
    return markdown(runs)


def listed(text: str, first: int = 1) -> Found | None:
    r"""The entries of a list; None for a text that is none.

    >>> listed("Vote - decide together\nWalk - go out").entries[1].text
    ('go out',)
    """
    lines = [Line(n, _indented(line)) for n, line in enumerate(text.split("\n"), start=first)]
    paragraphs = list(_paragraphs(lines))
    title, below = _title_above(paragraphs)
    if title and paragraphs[0][0].text.endswith(":") and (found := _first_form(below)):
        return found._replace(title=title)
    for form in FORMS:
        if _is_list(found := form(paragraphs)):
            return found
        if title and form in TITLED and _is_list(found := form(below)):
            return found._replace(title=title)
        if form in TITLED and len(paragraphs) > 1 and _is_list(found := form(paragraphs[:-1])):
            return found._replace(left=" ".join(line.text for line in paragraphs[-1]))
    return None


def _first_form(paragraphs: Sequence[Paragraph]) -> Found | None:
    return next((found for form in FORMS if _is_list(found := form(paragraphs))), None)


def _indented(line: str) -> str:
    """A line with blanks for the tabs that it begins with."""
    words = line.lstrip()
    return f"{line[: len(line) - len(words)].expandtabs(4)}{words}".rstrip(" ")


def _is_list(found: Found | None) -> TypeGuard[Found]:
    """Whether entries are enough of them, and each with a title."""
    return (
        found is not None
        and len(found.entries) >= LEAST_CARDS
        and all(0 < len(entry.title) <= LONGEST_LINE for entry in found.entries)
    )


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    kept: list[Line] = []
    for line in [*lines, Line(0, "")]:
        if line.text:
            kept.append(line)
        elif kept:
            yield kept
            kept = []


def _title_above(paragraphs: Sequence[Paragraph]) -> tuple[str, Sequence[Paragraph]]:
    """The deck's title, if the text may begin with one, and what follows it."""
    first = paragraphs[0] if paragraphs else ()
    line = first[0].text.strip() if len(first) == 1 else ""
    if not line or ITEM.match(line) or RULE.fullmatch(line) or len(line) > LONGEST:
        return "", paragraphs
    return line.rstrip(":").lstrip("#"), paragraphs[1:]


def _all(paragraphs: Sequence[Paragraph]) -> list[Line]:
    return [line for paragraph in paragraphs for line in paragraph]


def _ruled(paragraphs: Sequence[Paragraph]) -> Found | None:
    """Cards between rules, the title in the first line of each."""
    parts: list[list[Line]] = [[]]
    for line in _all(paragraphs):
        if RULE.fullmatch(line.text):
            parts.append([])
        else:
            parts[-1].append(line)
    kept = [part for part in parts if part]
    if len(kept) < LEAST_CARDS or any(len(part[0].text) > LONGEST_LINE for part in kept):
        return None
    how = "what stands between two rules was read as a card, its first line as the title"
    return Found([_entry(part) for part in kept], how)


def _entry(lines: Sequence[Line]) -> Entry:
    """An entry whose title is its first line, or the bold words that this begins with."""
    words = _unmarked(lines[0].text)
    below = _below(lines)
    if found := LEAD.fullmatch(words):
        return Entry(found["title"].rstrip(":. "), (*_said(found["text"]), *below), lines[0].number)
    return Entry(words, below, lines[0].number)


def _unmarked(line: str) -> str:
    """A line without the mark of an item that it begins with."""
    found = ITEM.match(line)
    return line[found.end() :] if found else line.strip()


def _said(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _below(lines: Sequence[Line]) -> tuple[str, ...]:
    """The lines below the first, where they begin together, with a gap where there was one."""
    indent = min((line.indent for line in lines[1:]), default=0)
    kept: list[str] = []
    before = lines[0].number
    for line in lines[1:]:
        kept += [""] if line.number > before + 1 and kept else []
        kept.append(line.text[indent:])
        before = line.number
    return tuple(kept)


def _items(paragraphs: Sequence[Paragraph]) -> Found | None:
    """A list with an item a card: a title, perhaps its text in the same line, more below it."""
    lines = _all(paragraphs)
    outer = min((line.indent for line in lines), default=0)
    cards: list[list[Line]] = []
    for line in lines:
        if ITEM.match(line.text) and line.indent <= outer + 1:
            cards.append([line])
        elif not cards or line.indent <= outer:
            return None
        else:
            cards[-1].append(line)
    how = "each item of the list was read as a card"
    sign = _sign([_unmarked(card[0].text) for card in cards])
    entries = [_parted(card, sign) if sign else _entry(card) for card in cards]
    return Found(entries, f"{how}{_by(sign)}")


def _sign(lines: Sequence[str]) -> str:
    """What stands between a title and its text in each of the lines; "" for nothing."""
    for sign in SIGNS:
        titles = [line.partition(sign)[0] for line in lines if sign in line.rstrip()]
        if len(titles) == len(lines) and all(0 < len(title) <= LONGEST for title in titles):
            return sign
    return ""


def _by(sign: str) -> str:
    shown = "a tab" if sign == "\t" else f"'{sign.strip()}'"
    return f", a title up to {shown} and then its text" if sign else ""


def _parted(lines: Sequence[Line], sign: str) -> Entry:
    """An entry whose first line has its title and the beginning of its text."""
    title, _, text = _unmarked(lines[0].text).partition(sign)
    return Entry(title.strip().strip("*_"), (text.strip(), *_below(lines)), lines[0].number)


def _pairs(paragraphs: Sequence[Paragraph]) -> Found | None:
    """A title and its text in each line, or in the first line of each paragraph."""
    lines = _all(paragraphs)
    if sign := _sign([line.text for line in lines]):
        return Found([_parted([line], sign) for line in lines], f"each line is a card{_by(sign)}")
    if found := _by_tabs(lines):
        return found
    if sign := _sign([paragraph[0].text for paragraph in paragraphs]):
        entries = [_parted(paragraph, sign) for paragraph in paragraphs]
        return Found(entries, f"each paragraph is a card{_by(sign)}")
    return None


def _by_tabs(lines: Sequence[Line]) -> Found | None:
    """A card from each line with a tab on, as Quizlet exports definitions of several lines."""
    starts = [index for index, line in enumerate(lines) if "\t" in line.text.strip()]
    if len(starts) < LEAST_CARDS or starts[0]:
        return None
    cards = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return Found([_parted(card, "\t") for card in cards], f"each line with a tab{_by(SIGNS[0])}")


def _mostly_pairs(paragraphs: Sequence[Paragraph]) -> Found | None:
    """A title and its text in most lines, and a title alone in the others."""
    lines = _all(paragraphs)
    for sign in SIGNS[1:]:
        with_text = [line for line in lines if sign in line.text]
        if 3 * len(with_text) >= 2 * len(lines) and _sign([line.text for line in with_text]):
            entries = [
                _parted([line], sign) if line in with_text else _entry([line]) for line in lines
            ]
            is_list = all(_may_be_title(entry.title) for entry in entries)
            return Found(entries, f"each line is a card{_by(sign)}") if is_list else None
    return None


def _capitals(paragraphs: Sequence[Paragraph]) -> Found | None:
    """Titles in capitals, each on a line of its own, with its text below."""
    cards: list[list[Line]] = []
    lines = _all(paragraphs)
    for line in lines:
        if line.text.isupper() and sum(map(str.isalpha, line.text)) > 1:
            cards.append([line])
        elif not cards:
            return None
        else:
            cards[-1].append(line)
    if not any(len(card) > 1 for card in cards):
        return None
    how = "lines in capitals were read as titles, what is below each as its text"
    return Found([_entry(card) for card in cards], how)


def _first_lines(paragraphs: Sequence[Paragraph]) -> Found | None:
    """A card a paragraph, its first line the title."""
    short = all(len(paragraph[0].text) <= LONGEST for paragraph in paragraphs)
    if not short or not any(len(paragraph) > 1 for paragraph in paragraphs):
        return None
    if any(paragraph[0].text.endswith((",", ".", ";")) for paragraph in paragraphs):
        return None
    how = "the first line of each paragraph was read as a title, the rest as its text"
    return Found([_entry(paragraph) for paragraph in paragraphs], how)


def _in_turn(paragraphs: Sequence[Paragraph]) -> Found | None:
    """A paragraph that is a title and one that is its text, in turn."""
    titles, texts = paragraphs[::2], paragraphs[1::2]
    if len(titles) != len(texts) or not all(map(_is_title, titles)) or any(map(_is_title, texts)):
        return None
    pairs = zip(titles, texts, strict=True)
    how = "paragraphs were read as a title and its text in turn"
    return Found([_entry([*title, *text]) for title, text in pairs], how)


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph[0].text
    return len(paragraph) == 1 and len(text) <= LONGEST and not text.endswith((".", ",", ";", ":"))


def _titles(paragraphs: Sequence[Paragraph]) -> Found | None:
    """A title a line, and nothing else."""
    title, below = _title_above(paragraphs)
    if not (title and len(below) == 1 and len(below[0]) > 1):
        title, below = "", paragraphs
    lines = _all(below)
    is_prose = lines[0].text[:1].isupper() and any(line.text[:1].islower() for line in lines)
    if is_prose or not all(_may_be_title(line.text.strip()) for line in lines):
        return None
    entries = [_entry([line]) for line in lines]
    return Found(entries, "each line was read as the title of a card", title)


def _may_be_title(text: str) -> bool:
    """Whether a line may stand alone on a card: a name, a question, a short sentence."""
    is_long = len(text) > LONGEST
    if text[0] in CODE or (is_long and SENTENCES.search(text)):
        return False
    return len(text) <= (LONGEST_LINE if text.endswith("?") or not is_long else LONGEST_CLAIM)


Form = Callable[[Sequence[Paragraph]], Found | None]

FORMS: Sequence[Form] = (
    _ruled, _items, _pairs, _capitals, _first_lines, _in_turn, _mostly_pairs, _titles,
)  # fmt: skip
"""Makes of lists, those that show most plainly first."""

TITLED = (_items, _pairs)
"""Those whose lines are told from a title that stands above them."""
