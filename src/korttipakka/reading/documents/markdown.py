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
from ..tables.grid import Cell, Grid, Row, fail_all, shortened
from ..tables.headers import header_row, heading
from ..text import with_newlines
from ..tree import parse_yaml
from ..unfold import unfolded
from ..whole import read_bytes
from .blocks import Block, blocks, plain
from .captions import caption
from .lists import read_list
from .named_values import grid_of_records, values_of
from .sections import Section, cards_of_sections
from .transcript import is_transcript, read_transcript

Values = dict[Column, Value]

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

LINK = re.compile(r"\[[^\]]+\]\(([^()\s]+)\)")

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
    elif (tables := _tables(found, file, wanted))[0]:
        draft = cards_of_tables(tables[0], file, wanted, "a table in Markdown")
        draft.title = draft.title or tables[1]
    elif grid := _named(found, text, first, file):
        draft = cards_of_tables([grid], file, wanted, "values under their names")
    elif (listed := _list(found, text, first, file)) is not None:
        draft = listed
    else:
        draft = Draft("Markdown with a heading for each card")
        _read_sections(found, draft, file)
    for column, value in values.items():
        if column.field == "title":
            draft.title = value.plain
    language = values.get(Column("language"))
    draft.language = language.plain if language else draft.language
    return draft


def _named(found: Sequence[Block], text: str, first: int, file: Location) -> Grid | None:
    """The table of values under their names in a file without headings."""
    if any(block.level for block in found):
        return None
    return grid_of_records(text, file, first, is_markdown=True)


def _list(found: Sequence[Block], text: str, first: int, file: Location) -> Draft | None:
    """The cards of a list without headings, or below the only one, which names the deck."""
    if not any(block.level or block.is_bold for block in found):
        return read_list(text, file, first, is_markdown=True)
    if sum(bool(block.level or block.is_bold) for block in found) > 1 or not found[0].level:
        return None
    title = plain(" ".join(found[0].words))
    lines = text.split("\n")[found[0].line - first + 1 :]
    below = "\n".join(lines)
    return read_list(below, file, found[0].line + 1, is_markdown=True, title=title)


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
        body = _without_rules(found[start + 1 : end])
        values, rest = _properties(body, file)
        texts = (_body(body, file), values, _body(rest, file))
        sections.append(Section(block.level or 1, Value(title, title, at), *texts))
    cards_of_sections(sections, intro, draft, file)


def _without_rules(found: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a section without the rule at its end, which parts it from the next."""
    while found and found[-1].is_rule:
        found = found[:-1]
    return found


def _properties(found: Sequence[Block], file: Location) -> tuple[Values, Sequence[Block]]:
    """The values in the block below a title, if that is made of such, and what follows it."""
    block = found[0] if found else Block((), 1)
    values = values_of(block.lines, lambda number: file.at(block.line + number, 1))
    return (values, found[1:]) if values else ({}, found)


LABELLED = re.compile(r"(?<=[^\s\\])[ ]*\n(?=[ \t]*(\*\*|__)[^*_\n]{1,40}(?::\1|\1[ \t]*:))")
"""The end of a line above one that begins with a bold label, which is to stay one: **Goal:** …"""


def _body(found: Sequence[Block], file: Location) -> Value | None:
    """The Markdown of blocks, its paragraphs in one line each."""
    if not found:
        return None
    text = unfolded("\n\n".join(LABELLED.sub(r"\\\n", block.text) for block in found))
    return Value(text, text, file.at(found[0].line, 1)) if text.strip() else None


def _tables(found: Sequence[Block], file: Location, wanted: Wanted) -> tuple[list[Grid], str]:
    """The tables with headings of cards, and the deck's title; nothing else of the file is read."""
    tables = [block for block in found if _is_table(block)]
    blocks = [block for block in tables if header_row([_cells(block.lines[0])]) is not None]
    if not blocks and (wanted.columns or not any(block.level for block in found)):
        blocks = tables
    names = [f"table {number}" if len(blocks) > 1 else "" for number in range(1, len(blocks) + 1)]
    grids = {b.line: _grid(b, file, name) for b, name in zip(blocks, names, strict=True)}
    parts = [grids.get(b.line, " ".join(b.words)) for b in found if b.level or b.line in grids]
    title, rest = caption(parts)
    for block in found if grids else ():
        words = plain(" ".join(block.words))
        if block.line in grids or block.is_rule or (block.level and words not in rest):
            continue
        message = f"'{shortened(words)}' beside the table was left out"
        next(iter(grids.values())).warn("left-out", message, block.line)
    return list(grids.values()), plain(title)


def _is_table(block: Block) -> bool:
    lines = block.lines
    return len(lines) > 2 and "|" in lines[0] and DIVIDER.fullmatch(lines[1]) is not None


def _grid(block: Block, file: Location, name: str) -> Grid:
    lines = [(block.line + n, line) for n, line in enumerate(block.lines) if n != 1]
    return Grid(
        file,
        [Row(n, tuple(_cell(text) for text in _cells(line))) for n, line in lines],
        name,
    )


def _cell(text: str) -> Cell:
    link = LINK.fullmatch(text)
    return Cell((Run(text, raw=True),), link[1] if link else "")


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
    found: Sequence[Block] = blocks(text, first)
    if TITLE not in values:
        title = path.stem
        if found and found[0].level:
            title, found = plain(" ".join(found[0].words)), found[1:]
        values[TITLE] = Value(title, title, file.at(first, 1))
    more, found = _properties(found, file)
    values = {**more, **values}
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
