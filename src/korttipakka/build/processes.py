"""How many processes do the shares of a job, and what each of them does."""

import os
import threading
from collections.abc import Callable
from typing import Any

from ..typeset import Gather, Tell

WORTH = 48
"""Cards from which two processes are faster than one, by measurement: a fork has its price."""

PER_PROCESS = WORTH // 2
"""Cards that each process has at least."""

Work = Callable[[Gather, Tell], Any]
"""Does a share of a job and makes something that can be pickled.

It may gather what all find, as often and in the same order as all others, and tells how far it is.
"""


def useful_processes(cards: int, most: int) -> int:
    """How many processes, at most so many, do a job of so many cards fastest here.

    A process with threads must not be forked. Only Linux tells the cores that it may use: on macOS
    the system's own libraries have threads, Windows has no fork.
    """
    if cards < WORTH or not hasattr(os, "sched_getaffinity") or threading.active_count() > 1:
        return 1
    return max(1, min(most, len(os.sched_getaffinity(0)), cards // PER_PROCESS))
