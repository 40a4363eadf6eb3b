"""YAML text -> a tree of located nodes, in which every scalar is the text as it was typed.

YAML would make false, 750 and 511 of a card titled `No`, `12:30` or `0777`; here only the schema of
a deck or a layout converts. The events of the C parser are read one by one, so that problems can be
collected and a hostile file is left at the first sign of it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar, cast
from unicodedata import is_normalized, normalize

from ..basics.late import late
from ..basics.problems import KorttipakkaError, Location, Problem, Related, Severity, error
from ..basics.records import NamedTuple
from .damage import damaged, is_misread
from .limits import CONTROL, MAX_BYTES, MAX_PROBLEMS, MAX_SHOWN
from .lines import Lines, entry_at, searchable, split_lines
from .nodes import Mapping, Node, Places, Scalar, Sequence
from .remarks import Noted, Remark, comment_lines, remarks
from .whole import bounded, check_lines, marked_codec
from .yaml_library import yaml

if TYPE_CHECKING:
    from .slips.causes import Cause

__all__ = ["Mapping", "Node", "Places", "Scalar", "Sequence", "parse_yaml", "read_text"]

MAX_WEIGHT = 1_000_000
"""Nodes of a tree, aliases expanded; a long text weighs one more for every 100 characters."""

MAX_DEPTH = 50
"""Nesting, aliases expanded: consumers may recurse without care."""

MAX_KEY = 100_000
"""Characters of a key: what may be meant by one is looked for in its whole length."""

BLOCKS = ("|", ">")
"""Styles of texts that stand on lines below their key."""

ESCAPED_NEWLINE = late(r"\\(n|x0[aA]|u000[aA]|U0000000[aA])")

CODE_BEFORE_MARK = late(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[abefnrtvNLP_])(?=[\u0300-\u036f])"
)
"""A code of double quotes in front of a combining mark: only those of this block make one with a
letter of ASCII."""

DRIVE = late(r"(?<!\w)(?:[A-Za-z]:\\[abefrtv0](?=\w)|[C-HX-Z]:\\n(?=[a-zäöå]))")
"""A path of Windows in which a backslash and a letter are a code of YAML: `Q:\\nWho?` is none."""

BLANK_LINES = late(r"\n(?:[ \t\r]*\n)+")

C1 = late(r"[\x80-\x9f]")
"""Control characters that texts get by being read in a wrong encoding."""

BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""Line ends of word processors and of mainframes."""


Placeable = TypeVar("Placeable", bound=Node)


def read_text(at: Location) -> str:
    """The text of a UTF-8 file, or of one in UTF-16 or UTF-32 that has a byte order mark.

    Raises KorttipakkaError, located `at` the file: no such file, not a file, not readable, larger
    than MAX_BYTES, of too many lines, in another encoding.
    """
    data = bounded(at, MAX_BYTES, SHARE_OUT)
    check_lines(data, at, SHARE_OUT)
    return _decode(data, at)


def _decode(data: bytes, file: Location) -> str:
    codec = marked_codec(data)
    if not codec and _is_utf16(data):
        raise error("not-utf8", "the file is UTF-16, not UTF-8", file.at(1, 1), SAVE_AS_UTF8)
    codec = codec or "utf-8"
    body = data.removeprefix("\ufeff".encode(codec))
    try:
        text = body.decode(codec)
        return text if is_normalized("NFC", text) else _composed(text)
    except UnicodeDecodeError as cause:
        before = body[: cause.start].decode(codec)
        line = before.rpartition("\n")[2]
        at = file.at(before.count("\n") + 1, len(line) + 1)
        if codec != "utf-8":
            message = f"the file begins as {codec[:6].upper()}, and no letter of it stands here"
            raise error("not-utf8", message, at, SAVE_AS_UTF8) from None
        raise _other_encoding(body, cause.start, at) from None


def _composed(text: str) -> str:
    r"""A text in NFC: macOS may write ä as a and two dots, and keys are compared.

    The letters of codes stay: in `\n` before a mark, the n is none that the mark would be on.
    """
    parts, start = [], 0
    for code in CODE_BEFORE_MARK.finditer(text) if "\\" in text else ():
        parts.append(normalize("NFC", text[start : code.end()]))
        start = code.end()
    return "".join([*parts, normalize("NFC", text[start:])])


