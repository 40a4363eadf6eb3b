"""YAML to a located tree: every text as typed, every node at its place, no file too hostile."""

import codecs
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from korttipakka.basics.problems import KorttipakkaError, Location, Problem
from korttipakka.reading import tree
from korttipakka.reading.tree import Mapping, Node, Places, Scalar, Sequence, parse_yaml, read_text


@pytest.fixture(params=["C", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Either of PyYAML's parsers."""
    if request.param == "pure":
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    return str(request.param)


def tree_of(text: str) -> Node:
    """The tree of a text without problems."""
    node, problems = parse_yaml(text, Location("a.yaml"))
    assert problems == []
    assert node is not None
    return node


def codes_of(text: str) -> list[str]:
    """The codes of a text's problems, with their places."""
    return [
        f"{p.at} {p.code}".removeprefix("a.yaml:") for p in parse_yaml(text, Location("a.yaml"))[1]
    ]


def failure(path: Path) -> Problem:
    """The one problem of a file that cannot be read."""
    with pytest.raises(KorttipakkaError) as caught:
        read_text(Location.file(path, "shown.yaml"))
    (problem,) = caught.value.problems
    return problem


@pytest.mark.usefixtures("parser")
def test_nodes_know_their_places() -> None:
    """Keys, values and items know line and column from 1, with either parser."""
    lines = [
        "# yksi",
        "title: Työ",
        "cards:",
        "  - title: 'A'",
        "    text: >",
        "      b",
        "  - {x: [1]}",
    ]
    root = tree_of("\n".join(lines))
    assert isinstance(root, Mapping)
    cards = root["cards"]
    assert isinstance(cards, Sequence)
    card, other = cards
    assert isinstance(card, Mapping)
    assert isinstance(other, Mapping)
    assert [str(n.at) for n in (root, root["title"], cards, card)] == [
        "a.yaml:2:1", "a.yaml:2:8", "a.yaml:4:3", "a.yaml:4:5",
    ]  # fmt: skip
    assert card.key_at("title") == Location("a.yaml", 4, 5)
    assert card.key_at("text") == Location("a.yaml", 5, 5)
    assert str(card["text"].at) == "a.yaml:5:11"
    assert str(other["x"].at) == "a.yaml:7:9"
    assert dict(Places(card)) == {k: v.at for k, v in card.items()}
    assert root == {"title": "Työ", "cards": [{"title": "A", "text": "b"}, {"x": ["1"]}]}


def test_places_within_values() -> None:
    """Places of values in values go by both keys, and only outer keys are gone through."""
    card = tree_of("title: A\nfields:\n  wine: red\n  'b.c': d\ntext: >\n  e\n")
    assert isinstance(card, Mapping)
    places = Places(card)
    assert str(places["fields.wine"]) == "a.yaml:3:9"
    assert str(places["fields.b.c"]) == "a.yaml:4:10"
    assert [*places] == ["title", "fields", "text"]
    assert len(places) == 3
    assert places.get("fields.beer") is places.get("wine") is None


@pytest.mark.parametrize("text", ["On", "no", "12:30", "0777", "1_000", "2026-11-24", "~", ".inf"])
def test_scalars_stay_text(text: str) -> None:
    """What YAML 1.1 would convert stays what was typed."""
    assert tree_of(f"a: {text}") == {"a": text}


FOLDED = {
    "a: >\n  x\n  y\n\n  z\nb: c\n": "x\ny\n\nz",
    "a: >\n  x\n  y": "x\ny",
    "a: >-\r\n\r\n  x\r\n   - y\r\n\r\nb: c": "x\n - y",
    "a: > # huom\n  x\n\n# y\n": "x",
    "a: >2\n    x\n  y\n": "  x\ny\n",
    "a: >1\n   x\n y\n": "  x\ny\n",
    "a: >\n": "",
    "a: &a\n  >\n  x\n  y\n": "x y\n",
    "c: d\ra: >\r  x\r  y\r": "x\ny",
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", FOLDED)
def test_folded_blocks_keep_their_lines(text: str) -> None:
    """A folded block is read as typed, or as YAML has it where its lines cannot be told."""
    root = tree_of(text)
    assert isinstance(root, Mapping)
    assert root["a"] == FOLDED[text]


def test_blank_lines_are_kept() -> None:
    """A blank line in a text over lines stays one, whatever the quotes."""
    for quote in ("", "'", '"'):
        assert tree_of(f"a: {quote}x\n  y\n\n  z{quote}") == {"a": "x y\n\nz"}
    assert tree_of("a: |\n  x\n  y\n") == {"a": "x\ny\n"}


PRINTABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff")
)


@given(PRINTABLE)
def test_quoted_texts_survive(text: str) -> None:
    """Any printable text in double quotes is read as it was typed."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    assert tree_of(f'a: "{quoted}"') == {"a": text}


@given(st.recursive(PRINTABLE, lambda node: st.lists(node) | st.dictionaries(PRINTABLE, node)))
def test_any_data_survives(data: object) -> None:
    """Lists, mappings and texts that PyYAML writes are read back the same."""
    text = yaml.dump(data, allow_unicode=True, default_style='"', Dumper=PlainDumper)
    node, problems = parse_yaml(text, Location("a.yaml"))
    assert node == data or {p.code for p in problems} <= {"bad-key", "merge-key"} != set()


class PlainDumper(yaml.SafeDumper):
    """Writes no aliases for equal lists, and no tags."""

    def ignore_aliases(self, data: object) -> bool:
        """Write everything out."""
        return True


def test_no_text_is_no_tree() -> None:
    """A text without values gives no tree and no problem."""
    assert parse_yaml("", Location("a")) == (None, [])
    assert parse_yaml("# vain huomautus\n", Location("a")) == (None, [])
    assert tree_of("a:") == {"a": ""}
    assert tree_of("\ufeffa: b") == {"a": "b"}


@pytest.mark.usefixtures("parser")
def test_problems_are_collected() -> None:
    """What the parser can read past is reported all at once, and the tree is still there."""
    text = 'a: 1\na: 2\n<<: {}\n[b]: 3\nc: !x 4\nd: *e\nf: &f [*f]\ng: "\\a"\n'
    node, _ = parse_yaml(text, Location("a.yaml"))
    assert node == {"a": "1", "c": "4", "d": "*e", "f": ["*f"], "g": "\a"}
    assert codes_of(text) == [
        "2:1 duplicate-key",
        "3:1 merge-key",
        "4:1 bad-key",
        "5:4 yaml-tag",
        "6:4 unknown-anchor",
        "7:8 circular-alias",
        "8:4 control-character",
    ]


def test_problems_before_a_syntax_error_are_kept() -> None:
    """A syntax error ends the reading, and comes after what was found before."""
    assert codes_of("a: 1\na: 2\nb: c: d\n") == ["2:1 duplicate-key", "3:5 yaml-syntax"]
    assert parse_yaml("a: 1\na: 2\nb: c: d\n", Location("a"))[0] is None


def test_second_document() -> None:
    """A second document is a problem where it begins."""
    assert codes_of("a: 1\n---\nb: 2\n") == ["2:1 several-documents"]


def test_aliases_share_values() -> None:
    """An alias stands for the value; a text knows where the alias is."""
    root = tree_of("a: &a x\nb: *a\nc: &c [y]\nd: *c\n")
    assert isinstance(root, Mapping)
    assert root == {"a": "x", "b": "x", "c": ["y"], "d": ["y"]}
    assert str(root["b"].at) == "a.yaml:2:4"
    assert root["c"] is root["d"]


def laughs(levels: int) -> str:
    """Lists of nine aliases of the list before: 9 ** levels texts."""
    lines = ["a0: &a0 [x]"]
    for level in range(1, levels + 1):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (laughs(30), "too-large"),
        ("a: &a " + "x" * 1_000_000 + "\nb: [" + "*a," * 1000 + "]", "too-large"),
        ("[" * 100_000, "too-deep"),
        ("- " * 100_000, "too-deep"),
        ("{a: " * 100_000, "too-deep"),
        ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 99)), "too-deep"),
    ],
    ids=["laughs", "long text", "flow", "block", "mappings", "chain"],
)
def test_hostile_files_are_left(text: str, code: str) -> None:
    """Aliases, nesting and sheer number are bounded, however they are combined."""
    assert [c.split()[1] for c in codes_of(text)] == [code]


def test_wide_files_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of values is bounded without aliases, too."""
    monkeypatch.setattr(tree, "MAX_WEIGHT", 100)
    assert codes_of("[" + "a, " * 98 + "b]") == []
    assert codes_of("[" + "a, " * 98 + "b, c]") == ["1:299 too-large"]


@pytest.mark.parametrize("line", ["[x]: y\n", "? !t a\n", "a: *b\n", "a: 1\n"])
def test_too_many_problems(line: str) -> None:
    """A file of nothing but problems is left after a few hundred."""
    codes = codes_of(line * 100_000)
    assert len(codes) == tree.MAX_PROBLEMS + 1
    assert codes[-1].endswith("too-many-problems")


def test_control_characters() -> None:
    """Control characters, line separators and lone surrogates are found where they stand."""
    assert codes_of("a: b\n  \x00c: \x1b\ud800\u2028") == [
        "2:3 control-character",
        "2:7 control-character",
        "2:8 control-character",
        "2:9 control-character",
    ]


@pytest.mark.parametrize("start", ["a: {! # x", "? # x", "a: {! #'", "a: ! # x", "- # x"])
@pytest.mark.parametrize("end", ["", "\n", "\n# y", " # y\n"])
def test_comments_after_nothing(start: str, end: str) -> None:
    """A value that is not there, and ends where the text does after a comment, is no fault."""
    _, problems = parse_yaml(f"b: T\n{start}{end}", Location("a.yaml"))
    assert all(problem.at and problem.hint for problem in problems)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """No text raises anything: there is a tree, or nothing, or problems."""
    node, problems = parse_yaml(text, Location("a.yaml"))
    assert node is None or isinstance(node, (Scalar, Sequence, Mapping))
    assert all(p.at and p.at.shown == "a.yaml" and p.at.line for p in problems)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text",
    [
        "a: b: c", "a: 'b", 'a: "b\n---\n', "\ta: b", "a: *", "a: &", "a: @", "a: !<", "a: !x!y",
        "a: - b", "a: > b", "a: >b", "a: ? b", "a: ]", "a: [b\nc: d", "a: {b\nc: d", 'a: "\\q"',
        "a: b\nc",
        "%YAML 9.9\n---\na", "- a\nb: c", "a: b\n...\nc", "[", "{", "- a\n-b: c", '"a" b', "'a'b",
    ],
)  # fmt: skip
def test_syntax_errors_have_plain_words(text: str) -> None:
    """Every kind of syntax error of either parser is explained and has a hint."""
    (problem,) = parse_yaml(text, Location("a.yaml"))[1]
    assert problem.code == "yaml-syntax"
    assert "this is not YAML" not in problem.message
    assert problem.hint


def test_text_of_a_file(tmp_path: Path) -> None:
    """A file is read as UTF-8 with or without a byte order mark, line ends as they are."""
    path = tmp_path / "a.yaml"
    path.write_bytes(codecs.BOM_UTF8 + "a: ä\r\n".encode())
    assert read_text(Location.file(path, "a.yaml")) == "a: ä\r\n"
    assert tree_of(read_text(Location.file(path, "a.yaml"))) == {"a": "ä"}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: b\nc: d\xe4", "2:5"),
        ("ä: ".encode() + b"\xff", "1:4"),
        (codecs.BOM_UTF8 + b"\n\xff", "2:1"),
        ("a: b".encode("utf-16-le"), "1:1"),
        ("a: b".encode("utf-16-be"), "1:1"),
        ("a: b\nc: d".encode("utf-16")[:-1], "2:4"),
        (codecs.BOM_UTF32_LE + b"a\0\0\0\0\0\0\1", "1:2"),
        ("a: ä".encode()[:-1], "1:4"),
    ],
)
def test_not_utf8(tmp_path: Path, data: bytes, place: str) -> None:
    """The first byte that is not UTF-8 is found, and UTF-16 without a mark for what it is."""
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    problem = failure(path)
    assert (problem.code, str(problem.at)) == ("not-utf8", f"shown.yaml:{place}")
    assert "UTF-8" in problem.hint


