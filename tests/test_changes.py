"""`build --changed-since`: only what looks different is printed, and old cards are named."""

import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import page as checker
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from commands import run as run_process
from commands import run_here
from commands import run_here as run
from korttipakka import build_deck
from korttipakka.basics.color import BLACK, Color
from korttipakka.basics.geometry import Point, Rect, Size
from korttipakka.basics.problems import KorttipakkaError, Location
from korttipakka.model.deck import Card, Deck
from korttipakka.model.frame import Box, CardFaces, Frame, Part
from korttipakka.model.remembered import (
    FORMAT,
    STREAM_TYPE,
    Remembered,
    RememberedCard,
    read_remembered,
)
from korttipakka.model.text import Glyph, Markup, Shaped, TextLine, TextParagraph, TextRun
from korttipakka.paint import Fingerprints, Resources
from korttipakka.paint import remembered as reader
from korttipakka.paint.remembered import remembered_in
from korttipakka.pictures.separation import ARITHMETIC, OutputProfile, Separation

DECK = """\
title: Pakka
language: fi
layout: layout.yaml
categories: {a: {name: Aamu, color: teal}}
category: a
cards:
  - title: Kahvi
    text: Kuppi kahvia.
  - title: Tauko
    text: Viisi minuuttia.
    image: a.png
  - title: Kävely
    copies: 2
  - title: Loppu
    text: Kotiin.
"""

