"""Kinds of settings: what each says of itself is what it does."""

import json
from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import run_here
from korttipakka.basics.problems import InvalidValue, KorttipakkaError, Location
from korttipakka.model.kinds import Kind, is_whole
from korttipakka.model.numbers import ROTATION
from korttipakka.model.settings import BOX_SETTINGS, SETTINGS, Override, Setting
from korttipakka.model.texts import BLANKS, as_list, listed
from korttipakka.reading.layout import read_layout
from korttipakka.saving.layout import save_layout
from korttipakka.web.controls import settings_table

ALL = (*SETTINGS, *BOX_SETTINGS)
BOUNDED = [setting for setting in ALL if setting.kind.least is not None]

SUFFIXES = {"mm": " mm", "pt": " pt", "em": " em", "%": " %", "degrees": "", "": ""}
"""How an amount of a unit is written."""


def named(setting: Setting) -> str:
    """A setting as a test's name."""
    return setting.key


def written(kind: Kind, amount: float) -> str:
    """An amount as a text of the kind."""
    text = f"{amount:.6f}".rstrip("0").rstrip(".") + SUFFIXES[kind.unit]
    return " ".join([text] * 2) if kind.name == "shares" else _size(kind, text)


def _size(kind: Kind, text: str) -> str:
    return f"{text} x {text}" if kind.name == "size" else text


@pytest.mark.parametrize("setting", ALL, ids=named)
def test_defaults_examples_and_names_are_read(setting: Setting) -> None:
    """Each is a value of its kind; all numbers in them lie within the bounds."""
    kind = setting.kind
    for text in (setting.default, *kind.examples, *kind.names, *kind.choices):
        kind.read(text)
        for amount in kind.amounts(text):
            assert kind.least is not None
            assert kind.most is not None
            is_zero = amount == 0 and "0, or" in kind.words
            assert kind.least <= amount <= kind.most or is_zero


@pytest.mark.parametrize("setting", BOUNDED, ids=named)
def test_bounds_are_documented_and_kept(setting: Setting) -> None:
    """The least and the most are read, what lies beyond is refused with both bounds named."""
    kind = setting.kind
    assert kind.least is not None
    assert kind.most is not None
    assert kind.step
    least, most = f"{kind.least:g}", f"{kind.most:g}"
    assert most in kind.words
    if kind in {ROTATION, BLANKS}:  # whole turns are none; texts until there is a deck
        return
    beyond = max(kind.step, 0.01 * kind.most)
    for amount in (kind.least, kind.most):
        assert kind.amounts(written(kind, amount))[0] == pytest.approx(amount, abs=1e-3)
    for amount in (kind.least - beyond, kind.most + beyond, kind.most * 1e30):
        with pytest.raises(InvalidValue) as raised:
            kind.read(written(kind, amount))
        assert most in str(raised.value) or "whole number" in str(raised.value)
        assert least in str(raised.value) or "is no" in str(raised.value) or least == "0"


@pytest.mark.parametrize("setting", BOUNDED, ids=named)
@given(data=st.data())
def test_amounts_are_the_numbers_of_a_value(setting: Setting, data: st.DataObject) -> None:
    """A slider's number, written with the unit, is read as that number; a slider shows it again."""
    kind = setting.kind
    if kind is ROTATION:
        return
    assert kind.least is not None
    assert kind.most is not None
    amount = round(data.draw(st.floats(kind.least, kind.most)), 3)
    if kind.name in {"count", "weight", "counts"}:
        amount = float(int(max(kind.least, amount)))
    if kind.name == "counts":
        assert kind.read(written(kind, amount)) == (written(kind, amount),)
    else:
        found = kind.amounts(written(kind, min(kind.most, max(kind.least, amount))))
        assert found[0] == pytest.approx(amount, abs=2e-3)


