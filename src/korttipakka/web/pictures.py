"""Pictures of what was built: each named for what it shows, and made when somebody looks at it."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from ..basics.files import Stamp
from ..basics.problems import error, hint_of
from ..basics.records import NamedTuple
from ..fonts import FontFace
from ..model.frame import DocumentInfo, Frame, Group, Page, Part, Picture

MOST_KEPT = 16 * 1024 * 1024
"""Bytes of PNG files that are kept for the next one who asks."""

RESOLUTIONS = (72, 100, 150, 200, 300, 400)
"""Pixels in an inch that a picture may be asked for in; the third is that of bare addresses."""

USUAL = 150

QUICK = 1
"""The PNG level: a picture goes no further than this computer."""


MOST_LOOKED_AT = 64
"""Cards whose pictures were asked for lately: about what there is on a few screens."""


class Drawing(NamedTuple):
    """What a picture is made of, the page only when it is needed; `card` is the id of its card."""

    page: Callable[[], Page]
    fonts: Mapping[str, FontFace]
    info: DocumentInfo
    card: str = ""

    def png(self, dpi: float) -> bytes:
        """The picture. Raises KorttipakkaError when an image on the page is damaged."""
        from ..paint.png import png_files

        try:
            (data,) = png_files([self.page()], self.fonts, self.info, dpi, QUICK)
        except ValueError as cause:
            raise error("bad-image", str(cause), hint=hint_of(cause)) from cause
        return data


class Shelf:
    """The pictures that may be asked for, by name; those asked for lately are kept.

    Drawings of the build before stay on the shelf: a page may still be asking for them. Pictures
    go with their drawings.
    """

    def __init__(self) -> None:
        self._drawings: dict[str, Drawing] = {}
        self._before: dict[str, Drawing] = {}
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._bytes = 0
        self._looked_at: dict[str, None] = {}  # the latest last

    def fill(self, drawings: dict[str, Drawing]) -> None:
        """Put the drawings of a new build on the shelf."""
        self._before, self._drawings = self._drawings, drawings
        for key in [key for key in self._kept if self.drawing(key[0]) is None]:
            self._bytes -= len(self._kept.pop(key))

    def add(self, drawings: dict[str, Drawing]) -> None:
        """Put drawings beside those of the last build: what will be on the shelf after it."""
        self._drawings = {**self._drawings, **drawings}

    def looked_at(self) -> list[str]:
        """The ids of the cards that somebody looked at lately, the latest first."""
        return [*self._looked_at][::-1]

    def look(self, name: str) -> None:
        """Remember that somebody asks for a picture."""
        if (drawing := self.drawing(name)) and drawing.card:
            self.look_at([drawing.card])

    def look_at(self, cards: Sequence[str]) -> None:
        """Remember that somebody looks at cards: a browser may have their pictures already."""
        for card in reversed(cards[:MOST_LOOKED_AT]):
            self._looked_at.pop(card, None)
            self._looked_at[card] = None
        while len(self._looked_at) > MOST_LOOKED_AT:
            del self._looked_at[next(iter(self._looked_at))]

    def drawing(self, name: str) -> Drawing | None:
        """What a picture is made of; None for a name that nothing has."""
        return self._drawings.get(name) or self._before.get(name)

    def kept(self, name: str, dpi: int) -> bytes | None:
        """A picture that was made before."""
        data = self._kept.get((name, dpi))
        if data is not None:
            self._kept.move_to_end((name, dpi))
        return data

    def png(self, name: str, dpi: int) -> bytes | None:
        """A picture; None for a name that nothing has. Raises KorttipakkaError."""
        drawing = self.drawing(name)
        if drawing is None or (data := self.kept(name, dpi)) is not None:
            return self.kept(name, dpi)
        data = drawing.png(dpi)
        self._kept[name, dpi] = data
        self._bytes += len(data)
        while self._bytes > MOST_KEPT:
            self._bytes -= len(self._kept.popitem(last=False)[1])
        return data


class Names:
    """Names of frames: of equal ones the same, of others never.

    Only frames of the last two builds are remembered, which share what did not change.
    """

    def __init__(self) -> None:
        self._known: dict[Frame, str] = {}
        self._before: dict[Frame, str] = {}
        self._taken: dict[str, Frame] = {}

    def start(self) -> None:
        """Begin a build: forget the one before the last."""
        self._before, self._known = self._known, {}
        self._taken = {name: frame for frame, name in self._before.items()}

    def name(self, frame: Frame) -> str:
        """The name of a frame, in which the image files that it shows have a part."""
        name = self._known.get(frame) or self._before.get(frame) or self._new(frame)
        self._known[frame] = name
        return with_files(name, pictures(frame))

    def _new(self, frame: Frame) -> str:
        """A hash may be that of another frame as well: to Python, -1 and -2 hash alike."""
        bare = name = f"{hash(frame) & (2**64 - 1):016x}"
        count = 1
        while name in self._taken:
            count += 1
            name = f"{bare}.{count}"
        self._taken[name] = frame
        return name


def with_files(name: str, paths: Iterable[Path]) -> str:
    """A name that is another when one of the files is."""
    stamps = [str(Stamp.of(path)) for path in paths]
    return f"{name}-{digest(*stamps)[:8]}" if stamps else name


def digest(*texts: str) -> str:
    """A short name for texts."""
    return blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()


def pictures(frame: Frame) -> Iterator[Path]:
    """The image files whose pixels a frame shows."""
    for one in _inner(frame):
        if isinstance(one, Picture):
            yield one.path


def _inner(frame: Frame) -> Iterator[object]:
    for one in frame.content:
        for item in one.content if isinstance(one, Part) else (one,):
            if isinstance(item, Group):
                yield from _inner(item.frame)
            else:
                yield item
