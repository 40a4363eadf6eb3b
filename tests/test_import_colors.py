"""Colours of imported categories: readable with white, told apart by the colour-blind."""

import math
from itertools import combinations

import pytest

from korttipakka.basics.color import contrast, parse_color
from korttipakka.saving.new_deck import COLORS

# How colours look to people without one kind of cones: Machado, Oliveira and Fernandes 2009.
SEEN = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
}  # fmt: skip

XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
       (0.0193339, 0.1191920, 0.9503041))  # fmt: skip
WHITE = (0.95047, 1.0, 1.08883)

APART = 10.0
"""CIE 1976 difference that is seen at a glance in areas that do not touch."""


def lab(color: str, seen: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """A colour in CIELAB (D65), as some eyes see it."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    light = [min(1.0, max(0.0, sum(map(float.__mul__, map(float, row), linear)))) for row in seen]
    xyz = [sum(a * b for a, b in zip(row, light, strict=True)) for row in XYZ]
    x, y, z = (root(value / white) for value, white in zip(xyz, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def root(value: float) -> float:
    """The cube root that CIELAB takes."""
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


@pytest.mark.parametrize("color", COLORS)
def test_white_can_be_read_on_each(color: str) -> None:
    """White on each colour has a contrast of 5 : 1 or more."""
    assert contrast(parse_color(color), parse_color("white")) >= 5


@pytest.mark.parametrize("eyes", SEEN)
def test_the_first_eight_are_told_apart(eyes: str) -> None:
    """Whichever cones an eye lacks, the first eight colours differ clearly."""
    seen = {color: lab(color, SEEN[eyes]) for color in COLORS[:8]}
    for one, other in combinations(seen, 2):
        assert math.dist(seen[one], seen[other]) >= APART, (one, other)


def test_all_are_different() -> None:
    """No colour comes twice."""
    assert len(set(COLORS)) == len(COLORS) == 12
