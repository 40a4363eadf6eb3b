"""Bad input: each case says in full what its user reads, and the old output stays as it was.

Decks have their own cases in `bad_decks/`, which `test_reading_deck.py` reads; here are layouts,
flags and outputs, and what all of them go through: the command line.
"""

import os
import re
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from click.testing import Result
from hypothesis import example, given
from hypothesis import strategies as st

from commands import python
from commands import run_here as call
from korttipakka.basics.shell import shell_line
from korttipakka.model.settings import BOX_SETTINGS, SETTINGS

TESTS = Path(__file__).parent
BAD_LAYOUTS = sorted((TESTS / "bad_layouts").glob("*.yaml"))
BAD_DECKS = sorted((TESTS / "bad_decks").glob("*.yaml"))

DECK = """title: Two cards
language: en
categories: {ideas: Finding ideas}
cards:
  - title: Silent brainstorming
    category: ideas
    text: Ten minutes, one idea a note, no talking.
  - title: Break
"""

OLD = b"%PDF-1.7 what was printed yesterday"


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder with a small deck, and a PDF of yesterday."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "out.pdf").write_bytes(OLD)
    return tmp_path / "deck.yaml"


def errors(result: Result) -> list[str]:
    """The lines that name an error."""
    return [line for line in result.stderr.splitlines() if re.match(r"(.*: )?error\[", line)]


