"""What would never end fails by its name, however slow the machine is."""

import re
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from bounded import bounded
from commands import python

needs_a_clock = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="the system has no clock of the processor"
)

NEVER = re.compile(r"(a+)+$")
"""Takes years for thirty letters and a sign behind them."""


def matched_in_silence(text: str) -> None:
    """Code that takes whatever goes wrong in it for nothing."""
    with suppress(Exception):
        NEVER.match(text)


@needs_a_clock
def test_a_pattern_that_never_ends_fails() -> None:
    """A regular expression is left in its midst, by what no `except Exception` takes."""
    with pytest.raises(pytest.fail.Exception, match="on and on"), bounded(0.05):
        matched_in_silence("a" * 60 + "!")


@needs_a_clock
def test_what_ends_is_let_go_on() -> None:
    """What is done in time passes, and no clock is left behind."""
    with bounded():
        assert NEVER.match("a" * 60)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


STUCK = """
from collections import deque
from itertools import repeat

from bounded import bounded


def test_that_is_stuck():
    with bounded(0.1, grace=0.1):
        deque(repeat(1), maxlen=0)
"""
"""Goes on for ever in C, where no signal is heard."""


@needs_a_clock
def test_a_library_that_never_comes_back_is_ended(tmp_path: Path) -> None:
    """Where no signal is heard the process is ended, and says in which test it was."""
    (tmp_path / "test_stuck.py").write_text(STUCK, "utf-8")
    here = Path(__file__).parent
    (tmp_path / "conftest.py").write_text((here / "conftest.py").read_text("utf-8"), "utf-8")
    done = python(
        "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist",
        cwd=tmp_path, PYTHONPATH=str(here), PYTEST_ADDOPTS="",
    )  # fmt: skip
    assert done.returncode == -signal.SIGXCPU
    assert "in test_that_is_stuck" in done.stderr
