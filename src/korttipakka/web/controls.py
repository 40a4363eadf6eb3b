"""The settings table as the page makes its controls from it: what may be set, how it stands."""

from collections.abc import Mapping
from typing import Any

from ..basics.color import Color, contrast, parse_color
from ..basics.problems import InvalidValue
from ..basics.units import MM
from ..model.layout import Layout
from ..model.settings import Setting, flag_of, setting_of
from ..saving.effective import effective

NEAR_SIZES = 12.0
"""Millimetres that sliders go beyond the card: boxes lie in it, and bleed a little over it."""

LARGE_TYPE = 48.0
"""Points that sliders of type sizes reach at least; they leave room to double a size."""

Entry = dict[str, Any]


def settings_table(layout: Layout, tweaks: Mapping[str, str]) -> list[Entry]:
    """Every setting of a layout with its kind, its value and where that comes from."""
    return [
        _entry(layout, key, found.text, found.source, key in tweaks)
        for key, found in effective(layout, defaults=True).items()
    ]


def _entry(layout: Layout, key: str, text: str, source: str, tweaked: bool) -> Entry:
    setting = setting_of(key)
    kind = setting.kind
    return {
        "key": key,
        "kind": kind.name,
        "unit": kind.unit,
        "least": kind.least,
        "most": kind.most,
        "step": kind.step,
        "slider": _slider(layout, setting, text),
        "choices": kind.choices,
        "names": kind.names,
        "words": kind.words,
        "value": text,
        "amounts": _amounts(setting, text),
        "origin": source,
        "group": setting.group,
        "flag": flag_of(key),
        "help": setting.help,
        "tweaked": tweaked,
        **(_color(layout, key, text) if kind.name == "color" else {}),
    }


def _amounts(setting: Setting, text: str) -> tuple[float, ...]:
    try:
        return setting.kind.amounts(text)
    except InvalidValue:  # the name of a file, which only the layout's reader can open
        return ()


def _slider(layout: Layout, setting: Setting, text: str) -> tuple[float, float] | None:
    """From where to where a slider goes: as far as is of use, and as far as the value lies."""
    kind = setting.kind
    if kind.least is None or kind.most is None:
        return None
    least, most = kind.least, kind.most
    if kind.unit == "mm":
        longest = max(layout.card.size) / MM
        least, most = max(least, -NEAR_SIZES), min(most, round(longest + NEAR_SIZES))
    elif kind.name == "size-range":
        least, most = 4.0, max([LARGE_TYPE, *(2 * amount for amount in _amounts(setting, text))])
    elif kind.name == "count":
        most = min(most, 50)
    amounts = _amounts(setting, text)
    return min([least, *amounts]), max([most, *amounts])


def _color(layout: Layout, key: str, text: str) -> Entry:
    """A colour as the page shows it, and the contrast that it gives with what lies under it.

    Colours that differ from card to card have none.
    """
    color = _fixed(text, layout)
    ground = _ground(layout, key)
    ratio = contrast(color, ground) if color and ground else None
    return {"hex": color.hex if color else "", "contrast": ratio and round(ratio, 2)}


def _fixed(text: str, layout: Layout) -> Color | None:
    try:
        return parse_color(text, layout.colors)
    except InvalidValue:
        return None


def _ground(layout: Layout, key: str) -> Color | None:
    """What a colour is seen against: the box's own fill for its text, and else the paper."""
    boxes = layout.faced_boxes()
    box = next((one for side, one in boxes if key == f"{side}.{one.name}.color"), None)
    if box is None or box.fill in {"", "none"}:
        return layout.colors.get("paper") if key != "colors.paper" else layout.colors.get("ink")
    return _fixed(box.fill, layout)


def palette(layout: Layout) -> dict[str, str]:
    """The layout's named colours, as the page shows them."""
    return {name: color.hex for name, color in layout.colors.items()}
