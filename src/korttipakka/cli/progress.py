"""A progress bar for long work, on a terminal only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import click

from ..build.options import Progress, no_progress

STAGES = {"reading": (0, 5), "typesetting": (5, 50), "painting": (50, 95), "writing": (95, 100)}
"""Where each stage begins and ends, in hundredths of a large build, by measurement."""

PATIENCE = 0.7
"""Seconds of work before a bar appears: most decks are done by then."""


@contextmanager
def progress() -> Iterator[Progress]:
    """What to tell how far the work is."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    began = monotonic()
    bar: Any = click.progressbar(
        length=100, label="Building", file=sys.stderr, show_eta=False,
        item_show_func=lambda stage: stage,
    )  # fmt: skip

    def report(stage: str, done: float) -> None:
        start, end = STAGES[stage]
        if monotonic() - began > PATIENCE:
            # A layout that is tried after another goes through the stages again: the bar waits.
            bar.update(max(0, round(start + done * (end - start)) - bar.pos), stage)

    try:
        yield report
    finally:
        if monotonic() - began > PATIENCE:
            bar.render_finish()
