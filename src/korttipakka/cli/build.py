"""`korttipakka build`: deck -> PDF."""

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..basics.files import check_output
from ..basics.problems import Location, Problem, Severity, error
from ..basics.shell import shell_line
from ..build.options import BuildOptions, Selection, since_of
from ..build.report import count, many, printable
from .changes import change_lines, change_options, told_if_nothing
from .languages import both_given, two_languages
from .options import (
    GivenSettings,
    GroupedCommand,
    deck_argument,
    draw_options,
    guides_option,
    language_option,
    layout_options,
    press_options,
    selection_options,
)
from .progress import progress
from .report import print_problems, reports
from .say import STANDARD_OUTPUT, is_standard_output, say

if TYPE_CHECKING:
    from ..build.made import Made

PROCESSES = 8
"""Processes that print a large deck at most: with more, the first has little to do but wait."""


@click.command(cls=GroupedCommand)
@deck_argument
@click.option(
    "-o", "--output", type=click.Path(readable=False, path_type=Path), metavar="FILE",
    help="The PDF to write, or - for standard output; default: the deck's name, in this folder.",
)  # fmt: skip
@guides_option
@layout_options
@selection_options
@draw_options
@language_option
@click.option(
    "--languages", metavar="LANG,LANG", callback=two_languages,
    help="Cards in two languages: fronts in the first, backs in the second, or as the layout says.",
)  # fmt: skip
@change_options
@click.option("--draft", is_flag=True, help="Quicker: pictures as grey boxes.")
@click.option(
    "--pdfa", is_flag=True, help="For archives: PDF/A-2a, which says all that it needs itself."
)
@press_options
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("-q", "--quiet", is_flag=True, help="No summary, no warnings.")
@click.option("--open", "open_after", is_flag=True, help="Open the PDF afterwards.")
@reports
def build(
    deck: str | None, output: Path | None, guides: bool, layout: str | None,
    settings: GivenSettings, selection: Selection, language: str | None,
    languages: tuple[str, ...], changed_since: Path | None, take_out_list: bool, draft: bool,
    pdfa: bool, shop: str | None, output_profile: Path | None, strict: bool, quiet: bool,
    open_after: bool,
) -> None:  # fmt: skip
    """Turn DECK into a PDF for the printer.

    DECK is a YAML file, a folder, or the name of a deck that ships; without it, the deck in this
    folder. A problem in the deck stops the build, and the old PDF stays as it was.

    Example: korttipakka build osallisuus --paper letter --marks cut
    """
    from ..build.document import default_output
    from ..build.pipeline import Means, make
    from ..build.selection import find_deck

    path = find_deck(deck)
    if shop is not None:
        refuse_pictures(shop, deck)
    if output is not None:
        refuse_output(output, open_after)
    second = ""
    if languages:
        language, second = both_given(path, languages, language)
    options = BuildOptions(
        layout, tuple(settings.overrides()), language, selection,
        guides=guides, draft=draft, archive=pdfa, second=second,
        since=since_of(changed_since, take_out_list),
        shop=shop or "", output_profile=output_profile,
    )  # fmt: skip
    name = name_of(path)
    with told_if_nothing(options, output, name, quiet), progress() as report:
        made = make(path, options, Means(processes=PROCESSES, progress=report))
        out = output or default_output(name, options, made.layout)
        warnings = [problem for problem in made.problems if problem.severity > Severity.NOTE]
        if not strict or not warnings:
            report("writing", 0.0)
            _write(made, out)
    _tell_warnings(warnings, strict, quiet)
    if not quiet:
        _summarize(made, out, selection, second)
    if open_after:
        click.launch(str(out))


def _tell_warnings(warnings: Sequence[Problem], strict: bool, quiet: bool) -> None:
    """Print warnings, and end where they fail too."""
    if strict or not quiet:
        print_problems(warnings)
    if strict and warnings:
        say(f"{count(warnings)}; nothing was written (--strict)", err=True)
        raise click.exceptions.Exit(1)