CODES = [rf"\{letter}" for letter in "abefnrtvNLP_"]
CODES += [r"\x61", r"\xeA", r"\u00e4", r"\U0001F33b", r"\\"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("mark", ["\u0301", "\u0327", "\u0323"])
def test_a_mark_changes_no_code(tmp_path: Path, code: str, mark: str) -> None:
    """A mark behind a code of double quotes is the mark of what the code stands for."""
    path = tmp_path / "a.yaml"
    path.write_text(f'title: "a{code}{mark}e\u0301"\nkey\u0301: x\n', encoding="utf-8")
    text = read_text(Location.file(path))
    written = yaml.load(f'"a{code}"', yaml.BaseLoader)
    root = yaml.load(text, yaml.BaseLoader)
    assert root == {"title": f"{written}{mark}\u00e9", "ke\u00fd": "x"}


def test_letters_are_composed_as_they_are_without_codes(tmp_path: Path) -> None:
    """What is no code is composed, beside codes as elsewhere: keys and words of paths."""
    path = tmp_path / "a.yaml"
    path.write_text('o\u0308: "\\t o\u0308"\nb: C:\\o\u0308\n', encoding="utf-8")
    assert read_text(Location.file(path)) == '\u00f6: "\\t \u00f6"\nb: C:\\\u00f6\n'


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file, a folder, a file that is too large or locked: each is its own problem."""
    path = tmp_path / "a.yaml"
    assert failure(path).code == "missing-file"
    assert failure(Path("x" * 5000)).code == "missing-file"
    assert failure(tmp_path).code == "not-a-file"
    assert failure(Path("/dev/null")).code == "not-a-file"
    path.write_bytes(b"x" * 11)
    monkeypatch.setattr(tree, "MAX_BYTES", 10)
    assert failure(path).code == "too-large"
    monkeypatch.setattr(Path, "open", locked)
    assert failure(path).code == "unreadable-file"


def locked(self: Path, mode: str) -> None:
    """What opening a file without the right to read it does."""
    raise PermissionError(13, "Permission denied")
