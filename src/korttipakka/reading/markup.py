"""Styled text of a spreadsheet, a web page or Word -> the Markdown that prints the same.

Signs that Markdown would take for markup get a backslash, and no others do: what is imported is to
read as if it had been typed by hand. docs/deck-format.md lists what is markup on a card.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..basics.records import NamedTuple


class Run(NamedTuple):
    """Text in one style. A run that is `raw` is Markdown already: "- ", "## "."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    raw: bool = False


class _Letter(NamedTuple):
    """One character in its style."""

    text: str
    bold: bool
    italic: bool
    link: str


class _Signs(NamedTuple):
    """Which signs a text has in a way that Markdown may read as markup."""

    stars: bool
    underscores: bool
    backticks: bool
    brackets: bool
    table: bool


LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""Line ends of all kinds: Word's, PowerPoint's, old Macs'."""

WORD = re.compile(r"\w+|.", re.DOTALL)

TABLE_RULE = re.compile(r"^ *\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-*:?[ \t]*)+$", re.MULTILINE)
"""The line below the headings of a Markdown table."""

RULE = re.compile(r"(?:([-*_=])[ \t]*)(?:\1[ \t]*){2,}")
"""A line of only these signs, three or more: a thin rule, or a line to write on."""

LINE_START = re.compile(r"#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|~~~|```")
"""What begins a heading, an item, a quotation or a code block."""

NUMBERED = re.compile(r"(\d{1,9}|[A-Za-z])([.)])(?=\s|$)")

ITEM = re.compile(r" *(?:[-+*]|(?P<number>\d{1,9})\.|#{1,6}) ")
"""What begins an item or a heading in what was escaped already."""

PASTED_BULLET = re.compile(
    r"[\u2022\u00b7\u2023\u25a0-\u25ff\u2043\u2219\u27a2\uf000-\uf0ff]\s|o\t"
)
PASTED_DASH = re.compile(r"(?:[\u2012-\u2015\u2212]|[^\W\d_]\))\s")
"""Bullets, dashes and letters that are taken for lists on a card: content/typed.py."""

ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#[xX][0-9A-Fa-f]+);")

MAYBE_MARKUP = re.compile(r"[\\*_`\[\]<>&|?]|^[ \t]*(?:[-+#=~]|\d|[A-Za-z][.)])", re.MULTILINE)
"""What a text must have to need a closer look, which takes a while."""

PLAIN_RUN = (False, False, "", False)
"""The styles of a run that has none."""

