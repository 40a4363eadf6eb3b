"""A rule about HTML in texts: it is no markup of cards, and printed as typed."""

import re
from collections.abc import Iterable

from ..basics.late import late
from ..basics.problems import Problem, Severity
from ..model.deck import Card
from .rule import CardRule
from .walk import SeenCard, and_more

TAGS = (
    r"</?(?:a|b|big|blockquote|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span"
    r"|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>"
)
"""Tags that people paste; `<br>` is read."""

TAG = late(TAGS, re.IGNORECASE)
TAG_OF_TITLE = late(TAGS + r"|</?br\s*/?>", re.IGNORECASE)

MARKUP = {"b": "**bold**", "strong": "**bold**", "i": "*italic*", "em": "*italic*", "li": "- item"}
"""What says the same on a card."""

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
        name = re.sub(r"\W", "", tag.split()[0]).lower()
        hint = f"write {MARKUP[name]}" if name in MARKUP else "delete it; '<br>' is a line break"
        hint = hint if key == "text" else "delete it"
        yield Problem("html-as-typed", message, card.place(key), hint, Severity.NOTE)
