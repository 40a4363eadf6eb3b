"""Lines of Markdown as blocks: headings, rules, tables and paragraphs, each with its line."""

import re
from collections.abc import Iterator, Sequence

from ...basics.records import NamedTuple

# Blanks are looked at from where they begin, for a line may have a million of them.
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:(?<![ \t])[ \t]+#+)?(?<![ \t])[ \t]*")
RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
UNDERLINE = re.compile(r" {0,3}(={3,}|-{4,})[ \t]*")
"""What makes a heading of the line above it; three hyphens are rather a rule."""

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)

HARD_BREAK = re.compile(r"(?:(?<! ) {2,}|\\)$")

STYLED = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
"""Words of a title with a style: behind a mark that nothing closes, only so many are looked at."""

LINKED = re.compile(r"!?\[([^\[\]]*+)\]\([^()\s]*+\)")

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Block(NamedTuple):
    """Lines that belong together, the first of them on `line`. `level` is 0 but for headings."""

    lines: tuple[str, ...]
    line: int
    level: int = 0
    is_rule: bool = False

    @property
    def text(self) -> str:
        """The lines as they stand."""
        return "\n".join(self.lines)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold, as titles often are."""
        return BOLD.fullmatch(self.text.strip()) is not None and not self.level

    @property
    def words(self) -> tuple[str, ...]:
        """The lines without the marks of headings, and of bold around them all."""
        text = self.text
        if self.level:
            found = HEADING.fullmatch(text)
            text = (found[2] or "") if found else text
        lines = [HARD_BREAK.sub("", line).strip() for line in text.split("\n")]
        bold = BOLD.fullmatch("\n".join(lines))
        return tuple(bold[2].split("\n") if bold and bold[1] not in bold[2] else lines)


def blocks(text: str, first: int = 1) -> list[Block]:
    """The blocks of a text whose first line has the number `first`."""
    return list(_blocks(text.split("\n"), first))


def _blocks(lines: Sequence[str], first: int) -> Iterator[Block]:
    kept: list[str] = []
    start, fence = first, ""
    for number, line in enumerate(lines, start=first):
        if len(kept) == 1 and not fence and (under := UNDERLINE.fullmatch(line)):
            level = 1 if under[1][0] == "=" else 2
            yield Block((f"{'#' * level} {kept[0].strip()}",), start, level)
            kept = []
            continue
        alone = not fence and (HEADING.fullmatch(line) or RULE.fullmatch(line))
        if kept and (alone or (not fence and not line.strip())):
            yield Block(tuple(kept), start)
            kept = []
        if found := HEADING.fullmatch(line) if alone else None:
            yield Block((line,), number, len(found[1]))
        elif alone:
            yield Block((line,), number, is_rule=True)
        elif line.strip() or fence:
            start = start if kept else number
            kept.append(line)
            fence = _fence(line, fence)
    if kept:
        yield Block(tuple(kept), start)


def _fence(line: str, fence: str) -> str:
    """The mark that closes the code block which is open after a line."""
    found = FENCE.match(line)
    if not found:
        return fence
    if not fence:
        return found[1][0]
    return "" if found[1][0] == fence else fence


def plain(text: str) -> str:
    """A title in Markdown as words: without marks of bold, italic and code, and backslashes."""
    text = LINKED.sub(r"\1", STYLED.sub(r"\2", text))
    return ESCAPED.sub(r"\1", text).strip()
