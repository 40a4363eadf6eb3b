"""Finished faces kept from build to build of a deck that is being edited."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..basics.files import Stamp
from ..basics.records import NamedTuple
from ..fonts import FontSet
from ..model.deck import Card, Deck
from ..model.frame import CardFaces, Frame, Part
from ..model.layout import Layout


class _Kept(NamedTuple):
    """A card's faces, and what they depend on besides the card."""

    faces: CardFaces
    jobs: object
    state: object
    icons: tuple[Path, ...]
    pictures: tuple[Stamp | None, ...]


class KeptFaces:
    """Faces by their cards' ids; those of the build before are good while all is the same.

    A face depends on what its card says, on pictures as they are on disk, on where boxes lie and
    how lines fall (the `state`, the same where it comes of the same `jobs`), and on what all cards
    share: the layout, the fonts, the deck.
    """

    def __init__(self) -> None:
        self._shared: object = None
        self._faces: dict[str, _Kept] = {}

    def begin(self, deck: Deck, layout: Layout, fonts: FontSet) -> None:
        """Begin a build: forget all if what all cards share is another, and cards that are gone."""
        shared = (
            layout.front, layout.back, layout.card, layout.colors, dict(layout.origins),
            dict(layout.files), deck.title, deck.at, deck.categories, len(deck.cards),
            deck.language, deck.root, deck.translations, deck.edition, deck.url,
        )  # fmt: skip
        ids = {card.id for card in deck.cards}
        same = self._shared is not None and self._shared == (shared, fonts)
        kept = self._faces if same else {}
        self._faces = {name: known for name, known in kept.items() if name in ids}
        self._shared = shared, fonts

    def get(self, card: Card, jobs: object, state: Callable[[], object]) -> CardFaces | None:
        """The faces of a card, if nothing that they depend on has changed."""
        known = self._faces.get(card.id)
        if known is None or known.faces.card != card:
            return None
        if known.pictures != _pictures(card, known.icons):
            return None
        if known.jobs != jobs and known.state != state():
            return None
        if known.faces.card is not card and _places(known.faces.card) != _places(card):
            known = known._replace(faces=_moved(known.faces, card))
        self._faces[card.id] = known._replace(jobs=jobs)
        return known.faces

    def put(self, faces: CardFaces, jobs: object, state: object) -> None:
        """Keep the faces of a card."""
        icons = tuple(dict.fromkeys(_icons(faces)))
        pictures = _pictures(faces.card, icons)
        self._faces[faces.card.id] = _Kept(faces, jobs, state, icons, pictures)

    def drop(self, card: Card) -> None:
        """Keep no faces of a card."""
        self._faces.pop(card.id, None)


def _pictures(card: Card, icons: Iterable[Path]) -> tuple[Stamp | None, ...]:
    icon = card.category.icon if card.category else None
    paths = (card.image, icon, *icons)
    return tuple(Stamp.of(path) for path in paths if path is not None)


def _icons(faces: CardFaces) -> Iterator[Path]:
    """The files of the icons in a card's texts."""
    for part in (*faces.front.parts, *faces.back.parts):
        for paragraph in part.paragraphs:
            yield from (one.icon.path for one in paragraph.icons if one.icon.path)


def _places(card: Card) -> object:
    category = card.category.at if card.category else None
    return card.at, dict(card.places), category


def _moved(faces: CardFaces, card: Card) -> CardFaces:
    """The faces of a card that is written at other places of its file: they look the same."""
    front, back = (_frame_of(frame, card) for frame in (faces.front, faces.back))
    return faces._replace(card=card, front=front, back=back)


def _frame_of(frame: Frame, card: Card) -> Frame:
    content = (one._replace(card=card) if isinstance(one, Part) else one for one in frame.content)
    return Frame(frame.size, tuple(content))
