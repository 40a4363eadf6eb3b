"""`korttipakka import`: cards from a spreadsheet, Word, slides, Markdown … to a deck's folder."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..basics.problems import Problem, Severity, error
from ..basics.shell import shell_line
from ..build.report import count, many
from .outputs import NAME_FOLDER, NO_FOLDER, refuse_stream
from .report import print_problems, reports
from .say import Styled, say

if TYPE_CHECKING:
    from ..build.importing import Import, Update
    from ..build.importing.deck import Ground
    from ..model.manuscript import Column
    from ..reading.draft import Wanted

CHECKED = 200
"""Cards of a deck that is looked through at once after it was made."""

MOST_TOLD = 100
"""Doubts that are printed."""

LANGUAGES = {"fi": "Finnish", "sv": "Swedish", "en": "English", "de": "German", "et": "Estonian",
             "no": "Norwegian", "nb": "Norwegian", "da": "Danish", "fr": "French", "es": "Spanish",
             "ru": "Russian", "se": "Northern Sámi"}  # fmt: skip


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help="Bring what was edited in FILE into the deck in DIR.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--delete", is_flag=True, help="With --update: remove cards that FILE does not have.")
@click.option(
    "--map", "maps", multiple=True, metavar="FIELD=HEADING",
    help="Which column gives a field: --map title=Käsite --map text_sv=F. May be repeated.",
)  # fmt: skip
@click.option("--worksheet", default="", metavar="N", help="Which worksheet, by name or number.")
@click.option("--encoding", default="", metavar="E", help="A text's encoding: utf-8, cp1252 …")
@click.option("--language", default="", metavar="LANG", help="The language of the texts: fi, sv …")
@click.option("--force", is_flag=True, help="Replace files of the deck that are there already.")
@reports
def command(
    file: Path,
    folder: Path | None,
    update: bool,
    dry_run: bool,
    delete: bool,
    maps: tuple[str, ...],
    worksheet: str,
    encoding: str,
    language: str,
    force: bool,
) -> None:
    """Make a deck of the cards in FILE.

    FILE is a spreadsheet (.xlsx, .ods, .csv, .tsv), a document (.docx, .odt, .html), slides
    (.pptx), a list (.txt), Markdown (.md or a folder of such files), .json or .yaml. DIR is the
    folder to make; default: named like FILE, in this folder. What was guessed is told, with its
    place; nothing is overwritten.

    Example: korttipakka import kortit.xlsx kortit
    """
    from ..reading.draft import Wanted

    _refuse_together(update, delete, force)
    refuse_stream(folder, "", NO_FOLDER, NAME_FOLDER)
    wanted = Wanted(_columns(maps), worksheet, encoding, language)
    if update:
        _update(file, folder or Path(), wanted, dry_run, delete)
        return
    _make(file, folder or _folder_of(file), wanted, dry_run, force)


def _refuse_together(update: bool, delete: bool, force: bool) -> None:
    if delete and not update:
        raise click.UsageError("--delete has a meaning only with --update.")
    if force and update:
        raise click.UsageError("--force replaces and --update merges: give one of them.")


def _columns(maps: Iterable[str]) -> dict["Column", str]:
    """The headings of columns by the fields that they give: one for each field."""
    found: dict[Column, str] = {}
    for text in maps:
        column, heading = _mapped(text)
        other = found.setdefault(column, heading)
        if other != heading:
            hint = "A field has one column: leave one of the two out."
            raise click.UsageError(f"--map {text}: this field is that of '{other}' already. {hint}")
    return found


def _mapped(text: str) -> tuple["Column", str]:
    from ..model.manuscript import Column
    from ..reading.tables.headers import SYNONYMS, heading

    field, equals, name = text.partition("=")
    found = heading(field, guess=False) if equals and name.strip() else None
    if not found:
        hint = f"for example --map title=Käsite; fields: {', '.join(SYNONYMS)}, fields.NAME"
        raise click.UsageError(f"--map {text}: this is not FIELD=HEADING. {hint}")
    return Column(found.column.field, found.column.language), name.strip()


def _folder_of(file: Path) -> Path:
    """The folder of a deck made from a file, when none is named."""
    if file.is_dir():
        return Path(f"{file.resolve().name}-deck")
    return Path(file.stem)


def _make(file: Path, folder: Path, wanted: "Wanted", dry_run: bool, force: bool) -> None:
    from ..build.importing import imported, language_of, read_import
    from ..saving.folder import refuse_folder, write_deck
    from ..saving.new_deck import deck_files

    draft = read_import(file, wanted)
    language, ground = _asked(*language_of(draft, wanted.language))
    made = imported(file, draft, language)
    texts = deck_files(made.deck)
    pictures = {picture.name: picture.source for picture in made.pictures}
    _print(made.problems)
    _tell_read(file, made, ground)
    if dry_run:
        refuse_folder(folder, [*texts, *pictures], force)
        say(f"Would write {_files(texts, pictures)} into {folder} (--dry-run)")
        return
    write_deck(folder, texts, pictures, force)
    say(f"Wrote {_files(texts, pictures)} into {folder}")
    _tell_next(folder, made)


def _print(problems: Sequence[Problem]) -> None:
    """Print what was noticed in the order of the file, which may be much of a large one."""
    for problem in problems[:MOST_TOLD]:
        print_problems([problem])
    if (more := len(problems) - MOST_TOLD) > 0:
        say(f"… and {many(more, 'more place')} like these", err=True)


def _asked(language: str, ground: "Ground") -> tuple[str, "Ground"]:
    """The language, as the user says it where there is a user to ask."""
    if ground == "said" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return language, ground
    from ..basics.languages import is_language

    answer = click.prompt("Language of the texts (fi, sv, en …)", default=language).strip()
    if not is_language(answer):
        raise error(
            "bad-language", f"'{answer}' is not a language", hint="write fi, sv, en, sv-FI …"
        )
    return answer, "said"


GROUNDS = {
    "said": "",
    "words": ", guessed from the words: else --language LANG",
    "columns": ", the first of the columns: else --language LANG",
    "nothing": ", for want of any sign: else --language LANG",
}
"""How it was told which language the texts are in."""


def _tell_read(file: Path, made: "Import", ground: "Ground") -> None:
    deck = made.deck
    categories = f" in {many_categories(len(deck.categories))}" if deck.categories else ""
    cards = many(len(deck.cards), "card")
    say(f"Read {file} as {made.source}: {cards}{categories}")
    name = LANGUAGES.get(deck.language, deck.language)
    say(f"Language: {name} ({deck.language}){GROUNDS[ground]}")


def many_categories(number: int) -> str:
    """A number of categories: "1 category", "5 categories"."""
    return f"{number} categor{'y' if number == 1 else 'ies'}"


def _files(texts: Iterable[str], pictures: Iterable[str]) -> str:
    names = list(texts)
    cards = f" and {many(len(names) - 1, 'file')} of cards" if len(names) > 1 else ""
    copies = list(pictures)
    more = f", {many(len(copies), 'picture')}" if copies else ""
    return f"{names[0]}{cards}{more}"


def _tell_next(folder: Path, made: "Import") -> None:
    """What to look at, and the command that comes next."""
    if made.doubts:
        say(f"To look at: the {many(len(made.doubts), 'warning')} above")
    problems = _problems(folder) if len(made.deck.cards) <= CHECKED else []
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        say(f"Not printable yet: {count(errors)}")
        _tell_command("check", folder)
    else:
        _tell_command("build", folder)


def _problems(folder: Path) -> list[Problem]:
    from ..basics.problems import KorttipakkaError
    from ..build.pipeline import check_deck

    try:
        return list(check_deck(folder))
    except KorttipakkaError as cause:
        return list(cause.problems)


def _tell_command(name: str, deck: Path) -> None:
    """The command that comes next, as the shell takes it."""
    say(f"Next: {shell_line(['korttipakka', name, str(deck)])}")


def _update(file: Path, deck: Path, wanted: "Wanted", dry_run: bool, delete: bool) -> None:
    from ..build.importing import read_update

    update = read_update(file, deck, wanted, delete)
    _print(update.problems)
    for line in (*_differences(update), *_of_cards(update, file)):
        say(*line)
    if update.is_empty:
        say(f"Nothing to change: {deck} says what {file} says")
        return
    names = ", ".join(str(path) for path in update.files)
    if dry_run:
        say(f"Would change {names} (--dry-run)")
        return
    update.write(file)
    say(f"Changed {names}")
    _tell_command("check", deck)


Pieces = Sequence[str | Styled]
"""A line."""


def _differences(update: "Update") -> Iterator[Pieces]:
    """Each text that changes, its old lines and its new ones."""
    for change in update.changes:
        at = change.card.card.place(change.field.partition(".")[0])
        where = f"{change.card.card.id}, {_key(change.field, change.language)}"
        yield _bold(where), f"  ({at})"
        yield from _sides(change.old, change.new)
    for name in update.names:
        yield (_bold(f"category {name.key}, {_key('name', name.language)}"),)
        yield from _sides(name.old, name.new)
    for written, key in update.moved:
        before = written.card.category_key or "none"
        yield (_bold(f"{written.card.id}, category"),)
        yield from _sides(before, key)


def _bold(text: str) -> Styled:
    return Styled(text, {"bold": True})


def _key(field: str, language: str) -> str:
    return f"{field}_{language}" if language else field


def _sides(old: str, new: str) -> Iterator[Pieces]:
    """What was there in red and what comes in green, line by line; lines that stay are plain."""
    from difflib import ndiff

    colors = {"-": "red", "+": "green"}
    for line in ndiff(old.split("\n") if old else [], new.split("\n") if new else []):
        if line[0] != "?":
            yield (Styled(f"  {line}", {"fg": colors.get(line[0])}),)


def _of_cards(update: "Update", file: Path) -> Iterator[Pieces]:
    """Cards that are new, and those that the file does not have."""
    for card in update.added:
        title = next(iter(card.texts.get("title", {"": ""}).values()))
        where = f" at the end of {card.category}" if card.category else ""
        yield Styled(f"+ {title}", {"fg": "green"}), where
    for written in update.missing:
        what = "removed" if update.removed else "kept; --delete removes it"
        gone = Styled(f"- {written.card.title}", {"fg": "red"})
        yield gone, f" ({written.card.id}) is not in {file}: {what}"
