"""Rules about what a card says and no box shows, and what a box asks for and no card says."""

from collections.abc import Iterable, Iterator, Set

from ..basics.problems import Problem, Severity, did_you_mean, suggestion
from ..basics.shipped import ships
from ..content.values import Values
from ..model.deck import Card, Category, Deck, is_visible
from ..model.layout import Layout
from ..model.placeholders import CARD_URL, field_and_language
from ..model.roles import asked, named_values, placeholders, shown_values
from .rule import CardRule
from .walk import SeenCard, and_more

FIELDS = ("subtitle", "text", "image", "image_back", "link")
"""What a layout may leave out although a card has it; `notes` and `tags` are not to be printed."""


OF_CATEGORIES = ("icon", "image", "pattern", "note")
"""What a layout may leave out although a category has it."""


Hidden = dict[str, tuple[Card, int]]
"""The first card and the number of cards by the field that is not shown."""


class Unshown(CardRule[Hidden]):
    """What is written on a card should be seen on it: named once for each field."""

    def __init__(self, deck: Deck, layout: Layout) -> None:
        self._deck = deck
        self._layout = layout
        self._shown = {field_and_language(name)[0] for name in named_values(layout)}
        self._hidden = [field for field in FIELDS if field not in self._shown]
        self._used = {field_and_language(name)[0] for name in _used(layout)}
        self.found = {}

    def inspect(self, card: SeenCard) -> Hidden | None:
        """The fields that a card has and no box shows."""
        own = card.face.card
        values = Values(own, self._deck)
        found = {field: (own, 1) for field in self._hidden if values.has(field)}
        for name in own.fields:
            if f"fields.{name}" not in self._used and is_visible(own.fields[name]):
                found[f"fields.{name}"] = own, 1
        return found or None

    def merge(self, found: Hidden) -> None:
        """Add other cards."""
        for field, (card, number) in found.items():
            first, before = self.found.get(field, (card, 0))
            self.found[field] = first, before + number

    def problems(self) -> Iterable[Problem]:
        """One for each field of cards, one for all free ones, one for each field of categories."""
        for field in self._hidden:
            if field in self.found:
                yield _unshown(field, *self.found[field], self._layout)
        free = [name for name in self.found if name.startswith("fields.")]
        if free:
            yield _unshown_fields(free, *self.found[free[0]], self._layout)
        for field in OF_CATEGORIES:
            shown = self._used if field == "pattern" else self._shown
            having = [category for category in self._deck.categories if getattr(category, field)]
            if having and f"category.{field}" not in shown:
                yield _unshown_of(having[0], len(having), field)


def _unshown_of(category: Category, number: int, field: str) -> Problem:
    others = and_more(number, "of")
    message = f"the {field} of '{category.name}'{others} is not shown: the layout has no box for it"
    hint = _add_or_choose(f"category.{field}", "")
    return Problem("not-shown", message, category.at, hint, Severity.WARNING)


def _unshown(field: str, first: Card, number: int, layout: Layout) -> Problem:
    others = and_more(number, "of")
    return Problem(
        "not-shown",
        f"the {_called(field, first)} of card '{first.title}'{others} is not shown: "
        f"the layout '{layout.name}' has no box for it",
        first.place(field if getattr(first, field) else "text"),
        _add_or_choose(field, "choose another layout"),
        Severity.WARNING,
    )


SHOWN_BY = {"image_back": "photo", "category.image": "photo", "category.pattern": "mono"}
"""Layouts that ship and show what most do not."""


def _add_or_choose(field: str, otherwise: str) -> str:
    """What to do about a value that a layout does not show."""
    choose = f"take the layout '{SHOWN_BY[field]}'" if field in SHOWN_BY else otherwise
    return ", or ".join(filter(None, (choose, f"add a box with {{{field}}}")))


MOST_NAMED = 6
"""Free fields that a problem names: a table that was taken in may have dozens."""


def _unshown_fields(names: list[str], first: Card, number: int, layout: Layout) -> Problem:
    own = [f"'{name.removeprefix('fields.')}'" for name in names]
    more = f" and {len(own) - MOST_NAMED} more" if len(own) > MOST_NAMED else ""
    fields = f"{'field' if len(own) == 1 else 'fields'} {', '.join(own[:MOST_NAMED])}{more}"
    others = and_more(number, "of")
    return Problem(
        "not-shown",
        f"the {fields} of card '{first.title}'{others} {'is' if len(own) == 1 else 'are'} not "
        f"shown: the layout '{layout.name}' has no box that asks for {{{names[0]}}}",
        first.place(names[0]),
        f"choose another layout, or add a box with {{{names[0]}}}",
        Severity.WARNING,
    )


def _called(field: str, card: Card) -> str:
    """A field as a problem names it: a link may be that of the text, with links: qr."""
    return field if getattr(card, field) else f"{field} in the text"


def unfilled(deck: Deck, layout: Layout) -> Iterable[Problem]:
    """A box that asks for a card's own field should find it on one card at least.

    Layouts that ship have boxes for fields that a deck may have.
    """
    given = {f"fields.{name}" for card in deck.cards for name in card.fields}
    for face, box in layout.faced_boxes():
        shown = _never(shown_values(box), given)
        for name in sorted(shown | _never(asked(box), given)):
            setting = "text" if name in shown else "when"
            at = layout.origin(f"{face}.{box.name}.{setting}")
            if ships(at):
                continue
            yield Problem(
                "never-filled",
                f"{face}.{box.name} asks for {{{name}}}, which no card has",
                at,
                did_you_mean(name, given) or "write it under 'fields:' of a card",
                Severity.WARNING,
            )


def _never(names: Iterable[str], given: Set[str]) -> set[str]:
    """The free fields among names that no card has, in whatever language."""
    free = {name for name in names if name.startswith("fields.") and name not in given}
    return {field_and_language(name)[0] for name in free} - given


def unknown_categories(deck: Deck, layout: Layout) -> Iterable[Problem]:
    """A category that a box's `when` is about should be one of the deck's: most likely a slip."""
    keys = [category.key for category in deck.categories]
    for face, box in layout.faced_boxes():
        if "=" not in box.when:
            continue
        from ..model.conditions import parse_condition

        for atom in parse_condition(box.when).atoms:
            if atom.name == "category.key" and atom.equals is not None and atom.equals not in keys:
                name = f"{face}.{box.name}.when"
                yield Problem(
                    "unknown-category",
                    f"{name}: the deck has no category '{atom.equals}'",
                    layout.origin(name),
                    suggestion(atom.equals, keys) or "the deck has no categories",
                    Severity.WARNING,
                )


def _used(layout: Layout) -> Iterator[str]:
    """The values that boxes show, or that they or their colours depend on."""
    yield from named_values(layout)
    for _, box in layout.faced_boxes():
        if box.when != "never":
            yield from asked(box)
            for text in (box.fill, box.stroke, box.color, box.pattern, box.pattern_color):
                yield from placeholders(text)


def without_url(deck: Deck, layout: Layout) -> Iterable[Problem]:
    """A box that shows where a card is on the deck's page needs to know where that is."""
    if deck.url:
        return
    for face, box in layout.faced_boxes():
        if CARD_URL in shown_values(box):
            kind = "qr" if CARD_URL in box.qr else "text"
            yield Problem(
                "no-url",
                f"{face}.{box.name} shows {{{CARD_URL}}}, and the deck does not say its url",
                layout.origin(f"{face}.{box.name}.{kind}"),
                "write 'url: https://\u2026' into deck.yaml: where you put the page that "
                "korttipakka export --to html makes",
                Severity.WARNING,
            )
