"""Which file or folder is meant by a path at which there is none."""

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from ..basics.problems import closest

ENDS = (".yaml", ".yml", ".yaml.txt")
"""Ends of names that are left out, or typed where there is none."""

AROUND = " \t\"'“”„‘’<>"
"""What comes along with a path that is copied."""

MOST_LOOKED_AT = 2_000
"""Names in a folder among which one is looked for that is nearly the same."""

ADDRESS = re.compile(r"(?!file:)[a-z]{3,5}://?", re.IGNORECASE)

IS_ADDRESS = "what lies on the web is not read: download it, and name the file"


def path_meant(typed: str, wanted: Callable[[str], bool] = os.path.exists) -> str:
    """The path that is meant by one at which there is nothing; "" where none is like it.

    It is one that is `wanted`: of those written otherwise, or that with the nearest name.
    """
    for text in _spellings(typed):
        if wanted(text):
            return text
    return _nearest(typed.strip(AROUND), wanted)


def absent(typed: str, wanted: Callable[[str], bool] = os.path.exists) -> str:
    """A hint about a path at which there is nothing; "" where none is like it."""
    if ADDRESS.match(typed.strip(AROUND)):
        return IS_ADDRESS
    meant = path_meant(typed, wanted)
    return f"did you mean '{meant}'?" if meant else ""


def _spellings(typed: str) -> Iterator[str]:
    """The ways in which a path may be written."""
    bare = typed.strip(AROUND)
    if bare.lower().startswith("file:"):
        from urllib.parse import unquote

        bare = unquote(re.sub(r"(?i)^file:(//[^/]*)?", "", bare))
    for text in dict.fromkeys((bare, os.path.expanduser(bare.replace("\\", "/")))):
        for form in dict.fromkeys((text, normalize("NFC", text), normalize("NFD", text))):
            yield form
            yield from (form + end for end in ENDS)
            yield from (form.removesuffix(end) for end in ENDS if form.endswith(end))


def _nearest(bare: str, wanted: Callable[[str], bool]) -> str:
    """The path beside it with a name that is spelt nearly the same, in whichever case."""
    folder, name = os.path.split(bare)
    try:
        found = [entry.name for entry in islice(Path(folder).iterdir(), MOST_LOOKED_AT)]
    except (OSError, ValueError):
        return ""
    names = {_plain(one): one for one in found if wanted(os.path.join(folder, one))}
    close = closest(_plain(name), names)
    return os.path.join(folder, names[close]) if close else ""


def _plain(name: str) -> str:
    return normalize("NFC", name).casefold()
