"""OpenType features that boxes ask for and their fonts do not have."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ..basics.problems import Location, Problem, Severity
from ..fonts import FontSet, FontUse, Style
from ..fonts.styles import SMALL_CAPS
from ..model.features import MEANINGS, switched

UNTOLD = {"aalt", "ccmp", "locl", "mark", "mkmk", "rlig", "lfbd", "rtbd", "nalt"}
"""Features that are always on, or that are there for the menus of programs."""


def lacking_features(
    styles: Mapping[str, Style], uses: Iterable[FontUse], fonts: FontSet,
    origins: Mapping[str, Location],
) -> Iterator[Problem]:  # fmt: skip
    """One for each box that asks for features which a font that sets it lacks.

    `styles` are those of boxes by their names, `uses` what was set. Small capitals are told of by
    family, since `case` asks for them, too.
    """
    used = sorted({use.style for use in uses if use.font == fonts.face(use.style).key})
    for name, own in styles.items():
        for style in used if own.features else ():
            if (style.family, style.features) != (own.family, own.features):
                continue
            found = fonts.face(style).features
            tags = [tag for tag, _ in map(switched, own.features) if tag not in found]
            if told := [tag for tag in tags if tag != SMALL_CAPS]:
                yield _lacks(f"{name}.features", fonts.shown(own.family), told, found, origins)
                break


def _lacks(
    key: str, family: str, tags: Sequence[str], found: Iterable[str],
    origins: Mapping[str, Location],
) -> Problem:  # fmt: skip
    has = ", ".join(shortened(sorted(set(found) - UNTOLD))) or "none"
    asked = " or ".join(f"{tag} ({MEANINGS[tag]})" if tag in MEANINGS else tag for tag in tags)
    message = f"{key}: '{family}' has no {asked}; its features are {has}"
    hint = "leave out what it lacks, or name a family that has it"
    return Problem("no-feature", message, origins.get(key), hint, Severity.WARNING)


NUMBERED = re.compile(r"(cv|ss)(\d\d)")


def shortened(tags: Sequence[str]) -> Iterator[str]:
    """Tags in order, those that are numbered in a row as a range.

    >>> list(shortened(["case", "ss01", "ss02", "ss03", "zero"]))
    ['case', 'ss01 to ss03', 'zero']
    """
    for _, group in groupby(enumerate(tags), key=_row):
        row = [tag for _, tag in group]
        yield f"{row[0]} to {row[-1]}" if len(row) > 2 else ", ".join(row)


def _row(numbered: tuple[int, str]) -> tuple[str, int]:
    """What tags of one row have in common."""
    place, tag = numbered
    match = NUMBERED.fullmatch(tag)
    return (match[1], int(match[2]) - place) if match else (tag, 0)
