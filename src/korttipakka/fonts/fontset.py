"""The fonts of a layout: a face for each style, with fallbacks for what it lacks."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from ..basics.files import Stamp
from ..basics.problems import Location, Problem, Severity, error, hint_of
from ..basics.records import NamedTuple
from ..basics.trust import OutsideError
from ..model.layout import FontStyle
from ..model.text import ICON, ICON_GLYPH, Glyph, Shaped
from .clusters import JOINER, clusters, scripts
from .faces import SIMPLE, FontFace
from .files import BOLD, FontFile
from .find import FontVariant, files_of, looks_like_path, nearest
from .styles import SMALL_CAPS, Style


class FontUse(NamedTuple):
    """A style that is asked for, the key of a face that sets it, and whether that set letters.

    Letters only count where the face is a fallback: signs are seldom bold or italic.
    """

    style: Style
    font: str
    has_letters: bool = False


NOTES = "Inter"
"""The family of notes beside the cards where the deck's own has no letters for them."""


class _Chain:
    """The cuts that set a style, the fallbacks last, and what has been shaped so.

    The first cut's face is opened when it is needed. What was shaped `before` goes when room is
    made once more, unless it comes again until then.
    """

    __slots__ = ("before", "cuts", "first", "shaped")

    def __init__(self, cuts: list[FontVariant]) -> None:
        self.cuts = cuts
        self.shaped: dict[str, tuple[Shaped, ...]] = {}
        self.before: dict[str, tuple[Shaped, ...]] = {}
        self.first: FontFace | None = None


