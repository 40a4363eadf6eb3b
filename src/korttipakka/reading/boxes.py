"""Checks of a layout's boxes: colours, placeholders, pictures, and what stands below what."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..basics.color import FORMS, Color, bare, parse_color, parse_fill
from ..basics.problems import InvalidValue, Location, Problem
from ..model.layout import CONTENT, BoxStyle, Face
from ..model.placeholders import CONDITIONS, FILES, PLACEHOLDER, PLACEHOLDERS, is_placeholder

Places = Callable[[str], Location | None]
"""Where a dotted setting was written."""

Boxes = Mapping[Face, Sequence[BoxStyle]]
"""The boxes of each face."""

COLORS = {"fill": parse_fill, "stroke": parse_color, "color": parse_color,
          "pattern_color": parse_color}  # fmt: skip
TEXTS = ("text", "qr")
TEMPLATES = (*TEXTS, "pattern", *COLORS)

ANY_COLOR = "#000000"
"""Stands for a card's colour when a layout is checked, before there are cards."""


def box_problems(boxes: Boxes, colors: Mapping[str, Color], at: Places) -> Iterator[Problem]:
    """What is wrong with the boxes of a layout, apart from values that cannot be read."""
    for face, of_face in boxes.items():
        for box in of_face:
            start = f"{face}.{box.name}"
            yield from _color_problems(start, box, colors, at)
            yield from _placeholder_problems(start, box, colors, at)
            yield from _condition_problems(start, box, at)
            yield from _place_problems(start, box, of_face, at)


def _color_problems(
    start: str, box: BoxStyle, colors: Mapping[str, Color], at: Places
) -> Iterator[Problem]:
    for name, parse in COLORS.items():
        text = bare(getattr(box, name)) if name == "color" else getattr(box, name)
        if text in {"none", "auto"} and (name != "color" or text == "auto" or not box.text):
            continue
        try:
            parse(PLACEHOLDER.sub(ANY_COLOR, text), colors)
        except InvalidValue as invalid:
            from .meant import color_hint

            key = f"{start}.{name}"
            hint = color_hint(text, invalid, colors, name)
            message = invalid.message
            if ANY_COLOR in message and ANY_COLOR not in text:  # what was typed has a name there
                message = f"'{text}' is not a colour: {FORMS}"
            yield Problem("bad-value", f"{key}: {message}", at(key), hint)


def _placeholder_problems(
    start: str, box: BoxStyle, colors: Mapping[str, Color], at: Places
) -> Iterator[Problem]:
    for name in TEMPLATES:
        template = getattr(box, name)
        for found in PLACEHOLDER.findall(template):
            if not is_placeholder(found):
                own = colors if name in COLORS else {}
                key, known = f"{start}.{name}", PLACEHOLDERS
                yield _stands_for_nothing(key, found, template, known, own, at)
        if name in TEXTS and template:
            yield from _marked_problems(f"{start}.{name}", template, at)
    for found in PLACEHOLDER.findall(box.image):
        if box.image not in {"{" + file + "}" for file in FILES}:
            yield _stands_for_nothing(f"{start}.image", found, box.image, FILES, {}, at)


def _stands_for_nothing(
    key: str,
    found: str,
    template: str,
    known: Sequence[str],
    colors: Mapping[str, Color],
    at: Places,
) -> Problem:
    from .meant import placeholder_hint

    where = "here" if found in PLACEHOLDERS or found in FILES else "anywhere"
    message = f"{key}: '{{{found}}}' stands for nothing {where}"
    hint = placeholder_hint(found, template, known, colors)
    return Problem("unknown-placeholder", message, at(key), hint)


def _marked_problems(key: str, template: str, at: Places) -> Iterator[Problem]:
    """Values that are named as other programs name them, or with a brace left out."""
    if template[0] == "{" and template[-1] == "}" and template.count("{") == 1:
        return
    rest = PLACEHOLDER.sub("", template)
    if rest != template and "{" not in rest and "}" not in rest:
        return
    from .meant import marked_otherwise

    if found := marked_otherwise(template):
        message = f"{key}: '{found[0]}' would be printed as it stands"
        yield Problem("unknown-placeholder", message, at(key), found[1])


def _condition_problems(start: str, box: BoxStyle, at: Places) -> Iterator[Problem]:
    if box.when in CONDITIONS:
        return
    from .conditions import condition_problems

    key = f"{start}.when"
    yield from condition_problems(box.when, key, at(key))


def _place_problems(
    start: str, box: BoxStyle, others: Sequence[BoxStyle], at: Places
) -> Iterator[Problem]:
    names = {other.name: other for other in others}
    if box.width == CONTENT and not (box.text or box.image or box.qr):
        key = f"{start}.width"
        message = f"{key}: the box has no text and no picture that could be its content"
        yield Problem("bad-value", message, at(key), "give it a width")
    leans = [("below", box.below), *(("beside", other) for other in box.beside)]
    for setting, other in leans:
        key = f"{start}.{setting}"
        if other and other not in names:
            message = f"{key}: there is no box '{other}' on the {start.partition('.')[0]}"
            from .meant import box_hint

            yield Problem("unknown-box", message, at(key), box_hint(setting, other, names))
        elif other and _depends(names[other], box, names):
            message = f"{key}: the box stands {setting} itself in the end"
            yield Problem("box-cycle", message, at(key))


def _depends(box: BoxStyle, on: BoxStyle, names: Mapping[str, BoxStyle]) -> bool:
    """Whether the place of a box depends on another's, directly or in the end."""
    seen: set[str] = set()
    waiting = [box.name]
    while waiting:
        name = waiting.pop()
        if name == on.name:
            return True
        if name in names and name not in seen:
            seen.add(name)
            waiting += [names[name].below, *names[name].beside]
    return False


def shows(box: BoxStyle) -> bool:
    """Whether a box paints anything on any card."""
    colors = (box.fill, box.stroke, box.pattern)
    contents = (box.text, box.image, box.qr, box.ruled)
    return any(contents) or any(color != "none" for color in colors)
