"""`korttipakka layouts`: which layouts there are, and what can be set in one."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..build.options import Selection
from .options import (
    GivenSettings,
    GroupedCommand,
    OrderedGroup,
    Whole,
    completed,
    deck_argument,
    override,
    selection_options,
    setting_options,
    shop_option,
    with_rivals_told,
)
from .outputs import is_aside, named, picture_kind, refuse_stream, refuse_there, write
from .report import is_of_call, print_problems, reports, reports_reading
from .say import Styled, say

if TYPE_CHECKING:
    from ..basics.problems import Problem
    from ..build.pictures import Variant
    from ..model.settings import Override
    from ..saving.effective import Effective


BASE = "base"
"""What the others extend: no layout to choose."""


@click.group(cls=OrderedGroup, invoke_without_command=True)
@click.pass_context
def layouts(context: click.Context) -> None:
    """List the layouts that ship, show what one sets, or show cards in them."""
    if context.invoked_subcommand is None:
        context.invoke(list_layouts)


@layouts.command("list", short_help="the layouts that ship, each with what it is for")
@reports_reading
def list_layouts() -> None:
    """List the layouts that ship, each with what it is for."""
    from ..reading.layout import layout_names
    from ..saving.effective import purpose

    for name in layout_names():
        if name != BASE:
            say(f"{name:<12} {purpose(name)}")


@layouts.command(
    "show", cls=GroupedCommand, short_help="what a layout sets, and where each value comes from"
)
@click.argument("name", shell_complete=completed("layout"))
@setting_options
@shop_option
@click.option("--all", "defaults", is_flag=True, help="What boxes leave at its default, too.")
@click.option(
    "--save", type=click.Path(path_type=Path), metavar="FILE",
    help="Keep what the flags change as a layout that extends NAME. A FILE that does so already, "
    "or is NAME itself, keeps its comments and its other settings.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="With --save: replace any other FILE.")
@reports
def show(
    name: str,
    settings: GivenSettings,
    shop: str | None,
    defaults: bool,
    save: Path | None,
    force: bool,
) -> None:
    """Print a layout with where each value comes from: a file, a flag, or the default.

    NAME is a layout that ships, or a layout file.
    """
    from ..reading.layout import read_layout
    from ..saving.effective import as_file

    changed = settings.overrides()
    if shop is not None:
        from ..build.press import find_shop, shop_settings

        changed = [*shop_settings(read_layout(name, changed), find_shop(shop), changed), *changed]
    hint = "end it in .yaml, or leave --save out: the layout is printed then"
    refuse_stream(save, "--save", f"{save} is no name for a layout file", hint)
    if save is not None:
        say(_saved(name, changed, save, force))
        return
    lines = list(as_file(read_layout(name, changed), defaults))
    for line, found in lines:
        if found is None and line.lstrip().startswith("#"):
            say(Styled(line, {"bold": True}))
        else:
            _say_with_source(line, found.source if found else "")


VALUE_WIDTH = 44
"""The column at which origins stand: wide enough for most lines."""


def _say_with_source(line: str, source: str, color: str | None = None) -> None:
    """Print a line of a layout file with a comment; a text of many lines has it on the first."""
    first, *rest = line.split("\n")
    if source:
        padded = Styled(f"{first:<{VALUE_WIDTH}}", {"fg": color})
        say(padded, " ", Styled(f"# {source}", {"dim": True}))
    else:
        say(first)
    for other in rest:
        say(other)


def _saved(name: str, changed: "list[Override]", out: Path, force: bool) -> str:
    from ..saving.layout import save_layout

    saved = save_layout(name, changed, out, force)
    did = "Updated" if saved.updated else "Wrote"
    said = [", ".join(saved.settings)] if saved.settings else []
    said += [f"{key} is as in {saved.extends} again" for key in saved.removed]
    what = "; ".join(said) or "nothing changed"
    return f"{did} {saved.path}, which extends {saved.extends}: {what}"


@layouts.command("diff", short_help="the settings in which two layouts differ")
@click.argument("one", metavar="A", shell_complete=completed("layout"))
@click.argument("other", metavar="B", shell_complete=completed("layout"))
@reports_reading
def diff(one: str, other: str) -> None:
    """Print the settings in which two layouts differ, each with where its value comes from."""
    from ..reading.layout import read_layout
    from ..saving.effective import differences

    found = list(differences(read_layout(one), read_layout(other)))
    for difference in found:
        say(Styled(difference.key, {"bold": True}))
        _say_side("-", "red", difference.one, difference.is_box)
        _say_side("+", "green", difference.other, difference.is_box)
    if not found:
        say("no difference")


def _say_side(sign: str, color: str, found: "Effective | None", is_box: bool) -> None:
    """Print one layout's half of a difference."""
    if found is None:
        say(Styled(f"  {sign} {'no such box' if is_box else 'not set'}", {"fg": color}))
        return
    text = "a box" if is_box else found.text or '""'
    _say_with_source(f"  {sign} {text}", found.source, color)


