"""`korttipakka schema`: JSON Schema for completion in editors."""

import json
from typing import Any

import click

from .report import reports


@click.command
@click.argument("what", type=click.Choice(["deck", "layout"]))
@reports
def schema(what: str) -> None:
    """Print the JSON Schema of decks or layouts."""
    click.echo(json.dumps(_schema(what), ensure_ascii=False, indent=2))


def _schema(what: str) -> dict[str, Any]:
    if what == "layout":
        from ..reading.layout_schema import layout_json_schema

        return layout_json_schema()
    from ..reading.schema import deck_json_schema

    return deck_json_schema()
