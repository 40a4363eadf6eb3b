"""A tuck box or a band for a deck, to be cut out and folded, from the number of its cards."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from math import ceil

from ...basics.color import Color, parse_color
from ...basics.geometry import Point, Rect, Size, Turn
from ...basics.problems import KorttipakkaError, error
from ...basics.records import NamedTuple
from ...basics.sizes import PAPERS
from ...basics.units import MM, in_mm
from ...impose.nets import Block, Net, band, tuck_box, tuck_box_halves
from ...impose.words import words_in
from ...model.deck import Category, Deck
from ...model.frame import Box, CardFaces, Content, Sheet
from ...model.layout import Face
from .panels import Panels, Placement, cut, fits_all, fold, on_paper, panel_card, placed

STRIPE = 3 * MM
"""Height of the stripe in the categories' colours that runs around the foot."""

CHIP, CHIP_GAP, LEAST_CHIP = 7 * MM, 1 * MM, 4 * MM
"""Height of a category's name on its colour, the gap above, and the least height."""

CHIP_SHARE, MOST_COLUMNS = 0.5, 3
"""The most of a large side's height that names take, and the most columns that they stand in."""

BESIDE = 6 * MM
"""Between a large side's edge and the names of categories."""

NARROWEST = 7 * MM
"""Narrower sides have no title."""

BAND = 0.4
"""The height of a band: the share of the cards' height."""

PLAIN = parse_color("#444b55")
"""The colour of a category without one."""


class Pile(NamedTuple):
    """Cards in a pile: the size of one, how many there are, what lies among them, in points.

    `thickness` is that of a card and of each of the `more` sheets among them.
    """

    card: Size
    cards: int
    thickness: float
    more: int = 0

    @property
    def block(self) -> Block:
        """The pile, its cards upright."""
        return Block(min(self.card), max(self.card), (self.cards + self.more) * self.thickness)

    @property
    def told(self) -> str:
        """How many and how high, for people."""
        return f"{self.cards:,} card{'s' * (self.cards > 1)}, {in_mm(self.block.depth)} mm high,"


class Folded(NamedTuple):
    """Paper around a deck: its sheets, and the inside of what they are folded to."""

    sheets: list[Sheet]
    inner: Block


Nets = Callable[[Block], Sequence[Net]]


def box(deck: Deck, panels: Panels, pile: Pile, paper: Size) -> Folded:
    """A tuck box for a pile of cards, in one piece where the paper has room, else in two.

    Raises KorttipakkaError where the paper is too small for both.
    """
    return _made("box", deck, panels, pile, paper)


def belly_band(deck: Deck, panels: Panels, pile: Pile, paper: Size) -> Folded:
    """A band around a pile of cards. Raises KorttipakkaError where the paper is too small."""
    return _made("band", deck, panels, pile, paper)


def _made(kind: str, deck: Deck, panels: Panels, pile: Pile, paper: Size) -> Folded:
    found = _fitting(pile, paper, WAYS[kind])
    if found is None:
        raise _too_large(kind, pile, paper)
    art = _Art(kind, deck, panels, pile.cards)
    return Folded([art.sheet(net, place) for net, place in found.nets], found.inner)


def _whole(inner: Block) -> tuple[Net, ...]:
    return (tuck_box(inner),)


def _band(inner: Block) -> tuple[Net, ...]:
    return (band(inner._replace(height=inner.height * BAND)),)


WAYS: dict[str, tuple[Nets, ...]] = {"box": (_whole, tuck_box_halves), "band": (_band,)}
"""What each is made of, the better way first."""


class _Found(NamedTuple):
    """Nets on pages that have room for them, and the inside of what they are folded to."""

    inner: Block
    nets: Sequence[tuple[Net, Placement]]


def _fitting(pile: Pile, paper: Size, ways: Sequence[Nets]) -> _Found | None:
    """The first way that the paper has room for; cards stand upright in it where they can."""
    for way in ways:
        for block in (pile.block, pile.block.turned):
            nets = way(block.inner)
            places = [on_paper(net.size, paper) for net in nets]
            if all(places):
                return _Found(block.inner, [(n, p) for n, p in zip(nets, places, strict=True) if p])
    return None


def _too_large(kind: str, pile: Pile, paper: Size) -> KorttipakkaError:
    """What to say of what no page of a paper has room for, and what to do about it."""
    ways = WAYS[kind]
    parts = ", not even in two parts" if len(ways) > 1 else ""
    message = f"a {kind} for {pile.told} has no room on this paper{parts}"
    hints = []
    for name, (width, height) in sorted(PAPERS.items(), key=lambda item: item[1]):
        if _fitting(pile, Size(width * MM, height * MM), ways):
            hints.append(f"--paper {name}")
            break
    if fewer := _most(pile, paper, ways):
        hints.append(f"a {kind} for up to {fewer:,} cards at a time, by --category or --card")
    return error("too-large-to-fold", message, hint="; or ".join(hints) or "a larger --paper")


