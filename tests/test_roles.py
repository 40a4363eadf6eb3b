"""What boxes are for: the hierarchy of type by roles, as derived and as set, and paint order."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from box_samples import build, front, make_deck
from korttipakka.basics.problems import Problem, Severity
from korttipakka.model.text import TextRun
from korttipakka.typeset.hierarchy import HIERARCHY

SHOWN = {
    "title": "{title}", "subtitle": "{subtitle}", "text": "{text}", "footer": "{category.name}",
    "label": "{link}", "number": "{number}",
}  # fmt: skip
"""A text of each role."""

CARD = {
    "title": "Ab", "subtitle": "Cd", "text": "Ef", "category": "a", "link": "https://x.fi",
}  # fmt: skip


def box(text: str, place: int, size: str, **more: str) -> dict[str, str]:
    """A box with all the room that it could want: what lies over each other does not matter."""
    return {
        "text": text,
        "left": "4 mm",
        "right": "4 mm",
        "top": f"{4 + place} mm",
        "size": size,
    } | more


def set_in(
    folder: Path, boxes: dict[str, dict[str, str]]
) -> tuple[dict[str, float], list[Problem]]:
    """The sizes of type by box, and what is said of them."""
    made = build(make_deck(folder, CARD), boxes)
    sizes = {
        part.name: next(item.size for item in part.items if isinstance(item, TextRun))
        for part in front(made).parts
    }
    return sizes, [p for p in made.problems if p.code == "size-limited"]


RANGES = st.tuples(st.integers(6, 20), st.integers(0, 12))


@settings(max_examples=20)  # each builds a deck
@given(st.lists(RANGES, min_size=6, max_size=6), st.permutations(list(SHOWN)))
def test_no_range_passes_what_comes_before_it(
    tmp_path_factory: pytest.TempPathFactory, ranges: list[tuple[int, int]], order: list[str]
) -> None:
    """In whatever order boxes are named: sizes stay, ranges are lowered within, more is told."""
    given_sizes = {role: (low, low + more) for role, (low, more) in zip(order, ranges, strict=True)}
    boxes = {
        role: box(SHOWN[role], 9 * place, f"{low}-{high}pt")
        for place, (role, (low, high)) in enumerate(given_sizes.items())
    }
    sizes, told = set_in(tmp_path_factory.mktemp("roles") / "deck", boxes)
    for role, (low, high) in given_sizes.items():
        assert low <= sizes[role] <= high
        before = [sizes[other] for other in HIERARCHY[: HIERARCHY.index(role)]]
        larger = sizes[role] > min(before, default=1000)
        if low == high:
            assert not any(f"front.{role} is" in p.message for p in told)
        else:
            assert not larger or sizes[role] == low
            assert larger == any(f"front.{role} is set at its smallest" in p.message for p in told)


def test_a_size_is_kept(tmp_path: Path) -> None:
    """A number of 60 pt and a hero of 30 pt under a small title are what the layout says."""
    boxes = {
        "title": box("{title}", 0, "9 pt"), "hero": box("{text}", 10, "30 pt"),
        "number": box("{number}", 30, "60 pt"),
    }  # fmt: skip
    sizes, told = set_in(tmp_path / "deck", boxes)
    assert sizes == {"title": 9.0, "hero": 30.0, "number": 60.0}
    assert not told


def test_a_lowered_range_is_told_with_a_way_out(tmp_path: Path) -> None:
    """What the hierarchy takes from a hero is said at its line; the hint, followed, gives it."""
    kicker, hero = box("{title}", 0, "9 pt"), box("{text}", 10, "8-40 pt")
    sizes, (told,) = set_in(tmp_path / "one", {"kicker": kicker, "hero": hero})
    assert sizes["hero"] == 9.0
    assert told.severity is Severity.WARNING
    assert "front.hero is set at 9 pt, though there is room for more" in told.message
    assert "front.kicker" in told.message
    assert told.at is not None
    assert told.at.line > 0
    assert "--set front.hero.role=title" in told.hint
    for change in ({"hero": hero | {"role": "title"}}, {"kicker": kicker | {"role": "label"}}):
        sizes, none = set_in(tmp_path / "two", {"kicker": kicker, "hero": hero} | change)
        assert (sizes["kicker"], sizes["hero"], none) == (9.0, 40.0, [])


def test_a_little_less_is_a_note_for_those_who_ask(tmp_path: Path) -> None:
    """Type that is hardly smaller for another's sake is no news: the summary has its size."""
    boxes = {"t": box("{title}", 0, "10 pt"), "x": box("{text}", 10, "8-11 pt")}
    sizes, told = set_in(tmp_path / "deck", boxes)
    assert sizes["x"] == 10.0
    assert not told


