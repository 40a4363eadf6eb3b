"""`korttipakka hyphenate`: where words may break."""

import click

from .report import reports_reading
from .say import say


@click.command
@click.argument("words", nargs=-1, required=True, metavar="WORD …")
@click.option("--language", default="fi", metavar="LANG", help="The words' language (fi).")
@reports_reading
def hyphenate(words: tuple[str, ...], language: str) -> None:
    """Print each WORD with its break points: | at a compound's seam, · at a syllable.

    A -? in a WORD marks where it may break, as in decks: nothing else counts then.
    """
    from ..reading.text import clean
    from ..typeset.hyphenate import Hyphenator, has_rules

    if not has_rules(language):
        say(f"there is no dictionary for '{language}': words do not break", err=True)
    hyphenator = Hyphenator(language)
    for word in words:
        say(hyphenator.show(clean(word)))
