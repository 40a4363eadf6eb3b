"""A finished build as the page shows it: cards and sheets with the names of their pictures."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial

from ..basics.geometry import Axis, Size
from ..basics.records import NamedTuple
from ..build.made import Made
from ..build.run import Run
from ..build.sizes import text_sizes
from ..fonts import FontFace
from ..impose import flip_axis
from ..impose.display import face_page
from ..impose.lettering import letters
from ..impose.pages import bleed_and_marks
from ..model.frame import CardFaces, DocumentInfo, Page
from ..model.layout import FACES
from .pictures import Drawing, Names, digest


class ShownCard(NamedTuple):
    """A card with the names of its pictures. The id of a write-in card is that of no other."""

    id: str
    faces: CardFaces
    front: str
    back: str

    def looks_as(self, other: "ShownCard | None") -> bool:
        """Whether its pictures are those of another."""
        return _names(self) == _names(other)

    def sizes(self) -> dict[str, float]:
        """The sizes of its texts in points, by "front.title"."""
        return {
            f"{side}.{name}": size
            for side in FACES
            for name, size in text_sizes(self.faces.face(side))
        }

    def drawings(
        self, fonts: Mapping[str, FontFace], info: DocumentInfo
    ) -> Iterator[tuple[str, Drawing]]:
        """What its pictures are made of, by their names."""
        for side, name in zip(FACES, (self.front, self.back), strict=True):
            yield name, Drawing(partial(face_page, self.faces, side, 0.0), fonts, info, self.id)


class ShownSheet(NamedTuple):
    """A sheet of paper with the names of its pictures, "" for a side that is not printed.

    `mirror` tells how the back, seen through the front, lies: turned over from left to right, or
    from top to bottom.
    """

    front: str
    back: str
    size: Size
    mirror: str


class Shown:
    """A build: its cards, its sheets, and what each of their pictures is made of."""

    def __init__(self, made: Made, names: Names) -> None:
        names.start()
        self.made = made
        self.cards = tuple(_cards(made, names))
        self.drawings = dict(self._card_drawings())
        self.sheets = tuple(self._sheets())

    def card(self, card_id: str) -> ShownCard | None:
        """A card by its id; None when it is not shown."""
        return self._by_id.get(card_id)

    @cached_property
    def _by_id(self) -> dict[str, ShownCard]:
        return {card.id: card for card in self.cards}

    def changed(self, before: "Shown | None", told: "Mapping[str, ShownCard]") -> list[str]:
        """The ids of the cards that look otherwise than before, or are new.

        `told` are cards of which the pages know how they looked since.
        """
        known = {} if before is None else before._by_id
        return [
            card.id
            for card in self.cards
            if not card.looks_as(known.get(card.id)) or not card.looks_as(told.get(card.id, card))
        ]

    @cached_property
    def sizes(self) -> dict[str, dict[str, float]]:
        """The sizes of each card's texts in points, by "front.title"."""
        return {card.id: card.sizes() for card in self.cards}

    def _card_drawings(self) -> Iterator[tuple[str, Drawing]]:
        fonts, info = self.made.fonts.faces, self.made.info
        for card in self.cards:
            yield from card.drawings(fonts, info)

    def _sheets(self) -> Iterator[ShownSheet]:
        """The sheets, which are imposed when their pictures are asked for."""
        made, imposition = self.made, self.made.plan.imposition
        by_key = {(one.faces.card.id, one.faces.blank): one for one in self.cards}
        cards = [by_key[copy.key] for copy in made.plan.cards]
        style = repr((made.layout.sheet, made.layout.card, made.deck.title, made.layout.colors))
        fonts, info = made.fonts.faces, made.info
        for number, row in enumerate(imposition.rows):
            shown = [name for i in row if i is not None for name in _names(cards[i])]
            places = ",".join(str(i is not None) for i in row)
            bare = digest(style, places, str((number, len(imposition.rows))), *shown)
            faces = [None if i is None else cards[i].faces for i in row]
            names = [f"{bare}-{side}" for side in FACES[: self.pages_of_a_sheet]]
            for side, name in enumerate(names):
                page = partial(_side, made, number, faces, side)
                self.drawings[name] = Drawing(page, fonts, info)
            yield ShownSheet(names[0], names[1] if names[1:] else "", self.page, self.mirror)

    @cached_property
    def pages_of_a_sheet(self) -> int:
        """How many sides of a sheet are printed."""
        sheet = self.made.layout.sheet
        return 2 if not sheet.is_folded and sheet.sides in {"both", "apart"} else 1

    @cached_property
    def page(self) -> Size:
        """The size of a sheet's page in points; of single faces, with bleed and marks."""
        grid, layout = self.made.plan.job.grid, self.made.layout
        if grid is not None:
            return grid.page
        room = 2 * bleed_and_marks(layout)
        return Size(layout.card.size.width + room, layout.card.size.height + room)

    @cached_property
    def mirror(self) -> str:
        """How the paper is turned over."""
        axis = flip_axis(self.page, self.made.layout.sheet)
        return "x" if axis is Axis.VERTICAL else "y"


def _side(made: Made, number: int, faces: list[CardFaces | None], index: int) -> Page:
    """A sheet's front or its back, imposed."""
    label = letters(made.fonts).regular
    page = made.plan.imposition.sheet(number, faces, label)[index]
    assert page is not None
    return page


def _cards(made: Made, names: Names) -> Iterator[ShownCard]:
    """Each card once, however often the deck is printed."""
    seen = set()
    for faces in made.faces:
        key = (faces.card.id, faces.blank)
        if key not in seen:
            seen.add(key)
            card_id = f"blank/{faces.card.id}" if faces.blank else faces.card.id
            yield _card(card_id, faces, names)


def _card(card_id: str, faces: CardFaces, names: Names) -> ShownCard:
    return ShownCard(card_id, faces, names.name(faces.front), names.name(faces.back))


MOST_EARLY = 24
"""Cards that are shown before the others are done: more are not seen at a glance."""


def early_cards(run: Run, before: Shown, looked_at: Iterable[str], names: Names) -> list[ShownCard]:
    """The cards that are to be shown at once, since they are others than in the build before.

    Of many, they are those that were looked at lately.
    """
    layout = run.plan.job.layout
    may_change = layout.sheet.perforated is not None or layout.scale != 1
    if (run.overflows and may_change) or layout.name != before.made.layout.name:
        return []  # another layout may be taken in the end, or the same as it was made
    new = {one.card.id: one for one in run.plan.wanted if run.is_new(one)}
    ids = [*new] if len(new) <= MOST_EARLY else dict.fromkeys(looked_at)
    wanted = [new[name] for name in ids if name in new and before.card(name)]
    return [_card(one.card.id, run.unchecked(one), names) for one in wanted[:MOST_EARLY]]


def _names(card: ShownCard | None) -> tuple[str, ...]:
    return (card.front, card.back) if card else ()