BOX = re.compile(r"\[[ xX]\](?:\s|$)")
"""What is a box to tick at the beginning of an item."""

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""What a backslash takes the meaning from in Markdown; before anything else it is a backslash."""


DIGITS = "0123456789"
RAISED = str.maketrans(DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans(DIGITS, "₀₁₂₃₄₅₆₇₈₉")


def moved(text: str, height: int) -> str:
    """Digits above the line (1) or below it (-1), as of m² and CO₂; other text stays on it.

    >>> moved("2", 1), moved("2", -1), moved("nd", 1)
    ('²', '₂', 'nd')
    """
    if not height or text.strip(DIGITS):
        return text
    return text.translate(RAISED if height > 0 else LOWERED)


def plain(runs: Iterable[Run]) -> str:
    """The words of runs without any style."""
    return "".join(run.text for run in runs)


def escaped(text: str) -> str:
    r"""Markdown that prints a text as it stands.

    >>> print(escaped("- 5 * 3 * 2 [x]\nC:\\temp, snake_case"))
    \- 5 * 3 * 2 [x]\
    C:\temp, snake_case
    """
    return markdown([Run(text)])


def markdown(runs: Iterable[Run]) -> str:
    """Markdown that prints the runs, each line of them on a line of its own."""
    return _markdown(runs, escape=True)


def styled(runs: Iterable[Run]) -> str:
    """Runs that hold Markdown, with the marks of the styles that they have besides."""
    return _markdown(runs, escape=False)


def _markdown(runs: Iterable[Run], escape: bool) -> str:
    kept = [run._replace(text=LINE_ENDS.sub("\n", run.text)) for run in runs if run.text]
    is_plain = not any(run[1:] != PLAIN_RUN for run in kept)
    if is_plain and not MAYBE_MARKUP.search(text := plain(kept)):
        stripped = [line.strip(" \t") for line in text.split("\n")]
        return "\n".join(_with_breaks(stripped)).strip("\n") if escape else text
    signs = _signs(kept)
    numbers = _Numbers() if escape else None
    lines = [_line(line, signs, numbers) for line in _lines(kept)]
    return "\n".join(_with_breaks(lines) if escape else lines).strip("\n")


def _with_breaks(lines: Sequence[str]) -> list[str]:
    """Lines of Markdown that end where they do in print: a backslash says so within a paragraph."""
    made = list(lines)
    start = 0
    for is_blank, group in groupby(lines, key=lambda line: not line):
        paragraph = list(group)
        for index in () if is_blank else _continued(paragraph):
            made[start + index - 1] += "\\"
        start += len(paragraph)
    return made


def _continued(paragraph: Sequence[str]) -> Iterator[int]:
    """The lines of a paragraph that go on with the one above: those that begin no item."""
    dashes = [bool(PASTED_DASH.match(line)) for line in paragraph]
    has_dashes = dashes[0] or sum(dashes) > 1
    in_list = False
    for index, line in enumerate(paragraph):
        item = ITEM.match(line)
        # Only a list that begins with 1 can stand right below a text.
        number = item["number"] if item else None
        may_begin = in_list or index == 0 or number in {None, "1"}
        begins = item is not None and may_begin
        begins = begins or bool(PASTED_BULLET.match(line)) or (has_dashes and dashes[index])
        if index and not begins:
            yield index
        in_list = in_list or begins


def _signs(runs: Sequence[Run]) -> _Signs:
    text = plain(run for run in runs if not run.raw)
    styled = any(run.bold or run.italic for run in runs)
    linked = any(run.link for run in runs)
    return _Signs(
        stars=styled or text.count("*") > 1,
        underscores=styled or text.count("_") > 1,
        backticks=text.count("`") > 1,
        brackets=linked or re.search(r"\][({]", text) is not None,
        table=TABLE_RULE.search(text) is not None,
    )


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The runs of each line, those that are raw in front."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(run._replace(text=first))
        for part in others:
            yield line
            line = [run._replace(text=part)]
    yield line


def _line(runs: Sequence[Run], signs: _Signs, numbers: "_Numbers | None") -> str:
    """A line; without `numbers` nothing on it is escaped."""
    prefix = "".join(run.text for run in runs if run.raw)
    letters = [
        _Letter(letter, run.bold, run.italic, run.link)
        for run in runs
        if not run.raw
        for letter in run.text
    ]
    text = "".join(letter.text for letter in letters)
    if numbers is None:
        return prefix + "".join(_marked(letters, list(text)))
    letters = _trimmed(letters)
    text = "".join(letter.text for letter in letters)
    shown = _inline(text, signs)
    if prefix:
        numbers.forget()
        _escape_item(text, shown, 0)
    else:
        _escape_start(text, shown, numbers)
    return prefix + "".join(_marked(letters, shown))


def _trimmed(letters: list[_Letter]) -> list[_Letter]:
    """A line without the blanks around it: two at its end would be a line break."""
    kept = [index for index, letter in enumerate(letters) if letter.text not in " \t"]
    return letters[kept[0] : kept[-1] + 1] if kept else []


def _inline(text: str, signs: _Signs) -> list[str]:
    """What to write for each character, wherever on the line it stands."""
    shown = list(text)
    for index, sign in enumerate(text):
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else "\n"
        if _is_markup(sign, before, after, signs, text, index):
            shown[index] = "\\" + sign
    return shown


def _is_markup(sign: str, before: str, after: str, signs: _Signs, text: str, index: int) -> bool:
    """Whether a sign between two others may be read as markup."""
    if sign == "\\":
        return after in PUNCTUATION or after == "\n"
    if sign in "*_":
        among_blanks = before.isspace() and after.isspace()
        in_word = sign == "_" and before.isalnum() and after.isalnum()
        return (signs.stars if sign == "*" else signs.underscores) and not (among_blanks or in_word)
    if sign == "<":
        return after.isalpha() or after in "/!?"
    if sign == "&":
        return ENTITY.match(text, index) is not None
    if sign == "?":  # "-?" between letters would be a soft hyphen
        return before == "-" and index > 1 and text[index - 2].isalpha() and after.isalpha()
    known = {"`": signs.backticks, "[": signs.brackets, "|": signs.table}
    return known.get(sign, False)


class _Numbers:
    """Numbered lines that count up are a list, which prints their numbers; others are text."""

    def __init__(self) -> None:
        self.last: str | None = None
        self.blank = False

    def forget(self) -> None:
        """No list is open."""
        self.last = None

    def takes(self, line: str) -> bool:
        """Whether a line's number is what the list would print; every line must be asked about."""
        found = NUMBERED.match(line)
        if not found:
            if line and self.blank:
                self.last = None
            self.blank = not line
            return True
        number, sign = found.groups()
        self.blank = False
        fits = self.last is None or number == _next(self.last)
        # A bracket has been printed as a point, and 007 as 7.
        fits = fits and not (number.isdigit() and (sign == ")" or number != str(int(number))))
        self.last = number if fits else None
        return fits


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)


