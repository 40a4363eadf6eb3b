"""How a command's process ends."""

import os
import sys
import threading
from atexit import _run_exitfuncs


def leave(code: object) -> None:
    """End the process here and now, unless something is still to be done in it.

    Python would first free all objects one by one, which takes 3 % of a small build. Threads are to
    be waited for, debuggers and profilers to have their say, and a stream that cannot be flushed is
    Python's to tell of.
    """
    if not isinstance(code, int) or threading.active_count() > 1 or _is_watched():
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return
    _run_exitfuncs()
    os._exit(code)


def _is_watched() -> bool:
    """Whether a debugger, a profiler or a measure of coverage is at work."""
    if sys.gettrace() or sys.getprofile():
        return True
    monitoring = getattr(sys, "monitoring", None)  # from Python 3.12 on
    return monitoring is not None and any(map(monitoring.get_tool, range(TOOLS)))


TOOLS = 6
"""Tools that can watch a program of Python 3.12 at the same time."""
