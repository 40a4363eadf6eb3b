"""A line of Markdown to styled spans: what stands within a paragraph."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..basics.late import late
from ..basics.records import NamedTuple
from ..model.deck import Links
from ..model.text import ADDRESS as FULL_ADDRESS
from ..model.text import UNMARKED, Icon, Markup

if TYPE_CHECKING:
    from markdown_it.token import Token

OBJECT = "\ufffc"
"""The character that stands for an icon in a text."""

BREAK = "\n"
"""The text of a span that is a line break."""


class Span(NamedTuple):
    """Text in one style.

    `link` is the address that it leads to, with its scheme if it is one on the web, `color` the
    name of a colour; "" for none. The text of an `icon` is OBJECT. `language` is a BCP 47 tag where
    it is another than the deck's.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    language: str = ""
    color: str = ""
    icon: Icon | None = None

    @property
    def markup(self) -> Markup:
        """How the text is marked."""
        if not any(self[1:]):
            return UNMARKED
        return Markup(*self[1:])


class Reading(NamedTuple):
    """How a card's texts are read: as Markdown or as they stand, and what is printed of links.

    `coded` is the address that the card's QR code says.
    """

    markdown: bool = True
    links: Links = "print"
    coded: str = ""


MARKDOWN = Reading()
"""How texts are read unless a deck says otherwise."""

ADDRESS = late(
    r"""(?:https?://|www\.)[^\s<>"\u201c\u201d]*[^\s<>"\u201c\u201d.,:;!?'()\[\]*_]/?"""
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}",
    re.IGNORECASE,
)
"""An address that stands in a text by itself; what ends a sentence is no part of it."""

WITHOUT_SCHEME = re.compile(r"www\.\S+", re.IGNORECASE)
MAIL = late(r"[^\s@/:]+@[^\s@/:]+\.[^\W\d_]+")

STRONG = {"strong_open": 1, "strong_close": -1}
EMPHASIS = {"em_open": 1, "em_close": -1}


def spans(tokens: "Iterable[Token]", reading: Reading) -> Iterator[Span]:
    """The spans of a paragraph."""
    writer = _Writer(reading)
    for token in tokens:
        yield from writer.read(token)


class _Writer:
    """What is open at a place of a paragraph, and the words of a link so far."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._bold = self._italic = 0
        self._colors: list[str] = []
        self._link = self._words = self._typed = self._title = ""

    def read(self, token: "Token") -> Iterator[Span]:
        """The spans that a token makes."""
        self._bold += STRONG.get(token.type, 0)
        self._italic += EMPHASIS.get(token.type, 0)
        if token.type == "link_open":
            self._open_link(token)
        elif token.type == "link_close":
            if shown := self._after_link():
                yield self._span(shown)
            self._link = ""
            self._typed = ""
        elif token.type == "color_open":
            self._colors.append(token.info)
        elif token.type == "color_close":
            self._colors.pop()
        elif token.type == "image":
            yield self._image(token)
        elif token.type == "hardbreak":
            yield Span(BREAK)
        elif token.type == "softbreak":
            yield self._span(" ")
        elif token.type == "text" and token.content and not self._typed:
            yield from self._with_addresses(token.content)
        elif token.content:
            self._words += token.content
            yield self._span(token.content)

    def _span(self, text: str, link: str = "") -> Span:
        color = self._colors[-1] if self._colors else ""
        return Span(text, self._bold > 0, self._italic > 0, link or self._link, color=color)

    def _open_link(self, token: "Token") -> None:
        self._typed = str(token.attrGet("href") or "")
        self._title, self._words = str(token.attrGet("title") or ""), ""
        self._link = full_address(self._typed) or self._typed

    def _after_link(self) -> str:
        """What is printed after the words of a link: its address, unless they say it."""
        from .rules import parser

        shown = parser().normalizeLinkText(self._typed)
        told = [] if self._is_hidden(shown) else [shown]
        told += [self._title] if self._title else []
        return f" ({', '.join(told)})" if told else ""

    def _is_hidden(self, shown: str) -> bool:
        """Whether an address need not be printed; one that no PDF leads to always is."""
        if self._words in {shown, shown.removeprefix("mailto:")}:
            return True
        is_coded = self._reading.links == "qr" and self._link == self._reading.coded
        return full_address(self._typed) != "" and (self._reading.links == "hide" or is_coded)

    def _with_addresses(self, text: str) -> Iterator[Span]:
        """Text with the addresses in it as links."""
        at = 0
        for found in ADDRESS.finditer(text):
            if found.start() > at:
                yield self._span(text[at : found.start()])
            yield self._span(found[0], full_address(found[0]))
            at = found.end()
        if at < len(text):
            yield self._span(text[at:])

    def _image(self, token: "Token") -> Span:
        """An icon, or a picture that is elsewhere, as it was typed."""
        from .rules import parser

        source = parser().normalizeLinkText(str(token.attrGet("src") or ""))
        title = f' "{token.attrGet("title")}"' if token.attrGet("title") else ""
        typed = f"![{token.content}]({source}{title})"
        self._words += token.content
        icon = Icon(token.content, source, typed)
        return self._span(OBJECT)._replace(icon=icon)


def full_address(typed: str) -> str:
    """What a link leads to, with its scheme; "" for what no link of a card may lead to.

    >>> full_address("www.hel.fi"), full_address("a@hel.fi"), full_address("notes.html")
    ('https://www.hel.fi', 'mailto:a@hel.fi', '')
    """
    if WITHOUT_SCHEME.fullmatch(typed):
        return f"https://{typed}"
    if MAIL.fullmatch(typed):
        return f"mailto:{typed}"
    return typed if FULL_ADDRESS.fullmatch(typed) else ""
