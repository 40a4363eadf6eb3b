"""Every card size that is listed builds in every layout: lengths and type go by the card."""

import json
from pathlib import Path

import pytest

from commands import run
from korttipakka import build_deck
from korttipakka.basics.problems import KorttipakkaError, Severity
from korttipakka.basics.sizes import CARDS
from korttipakka.basics.units import MM, fits
from korttipakka.build.options import as_overrides
from korttipakka.build.session import Session
from korttipakka.reading.layout import layout_names, read_layout
from korttipakka.reading.scaling import is_scaled

DECK = """\
title: Few words
language: en
categories: {ideas: {name: Ideas, color: "#b8324a"}, rest: Rest}
cards:
  - {title: Break, text: Ten minutes., category: ideas}
  - {title: Six hats, subtitle: A game, text: Each takes a hat., category: rest}
  - {title: Tea}
"""
"""A deck of few words and no pictures."""

SIZES = [name + turned for name in CARDS for turned in ("", "-landscape")]

LAYOUTS = sorted(set(layout_names()) - {"base"})


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_listed_size_builds(deck: Path, layout: str) -> None:
    """All cards and all that they say lie on each of them, and no type is too small to read."""
    session, least = Session(deck), 16.0 if layout == "large-print" else 7.0
    for size in SIZES:
        made = session.build(layout=layout, settings={"card.size": size})
        worst = [problem.code for problem in made.problems if problem.severity > Severity.NOTE]
        assert set(worst) <= {"unprintable-margin", "not-shown"}, (size, made.problems)
        for face in (face for faces in made.faces for face in faces[1:3]):
            runs = [item for item in face.items if hasattr(item, "text")]
            assert all(run.size >= least - 0.01 for run in runs), (size, runs)


def test_another_size_is_told(deck: Path) -> None:
    """A layout that is smaller or larger than it was made says so; one on alike cards does not."""
    for size, share in (("poker", "86%"), ("mini", "60%"), ("a4-quarter", "141%"), ("a7", "")):
        made = Session(deck).build(layout="mono", settings={"card.size": size})
        notes = [problem for problem in made.problems if problem.code == "scaled-layout"]
        assert [f"mono at {share}," in note.message for note in notes] == [True] * bool(share), size
        assert (f"Layout: mono at {share}" in "\n".join(made.summary.lines())) == bool(share)


def test_the_note_of_a_layout_in_another_size_works(deck: Path) -> None:
    """With what the note says, lengths and type are as the layout has them."""
    done = run("check", deck, "-v", "-l", "mono", "--card-size", "a4-quarter")
    hint = next(line for line in done.stdout.splitlines() if "leaves its lengths" in line)
    flags = hint.split("hint: ", 1)[1].split(" leaves")[0].split()
    again = run("check", deck, "-v", "-l", "mono", "--card-size", "a4-quarter", *flags)
    assert again.returncode == 0
    assert "scaled-layout" not in again.stdout
    plain = read_layout("mono", as_overrides({"card.size": "a4-quarter", "card.scale": "no"}))
    assert (plain.front, plain.back) == (read_layout("mono").front, read_layout("mono").back)


def test_what_a_file_says_is_meant_for_its_own_card(deck: Path) -> None:
    """Of a file that names another size, only what it has from its parent goes by the ratio."""
    own = deck.with_name("my-layout.yaml")
    own.write_text("extends: mono\ncard: {size: mini}\nback: {footer: {left: 18 mm}}\n", "utf-8")
    layout, parent = read_layout(str(own)), read_layout("mono")
    footer, there = (
        next(box for box in each.back if box.name == "footer") for each in (layout, parent)
    )
    assert footer.left is not None
    assert footer.left.points == pytest.approx(18 * MM)
    assert footer.right is not None
    assert there.right is not None
    ratio = 44.45 / 74.25
    assert footer.right.points == pytest.approx(there.right.points * ratio, abs=0.01 * MM)
    large = read_layout(str(own), as_overrides({"card.size": "a4-eighth"}))
    (again,) = (box for box in large.back if box.name == "footer")
    assert again.left is not None
    assert again.left.points == pytest.approx(18 * MM / ratio, abs=0.01 * MM)
    assert again.right == there.right


