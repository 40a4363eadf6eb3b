"""Headings above the tables of a document: the deck's title, and the categories of the cards."""

from collections.abc import Sequence

from ..tables.grid import Grid


def caption(parts: Sequence[str | Grid]) -> tuple[str, list[str]]:
    """Let each table know the heading right above it; the deck's title, and headings left over.

    `parts` are the headings and tables of a document in their order. A heading that only the first
    table has is rather the title.

    >>> from ...basics.problems import Location
    >>> one, two = (Grid(Location.file("a.md"), []) for _ in range(2))
    >>> caption(["Cards", "Ideas", one, "Ends", two]), one.heading, two.heading
    (('Cards', []), 'Ideas', 'Ends')
    """
    above: list[str] = []
    rest: list[list[str]] = []
    grids: list[Grid] = []
    for part in parts:
        if isinstance(part, str):
            above.append(part)
            continue
        part.heading = above.pop() if above else ""
        grids.append(part)
        rest.append(above)
        above = []
    if grids and not any(grid.heading for grid in grids[1:]):
        rest[0] += [grids[0].heading] if grids[0].heading else []
        grids[0].heading = ""
    title = rest[0].pop(0) if rest and rest[0] else ""
    return title, [*(text for texts in rest for text in texts), *above]
