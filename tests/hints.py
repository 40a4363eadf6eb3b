"""Follows a hint to the letter: does to the files what it says, and nothing else.

Only what stands in the problem is used: its place, its message and its hint.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

Problem = dict[str, Any]
"""A problem as `korttipakka check --format json` prints it."""

Step = Callable[[Problem, re.Match[str]], None]

STEPS: list[tuple[re.Pattern[str], Step]] = []

ODD = "\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"


def follow(problem: Problem) -> None:
    """Do what a problem's hint says. Fails when the hint says nothing that can be done."""
    for pattern, step in STEPS:
        if match := pattern.search(problem["hint"]):
            step(problem, match)
            return
    raise AssertionError(f"no one can follow: {problem['hint']!r}")


def can_follow(problem: Problem) -> bool:
    """Whether a hint says in full what to do."""
    return any(pattern.search(problem["hint"]) for pattern, _ in STEPS)


def says(pattern: str) -> Callable[[Step], Step]:
    """What a hint says that a step follows."""

    def note(step: Step) -> Step:
        STEPS.append((re.compile(pattern, re.DOTALL), step))
        return step

    return note


def lines_of(problem: Problem) -> list[str]:
    """The lines of the file that a problem is in."""
    return Path(problem["path"]).read_bytes().decode("utf-8-sig").splitlines()


def write(problem: Problem, lines: list[str]) -> None:
    """Save the file that a problem is in."""
    Path(problem["path"]).write_text("\n".join(lines) + "\n", encoding="utf-8")


@says(r"^keep only lines (\d+) to (\d+), and delete what stands above and below them$")
def keep_only(problem: Problem, match: re.Match[str]) -> None:
    """All other lines are deleted."""
    write(problem, lines_of(problem)[int(match[1]) - 1 : int(match[2])])


@says(r"^use spaces: write (\d) in place of each tab that lines (\d+) to (\d+) begin with$")
def spaces_for_tabs(problem: Problem, match: re.Match[str]) -> None:
    """The tabs that lines begin with become so many spaces."""
    lines = lines_of(problem)
    for number in range(int(match[2]) - 1, int(match[3])):
        rest = lines[number].lstrip("\t ")
        lead = lines[number][: len(lines[number]) - len(rest)]
        lines[number] = lead.replace("\t", " " * int(match[1])) + rest
    write(problem, lines)


@says(r"write lines (\d+) to (\d+) so:\n(.*)")
def lines_anew(problem: Problem, match: re.Match[str]) -> None:
    """Lines are written in place of those with the numbers."""
    lines, (first, last) = lines_of(problem), (int(match[1]), int(match[2]))
    write(problem, [*lines[: first - 1], *match[3].split("\n"), *lines[last:]])


@says(r"write into deck\.yaml[^\n]*:\n(.*)")
def into_the_deck(problem: Problem, match: re.Match[str]) -> None:
    """Lines are added to the deck's file."""
    path = Path(problem["path"])
    deck = path if "title:" in path.read_text(encoding="utf-8") else path.with_name("deck.yaml")
    deck.write_text(deck.read_text(encoding="utf-8") + match[1] + "\n", encoding="utf-8")


@says(r"add it under 'categories:' in deck\.yaml:\n(.*)")
def under_categories(problem: Problem, match: re.Match[str]) -> None:
    """A line is put below that of the categories."""
    lines = lines_of(problem)
    at = next(i for i, line in enumerate(lines) if line.startswith("categories:"))
    write(problem, [*lines[: at + 1], match[1], *lines[at + 1 :]])


@says(r"(?:^|[;,] (?:or )?)write(?: line (\d+))?:\n(.*)")
def line_anew(problem: Problem, match: re.Match[str]) -> None:
    """The line is written as it stands in the hint, indentation and all."""
    lines, number = lines_of(problem), int(match[1] or problem["line"])
    write(problem, [*lines[: number - 1], *match[2].split("\n"), *lines[number:]])


