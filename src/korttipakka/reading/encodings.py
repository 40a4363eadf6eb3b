"""Which old encoding a file that is not UTF-8 was most likely saved in."""

import re

from ..basics.records import NamedTuple
from .damage import ONE_BYTE, SWAPS, inverted

NAMES = {
    "cp1250": "Windows-1250 (Central European)", "cp1251": "Windows-1251 (Cyrillic)",
    "cp1252": "Windows-1252", "cp1253": "Windows-1253 (Greek)", "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)", "cp1256": "Windows-1256 (Arabic)",
    "cp1257": "Windows-1257 (Baltic)", "koi8-r": "KOI8-R (Cyrillic)",
    "mac_roman": "Mac OS Roman", "cp850": "CP 850 (DOS)",
}  # fmt: skip
"""How editors call the encodings that are told apart."""

OF_LANGUAGES = {
    **ONE_BYTE,
    **dict.fromkeys(("et", "lv", "lt"), "cp1257"),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "ro"), "cp1250"),
    **dict.fromkeys(("ar", "fa", "ur"), "cp1256"),
    "tr": "cp1254",
}
"""What Windows has for the letters of a language."""

LANGUAGE = re.compile(rb"^(?:language|kieli):\s*[\"']?([a-z]{2})", re.MULTILINE)

CYRILLIC = re.compile("[\u0410-\u044f\u0401\u0451]")

OF_OTHER_LETTERS = re.compile(rb"[\xc0-\xff]{4}")
"""Words of letters beyond ASCII alone are of another alphabet than the Latin one."""


class Encoding(NamedTuple):
    """An encoding by Python's name for it, and by that which editors have."""

    codec: str
    name: str


def likely_encoding(data: bytes) -> Encoding:
    """The old encoding that bytes of a file are most likely in; if nothing tells, Windows-1252."""
    codec = _codec(data)
    return Encoding(codec, NAMES[codec])


def _codec(data: bytes) -> str:
    western = data.decode("cp1252", "replace")
    for swap in SWAPS:
        if swap.taken_for == "cp1252" and swap.sure.search(western):
            return swap.right
    language = LANGUAGE.search(data)
    codec = OF_LANGUAGES.get(language[1].decode(), "") if language else ""
    if not language and OF_OTHER_LETTERS.search(data):
        text = data.decode("cp1251", "replace")
        beyond = [letter for letter in text if ord(letter) > 127]
        is_cyrillic = sum(map(bool, map(CYRILLIC.match, beyond))) > len(beyond) * 0.9
        codec = "cp1251" if is_cyrillic else ""
    if codec == "cp1251" and inverted(data.decode("cp1251", "replace")):
        return "koi8-r"
    return codec or "cp1252"
