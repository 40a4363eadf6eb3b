"""`korttipakka schema`: JSON Schema for completion in editors."""

from typing import Any

import click

from .options import Names
from .report import reports_reading
from .say import say_json


@click.command
@click.argument("what", type=Names(["deck", "layout"]))
@reports_reading
def schema(what: str) -> None:
    """Print the JSON Schema of decks or layouts."""
    say_json(_schema(what))


def _schema(what: str) -> dict[str, Any]:
    if what == "layout":
        from ..reading.layout_schema import layout_json_schema

        return layout_json_schema()
    from ..reading.schema import deck_json_schema

    return deck_json_schema()