def test_units_are_converted_for_sliders() -> None:
    """Amounts are in the kind's own unit, whatever was written; words and shares have none."""
    kind = {setting.key: setting.kind for setting in ALL}
    assert kind["sheet.margin"].amounts("1 cm 5 mm") == (10, 5, 10, 5)
    assert kind["size"].amounts("8-11 pt") == (8, 11)
    assert kind["size"].amounts("1 in") == (72, 72)
    assert kind["opacity"].amounts("0.5") == (50,)
    assert kind["tracking"].amounts("2 %") == (0.02,)
    assert kind["rotate"].amounts("90deg") == (90,)
    assert kind["card.size"].amounts("a7-landscape") == (105, 74)
    assert kind["left"].amounts("50 %") == kind["left"].amounts("auto") == ()
    assert kind["color"].amounts("teal") == ()


ODD = ["²", "٣", "1²", "1_0", "nan", "inf", "-inf", "1e9", "9" * 4300, "0" * 4300, "1" + "0" * 400]
UNITS = ["", "mm", " mm", "pt", "%", "em", "deg", " x 1 mm"]


@pytest.mark.parametrize("setting", ALL, ids=named)
def test_odd_numbers_are_read_or_refused(setting: Setting) -> None:
    """Superscripts, digits of other scripts and thousands of digits never become a fault."""
    for number, unit in product(ODD, UNITS):
        try:
            amounts = setting.kind.amounts(f"{number}{unit}")
        except InvalidValue as invalid:
            amounts, said = (), str(invalid)
        else:
            said = ""
        assert len(said) < 400
        assert all(abs(amount) <= (setting.kind.most or 0) for amount in amounts)


@given(st.sampled_from(ALL), st.text(max_size=40))
def test_any_text_is_read_or_refused(setting: Setting, text: str) -> None:
    """A kind raises nothing but InvalidValue."""
    with suppress(InvalidValue):
        setting.kind.read(text)


@pytest.mark.parametrize("text", ["²", "2, ideas=²", "ideas=9999", "=", "1" * 5000])
def test_numbers_of_blanks_are_whole(text: str) -> None:
    """A superscript is a digit to Python, and no number; a larger number is a slip."""
    done = run_here("check", "osallisuus", "--blanks", text)
    assert "bad-blanks" in done.output or "longer than" in done.output


def test_whole_numbers() -> None:
    """Only plain digits count, and not too many of them."""
    texts = ("0", "007", "", "²", "٣", "-1", "1.0", " 1", "1" * 10)
    assert [text for text in texts if is_whole(text)] == ["0", "007"]


# Lists


ITEMS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]))


@given(st.lists(ITEMS.map(str.strip).filter(bool)))
def test_lists_survive_as_texts(items: list[str]) -> None:
    """Items with commas, quotes or anything else come back as they were."""
    assert list(listed(as_list(items))) == items


LAYOUT = 'extends: workshop\nfonts:\n  fallback: ["My, font.ttf", Noto Sans Symbols 2]\n'
NAMES = ("My, font.ttf", "Noto Sans Symbols 2")


def test_a_font_with_a_comma_in_its_name(tmp_path: Path) -> None:
    """It stays one item: in the layout, in what is shown, and when its file is changed."""
    path = tmp_path / "own.yaml"
    path.write_text(LAYOUT, encoding="utf-8")
    assert read_layout(str(path)).fonts.fallback == NAMES
    shown = tmp_path / "shown.yaml"
    done = run_here("layouts", "show", path)
    shown.write_text(done.output, encoding="utf-8")
    assert read_layout(str(shown)).fonts.fallback == NAMES
    text = as_list([*NAMES, 'a "b" c'])
    flag = Override("fonts.fallback", text, Location.flag("--set"))
    save_layout(str(path), [flag], path)
    text = path.read_text("utf-8")
    assert 'fallback: ["My, font.ttf", Noto Sans Symbols 2, a "b" c]' in text
    assert read_layout(str(path)).fonts.fallback == (*NAMES, 'a "b" c')


