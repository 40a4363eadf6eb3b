"""`korttipakka layouts`: which layouts there are, and what can be set in one."""

from collections.abc import Iterator
from typing import Any

import click

from .options import GroupedCommand, overrides, setting_options
from .report import reports


@click.group(invoke_without_command=True)
@click.pass_context
def layouts(context: click.Context) -> None:
    """List the layouts that ship, or show what one sets."""
    if context.invoked_subcommand is None:
        context.invoke(list_layouts)


@layouts.command("list")
@reports
def list_layouts() -> None:
    """List the layouts that ship, each with what it is for."""
    from ..reading.layout import layout_names
    from ..resources import shipped

    for name in layout_names():
        text = (shipped("layouts") / f"{name}.yaml").read_text("utf-8")
        click.echo(f"{name:<12} {_purpose(text)}")


def _purpose(text: str) -> str:
    """The first sentence of the comment that a layout file begins with."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines).partition(". ")[0].rstrip(".")


@layouts.command("show", cls=GroupedCommand)
@click.argument("name")
@setting_options
@reports
def show(name: str, settings: tuple[str, ...], **flags: Any) -> None:
    """Print a layout's settings, each with where its value comes from.

    NAME is a layout that ships, or a layout file.
    """
    from ..reading.layout import read_layout

    found = read_layout(name, overrides(settings, flags))
    for line in _lines(found):
        click.echo(line)


def _lines(layout: Any) -> Iterator[str]:
    from ..settings import BOX_SETTINGS, FACES, SETTINGS

    defaults = {setting.key: setting.default for setting in SETTINGS}
    for face in FACES:
        for box in layout.boxes(face):
            start = f"{face}.{box.name}."
            defaults |= {start + setting.key: setting.default for setting in BOX_SETTINGS}
    values = defaults | dict(layout.given)
    width = max(len(key) for key in values)
    for key, value in values.items():
        origin = layout.origin(key)
        if origin is None and key.split(".")[0] in FACES:
            continue
        yield f"{key:<{width}}  {_shown(value):<28}  # {origin or 'default'}"


def _shown(value: str) -> str:
    return value if value else '""'
