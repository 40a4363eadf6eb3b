"""Words of Germanic languages with the seams of their compounds, for tools/learn_seams.py.

A word is a compound if it is cheaper to name its parts than to spell it: naming a part costs the
less the more words it occurs in, spelling costs by the letter (the principle of minimum description
length; how often a part occurs is counted in the words as they were last taken apart, three times
over). The parts are words of wordfreq's list, before a seam also with a linking letter (s, en) or
without the one that is dropped there (Schul|hof). What looks like a word and is an ending or a
particle is no part: tools/germanic_hints.py lists such things for each language.

Words of which this is not sure are left out of what is learnt, and so is every form of the words
marked by hand in tests/data/compounds.
"""

import math
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from germanic_hints import HINTS, Hints

from korttipakka.typeset.hyphenation.germanic import KNOWING, candidates
from korttipakka.typeset.hyphenation.patterns import pattern_places

SPELLING = 1.7
"""What a letter costs: the entropy of a letter after others, in nats."""

JOINING = 2.0
"""What a seam costs, in nats."""

SURE = 2.0
"""How much cheaper, or dearer, a compound's parts are where this is sure, in nats."""

ROUNDS = 3

RARE = 3e-8
"""A long word this rare is often misspelt: it is no part."""

SHORTEST = 6
"""Letters of the shortest compound looked for."""

FREQUENT = 1e-7
"""A word this frequent may be changed before a seam."""

Lattice = Mapping[int, Collection[int]]
"""Where parts may begin and, for each of these places, where they may end."""

Seams = tuple[int, ...]


class Example(NamedTuple):
    """A word to learn from: the places looked at, and those of them that are seams."""

    word: str
    places: Collection[int]
    seams: Collection[int]


def examples(language: str, marked: Iterable[str]) -> Iterator[Example]:
    """What there is to learn of a language, without any form of the words marked by hand."""
    hints = HINTS[language]
    words = frequencies(hints)
    places = places_in(hints.code, language)
    splitter = Splitter(words, hints, places if language in KNOWING else None)
    is_form = forms(marked)
    sharp = words_with_sharp_s() if language == "german" else {}
    for word in words:
        seams = splitter.seams(word)
        if seams is None:
            continue
        ends = pairwise((0, *seams, len(word)))
        parts = [word[start:end] for start, end in ends]
        spellings = {tuple(parts), tuple(sharp.get(part, part) for part in parts)}
        for spelt in sorted(spellings):
            yield from _example(spelt, places, is_form)


def _example(
    parts: Sequence[str],
    places: Callable[[str], Collection[int]],
    is_form: Callable[[str], bool],
) -> Iterator[Example]:
    word = "".join(parts)
    looked_at = [place for place in candidates(word) if place in places(word)]
    if len(word) >= 4 and looked_at and not is_form(word):
        yield Example(word, looked_at, {*accumulate(map(len, parts[:-1]))})


def words_with_sharp_s() -> dict[str, str]:
    """German words with ß as wordfreq spells them, with ss; before a seam they may have an s."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    words = DefaultDictionaryFactory().get_dictionary("de")
    sharp = {word.lower() for word in words if "ß" in word and word.isalpha()}
    return {
        word.replace("ß", "ss") + link: word + link for word in sorted(sharp) for link in ("", "s")
    }


def frequencies(hints: Hints) -> dict[str, float]:
    """The words of a language with their frequencies: how much of all text each is."""
    from wordfreq import get_frequency_dict

    is_word = re.compile(f"[{hints.letters}]{{2,32}}").fullmatch
    given = get_frequency_dict(hints.code, "small" if hints.more_words else "large")
    found = {word: frequency for word, frequency in given.items() if is_word(word)}
    if hints.more_words:
        from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

        more = set(DefaultDictionaryFactory().get_dictionary(hints.code))
        for word in sorted(filter(is_word, more)):
            if not (word.endswith("s") and word[:-1] in more):  # a genitive tells nothing new
                found.setdefault(word, {4: 5e-7, 5: 1e-6}.get(len(word), 3e-7))
    return found


def places_in(code: str, language: str) -> Callable[[str], Collection[int]]:
    """The places of a word that may be a seam: all, or those where patterns that know break it."""
    if language not in KNOWING:
        return lambda word: range(len(word))
    patterns = pattern_places(code)
    known: dict[str, frozenset[int]] = {}

    def places(word: str) -> Collection[int]:
        if word not in known:
            known[word] = frozenset(patterns(word))
        return known[word]

    return places


def forms(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a word may be a form of one of these: but for two last letters they are the same."""
    stems = {word[: max(5, len(word) - 2)]: len(word) for word in words}

    def is_form(word: str) -> bool:
        ends = (stems.get(word[:end]) for end in range(5, len(word) + 1))
        return any(length is not None and len(word) <= length + 3 for length in ends)

    return is_form