LAYOUT = """\
extends: workshop
front: {picture: {right: 6 mm}}
back: {footer: {text: "{category.name}"}}
"""


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a deck lies in, with the PDF that it was printed from beside it."""
    folder = tmp_path / "deck"
    folder.mkdir()
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")
    (folder / "layout.yaml").write_text(LAYOUT, encoding="utf-8")
    Image.new("RGB", (200, 200), "navy").save(folder / "a.png")
    monkeypatch.chdir(tmp_path)
    assert run("build", "deck", "-q", "-o", "old.pdf").exit_code == 0
    return folder


def change(folder: Path, old: str, new: str, name: str = "deck.yaml") -> None:
    """Write something else in a file of the deck."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def words(pdf: str = "new.pdf") -> list[str]:
    """What each page of a PDF says."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def told(*flags: str) -> list[str]:
    """What a build of the changes says of them."""
    done = run("build", "deck", "--changed-since", "old.pdf", "-o", "new.pdf", *flags)
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    return lines[next(i for i, line in enumerate(lines) if line.startswith("Since")) :]


def kept(pdf: str) -> Remembered:
    """What a PDF says of its cards, by another reader than ours."""
    with pikepdf.open(pdf) as document:
        own = document.Root.PieceInfo.Korttipakka
        assert str(own.LastModified).startswith("D:2000")
        assert own.Private.Type == f"/{STREAM_TYPE}"
        return read_remembered(own.Private.read_bytes())


def test_nothing_has_changed(deck: Path) -> None:
    """A deck that looks as before is not printed again, and that is no failure."""
    assert told() == [
        "Since old.pdf: 0 changed, 0 new, 4 as they were",
        "No PDF: no card is to be printed",
    ]
    assert not Path("new.pdf").exists()


def test_changed_new_and_gone(deck: Path) -> None:
    """The changed and the new card are printed with their numbers, and old ones are named."""
    change(deck, "    text: Viisi minuuttia.\n", "    text: Kuusi minuuttia.\n")
    change(deck, "  - title: Loppu\n    text: Kotiin.\n", "  - title: Aivan uusi\n")
    assert told() == [
        "Since old.pdf: 1 changed, 1 new, 2 as they were",
        "Take out: 2 old cards of each deck",
        "  2 Tauko",
        "  4 Loppu: no longer in the deck",
        "Wrote new.pdf",
    ]
    text = " ".join(words())
    assert "Kuusi minuuttia" in text
    assert "Aivan uusi" in text
    assert "Kahvi" not in text
    assert "Kävely" not in text
    assert [card.number for card in kept("new.pdf").cards] == [1, 2, 3, 4]


def test_a_pdf_of_changes_knows_the_whole_deck(deck: Path) -> None:
    """What was printed with it is compared with it the next time, and so is all else."""
    change(deck, "Viisi", "Kuusi")
    told()
    again = run("build", "deck", "--changed-since", "new.pdf")
    assert "Since new.pdf: 0 changed, 0 new, 4 as they were" in again.output
    change(deck, "Kuppi", "Muki")
    again = run("build", "deck", "--changed-since", "new.pdf", "-o", "third.pdf")
    assert "Since new.pdf: 1 changed, 0 new, 3 as they were" in again.output


CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "a letter": (lambda folder: change(folder, "Kotiin.", "Kotiin!"), 1),
    "an id": (lambda folder: change(folder, "Loppu\n", "Loppu\n    notes: Vain minulle.\n"), 0),
    "the colour": (lambda folder: change(folder, "teal", "navy"), 4),
    "a size": (lambda folder: change(folder, "{text: ", "{size: 7 pt, text: ", "layout.yaml"), 4),
    "a place": (lambda folder: change(folder, "right: 6 mm", "right: 6.5 mm", "layout.yaml"), 1),
    "a picture": (lambda folder: Image.new("RGB", (200, 200), "red").save(folder / "a.png"), 1),
    "a picture's name": (lambda folder: _renamed(folder), 0),
    "an order": (
        lambda folder: change(folder, "right: 6 mm", "height: auto, right: 6 mm", "layout.yaml"),
        0,
    ),
    "a category": (lambda folder: change(folder, "Aamu", "Ilta"), 4),
}
"""What is done to a deck, and how many cards look different then."""


def _renamed(folder: Path) -> None:
    (folder / "a.png").rename(folder / "b.png")
    change(folder, "image: a.png", "image: b.png")


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_seen_counts(deck: Path, name: str) -> None:
    """Glyphs, places, colours and pictures make a card another, and nothing that is not seen."""
    edit, count = CHANGES[name]
    edit(deck)
    assert told()[0] == f"Since old.pdf: {count} changed, 0 new, {4 - count} as they were"


@pytest.mark.parametrize(
    "flags",
    [
        "--arrange fold --paper a3", "--arrange single", "--order stack --copies 2",
        "--sides backs --reverse-backs", "--sides apart", "--flip short-edge", "--pdfa",
        "--turn sideways --paper a3", "--marks cut", "--order shuffle --seed 3",
        "--back-offset 1mm,1mm", "--cutting-guide", "--margin 12mm",
    ],
)  # fmt: skip
def test_how_cards_lie_does_not_count(deck: Path, flags: str) -> None:
    """Turned, folded, stacked, shuffled, one by one: a card that looks the same is the same."""
    assert told(*flags.split())[0] == "Since old.pdf: 0 changed, 0 new, 4 as they were"
    assert run("build", "deck", "-q", "-o", "other.pdf", *flags.split()).exit_code == 0
    assert kept("other.pdf").cards == kept("old.pdf").cards


def faces(*content: Part | Box | TextParagraph) -> CardFaces:
    """A card with things on its front, and nothing on its back."""
    size = Size(100, 200)
    return CardFaces(Card("a", "A", number=7), Frame(size, content), Frame(size))


def printed(made: CardFaces, **said: str) -> str:
    """The fingerprint of a card of a deck that says such things."""
    prints = Fingerprints(Resources({}), Deck("Deck", "en", (made.card,), **said))
    prints.add(made)
    return prints.found["a"]


GLYPHS = (Glyph(1, 600, 0, 0, "a"), Glyph(2, 600, 0, 0, "b"))
RUN = TextRun.of(Point(10, 20), "F0", 12, BLACK, (Shaped.of("ab", "F0", GLYPHS),))
BAR = Box(Rect(0, 0, 10, 20), Color((0.1, 0.2, 0.3)))


def test_fingerprints_stay() -> None:
    """They are the same in each version: else all decks look changed. Raise FORMAT then."""
    assert printed(faces(BAR, TextParagraph((TextLine((RUN,)),)))) == "84c88383bab6eef0"


def test_each_thing_counts() -> None:
    """Place, size, font, colour and words of a text; place, colour and order of shapes."""
    runs = [
        RUN, RUN._replace(at=Point(10, 20.05)), RUN._replace(at=Point(11, 20)),
        RUN._replace(font="F1"), RUN._replace(size=12.1), RUN._replace(color=BAR.fill),
        RUN._replace(tracking=0.1), RUN._replace(word_space=0.1),
        RUN._replace(pieces=(Shaped.of("ba", "F0", GLYPHS[::-1]),)),
    ]  # fmt: skip
    text = TextParagraph((TextLine((RUN,)),))
    made = [faces(BAR, TextParagraph((TextLine((run,)),))) for run in runs]
    made += [
        faces(text, BAR), faces(text), faces(BAR, BAR, text), faces(BAR, text._replace(rtl=True)),
        faces(BAR._replace(rect=Rect(0, 0, 10, 20.05)), text),
        faces(BAR._replace(opacity=0.9), text),
        faces(BAR, text)._replace(back=faces(BAR).front),
    ]  # fmt: skip
    found = [printed(one) for one in made]
    assert len(set(found)) == len(found)


class Profiled(Separation):
    """Inks of a press with a profile of such contents."""

    def __init__(self, data: bytes) -> None:
        self.profile = OutputProfile("press.icc", data, "A press")


def test_inks_count() -> None:
    """In RGB, in inks by arithmetic and by each profile a card is another one."""
    made, deck = faces(BAR), Deck("Deck", "en", ())
    found = []
    for inks in (None, ARITHMETIC, Profiled(b"one"), Profiled(b"two")):
        prints = Fingerprints(Resources({}, inks), deck)
        prints.add(made)
        found.append(prints.found["a"])
    assert len(set(found)) == 4


def test_what_is_not_seen_does_not_count() -> None:
    """How a text is read aloud, where it was written, and a fault of the last digit."""
    text = TextParagraph((TextLine((RUN,)),))
    marked = RUN._replace(actual="read", markup=Markup(link="https://example.org"))
    near = RUN._replace(at=Point(10 + 1e-12, 20))
    for one in (marked, near):
        assert printed(faces(BAR, TextParagraph((TextLine((one,)),)))) == printed(faces(BAR, text))


def test_two_processes_say_the_same() -> None:
    """A large deck that several processes paint remembers all its cards, the same as one alone."""
    one, two = build_deck("osallisuus"), build_deck("osallisuus", processes=2)
    assert len(one.painted.fingerprints) == 66
    assert one.painted.fingerprints == two.painted.fingerprints
    assert len({*one.painted.fingerprints.values()}) == 66
    assert one.pdf() == two.pdf()
    assert len(one.pdf()) < 75_000


def test_a_hash_does_not_depend_on_the_process(deck: Path) -> None:
    """Python's own hashes of texts, which differ from run to run, have no part in it."""
    for seed in ("1", "2"):
        done = run_process("build", deck, "-q", "-o", f"{seed}.pdf", PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert Path("1.pdf").read_bytes() == Path("2.pdf").read_bytes() == Path("old.pdf").read_bytes()


def test_copies(deck: Path) -> None:
    """Of a card with more copies those that lack are printed; of one with fewer some go."""
    change(deck, "copies: 2", "copies: 5")
    assert told()[0] == "Since old.pdf: 1 changed, 0 new, 3 as they were"
    assert " ".join(words()).count("Kävely") == 2 * 3
    assert [card.copies for card in kept("new.pdf").cards] == [1, 1, 5, 1]
    change(deck, "copies: 5", "copies: 1")
    assert told("--take-out-list")[1:] == [
        "Take out: 1 old card of each deck",
        "  3 Kävely: the deck has fewer of it",
        "Wrote the list to new.pdf",
    ]
    change(deck, "copies: 1", "copies: 0")
    assert told()[1:3] == [
        "Take out: 2 old cards of each deck",
        "  3 Kävely, 2 of it: no longer in the deck",
    ]


def test_whole_decks(deck: Path) -> None:
    """Where several decks were printed, the summary tells how to print the changes of all."""
    assert run("build", "deck", "-q", "--copies", "3", "-o", "old.pdf").exit_code == 0
    change(deck, "Viisi", "Kuusi")
    lines = told()
    assert (
        "Decks: old.pdf has 3, and this the changes for 1; --copies 3 makes those for all" in lines
    )
    assert not any(line.startswith("Decks") for line in told("--copies", "3"))
    assert " ".join(words()).count("Kuusi minuuttia") == 3


@pytest.mark.parametrize(
    ("language", "head", "gone"),
    [
        ("fi", "Poista vanhasta pakasta: 2 korttia", "ei enää pakassa"),
        ("sv", "Ta bort ur den gamla leken: 2 kort", "finns inte längre i leken"),
        ("en", "Take out of the old deck: 2 cards", "no longer in the deck"),
    ],
)
def test_take_out_list(deck: Path, language: str, head: str, gone: str) -> None:
    """The last page names the old cards by number and title, in the deck's language."""
    change(deck, "language: fi", f"language: {language}")
    change(deck, "Viisi", "Kuusi")
    change(deck, "  - title: Loppu\n    text: Kotiin.\n", "")
    without = told()
    assert "page" not in without[-1]
    pages = len(words())
    told("--take-out-list")
    *_, last = words()
    assert len(words()) == pages + 1
    assert last.startswith(f"Pakka {head}")
    assert re.search(rf"2 Tauko .*4 Loppu {gone}", last)


def test_the_list_alone(deck: Path) -> None:
    """Where cards only go, the list is written without sheets, and knows the deck from then on."""
    change(deck, "  - title: Loppu\n    text: Kotiin.\n", "")
    assert told("--take-out-list")[-1] == "Wrote the list to new.pdf"
    (page,) = words()
    assert "4 Loppu" in page
    again = run("build", "deck", "--changed-since", "new.pdf", "--take-out-list")
    assert again.output == (
        "Since new.pdf: 0 changed, 0 new, 3 as they were\nNo PDF: no card is to be printed\n"
    )


@pytest.mark.parametrize("only_gone", [False, True])
def test_the_list_is_read_aloud_and_kept(deck: Path, only_gone: bool) -> None:
    """With the list, and of the list alone, a PDF is PDF/UA-1, and PDF/A-2a if asked for."""
    change(deck, "  - title: Loppu\n    text: Kotiin.\n", "")
    if not only_gone:
        change(deck, "Viisi", "Kuusi")
    told("--take-out-list", "--pdfa")
    profiles = (checker.ValidationProfile.PDF_UA_1, checker.ValidationProfile.PDF_A_2A)
    for profile in profiles:
        report = checker.validate_pdf_bytes(Path("new.pdf").read_bytes(), profile=profile)
        assert [f"{fault.rule_id}: {fault.message}" for fault in report.failures] == []


def test_the_list_to_standard_output(deck: Path) -> None:
    """Where the PDF goes to standard output, nothing else does."""
    change(deck, "  - title: Loppu\n    text: Kotiin.\n", "")
    flags = ("--changed-since", "old.pdf", "--take-out-list", "-o", "-")
    done = run_here("build", "deck", *flags)
    assert done.stdout_bytes.startswith(b"%PDF-")
    assert done.stdout_bytes.rstrip().endswith(b"%%EOF")
    assert "Wrote the list to standard output" in done.stderr


def test_many_old_cards_are_counted(deck: Path) -> None:
    """The summary names some, and tells how to have all of them on a page."""
    cards = "".join(f"  - title: Kortti {n}\n" for n in range(20))
    (deck / "deck.yaml").write_text(DECK + cards, encoding="utf-8")
    assert run("build", "deck", "-q", "-o", "old.pdf").exit_code == 0
    (deck / "deck.yaml").write_text(DECK, encoding="utf-8")
    lines = told()
    assert lines[2] == "Take out: 20 old cards of each deck"
    assert lines[-2] == "  … and 12 more: --take-out-list makes a page of all"


def test_numbers_that_move_are_told(deck: Path) -> None:
    """Where a layout shows numbers, a card that is deleted changes all after it."""
    change(deck, 'text: "{category.name}"', 'text: "{number}"', "layout.yaml")
    assert run("build", "deck", "-q", "-o", "old.pdf").exit_code == 0
    change(deck, "  - title: Kahvi\n    text: Kuppi kahvia.\n", "")
    assert told()[:2] == [
        "Since old.pdf: 3 changed, 0 new, 0 as they were",
        "  3 of them have another number than before, which they may show",
    ]


def test_the_count_of_cards_does_not_count(deck: Path) -> None:
    """A card more is one to print: those that say "1 / 4" stay, which is told."""
    assert "1 / 4" in words("old.pdf")[1]
    change(deck, "    text: Kotiin.\n", "    text: Kotiin.\n  - title: Uusi\n")
    assert told()[:2] == [
        "Since old.pdf: 0 changed, 1 new, 4 as they were",
        "  cards that stay show the old number of cards, which alone changes none of them",
    ]
    assert "5 / 5" in words()[1]
    change(deck, "back: {", "back: {number: {bottom: 9 mm}, ", "layout.yaml")
    assert told()[0] == "Since old.pdf: 4 changed, 1 new, 0 as they were"


def test_a_part_of_the_deck(deck: Path) -> None:
    """Cards that other flags leave out are compared the next time."""
    change(deck, "Viisi", "Kuusi")
    change(deck, "Kuppi", "Muki")
    assert told("--card", "kahvi")[0] == "Since old.pdf: 1 changed, 0 new, 0 as they were"
    again = run("build", "deck", "--changed-since", "new.pdf", "-o", "third.pdf")
    assert "Since new.pdf: 1 changed, 0 new, 3 as they were" in again.output


def test_write_in_cards_are_asked_for(deck: Path) -> None:
    """Those that the layout has are in the deck already; a flag prints more."""
    change(deck, "front:", "sheet: {blanks: 3}\nfront:", "layout.yaml")
    change(deck, "Viisi", "Kuusi")
    done = run("build", "deck", "--changed-since", "old.pdf", "-o", "new.pdf")
    assert "\n1 card of" in done.output
    done = run("build", "deck", "--changed-since", "old.pdf", "-o", "new.pdf", "--blanks", "2")
    assert "\n3 cards of" in done.output


def test_default_name_is_another(deck: Path) -> None:
    """The old PDF is not written over, neither by default nor when it is named."""
    assert run("build", "deck", "-q").exit_code == 0
    before = Path("deck.pdf").read_bytes()
    change(deck, "Viisi", "Kuusi")
    done = run("build", "deck", "--changed-since", "deck.pdf")
    assert done.output.endswith("Wrote deck-changes.pdf\n")
    done = run("build", "deck", "--changed-since", "deck.pdf", "-o", "deck.pdf")
    assert done.exit_code == 1
    assert "error[cannot-write]" in done.output
    assert Path("deck.pdf").read_bytes() == before


EDITION = 'text: "{category.name} · {deck.edition}"'


def test_edition_is_shown_and_does_not_count(deck: Path) -> None:
    """A new edition stands on the cards that are printed, and makes no other card a changed one."""
    change(deck, "language: fi", "language: fi\nedition: kevät 2027")
    change(deck, 'text: "{category.name}"', EDITION, "layout.yaml")
    assert run("build", "deck", "-q", "-o", "old.pdf").exit_code == 0
    assert "Aamu · kevät 2027" in words("old.pdf")[1]
    assert kept("old.pdf").edition == "kevät 2027"
    change(deck, "kevät 2027", "syksy 2027 (B)")
    change(deck, "Viisi", "Kuusi")
    assert told()[0] == "Since old.pdf, edition kevät 2027: 1 changed, 0 new, 3 as they were"
    assert "Aamu · syksy 2027 (B)" in words()[1]
    change(deck, "Aamu", "Ilta")
    assert told()[0] == "Since old.pdf, edition kevät 2027: 4 changed, 0 new, 0 as they were"


def test_a_deck_without_edition_has_a_hash(deck: Path) -> None:
    """It follows from what the cards say, and mixed runs can be told apart."""
    change(deck, 'text: "{category.name}"', EDITION, "layout.yaml")
    assert run("build", "deck", "-q", "-o", "old.pdf").exit_code == 0
    before = re.findall(r"Aamu · ([0-9a-f]{6})\b", " ".join(words("old.pdf")))
    assert len(before) == 5
    assert len(set(before)) == 1
    assert kept("old.pdf").edition == before[0]
    change(deck, "Viisi", "Kuusi")
    said = f"Since old.pdf, edition {before[0]}: 1 changed, 0 new, 3 as they were"
    assert told()[0] == said
    assert f"Aamu · {before[0]}" not in " ".join(words())


def test_a_condition_asks_for_an_edition(deck: Path) -> None:
    """A box that is there for an edition is there for a hash, too, whatever else it asks for."""
    box = 'text: "Painos", when: {all of: [deck.edition, title]}'
    change(deck, 'text: "{category.name}"', box, "layout.yaml")
    assert run("build", "deck", "-q", "-o", "old.pdf").exit_code == 0
    assert "Painos" in words("old.pdf")[1]


def refused(*flags: str, file: str = "old.pdf") -> str:
    """The error of a build that cannot be compared, which writes nothing."""
    done = run("build", "deck", "--changed-since", file, "-o", "new.pdf", *flags)
    assert done.exit_code == 2, done.output
    assert not Path("new.pdf").exists()
    return str(done.output)


def test_another_deck(deck: Path) -> None:
    """The PDF of a deck without any card of this one is refused."""
    assert run("build", "osallisuus", "-q", "-o", "old.pdf").exit_code == 0
    assert "error[other-deck]: old.pdf is of another deck, 'Osallisuuden keinot'" in refused()


def test_another_title(deck: Path) -> None:
    """A deck that was only given another title is compared, with a warning."""
    change(deck, "title: Pakka", "title: Uusi pakka")
    done = run("build", "deck", "--changed-since", "old.pdf")
    assert done.exit_code == 0
    assert "warning[other-deck]: old.pdf is of a deck with another title, 'Pakka'" in done.output
    assert "4 as they were" in done.output


def test_another_layout(deck: Path) -> None:
    """All cards are another in another layout, and a hint tells which one the PDF was made in."""
    assert run("build", "deck", "-q", "-l", "bold", "-o", "old.pdf").exit_code == 0
    done = run("build", "deck", "--changed-since", "old.pdf", "-o", "new.pdf")
    assert "Since old.pdf: 4 changed" in done.output
    assert "warning[all-changed]" in done.output
    (hint,) = re.findall(r"hint: (--layout bold) prints", done.output)
    assert "4 as they were" in "".join(told(*hint.split()))


def test_another_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All cards are another in another language, and a hint tells which one the PDF is in."""
    monkeypatch.chdir(tmp_path)
    assert run("build", "osallisuus", "-q", "--language", "sv", "-o", "old.pdf").exit_code == 0
    done = run("build", "osallisuus", "--changed-since", "old.pdf", "-o", "new.pdf")
    assert re.search(r"warning\[all-changed\].* language sv", done.output)
    (hint,) = re.findall(r"hint: (--language sv) prints", done.output)
    done = run("build", "osallisuus", "--changed-since", "old.pdf", *hint.split())
    assert "66 as they were" in done.output


def test_flags_without_the_other(deck: Path) -> None:
    """A list of old cards needs an old PDF."""
    done = run("build", "deck", "--take-out-list")
    assert done.exit_code == 2
    assert "--take-out-list: error[idle-list]: a list of old cards has no" in done.output


def _encrypted(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def _stripped(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        del document.Root.PieceInfo
        document.save(path)


def _with(path: Path, data: bytes) -> None:
    """The PDF with other contents in place of what it says of its cards."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.Root.PieceInfo.Korttipakka.Private.write(data)
        document.save(path)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3000])


