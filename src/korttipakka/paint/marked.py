"""Cards and paragraphs with the marks that the document's structure names (PDF 1.7, 14.6 to 14.8).

What is read lies in marked content that has a number on its page, MCID; all else is an artifact.
A piece of text that is read otherwise than by its codes is marked for itself: readers lose what
follows a mark within another one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile, zip_longest
from typing import NamedTuple

from ..basics.geometry import Point, Rect, Turn
from ..model.frame import CardSide, Content, Frame, Group, Item, Part, Picture, QrCode, items_of
from ..model.tags import PartTag, Tags
from ..model.text import Cell, Markup, ParagraphKind, TextLine, TextParagraph, TextRun
from .content import ContentWriter, placed
from .text import SAME_PLACE, stretches, text_string

SIDES = ("front", "back")
"""In the order of reading, whichever is printed first."""

SPACED = ("space", "break")
"""Ends of lines after which another word begins."""

Order = tuple[int, ...]
"""Where an element comes among those of the same parent."""


class Step(NamedTuple):
    """An element on the way from a card down to a piece of text: its type, as PDF calls it.

    Of headings H1 is a category's name, H2 a title, and below them are those in texts. `language`
    is a BCP 47 tag, "" for that of the element around; `alt` is read in place of a figure.
    """

    kind: str
    order: Order
    language: str = ""
    alt: str = ""


Steps = tuple[Step, ...]


class Mark(NamedTuple):
    """What a mark is of: a card by its id, or "" where it is of none, and the way down from it."""

    card_id: str
    steps: Steps


class LinkArea(NamedTuple):
    """Where on a page an address can be clicked, and what it belongs to."""

    address: str
    rect: Rect
    mark: Mark


class _Piece(NamedTuple):
    """Operators that follow each other. Without `steps` they are an artifact; () is no content."""

    steps: Steps | None
    operators: str
    actual: str | None = None


class MarkedWriter:
    """Writes what a page shows, and numbers its marks.

    All that is within the marks is written by `content`.
    """

    def __init__(self, content: ContentWriter) -> None:
        self._content = content
        self.marks: list[Mark] = []
        self.links: list[LinkArea] = []
        self._card_id = ""

    def side(self, group: Group, side: CardSide) -> str:
        """A card's side where it lies, which comes as `side` says in the order of reading."""
        first, self._card_id = (SIDES.index(side.side),), side.card_id
        with self._content.turned(group):
            written = self._joined(self._frame(group.frame, group.tags, first))
            return f"q {placed(group)}{written}\nQ"

    def paragraph(self, paragraph: TextParagraph, order: Order) -> str:
        """A paragraph that is of no card."""
        self._card_id = ""
        return self._joined(self._paragraph(paragraph, _Blocks(order).steps(paragraph)))

    def _frame(self, frame: Frame, tags: Tags, first: Order) -> Iterator[_Piece]:
        for index, (one, tag) in enumerate(zip_longest(frame.content, tags)):
            if tag is not None and isinstance(one, Part):
                yield from self._pieces(one.content, tag, _Blocks((*first, index)))
            else:
                yield self._artifact(items_of([one]))

    def _pieces(
        self, content: Iterable[Part | Content], tag: PartTag, blocks: "_Blocks"
    ) -> Iterator[_Piece]:
        icons: Icons = {}
        rest = list(content)
        for index, one in enumerate(rest):
            match one:
                case TextParagraph():
                    yield from self._blank_cells(one, blocks)
                    icons = _icons(one, rest[index + 1 :])
                    yield from self._paragraph(one, _steps(tag, one, blocks), icons)
                case Picture() | Group() if _corner(one) in icons:
                    continue  # it has been written within its line
                case Group(shared=False):
                    yield _Piece((), f"q {placed(one)}")
                    with self._content.turned(one):
                        yield from self._pieces(one.frame.content, tag, blocks)
                    yield _Piece((), "Q")
                case QrCode():
                    link = (Step("Link", blocks.next()),)
                    yield self._figure(one, tag.alt, *link)
                    self._link(one.text, one.rect, link)
                case Picture() | Group() if tag.alt:
                    yield self._figure(one, tag.alt, order=blocks.next())
                case _:
                    yield self._artifact(items_of([one]))

    def _figure(self, shown: Item, alt: str, *around: Step, order: Order = ()) -> _Piece:
        """Something without letters, and the words that are read in its place."""
        steps = (*around, Step("Figure", order, alt=alt))
        return self._artifact([shown])._replace(steps=steps)

    def _artifact(self, items: Iterable[Item]) -> _Piece:
        return _Piece(None, "\n".join(filter(None, self._content.items(items))))

    def _blank_cells(self, paragraph: TextParagraph, blocks: "_Blocks") -> Iterator[_Piece]:
        """Marks without ink for cells without words, when a table begins: all rows are as long."""
        for steps in blocks.blank_cells(paragraph.kind):
            yield _Piece(steps, NO_INK)

    def _paragraph(
        self, paragraph: TextParagraph, steps: Steps | None, icons: "Icons | None" = None
    ) -> Iterator[_Piece]:
        if steps is None:
            yield self._artifact(paragraph.runs)
            return
        if paragraph.marker:
            label = (*steps[:-2], Step("Lbl", (0,))) if paragraph.kind.items else steps
            yield self._artifact(paragraph.marker)._replace(steps=label)
        inline = _Inline(paragraph, steps, icons or {})
        for line in paragraph.lines:
            yield from self._line(line, inline)

    def _line(self, line: TextLine, inline: "_Inline") -> Iterator[_Piece]:
        runs: list[TextRun] = []
        for run in line.runs:
            icon = run.markup.icon
            if icon is None:
                runs.append(run)
                continue
            yield from self._words(line, runs, inline)
            runs = []
            for item in inline.icons(run):
                # One without words is not read.
                steps = inline.figure(icon.words) if icon.words else None
                yield self._artifact([item])._replace(steps=steps)
        yield from self._words(line, runs, inline)

    def _words(
        self, line: TextLine, words: Sequence[TextRun], inline: "_Inline"
    ) -> Iterator[_Piece]:
        """The letters of a line, or of a part of one between icons."""
        text, turn = self._content.text, self._content.turn
        shown: list[tuple[Sequence[TextRun], Steps]] = []
        for runs in stretches(words):
            parts = inline.parts(runs)
            for part, steps in parts:
                if link := part[0].markup.address:
                    self._link(link, _around(part), steps)
            # On cards that are turned over a line is one mark, see `TextWriter.spans`.
            whole = turn is Turn.OVER and len(parts) > 1
            shown += [(runs, inline.own)] if whole else parts
        for index, (part, steps) in enumerate(shown, 1):
            ends = index == len(shown) and line.end in SPACED
            for span in text.spaced(part, turn) if ends else text.spans(part, turn):
                yield _Piece(steps, span.operators, span.actual)

    def _link(self, address: str, rect: Rect, steps: Steps) -> None:
        corners = [(x, y) for x in (rect.left, rect.right) for y in (rect.bottom, rect.top)]
        xs, ys = zip(*(self._content.matrix.on(x, y) for x, y in corners), strict=True)
        there = Rect(min(xs), min(ys), max(xs), max(ys))
        self.links.append(LinkArea(address, there, Mark(self._card_id, steps)))

    def _joined(self, pieces: Iterable[_Piece]) -> str:
        """The pieces of a card, each with its number."""
        parts: list[str] = []
        for steps, operators, actual in _together(pieces):
            if steps is None:
                parts.append(artifact(operators))
            elif not steps:
                parts.append(operators)
            else:
                name = steps[-1].kind if actual is None else "Span"
                read = "" if actual is None else f" /ActualText {text_string(actual)}"
                number = len(self.marks)
                parts.append(f"/{name} <</MCID {number}{read}>> BDC\n{operators}\nEMC")
                self.marks.append(Mark(self._card_id, steps))
        return "\n".join(parts)


