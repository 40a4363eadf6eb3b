"""What the writer of a layout may have meant by a value that cannot be read."""

import re
from collections.abc import Collection, Mapping, Sequence

from ..basics.color import Color
from ..basics.problems import InvalidValue, suggestion
from ..basics.units import decimal_comma
from ..model.designer_colors import CLEAR, color_meant_by, outline_meant
from ..model.designer_values import value_meant
from ..model.designers import VALUES, plain
from ..model.hints import hint_for
from ..model.kinds import LONGEST
from ..model.layout import FACES
from ..model.placeholders import FILES, PLACEHOLDER, PLACEHOLDERS, is_placeholder
from ..model.settings import SETTINGS, Setting

TEMPLATES = ("text", "qr", "image", "fill", "stroke", "color", "pattern", "pattern_color")
"""Settings of boxes that name values of cards."""

NOTHING = ("none", "no", "off", "false", "null", "hidden")
"""What people write for a box or a side that is not to be there."""

FIRST = {"card": "card.size", "sheet": "sheet.paper", "fonts": "fonts.body", "colors": "colors.ink"}
"""What a section's only value is most often."""


def line_hint(key: str, text: str) -> str:
    """What the writer of a line meant whose key is no setting: a box, a side, another setting."""
    return _of_boxes_and_sections(key, text) or hint_for(key)


def _of_boxes_and_sections(key: str, text: str) -> str:
    face, _, box = key.partition(".")
    is_box = face in FACES and box and "." not in box
    if text.strip().lower() in NOTHING and is_box:
        return f"to leave the box out, write {box}: {{when: never}}"
    if text.strip().lower() in NOTHING and key in FACES:
        other = next(side for side in FACES if side != face)
        return f"to print {other}s alone, write sheet: {{sides: {other}s}}"
    if not text.strip() and (is_box or key in FACES or key in FIRST):
        return "nothing stands below it: indent its settings, or leave it out"
    if key in FIRST:
        return _section_hint(key, text)
    return _inner_box_hint(key, text)


def _section_hint(section: str, text: str) -> str:
    setting = next(setting for setting in SETTINGS if setting.key == FIRST[section])
    try:
        setting.read(text)
    except InvalidValue:
        return ""
    if "," in text:
        return ""
    name = setting.key.partition(".")[2]
    return f"write {section}: {{{name}: {text.strip()}}}"


def _inner_box_hint(key: str, text: str) -> str:
    """Of a value that stands in a box as if it were a setting of it."""
    face, _, rest = key.partition(".")
    box, _, name = rest.partition(".")
    if face in FACES and name in PLACEHOLDERS and PLACEHOLDER.search(text):
        return f"is {name} a box of its own? then it begins in the column of {box}"
    setting, _, value = name.partition(".")
    if face in FACES and setting in TEMPLATES and not text and _is_value(value):
        return f'a text in braces has quotes: write {setting}: "{{{value}}}"'
    return ""


def _is_value(name: str) -> bool:
    return is_placeholder(name) or name in FILES


def value_hint(setting: Setting, text: str, invalid: InvalidValue, size: str) -> str:
    """What to write instead of a text that a setting cannot take; `size` is that of its box."""
    if len(text) > LONGEST or decimal_comma(text):
        return invalid.hint
    return _place_meant(setting, text) or value_meant(setting, text, size) or invalid.hint


def _place_meant(setting: Setting, text: str) -> str:
    """Of a box that is placed by another in a length of its own, or is less than the whole card."""
    name, words = setting.key.rpartition(".")[2], text.strip()
    found = re.fullmatch(r"(below|beside|under|after|next to|right of|left of)\s+([\w-]+)", words)
    if found and name in ("left", "right", "top", "bottom"):
        way = "below" if found[1] in ("below", "under", "after") else "beside"
        return f"write {way}: {found[2]}, and leave {name} out"
    if name in ("width", "height") and re.fullmatch(r"(calc\()?100\s*%\s*-.*", words):
        edges = "left and right" if name == "width" else "top and bottom"
        return f"leave it out, and give {edges}: the box reaches from one to the other"
    return ""


def box_hint(setting: str, other: str, names: Collection[str]) -> str:
    """What to write for the box that another leans on, where there is none of this name."""
    if other.lower() in NOTHING:
        return f"write {setting}: []" if setting == "beside" else "leave it out"
    found = re.fullmatch(r"([\w.-]+?)\s*\+\s*([\d.]+\s*(?:mm|cm|in|pt|%))", other)
    if found and found[1] in names:
        return f"write {found[1]}, and gap: {found[2]}"
    return suggestion(other, names)


