"""One face of all cards: box by box, since cards may share a size of type."""

from collections.abc import Container, Iterable, Mapping, Sequence, Sized
from functools import partial
from typing import TYPE_CHECKING, Any

from ..basics.geometry import Rect
from ..basics.problems import Problem, Severity
from ..content.markdown import Paragraph
from ..content.values import Values
from ..fonts import FontSet
from ..model.deck import Card, Deck
from ..model.frame import Frame, Part
from ..model.layout import BoxStyle, Face, Layout
from ..pictures import Pictures
from .blocks import SetText
from .boxes import SPENT, WORTH_PACKING, BoxSetter, Job
from .fitting import Fitting, limited
from .hierarchy import Limit, in_groups, limit_of, limited_problem, meet, rank
from .hyphenate import BreakKind
from .icons import Icons
from .overflow import Overflow, fault_of_layout, is_of_layout, overflow_of
from .places import in_order
from .shared import (
    BoxSizes,
    Cards,
    Gather,
    GroupSize,
    OwnSizes,
    Shares,
    group_of,
    own_sizes_of,
    shared_sizes,
    shares_of,
    sizes_of_cards,
    sizes_of_groups,
    without,
)
from .steps import Steps, some_at_once
from .texts import TextSetter
from .titles import fit_alone
from .uneven import NOTICED, held_down, smaller_text

if TYPE_CHECKING:
    from .packed import PackedText