class _Inline:
    """The elements within a paragraph: links, and words in another language than its own."""

    def __init__(self, paragraph: TextParagraph, steps: Steps, icons: "Icons") -> None:
        self._icons = icons
        languages = {run.markup.language for line in paragraph.lines for run in line.runs}
        self._language = languages.pop() if len(languages) == 1 else ""
        self.own = steps
        if self._language:
            self.own = (*steps[:-1], steps[-1]._replace(language=self._language))
        self._last = PLAIN
        self._count = 0

    def icons(self, run: TextRun) -> list[Item]:
        """The pictures that are painted in a run's place, from the left."""
        left, y = _rounded(*run.at)
        right = left + run.width - SAME_PLACE
        here = sorted(place for place in self._icons if place[1] == y and left <= place[0] < right)
        return [self._icons[place] for place in here]

    def figure(self, words: str) -> Steps:
        """The way to an icon within the paragraph."""
        self._count += 1
        return (*self.own, Step("Figure", (self._count,), alt=words))

    def parts(self, runs: Sequence[TextRun]) -> list[tuple[Sequence[TextRun], Steps]]:
        """The stretches of a line that are each in one element, with the way to it."""
        if len(runs) == 1:
            return [(runs, self._steps(self._element(runs[0].markup)))]
        parts = groupby(runs, lambda run: self._element(run.markup))
        return [(tuple(part), self._steps(element)) for element, part in parts]

    def _steps(self, element: tuple[str, str]) -> Steps:
        """The way to the next words; a link or a language that goes on is one element."""
        self._count += element not in {self._last, PLAIN}
        self._last = element
        if element == PLAIN:
            return self.own
        link, language = element
        return (*self.own, Step("Link" if link else "Span", (self._count,), language))

    def _element(self, markup: Markup) -> tuple[str, str]:
        return markup.address, "" if markup.language == self._language else markup.language


