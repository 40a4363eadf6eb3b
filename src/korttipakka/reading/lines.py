"""Lines of a YAML file as their author sees them, and how to write some of them anew."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..basics.items import ITEM_SIGNS
from ..basics.late import late
from ..basics.records import NamedTuple
from .keys import known_keys

Lines = Sequence[str]

# "- title: Case #2 # a comment" in its parts; the value may be anything, wrong YAML too.
ENTRY = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:#\-\"'\[{,&*!|>%@`][^:#\"\[{]*?)"
    r"[ ]*:(?:\s+(?P<rest>.*))?"
)

COMMENT = re.compile(r"(?:^|\s+)#.*$")

QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s|$)""")
"""A whole text in quotes."""

BLOCK_MARK = late(r"[|>][+-]?\d?[+-]?\s*(?:#.*)?")
"""What stands behind a key whose text is on the lines below it."""

SPECIAL = late(r"[-?:](?:\s|$)|[\[\]{},#&*!|>'\"%@`]")
"""How a text cannot begin without quotes."""


LIST_LINE = late(
    r"\s*(?:(?:[-*+•▪◦‣·–—]|\d{1,3}[.)]|[A-Za-z]\)|\(\w{1,3}\)|\[[ xX]\])\s+"
    rf"|[{ITEM_SIGNS}]\s*)\S"
)
"""A line that is an item of a list, as people type them."""


LINE_END = re.compile(r"\r\n|[\r\n]")


def split_lines(text: str) -> list[str]:
    """The lines of a text as YAML and editors count them."""
    return LINE_END.split(text) if "\r" in text else text.split("\n")


MOST_WRITTEN = 100
"""Lines that a hint says to write; whoever had to write more would not copy them from it."""

LONGEST_LINE = 20_000
"""Characters of a line in which causes of a slip are looked for: no text on a card is longer."""


def searchable(lines: Lines) -> Lines:
    """The lines to look for slips in: nothing in place of those that are longer than any should."""
    if all(len(line) <= LONGEST_LINE for line in lines):
        return lines
    return [line if len(line) <= LONGEST_LINE else "" for line in lines]


class Mend(NamedTuple):
    """Lines `first` to `last`, counted from 0, and what to write in their place."""

    first: int
    last: int
    lines: tuple[str, ...]

    @classmethod
    def of(cls, line: int, *texts: str) -> "Mend":
        """One line written anew, perhaps as several."""
        return cls(line, line, texts)

    def applied(self, lines: Lines) -> list[str]:
        """All lines with these replaced."""
        return [*lines[: self.first], *self.lines, *lines[self.last + 1 :]]

    def changed(self, lines: Lines) -> "Mend":
        """Without the first and the last lines that stay as they are."""
        first, last, new = self.first, self.last, list(self.lines)
        while new and first < last and new[0] == lines[first]:
            first, new = first + 1, new[1:]
        while new and first < last and new[-1] == lines[last]:
            last, new = last - 1, new[:-1]
        return Mend(first, last, tuple(new))

    def hint(self, lines: Lines, at: int, how: str = "write") -> str:
        """The new lines for people who are told of line `at`, to be copied as they stand.

        A single line that begins where the old one did follows at once; others have lines of their
        own, so that one sees how far they are indented.
        """
        if len(self.lines) > MOST_WRITTEN:
            return ""
        if not self.lines:
            return f"delete the line '{lines[self.first].strip()}'"
        return self._written(lines, at, how).replace("\t", " ")

    def _written(self, lines: Lines, at: int, how: str) -> str:
        if self.first == self.last:
            how += f" line {self.first + 1}" if self.first != at else ""
            if len(self.lines) == 1 and indent_of(lines[self.first]) == indent_of(self.lines[0]):
                return f"{how}: {self.lines[0].strip()}"
        else:
            how += f" lines {self.first + 1} to {self.last + 1} so"
        return "\n".join([f"{how}:", *self.lines])


class Entry(NamedTuple):
    """A line that is "key: value", perhaps after a dash."""

    number: int
    lead: str
    key: str
    value: str
    comment: str

    @property
    def column(self) -> int:
        """Where the key begins, counted from 0."""
        return len(self.lead)

    @property
    def heads_block(self) -> bool:
        """Whether the text is on the lines below, after > or |."""
        return BLOCK_MARK.fullmatch(self.value) is not None

    def with_value(self, value: str) -> str:
        """The line with another value."""
        return f"{self.lead}{self.key}: {value}{self.comment}"


def entry_at(lines: Lines, number: int) -> Entry | None:
    """The entry on a line, counted from 0."""
    if not 0 <= number < len(lines):
        return None
    match = ENTRY.fullmatch(lines[number].rstrip())
    if match is None:
        return None
    value, comment = parted(match["rest"] or "")
    return Entry(number, match["lead"], match["key"], value, comment)


def value_column(lines: Lines, entry: Entry) -> int:
    """Where the value of an entry begins, counted from 0; without a value, its key."""
    line = lines[entry.number]
    return line.index(entry.value, line.index(":", entry.column)) if entry.value else entry.column


