"""`python -m korttipakka`, and where the console script begins."""

import sys

INTERRUPTED = 130
"""How a shell expects a command to exit that Ctrl-C has ended: 128 and the number of SIGINT."""


def start() -> None:
    """Run the command line; Ctrl-C ends it quietly even while libraries are loaded."""
    try:
        from .cli import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    start()
