"""`korttipakka layouts`: what a layout comes to, how two differ, tweaks kept as files."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from commands import run_here
from commands import run_here as run
from korttipakka.basics.color import css_names, parse_color
from korttipakka.basics.geometry import Point, Size
from korttipakka.basics.problems import KorttipakkaError, Location
from korttipakka.basics.shipped import shipped
from korttipakka.basics.units import MM
from korttipakka.model.layout import Layout
from korttipakka.model.settings import BOX_SETTINGS, SETTINGS, Override, find_setting, flagged
from korttipakka.reading.layout import layout_names, read_layout
from korttipakka.reading.tree import Mapping, parse_yaml
from korttipakka.saving.edit import edited
from korttipakka.saving.layout import save_layout

LAYOUTS = layout_names()

HAND_MADE = """\
# My own layout.
extends: workshop    # the parent

front:
  # The title is what people see first.
  title:
    size: 24 pt      # large

  band: {fill: "{color}", left: 6 mm, right: 6 mm, bottom: 4 mm, height: 1 mm}
  note:
    text: |-
      Two lines
      of text
    size: 8 pt

# The back stays as it is, but for this.
back.text.size: 9-10 pt
"""


def tweaks(*texts: str) -> list[Override]:
    """Overrides as `--set` makes them."""
    pairs = (text.partition("=") for text in texts)
    return [Override(key, value, Location.flag(f"--set {key}={value}")) for key, _, value in pairs]


def unnamed(layout: Layout) -> Layout:
    """A layout without its name, to compare."""
    return layout._replace(name="")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A layout file with comments, in both styles of YAML."""
    path = tmp_path / "own.yaml"
    path.write_text(HAND_MADE, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_show_prints_is_that_layout(name: str, tmp_path: Path) -> None:
    """The printed layout, read as a file, is the layout that was shown."""
    if name == "base":
        return
    shown = tmp_path / "shown.yaml"
    shown.write_text(run("layouts", "show", name).output, encoding="utf-8")
    assert unnamed(read_layout(str(shown))) == unnamed(read_layout(name))


def test_show_prints_defaults_of_boxes_on_request(tmp_path: Path) -> None:
    """With `--all`, every setting of every box is there, and the layout is still the same."""
    text = run("layouts", "show", "workshop", "--all").output
    shown = tmp_path / "shown.yaml"
    shown.write_text(text, encoding="utf-8")
    layout = read_layout(str(shown))
    assert unnamed(layout) == unnamed(read_layout("workshop"))
    boxes = len(layout.front) + len(layout.back)
    assert len(layout.given) == len(SETTINGS) + boxes * len(BOX_SETTINGS)


def test_show_names_each_origin() -> None:
    """A value comes from a file and line, from a flag, or from the defaults."""
    text = run("layouts", "show", "workshop", "--title-size", "20pt", "--margin", "5mm").output
    lines = {line.split("#")[0].strip(): line for line in text.splitlines()}
    assert lines["size: 20pt"].endswith("# --title-size 20pt")
    assert lines["margin: 5mm"].endswith("# --margin 5mm")
    assert lines["paper: a4"].endswith("# layouts/base.yaml:7")
    assert lines["order: rows"].endswith("# default")


def test_show_takes_a_path(own: Path) -> None:
    """A layout file of one's own is shown with its own lines as origins."""
    text = run("layouts", "show", str(own)).output
    assert f"# {own}:7" in text
    assert "      Two lines\n" not in text.partition("front:")[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "front.title.sise=20pt"], ["unknown-setting", "did you mean 'size'?"]),
        (["--set", "shet.paper=a4"], ["unknown-setting", "did you mean 'sheet'?"]),
        (["--set", "sheet.papr=a4"], ["unknown-setting", "did you mean 'sheet.paper'?"]),
        (["--set", "front.titel.size=20pt"], ["empty-box", "did you mean 'title'?"]),
        (["--set", "front.bar.fill=none"], ["empty-box", "--set front.bar.when=never"]),
        (["--flip", "long-edg"], ["--flip long-edg", "bad-value", "did you mean 'long-edge'?"]),
        (["--title-size", "20"], ["--title-size 20", "needs a unit"]),
        (["--title-sise", "20pt"], ["No such option", "--title-size"]),
        (["--set", "sheet.paper"], ["bad-set", "KEY=VALUE"]),
    ],
)
def test_wrong_flags_are_located_and_helped(arguments: Sequence[str], words: list[str]) -> None:
    """A wrong key or value names the flag and suggests what was meant."""
    done = run("layouts", "show", "workshop", *arguments)
    assert done.exit_code != 0
    for word in words:
        assert word in done.output


