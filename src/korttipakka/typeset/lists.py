"""Lists in text that is centred, or aligned to where none of its lines begins.

Markers in front of centred lines would be anywhere. The items of a list begin below each other, and
the list lies as a whole as the box's lines do, as a table does.
"""

from collections.abc import Sequence
from itertools import groupby

from .blocks import Measurers
from .lines import Flow, LineSetter, is_item


def setters_of_lists(
    measurers: Measurers, flows: Sequence[Flow], around: LineSetter
) -> dict[int, LineSetter]:
    """What sets the items of each list, by their numbers among the paragraphs of a text."""
    found: dict[int, LineSetter] = {}
    for is_list, group in groupby(enumerate(flows), key=lambda each: is_item(each[1])):
        if is_list:
            items = dict(group)
            setter = _setter_of_list(measurers, list(items.values()), around)
            found |= dict.fromkeys(items, setter)
    return found


def _setter_of_list(measurers: Measurers, items: Sequence[Flow], around: LineSetter) -> LineSetter:
    """What sets items from one edge on, so that the widest line of all lies as the box says."""
    area, is_rtl = around.area, _is_rtl(items[0])
    free = _free(LineSetter(measurers, area, around.size, around.inks, "left"), items)
    before = free / 2 if around.align == "center" else free
    if not is_rtl:
        area = area._replace(left=area.left + before)
    elif around.align == "center":
        area = area._replace(right=area.right - before)
    return LineSetter(measurers, area, around.size, around.inks, "left")


def _is_rtl(item: Flow) -> bool:
    return isinstance(item, list) and item[0].paragraph.rtl


def _free(setter: LineSetter, items: Sequence[Flow]) -> float:
    """The points that the widest line of a list leaves; none beside a line across the text."""
    flows = [item for item in items if isinstance(item, list)]
    if any(flow[0].paragraph.kind.rule for flow in flows):
        return 0.0
    paragraphs = [setter.paragraph(flow, setter.area.top, "")[0] for flow in flows]
    runs = [run for each in paragraphs for line in each.lines for run in line.runs]
    if _is_rtl(items[0]):
        return min(run.at.x for run in runs) - setter.area.left
    return setter.area.right - max(run.at.x + run.width for run in runs)
