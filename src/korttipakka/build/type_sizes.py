"""How large the texts of a build are: on how many cards, and which of them keep others small."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..basics.records import NamedTuple
from ..basics.units import fits
from ..model.deck import Card
from ..model.layout import Layout, printed
from ..model.roles import role_of
from ..typeset import BoxSizes, Hold
from ..typeset.uneven import listed
from .report import many

READ = ("title", "subtitle", "text", "field")
"""The roles of texts that are read: their sizes are told, and of others those that shrank."""

MOST_NAMED = 3
"""Cards that are named in a line of the summary; `check --sizes` names more."""


class TextSize(NamedTuple):
    """The sizes in points that a box's text has, the largest first, each with its number of cards.

    `most` is the largest size that the layout gives it. `held` says without which cards it would be
    larger.
    """

    box: str
    counts: Mapping[float, int]
    most: float
    held: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As the summary says it.

        >>> str(TextSize("back.text", {9.25: 40}, 13.0))
        'back.text 9.25 of 13 pt'
        >>> str(TextSize("back.text", {13.0: 60, 12.5: 4, 9.0: 1}, 13.0))
        'back.text 13 pt on 60 cards, 9 to 12.5 pt on 5'
        >>> str(TextSize("front.title", {30.0: 9, 28.0: 20, 24.0: 5}, 30.0))
        'front.title 24 to 30 pt (28 pt on 20 cards)'
        """
        (largest, number), *others = self.counts.items()
        if not others:
            of = "" if fits(self.most, largest) else f" of {self.most:g}"
            return f"{self.box} {largest:g}{of} pt"
        least = others[-1][0]
        often, times = max(self.counts.items(), key=lambda item: item[1])
        if often != largest:
            return f"{self.box} {least:g} to {largest:g} pt ({often:g} pt on {many(times, 'card')})"
        rest = f"{least:g} pt" if len(others) == 1 else f"{least:g} to {others[0][0]:g} pt"
        smaller = sum(of_size for _, of_size in others)
        return f"{self.box} {largest:g} pt on {many(number, 'card')}, {rest} on {smaller}"


def text_sizes(
    layout: Layout, sizes: Mapping[str, BoxSizes], cards: Sequence[Card]
) -> Iterator[TextSize]:
    """The sizes of texts on the sides that are printed."""
    for face in printed(layout.sheet):
        for box in layout.boxes(face):
            found, most = sizes.get(f"{face}.{box.name}"), box.size.maximum
            if not found or not found.counts:
                continue
            if role_of(box) in READ or not fits(most, min(found.counts)):
                name = f"{face}.{box.name}"
                holds = found.holds if role_of(box) in READ else ()
                yield TextSize(name, found.counts, most, tuple(_held(name, holds, cards)))


def _held(box: str, holds: Iterable[Hold], cards: Iterable[Card]) -> Iterator[str]:
    """Without which of the cards a box's text would be larger, in words."""
    for hold in holds:
        if not hold.others:
            continue
        names = {card.id: f"'{card.title}'" for card in cards}
        holding = [names[card] for card in hold.cards]
        which = listed(holding, MOST_NAMED)
        if hold.fewest < len(holding):
            which = f"{'one' if hold.fewest == 1 else hold.fewest} of {which}"
        yield f"{box} would be larger than {hold.size:g} pt without {which}"