@pytest.mark.parametrize(
    ("tweak", "hint"),
    [
        ("colors.ink=grren", "did you mean 'green'?"),
        ("colors.ink={color}", "name {color} in a box"),
        ("colors.warm=tealish", "did you mean 'teal'?"),
        ("front.title.weight=heavyy", "did you mean 'black'?"),
        ("front.title.weight=bolld", "did you mean 'bold'?"),
        ("front.title.left=3,5 mm", "write 3.5 mm"),
        ("front.title.size=8,5 pt", "write 8.5 pt"),
        ("front.title.leading=1,3", "write 1.3"),
        ("sheet.margin=3,5 mm", "write 3.5 mm"),
        ("sheet.gutter=0,5 cm", "write 0.5 cm"),
        ("sheet.back_offset=0,5mm -0,3mm", "write 0.5mm -0.3mm"),
        ("sheet.back_offset=-1,2", "write -1 mm, 2 mm where two lengths are meant, -1.2 mm for"),
        ("sheet.gutter=3,3", "write 3 mm, 3 mm where two lengths are meant, 3.3 mm for one"),
        ("card.size=63,5x88,9mm", "write 63.5x88.9mm"),
    ],
)
def test_slips_in_values_are_helped(tweak: str, hint: str) -> None:
    """Mistyped colours and weights are suggested; a decimal comma is told as what it is."""
    with pytest.raises(KorttipakkaError) as raised:
        read_layout("workshop", tweaks(tweak))
    (problem,) = raised.value.problems
    assert hint in problem.hint


def test_lists_of_lengths_may_have_commas() -> None:
    """Commas between lengths are no decimal commas."""
    changes = tweaks("sheet.back_offset=0.5mm,-0.3mm", "sheet.margin=5mm,3 mm", "sheet.gutter=0,0")
    assert read_layout("workshop", changes).sheet.gutter == Point(0, 0)
    read_layout("workshop", tweaks("sheet.back_offset=-1 mm, 2 mm", "sheet.gutter=3.3 mm"))


def test_colours_of_css_4_are_known() -> None:
    """The name that came with CSS Color 4 is a colour, as in browsers."""
    assert parse_color("RebeccaPurple") == parse_color("#663399")
    assert "rebeccapurple" in css_names()


def test_a_layouts_own_colours_are_not_the_cards() -> None:
    """Settings that refuse `{color}` do not show it as an example."""
    shown = {key: find_setting(key) for key in ("colors.ink", "colors.warm", "front.bar.fill")}
    takes = [key for key, found in shown.items() if found and "{color}" in found.kind.examples]
    assert takes == ["front.bar.fill"]


def test_unknown_layout_is_suggested() -> None:
    """A mistyped layout is told with the nearest name."""
    assert "did you mean 'workshop'?" in run("layouts", "show", "workshp").output
    assert run("layouts", "diff", "workshop", "clasic").exit_code == 2


def test_diff_tells_both_values_and_origins(own: Path) -> None:
    """Only what differs is listed: both values with their origins, and boxes of one alone."""
    lines = run("layouts", "diff", "workshop", str(own)).output.splitlines()
    at = lines.index("front.title.size")
    assert lines[at + 1].split("#")[0].split() == ["-", "16-30", "pt"]
    assert "layouts/workshop.yaml" in lines[at + 1]
    assert lines[at + 2].split("#")[0].split() == ["+", "24", "pt"]
    assert lines[at + 2].endswith(f"# {own}:7")
    assert [line for line in lines if not line.startswith(" ")] == [
        "front.title.size", "back.text.size", "front.band", "front.note",
    ]  # fmt: skip


def test_diff_compares_values_not_texts(tmp_path: Path) -> None:
    """The same length in other words is no difference."""
    path = tmp_path / "same.yaml"
    path.write_text("extends: workshop\ncard: {safe: 0.6cm}\n", encoding="utf-8")
    assert run("layouts", "diff", "workshop", str(path)).output == "no difference\n"


OTHERS = {
    "card.size": "a6", "sheet.perforated": "avery-l7414", "below": "bar", "beside": "bar",
    "font": "Inter", "when": "never", "sheet.back_angle": "0.5", "color": "teal",
}  # fmt: skip
"""Values where the first example of a form is the default, or makes no sense in `workshop`."""

