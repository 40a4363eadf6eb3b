"""`python -m korttipakka`, and where the console script begins."""

import gc
import os
import sys
from contextlib import suppress

INTERRUPTED = 130
"""How a shell expects a command to exit that Ctrl-C has ended: 128 and the number of SIGINT."""


def start() -> None:
    """Run the command line; Ctrl-C ends it quietly even while libraries are loaded."""
    # A command only gathers records until it ends: collecting garbage among them finds none, and
    # took a fifth of the time of a large deck, a seventh of that of loading libraries.
    gc.set_threshold(1_000_000)
    try:
        from .cli import run

        run()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except SystemExit as end:
        from .cli.ending import leave

        leave(end.code)
        raise


if __name__ == "__main__":
    # Python puts the working folder before its own library here, and that may be a stranger's
    # deck: its yaml.py is no code of ours. (With -P, or PYTHONSAFEPATH, Python itself does not; nor
    # does it where that folder is gone.)
    if not sys.flags.safe_path:
        with suppress(OSError):
            os.getcwd()
            del sys.path[0]

    start()
