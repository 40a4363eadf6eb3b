"""Lines of text to operators: glyphs in their places, and what a reader of the PDF gets.

A run is a text object from BT to ET: Tf sets its font and size, Tc its tracking, Td its place, Ts
the rise of marks; TJ shows an array of strings of codes and of numbers that move the pen to the
left, in 1/1000 em. BDC and EMC put an ActualText around glyphs whose codes alone would be read
wrongly.

Most readers find lines by places, however a card is turned. PDFium, in Chrome and many others, goes
by the order of the operators; but text shown at one height on the page it takes for a line, and
sorts it from the page's left to its right, until some is higher or lower by half a letter's width.
`TextWriter.line` writes turned cards so that this order is the right one.
"""

from collections.abc import Callable, Iterable, Sequence
from math import isclose
from operator import attrgetter

from ..basics.color import Color
from ..basics.geometry import Turn
from ..basics.late import late
from ..basics.records import NamedTuple
from ..model.frame import Item
from ..model.text import TextRun
from .fonts import PdfFont, ShownPiece, joined
from .numbers import number
from .resources import Resources

SAME_PLACE = 0.01
"""Points within which a run begins where the one before it ends."""


NARROW = 4.0
"""Em: a narrower line begins too near to where the next one may begin."""

STEP = 0.1
"""Em between spaces of which PDFium would take nearer ones for one that is printed twice."""

LAST_CODES = late(r"(?:<|(?<=(\w)))(\w{4}(?:>[^<>\[]*<)?\w{4}>[^<>\[]*)$")
"""The last two codes of an array and what follows; after another code of their string, or not.

Of one code PDFium cannot see which way it is turned, and takes it for a line of its own.
"""


_EXTRACTABLE = attrgetter("extractable")


class ShownRun(NamedTuple):
    """A run, its text object, and whether its codes alone give a reader its text."""

    run: TextRun
    operators: str
    extractable: bool


Look = tuple[PdfFont, str, str]
"""A font, and what a text object in it begins and ends with."""

Span = tuple[str, str | None]
"""Operators, and the text that they are read as: that of their codes where it is None."""


