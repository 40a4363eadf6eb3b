"""The time of each stage of one build, in this process: python stages.py DECK.yaml OUT.pdf."""

import gc
import json
import sys
import time
from collections.abc import Callable
from typing import Any

START = time.perf_counter()


def main(deck: str, out: str) -> None:
    """Print a deck by one process, and the seconds of each stage as JSON."""
    import korttipakka.cli.build  # noqa: F401 - what the command imports
    from korttipakka.build import pipeline, run
    from korttipakka.build.made import Made
    from korttipakka.build.memory import Memory
    from korttipakka.build.pipeline import build_deck
    from korttipakka.check import Checks
    from korttipakka.impose import Imposition
    from korttipakka.paint import Painter
    from korttipakka.typeset import Typesetting

    gc.set_threshold(1_000_000)  # as the command does
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

    time_calls(pipeline, "read_deck", "read the deck")
    time_calls(Memory, "layout", "read the layout")
    time_calls(run, "typeset", "find sizes")
    time_calls(Typesetting, "set_all", "set cards")
    time_calls(Checks, "inspect", "check")
    time_calls(Imposition, "sheet", "impose")
    time_calls(Checks, "inspect_page", "ink near edges")
    time_calls(Painter, "sheet", "paint")
    time_calls(Made, "write_pdf", "write the PDF")
    build_deck(deck, processes=1).write_pdf(out)
    print(json.dumps(spent))


main(*sys.argv[1:])
