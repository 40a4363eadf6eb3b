"""`korttipakka new`: a folder with a deck to begin with."""

from pathlib import Path

import click

from ..basics.shell import shell_line
from ..saving.starter import LANGUAGES, Files, copied_files, starter_files, write_folder
from .outputs import NAME_FOLDER, NO_FOLDER, refuse_stream
from .report import reports
from .say import say


@click.command
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--language", type=click.Choice(LANGUAGES), metavar="|".join(LANGUAGES),
    help="The language of the small deck; default: en.",
)  # fmt: skip
@click.option(
    "--from", "source", metavar="DECK",
    help="Copy this deck instead: a folder, or the name of a deck that ships.",
)  # fmt: skip
@reports
def new(folder: Path, language: str | None, source: str | None) -> None:
    """Make the folder DIR with a small deck, which tells by its comments how to write cards.

    Editors that know YAML complete the keys and mark slips. A folder that has files in it is left
    as it is.

    Example: korttipakka new cards --language fi
    """
    if source is not None and language is not None:
        raise click.UsageError("--language is for the small deck; leave it out with --from.")
    refuse_stream(folder, "", NO_FOLDER, NAME_FOLDER)
    files = _starter(language or LANGUAGES[0]) if source is None else _copy(source)
    write_folder(folder, files)
    say(f"Wrote a deck of {len(files)} files into {folder}")
    command = shell_line(["korttipakka", "build", str(folder)])
    say(f"Next: edit {folder / 'deck.yaml'}, then: {command}")


def _starter(language: str) -> Files:
    from ..reading.schema import deck_json_schema

    return starter_files(language, deck_json_schema())


def _copy(source: str) -> Files:
    from ..build.selection import find_deck
    from ..reading.files import DECK_NAMES
    from ..reading.files import find_deck as first_file
    from ..reading.schema import deck_json_schema

    first = first_file(find_deck(source))
    if first.name not in DECK_NAMES:
        raise click.UsageError(f"--from copies a folder with a deck.yaml, not the file {first}.")
    return copied_files(first, deck_json_schema())