def parted(rest: str) -> tuple[str, str]:
    """What stands behind a colon as a value and a comment, which begins with its spaces."""
    whole = QUOTED.match(rest)
    comment = COMMENT.search(rest, whole.end() if whole else 0)
    end = comment.start() if comment else len(rest.rstrip())
    return rest[:end].rstrip(), rest[end:]


def spaced(line: str, width: int) -> str:
    """A line that begins with spaces in place of tabs, each of which is so wide."""
    rest = line.lstrip(" \t")
    lead = line[: len(line) - len(rest)]
    return lead.expandtabs(width) + rest if "\t" in lead else line


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def quoted(text: str) -> str:
    """A text in quotes as YAML takes it: in the plainest that will do."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def meant(value: str, closing: int) -> str:
    """What a text with quotes inside says: those around it all are YAML's."""
    quote = value[0]
    around = value[-1] == quote and len(value) > closing + 1
    closes = value[closing - 1] != " " and value[closing + 1 : closing + 2] == " "
    apostrophe = quote == "'" and value[closing + 1 : closing + 2].isalpha()
    if around and (apostrophe or not closes):
        return value[1:-1].replace(f"\\{quote}", quote)
    return value


def is_plain(text: str) -> bool:
    """Whether YAML takes a text as it stands, without quotes."""
    return not (SPECIAL.match(text) or re.search(r":(\s|$)|\s#", text)) and text == text.strip()


def spelled(text: str) -> str:
    """A text in quotes if need be."""
    return text if is_plain(text) else quoted(text)


def below(lines: Lines, number: int, column: int) -> Iterator[int]:
    """The lines that belong to a key in this column, by their indentation; no blank end."""
    held: list[int] = []
    for other in range(number + 1, len(lines)):
        if not lines[other].strip():
            held.append(other)
        elif indent_of(lines[other]) > column:
            yield from (*held, other)
            held = []
        else:
            return


def above(lines: Lines, number: int) -> int:
    """The nearest line above that is not empty, nor a comment; -1 where there is none."""
    others = range(number - 1, -1, -1)
    return next((n for n in others if lines[n].strip() and lines[n].lstrip()[0] != "#"), -1)


def owner_of(lines: Lines, number: int) -> Entry | None:
    """The entry that a line goes on with, or is."""
    for other in range(number, -1, -1):
        entry = entry_at(lines, other)
        if entry is None or (other == number and entry.key not in known_keys()):
            continue
        if other == number or entry.column < indent_of(lines[number]):
            return entry
    return None


def as_block(lines: Lines, entry: Entry) -> Mend:
    """The text of an entry, which goes on over lines, put below its key after >."""
    rest = list(below(lines, entry.number, entry.column))
    text, own = _without_marks(entry, [lines[n] for n in rest])
    first = [re.sub(r"^[|>][+-]?\s++(?!\d)", "", text)] if text else []  # "> 5 %" is a text
    indent = " " * (entry.column + 2)
    return Mend(
        entry.number,
        rest[-1] if rest else entry.number,
        (
            f"{entry.lead}{entry.key}: >",
            *(f"{indent}{line}" for line in first),
            *indented(own, indent),
        ),
    )


QUOTES = late(r"\"{3}|'{3}")
"""Signs around texts over lines in programs."""

MARKS = late(r"[|>¦›\\]{1,2}[:.+-]?|&gt;|\"{3}|'{3}")
"""What people write for the > or | behind a key, or around a text."""


def _without_marks(entry: Entry, rest: list[str]) -> tuple[str, list[str]]:
    """The words on the line of a key, and the lines below it, without the signs around them."""
    text = (entry.value + entry.comment).strip()
    quote = QUOTES.match(text)
    if MARKS.fullmatch(text) and rest:
        text = ""
    elif quote:
        text = text[3:].strip()
    if quote and rest and rest[-1].rstrip().endswith(quote[0]):
        rest = [*rest[:-1], rest[-1].rstrip()[:-3].rstrip()]
        rest = rest if rest[-1].strip() else rest[:-1]
    return text, rest


def indented(lines: Iterable[str], indent: str) -> list[str]:
    """Lines that begin with this indentation where the least indented of them began."""
    lines = list(lines)
    least = min((indent_of(line) for line in lines if line.strip()), default=0)
    return [indent + line[least:].rstrip() if line.strip() else "" for line in lines]


def as_text(lines: Lines, entry: Entry, text: str) -> Mend:
    """A text put in quotes behind its key; if it goes on over lines, below its key after >."""
    if any(lines[n].strip() for n in below(lines, entry.number, entry.column)):
        return as_block(lines, entry)
    return Mend.of(entry.number, f"{entry.lead}{entry.key}: {quoted(text)}")


def quoted_or_below(lines: Lines, entry: Entry) -> Mend:
    """The value of an entry in quotes, its comment as it was; over lines, below its key."""
    if any(lines[n].strip() for n in below(lines, entry.number, entry.column)):
        return as_block(lines, entry)
    return Mend.of(entry.number, entry.with_value(quoted(entry.value)))


def reindented(lines: Lines, numbers: Sequence[int], column: int) -> Mend:
    """Lines that follow each other, all moved to one column."""
    moved = (" " * column + lines[n].strip() if lines[n].strip() else "" for n in numbers)
    return Mend(numbers[0], numbers[-1], tuple(moved))
