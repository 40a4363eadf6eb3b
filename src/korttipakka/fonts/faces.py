"""One font, opened with HarfBuzz: its metrics and its shaping."""

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import groupby, islice, pairwise
from pathlib import Path
from struct import unpack_from
from unicodedata import category, normalize

import uharfbuzz as hb

from ..basics.late import late
from ..basics.once import cached_property
from ..basics.problems import InvalidValue, error
from ..basics.records import NamedTuple
from ..basics.shipped import shipped
from ..model.features import switched
from ..model.text import NOTDEF, Glyph, Shaped
from .files import BROKEN, check_start

SIMPLE = re.compile("[\0-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e]*")
"""Latin, Greek, Cyrillic and Armenian without loose combining marks: a glyph for each letter."""

PLAIN = re.compile(
    "[0-9,.!?:;()'\"\u2019\u201d\u2013/-]*[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
    "[0-9,.!?:;()'\"\u2019\u201d\u2013/A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f-]*"
)
"""A word in Latin letters, with the commonest signs: none that a font may have a rule of its own
for. Of signs alone, HarfBuzz would not know that they are Latin."""

END = " "
"""What stands for the letter that comes after a word's last one."""

IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point: joiners, selectors, directions. They steer and have no glyph."""

UNREAD = late("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Those that only say where lines end and where a text runs: nobody wants to copy them."""

BLANK = late(r"[\s\u2000-\u200a\u202f\u205f\u3000]*")
"""Characters without ink; HarfBuzz makes the spaces that a font lacks."""

MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")
"""Signs that are painted as their mirror image from right to left. A reader of the PDF is told what
is painted, and turns it again."""

OUTLINES = ("glyf", "CFF ", "CFF2")

UNUSED_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"STAT", b"DSIG", b"OS/2", b"name", b"post", b"cmap")
"""Tables that a PDF viewer does not read: the text is shaped, its codes are glyph ids."""

ANY = 0xFFFF
"""HarfBuzz's index of a script's letters in any language (HB_OT_LAYOUT_DEFAULT_LANGUAGE_INDEX)."""

ID_AND_PLACE = hb.BufferSerializeFlags.NO_GLYPH_NAMES | hb.BufferSerializeFlags.NO_CLUSTERS
"""What HarfBuzz is to write of each glyph: its id, offsets and advances, which tell it from all."""

MOST_NAME = 100
"""Letters of a name: PDF allows 127 bytes (PDF 1.7, annex C), with those that tell subsets."""

RESTRICTED, NO_SUBSETTING, BITMAP_ONLY = 0x2, 0x100, 0x200
"""Embedding permissions in OS/2 fsType; the low four bits hold one of them, 0 allows all."""


class FontSource(NamedTuple):
    """What a face is opened by."""

    path: Path
    member: int = 0
    axes: Mapping[str, float] | None = None
    language: str = ""
    features: tuple[str, ...] = ()

    def open(self) -> "FontFace":
        """The face. Raises OSError, or InvalidValue when the font cannot be used."""
        return FontFace(*self)


