"""A font's letters for a web page: a small font that a browser reads."""

from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb


def web_font(path: Path, letters: Iterable[str]) -> bytes:
    """A TrueType or OpenType font with only these letters, and what joins and kerns them.

    Letters that the font lacks are left out. The font's licence must allow that.
    """
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    return bytes(hb.subset(face, wanted).blob.data)
