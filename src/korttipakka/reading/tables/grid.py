"""What every kind of table is read to: rows of cells, and what was noticed on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...basics.problems import (
    KorttipakkaError,
    Location,
    Problem,
    Severity,
    error,
    has_errors,
)
from ...basics.records import NamedTuple
from ..markup import Run, plain

MAX_ROWS = 20_000
"""Rows of a table: some hundred times the cards of a large deck."""

MAX_COLUMNS = 200
"""Columns of a table; what stands farther right is told and left out."""

MAX_GAP = 1_000
"""Empty rows after which a table has ended: a stray cell often lies in row 1,048,576."""

MAX_SHOWN = 40
"""Letters of a cell that a message repeats."""


class Cell(NamedTuple):
    """What a cell shows. `link` is where it leads as a whole."""

    runs: tuple[Run, ...] = ()
    link: str = ""

    @property
    def text(self) -> str:
        """The words of the cell."""
        return plain(self.runs)


EMPTY = Cell()


class Row(NamedTuple):
    """The cells of a row from column A on; `number` counts as the program does that shows it."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of a column, which counts from 1."""
        return self.cells[column - 1] if column <= len(self.cells) else EMPTY


Merge = tuple[int, int, int, int]
"""The first row and column, and the last row and column, of cells that are one."""


@dataclass
class Grid:
    """A table: the rows that are shown and not empty, in order.

    `sheet` is the worksheet's name, if the file has several. `merges` lead from each covered cell
    to the one that it is a part of. `is_text` for lines of a text, which need no headings.
    `heading` is what stands above a table of a document. `hides_rows` where some are not shown.
    """

    file: Location
    rows: list[Row]
    sheet: str = ""
    merges: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_text: bool = False
    heading: str | None = None
    hides_rows: bool = False

    def at(self, row: int = 0, column: int = 0) -> Location:
        """The place of a cell, a row, or the table."""
        return place(self.file, self.sheet, row, column)

    def warn(self, code: str, message: str, row: int = 0, column: int = 0, hint: str = "") -> None:
        """Notice something that the author should look at."""
        problem = Problem(code, message, self.at(row, column), hint, Severity.WARNING)
        self.problems.append(problem)

    def note(self, code: str, message: str, row: int = 0, column: int = 0, hint: str = "") -> None:
        """Notice something that is most likely right."""
        self.problems.append(Problem(code, message, self.at(row, column), hint, Severity.NOTE))


def place(file: Location, sheet: str = "", row: int = 0, column: int = 0) -> Location:
    """Where in a table something stands: "kortit.xlsx:Ideat!B7"; the table without a row."""
    if row:
        return file._replace(kind="cell", line=row, column=column, sheet=sheet)
    return file._replace(shown=f"{file.shown}:{sheet}") if sheet else file


def column_number(letters: str) -> int:
    """The number of a column by its letters."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def covered(merges: Iterable[Merge], last: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell that a merge covers, the one that shows; down to the last row of the table."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in merges:
        for row in range(top, min(bottom, last) + 1):
            for column in range(left, min(right, MAX_COLUMNS) + 1):
                if (row, column) != (top, left):
                    found[row, column] = (top, left)
        if len(found) > MAX_ROWS * MAX_COLUMNS:
            raise ValueError("merged cells lie over each other")
    return found


def check_rows(count: int, file: Location, sheet: str = "") -> None:
    """Raise KorttipakkaError for a table that is too long."""
    if count > MAX_ROWS:
        message = f"the table has more than {MAX_ROWS:,} rows"
        hint = "import the rows that are to be cards from a table of their own"
        raise error("too-large", message, place(file, sheet, MAX_ROWS + 1), hint)


def fail_all(problems: Sequence[Problem]) -> None:
    """Raise KorttipakkaError if there are errors."""
    if has_errors(problems):
        raise KorttipakkaError(problems)


def shortened(text: str) -> str:
    """The beginning of a text on one line, for messages."""
    line = "".join(c if c.isprintable() else "\u00b7" for c in " ".join(text.split()))
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"


def spans(numbers: Sequence[int]) -> str:
    """Numbers in short: 3, 5-9."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("-".join(map(str, part)) for part in parts)