def _other_encoding(body: bytes, start: int, at: Location) -> KorttipakkaError:
    """What is said of a byte that is none of UTF-8, and how the file is saved anew."""
    from .encodings import likely_encoding

    codec, name = likely_encoding(body)
    letter = body[start : start + 1].decode(codec, "ignore")
    meant = f", which is {letter} in {name}" if letter.isprintable() and letter else ""
    message = f"the file is not UTF-8: byte 0x{body[start]:02X} stands here{meant}"
    hint = SAVE_AS_UTF8
    if codec != "cp1252":
        hint = f"open it as {name}, and {SAVE_AS_UTF8}"
    return error("not-utf8", message, at, hint)


SHARE_OUT = "share its cards out to several files in a folder with deck.yaml"

SAVE_AS_UTF8 = "save the file as UTF-8 (in the editor: Save as, Encoding)"


def _is_utf16(data: bytes) -> bool:
    """Whether there is a NUL in just one of the first two bytes, as in UTF-16 without a mark."""
    return len(data) >= 2 and (data[0] == 0) != (data[1] == 0)


class Tree(NamedTuple):
    """What a YAML text says, what is wrong with it, and what is odd about some of its texts.

    The root is None when the text is empty or breaks off the parser; otherwise it is worth reading
    on, even if there are problems. Where there are anchors, one place may stand for others. Its
    weight is counted as MAX_WEIGHT is.
    """

    root: Node | None
    problems: list[Problem]
    remarks: tuple[Remark, ...] = ()
    has_anchors: bool = False
    weight: int = 0


