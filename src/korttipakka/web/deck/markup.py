"""Paragraphs of a card's text -> HTML: what is typed is text, whatever it looks like."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from ...content.markdown import Paragraph, Span, parse, plain
from ...reading.schema import LINK

USUAL_MARKERS = ("•", "–", "◦", "▪", "-")
"""Bullets for which a browser has its own."""

DEEPEST = 6
"""The last level of headings; a card's title is of the second."""


def text_html(text: str) -> str:
    """A text in Markdown as HTML.

    >>> text_html("Yksi **kaksi** <b>")
    '<p>Yksi <strong>kaksi</strong> &lt;b&gt;</p>'
    """
    return "".join(_blocks(parse(text), 0))


def line_html(text: str) -> str:
    """A text of one line as HTML."""
    return "".join(_span(span) for paragraph in plain(text) for span in paragraph.spans)


def _blocks(paragraphs: Sequence[Paragraph], depth: int) -> Iterator[str]:
    """Paragraphs within so many lists; those of a deeper one together."""
    for list_id, group in groupby(paragraphs, key=lambda each: _list_id(each, depth)):
        if list_id is None:
            yield from _flow(list(group))
        else:
            yield from _list(list(group), depth)


def _list_id(paragraph: Paragraph, depth: int) -> int | None:
    items = paragraph.kind.items
    return items[depth].list_id if len(items) > depth else None


def _list(paragraphs: Sequence[Paragraph], depth: int) -> Iterator[str]:
    first = paragraphs[0].kind.items[depth]
    tag = "ul" if first.number is None else "ol"
    start = f' start="{first.number}"' if first.number not in {None, 1} else ""
    yield f"<{tag}{start}>"
    for _, group in groupby(paragraphs, key=lambda each: each.kind.items[depth].position):
        item = list(group)
        own = item[0].marker if len(item[0].kind.items) == depth + 1 else ""
        yield f"<li{_marker(own)}>{''.join(_blocks(item, depth + 1))}</li>"
    yield f"</{tag}>"


def _marker(marker: str) -> str:
    """The style of an item whose marker a browser would not give it: "1)", a box to tick."""
    if not marker or marker in USUAL_MARKERS or marker.removesuffix(".").isdigit():
        return ""
    quoted = marker.replace("\\", "\\\\").replace("'", "\\'")
    value = escape(f"'{quoted} '")
    return f' style="list-style-type: {value}"'


def _flow(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    for quotes, group in groupby(paragraphs, key=lambda each: each.kind.quotes):
        inner = "".join(_joined(list(group)))
        yield f"{'<blockquote>' * quotes}{inner}{'</blockquote>' * quotes}"


def _joined(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Paragraphs, those that continue the one before put to it after a break."""
    parts: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if paragraph.continues and parts:
            parts[-1].append(paragraph)
        else:
            parts.append([paragraph])
    for part in parts:
        yield _paragraph(part)


def _paragraph(part: Sequence[Paragraph]) -> str:
    kind = part[0].kind
    if kind.rule:
        return RULES[kind.rule]
    tag = f"h{min(kind.heading + 2, DEEPEST)}" if kind.heading else "p"
    return f"<{tag}>{'<br>'.join(_spans(each.spans, kind.heading > 0) for each in part)}</{tag}>"


RULES = {"rule": "<hr>", "write": '<hr class="write">', "room": ""}
"""Lines across the text; the room above one to write on is a matter of style."""


def _spans(spans: Iterable[Span], is_heading: bool) -> str:
    """Spans; headings are bold as a whole."""
    return "".join(_span(span._replace(bold=span.bold and not is_heading)) for span in spans)


def _span(span: Span) -> str:
    shown = escape(span.text)
    if span.italic:
        shown = f"<em>{shown}</em>"
    if span.bold:
        shown = f"<strong>{shown}</strong>"
    if LINK.fullmatch(span.link):
        shown = link_html(span.link, shown)
    return shown


def link_html(address: str, shown: str) -> str:
    """A link with HTML to show, which tells its target nothing."""
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>'
