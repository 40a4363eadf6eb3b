"""Random decks, layouts, settings and tables: whatever comes of them, it is no exception.

The budget is fixed; `tools/fuzz.py` goes on for as long as one likes. Inputs that found a fault
stay in `FOUND`.
"""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import python
from fuzz_targets import SEEDS, TARGETS
from fuzzing import mutated, random_text

BUDGET = 40
"""Inputs of each target for a way of making them."""

FOUND: dict[str, list[bytes]] = {
    "deck": [
        b"title: T\ncards:\n  - {title: A, copies: " + b"9" * 5_000 + b"}\n",
        b"title: T\nlayout: " + "\u00e4".encode() * 190 + b"\ncards: [{title: A}]\n",
        b"title: T\ncards:\n  - title: A\n    text: '" + b"> " * 5_000 + b"a'\n",
        b'image_back:\ntext: "{}"',
    ],
    "layout": [b"extends: workshop\nfonts: {body: ~nobody-at-all/x.ttf}\n"],
    "settings": [b"fonts.body=~nobody-at-all/x.ttf\n"],
    "table": [],
}
"""Inputs that found a fault, by target."""

cheap = settings(
    max_examples=BUDGET, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@pytest.mark.parametrize("name", TARGETS)
@cheap
@given(seed=st.integers(0, 2**32))
def test_changed_inputs(name: str, seed: int) -> None:
    """A valid input in which lines and words are taken out, doubled, swapped or made others."""
    TARGETS[name](mutated(SEEDS[name], random.Random(seed)))


@pytest.mark.parametrize("name", TARGETS)
@cheap
@given(seed=st.integers(0, 2**32))
def test_random_inputs(name: str, seed: int) -> None:
    """An input made of the words and signs that such files are made of."""
    TARGETS[name](random_text(name, random.Random(seed)))


@pytest.mark.parametrize("name", TARGETS)
@cheap
@given(data=st.binary(max_size=200))
def test_any_bytes(name: str, data: bytes) -> None:
    """Any bytes at all."""
    TARGETS[name](data)


@pytest.mark.parametrize(
    ("name", "data"), [(name, data) for name, found in FOUND.items() for data in found]
)
def test_found_inputs(name: str, data: bytes) -> None:
    """What found a fault once does no more."""
    TARGETS[name](data)


def test_the_tool_knows_the_targets() -> None:
    """`tools/fuzz.py` offers every target, and tries inputs without atheris."""
    tool = Path(__file__).parents[1] / "tools" / "fuzz.py"
    assert f"{{{','.join(TARGETS)}}}" in python(tool, "--help").stdout
    assert python(tool, "table", "--seconds", "0").stdout.startswith("table: 0 inputs")
