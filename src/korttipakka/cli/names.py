"""`korttipakka papers`, `cards` and `fonts`: what names the flags take."""

from collections.abc import Iterable, Iterator, Mapping

import click

from .say import say


@click.command
def papers() -> None:
    """List the names that --paper takes, and those of perforated sheets for --sheet."""
    from ..basics.sizes import PAPERS

    _sizes(PAPERS)
    say("…, each also with -landscape, or any WxH such as 210x297mm")
    say("")
    say("Perforated sheets, for --sheet:")
    _table(_perforated())
    say("…, or a YAML file of your own: docs/printing.md tells how")


def _perforated() -> Iterator[tuple[str, str]]:
    from ..model.perforated import ALSO_SOLD_AS, PERFORATED

    for name, (paper, columns, rows, width, height, *_) in PERFORATED.items():
        others = ", ".join(ALSO_SOLD_AS.get(name, ()))
        also = f"; also {others}" if others else ""
        yield name, f"{paper}, {columns} x {rows} cards of {width:g} x {height:g} mm{also}"


@click.command
def cards() -> None:
    """List the names that --card-size takes."""
    from ..basics.sizes import CARDS

    _sizes(CARDS)
    say("…, each also with -landscape, any WxH such as 63x88mm, or auto: as texts want it")


@click.command
@click.option("--installed", is_flag=True, help="The families of this computer instead.")
def fonts(installed: bool) -> None:
    """List the families that --heading-font and --body-font take."""
    if installed:
        _installed()
    else:
        _bundled()


def _installed() -> None:
    from ..fonts.installed import families

    for name in families():
        say(name)


def _bundled() -> None:
    from ..fonts.find import bundled, spaced

    families: dict[str, list[str]] = {}
    for file in sorted(bundled(), key=lambda file: (file.weight, file.italic)):
        style = f"{file.weight}{' italic' if file.italic else ''}"
        families.setdefault(spaced(file.family), []).append(style)
    _table((name, ", ".join(styles)) for name, styles in families.items())
    say("…, a family of this computer (--installed), or the path of a font file")


def _sizes(table: Mapping[str, tuple[float, float]]) -> None:
    _table((name, f"{width:g} x {height:g} mm") for name, (width, height) in table.items())


def _table(rows: Iterable[tuple[str, str]]) -> None:
    listed = list(rows)
    width = max(len(name) for name, _ in listed)
    for name, text in listed:
        say(f"{name:<{width}}  {text}")
