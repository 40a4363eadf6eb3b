"""The paragraphs and tables of a box's text in their places, from its first baseline down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..basics.geometry import Rect
from ..model.frame import Line
from ..model.text import TextParagraph
from .blocks import Measurers, line_count
from .lines import Flow, Inks, LineSetter, has_gap, is_item
from .set_lines import SetLine
from .tables import ROW_GAP, SetRow


def set_paragraphs(
    measurers: Measurers, lines: Sequence[SetLine | SetRow], area: Rect, size: float,
    inks: Inks, language: str = "",
) -> tuple[TextParagraph | Line, ...]:  # fmt: skip
    """The paragraphs of a box's text in its area, aligned as the box says; rules within tables.

    `language` is that of the text, a BCP 47 tag.
    """
    baseline = first_baseline(measurers, lines, area, size)
    return set_from(measurers, lines, area, size, inks, language, baseline)


def set_from(
    measurers: Measurers, lines: Sequence[SetLine | SetRow], area: Rect, size: float,
    inks: Inks, language: str, baseline: float,
) -> tuple[TextParagraph | Line, ...]:  # fmt: skip
    """The same from a first baseline on, wherever the area's lines begin."""
    setter = LineSetter(measurers, area, size, inks)
    found: list[TextParagraph | Line] = []
    last: float | None = None
    flows = list(_flows(lines))
    of_lists = _setters_of_lists(measurers, flows, setter)
    for number, flow in enumerate(flows):
        first = flow if isinstance(flow, SetRow) else flow[0]
        if last is not None:
            baseline = last - setter.step(first)
        if isinstance(flow, SetRow):
            rule = () if last is None or flow.first else setter.rule(flow, last, baseline)
            found += (*rule, *_row(measurers, flow, setter, baseline, language))
            last = baseline - (flow.height - 1) * measurers.box.leading * size
        else:
            by = of_lists.get(number, setter)
            paragraph, last = by.paragraph(flow, baseline, language)
            found.append(paragraph)
    return tuple(found)


def _setters_of_lists(
    measurers: Measurers, flows: Sequence[Flow], around: LineSetter
) -> Mapping[int, LineSetter]:
    """What sets the items of lists, by their numbers, where lines do not begin below each other."""
    if around.align in {"left", "justify"} or not any(map(is_item, flows)):
        return {}
    from .lists import setters_of_lists

    return setters_of_lists(measurers, flows, around)


def _flows(lines: Iterable[SetLine | SetRow]) -> Iterator[Flow]:
    """The lines of each paragraph, and the rows of tables."""
    flow: list[SetLine] = []
    for line in lines:
        goes_on = isinstance(line, SetLine) and line.paragraph.continues
        if flow and flow[-1].last and not goes_on:
            yield flow
            flow = []
        if isinstance(line, SetRow):
            yield line
        else:
            flow.append(line)
    if flow:
        yield flow


def _row(
    measurers: Measurers, row: SetRow, around: LineSetter, baseline: float, language: str
) -> Iterator[TextParagraph]:
    """The paragraphs of a row's cells, each in its column."""
    left, size, begin = around.table_left(row), around.size, "right" if row.rtl else "left"
    for cell in row.cells:
        start = row.width - cell.left - cell.width if row.rtl else cell.left
        edge = left + start * size
        area = Rect(edge, around.area.bottom, edge + cell.width * size, around.area.top)
        setter = LineSetter(measurers, area, size, around.inks, cell.cell.align or begin)
        last = baseline
        for number, flow in enumerate(_flows(cell.lines)):
            assert isinstance(flow, list)
            start_at = last - setter.step(flow[0]) if number else baseline
            paragraph, last = setter.paragraph(flow, start_at, language)
            yield paragraph


def text_height(measurers: Measurers, lines: Sequence[SetLine | SetRow], size: float) -> float:
    """The height in points that lines take, ascent and descent included."""
    later = lines[1:]
    gaps = sum([has_gap(line) for line in later if line.first])
    rows = sum([isinstance(line, SetRow) for line in later if not line.first])
    return (measurers.height(line_count(lines), gaps) + rows * ROW_GAP) * size


def first_baseline(
    measurers: Measurers, lines: Sequence[SetLine | SetRow], area: Rect, size: float
) -> float:
    """By valign; in the middle capitals and baselines are centred, as the eye does."""
    ascent, descent = measurers.ascent * size, measurers.descent * size
    top = area.top - ascent
    if measurers.box.valign == "top":
        return top
    span = text_height(measurers, lines, size) - ascent - descent
    bottom = area.bottom + descent + span
    if measurers.box.valign == "bottom":
        return bottom
    middle = (area.top + area.bottom) / 2 + (span - measurers.cap_height * size) / 2
    return max(min(middle, top), bottom)
