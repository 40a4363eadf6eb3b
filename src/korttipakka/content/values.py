"""What "{title}" and the like stand for on a card."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..basics.color import ENOUGH_CONTRAST, Blend, Color, Veil, bare, contrast, parse_fill
from ..basics.languages import best_language
from ..basics.problems import InvalidValue, error
from ..basics.records import NamedTuple
from ..model.deck import Card, Category, Deck
from ..model.layout import PATTERNS, Layout
from ..model.placeholders import CARD_URL, FILES, PLACEHOLDER, field_and_language
from .inline import MARKDOWN, Reading
from .markdown import first_link

if TYPE_CHECKING:
    from ..model.conditions import Condition


class Values(NamedTuple):
    """The values that a card's boxes may name: its own, its category's and its deck's."""

    card: Card
    deck: Deck

    def of(self, name: str) -> str:
        """The value of a name; "" for what the card does not have."""
        read = _READERS.get(name)
        if read:
            return read(self)
        if name.startswith("fields.") and (own := name.removeprefix("fields.")) in self.card.fields:
            return self.card.fields[own]
        return self._in_language(*field_and_language(name))

    def _in_language(self, field: str, tag: str) -> str:
        """A text in a language; one that is given only once says the same in all of them."""
        given = self.translations(field) if tag else {}
        if not given:
            return self.of(field) if tag else ""
        found = serving(tag, given)
        return given[found] if found else ""

    def translations(self, field: str) -> Mapping[str, str]:
        """What a value says by language; nothing of one that is given only once."""
        if field == "deck.title":
            return self.deck.translations
        category = self.card.category
        if field == "category.name":
            return category.translations if category else {}
        if field == "category.note":
            return category.note_translations if category else {}
        return self.card.translations.get(self._given(field), {})

    def _given(self, field: str) -> str:
        """Where a value comes from: the title stands in for one on the back."""
        return "title" if field == "back_title" and not self.card.back_title else field

    def language_of(self, name: str, otherwise: str = "") -> str:
        """The language of a value, a BCP 47 tag; "" for the deck's own.

        Where nobody says it, it is what `otherwise` says.
        """
        field, tag = field_and_language(name)
        given = self.translations(field) if tag else {}
        found = serving(tag, given) if given else self.card.languages.get(self._given(field))
        if not found:
            return otherwise
        return "" if best_language(self.deck.language, [found]) else found

    def pieces(self, template: str, language: str = "") -> list[tuple[str, str]]:
        """A filled template in pieces, each with its language; "" for the deck's own.

        `language` is that of words and of values that do not say theirs.
        """
        parts = _split(template)
        found = [(text, language) for text in parts]
        found[1::2] = [(self.of(name), self.language_of(name, language)) for name in parts[1::2]]
        return [piece for piece in found if piece[0]]

    def has(self, name: str) -> bool:
        """Whether there is a value, or a file, of this name."""
        return bool(self.of(name)) or self.file(name) is not None

    @property
    def reading(self) -> Reading:
        """How the card's texts are read."""
        card = self.card
        if card.markdown and card.links == "print":
            return MARKDOWN
        return Reading(card.markdown, card.links, self.of("link") if card.links == "qr" else "")

    def wants(self, when: str) -> bool:
        """Whether a box that is there `when` something is, or always, or never, is on the card."""
        if when in {"always", "never"}:
            return when == "always"
        return self.has(when) if when.isalpha() else self._holds(_condition(when))

    def _holds(self, condition: "Condition") -> bool:
        if condition.joined:
            join = any if condition.joined == "any of" else all
            return join(map(self._holds, condition.parts)) != condition.negated
        return self._is(condition.name, condition.equals) != condition.negated

    def _is(self, name: str, equals: str | None) -> bool:
        """Whether a value is a text, or is there at all."""
        if equals is None:
            return name == "always" or (name != "never" and self.has(name))
        if name == "tags":
            return equals in self.card.tags
        return self.of(name).strip() == equals

    def file(self, name: str) -> Path | None:
        """The picture that a name stands for."""
        if name in ("image", "image_back"):
            return self.card.image if name == "image" else self.card.image_back
        category = self.card.category
        if category is None or name not in ("category.icon", "category.image"):
            return None
        return category.icon if name == "category.icon" else category.image

    def fill(self, template: str, blank: str = "") -> str:
        """A template with its placeholders filled in; `blank` for those without a value."""
        if "{" not in template:
            return template
        parts = _split(template)
        if len(parts) == 3 and not parts[0] and not parts[2]:
            return self.of(parts[1]) or blank  # the card's own string, not one that is equal to it
        filled = list(parts)
        filled[1::2] = [self.of(name) or blank for name in parts[1::2]]
        return "".join(filled)


def serving(wanted: str, given: Mapping[str, str]) -> str | None:
    """The tag of a text that serves for a language, or that of the text's own, which `""` names."""
    return best_language(wanted, given) or given.get("")


@lru_cache(maxsize=1000)
def _condition(when: str) -> "Condition":
    from ..model.conditions import parse_condition  # most decks have no such boxes

    return parse_condition(when)


@lru_cache(maxsize=1000)
def _split(template: str) -> tuple[str, ...]:
    """A template's text and names in turn; it begins and ends with text."""
    return tuple(PLACEHOLDER.split(template))


def _category(values: Values, name: str) -> str:
    category = values.card.category
    return str(getattr(category, name)) if category else ""


