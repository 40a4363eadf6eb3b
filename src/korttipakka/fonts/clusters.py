"""Text in pieces for shaping: what one font must set, and where the script changes."""

from unicodedata import category
from unicodedata import name as character_name

from .faces import IGNORABLE, SIMPLE

JOINER = "\u200d"
SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def clusters(text: str) -> list[str]:
    """Text in pieces that one font must set: bases with their marks, joiners and selectors."""
    found: list[str] = []
    for char in text:
        if found and (_joins(char) or found[-1].endswith(JOINER)):
            found[-1] += char
        else:
            found.append(char)
    return found


def _joins(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return category(char)[0] == "M" or char in SKIN_TONES or bool(IGNORABLE.match(char))


def scripts(text: str) -> list[str]:
    """Text cut where the script changes, as shaping needs it; what all scripts share joins on."""
    if SIMPLE.fullmatch(text):
        return [text]
    found: list[str] = []
    current = ""
    for char in text:
        script = _script(char)
        if found and (not script or not current or script == current):
            found[-1] += char
        else:
            found.append(char)
        current = script or current
    return found


def _script(char: str) -> str:
    """A letter's script, which its name begins with; "" for marks, digits and signs."""
    return character_name(char, "").partition(" ")[0] if category(char)[0] == "L" else ""
