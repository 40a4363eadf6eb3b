"""The fonts of a layout: a face for each style, with fallbacks for what it lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..frame import Shaped
from ..layout import FontStyle
from ..problems import Location, fail, suggestion
from .faces import Face
from .find import bundled, files_of, nearest, spaced


@dataclass(frozen=True, slots=True)
class Style:
    """What a piece of text asks for: "heading", "body" or a family, a weight and a slant."""

    family: str
    weight: int = 400
    italic: bool = False


class FontSet:
    """Opens each font file once and shapes text with it or its fallbacks.

    `origins` tells where a family was asked for, for the problem when it cannot be found.
    """

    def __init__(
        self,
        fonts: FontStyle,
        root: Path = Path(),
        origins: Mapping[str, Location] | None = None,
    ) -> None:
        self._roles = {"heading": fonts.heading, "body": fonts.body}
        self._fallback = fonts.fallback
        self._root = root
        self._origins = origins or {}
        self._faces: dict[Path, Face] = {}
        self._chains: dict[Style, tuple[Face, ...]] = {}

    @property
    def faces(self) -> dict[str, Face]:
        """Every face opened so far by its key."""
        return {face.key: face for face in self._faces.values()}

    def face(self, style: Style) -> Face:
        """The first face for a style. Raises KorttipakkaError when the family is not found."""
        return self._chain(style)[0]

    def shape(self, text: str, style: Style) -> tuple[Shaped, ...]:
        """Shape text, each character with the first font that has it; tofu for what none has."""
        first, *others = self._chain(style)
        if first.covers(text):
            return (first.shape(text),)
        return tuple(face.shape(part) for face, part in _split(text, first, others))

    def missing(self, text: str, style: Style) -> list[str]:
        """The characters that no font of the style's chain has, each once, in order."""
        chain = self._chain(style)
        if chain[0].covers(text):
            return []
        return [c for c in dict.fromkeys(text) if not any(face.covers(c) for face in chain)]

    def _chain(self, style: Style) -> tuple[Face, ...]:
        chain = self._chains.get(style)
        if chain is None:
            families = (style.family, *self._fallback)
            chain = tuple(self._open(family, style) for family in families)
            self._chains[style] = chain
        return chain

    def _open(self, family: str, style: Style) -> Face:
        name = self._roles.get(family, family)
        files = files_of(name, self._root)
        if not files:
            known = sorted({spaced(f.family) for f in bundled()})
            hint = suggestion(name, known)
            raise fail("unknown-font", f"no font '{name}'", self._origins.get(family), hint)
        path = nearest(files, style.weight, style.italic).path
        if path not in self._faces:
            self._faces[path] = self._load(path, family)
        return self._faces[path]

    def _load(self, path: Path, family: str) -> Face:
        try:
            return Face(path)
        except (OSError, ValueError) as error:
            at = self._origins.get(family)
            raise fail("bad-font", f"cannot use the font '{path.name}': {error}", at) from error


def _split(text: str, first: Face, others: list[Face]) -> list[tuple[Face, str]]:
    """Runs of characters with the face that has them; marks stay with their base."""
    runs: list[tuple[Face, str]] = []
    for char in text:
        face = next((f for f in (first, *others) if f.covers(char)), first)
        if runs and (runs[-1][0] is face or _joins(char)):
            runs[-1] = (runs[-1][0], runs[-1][1] + char)
        else:
            runs.append((face, char))
    return runs


def _joins(char: str) -> bool:
    """Whether a character attaches to the one before: combining marks, joiners, selectors."""
    from unicodedata import category

    return category(char) in {"Mn", "Mc", "Me", "Cf"}
