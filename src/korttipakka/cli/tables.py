"""What `korttipakka export` does with a deck's texts: one file, one row a card."""

from pathlib import Path
from typing import Any

import click

from ..basics.languages import is_language
from ..basics.problems import Location, error
from ..build.options import Selection
from ..build.report import many
from ..build.selection import select
from ..reading.deck import read_manuscript
from ..saving.tables import WRITERS, table_of
from .languages import listed
from .outputs import named, refuse_there, write

TABLES = tuple(WRITERS)

FOR_TEXTS = {
    "deck",
    "form",
    "output",
    "force",
    "language",
    "languages",
    "category",
    "tag",
    "card",
    "pick",
    "seed",
}
"""Flags that say something about texts alone; the others are about cards as they look."""


OF_BOX = ("paper_thickness", "dividers")

OF_PICTURES = ("columns", "no_labels", "no_bleed", "guides", "preset", "dpi")

NOT_FOR = {
    "png": ("languages", "columns", "no_labels", *OF_BOX),
    "contact-sheet": ("languages", "no_bleed", *OF_BOX),
    "tsv": ("languages",),
    "overview": ("languages", "setting_copies", "setting_blanks", *OF_PICTURES, *OF_BOX),
    "box": ("languages", *OF_PICTURES),
    "band": ("languages", *OF_PICTURES, "dividers"),
    "cut-lines": (
        "languages",
        "setting_copies",
        "setting_blanks",
        "category",
        "tag",
        "card",
        "pick",
        "seed",
        "language",
        *OF_PICTURES,
        *OF_BOX,
    ),
    "dividers": ("languages", "setting_copies", "setting_blanks", *OF_PICTURES, *OF_BOX),
}
"""Flags that say nothing about a form, though they do about others of its kind."""

OF_CARDS = ("png", "contact-sheet", "overview", "box", "band", "dividers", "cut-lines")
"""Forms that a layout has a part in."""


languages_option = click.option(
    "--languages", metavar="LANG,…", callback=listed,
    help="Languages to have columns for in a table, filled or not; of an HTML page, those to have.",
)  # fmt: skip


def refuse_idle(form: str) -> None:
    """Raise a usage error for a flag that says nothing about the form that is asked for."""
    context = click.get_current_context()
    for param in context.command.params:
        name = param.name or ""
        texts = form not in OF_CARDS
        idle = (texts and name not in FOR_TEXTS) or name in NOT_FOR.get(form, ())
        if idle and context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            flag = param.opts[0]
            raise click.UsageError(f"{flag} has no meaning for --to {form}; leave it out.")


def export_table(
    path: Path, form: str, output: Path | None, force: bool, selection: Selection,
    languages: tuple[str, ...],
) -> str:  # fmt: skip
    """Write the texts of a deck's selected cards, and say so. Raises KorttipakkaError."""
    check_languages(languages)
    suffix, as_file = WRITERS[form]
    out = place_for(path, suffix, form, output, force)
    manuscript = read_manuscript(path)
    chosen = select(manuscript.deck, selection)
    table = table_of(manuscript.of(chosen), languages)
    write(out, as_file(table))
    return f"Wrote {many(len(table.rows), 'card')} to {named(out)}"


def check_languages(languages: tuple[str, ...]) -> None:
    """Raise KorttipakkaError for a flag's language that is none."""
    for tag in languages:
        if not is_language(tag):
            at = Location.flag(f"--languages {tag}")
            raise error("bad-language", f"'{tag}' is not a language", at, "write fi, sv, sv-FI …")


def name_of(path: Path) -> str:
    """A deck's name: that of its folder, or of a file that stands alone."""
    path = path.resolve()
    return path.name if path.is_dir() else path.stem


def place_for(path: Path, end: str, form: str, output: Path | None, force: bool) -> Path:
    """The file to write: the one that is asked for, or one with the deck's name and this `end`.

    Raises KorttipakkaError where it is there already, or has the name of another kind of file.
    """
    out = output or Path(f"{name_of(path)}{end}")
    refuse_other_kind(out, f".{end.rpartition('.')[2]}", form)
    refuse_there(out, force)
    return out


def refuse_other_kind(out: Path, suffix: str, form: str) -> None:
    """Raise KorttipakkaError for a name that promises another kind of file than the form's."""
    given = out.suffix.lower()
    kinds: dict[str, Any] = {kind: name for name, (kind, _) in WRITERS.items()}
    if given != suffix and (given in kinds or given in OTHER_KINDS):
        other = f" or --to {kinds[given]}" if given in kinds else ""
        message = f"{out} does not have the name of a {suffix} file"
        raise error("cannot-write", message, hint=f"choose another name with -o{other}")


OTHER_KINDS = {".yaml", ".yml", ".pdf", ".png", ".docx", ".doc", ".pptx", ".xls", ".txt", ".html"}
"""Suffixes that promise something else: above all that of the deck itself."""
