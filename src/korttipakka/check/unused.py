"""Rules about what a card says and no box shows, and what a box asks for and no card says."""

from collections.abc import Iterable, Iterator, Sequence

from ..deck import Card, Deck
from ..frame import CardFaces
from ..layout import BoxStyle, Layout
from ..problems import Problem, Severity
from ..settings import PLACEHOLDER

FIELDS = ("subtitle", "text", "image", "link")
"""What a layout may leave out although a card has it; `notes` and `tags` are not to be printed."""


def unshown(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """What is written on a card should be seen on it: named once for each field."""
    shown = set(_named(layout))
    for field in FIELDS:
        cards = [face.card for face in faces if getattr(face.card, field)]
        if cards and field not in shown:
            yield _unshown(field, cards, layout)
    for category in deck.categories:
        if category.icon and "category.icon" not in shown:
            message = f"the icon of '{category.name}' is not shown: the layout has no box for it"
            hint = "add a box with {category.icon}"
            yield Problem("not-shown", message, category.at, hint, Severity.WARNING)


def _unshown(field: str, cards: Sequence[Card], layout: Layout) -> Problem:
    others = f" and of {len(cards) - 1} more" if len(cards) > 1 else ""
    return Problem(
        "not-shown",
        f"the {field} of card '{cards[0].title}'{others} is not shown: "
        f"the layout '{layout.name}' has no box for it",
        cards[0].place(field),
        f"choose another layout, or add a box with {{{field}}}",
        Severity.WARNING,
    )


def unfilled(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """A box that asks for a card's own field should find it on one card at least."""
    given = {f"fields.{name}" for card in deck.cards for name in card.fields}
    for face in ("front", "back"):
        for box in layout.front if face == "front" else layout.back:
            for name in sorted({n for n in _names(box) if n.startswith("fields.")} - given):
                yield Problem(
                    "never-filled",
                    f"{face}.{box.name} asks for {{{name}}}, which no card has",
                    layout.origin(f"{face}.{box.name}.text"),
                    "write it under 'fields:' of a card",
                    Severity.WARNING,
                )


def _named(layout: Layout) -> Iterator[str]:
    """The values that the boxes of a layout name."""
    return (name for box in (*layout.front, *layout.back) for name in _names(box))


def _names(box: BoxStyle) -> Iterator[str]:
    if box.when != "never":
        for text in (box.text, box.image, box.qr):
            yield from PLACEHOLDER.findall(text)
