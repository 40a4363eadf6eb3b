"""Words of a command as a line that can be typed: quoted for the shell that it is read in."""

import os
import re
from collections.abc import Iterable

from .late import late

PLAIN = late(r"[\w@%+=:,./\\-]+", re.ASCII)
"""Words that need no quotes on Windows."""


def shell_line(words: Iterable[str], windows: bool = os.name == "nt") -> str:
    r"""Words as a line of the POSIX shells, or of cmd.exe and PowerShell on Windows.

    Windows knows no single quotes. There, programs read \" as a quote, as Microsoft's C runtime
    does; cmd.exe itself does not, so that a word with both quotes and any of & | < > breaks.

    >>> shell_line(["--margin", "5 mm"], windows=False)
    "--margin '5 mm'"
    >>> shell_line(["--margin", "5 mm"], windows=True)
    '--margin "5 mm"'
    """
    if windows:
        return " ".join(map(_for_windows, words))
    from shlex import join  # for messages and hints alone

    return join(words)


def _for_windows(word: str) -> str:
    if PLAIN.fullmatch(word):
        return word
    # Backslashes are themselves, but before a quote they come in pairs.
    inner = re.sub(r'(\\*)"', r'\1\1\\"', word)
    end = len(inner) - len(inner.rstrip("\\"))
    return f'"{inner}{chr(92) * end}"'


def shell_word(text: object) -> str:
    """A word of a command, in quotes if need be."""
    return shell_line([str(text)])
