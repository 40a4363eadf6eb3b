"""Cells of a CSV file that a spreadsheet would run, made harmless and taken back.

Programs take a cell that begins with one of these signs for a formula, which may call other
programs or send the sheet elsewhere (OWASP, "CSV Injection"). An apostrophe before it makes it a
text everywhere; one more is put before cells that begin so by themselves, so that each text comes
back as it was.
"""

import re

# The full-width forms are formulas to programs set to Japanese or Chinese.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")

GUARDED = re.compile(rf"'{FORMULA.pattern}")


def guarded(cell: str) -> str:
    """A cell that no program runs.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("1+1"), guarded("'s-Gravenhage")
    ("'=1+1", "''=1+1", '1+1', "'s-Gravenhage")
    """
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The text that `guarded` made a cell of."""
    return cell[1:] if GUARDED.match(cell) else cell