class FontFace:
    """A font: a file, or one of a collection, with the axes of a variable font pinned to `axes`.

    It shapes text with these OpenType `features`, such as "onum" and "-liga", as far as it has
    them. Lengths are in 1/1000 em. `key` names the face by its file's hash, its axes and features:
    two files that share a PostScript name never mix. One that `has_lacked` a character has shaped
    texts with boxes in their place. It is for one thread at a time. Raises OSError, or InvalidValue
    when the font cannot be used.
    """

    def __init__(
        self,
        path: Path,
        index: int = 0,
        axes: Mapping[str, float] | None = None,
        language: str = "",
        features: tuple[str, ...] = (),
    ) -> None:
        self.source = FontSource(path, index, axes, language, features)
        data = path.read_bytes()
        check_start(data[:4])
        self.path = path
        self.axes = dict(axes or {})
        named = "".join(f" {tag}={value:g}" for tag, value in sorted(self.axes.items()))
        asked = "".join(f" {feature}" for feature in features)
        told = sha256(data)
        told.update(f"{index}{named}{asked}".encode())
        self.key = "F" + told.hexdigest()[:12]
        self.hb_face = hb.Face(hb.Blob(data), index)
        self._asked = dict(map(switched, features))
        self._asked_of_simple = {"calt": False} | self._asked
        self._font = hb.Font(self.hb_face)
        self._per_mille = 1000 / self.hb_face.upem
        self._language = language or "und"
        self._known: dict[tuple[int, tuple[int, int, int, int], str], Glyph] = {}
        self._written: dict[tuple[str, str], Glyph] = {}
        # Fonts that come along know of letters beside each other no more than kerning: a letter's
        # glyph and advance depend on the next one alone. Tests hold that; of others nobody knows.
        self._ships = path.parent == shipped("fonts")
        self._is_plain = self._ships and not features
        self._before: dict[tuple[str, str], Glyph] = {}
        self._buffer = hb.Buffer()
        self._buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        self._buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        self._covered: dict[str, bool] = {}
        self._owned: set[str] = set()
        self._unseen: set[int] = set()  # glyphs of letters for which nothing is painted
        self.has_lacked = False
        try:
            self._check(data, index)
            self._font.set_variations(self.axes)
            self.subset(())  # what cannot be embedded is better known now than after typesetting
        except (RuntimeError, UnicodeDecodeError, struct.error) as error:
            raise InvalidValue(*BROKEN) from error

    def _check(self, data: bytes, index: int) -> None:
        tags = self.hb_face.table_tags
        if self.glyph_count == 0 or not _is_whole(data, index):
            raise InvalidValue(*BROKEN)
        if not any(tag in tags for tag in OUTLINES):
            message = "it holds pictures of its characters, not outlines"
            raise InvalidValue(message, "choose another font")
        permission = self._permission
        if permission & 0xF == RESTRICTED or permission & BITMAP_ONLY:
            raise InvalidValue(
                "its maker does not allow it to be embedded in documents (OS/2 fsType "
                f"{permission:#x})",
                "choose another font, or get a licence and a file that allows it",
            )
        if not self._ships:
            from .soundness import is_sound  # nothing is wrong with fonts that ship

            if not is_sound(self.hb_face):
                raise InvalidValue(*BROKEN)

    @cached_property
    def _permission(self) -> int:
        try:
            (value,) = unpack_from(">H", bytes(self.hb_face.reference_table("OS/2").data), 8)
        except struct.error:
            return 0
        return int(value)

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The font with only these glyphs, under their old ids; of a variable one, its instance.

        It is what a PDF embeds: a whole TrueType file, of another only the CFF table (PDF 1.7,
        table 126). A font whose maker forbids subsetting keeps all its glyphs.
        """
        whole = self._permission & NO_SUBSETTING
        wanted = hb.SubsetInput()
        # A font that is keyed by character ids (CJK) would be asked for its own ids by the viewer.
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.DOWNGRADE_CFF2
            | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        )
        wanted.glyph_set.update(range(self.glyph_count) if whole else glyphs)
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in UNUSED_TABLES)
        wanted.pin_all_axes_to_default(self.hb_face)
        for tag, value in self.axes.items():
            wanted.pin_axis_location(self.hb_face, tag, value)
        made = hb.subset(self.hb_face, wanted)
        return bytes((made.reference_table("CFF ") if self.is_cff else made.blob).data)

    @cached_property
    def glyph_count(self) -> int:
        """How many glyphs there are: their ids are below this."""
        return int(self.hb_face.glyph_count)

    @cached_property
    def ascent(self) -> float:
        """The height of a line above its baseline."""
        return float(self._font.get_font_extents("ltr").ascender * self._per_mille)

    @cached_property
    def descent(self) -> float:
        """The depth of a line below its baseline, a positive number."""
        return float(-self._font.get_font_extents("ltr").descender * self._per_mille)

    @cached_property
    def cap_height(self) -> float:
        """The height of a flat capital; by the letter H where the font does not say."""
        metric = self._font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        return float(metric * self._per_mille)

    @cached_property
    def features(self) -> frozenset[str]:
        """The OpenType features that the font has, for any script and language."""
        face = self.hb_face
        return frozenset(
            tag
            for table in ("GSUB", "GPOS")
            for script in range(len(face.get_table_script_tags(table)))
            for language in (ANY, *range(len(face.get_script_language_tags(table, script))))
            for tag in face.get_language_feature_tags(table, script, language)
        )

    @cached_property
    def is_cff(self) -> bool:
        """Whether the outlines are PostScript's (CFF), not TrueType's."""
        return "glyf" not in self.hb_face.table_tags

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of all glyphs together, from the head table."""
        head = bytes(self.hb_face.reference_table("head").data)
        scale = self._per_mille
        left, bottom, right, top = unpack_from(">4h", head, 36)
        return left * scale, bottom * scale, right * scale, top * scale

    @cached_property
    def postscript_name(self) -> str:
        """The name for the PDF's font dictionary: some letters, digits and hyphens only."""
        name = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.path.stem
        pinned = "".join(f"-{tag}{value:g}" for tag, value in self.axes.items())
        plain = (c for c in name + pinned if c.isascii() and (c.isalnum() or c == "-"))
        return "".join(islice(plain, MOST_NAME))

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every character, written whole or as base and mark."""
        # Most texts have letters that were met before.
        return self._owned.issuperset(text) or self._has_all(text) or self._covers_otherwise(text)

    def _covers_otherwise(self, text: str) -> bool:
        """The same of a text of which some character has no glyph; remembered, for that is rare."""
        known = self._covered.get(text)
        if known is None:
            forms = (normalize(form, text) for form in ("NFC", "NFD"))
            known = self._covered[text] = any(map(self._has_all, forms))
        return known

    def _has_all(self, text: str) -> bool:
        return all(map(self._has, text))

    def _has(self, char: str) -> bool:
        """Whether the font has a character, or needs none; remembered, for texts share letters."""
        if self._glyph(char) or IGNORABLE.match(char) or BLANK.fullmatch(char):
            self._owned.add(char)
            return True
        return False

    def _glyph(self, char: str) -> bool:
        glyph = self._font.get_nominal_glyph(ord(char))
        if glyph and not (self._ships or not _is_inked(char) or self._has_outline(glyph)):
            self._unseen.add(glyph)
            return False
        return bool(glyph)

    def _has_outline(self, glyph: int) -> bool:
        """Whether anything is painted for a glyph: nothing is of pictures and damaged outlines."""
        drawn: list[float] = []
        funcs = hb.DrawFuncs()
        funcs.set_move_to_func(lambda x, _, found: found.append(x))
        self._font.draw_glyph(glyph, funcs, drawn)
        return bool(drawn)

    def advance(self, glyph: int) -> float:
        """A glyph's own advance, as the PDF's width table needs it."""
        return float(self._font.get_glyph_h_advance(glyph) * self._per_mille)

    def shape(self, text: str, rtl: bool = False, language: str = "") -> Shaped:
        """Shape a piece of text of one script and direction, in a language if not the face's."""
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.direction = "rtl" if rtl else "ltr"
        # Unless told, HarfBuzz takes that of the user's system, and other glyphs with it.
        buffer.language = language or self._language
        buffer.guess_segment_properties()
        # Contextual alternates turn "3x3" into "3×3" and "->" into an arrow in some families: texts
        # are printed as typed. Joining scripts need them.
        simple = not rtl and SIMPLE.fullmatch(text) is not None
        try:
            hb.shape(self._font, buffer, self._asked_of_simple if simple else self._asked)
        except MemoryError as cause:  # HarfBuzz stops after so many works of rules
            why = f"cannot use the font '{self.path.name}': its rules for glyphs do not end"
            raise error("bad-font", why, hint="choose another font") from cause
        if simple:
            glyphs = self._simple_glyphs(text, buffer)
            plain = self._is_plain and not language and PLAIN.fullmatch(text)
            if plain and len(glyphs) == len(text):
                self._before.update(zip(_pairs(text), glyphs, strict=True))
            return Shaped.of(text, self.key, glyphs)
        told = text.translate(MIRRORED) if rtl else text
        return Shaped.of(
            text, self.key, self._glyphs(told, buffer, rtl), rtl, _is_rigid(text, simple)
        )

    def met(self, text: str) -> Shaped | None:
        """A word each letter of which was met before the one that follows it here.

        It is from left to right, in the face's language. Others are for `shape`, which takes six
        times as long.
        """
        if not self._before or not PLAIN.fullmatch(text):
            return None
        try:
            glyphs = tuple(map(self._before.__getitem__, _pairs(text)))
        except KeyError:
            return None
        return Shaped.of(text, self.key, glyphs)

    def _simple_glyphs(self, text: str, buffer: hb.Buffer) -> tuple[Glyph, ...]:
        """The glyphs of a simple text, where each letter mostly has its own.

        Such are known by what HarfBuzz writes of them, which takes half the time of asking for
        each number.
        """
        written = buffer.serialize(self._font, flags=ID_AND_PLACE)[1:-1].split("|")
        # Of very long texts not all is written.
        each = [*zip(written, text, strict=True)] if len(written) == len(text) else []
        try:
            found = tuple(map(self._written.__getitem__, each))
        except KeyError:
            found = ()
        if not found:
            found = self._glyphs(text, buffer, rtl=False)
            if each and [glyph.text for glyph in found] == [*text]:
                self._written.update(zip(each, found, strict=True))
        return found

    def _glyphs(self, text: str, buffer: hb.Buffer, rtl: bool) -> tuple[Glyph, ...]:
        infos, scale = buffer.glyph_infos, self._per_mille
        ids = [info.codepoint for info in infos]
        clusters = [info.cluster for info in infos]
        # For each glyph: x and y offset, x and y advance.
        # HarfBuzz has None for the places of no glyphs at all.
        places = [position.position for position in buffer.glyph_positions or ()]
        texts: Sequence[str] = text
        if clusters != list(range(len(text))):  # else each letter has its glyph: most words
            texts = self._told(text, ids, clusters, [place[2] for place in places], rtl)
        if IGNORABLE.search(text):
            texts = [UNREAD.sub("", part) for part in texts]
        found = []
        for key in zip(ids, places, texts, strict=True):
            known = self._known.get(key)
            if known is None:
                glyph, (dx, dy, advance, _), told = key
                if glyph in self._unseen:
                    glyph = NOTDEF
                known = Glyph(glyph, advance * scale, dx * scale, dy * scale, told)
                self._known[key] = known
                self.has_lacked = self.has_lacked or glyph == NOTDEF
            found.append(known)
        return tuple(found)

    def _told(
        self, text: str, ids: Sequence[int], clusters: Sequence[int],
        advances: Sequence[int], rtl: bool,
    ) -> list[str]:  # fmt: skip
        """What each glyph stands for: the text from its cluster's start to the next one's."""
        starts = sorted(set(clusters))
        parts = {a: text[a:b] for a, b in pairwise([*starts, len(text)])}
        if len(starts) < len(clusters):
            return self._shared(ids, clusters, advances, parts, rtl)
        return [parts[start] for start in clusters]

    def _shared(
        self, ids: Sequence[int], clusters: Sequence[int], advances: Sequence[int],
        parts: Mapping[int, str], rtl: bool,
    ) -> list[str]:  # fmt: skip
        """What each glyph stands for where several stand for the same letters.

        The first tells all. From right to left each tells its own letter if it can, since readers
        put glyphs in order, not letters, and the first other one that is no mark the rest: strokes
        that lengthen a letter come after it.
        """
        texts = [""] * len(ids)
        for start, group in groupby(range(len(ids)), key=clusters.__getitem__):
            glyphs, part = list(group), parts[start]
            own = {self._font.get_nominal_glyph(ord(c)): c for c in part} if rtl else {}
            if rtl:
                for index in glyphs:
                    if (letter := own.get(ids[index], "")) in part:
                        texts[index], part = letter, part.replace(letter, "", 1)
                bare = [index for index in glyphs if not texts[index]] or glyphs
                if len(bare) == len(part):
                    for index, letter in zip(bare, reversed(part), strict=True):
                        texts[index] += letter
                    continue
                wide = [index for index in bare if advances[index]]
                texts[(wide or bare)[-1]] += part
            else:
                texts[glyphs[0]] = part
        return texts


def _is_inked(char: str) -> bool:
    """Whether a character is a letter, digit or sign that cannot be blank: one of braille can."""
    return category(char)[0] in "LNPS" and char != "\u2800"


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    """Each letter with the next one, the last with `END`."""
    return zip(text, text[1:] + END, strict=True)


UNCONNECTED = "[\u1100-\u11ff\u2000-\u2fdf\u3000-\ud7ff\uf900-\ufaff\uff00-\uffef]*"
"""East Asian characters and symbols: they stand each for itself as letters do.

Compiled when it is needed, which takes a while and is rare.
"""


def _is_rigid(text: str, simple: bool) -> bool:
    """Whether letters join or carry marks, so that nothing may come between them."""
    return not simple and not re.fullmatch(UNCONNECTED, text)


def _is_whole(data: bytes, index: int) -> bool:
    """Whether the tables that the font's directory lists lie within the file."""
    try:
        start = unpack_from(">L", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
        (count,) = unpack_from(">H", data, start + 4)
        places = [unpack_from(">2L", data, start + 20 + 16 * i) for i in range(count)]
    except struct.error:
        return False
    return all(offset + length <= len(data) for offset, length in places)