def assert_refused(result: Result, folder: Path, code: int = 1) -> None:
    """The build failed as one on bad input does, and left nothing behind."""
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1].endswith("; nothing was written")
    assert (folder / "out.pdf").read_bytes() == OLD
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize("path", BAD_LAYOUTS, ids=lambda path: path.stem)
def test_bad_layout(deck: Path, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """A bad layout gets exactly the errors that its first lines state."""
    text = path.read_text(encoding="utf-8", errors="replace")
    expected = re.findall(r"^# Error: (.*)", text, re.MULTILINE)
    monkeypatch.chdir(path.parent)
    result = call("build", deck, "--layout", path.name, "-o", deck.parent / "out.pdf")
    assert_refused(result, deck.parent)
    found = [line.removeprefix(f"{deck.parent}/") for line in errors(result)]
    assert len(found) == len(expected)
    for line, start in zip(found, expected, strict=True):
        own = start if start.startswith("deck.yaml:") else f"{path.name}:{start}"
        assert line.startswith(own.replace(":error", ": error"))


@pytest.mark.parametrize("path", BAD_DECKS, ids=lambda path: path.stem)
def test_bad_deck_leaves_the_old_output(deck: Path, path: Path) -> None:
    """Each bad deck stops the build with a place, a code and the line in question."""
    result = call("build", path, "-o", "out.pdf")
    assert_refused(result, deck.parent)
    assert errors(result)
    for line in errors(result):
        assert re.match(rf"{re.escape(str(path))}(:\d+:\d+)?: error\[[a-z0-9-]+\]: \S", line)


BAD_FLAGS = [
    # Decks
    ("nosuch.yaml", "error[missing-deck]: there is no deck 'nosuch.yaml'"),
    ("osalisuus", "error[missing-deck]: there is no deck 'osalisuus'"),
    # Layouts and settings
    ("--layout workshp", "--layout workshp: error[unknown-layout]: there is no layout 'workshp'"),
    ("-l mine.yaml", "--layout mine.yaml: error[unknown-layout]: there is no layout 'mine.yaml'"),
    ("--set foo", "--set foo: error[bad-set]: 'foo' is not KEY=VALUE"),
    (
        "--blanks none=1,none=2",
        "--blanks none=1,none=2: error[bad-blanks]: a number for category 'none' is given already",
    ),
    (
        "--blanks 1 --blanks 2",
        "--blanks 1 --blanks 2: error[bad-blanks]: a number for all categories is given already",
    ),
    (
        "--set front.title.features=onum,-onum",
        "--set front.title.features=onum,-onum: error[bad-value]: front.title.features: 'onum' has "
        "two values: onum and -onum",
    ),
    (
        "--set card.sise=a7",
        "--set card.sise=a7: error[unknown-setting]: there is no setting 'card.sise'",
    ),
    (
        "--set front.title.size=30-20pt",
        "--set front.title.size=30-20pt: error[bad-value]: front.title.size: "
        "'30-20pt' is turned round: the smaller size comes first",
    ),
    (
        "--set front.titel.size=20pt",
        "--set front.titel.size=20pt: error[empty-box]: the box 'titel' on the front has no ",
    ),
    # Flags of settings
    ("--paper a44", "--paper a44: error[bad-value]: sheet.paper: 'a44' is no paper size"),
    ("--paper 0x0mm", "--paper 0x0mm: error[bad-value]: sheet.paper: '0x0mm' is no paper size"),
    (
        "--card-size pokre",
        "--card-size pokre: error[bad-value]: card.size: 'pokre' is no card size",
    ),
    (
        "--card-size 300x400mm",
        "--card-size 300x400mm: error[card-too-large]: a card of 300 x 400 mm is too large: it "
        "does not fit on paper of 210 x 297 mm with margins of 0 mm",
    ),
    (
        "--flip long",
        "--flip long: error[bad-value]: sheet.flip: 'long' is none of long-edge, short-edge",
    ),
    ("--margin 3", "--margin 3: error[bad-value]: sheet.margin: '3' needs a unit: 3 mm, "),
    (
        "--bleed -1mm",
        "--bleed -1mm: error[bad-value]: card.bleed: '-1mm' must lie between 0 and 50 mm",
    ),
    (
        "--heading-font no/such.ttf",
        "--heading-font no/such.ttf: error[unknown-font]: there is no font 'no/such.ttf'",
    ),
    (
        "--body-font deck.yaml",
        "--body-font deck.yaml: error[bad-font]: cannot use the font 'deck.yaml': ",
    ),
    # Which cards
    ("--category idea", "--category idea: error[unknown-category]: no category 'idea'"),
    ("--tag quick", "--tag quick: error[unknown-tag]: no tag 'quick'"),
    ("--card brake", "--card brake: error[unknown-card]: no card 'brake'"),
    ("--card 1,2-9", "--card 1,2-9: error[unknown-card]: no card '2-9'"),
    (
        "--category ideas --card break",
        "--category ideas --card break: error[nothing-selected]: the flags leave no card to print",
    ),
    (
        "--language klingon!",
        "--language klingon!: error[bad-language]: 'klingon!' is not a language",
    ),
    ("-o deck.yaml", "-o deck.yaml: error[cannot-write]: a PDF is not written to deck.yaml: "),
    ("-o .", "-o .: error[cannot-write]: cannot write .: that is a folder"),
    (
        "-o no/a.pdf",
        "-o no/a.pdf: error[cannot-write]: cannot write no/a.pdf: there is no folder no",
    ),
]


def test_flag_that_spoils_cards(deck: Path) -> None:
    """A flag that leaves a text no room is at fault, whatever is wrong with the cards for it."""
    result = call("build", "deck.yaml", "--set", "front.title.left=104mm", "-o", "out.pdf")
    assert_refused(result, deck.parent, code=2)
    assert "--set front.title.left=104mm: error[empty-box]: front.title " in result.stderr


@pytest.mark.parametrize(("flags", "expected"), BAD_FLAGS, ids=[flags for flags, _ in BAD_FLAGS])
def test_bad_flag(deck: Path, flags: str, expected: str) -> None:
    """A bad flag is named with its value in the first line, nothing is written, the code is 2."""
    words = flags.split()
    named = ["deck.yaml"] if words[0].startswith("-") else []
    output = [] if "-o" in words else ["-o", "out.pdf"]
    result = call("build", *named, *words, *output)
    assert_refused(result, deck.parent, code=2)
    assert result.stderr.splitlines()[0].startswith(expected)
    assert deck.read_text(encoding="utf-8") == DECK


HINTS = [
    ("build osalisuus", "did you mean 'osallisuus'?"),
    ("build deck.yaml -l workshp", "did you mean 'workshop'?"),
    ("build deck.yaml --paper a44", "did you mean 'a4'?"),
    ("build deck.yaml --set card.sise=a7", "did you mean 'card.size'?"),
    ("build deck.yaml --set front.title.sise=9pt", "did you mean 'size'?"),
    ("build deck.yaml --set front.titel.size=9pt", "did you mean 'title'?"),
    ("build deck.yaml --set frnt.title.size=9pt", "did you mean 'front'?"),
    ("build deck.yaml --flip longedge", "did you mean 'long-edge'?"),
    ("build deck.yaml --category idea", "did you mean 'ideas'?"),
    ("build deck.yaml --card brake", "did you mean 'break'?"),
    ("layouts show worksop", "did you mean 'workshop'?"),
]


@pytest.mark.parametrize(("line", "hint"), HINTS, ids=[line for line, _ in HINTS])
def test_suggestions(deck: Path, line: str, hint: str) -> None:
    """A mistyped name is answered with the nearest one."""
    result = call(*line.split())
    assert result.exit_code == 2
    assert f"hint: {hint}" in result.stderr


@pytest.mark.parametrize(
    ("flag", "name", "hint"),
    [
        ("--category", "finding  Ideas", "did you mean 'ideas'?"),
        ("--card", "1, 2-9", "the deck has cards 1 to 2: korttipakka list shows "),
        ("--card", "break,silent brainstormin", "did you mean 'silent-brainstorming'?"),
    ],
)
def test_names_of_several_words(deck: Path, flag: str, name: str, hint: str) -> None:
    """A category's name is answered with its key, a number with the last, a part by itself."""
    result = call("build", "deck.yaml", flag, name)
    assert result.exit_code == 2
    assert f"hint: {hint}" in result.stderr


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("list nosuch", "1 error"),
        ("layouts diff clasic bold", "1 error"),
        ("printers show offise", "1 error"),
        ("build nosuch", "1 error; nothing was written"),
        ("printers remove offise", "1 error; nothing was written"),
    ],
)
def test_only_what_writes_says_that_it_did_not(deck: Path, line: str, last: str) -> None:
    """A command that only tells ends with the number of problems alone."""
    result = call(*line.split())
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == last


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cardz", "cards"), ("CARDS", "cards"), ("cards.yaml", "cards"), (" “cards” ", "cards"),
        ("more", "more.yaml"), ("a/more.yml", ""), ("cards\\deck.yaml", "cards/deck.yaml"),
    ],
)  # fmt: skip
def test_which_deck_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, meant: str
) -> None:
    """A path at which there is nothing is answered with the deck that is nearly called so."""
    monkeypatch.chdir(tmp_path)
    Path("cards").mkdir()
    for name in ("cards/deck.yaml", "more.yaml", "cards.pdf", "cardz.png"):
        Path(name).write_text("title: D\nlanguage: en\ncards:\n  - title: A\n", encoding="utf-8")
    result = call("check", typed)
    assert result.exit_code == 2
    hint = f"did you mean '{meant}'?" if meant else "name a file, a folder, or a deck that ships"
    assert f"  hint: {hint}" in result.stdout


