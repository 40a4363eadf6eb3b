"""Commands as their users meet them: what they print, where, and with which exit code."""

import json
import os
import pty
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from commands import SOURCE, environment, run
from commands import run_here as call
from korttipakka import __version__
from korttipakka.cli import COMMANDS, main
from korttipakka.cli.options import GROUPS
from korttipakka.model.settings import flagged

DECK = """title: Two cards
language: en
categories: {ideas: Finding ideas}
cards:
  - title: Silent brainstorming
    category: ideas
    tags: quiet
    text: Ten minutes, one idea a note, no talking.
  - title: Break
"""

NEAR_EDGE = ["--set", "front.title.left=3mm"]
"""A change that is worth a warning: text in the safe margin of 6 mm."""

ESCAPE = "\x1b"


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, which is the current one, with a small deck."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    return tmp_path / "deck.yaml"


def test_build_tells_what_it_made(deck: Path) -> None:
    """A build ends with cards, sheets, paper, cuts, printer settings and the file."""
    result = call("build", "-o", "out.pdf")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "2 cards of 105 x 74.25 mm on 1 sheet of A4 (2 pages)"
    assert "4 cuts" in result.stdout
    assert "--marks cut" in result.stdout
    assert "Print: at 100 % (actual size), on both sides, flip on the long edge" in lines
    assert lines[-1] == "Wrote out.pdf"
    assert (deck.parent / "out.pdf").read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("--paper letter --card-size poker --set front.title.size=8pt", "on 1 sheet of Letter"),
        ("--paper a4-landscape --orientation landscape", "of A4, landscape"),
        ("--paper 300x400mm --orientation portrait", "of 300 x 400 mm"),
        ("--flip short-edge", "on both sides, flip on the short edge"),
        ("--sides fronts", "on one side: the fronts"),
        ("--sides apart", "on 1 sheet of A4"),
        ("--arrange fold", "on one side; fold on the dashed line"),
        ("--copies 5", "10 cards of 105 x 74.25 mm on 2 sheets"),
        ("--category ideas", "1 card of"),
        ("--tag quiet", "1 card of"),
        ("--card break", "1 card of"),
        ("--card break --card silent-brainstorming", "2 cards of"),
    ],
)
def test_summary_follows_the_flags(deck: Path, flags: str, expected: str) -> None:
    """The summary names the paper, the sides and the number of cards that the flags lead to."""
    result = call("build", "-o", "out.pdf", *flags.split())
    assert result.exit_code == 0
    assert expected in result.stdout


@pytest.mark.parametrize("flags", ["--marks cut", "--marks none", "--margin 20mm --paper a3"])
def test_no_advice_about_marks_where_none_is_needed(deck: Path, flags: str) -> None:
    """Cut lines are advised only where crop marks were wanted and had no room."""
    assert "--marks cut" not in call("build", "-o", "out.pdf", *flags.split()).stdout


def test_marks_that_have_room_on_two_sides_only_are_told(deck: Path) -> None:
    """On Letter there is room for marks above and below: the others are told to be missing."""
    shown = call("build", "-o", "out.pdf", "--paper", "letter").stdout
    assert "no room left and right of the cards" in shown


def test_quiet(deck: Path) -> None:
    """With -q a build that succeeds says nothing, not even warnings."""
    result = call("build", "-q", "-o", "out.pdf", *NEAR_EDGE)
    assert (result.exit_code, result.output) == (0, "")
    assert (deck.parent / "out.pdf").exists()


def test_warnings_do_not_stop_a_build(deck: Path) -> None:
    """A warning goes to standard error, the summary to standard output, and the PDF is there."""
    result = call("build", "-o", "out.pdf", *NEAR_EDGE)
    assert result.exit_code == 0
    assert "warning[text-near-edge]" in result.stderr
    assert "warning" not in result.stdout
    assert (deck.parent / "out.pdf").exists()


