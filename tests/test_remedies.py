"""What does not fit is told in its author's units, once a cause; every remedy named works."""

import json
import re
import shlex
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml

from commands import run_here

LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit. "
A_LITTLE_TOO_LONG = LOREM * 16 + LOREM[:40]
LONG = "Donaudampfschifffahrtsgesellschaftskapitaensmuetze"
UNKNOWN = "W" * 30

Problem = dict[str, Any]
Card = dict[str, str]


def check(folder: Path, *flags: str) -> list[Problem]:
    """The errors of the deck in a folder."""
    result = run_here("check", folder, "--format", "json", *flags)
    problems: list[Problem] = json.loads(result.stdout)
    return [problem for problem in problems if problem["severity"] == "error"]


def write(folder: Path, *cards: Card) -> Path:
    """A deck with these cards."""
    folder.mkdir(exist_ok=True)
    deck = {
        "title": "Does not fit", "language": "en", "categories": {"ideas": "Ideas and more"},
        "cards": cards,
    }  # fmt: skip
    text = yaml.safe_dump(deck, sort_keys=False, width=10_000)
    (folder / "deck.yaml").write_text(text, "utf-8")
    return folder


A = {"title": "A"}

WIDE_TABLE = "| A | B | C |\n|---|---|---|\n| Parents | teachers | neighbours |"

CASES: dict[str, tuple[tuple[Card, ...], str]] = {
    "long text": ((A | {"text": LOREM * 30},), ""),
    "two long texts": ((A | {"text": LOREM * 17}, {"title": "B", "text": LOREM * 20}), ""),
    "a little too long": ((A | {"text": A_LITTLE_TOO_LONG},), ""),
    "far too long": ((A | {"text": LOREM * 300},), ""),
    "paragraphs": ((A | {"text": f"{LOREM}\n\n" * 15},), ""),
    "list": ((A | {"text": f"- {LOREM}\n" * 15},), ""),
    "numbers": ((A | {"text": "".join(f"{n}. {LOREM}\n" for n in range(1, 16))},), ""),
    "table": ((A | {"text": "Words.\n\n| a | b |\n|---|---|" + "\n| one | two |" * 18},), ""),
    "wide table": ((A | {"text": WIDE_TABLE},), "-l large-print --card-size mini"),
    "long title": (({"title": LOREM * 4},), ""),
    "wide word": (({"title": LONG},), "--title-size 50pt"),
    "wide word without breaks": (({"title": LONG},), "--set front.title.hyphens=none"),
    "unknown word": (({"title": UNKNOWN},), ""),
    "unknown word on a small card": (({"title": UNKNOWN},), "--card-size poker"),
    "wide word among others": ((A | {"text": f"See {'X' * 90} there"},), ""),
    "most lines": ((A | {"text": LOREM * 3},), "--set back.text.lines=2"),
    "own size": ((A | {"text": LOREM * 6},), "--text-size 12pt"),
    "own size by set": ((A | {"text": LOREM * 6},), "--set back.text.size=12pt"),
    "own card by set": ((A | {"text": LOREM * 22},), "--set card.size=a7"),
    "small card": ((A | {"text": LOREM * 20},), "--card-size poker"),
    "small card, other layout": ((A | {"text": LOREM * 8},), "-l bold --card-size mini"),
    "large print": ((A | {"text": LOREM * 10},), "-l large-print"),
    "on a perforated sheet": ((A | {"text": LOREM * 14},), "--sheet avery-l7414"),
    "no room for a line": ((A | {"text": "Hello."},), "--set back.text.bottom=60mm"),
    "box without width": ((A,), "--set front.title.left=104mm"),
    "box over the edge": ((A,), "--set back.number.width=110mm"),
    "footer": (
        (A | {"category": "ideas"}, {"title": "B", "category": "ideas"}),
        "--set back.footer.right=91mm",
    ),
}
"""Cards, and the flags of the command."""