Icons = dict[tuple[float, float], Item]
"""The pictures in the lines of a paragraph, by the corners where they stand."""


def _icons(paragraph: TextParagraph, after: Sequence[Part | Content]) -> Icons:
    """The pictures that come right after a paragraph and are its icons."""
    places = {_rounded(icon.rect.left, icon.rect.bottom) for icon in paragraph.icons}
    items = takewhile(lambda one: isinstance(one, (Picture, Group)), after[: len(places)])
    found = {_corner(one): one for one in items if isinstance(one, (Picture, Group))}
    return {place: item for place, item in found.items() if place in places}


def _corner(item: Picture | Group) -> tuple[float, float]:
    at = item.at if isinstance(item, Group) else Point(item.rect.left, item.rect.bottom)
    return _rounded(*at)


def _rounded(x: float, y: float) -> tuple[float, float]:
    return round(x, 3), round(y, 3)


NO_INK = "q Q"
"""Operators that paint nothing, for what is to be in the structure and is not seen."""

PLAIN = ("", "")
"""Neither a link nor another language."""

ASCENT, DESCENT = 0.8, 0.25
"""Em above and below a baseline that belong to a link."""


def _around(runs: Sequence[TextRun]) -> Rect:
    """The rectangle of a stretch of text."""
    size, (left, y) = max(run.size for run in runs), runs[0].at
    right = runs[-1].at.x + runs[-1].width
    return Rect(left, y - DESCENT * size, right, y + ASCENT * size)


def _steps(tag: PartTag, paragraph: TextParagraph, blocks: "_Blocks") -> Steps | None:
    """The way to a paragraph; None of a line to write on."""
    if paragraph.kind.rule:
        return None
    language = paragraph.language
    match tag.kind:
        case "category":
            return (Step("H1", (), language),)
        case "title":
            return (Step("H2", (), language),)
        case "back-title":
            return (Step("H3", blocks.next(), language),)
        case _:
            return blocks.steps(paragraph)


class _Blocks:
    """The lists and quotations that the paragraphs of a part are in, in the order of reading."""

    def __init__(self, first: Order) -> None:
        self._first = first
        self._count = 0
        self._lists: dict[int, Order] = {}
        self._tables: dict[int, Order] = {}
        self._quotes: list[Order] = []

    def next(self) -> Order:
        """Where the next element of the part comes."""
        self._count += 1
        return (*self._first, self._count)

    def steps(self, paragraph: TextParagraph) -> Steps:
        """The way from the part to a paragraph."""
        kind, order = paragraph.kind, self.next()
        del self._quotes[kind.quotes :]
        self._quotes += [order] * (kind.quotes - len(self._quotes))
        quotes = (Step("BlockQuote", first) for first in self._quotes)
        name = f"H{2 + kind.heading}" if kind.heading else "P"
        around = (*quotes, *self._items(kind, order), *self._cell(kind.cell, order))
        return (*around, Step(name, order, paragraph.language))

    def _cell(self, cell: Cell | None, order: Order) -> Steps:
        """The way from around a table to one of its cells."""
        if cell is None:
            return ()
        name = "TH" if cell.is_header else "TD"
        table = Step("Table", self._tables.setdefault(cell.table, order))
        return table, Step("TR", (cell.row,)), Step(name, (cell.column,))

    def blank_cells(self, kind: ParagraphKind) -> Iterator[Steps]:
        """The ways to the cells of a table that begins with a paragraph and have no words."""
        first = kind.cell
        if first is None or first.table in self._tables:
            return
        order = self.next()
        quotes = tuple(Step("BlockQuote", quote) for quote in self._quotes[: kind.quotes])
        around = (*quotes, *self._items(kind, order))
        for row, column in first.blanks:
            is_header = row == 0 and first.has_header
            cell = first._replace(row=row, column=column, is_header=is_header)
            yield (*around, *self._cell(cell, order))

    def _items(self, kind: ParagraphKind, order: Order) -> Iterator[Step]:
        for item in kind.items:
            yield Step("L", self._lists.setdefault(item.list_id, order))
            yield Step("LI", (item.position,))
            yield Step("LBody", (1,))


def artifact(operators: str) -> str:
    """Operators whose marks are seen, but not read."""
    return f"/Artifact BMC\n{operators}\nEMC"


def _together(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """The pieces that show anything, those in one that are marked alike."""
    alike: list[_Piece] = []
    for piece in pieces:
        if not piece.operators:
            continue
        if alike and not _alike(alike[-1], piece):
            yield _as_one(alike)
            alike = []
        alike.append(piece)
    if alike:
        yield _as_one(alike)


def _as_one(pieces: Sequence[_Piece]) -> _Piece:
    if len(pieces) == 1:
        return pieces[0]
    return _Piece(pieces[0].steps, "\n".join([piece.operators for piece in pieces]))


def _alike(one: _Piece, other: _Piece) -> bool:
    return one.actual is other.actual is None and one.steps == other.steps
