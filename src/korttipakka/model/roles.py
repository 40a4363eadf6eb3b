"""Roles: what a box is for, told by what it shows, whatever it is called."""

from collections.abc import Iterator
from typing import Literal

from .deck import is_visible
from .layout import BoxStyle, Layout, Role
from .placeholders import PLACEHOLDER, field_and_language

_ROLES: dict[str, Role] = {
    "title": "title",
    "back_title": "title",
    "subtitle": "subtitle",
    "text": "text",
    "category.name": "footer",
    "category.note": "field",
    "deck.title": "footer",
    "deck.edition": "footer",
    "link": "label",
    "card.url": "label",
    "tags": "label",
    "number": "number",
    "count": "number",
    "id": "number",
}
"""The roles of texts by the placeholder that they show; other placeholders stand for signs."""

_RANKS = ("title", "subtitle", "text", "field", "footer", "label", "number", "decoration")
"""A text that shows several things has the first role of these."""


def placeholders(template: str) -> tuple[str, ...]:
    """The names in a template: of "{number} / {count}", number and count."""
    return tuple(PLACEHOLDER.findall(template)) if "{" in template else ()


def shown_values(box: BoxStyle) -> tuple[str, ...]:
    """The names of the values that a box shows, in its text, as its picture or in its code."""
    return placeholders(f"{box.text}{box.image}{box.qr}") if box.when != "never" else ()


def named_values(layout: Layout) -> Iterator[str]:
    """The names of the values that the boxes of a layout show."""
    return (name for _, box in layout.faced_boxes() for name in shown_values(box))


def asked(box: BoxStyle) -> tuple[str, ...]:
    """The names of the values that a box's `when` asks for."""
    if box.when in {"always", "never"}:
        return ()
    if box.when.isalpha():
        return (box.when,)
    from .conditions import parse_condition

    return tuple(atom.name for atom in parse_condition(box.when).atoms)


def role_of(box: BoxStyle) -> Role:
    """What a box is for: as its layout says, or else what its text is, or its picture."""
    if box.role != "auto":
        return box.role
    if box.text:
        roles = map(_role_of_field, placeholders(box.text))
        return min(roles, key=_RANKS.index, default="caption")
    if box.image:
        return "picture"
    return "code" if box.qr else "decoration"


Sharing = Literal["most", "deck", "category", "card"]
"""Over which cards one size of type is shared; by "most", nine of ten of the deck's."""


def sharing_of(box: BoxStyle) -> Sharing:
    """Over which cards a box shares its size; "auto" is most for texts, the deck for all else."""
    if box.uniform != "auto":
        return box.uniform
    return "most" if role_of(box) == "text" else "deck"


def fields_of(box: BoxStyle) -> tuple[str, ...]:
    """The names of the values that a box shows, the one that it has its role from first.

    "" stands for what the layout says itself: of "{number} / {count}", for the stroke.
    """
    role = role_of(box)
    words = sorted(_said(box.text), key=lambda name: _role_of_field(name) != role)
    return tuple(dict.fromkeys((*words, *_said(box.image), *_said(box.qr)))) or ("",)


def _said(template: str) -> tuple[str, ...]:
    own = PLACEHOLDER.sub("", template)
    return (*placeholders(template), *([""] if is_visible(own) else []))


def _role_of_field(name: str) -> Role:
    name, _ = field_and_language(name)
    return "field" if name.startswith("fields.") else _ROLES.get(name, "decoration")
