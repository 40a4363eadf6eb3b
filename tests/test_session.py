"""A session: whatever changes between two builds, it makes what a fresh build makes."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from korttipakka import Deck, KorttipakkaError, Problem, Session, build_deck

TEXTS = [
    "", "Kysy.", "Asukkaat **osallistuvat** suunnitteluun.", "- yksi\n- kaksi\n",
    "Kerro mielipiteesi kaupunkikuvasta. " * 20, "\u4f1a\u8b70 puuttuu fontista",
    "Liian pitkä teksti kortille tulee tästä. " * 120,
]  # fmt: skip
FONTS = Path(__file__).parents[1] / "fonts"
TITLES = ["Kysely", "Asukasraati", "Kaupunkisuunnittelukilpailu", "", "Paja 2"]
LAYOUTS = ["workshop", "bold", "pocket"]
SETTINGS = [
    {}, {"front.title.size": "14 pt"}, {"colors.ink": "#999999"}, {"card.size": "a7"},
    {"back.text.uniform": "category"}, {"back.text.size": "6-20 pt"}, {"back.text.uniform": "deck"},
    {"front.title.uniform": "none"}, {"sheet.margin": "9mm"},
]  # fmt: skip


class Desk:
    """A deck with pictures that is being edited in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.comments = 0
        self.ticks = count(1)
        self.categories = {
            "a": {"name": "Asuminen", "color": "#0b6e75"},
            "b": {"name": "Luonto", "color": "#b8324b"},
        }
        self.cards: list[dict[str, Any]] = [
            {"id": f"c{n}", "title": TITLES[n % 3], "text": TEXTS[n % 4], "category": "ab"[n % 2]}
            for n in range(5)
        ]
        self.made = 5
        self.picture("#804020")

    def picture(self, color: str) -> None:
        """Replace the picture; its time is another even where the clock is coarse."""
        path = self.folder / "kuva.png"
        Image.new("RGB", (40, 30), color).save(path)
        self._touch(path)

    def write(self) -> Path:
        """The deck as it is now, with comments that move the places of all that follows."""
        path = self.folder / "deck.yaml"
        deck = {"title": "Pakka", "language": "fi", "categories": self.categories}
        text = yaml.safe_dump(deck | {"cards": self.cards}, allow_unicode=True, sort_keys=False)
        path.write_text("# huomio\n" * self.comments + text, encoding="utf-8")
        self._touch(path)
        return path

    def _touch(self, path: Path) -> None:
        tick = 1_700_000_000 + next(self.ticks)
        os.utime(path, (tick, tick))


Edit = Callable[[Desk], object]
cards = st.integers(0, 9)


def at(desk: Desk, number: int) -> dict[str, Any]:
    """One of the cards."""
    return desk.cards[number % len(desk.cards)]


def put(number: int, key: str, value: object) -> Edit:
    """Give a card another value."""
    return lambda desk: at(desk, number).update({key: value})


def leave(number: int) -> Edit:
    """Take a card away, unless it is the last."""
    return lambda desk: len(desk.cards) > 1 and desk.cards.remove(at(desk, number))


def join(number: int) -> Edit:
    """Write a new card before another."""

    def edit(desk: Desk) -> None:
        new = {"id": f"c{desk.made}", "title": "Uusi", "text": TEXTS[2]}
        desk.made += 1
        desk.cards.insert(number % len(desk.cards), new)

    return edit


def turn(desk: Desk) -> None:
    """Turn the order of the cards."""
    desk.cards.reverse()


def comment(desk: Desk) -> None:
    """Write a comment above all."""
    desk.comments += 1


edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(put, cards, st.just("text"), st.sampled_from(TEXTS)),
    st.builds(put, cards, st.just("title"), st.sampled_from(TITLES)),
    st.builds(put, cards, st.just("image"), st.just("kuva.png")),
    st.builds(put, cards, st.just("copies"), st.integers(0, 2)),
    st.builds(put, cards, st.just("category"), st.sampled_from("ab")),
    st.builds(leave, cards),
    st.builds(join, cards),
    st.just(turn),
    st.just(comment),
    st.builds(lambda color: lambda desk: desk.picture(color), st.sampled_from(["#111", "#eee"])),
    st.builds(
        lambda name: lambda desk: desk.categories["a"].update(name=name),
        st.sampled_from(["Asuminen", "Asuminen ja kaupunkisuunnittelu"]),
    ),
)
wishes = st.fixed_dictionaries(
    {"layout": st.sampled_from(LAYOUTS), "settings": st.sampled_from(SETTINGS)}
)

Came = tuple[bytes, tuple[Problem, ...]]


