"""Picture files: each is opened once, and none is trusted."""

from pathlib import Path
from typing import NamedTuple

from ..basics.color import BLACK, Color
from ..basics.geometry import Point, Size
from ..basics.problems import InvalidValue, hint_of
from ..model.frame import Frame, Gradient, Paint, Shape
from ..model.paths import Matrix, mapped

__all__ = ["Picture", "PictureError", "Pictures", "Raster", "Vector", "scaled"]

VECTOR_SUFFIX = ".svg"

MOST_BYTES = 50_000_000
"""Bytes of a picture file: a photograph of 45 megapixels has some 30 million."""


class Raster(NamedTuple):
    """A picture of pixels; `size` is in pixels, upright as a viewer shows it."""

    path: Path
    size: Size


class Vector(NamedTuple):
    """A picture of shapes in a frame of its own size, in points."""

    frame: Frame

    @property
    def size(self) -> Size:
        """Its width and height in points."""
        return self.frame.size


Picture = Raster | Vector


class PictureError(InvalidValue):
    """A picture cannot be used."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, code="bad-image")


class Pictures:
    """Opens picture files, each once; and once in each colour, for vectors that leave it open."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, Color | None], Picture | PictureError] = {}

    def open(self, path: Path, color: Color = BLACK) -> Picture:
        """The picture in a file; `color` is what an SVG file calls currentColor.

        Raises PictureError when the file cannot be used.
        """
        is_vector = path.suffix.lower() == VECTOR_SUFFIX
        key = (path, color if is_vector else None)
        if key not in self._known:
            self._known[key] = _open(path, color if is_vector else None)
        found = self._known[key]
        if isinstance(found, PictureError):
            raise found
        return found


def _open(path: Path, color: Color | None) -> Picture | PictureError:
    try:
        if path.stat().st_size > MOST_BYTES:
            return PictureError(f"the file is larger than {MOST_BYTES // 1_000_000} MB")
        return _raster(path) if color is None else _vector(path, color)
    except OSError as error:
        return PictureError(f"the file cannot be read: {error.strerror or error}")
    except ValueError as error:
        return PictureError(str(error), hint_of(error))


def _raster(path: Path) -> Raster:
    from .raster import upright_size

    return Raster(path, upright_size(path))


def _vector(path: Path, color: Color) -> Vector:
    from .svg import read_svg

    return Vector(read_svg(path.read_bytes(), color))


def scaled(frame: Frame, size: Size) -> Frame:
    """A frame of shapes brought to another size of the same proportions."""
    scale = size.width / frame.size.width
    shapes = (item for item in frame.items if isinstance(item, Shape))
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
