"""A deck -> the text of one HTML file that needs nothing else: no network, no other file."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from html import escape
from pathlib import Path

from ...basics.color import parse_color
from ...basics.languages import primary
from ...basics.problems import Problem
from ...basics.records import NamedTuple
from ...basics.shipped import shipped
from ...content.values import Values
from ...fonts.web import web_font
from ...model.deck import Card, Category, Deck
from ...model.manuscript import Manuscript
from ...model.text import without_breaks
from .markup import link_html
from .texts import Texts
from .words import WORDS, name_of, words_in

HERE = Path(__file__).parent

FONTS = (
    ("Inter", "400", "normal", "Inter-Regular.ttf"),
    ("Inter", "600 800", "normal", "Inter-Bold.ttf"),
    ("Inter", "400", "italic", "Inter-Italic.ttf"),
    ("Inter Tight", "800", "normal", "InterTight-ExtraBold.ttf"),
)
"""What the page is set in: family, weights, style and file."""


POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)
"""What a browser may load for the page: nothing from elsewhere, and no script but its own."""


class DeckPage(NamedTuple):
    """The text of the page with these cards, and what had to be left out of it."""

    html: str
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]


def deck_page(manuscript: Manuscript, languages: Sequence[str] = ()) -> DeckPage:
    """The page of a deck's cards, in all its languages or in those asked for, the first at first.

    A text that is missing in a language is shown in the deck's own.
    """
    return _Writer(manuscript, tuple(languages) or tuple(manuscript.languages)).page()


class _Writer:
    """Writes the page of a deck in some languages."""

    def __init__(self, manuscript: Manuscript, languages: tuple[str, ...]) -> None:
        self.deck: Deck = manuscript.deck
        self.cards = tuple(written.card for written in manuscript.cards)
        self.languages = languages
        self._texts = Texts(self.deck, languages)

    def page(self) -> DeckPage:
        """The whole page."""
        first = self.languages[0]
        body = "".join(self._body())
        style = _file("style.css") + self._language_rules() + _font_rules(body + self._title(first))
        script = f"const WORDS = {_json(self._words)};\n{_file('script.js')}"
        policy = f"{POLICY}; script-src 'sha256-{_hash(script)}'"
        html = (
            f'<!doctype html>\n<html lang="{escape(first)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="generator" content="korttipakka">\n'
            f"<title>{escape(self._title(first))}</title>\n<style>\n{style}</style>\n</head>\n"
            f"<body>\n{body}<script>{script}</script>\n</body>\n</html>\n"
        )
        return DeckPage(html, self.cards, tuple(self._texts.problems))

    def _title(self, language: str) -> str:
        return without_breaks(Values(self.cards[0], self.deck).of(f"deck.title.{language}"))

    @cached_property
    def _words(self) -> dict[str, dict[str, str]]:
        """The page's own words in its languages; English for those that it does not speak."""
        spoken = {primary(tag) for tag in self.languages}
        return {tag: dict(words) for tag, words in WORDS.items() if tag in spoken | {"en"}}

    def _word(self, name: str) -> str:
        """A word that the script puts into the chosen language."""
        return f'<span data-word="{name}">{escape(words_in(self.languages[0])[name])}</span>'

    def _language_rules(self) -> str:
        """What shows the texts of the chosen language alone, with a script or without."""
        if len(self.languages) < 2:
            return ""
        return "".join(
            f":root:has(input[value={_json(tag)}]:checked) .t:not([data-l={_json(tag)}])"
            " { display: none; }\n"
            for tag in self.languages
        )

    def _body(self) -> Iterator[str]:
        values = Values(self.cards[0], self.deck)
        yield f"<header>\n<h1>{self._texts.in_languages(values, 'deck.title')}</h1>\n"
        yield from self._language_choice()
        yield from self._tools()
        yield "</header>\n<main>\n"
        yield f'<p class="status" id="page:status" role="status">{len(self.cards)}</p>\n'
        yield '<ul class="cards" id="page:cards">\n'
        for card in self.cards:
            yield from self._card(card)
        yield "</ul>\n</main>\n"

    def _language_choice(self) -> Iterator[str]:
        if len(self.languages) < 2:
            return
        yield f'<fieldset class="languages"><legend>{self._word("language")}</legend>\n'
        for index, tag in enumerate(self.languages):
            checked = " checked" if not index else ""
            yield (
                f'<label><input type="radio" name="page:language" value="{escape(tag)}"{checked}>'
                f'<span lang="{escape(tag)}">{escape(name_of(tag))}</span></label>\n'
            )
        yield "</fieldset>\n"

    def _tools(self) -> Iterator[str]:
        """What sorts cards out, for the script, which shows it."""
        yield '<form class="tools" id="page:tools" role="search" hidden>\n'
        yield (
            f"<label>{self._word('search')}"
            '<input type="search" id="page:search" autocomplete="off"></label>\n'
        )
        yield from self._choice("category", self._categories())
        tags = sorted({tag for card in self.cards for tag in card.tags})
        yield from self._choice("tag", [(tag, escape(tag), "") for tag in tags])
        for name in ("shuffle", "open", "reset"):
            yield f'<button type="button" id="page:{name}">{self._word(name)}</button>\n'
        count = len(self.cards)
        yield (
            f'<span class="deal"><label>{self._word("number")}'
            f'<input type="number" id="page:number" min="1" max="{count}" value="{min(5, count)}">'
            f'</label><button type="submit">{self._word("deal")}</button></span>\n'
        )
        yield "</form>\n"

    def _categories(self) -> list[tuple[str, str, str]]:
        """The categories of the cards: key, name, names in all languages."""
        of_cards = [card for card in self.cards if card.category]
        first = {card.category.key: card for card in reversed(of_cards) if card.category}
        keys = dict.fromkeys(card.category.key for card in of_cards if card.category)
        found = []
        for key in keys:
            values = Values(first[key], self.deck)
            names = {tag: _bare(values, "category.name", tag) for tag in self.languages}
            found.append((key, escape(names[self.languages[0]]), escape(_json(names))))
        return found

    def _choice(self, name: str, options: Sequence[tuple[str, str, str]]) -> Iterator[str]:
        """A list to choose from, where there are several things to choose."""
        if len(options) < 2:
            return
        yield f'<label>{self._word(name)}<select id="page:{name}">\n'
        yield f'<option value="" data-word="all">{words_in(self.languages[0])["all"]}</option>\n'
        for value, shown, names in options:
            more = f' data-names="{names}"' if names else ""
            yield f'<option value="{escape(value)}"{more}>{shown}</option>\n'
        yield "</select></label>\n"

    def _card(self, card: Card) -> Iterator[str]:
        values, category = Values(card, self.deck), card.category
        color = _css_color(card, category)
        about = f' data-category="{escape(category.key)}"' if category else ""
        tags = escape(_json(list(card.tags)))
        name = escape(card.id)
        style = f' style="--color: {color}"' if color else ""
        yield (
            f'<li><article class="card" id="{name}"{about} data-tags="{tags}"{style}>\n'
            f"<h2>{self._texts.in_languages(values, 'title')}</h2>\n"
        )
        yield self._paragraph(values, "subtitle", "subtitle")
        yield f'<div class="back" id="page:back-{name}">\n'
        yield from self._back(card, values)
        yield "</div>\n"
        yield from self._foot(card, values)
        yield "</article></li>\n"

    def _back(self, card: Card, values: Values) -> Iterator[str]:
        if card.back_title and card.back_title != card.title:
            yield self._paragraph(values, "back_title", "back-title")
        if card.image:
            yield self._texts.picture(card.image, card, card.alt)
        if card.image_back:
            yield self._texts.picture(card.image_back, card, card.alt_back)
        if card.text:
            text = self._texts.in_languages(values, "text", "div")
            yield f'<div class="text">{text}</div>\n'
        if card.link:
            shown = f"{self._word('link')}: {escape(card.link.partition('://')[2] or card.link)}"
            yield f"<p>{link_html(card.link, shown)}</p>\n"
        if card.tags:
            yield f'<p class="tags">{escape(", ".join(card.tags))}</p>\n'

    def _foot(self, card: Card, values: Values) -> Iterator[str]:
        icon = ""
        if card.category and card.category.icon:
            icon = self._texts.picture(card.category.icon, card, card.category.alt)
        names = self._texts.in_languages(values, "category.name") if card.category else ""
        title = escape(without_breaks(card.title))
        yield (
            f'<p class="foot"><span class="category">{icon}{names}</span>'
            f'<a class="number" href="#{escape(card.id)}">{card.number}'
            f'<span class="aside"> {title}</span></a></p>\n'
        )

    def _paragraph(self, values: Values, name: str, kind: str) -> str:
        shown = self._texts.in_languages(values, name)
        return f'<p class="{kind}">{shown}</p>\n' if shown else ""


def _bare(values: Values, name: str, language: str) -> str:
    return without_breaks(values.of(f"{name}.{language}") or values.of(name))


def _css_color(card: Card, category: Category | None) -> str:
    """A card's colour as CSS has it; "" for none."""
    text = card.color or (category.color if category else "")
    return parse_color(text).hex if text else ""


def _font_rules(text: str) -> str:
    """The fonts with what the page needs of them: the letters of its cards and its own words."""
    letters = set(text) | {c for words in WORDS.values() for word in words.values() for c in word}
    letters |= set("0123456789")
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("data:font/ttf;base64,{b64encode(_font(file, letters)).decode()}"); }}\n'
        for family, weight, style, file in FONTS
        if style == "normal" or "<em>" in text
    )


def _font(file: str, letters: Iterable[str]) -> bytes:
    return web_font(shipped("fonts") / file, letters)


def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _json(value: object) -> str:
    """JSON that is safe within a script."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