class TextWriter:
    """Writes lines; `fill` writes the operator of a fill's colour."""

    def __init__(self, resources: Resources, fill: Callable[[Color], str]) -> None:
        self._resources = resources
        self._fill = fill
        self._looks: dict[tuple[str, float, Color, float], Look] = {}

    def line(self, runs: Sequence[TextRun], turn: Turn) -> str:
        """The operators of runs that follow each other on a baseline, on a card of this turn."""
        return "\n".join(map(read_as, self.spans(runs, turn)))

    def spans(self, runs: Sequence[TextRun], turn: Turn) -> list[Span]:
        """A line, as `line` writes it, cut where another text is read than the glyphs' own."""
        if turn is not Turn.RIGHT and len(runs) == 1:  # most lines
            return [self._span(runs[0])]
        if turn is Turn.OVER:
            return self._upside_down(runs)
        if turn is Turn.RIGHT:
            last = self._line_end(runs[-1], runs[0].at.x)
            return _in_spans([*map(self._run, runs[:-1]), last])
        return _in_spans([*map(self._run, runs)])

    def spaced(self, runs: Sequence[TextRun], turn: Turn) -> list[Span]:
        """The spans of a line with a space at its end: readers by structure do not see lines."""
        spans = self.spans(runs, turn)
        spans[-1] = self._with_space(spans[-1], runs)
        return spans

    def _with_space(self, span: Span, runs: Sequence[TextRun]) -> Span:
        """The last span of a line of runs, and a space."""
        operators, actual = span
        if actual is not None:
            return span if actual[-1:].isspace() else (operators, actual + " ")
        rtl = runs[0].rtl
        end = runs[0 if rtl else -1]
        font = self._resources.font(end.font)
        space = font.space
        if space is None:
            return span
        if rtl or (len(runs) > 1 and end.rtl):
            at = end.at._replace(x=end.at.x - space.width(end.size))
            shown = self._run(TextRun.of(at, end.font, end.size, end.color, (space,)))
            return f"{operators}\n{shown.operators}", None
        head, tj, tail = operators.rpartition("] TJ")
        return f"{head}{font.shown_space.elements(end.size)}{tj}{tail}", None

    def _upside_down(self, runs: Sequence[TextRun]) -> list[Span]:
        """A line of several runs, the last of which lies farthest to the left of the page.

        One ActualText stands for all. For text from right to left readers disagree on what that
        means: there each run begins with a space that lies to the right of the run before.
        """
        if not any(run.rtl for run in runs):
            return [_span([self._run(run) for run in runs], "".join(map(_read, runs)))]
        left = runs[0].at.x
        steps = enumerate(runs[1:], 1)
        shown = [self._run(run, left - i * STEP * run.size) for i, run in steps]
        return _in_spans([self._run(runs[0]), *shown])

    def _line_end(self, run: TextRun, left: float) -> ShownRun:
        """The last run of a line on a card that is turned to the right; the line begins at `left`.

        Each line lies to the left of the one before it. So that its last text is shown at another
        height than the next line's first, a wide line's last glyphs are shown apart, and a narrow
        line begins with a space that lies far before it.
        """
        is_narrow = run.at.x + run.width - left < NARROW * run.size
        if is_narrow and run.actual is None:
            return self._run(run, left - NARROW * run.size)
        return self._run(run, ends_apart=True)

    def _span(self, run: TextRun) -> Span:
        """A run by itself."""
        operators, is_read = self._written(run)
        if run.actual is None and not is_read and not run.rtl:
            return operators, run.text
        return operators, run.actual

    def _run(
        self, run: TextRun, space_at: float | None = None, *, ends_apart: bool = False
    ) -> ShownRun:
        """A run as a text object, which a space at another place may begin."""
        return ShownRun(run, *self._written(run, space_at, ends_apart))

    def _written(
        self, run: TextRun, space_at: float | None = None, ends_apart: bool = False
    ) -> tuple[str, bool]:
        """The text object of a run, and whether its codes alone give a reader its text."""
        size, (x, y) = run.size, run.at
        font, begun, ended = self._look(run.font, size, run.color, run.tracking)
        plain = None if run.word_space else font.plain(run.pieces)
        array, is_read, ink = (plain, True, "") if plain else self._array(run, font)
        if space_at is not None and font.space is not None:
            gap = x - space_at - font.space.width(size, run.tracking)
            codes = font.shown_space.elements(size)
            x, array = space_at, joined([codes, number(-1000 * gap / size), array])
        array = _with_end_apart(array) if ends_apart else array
        return f"{begun}{number(x)} {number(y)} Td [{array}{ended}{ink}", is_read

    def _array(self, run: TextRun, font: PdfFont) -> tuple[str, bool, str]:
        """What of a run a TJ shows, whether its codes alone give a reader its text, and its ink."""
        shown = [*map(font.show, run.pieces)]
        ink = self._ink(run, shown, font) if run.rtl else ""
        elements = [piece.elements(run.size) for piece in shown]
        array = joined(_widened(elements, run) if run.word_space else elements)
        return array, all(map(_EXTRACTABLE, shown)), ink

    def _ink(self, run: TextRun, shown: Sequence[ShownPiece], font: PdfFont) -> str:
        """The marks of a run as shapes, in its colour."""
        (x, y), paths = run.at, []
        for piece, each in zip(run.pieces, shown, strict=True):
            paths += [font.shape(ink, run.size, x, y) for ink in each.ink]
            x += piece.width(run.size, run.tracking) + run.word_space * (piece.text == " ")
        if not paths:
            return ""
        painted = f"{self._fill(run.color)} {' '.join(paths)} f"
        over = self._resources.overprint(run.color)
        return f"\nq /{over} gs {painted} Q" if over else f"\n{painted}"

    def _look(self, font: str, size: float, color: Color, tracking: float) -> Look:
        """How a text looks: few looks do for all lines of a deck."""
        key = font, size, color, tracking
        known = self._looks.get(key)
        if known is None:
            moved, reset = (f"{number(tracking)} Tc ", " 0 Tc") if tracking else ("", "")
            begun = f"BT {self._fill(color)} /{font} {number(size)} Tf {moved}"
            ended = f"] TJ{reset} ET"
            if over := self._resources.overprint(color):
                begun, ended = f"q /{over} gs {begun}", f"{ended} Q"
            known = self._looks[key] = self._resources.font(font), begun, ended
        return known


