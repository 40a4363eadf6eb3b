"""CSV, TSV and text -> a grid, whichever program saved it and on whichever computer."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from ...basics.cells import unguarded
from ...basics.problems import KorttipakkaError, Location, Problem, Severity, error
from ...basics.records import NamedTuple
from ..markup import Run
from ..text import with_newlines
from ..whole import marked_codec
from .grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Row, check_rows, place
from .headers import HEADER_ROWS, is_exported, known_headers
from .notices import tell_failed_formula
from .quotes import (
    doubled,
    ended_entities,
    join_delimiters,
    straightened,
    with_whole_entities,
)

DELIMITERS = ";\t,|"

ODD_DELIMITERS = "^~¦§:"
"""Signs that part cells where the headings are known by them, and by no other."""

LEAST_KNOWN = 2
"""Headings that are known, by which a sign is that between cells."""

NOTHING = f'{DELIMITERS}" \r\n'
"""What a table of empty cells is made of."""

NAMES = {"cp1252": "Windows-1252", "iso8859-15": "ISO 8859-15", "mac_roman": "Mac OS Roman"}
"""Old encodings of Western Europe in the order in which they are tried."""

OTHERS = (
    "cp1250 (Polish, Czech), cp1251 (Russian), cp1253 (Greek), cp1254 (Turkish), cp1257 (Baltic), "
    "shift_jis, gb18030, mac_roman, cp850"
)

ODD = re.compile(
    r"[a-zà-öø-ÿœšž][ÀÁÂÃÇÈÉÊËÌÍÎÏÐÑÒÓÔÕØÙÚÛÜÝÞŠŽŒŸ]"  # a capital within a word
    # A sign within a word, or before one.
    r"|(?<=[^\W\d_])[¡-¬®-¶¸-»¿×÷‚ƒ„†‡ˆ‰‹‘“•˜™›√≈∆◊≠∞≤≥∂∑∏∫Ω˘˙˚˝ˇ](?=[^\W\d_])"
    r"|[¥¦¨¬¯³¹√≈∆◊](?=[^\W\d_])"
    # Quotes that open behind a word: those are letters of DOS.
    r"|[^\W\d_][„‚]"
    # Marks that belong over letters and stand alone, or the apple of a Mac.
    r"|[^\W\d_][ˆ˘˙˚˝ˇ˛˜]"
    r"|¤|[\uf8ff\x80-\x9f]"
)
"""What no text of Western Europe has: letters and signs of the wrong encoding."""

OTHER_LETTERS = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸƒ]{4,}")
"""So many letters with marks in a row are those of another alphabet."""

MAIL_END = re.compile(r"=\r?\n")
"""Where mail has parted a line."""

QUOTED = re.compile(r'[^"]*+(?:""[^"]*+)*+"')
"""What follows the opening quote of a cell, up to the closing one."""


class _Dialect(NamedTuple):
    """A way to read a text: its rows, and how much speaks for it."""

    delimiter: str
    rows: list[tuple[int, list[str]]]
    known: int
    even: float
    columns: int


def read_delimited(data: bytes, file: Location, encoding: str = "") -> Grid:
    """The grid of a delimited text. Raises KorttipakkaError."""
    text, problems = decoded(data, file, encoding)
    if MAIL_END.search(text):
        from ..tidied import of_mail

        text, told = of_mail(text, file)
        problems += told
    grid = grid_of_text(text, file)
    grid.problems += problems
    return grid


def grid_of_text(text: str, file: Location) -> Grid:
    """The grid of a delimited text that is decoded. Raises KorttipakkaError."""
    problems: list[Problem] = []
    rows, delimiter = _read(text, file, problems) if text.strip(NOTHING) else ([], "")
    check_rows(len(rows), file)
    # In a file of ours, an apostrophe before a sign such as = keeps programs from running a cell.
    own = is_exported(rows[0][1]) if rows else False
    filled = ((number, texts) for number, texts in rows if any(map(str.strip, texts)))
    cells = ((n, map(unguarded, texts) if own else texts) for n, texts in filled)
    grid = Grid(file, [_row(number, texts) for number, texts in cells], problems=problems)
    if not own:
        join_delimiters(grid, delimiter)
    _tell_errors(grid)
    if not own:
        _end_lines(grid)
    return grid


FAILED = frozenset(
    "#NAME? #REF! #VALUE! #NULL! #NUM! #SPILL! #CALC! #DIV/0! #N/A #JAKO/0! #ARVO! #NIMI? #LUKU! "
    "#VIITTAUS! #PUUTTUU! #TYHJÄ! #DIVISION/0! #VÄRDEFEL! #NAMN? #REFERENS! #SAKNAS! #OGILTIGT! "
    "#WERT! #BEZUG! #ZAHL! #NV #VALEUR! #NOM? #NOMBRE!".split()
)
"""What Excel saves in place of a value that it could not compute, in several languages."""

LINE_SIGN = re.compile(
    r"\\13\\|(?<=[^\s\\:])\\n(?!(?:eq|abla|u|ot|i|eg|leq|geq|mid|orm|ewline|exists|subset)\b)"
)
"""A line end as programs write it in a cell: not in the path of a file, nor in TeX; nanDECK
writes \\13\\."""


def _end_lines(grid: Grid) -> None:
    """Put line ends where cells have signs for them; once, this is told."""
    told = False
    for index, row in enumerate(grid.rows):
        texts = [cell.text for cell in row.cells]
        meant = [t if ":\\" in t or "\\\\" in t else LINE_SIGN.sub("\n", t) for t in texts]
        pairs = enumerate(zip(texts, meant, strict=True), start=1)
        changed = [number for number, (old, new) in pairs if old != new]
        if changed:
            grid.rows[index] = _row(row.number, meant)
        if changed and not told:
            told = True
            sign = LINE_SIGN.search(texts[changed[0] - 1])
            shown = sign[0] if sign else ""
            message = f"{shown} was read as the end of a line, here and elsewhere"
            hint = "if it is to be printed, write it into the text of the deck"
            grid.warn("guessed", message, row.number, changed[0], hint)


def _tell_errors(grid: Grid) -> None:
    """An error for each cell in which a program saved that it failed."""
    for row in grid.rows:
        for number, cell in enumerate(row.cells, start=1):
            if cell.text.strip() in FAILED:
                tell_failed_formula(grid, row.number, number, cell.text)


def _row(number: int, texts: Iterable[str]) -> Row:
    return Row(number, tuple(Cell((Run(with_newlines(text)),)) for text in texts))


def decoded(data: bytes, file: Location, encoding: str = "") -> tuple[str, list[Problem]]:
    """The text of a file in an encoding found out or given; and what to say about that."""
    if encoding:
        return _in_encoding(data, file, encoding), []
    if name := marked_codec(data):
        return _in_encoding(data, file, name), []
    if name := _utf16(data):
        return _in_encoding(data, file, name).removeprefix("\ufeff"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        _refuse_mixed(data, file)
        return _western(data, file)


def _refuse_mixed(data: bytes, file: Location) -> None:
    """Raise KorttipakkaError for a file some lines of which are UTF-8: others were added to it."""
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    odd = next((line for line in lines if not _is_utf8(line)), b"")
    if all(map(_is_utf8, lines)) or not any(map(_is_utf8, lines)):
        return
    row, column = _place(data[: data.index(odd)].decode("utf-8", "replace") + "x")
    message = "this row is not UTF-8, and others are: the file has two encodings"
    hint = "write its special letters anew in an editor, and save the file as UTF-8"
    raise error("bad-encoding", message, place(file, "", row, column), hint)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


FEW_ZEROS = 8
"""Of so many characters, one is Latin in a text of any use as a table: its delimiters are."""


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark, where many characters have a zero as their upper half; else ""."""
    even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
    if max(even, odd) * FEW_ZEROS < min(len(data), 4096) / 2:
        return ""  # a stray zero is a sign that no card can show
    return "utf-16-le" if odd > even else "utf-16-be"


