"""On which cards a box is shown: `when`, its lists, its slips, and gaps of what is not shown."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from box_samples import MM, build, front, make_deck
from korttipakka.basics.problems import InvalidValue, KorttipakkaError, Location, Problem
from korttipakka.build.blanks import blank_layout
from korttipakka.build.pipeline import build_deck
from korttipakka.content.values import Values
from korttipakka.model.conditions import Condition, parse_condition, renamed_condition
from korttipakka.model.deck import Card, Category, Deck
from korttipakka.model.settings import Override
from korttipakka.model.text import TextRun
from korttipakka.model.texts import CONDITION
from korttipakka.reading.layout import read_layout, read_layout_text
from korttipakka.saving.effective import as_file
from korttipakka.saving.layout import save_layout
from korttipakka.typeset.shared import BoxSizes

WILD, CALM = Category("wild", "Wild card"), Category("calm, or not", "Calm")
CARDS = (
    Card("a", "A", category=WILD, text="Words", fields={"time": "5 min", "my field": "x"}),
    Card("b", "B", category=CALM, image=Path("b.png"), tags=("quick", "two words")),
    Card("c", "C", fields={"level": 'He said "no", twice'}),
)
DECK = Deck("D", "en", CARDS, (WILD, CALM))


def shown(when: str) -> str:
    """The ids of the cards that show a box."""
    read = CONDITION.read(when)
    return "".join(card.id for card in CARDS if Values(card, DECK).wants(read))


@pytest.mark.parametrize(
    ("when", "cards"),
    [
        ("always", "abc"), ("never", ""), ("not never", "abc"), ("text", "a"), ("not text", "bc"),
        ("category = wild", "a"), ("category == wild", "a"), ("not category = wild", "bc"),
        ("category != wild", "bc"), ("category.key=wild", "a"), ("category.name = Wild card", "a"),
        ('category = "calm, or not"', "b"), ("category = Wild", ""), ("category", "ab"),
        ("not category", "c"), ("picture", "b"), ("not picture", "ac"), ("icon", ""),
        ("fields.time", "a"), ("not fields.time", "bc"), ("fields.my field", "a"),
        ("fields.my field = x", "a"), ("fields.time = 5 min", "a"), ("tags = quick", "b"),
        ("tags = two words", "b"), ("tags = two", ""), ("title = C", "c"), ("number = 1", "abc"),
        ('fields.level = "He said ""no"", twice"', "c"), ("not not text", "a"),
        ("any of: [text, picture]", "ab"), ("any of [text, not picture]", "ac"),
        ("all of: [category, not text]", "b"), ("not any of: [text, picture]", "c"),
        ("{all of: [category, {any of: [text, tags = quick]}]}", "ab"),
        ("all of: [not category = wild, any of: [picture, fields.level]]", "bc"),
    ],
)  # fmt: skip
def test_what_a_condition_holds_for(when: str, cards: str) -> None:
    """A value that is there or not, that is so, and any and all of several."""
    assert shown(when) == cards


NAMES = st.sampled_from(["text", "image", "category.key", "fields.my field", "tags", "fields.a, b"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1).filter(
    lambda text: text == text.strip()
)
ATOMS = st.builds(
    lambda name, equals, negated: Condition(name, equals, negated=negated),
    NAMES, st.none() | TEXTS, st.booleans(),
)  # fmt: skip
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.builds(
        lambda joined, parts, negated: Condition("", None, joined, tuple(parts), negated),
        st.sampled_from(["any of", "all of"]),
        st.lists(inner, min_size=1, max_size=3),
        st.booleans(),
    ),
    max_leaves=8,
)


@given(CONDITIONS)
def test_a_condition_reads_as_it_is_written(condition: Condition) -> None:
    """Whatever names and texts it has, with signs in them: written out, it is read as the same."""
    assert parse_condition(renamed_condition(condition, str)) == condition


@given(CONDITIONS)
def test_not_turns_any_condition_round(condition: Condition) -> None:
    """A box with `not` before its condition is on the cards that the other one is not on."""
    text = renamed_condition(condition, str)
    assert {*shown(text)} | {*shown(f"not {text}")} == {"a", "b", "c"}
    assert not {*shown(text)} & {*shown(f"not {text}")}


@given(st.text('ab ofnytl=:![]{},"', max_size=40))
def test_any_text_is_a_condition_or_told_of(text: str) -> None:
    """Nothing that is typed as a condition fails but with a message."""
    with suppress(InvalidValue):
        found = parse_condition(text)
        assert parse_condition(renamed_condition(found, str)) == found


def layout_of(tmp_path: Path, when: str) -> Path:
    """A layout with a box on the fronts that has this condition, as YAML writes it."""
    path = tmp_path / "mine.yaml"
    path.write_text(f"extends: workshop\nfront:\n  star: {{text: '*', top: 3 mm, when: {when}}}\n")
    return path


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("not text", "not text"),
        ("{any of: [text, not picture]}", "any of: [text, not picture]"),
        ("{all of: [link, {any of: [text, category = wild]}]}",
         "all of: [link, any of: [text, category = wild]]"),
        ("{not any of: [text, link]}", "not any of: [text, link]"),
        ('{any of: ["category = a, b", "fields.x = [y]"]}',
         'any of: [category = "a, b", fields.x = "[y]"]'),
    ],
)  # fmt: skip
def test_lists_of_yaml_are_one_text(tmp_path: Path, when: str, text: str) -> None:
    """What a layout file has as lists is shown as a text, and reads so from it and from a flag."""
    path = layout_of(tmp_path, when)
    layout = read_layout(str(path))
    star = layout.front[-1]
    assert star.when == text
    lines = [line for line, _ in as_file(layout)]
    again = read_layout_text("\n".join(lines), path)
    assert again.front == layout.front
    flag = Override("front.title.when", text, Location.flag("--set"))
    flagged = read_layout("workshop", [flag])
    assert next(box for box in flagged.front if box.name == "title").when == text


def test_a_list_is_replaced_in_its_file(tmp_path: Path) -> None:
    """A tweak of a condition that is written as a list is saved in its place."""
    path = layout_of(tmp_path, "{any of: [text, not picture]}")
    at = read_layout(str(path)).origins["front.star.when"]
    changes = [Override("front.star.when", "all of: [text, link]", at)]
    wanted = read_layout(str(path), changes)
    save_layout(str(path), changes, path)
    assert read_layout(str(path)).front == wanted.front


SLIPS = [
    ("txt", "3:38", "'txt' is nothing", "did you mean 'text'?"),
    ("not txt", "3:38", "'txt' is nothing", "did you mean 'text'?"),
    ("catgory = wild", "3:38", "'catgory' is nothing", "did you mean 'category'?"),
    ("category is wild", "3:38", "is nothing that a card", "write category = wild"),
    ("text and image", "3:38", "is nothing that a card", "write {all of: [text, image]}"),
    ("text or image", "3:38", "is nothing that a card", "write {any of: [text, image]}"),
    ("text and image or link", "3:38", "is nothing that a card", "say {any of"),
    (
        "[link, category = wild]",
        "3:38",
        "go together",
        "write {any of: [link, category = wild]} or",
    ),
    ("'text, image'", "3:38", "several conditions", "say {any of"),
    ("picture = x", "3:38", "has no words to compare", "name alone"),
    ("'category ='", "3:38", "nothing stands after", "name alone"),
    ("'= wild'", "3:38", "lacks the name", "category = KEY"),
    ("'any of: [text'", "3:38", "lacks a ]", "say {any of"),
    ("'any of: []'", "3:38", "empty list", "say {any of"),
    ("'any of: [text] x'", "3:38", "'x' is left over", "say {any of"),
    ("[text, image]", "3:38", "how they go together", "write {any of"),
    ("{any: [text]}", "3:38", "'any' is none of", "'any of'"),
    ("{category: wild}", "3:38", "'category' is none of", "write category = wild"),
    ("{text}", "3:38", "'text' is none of", "write text without braces"),
    ("{not: text}", "3:38", "'not' is none of", "write not text"),
    ("{any of: text}", "3:47", "takes a list", "write {any of"),
    ("{any of: [text], all of: [link]}", "3:38", "only one of", "into each other"),
    ("{any of: [text, {all of: [link, imge]}]}", "3:70", "'imge' is nothing", "'image'"),
    ("{any of: [text, 'link,']}", "3:54", "several conditions", "say {any of"),
]


@pytest.mark.parametrize(("when", "place", "says", "hint"), SLIPS, ids=[s[0] for s in SLIPS])
def test_slips_in_conditions(tmp_path: Path, when: str, place: str, says: str, hint: str) -> None:
    """A slip is told once with its place, that of its item in a list, and with what is meant."""
    with pytest.raises(KorttipakkaError) as caught:
        read_layout(str(layout_of(tmp_path, when)))
    (problem,) = caught.value.problems
    assert (problem.code, says in problem.message) == ("bad-value", True), problem
    assert problem.at is not None
    assert f"{problem.at.line}:{problem.at.column}" == place
    assert hint in problem.hint
    if written := re.search(r"write (\{.*?\]\})", problem.hint):
        assert read_layout(str(layout_of(tmp_path, written[1])))


def test_conditions_are_nested_to_a_bound(tmp_path: Path) -> None:
    """A hostile layout does not exhaust the stack, in text or in YAML."""
    with pytest.raises(InvalidValue, match="within one another"):
        parse_condition("not " * 100_000 + "text")
    with pytest.raises(InvalidValue, match="within one another"):
        parse_condition("{" * 50 + "text" + "}" * 50)
    deep = "{any of: [" * 21 + "text" + "]}" * 21
    with pytest.raises(KorttipakkaError) as caught:
        read_layout(str(layout_of(tmp_path, deep)))
    assert caught.value.problems[0].at is not None


def told(tmp_path: Path, when: str) -> list[Problem]:
    """What is said of a box with a condition, on a deck of two categories and one field."""
    deck = make_deck(
        tmp_path / "deck",
        {"title": "One", "category": "a", "fields": {"time": "5"}},
        {"title": "Two", "category": "b"},
    )
    boxes = {"t": {"text": "{title}", "top": "9 mm"}, "s": {"fill": "ink", "when": when} | TOP}
    return [
        p for p in build(deck, boxes).problems if "front.s" in p.message or "field" in p.message
    ]


TOP = {"left": "5 mm", "width": "3 mm", "top": "30 mm", "height": "3 mm"}


def test_a_category_that_the_deck_lacks(tmp_path: Path) -> None:
    """It is told with its place and the nearest one: the layout may be for other decks, too."""
    field, unknown = told(tmp_path, "not category = aa")
    assert (unknown.code, unknown.severity.name) == ("unknown-category", "WARNING")
    assert "no category 'aa'" in unknown.message
    assert "did you mean 'a'?" in unknown.hint
    assert unknown.at is not None
    assert unknown.at.shown.endswith("boxes.layout")
    assert field.code == "not-shown"


def test_a_field_that_no_card_has(tmp_path: Path) -> None:
    """A condition on a field that is mistyped is told with the field that cards have."""
    never, unshown = sorted(told(tmp_path, "fields.tiem"), key=lambda p: p.code)
    assert (never.code, never.hint) == ("never-filled", "did you mean 'fields.time'?")
    assert unshown.code == "not-shown"
    assert "the field 'time' of card 'One' is not shown" in unshown.message
    assert not told(tmp_path, "fields.time"), "what a condition asks for is of use"


def test_another_front_for_a_category(tmp_path: Path) -> None:
    """Cards of one category have other boxes than all others, and no other's size."""
    deck = make_deck(
        tmp_path / "deck", {"title": "Plain", "category": "a"}, {"title": "W", "category": "b"}
    )
    at = {"left": "5 mm", "right": "5 mm", "top": "9 mm"}
    boxes = {
        "title": at | {"text": "{title}", "size": "12 pt", "when": "not category = b"},
        "hero": at | {"text": "{title}!", "size": "8-40 pt", "when": "category = b"},
    }
    plain, wild = (
        [item for item in front(build(deck, boxes), index).items if isinstance(item, TextRun)]
        for index in (0, 1)
    )
    assert [(run.text, run.size) for run in plain] == [("Plain", 12.0)]
    assert [(run.text, run.size) for run in wild] == [("W!", 40.0)]