@layouts.command(
    "gallery", cls=GroupedCommand, short_help="cards in every layout that ships, as one picture"
)
@deck_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("layouts.png"), metavar="FILE",
    help="The picture to write, .png or .pdf, or - for standard output; default: layouts.png.",
)  # fmt: skip
@click.option(
    "--cards", type=Whole(1, 20), metavar="N",
    help="The first N cards; default: one a category, the longest, and one without text.",
)  # fmt: skip
@click.option(
    "-l", "--layout", "names", multiple=True, metavar="NAME|FILE",
    shell_complete=completed("layout"), help="Only this layout; may be repeated.",
)  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Change any setting in all."
)
@click.option(
    "--variant", "variants", multiple=True, metavar="KEY=VALUE…",
    help="Show each layout with these settings as well, beside what it is without them; may be "
    'repeated: --variant front.title.size=18pt --variant "front.title.size=24pt '
    'front.title.weight=bold".',
)  # fmt: skip
@click.option("--dpi", type=Whole(10, 600), default=72, metavar="N", help="Pixels in an inch (72).")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@selection_options
@reports
def gallery(
    deck: str | None,
    output: Path,
    cards: int | None,
    names: tuple[str, ...],
    settings: tuple[str, ...],
    variants: tuple[str, ...],
    dpi: int,
    force: bool,
    selection: Selection,
) -> None:
    """Show cards of DECK in every layout that ships, side by side in one picture.

    Without DECK, the deck in this folder, or else the one that ships.
    """
    from ..build.pictures import layout_gallery
    from ..build.selection import find_deck

    kind = picture_kind(output)
    refuse_there(output, force)
    here = Path("deck.yaml").exists()
    path = find_deck(deck or (None if here else "osallisuus"))
    found = layout_gallery(
        path,
        cards or 0,
        names,
        selection=selection,
        overrides=with_rivals_told([override(text) for text in settings]),
        variants=[_variant(text) for text in variants],
    )
    print_problems(problem for problem in found.problems if _is_told(problem))
    write(output, found.file(kind, dpi))
    say(f"Wrote {named(output)}", err=is_aside(output))


def _is_told(problem: "Problem") -> bool:
    """Whether a problem is not about what a layout says of sheets, which are not shown."""
    return not problem.code.startswith("idle-") or is_of_call(problem)


KEY = r"(?:[\w-]+\.)+[\w-]+\s*="
"""Where a setting begins: values may have spaces, but no dotted name with an equals sign."""


def _variant(text: str) -> "Variant":
    """Settings one after the other, with spaces or commas between them."""
    from ..build.pictures import Variant

    parts = re.split(rf"[\s,]+(?={KEY})", text.strip())
    changed = with_rivals_told([override(part, "--variant") for part in parts])
    return Variant(text.strip(), tuple(changed))