NOT_ALONE = {"sheet.printer", "image"}
"""Settings that need a file or a calibrated printer; pictures have a test of their own."""


def example(key: str, default: str, examples: Sequence[str]) -> str:
    """A value other than the default."""
    return OTHERS.get(key) or next(text for text in examples if text != default)


ALL = [
    (setting.key, example(setting.key, setting.default, setting.kind.examples))
    for setting in SETTINGS
    if setting.key not in NOT_ALONE
] + [
    (f"front.title.{setting.key}", example(setting.key, setting.default, setting.kind.examples))
    for setting in BOX_SETTINGS
    if setting.key not in NOT_ALONE
]


@pytest.mark.parametrize(("key", "value"), ALL, ids=[key for key, _ in ALL])
def test_every_setting_is_kept(key: str, value: str, tmp_path: Path, own: Path) -> None:
    """A tweak of any setting, saved to a new file or into an old one, reads as that tweak."""
    changes = tweaks(f"{key}={value}")
    new = tmp_path / "new.yaml"
    save_layout("workshop", changes, new)
    assert unnamed(read_layout(str(new))) == unnamed(read_layout("workshop", changes))
    wanted = read_layout(str(own), changes)
    save_layout(str(own), changes, own)
    assert unnamed(read_layout(str(own))) == unnamed(wanted)
    comments = [line for line in HAND_MADE.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in own.read_text("utf-8").splitlines() if line in comments] == comments


CHANGES = st.lists(st.sampled_from(ALL), min_size=1, max_size=8, unique_by=lambda pair: pair[0])


@settings(max_examples=30)  # each reads layouts a dozen times
@given(CHANGES, CHANGES, st.sampled_from(["workshop", "large-print"]))
def test_any_tweaks_are_kept(
    first: list[tuple[str, str]], then: list[tuple[str, str]], name: str
) -> None:
    """Tweaks on tweaks read back as flags beside the first ones' file show them."""
    one, other = ([f"{key}={value}" for key, value in pairs] for pairs in (first, then))
    with TemporaryDirectory() as folder:
        out = Path(folder) / "own.yaml"
        try:
            save_layout(name, tweaks(*one), out)
            wanted = read_layout(str(out), tweaks(*other))
        except KorttipakkaError:
            reject()  # some do not go together: a perforated sheet sets the paper
        save_layout(str(out), tweaks(*other), out)
        assert unnamed(read_layout(str(out))) == unnamed(wanted)


@pytest.mark.parametrize("name", LAYOUTS)
def test_many_tweaks_at_once_are_kept(name: str, tmp_path: Path) -> None:
    """Several tweaks of any layout that ships read back, a box of one's own among them."""
    if name == "base":
        return
    changes = tweaks(
        "front.mine.text=Two: lines\nof #text", "front.mine.top=3 mm", "colors.warm=#fa0",
        "back.mine.fill=warm", "fonts.fallback=Noto Sans Symbols 2, Inter",
    )  # fmt: skip
    out = tmp_path / "many.yaml"
    save_layout(name, changes, out)
    assert unnamed(read_layout(str(out))) == unnamed(read_layout(name, changes))


