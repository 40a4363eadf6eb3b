"""A progress bar for long work, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import click

STEPS = 4
"""Reading, typesetting, painting, writing: see `print_deck` and the command."""

PATIENCE = 0.7
"""Seconds of work before a bar appears: most decks are done by then."""


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each stage as it begins."""
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    began, stages = monotonic(), 0
    bar: Any = click.progressbar(
        length=STEPS, label="Building", file=sys.stderr, show_eta=False,
        item_show_func=lambda stage: stage,
    )  # fmt: skip

    def step(stage: str) -> None:
        nonlocal stages
        stages += 1
        if monotonic() - began > PATIENCE:
            bar.update(stages - 1 - bar.pos, stage)

    try:
        yield step
    finally:
        if monotonic() - began > PATIENCE:
            bar.render_finish()
