"""Flags without effect are told, those with one are not; and how commands end on wrong flags."""

import re
import shlex
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import Result

from commands import asked, run_here
from korttipakka import build_deck
from korttipakka.check.idle import idle_reversal, idle_settings
from korttipakka.fonts import FontSet
from korttipakka.printers.correction import prepared
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import read_layout

DECK = """\
title: Idle
language: en
categories: {ideas: {name: Finding ideas, color: teal}}
cards:
  - {title: One, text: Text., category: ideas}
  - {title: Two, text: Text., category: ideas}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder with a deck, and no printer measured yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    return tmp_path


def call(line: str) -> Result:
    """The command line's answer."""
    return run_here(*shlex.split(line))


def told(result: Result) -> list[str]:
    """What is said to have no effect, by its flag or its key."""
    return re.findall(r"idle-setting\]: (\S+) has no effect", result.output)


def idle_of(flags: str) -> list[str]:
    """What the rules say has no effect with such flags of `build`; asked directly, for speed."""
    given, changed = asked(["deck.yaml", *shlex.split(flags)])
    layout, grid = prepared(read_layout(given["layout"] or "workshop", changed))
    deck = read_deck(Path("deck.yaml"))
    found = [*idle_reversal(layout), *idle_settings(deck, layout, FontSet(layout.fonts), grid)]
    return [problem.message.split()[0].rstrip(":") for problem in found]


SHEET_FLAGS = {
    "paper": "--paper a3", "orientation": "--orientation landscape", "margin": "--margin 10mm",
    "gutter": "--gutter 3mm", "turn": "--turn sideways", "flip": "--flip short-edge",
    "order": "--order stack", "fold": "--fold vertical", "start-at": "--start-at 2",
    "marks": "--marks cut", "cutting-guide": "--cutting-guide",
    "back-offset": "--back-offset 1mm,1mm", "back-angle": "--back-angle 1",
    "printable": "--printable 6mm", "copies": "--copies 2", "blanks": "--blanks 1",
    "sides": "--sides fronts", "color": "--color cmyk", "corner": "--corner 3mm",
    "safe": "--safe 5mm", "bleed": "--bleed 3mm", "card-size": "--card-size a7",
}  # fmt: skip
"""Each flag of sheets and cards with a value that is not its default."""

SINGLE = set(SHEET_FLAGS) - {"copies", "blanks", "sides", "color", "safe", "bleed", "card-size"}
FOLD = {"flip", "sides", "back-offset", "back-angle"}
PERFORATED = {"fold", "marks", "cutting-guide", "orientation"}

ARRANGEMENTS = [
    ("", {"fold"}),
    ("--arrange single", SINGLE),
    ("--arrange fold --margin 10mm", FOLD),
    ("--arrange tent --margin 10mm", {*FOLD, "fold", "corner"}),
    ("--sheet avery-l7414", PERFORATED),
    ("--sides fronts", {"fold", "back-offset", "back-angle"}),
    ("--sides backs", {"fold", "marks"}),
    ("--sides apart", {"fold"}),
]


@pytest.mark.parametrize("flag", SHEET_FLAGS.values(), ids=SHEET_FLAGS)
@pytest.mark.parametrize(
    ("arranged", "idle"), ARRANGEMENTS, ids=[a or "-" for a, _ in ARRANGEMENTS]
)
def test_every_flag_in_every_arrangement(
    desk: Path, arranged: str, idle: set[str], flag: str
) -> None:
    """A flag is told where it does nothing on such sheets, and nowhere else."""
    name = flag.split()[0].lstrip("-")
    if f"--{name}" in arranged or (arranged.startswith("--sheet") and set_by_sheet(name)):
        return
    roomy = "" if "single" in arranged or "--sheet" in arranged else "-l pocket"
    expected = [f"--{name}"] if name in idle else []
    assert idle_of(f"{roomy} {arranged} {flag}") == expected


def set_by_sheet(name: str) -> bool:
    """Whether a perforated sheet sets this itself, so that the flag is an error beside it."""
    return name in {"paper", "margin", "gutter", "card-size", "start-at", "blanks", "bleed"}