def _holed(path: Path) -> None:
    data = path.read_bytes()
    start = data.index(b"stream", data.index(STREAM_TYPE.encode())) + 20
    path.write_bytes(data[:start] + bytes(40) + data[start + 40 :])


def _large(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(reader.MOST_FILE + 1)


BOMB = zlib.compress(bytes(reader.MOST * 4), 9)

BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "missing-file]: there is no file old.pdf"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "not-a-file]: old.pdf is not a file"),
    "text": (lambda path: path.write_bytes(b"title: Deck\n"), "wrong-file]: old.pdf is not a PDF"),
    "empty": (lambda path: path.write_bytes(b""), "wrong-file]: old.pdf is not a PDF"),
    "cut short": (_cut, "damaged-file]: old.pdf is damaged or cut short"),
    "a hole": (_holed, "damaged-file]: old.pdf is damaged or cut short"),
    "encrypted": (_encrypted, "has-password]: old.pdf is protected by a password"),
    "without": (_stripped, "no-record]: old.pdf does not say which cards are on it"),
    "huge": (_large, "too-large]: old.pdf is larger than 1024 MB"),
    "later": (
        lambda path: _with(path, f"{FORMAT + 1}\tanything".encode()),
        "newer-record]: old.pdf was made by a later korttipakka",
    ),
    "nonsense": (lambda path: _with(path, b"\xff\xfe\n\n"), "damaged-file]"),
    "no numbers": (lambda path: _with(path, b"1\tx\t9\ta\ten\tb\t\n"), "damaged-file]"),
    "negative": (
        lambda path: _with(path, b"1\t1\t9\ta\ten\tb\t\nid\t-1\ta\t1\tf"),
        "damaged-file]",
    ),
    "too many": (
        lambda path: _with(path, b"1\t1\t9\ta\ten\tb\t\n" + b"id\t1\ta\t1\tf\n" * 100_001),
        "damaged-file]",
    ),
    "a bomb": (
        lambda path: path.write_bytes(
            b"%PDF-1.7\n<</Type /KorttipakkaCards /Filter /FlateDecode>>\nstream\n"
            + BOMB
            + b"\nendstream\n%%EOF"
        ),
        "damaged-file]",
    ),
}
"""What is wrong with an old PDF, and what is told of it."""


