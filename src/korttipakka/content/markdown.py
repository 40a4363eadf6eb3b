"""Card texts in Markdown to paragraphs of styled spans."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..model.deck import is_visible
from ..model.text import PARAGRAPH, UNMARKED, ListItem, Markup, ParagraphKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class Span(NamedTuple):
    """Text in one style; `link` is the address that it leads to, if to any."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""

    @property
    def markup(self) -> Markup:
        """How the text is marked."""
        return Markup(*self[1:]) if any(self[1:]) else UNMARKED


class Paragraph(NamedTuple):
    """Spans set as one flow of lines.

    `marker` hangs before the first line ("•", "2."). A paragraph that is `tight` follows the one
    before without a gap: an item of a list, or what comes after a hard break, which `continues` the
    paragraph before it.
    """

    spans: tuple[Span, ...]
    marker: str = ""
    tight: bool = False
    kind: ParagraphKind = PARAGRAPH
    continues: bool = False

    @property
    def level(self) -> int:
        """The number of lists around it."""
        return len(self.kind.items)

    @property
    def is_marked(self) -> bool:
        """Whether markup says anything of its letters."""
        return any(span.markup is not UNMARKED for span in self.spans)


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


class _Lists:
    """The lists that are open at a place of a text, the outermost first."""

    def __init__(self) -> None:
        self._number = 0
        self.items: tuple[ListItem, ...] = ()

    def open(self) -> None:
        """A list begins within the item that is open: no item of it is there yet."""
        self.items = (*self.items, ListItem(self._number, -1))
        self._number += 1

    def close(self) -> None:
        """The innermost list ends."""
        self.items = self.items[:-1]

    def next_item(self, number: int | None) -> None:
        """The next item of the innermost list begins."""
        *outer, (list_id, position, _) = self.items
        self.items = (*outer, ListItem(list_id, position + 1, number))


def _paragraphs(tokens: "list[Token]") -> Iterable[Paragraph]:
    lists = _Lists()
    marker, loose, heading = "", True, 0
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.open()
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.close()
        elif token.type == "list_item_open":
            marker = f"{token.info}." if token.info else "•"
            lists.next_item(int(token.info) if token.info else None)
            loose = False
        elif token.type == "paragraph_open":
            loose = loose and not token.hidden
        elif token.type == "heading_open":
            heading = int(token.tag.removeprefix("h"))
        elif token.type in {"inline", "fence", "code_block"}:
            spans = list(_spans(token.children or [])) or [Span(token.content)]
            if heading:
                spans = [span._replace(bold=True) for span in spans]
            kind = ParagraphKind(heading, lists.items)
            yield from _at_breaks(Paragraph(tuple(spans), marker, not loose, kind))
            marker, loose, heading = "", True, 0


def _at_breaks(whole: Paragraph) -> Iterable[Paragraph]:
    """A paragraph cut at hard breaks, which stand in its spans as newlines."""
    continues = False
    for index, spans in enumerate(_cut(whole.spans)):
        if any(is_visible(span.text) for span in spans):
            part = whole._replace(spans=spans, continues=continues)
            yield part._replace(marker="", tight=True) if index else part
            continues = True


def _cut(spans: Iterable[Span]) -> Iterable[tuple[Span, ...]]:
    line: list[Span] = []
    for span in spans:
        if span.text == "\n":
            yield tuple(line)
            line = []
        else:
            line.append(span)
    yield tuple(line)


def _spans(tokens: "list[Token]") -> Iterable[Span]:
    bold = italic = 0
    link = ""
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if token.type == "link_open":
            link = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            link = ""
        elif token.type == "hardbreak":
            yield Span("\n")
        elif token.type == "softbreak":
            yield Span(" ", bold > 0, italic > 0, link)
        elif token.content:
            yield Span(token.content, bold > 0, italic > 0, link)
