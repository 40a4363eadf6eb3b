"""The columns of a table: which row has the headings, and what each of them gives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...basics.problems import Location, column_letters, error, suggestion
from ...basics.records import NamedTuple
from ...basics.shell import shell_line
from ...model.manuscript import TEXT, TITLE, Column
from ..draft import Wanted
from .grid import Grid, Row, column_number, shortened
from .headers import (
    HEADER_ROWS,
    LONGEST,
    ONLY_TEXT,
    Heading,
    header_row,
    heading,
    headings_in,
    is_exported,
    known_headers,
    normal,
    split_language,
)
from .spoken import heading_rows, languages_only

NOTES = Column("notes")


class Headings(NamedTuple):
    """The row of headings, and the numbers of the columns by what they give."""

    row: int
    columns: Mapping[Column, int]
    exported: bool = False
    above: int = 0
    """The first row with headings, where there are two; else 0."""

    @property
    def first(self) -> int:
        """The first row that is of the headings."""
        return self.above or self.row


def headings_of(grid: Grid, wanted: Wanted) -> Headings | None:
    """The headings of a grid; None when no column has titles."""
    rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in grid.rows]
    index = _mapped_row(rows, wanted) if wanted.columns else header_row(rows)
    if index is None and rows and not wanted.columns and (titles := languages_only(rows[0])):
        index, rows[0] = 0, titles
    if index is None:
        return _by_letters(grid, wanted) if wanted.columns and rows else None
    _refuse_turned(grid, rows, index)
    around = heading_rows(rows, index, grid)
    index, texts = around.last, around.texts
    row = grid.rows[index].number
    if around.by_words:
        _tell_languages(texts, grid, row)
    columns = dict(_mapped(texts, wanted, grid, row))
    filled = _filled(grid.rows[index + 1 :])
    texts += [""] * (max(filled, default=0) - len(texts))
    free = [number for number in range(1, len(texts) + 1) if number not in columns.values()]
    _add_known(columns, [(n, texts[n - 1]) for n in free], grid, row)
    _add_free(columns, [(n, texts[n - 1]) for n in free if n in filled], grid, row)
    if not is_exported(texts):
        _tell_notes(columns, texts, grid, row)
    ordered = dict(sorted(columns.items(), key=_by_number))
    return Headings(row, ordered, is_exported(texts), grid.rows[around.first].number)


def _tell_languages(texts: Sequence[str], grid: Grid, row: int) -> None:
    """Tell of columns that were taken for translations by their words."""
    told = ((n, split_language(text)) for n, text in enumerate(texts, start=1))
    parts = [f"{column_letters(n)} is {code}" for n, (_, code) in told if code]
    message = f"several columns have the same headings; by their words, {', '.join(parts)}"
    hint = "if that is wrong, name the columns: --map title=A --map title_sv=B"
    grid.warn("guessed", message, row, hint=hint)


def _refuse_turned(grid: Grid, rows: Sequence[Sequence[str]], index: int) -> None:
    """Raise KorttipakkaError for a table whose headings stand below each other."""
    below = [texts[0] for texts in rows[index:] if texts and texts[0]]
    is_turned = len(rows[index]) > 1 and known_headers(rows[index]) == 1 < known_headers(below)
    if is_turned and all(heading(text, guess=False) for text in below):
        message = "the headings stand below each other in the first column"
        hint = "turn the table: copy it, then Paste Special, Transpose"
        raise error("no-title-column", message, grid.at(grid.rows[index].number, 1), hint)


def _tell_notes(columns: Mapping[Column, int], texts: Sequence[str], grid: Grid, row: int) -> None:
    """Tell that notes are not printed, where a table has no other text."""
    number = columns.get(NOTES)
    if number and texts[number - 1] and not any(column.field == "text" for column in columns):
        message = f"the column '{shortened(texts[number - 1])}' went to notes, which no card shows"
        hint = "to print it: " + shell_line(["--map", f"text={texts[number - 1]}"])
        grid.note("other-column", message, row, number, hint)


def _filled(rows: Iterable[Row]) -> set[int]:
    """The numbers of the columns that have anything in these rows."""
    cells = (pair for row in rows for pair in enumerate(row.cells, start=1))
    return {number for number, cell in cells if cell.text.strip()}


def _by_letters(grid: Grid, wanted: Wanted) -> Headings:
    """The columns that the user names by letters, of a table that has no headings."""
    columns = dict(_mapped([], wanted, grid, 0))
    first = grid.rows[0].number
    names = " ".join(f"--map {column.name}=HEADING" for column in columns)
    message = "there are no headings that are known: the first row is a card, too"
    grid.warn("guessed", message, first, hint=f"if it has headings, name them: {names}")
    _add_free(columns, [(number, "") for number in sorted(_filled(grid.rows))], grid, first)
    return Headings(0, columns)


MOST_FILLED = 0.9
"""Of the rows of a list, so many have both a title and a text."""


def headings_of_list(grid: Grid) -> Headings | None:
    """The columns of a list of titles and texts that has no headings; None for any other table."""
    filled = sorted(_filled(grid.rows))
    if len(filled) != 2:
        return None
    pairs = [row for row in grid.rows if all(row.cell(n).text.strip() for n in filled)]
    if len(pairs) < max(1, MOST_FILLED * len(grid.rows)):
        return None
    if all(row.cell(filled[1]).text.startswith(" ") for row in pairs):
        return None  # commas of sentences
    return Headings(0, dict(zip((TITLE, TEXT), filled, strict=True)))


def tell_list(grid: Grid) -> None:
    """Tell that a table without headings was read as a list."""
    first = grid.rows[0]
    texts = [cell.text for cell in first.cells if cell.text.strip()]
    maps = (f"{field}={text}" for field, text in zip(("title", "text"), texts, strict=False))
    named = " ".join(shell_line(["--map", " ".join(each.split())]) for each in maps)
    message = "there are no headings: each row is a card, its first column the title"
    grid.warn("guessed", message, first.number, hint=f"if this row has headings: {named}")


def _by_number(item: tuple[Column, int]) -> int:
    return item[1]


def _mapped_row(rows: Sequence[Sequence[str]], wanted: Wanted) -> int | None:
    """The row with the headings that the user names; else the one with headings, or the first.

    None where columns are named by letters only and no headings are known. A letter is a heading
    in the first row or that of known headings; elsewhere it is what a card says.
    """
    names = {normal(name) for name in wanted.columns.values()}
    words = {normal(name) for name in wanted.columns.values() if not _is_letter(name)}
    found = header_row(rows)
    for index, texts in enumerate(rows[:HEADER_ROWS]):
        meant = names if index in {0, found} else words
        if meant & {normal(text) for text in texts if len(text) < LONGEST}:
            return index
    by_letters = all(map(_is_letter, wanted.columns.values()))
    return found if found is not None or by_letters or not rows else 0


def _is_letter(name: str) -> bool:
    """Whether a name may be the letter of a column: A, AB."""
    return name.isascii() and name.isalpha() and len(name) <= 2


def _mapped(
    texts: Sequence[str], wanted: Wanted, grid: Grid, row: int
) -> Iterator[tuple[Column, int]]:
    """The columns that the user names by heading or letter. Raises KorttipakkaError."""
    names = [normal(text) for text in texts]
    for column, name in wanted.columns.items():
        if normal(name) in names:
            yield column, names.index(normal(name)) + 1
        elif _is_letter(name):
            yield column, column_number(name)
        else:
            message = f"there is no heading '{name}' in {grid.at()}"
            known = [text for text in texts if text]
            at = Location.flag(f"--map {column.name}={name}")
            raise error("bad-map", message, at, suggestion(name, known))


def _add_known(
    columns: dict[Column, int], texts: Sequence[tuple[int, str]], grid: Grid, row: int
) -> None:
    """Add the columns whose headings are known, the better name first where two say the same."""
    matches = headings_in([text for _, text in texts])
    found = [(n, t, match) for (n, t), match in zip(texts, matches, strict=True) if match]
    for number, text, match in sorted(found, key=lambda item: item[2].rank):
        if match.column in columns:
            continue
        columns[match.column] = number
        if match.guessed:
            _tell_guess(text, match, grid, row, number)


def _tell_guess(text: str, match: Heading, grid: Grid, row: int, number: int) -> None:
    name = match.guessed
    message = f"the heading '{shortened(text)}' was taken for '{name}': {match.column.name}"
    if name == ONLY_TEXT:
        message = f"no heading is that of titles: '{shortened(text)}' was taken for it"
    hint = "if that is wrong: " + shell_line(["--map", f"fields.NAME={text}"])
    grid.warn("guessed", message, row, number, hint)


def _add_free(
    columns: dict[Column, int], texts: Sequence[tuple[int, str]], grid: Grid, row: int
) -> None:
    """Add the other columns as free fields, and tell of those without a heading."""
    _tell_nameless([n for n, text in texts if not text and n not in columns.values()], grid, row)
    for number, text in texts:
        if number in columns.values():
            continue
        if not text:
            continue
        name, language = split_language(text, codes_only=True)
        column = _unused(Column(f"fields.{free_name(name)}", language), columns)
        columns[column] = number
        message = f"the column '{shortened(text)}' went to {column.name}"
        own = shell_line(["--map", f"FIELD={text}"])
        hint = f"a layout shows it as {{{column.field}}}; to make it a field of the card: {own}"
        grid.note("other-column", message, row, number, hint)


def _tell_nameless(numbers: Sequence[int], grid: Grid, row: int) -> None:
    """Tell of columns without a heading, which are left out."""
    if not numbers:
        return
    message = "this column has no heading: it was left out"
    if len(numbers) > 1:
        letters = ", ".join(map(column_letters, numbers[:MOST_NAMED]))
        more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
        message = f"{len(numbers)} columns have no heading: {letters}{more} were left out"
    hint = "write a heading above it; or put texts with the sign between columns in quotes"
    grid.warn("left-out", message, row, numbers[0], hint)


MOST_NAMED = 10
"""Columns that a message names."""


def free_name(text: str) -> str:
    """A heading as the name of a free field: small letters, no blanks, nothing that YAML minds."""
    return normal(text).replace(" ", "_").replace("#", "") or "field"


def _unused(column: Column, columns: Mapping[Column, int]) -> Column:
    count, unused = 1, column
    while unused in columns:
        count += 1
        unused = Column(f"{column.field}_{count}", column.language)
    return unused
