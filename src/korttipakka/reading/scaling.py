"""A layout on cards of another size: lengths and type go by the cards' shorter sides."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from ..basics.problems import InvalidValue
from ..basics.sizes import parse_card_size
from ..basics.units import MM
from ..model.kinds import SCALE, Kind
from ..model.layout import FACES, SizeRange, ratio_of
from ..model.lengths import LARGEST_TYPE
from ..model.settings import find_setting

LEGIBLE = 7.0
"""Points: no type gets smaller than this for a smaller card."""

GRID = 0.25
"""Points between the sizes that type is scaled to."""

LEAST_CODE = 16 * MM
"""A QR code gets no narrower than this: cameras would not read it."""

LINE = 1.25
"""Em that a line is high at most, from its ascent to its descent."""

AS_THEY_ARE = ("ruled", "pattern_step", "stroke_width")
"""Lengths of boxes that go by the hand, the eye and the printer, and not by the card."""


class Ranked(Protocol):
    """A setting as written, in the file of a rank counted from the base; flags come after files."""

    @property
    def text(self) -> str:
        """What is written."""

    @property
    def rank(self) -> int:
        """The number of its file."""


def scaled(
    values: Mapping[str, Any], given: Mapping[str, Ranked], cards: Sequence[str], design: int
) -> dict[str, tuple[str, Any]]:
    """The settings that go by the card's size, on the card that is printed: texts and values.

    Each file's are meant for the card of that rank among `cards`; what a flag says is meant for the
    card that is printed, and stays. What is of no box goes with the boxes, which the file of the
    rank `design` places. `values` has what was understood of all settings.
    """
    ratios = [_ratio(values, text) for text in cards]
    type_sizes = {key: value for key, value in values.items() if isinstance(value, SizeRange)}
    smallest = min((sizes.minimum for sizes in type_sizes.values()), default=LEGIBLE)
    known: dict[str, Any] = dict(values)
    found: dict[str, tuple[str, Any]] = {}
    for key in _in_order(key for key, one in given.items() if one.rank < len(ratios)):
        rank = given[key].rank if key.startswith(FACES) else max(design, given[key].rank)
        ratio, setting = ratios[rank], find_setting(key)
        if ratio == 1 or setting is None or key not in values or not is_scaled(key):
            continue
        if key in type_sizes:
            text = scaled_type(type_sizes[key], ratio, max(LEGIBLE, smallest))
        else:
            text = scaled_length(setting.kind, given[key].text, ratio, _kept(key, known))
        known[key] = setting.read(text)
        found[key] = text, known[key]
    from .kept_apart import kept_apart

    return found | kept_apart(values, found)


def _ratio(values: Mapping[str, Any], other: str) -> float:
    """The ratio to the card of a size that a file names; 1 if that is not understood."""
    try:
        return ratio_of(values["card.size"], parse_card_size(other), values["card.scale"])
    except InvalidValue:
        return 1.0


def is_scaled(key: str) -> bool:
    """Whether the setting of a dotted key goes by the card's size."""
    if key.count(".") != 2:
        return key == "card.safe"
    setting = find_setting(key)
    if setting is None or key.endswith(AS_THEY_ARE):
        return False
    return key.endswith(".size") or setting.kind.unit == "mm"


def scaled_type(sizes: SizeRange, ratio: float, least: float) -> str:
    """A range of sizes, as text, by a ratio; on larger cards it still begins where it did.

    The `least` of a layout stays its smallest type: that may be for bad eyes.

    >>> scaled_type(SizeRange(7, 10.5), 0.8, 7), scaled_type(SizeRange(8, 12), 1.5, 7)
    ('7-8.5 pt', '8-18 pt')
    """
    low, high = (min(LARGEST_TYPE, round(size * ratio / GRID) * GRID) for size in sizes)
    low = min(sizes.minimum, max(least, low))
    high = max(low, high)
    return f"{high:g} pt" if low == high else f"{low:g}-{high:g} pt"


def scaled_length(kind: Kind, text: str, ratio: float, least: float = 0.0) -> str:
    """A length, or several, by a ratio, to the hundredth of a millimetre; others as they are.

    None gets smaller than `least` points that was not: shares of the card go by it anyway. None
    leaves the bounds of its kind: a layout as it was made is no error on a card of any size.
    """
    floor = least / SCALE["mm"]
    scaled = (max(mm * ratio, min(mm, floor)) if floor else mm * ratio for mm in kind.amounts(text))
    return " ".join(f"{round(_bounded(mm, kind), 2):g} mm" for mm in scaled) or text


def _bounded(mm: float, kind: Kind) -> float:
    """A length within the bounds of its kind; none at all stays none."""
    if not mm or kind.least is None or kind.most is None:
        return mm
    return min(max(mm, kind.least), kind.most)


def _in_order(keys: Iterable[str]) -> list[str]:
    """Keys of settings as they can be scaled: what a box must keep goes by its type and padding."""
    return sorted(keys, key=lambda key: not key.endswith((".size", ".padding")))


def _kept(key: str, values: Mapping[str, Any]) -> float:
    """What a box's height or width must keep, in points: a line of its text, a code's modules."""
    box, _, name = key.rpartition(".")
    if name in {"width", "height"} and values.get(f"{box}.qr"):
        return LEAST_CODE
    if name != "height" or not values.get(f"{box}.text"):
        return 0.0
    padding, size = values.get(f"{box}.padding"), values.get(f"{box}.size")
    lines = max(1, values.get(f"{box}.lines", 1))
    em = LINE + (lines - 1) * values.get(f"{box}.leading", LINE)
    around = padding.top + padding.bottom if padding else 0.0
    return float(em * (size.minimum if size else LEGIBLE) + around)