@pytest.mark.parametrize("name", BAD)
def test_bad_pdf(deck: Path, name: str) -> None:
    """What is no PDF of this program, or no whole one, is told, and nothing is written."""
    spoil, expected = BAD[name]
    spoil(Path("old.pdf"))
    said = refused()
    assert f"--changed-since old.pdf: error[{expected}" in said


def test_saved_again(deck: Path) -> None:
    """Another program may save the PDF anew, packed otherwise, or with a part of its pages."""
    plain = pikepdf.ObjectStreamMode.disable
    packed = pikepdf.ObjectStreamMode.generate
    for number, mode in enumerate((plain, packed)):
        with pikepdf.open("old.pdf") as document:
            document.save(
                f"{number}.pdf", object_stream_mode=mode, recompress_flate=True, linearize=True
            )
        with pikepdf.open("old.pdf") as document:
            document.save(f"{number}u.pdf", object_stream_mode=mode, compress_streams=False,
                          stream_decode_level=pikepdf.StreamDecodeLevel.all)  # fmt: skip
        for name in (f"{number}.pdf", f"{number}u.pdf"):
            at = Location.flag("x")
            assert remembered_in(Path(name), at) == kept("old.pdf"), name


def test_a_stream_at_any_byte_is_found(tmp_path: Path) -> None:
    """It is found where pieces of the file meet as well, and of several the last one holds."""
    stream = b"<</Type /KorttipakkaCards>>\nstream\n1\t%d\t9\ta\ten\tb\t\nendstream\n"
    for shift in range(60):
        filler = b"x" * (reader.PIECE - 40 + shift)
        data = b"%PDF-1.7\n" + stream % 1 + filler + stream % 2 + b"%%EOF"
        (tmp_path / "x.pdf").write_bytes(data)
        assert remembered_in(tmp_path / "x.pdf", Location.flag("x")).decks == 2


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    """A pipe has no end, and is not opened."""
    import os

    os.mkfifo(tmp_path / "x.pdf")
    with pytest.raises(KorttipakkaError, match="is not a file"):
        remembered_in(tmp_path / "x.pdf", Location.flag("x"))


