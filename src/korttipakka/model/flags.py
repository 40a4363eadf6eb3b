"""Changed settings as flags of the command line."""

from collections.abc import Iterable, Mapping

from .layout import FACES
from .settings import flagged


def flags_for(changes: Mapping[str, str]) -> list[str]:
    """The flags that change settings so, in words, for changes as `--set` takes them.

    Settings have their own flags where they have one, and else `--set`. So have all boxes in the
    rare case that new ones would be painted in another order by flags that come first.

    >>> flags_for({"front.title.size": "18pt", "front.bar.fill": "teal"})
    ['--title-size', '18pt', '--set', 'front.bar.fill=teal']
    """
    own = {setting.key: setting for setting in flagged()}
    own = {key: s for key, s in own.items() if not s.kind.is_switch or changes.get(key) == "yes"}
    if _boxes(_in_order(changes, own)) != _boxes(changes):
        own = {key: setting for key, setting in own.items() if not _is_of_box(key)}
    words: list[str] = []
    for key in _in_order(changes, own):
        if key not in own:
            words += ["--set", f"{key}={changes[key]}"]
        else:
            words.append(own[key].flag)
            words += [] if own[key].kind.is_switch else [changes[key]]
    return words


def _in_order(changes: Mapping[str, str], own: Iterable[str]) -> list[str]:
    """The keys in the order in which the command line reads their flags: `--set` comes last."""
    first = [key for key in own if key in changes]
    return [*first, *(key for key in changes if key not in first)]


def _is_of_box(key: str) -> bool:
    return key.partition(".")[0] in FACES


def _boxes(keys: Iterable[str]) -> list[str]:
    """The boxes that keys name, in the order in which they are first named."""
    return list(dict.fromkeys(key.rpartition(".")[0] for key in keys if _is_of_box(key)))
