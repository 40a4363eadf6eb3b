"""What "{…}" in a layout may name: a value of a card, its category or its deck, in a language."""

import re

from ..basics.languages import is_language

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

EDITION = "deck.edition"
"""What tells print runs apart: a card is the same in each of them, whatever it says of that."""

CARD_URL = "card.url"
"""The address of the card on the deck's page for browsers."""

PLACEHOLDERS = (
    "title", "back_title", "subtitle", "text", "id", "number", "count", "link", "tags", "color",
    "category.name", "category.key", "category.color", "category.initial", "category.pattern",
    "category.note", "deck.title", EDITION, CARD_URL,
)  # fmt: skip
"""What may be named, besides a card's own `fields.NAME`."""

TRANSLATED = ("title", "back_title", "subtitle", "text", "link", "category.name",
              "category.note", "deck.title")  # fmt: skip
"""Of these, what may be given in several languages, as may fields; `title.sv` names one."""

FILES = ("image", "image_back", "category.icon", "category.image")
"""What the `image` of a box may name besides a path, and what its `when` may ask for."""

CONDITIONS = ("always", "never", *FILES, *PLACEHOLDERS)
"""What a `when` may name besides a card's own fields; most name nothing else."""

SHORT_NAMES = {"category": "category.key", "picture": "image", "icon": "category.icon"}
"""What some values are called for short where a `when` asks for them."""


def is_placeholder(name: str) -> bool:
    """Whether "{name}" stands for something."""
    return field_and_language(name)[0] in PLACEHOLDERS or _is_free(name)


def field_and_language(name: str) -> tuple[str, str]:
    """The parts of a name that asks for a language; "" where it asks for none.

    >>> field_and_language("title.sv"), field_and_language("category.key")
    (('title', 'sv'), ('category.key', ''))
    """
    field, _, tag = name.rpartition(".")
    if (field in TRANSLATED or _is_free(field)) and is_language(tag):
        return field, tag
    return name, ""


def in_language(template: str, language: str) -> str:
    """A template whose texts are those in a language, but for those that name another.

    >>> in_language("{title} {number} {text.fi}", "sv")
    '{title.sv} {number} {text.fi}'
    """

    def named(found: re.Match[str]) -> str:
        field, tag = field_and_language(found[1])
        is_given = field in TRANSLATED or _is_free(field)
        return f"{{{field}.{language}}}" if is_given and not tag else found[0]

    return PLACEHOLDER.sub(named, template)


def _is_free(name: str) -> bool:
    return name.startswith("fields.") and len(name) > len("fields.")