def remedies(problem: Problem) -> list[str]:
    """What the hint offers, each by itself."""
    return re.split(r"; or ", problem["hint"])


def same(problem: Problem, found: list[Problem]) -> bool:
    """Whether a problem of the same text and box is among others."""
    box = re.compile(r"(?:front|back)\.\w+")
    key = [problem["code"], *box.findall(problem["message"])[:1]]
    cards = re.findall(r"card '(.*?)'", problem["message"])
    return any(
        key == [other["code"], *box.findall(other["message"])[:1]]
        and (not cards or re.findall(r"card '(.*?)'", other["message"]) == cards)
        for other in found
    )


@pytest.mark.parametrize("name", CASES)
def test_every_remedy_works(tmp_path: Path, name: str) -> None:
    """Each thing that a hint offers is done alone to the letter; then the problem is gone."""
    cards, flags = CASES[name]
    words = shlex.split(flags)
    problems = check(write(tmp_path / "deck", *cards), *words)
    assert problems
    for number, problem in enumerate(problems):
        followed = 0
        for remedy in remedies(problem):
            folder = write(tmp_path / f"{number}-{followed}", *cards)
            after = follow(folder, problem, remedy, words)
            if after is not None:
                followed += 1
                assert not same(problem, after), (remedy, after)
                assert len(after) < len(problems) or after == []
        assert followed, problem


def follow(folder: Path, problem: Problem, remedy: str, flags: list[str]) -> list[Problem] | None:
    """The errors once a remedy is followed; None for one that names no value to take."""
    cards = yaml.safe_load((folder / "deck.yaml").read_text("utf-8"))["cards"]
    if flag := re.search(r": (--[\w-]+ .*)$", remedy):
        return check(folder, *_without(flags, shlex.split(flag[1])), *shlex.split(flag[1]))
    if fewer := re.match(r"shorten it by about ([\d,]+) characters", remedy):
        write(folder, *_shortened(cards, problem, int(fewer[1].replace(",", ""))))
        return check(folder, *flags)
    if marked := re.search(r"where it may break, for example (\S+)$", remedy):
        bare = marked[1].replace("-?", "")
        write(folder, *({k: v.replace(bare, marked[1]) for k, v in c.items()} for c in cards))
        return check(folder, *flags)
    if remedy.startswith("take columns out of the table, "):
        write(folder, *(card | {"text": _first_column(card["text"])} for card in cards))
        return check(folder, *flags)
    if remedy == "divide it among several cards":
        write(folder, *(part for card in cards for part in _divided(card)))
        return check(folder, *flags)
    if both := re.match(r"(\S+) and \S+ take ([\d.]+) mm of .*: lower one of them", remedy):
        return check(folder, *flags, "--set", f"{both[1]}=20mm")
    if edge := re.match(r".*change \S+ or ([\w.]+)(;|$)", remedy):
        return check(folder, *flags, "--set", f"{edge[1]}=16mm")
    assert remedy.startswith("give "), remedy
    key = remedy.split()[1]
    return check(folder, *flags, "--set", f"{key}.left=1mm", "--set", f"{key}.bottom=5mm")


def _without(flags: list[str], new: list[str]) -> list[str]:
    """The flags without that one which is given anew, as its user would type it over."""
    if new[0] == "--set" or new[0] not in flags:
        return flags
    at = flags.index(new[0])
    return flags[:at] + flags[at + 2 :]


def _first_column(text: str) -> str:
    """A table without its other columns."""
    return "\n".join(f"|{row.split('|')[1]}|" for row in text.split("\n"))


def _divided(card: Card) -> list[Card]:
    """A card's text on as many cards as hold it, between words."""
    return [card | {"text": part} for part in textwrap.wrap(card["text"], 700)]


def _shortened(cards: list[Card], problem: Problem, fewer: int) -> list[Card]:
    """The cards with so many characters taken from the end of the text in question, or title."""
    key = "title" if ".title " in problem["message"] else "text"
    (title,) = re.findall(r"card '(.*?)'", problem["message"])
    return [
        card | {key: card[key].rstrip()[:-fewer]} if card["title"].strip() == title else card
        for card in cards
    ]


