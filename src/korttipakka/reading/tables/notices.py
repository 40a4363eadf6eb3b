"""What is told of worksheets, whichever program wrote them: left out, struck through, no value."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ...basics.problems import Problem, column_letters
from .grid import Grid, shortened, spans

MOST_NAMED = 10
"""Hidden columns, or comments, that are named."""


def tell_hidden_sheets(grids: Sequence[Grid], names: Iterable[str]) -> None:
    """Tell of worksheets that are hidden, where there are others."""
    for name in names if grids else ():
        grids[0].warn("left-out", f"the worksheet '{name}' is hidden: it was left out")


def tell_pictures(grids: Sequence[Grid], count: int) -> None:
    """Tell of pictures in a workbook, which has so many."""
    if not count or not grids:
        return
    what = "a picture: it was" if count == 1 else f"{count} pictures: they were"
    hint = "save them beside the deck and name them in a column 'image'"
    grids[0].warn("left-out", f"the workbook holds {what} left out", hint=hint)


def tell_comments(grid: Grid, comments: Sequence[tuple[str, str]]) -> None:
    """Tell of comments that people have put on cells, each with its cell."""
    if not comments:
        return
    shown = ", ".join(f"{cell} '{shortened(text)}'" for cell, text in comments[:MOST_NAMED])
    more = f" and {len(comments) - MOST_NAMED} more" if len(comments) > MOST_NAMED else ""
    hint = "what is to be printed, or kept as notes, belongs into a cell"
    grid.warn("left-out", f"comments on cells were left out: {shown}{more}", hint=hint)


LEAST_FILLED = 2
"""Cells of one colour by which a colour means something: headings have one of their own."""


def tell_fills(grid: Grid, fills: Mapping[tuple[int, str], int]) -> None:
    """Tell that cells of a column have several colours, by columns and colours how many cells."""
    colors = Counter(column for (column, _), cells in fills.items() if cells >= LEAST_FILLED)
    column = next((column for column, count in sorted(colors.items()) if count > 1), 0)
    if column:
        message = f"cells of column {column_letters(column)} have {colors[column]} colours: "
        hint = "if these are categories, name them in a column 'category'; else in one 'color'"
        grid.note("left-out", f"{message}they were left out", hint=hint)


def tell_failed_formula(grid: Grid, row: int, column: int, shown: str) -> None:
    """An error for a cell whose formula gives one."""
    message = f"the formula of this cell gives {shown}"
    hint = "mend the formula, or write what the cell is to say"
    grid.problems.append(Problem("bad-formula", message, grid.at(row, column), hint))


def tell_formula_without_value(grid: Grid, row: int, column: int) -> None:
    """An error for a formula that no program has computed."""
    message = "the formula of this cell has no value in the file: no program has computed it"
    hint = "open the file in Excel or LibreOffice, let it compute, and save it"
    grid.problems.append(Problem("bad-formula", message, grid.at(row, column), hint))


def tell_struck_through(grid: Grid, row: int, column: int) -> None:
    """Tell of a text that its author has struck through."""
    message = "this text is struck through: it was taken in all the same"
    grid.warn("struck-through", message, row, column)


def tell_left_out(
    grid: Grid, hidden_rows: Sequence[int], hidden_columns: Iterable[int], stray: str
) -> None:
    """Tell of hidden rows and columns, and of the first cell far outside the table."""
    if hidden_rows:
        grid.hides_rows = True
        grid.warn("left-out", f"hidden rows were left out: {spans(hidden_rows)}")
    hidden = sorted(hidden_columns)[:MOST_NAMED]
    if hidden and grid.rows:
        letters = ", ".join(map(column_letters, hidden))
        grid.warn("left-out", f"hidden columns were left out: {letters}")
    if stray:
        message = f"the cell {stray} lies far outside the table: it was left out, and any beyond"
        grid.warn("left-out", message)
