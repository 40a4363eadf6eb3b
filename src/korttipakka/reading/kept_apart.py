"""A scaled layout's boxes that stand over, around and beside boxes which have kept their height.

On a small card a box keeps the height that its lines of text need. What stood above it would lie
over its text, a band around it would be too low, and a box of the same height beside it askew.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from ..basics.records import NamedTuple
from ..basics.units import MM, SLACK, Length, fits, parse_length
from ..model.layout import FACES

ROUNDING = 0.03 * MM
"""What is no more has become so by the hundredths of a millimetre that lengths are scaled to."""

NARROW = 0.5 * MM
"""The least room between boxes that had more: it is needed for texts."""

Scaled = Mapping[str, tuple[str, Any]]
"""Settings as they were scaled: texts and values."""


class Stretch(NamedTuple):
    """Where a box begins and ends, in points from an edge of the card, as made and as scaled."""

    box: str
    edge: str
    begins: float
    ends: float
    begins_now: float
    ends_now: float

    @property
    def kept(self) -> float:
        """How much higher the box is than its share of the card."""
        return self.ends_now - self.begins_now - (self.ends - self.begins) * self.ratio

    @property
    def ratio(self) -> float:
        """How long a length from the edge is of what it was."""
        return self.begins_now / self.begins if self.begins else 1.0

    def within(self, other: "Stretch") -> bool:
        """Whether another box began before this one, and ended after it, or both where it did."""
        return fits(other.begins, self.begins) and fits(self.ends, other.ends)


def kept_apart(values: Mapping[str, Any], found: Scaled) -> dict[str, tuple[str, Any]]:
    """Insets and heights that are mended; `values` are those of the card that it was made for."""
    mended: dict[str, tuple[str, Any]] = {}
    for face in FACES:
        for edge in ("bottom", "top"):
            stretches = sorted(_stretches(face, edge, values, found), key=lambda one: one.begins)
            if any(one.kept > ROUNDING for one in stretches):
                mended |= _mended(stretches)
    return mended


def _mended(stretches: Sequence[Stretch]) -> dict[str, tuple[str, Any]]:
    mended: dict[str, tuple[str, Any]] = {}
    done: list[Stretch] = []
    for one in stretches:
        high, needed = one.ends_now - one.begins_now, _held(one, stretches)
        if one.ends > one.begins and needed - high > ROUNDING:
            high = needed
            mended[f"{one.box}.height"] = _length(high)
        begins = max([one.begins_now, *_above(one, done)])
        if begins - one.begins_now > ROUNDING:
            mended[f"{one.box}.{one.edge}"] = _length(begins)
        done.append(one._replace(begins_now=begins, ends_now=begins + high))
    return mended


def _held(one: Stretch, others: Sequence[Stretch]) -> float:
    """The height that a box needs around those that it holds, and beside one that is as high."""
    within = [other for other in others if other.within(one)]
    return max(
        other.ends_now + (one.ends - other.ends) * one.ratio - one.begins_now for other in within
    )


def _above(one: Stretch, done: Sequence[Stretch]) -> Iterator[float]:
    """Where a box may begin above each of those that it stood above."""
    for other in done:
        if fits(other.ends, one.begins):
            yield other.ends_now + min(NARROW, (one.begins - other.ends) * one.ratio)


def _length(points: float) -> tuple[str, Length]:
    text = f"{ceil(points / MM * 100 - SLACK) / 100:g} mm"
    return text, parse_length(text)


def _stretches(face: str, edge: str, values: Mapping[str, Any], found: Scaled) -> Iterator[Stretch]:
    for key, (_, now) in found.items():
        box, _, name = key.rpartition(".")
        begins, begins_now = _points(values.get(key)), _points(now)
        if name != edge or not key.startswith(f"{face}.") or begins is None or begins_now is None:
            continue
        high = _points(values.get(f"{box}.height"))
        high_now = _points(found.get(f"{box}.height", ("", None))[1])
        if high is None or high_now is None:
            high = high_now = 0.0
        yield Stretch(box, edge, begins, begins + high, begins_now, begins_now + high_now)


def _points(length: object) -> float | None:
    """An absolute length; None for a share of the card, and for what follows the text."""
    return length.points if isinstance(length, Length) and not length.fraction else None