def list_hint(setting: Setting, text: str) -> str:
    """What to write instead of a list, where one value belongs; `text` has its values."""
    if setting.kind.form == "NAME|FILE":
        first = text.split(",")[0].strip()
        return f"write {first}, and the others under fonts: {{fallback: …}}"
    if meant := value_meant(setting, text):
        return meant
    if setting.key == "text":
        return r'write one text, with \n between its lines: "{title}\n{subtitle}"'
    return "put a text that begins with [ in quotes"


def color_hint(text: str, invalid: InvalidValue, names: Mapping[str, Color], setting: str) -> str:
    """What the writer of a box's colour that is none may have meant."""
    if text.count("(") > text.count(")"):
        return 'between braces a colour with a comma is put in quotes: "tint(red, 20%)"'
    if setting == "color" and text.strip().lower() in ("none", *CLEAR):
        return "a box without its text is turned off: when: never"
    if setting == "stroke" and (found := outline_meant(text, names)):
        return found
    return color_meant_by(text, names, for_fill=setting == "fill") or invalid.hint


def own_color_hint(text: str, invalid: InvalidValue, names: Mapping[str, Color]) -> str:
    """The same of a colour that a layout names."""
    if "{" in text:
        return "a layout's own colours are the same on all cards: name {color} in a box"
    if text.strip().lower() in CLEAR:
        return "what is to be clear has 'fill: none' in its box"
    return color_hint(text, invalid, names, "")


def placeholder_hint(
    found: str, template: str, known: Sequence[str], colors: Collection[str]
) -> str:
    """What is meant by a name in braces that stands for nothing; `known` may stand there."""
    bare = re.split(r"[|:(]|\.(?=upper|lower|title\(|strip)|\s+(?:or|and)\s", found, maxsplit=1)[0]
    word = plain(bare).removeprefix("card_" if plain(bare) != "card_url" else "").strip("_ ")
    if found.strip() in colors:
        return f"a layout's own colours stand without braces: write {found.strip()}"
    if known == FILES and template.strip() != f"{{{found}}}":
        return 'each card names its own picture in the deck; write "{image}", with the quotes'
    dotted = bare.strip().lower().replace("colour", "color")
    own = dotted.removeprefix("card.")
    for name in (dotted, own, re.sub(r"^field[s_]*[._]", "fields.", dotted), VALUES.get(word, "")):
        if name in known or (
            name.startswith("fields.") and is_placeholder(name) and known != FILES
        ):
            cased = ", and case: upper" if "upper" in found else ""
            return _in_braces(name, template.strip() == f"{{{found}}}") + cased
    close = suggestion(found, known)
    if re.fullmatch(r"[^\W\d]\w*", found) and known != FILES and not close.startswith("did"):
        written = _in_braces(f"fields.{found}", template.strip() == f"{{{found}}}")
        return f"a value of the cards' own stands under their 'fields:'; {written}"
    return close


def _in_braces(name: str, is_whole: bool) -> str:
    """How to name a value in a text: in YAML a text that begins with a brace has quotes."""
    return f'write "{{{name}}}", with the quotes' if is_whole else f"write {{{name}}} there"


MARKED = re.compile(
    r"\{\{(?P<a>[^{}]+)\}\}|<<(?P<b>[^<>]+)>>|\$\{?(?P<c>[\w.]+)\}?|\[(?P<d>[\w.]+)\]|"
    r"<(?P<e>[\w.]+)>|%(?P<f>[\w.]+)%|@(?P<g>[\w.]+)|\{(?P<h>[\w.]+)|(?P<i>[\w.]+)\}"
)
"""Values as other programs name them in a text, and with one brace missing."""


def marked_otherwise(text: str) -> tuple[str, str] | None:
    """What a text names with other signs than braces, as `<<title>>`, and how to write it."""
    for found in MARKED.finditer(text):
        if (start := found.start()) and text[start - 1].isalnum():
            continue  # an address of mail
        name = next(group for group in found.groups() if group).strip()
        meant = name if is_placeholder(name) else VALUES.get(plain(name), "")
        is_clear = found["a"] or found["b"] or found["h"] or found["i"] or found[0] == text.strip()
        if (is_placeholder(meant) or meant in FILES) and is_clear:
            return found[0], _in_braces(meant, found[0] == text.strip())
    return None
