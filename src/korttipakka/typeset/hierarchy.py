"""The hierarchy of a face: no text is larger than one whose role comes before its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf

from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from ..content.values import Values
from ..model.deck import Deck
from ..model.layout import BoxStyle, Role
from ..model.roles import sharing_of
from .blocks import STEP
from .fitting import Fitting
from .shared import may_be_smaller

HIERARCHY: tuple[Role, ...] = ("title", "subtitle", "text", "footer", "label", "number")
"""Roles of which none may be larger than the one before, unless a box has one size and no range."""


class Limit(NamedTuple):
    """The size in points that a box may not pass, `wanted` so as not to be larger than a box.

    That box is named `above`, and has a `role`. A box is not set below its smallest size: then
    `size` is that.
    """

    size: float = inf
    wanted: float = inf
    above: str = ""
    role: Role = "title"


def rank(role: Role) -> int:
    """The place of a role in the hierarchy; those that are not in it come last."""
    return HIERARCHY.index(role) if role in HIERARCHY else len(HIERARCHY)


def is_limited(box: BoxStyle, role: Role) -> bool:
    """Whether a box may not be larger than others: one size, unlike a range of sizes, is kept."""
    return role in HIERARCHY and box.size.minimum < box.size.maximum


def in_groups(boxes: Iterable[BoxStyle], roles: Mapping[str, Role]) -> Iterator[list[BoxStyle]]:
    """Boxes in groups whose sizes can be found together: none depends on another of its group."""
    group: list[BoxStyle] = []
    for box in boxes:
        if any(_depends(box, other, roles) for other in group):
            yield group
            group = []
        group.append(box)
    if group:
        yield group


def _depends(box: BoxStyle, other: BoxStyle, roles: Mapping[str, Role]) -> bool:
    """Whether the place or the limit of a box is only known when another one has its size."""
    if other.name in (box.below, *box.beside):
        return True
    own = roles[box.name]
    return is_limited(box, own) and rank(roles[other.name]) < rank(own)


def limit_of(
    box: BoxStyle, roles: Mapping[str, Role], sizes: Mapping[str, float],
    meets: Callable[[str], bool], *, enlarged: bool = False,
) -> Limit:  # fmt: skip
    """What a box may not pass, by the `sizes` of the boxes of its face that are set already.

    Of several boxes of a role, the one with the largest type counts; those that no card shows
    together with this one, as `meets` says, do not. Of a layout that is `enlarged` for larger
    cards, one size has become a range that begins there.
    """
    own = roles[box.name]
    if not is_limited(box, own):
        return Limit()
    largest: dict[Role, tuple[float, str]] = {}
    for name, size in sizes.items():
        role = roles[name]
        if size < inf and rank(role) < rank(own) and meets(name):
            largest[role] = max(largest.get(role, (0.0, "")), (size, name))
    wanted, above = min(largest.values(), default=(inf, ""))
    if enlarged and wanted < box.size.minimum:
        return Limit()
    role = roles.get(above, "title")
    return Limit(max(wanted, box.size.minimum), wanted, above, role)


def meet(box: BoxStyle, other: BoxStyle, deck: Deck) -> bool:
    """Whether any card of a deck may show both of two boxes."""
    if box.when == other.when or "always" in (box.when, other.when):
        return "never" not in (box.when, other.when)
    every = (Values(card, deck) for card in deck.cards)
    return any(values.wants(box.when) and values.wants(other.when) for values in every)


MUCH_SMALLER = 0.8
"""Of the size that a text would have: a fifth less is seen, and not what a layout asked for."""


def limited_problem(
    name: str, box: BoxStyle, limit: Limit, texts: Sequence[Fitting], at: Location | None
) -> Problem | None:
    """What to tell of a box whose texts are smaller for another's sake, or larger than it.

    It is a note where they are only a little smaller.
    """
    face, severity = name.partition(".")[0], Severity.WARNING
    if not texts or limit.size >= box.size.maximum:
        return None
    above = f"{face}.{limit.above}"
    if limit.wanted < box.size.minimum:
        message = (
            f"{name} is set at its smallest size, {box.size.minimum:g} pt, and is larger than "
            f"{above}, which comes before it, at {limit.wanted:g} pt"
        )
    elif _have_room(box, texts, limit.size, limit.size + STEP):
        if not _have_room(box, texts, limit.size, limit.size / MUCH_SMALLER):
            severity = Severity.NOTE
        message = (
            f"{name} is set at {limit.size:g} pt, though there is room for more, so as not to be "
            f"larger than {above}, which comes before it"
        )
    else:
        return None
    hint = f"give it another role: --set {name}.role={limit.role}; or one size and no range"
    return Problem("size-limited", message, at, hint, severity)


def _have_room(box: BoxStyle, texts: Sequence[Fitting], limit: float, size: float) -> bool:
    """Whether texts at a limit would be set at a larger size without it."""
    if size > box.size.maximum:
        return False
    more = [text.size >= limit and text.fits(size, text.block.search_level) for text in texts]
    if sharing_of(box) == "card":
        return any(more)
    return more.count(False) <= may_be_smaller(sharing_of(box), len(more))
