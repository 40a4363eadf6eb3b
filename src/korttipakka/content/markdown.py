"""Card texts in Markdown to paragraphs of styled spans."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..model.deck import is_visible
from ..model.text import PARAGRAPH, UNMARKED, ListItem, Markup, ParagraphKind, Rule
from .typed import OWN_MARKER, as_markdown

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


class Span(NamedTuple):
    """Text in one style; `link` is the address that it leads to, if to any.

    `language` is a BCP 47 tag where it is another than the deck's.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    language: str = ""

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
        """The number of lists and quotations around it."""
        return len(self.kind.items) + self.kind.quotes

    @property
    def is_marked(self) -> bool:
        """Whether markup says anything of its letters."""
        return any(span.markup is not UNMARKED for span in self.spans)


MARKUP = re.compile(
    r"[*_`\[\]<>#\\~|]|^[^\S\n]*(?:(?:[-+]|\d+[.)])\s|[-=]{2,}|\t| {4})|  $", re.MULTILINE
)
"""What may be Markdown. Texts without any of it are only paragraphs, and need no parser."""

BLANK_LINES = re.compile(r"\n\s*\n")

TOO_DEEP = re.compile(
    r"^(?![-* \t]+$)[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*){22}"
    r"|^ {44,}(?:[-+*>]|\d{1,9}[.)])\s",
    re.MULTILINE,
)
"""Twenty-two quotations or lists inside each other, on a line or by indentation: no card has room
for them, and the parser leaves out what lies deeper than it goes. Such texts are taken as they are.
"""

DEEPEST = 100
"""Levels that the parser goes down. A list is two, and what is not `TOO_DEEP` has 43 at most."""


def plain(text: str) -> tuple[Paragraph, ...]:
    """Text without markup as one paragraph; none when there is nothing but space."""
    return (Paragraph((Span(text),)),) if is_visible(text) else ()


def parse(text: str) -> tuple[Paragraph, ...]:
    r"""Read Markdown: paragraphs, bold, italic, lists, headings, links, quotations, rules, breaks.

    All that is typed is there: what has no meaning stays as it is, and what only a screen has, such
    as the address of a link, is put in words.

    >>> [paragraph.marker for paragraph in parse("1) one\n1) two")]
    ['1)', '2)']
    """
    text = as_markdown(text)
    if not MARKUP.search(text) or TOO_DEEP.search(text.expandtabs(4)):
        return tuple(p for part in BLANK_LINES.split(text) for p in plain(part))
    return tuple(_paragraphs(_parser().parse(text)))


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Raw HTML, entities, code by indent and references have no meaning on a card: they are text.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).disable(
        ["code", "html_block", "html_inline", "reference", "lheading", "entity"]
    )
    parser.inline.ruler.at("emphasis", _markers)
    parser.inline.ruler.at("backticks", _code)
    parser.inline.ruler.before("autolink", "break", _break)
    return parser


BREAK = re.compile(r"<br[ \t]*/?>\s*", re.IGNORECASE)
"""HTML's line break, with the blanks and the line end after it."""


def _break(state: "StateInline", silent: bool) -> bool:
    """Read the one tag that means something on a card."""
    found = BREAK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if found is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


def _code(state: "StateInline", silent: bool) -> bool:
    """Read code between backticks; one within a word is an apostrophe, as in neighbour`s."""
    from markdown_it.rules_inline import backtick

    if state.pos and state.src[state.pos - 1].isalnum():
        return False
    return backtick(state, silent)


def _markers(state: "StateInline", silent: bool) -> bool:
    """Read `*` and `_` as what they may open and close: only at the edges of words.

    CommonMark takes 3*4*5 for italics, and **Note:**text for none.
    """
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    start, end = state.pos, state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    word = WORD.match(state.src, end, state.posMax)[0]  # type: ignore[index]
    for _ in range(end - start):
        state.push("text", "", 0).content = marker
        number, edges = (
            len(state.tokens) - 1,
            (_opens(before, word), _closes(before, marker, after)),
        )
        state.delimiters.append(Delimiter(ord(marker), end - start, number, -1, *edges))
    state.pos = end
    return True


WORD = re.compile(r"\S{0,80}")
"""What follows a marker, as far as it matters."""


def _opens(before: str, word: str) -> bool:
    """Before a word, not within one: `_.` and a star before a space open nothing."""
    return not before.isalnum() and any(map(str.isalnum, word))


def _closes(before: str, marker: str, after: str) -> bool:
    """Also within a compound of which only a part is marked: **yhteis**työ."""
    is_within = before.isalnum() and after.isalnum()
    is_part = marker == "*" and before.isalpha() and after.isalpha()
    return not before.isspace() and (not is_within or is_part)


class _Lists:
    """The lists that are open at a place of a text, the outermost first."""

    def __init__(self) -> None:
        self._number = 0
        self._firsts: list[int] = []
        self.items: tuple[ListItem, ...] = ()

    def open(self, first: int) -> None:
        """A list begins within the item that is open, numbered from `first`, if it is."""
        self.items = (*self.items, ListItem(self._number, -1))
        self._firsts.append(first)
        self._number += 1

    def close(self) -> None:
        """The innermost list ends."""
        self.items = self.items[:-1]
        self._firsts.pop()

    def next_item(self, is_numbered: bool) -> int | None:
        """The next item of the innermost list begins; its number, if it has one."""
        *outer, (list_id, position, _) = self.items
        number = self._firsts[-1] + position + 1 if is_numbered else None
        self.items = (*outer, ListItem(list_id, position + 1, number))
        return number


