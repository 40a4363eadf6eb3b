"""Scripts that are not set as Latin: those that run from right to left, and those without spaces.

Spaces that are not as wide as the others separate words as well. Nothing here is done for a
paragraph whose text is not `special`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from ..model.text import SOFT_HYPHEN
from .hyphenate import JOINT, LETTER, PHRASE

if TYPE_CHECKING:
    from ..fonts import Style
    from .word import Word

_RTL = (
    "\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_UNSPACED = (
    "\u0e00-\u109f\u1361\u1780-\u17ff\u1950-\u1aaf\u200b\u2e80-\ua4cf\ua9e0-\uaa7f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00016fe0-\U00018cff\U0001b000-\U0001b2ff"
    "\U00020000-\U0003ffff"
)

PLAIN = re.compile("[\0-\u058f\u2010-\u2027\u2030-\u205e\u20a0-\u2bff]*")
"""Characters of scripts that are set as Latin, and signs. Most texts have no others, and then the
patterns of the scripts that are not need no compiling, which takes a while."""

NO_BREAK_SPACE = "\u00a0"

WIDE_SPACES = "\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
"""Spaces of a width of their own, at which lines may end; figure spaces and U+202F join words."""

KATAKANA, HIRAGANA = "\u30a1-\u30fa\u30fc-\u30ff", "\u3041-\u3096"
"""Letters of Japanese: for foreign words, and for endings."""

HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"
"""Ideographs, most of which stand for a word or a part of one."""

TO_DICTIONARIES = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"
"""Letters of Thai, Lao, Burmese and Khmer, as `dictionaries.UNSPACED` has them."""

HANGUL = "[\uac00-\ud7a3]+"
"""Syllables of Korean, which has spaces between its words."""

LONG_HANGUL = 7
"""Syllables of a Korean word from which on lines may end within it, as UAX 14 has it for all."""

SEPARATORS = dict.fromkeys(map(ord, "\n\r\x1c\x1d\x1e\x85\u2029"), " ")
"""Characters that would end a paragraph for the bidirectional algorithm."""


@cache
def _any_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")


def special(text: str) -> bool:
    """Whether a text is in a script that is not set as Latin."""
    return not PLAIN.fullmatch(text) and bool(_any_of(_RTL + _UNSPACED + WIDE_SPACES).search(text))


def has_rtl(text: str) -> bool:
    """Whether there is Hebrew, Arabic or a neighbour, or a mark that turns a text's direction."""
    return bool(_any_of(_RTL).search(text))


def _has_unspaced(text: str) -> bool:
    """Whether there is Chinese, Japanese, Korean, Thai, Lao, Khmer or another of these scripts.

    Or a sign between words that is no space: U+200B, which is not seen, or Ethiopic U+1361.
    """
    return bool(_any_of(_UNSPACED).search(text))


def may_be_unspaced(text: str) -> bool:
    """Whether there are letters of scripts that are left to dictionaries."""
    return bool(_any_of(TO_DICTIONARIES).search(text))


def unspaced(words: Iterable["Word"], phrases: str | None = None) -> Iterable["Word"]:
    """Words cut at every place where a line may end, without a space between the parts.

    With `phrases`, the deck's language, Japanese and Chinese are cut into what goes together; the
    parts may break within as other words do.
    """
    for word in chain.from_iterable(map(_at_wide_spaces, words)):
        if not _has_unspaced(word.text):
            yield word
            continue
        # A space in a word is one at which no line may end.
        text = word.text.replace(" ", NO_BREAK_SPACE)
        places = [*break_places(text), len(text)]
        within: dict[int, str] = {}
        if phrases is not None:
            within = _within_phrases(text, word.language or phrases, places)
            places = [place for place in places if place not in within]
        for start, end in zip([0, *places], places, strict=False):
            marked = _marked(text, start, end, within) if within else ""
            glued = word.glued or end < places[-1]
            yield word.part(start, end)._replace(glued=glued, marked=marked)


def _within_phrases(text: str, language: str, places: Iterable[int]) -> dict[int, str]:
    """Those of the places that lie within what goes together, each with a sign for its kind.

    Beside punctuation, and between other letters, a line may end as it else may.
    """
    inside = _any_of_two(f"0-9A-Za-z{KATAKANA}{HIRAGANA}{HAN}")
    found = [place for place in places if inside.match(text, place - 1)]
    if not found:
        return {}
    from .dictionaries import phrase_ends

    ends, joint = phrase_ends(text, language), _at_joint()
    return {
        place: JOINT if joint.match(text, place) else LETTER for place in found if place not in ends
    }


@cache
def _at_joint() -> re.Pattern[str]:
    """Where a word within a phrase may break best.

    That is between two ideographs, beside a foreign word, and in one after -tion or -ment.
    """
    foreign, other, more = f"[A-Za-z{KATAKANA}]", f"[{HIRAGANA}{HAN}]", f"(?=[{KATAKANA}]{{3}})"
    goes_on = f"(?<=ション){more}|(?<=ジョン){more}|(?<=メント){more}"
    beside = f"(?<={foreign})(?={other})|(?<={other})(?={foreign})"
    return re.compile(f"(?<=[{HAN}])(?=[{HAN}])|{beside}|{goes_on}")


@cache
def _any_of_two(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]{{2}}")