def _most(pile: Pile, paper: Size, ways: Sequence[Nets]) -> int:
    """For how many of the cards the paper has room."""
    low, high = 0, pile.cards
    while high - low > 1:
        middle = (low + high) // 2
        if _fitting(pile._replace(cards=middle), paper, ways):
            low = middle
        else:
            high = middle
    return low


class _Art:
    """What is printed on the panels of nets."""

    def __init__(self, kind: str, deck: Deck, panels: Panels, pile: int) -> None:
        self._kind = kind
        self._deck = deck
        self._panels = panels
        self._words = words_in(deck.language)
        self._pile = pile

    def sheet(self, net: Net, place: Placement) -> Sheet:
        """A net on its page: first what is printed, then the lines over it."""
        content = chain(
            *(self._panel(panel.name, panel.rect.moved(place.corner)) for panel in net.panels),
            (cut(path, place.corner) for path in net.cuts),
            (fold(ends, place.corner) for ends in net.folds),
        )
        return place.sheet(tuple(content))

    def _panel(self, name: str, rect: Rect) -> Iterator[Content]:
        match name:
            case "front" | "back" as side:
                yield from self._stripe(rect)
                yield from self._large(side, Rect(rect.left, rect.bottom + STRIPE, *rect[2:]))
            case "left" | "right":
                yield from self._stripe(rect)
                upper = Rect(rect.left, rect.bottom + STRIPE, *rect[2:])
                yield from self._line(self._deck.title, upper, Turn.LEFT)
            case "top":
                yield from self._line(self._deck.title, rect, Turn.OVER)
            case "glue":
                yield from self._line(self._words.glue, rect, Turn.LEFT)

    def _stripe(self, rect: Rect) -> Iterator[Box]:
        """Bars in the colours of the categories side by side, at the foot of a side."""
        colors = [_color(category) for category in self._deck.categories] or [PLAIN]
        width = rect.width / len(colors)
        for number, color in enumerate(colors):
            left = rect.left + number * width
            yield Box(Rect(left, rect.bottom, left + width, rect.bottom + STRIPE), fill=color)

    def _large(self, side: Face, rect: Rect) -> Iterator[Content]:
        """The front: the title, and the names of the categories. The back: what is inside."""
        chips = list(self._chips(rect)) if side == "front" and self._kind == "box" else []
        low = max((chip.top for chip, _ in chips), default=rect.bottom)
        room = Rect(rect.left, low, rect.right, rect.top)
        count = self._words.cards.format(self._pile) if self._pile > 1 else self._words.card
        card = panel_card("box", self._deck.title, count, inside=self._inside())
        (faces,) = self._panels.set(self._kind, room.size, [card])
        if side in faces.overfull:
            message = f"the deck's title has no room on a {self._kind} of this size"
            raise error("does-not-fit", message, self._deck.at, "shorten the deck's title")
        yield placed(faces, side, room)
        for place, chip in chips:
            yield placed(chip, "front", place)

    def _inside(self) -> str:
        """How many cards there are of each category, and who made the deck."""
        deck = self._deck
        numbers = Counter(card.category.key for card in deck.cards if card.category)
        counted = [f"{each.name}\u2002{numbers[each.key]}" for each in deck.categories]
        return "\n".join(filter(None, (*counted, deck.author, deck.licence)))

    def _chips(self, rect: Rect) -> Iterator[tuple[Rect, CardFaces]]:
        """The categories' names on their colours, in as few columns as they have room in.

        Nothing where they have none: the colours are on the stripe all the same.
        """
        categories = self._deck.categories
        area = Rect(rect.left + BESIDE, rect.bottom, rect.right - BESIDE, rect.top)
        cards = [panel_card(each.key, each.name, category=each) for each in categories]
        for columns in range(1, MOST_COLUMNS + 1):
            rows = ceil(len(cards) / columns)
            high = min(CHIP, CHIP_SHARE * area.height / max(1, rows) - CHIP_GAP)
            size = Size((area.width - (columns - 1) * CHIP_GAP) / columns, high)
            if high < LEAST_CHIP:
                continue
            faces = self._panels.set("chip", size, cards)
            if fits_all(faces, "front"):
                yield from zip(_cells(area, size, columns, rows), faces, strict=False)
                return

    def _line(self, text: str, rect: Rect, turn: Turn) -> Iterator[Content]:
        """A line along a narrow part, if it has room there."""
        size = rect.size.turned(turn)
        if size.height < NARROWEST:
            return
        (faces,) = self._panels.set("label", size, [panel_card("line", text)])
        if not faces.overfull:
            yield placed(faces, "front", rect, turn, read=False)


def _cells(area: Rect, size: Size, columns: int, rows: int) -> Iterator[Rect]:
    """Places from the left to the right and downwards, the last row on the area's foot."""
    for row in range(rows):
        for column in range(columns):
            left = area.left + column * (size.width + CHIP_GAP)
            bottom = area.bottom + CHIP_GAP + (rows - 1 - row) * (size.height + CHIP_GAP)
            yield Rect.of(size, Point(left, bottom))


def _color(category: Category) -> Color:
    return parse_color(category.color) if category.color else PLAIN