def rows(deck: Path, *names: str, first: dict[str, str]) -> dict[str, float]:
    """The tops of rows of 5 mm on the first card, in millimetres; each is below the one before."""
    boxes: dict[str, dict[str, str]] = {}
    for number, name in enumerate(names, start=1):
        place = {"below": names[number - 2], "gap": f"{number} mm"} if number > 1 else first
        look = {"left": "5 mm", "width": "9 mm", "height": "5 mm", "fill": "ink"}
        boxes[name] = look | place | {"when": f"fields.{name}"}
    frame = front(build(deck, boxes))
    return {part.name: 80 - part.rect.top / MM for part in frame.parts}


@given(st.lists(st.booleans(), min_size=5, max_size=5).filter(any))
def test_the_gap_of_a_hidden_box_goes_with_it(
    tmp_path_factory: pytest.TempPathFactory, present: list[bool]
) -> None:
    """Each row is below the last one shown by its own gap; the first that is shown at the top."""
    names = ("one", "two", "three", "four", "five")
    fields = {name: "x" for name, is_there in zip(names, present, strict=True) if is_there}
    deck = make_deck(tmp_path_factory.mktemp("rows"), {"title": "T", "fields": fields})
    found = rows(deck, *names, first={"top": "10 mm"})
    assert list(found) == list(fields)
    expected, top = [], 10.0
    for number, name in enumerate(names, start=1):
        if name in fields:
            top += number if expected else 0
            expected.append(top)
            top += 5
    assert list(found.values()) == pytest.approx(expected)