def test_strict(deck: Path) -> None:
    """With --strict a warning stops the build, and the check fails too."""
    result = call("build", "--strict", "-o", "out.pdf", *NEAR_EDGE)
    assert result.exit_code == 1
    assert result.stderr.endswith("nothing was written (--strict)\n")
    assert not (deck.parent / "out.pdf").exists()
    assert call("check", *NEAR_EDGE).exit_code == 0
    assert call("check", "--strict", *NEAR_EDGE).exit_code == 1
    assert call("build", "--strict", "-q", "-o", "out.pdf").exit_code == 0


def test_default_output(deck: Path) -> None:
    """Without -o the PDF is named for the deck's folder or file, in the current folder."""
    folder = deck.parent / "my deck"
    folder.mkdir()
    deck.rename(folder / "deck.yaml")
    (deck.parent / "solo.yaml").write_text(DECK, encoding="utf-8")
    assert call("build", "my deck").exit_code == 0
    assert call("build", "solo.yaml").exit_code == 0
    assert sorted(path.name for path in deck.parent.glob("*.pdf")) == ["my deck.pdf", "solo.pdf"]
    assert [path.name for path in folder.iterdir()] == ["deck.yaml"]


def test_shipped_deck_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck that ships is built by its name, anywhere."""
    monkeypatch.chdir(tmp_path)
    result = call("build", "osallisuus")
    assert result.stdout.startswith("66 cards of 105 x 74.25 mm on 9 sheets of A4 (18 pages)\n")
    assert [path.name for path in tmp_path.iterdir()] == ["osallisuus.pdf"]


def test_check(deck: Path) -> None:
    """A good deck has no problems, in words and as JSON."""
    result = call("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "no problems\n", "")
    assert json.loads(call("check", "--format", "json").stdout) == []


def test_check_of_a_bad_deck(deck: Path) -> None:
    """Problems come with the line in question, a mark under the column, and a hint."""
    deck.write_text(DECK.replace("category: ideas", "category: idea"), encoding="utf-8")
    result = call("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "deck.yaml:6:15: error[unknown-category]: there is no category 'idea'",
        "    6 |     category: idea",
        "                      ^",
        "  hint: did you mean 'ideas'?",
        "1 error",
    ]
    assert json.loads(call("check", "--format", "json").stdout) == [
        {
            "code": "unknown-category",
            "severity": "error",
            "message": "there is no category 'idea'",
            "hint": "did you mean 'ideas'?",
            "file": "deck.yaml",
            "line": 6,
            "column": 15,
            "kind": "file",
            "sheet": None,
            "path": str(deck),
            "related": [],
        }
    ]
    assert call("check", "--format", "json").exit_code == 1


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        ("", {"Silent", "Long"}),
        ("--card long", {"Long"}),
        ("--card break", set()),
        ("--category ideas", {"Silent"}),
        ("--tag quiet", {"Silent"}),
    ],
)
def test_check_of_some_cards(deck: Path, flags: str, found: set[str]) -> None:
    """Only the problems of the cards asked for are told."""
    words = " ".join(["word"] * 900)
    text = DECK.replace("title: Silent brainstorming", "title: Silent").replace("Ten", words)
    deck.write_text(f"{text}  - title: Long\n    text: {words}\n", encoding="utf-8")
    problems = json.loads(call("check", "--format", "json", *flags.split()).stdout)
    told = {problem["message"].split("'")[1] for problem in problems}
    assert told == found


def test_text_that_does_not_fit_is_told_once(deck: Path) -> None:
    """Where a text overflows, that it nears the edge goes without saying; not so elsewhere."""
    words = " ".join(["word"] * 900)
    deck.write_text(DECK.replace("Ten minutes", words), encoding="utf-8")
    problems = json.loads(call("check", "--format", "json", *NEAR_EDGE).stdout)
    told = [(p["code"], p["message"].split("'")[1]) for p in problems]
    assert told.count(("does-not-fit", "Silent brainstorming")) == 1
    near = [p["message"] for p in problems if p["code"] == "text-near-edge"]
    assert near
    assert all("text of front." in message for message in near)


def test_check_of_some_cards_tells_what_all_share(deck: Path) -> None:
    """The layout's problems stay; a card that is not there is told."""
    wide = ["--set", "back.text.left=-20mm"]
    result = call("check", "--card", "break", *wide)
    assert "box-outside-card" in result.stdout
    assert "unknown-card" in call("check", "--card", "brake").stdout


