"""Patterns that are compiled when they are asked for."""

import re
from unittest.mock import patch

import pytest

from korttipakka.basics.late import late


def test_a_late_pattern_does_what_a_pattern_does() -> None:
    """It finds, replaces and tells of itself; flags hold."""
    pattern = late(r"(?P<word>kort)t?i", re.IGNORECASE)
    found = pattern.search("Pelikortti")
    assert found is not None
    assert found["word"] == "kort"
    assert pattern.sub("x", "KORTIT") == "xT"
    assert pattern.pattern == r"(?P<word>kort)t?i"


def test_a_late_pattern_is_compiled_once_and_late() -> None:
    """Nothing is compiled before it is asked for, and what is at hand is not asked for again."""
    pattern = late("a+")
    with patch("re.compile", wraps=re.compile) as compile_pattern:
        assert compile_pattern.call_count == 0
        assert pattern.findall("aab") == pattern.findall("aa") == ["aa"]
        assert compile_pattern.call_count == 1


def test_a_late_pattern_tells_of_its_faults() -> None:
    """What is no pattern is told when it is used."""
    with pytest.raises(re.error):
        late("(").search("")