def test_where_a_deck_is_meant_but_not_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder that one is in, the web, a name in quotes that are missing, a file of cards."""
    monkeypatch.chdir(tmp_path)
    deck = "title: D\nlanguage: en\ncards:\n  - title: A\n"
    Path("deck.yaml").write_text(deck, encoding="utf-8")
    Path("1.yaml").write_text("cards:\n  - title: B\n", encoding="utf-8")
    Path("Our own deck.yaml").write_text(deck, encoding="utf-8")
    assert "leave its name out" in call("check", "ours").stdout
    assert "download it" in call("check", "https://example.org/deck.yaml").stdout
    spaced = call("check", "Our", "own", "deck.yaml")
    assert f"in quotes: {shell_line(['Our own deck.yaml'])}" in spaced.stderr
    assert "name that, deck.yaml; or add 'title: …'" in call("check", "1.yaml").stdout


FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")


@pytest.mark.parametrize("form", FORMS)
def test_letters_of_one_piece_or_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: Literal["NFC", "NFD"]
) -> None:
    """A folder called päivä is found however its letters are composed."""
    monkeypatch.chdir(tmp_path)
    Path(normalize(form, "päivä.yaml")).write_text(
        "title: D\nlanguage: en\ncards:\n  - title: A\n", encoding="utf-8"
    )
    assert all(call("check", normalize(other, "päivä.yaml")).exit_code == 0 for other in FORMS)


USAGE = [
    ("buld", "No such command 'buld'. Did you mean 'build'?"),
    ("build --categry a", "'--category'"),
    ("build one two", "Got unexpected extra argument (two)"),
    ("check --format xml", "'xml' is not one of 'text', 'json'"),
    ("check --format sraif", "'text', 'json', 'sarif', 'github'. hint: did you mean 'sarif'?"),
    ("export --to cvs", "'json'. hint: did you mean 'csv'?"),
    ("export --to PDF", "hint: the PDF of the cards is what korttipakka build makes"),
    ("export --to png --preset mpc-pokre", "hint: did you mean 'mpc-poker'?"),
    ("schema decks", "'decks' is not one of 'deck', 'layout'. hint: did you mean 'deck'?"),
    ("layouts shw", "No such command 'shw'. Did you mean 'show'?"),
    ("layouts show", "Missing argument 'NAME'"),
    ("hyphenate", "Missing argument"),
    ("schema cards", "'cards' is not"),
    ("-x", "No such option '-x'"),
]


@pytest.mark.parametrize(("line", "message"), USAGE, ids=[line for line, _ in USAGE])
def test_wrong_usage(deck: Path, line: str, message: str) -> None:
    """A command that cannot be understood exits with 2 and says what was not."""
    result = call(*line.split())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in " ".join(result.stderr.split())


def test_missing_deck_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a deck in this folder, the command says how to name one."""
    monkeypatch.chdir(tmp_path)
    result = call("build")
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert lines[0] == "error[missing-deck]: there is no deck.yaml in this folder"
    assert lines[1].startswith("  hint: name a deck: ")
    assert not list(tmp_path.iterdir())


