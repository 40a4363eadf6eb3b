"""`korttipakka start`: a page to open a deck, to make one, or to bring cards in."""

import sys
from pathlib import Path

import click

from ..basics.bundled import is_bundled
from .options import port_option
from .report import reports_reading
from .say import say


@click.command
@port_option
@click.option("--no-open", is_flag=True, help="Do not open the browser, nor folders.")
@reports_reading
def start(port: int | None, no_open: bool) -> None:
    """Open a page in the browser from which all else can be begun.

    It shows the decks in your folders, makes a new one, and brings cards in from a spreadsheet or a
    document that is dropped on it. Nothing leaves this computer. Ctrl-C ends it.
    """
    from ..web.start import serve_start

    def ready(address: str) -> None:
        say(f"Start page: {address}")
        say("Ctrl-C ends it, and the previews that were opened from it.", err=True)
        launch(address)

    def launch(what: str) -> None:
        if not no_open:
            click.launch(what)

    serve_start(Path.cwd(), program_words(), port, ready, launch)


def program_words() -> list[str]:
    """The words that start this program anew: its own file where it is one, or Python and it."""
    if is_bundled():
        return [sys.executable]
    return [sys.executable, "-P", "-m", "korttipakka"]
