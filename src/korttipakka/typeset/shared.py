"""Sizes of type that cards share: the largest that all of a group hold, or nine of ten of them.

Cards may be fitted by several processes at once: each looks at its own texts, and all gather what
is needed to come to the same size.
"""

from bisect import insort
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from math import inf
from typing import Any

from ..basics.records import NamedTuple
from ..model.layout import BoxStyle, SizeRange
from ..model.roles import Sharing, sharing_of
from .blocks import STEP, letters
from .fitting import Fitting, limited, own_size

Gather = Callable[[Any], list[Any]]
"""Hands over what one process has found, and returns what all have found, each in its turn.

All processes of a build gather the same things in the same order."""

Watch = Callable[[Sequence[Fitting]], Iterable[Fitting]]
"""Hands texts on one by one, and knows how far the work is."""


def alone(found: Any) -> list[Any]:
    """The `Gather` of a build in one process, which has all texts."""
    return [found]


SMALLER = 10
"""Of so many texts one may be smaller than the others where most share a size."""

FEWEST = 3
"""Texts of which one may be smaller: of two, the other would be no majority."""


def may_be_smaller(sharing: Sharing, texts: int) -> int:
    """How many of so many texts may be smaller than the size that the group shares."""
    if sharing != "most" or texts < FEWEST:
        return 0
    return max(1, texts // SMALLER)


class OwnSize(NamedTuple):
    """The largest size in points that the text of a card, by its id, has room for."""

    size: float
    card: str


class GroupShare(NamedTuple):
    """What one process has found of a group: how many texts fit, and those that hold least.

    So many of the texts are `told` of. `least` leaves out those that hold the largest size.
    """

    texts: int
    told: int
    least: tuple[OwnSize, ...]


class Hold(NamedTuple):
    """What keeps a group at a size in points: without `fewest` of the cards it would be larger.

    The cards are ids, those that want least for more first; `others` have their texts at that size.
    """

    group: str
    size: float
    fewest: int
    cards: tuple[str, ...]
    others: int


class GroupSize(NamedTuple):
    """The size in points that the texts of a group share.

    `small` has those that hold no more than it, by card, and what they hold; so many texts are
    `told` of. `hold` is None where they have the largest size there is.
    """

    size: float
    told: int
    small: Mapping[str, float]
    hold: Hold | None

    def of(self, card: str) -> float:
        """The size of a card's text."""
        return self.small.get(card, self.size)


class BoxSizes(NamedTuple):
    """The sizes in points of a box's texts: on how many of the cards that are told of.

    `least` is the least on any card, inf without a text; `shared` is what boxes of other roles go
    by: the least that a group shares. `holds` tells what keeps groups from larger sizes, `smaller`
    which cards that are told of have less than their group.
    """

    least: float = inf
    shared: float = inf
    counts: Mapping[float, int] = {}
    holds: tuple[Hold, ...] = ()
    smaller: Mapping[str, float] = {}


class Cards(NamedTuple):
    """The cards that sizes are found for: so many in all processes.

    Those with the ids `counted` have their say here, None for all; so it is with those `told` of.
    """

    number: int
    counted: Container[str] | None = None
    told: Container[str] | None = None

    def count_here(self, card: str) -> bool:
        """Whether a card has its say in this process: one on the sheets of two has it in one."""
        return self.counted is None or card in self.counted

    def tell_of(self, card: str) -> bool:
        """Whether a card is told of."""
        return self.told is None or card in self.told


Shares = Mapping[str, GroupShare]
"""What one process has found of the groups of a box."""


def shares_of(
    box: BoxStyle, texts: Sequence[Fitting], limit: float, cards: Cards, watch: Watch = iter
) -> Shares:
    """What is found here of each group, at most `limit` points. All texts go through `watch`.

    Marks the texts that do not fit at any size: those have no say.
    """
    sizes = limited(box.size, limit)
    count = may_be_smaller(sharing_of(box), cards.number) + 1
    return {
        # The longest first: most others then need one look.
        key: _share(sizes, sorted(group, key=_letters, reverse=True), cards, count, watch)
        for key, group in groups(box, texts).items()
    }


def shared_sizes(
    box: BoxStyle, limit: float, cards: Cards, found: Sequence[Shares]
) -> dict[str, GroupSize]:
    """The size that the texts of each group share, by group, of what all processes have found."""
    sharing, sizes = sharing_of(box), limited(box.size, limit)
    return {
        key: _together(key, sharing, sizes, cards, [one[key] for one in found if key in one])
        for key in sorted({key for one in found for key in one})
    }


def _letters(text: Fitting) -> int:
    return letters(text.block.asked[0])


def groups(box: BoxStyle, texts: Iterable[Fitting]) -> dict[str, list[Fitting]]:
    """The texts that share one size, by what they have in common."""
    found: dict[str, list[Fitting]] = {}
    for text in texts:
        found.setdefault(group_of(box, text), []).append(text)
    return found


def group_of(box: BoxStyle, text: Fitting) -> str:
    """The group that a text shares its size with."""
    if box.uniform != "category" or text.card.category is None:
        return ""
    return text.card.category.key


def _share(
    sizes: SizeRange, texts: Sequence[Fitting], cards: Cards, count: int, watch: Watch
) -> GroupShare:
    """What is found of the texts here: the `count` that hold least, and their equals.

    Words are broken at seams, or else syllables, rather than that their text gets smaller.
    """
    least: list[OwnSize] = []
    bound, number, told = sizes.maximum, 0, 0
    for text in watch(texts):
        card = text.card.id
        if not cards.count_here(card):
            continue
        above = min(bound + STEP, sizes.maximum)
        text.fitted = True
        fits = text.seems_to_fit(above) or text.fits(above, text.block.search_level)
        own = above if fits else own_size(SizeRange(sizes.minimum, above), text)
        text.block.rest(len(texts))
        if own is None:
            text.fitted = False
            continue
        if not fits and own <= bound and own < sizes.maximum:
            insort(least, OwnSize(own, card))
            bound = _bound(least, count, sizes.maximum)
        number += 1
        told += cards.tell_of(card)
    return GroupShare(number, told, tuple(least))


def _bound(least: list[OwnSize], count: int, most: float) -> float:
    """The largest size that is of interest from now on; what holds more is left out."""
    if len(least) < count:
        return most
    bound = least[count - 1].size
    while least[-1].size > bound:
        least.pop()
    return bound


def _together(
    key: str, sharing: Sharing, sizes: SizeRange, cards: Cards, shares: Sequence[GroupShare]
) -> GroupSize:
    """The size of a group, of what all processes have found of it."""
    texts = sum(share.texts for share in shares)
    least = sorted(own for share in shares for own in share.least)
    spared = may_be_smaller(sharing, texts)
    size = least[spared].size if len(least) > spared else sizes.maximum
    small = {own.card: own.size for own in least if own.size <= size}
    hold = None if size == sizes.maximum else _hold(key, sharing, size, texts, small)
    return GroupSize(size, sum(share.told for share in shares), small, hold)


def _hold(key: str, sharing: Sharing, size: float, texts: int, small: Mapping[str, float]) -> Hold:
    fewest = next(
        number
        for number in range(1, len(small) + 1)
        if len(small) - number <= may_be_smaller(sharing, texts - number)
    )
    nearest = sorted(small, key=lambda card: -small[card])
    at_size = sum(own == size for own in small.values())
    others = texts - len(small) + max(0, at_size - fewest)
    return Hold(key, size, fewest, tuple(nearest), others)


def without(
    box: BoxStyle, texts: Iterable[Fitting], hold: Hold, limit: float, cards: Cards
) -> float:
    """The size that the group would have without the fewest cards that keep it small."""
    gone = set(hold.cards[: hold.fewest])
    others = [text for text in groups(box, texts)[hold.group] if text.card.id not in gone]
    if not others:
        return hold.size
    return shared_sizes(box, limit, cards, [shares_of(box, others, limit, cards)])[hold.group].size


def sizes_of_groups(found: Mapping[str, GroupSize], cards: Cards) -> BoxSizes:
    """What is told of the sizes of a box whose texts share them."""
    counts: Counter[float] = Counter()
    smaller: dict[str, float] = {}
    for group in found.values():
        counts[group.size] += group.told
        for card, own in group.small.items():
            if own < group.size and cards.tell_of(card):
                smaller[card] = own
                counts.update({own: 1, group.size: -1})
    shared = min((group.size for group in found.values()), default=inf)
    own_sizes = (own for group in found.values() for own in group.small.values())
    holds = tuple(group.hold for group in found.values() if group.hold)
    return BoxSizes(min(own_sizes, default=shared), shared, _ordered(counts), holds, smaller)


OwnSizes = Counter[tuple[float, bool]]
"""On how many cards texts have a size of their own, in points, and whether those are told of."""


def own_sizes_of(texts: Iterable[Fitting], cards: Cards) -> OwnSizes:
    """The sizes that one process has given to texts."""
    here = (text for text in texts if cards.count_here(text.card.id))
    return Counter((text.size, cards.tell_of(text.card.id)) for text in here)


def sizes_of_cards(found: Iterable[OwnSizes]) -> BoxSizes:
    """What is told of the sizes of a box whose texts have their own, by what all have given."""
    whole: OwnSizes = Counter()
    for one in found:
        whole.update(one)
    counts = Counter({size: number for (size, told), number in whole.items() if told})
    least = min((size for size, _ in whole), default=inf)
    return BoxSizes(least, least, _ordered(counts))


def _ordered(counts: Mapping[float, int]) -> dict[float, int]:
    """The sizes that some card has, the largest first."""
    return {size: counts[size] for size in sorted(counts, reverse=True) if counts[size] > 0}