class FontSet:
    """Opens each font once and shapes text with it or its fallbacks.

    Relative paths of fonts are looked up beside the layout file that names them, then in `root`,
    the deck's folder, and in the current one. `origins` tells where a family was asked for.
    `language` is the deck's: some fonts have other forms for some languages. Files that a file
    names must lie `inside` that folder, if there is one; a flag may name any. `faces` has every
    face opened so far by its key, `files` the files of these as they were then.
    """

    def __init__(
        self,
        fonts: FontStyle,
        root: Path = Path(),
        origins: Mapping[str, Location] | None = None,
        language: str = "",
        inside: Path | None = None,
    ) -> None:
        self._inside = inside
        self._roles = {"heading": fonts.heading, "body": fonts.body}
        self._fallback = fonts.fallback
        self._root = root
        self._origins = origins or {}
        self._language = language
        self._files: dict[str, tuple[FontFile, ...]] = {}
        self._faces: dict[tuple[FontVariant, tuple[str, ...]], FontFace] = {}
        self.faces: dict[str, FontFace] = {}
        self.files: dict[Path, Stamp | None] = {}
        self._chains: dict[Style, _Chain] = {}

    @property
    def words(self) -> int:
        """How many words, or parts of words, are kept shaped: one in two styles counts twice."""
        return sum(len(chain.shaped) + len(chain.before) for chain in self._chains.values())

    def make_room(self, most: float) -> None:
        """Forget the words of styles with more than so many, but for those that came lately."""
        for chain in self._chains.values():
            if len(chain.shaped) > most:
                chain.before, chain.shaped = chain.shaped, {}

    @property
    def has_lacked(self) -> bool:
        """Whether a text so far had a character that none of the fonts has."""
        return any(face.has_lacked for face in self.faces.values())

    def face(self, style: Style) -> FontFace:
        """The first face for a style. Raises KorttipakkaError when it cannot be used."""
        chain = self._chain(style)
        if chain.first is None:
            chain.first = self._face(chain.cuts[0], style)
        return chain.first

    def weight(self, style: Style) -> int:
        """The weight of the cut that sets a style. Raises KorttipakkaError as `face` does."""
        return self._chain(style).cuts[0].weight

    def weights(self, family: str) -> tuple[int, ...]:
        """The weights that a family comes in; of a variable font, the ends of its axis."""
        found: set[int] = set()
        for file in self._found(family):
            axis = file.axis("wght")
            found |= {file.weight} if axis is None else {round(axis.least), round(axis.most)}
        return tuple(sorted(found))

    def shape(self, text: str, style: Style) -> tuple[Shaped, ...]:
        """Shape text, each character with the first font that has it; tofu for what none has.

        The pieces are in the order of painting, from left to right.
        """
        chain = self._chains.get(style) or self._chain(style)
        pieces = chain.shaped.get(text)
        if pieces is None:
            known = chain.before.get(text)
            pieces = chain.shaped[text] = known or self._shape(text, style, chain)
        return pieces

    def label(self, text: str, style: Style) -> Shaped:
        """Text in one piece for notes beside the cards: only what one font has.

        That is the style's own; a family that ships stands in where it has more of the letters.
        """
        styles = style, style._replace(family=NOTES)
        own, other = (self._labelled(text, each) for each in styles)
        kept, chosen = (other, styles[1]) if len(other) > len(own) else (own, style)
        return self.shape(kept, chosen)[0]

    def _labelled(self, text: str, style: Style) -> str:
        """The letters of a text that the style's own font has."""
        face = self.face(style)
        return "".join(c for c in text if SIMPLE.fullmatch(c) and face.covers(c)).strip(" ·")

    def _shape(self, text: str, style: Style, chain: _Chain) -> tuple[Shaped, ...]:
        first = chain.first or self.face(style)
        if style.icon:
            width = first.cap_height * style.icon
            glyphs = tuple(Glyph(ICON_GLYPH, width, 0, 0, each) for each in text)
            return (Shaped.of(text, ICON, glyphs, style.rtl),)
        if not (style.rtl or style.language) and (met := first.met(text)):
            return (met,)
        if SIMPLE.fullmatch(text) and first.covers(text):
            return (first.shape(text, style.rtl, style.language),)
        chosen = [pair for c in clusters(text) for pair in self._choose(c, first, chain)]
        runs = (
            (face, part)
            for face, group in groupby(chosen, key=lambda pair: pair[0])
            for part in scripts("".join(cluster for _, cluster in group))
        )
        pieces = tuple(face.shape(part, style.rtl, style.language) for face, part in runs)
        return pieces[::-1] if style.rtl else pieces

    def _choose(self, cluster: str, first: FontFace, chain: _Chain) -> list[tuple[FontFace, str]]:
        """The first face that has a whole cluster, or else its first character.

        What a joiner joins is taken apart when no face has both sides.
        """
        if first.covers(cluster):
            return [(first, cluster)]
        names = self._fallback
        others = [self._face(c, Style(n)) for c, n in zip(chain.cuts[1:], names, strict=True)]
        found = [face for face in others if face.covers(cluster)]
        if not found and JOINER in cluster.rstrip(JOINER):
            parts = cluster.replace(JOINER, JOINER + "\0").split("\0")
            return [pair for part in parts if part for pair in self._choose(part, first, chain)]
        found += [face for face in (first, *others) if face.covers(cluster[0])]
        return [(found[0] if found else first, cluster)]

    def _chain(self, style: Style) -> _Chain:
        chain = self._chains.get(style)
        if chain is None:
            names = (style.family, *self._fallback)
            cuts = [nearest(self._found(name), style.weight, style.italic) for name in names]
            chain = self._chains[style] = _Chain(cuts)
        return chain

    def _found(self, family: str) -> tuple[FontFile, ...]:
        """The cuts of a family, a path or a role."""
        files = self._files.get(family)
        if files is None:
            files = self._files[family] = self._find(family)
        return files

    def _find(self, family: str) -> tuple[FontFile, ...]:
        name = self._roles.get(family, family)
        at = self._origins.get(family)
        inside = None if at and at.kind == "flag" else self._inside
        try:
            files = files_of(name, self._folders(at), inside)
        except OutsideError:
            message = f"the font '{name}' lies outside the deck's folder"
            raise error("outside-deck", message, at, PUT_INSIDE) from None
        except (OSError, ValueError) as cause:
            raise _unusable(name, cause, at) from cause
        if not files:
            from .meant import font_hint

            raise error("unknown-font", f"there is no font '{name}'", at, font_hint(name))
        return files

    def _folders(self, at: Location | None) -> list[Path]:
        """Where a relative path may start: in a file from its folder, in a flag from here."""
        here, deck = Path(), self._root
        return [at.path.parent, deck, here] if at and at.path else [here, deck]

    def _face(self, cut: FontVariant, style: Style) -> FontFace:
        features = style.features
        face = self._faces.get((cut, features))
        if face is None:
            file, axes = cut.file, dict(cut.axes)
            self.files.setdefault(file.path, Stamp.of(file.path))
            try:
                face = FontFace(file.path, file.index, axes, self._language, features)
            except (OSError, ValueError) as cause:
                raise _unusable(file.path.name, cause, self._origins.get(style.family)) from cause
            self._faces[cut, features] = face
            self.faces[face.key] = face
        return face

    def lacking(self, uses: Iterable[FontUse]) -> list[Problem]:
        """What texts ask for that is not in the family."""
        used: dict[str, dict[Style, FontVariant]] = {}
        others: dict[str, dict[Style, FontVariant]] = {}
        letters: set[str] = set()
        for style, font, has_letters in sorted(uses):
            chain = self._chain(style)
            if font == self._face(chain.cuts[0], style).key:
                used.setdefault(style.family, {})[style] = chain.cuts[0]
                continue
            for name, cut in zip(self._fallback, chain.cuts[1:], strict=True):
                if font == self._face(cut, Style(name)).key:
                    others.setdefault(name, {})[style] = cut
                    letters |= {name} if has_letters else set()
        found = [
            problem
            for family, cuts in used.items()
            for problem in (*self._substitutes(family, cuts), *self._small_caps(family, cuts))
        ]
        for family, cuts in others.items():
            found += self._substitutes(family, cuts, signs=family not in letters)
        return list({problem.message: problem for problem in found[::-1]}.values())[::-1]

    def _small_caps(self, family: str, cuts: Mapping[Style, FontVariant]) -> Iterable[Problem]:
        """Small capitals are never made of large ones: text stays as typed, and that is told."""
        lacking = [
            style
            for style in cuts
            if SMALL_CAPS in style.features and SMALL_CAPS not in self.face(style).features
        ]
        if lacking:
            yield Problem(
                "no-small-caps",
                f"'{self.shown(family)}' has no small capitals: texts stay as typed",
                self._origins.get(family),
                "name a family that has them, or take case: upper",
                Severity.WARNING,
            )

    def shown(self, family: str) -> str:
        """A family as problems name it."""
        name = self._roles.get(family, family)
        return Path(name).name if looks_like_path(name) else name

    def _substitutes(
        self, family: str, cuts: Mapping[Style, FontVariant], signs: bool = False
    ) -> Iterable[Problem]:
        """Italic and bold are never made up: another cut of the family stands in, and is named.

        Of `signs`, as fallbacks set them, that is no loss: arrows and stars are seldom bold.
        """
        name = self.shown(family)
        lighter = {cut for style, cut in cuts.items() if style.weight < BOLD}
        told: set[str] = set()
        for style, cut in cuts.items():
            for lacks in _lacking(style, cut) - told:
                told.add(lacks)
                plain = lacks == "bold" and cut not in lighter  # no lighter text to tell it from
                yield Problem(
                    "font-substitute",
                    f"'{name}' has no {lacks} cut: {_described(cut)} is used instead",
                    self._origins.get(family),
                    "name a family that has one, or a folder with the family's other files",
                    Severity.NOTE if plain or signs or lacks == "regular" else Severity.WARNING,
                )


def _lacking(style: Style, cut: FontVariant) -> set[str]:
    """What a cut is not, but was asked to be."""
    lacks = {"italic"} if style.italic and not cut.italic else set()
    wants_bold, is_bold = style.weight >= BOLD, cut.weight >= BOLD
    if wants_bold != is_bold:
        lacks.add("bold" if wants_bold else "regular")
    return lacks


def _described(cut: FontVariant) -> str:
    return f"weight {cut.weight}{' italic' if cut.italic else ''}"


PUT_INSIDE = "put the file into the deck's folder and name it from there, or name it in a flag"


def _unusable(name: str, cause: Exception, at: Location | None) -> Exception:
    why = (cause.strerror or str(cause)) if isinstance(cause, OSError) else str(cause)
    return error("bad-font", f"cannot use the font '{name}': {why}", at, hint_of(cause))
