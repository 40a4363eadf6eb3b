"""Web pages -> cards: the tables, headings and lists of a page that was saved."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from ...basics.problems import Location
from ..archives import damage_told
from ..draft import Draft, Wanted
from ..text import with_newlines
from .docx import MAX_DOCUMENT, too_much_text
from .page import draft_of_page

BLOCKS = set("h1 h2 h3 h4 h5 h6 p ul ol table blockquote pre".split())
"""Elements that are kept as they are, without what they look like."""

KEPT = BLOCKS | set("li tr td th strong b em i a br s sub sup".split())
SKIPPED = set(
    "head script style nav noscript template svg button form select iframe object footer "
    "aside".split()
)
"""What a page has around its text."""

ATTRIBUTES = ("href", "rowspan", "colspan")
ALIKE = {"del": "s", "strike": "s", "dt": "b"}

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

Element = Any


def read_web_page(text: str, file: Location, wanted: Wanted) -> Draft:
    """The cards of a page. Raises KorttipakkaError."""
    from lxml import html

    if len(text) > MAX_DOCUMENT:
        raise too_much_text(file)
    with damage_told(file):
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        page = html.document_fromstring(DECLARATION.sub("", with_newlines(text)), parser)
        _give_styles(page)
        body = page.find("body")
        blocks = "".join(_blocks(body if body is not None else page))
        pictures = sum(1 for _ in page.iter("img"))
        return draft_of_page(blocks, file, wanted, "a web page", pictures)


RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
"""A rule of a style sheet for a class."""

LOOKS = {"b": r"font-weight:\s*(?:bold|[6-9]00)", "i": r"font-style:\s*(?:italic|oblique)"}
"""What styles say of words that are bold, or italic."""


def _give_styles(page: Element) -> None:
    """Name the words b or i that are so by styles, as Google Docs and Word write them."""
    rules: dict[str, str] = {}
    for sheet in page.iter("style"):
        for name, looks in RULE.findall(sheet.text or ""):
            rules[name] = f"{rules.get(name, '')};{looks}"
    for span in list(page.iter("span")):
        classes = str(span.get("class", "")).split()
        looks = ";".join([*(rules.get(name, "") for name in classes), span.get("style", "")])
        for tag in (tag for tag, pattern in LOOKS.items() if re.search(pattern, looks)):
            if span.tag == "span":
                span.tag = tag
            else:
                inner = span.makeelement(tag)
                inner.text, span.text = span.text, None
                inner.extend(list(span))
                span.append(inner)


def _blocks(element: Element) -> Iterator[str]:
    """The blocks in an element; what stands between them is a paragraph."""
    inline = [escape(element.text or "")]
    for child in element.iterchildren("*"):
        if child.tag not in SKIPPED:
            if child.tag in BLOCKS or any(each.tag in BLOCKS for each in child.iter("*")):
                yield from _paragraph(inline)
                inline = []
                yield from [_clean(child)] if child.tag in BLOCKS else _blocks(child)
            elif child.tag in {"div", "dt", "dd", "section"}:
                yield from _paragraph(inline)
                inline = []
                yield from _paragraph([_clean(child)])
            else:
                inline.append(_clean(child))
        inline.append(escape(child.tail or ""))
    yield from _paragraph(inline)


def _paragraph(inline: list[str]) -> Iterator[str]:
    text = "".join(inline)
    if re.sub(r"<[^>]*>", "", text).strip():
        yield f"<p>{text}</p>"


def _clean(element: Element) -> str:
    """An element as HTML that has only what makes a text; of others, what is in them."""
    if element.tag in SKIPPED:
        return ""
    inner = escape(element.text or "") + "".join(
        _clean(child) + escape(child.tail or "") for child in element.iterchildren("*")
    )
    name = ALIKE.get(element.tag, element.tag)
    if name not in KEPT | set(ALIKE.values()):
        return f" {inner} " if name == "div" else inner
    if name == "br":
        return "<br/>"
    pairs = ((key, element.get(key)) for key in ATTRIBUTES)
    given = "".join(f' {key}="{escape(value)}"' for key, value in pairs if value)
    return f"<{name}{given}>{inner}</{name}>"
