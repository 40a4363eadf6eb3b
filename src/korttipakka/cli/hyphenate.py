"""`korttipakka hyphenate`: where words may break."""

import click

from .report import reports


@click.command
@click.argument("words", nargs=-1, required=True, metavar="WORD …")
@click.option("--language", default="fi", metavar="LANG", help="The words' language (fi).")
@reports
def hyphenate(words: tuple[str, ...], language: str) -> None:
    """Print each WORD with its break points: | at a compound's seam, · at a syllable."""
    from ..typeset.hyphenate import Hyphenator

    hyphenator = Hyphenator(language)
    for word in words:
        click.echo(hyphenator.show(word))
