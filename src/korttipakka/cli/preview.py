"""`korttipakka preview`: the deck in the browser, live."""

import click

from ..build.options import BuildOptions, Selection
from .options import (
    GivenSettings,
    GroupedCommand,
    deck_argument,
    guides_option,
    language_option,
    layout_options,
    port_option,
    selection_options,
)
from .report import reports_reading
from .say import say


@click.command(cls=GroupedCommand)
@deck_argument
@port_option
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@guides_option
@layout_options
@selection_options
@language_option
@click.option("--draft", is_flag=True, help="Quicker: pictures as grey boxes.")
@reports_reading
def preview(
    deck: str | None,
    port: int | None,
    no_open: bool,
    guides: bool,
    layout: str | None,
    settings: GivenSettings,
    selection: Selection,
    language: str | None,
    draft: bool,
) -> None:
    """Show DECK in the browser as it will print, and show anew what changes.

    The page has the designer's controls; what they come to is shown as flags of `build`, and can be
    saved as a layout. Nothing leaves this computer. Ctrl-C ends it.

    Example: korttipakka preview osallisuus
    """
    from ..build.selection import find_deck
    from ..web.request import Request
    from ..web.serving import other_preview, serve

    changed = tuple(settings.overrides())
    options = BuildOptions(layout, changed, language, selection, guides=guides, draft=draft)
    request = Request(find_deck(deck), deck, options)
    if other := other_preview(request.deck):
        say(f"There is a preview of this deck already: {other}")

    def ready(address: str) -> None:
        say(f"Preview: {address}")
        say("Ctrl-C ends it.", err=True)
        if not no_open:
            click.launch(address)

    serve(request, port, ready)
