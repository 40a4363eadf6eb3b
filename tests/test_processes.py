"""A large deck is printed by several processes: what comes of it is what one process makes."""

import gc
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import font_samples
from impose_samples import make_layout, size
from korttipakka.basics.problems import KorttipakkaError, Problem, Severity
from korttipakka.basics.scratch import Scratch
from korttipakka.build import fork, painting, run
from korttipakka.build.fork import in_processes
from korttipakka.build.options import BuildOptions, as_overrides
from korttipakka.build.pipeline import Means, build_deck, check_deck, make
from korttipakka.build.plan import PrintJob, plan_of
from korttipakka.build.processes import PER_PROCESS, WORTH, useful_processes
from korttipakka.build.run import fitted_run
from korttipakka.impose import grid_of
from korttipakka.model.deck import Card, Deck
from korttipakka.paint import fonts

WORDS = "asukas kunta aloite raati keino ilta kysely kokous talkoot verkko kartta paja".split()

CARDS = 61
"""Eight sheets of eight, the last one not full; the halves get three or four."""


def card(number: int) -> dict[str, Any]:
    """A card with words of its own; some have copies, a subtitle, a link or a picture."""
    title = f"{WORDS[number % 12].title()}{WORDS[number * 5 % 11]} {WORDS[number * 7 % 12]}"
    made: dict[str, Any] = {
        "id": f"c{number}", "title": title, "text": f"{title}. " * (number % 9 + 1),
        "category": "ab"[number % 2],
    }  # fmt: skip
    made |= {"copies": number % 3} if number % 10 == 4 else {}
    made |= {"subtitle": "Alla"} if number % 7 == 3 else {}
    made |= {"link": f"https://example.org/{number}"} if number % 6 == 5 else {}
    made |= {"image": f"{number % 2}.png"} if number % 8 == 1 else {}
    return made


def write(folder: Path, *more: dict[str, Any]) -> Path:
    """A deck of cards, `more` of them at its end."""
    for number, color in enumerate(("#804020", "#204080")):
        Image.new("RGB", (400, 300), color).save(folder / f"{number}.png")
    categories = {"a": {"name": "Asuminen", "color": "#0b6e75"}, "b": {"name": "Kaupunki ja luonto",
                  "color": "#b8324b"}}  # fmt: skip
    cards = [*map(card, range(CARDS)), *more]
    deck = {"title": "Puolikkaat", "language": "fi", "categories": categories, "cards": cards}
    path = folder / "deck.yaml"
    path.write_text(yaml.safe_dump(deck), encoding="utf-8")
    return path


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck whose longest text, which all sizes depend on, is on its last card."""
    return write(tmp_path, card(99) | {"text": "Asukkaat osallistuvat suunnitteluun. " * 9})


Printed = tuple[bytes, tuple[Problem, ...]]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Printed]:
    """Print a deck by so many processes: the bytes and the problems."""

    def make(
        deck: Path, processes: int, layout: str | None, settings: str, **wishes: Any
    ) -> Printed:
        monkeypatch.setattr(painting, "useful_processes", lambda cards, most: most)
        made = build_deck(
            deck, layout=layout, settings=pairs(settings), processes=processes, **wishes
        )
        return made.pdf(), made.problems

    return make


def pairs(settings: str) -> dict[str, str]:
    """Settings from a text of KEY=VALUE with spaces between."""
    return dict(setting.split("=") for setting in settings.split())  # type: ignore[misc]


@pytest.fixture
def united(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each print by several processes, whether their shares could be put together."""
    calls: list[bool] = []
    by_processes = painting._by_processes

    def watched(*arguments: Any) -> Any:
        made = by_processes(*arguments)
        calls.append(made is not None)
        return made

    monkeypatch.setattr(painting, "_by_processes", watched)
    return calls


