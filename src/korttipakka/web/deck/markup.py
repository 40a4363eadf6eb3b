"""Paragraphs of a card's text -> HTML: what is typed is text, whatever it looks like."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from ...basics.records import NamedTuple
from ...content.inline import MARKDOWN, Reading, Span
from ...content.markdown import Paragraph, parse, plain
from ...model.text import Align, Cell, Icon
from ...reading.schema import LINK

USUAL_MARKERS = ("•", "–", "◦", "▪", "-")
"""Bullets for which a browser has its own."""

DEEPEST = 6
"""The last level of headings; a card's title is of the second."""

RULES = {"rule": "<hr>", "write": '<hr class="write">', "room": ""}
"""Lines across the text; the room above one to write on is a matter of style."""

ALIGN: dict[Align, str] = {
    "": "", "left": ' class="left"', "center": ' class="center"', "right": ' class="right"'
}  # fmt: skip


class Markup(NamedTuple):
    """How words and icons become HTML: where long words may break, and what shows an icon."""

    soften: Callable[[str], str] = str
    icon: Callable[[Icon], str] = lambda icon: escape(icon.typed)


def text_html(text: str, reading: Reading = MARKDOWN, markup: Markup = Markup()) -> str:
    """A card's text as HTML.

    >>> text_html("Yksi **kaksi** <b>")
    '<p>Yksi <strong>kaksi</strong> &lt;b&gt;</p>'
    """
    return _Writer(markup).blocks(parse(text, reading), 0)


def line_html(text: str, markup: Markup = Markup()) -> str:
    """A text of one line, without markup, as HTML."""
    return "".join(_Writer(markup).spans(paragraph.spans) for paragraph in plain(text))


class _Writer:
    """Writes paragraphs within each other as their kinds say."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup

    def blocks(self, paragraphs: Sequence[Paragraph], depth: int) -> str:
        """Paragraphs within so many lists; those of a deeper one, or of a table, together."""
        shown = ""
        for (list_id, table), group in groupby(paragraphs, key=lambda each: _place(each, depth)):
            if list_id is not None:
                shown += self._list(list(group), depth)
            elif table is not None:
                shown += self._table(list(group))
            else:
                shown += self._flow(list(group))
        return shown

    def _list(self, paragraphs: Sequence[Paragraph], depth: int) -> str:
        first = paragraphs[0].kind.items[depth]
        tag = "ul" if first.number is None else "ol"
        start = f' start="{first.number}"' if first.number not in {None, 1} else ""
        shown, expected = "", first.number
        for _, group in groupby(paragraphs, key=lambda each: each.kind.items[depth].position):
            item = list(group)
            own = item[0].marker if len(item[0].kind.items) == depth + 1 else ""
            number = item[0].kind.items[depth].number
            value = "" if number in {None, expected} else f' value="{number}"'
            expected = (number or 0) + 1
            shown += f"<li{value}{_marker(own)}>{self.blocks(item, depth + 1)}</li>"
        return f"<{tag}{start}>{shown}</{tag}>"

    def _table(self, paragraphs: Sequence[Paragraph]) -> str:
        """A table; cells without words are not among its paragraphs."""
        cells = {(c.row, c.column): (c, p) for p, c in _cells(paragraphs)}
        some = next(cell for cell, _ in cells.values())
        shown = ""
        for row in range(some.rows):
            of_row = (cells.get((row, column)) for column in range(some.columns))
            shown += f"<tr>{''.join(map(self._cell, of_row))}</tr>"
        return f'<div class="table"><table>{shown}</table></div>'

    def _cell(self, found: tuple[Cell, list[Paragraph]] | None) -> str:
        if found is None:
            return "<td></td>"
        cell, paragraphs = found
        tag, scope = ("th", ' scope="col"') if cell.is_header else ("td", "")
        words = "<br>".join(self.spans(each.spans, cell.is_header) for each in paragraphs)
        return f"<{tag}{scope}{ALIGN[cell.align]}>{words}</{tag}>"

    def _flow(self, paragraphs: Sequence[Paragraph]) -> str:
        shown = ""
        for quotes, group in groupby(paragraphs, key=lambda each: each.kind.quotes):
            inner = "".join(map(self._paragraph, _joined(group)))
            shown += f"{'<blockquote>' * quotes}{inner}{'</blockquote>' * quotes}"
        return shown

    def _paragraph(self, part: Sequence[Paragraph]) -> str:
        kind = part[0].kind
        if kind.rule:
            return RULES[kind.rule]
        tag = f"h{min(kind.heading + 2, DEEPEST)}" if kind.heading else "p"
        words = "<br>".join(self.spans(each.spans, kind.heading > 0) for each in part)
        return f"<{tag}>{words}</{tag}>"

    def spans(self, spans: Iterable[Span], is_bold: bool = False) -> str:
        """Words in their styles; headings are bold as a whole."""
        return "".join(self._span(span._replace(bold=span.bold and not is_bold)) for span in spans)

    def _span(self, span: Span) -> str:
        if span.icon is not None:
            return self._markup.icon(span.icon)
        shown = escape(self._markup.soften(span.text))
        if span.italic:
            shown = f"<em>{shown}</em>"
        if span.bold:
            shown = f"<strong>{shown}</strong>"
        return link_html(span.link, shown) if LINK.fullmatch(span.link) else shown


def _place(paragraph: Paragraph, depth: int) -> tuple[int | None, int | None]:
    """The list that a paragraph is in below so many others, and the table, if any."""
    items, cell = paragraph.kind.items, paragraph.kind.cell
    return items[depth].list_id if len(items) > depth else None, cell.table if cell else None


def _cells(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[list[Paragraph], Cell]]:
    """The cells of a table, each with its lines."""
    for cell, group in groupby(paragraphs, key=lambda each: each.kind.cell):
        if cell is not None:
            yield list(group), cell


def _marker(marker: str) -> str:
    """The style of an item whose marker a browser would not give it: "1)", a box to tick."""
    if not marker or marker in USUAL_MARKERS or marker.removesuffix(".").isdigit():
        return ""
    quoted = marker.replace("\\", "\\\\").replace("'", "\\'")
    value = escape(f"'{quoted} '")
    return f' style="list-style-type: {value}"'


def _joined(paragraphs: Iterable[Paragraph]) -> list[list[Paragraph]]:
    """Paragraphs, each with those that continue it after a break."""
    parts: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if paragraph.continues and parts:
            parts[-1].append(paragraph)
        else:
            parts.append([paragraph])
    return parts


def link_html(address: str, shown: str) -> str:
    """A link with HTML to show, which tells its target nothing."""
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>'