def _in_encoding(data: bytes, file: Location, encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding)
        text = data.decode(codec.name)
    except LookupError:
        hint = f"for example utf-8, cp1252, {OTHERS}"
        at = Location.flag(f"--encoding {encoding}")
        raise error("bad-encoding", f"there is no encoding '{encoding}'", at, hint) from None
    except UnicodeDecodeError as cause:
        line, column = _place(data[: cause.start].decode(encoding, "replace"))
        message = f"the file is not in the encoding {encoding}: byte 0x{data[cause.start]:02X}"
        hint = "leave out --encoding to have it found out, or give another"
        raise error("bad-encoding", message, place(file, "", line, column), hint) from None
    return text.removeprefix("\ufeff")


def _place(text: str) -> tuple[int, int]:
    """The row and column of the table that a text ends in, by what separates most."""
    counts = Counter(sign for sign in text if sign in DELIMITERS)
    delimiter = counts.most_common(1)[0][0] if counts else ";"
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    return max(1, len(rows)), max(1, len(rows[-1])) if rows else 1


def _western(data: bytes, file: Location) -> tuple[str, list[Problem]]:
    """A text in one of the encodings of Western Europe: the first that gives plausible words."""
    names = list(NAMES)
    if data.count(b"\r") - data.count(b"\r\n") > data.count(b"\n"):
        names = ["mac_roman", *names]  # files of old Macs end their lines so
    doubtful = None
    for name in names:
        text = data.decode(name, "replace")
        odd = _odd(text)
        if odd is None:
            message = f"the file is not UTF-8: it was read as {NAMES[name]}"
            hint = "look at ä, ö, å and é; should they be wrong, use --encoding, or save as UTF-8"
            return text, [Problem("encoding", message, place(file), hint, Severity.NOTE)]
        doubtful = doubtful or (text, odd)
    assert doubtful is not None
    text, odd = doubtful
    row, column = _place(text[: odd.start() + 1])
    message = (
        f"the file is in an encoding that cannot be told: these letters make no word ({odd[0]})"
    )
    hint = f"save it as 'CSV UTF-8', or name the encoding: --encoding {OTHERS}"
    raise error("bad-encoding", message, place(file, "", row, column), hint)


