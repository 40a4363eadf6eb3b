"""`korttipakka schema`: JSON Schema for completion in editors."""

import json

import click

from .report import reports


@click.command
@click.argument("what", type=click.Choice(["deck"]))
@reports
def schema(what: str) -> None:
    """Print the JSON Schema of the deck format."""
    from ..reading.schema import deck_json_schema

    click.echo(json.dumps(deck_json_schema(), ensure_ascii=False, indent=2))