def test_what_a_flag_says_is_meant_for_the_card_that_is_printed(deck: Path, tmp_path: Path) -> None:
    """Lengths and type from flags stay; a layout that is saved with them is the same layout."""
    flags = {"card.size": "poker", "back.footer.height": "9 mm", "back.text.size": "8-10 pt"}
    layout = read_layout("workshop", as_overrides(flags))
    (footer,) = (box for box in layout.back if box.name == "footer")
    (text,) = (box for box in layout.back if box.name == "text")
    assert footer.height is not None
    assert footer.height.points == pytest.approx(9 * MM)
    assert tuple(text.size) == (8, 10)
    words = [f"--set={key}={value}" for key, value in flags.items()]
    saved = tmp_path / "saved.yaml"
    done = run("layouts", "show", "workshop", *words, "--save", saved)
    assert done.returncode == 0, done.stderr
    again = read_layout(str(saved))
    assert (again.front, again.back, again.card) == (layout.front, layout.back, layout.card)


def test_a_perforated_sheet_sets_the_size_that_layouts_go_by(deck: Path) -> None:
    """On cards of a sheet, lengths and type go by those cards; safe margins, too."""
    sheet = as_overrides({"sheet.perforated": "avery-l7414"})
    layout, there = read_layout("workshop", sheet), read_layout("workshop")
    ratio = min(layout.card.size) / min(there.card.size)
    assert ratio < 0.9
    assert layout.scale == pytest.approx(ratio)
    assert layout.card.safe == pytest.approx(there.card.safe * ratio, abs=0.01 * MM)


SMALL = ("mini", "poker", "a8", "business")
LARGE = ("a4-quarter", "a5", "index")


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("size", [*SMALL, *LARGE])
def test_lengths_and_type_go_by_the_shorter_side(name: str, size: str) -> None:
    """Insets have one ratio or are larger; type is never smaller than the smallest there was."""
    made, there = read_layout(name, as_overrides({"card.size": size})), read_layout(name)
    ratio = min(made.card.size) / min(there.card.size)
    ratio = 1.0 if abs(ratio - 1) < 0.02 else ratio
    assert made.scale == pytest.approx(ratio)
    boxes = list(zip((*there.front, *there.back), (*made.front, *made.back), strict=True))
    least = min(box.size.minimum for box, _ in boxes if box.text)
    for before, after in boxes:
        for side in ("left", "right", "top", "bottom", "width", "height", "gap"):
            old, new = getattr(before, side), getattr(after, side)
            if old is None or old == "content":
                assert new == old
                continue
            assert new.fraction == old.fraction
            if side == "height" or before.qr:
                assert new.points >= old.points * ratio - 0.02 * MM
                assert fits(min(new.points, old.points), new.points)
            elif side in ("top", "bottom"):  # above what has kept its height
                assert new.points >= old.points * ratio - 0.01 * MM
                assert new.points <= max(old.points, old.points * ratio) + 0.01 * MM
            else:
                assert new.points == pytest.approx(old.points * ratio, abs=0.01 * MM)
        if not before.text:
            continue
        low, high = after.size
        assert min(least, before.size.minimum) <= low <= before.size.minimum
        assert high == pytest.approx(max(low, before.size.maximum * ratio), abs=0.13)


def test_codes_stay_wide_enough_for_cameras() -> None:
    """A QR code on a small card keeps 16 mm, though all else is smaller."""
    layout = read_layout("workshop", as_overrides({"card.size": "mini"}))
    (code,) = (box for box in layout.back if box.qr)
    assert code.width is not None
    assert code.width.points == pytest.approx(16 * MM)


def test_texts_that_fit_only_as_the_layout_was_made_are_set_so(tmp_path: Path) -> None:
    """Where larger type is too large for a text, the layout stays as it is, and says so."""
    name = "Hyvinvointialueen palvelujen suunnittelu ja kehittäminen yhdessä asukkaiden kanssa"
    path = tmp_path / "deck.yaml"
    path.write_text(
        f"title: D\nlanguage: fi\ncategories: {{a: {name}}}\ncards:\n- {{title: A, category: a}}\n",
        "utf-8",
    )
    made = Session(path).build(layout="mono", settings={"card.size": "a4-quarter"})
    (note,) = (problem for problem in made.problems if problem.code == "scaled-layout")
    assert note.message == "mono in its own lengths and type: at 141% texts do not fit"


