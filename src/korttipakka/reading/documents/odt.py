"""LibreOffice's documents -> cards, by way of HTML."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from ...basics.problems import Location
from ..archives import attribute, damage_told, local, open_archive, part, xml
from ..draft import Draft, Wanted
from ..markup import Run
from ..odf import Styles, check_password, inside, pieces, repeated, styles_of
from ..tables.grid import shortened
from .docx import MAX_DOCUMENT, too_much_text
from .page import draft_of_page

STYLES = {"style", "list-style"}

LEFT_OUT = {"tracked-changes", "forms", "sequence-decls", "table-of-content", "soft-page-break"}
"""What a document has besides its text."""

Element = Any


def read_odt(data: bytes, file: Location, wanted: Wanted) -> Draft:
    """The cards of a document. Raises KorttipakkaError."""
    archive = open_archive(data, file)
    with damage_told(file):
        check_password(archive, file)
        if archive.getinfo("content.xml").file_size > MAX_DOCUMENT:
            raise too_much_text(file)
        root = xml(part(archive, "content.xml"))
        body = next(
            element for element in root.iter() if local(element) == "text" and _is_body(element)
        )
        looks = _Looks(xml(part(archive, "styles.xml")), root)
        html = "".join(_blocks(body, looks))
        pictures = sum(local(element) == "image" for element in body.iter())
        draft = draft_of_page(html, file, wanted, "a LibreOffice document", pictures)
    _tell_struck(body, looks.styles, draft, file)
    if notes := sum(local(element) == "note" for element in body.iter()):
        draft.warn("left-out", f"footnotes of the document were left out: {notes}", file)
    return draft


def _tell_struck(body: Element, styles: Styles, draft: Draft, file: Location) -> None:
    found = [each for each in body.iter() if attribute(each, "style-name") in styles.struck]
    words = ", ".join(f"'{shortened(''.join(each.itertext()))}'" for each in found[:5])
    if words:
        message = f"text that is struck through was taken in all the same: {words}"
        draft.warn("struck-through", message, file)


def _is_body(element: Element) -> bool:
    return bool(element.getparent() is not None and local(element.getparent()) == "body")


class _Looks:
    """The styles of a document, those of its titles and of its numbered lists."""

    def __init__(self, *roots: Element) -> None:
        found = [each for root in roots for each in root.iter() if local(each) in STYLES]
        self.styles = styles_of(found)
        self.titles = {"Title"}
        for style in found:
            name, parent = attribute(style, "name"), attribute(style, "parent-style-name")
            if parent in self.titles:
                self.titles.add(name)
            for names in (self.styles.bold, self.styles.italic):
                if parent in names and attribute(style, "family") == "text":
                    names.add(name)
        self.numbered = {
            attribute(style, "name")
            for style in found
            if len(style) and local(style[0]) == "list-level-style-number"
        }


def _blocks(element: Element, looks: _Looks) -> Iterator[str]:
    """The blocks in an element as HTML."""
    for child in element.iterchildren("*"):
        kind = local(child)
        if kind == "h":
            level = min(repeated(child, "outline-level"), 6)
            yield f"<h{level}>{_words(child, looks)}</h{level}>"
        elif kind == "p":
            is_title = attribute(child, "style-name") in looks.titles
            tag, end = ('h1 class="title"', "h1") if is_title else ("p", "p")
            yield f"<{tag}>{_words(child, looks)}</{end}>"
            for box in (each for each in child.iter() if local(each) == "text-box"):
                yield from _blocks(box, looks)
        elif kind == "list":
            yield from _list(child, looks)
        elif kind == "table":
            yield f"<table>{''.join(_rows(child, looks))}</table>"
        elif kind not in LEFT_OUT:
            yield from _blocks(child, looks)


def _list(element: Element, looks: _Looks) -> Iterator[str]:
    items = list(element.iterchildren("*"))
    if any(local(each) == "h" for each in element.iter()):
        for item in items:  # numbers of headings make lists of them
            yield from _blocks(item, looks)
        return
    name = "ol" if attribute(element, "style-name") in looks.numbered else "ul"
    yield f"<{name}>"
    for item in items:
        yield f"<li>{''.join(_item(item, looks))}</li>"
    yield f"</{name}>"


def _item(item: Element, looks: _Looks) -> Iterator[str]:
    for number, child in enumerate(item.iterchildren("*")):
        if local(child) == "list":
            yield from _list(child, looks)
        else:
            yield f"{'<br/>' if number else ''}{_words(child, looks)}"


def _rows(table: Element, looks: _Looks) -> Iterator[str]:
    for row in inside(table, "table-row"):
        yield "<tr>"
        for cell in row.iterchildren("*"):
            if local(cell) == "table-cell":
                spans = (repeated(cell, f"number-{name}-spanned") for name in ("rows", "columns"))
                rows, columns = spans
                inner = "".join(_blocks(cell, looks))
                yield f'<td rowspan="{rows}" colspan="{columns}">{inner}</td>'
        yield "</tr>"


def _words(element: Element, looks: _Looks) -> str:
    name, styles = attribute(element, "style-name"), looks.styles
    base = Run("", name in styles.bold, name in styles.italic)
    return "".join(_tagged(pieces(element, base, styles)))


def _tagged(runs: Iterable[Run]) -> Iterator[str]:
    """Runs as HTML."""
    for run in runs:
        text = escape(run.text).replace("\n", "<br/>")
        text = f"<em>{text}</em>" if run.italic else text
        text = f"<strong>{text}</strong>" if run.bold else text
        yield f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