def _odd(text: str) -> re.Match[str] | None:
    """The first letters that tell of a wrong encoding."""
    found = re.search("\ufffd", text) or ODD.search(text) or _foreign(text)
    many = (m for m in OTHER_LETTERS.finditer(text) if len(set(m[0].lower())) > 2)
    return found or next(many, None)


FEW_LETTERS = 6
"""Signs beyond ASCII from which on most letters of a text would be plain ones."""


def _foreign(text: str) -> re.Match[str] | None:
    """The first signs beyond ASCII of a text that has more of these than plain letters."""
    marked = sum(not char.isascii() for char in text)
    plain = sum(char.isascii() and char.isalpha() for char in text)
    return re.search(r"[^\x00-\x7f]+", text) if marked > max(plain, FEW_LETTERS) else None


Rows = list[tuple[int, list[str]]]
"""Rows with their numbers, which count from 1."""


def _read(text: str, file: Location, problems: list[Problem]) -> tuple[Rows, str]:
    """The rows of a text, and what parts their cells. Raises KorttipakkaError."""
    whole = with_whole_entities(text)
    if whole == text or is_exported(text.partition("\n")[0].strip("\ufeff\r").split(";")):
        return _rows(text, file, problems)
    rows, delimiter = _rows(whole, file, problems)
    return [(number, list(map(ended_entities, row))) for number, row in rows], delimiter


def _rows(text: str, file: Location, problems: list[Problem]) -> tuple[Rows, str]:
    """The rows by the delimiter that fits best, and that. Raises KorttipakkaError."""
    if text.startswith("#"):
        from .anki import Export, is_export

        if is_export(text):
            notes = Export(text)
            _check_quotes(notes.notes, notes.separator, file)
            return notes.rows(_parsed(notes.notes, notes.separator, file)), notes.separator
    first, _, rest = text.partition("\n")
    if given := re.fullmatch(r'"?sep=(.)"?\r?', first, re.IGNORECASE):
        _check_quotes(rest, given[1], file)
        return [(number + 1, row) for number, row in _parsed(rest, given[1], file)], given[1]
    # The last is one that no text has: a single column, whatever signs its cells have.
    text = straightened(_unwrapped(text))
    present = [delimiter for delimiter in DELIMITERS if delimiter in text]
    found = list(_dialects(text, [*present, "\x1f"], file))
    best = max(found, key=lambda dialect: (dialect.known, dialect.even, dialect.columns))
    if best.known < LEAST_KNOWN:
        best = next((_dialect(text, sign, file) for sign in _odd_delimiters(text)), best)
    mended = doubled(text, best.delimiter)
    if mended != text:
        best = _dialect(mended, best.delimiter, file)
        message = "quotes within cells are not written twice: where cells end was guessed"
        hint = "look at texts with quotes, or save the table anew from a spreadsheet"
        problems.append(Problem("guessed", message, place(file), hint, Severity.WARNING))
    _check_quotes(mended, best.delimiter, file)
    for number, row in best.rows:
        if len(row) > MAX_COLUMNS:
            message = f"the table has more than {MAX_COLUMNS} columns"
            hint = "import the columns that cards have from a table of their own"
            raise error("too-large", message, place(file, "", number, MAX_COLUMNS + 1), hint)
    return best.rows, best.delimiter