def test_layouts() -> None:
    """`layouts` lists what ships with what it is for; `show` tells where each value is from."""
    listed = call("layouts").stdout
    assert listed == call("layouts", "list").stdout
    names = {line.split()[0] for line in listed.splitlines()}
    assert names >= {"classic", "tarot", "workshop"}
    assert "base" not in names  # it shows nothing: it is only there to be extended
    assert all(len(line.split()) > 3 for line in listed.splitlines())
    shown = call("layouts", "show", "workshop", "--paper", "a3").stdout
    assert "layouts/base.yaml" in shown
    assert "layouts/workshop.yaml" in shown
    assert "--paper" in shown
    assert "a3" in shown


def test_names() -> None:
    """Papers, card sizes and fonts are listed with what they are."""
    assert "a4       210 x 297 mm" in call("papers").stdout
    assert "63.5 x 88.9 mm" in call("cards").stdout
    assert "Inter Tight" in call("fonts").stdout


def test_hyphenate() -> None:
    """Words come back one a line, with the places where they may break, and else unchanged."""
    lines = call("hyphenate", "kissa", "kuntalaisaloitteet").stdout.splitlines()
    assert [line.replace("·", "").replace("|", "") for line in lines] == [
        "kissa",
        "kuntalaisaloitteet",
    ]
    assert "|" in lines[1] or "·" in lines[1]


def test_hyphenate_honours_the_visible_mark() -> None:
    """A -? marks a break, as in decks."""
    assert call("hyphenate", "Yhteis-?kehittäminen").stdout == "Yhteis|kehittäminen\n"


@pytest.mark.parametrize(("language", "known"), [("xx", False), ("sv", True), ("fi-FI", True)])
def test_hyphenate_without_a_dictionary(language: str, known: bool) -> None:
    """A language without a dictionary is told, and its words come back whole."""
    done = call("hyphenate", "--language", language, "sana")
    assert done.exit_code == 0
    assert ("no dictionary for 'xx'" in done.stderr) is not known
    assert known or done.stdout == "sana\n"


def test_schema() -> None:
    """The schema is JSON, and names the fields of decks and cards."""
    schema = json.loads(call("schema", "deck").stdout)
    assert {"title", "language", "categories", "cards"} <= set(schema["properties"])


def test_version_and_help() -> None:
    """--version names the version; each command has help with an explanation."""
    assert __version__ in call("--version").stdout
    shown = call("--help").stdout
    for command, purpose in COMMANDS.items():
        assert command in shown
        assert purpose
        assert call(command, "--help").stdout.startswith(f"Usage: korttipakka {command}")
    assert call().exit_code == 2


