"""What a shell offers when Tab is pressed where a deck, a layout or a setting's value belongs."""

from collections.abc import Iterable

from click.shell_completion import CompletionItem

from ..basics.shipped import shipped
from ..model.settings import setting_of
from ..reading.layout import layout_names


def offered(what: str, begun: str) -> list[CompletionItem]:
    """What goes on as it was `begun`, for a "deck", a "layout" or a setting by its key.

    Names come first, and files where one may be given. Of the decks that ship none is in the way of
    the user's own files before a letter is typed.
    """
    names, files = _known(what)
    if what == "deck" and not begun:
        names = ()
    found = [CompletionItem(name) for name in names if name.startswith(begun)]
    return found or [CompletionItem(begun, type="file")] * files


def _known(what: str) -> tuple[Iterable[str], bool]:
    """The names that there are, and whether a file may be given, too."""
    if what == "deck":
        return sorted(path.name for path in shipped("cards").iterdir() if path.is_dir()), True
    if what == "layout":
        return layout_names(), True
    kind = setting_of(what).kind
    return kind.choices or kind.names, "FILE" in kind.form
