"""Card texts in Markdown to paragraphs of styled spans."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

from ..basics.late import late
from ..basics.records import NamedTuple
from ..model.deck import is_visible
from ..model.text import PARAGRAPH, UNMARKED, Align, Cell, ListItem, ParagraphKind, Rule
from .inline import BREAK, MARKDOWN, Reading, Span, spans
from .typed import OWN_MARKER, as_markdown

if TYPE_CHECKING:
    from markdown_it.token import Token


class Paragraph(NamedTuple):
    """Spans set as one flow of lines.

    `marker` hangs before the first line ("•", "2."). A paragraph that is `tight` follows the one
    before without a gap: an item of a list, or what comes after a hard break, which `continues` the
    paragraph before it.
    """

    spans: tuple[Span, ...]
    marker: str = ""
    tight: bool = False
    kind: ParagraphKind = PARAGRAPH
    continues: bool = False

    @property
    def level(self) -> int:
        """The number of lists and quotations around it."""
        return len(self.kind.items) + self.kind.quotes

    @property
    def is_marked(self) -> bool:
        """Whether markup says anything of its letters."""
        return True in [span.markup is not UNMARKED for span in self.spans]


MARKUP = re.compile(
    r"[*_`\[\]<>#\\~|]|^[^\S\n]*(?:(?:[-+]|\d+[.)])\s|[-=]{2,}|\t| {4})|  $"
    r"|://|[wW]{3}\.|\w@\w",
    re.MULTILINE,
)
"""What may be Markdown. Texts without any of it are only paragraphs, and need no parser."""

SENTENCES = re.compile(r"(?:[^\W\d_]{2}[\w ,.;!?()'\"…–-]*+(?:\n+|$))+")
"""Most texts: lines of words and signs that begin no markup, but for `_`, `www.`, hard breaks."""

BLANK_LINES = re.compile(r"\n\s*\n")

TOO_DEEP = late(
    r"^(?![-* \t]+$)[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*){22}"
    r"|^ {44,}(?:[-+*>]|\d{1,9}[.)])\s",
    re.MULTILINE,
)
"""Twenty-two quotations or lists inside each other, on a line or by indentation: no card has room
for them, and the parser leaves out what lies deeper than it goes. Such texts are taken as they are.
"""


def plain(text: str) -> tuple[Paragraph, ...]:
    """Text without markup as one paragraph; none when there is nothing but space."""
    return (Paragraph((Span(text),)),) if is_visible(text) else ()


def parse(text: str, reading: Reading = MARKDOWN) -> tuple[Paragraph, ...]:
    r"""Read a card's text: paragraphs, bold, italic, lists, tables, headings, links, breaks.

    All that is typed is there: what has no meaning stays as it is, and what only a screen has, such
    as the address of a link, is put in words unless the `reading` hides it.

    >>> [paragraph.marker for paragraph in parse("1) one\n1) two")]
    ['1)', '2)']
    """
    if not reading.markdown:
        return tuple(_as_typed(text))
    is_plain = _is_of_sentences(text)
    if is_plain and "\n" not in text:
        return plain(text)
    typed, text = text, as_markdown(text)
    is_plain = (is_plain and text == typed) or not MARKUP.search(text)
    if is_plain or TOO_DEEP.search(text.expandtabs(4)):
        return tuple(p for part in BLANK_LINES.split(text) for p in plain(part))
    from .rules import parser  # few short texts are Markdown

    return tuple(_paragraphs(parser().parse(text), reading))


def _is_of_sentences(text: str) -> bool:
    """Whether a text is sure to have no markup, which is told sooner than that it has some."""
    if not SENTENCES.fullmatch(text) or text.endswith("  ") or "  \n" in text:
        return False
    return "_" not in text and "www." not in text.lower()


def first_link(text: str) -> str:
    """The address of the first link in a text; "" where there is none."""
    found = (span.link for paragraph in parse(text) for span in paragraph.spans if span.link)
    return next(found, "")


def _as_typed(text: str) -> Iterator[Paragraph]:
    """Paragraphs and lines of a text that is taken as it stands."""
    for part in BLANK_LINES.split(text):
        lines = (piece for line in part.split("\n") for piece in (Span(BREAK), Span(line)))
        yield from _at_breaks(Paragraph(tuple(lines)[1:]))


class _Lists:
    """The lists that are open at a place of a text, the outermost first."""

    def __init__(self) -> None:
        self._number = 0
        self.items: tuple[ListItem, ...] = ()

    def open(self) -> None:
        """A list begins within the item that is open."""
        self.items = (*self.items, ListItem(self._number, -1))
        self._number += 1

    def close(self) -> None:
        """The innermost list ends."""
        self.items = self.items[:-1]

    def next_item(self, number: int | None) -> None:
        """The next item of the innermost list begins, with its number if it has one."""
        *outer, (list_id, position, _) = self.items
        self.items = (*outer, ListItem(list_id, position + 1, number))


def _count_up(tokens: "list[Token]") -> None:
    """Number the items of each list whose numbers are all the same, as Markdown has it.

    Others keep the numbers that were typed: years, or a countdown.
    """
    opened: list[list[Token]] = []
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            opened.append([])
        elif token.type == "list_item_open" and token.info:
            opened[-1].append(token)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            items = opened.pop()
            if len({int(item.info) for item in items}) == 1:
                for item, number in zip(items, count(int(items[0].info)), strict=False):
                    item.info = str(number)


def _paragraphs(tokens: "list[Token]", reading: Reading) -> Iterable[Paragraph]:
    _count_up(tokens)
    reader = _Reader(reading)
    table: list[Paragraph] = []
    for token in tokens:
        if token.type in {"inline", "fence"}:
            found = reader.paragraph(token)
            if reader.is_in_table:
                table += found
            else:
                yield from found
        elif token.type == "table_close":
            yield from reader.close_table(table)
            table = []
        elif token.type == "hr":
            yield from _ruled(reader.kind, "write" if "_" in token.markup else "rule")
        else:
            reader.enter(token)


class _Reader:
    """Where a text's next paragraph stands: after which marker, in which lists, how tightly."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lists = _Lists()
        self._tables = 0
        self._cell: Cell | None = None
        self._heading = 0
        self._quotes = 0
        self._marker = ""
        self._is_tight = False
        self._last = PARAGRAPH

    @property
    def kind(self) -> ParagraphKind:
        """What the next paragraph is."""
        cell = self._cell
        return ParagraphKind(self._heading, self._lists.items, self._quotes, cell=cell)

    @property
    def is_in_table(self) -> bool:
        """Whether the next paragraph is a cell's."""
        return self._cell is not None

    def enter(self, token: "Token") -> None:
        """A block begins or ends around the next paragraph."""
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self._lists.open()
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.close()
        elif token.type == "list_item_open":
            self._lists.next_item(int(token.info) if token.info else None)
            marker = f"{token.info}{token.markup}" if token.info else "•"
            # A list may begin right at the beginning of an item: "1. 2. both".
            self._marker = marker if self._marker in {"", "•"} else f"{self._marker} {marker}"
            self._is_tight = not (self._begins_after_list() or self._last.cell)
        elif token.type in {"blockquote_open", "blockquote_close"}:
            self._quotes += token.nesting
        elif token.type == "paragraph_open":
            self._is_tight = self._is_tight or (token.hidden and not self._marker)
        elif token.type == "heading_open":
            self._heading = int(token.tag.removeprefix("h"))
        else:
            self._enter_table(token)

    def _enter_table(self, token: "Token") -> None:
        """A table, a row or a cell begins."""
        if token.type == "table_open":
            self._cell = Cell(self._tables, -1, -1)
            self._tables += 1
        elif self._cell and token.type == "tr_open":
            self._cell = self._cell._replace(row=self._cell.row + 1, column=-1)
        elif self._cell and token.type in {"th_open", "td_open"}:
            align = ALIGN[str(token.attrGet("style") or "")]
            column, is_header = self._cell.column + 1, token.tag == "th"
            self._cell = self._cell._replace(column=column, align=align, is_header=is_header)

    def close_table(self, cells: Sequence[Paragraph]) -> Iterator[Paragraph]:
        """The cells of the table that ends, each knowing how many rows and columns there are.

        Of an empty header, which Markdown asks for, nothing is left.
        """
        rows, columns = (self._cell.row + 1, self._cell.column + 1) if self._cell else (0, 0)
        self._cell = None
        places = [paragraph.kind.cell for paragraph in cells if paragraph.kind.cell]
        first = 0 if any(cell.is_header for cell in places) else 1
        given = {(cell.row, cell.column) for cell in places}
        blanks = tuple(
            (row - first, column)
            for row in range(first, rows)
            for column in range(columns)
            if (row, column) not in given
        )
        for paragraph, cell in zip(cells, places, strict=True):
            own = cell._replace(
                row=cell.row - first, rows=rows - first, columns=columns, blanks=blanks,
                has_header=first == 0,
            )  # fmt: skip
            yield paragraph._replace(kind=paragraph.kind._replace(cell=own))

    def _begins_after_list(self) -> bool:
        """Whether one list follows another: they are kept apart."""
        before, here = self._last.items, self._lists.items
        return bool(before) and before[0].list_id != here[0].list_id

    def paragraph(self, token: "Token") -> Iterable[Paragraph]:
        """The paragraph that a token holds, cut at its breaks."""
        kind, marker, is_tight = self.kind, self._marker, self._is_tight
        self._marker, self._is_tight, self._heading, self._last = "", False, 0, kind
        typed = token.content if marker or kind.cell else ""
        marker, own = _marked(marker, typed, _spans_of(token, self._reading))
        if kind.heading or (kind.cell and kind.cell.is_header):
            own = [span._replace(bold=True) for span in own]
        if kind.quotes:
            own = [span._replace(italic=True) for span in own]
        yield from _at_breaks(Paragraph(tuple(own), marker, is_tight, kind))


