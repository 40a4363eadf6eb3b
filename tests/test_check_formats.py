"""`check --select`, `--ignore` and `--format`: which problems are shown, and to whom."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import jsonschema
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from commands import run_here
from korttipakka.basics.problems import Location, Problem, Related, Severity
from korttipakka.build.annotations import as_annotation
from korttipakka.build.explanations import explained, meanings
from korttipakka.build.sarif import as_sarif
from sarif_schema import LOG

DECK = """\
title: Workshop
language: en
cards:
  - title: "😀 Break"
    text: Ten minutes #1
    id: one
  - {title: "😀", id: one}
  - {title: Lunch, image: ../../x.png}
"""
"""Two errors and a warning; a character of four bytes stands before one of them."""

FAIR = """\
title: Workshop
language: en
cards:
  - title: Break
    text: Ten minutes #1
  - title: Lunch
    text: Tell <b>all</b>.
    fields: {time: 10 min}
"""
"""Two warnings and a note."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a name that addresses cannot have as it is, and a deck in it."""
    made = tmp_path / "päkkä 100 %: a,b" / "in#side"
    made.mkdir(parents=True)
    (made / "deck.yaml").write_text(DECK, encoding="utf-8")
    (made.parent / "fair.yaml").write_text(FAIR, encoding="utf-8")
    monkeypatch.chdir(made.parent)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    return made


def check(*words: str | Path) -> Result:
    """What `check` says."""
    return run_here("check", *words)


def codes(result: Result) -> list[str]:
    """The codes that are shown."""
    return re.findall(r"(?:error|warning|note)\[([\w-]+)\]", result.stdout)


# Which problems


def test_all_are_shown_unless_asked_otherwise(folder: Path) -> None:
    """Without flags there is every problem, and nothing is said of others."""
    done = check("fair.yaml")
    assert set(codes(done)) == {"cut-by-comment", "html-as-typed", "not-shown"}
    assert done.stdout.splitlines()[-1] == "2 warnings, 1 note"
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("flags", "shown", "summary"),
    [
        (("--ignore", "not-shown"), ["html-as-typed", "cut-by-comment"],
         "1 warning, 1 note; not shown: 1 warning"),
        (("--select", "not-shown"), ["not-shown"], "1 warning; not shown: 1 warning, 1 note"),
        (("--select", "not-shown", "--select", "cut-by-comment"), ["cut-by-comment", "not-shown"],
         "2 warnings; not shown: 1 note"),
        (("--select", "not-shown, cut-by-comment"), ["cut-by-comment", "not-shown"],
         "2 warnings; not shown: 1 note"),
        (("--select", "not-shown,cut-by-comment", "--ignore", "not-shown"), ["cut-by-comment"],
         "1 warning; not shown: 1 warning, 1 note"),
        (("--select", "bad-id"), [], "no problems; not shown: 2 warnings, 1 note"),
        (("--ignore", "bad-id"), ["html-as-typed", "cut-by-comment", "not-shown"],
         "2 warnings, 1 note"),
    ],
)  # fmt: skip
def test_some_are_shown_and_the_others_counted(
    folder: Path, flags: tuple[str, ...], shown: list[str], summary: str
) -> None:
    """Codes are taken or left out as asked; how many are not shown is said by severity."""
    done = check("fair.yaml", *flags)
    assert codes(done) == shown
    assert done.stdout.splitlines()[-1] == summary
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--ignore", "not-shown"), 1),
        (("--ignore", "not-shown,cut-by-comment"), 0),
        (("--select", "html-as-typed"), 0),
        (("--select", "not-shown"), 1),
    ],
)
def test_strict_counts_what_is_shown(folder: Path, flags: tuple[str, ...], code: int) -> None:
    """With --strict a warning fails unless it is ignored, or another was selected."""
    assert check("fair.yaml", "--strict", *flags).exit_code == code


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_errors_fail_also_unseen(folder: Path, form: str) -> None:
    """An error that is ignored stops a build all the same: so it does here, and that is said."""
    done = check("in#side", "--ignore", "duplicate-id,outside-deck", "--format", form)
    assert done.exit_code == 1
    said = done.stdout if form == "text" else done.stderr
    assert said.endswith("not shown: 2 errors, which stop a build all the same\n")
    one = check("in#side", "--ignore", "duplicate-id,cut-by-comment", "--format", form)
    said = one.stdout if form == "text" else one.stderr
    assert said.endswith("not shown: 1 error, which stops a build all the same; 1 warning\n")


