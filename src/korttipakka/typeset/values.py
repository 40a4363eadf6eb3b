"""What "{title}" and the like stand for on a card."""

from collections.abc import Callable
from dataclasses import dataclass

from ..color import Color, contrast, parse_color
from ..deck import Card, Deck
from ..layout import Layout
from ..settings import PLACEHOLDER


@dataclass(frozen=True, slots=True)
class Values:
    """The values that a card's boxes may name: its own, its category's and its deck's."""

    card: Card
    deck: Deck

    def of(self, name: str) -> str:
        """The value of a name; "" for what the card does not have."""
        if name.startswith("fields."):
            return self.card.fields.get(name.removeprefix("fields."), "")
        read = _READERS.get(name)
        return read(self) if read else ""

    def fill(self, template: str) -> str:
        """A template with its placeholders filled in."""
        if "{" not in template:
            return template
        return PLACEHOLDER.sub(lambda match: self.of(match[1]), template)


def _category(values: Values, name: str) -> str:
    category = values.card.category
    return str(getattr(category, name)) if category else ""


_READERS: dict[str, Callable[[Values], str]] = {
    "title": lambda v: v.card.title,
    "back_title": lambda v: v.card.back_title or v.card.title,
    "subtitle": lambda v: v.card.subtitle,
    "text": lambda v: v.card.text,
    "id": lambda v: v.card.id,
    "number": lambda v: str(v.card.number),
    "count": lambda v: str(len(v.deck.cards)),
    "link": lambda v: v.card.link,
    "tags": lambda v: ", ".join(v.card.tags),
    "color": lambda v: v.card.color or _category(v, "color"),
    "category.name": lambda v: _category(v, "name"),
    "category.key": lambda v: _category(v, "key"),
    "category.color": lambda v: _category(v, "color"),
    "category.initial": lambda v: _category(v, "name")[:1].upper(),
    "deck.title": lambda v: v.deck.title,
}


class Palette:
    """Resolves the colour settings of a layout for a card; cached by what is written."""

    def __init__(self, layout: Layout) -> None:
        self._names = layout.colors
        self._known: dict[str, Color | None] = {}

    def color(self, spec: str, values: Values) -> Color | None:
        """The colour that a setting means on a card; None for "none"."""
        text = values.fill(spec) or "accent"
        if text not in self._known:
            self._known[text] = None if text == "none" else parse_color(text, self._names)
        return self._known[text]

    def ink_on(self, spec: str, fill: Color | None, values: Values) -> Color:
        """The colour of text: as set, or with "auto" ink or paper, whichever contrasts more."""
        ground = fill or self._names["paper"]
        if spec == "auto":
            ink, paper = self._names["ink"], self._names["paper"]
            return max(ink, paper, key=lambda color: contrast(color, ground))
        return self.color(spec, values) or self._names["ink"]