def test_boxes_of_different_cards_do_not_limit_each_other(tmp_path: Path) -> None:
    """A small title that only one category has does not make others' texts small."""
    deck = make_deck(
        tmp_path / "deck",
        {"title": "One", "text": "Many", "category": "a"},
        {"title": "Two", "text": "Words", "category": "b"},
    )
    small = box("{title}", 0, "9 pt") | {"when": "category = a"}
    made = build(deck, {"kicker": small, "hero": box("{text}", 9, "8-40 pt", when="category = b")})
    (run,) = (item for item in front(made, 1).items if isinstance(item, TextRun))
    assert run.size == 40.0


def test_decoration_is_not_read(tmp_path: Path) -> None:
    """Words with the role of a decoration are painted, and no part of what is read aloud."""
    from korttipakka.impose.reading import face_tags
    from korttipakka.model.frame import CardCopy

    boxes = {"t": box("{title}", 0, "9 pt"), "n": box("{subtitle}", 9, "9 pt", role="decoration")}
    made = build(make_deck(tmp_path / "deck", CARD), boxes)
    faces = made.faces[0]
    tags, _ = face_tags(CardCopy(faces.card), faces, ["front"], opens=False)
    assert [tag is not None for tag in tags] == [True, False]


def names(folder: Path, boxes: dict[str, dict[str, str]]) -> list[str]:
    """The boxes of a card in paint order."""
    return [part.name for part in front(build(make_deck(folder, CARD), boxes)).parts]


@settings(max_examples=20)  # each builds a deck
@given(st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_boxes_are_painted_in_order(
    tmp_path_factory: pytest.TempPathFactory, orders: list[int]
) -> None:
    """By `order`, and those of one order as they were first named."""
    look = {"left": "4 mm", "width": "9 mm", "height": "5 mm", "fill": "ink"}
    boxes = {
        name: look | {"order": str(order), "top": f"{9 * place} mm"}
        for place, (name, order) in enumerate(zip("dbca", orders, strict=True))
    }
    found = names(tmp_path_factory.mktemp("order") / "deck", boxes)
    assert found == [
        name
        for _, _, name in sorted(
            (o, n, x) for n, (x, o) in enumerate(zip("dbca", orders, strict=True))
        )
    ]


def test_a_child_layout_paints_behind_its_parent(tmp_path: Path) -> None:
    """A ground of order -1 comes before all boxes that the parent has."""
    from korttipakka.reading.layout import read_layout

    path = tmp_path / "mine.yaml"
    path.write_text(
        "extends: workshop\nfront:\n"
        "  ground: {fill: ink, left: 0 mm, right: 0 mm, top: 0 mm, bottom: 0 mm, order: -1}\n"
    )
    assert [box.name for box in read_layout(str(path)).front][:2] == ["ground", "bar"]


def test_decoration_need_not_be_legible(tmp_path: Path) -> None:
    """A pale number behind a text is meant so where its role says that; without, it is told of."""
    pale = box("{number}", 20, "40 pt", color="#eeeeee")
    for role, codes in (("auto", ["low-contrast"]), ("decoration", [])):
        made = build(make_deck(tmp_path / role, CARD), {"n": pale | {"role": role}})
        assert [p.code for p in made.problems if p.code == "low-contrast"] == codes


def test_one_size_is_kept_on_larger_cards_too(tmp_path: Path) -> None:
    """A large number under a small label grows with the card, and is not held against the label."""
    from korttipakka.build.pipeline import build_deck

    deck = make_deck(tmp_path / "deck", CARD)
    (deck / "mine.yaml").write_text(
        "extends: base\ncard: {size: 60x80mm, safe: 4 mm}\nfront:\n"
        "  label: {text: '{category.name}', left: 5 mm, top: 5 mm, size: 9 pt}\n"
        "  number: {text: '{number}', left: 5 mm, top: 20 mm, size: 40 pt}\n"
    )
    for size, least in (("60x80mm", 40.0), ("90x120mm", 60.0)):
        made = build_deck(deck, layout=str(deck / "mine.yaml"), settings={"card.size": size})
        number = next(part for part in front(made).parts if part.name == "number")
        (run,) = (item for item in number.items if isinstance(item, TextRun))
        assert run.size == least
        assert "size-limited" not in {problem.code for problem in made.problems}
