"""`korttipakka check`: every problem, with file:line:column."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..basics.problems import InvalidValue, KorttipakkaError, Problem, Severity
from ..basics.records import NamedTuple
from ..build.chosen import Chosen, told_of_hidden
from ..build.options import BuildOptions, Selection
from ..build.report import count, entry
from .options import (
    GivenSettings,
    GroupedCommand,
    Names,
    deck_argument,
    language_option,
    layout_options,
    press_options,
    selection_options,
)
from .report import IN_INPUT, exit_code, print_problems, reports, with_hint
from .say import say, say_json

if TYPE_CHECKING:
    from ..build.sizes import LanguageSizes


FORMS = ("text", "json", "sarif", "github")


def codes(context: click.Context, param: click.Parameter, value: tuple[str, ...]) -> frozenset[str]:
    """Codes of problems, several of them perhaps with commas between."""
    from ..build.explanations import check_code

    named = frozenset(code.strip() for text in value for code in text.split(","))
    try:
        for code in sorted(named):
            check_code(code)
    except InvalidValue as invalid:
        raise click.BadParameter(with_hint(invalid)) from None
    return named


@click.command(cls=GroupedCommand)
@deck_argument
@layout_options
@selection_options
@language_option
@click.option(
    "--format", "form", type=Names(FORMS), default="text", metavar="|".join(FORMS),
    help="How to print the problems; sarif is for code hosts and editors, github for its Actions.",
)  # fmt: skip
@click.option(
    "--select", multiple=True, metavar="CODE", callback=codes,
    help="Show only problems with this code; may be repeated.",
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, metavar="CODE", callback=codes,
    help="Show none with this code, and count them; errors fail all the same: they stop a build.",
)  # fmt: skip
@click.option(
    "--sizes", is_flag=True,
    help="Also which size each text has on how many cards, the deck's languages side by side.",
)  # fmt: skip
@press_options
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("-v", "--verbose", is_flag=True, help="Notes too: what might look better.")
@reports
def check(
    deck: str | None,
    layout: str | None,
    settings: GivenSettings,
    selection: Selection,
    language: str | None,
    form: str,
    select: frozenset[str],
    ignore: frozenset[str],
    sizes: bool,
    shop: str | None,
    output_profile: Path | None,
    strict: bool,
    verbose: bool,
) -> None:
    """Tell every problem of DECK with its place; exit with 1 when there are errors.

    Errors of flags alone exit with 2. What a code means: korttipakka explain CODE.

    Example: korttipakka check osallisuus --sizes
    """
    if sizes and form not in ("text", "json"):
        raise click.UsageError(f"--sizes has no meaning with --format {form}.")
    asked = _Asked(deck, layout, language, selection, settings, shop or "", output_profile)
    # Who asks for some codes asks for those of notes, too.
    problems = _problems(asked, verbose or bool(select))
    shown, hidden = Chosen(select, ignore).parted(problems)
    if form in ("text", "json"):
        _print(shown, form, told_of_hidden(hidden), _sizes(asked) if sizes else None)
    else:
        _print_for_hosts(shown, form, told_of_hidden(hidden), deck)
    code = exit_code(problems)
    if not code and strict and any(problem.severity > Severity.NOTE for problem in shown):
        code = IN_INPUT
    raise click.exceptions.Exit(code)


def _print(
    shown: list[Problem], form: str, untold: str, sizes: "list[LanguageSizes] | None"
) -> None:
    """Print problems for people or for programs, and what is not shown."""
    if form == "json":
        say_json(_as_json(shown, sizes))
        _tell_aside(untold)
        return
    print_problems(shown, most=len(shown), err=False)
    _print_sizes(sizes or ())
    say("; ".join(filter(None, (count(shown), untold))))


def _print_for_hosts(shown: list[Problem], form: str, untold: str, deck: str | None) -> None:
    """Print problems for what shows them beside the lines of files."""
    if form == "sarif":
        from ..build.sarif import as_sarif

        say_json(as_sarif(shown, __version__, _file_of(deck), _root()))
    else:
        from ..build.annotations import as_annotation

        root = _root()
        for problem in shown:
            say(as_annotation(problem, root))
    _tell_aside(untold)


def _root() -> Path:
    """The folder from which hosts name files: GitHub's Actions say it, else the current one."""
    here, given = Path.cwd(), os.environ.get("GITHUB_WORKSPACE", "")
    root = Path(os.path.realpath(given)) if given else here
    return root if here.is_relative_to(root) else here


def _tell_aside(untold: str) -> None:
    """Say what is not shown where no program reads it."""
    if untold:
        say(untold, err=True)


def _file_of(deck: str | None) -> Path:
    """The file that a deck begins with, or where it was looked for."""
    from ..build.selection import find_deck
    from ..reading.files import deck_in

    try:
        path = find_deck(deck)
    except KorttipakkaError:
        return Path(deck or ".")
    return (deck_in(path) if path.is_dir() else None) or path


class _Asked(NamedTuple):
    """What is to be checked: a deck in a layout and a language, its settings read when needed.

    It may be for a print `shop`, and for the press of a profile.
    """

    deck: str | None
    layout: str | None
    language: str | None
    selection: Selection
    settings: GivenSettings
    shop: str = ""
    output_profile: Path | None = None


def _problems(asked: _Asked, verbose: bool) -> list[Problem]:
    from ..build.pipeline import check_deck
    from ..build.selection import find_deck

    categories, tags, ids = asked.selection[:3]
    try:
        found = check_deck(
            find_deck(asked.deck), layout=asked.layout, settings=asked.settings.overrides(),
            language=asked.language, categories=categories, tags=tags, cards=ids, verbose=verbose,
            shop=asked.shop, output_profile=asked.output_profile,
        )  # fmt: skip
        return list(found)
    except KorttipakkaError as error:
        return list(error.problems)


def _sizes(asked: _Asked) -> "list[LanguageSizes]":
    """The sizes of texts; none of a deck that cannot be read, which is among the problems."""
    from ..build.selection import find_deck
    from ..build.sizes import sizes_by_language

    languages = (asked.language,) if asked.language else ()
    try:
        changed = tuple(asked.settings.overrides())
        options = BuildOptions(asked.layout, changed, selection=asked.selection)
        return sizes_by_language(find_deck(asked.deck), options, languages)
    except KorttipakkaError:
        return []


def _print_sizes(found: "Sequence[LanguageSizes]") -> None:
    if found:
        from ..build.sizes import size_lines

        for line in size_lines(found):
            say(line)


def _as_json(problems: list[Problem], sizes: "list[LanguageSizes] | None") -> object:
    """The problems as a list; with sizes, an object that has both."""
    entries = [entry(problem) for problem in problems]
    if sizes is None:
        return entries
    from ..build.sizes import as_numbers, held_as_values

    return {"problems": entries, "sizes": as_numbers(sizes), "held": held_as_values(sizes)}