def test_the_example_of_a_long_text(tmp_path: Path) -> None:
    """A text is told in characters, with a card that holds it and its flag."""
    (problem,) = check(write(tmp_path / "deck", A | {"text": LOREM * 30}))
    about, total = re.findall(r"about ([\d,]+) of the ([\d,]+) characters", problem["message"])[0]
    assert total == f"{len(LOREM) * 30 - 1:,}"
    assert 700 <= int(about.replace(",", "")) <= 900
    assert (
        "take a card of 148 x 105 mm, which holds it: --card-size a6-landscape" in problem["hint"]
    )


def test_a_little_smaller_type_is_offered(tmp_path: Path) -> None:
    """A text that almost fits is offered the half point that it lacks."""
    (problem,) = check(write(tmp_path / "deck", A | {"text": A_LITTLE_TOO_LONG}))
    assert "let it be set in 6.5 pt: --text-size 6.5-13pt" in problem["hint"]


def test_what_cannot_help_is_not_offered(tmp_path: Path) -> None:
    """No card is large enough, the type would be unreadable, and no word can be left out."""
    (problem,) = check(write(tmp_path / "deck", A | {"text": LOREM * 300}))
    assert "--card-size" not in problem["hint"]
    assert "--text-size" not in problem["hint"]
    assert problem["hint"] == "divide it among several cards"
    wide = check(write(tmp_path / "wide", {"title": "WWWWW"}), "--title-size", "200pt")
    assert wide
    assert all("shorten" not in problem["hint"] for problem in wide)


def test_one_problem_a_cause(tmp_path: Path) -> None:
    """A box without room is told, not its text; a word or title once, not once for each face."""
    (problem,) = check(write(tmp_path / "a", A), "--set", "front.title.left=104mm")
    assert problem["code"] == "empty-box"
    (problem,) = check(write(tmp_path / "b", {"title": UNKNOWN}))
    assert f"the word '{UNKNOWN}' is" in problem["message"]
    folder = write(tmp_path / "c", {"title": LOREM * 12, "text": "Short."})
    (problem,) = check(folder)
    assert " of front.title are too many" in problem["message"]


def test_the_remedies_of_many_cards_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 200 cards that do not fit, a size is tried on few until one holds these."""
    from korttipakka.build import remedies as room

    tried: list[int] = []
    real = room.typeset

    def counted(*args: Any, **options: Any) -> Any:
        tried.append(len(options["cards"]))
        return real(*args, **options)

    monkeypatch.setattr(room, "typeset", counted)
    cards = [{"title": f"Card {n}", "text": f"{n} {LOREM * (17 + n % 9)}"} for n in range(200)]
    problems = check(write(tmp_path / "deck", *cards))
    assert len(problems) == 200
    assert all("--card-size" in problem["hint"] for problem in problems)
    rest = room.MOST_VERIFIED - room.MOST_TRIED
    assert tried.count(rest) == 1
    assert set(tried) == {room.MOST_TRIED, rest}
    assert len(tried) < 12


def test_a_name_of_a_category_that_nothing_lets_fit_can_be_left_out(tmp_path: Path) -> None:
    """Large print keeps 16 pt on tiny cards: the flags that the hint ends with print them."""
    (tmp_path / "deck.yaml").write_text(
        "title: Long\nlanguage: en\ncategories:\n"
        "  a: Neighbourhood associations and other communities of interest in a town\n"
        "cards:\n  - {title: A first card, text: Some words., category: a}\n",
        "utf-8",
    )
    flags = ["--layout", "large-print", "--card-size", "mini"]
    (problem,) = check(tmp_path, *flags)
    said = remedies(problem)[-1]
    assert said.startswith("leave it out on such cards: --set ")
    assert not check(tmp_path, *flags, *shlex.split(said.partition(": ")[2]))