@says(r"(?:^|[;,] (?:or )?)write(?: line (\d+))?: ([^\n]*)$")
def line_in_place(problem: Problem, match: re.Match[str]) -> None:
    """The line is written anew from where it began."""
    lines, number = lines_of(problem), int(match[1] or problem["line"])
    old = lines[number - 1]
    lines[number - 1] = old[: len(old) - len(old.lstrip(" "))] + match[2]
    write(problem, lines)


@says(r"did you mean '(.*)'\?")
def meant(problem: Problem, match: re.Match[str]) -> None:
    """The word that the message quotes is written otherwise."""
    _replace_quoted(problem, match[1])


def _replace_quoted(problem: Problem, new: str) -> None:
    lines, number = lines_of(problem), problem["line"] - 1
    start = problem["column"] - 1
    words = re.findall(r"'(.*?)'(?!\w)", problem["message"])
    word = next(word for word in words if word in lines[number][start:])
    lines[number] = lines[number][:start] + lines[number][start:].replace(word, new, 1)
    write(problem, lines)


@says(r'^write ("#\w+"), with the quotes')
def in_quotes(problem: Problem, match: re.Match[str]) -> None:
    """The value is written with its quotes."""
    lines, number = lines_of(problem), problem["line"] - 1
    start = problem["column"] - 1
    end = re.compile(r"\s*[,}]|$" if "{" in lines[number][:start] else "$")
    stop = end.search(lines[number], start)
    assert stop is not None
    lines[number] = lines[number][:start] + match[1] + lines[number][stop.start() :]
    write(problem, lines)


@says(r"^write (.) in its place|^write a (space) in its place")
def in_its_place(problem: Problem, match: re.Match[str]) -> None:
    """A character that the message names by its number is written otherwise, everywhere."""
    number = re.search(r"U\+([0-9A-F]+)", problem["message"])
    assert number is not None
    path = Path(problem["path"])
    text = path.read_text(encoding="utf-8").replace(chr(int(number[1], 16)), match[1] or " ")
    path.write_text(text, encoding="utf-8")


@says(r"^delete it; it may be invisible")
def delete_character(problem: Problem, match: re.Match[str]) -> None:
    """A character that the message names by its number is taken out; or its escape is."""
    number = re.search(r"U\+([0-9A-F]+)", problem["message"])
    assert number is not None
    code = int(number[1], 16)
    path = Path(problem["path"])
    text = path.read_bytes().decode("utf-8").replace(chr(code), "")
    for escape in (f"\\x{code:02x}", "\\0" if code == 0 else "\\a"):
        text = text.replace(escape, "")
    path.write_bytes(text.encode())


@says(r"^delete the line '(.*)'|^remove the line '(.*)'")
def delete_line(problem: Problem, match: re.Match[str]) -> None:
    """The line is taken out."""
    lines = lines_of(problem)
    assert lines[problem["line"] - 1].strip() == (match[1] or match[2])
    del lines[problem["line"] - 1]
    write(problem, lines)


@says(r"^begin (?:the line|lines ([\d, ]+)) with ordinary spaces alone")
def ordinary_spaces(problem: Problem, match: re.Match[str]) -> None:
    """What looks like a space becomes one, and what is nothing goes."""
    lines = lines_of(problem)
    for number in map(int, (match[1] or str(problem["line"])).split(",")):
        line = lines[number - 1]
        lead = re.match(f"[ {ODD}]*", line)
        assert lead is not None
        spaces = re.sub("[\u200b-\u200d\u2060\ufeff]", "", lead[0])
        wide = re.sub("[\u2003\u3000]", "  ", spaces)  # an em is as wide as two spaces
        lines[number - 1] = " " * len(wide) + line[lead.end() :]
    write(problem, lines)


@says(r"^begin lines (\d+) to (\d+) with (\d+) spaces each")
def indent(problem: Problem, match: re.Match[str]) -> None:
    """Lines are indented alike."""
    first, last, spaces = map(int, match.groups())
    lines = lines_of(problem)
    for number in range(first, last + 1):
        text = lines[number - 1].strip()
        lines[number - 1] = " " * spaces + text if text else ""
    write(problem, lines)