def _odd_delimiters(text: str) -> Iterator[str]:
    """The odd signs by which the first line has headings that are known."""
    first = text.partition("\n")[0].strip()
    cells = ((sign, first.split(sign)[:MAX_COLUMNS]) for sign in ODD_DELIMITERS)
    return (sign for sign, texts in cells if known_headers(texts) >= LEAST_KNOWN)


WRAPPED = re.compile(r'"(?:[^"\r\n]|"")*"')


def _unwrapped(text: str) -> str:
    r"""A text each line of which is one quoted cell that holds a row: saved as CSV once too often.

    >>> _unwrapped('"title,text"\n"A,b"')
    'title,text\nA,b'
    """
    lines = text.splitlines()
    if not lines or not all(WRAPPED.fullmatch(line) for line in lines if line.strip()):
        return text
    inner = [line.strip()[1:-1].replace('""', '"') for line in lines]
    is_row = any(known_headers(inner[0].split(sign)) > 1 for sign in DELIMITERS if sign in inner[0])
    return "\n".join(inner) if is_row else text


def _dialects(text: str, delimiters: Sequence[str], file: Location) -> Iterator[_Dialect]:
    """The ways to read a text. Raises KorttipakkaError when it cannot be read in any of them."""
    failures = []
    for delimiter in delimiters:
        try:
            yield _dialect(text, delimiter, file)
        except KorttipakkaError as cause:
            failures.append(cause)
    if len(failures) == len(delimiters):
        raise failures[0]


def _dialect(text: str, delimiter: str, file: Location) -> _Dialect:
    """A way to read a text; blanks before quotes are none of the cell where that makes it even."""
    plain = _measured(_parsed(text, delimiter, file), delimiter)
    if not re.search(rf'{re.escape(delimiter)} +"', text):
        return plain
    blank = _measured(_parsed(text, delimiter, file, skips=True), delimiter)
    return blank if blank.even > plain.even else plain


def _measured(rows: Rows, delimiter: str) -> _Dialect:
    sizes = Counter(len(row) for _, row in rows if any(row))
    if not sizes:
        return _Dialect(delimiter, rows, 0, 0.0, 0)
    columns, count = sizes.most_common(1)[0]
    known = max(known_headers(row[:MAX_COLUMNS]) for _, row in rows[:HEADER_ROWS])
    return _Dialect(delimiter, rows, known, count / sum(sizes.values()), columns)


def _parsed(text: str, delimiter: str, file: Location, skips: bool = False) -> Rows:
    r"""The rows of a text; only the delimiter is given, for a guessed dialect breaks `""`.

    Of more rows or columns than there may be, one too many is kept, by which it is told.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=skips)
    rows = islice(enumerate(reader, start=1), MAX_ROWS + 1)
    try:
        return [(number, row[: MAX_COLUMNS + 1]) for number, row in rows]
    except csv.Error as cause:
        message, hint = f"the table cannot be read: {cause}", "save it anew as 'CSV UTF-8'"
        if "field limit" in str(cause):
            _check_quotes(text, delimiter, file)
            message = f"a cell of this row has more than {csv.field_size_limit():,} characters"
            hint = "shorten it; if it is not that long, a quote may be missing at its end"
        raise error("bad-table", message, place(file, "", reader.line_num), hint) from None


def _check_quotes(text: str, delimiter: str, file: Location) -> None:
    """Raise KorttipakkaError for a quote that is never closed: it swallows all rows after it."""
    opening = re.compile(rf'(?:^|[\r\n{re.escape(delimiter)}])"')
    at, row = 0, 1
    while found := opening.search(text, at):
        row += len(re.findall(r"\r\n|\r|\n", text[at : found.end()]))
        closing = QUOTED.match(text, found.end())
        if closing is None:
            message = "a quote begins a cell in this row and is never closed"
            hint = "close it, or write the quote twice inside a quoted cell"
            raise error("bad-table", message, place(file, "", row), hint)
        at = closing.end()