def test_folder_without_deck(deck: Path) -> None:
    """A folder that holds no deck is named."""
    (deck.parent / "empty").mkdir()
    result = call("build", "empty", "-o", "out.pdf")
    assert_refused(result, deck.parent)
    assert errors(result)[0].startswith("empty: error[missing-deck]: there is no deck.yaml in ")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "bad.yaml:1:1: error[empty-file]: "),
        (b"# nothing\n", "bad.yaml:1:1: error[empty-file]: "),
        (b"title: [\n", "bad.yaml:1:8: error[yaml-syntax]: "),
        ("title: Pöytä\n".encode("latin-1"), "bad.yaml:1:9: error[not-utf8]: "),
        (b"title: A\ntitle: B\n", "bad.yaml:2:1: error[duplicate-key]: "),
        (b"title: A\ncads: []\n", "bad.yaml:2:1: error[unknown-key]: "),
        (b"title: A\ncards: {a: b}\n", "bad.yaml:2:8: error[wrong-type]: "),
        (
            b"title: A\nlayout: worksop\ncards: [{title: B}]\n",
            "bad.yaml:2:9: error[unknown-layout]: there is no layout 'worksop'",
        ),
        (
            b"title: A\ncards:\n  - {title: B, category: c}\n",
            "bad.yaml:3:26: error[unknown-category]: ",
        ),
    ],
)
def test_bad_deck_file(deck: Path, content: bytes, expected: str) -> None:
    """A deck that cannot be read is answered by file, line, column and code."""
    (deck.parent / "bad.yaml").write_bytes(content)
    result = call("build", "bad.yaml", "-o", "out.pdf")
    assert_refused(result, deck.parent)
    assert expected in "\n".join(errors(result))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_may_not_be_written(deck: Path) -> None:
    """An output in a protected folder is refused."""
    closed = deck.parent / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    result = call("build", "deck.yaml", "-o", "closed/out.pdf")
    assert result.exit_code == 1
    assert "cannot write closed/out.pdf: Permission denied" in errors(result)[0]