def _marked(text: str, start: int, end: int, within: Mapping[int, str]) -> str:
    """A part of a text with signs at the places where it may break."""
    letters = "".join(within.get(at, "") + text[at] for at in range(start, end))
    return PHRASE + letters if len(letters) > end - start else ""


def _at_wide_spaces(word: "Word") -> Iterator["Word"]:
    """A word cut after wide spaces within it; the parts, which keep them, may break as before."""
    places = [found.end() for found in _within(WIDE_SPACES).finditer(word.text)]
    if not places:
        yield word
        return
    letters = [place for place, char in enumerate(word.marked) if char != SOFT_HYPHEN]
    for start, end in pairwise((0, *places, len(word.text))):
        first, last = letters[start], (*letters, len(word.marked))[end]
        part = word.part(start, end)
        yield part._replace(marked=word.marked[first:last], glued=end < len(word.text))


@cache
def _within(characters: str) -> re.Pattern[str]:
    """Some of the characters with others on both sides."""
    return re.compile(f"(?<=[^{characters}])[{characters}]+(?=[^{characters}])")


def break_places(text: str) -> tuple[int, ...]:
    """Where a line may end within a text without spaces, by UAX 14.

    It leaves Thai, Lao, Khmer and Burmese to dictionaries.
    """
    places, at = [], 0
    for part in re.split(BETWEEN_HAN, text):
        places += [at + place for place in _places(part)]
        at += len(part)
        places.append(at)
    return tuple(places[:-1])


BETWEEN_HAN = "(?<=[\u3400-\u4dbf\u4e00-\u9fff])(?=[\u3400-\u4dbf\u4e00-\u9fff])"
"""Between two ideographs a line may always end: there the library, a slow one, is not asked.

Compiled when it is needed, which takes a while.
"""


@lru_cache(maxsize=4096)
def _places(text: str) -> tuple[int, ...]:
    if len(text) < 2:
        return ()
    from uniseg.linebreak import line_break_boundaries

    places = set(line_break_boundaries(text))
    if may_be_unspaced(text):
        from .dictionaries import UNSPACED, word_ends

        for run in UNSPACED.finditer(text):
            places.update(run.start() + place for place in word_ends(run[0]))
    for run in re.finditer(HANGUL, text):
        if len(run[0]) < LONG_HANGUL:
            places.difference_update(range(run.start() + 1, run.end()))
    return tuple(sorted(place for place in places if 0 < place < len(text)))


def both_ways(words: Sequence["Word"]) -> tuple[list["Word"], bool]:
    """Words of a paragraph in which text runs from right to left, and whether it all does.

    Each part of a word runs one way, and `ranks` tell how the parts lie on an endless line.
    """
    levels, rtl = _levels("".join(word.text + " " * (not word.glued) for word in words))
    ranks = visual_ranks(levels)
    ordered, at = [], 0
    for word in words:
        end = at + len(word.text)
        parts = list(_one_way(word.parts, levels[at:end], ranks[at:end]))
        space = ranks[min(end, len(ranks) - 1)]
        ordered.append(
            word._replace(
                parts=tuple((text, style) for text, style, _ in parts),
                marked="" if has_rtl(word.text) else word.marked,
                ranks=(*(rank for *_, rank in parts), space),
            )
        )
        at = end + (not word.glued)
    return ordered, rtl


def _one_way(
    parts: Iterable[tuple[str, "Style"]], levels: Sequence[int], ranks: Sequence[int]
) -> Iterable[tuple[str, "Style", int]]:
    """The parts of a word, cut where the direction changes, with their place from the left."""
    letters = [(char, style) for text, style in parts for char in text]
    places = zip(letters, levels, ranks, strict=True)
    for (style, level), group in groupby(places, key=lambda place: (place[0][1], place[1])):
        found = list(group)
        turned = style._replace(rtl=level % 2 == 1)
        yield "".join(p[0][0] for p in found), turned, min(p[2] for p in found)


def _levels(text: str) -> tuple[list[int], bool]:
    """The embedding level of each character by UAX 9, and whether the paragraph is right-to-left.

    The direction is that of the first letter. python-bidi tells levels by byte of UTF-8, and only
    in its debugging text: the last level there is the paragraph's own.
    """
    from bidi import get_display

    text = text.translate(SEPARATORS)
    told = str(get_display(text, debug=True))
    found = [int(level) for level in re.findall(r"Level\(\s*(\d+)", told)]
    starts, at = [], 0
    for char in text:
        starts.append(at)
        at += len(char.encode())
    if len(found) != at + 1:
        raise RuntimeError("this version of python-bidi tells its levels in another way")
    return [found[start] for start in starts], found[-1] % 2 == 1


def visual_ranks(levels: Sequence[int]) -> list[int]:
    """Each character's place from the left: rule L2 of UAX 9 reverses runs, the deepest first.

    It also holds for a part of the text set as a line: what lies between two characters decides
    which of them comes first.
    """
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        runs = groupby(order, key=lambda index, at=level: levels[index] >= at)  # type: ignore[misc]
        order = [index for deep, run in runs for index in (reversed(list(run)) if deep else run)]
    ranks = [0] * len(order)
    for rank, index in enumerate(order):
        ranks[index] = rank
    return ranks