def _widened(elements: Iterable[str], run: TextRun) -> list[str]:
    """The elements of a run's pieces, with the pen moved on after each space."""
    move, widened = number(-1000 * run.word_space / run.size), []
    for piece, element in zip(run.pieces, elements, strict=True):
        widened += [element, move] if piece.text == " " else [element]
    return widened


def _with_end_apart(array: str) -> str:
    """An array whose last two codes have become an array of their own.

    >>> _with_end_apart("<000100020003>"), _with_end_apart("<0001>-9<0002>5<0003>7")
    ('<0001>] TJ [<00020003>', '<0001>-9] TJ [<0002>5<0003>7')
    """
    return LAST_CODES.sub(lambda end: f"{'>' if end[1] else ''}] TJ [<{end[2]}", array)


def _in_spans(shown: Sequence[ShownRun]) -> list[Span]:
    """Runs in spans of one text each: a run that is read as "" belongs to the one before it."""
    spans: list[list[ShownRun]] = []
    for item in shown:
        if item.run.actual == "" and spans:
            spans[-1].append(item)
        else:
            spans.append([item])
    return [_span(span, span[0].run.actual) for span in spans]


def _span(shown: Sequence[ShownRun], actual: str | None) -> Span:
    """Runs that are read as `actual`, or by their codes where it is None and that is enough."""
    operators = "\n".join([item.operators for item in shown])
    if actual is None:
        runs = [item.run for item in shown if not item.extractable]
        if not runs or any(run.rtl for run in runs):
            return operators, None
        actual = "".join(item.run.text for item in shown)
    return operators, actual


def _read(run: TextRun) -> str:
    """What a reader gets for a run."""
    return run.text if run.actual is None else run.actual


def in_lines(items: Iterable[Item]) -> Iterable[Item | list[TextRun]]:
    """Items in order, those runs of text together that follow each other on a baseline."""
    line: list[TextRun] = []
    for item in items:
        if isinstance(item, TextRun):
            if line and not _continues(item, line[-1]):
                yield line
                line = []
            line.append(item)
            continue
        if line:
            yield line
            line = []
        yield item
    if line:
        yield line


def stretches(runs: Sequence[TextRun]) -> Sequence[Sequence[TextRun]]:
    """The runs of a line, those together that follow each other without a gap."""
    if len(runs) == 1:
        return [runs]
    return [found for found in in_lines(runs) if isinstance(found, list)]


def _continues(run: TextRun, other: TextRun) -> bool:
    """Whether a run begins where another one ends."""
    end = other.at.x + other.width
    return run.at.y == other.at.y and isclose(run.at.x, end, abs_tol=SAME_PLACE)


def read_as(span: Span) -> str:
    """The operators of a span, marked with the text that it is read as (PDF 1.7, 14.9.4)."""
    operators, actual = span
    if actual is None:
        return operators
    return f"/Span <</ActualText {text_string(actual)}>> BDC {operators} EMC"


def text_string(text: str) -> str:
    """A text as PDF writes it in any script (PDF 1.7, 7.9.2.2)."""
    return f"<feff{text.encode('utf-16-be').hex()}>"
