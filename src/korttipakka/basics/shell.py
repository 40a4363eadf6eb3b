"""Words of a command as the shell that a hint is read in takes them."""

import os
import re
import shlex

PLAIN = re.compile(r"[\w@%+=:,./~\\-]+")


def shell_word(text: object) -> str:
    """A word of a command, in quotes if need be: cmd.exe knows only the double ones."""
    word = str(text)
    if os.name == "nt":
        return word if PLAIN.fullmatch(word) else f'"{word}"'
    return shlex.quote(word)
