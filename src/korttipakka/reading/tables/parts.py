"""Several tables in one worksheet: side by side, or below each other, each with its headings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...basics.problems import column_letters
from ..draft import Wanted
from .grid import EMPTY, Grid, Row
from .headers import header_row, heading, headings_in, is_exported, known_headers, normal
from .spoken import heading_rows

Names = Sequence[str]


def tables_of(grid: Grid, wanted: Wanted, is_only: bool = True) -> list[Grid]:
    """The tables that a grid is made of: itself, where it has its headings once.

    One of several worksheets gives its name to those without a caption. Where the user names
    columns, a grid is taken as it is.
    """
    rows = _texts(grid)
    index = None if wanted.columns else header_row(rows)
    if index is None:
        return [grid]
    index = _first_of(grid, rows, index)
    is_ours = is_exported(rows[index])
    if not is_ours and heading_rows(rows, index, grid).texts != list(rows[index]):
        return [grid]
    found = []
    for part in _below(grid, rows, index):
        texts = _texts(part)
        at = header_row(texts)
        found += [part] if at is None or is_ours else _beside(part, texts, at)
    if len(found) == 1:
        return [grid]
    for part in found:
        part.heading = part.heading or ("" if is_only else None)
    return found


def _texts(grid: Grid) -> list[list[str]]:
    return [[" ".join(cell.text.split()) for cell in row.cells] for row in grid.rows]


def _below(grid: Grid, rows: Sequence[Names], index: int) -> Iterator[Grid]:
    """The tables below each other, each from its caption on, if they have captions."""
    starts = [index, *(n for n in range(index + 1, len(rows)) if _begins(grid, rows, n, index))]
    if len(starts) == 1:
        yield grid
        return
    captions = {n for n in starts[1:] if _has_caption(grid, rows, n)}
    if captions and index and _alone(rows[index - 1]):
        captions.add(index)
    ends = [*(n - (n in captions) for n in starts[1:]), len(rows)]
    for start, end in zip(starts, ends, strict=True):
        kept = grid.rows[start:end]
        if start == index:
            kept = [*grid.rows[: start - (start in captions)], *kept]
        caption = _alone(rows[start - 1]) if start in captions else ""
        yield _part(grid, kept, caption)
        if start != index:
            message = "the headings stand here again: what follows was read as a table of its own"
            grid.note("guessed", message, grid.rows[start].number)


def _begins(grid: Grid, rows: Sequence[Names], number: int, index: int) -> bool:
    """Whether a row has the headings of a table: those of the first, or others after a gap."""
    names = [name for name in map(normal, rows[number]) if name]
    if names == [name for name in map(normal, rows[index]) if name]:
        return True
    has_caption = bool(_alone(rows[number - 1])) and _has_gap(grid, number - 1)
    return (_has_gap(grid, number) or has_caption) and _is_headings(rows[number])


def _is_headings(texts: Names) -> bool:
    """Whether a row has nothing but headings, several and of titles among them."""
    if known_headers(texts) < 2:
        return False
    found = [heading(text, guess=False) for text in texts if text]
    return all(found) and any(each.column.field == "title" for each in found if each)


def _first_of(grid: Grid, rows: Sequence[Names], index: int) -> int:
    """The first row of headings, where the table with most of them stands below others."""
    above = (n for n in range(index - 1) if _is_headings(rows[n]))
    first = next(above, index)
    return first if _begins(grid, rows, index, first) else index


def _has_gap(grid: Grid, number: int) -> bool:
    """Whether rows are empty above a row."""
    return number > 0 and grid.rows[number].number > grid.rows[number - 1].number + 1


def _has_caption(grid: Grid, rows: Sequence[Names], start: int) -> bool:
    """Whether the row above headings names their table, and is no card of the table before."""
    return bool(_alone(rows[start - 1])) and (_has_gap(grid, start - 1) or _has_gap(grid, start))


def _alone(texts: Names) -> str:
    """The text of a row that has only one; "" for any other row."""
    return _first(texts) if sum(map(bool, texts)) == 1 else ""


def _beside(grid: Grid, rows: Sequence[Names], index: int) -> list[Grid]:
    """The tables side by side, each with the columns before the first that all of them share."""
    starts = _starts(rows[index])
    if not starts:
        return [grid]
    spans = list(pairwise([*starts, max(map(len, rows))]))
    above = [_first(rows[index - 1][start:end]) if index else "" for start, end in spans]
    named = sum(map(bool, above)) > 1
    head = index - named
    parts = []
    for (start, end), caption in zip(spans, above, strict=True):
        # What stands above the headings is told of once.
        top = grid.rows[:head] if start == starts[0] else []
        kept = _columns(grid.rows[index:], starts[0], start, end)
        parts.append(_part(grid, [*top, *kept], caption if named else ""))
    message = f"{len(starts)} tables stand side by side: the cards of all were read"
    titles = [start + _title_in(rows[index][start:end]) + 1 for start, end in spans]
    one, other = map(column_letters, titles[:2])
    hint = f"to read one only: --map title={one} --map text=LETTER; if they are translations: "
    hint += f"--map title={one} --map title_sv={other} and so on"
    grid.note("guessed", message, grid.rows[index].number, starts[1] + 1, hint)
    return parts


def _title_in(texts: Names) -> int:
    """The place of the heading of titles in a row that has one."""
    fields = [each.column.field if each else "" for each in headings_in(texts)]
    return fields.index("title")


def _first(texts: Names) -> str:
    return next((text for text in texts if text), "")


def _starts(texts: Names) -> list[int]:
    """Where the same headings begin again and again, one of them that of titles; else []."""
    names = [normal(text) for text in texts]
    first = next((name for name in names if name and names.count(name) > 1), "")
    starts = [number for number, name in enumerate(names) if first and name == first]
    groups = [names[a:b] for a, b in pairwise([*starts, len(names)])]
    kept = [[name for name in group if name] for group in groups]
    if not kept or any(group[: len(kept[0])] != kept[0] for group in kept):
        return []
    if len(kept[0]) == 1 < max(map(len, kept)):
        return []  # a heading that stands twice in one table
    end = starts[1]
    fields = [each.column.field for each in headings_in(texts[starts[0] : end]) if each]
    return starts if "title" in fields else []


def _columns(rows: Sequence[Row], shared: int, start: int, end: int) -> Iterator[Row]:
    """Rows with the columns from `start` to `end` and those before `shared`, counted from 0.

    A row that only has something in the columns of other tables is none of these.
    """
    for row in rows:
        said = [n for n, cell in enumerate(row.cells) if cell.text.strip()]
        if any(start <= n < end for n in said) or all(n < shared for n in said):
            kept = (n < shared or start <= n < end for n in range(len(row.cells)))
            pairs = zip(row.cells, kept, strict=True)
            yield Row(row.number, tuple(cell if own else EMPTY for cell, own in pairs))


def _part(grid: Grid, rows: Sequence[Row], caption: str) -> Grid:
    """A table of some rows of a grid, whose problems are those of the grid."""
    return replace(grid, rows=list(rows), heading=caption or grid.heading)