def commands(group: click.Group, *names: str) -> Iterator[tuple[str, ...]]:
    """The names of all commands, and of the commands in them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        yield (*names, name)
        inner = group.get_command(context, name)
        if isinstance(inner, click.Group):
            yield from commands(inner, *names, name)


@pytest.mark.parametrize("names", [(), *commands(main)], ids=" ".join)
def test_help_is_whole_and_in_plain_words(names: tuple[str, ...]) -> None:
    """No help breaks off with dots, or says what is allowed in signs; each option has words."""
    shown = call(*names, "--help").stdout
    assert "..." not in shown.partition("\n")[2]
    assert not re.search(r"[<>]=", shown)
    for flags, words in re.findall(r"^  (-\S.*?)(?:  +|\n {10,})(.*)", shown, re.MULTILINE):
        assert re.search("[A-Za-z]{3}", words), flags


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_in_help_are_calls(name: str) -> None:
    """What stands after "Example:" in a command's help is a call of it that can be read."""
    shown = call(name, "--help").stdout
    assert shown.count("Example") == shown.count(f"  Example: korttipakka {name} ")
    for example in re.findall(r"  Example: korttipakka (.+(?:\n    \S.+)*)\n\n", shown):
        words = example.split()
        command = main.get_command(click.Context(main), name)
        assert command is not None
        command.make_context(name, words[1:], click.Context(main, **main.context_settings))


def test_help_is_in_groups() -> None:
    """`build --help` shows every flag that stands for a setting, under its group."""
    shown = call("build", "--help").stdout
    headings = [line[:-1] for line in shown.splitlines() if line in {f"{g}:" for g in GROUPS}]
    assert headings == [name for name in GROUPS if name in headings]
    assert {"Options", "Cards", "Card", "Sheet", "Type", "Marks"} <= set(headings)
    for setting in flagged():
        assert setting.group in headings
        assert f"  {setting.flag}" in shown


def test_documented_flags_exist() -> None:
    """The flags that the documents promise are there."""
    shown = call("build", "--help").stdout
    for flag in (
        "-o, --output", "-l, --layout", "--set", "--paper", "--card-size", "--sheet", "--flip",
        "--arrange", "--order", "--sides", "--reverse-backs", "--margin", "--gutter", "--bleed",
        "--marks", "--category", "--tag", "--card", "--copies", "--language", "--back-offset",
        "--back-angle", "--strict", "-q, --quiet", "--open", "--debug", "-h, --help",
    ):  # fmt: skip
        assert f"  {flag} " in shown


def test_no_colour_in_pipes(deck: Path) -> None:
    """What goes to a pipe has no colour codes, neither a summary nor an error."""
    assert ESCAPE not in run("build", "-o", "out.pdf", cwd=deck.parent).stdout
    failed = run("build", "--paper", "a44", cwd=deck.parent)
    assert failed.returncode == 2
    assert "error[bad-value]" in failed.stderr
    assert ESCAPE not in failed.stderr


