"""What docstrings show of the code is what comes of it."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "korttipakka"
MODULES = [
    ".".join(("korttipakka", *path.relative_to(PACKAGE).with_suffix("").parts))
    for path in sorted(PACKAGE.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    """Each example gives what stands below it, and none goes unread."""
    result = doctest.testmod(import_module(name))
    assert result.attempted
    assert not result.failed
