"""Card texts in Markdown to paragraphs of styled spans."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..model.deck import is_visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class Span(NamedTuple):
    """Text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


class Paragraph(NamedTuple):
    """Spans set as one flow of lines.

    `marker` hangs before the first line ("•", "2."), `level` counts enclosing lists. A paragraph
    that is `tight` follows the one before without a gap: a hard break, an item of a list.
    """

    spans: tuple[Span, ...]
    marker: str = ""
    level: int = 0
    tight: bool = False


MARKUP = re.compile(
    r"[*_`\[\]<>#&\\~|]|^\s*(?:[-+]|\d+[.)])\s|^\s*(?:[-=]{2,}|\t| {4})|  $", re.MULTILINE
)
"""What may be Markdown. Texts without any of it are only paragraphs, and need no parser."""

BLANK_LINES = re.compile(r"\n\s*\n")


def plain(text: str) -> tuple[Paragraph, ...]:
    """Text without markup as one paragraph; none when there is nothing but space."""
    return (Paragraph((Span(text),)),) if is_visible(text) else ()


def parse(text: str) -> tuple[Paragraph, ...]:
    """Read Markdown: paragraphs, bold, italic, lists, hard breaks; other markup as its text."""
    if not MARKUP.search(text):
        return tuple(p for part in BLANK_LINES.split(text) for p in plain(part))
    return tuple(_paragraphs(_parser().parse(text)))


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Raw HTML, code by indent and references have no meaning on a card: they are plain text.
    return MarkdownIt("commonmark", {"html": False}).disable(
        ["code", "html_block", "html_inline", "reference", "lheading"]
    )


def _paragraphs(tokens: "list[Token]") -> Iterable[Paragraph]:
    markers: list[tuple[str, int]] = []
    marker, loose, heading = "", True, False
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            markers.append((token.markup, int(token.attrGet("start") or 1)))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            markers.pop()
        elif token.type == "list_item_open":
            marker = "•" if not token.info else f"{token.info}."
            loose = False
        elif token.type == "paragraph_open":
            loose = loose and not token.hidden
        elif token.type == "heading_open":
            heading = True
        elif token.type in {"inline", "fence", "code_block"}:
            spans = list(_spans(token.children or [])) or [Span(token.content)]
            if heading:
                spans = [span._replace(bold=True) for span in spans]
            lines = _lines(spans, marker, len(markers), tight=not loose)
            yield from (line for line in lines if any(is_visible(s.text) for s in line.spans))
            marker, loose, heading = "", True, False


def _lines(spans: list[Span], marker: str, level: int, *, tight: bool) -> Iterable[Paragraph]:
    """Split at hard breaks, which stand in the spans as newlines."""
    line: list[Span] = []
    for span in spans:
        if span.text == "\n":
            yield Paragraph(tuple(line), marker, level, tight)
            line, marker, tight = [], "", True
        else:
            line.append(span)
    if line:
        yield Paragraph(tuple(line), marker, level, tight)


def _spans(tokens: "list[Token]") -> Iterable[Span]:
    bold = italic = 0
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if token.type == "hardbreak":
            yield Span("\n")
        elif token.type == "softbreak":
            yield Span(" ", bold > 0, italic > 0)
        elif token.content:
            yield Span(token.content, bold > 0, italic > 0)
