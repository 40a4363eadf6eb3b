"""The fonts of an SVG file's texts: they must be at hand, with all their letters."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...basics.records import NamedTuple
from ...fonts.faces import FontFace
from ...fonts.files import BOLD, FontFile
from ...fonts.find import files_of, nearest
from ..refusal import PictureError
from .css import Declaration, inherited
from .document import Svg
from .names import local_name

OUTLINES = "convert texts to outlines"

TEXTS = {"text", "tspan", "textPath", "a"}
"""Elements with words in them."""

GENERIC = {
    "sans-serif": ("Inter",),
    "system-ui": ("Inter",),
    "serif": ("Times New Roman", "Liberation Serif", "DejaVu Serif", "Noto Serif", "Georgia"),
    "monospace": ("Courier New", "Liberation Mono", "DejaVu Sans Mono", "Noto Sans Mono", "Menlo"),
    "cursive": (), "fantasy": (),
}  # fmt: skip
"""What stands for a kind of font, the first that is at hand; the font that ships comes first."""

DEFAULT = (*GENERIC["serif"], "Inter")
"""What stands for a font that is not named, as in browsers."""

WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}


OF_FONTS = {"font", "font-family", "font-weight", "font-style"}
"""Properties that tell which font a text is set in."""

MOST_NAMED = 300
"""Characters of the names of a text's fonts."""

MOST_FONTS = 30
"""Fonts that a file names, and rules for fonts that are not followed: each is looked for."""

NUMBER = re.compile(r"[1-9][0-9]{0,3}")
"""A weight in figures."""


class Wanted(NamedTuple):
    """What a text asks for, and its words."""

    families: tuple[str, ...]
    weight: int
    italic: bool
    words: str


def fonts_of(svg: Svg) -> tuple[Sequence[Path], Mapping[str, str]]:
    """The files of fonts that a file's texts need, and what stands for names of kinds of fonts.

    The names are those of resvg's options. Raises PictureError for a font that is not at hand.
    """
    unclear = list(dict.fromkeys(rule for rule in svg.sheet.unclear if rule.name in OF_FONTS))
    if len(unclear) > MOST_FONTS:
        raise PictureError("the SVG file has very many rules for its fonts", OUTLINES)
    wanted = list(_wanted(svg, svg.root, unclear, {}, inside=False))
    if not wanted:
        return (), {}
    if len({name for text in wanted for name in text.families}) > MOST_FONTS:
        raise PictureError(f"the SVG file names more than {MOST_FONTS} fonts", OUTLINES)
    files: dict[Path, None] = {}
    families: dict[str, str] = {}
    for text in wanted:
        kind, family, cuts = _chosen(text)
        _check(text, family, cuts)
        files |= dict.fromkeys(cut.path for cut in cuts)
        if kind:
            families[f"{kind.replace('-', '_')}_family"] = family
    return tuple(files), families


def _wanted(
    svg: Svg, element: Any, unclear: Iterable[Declaration], outer: Mapping[str, str], inside: bool
) -> Iterator[Wanted]:  # fmt: skip
    """What each of the texts in an element asks for."""
    style = inherited(outer, svg.sheet.declared(element))
    inside = inside or local_name(element) == "text"
    words = _words(element) if inside and local_name(element) in TEXTS else ""
    if words:
        yield _asked(style, words)
        # Whether these rules hold here is not known: their fonts must do, too.
        for rule in unclear:
            yield _asked({**style, rule.name: rule.value}, words)
    for child in element.iterchildren("*"):
        yield from _wanted(svg, child, unclear, style, inside)


def _words(element: Any) -> str:
    """The text right in an element: before, between and after what is in it."""
    return "".join([element.text or "", *(child.tail or "" for child in element)]).strip()


def _asked(style: Mapping[str, str], words: str) -> Wanted:
    weight, slant = style.get("font-weight", ""), style.get("font-style", "")
    family = style.get("font-family", "")
    if len(family) + len(style.get("font", "")) > MOST_NAMED:
        raise PictureError("the SVG file has text with a very long list of fonts", OUTLINES)
    if "font" in style:
        before, family = _shorthand(style["font"])
        weight = next(
            (word for word in before if word in WEIGHTS or NUMBER.fullmatch(word)), weight
        )
        slant = next((word for word in before if word in {"italic", "oblique"}), slant)
    number = WEIGHTS.get(weight, int(weight) if NUMBER.fullmatch(weight) else 400)
    names = tuple(name.strip().strip("\"'") for name in family.split(",") if name.strip())
    return Wanted(names, number, slant.startswith(("italic", "oblique")), words)


def _shorthand(text: str) -> tuple[list[str], str]:
    """The property `font`: what stands before the size, and the families behind it."""
    words = text.split()
    sized = (i for i, word in enumerate(words) if not word.isdigit() and word[0] in "0123456789.")
    size = next(sized, len(words) - 1)
    return words[:size], " ".join(words[size + 1 :])


def _chosen(text: Wanted) -> tuple[str, str, Sequence[FontFile]]:
    """A family that is at hand: the kind that it stands for or "", its name, its cuts.

    Raises PictureError.
    """
    names = text.families
    for name in names:
        if name.lower() in GENERIC and name != names[0]:
            break
        others = GENERIC.get(name.lower(), (name,))
        if found := _first(others):
            return (name.lower() if name.lower() in GENERIC else "", *found)
    if not names and (found := _first(DEFAULT)):
        return "font", *found
    asked = names[0] if names else "serif"
    words = " ".join(text.words.split())[:30]
    message = f"the SVG file has text in the font '{asked[:40]}', which is not at hand: '{words}'"
    raise PictureError(message, f"install it, {OUTLINES}, or delete the text")


def _first(names: Iterable[str]) -> tuple[str, Sequence[FontFile]] | None:
    return next(((name, cuts) for name in names if (cuts := _cuts(name))), None)


def _cuts(name: str) -> Sequence[FontFile]:
    try:
        return files_of(name, ())
    except (OSError, ValueError):
        return ()


def _check(text: Wanted, family: str, cuts: Sequence[FontFile]) -> None:
    """Raise PictureError when a family lacks a cut or a letter: others would stand in."""
    cut = nearest(cuts, text.weight, text.italic)
    if (text.weight >= BOLD) != (cut.weight >= BOLD) or text.italic != cut.italic:
        style = " ".join(["bold"] * (text.weight >= BOLD) + ["italic"] * text.italic) or "regular"
        message = f"the SVG file has {style} text in the font '{family}', which has no such cut"
        raise PictureError(message, OUTLINES)
    face = _face(cut.file.path, cut.file.index)
    lacking = [char for char in text.words if not char.isspace() and not face.covers(char)]
    if lacking:
        message = f"the SVG file has '{lacking[0]}', which the font '{family}' lacks"
        raise PictureError(message, OUTLINES)


@lru_cache(maxsize=16)
def _face(path: Path, index: int) -> FontFace:
    return FontFace(path, index)
