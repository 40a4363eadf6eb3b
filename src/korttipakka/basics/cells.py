"""Cells of a CSV file that a spreadsheet would run, made harmless and taken back.

Programs take a cell that begins with one of these signs for a formula, which may call other
programs or send the sheet elsewhere (OWASP, "CSV Injection"). An apostrophe before it makes it a
text everywhere; one more is put before cells that begin so by themselves, so that each text comes
back as it was.
"""

import re

from .late import late

SIGNS = "=+-@＝＋－＠"

# The full-width forms are formulas to programs set to Japanese or Chinese.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")

GUARDED = re.compile(rf"'{FORMULA.pattern}")

# Where another sign parts cells than a program expects, as in a file with commas that is opened in
# Finland, a quoted text is parted at its own. A line of a list begins with a hyphen and a space.
INNER = r"(?:[;,\t]\"*+('*+)(?=[=+\-@＝＋－＠])|[\r\n]\"*+('*+)(?=[=+@＝＋＠]|[-－](?! )))"

WITHIN = late(INNER)

GUARDED_WITHIN = late(INNER.replace("('*+)", "'('*+)"))


def guarded(cell: str) -> str:
    """A cell that no program runs.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("1+1"), guarded("'s-Gravenhage")
    ("'=1+1", "''=1+1", '1+1', "'s-Gravenhage")
    """
    return f"'{cell}" if FORMULA.match(cell) else cell


def guarded_throughout(text: str) -> str:
    r"""A cell of which no part is run either, when it is taken for several.

    >>> guarded_throughout("a;=1+1"), guarded_throughout("- a\n- b")
    ("a;'=1+1", "'- a\n- b")
    """
    if any(sign in text for sign in SIGNS):
        text = WITHIN.sub(_with_apostrophe, text)
    return guarded(text)


def _with_apostrophe(found: "re.Match[str]") -> str:
    start = found.start(1 if found[1] is not None else 2) - found.start()
    return f"{found[0][:start]}'{found[0][start:]}"


def unguarded(cell: str) -> str:
    """The text that `guarded` or `guarded_throughout` made a cell of."""
    cell = cell[1:] if GUARDED.match(cell) else cell
    if "'" not in cell:
        return cell
    return GUARDED_WITHIN.sub(_without_apostrophe, cell)


def _without_apostrophe(found: "re.Match[str]") -> str:
    start = found.start(1 if found[1] is not None else 2) - found.start()
    return f"{found[0][: start - 1]}{found[0][start:]}"
