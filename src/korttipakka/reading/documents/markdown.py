"""Markdown -> cards: by headings, a table, or a folder of files with front matter."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from ...basics.problems import Location, Problem, error
from ...basics.trust import is_inside
from ...model.manuscript import CATEGORY, TEXT, TITLE, Column
from ..card_markdown import CardPage, read_card_markdown
from ..draft import CardDraft, Draft, Value, Wanted
from ..files import MAX_FILES, natural
from ..markup import Run
from ..nodes import Mapping, Node, Scalar
from ..nodes import Sequence as Listed
from ..tables.cards import cards_of_tables
from ..tables.columns import free_name
from ..tables.delimited import decoded
from ..tables.grid import Cell, Grid, Row, fail_all
from ..tables.headers import header_row, heading
from ..text import with_newlines
from ..tree import parse_yaml
from ..unfold import unfolded
from ..whole import read_bytes
from .blocks import Block, blocks, plain
from .sections import Section, cards_of_sections
from .transcript import is_transcript, read_transcript

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

SUFFIXES = {".md", ".markdown", ".mdown", ".txt"}

DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")


def read_markdown(text: str, file: Location, wanted: Wanted) -> Draft:
    """The cards of a Markdown file. Raises KorttipakkaError."""
    text = with_newlines(text)
    page = read_card_markdown(text)
    if page is not None:
        return _of_page(page, file)
    values, text, first = _front_matter(text, file)
    found = blocks(text, first)
    if is_transcript(found):
        draft = read_transcript(found, file)
    elif (grid := _table(found, file)) is not None:
        draft = cards_of_tables([grid], file, wanted, "a table in Markdown")
    else:
        draft = Draft("Markdown with a heading for each card")
        _read_sections(found, draft, file)
    for column, value in values.items():
        if column.field == "title":
            draft.title = value.plain
    language = values.get(Column("language"))
    draft.language = language.plain if language else draft.language
    return draft


def _of_page(page: CardPage, file: Location) -> Draft:
    """The cards of a file that `export --to markdown` wrote."""
    titles = {key.removeprefix("title").lstrip("_"): text for key, text in page.titles.items()}
    draft = Draft(
        "cards that korttipakka exported", title=titles.get("", ""), language=page.language,
        exported=True,
    )  # fmt: skip
    for row in page.rows:
        # Where a card stands in the file is not told: its id names it.
        at = file._replace(shown=f"{file.shown}: {row.get('id') or row.get('title', '')}")
        found = ((heading(key, guess=False), text) for key, text in row.items())
        values = {match.column: Value(text, text, at) for match, text in found if match}
        draft.cards.append(CardDraft(at, values))
    return draft


def _front_matter(text: str, file: Location) -> tuple[dict[Column, Value], str, int]:
    """The values between lines `---` at the top, the text below, and its first line's number."""
    found = FRONT_MATTER.match(text)
    if not found:
        return {}, text, 1
    tree, problems = parse_yaml(f"\n{found[1] or ''}", file)
    if problems or not isinstance(tree, Mapping):
        return {}, text, 1  # a transcript may begin with a line ---, too
    return dict(_values(tree)), text[found.end() :], text.count("\n", 0, found.end()) + 1


def _values(tree: Mapping) -> Iterator[tuple[Column, Value]]:
    for key, node in tree.items():
        text = _text(node)
        if key in {"language", "lang"}:
            yield Column("language"), Value(text, text, node.at)
            continue
        match = heading(key)
        column = match.column if match else Column(f"fields.{free_name(key)}")
        if text:
            yield column, Value(text, text, node.at)


def _text(node: Node) -> str:
    if isinstance(node, Listed):
        return ", ".join(_text(each) for each in node)
    return str(node) if isinstance(node, Scalar) else ""


