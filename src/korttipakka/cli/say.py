"""The one door to the terminal: what is printed here can do nothing to it.

Names, titles and values come from decks, file names and flags; any of them may hold escapes that
move the cursor, turn text round or forge a line.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ..basics.records import NamedTuple
from ..build.report import printable


class Styled(NamedTuple):
    """A piece of a line in a style, as `click.style` takes it; a pipe has it plain."""

    text: str
    style: Mapping[str, Any]


def say(*pieces: str | Styled, err: bool = False) -> None:
    """Print one line, on standard error if so wanted; a line end within it is made visible."""
    click.echo("".join(map(_shown, pieces)), err=err)


def _shown(piece: str | Styled) -> str:
    if isinstance(piece, Styled):
        return click.style(printable(piece.text), **piece.style)
    return printable(piece)


def say_json(value: object) -> None:
    """Print a value as JSON; what cannot be shown is written as JSON's escapes, which lose nothing.

    So are all letters but ASCII for a pipe in another encoding than UTF, which lacks some.
    """
    import json

    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo("".join(map(_escaped, json.dumps(value, ensure_ascii=ascii_only, indent=2))))


def _escaped(char: str) -> str:
    """A character of JSON text; only within strings is there any that cannot be shown."""
    if char == "\n" or char.isprintable():
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


HINT = "\n  hint: "
"""Between what is wrong with a flag's value and what to do about it."""


def readable(message: str) -> str:
    """A message of click's, with the flags' values that it quotes, in printable lines."""
    what, hint, advice = message.rpartition(HINT)
    return f"{printable(what)}{hint}{printable(advice)}"


STANDARD_OUTPUT = Path("-")


def is_standard_output(out: Path) -> bool:
    """Whether a file is the process's standard output, by whichever name."""
    return out == STANDARD_OUTPUT or str(out) in {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}


def put(data: bytes) -> None:
    """Write a file's bytes to standard output."""
    sys.stdout.buffer.write(data)
