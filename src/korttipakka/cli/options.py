"""Flags shared by commands: the deck, the layout, and one for each frequent setting."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from ..basics.problems import Location, error
from ..model.settings import Setting, flagged
from ..reading.layout import Override

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

GROUPS = ("Options", "Cards", "Card", "Sheet", "Type", "Colour", "Marks")
"""Headings of `--help` in their order."""


class GroupedOption(click.Option):
    """An option that `--help` lists under a heading of its own."""

    def __init__(self, *args: Any, group: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group


class GroupedCommand(click.Command):
    """A command whose `--help` lists the options under headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, those of no group first."""
        groups: dict[str, list[tuple[str, str]]] = {name: [] for name in GROUPS}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                groups[getattr(param, "group", "Options")].append(record)
        for name, records in groups.items():
            if records:
                with formatter.section(name):
                    formatter.write_dl(records)


deck_argument = click.argument("deck", required=False)

language_option = click.option("--language", metavar="LANG", help="Which language's texts to use.")

layout_option = click.option(
    "-l", "--layout", metavar="NAME|FILE", help="A shipped layout's name, or a layout file."
)


def setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--set` and the flags made from the table of settings."""
    for setting in reversed(flagged()):
        command = _flag(setting)(command)
    return click.option(
        "--set", "settings", multiple=True, metavar="KEY=VALUE",
        help="Change any setting: front.title.size=20pt. See: korttipakka layouts show NAME.",
    )(command)  # fmt: skip


def layout_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--layout`, `--set` and the flags made from the table of settings."""
    return layout_option(setting_options(command))


def _flag(setting: Setting) -> Decorator:
    value: dict[str, Any] = {"metavar": _metavar(setting)}
    if setting.is_switch:
        value = {"is_flag": True, "flag_value": "yes", "default": None}
    if setting.is_list:
        value["multiple"] = True
    return click.option(
        setting.flag, _parameter(setting), cls=GroupedOption, group=setting.group,
        help=f"{setting.help}.", **value,
    )  # fmt: skip


def _metavar(setting: Setting) -> str:
    return "|".join(setting.choices) or setting.form or "VALUE"


def _parameter(setting: Setting) -> str:
    return "setting_" + setting.flag.lstrip("-").replace("-", "_")


def overrides(settings: Sequence[str], flags: dict[str, Any]) -> list[Override]:
    """The settings changed by flags, `--set` last; takes the flags of settings out of `flags`.

    Raises KorttipakkaError for a `--set` without "=".
    """
    found = []
    for setting in flagged():
        given = flags.pop(_parameter(setting), None)
        texts = given if setting.is_list else (given,)
        if texts and texts[0] is not None:
            shown = [setting.flag if setting.is_switch else f"{setting.flag} {t}" for t in texts]
            found.append(Override(setting.key, ", ".join(texts), Location.flag(" ".join(shown))))
    return [*found, *(_override(text) for text in settings)]


def _override(text: str) -> Override:
    key, equals, value = text.partition("=")
    at = Location.flag(f"--set {text}")
    if not equals:
        hint = "for example --set front.title.size=20pt"
        raise error("bad-set", f"'{text}' is not KEY=VALUE", at, hint)
    return Override(key.strip(), value.strip(), at)


guides_option = click.option(
    "--guides", is_flag=True, help="Draw trim, safe area, bleed, and boxes with their names."
)


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--category`, `--tag` and `--card`."""
    for name, metavar, which in (
        ("card", "ID", "this card"),
        ("tag", "TAG", "cards with this tag"),
        ("category", "NAME", "cards of this category"),
    ):
        command = click.option(
            f"--{name}", multiple=True, metavar=metavar, cls=GroupedOption, group="Cards",
            help=f"Only {which}; may be repeated.",
        )(command)  # fmt: skip
    return command
