"""What designers write for colours and gradients, in style sheets and in programs for layout.

Only hints read this. Each gives a value that a box takes, or says what there is instead.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from ..basics.color import OUTER_COMMA, Color, parse_fill
from ..basics.problems import InvalidValue, did_you_mean
from .placeholders import PLACEHOLDER

CLEAR = ("transparent", "clear", "no", "off", "false", "empty", "nothing", "null", "[none]")

OF_LAYOUT: Mapping[str, str] = {
    "currentcolor": "ink", "foreground": "ink", "text": "ink", "[black]": "black",
    "background": "paper", "canvas": "paper", "[paper]": "paper", "registration": "black",
}  # fmt: skip
"""Words for colours that a layout has by its own names."""

SIDES: Mapping[str, int] = {
    "top": 0, "right": 90, "bottom": 180, "left": 270, "top right": 45, "right top": 45,
    "bottom right": 135, "right bottom": 135, "bottom left": 225, "left bottom": 225,
    "top left": 315, "left top": 315,
}  # fmt: skip
"""Where the last colour of a gradient lies, and the angle of that in degrees."""

SPOT = r"(?i)\b(?:pantone|pms|ral|hks|ncs|toyo|munsell)\b.*"
ELSEWHERE = r"(?i)(?:oklch|oklab|lab|lch|hwb|hsb|hsv|color|color-mix|device-cmyk)\(.*"
PERCENT = r"(\d+(?:\.\d+)?)\s*%"
INKS = (
    r"(?i)\s*(?:cmyk)?\s*\(?\s*(?:c\s*[=:]?\s*)?{n}\s*{u}[\s,/]+(?:m\s*[=:]?\s*)?{n}\s*{u}[\s,/]+"
    r"(?:y\s*[=:]?\s*)?{n}\s*{u}[\s,/]+(?:k\s*[=:]?\s*)?{n}\s*{u}\)?\s*"
)


def color_meant_by(text: str, names: Mapping[str, Color], *, for_fill: bool) -> str:
    """A hint with the colour that is meant by one that cannot be read; "" if not known.

    `color_meant_by("transparent", {}, for_fill=True)` is "write none".
    """
    text = text.strip()
    if text.lower() in CLEAR:
        return "write none"
    if found := re.fullmatch(r"url\(\s*[\"']?(.+?)[\"']?\s*\)", text):
        return f"pictures have a setting of their own; write image: {found[1]}"
    if re.fullmatch(SPOT, text):
        return "a spot colour is given by the inks of its swatch: cmyk(0%, 90%, 80%, 0%)"
    is_gradient = re.match(r"(?i)[\w-]*gradient\(", text)
    if is_gradient and not for_fill:
        return "one colour belongs here: only fill takes a gradient"
    for meant in _candidates(text, names):
        if _is_fill(meant, names) and (for_fill or not meant.startswith("gradient")):
            return f'write "{meant}", with the quotes' if "(" in meant else f"write {meant}"
    if is_gradient:
        return "gradients run straight through two colours or more: gradient(red, blue, 90deg)"
    return "write it as #rrggbb, in quotes" if re.fullmatch(ELSEWHERE, text) else ""


def outline_meant(text: str, names: Mapping[str, Color]) -> str:
    """A hint for an outline in one line, as style sheets have it; "" if it is none.

    `outline_meant("1px solid red", {})` is "write red, and stroke_width: 0.75 pt".
    """
    width = re.search(r"(?<![\w#.])(\d*\.?\d+)\s*(px|pt|mm|cm|in)?(?![\w%])", text)
    style = r"\b(solid|dashed|dotted|double|inset|outset|thin|medium|thick|outline)\b"
    rest = text.replace(width[0], " ", 1) if width else text
    color = " ".join(re.sub(style, " ", rest).split()) or "ink"
    if not width or not _is_fill(color, names):
        return ""
    pixels = 0.75 if width[2] in (None, "px") else 1
    unit = "pt" if width[2] in (None, "px") else width[2]
    written = f'"{color}"' if color.startswith("#") else color
    return f"write {written}, and stroke_width: {float(width[1]) * pixels:g} {unit}"


def _is_fill(text: str, names: Mapping[str, Color]) -> bool:
    try:
        parse_fill(PLACEHOLDER.sub("#000000", text), names)
    except InvalidValue:
        return False
    return True


def _candidates(text: str, names: Mapping[str, Color]) -> Iterator[str]:
    yield OF_LAYOUT.get(text.lower(), "")
    if found := re.fullmatch(r"(?:var\(\s*)?(?:--|\$|@|--color-)([\w-]+)\s*\)?", text):
        yield found[1]
        yield _closest(found[1], names)
    if found := re.fullmatch(r"(?:colou?rs?|palette|swatch(?:es)?)[./]([\w-]+)", text):
        yield found[1]
        yield _closest(found[1], names)
    if found := re.fullmatch(rf"(?i)lighten\((.+),\s*{PERCENT}\)", text):
        yield f"tint({_plain(found[1], names)}, {100 - float(found[2]):g} %)"
    if found := re.fullmatch(rf"(?i)(?:fade|alpha|opacity|mix)\((.+),\s*{PERCENT}\)", text):
        yield f"tint({_plain(found[1], names)}, {found[2]} %)"
    if found := re.fullmatch(INKS.format(n=r"(\d+(?:\.\d+)?)", u="[cmyk%]{0,2}"), text):
        yield f"cmyk({', '.join(f'{number}%' for number in found.groups())})"
    if found := re.fullmatch(rf"(.+?)[\s,/@-]+{PERCENT}", text):
        yield f"tint({_plain(found[1], names)}, {found[2]} %)"
    if found := re.fullmatch(rf"{PERCENT}[\s-]+(.+)", text):
        yield f"tint({_plain(found[2], names)}, {found[1]} %)"
    yield _gradient(text, names)


def _closest(word: str, names: Collection[str]) -> str:
    """The layout's own name that is closest to a word; "" for none."""
    return did_you_mean(word, names).removeprefix("did you mean '").removesuffix("'?")


