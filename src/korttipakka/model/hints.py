"""Hints about settings that there are none of: what the user may have meant."""

from collections.abc import Sequence

from ..basics.problems import did_you_mean, suggestion
from .designers import SECTIONS, meant_for_box, meant_for_layout, meant_word, plain
from .layout import FACES
from .settings import BOX_SETTINGS, SETTINGS

KEYS = [setting.key for setting in SETTINGS]
OF_BOXES = [setting.key for setting in BOX_SETTINGS]


def hint_for(key: str) -> str:
    """What the user may have meant by a dotted key that no setting has; "" if not known.

    Words of style sheets and of other programs are known: see `designers`.
    """
    head, _, rest = key.partition(".")
    name = rest.partition(".")[2]
    sections = sorted({known.split(".")[0] for known in KEYS} | set(FACES))
    if head in FACES:
        return _hint_for_box(name) if name else _hint_for_face(head, rest)
    if head not in sections:
        return _hint_for_place(head, rest, sections)
    known = [known for known in KEYS if known.startswith(head + ".")]
    near = _respelt(key, known) or meant_for_layout(key) or _elsewhere(rest)
    return near or _closest(head, rest, known)


def _closest(head: str, name: str, known: Sequence[str]) -> str:
    """The closest name of a section, or all of them: what the names begin with is no likeness."""
    names = {key.partition(".")[2]: key for key in known}
    close = did_you_mean(name, names)
    return close.replace("'", f"'{head}.", 1) if close else suggestion("", known)


def _hint_for_box(name: str) -> str:
    inner = name.partition(".")[0]
    near = _respelt(name, OF_BOXES) or meant_for_box(name) or _elsewhere(name)
    if near or inner == name:
        return near or suggestion(name, OF_BOXES)
    if inner in OF_BOXES:
        return f"write it on one line, without names below it: {inner}: …"
    return suggestion(inner, OF_BOXES)


def _elsewhere(name: str) -> str:
    """The setting of cards, sheets or fonts whose name stands in another place."""
    word = plain(name)
    return next((f"did you mean '{key}'?" for key in KEYS if key.partition(".")[2] == word), "")


def _hint_for_face(face: str, name: str) -> str:
    """Of a setting that belongs to a box, or of a box that is given a text."""
    if not name:
        return f"boxes stand below it, indented: {face}: {{title: {{size: 20 pt}}}}"
    setting = _box_setting(name)
    if setting and setting != "text":
        return f"name the box as well, such as '{face}.title.{setting}'"
    return f"did you mean '{face}.{name}.text'?"


def _hint_for_place(head: str, rest: str, sections: Sequence[str]) -> str:
    """Of a name that lacks its section, or of a box that lacks its face."""
    if known := _elsewhere(head) if not rest else "":
        return known
    setting = _box_setting(rest) if rest else ""
    if setting and head != "page":
        return f"did you mean 'front.{head}.{setting}' or 'back.{head}.{setting}'?"
    return did_you_mean(head, sections) or SECTIONS.get(plain(head)) or suggestion(head, sections)


def _box_setting(name: str) -> str:
    """The setting of boxes that a word stands for; "" for none."""
    if plain(name) in OF_BOXES:
        return plain(name)
    meant = meant_word(name)
    return meant[1].setting if meant else ""


def _respelt(name: str, known: Sequence[str]) -> str:
    """A hint for a known name in another spelling: - for _, colour for color, capitals."""
    section, dot, rest = name.rpartition(".")
    spelt = f"{section.lower()}{dot}{plain(rest)}"
    return f"did you mean '{spelt}'?" if spelt in known else ""
