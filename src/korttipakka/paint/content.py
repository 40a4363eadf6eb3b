"""Frames to the operators of a PDF content stream, one small method for each kind of item."""

from collections.abc import Iterable, Mapping
from math import cos, radians, sin

from ..color import Color
from ..frame import Box, Frame, Group, Item, Line, Page, TextRun
from ..geometry import Rect, Turn
from .fonts import PdfFont
from .numbers import number

KAPPA = 0.5523
"""Control points of a Bézier curve that draws a quarter circle lie at this share of the radius."""


class ContentWriter:
    """Writes frames as operators; collects the fonts that they use in `fonts`."""

    def __init__(self, fonts: Mapping[str, PdfFont]) -> None:
        self.fonts = fonts
        self._frames: dict[int, str] = {}
        self._kept: list[Frame] = []

    def page(self, page: Page) -> str:
        """The operators of a whole page, moved by its correction against a printer's drift."""
        body = "\n".join(self._items(page.frame.items)) + "\n"
        if page.correction is None:
            return body
        matrix = page.correction.matrix(page.frame.size)
        return f"q {' '.join(f'{value:.6f}' for value in matrix)} cm\n{body}Q\n"

    def frame(self, frame: Frame) -> str:
        """The operators of a frame; a frame that is used again is written once."""
        known = self._frames.get(id(frame))
        if known is None:
            known = "\n".join(self._items(frame.items))
            self._frames[id(frame)] = known
            self._kept.append(frame)  # so that its id is not given to another
        return known

    def _items(self, items: Iterable[Item]) -> Iterable[str]:
        for item in items:
            match item:
                case TextRun():
                    yield self._text(item)
                case Box():
                    yield _box(item)
                case Line():
                    yield _line(item)
                case Group():
                    yield self._group(item)

    def _group(self, group: Group) -> str:
        clip = _clip(_outline(group.clip, group)) if group.clip else ""
        return f"q {_placed(group)} cm\n{clip}{self._inside(group)}\nQ"

    def _inside(self, group: Group) -> str:
        """A group's frame: its operators, or the name that they are kept under."""
        if not group.shared and group.opacity == 1:
            return self.frame(group.frame)
        frame, box = group.frame, group.clip or Rect.of(group.frame.size)
        blended = group.opacity < 1
        name = self.resources.form((id(frame), box, blended), self.frame(frame), box, blended)
        return f"{self._state(group.opacity)}/{name} Do"

    def _state(self, fill: float, stroke: float = 1.0) -> str:
        return "" if fill == stroke == 1 else f"/{self.resources.state(fill, stroke)} gs "

    def _text(self, run: TextRun) -> str:
        font = self.resources.fonts[run.font]
        strings, told = [], True
        for piece in run.pieces:
            string, tells = font.string(piece, run.size)
            told &= tells
            strings.append(string)
            if run.word_space and piece.text == " ":
                strings.append(number(-1000 * run.word_space / run.size))
        tracking = f"{number(run.tracking)} Tc " if run.tracking else ""
        reset = " 0 Tc" if run.tracking else ""
        shown = (
            f"BT {_fill(run.color)} /{font.name} {number(run.size)} Tf {tracking}"
            f"{number(run.at.x)} {number(run.at.y)} Td [{''.join(strings)}] TJ{reset} ET"
        )
        actual = run.text if run.actual is None and not told else run.actual
        return shown if actual is None else _with_actual_text(shown, actual)


def _with_actual_text(shown: str, text: str) -> str:
    code = text.encode("utf-16-be").hex()
    return f"/Span <</ActualText <feff{code}>>> BDC {shown} EMC"


def _box(box: Box) -> str:
    path = _rounded(box.rect, box.radius) if box.radius else _rect(box.rect)
    if box.stroke is None:
        return f"{_fill(box.fill)} {path} f" if box.fill else ""
    pen = f"{_stroke(box.stroke)} {number(box.stroke_width)} w"
    return f"{pen} {path} S" if box.fill is None else f"{_fill(box.fill)} {pen} {path} B"


def _line(line: Line) -> str:
    dash = " ".join(number(length) for length in line.dash)
    return (
        f"{_stroke(line.color)} {number(line.width)} w [{dash}] 0 d "
        f"{number(line.start.x)} {number(line.start.y)} m "
        f"{number(line.end.x)} {number(line.end.y)} l S"
    )


def _rect(rect: Rect) -> str:
    return (
        f"{number(rect.left)} {number(rect.bottom)} {number(rect.width)} {number(rect.height)} re"
    )


def _rounded(rect: Rect, radius: float) -> str:
    """A rectangle with quarter circles at its corners, counter-clockwise from the bottom left."""
    r = min(radius, rect.width / 2, rect.height / 2)
    k = r * (1 - KAPPA)
    left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
    points = [
        ((left + r, bottom), "m"),
        ((right - r, bottom), "l"),
        ((right - k, bottom, right, bottom + k, right, bottom + r), "c"),
        ((right, top - r), "l"),
        ((right, top - k, right - k, top, right - r, top), "c"),
        ((left + r, top), "l"),
        ((left + k, top, left, top - k, left, top - r), "c"),
        ((left, bottom + r), "l"),
        ((left, bottom + k, left + k, bottom, left + r, bottom), "c"),
    ]
    return " ".join(f"{' '.join(map(number, at))} {op}" for at, op in points) + " h"


def _placed(group: Group) -> str:
    """The matrix that turns a frame and puts its bounding box's bottom left corner at `at`."""
    size, x, y = group.frame.size, group.at.x, group.at.y
    shift = {
        Turn.UPRIGHT: (0.0, 0.0),
        Turn.LEFT: (size.height, 0.0),
        Turn.OVER: (size.width, size.height),
        Turn.RIGHT: (0.0, size.width),
    }[group.turn]
    angle = radians(group.turn.value)
    c, s = round(cos(angle)), round(sin(angle))
    return " ".join(map(number, (c, s, -s, c, x + shift[0], y + shift[1])))


def _fill(color: Color) -> str:
    return _color(color, "rg", "k")


def _stroke(color: Color) -> str:
    return _color(color, "RG", "K")


def _color(color: Color, rgb: str, cmyk: str) -> str:
    values = " ".join(map(number, color.values))
    return f"{values} {rgb if len(color.values) == 3 else cmyk}"
