"""A rule about HTML in texts: it is no markup of cards, and printed as typed."""

import re
from collections.abc import Iterable

from ..basics.late import late
from ..basics.problems import Problem, Severity
from ..model.deck import Card
from .rule import CardRule
from .walk import SeenCard, and_more

TAGS = (
    r"</?(?:a|abbr|article|b|big|blockquote|button|center|cite|code|dd|del|details|div|dl|dt|em"
    r"|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|nav|ol|p|pre|q|s|samp"
    r"|section|small|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt"
    r"|u|ul|var|video|wbr)(?:\s[^<>]*)?/?>"
    r"|</[a-z][\w:.-]*+\s*>|<[a-z][\w:.-]*+\s[^<>=]*+=\s*+[\"'][^<>]*+>|<!--|<!doctype\b|<\?xml\b"
)
"""Tags that people paste, other ends and tags with attributes, and remarks; `<br>` is read."""

TAG = late(TAGS, re.IGNORECASE)
TAG_OF_TITLE = late(TAGS + r"|</?br\s*/?>", re.IGNORECASE)

MARKUP = {
    "**bold**": "b strong",
    "*italic*": "i em cite var",
    "- item": "li ul ol",
    "[words](https://…)": "a",
    "![what it shows](picture.png)": "img",
    "`code`": "code kbd tt samp pre",
    "# Heading": "h1 h2 h3 h4 h5 h6 summary",
    "> words": "blockquote q",
    "a line of ---": "hr",
    "a blank line between paragraphs": "p div section article",
    "the sign itself, such as ² or ₂": "sup sub",
    "rows such as | one | two |, the second |---|---|": "table tbody thead tr td th",
}
"""What says the same on a card, and the tags that it stands for."""

TITLES = ("title", "subtitle", "back_title")
"""Texts without markup, where `<br>` is no line break either."""

Tags = tuple[str, Card, str, int]
"""The first tag that was found, its card, the key of the text, and the number of cards with any."""


class HtmlAsTyped(CardRule[Tags | None]):
    """HTML of a text is printed as it stands: told once for the deck."""

    def __init__(self) -> None:
        self.found = None

    def inspect(self, card: SeenCard) -> Tags | None:
        """The first tag of a card's texts."""
        own = card.face.card
        text = "\n".join([own.text, *own.fields.values()]) if own.fields else own.text
        for key, typed in (*((key, getattr(own, key)) for key in TITLES), ("text", text)):
            if own.markdown and "<" in typed:
                tag = (TAG if key == "text" else TAG_OF_TITLE).search(typed)
                if tag:
                    return tag[0], own, key, 1
        return None

    def merge(self, found: Tags | None) -> None:
        """Count the cards."""
        if self.found is None or found is None:
            self.found = self.found or found
        else:
            self.found = *self.found[:3], self.found[3] + found[3]

    def problems(self) -> Iterable[Problem]:
        """One for the deck."""
        if self.found is None:
            return
        tag, card, key, number = self.found
        others = and_more(number, "on")
        message = f"card '{card.title}'{others}: '{tag[:60]}' is printed as typed: it is HTML"
        hint = _instead(tag) if key == "text" else "delete it"
        yield Problem("html-as-typed", message, card.place(key), hint, Severity.NOTE)


def _instead(tag: str) -> str:
    """What to do in place of a tag."""
    if tag == "<!--":
        return "delete it; what is for you alone belongs into 'notes'"
    name = re.sub(r"\W", "", tag.split()[0]).lower()
    says = next((markup for markup, tags in MARKUP.items() if name in tags.split()), "")
    return f"write {says}" if says else "delete it; '<br>' is a line break"