def test_what_is_written_is_read() -> None:
    """Values with tabs and line ends stay one value each."""
    card = RememberedCard("a", 1, "Two\twords\nhere", 2, "ff")
    record = Remembered("De\tck", "en", "bold", "", 9, 3, (card,))
    read = read_remembered(record.written())
    assert read == record._replace(title="De ck", cards=(card._replace(title="Two words here"),))


def test_titles_of_others_are_safe(deck: Path) -> None:
    """What a stranger's PDF calls its cards is shown in printable letters, and set on the list."""
    title = "\x1b[2J\u202e\x9b " + "W" * 3000
    head, rest = "1\t1\t4\tPakka\tfi\tx\t", "kahvi\t1\ta\t1\tf"
    _with(Path("old.pdf"), f"{head}\ngone\t7\t{title}\t1\tf\n{rest}".encode())
    lines = told("--take-out-list")
    assert lines[1] == "Take out: 2 old cards of each deck"
    assert all(line.isprintable() for line in lines)
    assert words()[-1].startswith("Pakka Poista vanhasta pakasta: 2 korttia")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_change_of_a_pdf_is_told(data: st.DataObject) -> None:
    """Bytes that are changed, cut or added anywhere give what was written, or an error."""
    whole = b"%PDF-1.7\n<</Type /KorttipakkaCards /Filter /FlateDecode>>\nstream\n"
    whole += zlib.compress(b"1\t1\t9\ta\ten\tb\t\nid\t1\ta\t1\tf") + b"\nendstream\n%%EOF"
    at = data.draw(st.integers(0, len(whole)))
    size = data.draw(st.integers(0, 12))
    changed = whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + size :]
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.pdf")
        path.write_bytes(changed)
        with suppress(KorttipakkaError):
            assert isinstance(remembered_in(path, Location.flag("x")), Remembered)
