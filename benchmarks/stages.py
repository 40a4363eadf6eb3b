"""The time of each stage of one build, in this process: python stages.py DECK.yaml OUT.pdf."""

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

START = time.perf_counter()


def main(deck: str, out: str) -> None:
    """Print a deck by one process, and the seconds of each stage as JSON."""
    import korttipakka.cli.build  # noqa: F401 - what the command imports
    from korttipakka import build, press, run
    from korttipakka.check import Checks
    from korttipakka.impose import Imposition, InkNearEdge
    from korttipakka.paint import Painter
    from korttipakka.typeset import Typesetting

    gc.set_threshold(1_000_000)  # as the command does
    press.can_halve = lambda cards: False
    spent = {"import": time.perf_counter() - START}

    def time_calls(owner: Any, name: str, stage: str) -> None:
        function: Callable[..., Any] = getattr(owner, name)
        spent[stage] = 0.0

        def call(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                spent[stage] += time.perf_counter() - start

        setattr(owner, name, call)

    time_calls(build, "read_deck", "read the deck")
    time_calls(build, "read_layout", "read the layout")
    time_calls(run, "typeset", "find sizes, lines")
    time_calls(Typesetting, "set", "set cards")
    time_calls(Checks, "look", "check")
    time_calls(Imposition, "sheet", "impose")
    time_calls(InkNearEdge, "look", "ink near edges")
    time_calls(Painter, "sheet", "paint")
    time_calls(press.Print, "write_pdf", "write the PDF")
    build.print_deck(Path(deck)).write_pdf(Path(out))
    print(json.dumps(spent))


main(*sys.argv[1:])