def _read_sections(found: Sequence[Block], draft: Draft, file: Location) -> None:
    """Cards by headings, or, where there are none, by paragraphs that are all bold."""
    is_title = [bool(b.level) for b in found]
    if not any(is_title):
        is_title = [b.is_bold for b in found]
    starts = [index for index, title in enumerate(is_title) if title]
    intro = _body(found[: starts[0]] if starts else found, file)
    sections = []
    for start, end in pairwise([*starts, len(found)]):
        block = found[start]
        title = plain(" ".join(block.words))
        at = file.at(block.line, 1)
        body = _body(found[start + 1 : end], file)
        sections.append(Section(block.level or 1, Value(title, title, at), body))
    cards_of_sections(sections, intro, draft, file)


def _body(found: Sequence[Block], file: Location) -> Value | None:
    """The Markdown of blocks, its paragraphs in one line each."""
    if not found:
        return None
    text = unfolded("\n\n".join(block.text for block in found))
    return Value(text, text, file.at(found[0].line, 1)) if text.strip() else None


def _table(found: Sequence[Block], file: Location) -> Grid | None:
    """The first table with headings of cards; a file that has one is read by nothing else."""
    for block in found:
        if len(block.lines) > 2 and "|" in block.lines[0] and DIVIDER.fullmatch(block.lines[1]):
            rows = [_cells(line) for line in block.lines]
            if header_row([rows[0]]) is not None:
                return _grid(rows, block, found, file)
    return None


def _grid(rows: list[list[str]], block: Block, found: Sequence[Block], file: Location) -> Grid:
    numbered = [(block.line + index, row) for index, row in enumerate(rows) if index != 1]
    cells = [Row(n, tuple(Cell((Run(text, raw=True),)) for text in row)) for n, row in numbered]
    grid = Grid(file, cells)
    for other in found:
        if other is not block:
            message = f"'{' '.join(other.words)[:40]}' beside the table was left out"
            grid.warn("left-out", message, other.line)
    return grid


def _cells(line: str) -> list[str]:
    r"""The cells of a row: `\|` is a bar in a cell, `<br>` a line end."""
    inside = re.sub(r"^\||(?<!\\)\|$", "", line.strip())
    parts = re.split(r"(?<!\\)\|", inside)
    return [re.sub(r"<br ?/?>", "\n", part.strip().replace("\\|", "|")) for part in parts]


def read_folder(folder: Path, wanted: Wanted) -> Draft:
    """The cards of a folder of Markdown files: one each, its values in front matter.

    The title may also be the first heading, or the file's name; a folder within names a category.
    Raises KorttipakkaError.
    """
    draft = Draft("a folder of Markdown files", title=folder.resolve().name)
    found = sorted(folder.rglob("*.md"), key=lambda path: natural(str(path)))
    paths = [path for path in found if _counts(path, folder)]
    if not paths:
        hint = "name a file, or a folder with files that end in .md"
        raise error("no-cards-found", f"there are no Markdown files in {folder}", hint=hint)
    if len(paths) > MAX_FILES * 4:
        raise error("too-large", f"there are more than {MAX_FILES * 4:,} files in {folder}")
    for path in paths:
        draft.cards.append(_card(path, folder, draft))
    fail_all(draft.problems)
    return draft


def _counts(path: Path, folder: Path) -> bool:
    """Whether a file is one of the cards: not hidden, and no link out of the folder."""
    own = path.relative_to(folder).parts
    is_hidden = any(part.startswith(".") for part in own)
    return path.is_file() and is_inside(path, folder) and not is_hidden


def _card(path: Path, folder: Path, draft: Draft) -> CardDraft:
    file = Location.file(path)
    text, problems = decoded(read_bytes(path), file)
    draft.problems += problems
    text = with_newlines(text)
    values, text, first = _front_matter(text, file)
    found = blocks(text, first)
    if TITLE not in values:
        title = path.stem
        if found and found[0].level:
            title, found = plain(" ".join(found[0].words)), found[1:]
        values[TITLE] = Value(title, title, file.at(first, 1))
    category = path.relative_to(folder).parent.name
    if category and CATEGORY not in values:
        values[CATEGORY] = Value(category, category, file)
    body = _body(found, file)
    if body and TEXT in values:
        message = "the text stands in the front matter and below it: that below was taken"
        draft.problems.append(Problem("guessed", message, body.at))
    if body:
        values[TEXT] = body
    return CardDraft(file.at(1, 1), values)