class FaceSetter:
    """Fits the fronts or the backs of cards, and sets one when it is asked for.

    `cards` are those whose texts get their sizes here, and those with the ids `counted` have a say
    in them, None for all; `gather` has what is found of others. What
    `before`, the setter of the build before, has measured is used again, and its jobs of cards that
    are `same`: the index there of each card, or None. One that `keeps` can be such a setter. It
    takes one of the `steps` for each box of each card. One that `guesses` takes texts to fit by
    their letters until they have lines, see `Fitting`. With `verbose`, it also notes which card
    keeps the others from a larger size. The problems are those of the cards with the ids `only`, if
    given. `sizes` has what is told of the sizes of each box; `overfull` has the ids of the cards
    whose text does not fit, `overflows` what is told of them.
    """

    def __init__(
        self, deck: Deck, layout: Layout, fonts: FontSet, face: Face, pictures: Pictures,
        cards: Sequence[Card], only: Container[str] | None, counted: Container[str] | None,
        gather: Gather, verbose: bool, steps: Steps, before: "FaceSetter | None" = None,
        keeps: bool = False, same: Sequence[int | None] = (), guesses: bool = False,
    ) -> None:  # fmt: skip
        self.layout = layout
        self._steps = steps
        self.face = face
        self.sizes: dict[str, BoxSizes] = {}
        self.overfull: set[str] = set()
        self.overflows: list[Overflow] = []
        self._pushing: dict[str, frozenset[str]] = {}
        self._deck = deck
        self._counting = Cards(len(deck.cards), counted, only)
        self._gather = gather
        self._verbose = verbose
        self._found: dict[str, list[Problem]] = {}
        self._boxes = layout.boxes(face)
        known = before._setters if before else {}
        self._setters: dict[str, BoxSetter] = {}
        icons = Icons(pictures, deck.root)
        for box in self._boxes:
            if box.name in known:
                texts = known[box.name].texts.again(box, deck, fonts, icons)
            else:
                texts = TextSetter(box, deck, fonts, icons, keeps)
            self._setters[box.name] = BoxSetter(face, box, deck, layout, pictures, texts)
        self._jobs: dict[str, list[Job]] = {}
        self._limits: dict[str, Limit] = {}
        self._rects: list[dict[str, Rect]] = [{}] * len(cards)
        self._keeps = keeps
        self._guesses = guesses
        self._fit([Values(card, deck) for card in cards], before, same)
        if not keeps:
            self._rects.clear()

    @property
    def problems(self) -> dict[str, list[Problem]]:
        """What was found so far, by box: pictures are looked at when a card is set."""
        return {
            name: [*found, *self._setters[name].art.problems] for name, found in self._found.items()
        }

    def jobs(self, index: int) -> list[Job]:
        """The boxes of a card."""
        return [of_box[index] for of_box in self._jobs.values()]

    def forget(self, index: int) -> None:
        """Drop the boxes of a card."""
        for of_box in self._jobs.values():
            of_box[index] = SPENT

    def state(self, index: int) -> list[tuple[bool, Rect, SetText | None]]:
        """What a card's frame depends on besides the card: each box's place and lines."""
        return [(job.shown, job.taken, job.text) for job in self.jobs(index)]

    @property
    def refusals(self) -> int:
        """How often there was something to tell of a picture or a code so far."""
        return sum(setter.art.refusals for setter in self._setters.values())

    def frames(self, cards: Sequence[tuple[int, Values]]) -> list[Frame]:
        """The finished frames of cards, by their indices among those that were fitted.

        Raises Misjudged.
        """
        for name, setter in self._setters.items():
            of_box = self._jobs[name]
            setter.break_late([of_box[index] for index, _ in cards])
        size = self.layout.card.size
        return [Frame(size, tuple(self._parts(index, values))) for index, values in cards]

    def _parts(self, index: int, values: Values) -> list[Part]:
        """What each box paints on a card."""
        parts: list[Part] = []
        painted: list[Part] = []
        for name, setter in self._setters.items():
            job = self._jobs[name][index]
            if job.shown and (part := setter.part(job, values, painted)):
                parts.append(part)
                if not setter.art.is_bare:
                    painted.append(part)
        return parts

    def _fit(
        self, cards: Sequence[Values], before: "FaceSetter | None", same: Sequence[int | None]
    ) -> None:
        """One group of boxes after the other, as sizes are shared, and boxes lie below others."""
        leaned_on = {name for box in self._boxes for name in (box.below, *box.beside) if name}
        roles = {name: setter.role for name, setter in self._setters.items()}
        designed = self.layout.designed
        enlarged = designed is not None and min(self.layout.card.size) > min(designed)
        ordered = in_order(sorted(self._boxes, key=lambda box: rank(roles[box.name])))
        for boxes in in_groups(ordered, roles):
            shared = {name: sizes.shared for name, sizes in self.sizes.items()}
            for box in boxes:
                self._limits[box.name] = limit_of(
                    box, roles, shared, partial(self._meet, box), enlarged=enlarged
                )
                known = self._known(box, before, same) if before and same else {}
                self._jobs[box.name] = self._begun(box, cards, known)
            found = self._gather([self._found_here(box) for box in boxes])
            for number, box in enumerate(boxes):
                self._finish(box, [one[number] for one in found])
                if box.name in leaned_on:
                    self._rects = _with_rects(self._rects, box.name, self._jobs[box.name])

    def _meet(self, box: BoxStyle, other: str) -> bool:
        return meet(box, self._setters[other].box, self._deck)

    def _known(
        self, box: BoxStyle, before: "FaceSetter", same: Sequence[int | None]
    ) -> dict[int, Job]:
        """What is known of the box from the build before, by the index of the card here."""
        name, setter, other = box.name, self._setters[box.name], before._setters.get(box.name)
        alike = other is not None and other.texts is setter.texts
        if not alike or before._limits[name] != self._limits[name]:
            return {}
        leans = [at for at in (box.below, *box.beside) if at]
        jobs, rects = before._jobs[name], before._rects
        return {
            index: jobs[at]
            for index, at in enumerate(same)
            if at is not None
            and setter.still_holds(jobs[at])
            and (not leans or all(self._rects[index][o] == rects[at][o] for o in leans))
        }

    def _begun(self, box: BoxStyle, cards: Sequence[Values], known: Mapping[int, Job]) -> list[Job]:
        setter = self._setters[box.name]
        return [
            setter.again(known[index], values.card)
            if index in known
            else setter.job(values, self._rects[index])
            for index, values in enumerate(cards)
        ]

    def _found_here(self, box: BoxStyle) -> Shares | OwnSizes:
        """What is found here of a box's sizes, which all processes gather."""
        jobs = self._jobs[box.name]
        if box.uniform == "card":
            return self._fitted_alone(box, jobs)
        texts = [job.fitting for job in jobs if job.fitting]
        self._steps.take(len(jobs) - len(texts))
        if self._guesses:
            for job in jobs:
                if job.fitting and self._setters[box.name].may_wait(job, job.fitting):
                    job.fitting.may_guess = True
        limit = self._limits[box.name].size
        return shares_of(box, texts, limit, self._counting, self._steps.each)

    def _finish(self, box: BoxStyle, found: Sequence[Any]) -> None:
        """Give texts their sizes and lines, by what all have found, and tell of them."""
        setter, jobs, limit = self._setters[box.name], self._jobs[box.name], self._limits[box.name]
        if box.uniform == "card":
            self.sizes[box.name] = sizes_of_cards(found)
        else:
            groups = shared_sizes(box, limit.size, self._counting, found)
            self._give(setter, jobs, limit.size, groups)
            self.sizes[box.name] = sizes_of_groups(groups, self._counting)
        fittings = [job.fitting for job in jobs if job.fitting]
        told = [job for job in jobs if job.fitting and self._counting.tell_of(job.fitting.card.id)]
        self._found[box.name] = list(self._problems(box, fittings, told, limit.size))
        if not self._keeps:
            setter.forget(jobs)
        setter.texts.forget()

    def _give(
        self, setter: BoxSetter, jobs: list[Job], limit: float, groups: Mapping[str, GroupSize]
    ) -> None:
        """Give texts the sizes of their groups, and lines.

        Jobs that have theirs from the build before are left alone where all stays as it was, and
        else others take their places: what was built before is still theirs.
        """
        texts = [(index, job.fitting) for index, job in enumerate(jobs) if job.fitting]
        packs = self._packs(texts)
        least = limited(setter.box.size, limit).minimum
        for index, fitting in texts:
            group = groups[group_of(setter.box, fitting)]
            size = group.of(fitting.card.id) if fitting.fitted else least
            if jobs[index].is_done and fitting.size == size:
                fitting.block.forget()
                continue
            if not self._keeps and setter.can_wait(jobs[index], fitting, size):
                fitting.size = size
                fitting.block.rest(len(texts))
                continue
            jobs[index], fitting = setter.unset(jobs[index], fitting)
            fitting.give(size)
            setter.break_lines(jobs[index], fitting, packs)

    def _packs(self, texts: Sized) -> bool:
        """Whether lines of a box with these texts are packed until its cards are set."""
        return not self._keeps and len(texts) >= WORTH_PACKING

    def _fitted_alone(self, box: BoxStyle, jobs: list[Job]) -> OwnSizes:
        """Give each text a size of its own, some after the other: what is measured is dropped."""
        setter, limit = self._setters[box.name], self._limits[box.name].size
        packs = self._packs([job for job in jobs if job.fitting])
        for some in some_at_once(range(len(jobs))):
            self._steps.take(len(some))
            fitted = []
            for index in some:
                job = jobs[index]
                if job.fitting and not job.is_done:
                    jobs[index], fitting = setter.unset(job, job.fitting)
                    fitted.append((jobs[index], fitting))
            fit_alone(box, [fitting for _, fitting in fitted], limit)
            for job, fitting in fitted:
                setter.break_lines(job, fitting, packs)
        texts = (job.fitting for job in jobs if job.fitting)
        return own_sizes_of(texts, self._counting)

    def _problems(
        self, box: BoxStyle, texts: Sequence[Fitting], jobs: Sequence[Job], limit: float
    ) -> Iterable[Problem]:
        """What does not fit, what breaks badly, what holds others down."""
        name = f"{self.face}.{box.name}"
        size_at = self.layout.origin(f"{name}.size")
        told = limited_problem(name, box, self._limits[box.name], texts, size_at)
        if told and self.layout.scale != 1:
            told = told._replace(severity=Severity.NOTE)  # the layout asked for no such size
        if told and (self._verbose or told.severity > Severity.NOTE):
            yield told
        found = [job.fitting for job in jobs if job.fitting and not job.fitting.fitted]
        self.overfull |= {text.card.id for text in found}
        least = min(box.size.minimum, limit)
        causes = self._causes(box, found)
        faulty = [text for text in causes if is_of_layout(box, text, least)]
        if faulty:
            self.overflows.append(fault_of_layout(name, box, faulty, least, self.layout))
            yield self.overflows[-1].problem()
        for same in _alike(text for text in causes if text not in faulty):
            at = self._setters[box.name].origin(same[0].card)
            self.overflows.append(overflow_of(name, box, same, least, self.layout, at))
            yield self.overflows[-1].problem()
        if box.wrap == "balance":
            # The same text of many cards, such as a category's name, is told of once.
            lines = [(job.text or job.packed, job.fitting) for job in jobs if job.fitting]
            once = {text: of.card for text, of in lines if text and _syllable_breaks(text)}
            for text, card in once.items():
                yield from self._bad_breaks(box, text, card)
        yield from self._uneven(name, box, texts, limit)

    def _uneven(
        self, name: str, box: BoxStyle, texts: Sequence[Fitting], limit: float
    ) -> Iterable[Problem]:
        """Which cards have smaller sizes than most, and which keep others from larger ones."""
        sizes = self.sizes[box.name]
        holds = [hold for hold in sizes.holds if self._verbose and hold.others]
        below = sizes.shared * (1 if self._verbose else NOTICED)
        smaller = {card for card, size in sizes.smaller.items() if size < below}
        if not smaller and not holds:
            return
        cards = {card.id: card for card in self._deck.cards}  # in the deck's order
        if smaller:
            small = [card for name, card in cards.items() if name in smaller]
            small.sort(key=lambda card: sizes.smaller[card.id])
            yield smaller_text(name, sizes, small, self._setters[box.name].origin(small[0]))
        for hold in holds:
            if any(map(self._counting.tell_of, hold.cards)):
                larger = without(box, texts, hold, limit, self._counting)
                yield held_down(name, hold, larger, [cards[name] for name in hold.cards])

    def _causes(self, box: BoxStyle, texts: Iterable[Fitting]) -> list[Fitting]:
        """The texts that do not fit, but for those that are pushed off by what stands above."""
        pushed = self._pushing.get(box.below, frozenset())
        least = box.size.minimum
        self._pushing[box.name] = pushed | {
            text.card.id for text in texts if text.block.overrun(least, *text.area.size)[1]
        }
        return [text for text in texts if text.card.id not in pushed]

    def _bad_breaks(
        self, box: BoxStyle, text: "SetText | PackedText", card: Card
    ) -> Iterable[Problem]:
        """Words of a heading that break at a syllable: the author can mark a better place."""
        name = f"{self.face}.{box.name}"
        for word, at in _syllable_breaks(text):
            yield Problem(
                "syllable-break",
                f"card '{card.title}': {name} breaks '{word[:at]}-{word[at:]}' inside a word",
                self._setters[box.name].origin(card),
                "write -? in the word where it may break",
                Severity.NOTE,
            )


def _with_rects(
    rects: Sequence[dict[str, Rect]], name: str, jobs: Sequence[Job]
) -> list[dict[str, Rect]]:
    """Where boxes lie on each card, one more among them: one object where all lie the same."""
    made: dict[tuple[int, Rect], dict[str, Rect]] = {}
    for known, job in zip(rects, jobs, strict=True):
        key = id(known), job.taken
        if key not in made:
            made[key] = known | {name: job.taken}
    return [made[id(known), job.taken] for known, job in zip(rects, jobs, strict=True)]


def _syllable_breaks(text: "SetText | PackedText") -> list[tuple[str, int]]:
    """The words that break at a syllable, each with the letter that its second part begins with."""
    return [
        (cut.whole, cut.place.at)
        for cut in text.cuts
        if cut.place and cut.place.kind is BreakKind.SYLLABLE
    ]


def _alike(texts: Iterable[Fitting]) -> list[list[Fitting]]:
    """Texts in groups of the same words, such as one category's name on many cards."""
    groups: dict[tuple[Paragraph, ...], list[Fitting]] = {}
    for text in texts:
        groups.setdefault(text.block.sources, []).append(text)
    return list(groups.values())
