"""Texts that were damaged when they were saved, or read in a wrong encoding and saved so."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ..basics.late import late
from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from .lines import LONGEST_LINE, split_lines

LOST = "\ufffd"
"""What a program writes for bytes that it cannot read."""

LOST_TWICE = "ï¿½"
"""The same, read as Windows-1252."""

MOST_SHOWN = 40
"""Characters of a damaged word that a message repeats."""

# How UTF-8 looks when it is read as Windows-1252 or 1250, in two old Mac or DOS encodings: pairs
# that are hardly ever meant.
LOW = "[\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
SUSPECT = late(
    f"Ã{LOW}|Â[\u0080-\u00bf]|â€|√[\u00a0-\u00ff\u0152-\u0178\u2013-\u2030\u2202-\u2265]|‚Ä"
    "|├[\u00a0-\u00ff\u0192│┐┤║╗╝╣░▒▓]|[ĂĹ][\u00a4-\u00b8\u015a-\u017e\u02c7-\u02dd]|Ĺ[\u201a-\u203a\u2122]"
)

CODECS = {
    "Ã": "cp1252", "Â": "cp1252", "â": "cp1252", "√": "mac_roman", "‚": "mac_roman", "├": "cp850",
    "Ă": "cp1250", "Ĺ": "cp1250",
}  # fmt: skip
"""What a text was read as, by the first letter of such a pair."""

FOREIGN = late(f"(?:[ÐÑ]{LOW}){{3}}")
"""Cyrillic letters read as Windows-1252."""

ONE_BYTE = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr"), "cp1251"), "el": "cp1253", "he": "cp1255",
}  # fmt: skip
"""What languages with letters of their own were written in before UTF-8."""

ACCENTED = late("[\u00c0-\u00ff]{4}")
"""No word has so many letters with accents: these are letters of another alphabet."""

# "AMANHÃ…": a capital word that ends so, and a sign.
NO_PAIR = late("[A-ZÀ-Þ]Ã[\u00a0\u00bb\u2013-\u203a]")


SWAPPED = "‰ˆŠŒŽ„†÷"
"""Letters of the patterns below: most texts have none of them."""


class Swap(NamedTuple):
    """An encoding of one byte a letter that was taken for another: what it makes within words."""

    sure: "re.Pattern[str]"
    letters: str
    taken_for: str
    right: str


SWAPS = (
    Swap(late(r"(?<=[^\W\d_])[‰ˆ](?=[^\W\d_])"), "‰ˆÂÈ¸ƒ÷≈", "mac_roman", "cp1252"),
    Swap(late(r"(?<=[^\W\d_])[ŠŒŽ](?=[a-zà-ÿ])"), "ŠšŒŽ€†", "cp1252", "mac_roman"),
    Swap(late(r"(?<=[^\W\d_])[„†](?=[^\W\d_])"), "„”†Ž™", "cp1252", "cp850"),
    Swap(late(r"(?<=[A-Za-z])÷(?=[a-z])"), "õ÷ÕÚ", "cp850", "cp1252"),
)


class Found(NamedTuple):
    """Something wrong on a line, both counted from 0, and how often there is such."""

    line: int
    column: int
    lines: int

    def more(self) -> str:
        """How many other lines there are, in words."""
        others = "one more line" if self.lines == 2 else f"{self.lines - 1} more lines"
        return f", here and on {others}" if self.lines > 1 else ""


def damaged(text: str, file: Location) -> Iterator[Problem]:
    """What is wrong with the letters of a file: at most one problem of a kind."""
    if text.isascii():
        yield from _questioned(text, file)
        return
    if LOST in text or LOST_TWICE in text:
        yield _lost(text, file)
    if is_misread(text):
        yield from _misread(text, file, repaired)
    elif language := LANGUAGE.search(text):
        codec = ONE_BYTE.get(language[1].lower(), "")
        if codec and ACCENTED.search(text):
            if codec == "cp1251" and inverted(_of_one_byte(text, codec)):
                codec = "koi8-r"
            yield from _misread(text, file, lambda line: _of_one_byte(line, codec))
    if any(letter in text for letter in SWAPPED):
        swap = next((swap for swap in SWAPS if swap.sure.search(text)), None)
        if swap is not None:
            yield from _misread(text, file, lambda line: _unswapped(line, swap))


def _unswapped(line: str, swap: Swap) -> str:
    """A line with the words that have wrong letters in the right encoding.

    >>> _unswapped("T‰m‰ – 5 ‰", SWAPS[0])
    'Tämä – 5 ‰'
    """
    words = re.compile(rf"(?=\S*[^\W\d_])\S*[{swap.letters}]\S*")

    def right(word: re.Match[str]) -> str:
        try:
            return word[0].encode(swap.taken_for).decode(swap.right)
        except UnicodeError:
            return word[0]

    return words.sub(right, line)


def is_misread(text: str) -> bool:
    """Whether there are pairs of characters that UTF-8 leaves in a wrong encoding."""
    # Letters are found sooner than patterns, and most texts have none of these.
    if any(letter in text for letter in CODECS) and SUSPECT.search(text):
        return True
    return ("Ð" in text or "Ñ" in text) and FOREIGN.search(text) is not None


def _found(lines: list[str], pattern: re.Pattern[str], sign: str = "") -> Found | None:
    """The first place of a pattern, and the number of lines that have it; it has a sign in it."""
    own = ((n, line) for n, line in enumerate(lines) if sign in line)
    places = [(n, match.start()) for n, line in own if (match := pattern.search(line))]
    return Found(*places[0], len(places)) if places else None


def _lost(text: str, file: Location) -> Problem:
    lines = split_lines(text)
    found = _found(lines, re.compile(f"{LOST}|{LOST_TWICE}"))
    assert found is not None
    word = shown_word(lines[found.line], found.column)
    sign = LOST if lines[found.line].startswith(LOST, found.column) else LOST_TWICE
    message = f"'{word}' was damaged when it was saved: {sign} stands for a lost letter"
    hint = f"type the letters in place of {sign}, or save the original again as UTF-8"
    at = file.at(found.line + 1, found.column + 1)
    return Problem("damaged-text", message + found.more(), at, hint)


def shown_word(line: str, column: int) -> str:
    """The word in a column, or a part of it."""
    start = max(line.rfind(" ", 0, column) + 1, column - MOST_SHOWN // 2)
    end = line.find(" ", column)
    return line[start : end if end >= 0 else None][:MOST_SHOWN].strip("\"'")


def _misread(text: str, file: Location, repair: Callable[[str], str]) -> Iterator[Problem]:
    """Text that was read in another encoding: Ã¤ for ä."""
    lines = split_lines(text)
    wrong = [(n, right) for n, line in enumerate(lines) if (right := repair(line)) != line]
    if wrong:
        number, right = wrong[0]
        line = lines[number]
        pairs = zip(line, right, strict=False)
        column = next((i for i, (old, new) in enumerate(pairs) if old != new), len(right))
        found = Found(number, column, len(wrong))
        message = f"'{shown_word(line, column)}' was read in a wrong encoding and saved so"
        hint = "save the original again as UTF-8"
        hint += f", or write: {right.strip()}" if len(right) <= LONGEST_LINE else ""
        at = file.at(number + 1, column + 1)
        yield Problem("damaged-text", message + found.more(), at, hint, Severity.WARNING)


def repaired(line: str) -> str:
    """A line in which UTF-8 that was read in another encoding is read anew.

    >>> repaired("TÃ¤mÃ¤ on hyvÃ¤")
    'Tämä on hyvä'
    """
    for _ in range(MOST_TIMES):
        before, line = line, _repaired_once(line)
        if line == before:
            break
    return line


MOST_TIMES = 3
"""How often a text is read in a wrong encoding and saved again, at most."""


def _of_one_byte(line: str, codec: str) -> str:
    """A line whose letters of another alphabet were read as Windows-1252, in that alphabet."""
    # \u00d7 and \u00f7 are signs here and letters there; alone they may be meant.
    words = re.compile(
        r"[\w\u0080-\u00ff]*[\u00c0-\u00ff]{4}[\w\u0080-\u00ff]*"
        r"|(?<![\w\u00d7\u00f7])(?![\u00d7\u00f7](?!\w))[\u00c0-\u00ff]{1,3}(?![\w\u00d7\u00f7])"
    )
    return words.sub(lambda word: _read_as(word[0], codec), line) if ACCENTED.search(line) else line


def inverted(text: str) -> bool:
    """Whether Cyrillic words have capitals behind small letters: KOI8-R read as Windows-1251.

    >>> inverted("лПМПДБ"), inverted("Колода")
    (True, False)
    """
    wrong = len(re.findall("[а-я][А-Я]", text))
    return wrong > len(re.findall("[А-Яа-я][а-я]", text))


def _read_as(text: str, codec: str) -> str:
    try:
        return text.encode("cp1252").decode(codec)
    except UnicodeError:
        return text


def _repaired_once(line: str) -> str:
    sure, foreign = SUSPECT.search(line), FOREIGN.search(line)
    if not (sure or foreign) or (NO_PAIR.search(line) and len(SUSPECT.findall(line)) == 1):
        return line
    pattern, bytes_of = _encoding(CODECS[sure[0][0]] if sure else "cp1252")
    new = pattern.sub(lambda match: _decoded(match[0], bytes_of), line)
    return re.sub("â€\u009d?", "”", new)  # the last byte of this quote is no character there


def _decoded(text: str, bytes_of: dict[str, int]) -> str:
    try:
        return bytes(bytes_of[char] for char in text).decode("utf-8")
    except UnicodeDecodeError:
        return text


@lru_cache(maxsize=8)
def _encoding(codec: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """How letters of UTF-8 look in an encoding: a pattern, and the byte of each character."""
    bytes_of = {_character(byte, codec): byte for byte in range(0x80, 0x100)}

    def those(first: int, last: int) -> str:
        return "".join(re.escape(char) for char, byte in bytes_of.items() if first <= byte <= last)

    more = f"[{those(0x80, 0xBF)}]"
    two, three = f"[{those(0xC2, 0xDF)}]{more}", f"[{those(0xE1, 0xEF)}]{more}{{2}}"
    return re.compile(f"[{those(0xF0, 0xF4)}]{more}{{3}}|{three}|{two}"), bytes_of


def _character(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)  # what Windows-1252 leaves undefined stays a control character


MARKED = ("fi", "sv", "de", "fr", "es", "da", "no", "nb", "et", "pl", "cs", "pt", "hu")
"""Languages that can hardly be written without letters beyond ASCII."""

# A question mark inside a word; addresses have them, too.
QUESTIONED = late(r"(?<![\w/?&=.:-])\w*[a-z]\?[a-z]\w*+(?![\w/?&=:])")

LANGUAGE = late(r"^language:\s*[\"']?(\w+)", re.MULTILINE)


def _questioned(text: str, file: Location) -> Iterator[Problem]:
    """Question marks within words, in a file without any letter beyond ASCII: Tyhj?n."""
    language = LANGUAGE.search(text)
    if language and language[1].lower() not in MARKED:
        return
    lines = split_lines(text)
    if found := _found(lines, QUESTIONED, "?"):
        line = lines[found.line]
        column = line.index("?", found.column)
        message = f"'{shown_word(line, column)}' seems to have lost a letter when it was saved"
        hint = "type the letters in place of '?', or save the original again as UTF-8"
        at = file.at(found.line + 1, column + 1)
        yield Problem("damaged-text", message + found.more(), at, hint, Severity.WARNING)