@pytest.mark.parametrize(
    ("flags", "idle"),
    [
        # Marks
        ("--margin 15mm --set sheet.back_marks=yes", ["sheet.back_marks"]),
        ("--margin 15mm --marks none --set sheet.back_marks=yes", ["sheet.back_marks"]),
        ("--marks none --set sheet.mark_length=6mm", ["sheet.mark_length"]),
        ("--marks none --set sheet.mark_width=1pt", ["sheet.mark_width"]),
        ("--set sheet.mark_offset=3mm", ["sheet.mark_offset"]),
        ("--arrange fold --marks cut --set sheet.back_marks=yes", ["sheet.back_marks"]),
        ("--sides fronts --marks cut --set sheet.back_marks=yes", ["sheet.back_marks"]),
        ("--arrange fold --reverse-backs", ["--reverse-backs"]),
        ("--card-size 210x297mm -l classic --cutting-guide", ["--cutting-guide"]),
        # Cards and type
        ("--bleed 3mm", ["--bleed"]),
        ("--sheet avery-l7414 -l pocket --set card.bleed=2mm", ["card.bleed"]),
        ("--title-weight light", ["--title-weight"]),
        ("--set back.text.weight=medium", ["back.text.weight"]),
        ("--set front.bar.fill=teal --set front.bar.size=9pt", ["front.bar.size"]),
        ("--set front.bar.valign=middle", ["front.bar.valign"]),
        ("--set front.title.when=never --title-size 20pt", ["--title-size"]),
        ("--set front.title.pattern_step=3mm", ["front.title.pattern_step"]),
        ("--set front.title.stroke_width=1pt", ["front.title.stroke_width"]),
        ("--set front.title.fit=cover", ["front.title.fit"]),
        ("--set 'front.title.focus=10 % 10 %'", ["front.title.focus"]),
        ("--set back.title.gap=1mm", ["back.title.gap"]),
        ("--set front.title.corner=1mm", ["front.title.corner"]),
        ("--set 'front.title.opacity=50 %'", ["front.title.opacity"]),
        ("--set front.title.shape=circle", ["front.title.shape"]),
        # Names
        ("--accent teal", ["--accent"]),
        ("--set colors.warm=teal", ["colors.warm"]),
        ("--set front.title.font=body --set back.title.font=body --heading-font Inter",
         ["--heading-font"]),
        ("--arrange single --sheet avery-l7414", ["--sheet"]),
    ],
)  # fmt: skip
def test_other_flags_without_effect(desk: Path, flags: str, idle: list[str]) -> None:
    """Each is told once, by the name that its user knows."""
    assert idle_of(flags) == idle


@pytest.mark.parametrize(
    "flags",
    [
        "--margin 15mm --set sheet.mark_length=6mm --set sheet.mark_width=1pt",
        "--marks cut --set sheet.back_marks=yes",
        "--marks cut --sides backs --set sheet.back_marks=yes",
        "--arrange fold --set sheet.mark_width=1pt",
        "--bleed 3mm --set front.bar.left=0mm", "--bleed 3mm --set back.band.bottom=-1mm",
        "--bleed 2mm -l bold", "--bleed 3mm --arrange single", "--bleed 3mm --margin 15mm",
        "--arrange single --sides apart --reverse-backs",
        "--title-weight 800", "--set back.text.weight=bold", "--set front.title.stroke=ink",
        "--set front.title.stroke=ink --set front.title.stroke_width=1pt",
        "--set colors.warm=teal --set front.title.color=warm",
        "--set colors.warm=teal --set 'colors.pale=tint(warm, 50 %)' --set front.title.fill=pale",
        "--accent teal --blanks none=1", "--accent teal --set front.title.color=accent",
        "--set back.lines.valign=middle",
        "--heading-font Inter", "--ink navy", "--paper-color ivory",
        "--set front.title.text='{title}' --title-align center",
        "--arrange single --flip long-edge --paper a4 --margin 0",
        "--sheet avery-l7414 --marks none --start-at 2", "--cutting-guide",
    ],
)  # fmt: skip
def test_flags_with_an_effect_are_not_told(desk: Path, flags: str) -> None:
    """So are none that say what is the default anyway."""
    assert idle_of(flags) == []


