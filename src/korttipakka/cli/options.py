"""Flags shared by commands: the deck, the layout, and one for each frequent setting."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ..basics.problems import Location, Problem, Severity, did_you_mean, error
from ..basics.records import NamedTuple
from ..build.options import Selection
from ..model.settings import Override, Setting, find_setting, flagged
from .say import HINT

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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; cmd.exe has split those that somebody put into single quotes."""
        if split := _split_by_shell(args):
            raise click.UsageError(
                f'This shell does not know single quotes; use double ones: "{split}".', ctx
            )
        return super().parse_args(ctx, args)

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


def _split_by_shell(words: Sequence[str]) -> str:
    """What stood in single quotes and came in several words; "" when nothing did."""
    for start, word in enumerate(words):
        if word.startswith("'") and not word.endswith("'"):
            for end in range(start + 1, len(words)):
                if words[end].endswith("'"):
                    return " ".join(words[start : end + 1]).strip("'")
    return ""


class Whole(click.IntRange):
    """A whole number, whose bounds are told as those of settings are: "1 to 20", "1 or more"."""

    def _describe_range(self) -> str:
        return f"{self.min} or more" if self.max is None else f"{self.min} to {self.max}"


class OrderedGroup(click.Group):
    """A group that lists its commands as they stand in the code, the plainest first."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of definition."""
        return list(self.commands)


class Names(click.Choice[str]):
    """One of some names; of any other it is told which one is the nearest, or what was `meant`."""

    def __init__(self, names: Sequence[str], meant: Mapping[str, str] = {}) -> None:
        super().__init__(names)
        self._meant = meant

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if it is one."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            hint = self._meant.get(str(value).lower()) or did_you_mean(str(value), self.choices)
            raise click.BadParameter(
                f"{error.message}{HINT * bool(hint)}{hint}", ctx, param
            ) from None


def completed(what: str) -> Callable[..., Any]:
    """What a shell completes: "deck", "layout" or the values of a setting, by its key."""

    def items(context: click.Context, param: click.Parameter, begun: str) -> Any:
        from .completing import offered

        return offered(what, begun)

    return items


deck_argument = click.argument("deck", required=False, shell_complete=completed("deck"))

language_option = click.option("--language", metavar="LANG", help="Which language's texts to use.")

layout_option = click.option(
    "-l", "--layout", metavar="NAME|FILE", shell_complete=completed("layout"),
    help="A shipped layout's name, or a layout file.",
)  # fmt: skip


class GivenSettings(NamedTuple):
    """Settings as they were given: texts of `--set`, and the values of flags by parameters."""

    texts: tuple[str, ...]
    flags: Mapping[str, Any]

    def overrides(self) -> list[Override]:
        """The settings that are changed, by `--set` last.

        What another comes after is told. Raises KorttipakkaError for a `--set` without "=".
        """
        found = []
        for setting in flagged():
            given: Any = self.flags.get(_parameter(setting))
            texts = given if setting.kind.is_list else (given,)
            if texts and texts[0] is not None:
                shown = [
                    setting.flag if setting.kind.is_switch else f"{setting.flag} {t}" for t in texts
                ]
                text = ", ".join(_bare(text, setting) for text in texts)
                found.append(Override(setting.key, text, Location.flag(" ".join(shown))))
        return with_rivals_told([*found, *map(override, self.texts)])


def with_rivals_told(changed: list[Override]) -> list[Override]:
    """The settings that are changed; that one has two values, of which the last holds, is told."""
    last = {one.key: one for one in changed}
    idle = [one for one in changed if last[one.key].text != one.text]
    if idle and not click.get_current_context().params.get("quiet"):
        from .report import print_problems

        print_problems(_idle(one, last[one.key]) for one in idle)
    return changed


def _idle(one: Override, other: Override) -> Problem:
    message = f"{one.key} has no effect here: {other.at} comes after it"
    return Problem("idle-setting", message, one.at, "leave one of the two out", Severity.WARNING)


def setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--set` and the flags made from the table of settings: the command's `settings`."""

    @wraps(command)
    def run(settings: tuple[str, ...], **others: Any) -> Any:
        flags = {name: others.pop(name) for name in map(_parameter, flagged())}
        return command(settings=GivenSettings(settings, flags), **others)

    made: Callable[..., Any] = run
    for setting in reversed(flagged()):
        made = _flag(setting)(made)
    return click.option(
        "--set", "settings", multiple=True, metavar="KEY=VALUE",
        help="Change any setting: front.title.size=20pt. See: korttipakka layouts show NAME.",
    )(made)  # fmt: skip


def layout_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--layout`, beside `--set` and the flags made from the table of settings."""
    return layout_option(setting_options(command))


def _flag(setting: Setting) -> Decorator:
    kind = setting.kind
    value: dict[str, Any] = {"metavar": "|".join(kind.choices) or kind.form}
    if kind.is_switch:
        value = {"is_flag": True, "flag_value": "yes", "default": None}
    if kind.is_list:
        value["multiple"] = True
    bounds = f" ({kind.bounds})" if kind.bounds else ""
    return click.option(
        setting.flag, _parameter(setting), cls=GroupedOption, group=setting.group,
        help=f"{setting.help}{bounds}.", shell_complete=completed(setting.key), **value,
    )  # fmt: skip


def _parameter(setting: Setting) -> str:
    return "setting_" + setting.flag.lstrip("-").replace("-", "_")


def override(text: str, flag: str = "--set") -> Override:
    """The setting that KEY=VALUE changes. Raises KorttipakkaError without "="."""
    key, equals, value = _unquoted(text).partition("=")
    at = Location.flag(f"{flag} {text}")
    if not equals:
        hint = f"for example {flag} front.title.size=20pt"
        raise error("bad-set", f"'{text}' is not KEY=VALUE", at, hint)
    key = key.strip()
    return Override(key, _bare(value, find_setting(key)), at)


def _bare(text: str, setting: Setting | None) -> str:
    """A value as meant: cmd.exe leaves single quotes around it, which only texts may have."""
    text = text.strip()
    return text if setting is not None and setting.kind.name == "text" else _unquoted(text)


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text


port_option = click.option(
    "--port", type=Whole(1, 65535), metavar="N", help="Port; default: a free one."
)

guides_option = click.option(
    "--guides", is_flag=True, help="Draw trim, safe area, bleed, and boxes with their names."
)


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--category`, `--tag` and `--card`: the command's `selection`."""

    @wraps(command)
    def run(category: tuple[str, ...], tag: tuple[str, ...], card: tuple[str, ...],
            **others: Any) -> Any:  # fmt: skip
        return command(selection=Selection(category, tag, card), **others)

    made: Callable[..., Any] = run
    for name, metavar, which in (
        ("card", "ID", "this card"),
        ("tag", "TAG", "cards with this tag"),
        ("category", "NAME", "cards of this category"),
    ):
        made = click.option(
            f"--{name}", multiple=True, metavar=metavar, cls=GroupedOption, group="Cards",
            help=f"Only {which}; may be repeated.",
        )(made)  # fmt: skip
    return made


def draw_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--pick` and `--seed`, which draw from the `selection`: they stand below its options."""

    @wraps(command)
    def run(selection: Selection, pick: int | None, seed: str | None, **others: Any) -> Any:
        return command(selection=selection._replace(pick=pick or 0, seed=seed or ""), **others)

    made: Callable[..., Any] = run
    for name, kind, metavar, about in (
        ("seed", str, "S", "Any word or number: the same one draws and shuffles the same way."),
        ("pick", Whole(1), "N", "Only so many cards, drawn at random: see --seed."),
    ):
        made = click.option(
            f"--{name}", type=kind, metavar=metavar, help=about, cls=GroupedOption, group="Cards",
            callback=_not_empty,
        )(made)  # fmt: skip
    return made


def _not_empty(context: click.Context, param: click.Parameter, value: object) -> object:
    """The value, unless it is a text of nothing."""
    if isinstance(value, str) and not value.strip():
        raise click.BadParameter("it is empty: give a word or a number")
    return value


shop_option = click.option(
    "--for", "shop", metavar="SHOP",
    help="What a print shop asks for: drivethrucards, printshop, thegamecrafter, makeplayingcards.",
)  # fmt: skip

output_profile_option = click.option(
    "--output-profile", type=click.Path(path_type=Path), metavar="FILE.icc",
    help="The ICC profile of the press: colours become its inks.",
)  # fmt: skip


def press_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--for` and `--output-profile`."""
    return shop_option(output_profile_option(command))
