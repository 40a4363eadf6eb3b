"""`--languages`: which of a deck's languages a command is to work with."""

from collections.abc import Sequence
from pathlib import Path

import click

from ..basics.languages import best_language, is_language
from ..basics.problems import Location, error


def listed(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The tags of a flag, which have commas between."""
    return tuple(tag.strip() for tag in (value or "").split(",") if tag.strip())


def two_languages(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Two tags with a comma between; none where the flag is not given."""
    tags = listed(ctx, param, value)
    if value is not None and (len(tags) != 2 or not all(map(is_language, tags))):
        raise click.BadParameter("two languages with a comma between: fi,sv")
    return tags


def both_given(path: Path, wanted: Sequence[str], language: str | None) -> tuple[str, str]:
    """A deck's own tags for two languages. Raises KorttipakkaError for one that no text is in."""
    from ..reading.deck import read_manuscript

    if language:
        raise click.UsageError("--language and --languages do not go together.")
    tags = given(wanted, read_manuscript(path).languages, "--languages")
    if len(tags) < 2:
        raise click.UsageError(f"--languages {','.join(wanted)}: two different languages, please.")
    return tags[0], tags[1]


def given(wanted: Sequence[str], known: Sequence[str], flag: str) -> list[str]:
    """The deck's own tags for languages. Raises KorttipakkaError for one that no text is in."""
    found = {tag: best_language(tag, known) for tag in wanted}
    for tag, own in found.items():
        if own is None:
            message = f"no text of the deck is in '{tag}'"
            at = Location.flag(f"{flag} {tag}")
            raise error("missing-translation", message, at, f"there is: {', '.join(known)}")
    return list(dict.fromkeys(own for own in found.values() if own))