VARIANTS = [
    ("workshop", "", {}),
    ("workshop", "sheet.order=stack sheet.start_at=4", {}),
    ("workshop", "sheet.sides=apart sheet.reverse_backs=yes", {}),
    ("workshop", "sheet.sides=backs", {}),
    ("workshop", "sheet.sides=fronts sheet.copies=2", {}),
    ("workshop", "sheet.arrange=fold", {}),
    ("workshop", "sheet.arrange=tent", {}),
    ("workshop", "sheet.arrange=single card.bleed=3mm", {}),
    ("workshop", "sheet.back_offset=1mm,-1mm sheet.back_angle=0.3 sheet.printable=12mm", {}),
    ("workshop", "back.text.uniform=category front.title.uniform=deck", {}),
    ("workshop", "back.text.size=7-16pt back.title.uniform=most", {}),
    ("pocket", "back.text.size=7-10pt back.title.size=8-14pt", {}),
    ("workshop", "", {"blanks": ["2", "none=3"]}),
    ("workshop", "", {"guides": True}),
    ("workshop", "", {"draft": True}),
    ("bold", "sheet.color=cmyk", {}),
    ("mono", "sheet.cutting_guide=yes", {}),
    ("classic", "colors.ink=#999999", {}),
]


@pytest.mark.parametrize(("layout", "settings", "wishes"), VARIANTS)
def test_processes_make_what_one_makes(
    deck: Path, printed: Callable[..., Printed], united: list[bool],
    layout: str, settings: str, wishes: Any,
) -> None:  # fmt: skip
    """The PDF is the same to the byte, and the same is told, in the same order."""
    whole = printed(deck, 1, layout, settings, **wishes)
    for processes in (2, 3):
        assert printed(deck, processes, layout, settings, **wishes) == whole
    assert united == [True, True]


@pytest.mark.parametrize(("layout", "settings", "wishes"), VARIANTS)
def test_cards_are_dropped_as_they_are_painted(
    deck: Path, printed: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch,
    layout: str, settings: str, wishes: Any,
) -> None:  # fmt: skip
    """A large deck by one process is the same, though each card goes after its last sheet."""
    whole = printed(deck, 1, layout, settings, **wishes)
    monkeypatch.setattr(painting, "MOST_WHOLE", CARDS - 1)
    assert printed(deck, 1, layout, settings, **wishes) == whole


