"""`--pick N --seed S` and `--order shuffle`: chance that comes out the same each time."""

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from commands import run_here as run
from korttipakka import KorttipakkaError, Session, build_deck
from korttipakka.build import pipeline
from korttipakka.build.drawing import picked, shuffled
from korttipakka.model.deck import Card, Category
from korttipakka.model.frame import CardCopy

SEEDS = st.text(max_size=8)


def cards(*sizes: int) -> list[Card]:
    """Cards of categories of these sizes, those of the last one without a category."""
    return [
        Card(f"c{index}-{n}", "A", category=Category(str(index), "x") if index else None)
        for index, size in enumerate(sizes)
        for n in range(size)
    ]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), SEEDS, st.data())
def test_draws_are_balanced(sizes: list[int], seed: str, data: st.DataObject) -> None:
    """Of each category as many as of the others, unless it has no more; exactly so many in all."""
    deck = cards(*sizes)
    count = data.draw(st.integers(0, len(deck)))
    drawn = picked(deck, count, seed)
    assert len(drawn) == count
    assert drawn <= {card.id for card in deck}
    numbers = [sum(name.startswith(f"c{i}-") for name in drawn) for i in range(len(sizes))]
    for size, number in zip(sizes, numbers, strict=True):
        assert number == size or number >= max(numbers) - 1


@given(SEEDS, st.integers(1, 20))
def test_a_larger_draw_has_the_smaller_one(seed: str, count: int) -> None:
    """One more card is one more, the others stay; a card that is added takes nobody's place."""
    deck = cards(7, 9, 5)
    fewer, more = picked(deck, count, seed), picked(deck, count + 1, seed)
    assert fewer < more
    without = [card for card in deck if card.id in more]
    assert picked(without, count, seed) <= more


def test_each_card_has_its_chance() -> None:
    """Over many seeds each card of a category is drawn about as often as the others."""
    deck, draws = cards(10), 2_000
    counts = Counter(name for n in range(draws) for name in picked(deck, 3, str(n)))
    expected = draws * 3 / 10
    assert all(abs(count - expected) < 5 * (expected * 0.7) ** 0.5 for count in counts.values())
    assert len(counts) == 10


@given(SEEDS, st.integers(0, 30))
def test_shuffling_loses_nothing(seed: str, count: int) -> None:
    """A shuffled deck is the deck, each copy once, and the same order for the same seed."""
    deck = [CardCopy(card, number=n) for card in cards(count) for n in (1, 2)]
    order = shuffled(deck, seed)
    assert sorted(order, key=deck.index) == deck
    assert shuffled(deck[::-1], seed) == order


def test_all_orders_come_up() -> None:
    """Each order of three cards is given by some seed, none much oftener than others."""
    deck = [CardCopy(card) for card in cards(3)]
    orders = Counter(tuple(each.card.id for each in shuffled(deck, str(n))) for n in range(1_200))
    assert len(orders) == 6
    assert all(140 < count < 260 for count in orders.values())