def outcome(build: Callable[..., Any], **wanted: Any) -> Came:
    """The PDF and what is told, or only the latter."""
    try:
        made = build(**wanted)
        return made.pdf(), made.problems
    except KorttipakkaError as error:
        return b"", tuple(error.problems)


@settings(max_examples=12)
@given(st.lists(st.tuples(st.lists(edits, max_size=2), wishes), min_size=2, max_size=4))
def test_a_session_makes_what_a_fresh_build_makes(steps: list[tuple[list[Edit], Any]]) -> None:
    """After any edits and under any settings: the same bytes, the same problems at their places."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        session = Session(desk.write())
        for changes, wanted in steps:
            for change in changes:
                change(desk)
            path = desk.write()
            fresh = outcome(partial(build_deck, path), **wanted)
            assert outcome(session.build, **wanted) == fresh


def test_a_replaced_picture_is_seen(tmp_path: Path) -> None:
    """A picture that is saved anew is on the next build, where no card was touched."""
    desk = Desk(tmp_path)
    desk.cards[0]["image"] = "kuva.png"
    session = Session(desk.write())
    before = session.build().pdf()
    desk.picture("#3050f0")
    after = session.build().pdf()
    assert before != after == build_deck(tmp_path / "deck.yaml").pdf()


def test_a_missing_picture_is_told_each_time(tmp_path: Path) -> None:
    """What a build told of a card, the next tells too; when the picture is there, no longer."""
    desk = Desk(tmp_path)
    desk.cards[0]["image"] = "kuva.png"
    (tmp_path / "kuva.png").write_bytes(b"no picture")
    session = Session(desk.write())
    told = [outcome(session.build)[1] for _ in range(2)]
    assert told[0] == told[1] == outcome(partial(build_deck, tmp_path / "deck.yaml"))[1] != ()
    desk.picture("#3050f0")
    assert outcome(session.build)[0] == build_deck(tmp_path / "deck.yaml").pdf()


def test_changed_layouts_and_fonts_are_seen(tmp_path: Path) -> None:
    """A layout file and a font file that are saved anew are read anew."""
    desk = Desk(tmp_path)
    desk.cards[0]["text"] = "AB BA"
    layout, font = tmp_path / "oma.yaml", tmp_path / "oma.ttf"
    written: dict[str, Any] = {"extends": "workshop", "fonts": {"body": "oma.ttf"}}
    layout.write_text(yaml.safe_dump(written), encoding="utf-8")
    shutil.copyfile(FONTS / "Inter-Regular.ttf", font)
    session = Session(desk.write())
    shown = [outcome(session.build, layout=str(layout))]
    shutil.copyfile(FONTS / "Inter-Italic.ttf", font)
    shown.append(outcome(session.build, layout=str(layout)))
    written["card"] = {"size": "a7"}
    layout.write_text(yaml.safe_dump(written), encoding="utf-8")
    shown.append(outcome(session.build, layout=str(layout)))
    assert all(pdf for pdf, _ in shown)
    assert len({pdf for pdf, _ in shown}) == 3
    assert shown[-1] == outcome(partial(build_deck, tmp_path / "deck.yaml"), layout=str(layout))


def test_unchanged_cards_are_not_set_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only an edited card is set again if no size changes; those that move down are inspected."""
    from korttipakka.check import Checks
    from korttipakka.typeset import Typesetting

    calls: list[str] = []
    inspect, setting = Checks.inspect, Typesetting._set_all

    def inspected(self: Checks, faces: Any) -> Any:
        calls.append(f"inspected {faces.card.id}")
        return inspect(self, faces)

    def set_anew(self: Typesetting, cards: Any) -> Any:
        calls.extend(f"set {card.id}" for card in cards)
        return setting(self, cards)

    monkeypatch.setattr(Checks, "inspect", inspected)
    monkeypatch.setattr(Typesetting, "_set_all", set_anew)
    desk = Desk(tmp_path)
    session = Session(desk.write())
    assert session.build().faces
    calls.clear()
    desk.cards[1]["text"] = "Kerro.\n\nKysy."
    desk.write()
    assert session.build().faces
    assert calls == ["set c1", *(f"inspected c{number}" for number in (1, 2, 3, 4))]


def test_a_session_of_a_deck_as_a_value(tmp_path: Path) -> None:
    """A deck that comes as a value is built as one that is read."""
    from korttipakka import read_deck

    path = Desk(tmp_path).write()
    deck: Deck = read_deck(path)
    assert Session(deck).build().pdf() == Session(path).build().pdf()