def test_a_list_of_lines_stays_one(tmp_path: Path) -> None:
    """A list with an item a line is changed in that style; what follows it stays."""
    path = tmp_path / "own.yaml"
    head = "extends: workshop\r\nfonts:\r\n  fallback:\r\n  - Inter   # first\r\n"
    path.write_bytes(f"{head}  - 'My, font.ttf'\r\n  body: Inter  # body\r\n".encode())
    flag = Override("fonts.fallback", as_list(["A", "B, C"]), Location.flag("--set"))
    save_layout(str(path), [flag], path)
    text = path.read_bytes().decode()
    assert text.endswith("  fallback:\r\n  - A\r\n  - B, C\r\n  body: Inter  # body\r\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("front: {title: {text: [a, b]}}", "a single value belongs here, not a list"),
        ("front: {title: {size: [8 pt]}}", "a single value belongs here, not a list"),
        ("sheet: {margin: [[1 mm], 2 mm]}", "a list here holds single values"),
        ("fonts: {fallback: [{a: b}]}", "a list here holds single values"),
    ],
)
def test_lists_where_none_belong(tmp_path: Path, text: str, said: str) -> None:
    """They are told of with their place, never written as Python shows them."""
    path = tmp_path / "own.yaml"
    path.write_text(f"extends: workshop\n{text}\n", encoding="utf-8")
    with pytest.raises(KorttipakkaError) as raised:
        read_layout(str(path))
    (problem,) = raised.value.problems
    assert said in problem.message
    assert problem.at is not None
    assert problem.at.line == 2


def test_lists_of_lengths(tmp_path: Path) -> None:
    """Values of several lengths may be lists."""
    path = tmp_path / "own.yaml"
    path.write_text("extends: base\nsheet: {margin: [1 mm, 2 mm], gutter: [3 mm]}\n", "utf-8")
    layout = read_layout(str(path))
    assert layout.sheet.margin.top * 2 == layout.sheet.margin.left


def test_the_schema_has_bounds() -> None:
    """A number without a unit has its bounds, and a length is no number but 0."""
    schema = json.loads(run_here("schema", "layout").output)
    box = schema["$defs"]["Box"]["properties"]
    assert (box["leading"]["minimum"], box["leading"]["maximum"]) == (0.7, 4)
    assert (box["left"]["minimum"], box["left"]["maximum"]) == (0, 0)
    assert "array" in schema["properties"]["fonts"]["properties"]["fallback"]["type"]
    assert "array" not in box["size"]["type"]


@pytest.mark.parametrize("name", ["workshop", "mono"])
def test_controls_have_all_that_a_panel_needs(name: str) -> None:
    """Every setting of every box: its kind, bounds, value in the unit, and where it comes from."""
    flag = Override("card.safe", "0.5 in", Location.flag("--safe 0.5in"))
    layout = read_layout(name, [flag])
    rows = {row["key"]: row for row in json.loads(json.dumps(settings_table(layout, {})))}
    count = len(layout.front) + len(layout.back)
    assert len(rows) >= len(SETTINGS) + count * len(BOX_SETTINGS)
    safe = rows["card.safe"]
    assert (safe["kind"], safe["unit"], safe["least"], safe["most"]) == ("length", "mm", 0, 100)
    assert (safe["value"], safe["amounts"], safe["origin"]) == ("0.5 in", [12.7], "--safe 0.5in")
    assert (safe["flag"], safe["group"]) == ("--safe", "Card")
    assert rows["front.title.align"]["choices"] == ["left", "center", "right", "justify"]
    assert rows["front.title.size"]["flag"] == "--title-size"
    assert len(rows["front.title.size"]["amounts"]) == 2
    assert "a7" in rows["card.size"]["names"]
    for row in rows.values():
        assert all(row["least"] <= n <= row["most"] for n in row["amounts"] if n)
