"""Perforated sheets of the user's own: a YAML file says what stands on the package."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..basics.geometry import Point, Turn
from ..basics.problems import KorttipakkaError, Location, Problem, error
from ..basics.sizes import size_in_mm
from ..basics.units import fits, in_mm
from ..model.lengths import CARD_SIZE, PAPER, length
from ..model.numbers import count
from ..model.perforated import PerforatedSheet
from ..model.settings import GAPS
from . import tree
from .files import YAML_SUFFIXES
from .records import read_record
from .tree import parse_yaml, read_text


def is_sheet_file(text: str) -> bool:
    """Whether the value of `sheet.perforated` names a file, not a maker's sheet."""
    return Path(text).suffix.lower() in YAML_SUFFIXES


def is_sheet(root: tree.Node | None) -> bool:
    """Whether a file beside a deck's is a sheet's, perhaps with mistakes, and holds no cards."""
    return (
        isinstance(root, tree.Mapping)
        and "cards" not in root
        and len(root.keys() & READERS.keys()) > 1
    )


def read_perforated(path: Path) -> PerforatedSheet:
    """Read the file of a perforated sheet. Raises KorttipakkaError with every problem in it."""
    at = Location.file(path)
    root, problems = parse_yaml(read_text(at), at)
    if not isinstance(root, tree.Mapping):
        whole = error("wrong-type", "a sheet has named values: paper, card, …", at)
        raise KorttipakkaError(problems) if problems else whole
    record = read_record(root, READERS, NEEDED, _hint)
    problems += record.problems
    if problems:
        raise KorttipakkaError(problems)
    form = PerforatedSheet(**(OPTIONAL | record.values))
    if over := list(_over(form, root)):
        raise KorttipakkaError(over)
    return form


SET_BY_SHEET = ("card.size", "sheet.paper", "sheet.margin", "sheet.gutter")
"""The settings that a perforated sheet makes."""


def set_by(form: PerforatedSheet, sideways: bool = False) -> dict[str, tuple[Any, str]]:
    """The settings that a sheet makes, each as a value and as text.

    Cards that lie `sideways` in their places are as wide as these are high.
    """
    room, gutter = form.margin, form.gutter
    card = form.card.turned(Turn.LEFT) if sideways else form.card
    sides = (room.top, room.right, room.bottom, room.left)
    made = (
        (card, size_in_mm(card)),
        (form.paper, size_in_mm(form.paper)),
        (room, ", ".join(f"{in_mm(side)} mm" for side in sides)),
        (gutter, f"{in_mm(gutter.x)} mm, {in_mm(gutter.y)} mm"),
    )
    return dict(zip(SET_BY_SHEET, made, strict=True))


def _over(form: PerforatedSheet, root: tree.Mapping) -> Iterator[Problem]:
    """The sides on which the cards reach over the paper."""
    for room, key in ((form.margin.right, "columns"), (form.margin.bottom, "rows")):
        if not fits(0, room):
            message = f"the {key} end {in_mm(-room)} mm beyond the paper's edge"
            yield Problem("bad-sheet", message, root[key].at, "check the lengths on the package")


NUMBER, LENGTH = count(1, 100), length(0, 500)


def _hint(key: str, known: bool) -> str:
    """What to write for a key that is missing, or instead of one that is not known."""
    from .sheet_words import example, meant

    return example(key) if known else meant(key)


def _gutter(text: str) -> Point:
    """Across and down: "10 mm x 0 mm" or "10 x 0", with a comma, or one length for both."""
    across, by, down = text.lower().partition("x")
    if by:
        units = (side.strip(" 0123456789.,") for side in (down, across))
        unit = next(filter(None, units), "mm")
        text = f"{_with_unit(across, unit)} {_with_unit(down, unit)}"
    found: Point = GAPS.read(text)
    return found


def _with_unit(length: str, unit: str) -> str:
    """A length with a unit, its own if it has one; as sizes of cards are read."""
    return length if length.strip(" 0123456789.,") else f"{length.strip()}{unit}"


READERS = {
    "paper": PAPER.read,
    "card": CARD_SIZE.read,
    "columns": NUMBER.read,
    "rows": NUMBER.read,
    "left": LENGTH.read,
    "top": LENGTH.read,
    "gutter": _gutter,
}

OPTIONAL = {"gutter": Point(0.0, 0.0)}

NEEDED = [key for key in READERS if key not in OPTIONAL]
