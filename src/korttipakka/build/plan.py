"""A job's plan: which card goes on which sheet, and how sheets are shared out to processes."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from ..basics.problems import error
from ..basics.records import NamedTuple
from ..basics.scratch import Scratch
from ..impose import Grid, Imposition
from ..impose.order import copies
from ..model.deck import Card, Deck
from ..model.frame import CardCopy
from ..model.layout import Layout

if TYPE_CHECKING:
    from ..model.press import Press, Shop
    from ..pictures.separation import Separation
    from .changes import Changes

MOST_CARDS = 100_000
"""Cards printed at once, all copies among them: a larger number is a slip, and fills the memory."""


class PrintJob(NamedTuple):
    """What is to be printed: the selected cards of a deck and write-in ones, so many times.

    `grid` is where cards lie on a sheet, None for single faces. `selected` holds ids, `blanks` the
    deck of write-in cards. With `guides`, lines are drawn over the cards; with `draft`, pictures
    are grey boxes; with `verbose`, notes tell what keeps sizes down. Files of pictures that are
    made for it lie in `scratch`, as long as that is kept. The PDF of one for an `archive` is PDF/A.
    The `seed` is that of a shuffled order. Where only `changes` are printed, these are told. It is
    for a print `shop`, if for one; colours become `inks`, None where they stay RGB, of the `press`
    that is known.
    """

    deck: Deck
    layout: Layout
    grid: Grid | None
    selected: frozenset[str]
    blanks: Deck
    scratch: Scratch
    copies: int = 1
    guides: bool = False
    draft: bool = False
    verbose: bool = False
    archive: bool = False
    seed: str = ""
    shop: "Shop | None" = None
    inks: "Separation | None" = None
    press: "Press | None" = None
    changes: "Changes | None" = None

    @property
    def printed(self) -> int:
        """How many cards are printed, all copies counted."""
        own = sum(card.copies for card in self.deck.cards if card.id in self.selected)
        return (own + len(self.blanks.cards)) * self.copies

    @property
    def is_flat(self) -> bool:
        """Whether nothing may be seen through: PDF/X-1a is older than transparency."""
        return self.press is not None and self.press.standard == "PDF/X-1a:2003"

    @property
    def cards(self) -> list[CardCopy]:
        """The cards to print, write-in ones last, as often as the deck is printed."""
        own = [CardCopy(card) for card in self.deck.cards if card.id in self.selected]
        return (own + [CardCopy(card, blank=True) for card in self.blanks.cards]) * self.copies


class Share(NamedTuple):
    """What one process does of a plan.

    It makes the sheets of these `numbers`. It finds the sizes of the `fitted` cards; of these it
    checks those with the ids `checked`, on its sheets or `unprinted`, which are on no sheet.
    """

    numbers: range
    fitted: list[Card]
    unprinted: list[Card]
    checked: frozenset[str]


class Plan(NamedTuple):
    """Which card of a job goes on which sheet.

    `wanted` are the job's cards, `cards` the same as often as each has copies: the imposition's
    rows hold indices of these. A plan is made before processes are forked: one that only looks at
    cards of its own leaves the memory of the others to all. (Python counts references in the
    objects themselves.)
    """

    job: PrintJob
    wanted: list[CardCopy]
    cards: list[CardCopy]
    imposition: Imposition

    @property
    def whole(self) -> Share:
        """All of it."""
        return self.shares(1)[0]

    @property
    def without_cards(self) -> "Plan":
        """The same plan with nothing on any sheet."""
        job, sheet = self.job, self.job.layout.sheet._replace(start_at=1)  # no place is used up
        layout = job.layout._replace(sheet=sheet)
        empty = Imposition([], layout, job.grid, job.deck.title, job.deck.language)
        return Plan(job._replace(layout=layout), [], [], empty)

    def shares(self, count: int) -> list[Share]:
        """So many shares of about as much work, together the whole."""
        first = self._first_sheets()
        bounds = pairwise(_bounds(len(self.imposition.rows), count))
        return [
            self._share(range(start, end), first, takes_rest=index == 0)
            for index, (start, end) in enumerate(bounds)
        ]

    def _first_sheets(self) -> dict[str, int]:
        """The first sheet that each of the deck's printed cards is on, by id."""
        first: dict[str, int] = {}
        for number in range(len(self.imposition.rows)):
            for card in self._on(number):
                first.setdefault(card.id, number)
        return first

    def _on(self, number: int) -> list[Card]:
        """The deck's cards on a sheet."""
        places = (self.cards[index] for index in self.imposition.rows[number] if index is not None)
        return [wanted.card for wanted in places if not wanted.blank]

    def _share(self, numbers: range, first: Mapping[str, int], takes_rest: bool) -> Share:
        """A card is checked where it comes first.

        Cards on no sheet are fitted all the same, by one share: they have a say in sizes.
        """
        deck, selected = self.job.deck, self.job.selected
        own = {
            card.id
            for card in deck.cards
            if (first[card.id] in numbers if card.id in first else takes_rest)
        }
        here = {card.id for number in numbers for card in self._on(number)}
        fitted = [card for card in deck.cards if card.id in own or card.id in here]
        unprinted = [card for card in fitted if card.id in selected and card.id not in first]
        return Share(numbers, fitted, unprinted, frozenset(own))


def check_count(cards: int) -> None:
    """Raise KorttipakkaError for more cards than are printed at once, before they are made."""
    if cards > MOST_CARDS:
        message = f"{cards:,} cards would be printed, at most {MOST_CARDS:,} can be"
        raise error("too-many-cards", message, hint="lower the copies, of cards or of the deck")


def plan_of(job: PrintJob) -> Plan:
    """The plan of a job. Raises KorttipakkaError when there is nothing to print."""
    check_count(job.printed)
    wanted = job.cards
    cards = copies(wanted)
    if job.layout.sheet.order == "shuffle":
        from .drawing import shuffled

        cards = shuffled(cards, job.seed)
    if not cards:
        hint = "give one of them copies: 1, or leave its copies out"
        at = wanted[0].card.place("copies") if wanted else None
        raise error("nothing-to-print", "all cards have 0 copies", at, hint)
    imposition = Imposition(cards, job.layout, job.grid, job.deck.title, job.deck.language)
    return Plan(job, wanted, cards, imposition)


def _bounds(sheets: int, count: int) -> list[int]:
    """Where shares begin and end.

    The first has none more than the others: its process loads meanwhile what writes a PDF.
    """
    return [sheets * part // count for part in range(count + 1)]