def _summarize(made: "Made", out: Path, selection: Selection, second: str) -> None:
    """Say what was printed; aside where the PDF goes to standard output."""
    aside = is_standard_output(out)
    told = (
        made.summary.lines(),
        _guessed(made),
        _languages(made, second),
        _drawn(made, selection),
        change_lines(made.plan.job),
    )
    for line in chain(*told):
        say(line, err=aside)
    say(f"Wrote {'standard output' if aside else out}", err=aside)


def _guessed(made: "Made") -> Iterator[str]:
    """Which language is taken for that of a deck which does not say it."""
    for problem in made.problems:
        if problem.code == "guessed-language":
            yield f"Language: {problem.message}"
            yield f"          {' '.join(problem.hint.split())}"


def _languages(made: "Made", second: str) -> Iterator[str]:
    """Which texts are in which language, where there are two."""
    if second:
        from ..build.bilingual import language_lines

        yield from language_lines(made.layout, made.deck.language, second)


def _drawn(made: "Made", selection: Selection) -> Iterator[str]:
    """What chance has done, and by which seed."""
    by = f"by the seed '{printable(selection.seed)}'" if selection.seed else "without a seed"
    if selection.pick:
        cards = many(len(made.deck.cards), "card")
        yield f"Picked: {selection.pick} of {cards} at random, {by}; another --seed picks others"
    if made.layout.sheet.order == "shuffle":
        yield f"Order: shuffled {by}; another --seed gives another order"


def name_of(path: Path) -> str:
    """A deck's name for files: the folder's, or the file's without .yaml; dots in it stay."""
    whole = path.resolve()
    is_yaml = whole.suffix.lower() in {".yaml", ".yml"} and not whole.is_dir()
    return whole.stem if is_yaml else whole.name or "deck"


def refuse_pictures(shop: str, deck: str | None) -> None:
    """Tell of a shop that takes pictures which command makes them. Raises KorttipakkaError."""
    from ..build.press import find_shop

    if preset := find_shop(shop).preset:
        words = ["korttipakka", "export", *([deck] if deck else []), "--to", "png"]
        message = f"'{shop}' takes no PDF but a PNG of each face"
        hint = shell_line([*words, "--preset", preset])
        raise error("shop-takes-pictures", message, Location.flag(f"--for {shop}"), hint)


def _write(made: "Made", out: Path) -> None:
    if out == STANDARD_OUTPUT:
        made.write_pdf(sys.stdout.buffer)
    else:
        made.write_pdf(out)


def refuse_output(out: Path, opened: bool = False) -> None:
    """Tell before long work what is no place for a PDF, or for one to be `opened`."""
    refuse_other_type(out)
    if is_standard_output(out):
        if opened:
            raise click.UsageError("--open has no meaning for standard output; leave it out.")
        return
    try:
        check_output(out)
    except (FileNotFoundError, IsADirectoryError) as cause:
        message, hint = f"cannot write {out}: {cause}", "choose another file with -o FILE"
        raise error("cannot-write", message, Location.flag(f"-o {out}"), hint) from cause
    except OSError:
        return  # what is wrong with the file itself is told when it is written


def refuse_other_type(out: Path) -> None:
    """A PDF under the name of something else cannot be opened; `-o deck.yaml` would cost a deck."""
    other = OTHER_TYPES.get(out.suffix.lower())
    if other is not None:
        message = f"a PDF is not written to {out}: that is the name of {other}"
        hint = f"-o {shell_line([str(out.with_suffix('.pdf'))])}"
        raise error("cannot-write", message, Location.flag(f"-o {out}"), hint)


OTHER_TYPES = {
    **dict.fromkeys((".yaml", ".yml"), "a deck or a layout"),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf"), "a document"),
    **dict.fromkeys((".odp", ".ppt", ".pptx"), "a presentation"),
    **dict.fromkeys((".csv", ".ods", ".tsv", ".xls", ".xlsx"), "a table"),
    **dict.fromkeys(
        (".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tiff", ".webp"), "a picture"
    ),
    **dict.fromkeys((".htm", ".html"), "a web page"),
    **dict.fromkeys((".json", ".md", ".txt"), "a text"),
    **dict.fromkeys((".otf", ".ttf"), "a font"),
    ".zip": "an archive",
}
"""What files of these names hold: anything but a PDF."""
