"""What a press would print of a PDF: colours and overprinting of all that its pages paint."""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

STROKES, FILLS = {"S", "s"}, {"f", "f*", "F"}

COLORS = {"k": "fill", "K": "stroke", "rg": "fill", "RG": "stroke", "g": "fill", "G": "stroke"}


class Ink(NamedTuple):
    """A piece of text (`kind` "text"), a filled or stroked path, a shading or an image.

    `over` tells whether it is printed over what is there.
    """

    kind: str
    color: tuple[float, ...]
    over: bool


class _State(NamedTuple):
    fill: tuple[float, ...] = (0.0,)
    stroke: tuple[float, ...] = (0.0,)
    fill_over: bool = False
    stroke_over: bool = False
    mode: int = 0


def inks(data: bytes) -> Iterator[Ink]:
    """All that is painted, page by page, in order; forms are followed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            yield from _painted(page.obj, page.Resources, _State())


def _painted(stream: Any, resources: Any, state: _State) -> Iterator[Ink]:
    kept: list[_State] = []
    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        if name == "q":
            kept.append(state)
        elif name == "Q":
            state = kept.pop()
        elif name in COLORS:
            state = state._replace(**{COLORS[name]: tuple(float(value) for value in operands)})
        elif name == "gs":
            state = _changed(state, resources.ExtGState[str(operands[0])])
        elif name in {"Tj", "TJ"}:
            yield Ink("text", state.fill, _over(state, state.fill_over))
        elif name in FILLS | {"B", "B*"}:
            yield Ink("fill", state.fill, _over(state, state.fill_over))
        elif name == "sh":
            yield Ink("shading", (), state.fill_over)
        elif name == "Do":
            found = resources.XObject[str(operands[0])]
            if found.Subtype == "/Form":
                yield from _painted(found, found.get("/Resources", resources), state)
            else:
                yield Ink("image", (), state.fill_over)
        if name in STROKES | {"B", "B*"}:
            yield Ink("stroke", state.stroke, _over(state, state.stroke_over))
    assert not kept


def _changed(state: _State, found: Any) -> _State:
    if "/OP" in found:
        fills = bool(found.get("/op", found.OP))
        state = state._replace(fill_over=fills, stroke_over=bool(found.OP))
    return state._replace(mode=int(found.get("/OPM", state.mode)))


def _over(state: _State, wanted: bool) -> bool:
    """Overprinting keeps the inks below where there is none (mode 1)."""
    assert not wanted or state.mode == 1
    return wanted
