"""`korttipakka papers`, `cards` and `fonts`: what names the flags take."""

from collections.abc import Iterable, Mapping

import click


@click.command
def papers() -> None:
    """List the names that --paper takes."""
    from ..sizes import PAPERS

    _sizes(PAPERS)
    click.echo("…, each also with -landscape, or any WxH such as 210x297mm")


@click.command
def cards() -> None:
    """List the names that --card-size takes."""
    from ..sizes import CARDS

    _sizes(CARDS)
    click.echo("…, each also with -landscape, or any WxH such as 63x88mm")


@click.command
def fonts() -> None:
    """List the families that --heading-font and --body-font take."""
    from ..fonts.find import bundled, spaced

    families: dict[str, list[str]] = {}
    for file in bundled():
        style = f"{file.weight}{' italic' if file.italic else ''}"
        families.setdefault(spaced(file.family), []).append(style)
    _table((name, ", ".join(styles)) for name, styles in families.items())
    click.echo("…, or the path of a .ttf or .otf file")


def _sizes(table: Mapping[str, tuple[float, float]]) -> None:
    _table((name, f"{width:g} x {height:g} mm") for name, (width, height) in table.items())


def _table(rows: Iterable[tuple[str, str]]) -> None:
    listed = list(rows)
    width = max(len(name) for name, _ in listed)
    for name, text in listed:
        click.echo(f"{name:<{width}}  {text}")