def tips(path: Path, size: str, **more: str) -> list[str]:
    """What the summary says would use the paper better."""
    made = build_deck(path, settings={"card.size": size, **more})
    return [line for line in made.summary.lines() if line.startswith("Tip: ") and "strips" in line]


def test_strips_that_are_too_narrow_to_cut_have_a_size_without_them(deck: Path) -> None:
    """A6 cards leave 0.5 mm of an A4; quarters of it do not, and take two cuts."""
    assert tips(deck, "a6") == [
        "Tip: a4-quarter, 105 x 148.5 mm, would leave no strips under 2 mm: 2 cuts instead of 4"
    ]
    (half,) = tips(deck, "a5")
    assert half.endswith(": 1 cut instead of 3")
    (lying,) = tips(deck, "a6-landscape")
    assert lying.startswith("Tip: a4-quarter-landscape, 148.5 x 105 mm,")
    (both,) = tips(deck, "104.5x74mm")
    assert both.startswith("Tip: a4-eighth, 105 x 74.25 mm, would leave no strips")
    for name in ("a4-quarter", "a4-eighth", "poker"):
        assert not tips(deck, name)
    made = build_deck(deck, settings={"card.size": "a4-quarter"})
    assert len(made.summary.cuts) == 2


def test_what_does_not_fit_is_one_problem_and_no_other(tmp_path: Path) -> None:
    """A text that runs over its card to the paper's edge is told of once; others still are."""
    long = "Someone can follow what the others do, because it is all done in the open. " * 30
    cards = "".join(f"  - {{title: Card {n}}}\n" for n in range(7))
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: D\nlanguage: en\ncards:\n{cards}  - title: Long\n    text: {long}\n")
    for flags, codes in (
        ((), ["does-not-fit"]),
        (("--set", "front.bar.bottom=0 mm"), ["does-not-fit", "unprintable-margin"]),
    ):
        done = run("check", path, "--format", "json", *flags)
        assert sorted(problem["code"] for problem in json.loads(done.stdout)) == codes


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", ["5x5mm", "1900x1900mm"])
def test_no_card_scales_a_layout_out_of_bounds(layout: str, size: str) -> None:
    """On the smallest and the largest card there is, each setting is one that may be written."""
    settings = {"card.size": size, "sheet.paper": "2000x2000mm"}
    scaled = read_layout(layout, as_overrides(settings))
    lengths = {key: text for key, text in scaled.given.items() if is_scaled(key)}
    assert "front.title.size" in lengths
    again = read_layout(layout, as_overrides(settings | lengths))
    assert (again.front, again.back) == (scaled.front, scaled.back)


def test_what_has_no_room_by_the_shorter_side_is_told_by_the_tighter_one(tmp_path: Path) -> None:
    """A layout for standing cards on lying ones tells which text is too long, not which box."""
    path = tmp_path / "deck.yaml"
    path.write_text(
        f"title: D\nlanguage: en\ncards:\n- title: A\n  text: {'Lorem ipsum. ' * 60}\n", "utf-8"
    )
    with pytest.raises(KorttipakkaError) as caught:
        Session(path).build(layout="tarot", settings={"card.size": "150x40mm"})
    (found,) = (found for found in caught.value.problems if found.severity is Severity.ERROR)
    assert found.code == "does-not-fit"
    assert found.at
    assert found.at.line == 5


def test_boxes_stay_apart_on_small_cards(tmp_path: Path) -> None:
    """What lay above a footer lies above it where that has kept its height, and a band holds it."""
    photo = read_layout("photo", as_overrides({"card.size": "mini"}))
    back = {box.name: box for box in photo.back}
    rule, footer, number = back["rule"].bottom, back["footer"], back["number"]
    assert rule
    assert footer.bottom
    assert footer.height
    assert rule.points > footer.bottom.points + footer.height.points
    assert number.height == footer.height
    front = {box.name: box for box in photo.front}
    title, label = front["title"].bottom, front["label"]
    assert title
    assert label.bottom
    assert label.height
    assert title.points > label.bottom.points + label.height.points
    workshop = {
        box.name: box for box in read_layout("workshop", as_overrides({"card.size": "mini"})).back
    }
    band, words = workshop["band"], workshop["footer"]
    assert band.bottom
    assert band.height
    assert words.bottom
    assert words.height
    assert band.bottom.points < words.bottom.points
    assert words.bottom.points + words.height.points < band.bottom.points + band.height.points
