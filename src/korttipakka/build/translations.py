"""Problems of a deck's other languages, those that it is not printed in."""

from pathlib import Path

from ..basics.problems import KorttipakkaError, Problem
from ..check.translations import translation_problems
from ..reading.deck import read_manuscript
from .options import Selection
from .selection import select


def language_problems(
    path: Path, selection: Selection, language: str | None = None
) -> list[Problem]:
    """Warnings about translations of the selected cards and of what all share.

    Those of one language, or of every language that the deck has. None for a deck with errors:
    whoever builds or checks it is told of these.
    """
    try:
        manuscript = read_manuscript(path)
        chosen = manuscript.of(select(manuscript.deck, selection))
    except KorttipakkaError:
        return []
    return translation_problems(chosen, str(path), language)