def on_terminal(*arguments: str, cwd: Path, **variables: str) -> str:
    """What a user sees on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "korttipakka", *arguments],
        cwd=cwd, env=environment(TERM="xterm", **variables),
        stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # Linux reports the end of a terminal as an error
        pass
    os.close(ours)
    process.wait(timeout=60)
    return shown.decode()


def test_colour_on_a_terminal(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors are in colour on a terminal, but not when NO_COLOR is set."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = on_terminal("build", "--paper", "a44", cwd=deck.parent)
    assert ESCAPE in shown
    assert "error[bad-value]" in shown
    plain = on_terminal("build", "--paper", "a44", cwd=deck.parent, NO_COLOR="1")
    assert "error[bad-value]" in plain
    assert ESCAPE not in plain


def test_output_replaces_the_old_one_whole(deck: Path) -> None:
    """A new PDF takes the old one's place and permissions, and no other file appears."""
    out = deck.parent / "out.pdf"
    out.write_bytes(b"old")
    out.chmod(0o640)
    assert call("build", "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert sorted(path.name for path in deck.parent.iterdir()) == ["deck.yaml", "out.pdf"]


def test_new_output_is_as_readable_as_other_files(deck: Path) -> None:
    """A new PDF has the permissions that the user's new files have."""
    assert call("build", "-o", "out.pdf").exit_code == 0
    (deck.parent / "other").write_bytes(b"")
    modes = [(deck.parent / name).stat().st_mode for name in ("out.pdf", "other")]
    assert modes[0] == modes[1]


def test_output_through_a_link(deck: Path) -> None:
    """A link to the PDF stays a link."""
    target = deck.parent / "target.pdf"
    target.write_bytes(b"old")
    link = deck.parent / "link.pdf"
    link.symlink_to(target)
    assert call("build", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"%PDF")


def test_output_to_a_pipe(deck: Path) -> None:
    """A device or a pipe is written to, not replaced."""
    done = subprocess.run(
        [sys.executable, "-m", "korttipakka", "build", "-q", "-o", "/dev/stdout"],
        cwd=deck.parent, env=environment(), capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.startswith(b"%PDF")


def test_reader_that_stops_reading(deck: Path) -> None:
    """`korttipakka … | head -1` ends without a complaint."""
    command = f'"{sys.executable}" -m korttipakka layouts show workshop | head -1'
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=deck.parent, env=environment(), capture_output=True,
        check=False, timeout=60, encoding="utf-8",
    )  # fmt: skip
    assert done.stderr == ""


INTERRUPTED = """\
import os, signal, sys
from korttipakka.cli import run

moment, answer, *sys.argv = sys.argv[1:]
signal.signal(signal.SIGINT, getattr(signal, answer))  # not as inherited: under nohup it is ignored
forks, came = [], []
os.register_at_fork(after_in_parent=lambda: forks.append(1))

def watch(event, arguments):
    names = {f"{event} {os.path.basename(str(argument))}" for argument in arguments}
    if not came and (forks if moment == "fork" else moment in names):
        came.append(1)
        os.killpg(0, signal.SIGINT)  # as a terminal does: to all processes in the foreground

sys.addaudithook(watch)
try:
    run()
finally:
    came or os._exit(9)
"""
"""Runs the command line and presses Ctrl-C at an event of Python's, or at the first after a fork.

It exits with 9 if the moment does not come.
"""

MOMENTS = {"the deck is opened": "open deck.yaml", "the old PDF is replaced": "os.rename out.pdf"}
if hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1:
    MOMENTS["a second process is started"] = "fork"


def pressed(deck: Path, moment: str, answer: str) -> tuple[int, str]:
    """The exit code and complaints of a build of many cards that gets SIGINT at a moment."""
    cards = "".join(f"  - {{title: Card {i}, text: {'word ' * 60}}}\n" for i in range(60))
    deck.write_text(f"title: Long\nlanguage: en\ncards:\n{cards}", encoding="utf-8")
    (deck.parent / "out.pdf").write_bytes(b"old")
    command = [moment, answer, "korttipakka", "build", "-o", "out.pdf"]
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, *command],
        cwd=deck.parent, env=environment(), start_new_session=True, encoding="utf-8",
        stderr=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    _, complaint = process.communicate(timeout=60)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert sorted(path.name for path in deck.parent.iterdir()) == ["deck.yaml", "out.pdf"]
    return process.returncode, complaint


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_interrupt(deck: Path, moment: str) -> None:
    """Ctrl-C ends a build with a word and no traceback, and leaves no file or process behind."""
    assert pressed(deck, moment, "default_int_handler") == (1, "\nAborted!\n")
    assert (deck.parent / "out.pdf").read_bytes() == b"old"


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_no_interrupt_where_it_is_to_be_ignored(deck: Path, moment: str) -> None:
    """A build that was started to go on in the background, as nohup does it, goes on."""
    assert pressed(deck, moment, "SIG_IGN") == (0, "")
    assert (deck.parent / "out.pdf").read_bytes().startswith(b"%PDF")


def test_module_runs_as_the_command(deck: Path) -> None:
    """`python -m korttipakka` is the same as `korttipakka`, in any encoding of the terminal."""
    assert run("--version").stdout == f"korttipakka, version {__version__}\n"
    done = run("hyphenate", "työpöytä", PYTHONIOENCODING="ascii:replace", PYTHONUTF8="0")
    assert done.returncode == 0
    assert SOURCE.is_dir()