@says(r"^keep one version, and delete the other and the lines")
def one_version(problem: Problem, match: re.Match[str]) -> None:
    """The second version goes, and the lines that git put around both."""
    kept: list[str] = []
    second = False
    for line in lines_of(problem):
        if line[:7] in problem["hint"] and line[:7] in ("<" * 7, "|" * 7, "=" * 7, ">" * 7):
            second = line[0] in "|="
        elif not second:
            kept.append(line)
    write(problem, kept)


@says(r"^keep one of the two")
def one_of_two(problem: Problem, match: re.Match[str]) -> None:
    """The second goes."""
    lines = lines_of(problem)
    del lines[problem["line"] - 1]
    write(problem, lines)


@says(r"^give one of them another id")
def another_id(problem: Problem, match: re.Match[str]) -> None:
    """The id gets another letter."""
    lines, number = lines_of(problem), problem["line"] - 1
    start = problem["column"] - 1
    lines[number] = f"{lines[number][:start]}{problem['line']}{lines[number][start:]}"
    write(problem, lines)


@says(r"^rename (?:it|'(.*)') to ([\w.-]+)")
def rename(problem: Problem, match: re.Match[str]) -> None:
    """The file gets another name."""
    path = Path(problem["path"])
    path = path / match[1] if match[1] and path.is_dir() else path
    path.rename(path.with_name(match[2]))


@says(r"^move (?:it|one of the two files) out of the folder")
def move_out(problem: Problem, match: re.Match[str]) -> None:
    """The file goes into the folder above."""
    path = Path(problem["path"])
    shutil.move(path, path.parent.parent / f"moved-{path.name}")


@says(r"^type the letters in place of")
def letters_anew(problem: Problem, match: re.Match[str]) -> None:
    """Whoever knows the text types what is lost: here, each time, ä; but ? ends a question."""
    path = Path(problem["path"])
    text = path.read_text(encoding="utf-8").replace("\ufffd", "ä").replace("ï¿½", "ä")
    path.write_text(re.sub(r"(?<=[a-z])\?(?=[a-z])", "ä", text), encoding="utf-8")


CODECS = {
    "KOI8-R": "koi8-r", "Mac OS Roman": "mac_roman", "CP 850": "cp850",
    **{f"Windows-{number}": f"cp{number}" for number in range(1250, 1258)},
}  # fmt: skip


@says(r"^(?:open it as (?P<name>[^,]*), and )?save the file as UTF-8")
def as_utf8(problem: Problem, match: re.Match[str]) -> None:
    """An editor that reads the file, in the encoding that is named, saves it again."""
    path = Path(problem["path"])
    name = (match["name"] or "Windows-1252").split(" (")[0]
    codec = "utf-16-le" if "UTF-16" in problem["message"] else CODECS[name]
    path.write_bytes(path.read_bytes().decode(codec).encode())


@says(
    r"^put the file into the deck's folder, and name it from there: (\S.*)$|"
    r"^save the picture into the deck's folder, and name it from there: (\S.*)$"
)
def put_inside(problem: Problem, match: re.Match[str]) -> None:
    """A picture comes into the folder, and is named by its name alone."""
    name = match[1] or match[2]
    picture(Path(problem["path"]).with_name(name))
    _replace_quoted(problem, name)


@says(r"^put '(.*)' into the deck's folder")
def put_file(problem: Problem, match: re.Match[str]) -> None:
    """A picture comes into the folder."""
    path = Path(problem["path"]).parent / match[1]
    path.parent.mkdir(exist_ok=True)
    picture(path)


def picture(path: Path) -> None:
    """Save a picture of the kind that its name says, or of any kind."""
    if path.suffix == ".svg":
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
        path.write_text(drawing, encoding="utf-8")
    else:
        Image.new("1", (1200, 1200)).save(path, "PNG")


@says(r"^add '(title|name): …'")
def add_key(problem: Problem, match: re.Match[str]) -> None:
    """A key is added before the others of its place."""
    lines, number, column = lines_of(problem), problem["line"] - 1, problem["column"] - 1
    line = lines[number]
    if line[column] == "{":
        lines[number] = f"{line[: column + 1]}{match[1]}: Added, {line[column + 1 :]}"
    else:
        added = f"{line[:column]}{match[1]}: Added"
        lines[number : number + 1] = [added, " " * column + line[column:]]
    write(problem, lines)