def _gradient(text: str, names: Mapping[str, Color]) -> str:
    """A gradient of style sheets, or two colours with a word between, as boxes take them."""
    found = re.fullmatch(r"(?i)(?:(?:-webkit-|repeating-)?(?:linear-)?gradient)\((.+)\)", text)
    between = re.split(r"\s*(?:->|→|\bto\b|,)\s*", text)
    if not found and (len(between) != 2 or "(" in text):
        return ""
    parts = [part.strip() for part in re.split(OUTER_COMMA, found[1])] if found else between
    angle = ""
    for index in (0, -1):
        turned = _angle(parts[index]) if parts else ""
        if turned:
            angle = f", {turned}"
            del parts[index]
    return f"gradient({', '.join(_stop(part, names) for part in parts)}{angle})"


def _angle(text: str) -> str:
    """`to right`, `90`, `0.25turn` in degrees; "" for none."""
    side = re.fullmatch(r"(?:to\s+)?([a-z]+(?:\s+[a-z]+)?)", text)
    if side and side[1] in SIDES:
        return f"{SIDES[side[1]]}deg"
    found = re.fullmatch(r"(-?[\d.]+)\s*(deg|°|turn|)", text)
    return f"{float(found[1]) * (360 if found[2] == 'turn' else 1):g}deg" if found else ""


def _stop(part: str, names: Mapping[str, Color]) -> str:
    found = re.fullmatch(rf"(.+?)\s+{PERCENT}", part)
    return f"{_plain(found[1], names)} {found[2]} %" if found else _plain(part, names)


def _plain(text: str, names: Mapping[str, Color]) -> str:
    """A colour in a form that is read, if it is one in other words."""
    from ..basics.color import css_names
    from ..basics.color_words import color_of

    return text if _is_fill(text, names) else color_of(text, tuple(names), css_names()) or text
