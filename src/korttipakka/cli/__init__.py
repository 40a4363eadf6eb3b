"""The command line: one file for each command, loaded when it is called."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from .. import __version__

COMMANDS = {
    "build": "deck -> PDF, ready for the printer",
    "preview": "the deck in the browser, live, with the designer's controls",
    "start": "a page to open a deck, make one, or bring cards in",
    "check": "every problem of a deck, with its place",
    "explain": "what a problem's code means, with a bad and a good example",
    "new": "a small deck to begin with",
    "import": "cards from Excel, Word, CSV, Markdown … -> a deck's folder",
    "list": "the cards of a deck: ids, numbers, titles, categories",
    "export": "deck -> pictures, or a table of its texts for people who edit or translate",
    "calibrate": "how far a printer's backs are off: the test sheet, the readings",
    "printers": "the printers that have been measured",
    "layouts": "the layouts and what can be set in them",
    "papers": "names that --paper and --sheet take",
    "cards": "names that --card-size takes",
    "fonts": "families that --heading-font and --body-font take",
    "hyphenate": "where words may break",
    "schema": "JSON Schema of decks and layouts, for editors",
}
"""What each command is for; a command's function is `command` in the module of its name."""

MODULES = {"import": "importing", "list": "listing",
           "papers": "names", "cards": "names", "fonts": "names"}  # fmt: skip

FUNCTIONS = {"import": "command"}
"""Commands whose name no function of Python can have."""


class LazyGroup(click.Group):
    """Imports a command's module when the command is called: start-up stays quick."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """As click does, with messages that are safe to look at."""
        with _readable_errors():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, with messages that are safe to look at."""
        with _readable_errors():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the documentation."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{MODULES.get(cmd_name, cmd_name)}")
        command = getattr(module, FUNCTIONS.get(cmd_name, cmd_name))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a mistyped command."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from ..basics.problems import suggestion

            hint = suggestion(args[0], COMMANDS)
            raise click.UsageError(f"{error.message} {hint[:1].upper()}{hint[1:]}") from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@contextmanager
def _readable_errors() -> Iterator[None]:
    """Messages of click's quote flags and names as they were typed."""
    try:
        yield
    except click.ClickException as error:
        from .say import readable

        if isinstance(error, click.NoSuchOption):
            from .meant import name_meant

            name_meant(error)
        elif isinstance(error, click.UsageError):
            from .meant import words_of_path

            words_of_path(error)
        vars(error)["message"] = readable(error.message)  # which click declares final
        raise


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="korttipakka")
def main() -> None:
    """Turn a YAML deck of cards into PDF sheets whose backs land behind their fronts."""
    try:
        os.getcwd()
    except OSError:
        # Libraries look there when they are loaded, and relative names would mean nothing.
        message = "The current folder is gone: change to another one."
        raise click.ClickException(message) from None


def _open_streams() -> None:
    """Open what the caller has closed of standard input, output and error, to nothing.

    Otherwise the next file that is opened would be taken for it, and messages be written into that.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number, which is this one
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _begin_bundled() -> None:
    """What a program without Python is called for besides commands.

    A double click says nothing: it opens the start page. Drawing asks for a process of its own.
    """
    from ..basics.bundled import DRAW_SVG

    if len(sys.argv) == 1:
        sys.argv.append("start")
    elif sys.argv[1:] == [DRAW_SVG]:
        import runpy

        runpy.run_module("korttipakka.pictures.svg.draw", run_name="__main__")
        sys.exit()


def run() -> None:
    """The console script: no traceback ever reaches the user unless --debug asks for it."""
    _open_streams()
    if getattr(sys, "frozen", False):  # as `is_bundled` has it, which `--version` need not import
        _begin_bundled()
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows has no arrows, and one that ends with a question mark is no fault.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        # None is for click to decide: colour on a terminal, none in a pipe.
        main.main(prog_name="korttipakka", color=False if os.environ.get("NO_COLOR") else None)
    except Exception as error:
        from .report import report_fault

        report_fault(error)
        sys.exit(1)