def test_a_picture_that_is_missing_takes_its_gap_along(tmp_path: Path) -> None:
    """Text below a picture begins where the picture would on a card without one."""
    deck = make_deck(tmp_path / "deck", {"title": "With", "image": "photo.jpg"}, {"title": "No"})
    at = {"left": "5 mm", "right": "5 mm"}
    boxes = {
        "photo": at | {"image": "{image}", "top": "10 mm", "height": "20 mm"},
        "title": at | {"text": "{title}", "below": "photo", "gap": "4 mm"},
    }
    result = build(deck, boxes)
    tops = [front(result, index).parts[-1].rect.top for index in (0, 1)]
    assert tops == pytest.approx([(80 - 34) * MM, (80 - 10) * MM])


BLANK = """\
front:
  title: {text: "{title}", top: 9 mm, bottom: 9 mm, when: not category = wild}
  wild: {text: "{title}", top: 9 mm, bottom: 9 mm, when: category = wild}
  burst: {fill: "{color}", top: 0 mm, bottom: 70 mm, when: category = wild}
  note: {text: "Think!", top: 3 mm, when: fields.time}
"""


def test_blank_cards_keep_their_category_s_front(tmp_path: Path) -> None:
    """Cards to write on have lines on the front of their category, and nothing of another's."""
    layout = read_layout_text(BLANK, tmp_path / "layout.yaml")
    sizes = {f"front.{box.name}": BoxSizes(9.0, 9.0) for box in layout.front}
    blank = {box.name: box for box in blank_layout(layout, sizes).front}
    assert {name for name, box in blank.items() if box.ruled} == {"title", "wild"}
    assert {name: box.when for name, box in blank.items()} == {
        "title": "not category = wild", "wild": "category = wild", "burst": "category = wild",
        "note": "never",
    }  # fmt: skip


