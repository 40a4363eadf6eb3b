"""Spaces between words that are set otherwise than their text: in another font, without tracking.

Such a space is set as the words beside it are, and keeps its width. A space by itself would be a
text object of its own, which PDFium (in Chrome) leaves out: words are then copied as one. Nothing
here is done for a line that is all set alike.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter

from ..basics.records import NamedTuple
from ..fonts import FontFace
from ..model.text import Markup, Shaped

Faces = Callable[[str], FontFace | None]
"""Finds a face by its key; None for icons, which have none."""


class Stretch(NamedTuple):
    """Pieces of one font that take tracking, or do not; `font` and `rigid` are theirs."""

    font: str
    rigid: bool
    pieces: tuple[Shaped, ...]


_look = attrgetter("font", "rigid")


def in_fonts(pieces: Sequence[Shaped], space: Shaped, faces: Faces) -> list[Stretch]:
    """The pieces of a line in stretches, each space with the words before or after it."""
    found = list(pieces)
    for index, piece in enumerate(pieces):
        if piece is space:
            beside = found[max(0, index - 1) : index], pieces[index + 1 : index + 2]
            found[index] = _with_words(space, [word for side in beside for word in side], faces)
    alike = groupby(found, key=_look)
    return [Stretch(font, rigid, tuple(group)) for (font, rigid), group in alike]


def _with_words(space: Shaped, words: Sequence[Shaped], faces: Faces) -> Shaped:
    """A space as one of the words beside it is set, if none of them is set as the space is."""
    if _look(space) in map(_look, words):
        return space
    for word in words:
        if own := space_like(word, faces):
            return own
    return space


class Placed(NamedTuple):
    """A part of a line that runs both ways: its place in the order of reading, and its markup.

    Its pieces are set alike, and read as `actual` where that is not None.
    """

    read_at: int
    pieces: tuple[Shaped, ...]
    actual: str | None
    markup: Markup


def words_together(found: Sequence[Placed], space: Shaped, faces: Faces) -> list[list[Placed]]:
    """The parts of a line as they lie, those together that are read one after the other.

    All parts of a group are set alike, the spaces between their words, too.
    """
    parts = list(found)
    for index, part in enumerate(found):
        if part.pieces == (space,):
            beside = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
            near = [one for one in beside if abs(one.read_at - part.read_at) == 1]
            words = [one.pieces[0] for one in near if _may_join(one, part)]
            words.sort(key=lambda word: not word.rtl)
            own = next(filter(None, (space_like(word, faces) for word in words)), space)
            parts[index] = part._replace(pieces=(own,))
    groups = [[parts[0]]]
    for part in parts[1:]:
        last = groups[-1][-1]
        rtl = part.pieces[0].rtl
        is_next = part.read_at - last.read_at == (-1 if rtl else 1)
        alike = _look_both(part.pieces[0]) == _look_both(last.pieces[0])
        if is_next and alike and _may_join(part, last):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _may_join(one: Placed, other: Placed) -> bool:
    """Whether two parts are read by their codes and marked up alike."""
    return one.actual is None and other.actual is None and one.markup == other.markup


_look_both = attrgetter("font", "rigid", "rtl")


def space_like(word: Shaped, faces: Faces) -> Shaped | None:
    """A space in a word's font and direction; None where the font has none."""
    face = faces(word.font)
    own = face.shape(" ", word.rtl) if face else None
    return own._replace(rigid=word.rigid) if own and not own.missing else None
