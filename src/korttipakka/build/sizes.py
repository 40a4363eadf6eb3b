"""Which size each text of a deck got on how many cards, in each of the deck's languages."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..basics.problems import KorttipakkaError, Severity
from ..basics.records import NamedTuple
from ..model.frame import Frame
from ..model.layout import FACES
from ..reading.deck import read_manuscript
from ..typeset import Hold
from .made import Made
from .options import BuildOptions
from .pipeline import Means, make
from .report import many

UNEVEN = ("smaller-text", "holds-others-down")
"""Codes of notes on sizes that are not the same on all cards, or might be larger."""

Counts = Mapping[float, int]
"""A number of cards by the size of a text on them in points, the largest size first."""

MOST_LISTED = 3
"""Sizes of a box that are listed one by one; of more, the range is, and the most frequent one."""


class LanguageSizes(NamedTuple):
    """The sizes of texts in one language, by the box as in "front.title".

    `told` names the cards that keep others' texts small, or that have smaller ones; `holds` has the
    former by box. What cannot be built in the language has no sizes but `errors`.
    """

    language: str
    boxes: Mapping[str, Counts]
    told: tuple[str, ...] = ()
    holds: Mapping[str, Sequence[Hold]] = {}
    errors: int = 0


def sizes_by_language(
    path: Path, options: BuildOptions, languages: Sequence[str] = ()
) -> list[LanguageSizes]:
    """The sizes in each language of a deck, its own first, or only in `languages`.

    Raises KorttipakkaError if the deck cannot be read in any language.
    """
    wanted = languages or read_manuscript(path).languages
    return [_sizes_in(path, options._replace(language=tag, verbose=True)) for tag in wanted]


def _sizes_in(path: Path, options: BuildOptions) -> LanguageSizes:
    language = options.language or ""
    try:
        made = make(path, options, Means(painted=False))
    except KorttipakkaError as cause:
        errors = sum(problem.severity is Severity.ERROR for problem in cause.problems)
        return LanguageSizes(language, {}, errors=errors)
    told = tuple(p.message for p in made.problems if p.code in UNEVEN)
    holds = {box: sizes.holds for box, sizes in made.sizes.items() if sizes.holds}
    return LanguageSizes(language, _counted(made), told, holds)


def _counted(made: Made) -> dict[str, Counts]:
    """The sizes on the deck's own cards, each counted once, whatever its copies."""
    faces = {one.card.id: one for one in made.faces if not one.blank}
    counts: dict[str, Counter[float]] = {}
    for side in FACES:
        boxes = made.layout.boxes(side)
        counts |= {f"{side}.{box.name}": Counter() for box in boxes if box.text}
        for one in faces.values():
            for name, size in text_sizes(one.face(side)):
                counts.setdefault(f"{side}.{name}", Counter())[size] += 1
    return {
        box: dict(sorted(found.items(), reverse=True)) for box, found in counts.items() if found
    }


def text_sizes(frame: Frame) -> Iterator[tuple[str, float]]:
    """The size of each text on a face in points, by the box that it is in."""
    for part in frame.parts:
        sizes = [run.size for paragraph in part.paragraphs for run in paragraph.runs]
        if sizes:
            yield part.name, round(max(sizes), 2)


def size_lines(found: Sequence[LanguageSizes]) -> Iterator[str]:
    """A table for people: a line for each box, a column for each language, and what keeps sizes.

    >>> list(size_lines([LanguageSizes("fi", {"front.title": {30.0: 5, 26.5: 1}})]))[1]
    'front.title     30 (5), 26.5 (1)'
    """
    boxes = list(dict.fromkeys(box for each in found for box in each.boxes))
    rows = [["Points (cards)", *(each.language for each in found)]]
    rows += [[box, *(_cell(each.boxes.get(box, {})) for each in found)] for box in boxes]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
    for each in found:
        if each.errors:
            yield f"{each.language}: {many(each.errors, 'error')}; --language {each.language}"
        yield from (f"{each.language}: {message}" for message in each.told)


def _cell(counts: Counts) -> str:
    """What a box got: "30 (60), 28 (6)", or "16 to 30, most 30 (40)"."""
    if len(counts) <= MOST_LISTED:
        return ", ".join(f"{size:g} ({number})" for size, number in counts.items()) or "-"
    most, number = max(counts.items(), key=lambda item: (item[1], item[0]))
    return f"{min(counts):g} to {max(counts):g}, most {most:g} ({number})"


def as_numbers(found: Sequence[LanguageSizes]) -> dict[str, dict[str, dict[str, int]]]:
    """The sizes by language and box, as JSON has them: {"fi": {"front.title": {"30": 60}}}."""
    return {
        each.language: {
            box: {f"{size:g}": number for size, number in counts.items()}
            for box, counts in each.boxes.items()
        }
        for each in found
    }


def held_as_values(found: Sequence[LanguageSizes]) -> dict[str, dict[str, list[Any]]]:
    """What keeps sizes down by language and box: without `fewest` of the cards they are larger."""
    return {
        each.language: {
            box: [
                {"size": hold.size, "fewest": hold.fewest, "cards": list(hold.cards)}
                for hold in holds
                if hold.others
            ]
            for box, holds in each.holds.items()
        }
        for each in found
    }