def test_protected_file(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write-protected PDF is not replaced by way of renaming."""
    # Root may write to any file, so the test asks in its place.
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    result = call("build", "deck.yaml", "-o", "out.pdf")
    assert_refused(result, deck.parent)
    assert "cannot write out.pdf: the file is write-protected" in errors(result)[0]


def test_full_disk(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full half way, the old PDF stays and no part of the new one is left."""

    def no_space(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_space)
    result = call("build", "deck.yaml", "-o", "out.pdf")
    assert_refused(result, deck.parent)
    assert "cannot write out.pdf: No space left on device" in errors(result)[0]


def test_layout_beside_the_cards_holds_no_cards(deck: Path) -> None:
    """A layout in the deck's folder is not read as a file of cards."""
    (deck.parent / "mine.yaml").write_text("extends: classic\n", encoding="utf-8")
    result = call("build", "-l", "mine.yaml", "-o", "out.pdf")
    assert (result.exit_code, result.stderr) == (0, "")


def test_many_errors_are_cut_short_but_not_by_check(deck: Path) -> None:
    """A build shows twenty errors, first ones first; `check` shows them all."""
    cards = "".join(f"  - {{title: T{i}, categry: a}}\n" for i in range(30))
    deck.write_text(f"title: Many\ncards:\n{cards}", encoding="utf-8")
    result = call("build", "-o", "out.pdf")
    assert_refused(result, deck.parent)
    assert len(errors(result)) == 20
    assert ":3:" in errors(result)[0]
    assert "… and 10 more: korttipakka check lists them all" in result.stderr
    checked = call("check")
    assert checked.exit_code == 1
    assert checked.stdout.count("error[unknown-key]") == 30
    assert checked.stdout.endswith("30 errors\n")


KEYS = [setting.key for setting in SETTINGS] + [
    f"{face}.{box}.{setting.key}"
    for face, box in (("front", "title"), ("back", "text"), ("back", "new"))
    for setting in BOX_SETTINGS
]

VALUES = st.one_of(
    st.sampled_from(
        "0 1 -1 none auto yes no any {title} {text} {nope} #fff red cmyk(1,2,3,4) 3mm -3mm 1e9mm "
        "50% 999% 0.001pt 8-11pt 1-1000pt a4 a7 1x1mm 5000x5000mm nan inf title below".split()
    ),
    st.text(max_size=12),
)


@given(st.sampled_from(KEYS) | st.text(max_size=20), VALUES)
@example("front.title.below", "title")
@example("card.size", "nanxnanmm")
@example("back.text.leading", "nan")
def test_any_setting_is_taken_or_told_of(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: str
) -> None:
    """Whatever is set to whatever: a PDF or located problems, and never a fault of ours."""
    folder = tmp_path_factory.mktemp("set")
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")
    out = folder / "out.pdf"
    result = call("build", folder / "deck.yaml", "--set", f"{key}={value}", "-o", out)
    assert result.exit_code in {0, 1, 2}
    assert (result.exit_code == 0) == out.exists()
    if result.exit_code:
        assert errors(result)


def test_a_fault_of_ours_has_no_traceback(deck: Path) -> None:
    """Should korttipakka itself fail, a line says so; --debug shows where."""
    broken = deck.parent / "broken"
    broken.mkdir()
    (broken / "reportlab.py").write_text("raise RuntimeError('broken on purpose')\n")
    path = os.pathsep.join([str(broken), str(TESTS.parent / "src")])
    arguments = ["-c", "import sys; from korttipakka.cli import run; run()", "build", "-o", "x.pdf"]
    done = python(*arguments, cwd=deck.parent, PYTHONPATH=path)
    assert done.returncode == 1
    assert done.stderr.startswith("korttipakka failed: RuntimeError: broken on purpose\n  hint: ")
    assert "Traceback" not in done.stderr
    assert "Traceback" in python(*arguments, "--debug", cwd=deck.parent, PYTHONPATH=path).stderr
    assert not (deck.parent / "x.pdf").exists()


def test_prose_named_as_a_deck(tmp_path: Path) -> None:
    """Text without any key is told of as what it is, with the command that reads it."""
    path = tmp_path / "deck.yaml"
    path.write_text("My deck\n\nCard one\nSome words\n\nCard two\nMore words\n", encoding="utf-8")
    done = call("check", path)
    assert done.exit_code == 1
    assert "this is plain text, not a deck" in done.output
    assert "korttipakka import deck.txt deck" in done.output