def parse_yaml(text: str, file: Location) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text and all problems found, located in `file`; see `read_tree`."""
    return read_tree(text, file)[:2]


def read_tree(text: str, file: Location) -> Tree:
    """The tree of a YAML text, problems and remarks located in `file`."""
    text = text.removeprefix("\ufeff")
    if controls := list(_controls(text, file)):
        return Tree(None, controls)
    builder = _Builder(file)
    try:
        builder.read(text)
    except yaml.YAMLError as cause:
        from .slips.parser_errors import explain

        return Tree(None, [*builder.problems, *explain(cause, text, file)])
    except KorttipakkaError as cause:
        return Tree(None, [*builder.problems, *cause.problems])
    told = remarks(builder.noted, builder.unused.values(), builder.searched, file)
    some = tuple(islice(told, MAX_PROBLEMS))
    return Tree(builder.root, builder.problems, some, bool(builder.anchors), builder.weight)


def _controls(text: str, file: Location) -> Iterator[Problem]:
    """One problem for each control character, however often it stands there."""
    if text.replace("\n", "").isprintable():
        return  # as most texts are, and then no pattern must be compiled
    if C1.search(text) and is_misread(text):
        yield from (problem._replace(severity=Severity.ERROR) for problem in damaged(text, file))
        return
    count = Counter(CONTROL.findall(text))
    for character, times in count.items():
        start = text.index(character)
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        yield control_problem(character, file.at(line, column), times)


def control_problem(character: str, at: Location, times: int = 1) -> Problem:
    """The problem of a character that cannot be printed, here or in so many places."""
    number = ord(character)
    message = f"the character U+{number:04X} cannot be printed"
    if times > 1:
        message += f", here and in {times - 1:,} more places"
    hint = "delete it; it may be invisible"
    if character in BREAKS:
        hint = "write a space in its place"
    elif 0x80 <= number <= 0x9F and (meant := bytes([number]).decode("cp1252", "ignore")):
        hint = f"write {meant} in its place: it was that in Windows-1252"
    return Problem("control-character", message, at, hint)


def _unindented(lines: list[str]) -> str:
    """Lines without the spaces that the first of them begins with, and without blank ends.

    Blanks at the end of a line stay: two of them are a line break.
    """
    first = next((line for line in lines if line.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    kept = [line[indent:].rstrip("\r") if line.strip() else "" for line in lines]
    return "\n".join(kept).strip("\n")


def parser() -> Any:
    """The C parser, or the pure one, some ten times slower, where PyYAML was built without."""
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Open:
    """A sequence or mapping that is being read."""

    __slots__ = ("anchor", "height", "is_blamed", "key", "node", "weight_before")

    def __init__(self, node: Sequence | Mapping, anchor: str | None, weight_before: int) -> None:
        self.node = node
        self.anchor = anchor
        self.weight_before = weight_before
        self.key: Node | None = None
        self.height = 1
        self.is_blamed = False


class _Anchored(NamedTuple):
    """A finished node with a name, and what an alias of it adds to the tree."""

    node: Node
    weight: int
    height: int


class _Builder:
    """Builds the tree from parser events; raises KorttipakkaError where it is no use to go on."""

    def __init__(self, file: Location) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored | None] = {}
        self.weight = 0
        self.documents = 0
        self.text = ""
        self.lines: list[str] = []
        self.searched: Lines = []
        self.comments: frozenset[int] = frozenset()
        self.noted: list[Noted] = []
        self.unused: dict[str, Noted] = {}

    def read(self, text: str) -> None:
        """Take in all events of a text."""
        self.text = text
        self.lines = split_lines(text)
        self.searched = searchable(self.lines)
        self.comments = comment_lines(self.lines) if "#" in text else frozenset()
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self.scalar,
            yaml.SequenceStartEvent: lambda event: self.open(Sequence(), event),
            yaml.MappingStartEvent: lambda event: self.open(Mapping(), event),
            yaml.SequenceEndEvent: self.close,
            yaml.MappingEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        # Faster than yaml.parse, which asks twice for each event.
        for event in iter(parser()(text).get_event, None):
            handler = handlers.get(type(event))
            if handler:
                handler(event)

    def document(self, event: Any) -> None:
        """A second document would be dropped in silence by other readers."""
        self.documents += 1
        if self.documents > 1:
            from .slips.several import second_document

            at = self.location(event)
            raise KorttipakkaError([second_document(self.searched, at.line - 1, at)])

    def scalar(self, event: Any) -> None:
        """A text; only double quotes can hide a control character behind an escape."""
        value, style = event.value, event.style
        if style == ">":
            value = self.typed(event)
        elif "\n" in value and style != "|":
            value = self.paragraphs(event)
        node = self.place(Scalar(value), event)
        node.style = style or ""
        if self.is_notable(event):
            self.noted.append(Noted(node, event))
        if style == '"':
            self.decoded(node, event)
        if event.tag:
            self.tagged(event)
        weight = 1 + len(node) // 100
        self.grow(weight, event)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(node, weight, 0)
            self.unused[event.anchor] = Noted(node, event)
        self.attach(node)

    def decoded(self, node: Scalar, event: Any) -> None:
        """Report what the codes of double quotes hide: parts of paths, and control characters."""
        number = event.start_mark.line
        line = self.searched[number]
        if "\\" in line and DRIVE.search(line, event.start_mark.column):
            from .slips.misread import path_of_codes

            if cause := path_of_codes(self.searched, number):
                problem = cause.problem("eaten-backslash", self.searched, self.file)
                self.report(problem._replace(severity=Severity.WARNING))
                return
        if not node.isprintable() and (match := CONTROL.search(node)):
            self.report(control_problem(match[0], node.at))

    def is_notable(self, event: Any) -> bool:
        """Whether a text goes on over lines, or has a comment beside, above or below it."""
        start, last = event.start_mark, event.end_mark.line
        if event.style in BLOCKS:
            return start.line in self.comments
        if last in self.comments or last + 1 in self.comments or last != start.line:
            return True
        if start.line >= len(self.lines):
            return False  # nothing was typed: the parser says so at the end of the text
        return start.line - 1 in self.comments and self.lines[start.line][: start.column].isspace()

    def typed(self, event: Any) -> str:
        """The lines of a folded block (`>`) as typed, without their indentation.

        YAML folds a list into one line and a blank line into a single break; Markdown needs both
        as they are, and folds the lines of a paragraph by itself.
        """
        end = event.end_mark
        lines = self.lines[event.start_mark.line + 1 : end.line + (1 if end.column else 0)]
        text, value = _unindented(lines), str(event.value)
        # `>2` or a lone carriage return may lead astray: the words must be the parser's.
        same = text.replace("\n", " ") == value.rstrip("\n") or text.split() == value.split()
        return text if same else value

    def paragraphs(self, event: Any) -> str:
        """A text over several lines with its blank lines as they are.

        To YAML one of them is a newline, to Markdown a paragraph needs two. A newline that is
        written as an escape stays one.
        """
        typed = self.text[event.start_mark.index : event.end_mark.index]
        value = str(event.value)
        if event.style != '"' or not ESCAPED_NEWLINE.search(typed):
            return value.replace("\n", "\n\n")
        if "\n" not in typed:
            return value
        doubled = BLANK_LINES.sub(lambda found: found[0] + "\n" * (found[0].count("\n") - 1), typed)
        return str(yaml.load(doubled, parser()))

    def open(self, node: Sequence | Mapping, event: Any) -> None:
        """A sequence or mapping begins."""
        self.place(node, event)
        if event.tag:
            self.tagged(event)
        if event.anchor:
            self.anchors[event.anchor] = None  # an alias inside would be a circle
        self.stack.append(_Open(node, event.anchor, self.weight))
        self.grow(1, event)
        self.check_depth(len(self.stack), event)

    def close(self, event: Any) -> None:
        """A sequence or mapping ends."""
        done = self.stack.pop()
        if done.anchor:
            weight = self.weight - done.weight_before
            self.anchors[done.anchor] = _Anchored(done.node, weight, done.height)
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, done.height + 1)
        self.attach(done.node)

    def alias(self, event: Any) -> None:
        """The node of an anchor once more: shared, but counted as if written out."""
        name = event.anchor
        self.unused.pop(name, None)
        found = self.anchors.get(name)
        if found is None:
            self.attach(self.unknown(name, event))
            return
        self.grow(found.weight, event)
        self.check_depth(len(self.stack) + found.height, event)
        if self.stack:
            self.stack[-1].height = max(self.stack[-1].height, found.height + 1)
        node = found.node
        self.attach(self.copied(node, event) if type(node) is Scalar else node)

    def copied(self, node: Scalar, event: Any) -> Scalar:
        """A text once more, where its alias stands."""
        copy = self.place(Scalar(node), event)
        copy.style = node.style
        return copy

    def unknown(self, name: str, event: Any) -> Scalar:
        """A stand-in for an alias of nothing, which most often is Markdown without quotes."""
        node = self.place(Scalar(f"*{name}"), event)
        node.style = ""
        if name in self.anchors:
            hint = f"write out what '*{name}' should stand for"
            message = f"'*{name}' lies inside itself"
            self.report(Problem("circular-alias", message, node.at, hint))
        else:
            message = f"'*{name}' refers to an anchor '&{name}', and there is none"
            from .slips.misread import unquoted

            hint = "put a text that begins with * in quotes"
            hint = unquoted(self.searched, node.line - 1) or hint
            self.report(Problem("unknown-anchor", message, node.at, hint))
        return node

    def attach(self, node: Node) -> None:
        """Put a finished node into the innermost open one."""
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if type(top.node) is Sequence:
            top.node.append(node)
        elif top.key is None:
            top.key = node
        else:
            self.put(cast(Mapping, top.node), top.key, node)
            top.key = None

    def put(self, mapping: Mapping, key: Node, node: Node) -> None:
        """A value under its key, unless there is something wrong with the key."""
        if type(key) is not Scalar or not key or len(key) > MAX_KEY:
            self.report(Problem("bad-key", "a key must be a word", key.at, "begin with 'key: '"))
        elif key == "<<":
            hint = "write the values out; an alias can stand for a single value"
            self.report(Problem("merge-key", "merge keys ('<<') are not read", key.at, hint))
        elif key in mapping:
            self.twice(mapping, key)
        else:
            mapping[key] = node

    def twice(self, mapping: Mapping, key: Scalar) -> None:
        """A key that stands twice in one place."""
        top = self.stack[-1]
        if top.is_blamed or self.lacks_dashes(mapping, key):
            return  # it belongs to the card whose dash is missing, which is told already
        from .slips.causes import causes_of

        if cause := next(causes_of(self.searched, key.line - 1), None):
            self.report(cause.problem("duplicate-key", self.searched, self.file))
            return
        if cause := self.missing_dash(mapping, key):
            problem = cause.problem("duplicate-key", self.searched, self.file)
        else:
            problem = self.given_twice(mapping, key)
        first = Related(mapping.key_at(key), "the first one")
        self.report(problem._replace(related=(first,)))

    def given_twice(self, mapping: Mapping, key: Scalar) -> Problem:
        """What is said of a second value of a key: both of a text can be kept as one."""
        from .slips.misread import given_twice, lists_of_cards

        if key == "cards" and next(reversed(mapping)) == key:
            lines = mapping.key_at(key).line - 1, key.line - 1
            if cause := lists_of_cards(self.searched, *lines):
                return cause.problem("duplicate-key", self.searched, self.file)
        if key in ("text", "notes"):
            lines = mapping.key_at(key).line - 1, key.line - 1
            if cause := given_twice(self.searched, *lines):
                return cause.problem("duplicate-key", self.searched, self.file)
        message = f"the key '{key[:MAX_SHOWN]}' is given twice"
        hint = "keep one of the two, or give one of them another name"
        return Problem("duplicate-key", message, key.at, hint)

    def lacks_dashes(self, mapping: Mapping, key: Scalar) -> bool:
        """Whether the keys of several cards stand below `cards:` without any dash."""
        top = self.stack[-1]
        is_of_cards = len(self.stack) == 2 and self.stack[0].key == "cards"
        top.is_blamed = is_of_cards and key == next(iter(mapping))
        return top.is_blamed

    def missing_dash(self, mapping: Mapping, key: Scalar) -> "Cause | None":
        """Whether a new item of a list begins with a key, since others begin with the same."""
        holder = self.stack[-2].node if len(self.stack) > 1 else None
        entry = entry_at(self.searched, key.line - 1)
        if type(holder) is not Sequence or entry is None or "-" in entry.lead:
            return None
        if key != next(iter(mapping)) or holder.column > entry.column:
            return None
        from .slips.mends import new_item

        self.stack[-1].is_blamed = True
        return new_item(self.searched, entry, holder.column - 1)

    def tagged(self, event: Any) -> None:
        """Tags choose types, and here the schema does."""
        from .slips.misread import tag_at

        at = self.location(event)
        if cause := tag_at(self.searched, at.line - 1):
            self.report(cause.problem("yaml-tag", self.searched, self.file))
            return
        hint = "put a text that begins with ! in quotes"
        message = f"YAML tags ('{event.tag[:MAX_SHOWN]}') are not read"
        self.report(Problem("yaml-tag", message, at, hint))

    def report(self, problem: Problem) -> None:
        """Keep a problem, and read on unless there are too many."""
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise error("too-many-problems", "the rest of this file is not read", problem.at)

    def grow(self, weight: int, event: Any) -> None:
        """Count nodes, so that a few lines of aliases cannot become billions."""
        self.weight += weight
        if self.weight > MAX_WEIGHT:
            message = "there are too many values in this file"
            raise error("too-large", message, self.location(event), SHARE_OUT)

    def check_depth(self, depth: int, event: Any) -> None:
        """Stop where nesting gets absurd."""
        if depth > MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            raise error("too-deep", message, self.location(event))

    def place(self, node: Placeable, event: Any) -> Placeable:
        """Tell a node where it is, and return it."""
        mark = event.start_mark
        node.file = self.file
        node.line = mark.line + 1
        node.column = mark.column + 1
        return node

    def location(self, event: Any) -> Location:
        """Where an event begins."""
        mark = event.start_mark
        return self.file.at(mark.line + 1, mark.column + 1)