def _paragraphs(tokens: "list[Token]") -> Iterable[Paragraph]:
    reader = _Reader()
    for token in tokens:
        if token.type in {"inline", "fence"}:
            yield from reader.paragraph(token)
        elif token.type == "hr":
            yield from _ruled(reader.kind, "write" if "_" in token.markup else "rule")
        else:
            reader.enter(token)


class _Reader:
    """Where a text's next paragraph stands: after which marker, in which lists, how tightly."""

    def __init__(self) -> None:
        self._lists = _Lists()
        self._heading = 0
        self._quotes = 0
        self._marker = ""
        self._is_tight = False
        self._last = PARAGRAPH

    @property
    def kind(self) -> ParagraphKind:
        """What the next paragraph is."""
        return ParagraphKind(self._heading, self._lists.items, self._quotes)

    def enter(self, token: "Token") -> None:
        """A block begins or ends around the next paragraph."""
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self._lists.open(int(token.attrs.get("start", 1)))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.close()
        elif token.type == "list_item_open":
            number = self._lists.next_item(bool(token.info))
            self._marker = "•" if number is None else f"{number}{token.markup}"
            self._is_tight = not self._begins_after_list()
        elif token.type in {"blockquote_open", "blockquote_close"}:
            self._quotes += token.nesting
        elif token.type == "paragraph_open":
            self._is_tight = self._is_tight or (token.hidden and not self._marker)
        elif token.type == "heading_open":
            self._heading = int(token.tag.removeprefix("h"))

    def _begins_after_list(self) -> bool:
        """Whether one list follows another: they are kept apart."""
        before, here = self._last.items, self._lists.items
        return bool(before) and before[0].list_id != here[0].list_id

    def paragraph(self, token: "Token") -> Iterable[Paragraph]:
        """The paragraph that a token holds, cut at its breaks."""
        kind, marker, is_tight = self.kind, self._marker, self._is_tight
        self._marker, self._is_tight, self._heading, self._last = "", False, 0, kind
        marker, spans = _marked(marker, _spans_of(token))
        if kind.heading:
            spans = [span._replace(bold=True) for span in spans]
        if kind.quotes:
            spans = [span._replace(italic=True) for span in spans]
        yield from _at_breaks(Paragraph(tuple(spans), marker, is_tight, kind))


BOXES = {"[ ] ": "\u2610", "[x] ": "\u2611", "[X] ": "\u2611"}
"""To tick."""


def _marked(marker: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """The marker of an item, and its text, where the text begins with one of its own."""
    text = spans[0].text
    if text.startswith(OWN_MARKER):
        own, _, rest = text.removeprefix(OWN_MARKER).partition(" ")
        return own, [spans[0]._replace(text=rest), *spans[1:]]
    if marker == "•" and text[:4] in BOXES:
        return BOXES[text[:4]], [spans[0]._replace(text=text[4:]), *spans[1:]]
    return marker, spans


def _spans_of(token: "Token") -> list[Span]:
    """The spans of a paragraph, a heading or a block of code, whose lines stay lines."""
    if token.type == "inline":
        return list(_spans(token.children or [])) or [Span(token.content)]
    lines = f"{token.info}\n{token.content}".strip("\n").split("\n")
    return [piece for line in lines for piece in (Span("\n"), Span(line))][1:]


def _ruled(kind: ParagraphKind, rule: Rule) -> Iterable[Paragraph]:
    """A line to write on, with room above for the hand, or a thin rule."""
    if rule == "write":
        yield Paragraph((Span("___"),), kind=kind._replace(rule="room"))
    yield Paragraph((Span("___"),), tight=rule == "write", kind=kind._replace(rule=rule))


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
    link = words = title = ""
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if token.type == "link_open":
            link, words = str(token.attrGet("href") or ""), ""
            title = str(token.attrGet("title") or "")
        elif token.type == "link_close":
            if address := _address(link, words, title):
                yield Span(address, bold > 0, italic > 0, link)
            link = ""
        elif token.type == "image":
            yield Span(_image(token), bold > 0, italic > 0, link)
        elif token.type == "hardbreak":
            yield Span("\n")
        elif token.type == "softbreak":
            yield Span(" ", bold > 0, italic > 0, link)
        elif token.content:
            words += token.content
            yield Span(token.content, bold > 0, italic > 0, link)


def _address(link: str, words: str, title: str) -> str:
    """What is printed after the words of a link: its address, unless they say it."""
    shown = _parser().normalizeLinkText(link)
    if shown.removeprefix("mailto:") == words or shown == words:
        return f" ({title})" if title else ""
    return f" ({shown}, {title})" if title else f" ({shown})"


def _image(token: "Token") -> str:
    """A picture in a text, which is not drawn, as it was typed."""
    source = _parser().normalizeLinkText(str(token.attrGet("src") or ""))
    title = f' "{token.attrGet("title")}"' if token.attrGet("title") else ""
    return f"![{token.content}]({source}{title})"
