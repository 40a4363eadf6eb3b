"""CommonMark as cards need it: which rules of the parser hold, and those that are our own."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..basics.late import late

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline


DEEPEST = 100
"""Levels that the parser goes down: a list is two. Texts that go deeper are not given to it."""


@lru_cache(maxsize=1)
def parser() -> "MarkdownIt":
    """The parser of card texts."""
    from markdown_it import MarkdownIt

    # Raw HTML, entities, code by indent and references have no meaning on a card: they are text.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).disable(
        ["code", "html_block", "html_inline", "reference", "lheading", "entity"]
    )
    parser.enable("table")
    parser.block.ruler.at("fence", _fence, {"alt": ["paragraph", "blockquote", "list"]})
    parser.inline.ruler.at("emphasis", _markers)
    parser.inline.ruler.at("backticks", _code)
    parser.inline.ruler.at("escape", _escape)
    parser.inline.ruler.before("autolink", "break", _break)
    parser.inline.ruler.before("link", "color", _color)
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.at("image", _image)
    return parser


def _fence(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    """Read code between lines of backticks; tildes are waves."""
    from markdown_it.rules_block import fence

    start = state.bMarks[first] + state.tShift[first]
    return state.src[start : start + 1] == "`" and fence(state, first, last, silent)


SHARE = late(r"\\\\[^\W_][\w.-]*(?=\\[^\W_])")
"""The computer that a path of Windows's network begins with."""


def _escape(state: "StateInline", silent: bool) -> bool:
    r"""Read a sign after a backslash as that sign; but both backslashes of `\\server\path` stay."""
    from markdown_it.rules_inline import escape

    share = SHARE.match(state.src, state.pos, state.posMax)
    if share is None or (state.pos and not state.src[state.pos - 1].isspace()):
        return escape(state, silent)
    if not silent:
        state.push("text", "", 0).content = share[0]
    state.pos = share.end()
    return True


BREAK = late(r"<br[ \t]*/?>\s*", re.IGNORECASE)
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


MOST_BRACKETS = 1_000
"""Opened in a paragraph. The parser looks for the end of each: many thousands take long."""


@lru_cache(maxsize=2)
def has_brackets(text: str) -> bool:
    """Whether brackets may mean something; where there are far too many, they are only signs."""
    return ("](" in text or "]{." in text) and text.count("[") <= MOST_BRACKETS


def _link(state: "StateInline", silent: bool) -> bool:
    from markdown_it.rules_inline import link

    return has_brackets(state.src) and link(state, silent)


def _image(state: "StateInline", silent: bool) -> bool:
    from markdown_it.rules_inline import image

    return has_brackets(state.src) and image(state, silent)


COLOR = late(r"\{\.([^\W\d_][\w-]*)\}")
"""The name of a colour, after the words in brackets that have it."""


def _color(state: "StateInline", silent: bool) -> bool:
    """Read `[words]{.accent}`."""
    if state.src[state.pos] != "[" or not has_brackets(state.src):
        return False
    start, end = state.pos, state.md.helpers.parseLinkLabel(state, state.pos)
    found = COLOR.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if found is None or end == start + 1:
        return False
    if not silent:
        most = state.posMax
        state.push("color_open", "", 1).info = found[1]
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("color_close", "", -1)
        state.posMax = most
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
    edges = _opens(before, marker, word), _closes(before, marker, after)
    if end - start > MOST_MARKERS:
        edges = False, False
    if _is_in_address(state.src, start):
        edges = False, edges[1] and not (after.isalnum() or after == "/")
    for _ in range(end - start):
        state.push("text", "", 0).content = marker
        number = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), end - start, number, -1, *edges))
    state.pos = end
    return True


MOST_MARKERS = 3
"""In a row; more of them are a line to write on: `Name:____Date:____`."""

BETWEEN_BLANKS = frozenset(".,:;/-–")
"""What parts the lines of a date or a time that is to be filled in."""

WORD = re.compile(r"\S{0,80}")
"""What follows a marker, as far as it matters."""


ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)
LONGEST = 300
"""Characters that are looked back for the beginning of an address."""


def _is_in_address(text: str, place: int) -> bool:
    """Whether an address has begun before a place and has not ended: its signs mark nothing."""
    before = text[max(0, place - LONGEST) : place]
    word = before.split()[-1:] if before and not before[-1].isspace() else []
    return any(map(ADDRESS.search, word))


def _opens(before: str, marker: str, word: str) -> bool:
    """Before a word, not within one: `_.` and a star before a space open nothing.

    Nor do the lines of a date to write on open anything: `__.__.20__`, `__/__/____`.
    """
    if before.isalnum() or (marker == "_" and word[:1] in BETWEEN_BLANKS):
        return False
    return any(map(str.isalnum, word))


def _closes(before: str, marker: str, after: str) -> bool:
    """Also within a compound of which only a part is marked: **yhteis**työ."""
    is_within = before.isalnum() and after.isalnum()
    is_part = marker == "*" and before.isalpha() and after.isalpha()
    return not before.isspace() and (not is_within or is_part)
