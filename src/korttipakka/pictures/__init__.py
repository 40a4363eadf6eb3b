"""Picture files: each is opened once, and none is trusted."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..basics.color import BLACK, Color, ColorSpace
from ..basics.geometry import Point, Size
from ..basics.problems import hint_of
from ..basics.records import NamedTuple
from ..basics.scratch import Scratch
from ..model.frame import Frame, Gradient, Paint, Shape
from ..model.paths import Matrix, mapped
from .refusal import PictureError

if TYPE_CHECKING:
    from .svg import Resvg, Svg

__all__ = ["Drawing", "Picture", "PictureError", "Pictures", "Raster", "Vector", "scaled"]

VECTOR_SUFFIX = ".svg"

MOST_BYTES = 50_000_000
"""Bytes of a picture file: a photograph of 45 megapixels has some 30 million."""


class Raster(NamedTuple):
    """A picture of pixels; `size` is in pixels, upright as a viewer shows it.

    `note` says what is to be known of it, for a user.
    """

    path: Path
    size: Size
    note: str = ""


class Vector(NamedTuple):
    """A picture of shapes in a frame of its own size, in points."""

    frame: Frame
    note: str = ""

    @property
    def size(self) -> Size:
        """Its width and height in points."""
        return self.frame.size


class Drawing(NamedTuple):
    """An SVG file that is drawn as pixels, in its place: see `Pictures.drawn`.

    `size` is its own in points, `color` its currentColor.
    """

    path: Path
    svg: "Svg"
    color: Color

    @property
    def size(self) -> Size:
        """Its width and height in points."""
        return self.svg.size


Picture = Raster | Vector | Drawing


ANEW = "copy the file once more from where it came, or save it anew"
"""What to do about a damaged picture."""


class Pictures:
    """Opens picture files for a PDF of such colours, each once.

    What is drawn lies in `scratch`; what those `before` drew there is not drawn again.
    """

    def __init__(
        self, scratch: Scratch | None = None, space: ColorSpace = "rgb",
        before: "Pictures | None" = None,
    ) -> None:  # fmt: skip
        self._space = space
        self._scratch = scratch or Scratch()
        self._known: dict[tuple[Path, Color | None], Picture | PictureError] = {}
        self._svgs: dict[Path, Svg | PictureError] = {}
        self._resvg: Resvg | None = before._resvg if before else None
        if self._resvg is not None:
            self._resvg.begin()

    def open(self, path: Path, color: Color = BLACK) -> Picture:
        """The picture in a file; `color` is what an SVG file calls currentColor.

        Raises PictureError when the file cannot be used.
        """
        is_vector = path.suffix.lower() == VECTOR_SUFFIX
        key = (path, color if is_vector else None)
        if key not in self._known:
            self._known[key] = self._open(path, color if is_vector else None)
        found = self._known[key]
        if isinstance(found, PictureError):
            raise found.with_traceback(None)  # each raising would lengthen it
        return found

    def drawn(self, drawing: Drawing, size: Size) -> Raster | None:
        """A drawing as pixels for a place of this size in points.

        Raises PictureError when it cannot be drawn; None when it is not tried, since another one,
        which is an error, has taken too much time.
        """
        if self._resvg is None:
            from .svg import Resvg

            self._resvg = Resvg(self._scratch)
        try:
            found = self._resvg.drawn(drawing.svg, size, drawing.color)
        except OSError as error:
            why = error.strerror or error
            raise PictureError(f"it cannot be drawn: {why}", "make room, or set TMPDIR") from error
        if found is None:
            return None
        dpi = found.size.width / size.width * 72
        return Raster(*found, f"{drawing.svg.why}, so that it is printed as pixels, {dpi:.0f} dpi")

    def _open(self, path: Path, color: Color | None) -> Picture | PictureError:
        try:
            if path.stat().st_size > MOST_BYTES:
                most = MOST_BYTES // 1_000_000
                return PictureError(f"the file is larger than {most} MB", "save it smaller")
            return self._raster(path) if color is None else self._vector(path, color)
        except PictureError as error:
            return error
        except OSError as error:
            return PictureError(f"the file cannot be read: {error.strerror or error}")
        except ValueError as error:
            return PictureError(str(error), hint_of(error) or ANEW)

    def _raster(self, path: Path) -> Raster:
        from .raster import examined

        return Raster(path, *examined(path, self._space))

    def _vector(self, path: Path, color: Color) -> Vector | Drawing:
        svg = self._svg(path)
        if svg.frame is None:
            return Drawing(path, svg, color)
        return Vector(_colored(svg.frame, color) if svg.is_open else svg.frame)

    def _svg(self, path: Path) -> "Svg":
        """An SVG file, which is read once for all colours, even if it is refused."""
        from .svg import read_svg

        if path not in self._svgs:
            try:
                self._svgs[path] = read_svg(path.read_bytes())
            except PictureError as error:
                self._svgs[path] = error
        found = self._svgs[path]
        if isinstance(found, PictureError):
            raise found.with_traceback(None)  # each raising would lengthen it
        return found


def _colored(frame: Frame, color: Color) -> Frame:
    """A frame of shapes with this colour where one was left open."""
    from .svg import CURRENT

    shapes = (item for item in frame.content if isinstance(item, Shape))
    content = (
        shape._replace(
            fill=color if shape.fill == CURRENT else shape.fill,
            stroke=color if shape.stroke == CURRENT else shape.stroke,
        )
        for shape in shapes
    )
    return frame._replace(content=tuple(content))


def scaled(frame: Frame, size: Size) -> Frame:
    """A frame of shapes brought to another size of the same proportions."""
    scale = size.width / frame.size.width
    shapes = (item for item in frame.content if isinstance(item, Shape))
    return Frame(size, tuple(_scaled(shape, scale) for shape in shapes))


def _scaled(shape: Shape, scale: float) -> Shape:
    matrix = Matrix(a=scale, d=scale)
    return shape._replace(
        path=mapped(shape.path, matrix),
        fill=_scaled_paint(shape.fill, scale),
        stroke_width=shape.stroke_width * scale,
        dash=tuple(length * scale for length in shape.dash),
        clips=tuple(mapped(clip, matrix) for clip in shape.clips),
    )


def _scaled_paint(paint: Paint | None, scale: float) -> Paint | None:
    if not isinstance(paint, Gradient):
        return paint
    start = Point(paint.start.x * scale, paint.start.y * scale)
    end = Point(paint.end.x * scale, paint.end.y * scale)
    return Gradient(paint.stops, start, end, paint.radius * scale)