@pytest.mark.parametrize("most", [1, 7])
def test_words_that_are_forgotten_are_painted_the_same(
    tmp_path: Path, printed: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """However few words are remembered as they are written, they come out the same."""
    odd = "office fjord e\u0301 H\u2082O \u2192 **fi** *fi* fi"
    path = write(tmp_path, card(99) | {"text": odd}, card(100) | {"text": f"{odd} {odd}"})
    whole = printed(path, 1, "workshop", "")
    monkeypatch.setattr(fonts, "MOST_SHOWN", most)
    assert printed(path, 1, "workshop", "") == whole


def test_of_a_large_deck_all_can_be_asked_for(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cards that were dropped are set again when somebody asks for them."""
    before = build_deck(deck).faces
    monkeypatch.setattr(painting, "MOST_WHOLE", 0)
    made = build_deck(deck)
    assert made.faces == before
    assert made.png("c7") == build_deck(deck).png("c7")


def test_a_large_deck_with_errors_is_told_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit is told with the same remedies where cards were dropped."""
    path = write(tmp_path, card(99) | {"text": "Asukkaat osallistuvat suunnitteluun. " * 90})
    told = []
    for most in (1000, 0):
        monkeypatch.setattr(painting, "MOST_WHOLE", most)
        with pytest.raises(KorttipakkaError) as caught:
            build_deck(path)
        told.append(caught.value.problems)
    assert told[0] == told[1]


@pytest.mark.parametrize("processes", [5, 8])
@pytest.mark.parametrize("settings", ["back.text.size=7-16pt", "sheet.arrange=fold"])
def test_many_processes_make_what_one_makes(
    deck: Path, printed: Callable[..., Printed], united: list[bool],
    processes: int, settings: str,
) -> None:  # fmt: skip
    """So it is with as many as there are sheets."""
    whole = printed(deck, 1, "workshop", settings)
    assert printed(deck, processes, "workshop", settings) == whole
    assert united == [True]


@pytest.mark.parametrize(("layout", "settings", "wishes"), VARIANTS)
def test_a_deck_in_memory_makes_the_same_pdf(
    deck: Path, printed: Callable[..., Printed],
    layout: str, settings: str, wishes: Any,
) -> None:  # fmt: skip
    """Whether sheets are painted as they are made, or kept, or only checked, is not to be seen."""
    data, problems = printed(deck, 1, layout, settings, **wishes)
    options = BuildOptions(layout, as_overrides(pairs(settings)), **wishes)
    kept = make(deck, options, Means(painted=False))
    assert kept.pdf() == data
    assert kept.problems == problems
    if not wishes:
        assert check_deck(deck, layout=layout, settings=pairs(settings)) == problems


def test_warnings_of_both_halves_are_told_once(deck: Path, printed: Callable[..., Printed]) -> None:
    """What concerns cards of both halves is one warning, with all of them counted."""
    pale = "back.text.color=#bbbbbb back.text.size=5-6pt"
    _, problems = printed(deck, 2, "workshop", pale)
    codes = [problem.code for problem in problems]
    small = [problem.message for problem in problems if "back.text" in problem.message]
    assert len([message for message in small if "on 62 cards" in message]) == 1
    assert codes.count("low-contrast") == 1  # the same grey on the same paper in both categories
    assert problems == printed(deck, 1, "workshop", pale)[1]


def test_what_is_hard_to_read_is_told_once_a_category(
    deck: Path, printed: Callable[..., Printed]
) -> None:
    """Where each category says the ground of a text, each of them has a warning of its own."""
    grounds = "back.text.color=#777777 back.text.fill={category.color}"
    _, problems = printed(deck, 2, "workshop", grounds)
    told = [problem.message for problem in problems if problem.code == "low-contrast"]
    assert len(told) == 2
    assert all(any(name in one for one in told) for name in ("'Asuminen'", "'Kaupunki ja luonto'"))
    assert problems == printed(deck, 1, "workshop", grounds)[1]


@pytest.mark.parametrize("which", ["first", "last"])
def test_what_is_a_note_in_one_half_and_a_warning_in_the_other_is_a_warning(
    tmp_path: Path, printed: Callable[..., Printed], united: list[bool], which: str
) -> None:
    """A font's want of bold is a loss where lighter text stands beside it: on one half's cards."""
    font_samples.static(tmp_path / "bars.ttf")
    title = {"text": "{title}", "font": "bars.ttf", "weight": 700, "height": "9 mm"}
    text = {"text": "{text}", "font": "bars.ttf", "weight": 400, "top": "15 mm"}
    boxes = {"front": {"title": title, "text": text}, "back": {"title": title}}
    (tmp_path / "layout.yaml").write_text(yaml.safe_dump(boxes), "utf-8")
    cards = [{"title": f"A{' I' * (number % 5)}"} for number in range(CARDS)]
    cards[0 if which == "first" else -1]["text"] = "A I"
    deck = {"title": "Bars", "language": "en", "layout": "layout.yaml", "cards": cards}
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump(deck), "utf-8")
    two = printed(tmp_path / "deck.yaml", 2, None, "")
    assert united == [True]
    (lacking,) = (problem for problem in two[1] if problem.code == "font-substitute")
    assert lacking.severity is Severity.WARNING
    assert two == printed(tmp_path / "deck.yaml", 1, None, "")


def test_what_keeps_sizes_down_is_seen_over_all_cards(
    deck: Path, printed: Callable[..., Printed], united: list[bool]
) -> None:
    """The card that holds all others down is named once, with all of them counted."""
    large = "back.text.size=7-16pt back.text.uniform=deck"
    two = printed(deck, 2, "workshop", large, verbose=True)
    assert two == printed(deck, 1, "workshop", large, verbose=True)
    assert [p.code for p in two[1]].count("holds-others-down") >= 1
    assert united == []


def test_errors_are_told_as_one_process_tells_them(
    tmp_path: Path, printed: Callable[..., Printed]
) -> None:
    """Texts that do not fit, in either half, are all named with their cards."""
    numbers = (70, 71, 72)
    first, *last = (
        card(n) | {"title": f"Kortti {n}", "text": f"Liian pitkä teksti {n}. " * 200}
        for n in numbers
    )
    deck = write(tmp_path, *last)
    content = yaml.safe_load(deck.read_text("utf-8"))
    content["cards"].insert(0, first)
    deck.write_text(yaml.safe_dump(content), "utf-8")
    told = []
    for processes in (2, 1):
        with pytest.raises(KorttipakkaError) as error:
            printed(deck, processes, "workshop", "")
        told.append(error.value.problems)
    assert told[0] == told[1]
    messages = [problem.message for problem in told[0] if problem.code == "does-not-fit"]
    assert len(messages) == len(numbers)
    assert all(any(f"'Kortti {n}'" in message for message in messages) for n in numbers)


def test_a_glyph_for_two_letters_is_read_as_each(
    tmp_path: Path, printed: Callable[..., Printed], united: list[bool]
) -> None:
    """Halves that take one glyph for different letters are not put together: both can be read."""
    delta, increment = "A \u0394 B", "A \u2206 B"
    first, last = card(80) | {"title": delta}, card(81) | {"title": increment}
    deck = write(tmp_path, last)
    content = yaml.safe_load(deck.read_text("utf-8"))
    content["cards"].insert(0, first)
    deck.write_text(yaml.safe_dump(content), "utf-8")
    two, one = (printed(deck, processes, "workshop", "") for processes in (2, 1))
    assert united == [False]
    assert two == one
    document = pypdfium2.PdfDocument(two[0])
    assert delta in document[0].get_textpage().get_text_range()
    assert increment in document[len(document) - 2].get_textpage().get_text_range()


def test_a_process_that_dies_costs_nothing(
    deck: Path, printed: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When another process fails, is killed or hangs, the first one does the whole."""
    whole = printed(deck, 1, "workshop", "")

    def failing(*arguments: object) -> object:
        raise MemoryError

    def killed(*arguments: object) -> object:
        os.kill(os.getpid(), signal.SIGKILL)

    def hanging(*arguments: object) -> object:
        time.sleep(600)
        return None

    monkeypatch.setattr(fork, "PATIENCE", 0.5)
    monkeypatch.setattr(fork, "TIMES", 0.0)
    for end in (failing, killed, hanging):
        monkeypatch.setattr(painting, "_handed_over", end)
        assert printed(deck, 2, "workshop", "") == whole


def test_where_no_process_may_be_started_one_does_all(
    deck: Path, printed: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the system refuses another process, the deck is printed all the same."""
    whole = printed(deck, 1, "workshop", "")

    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert printed(deck, 2, "workshop", "") == whole


def test_no_process_is_left_behind(deck: Path, printed: Callable[..., Printed]) -> None:
    """After a print there is no other process, whatever happened in the first one."""
    printed(deck, 3, "workshop", "")
    assert (
        in_processes([lambda gather, tell: 1 / 0, lambda gather, tell: gather({"": 1.0})]) is None
    )
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_host_may_reap_children(deck: Path, printed: Callable[..., Printed]) -> None:
    """Where SIGCHLD is ignored, as servers do, children vanish by themselves and all is well."""
    whole = printed(deck, 1, "workshop", "")
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert printed(deck, 2, "workshop", "") == whole
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_what_a_host_has_frozen_stays_frozen(deck: Path, printed: Callable[..., Printed]) -> None:
    """A host that called gc.freeze() finds its objects frozen after a print, too."""
    gc.freeze()
    try:
        count = gc.get_freeze_count()
        printed(deck, 2, "workshop", "")
        assert gc.get_freeze_count() > 0.9 * count > 0  # what is freed goes off it
    finally:
        gc.unfreeze()


def test_a_library_does_not_fork_by_itself(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless its caller asks for processes, a build starts none."""
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    build_deck(deck).pdf()


def test_processes_gather_what_all_have_found() -> None:
    """Each learns what every one has found, in the same order."""
    sizes = [{"a": 9.0, "b": 7.0}, {"a": 8.0, "c": 6.0}, {"b": 5.0}]
    found = in_processes([lambda gather, tell, own=own: gather(own) for own in sizes])
    assert found == [sizes] * 3


def test_processes_gather_more_than_a_pipe_holds() -> None:
    """Sizes of thousands of categories pass, although both sides have much to say."""
    sizes = {f"category {number} {'x' * 200}": float(number) for number in range(5000)}
    assert in_processes([lambda gather, tell: gather(sizes)] * 2) == [[sizes, sizes]] * 2


def test_a_process_that_stops_taking_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that hangs when it should take what all have found, more than a pipe holds, is left."""
    sizes = {f"category {number} {'x' * 200}": float(number) for number in range(5000)}
    monkeypatch.setattr(fork, "PATIENCE", 0.5)
    monkeypatch.setattr(fork, "TIMES", 0.0)
    # Only the child stops: it has asked for nothing more than that its sizes be heard.
    monkeypatch.setattr(
        fork._Line, "receive", _stopping(fork._Line.receive, in_process=os.getpid())
    )
    assert in_processes([lambda gather, tell: gather(sizes)] * 2) is None
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def _stopping(receive: Callable[..., Any], in_process: int) -> Callable[..., Any]:
    """A way to receive that stops every process but one."""

    def stopping(line: Any, *arguments: Any) -> Any:
        if os.getpid() != in_process:
            os.kill(os.getpid(), signal.SIGSTOP)
        return receive(line, *arguments)

    return stopping


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that hangs after its work is done, such as at a full disk, is not waited for."""
    monkeypatch.setattr(fork, "LAST", 0.2)
    end = os._exit
    monkeypatch.setattr(os, "_exit", lambda status: (time.sleep(600), end(status)))
    assert in_processes([lambda gather, tell: 1, lambda gather, tell: 2]) == [1, 2]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@given(st.integers(1, 90), st.sampled_from(["rows", "stack"]), st.integers(1, 3), st.integers(1, 8))
def test_every_sheet_is_in_one_share(count: int, order: str, copies: int, processes: int) -> None:
    """The shares hold each sheet once, in order; all cards are fitted, each checked in one."""
    cards = tuple(Card(str(n), f"Card {n}", copies=(n + 1) % 3) for n in range(count))
    deck = Deck("Test", "fi", cards)
    selected = frozenset(card.id for card in cards[::2])
    layout = make_layout(size(70, 50), order=order)
    blanks = deck._replace(cards=())
    plan = plan_of(PrintJob(deck, layout, grid_of(layout), selected, blanks, Scratch(), copies))
    shares = plan.shares(processes)
    sheets = range(len(plan.imposition.rows))
    assert [number for share in shares for number in share.numbers] == list(sheets)
    assert {card.id for share in shares for card in share.fitted} == {card.id for card in cards}
    printed = {wanted.card.id for wanted in plan.cards}
    assert {card.id for card in shares[0].unprinted} == selected - printed
    assert not any(share.unprinted for share in shares[1:])
    checked = [name for share in shares for name in share.checked]
    assert sorted(checked) == sorted(card.id for card in cards)
    for share in shares:
        here = {i for number in share.numbers for i in plan.imposition.rows[number]} - {None}
        fitted = {card.id for card in share.fitted}
        assert {plan.cards[i].card.id for i in here if i is not None} <= fitted
        assert share.checked <= fitted


def test_as_many_processes_as_cores_do_a_large_deck(monkeypatch: pytest.MonkeyPatch) -> None:
    """But no more than the caller wants, nor so many that each has hardly any cards."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(16)))
    assert useful_processes(10_000, 8) == 8
    assert useful_processes(10_000, 100) == 16
    assert useful_processes(3 * PER_PROCESS + 1, 8) == 3
    assert useful_processes(WORTH, 8) == 2


def test_small_decks_are_not_worth_more_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a machine with one core, and a process with threads is never forked."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})
    assert useful_processes(WORTH, 8) == 2
    assert useful_processes(WORTH, 1) == 1
    assert useful_processes(WORTH - 1, 8) == 1
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert useful_processes(WORTH, 8) == 1
    monkeypatch.undo()
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    assert useful_processes(WORTH, 8) == 1


def test_finished_cards_are_not_all_kept(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While sheets are made, only so many cards are in memory, and the copies of one are one."""
    monkeypatch.setattr(run, "AT_ONCE", 8)
    plan = build_deck(deck).plan
    made = fitted_run(plan, plan.whole, kept=8)
    for _ in made.sheets():
        assert len(made._kept) <= 8
