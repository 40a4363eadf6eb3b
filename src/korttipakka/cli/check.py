"""`korttipakka check`: every problem, with file:line:column."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..basics.problems import KorttipakkaError, Problem, Severity
from ..basics.records import NamedTuple
from ..build.options import Selection
from ..build.report import count, entry
from ..reading.layout import Override
from .options import (
    GroupedCommand,
    deck_argument,
    language_option,
    layout_options,
    overrides,
    press_options,
    selection_options,
)
from .report import IN_INPUT, exit_code, print_problems, reports
from .say import say, say_json

if TYPE_CHECKING:
    from ..build.sizes import LanguageSizes


@click.command(cls=GroupedCommand)
@deck_argument
@layout_options
@selection_options
@language_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", metavar="text|json",
    help="How to print the problems.",
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
    settings: tuple[str, ...],
    category: tuple[str, ...],
    tag: tuple[str, ...],
    card: tuple[str, ...],
    language: str | None,
    form: str,
    sizes: bool,
    shop: str | None,
    output_profile: Path | None,
    strict: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Tell every problem of DECK with its place; exit with 1 when there are errors.

    Errors of flags alone exit with 2.

    Example: korttipakka check osallisuus --sizes
    """
    cards = Selection(category, tag, card)
    asked = _Asked(
        deck,
        layout,
        language,
        cards,
        lambda: overrides(settings, dict(flags)),
        shop or "",
        output_profile,
    )
    problems = _problems(asked, verbose)
    found = _sizes(asked) if sizes else None
    if form == "json":
        say_json(_as_json(problems, found))
    else:
        print_problems(problems, most=len(problems), err=False)
        _print_sizes(found or ())
        say(count(problems))
    code = exit_code(problems)
    if not code and strict and any(problem.severity > Severity.NOTE for problem in problems):
        code = IN_INPUT
    raise click.exceptions.Exit(code)


class _Asked(NamedTuple):
    """What is to be checked: a deck in a layout and a language, its settings read when needed.

    It may be for a print `shop`, and for the press of a profile.
    """

    deck: str | None
    layout: str | None
    language: str | None
    cards: Selection
    settings: Callable[[], list[Override]]
    shop: str = ""
    output_profile: Path | None = None


def _problems(asked: _Asked, verbose: bool) -> list[Problem]:
    from ..build.pipeline import check_deck
    from ..build.selection import find_deck

    categories, tags, ids = asked.cards[:3]
    try:
        found = check_deck(
            find_deck(asked.deck), layout=asked.layout, settings=asked.settings(),
            language=asked.language, categories=categories, tags=tags, cards=ids, verbose=verbose,
            shop=asked.shop, output_profile=asked.output_profile,
        )  # fmt: skip
        return list(found)
    except KorttipakkaError as error:
        return list(error.problems)


def _sizes(asked: _Asked) -> "list[LanguageSizes]":
    """The sizes of texts; none of a deck that cannot be read, which is among the problems."""
    from ..build.options import BuildOptions
    from ..build.selection import find_deck
    from ..build.sizes import sizes_by_language

    languages = (asked.language,) if asked.language else ()
    try:
        options = BuildOptions(asked.layout, tuple(asked.settings()), selection=asked.cards)
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
