"""Cards and paragraphs with the marks that the document's structure names (PDF 1.7, 14.6 to 14.8).

What is read lies in marked content that has a number on its page, MCID; all else is an artifact.
A piece of text that is read otherwise than by its codes is marked for itself: readers lose what
follows a mark within another one.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, takewhile, zip_longest

from ..basics.geometry import Point, Rect, Turn
from ..basics.records import NamedTuple
from ..model.frame import CardSide, Content, Frame, Group, Item, Part, Picture, QrCode
from ..model.layout import FACES
from ..model.tags import PartTag, Tags
from ..model.text import (
    PARAGRAPH,
    UNMARKED,
    Cell,
    Markup,
    ParagraphKind,
    TextLine,
    TextParagraph,
    TextRun,
)
from .content import ContentWriter, placed
from .text import SAME_PLACE, stretches, text_string

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


class MarkedWriter:
    """Writes what a page shows, and numbers its marks.

    All that is within the marks is written by `content`. Pieces that follow each other and are
    marked alike are one mark: `_show` gathers them until another one comes.
    """

    def __init__(self, content: ContentWriter) -> None:
        self._content = content
        self.marks: list[Mark] = []
        self.links: list[LinkArea] = []
        self._card_id = ""
        self._written: list[str] = []
        self._pieces: list[str] = []
        self._steps: Steps | None = None
        self._actual: str | None = None

    def side(self, group: Group, side: CardSide) -> str:
        """A card's side where it lies, which comes as `side` says in the order of reading."""
        first, self._card_id = (FACES.index(side.side),), side.card_id
        with self._content.turned(group):
            self._frame(group.frame, group.tags, first)
        return f"q {placed(group)}{self._taken()}\nQ"

    def paragraph(self, paragraph: TextParagraph, order: Order) -> str:
        """A paragraph that is of no card."""
        self._card_id = ""
        self._paragraph(paragraph, _Blocks(order).steps(paragraph), {})
        return self._taken()

    def _taken(self) -> str:
        """All that has been shown since it was asked for last."""
        self._close()
        written, self._written = "\n".join(self._written), []
        return written

    def _show(self, steps: Steps | None, operators: str, actual: str | None = None) -> None:
        """Operators of an element, of an artifact where `steps` is None, or, with (), no content.

        `actual` is what a reader gets in place of what the glyphs' codes say.
        """
        if not operators:
            return
        alike = actual is None and self._actual is None and steps == self._steps
        if not alike:
            self._close()
            self._steps, self._actual = steps, actual
        self._pieces.append(operators)

    def _close(self) -> None:
        """End the mark that is open, and give it its number."""
        if not self._pieces:
            return
        operators, steps, actual = "\n".join(self._pieces), self._steps, self._actual
        self._pieces = []
        if steps is None:
            self._written.append(artifact(operators))
        elif not steps:
            self._written.append(operators)
        else:
            name = steps[-1].kind if actual is None else "Span"
            read = "" if actual is None else f" /ActualText {text_string(actual)}"
            number = len(self.marks)
            self._written.append(f"/{name} <</MCID {number}{read}>> BDC\n{operators}\nEMC")
            self.marks.append(Mark(self._card_id, steps))

    def _frame(self, frame: Frame, tags: Tags, first: Order) -> None:
        for index, (one, tag) in enumerate(zip_longest(frame.content, tags)):
            if tag is not None and isinstance(one, Part):
                self._part(one.content, tag, _Blocks((*first, index)))
            elif isinstance(one, Part):
                self._show(None, self._content.unread(one))
            else:
                self._show(None, self._content.joined([one]))

    def _part(self, content: Sequence[Part | Content], tag: PartTag, blocks: "_Blocks") -> None:
        icons: Icons = {}
        for index, one in enumerate(content):
            match one:
                case TextParagraph():
                    self._blank_cells(one, blocks)
                    icons = _icons(one, content[index + 1 :]) if one.icons else {}
                    self._paragraph(one, _steps(tag, one, blocks), icons)
                case Picture() | Group() if icons and _corner(one) in icons:
                    continue  # it has been written within its line
                case Group(shared=False):
                    self._show((), f"q {placed(one)}")
                    with self._content.turned(one):
                        self._part(one.frame.content, tag, blocks)
                    self._show((), "Q")
                case QrCode():
                    link = (Step("Link", blocks.next()),)
                    self._figure(one, tag.alt, *link)
                    self._link(one.text, one.rect, link)
                case Picture() | Group() if tag.alt:
                    self._figure(one, tag.alt, order=blocks.next())
                case _:
                    self._show(None, self._content.joined([one]))

    def _figure(self, shown: Item, alt: str, *around: Step, order: Order = ()) -> None:
        """Something without letters, and the words that are read in its place."""
        steps = (*around, Step("Figure", order, alt=alt))
        self._show(steps, self._content.joined([shown]))

    def _blank_cells(self, paragraph: TextParagraph, blocks: "_Blocks") -> None:
        """Marks without ink for cells without words, when a table begins: all rows are as long."""
        for steps in blocks.blank_cells(paragraph.kind):
            self._show(steps, NO_INK)

    def _paragraph(self, paragraph: TextParagraph, steps: Steps | None, icons: "Icons") -> None:
        if steps is None:
            self._show(None, self._content.joined(paragraph.runs))
            return
        if paragraph.marker:
            label = (*steps[:-2], Step("Lbl", (0,))) if paragraph.kind.items else steps
            self._show(label, self._content.joined(paragraph.marker))
        if not icons and _is_unmarked(paragraph):
            for line in paragraph.lines:
                self._unmarked_line(line, steps)
            return
        inline = _Inline(paragraph, steps, icons)
        for line in paragraph.lines:
            self._line(line, inline)

    def _unmarked_line(self, line: TextLine, steps: Steps) -> None:
        """A line that belongs to its paragraph as a whole, as most do."""
        found = stretches(line.runs)
        for number, runs in enumerate(found, 1):
            self._spans(runs, steps, ends=number == len(found) and line.end in SPACED)

    def _spans(self, runs: Sequence[TextRun], steps: Steps, *, ends: bool) -> None:
        """Letters of a line within one element; where it `ends`, a space comes after them."""
        text, turn = self._content.text, self._content.turn
        for operators, actual in text.spaced(runs, turn) if ends else text.spans(runs, turn):
            self._show(steps, operators, actual)

    def _line(self, line: TextLine, inline: "_Inline") -> None:
        runs: list[TextRun] = []
        for run in line.runs:
            icon = run.markup.icon
            if icon is None:
                runs.append(run)
                continue
            self._words(line, runs, inline)
            runs = []
            for item in inline.icons(run):
                # One without words is not read.
                steps = inline.figure(icon.words) if icon.words else None
                self._show(steps, self._content.joined([item]))
        self._words(line, runs, inline)

    def _words(self, line: TextLine, words: Sequence[TextRun], inline: "_Inline") -> None:
        """The letters of a line, or of a part of one between icons."""
        shown: list[tuple[Sequence[TextRun], Steps]] = []
        for runs in stretches(words):
            parts = inline.parts(runs)
            for part, steps in parts:
                if link := part[0].markup.address:
                    self._link(link, _around(part), steps)
            # On cards that are turned over a line is one mark, see `TextWriter.spans`.
            whole = self._content.turn is Turn.OVER and len(parts) > 1
            shown += [(runs, inline.own)] if whole else parts
        for index, (part, steps) in enumerate(shown, 1):
            self._spans(part, steps, ends=index == len(shown) and line.end in SPACED)

    def _link(self, address: str, rect: Rect, steps: Steps) -> None:
        there = Rect.around(self._content.matrix.on(x, y) for x, y in rect.corners)
        self.links.append(LinkArea(address, there, Mark(self._card_id, steps)))


def _is_unmarked(paragraph: TextParagraph) -> bool:
    """Whether nothing within a paragraph is marked up: neither a link nor another language."""
    for line in paragraph.lines:
        for run in line.runs:
            if run.markup is not UNMARKED:
                return False
    return True


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
            return _heading("H1", language)
        case "title":
            return _heading("H2", language)
        case "back-title":
            return (Step("H3", blocks.next(), language),)
        case _:
            return blocks.steps(paragraph)


@lru_cache(maxsize=64)
def _heading(name: str, language: str) -> Steps:
    """The way to a heading that a card has one of: the same on all cards of a language."""
    return (Step(name, (), language),)


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
        if kind is PARAGRAPH:
            return (Step("P", order, paragraph.language),)
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