def lay(desk: Path, name: str, *lines: str) -> None:
    """A layout file."""
    (desk / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_files_are_told_where_they_contradict_themselves(desk: Path) -> None:
    """A margin is idle where the same file asks for single faces, not where a flag does."""
    lay(desk, "a.layout", "extends: workshop", "sheet: {margin: 5 mm, marks: cut}")
    assert idle_of("-l a.layout --arrange single") == []
    lay(desk, "b.layout", "extends: a.layout", "sheet: {arrange: single, gutter: 2 mm}")
    done = call("check deck.yaml -l b.layout")
    assert told(done) == ["sheet.gutter"]
    assert "b.layout:2:34: warning[idle-setting]" in done.output
    assert "with sheet.arrange: single each face" in done.output
    lay(desk, "c.layout", "extends: workshop", "sheet: {fold: vertical}", "colors: {warm: teal}")
    assert idle_of("-l c.layout") == ["sheet.fold"]


def test_idle_flags_are_told_by_builds_and_checks(desk: Path) -> None:
    """Both print the warning with the flag as its place, and a hint that mends it."""
    for command in ("build", "check"):
        done = call(f"{command} deck.yaml --arrange single --corner 3mm --title-weight light")
        assert "--corner 3mm: warning[idle-setting]: --corner has no effect but on" in done.output
        assert "hint: leave it out" in done.output
        assert "'Inter Tight' has no weight 300, and 400, the nearest, is used" in done.output
        assert "hint: take 400 or 500 or 600 or 700 or 800 or 900, or a family" in done.output
    assert "idle" not in call("check deck.yaml --title-weight 800").output


@pytest.mark.parametrize("name", ["workshop", "classic", "bold", "mono", "large-print", "pocket"])
@pytest.mark.parametrize("arranged", ["", "--arrange single", "--arrange fold", "--sides fronts"])
def test_layouts_that_ship_are_never_told(desk: Path, name: str, arranged: str) -> None:
    """Whatever they say is meant for some print, and nobody here can leave it out."""
    assert idle_of(f"-l {name} {arranged}") == []


def test_pictures_are_told_of_flags_for_sheets(desk: Path) -> None:
    """Export says so too, but not of what a layout says of sheets, nor of a sheet's card size."""
    lay(desk, "a.layout", "extends: workshop", "sheet: {margin: 5 mm}")
    done = call("export deck.yaml --to png -l a.layout --paper a3 --sheet avery-l7414")
    assert done.exit_code == 2  # the sheet sets the paper
    done = call("export deck.yaml --to png -l a.layout --gutter 3mm --marks cut")
    assert done.exit_code == 0
    assert told(done) == ["--gutter", "--marks"]
    assert "with --to png each face is a page of its own" in done.output
    assert told(call("export deck.yaml --to png --force --sheet avery-l7414")) == []
    for flags in ("--to png --columns 3", "--to contact-sheet --no-bleed"):
        done = call(f"export deck.yaml {flags}")
        assert done.exit_code == 2
        assert "has no meaning" in done.output


# How commands end


def severities(result: Result) -> Iterable[str]:
    """The kinds of problems that were printed."""
    return set(re.findall(r"(error|warning)\[", result.output))


@pytest.mark.parametrize("command", ["build", "check", "export --to png"])
@pytest.mark.parametrize(
    ("flags", "hint"),
    [
        ("--paper A44", "did you mean 'a4'?"),
        ("--copies 0", "from 1 to 1000"),
        ("--blanks ²", "not a whole number"),
        ("--layout clasic", "did you mean 'classic'?"),
        ("--card on", "did you mean 'one'?"),
        ("--tag quick", "no tag 'quick'"),
        ("--category idea", "did you mean 'ideas'?"),
        ("--category ideas --card one --tag x", "no tag 'x'"),
        ("--printer offise", "did you mean 'office'?"),
        ("--set front.title.sise=9pt", "did you mean 'size'?"),
        ("--set front.title.size", "KEY=VALUE"),
        ("--set front.title.size=huge", "is not a length"),
        ("--flip long", "write long-edge"),
        ("--sheet avery-l7415", "did you mean 'avery-l7414'?"),
        ("--sheet none.yaml", "there is no file none.yaml"),
        ("--sheet avery-l7414 --margin 3mm", "leave out the one or the other"),
        ("--start-at 99", "there is no place 99"),
        ("--card-size 300x400mm", "too large"),
        ("--bleed 2m", "not a unit"),
        ("--bleed 200mm", "between 0 and 50 mm"),
        ("--heading-font Intre", "did you mean 'Inter'?"),
        ("--language klingon!", "write fi, sv"),
        ("--set front.title.image=none.png", "there is no file"),
    ],
)
def test_wrong_flags_end_with_2(desk: Path, command: str, flags: str, hint: str) -> None:
    """A wrong value of a flag is a wrong call of the command, whichever command it is."""
    save = "calibrate --save office --across 1 --up 1"
    assert call(save).exit_code == 0
    exporting = command.startswith("export")
    if exporting and flags.split()[0] in {"--printer", "--start-at", "--blanks"}:
        return
    name, *rest = command.split()
    done = call(" ".join([name, "deck.yaml", *rest, flags]))
    if exporting and flags == "--card-size 300x400mm":
        assert done.exit_code == 0  # no sheet has to hold it
        return
    assert done.exit_code == 2, done.output
    assert hint in " ".join(done.output.split())
    assert "error" in severities(done)
    assert not (desk / "deck.pdf").exists()


@pytest.mark.parametrize(
    "line",
    [
        "layouts show workshop --paper A44",
        "layouts show workshop --margin 5mm --save cards.pdf",
        "calibrate --paper a5", "calibrate --printer offise", "calibrate --paper A44",
        "calibrate --save none --across 1 --up 1", "calibrate --across 1",
        "calibrate -o deck.yaml", "build deck.yaml -o deck.yaml",
        "layouts gallery deck.yaml --card on",
    ],
)  # fmt: skip
def test_wrong_flags_of_other_commands(desk: Path, line: str) -> None:
    """Everywhere alike: 2, and nothing is written."""
    before = sorted(path.name for path in desk.iterdir())
    done = call(line)
    assert done.exit_code == 2, done.output
    assert sorted(path.name for path in desk.iterdir()) == before
    assert (desk / "deck.yaml").read_text(encoding="utf-8") == DECK


@pytest.mark.parametrize("command", ["build", "check", "export --to png"])
def test_problems_of_the_deck_end_with_1(desk: Path, command: str) -> None:
    """A deck or layout with problems is not a wrong call; with a wrong flag as well, it is one."""
    (desk / "deck.yaml").write_text(DECK.replace("ideas}", "idea}"), encoding="utf-8")
    name, *rest = command.split()
    assert call(" ".join([name, "deck.yaml", *rest])).exit_code == 1
    (desk / "deck.yaml").write_text(DECK, encoding="utf-8")
    lay(desk, "bad.layout", "extends: workshop", "sheet: {paper: a44}")
    assert call(" ".join([name, "deck.yaml", *rest, "-l bad.layout"])).exit_code == 1
    both = " ".join([name, "deck.yaml", *rest, "-l bad.layout --flip long"])
    assert call(both).exit_code == 2


def test_warnings_end_with_0(desk: Path) -> None:
    """A flag without effect is no wrong call, but with --strict the build fails."""
    assert call("build deck.yaml --fold vertical").exit_code == 0
    assert call("build deck.yaml --fold vertical --strict").exit_code == 1
    assert call("check deck.yaml --fold vertical --strict").exit_code == 1


@pytest.mark.parametrize(
    ("flags", "key"),
    [
        ("--set card.corner=1mm --set card.corner=2mm", "--set card.corner=1mm"),
        ("--corner 1mm --set card.corner=2mm", "--corner 1mm"),
    ],
)
def test_a_setting_with_two_values(desk: Path, flags: str, key: str) -> None:
    """The last one holds, and the other is told of, unless it says the same."""
    told = f"{key}: warning[idle-setting]: card.corner has no effect here: --set card.corner=2mm"
    assert told in call(f"build {flags}").output
    assert "idle-setting" not in call(f"build {flags} -q").output
    assert "idle-setting" not in call(f"build {flags.replace('=2mm', '=1mm')}").output


@pytest.mark.parametrize(
    ("box", "hint"),
    [
        ('{qr: "{title}", size: 20 mm, left: 60 mm, width: 20 mm, top: 9 mm, height: 20 mm}',
         "width and height say how large"),
        ("{text: Hello, opacity: 50 %, left: 60 mm, top: 9 mm}", 'color: "tint(ink, 50 %)"'),
    ],
)  # fmt: skip
def test_what_has_the_effect_is_told(tmp_path: Path, box: str, hint: str) -> None:
    """The size of type is none of a code, and what is painted below a text is not the text."""
    (tmp_path / "own.yaml").write_text(f"extends: workshop\nfront: {{new: {box}}}\n")
    (tmp_path / "deck.yaml").write_text("title: D\nlanguage: en\ncards: [title: A]\n")
    made = build_deck(tmp_path / "deck.yaml", layout=str(tmp_path / "own.yaml"))
    (told,) = (found for found in made.problems if found.code == "idle-setting")
    assert hint in told.hint
