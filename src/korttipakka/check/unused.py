"""Rules about what a card says and no box shows, and what a box asks for and no card says."""

from collections.abc import Iterable, Iterator

from ..basics.problems import Problem, Severity
from ..content.values import Values
from ..model.deck import Card, Category, Deck
from ..model.layout import BoxStyle, Layout
from ..model.placeholders import CARD_URL, PLACEHOLDER, field_and_language
from .rule import CardRule
from .walk import SeenCard

FIELDS = ("subtitle", "text", "image", "link")
"""What a layout may leave out although a card has it; `notes` and `tags` are not to be printed."""


Hidden = dict[str, tuple[Card, int]]
"""The first card and the number of cards by the field that is not shown."""


class Unshown(CardRule[Hidden]):
    """What is written on a card should be seen on it: named once for each field."""

    def __init__(self, deck: Deck, layout: Layout) -> None:
        self._deck = deck
        self._layout = layout
        self._shown = {field_and_language(name)[0] for name in named(layout)}
        self._hidden = [field for field in FIELDS if field not in self._shown]
        self.found = {}

    def inspect(self, card: SeenCard) -> Hidden | None:
        """The fields that a card has and no box shows."""
        own = card.face.card
        values = Values(own, self._deck)
        return {field: (own, 1) for field in self._hidden if values.has(field)} or None

    def merge(self, found: Hidden) -> None:
        """Add other cards."""
        for field, (card, number) in found.items():
            first, before = self.found.get(field, (card, 0))
            self.found[field] = first, before + number

    def problems(self) -> Iterable[Problem]:
        """One for each field, and one for each category's icon."""
        for field in self._hidden:
            if field in self.found:
                yield _unshown(field, *self.found[field], self._layout)
        for category in self._deck.categories:
            if category.icon and "category.icon" not in self._shown:
                yield _no_icon(category)


def _no_icon(category: Category) -> Problem:
    message = f"the icon of '{category.name}' is not shown: the layout has no box for it"
    hint = "add a box with {category.icon}"
    return Problem("not-shown", message, category.at, hint, Severity.WARNING)


def _unshown(field: str, first: Card, number: int, layout: Layout) -> Problem:
    others = f" and of {number - 1} more" if number > 1 else ""
    return Problem(
        "not-shown",
        f"the {_called(field, first)} of card '{first.title}'{others} is not shown: "
        f"the layout '{layout.name}' has no box for it",
        first.place(field if getattr(first, field) else "text"),
        f"choose another layout, or add a box with {{{field}}}",
        Severity.WARNING,
    )


def _called(field: str, card: Card) -> str:
    """A field as a problem names it: a link may be that of the text, with links: qr."""
    return field if getattr(card, field) else f"{field} in the text"


def unfilled(deck: Deck, layout: Layout) -> Iterable[Problem]:
    """A box that asks for a card's own field should find it on one card at least."""
    given = {f"fields.{name}" for card in deck.cards for name in card.fields}
    for face in ("front", "back"):
        for box in layout.front if face == "front" else layout.back:
            asked = {n for n in _names(box) if n.startswith("fields.") and n not in given}
            for name in sorted({field_and_language(n)[0] for n in asked} - given):
                yield Problem(
                    "never-filled",
                    f"{face}.{box.name} asks for {{{name}}}, which no card has",
                    layout.origin(f"{face}.{box.name}.text"),
                    "write it under 'fields:' of a card",
                    Severity.WARNING,
                )


def without_url(deck: Deck, layout: Layout) -> Iterable[Problem]:
    """A box that shows where a card is on the deck's page needs to know where that is."""
    if deck.url:
        return
    for face in ("front", "back"):
        for box in layout.front if face == "front" else layout.back:
            if CARD_URL in _names(box):
                kind = "qr" if CARD_URL in box.qr else "text"
                yield Problem(
                    "no-url",
                    f"{face}.{box.name} shows {{{CARD_URL}}}, and the deck does not say its url",
                    layout.origin(f"{face}.{box.name}.{kind}"),
                    "write 'url: https://\u2026' into deck.yaml: where you put the page that "
                    "korttipakka export --to html makes",
                    Severity.WARNING,
                )


def named(layout: Layout) -> Iterator[str]:
    """The values that the boxes of a layout name."""
    return (name for box in (*layout.front, *layout.back) for name in _names(box))


def _names(box: BoxStyle) -> Iterator[str]:
    if box.when != "never":
        for text in (box.text, box.image, box.qr):
            yield from PLACEHOLDER.findall(text)