def _pattern(values: Values) -> str:
    """The pattern of the card's category: its own, or one after its place among the deck's."""
    if own := _category(values, "pattern"):
        return own
    keys = [category.key for category in values.deck.categories]
    key = _category(values, "key")
    return PATTERNS[keys.index(key) % len(PATTERNS)] if key in keys else "none"


LONGEST_INITIAL = 3
"""Letters: categories that only differ after more are told apart by numbers."""


@lru_cache(maxsize=8)
def _initials(categories: tuple[Category, ...]) -> dict[str, str]:
    """The shortest beginnings of the categories' names that tell them apart, or numbers, by key."""
    names = {category.name for category in categories}
    starts = Counter(name[:n] for name in names for n in range(1, LONGEST_INITIAL + 1))
    found = {category.key: _initial(category.name, starts) for category in categories}
    if max(map(len, found.values()), default=0) > LONGEST_INITIAL:
        return {category.key: str(n) for n, category in enumerate(categories, start=1)}
    return found


def _initial(name: str, starts: Mapping[str, int]) -> str:
    """The shortest of the starts, counted over all names, that only this one has."""
    lengths = range(1, min(len(name), LONGEST_INITIAL + 1))
    length = next((n for n in lengths if starts[name[:n]] == 1), len(name))
    return name[:length].capitalize()


def _link(values: Values) -> str:
    """The card's link; with `links: qr` that of its text where it has none of its own."""
    card = values.card
    if card.link or card.links != "qr" or not card.markdown:
        return card.link
    return first_link(card.text)


def _url(values: Values) -> str:
    """Where the card is on the deck's page, whose anchors are the cards' ids; "" without a page."""
    url = values.deck.url
    return f"{url}#{quote(values.card.id)}" if url else ""


_READERS: dict[str, Callable[[Values], str]] = {
    "title": lambda v: v.card.title,
    "back_title": lambda v: v.card.back_title or v.card.title,
    "subtitle": lambda v: v.card.subtitle,
    "text": lambda v: v.card.text,
    "id": lambda v: v.card.id,
    "number": lambda v: str(v.card.number),
    "count": lambda v: str(len(v.deck.cards)),
    "link": _link,
    "tags": lambda v: ", ".join(v.card.tags),
    "color": lambda v: v.card.color or _category(v, "color"),
    "category.name": lambda v: _category(v, "name"),
    "category.key": lambda v: _category(v, "key"),
    "category.color": lambda v: _category(v, "color"),
    "category.initial": lambda v: _initials(v.deck.categories).get(_category(v, "key"), ""),
    "category.pattern": _pattern,
    "category.note": lambda v: _category(v, "note"),
    "deck.title": lambda v: v.deck.title,
    "deck.edition": lambda v: v.deck.edition,
    CARD_URL: _url,
    **dict.fromkeys(FILES, lambda v: ""),  # they name pictures, which have no text
}


class Palette:
    """Resolves the colour settings of a layout for a card; cached by what is written."""

    def __init__(self, layout: Layout) -> None:
        self._names = layout.colors
        self._known: dict[str, Color | Blend | Veil | None] = {}

    def fill(self, spec: str, values: Values) -> Color | Blend | Veil | None:
        """The colour or gradient that a setting means on a card; None for "none".

        Raises KorttipakkaError when the card's own words are no colour.
        """
        text = values.fill(spec, "accent") if "{" in spec else spec
        if text not in self._known:
            self._known[text] = None if text == "none" else self._parse(text, values)
        return self._known[text]

    def _parse(self, text: str, values: Values) -> Color | Blend | Veil:
        try:
            return parse_fill(text, self._names)
        except InvalidValue as invalid:
            card = values.card
            message = f"card '{card.title}': {invalid.message}"
            raise error("bad-color", message, card.at, invalid.hint) from None

    def color(self, spec: str, values: Values) -> Color | None:
        """The colour that a setting means on a card; of a gradient, its first."""
        found = self.fill(spec, values)
        return None if found is None else _colors(found)[0]

    def ink_on(
        self, spec: str, fill: Color | Blend | Veil | None, values: Values,
        below: tuple[Color, ...] = (),
    ) -> Color:  # fmt: skip
        """The colour of text: as set, or with "auto" ink or paper, whichever contrasts more.

        "legible(COLOUR)" is that colour if it can be read on the ground, and else as "auto". The
        ground is the box's own fill, or what is known to be `below` the text.
        """
        ink, paper = self._names["ink"], self._names["paper"]
        wanted = bare(spec)
        color = None if wanted == "auto" else self.color(wanted, values) or ink
        if color is not None and wanted == spec:
            return color
        return _readable(color, below or _colors(fill or paper), ink, paper)


def _colors(fill: Color | Blend | Veil) -> tuple[Color, ...]:
    if isinstance(fill, Color):
        return (fill,)
    return fill.colors if isinstance(fill, Blend) else (fill.color,)


@lru_cache(maxsize=512)
def _readable(color: Color | None, grounds: tuple[Color, ...], ink: Color, paper: Color) -> Color:
    """A colour that contrasts enough with a ground, else ink or paper, whichever does more."""
    if color is not None and all(contrast(color, on) >= ENOUGH_CONTRAST for on in grounds):
        return color
    return max(ink, paper, key=lambda color: min(contrast(color, on) for on in grounds))