def test_memory_does_not_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a deck is edited, with ever new words, titles and files, no more is kept."""
    from korttipakka.build import memory

    monkeypatch.setattr(memory, "SPARE", 40)
    desk = Desk(tmp_path)
    del desk.cards[2]["id"]  # it is made from the title, and so is another each time
    session = Session(desk.write())
    part = tmp_path / "osa.yaml"
    part.write_text("cards: [{title: Kortti toisessa tiedostossa}]", encoding="utf-8")

    def most_kept(numbers: range) -> int:
        nonlocal part
        most = 0
        for number in numbers:
            desk.cards[1]["text"] = f"Sana{number:04} ja toinen{number:04}"
            desk.cards[2]["title"] = f"Otsikko{number:04}"
            part = part.rename(tmp_path / f"osa{number:04}.yaml")
            desk.write()
            assert session.build().faces
            gc.collect()
            most = max(most, len(gc.get_objects()))
        return most

    gc.freeze()  # the tests' own objects take long to search
    try:
        warm = most_kept(range(30))
        assert most_kept(range(30, 80)) <= warm + 100
    finally:
        gc.unfreeze()


@settings(max_examples=8)
@given(st.lists(st.integers(0, 40), min_size=8, max_size=12), st.integers(0, 50))
def test_words_of_texts_that_are_gone_are_forgotten(numbers: list[int], spare: int) -> None:
    """At no time more words are kept than twice those of the deck, some to spare, and an edit's."""
    from korttipakka.build import memory

    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(memory, "SPARE", spare)
        desk = Desk(Path(folder))
        del desk.cards[1:]
        session = Session(desk.write())
        fonts = session.build().fonts
        least = before = fonts.words
        new = count(1)
        for number in numbers:
            desk.cards[0]["text"] = " ".join(f"sana{next(new)}" for _ in range(number))
            fresh = Session(desk.write()).build()
            again = session.build()
            if again.fonts is fonts:
                assert before <= 2 * least + spare
                assert fonts.words >= before
            else:  # begun anew, with the words of the deck as it is now
                fonts, least = again.fonts, again.fonts.words
                assert least == fresh.fonts.words
            before = fonts.words


def test_a_deck_with_errors_can_be_looked_at(tmp_path: Path) -> None:
    """Its cards are made, and what is wrong is among the problems; `make` refuses it."""
    from korttipakka.build.options import BuildOptions

    desk = Desk(tmp_path)
    desk.cards[1]["text"] = TEXTS[-1]
    session = Session(desk.write())
    with pytest.raises(KorttipakkaError) as refused:
        session.make(BuildOptions())
    made = session.look(BuildOptions(), lambda run: None)
    assert [problem.at for problem in made.problems] == [one.at for one in refused.value.problems]
    assert {problem.code for problem in made.problems} == {"does-not-fit"}
    assert [faces.card.id for faces in made.faces] == ["c0", "c1", "c2", "c3", "c4"]
    assert made.faces[1].overfull == ("back",)


def test_a_run_tells_which_cards_are_new(tmp_path: Path) -> None:
    """Before any sheet is made, only the edited card is new; its faces are the final ones."""
    from korttipakka.build.options import BuildOptions

    desk = Desk(tmp_path)
    session = Session(desk.write())
    session.make(BuildOptions())
    desk.cards[1]["text"] = "Kerro.\n\nKysy."
    desk.write()
    new = {}

    def look(run: Any) -> None:
        new.update({one.card.id: run.unchecked(one) for one in run.plan.wanted if run.is_new(one)})

    made = session.look(BuildOptions(), look)
    assert new == {"c1": made.faces[1]}


def test_what_was_built_before_stays(tmp_path: Path) -> None:
    """A build that shares its sizes with the next one makes its own PDF all the same."""
    desk = Desk(tmp_path)
    session = Session(desk.write())
    before, fresh = session.build(), build_deck(desk.write()).pdf()
    desk.cards[0]["text"], desk.cards[2]["title"] = TEXTS[3] * 3, "Kaupunkisuunnittelukilpailutus"
    desk.write()
    after = session.build(settings={"back.text.uniform": "deck"})
    assert before.pdf() == fresh != after.pdf()


def test_icons_in_texts_are_looked_at_again(tmp_path: Path) -> None:
    """An icon that comes, changes or goes is seen, though the card that shows it says the same."""
    desk = Desk(tmp_path)
    desk.cards[0]["text"] = "Kysy ![merkki](merkki.png) täällä."
    icon = tmp_path / "merkki.png"
    session, deck = Session(desk.write()), tmp_path / "deck.yaml"
    shown = []
    for color in (None, "#b00020", "#204060", None):
        icon.unlink(missing_ok=True)
        if color:
            Image.new("RGB", (30, 30), color).save(icon)
        shown.append(outcome(session.build))
        assert shown[-1] == outcome(partial(build_deck, deck))
    assert len({pdf for pdf, _ in shown}) == 3