def titles(pdf: Path) -> list[str]:
    """The numbers of the cards as they are printed on the backs."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return re.findall(r"(\d+) / 66", text)


def test_cards_are_picked(tmp_path: Path) -> None:
    """So many cards are printed, with the numbers of the deck; the summary says by which seed."""
    out = tmp_path / "x.pdf"
    done = run("build", "osallisuus", "--pick", "10", "--seed", "a", "-o", out)
    assert done.exit_code == 0, done.output
    assert "Picked: 10 of 66 cards at random, by the seed 'a'" in done.output
    first = titles(out)
    assert len(first) == len(set(first)) == 10
    keys = {card.number: card.category for card in build_deck("osallisuus").deck.cards}
    assert set(Counter(keys[int(number)] for number in first).values()) == {2}
    before = out.read_bytes()
    run("build", "osallisuus", "--pick", "10", "--seed", "a", "-o", out)
    assert out.read_bytes() == before
    run("build", "osallisuus", "--pick", "10", "--seed", "b", "-o", out)
    assert set(titles(out)) != set(first)
    some = run("build", "osallisuus", "--category", "aktivismi", "--pick", "3", "-o", out)
    assert some.exit_code == 0
    assert {keys[int(number)].key for number in titles(out) if keys[int(number)]} == {"aktivismi"}  # type: ignore[union-attr]


def test_the_order_is_shuffled(tmp_path: Path) -> None:
    """All cards are there in another order, which the seed decides; a layout may ask for it."""
    plain, mixed, other = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    run("build", "osallisuus", "-o", plain)
    done = run("build", "osallisuus", "--order", "shuffle", "--seed", "7", "-o", mixed)
    assert "Order: shuffled by the seed '7'" in done.output
    assert sorted(titles(mixed)) == sorted(titles(plain))
    assert titles(mixed) != titles(plain)
    layout = tmp_path / "lay.yaml"
    layout.write_text("extends: workshop\nsheet: {order: shuffle}\n", encoding="utf-8")
    run("build", "osallisuus", "-l", layout, "--seed", "7", "-o", other)
    assert titles(other) == titles(mixed)


def test_backs_lie_behind_shuffled_fronts() -> None:
    """In a shuffled order each back is behind the front of its card, however many processes."""
    made = build_deck("osallisuus", settings={"sheet.order": "shuffle"}, seed="x", copies=2)
    both = build_deck(
        "osallisuus", settings={"sheet.order": "shuffle"}, seed="x", copies=2, processes=2
    )
    assert made.pdf() == both.pdf()
    for sheet in made.sheets:
        assert sheet.back is not None
        fronts = {shown.card_id for shown, _ in sheet.front.cards}
        assert fronts == {shown.card_id for shown, _ in sheet.back.cards}


def test_exports_are_of_the_cards_that_are_drawn(tmp_path: Path) -> None:
    """The same seed draws the same cards for pictures and for tables."""
    draw = ("--pick", "3", "--seed", "s")
    export = ("export", "osallisuus", *draw, "-o")
    picture = run(*export, tmp_path / "png", "--to", "png", "--dpi", "20")
    assert picture.exit_code == 0, picture.output
    names = [path.name for path in (tmp_path / "png").glob("*-front.png")]
    out = tmp_path / "x.csv"
    assert run(*export, out, "--to", "csv").exit_code == 0
    rows = out.read_text(encoding="utf-8-sig").splitlines()
    numbers = sorted(int(row.split(";")[1]) for row in rows[1:])
    assert numbers == sorted(int(name.partition("-")[0]) for name in names)
    assert len(numbers) == 3


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--pick", "67"), "67 cards cannot be picked: there are 66"),
        (("--pick", "5", "--card", "asukasraati"), "5 cards cannot be picked: there are 1"),
        (("--pick", "0"), "0 is not in the range 1 or more"),
        (("--pick", "many"), "'many' is not a valid integer"),
        (("--seed", "x"), "error[idle-seed]: a seed has no meaning without --pick N or --order"),
        (("--seed", " "), "it is empty: give a word or a number"),
        (("--order", "shufle"), "did you mean 'shuffle'"),
    ],
)
def test_what_cannot_be_meant_is_told(flags: tuple[str, ...], words: str, tmp_path: Path) -> None:
    """Too many cards, no number, a seed for nothing, a slip: told, and nothing is written."""
    out = tmp_path / "x.pdf"
    done = run("build", "osallisuus", *flags, "-o", out)
    assert (done.exit_code, words in done.output) == (2, True), done.output
    assert not out.exists()


def test_an_idle_seed_is_told_before_cards_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed without a draw is told when the layout is known, and nothing is set for it."""
    monkeypatch.setattr(pipeline, "plan_of", None)
    with pytest.raises(KorttipakkaError, match="idle-seed"):
        build_deck("osallisuus", seed="x")
    with pytest.raises(KorttipakkaError, match="idle-seed"):
        Session("osallisuus").build(seed="x")


def test_a_pick_has_a_name_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without -o, a draw does not overwrite the whole deck's PDF."""
    monkeypatch.chdir(tmp_path)
    assert run("build", "osallisuus", "--pick", "2").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["osallisuus-cards.pdf"]


def test_the_page_about_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of docs/draw.md runs, and its picture is there."""
    monkeypatch.chdir(tmp_path)
    docs = Path(__file__).parents[1] / "docs"
    text = (docs / "draw.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?:^|`)korttipakka ([^`\n]+)", text, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert run(*command.split()).exit_code == 0, command
    with Image.open(docs / "images" / "draw.png") as picture:
        assert picture.width <= 900