def _escape_start(text: str, shown: list[str], numbers: _Numbers) -> None:
    """Escape what would be markup at the beginning of a line, in place."""
    fits = numbers.takes(text)
    if RULE.fullmatch(text) or LINE_START.match(text):
        shown[0] = "\\" + text[0]
    elif found := NUMBERED.match(text):
        if not fits:
            shown[found.start(2)] = "\\" + found[2]
        _escape_item(text, shown, found.end())


def _escape_item(text: str, shown: list[str], start: int) -> None:
    """Escape what would be a box to tick, or another block, at the beginning of an item."""
    rest = text[start:].lstrip()
    at = len(text) - len(rest)
    if RULE.fullmatch(rest) or LINE_START.match(rest) or BOX.match(rest):
        shown[at] = "\\" + text[at]
    elif found := NUMBERED.match(rest):
        shown[at + found.start(2)] = "\\" + found[2]


def _marked(letters: Sequence[_Letter], shown: Sequence[str]) -> Iterator[str]:
    """The characters to write with the marks of their styles around whole words."""
    if all(letter[1:] == PLAIN for letter in letters):
        yield from shown
        return
    at = 0
    for style, group in groupby(_by_words(letters), key=lambda letter: letter[1:]):
        size = sum(1 for _ in group)
        words = "".join(shown[at : at + size])
        at += size
        yield _in_style(words, *style)


def _in_style(words: str, bold: bool, italic: bool, link: str) -> str:
    mark = "*" * (2 * bold + italic)
    words = f"{mark}{words}{mark}"
    if link and words != link:
        return f"[{words}]({link})" if re.fullmatch(r"[^\s()<>]+", link) else words
    return words


def _by_words(letters: Sequence[_Letter]) -> list[_Letter]:
    """The characters with styles that begin and end with words, where Markdown can show them.

    A word is in the style of most of its letters; what stands between two words is in a style that
    both have if all of it has it too.
    """
    text = "".join(letter.text for letter in letters)
    parts = [letters[m.start() : m.end()] for m in WORD.finditer(text)]
    gaps_and_words = [(is_word, list(group)) for is_word, group in groupby(parts, _is_word)]
    styles = [_common(group) if is_word else None for is_word, group in gaps_and_words]
    styled = []
    for index, (_, group) in enumerate(gaps_and_words):
        style = styles[index] or _between(
            group, styles[index - 1 : index] + styles[index + 1 :][:1]
        )
        flat = [letter for part in group for letter in part]
        bold, italic, link = style
        styled += [letter._replace(bold=bold, italic=italic, link=link) for letter in flat]
    return styled


def _between(gap: Sequence[Sequence[_Letter]], words: Sequence["_Style | None"]) -> "_Style":
    """The style of a gap: that of the words on both sides, if it is that of all of the gap."""
    own = {(letter.bold, letter.italic, letter.link) for part in gap for letter in part}
    is_same = len(words) == 2 and words[0] == words[1] and own == {words[0]}
    return words[0] or PLAIN if is_same else PLAIN


_Style = tuple[bool, bool, str]

PLAIN: _Style = (False, False, "")


def _is_word(letters: Sequence[_Letter]) -> bool:
    return any(letter.text.isalnum() for letter in letters)


def _common(words: Sequence[Sequence[_Letter]]) -> _Style:
    """The style of most letters of a word; words never follow each other without a gap."""
    styles = [(letter.bold, letter.italic, letter.link) for word in words for letter in word]
    return Counter(styles).most_common(1)[0][0]
