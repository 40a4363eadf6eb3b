"""Flags shared by commands: the deck, the layout, and one for each frequent setting."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from ..problems import Location, fail, suggestion
from ..reading.layout import Override
from ..settings import Setting, flagged

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

deck_argument = click.argument("deck", required=False)

debug_option = click.option("--debug", is_flag=True, help="Show the traceback of a failure.")


def layout_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--layout`, `--set` and the flags made from the table of settings."""
    for setting in reversed(flagged()):
        command = _flag(setting)(command)
    command = click.option(
        "--set", "settings", multiple=True, metavar="KEY=VALUE",
        help="Change any setting: front.title.size=20pt. See: korttipakka layouts show NAME.",
    )(command)  # fmt: skip
    return click.option(
        "-l", "--layout", metavar="NAME|FILE", help="A shipped layout's name, or a layout file."
    )(command)


def _flag(setting: Setting) -> Decorator:
    return click.option(
        setting.flag, _parameter(setting), metavar=(setting.form or "VALUE").upper(),
        help=f"{setting.help}.",
    )  # fmt: skip


def _parameter(setting: Setting) -> str:
    return "setting_" + setting.flag.lstrip("-").replace("-", "_")


def overrides(settings: Sequence[str], flags: dict[str, Any]) -> list[Override]:
    """The settings changed by flags, `--set` last; takes the flags of settings out of `flags`.

    Raises KorttipakkaError for a `--set` without "=".
    """
    found = []
    for setting in flagged():
        text = flags.pop(_parameter(setting), None)
        if text is not None:
            found.append(Override(setting.key, text, Location(f"{setting.flag} {text}")))
    return [*found, *(_override(text) for text in settings)]


def _override(text: str) -> Override:
    key, equals, value = text.partition("=")
    at = Location(f"--set {text}")
    if not equals:
        raise fail("bad-set", f"'{text}' is not KEY=VALUE", at, "--set front.title.size=20pt")
    return Override(key.strip(), value.strip(), at)


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--category`, `--tag` and `--card`."""
    for name, what in (("card", "id"), ("tag", "tag"), ("category", "key")):
        command = click.option(
            f"--{name}", name, multiple=True, metavar=what.upper(),
            help=f"Only cards of this {name}; may be repeated." if name != "card"
            else "Only this card; may be repeated.",
        )(command)  # fmt: skip
    return command


language_option = click.option("--language", metavar="LANG", help="Which language's texts to use.")

__all__ = [
    "debug_option",
    "deck_argument",
    "language_option",
    "layout_options",
    "overrides",
    "selection_options",
    "suggestion",
]