def test_only_differences_are_saved(tmp_path: Path) -> None:
    """A new file extends its parent and holds nothing that the parent says already."""
    out = tmp_path / "own.yaml"
    done = run(
        "layouts", "show", "workshop", "--title-size", "20 pt", "--paper", "a4",
        "--set", "card.safe=0.6 cm", "--save", str(out),
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    root, problems = parse_yaml(out.read_text("utf-8"), Location("own.yaml"))
    assert not problems
    assert root == {"extends": "workshop", "front": {"title": {"size": "20 pt"}}}


def test_updates_leave_all_else_alone(own: Path) -> None:
    """A changed line keeps its comment, all other lines are the same to the byte."""
    save_layout(str(own), tweaks("front.title.size=30 pt", "front.band.height=2 mm"), own)
    expected = HAND_MADE.replace("size: 24 pt ", "size: 30 pt ").replace("1 mm}", "2 mm}")
    assert own.read_text("utf-8") == expected


def test_line_ends_of_windows_stay(own: Path) -> None:
    """A file with the line ends of Windows keeps them on all lines, new ones as well."""
    own.write_bytes(HAND_MADE.replace("\n", "\r\n").encode())
    save_layout(str(own), tweaks("front.title.align=center", "front.title.size=30 pt"), own)
    lines = own.read_bytes().split(b"\n")[:-1]
    assert all(line.endswith(b"\r") for line in lines)
    assert b"    align: center\r" in lines


def test_a_tweak_taken_back_is_removed(own: Path) -> None:
    """A setting that is as in the parent again leaves the file, and so does its empty group."""
    own.write_text(HAND_MADE.replace("      # large", ""), encoding="utf-8")
    save_layout(str(own), tweaks("front.title.size=16-30 pt", "back.text.size=7-13 pt"), own)
    text = own.read_text("utf-8")
    assert "title:" not in text
    assert "back.text" not in text
    assert "# The title is what people see first." in text


def test_a_tweak_taken_back_keeps_its_comment(own: Path) -> None:
    """A line with a comment stays, with the parent's value; what left the file is told."""
    done = run(
        "layouts", "show", str(own), "--title-size", "16-30 pt",
        "--set", "back.text.size=7-13 pt", "--save", str(own),
    )  # fmt: skip
    assert "size: 16-30 pt      # large" in own.read_text("utf-8")
    assert "front.title.size; back.text.size is as in workshop again" in done.output


def test_a_layout_of_the_same_parent_is_added_to(own: Path) -> None:
    """Saving a tweak of the parent into the file keeps the file's own tweaks."""
    save_layout("workshop", tweaks("sheet.margin=5 mm"), own)
    assert own.read_text("utf-8") == HAND_MADE + "sheet:\n  margin: 5 mm\n"


def test_layouts_of_files_extend_them_by_path(own: Path, tmp_path: Path) -> None:
    """A tweak of a layout file names it from where the new file lies."""
    (tmp_path / "inner").mkdir()
    out = tmp_path / "inner" / "grandchild.yaml"
    save_layout(str(own), tweaks("sheet.margin=5 mm"), out)
    assert "extends: ../own.yaml\n" in out.read_text("utf-8")
    assert read_layout(str(out)).card == read_layout(str(own)).card


def test_pictures_are_named_from_the_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture's path on the command line counts from here, in the file from the file."""
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "logo.svg").write_text("<svg/>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    out = Path("looks") / "own.yaml"
    save_layout("workshop", tweaks("front.bar.image=looks/logo.svg"), out)
    assert "image: logo.svg" in out.read_text("utf-8")
    assert read_layout(str(out)).front[0].image == str(Path("looks") / "logo.svg")


@pytest.mark.parametrize("key", ["fonts.body", "fonts.fallback", "front.title.font"])
def test_fonts_are_named_from_the_layout(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A font's path on the command line counts from here, in the file from the file."""
    monkeypatch.chdir(tmp_path)
    for folder in ("sub", "Inter", "Own"):
        (tmp_path / folder).mkdir()
    (tmp_path / "own.ttf").write_bytes(b"")
    out = Path("sub") / "own.yaml"
    for named, kept in {"own.ttf": "../own.ttf", "Own": "../Own", "Inter": "Inter"}.items():
        save_layout("workshop", tweaks(f"{key}={named}"), out, force=True)
        there = read_layout(str(out)).given.get(key, "Inter")
        assert there == kept
    if key == "fonts.fallback":
        save_layout("workshop", tweaks(f"{key}=Inter, own.ttf"), out)
        assert read_layout(str(out)).fonts.fallback == ("Inter", "../own.ttf")


def test_pictures_outside_the_layouts_folder_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A layout's files lie in its folder: saving it elsewhere tells that."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "v.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    with pytest.raises(KorttipakkaError) as raised:
        save_layout("workshop", tweaks("front.picture.image=v.svg"), Path("sub/i.yaml"))
    (problem,) = raised.value.problems
    assert problem.code == "outside-layout"
    assert "does not lie in the folder of sub" in problem.message
    assert "save the layout to i.yaml" in problem.hint
    assert not (tmp_path / "sub" / "i.yaml").exists()


@pytest.mark.parametrize(
    "text", ["cards: []\n", "extends: bold\n", "not yaml: [\n", "", "just words\n"]
)
def test_other_files_are_not_overwritten(text: str, tmp_path: Path) -> None:
    """A file that is no layout of this parent stays, unless --force replaces it."""
    out = tmp_path / "other.yaml"
    out.write_text(text, encoding="utf-8")
    arguments = ["layouts", "show", "workshop", "--margin", "5mm", "--save", str(out)]
    done = run(*arguments)
    assert done.exit_code == 1
    assert "file-exists" in done.output
    assert out.read_text("utf-8") == text
    assert run(*arguments, "--force").exit_code == 0
    assert read_layout(str(out)).sheet.margin.left > 0


@pytest.mark.parametrize("text", ["title: Own\n", "cards:\n  - title: A\n", "cards:\n  title: A\n"])
def test_a_deck_is_never_overwritten(text: str, tmp_path: Path) -> None:
    """Not even --force puts a layout in a deck's place: it may be a slip for another name."""
    out = tmp_path / "deck.yaml"
    out.write_text(text, encoding="utf-8")
    done = run("layouts", "show", "workshop", "--margin", "5mm", "--save", str(out), "--force")
    assert (done.exit_code, out.read_text("utf-8")) == (1, text)
    assert "belongs to a deck" in done.output


def test_wrong_tweaks_are_not_saved(own: Path) -> None:
    """A tweak that is an error leaves the file as it was."""
    with pytest.raises(KorttipakkaError):
        save_layout(str(own), tweaks("front.title.size=large"), own)
    assert own.read_text("utf-8") == HAND_MADE


def test_anchors_are_not_touched(tmp_path: Path) -> None:
    """A value with an anchor is not changed in place: what refers to it would change, too."""
    text = "extends: workshop\nfront: {title: {left: &edge 9 mm, right: *edge}}\n"
    out = tmp_path / "anchored.yaml"
    out.write_text(text, encoding="utf-8")
    for side in ("left", "right"):
        with pytest.raises(KorttipakkaError) as raised:
            save_layout(str(out), tweaks(f"front.title.{side}=5 mm"), out)
        assert raised.value.problems[0].code == "cannot-save"
    assert out.read_text("utf-8") == text
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("name", ["none/own.yaml", "cards.pdf"])
def test_bad_places_are_told(name: str, tmp_path: Path) -> None:
    """A layout is not written to a folder that is not there, nor to a file of another kind."""
    with pytest.raises(KorttipakkaError) as raised:
        save_layout("workshop", [], tmp_path / name)
    assert raised.value.problems[0].code == "cannot-write"


WORD = st.text("abcdef", min_size=1, max_size=5)


@given(
    st.dictionaries(WORD, st.dictionaries(WORD, WORD, min_size=1), min_size=1),
    st.data(),
)
def test_edits_do_what_they_say(tree: dict[str, dict[str, str]], data: st.DataObject) -> None:
    """Setting and removing keys in any style gives the tree that is expected, comments kept."""
    lines = ["extends: x  # note\n"]
    for group, values in tree.items():
        if group == "extends":
            return
        pairs = [f"{key}: {value}" for key, value in values.items()]
        flow = data.draw(st.booleans())
        body = f"{group}: {{{', '.join(pairs)}}}\n"
        block = f"{group}:\n" + "".join(f"  # about\n  {pair}  # note\n" for pair in pairs)
        lines.append(body if flow else block)
    text = "".join(lines)
    group = data.draw(st.sampled_from([*tree, "new"]))
    key = data.draw(st.sampled_from([*tree.get(group, {}), "other"]))
    value = data.draw(st.none() | WORD)
    expected = {name: dict(values) for name, values in tree.items()}
    if value is None:
        expected.get(group, {}).pop(key, None)
    else:
        expected.setdefault(group, {})[key] = value
    found, problems = parse_yaml(edited(text, {(group, key): value}), Location("x"))
    assert not problems
    assert isinstance(found, Mapping)
    assert found == {"extends": "x"} | {name: v for name, v in expected.items() if v}


def test_flags_of_settings_are_grouped() -> None:
    """Each flag of the table stands in `--help` under its group's heading."""
    text = run("build", "--help").output
    headings = ["Card:", "Sheet:", "Type:", "Colour:", "Marks:"]
    places = [text.index(f"\n{heading}\n") for heading in headings]
    assert places == sorted(places)
    for setting in flagged():
        start = text.index(f"\n{setting.group}:\n")
        section = text[start:].split("\n\n")[0]
        assert setting.flag in section, setting.flag


def test_the_schema_knows_every_setting() -> None:
    """JSON Schema has each setting with its default, and lists choices where there are few."""
    schema = json.loads(run("schema", "layout").output)
    for setting in SETTINGS:
        section, name = setting.key.split(".")
        found = schema["properties"][section]["properties"][name]
        assert found["default"] == setting.default
    boxes = schema["$defs"]["Box"]["properties"]
    assert list(boxes) == [setting.key for setting in BOX_SETTINGS]
    assert boxes["align"]["enum"] == ["left", "center", "right", "justify"]
    assert schema["properties"]["extends"]["examples"] == LAYOUTS


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_that_ship_follow_the_schema(name: str) -> None:
    """Every key of a layout that ships is one that the schema allows, every choice one of its."""
    schema = json.loads(run("schema", "layout").output)
    text = (shipped("layouts") / f"{name}.yaml").read_text("utf-8")
    root, _ = parse_yaml(text, Location(name))
    assert isinstance(root, Mapping)
    follows(root, schema, schema["$defs"])


def follows(node: object, schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Assert that a tree has only the keys and choices that a schema allows."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        kind = "object" if isinstance(node, Mapping) else "string"
        schema = next(one for one in schema["anyOf"] if one["type"] == kind)
    if isinstance(node, Mapping):
        for key, child in node.items():
            rest = schema["additionalProperties"]
            assert key in schema.get("properties", {}) or rest, key
            follows(child, schema.get("properties", {}).get(key, rest), definitions)
    elif "items" in schema:
        assert isinstance(node, list)
        for child in node:
            follows(child, schema["items"], definitions)
    else:
        assert node in schema.get("enum", [node])


def test_a_perforated_sheet_takes_the_place_of_a_card_size(tmp_path: Path) -> None:
    """A sheet saved into a layout with a card size of its own takes that out, as flags do."""
    out = tmp_path / "own.yaml"
    save_layout("workshop", tweaks("card.size=a6", "card.safe=4 mm"), out)
    saved = save_layout(str(out), tweaks("sheet.perforated=avery-l7414"), out)
    assert saved.removed == ("card.size",)
    assert "a6" not in out.read_text("utf-8")
    assert read_layout(str(out)).card.size == Size(90 * MM, 52 * MM)


@pytest.mark.parametrize("flags", [(), ("--all",)])
def test_show_has_groups(flags: Sequence[str]) -> None:
    """Every section and box has its heading, with a blank line before all but the first."""
    lines = run("layouts", "show", "workshop", *flags).output.splitlines()
    heads = [index for index, line in enumerate(lines) if line.lstrip().startswith("# ")]
    headings = [lines[index].strip("# ") for index in heads]
    for expected in ("The card", "Fonts", "Colours", "Marks", "front.title", "back.text"):
        assert headings.count(expected) == 1 or (flags and expected == "Colours")
    assert "" not in (lines[0], lines[-1])
    for index in heads[1:]:
        assert not lines[index - 1] or lines[index - 1].endswith(":")  # right below its section
    assert all(one or other for one, other in pairwise(lines))
    assert (headings.count("Type") > 3) == bool(flags)


def test_show_keeps_settings_of_a_topic_together() -> None:
    """Among a sheet's settings those of marks stand below one heading, wherever they are listed."""
    text = run("layouts", "show", "classic").output
    marks = text.partition("  # Marks\n")[2].partition("\n\n")[0]
    names = [line.split(":")[0].strip() for line in marks.splitlines()]
    assert names == [
        "marks", "back_marks", "cutting_guide", "mark_offset", "mark_length", "mark_width", "slug",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("front: {title: none}", "to leave the box out, write title: {when: never}"),
        ("back: none", "to print fronts alone, write sheet: {sides: fronts}"),
        ("front: {title: {left: 8 px}}", "write 6 pt"),
        ("front: {title: {size: 30-20 pt}}", "write 20-30 pt"),
    ],
)
def test_hints_of_layouts_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, hint: str
) -> None:
    """What a hint says to write, written in place of what was wrong, is a layout."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.yaml").write_text(
        "title: D\nlanguage: en\nlayout: my.yaml\ncards:\n  - title: A\n", encoding="utf-8"
    )
    layout = tmp_path / "my.yaml"
    layout.write_text(f"extends: workshop\n{text}\n", encoding="utf-8")
    refused = run_here("check", ".")
    assert refused.exit_code == 1
    assert f"hint: {hint}" in refused.output
    written = hint.partition("write ")[2]
    wrong = next(w for w in ("title: none", "back: none", "8 px", "30-20 pt") if w in text)
    layout.write_text(f"extends: workshop\n{text.replace(wrong, written)}\n", encoding="utf-8")
    assert run_here("check", ".").exit_code == 0
