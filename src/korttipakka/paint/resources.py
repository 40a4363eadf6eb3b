"""What pages name: fonts, images, forms, shadings and graphics states, each kept once.

All are named for what they hold, not in the order of their use: pages that are painted by
different processes name the same thing alike.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..basics.color import Color
from ..basics.geometry import Point, Rect
from ..basics.records import NamedTuple
from ..basics.scratch import Scratch
from ..fonts import FontFace
from ..model.frame import Fading, Gradient
from ..model.paths import Matrix
from .deflate import deflated
from .fonts import FontUse, HandedFont, PdfFont

if TYPE_CHECKING:
    from ..pictures.separation import Separation
    from .images import Encoded


class FormXObject(NamedTuple):
    """A form XObject: operators that are kept once, deflated, and painted by `Do`.

    `blended` ones become transparent as a whole.
    """

    data: bytes
    box: Rect
    blended: bool


class State(NamedTuple):
    """The opacities of fills and of strokes, from 0 to 1."""

    fill: float
    stroke: float


class Overprint(NamedTuple):
    """Inks that are printed over what is there: by mode 1, those of which there is none stay."""

    mode: int = 1


class Mask(NamedTuple):
    """How much of what is painted is seen: `opacity` at one point, less and less up to another."""

    start: Point
    end: Point
    opacity: float


class ResourceSnapshot(NamedTuple):
    """All that some pages name, to be handed from one process to another."""

    fonts: tuple[HandedFont, ...]
    images: dict[str, "Encoded"]
    forms: dict[str, FormXObject]
    shadings: dict[str, Gradient]
    states: dict[str, State | Overprint | Mask]


class Resources:
    """The resources of a document's pages, which all share one dictionary.

    Asking for a name adds what it stands for. `faces` are looked up as they are needed, so that
    more may be opened meanwhile. With `inks` all colours are in CMYK. Pictures that must be packed
    anew lie in `scratch` until the document is written.
    """

    def __init__(
        self, faces: Mapping[str, FontFace], inks: "Separation | None" = None,
        scratch: Scratch | None = None,
    ) -> None:  # fmt: skip
        self.inks = inks
        self._scratch = scratch or Scratch()
        self.images: dict[str, Encoded] = {}
        self.forms: dict[str, FormXObject] = {}
        self.shadings: dict[str, Gradient] = {}
        self.states: dict[str, State | Overprint | Mask] = {}
        self._faces = faces
        self._fonts: dict[str, PdfFont] = {}
        self._paths: dict[Path, tuple[str, Matrix]] = {}
        self._names: dict[object, str] = {}

    @property
    def fonts(self) -> dict[str, FontUse]:
        """What is used of each font that anything is painted with, by name in order."""
        uses = {key: font.use for key, font in sorted(self._fonts.items())}
        return {key: use for key, use in uses.items() if use.advances}

    def font(self, key: str) -> PdfFont:
        """The font with a face's key, which is also its name on the pages."""
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = PdfFont(self._faces[key])
        return font

    def image(self, path: Path) -> tuple[str, Matrix]:
        """The name of an image file's object, and the matrix that turns its pixels upright.

        Raises PictureError when the file is damaged.
        """
        if path not in self._paths:
            from .images import encoded  # Pillow: most decks have no pictures

            found = encoded(path, self.inks, self._scratch)
            name = f"I{found.digest[:12]}"
            self.images[name] = found
            self._paths[path] = name, found.upright
        return self._paths[path]

    def form(self, content: str, box: Rect, blended: bool) -> str:
        """The name of a form of these operators."""

        def make(name: str) -> None:
            self.forms[name] = FormXObject(deflated(content.encode("ascii")), box, blended)

        return self._named("X", (content, box, blended), make)

    def shading(self, gradient: Gradient) -> str:
        """The name of a gradient's shading, in the document's colours."""
        return self._named("S", gradient, lambda name: self.shadings.update({name: gradient}))

    def state(self, fill: float, stroke: float) -> str:
        """The name of a graphics state with these opacities."""
        state = State(fill, stroke)
        return self._named("G", state, lambda name: self.states.update({name: state}))

    def mask(self, fading: Fading, opacity: float) -> str:
        """The name of a graphics state in which a colour runs out to nothing."""
        state = Mask(fading.start, fading.end, opacity)
        return self._named("G", state, lambda name: self.states.update({name: state}))

    def overprint(self, color: Color) -> str:
        """The name of the graphics state for a thing of this colour that is printed over others.

        "" unless it is solid black ink alone, which covers all of them.
        """
        if self.inks is None or not self.inks.is_black(color):
            return ""
        state = Overprint()
        return self._named("G", state, lambda name: self.states.update({name: state}))

    def _named(self, letter: str, key: object, make: Callable[[str], None]) -> str:
        name = self._names.get(key)
        if name is None:
            name = f"{letter}{sha256(repr(key).encode()).hexdigest()[:12]}"
            make(name)
            self._names[key] = name
        return name

    def snapshot(self) -> ResourceSnapshot:
        """All that has been named so far."""
        fonts = tuple(
            HandedFont(key, use.face.source, use.texts, use.advances)
            for key, use in self.fonts.items()
        )
        return ResourceSnapshot(fonts, self.images, self.forms, self.shadings, self.states)

    def merge(self, other: ResourceSnapshot) -> None:
        """Add what other pages name. Raises ToUnicodeConflict about what a code stands for."""
        for use in other.fonts:
            if use.key not in self._fonts:
                self._fonts[use.key] = PdfFont(self._faces.get(use.key) or use.source.open())
            self._fonts[use.key].merge(use)
        self.images |= other.images
        self.forms |= other.forms
        self.shadings |= other.shadings
        self.states |= other.states
