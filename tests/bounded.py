"""A bound on computing, so that a test of what might never end fails by its name.

What is counted are seconds of the processor that this process has used, to which no other work on
the machine adds. They are far more than any of these tests needs on a slow machine: the bound tells
what ends from what does not, and nothing about speed.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

SECONDS = 120
"""Of the processor; what takes longest of these tests takes four."""

GRACE = 30
"""Seconds more for a library that never asks for signals; then its process is ended."""


@contextmanager
def bounded(seconds: float = SECONDS, grace: float = GRACE) -> Iterator[None]:
    """Fail the test that computes longer; without effect where the system has no such clock.

    Python's own code and regular expressions are left at once. A library that does not come back
    is ended with its process, which says where it was (`conftest.py`); pytest-xdist names the test.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _fail)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        with _ended_after(seconds + grace):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _fail(_number: int, _frame: FrameType | None) -> None:
    # Not an Exception, which the code under test might catch.
    pytest.fail("this goes on and on: some work grows much faster than what it is given")


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """Have the system end this process when it has computed so many seconds more."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (end if soft < 0 else min(soft, end), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
