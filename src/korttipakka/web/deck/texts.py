"""A card's texts and pictures within the page: in all its languages, long words breakable."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path

from ...basics.problems import InvalidValue, Problem, Severity
from ...content.values import Values
from ...model.deck import Card, Deck
from ...model.text import Icon
from ...pictures.screen import PictureError, for_screen
from ...reading.named import find_inside
from .breaks import SoftHyphens
from .markup import Markup, line_html, text_html


class Texts:
    """Makes HTML of a deck's values in some languages; `problems` are of what is left out."""

    def __init__(self, deck: Deck, languages: Sequence[str]) -> None:
        self._deck = deck
        self._languages = tuple(languages)
        self._breaks = SoftHyphens(deck.hyphenation)
        self._pictures: dict[Path, str] = {}
        self.problems: list[Problem] = []

    def in_languages(self, values: Values, name: str, tag: str = "span") -> str:
        """A value in each language, to be shown in turn; once if all of them say the same."""
        texts = [self._said(values, name, language) for language in self._languages]
        if not any(text for text, _ in texts):
            return ""
        shown = [self._html(values, text, own, tag) for text, own in texts]
        if len(set(texts)) == 1:
            own = texts[0][1]
            alone = self._languages == (own,)
            return shown[0] if alone else f'<{tag} lang="{escape(own)}">{shown[0]}</{tag}>'
        return "".join(
            f'<{tag} class="t" data-l="{escape(language)}" lang="{escape(own)}">{html}</{tag}>'
            for language, (_, own), html in zip(self._languages, texts, shown, strict=True)
        )

    def _html(self, values: Values, text: str, language: str, tag: str) -> str:
        """A text in one language: of blocks, or a line."""
        markup = Markup(
            lambda words: self._breaks.within(words, language),
            lambda icon: self._icon(icon, values.card),
        )
        if tag == "span":
            return line_html(text, markup)
        return text_html(text, values.reading, markup)

    def _said(self, values: Values, name: str, language: str) -> tuple[str, str]:
        """A value in a language, or in the deck's where it is missing, and which one that is."""
        for asked in (f"{name}.{language}", name):
            if text := values.of(asked):
                return text, values.language_of(asked) or self._deck.language
        return "", language

    def _icon(self, icon: Icon, card: Card) -> str:
        """An icon in a line; what was typed where it cannot be shown, as in print."""
        try:
            path = find_inside(self._deck.root, icon.source)
        except InvalidValue:
            return escape(icon.typed)
        return self.picture(path, card, icon.words, ' class="icon"') or escape(icon.typed)

    def picture(self, path: Path, card: Card, words: str, look: str = "") -> str:
        """A picture within the page; "" for one that cannot be shown, which is told."""
        if path not in self._pictures:
            try:
                kind, data = for_screen(path)
                self._pictures[path] = f"data:{kind};base64,{b64encode(data).decode()}"
            except PictureError as cause:
                self._pictures[path] = ""
                message = f"the picture {path.name} is left out: {cause}"
                self.problems.append(
                    Problem("bad-image", message, card.place("image"), cause.hint, Severity.WARNING)
                )
        address = self._pictures[path]
        return f'<img{look} src="{address}" alt="{escape(words)}">' if address else ""
