"""The time of each stage of one build, in this process: python stages.py DECK.yaml OUT.pdf."""

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

START = time.perf_counter()

STAGES = ("read_deck", "read_layout", "typeset", "check", "impose", "ink_near_edge")


def main(deck: str, out: str) -> None:
    """Build a deck and print the seconds of each stage as JSON."""
    import korttipakka.cli.build  # noqa: F401 - what the command imports
    from korttipakka import build

    gc.set_threshold(1_000_000)  # as the command does
    spent = {"import": time.perf_counter() - START}

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                spent[name] = time.perf_counter() - start

        return call

    for name in STAGES:
        setattr(build, name, timed(name, getattr(build, name)))
    result = build.build_deck(Path(deck))
    timed("write_pdf", result.write_pdf)(Path(out))
    print(json.dumps(spent))


main(*sys.argv[1:])