class Splitter:
    """Takes the words of a language apart; `places` are where a word may have a seam."""

    def __init__(
        self,
        words: Mapping[str, float],
        hints: Hints,
        places: Callable[[str], Collection[int]] | None,
    ) -> None:
        self._hints = hints
        self._places = places
        parts = possible_parts(words, hints)
        self._last = {part for part in parts if not hints.not_last.fullmatch(part)}
        self._first = first_parts(words, parts, hints)
        self._any = self._last | self._first
        self._whole = math.log(len(words))
        self._lattices = {
            word: lattice
            for word in words
            if len(word) >= SHORTEST and (lattice := self._lattice(word, self._last))
        }
        self._count_first = dict.fromkeys(self._first, 1.0)
        self._count_last = dict.fromkeys(words, 1.0)
        self._count_pairs()
        for _ in range(ROUNDS):
            self._count(words)

    def seams(self, word: str) -> Seams | None:
        """The seams of a word, those within its parts too; None where it is not sure of any."""
        lattice = self._lattices.get(word) or self._lattice(word, self._last)
        if len(word) < SHORTEST or not lattice:
            return ()
        seams, gain = self._cheapest(word, lattice)
        if abs(gain) < SURE:
            return None
        if gain < 0:
            return ()
        allowed = self._places(word) if self._places else None
        return tuple(sorted(self._with_inner(word, (0, *seams, len(word)), allowed)))

    def _with_inner(self, word: str, ends: Seams, allowed: Collection[int] | None) -> Iterator[int]:
        """The seams between these ends and, where parts are compounds, within them."""
        yield from ends[1:-1]
        for start, end in pairwise(ends):
            part, is_last = word[start:end], end == len(word)
            within = None if allowed is None else {each - start for each in allowed}
            lattice = self._lattice(part, self._last if is_last else self._any, within)
            if len(part) >= SHORTEST and lattice:
                seams, gain = self._cheapest(part, lattice, self._cost_any)
                if gain >= self._hints.sure_within:
                    inner = (start, *(start + seam for seam in seams), end)
                    yield from self._with_inner(word, inner, allowed)

    def _lattice(
        self, word: str, last: Collection[str], places: Collection[int] | None = None
    ) -> Lattice:
        """The ways to take a word apart; empty where there is none."""
        if places is None:
            places = self._places(word) if self._places else range(len(word))
        length = len(word)
        reached, found = {0}, {}
        for start in range(length - 1):
            if start in reached:
                inner = range(start + 2, length - 1)
                ends = [e for e in inner if e in places and word[start:e] in self._first]
                reached.update(ends)
                if start and word[start:] in last:
                    ends.append(length)
                found[start] = ends
        useful = {length}
        for start in sorted(found, reverse=True):
            found[start] = [end for end in found[start] if end in useful]
            if found[start]:
                useful.add(start)
        return {start: ends for start, ends in found.items() if ends} if 0 in useful else {}

    def _cheapest(
        self, word: str, lattice: Lattice, cost_at_end: Callable[[str], float] | None = None
    ) -> tuple[Seams, float]:
        """The seams of a word's cheapest parts, and by how much they are cheaper than the word."""
        cost_at_end = cost_at_end or self._cost_last
        length = len(word)
        best: dict[int, tuple[float, Seams]] = {}
        for start in sorted(lattice, reverse=True):
            options = []
            for end in lattice[start]:
                part = word[start:end]
                if end == length:
                    options.append((cost_at_end(part), ()))
                elif end in best:
                    cost, seams = best[end]
                    options.append((self._cost_first(part) + JOINING + cost, (end, *seams)))
            if options:
                best[start] = min(options)
        cost, seams = best[0]
        return seams, self._whole + SPELLING * length - cost

    def _cost_first(self, part: str) -> float:
        return self._whole - math.log(self._count_first.get(part, 0) + 0.1)

    def _cost_last(self, part: str) -> float:
        return self._whole - math.log(self._count_last.get(part, 0) + 0.3)

    def _cost_any(self, part: str) -> float:
        """The cost of what ends a part that is a compound itself."""
        count = max(self._count_last.get(part, 0), self._count_first.get(part, 0))
        return self._whole - math.log(count + 0.3)

    def _count_pairs(self) -> None:
        """Count how often each part could be one of two, each word's ways shared out."""
        for word, lattice in self._lattices.items():
            ends = [end for end in lattice[0] if len(word) in lattice.get(end, ())]
            for end in ends:
                self._count_first[word[:end]] += 1 / len(ends)
                self._count_last[word[end:]] += 1 / len(ends)

    def _count(self, words: Iterable[str]) -> None:
        """Count how often each part occurs in the words as they are now taken apart."""
        first: dict[str, float] = defaultdict(float)
        last: dict[str, float] = defaultdict(float)
        for word in words:
            lattice = self._lattices.get(word)
            seams, gain = self._cheapest(word, lattice) if lattice else ((), 0.0)
            if gain <= 0:
                last[word] += 0.5
                continue
            for start, end in pairwise((0, *seams)):
                first[word[start:end]] += 1
            last[word[seams[-1] :]] += 1
        self._count_first, self._count_last = first, last


def possible_parts(words: Mapping[str, float], hints: Hints) -> frozenset[str]:
    """The words that may be parts of a compound."""

    def is_part(word: str) -> bool:
        if word in hints.endings or len(word) <= 3:
            return word in hints.short and word not in hints.endings
        frequent = words[word] >= hints.common.get(len(word), RARE)
        return frequent and not hints.inflected.search(word)

    return frozenset(filter(is_part, words))


def first_parts(words: Mapping[str, float], parts: Collection[str], hints: Hints) -> frozenset[str]:
    """What may stand before a seam: words, with a linking letter or without a last one."""
    found = {*parts, *hints.also_first}
    for word in parts:
        if words[word] < FREQUENT:
            continue
        found.update(word + link for link in hints.links)
        for old, new in hints.changes:
            if word.endswith(old) and len(word) >= 4 and (new or len(word) - len(old) >= 4):
                found.add(word.removesuffix(old) + new)
    return frozenset(
        each for each in found if each not in hints.endings and not hints.not_first.fullmatch(each)
    )


if __name__ == "__main__":
    sys.exit("python tools/learn_seams.py LANGUAGE learns from these words")