def test_second_languages_in_conditions(tmp_path: Path) -> None:
    """With --languages, a box on the backs is there for the second language's value."""
    from korttipakka.build.bilingual import with_second_language

    text = 'back:\n  s: {text: "{subtitle}", when: any of: [subtitle, category = wild]}\n'
    text = text.replace("any of: [subtitle, category = wild]", "{any of: [subtitle, icon]}")
    layout = with_second_language(read_layout_text(text, tmp_path / "l.yaml"), "sv")
    assert layout.back[0].when == "any of: [subtitle.sv, category.icon]"


def test_a_layout_with_conditions_is_built_through_and_through(tmp_path: Path) -> None:
    """The PDF of a deck whose front depends on the category, with blanks."""
    deck = make_deck(tmp_path / "deck", {"title": "One", "category": "a"}, {"title": "Two"})
    (deck / "mine.yaml").write_text(
        "extends: workshop\nfront: {bar: {when: {not any of: [category = a, text]}}}\n"
    )
    made = build_deck(deck, layout=str(deck / "mine.yaml"))
    bars = [any(part.name == "bar" for part in face.front.parts) for face in made.faces]
    assert bars == [False, True]
    assert made.pdf().startswith(b"%PDF")


def test_editors_know_the_lists() -> None:
    """The schema of layouts has both lists, turned round as well, and conditions within them."""
    from korttipakka.reading.layout_schema import layout_json_schema

    schema = layout_json_schema()
    assert schema["$defs"]["Box"]["properties"]["when"]["$ref"] == "#/$defs/Condition"
    text, lists = schema["$defs"]["Condition"]["anyOf"]
    assert text["type"] == "string"
    assert set(lists["properties"]) == {"any of", "all of", "not any of", "not all of"}
    for one in lists["properties"].values():
        assert one["items"] == {"$ref": "#/$defs/Condition"}