ALIGN: dict[str, Align] = {
    "": "", "text-align:left": "left", "text-align:center": "center", "text-align:right": "right",
}  # fmt: skip


BOXES = {"[ ] ": "\u2610", "[x] ": "\u2611", "[X] ": "\u2611"}
"""To tick."""


def _marked(marker: str, typed: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """The marker of an item, and its text, where what is typed begins with one of its own.

    In a table a box to tick is a part of the text.
    """
    first = spans[0]
    if first.text.startswith(OWN_MARKER):
        own, _, rest = first.text.removeprefix(OWN_MARKER).partition(" ")
        return own, [first._replace(text=rest), *spans[1:]]
    box = BOXES.get(f"{typed} "[:4])
    if box is None:
        return marker, spans
    rest = first.text[4:]
    if marker == "•" and (rest or spans[1:]):
        return box, [first._replace(text=rest), *spans[1:]]
    return marker.strip("•"), [first._replace(text=f"{box} {rest}".strip()), *spans[1:]]


def _spans_of(token: "Token", reading: Reading) -> list[Span]:
    """The spans of a paragraph, a heading or a block of code, whose lines stay lines."""
    if token.type == "inline":
        return list(spans(token.children or [], reading)) or [Span(token.content)]
    lines = f"{token.info}\n{token.content}".strip("\n").split("\n")
    return [piece for line in lines for piece in (Span(BREAK), Span(line))][1:]


def _ruled(kind: ParagraphKind, rule: Rule) -> Iterable[Paragraph]:
    """A line to write on, with room above for the hand, or a thin rule."""
    if rule == "write":
        yield Paragraph((Span("___"),), kind=kind._replace(rule="room"))
    yield Paragraph((Span("___"),), tight=rule == "write", kind=kind._replace(rule=rule))


def _at_breaks(whole: Paragraph) -> Iterable[Paragraph]:
    """A paragraph cut at hard breaks, which stand in its spans as newlines."""
    continues = False
    for index, line in enumerate(_cut(whole.spans)):
        if any(is_visible(span.text) for span in line):
            part = whole._replace(spans=line, continues=continues)
            yield part._replace(marker="", tight=True) if index else part
            continues = True


def _cut(whole: Iterable[Span]) -> Iterable[tuple[Span, ...]]:
    line: list[Span] = []
    for span in whole:
        if span.text == BREAK:
            yield tuple(line)
            line = []
        else:
            line.append(span)
    yield tuple(line)
