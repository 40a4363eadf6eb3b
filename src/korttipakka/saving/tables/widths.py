"""How wide a column should be, in characters."""

from .rows import Table

LEAST, MOST = 10, 60
"""A column of paragraphs is about as wide as a line that reads well; longer lines wrap."""


def width_of(table: Table, index: int) -> int:
    """The longest line of a column, within bounds."""
    texts = (table.header[index], *(row[index] for row in table.rows))
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return min(max(longest + 2, LEAST), MOST)