def test_notes_that_are_selected_need_no_v(folder: Path) -> None:
    """Who asks for the code of a note that only -v tells gets it without."""
    texts = "".join(f"  - {{title: T{n}, text: {'word ' * n}}}\n" for n in (1, 200))
    path = folder / "sizes.yaml"
    path.write_text(f"title: T\nlanguage: en\ncards:\n{texts}", encoding="utf-8")
    flags = ("--text-size", "5-14pt", "--set", "back.text.uniform=deck")
    assert "holds-others-down" not in codes(check(path, *flags))
    assert codes(check(path, *flags, "--select", "holds-others-down")) == ["holds-others-down"]


@pytest.mark.parametrize("flag", ["--select", "--ignore"])
def test_a_code_that_is_none(folder: Path, flag: str) -> None:
    """A mistyped code is wrong usage, with the nearest one, and nothing is checked."""
    done = check("in#side", flag, "bad-id,not-shwon")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no problem has the code 'not-shwon'\n  hint: did you mean 'not-shown'?" in done.stderr


# SARIF


def log(*words: str | Path) -> dict[str, Any]:
    """The one run that `check` tells of, valid by our schema."""
    found = json.loads(check(*words, "--format", "sarif").stdout)
    jsonschema.validate(found, LOG)
    (run,) = found["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_has_every_problem(folder: Path) -> None:
    """Each problem is a result with its rule, level and place, its column counted in characters."""
    run = log("in#side")
    assert run["columnKind"] == "unicodeCodePoints"
    found = [
        (result["ruleId"], result["level"], *_place(result["locations"][0]))
        for result in run["results"]
    ]
    file = "in%23side/deck.yaml"
    assert sorted(found) == [
        ("cut-by-comment", "warning", file, 5, 23),
        ("duplicate-id", "error", file, 7, 22),
        ("outside-deck", "error", file, 8, 27),
    ]
    twice = next(r for r in run["results"] if r["ruleId"] == "duplicate-id")
    (other,) = twice["relatedLocations"]
    assert (_place(other), other["id"]) == ((file, 6, 9), 1)


def _place(location: dict[str, Any]) -> tuple[str, int, int | None]:
    physical = location["physicalLocation"]
    assert physical["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    region = physical["region"]
    return physical["artifactLocation"]["uri"], region["startLine"], region.get("startColumn")


def test_sarif_names_files_that_are_found(folder: Path) -> None:
    """An address, joined with that of the root, is the file's; one elsewhere is given in full."""
    run = log("in#side")
    root = run["originalUriBaseIds"]["%SRCROOT%"]["uri"]
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    whole = urljoin(root, artifact["uri"])
    assert Path(unquote(whole.removeprefix("file://"))).samefile(folder / "deck.yaml")
    other = folder.parents[1] / "other deck.yaml"
    other.write_text(DECK, encoding="utf-8")
    artifact = log(other)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert set(artifact) == {"uri"}
    assert Path(unquote(artifact["uri"].removeprefix("file://"))).samefile(other)


def test_sarif_follows_links_to_its_root(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deck named through a link to the current folder is below that all the same."""
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    monkeypatch.chdir(folder)
    (first, *_) = log(tmp_path / "link")["results"]
    assert _place(first["locations"][0])[0] == "deck.yaml"


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_files_are_named_from_the_root_of_a_checkout(
    folder: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """In GitHub's Actions files are named from its workspace, wherever in it one is."""
    monkeypatch.chdir(folder)
    for workspace, expected in (
        (folder.parent, "in#side/deck.yaml"), (folder.parent / "other", "deck.yaml"),
        ("", "deck.yaml"),
    ):  # fmt: skip
        monkeypatch.setenv("GITHUB_WORKSPACE", str(workspace))
        said = check(".", "--format", form, "--select", "duplicate-id").stdout
        if form == "github":
            assert read(said.strip())[1]["file"] == expected
            continue
        (run,) = json.loads(said)["runs"]
        (result,) = run["results"]
        assert unquote(_place(result["locations"][0])[0]) == expected
        root = run["originalUriBaseIds"]["%SRCROOT%"]["uri"]
        whole = unquote(urljoin(root, _place(result["locations"][0])[0])).removeprefix("file://")
        assert Path(whole).samefile(folder / "deck.yaml")


def test_sarif_explains_the_rules_that_are_broken(folder: Path) -> None:
    """There is one rule for each code that occurs, with its meaning and examples."""
    run = log("in#side")
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert {rule["id"] for rule in rules} == {"cut-by-comment", "duplicate-id", "outside-deck"}
    rule = next(rule for rule in rules if rule["id"] == "cut-by-comment")
    assert rule["shortDescription"]["text"] == (
        "` #` in a text begins a comment in YAML: what follows is not printed."
    )
    assert rule["fullDescription"]["text"] == meanings()["cut-by-comment"]
    assert '- title: "Case #2"' in rule["help"]["markdown"]


@pytest.mark.parametrize("code", meanings())
def test_every_code_can_be_a_rule(code: str) -> None:
    """Each code has a first sentence, and makes a log that is valid."""
    summary = explained(code).summary
    assert summary
    assert meanings()[code].startswith(summary)
    found = as_sarif([Problem(code, "it is wrong")], "1", Path("deck.yaml"), Path.cwd())
    jsonschema.validate(found, LOG)


def test_sarif_of_what_lies_in_no_file(folder: Path) -> None:
    """A flag, a cell and nothing at all are laid at the top of the deck's file; a flag is named."""
    (result,) = log("fair.yaml", "--paper", "a44", "--select", "bad-value")["results"]
    assert _place(result["locations"][0]) == ("fair.yaml", 1, None)
    (named,) = result["locations"][0]["logicalLocations"]
    assert named == {"fullyQualifiedName": "--paper a44", "kind": "parameter"}
    (missing,) = log("no such")["results"]
    assert _place(missing["locations"][0]) == ("no%20such", 1, None)
    at = Location.cell(Path("cards.xlsx"), 7, 2, "Ideas")
    problems = [Problem("guessed", "x", at), Problem("unprintable-margin", "y")]
    first, second = as_sarif(problems, "1", Path("deck.yaml"), Path.cwd())["runs"][0]["results"]
    assert _place(first["locations"][0]) == ("cards.xlsx", 1, None)
    assert first["locations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "cards.xlsx:Ideas!B7", "kind": "resource"}
    ]
    assert second["locations"] == [
        {"physicalLocation": {
            "artifactLocation": {"uri": "deck.yaml", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 1},
        }}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "hint", "text"),
    [
        ("no {titel}", "", "no {{titel}}."),
        ("see [here](https://evil.example)", "", "see [here]\\(https://evil.example)."),
        ("is it?", "yes", "is it?\nHint: yes"),
        ("it ends…", "", "it ends…"),
    ],
)
def test_sarif_messages_are_taken_as_they_stand(message: str, hint: str, text: str) -> None:
    """Braces are no placeholders, words of a deck no links, and a first sentence ends."""
    problem = Problem("bad-value", message, None, hint, related=(Related(Location("x"), message),))
    (result,) = as_sarif([problem], "1", Path("deck.yaml"), Path.cwd())["runs"][0]["results"]
    assert result["message"]["text"] == text
    assert "](" not in result["relatedLocations"][0]["message"]["text"]


def test_names_that_are_no_utf_8() -> None:
    """A file whose name is bytes of another encoding has an address all the same."""
    at = Location.file(Path.cwd() / "d\udce4.yaml", "deck", 1, 1)
    problem = Problem("bad-id", "x", at)
    (result,) = as_sarif([problem], "1", Path("deck.yaml"), Path.cwd())["runs"][0]["results"]
    assert _place(result["locations"][0])[0] == "d%E4.yaml"
    assert read(as_annotation(problem, Path.cwd()))[1]["file"] == "d·.yaml"


def test_sarif_without_problems(folder: Path) -> None:
    """A deck without problems makes a valid log without results and rules."""
    run = log("fair.yaml", "--select", "bad-id")
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


# GitHub


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it: properties end at `::`, % codes are signs."""
    match = COMMAND.fullmatch(line)
    assert match is not None, line
    properties = dict(part.split("=", 1) for part in match[2].split(","))
    decoded = {name: _decoded(value, ":,") for name, value in properties.items()}
    return match[1], decoded, _decoded(match[3], "")


def _decoded(text: str, more: str) -> str:
    for sign in ("\r", "\n", *more):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text.replace("%25", "%")


def test_github_has_every_problem(folder: Path) -> None:
    """Each problem is a line with its level, file, line, column and code, and its hint."""
    done = check("in#side", "--format", "github")
    found = [read(line) for line in done.stdout.splitlines()]
    assert sorted((level, _at(at)) for level, at, _ in found) == [
        ("error", ("in#side/deck.yaml", "7", "22", "duplicate-id")),
        ("error", ("in#side/deck.yaml", "8", "27", "outside-deck")),
        ("warning", ("in#side/deck.yaml", "5", "23", "cut-by-comment")),
    ]
    told = {at["title"]: text for _, at, text in found}
    assert told["cut-by-comment"].splitlines() == [
        "'#1' is not printed: after a space, # begins a comment",
        'hint: write: text: "Ten minutes #1"',
    ]
    assert "in#side/deck.yaml:6:9: the other one" in told["duplicate-id"]


def _at(properties: dict[str, str]) -> tuple[str, str, str, str]:
    return properties["file"], properties["line"], properties["col"], properties["title"]


def test_github_of_what_lies_in_no_file(folder: Path) -> None:
    """A problem of a flag has no file, and names the flag; one of a folder has no line."""
    (line,) = check(
        "fair.yaml", "--paper", "a44", "--format", "github", "--select", "bad-value"
    ).stdout.splitlines()
    level, properties, text = read(line)
    assert (level, properties) == ("error", {"title": "bad-value"})
    assert text.startswith("--paper a44: sheet.paper: 'a44' is no paper size\nhint: ")
    (folder / "empty").mkdir()
    (line,) = check("in#side/empty", "--format", "github").stdout.splitlines()
    assert read(line)[1] == {"file": "in#side/empty", "title": "missing-deck"}


SIGNS = st.text(alphabet="a:,%=[]\n\r0123ADä😀\x1b\u202e ", max_size=20)


@given(name=SIGNS, message=SIGNS, hint=SIGNS, severity=st.sampled_from(Severity))
def test_a_github_line_says_what_was_meant(
    name: str, message: str, hint: str, severity: Severity
) -> None:
    """Whatever a file, a message or a hint holds, the line is one, and is read as it was meant."""
    at = Location.file(Path("/folder", f"x{name}"), "shown", 3, 4)
    line = as_annotation(Problem("bad-id", message, at, hint, severity), Path("/elsewhere"))
    assert line.isprintable()
    level, properties, text = read(line)
    assert level == {0: "notice", 1: "warning", 2: "error"}[severity]
    assert _at(properties) == (f"/folder/x{_shown(name)}", "3", "4", "bad-id")
    hinted = f"\nhint: {chr(10).join(map(_shown, hint.split(chr(10))))}" if hint else ""
    assert text == _shown(message) + hinted


def _shown(text: str) -> str:
    """Signs that cannot be shown as a point each."""
    return "".join(sign if sign.isprintable() else "·" for sign in text)


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_sizes_are_no_problems(folder: Path, form: str) -> None:
    """The sizes of texts have no place among problems for code hosts."""
    done = check("in#side", "--sizes", "--format", form)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"--sizes has no meaning with --format {form}." in done.stderr
