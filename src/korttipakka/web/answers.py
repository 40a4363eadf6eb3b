"""What the API answers, as values that JSON holds."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from ..basics.problems import Location, Problem
from ..basics.records import NamedTuple
from ..basics.units import MM
from ..build.report import entry, source_line
from ..build.sizes import UNEVEN, text_sizes
from ..build.summary import paper
from ..model.deck import Card
from ..model.frame import Frame, Part
from ..model.layout import FACES, Layout
from .controls import palette, settings_table
from .shown import Shown, ShownCard

Answer = dict[str, Any]

LONGEST_LINE = 200
"""Characters of a source line that the page shows."""


def problem_answers(
    problems: Iterable[Problem], shown: Shown | None, root: Path | None = None
) -> list[Answer]:
    """Problems with the lines that they are in, and the cards that they are about.

    `root` is the deck's folder.
    """
    owners = Owners(shown.cards if shown else ())
    return [
        {
            **entry(problem),
            "place": place(problem.at, root),
            "source": _source(problem.at),
            "cards": owners.of(problem),
        }
        for problem in problems
    ]


def place(at: Location | None, root: Path | None) -> str:
    """A place as the page names it: of a file in the deck's folder, without the folder."""
    if at is None:
        return ""
    if at.path and root and at.path.is_relative_to(root):
        return str(at._replace(shown=at.path.relative_to(root).as_posix()))
    return str(at)


def _source(at: Location | None) -> str:
    return source_line(at)[:LONGEST_LINE].rstrip() if at else ""


class Owners:
    """Which card a place in a file belongs to: that of the lines from a card's first to its last.

    A card's last line is where its last value begins, or is before the next card's first.
    """

    def __init__(self, cards: Iterable[ShownCard]) -> None:
        self._cards = cards

    @cached_property
    def _lines(self) -> dict[Path, list[tuple[int, int, str]]]:
        """The lines of each file's cards; most decks have no problem that asks for them."""
        found: dict[Path, list[tuple[int, int, str]]] = {}
        for card in self._cards:
            if not card.faces.blank and card.faces.card.at and card.faces.card.at.path:
                lines = found.setdefault(card.faces.card.at.path, [])
                lines.append((*_extent(card.faces.card), card.id))
        return {path: list(_up_to_next(sorted(lines))) for path, lines in found.items()}

    def of(self, problem: Problem) -> list[str]:
        """The ids of the cards that a problem is about."""
        at = problem.at
        if at is None or at.path is None:
            return []
        return [
            name for first, last, name in self._lines.get(at.path, ()) if first <= at.line <= last
        ]


def _extent(card: Card) -> tuple[int, int]:
    lines = [at.line for at in (card.at, *card.places.values()) if at]
    return min(lines), max(lines)


def _up_to_next(lines: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    for (first, last, name), following in zip(lines, [*lines[1:], None], strict=True):
        yield first, max(last, following[0] - 1) if following else last, name


class View(NamedTuple):
    """A variant as it is at a moment."""

    variant: str
    version: int
    name: str
    root: Path
    shown: Shown | None
    is_broken: bool
    problems: tuple[Problem, ...]
    tweaks: Mapping[str, str]
    flags: list[str]
    command: str


class CardAnswers:
    """What is told of cards; of those that are as they were, what was told before."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[ShownCard, Path, Answer]] = {}

    def of(self, view: View, shown: Shown) -> list[Answer]:
        """All cards of a build, with the indices of their problems."""
        root = shown.made.deck.root
        self._known = {
            card.id: self._still(card, root) or (card, root, _card(view, card, root))
            for card in shown.cards
        }
        problems = _indices(view, shown)
        return [
            {**answer, "problems": problems.get(name, [])}
            for name, (_, _, answer) in self._known.items()
        ]

    def _still(self, card: ShownCard, root: Path) -> tuple[ShownCard, Path, Answer] | None:
        known = self._known.get(card.id)
        if known and known[0].faces is card.faces and known[0].looks_as(card) and known[1] == root:
            return known
        return None


def deck_answer(view: View, cards: CardAnswers) -> Answer:
    """The whole deck."""
    about = _empty(view.name) if view.shown is None else _about(view, view.shown, cards)
    return {
        "version": view.version,
        "variant": view.variant,
        **about,
        "broken": view.is_broken,
        "problems": problem_answers(view.problems, view.shown, view.root),
        "tweaks": dict(view.tweaks),
        "flags": view.flags,
        "command": view.command,
    }


def _empty(name: str) -> Answer:
    return {
        "title": name, "language": "", "cards": [], "sheets": [], "summary": [], "settings": [],
        "categories": [], "palette": {}, "boxes": {}, "card": None, "layout": "", "running": "",
        "paper": "",
    }  # fmt: skip


def _about(view: View, shown: Shown, cards: CardAnswers) -> Answer:
    deck, layout = shown.made.deck, shown.made.layout
    return {
        "title": deck.title,
        "language": deck.language,
        "cards": cards.of(view, shown),
        "sheets": _sheets(view, shown),
        "summary": list(shown.made.summary.lines()),
        "settings": settings_table(layout, view.tweaks),
        "categories": [{"key": one.key, "name": one.name} for one in deck.categories],
        "palette": palette(layout),
        "boxes": {face: [box.name for box in layout.boxes(face)] for face in FACES},
        "card": _measures(layout),
        "layout": layout.name,
        "running": running_text(shown),
        "paper": paper(shown.page),
    }


def running_text(shown: Shown) -> str:
    """The box of the cards' running text: "back.text"; "" where cards have none."""
    found = (
        f"{side}.{part.name}"
        for card in shown.cards
        for side in FACES
        for part in card.faces.face(side).parts
        if part.role == "text" and part.paragraphs
    )
    return next(found, "")


def _measures(layout: Layout) -> Answer:
    """The card in millimetres."""
    width, height = layout.card.size
    return {
        "width": round(width / MM, 3),
        "height": round(height / MM, 3),
        "corner": round(layout.card.corner / MM, 3),
    }


def _indices(view: View, shown: Shown) -> dict[str, list[int]]:
    """The indices of the problems of each card that has some."""
    owners, told = Owners(shown.cards), dict[str, list[int]]()
    for index, problem in enumerate(view.problems):
        for name in owners.of(problem):
            told.setdefault(name, []).append(index)
    return told


def _card(view: View, card: ShownCard, root: Path) -> Answer:
    own = card.faces.card
    return {
        "id": card.id,
        "title": own.title,
        "number": own.number,
        "category": own.category_key,
        "front": address(view.variant, card.front),
        "back": address(view.variant, card.back),
        "line": place(own.at and own.at._replace(column=0), root),
        "blank": card.faces.blank,
        "text": _words(card),
        "sizes": card.sizes(),
    }


def _words(card: ShownCard) -> str:
    """What is to be read on a card's back, for those who do not see its picture."""
    paragraphs = (one.text for part in card.faces.back.parts for one in part.paragraphs)
    return "\n".join(paragraphs)


def _sheets(view: View, shown: Shown) -> list[Answer]:
    return [
        {
            "front": address(view.variant, sheet.front),
            "back": address(view.variant, sheet.back) if sheet.back else "",
            "width": round(sheet.size.width / MM, 2),
            "height": round(sheet.size.height / MM, 2),
            "mirror": sheet.mirror,
        }
        for sheet in shown.sheets
    ]


def address(variant: str, name: str) -> str:
    """Where a picture is served."""
    return f"/picture/{variant}/{name}.png"


def card_answer(card: ShownCard, root: Path) -> Answer:
    """What the boxes of a card show, and where they lie: in shares of the card, from the top."""
    answer: Answer = {"id": card.id}
    for side in FACES:
        face = card.faces.face(side)
        answer[side] = [_part(part, face, root) for part in face.parts]
    return answer


def _part(part: Part, frame: Frame, root: Path) -> Answer:
    (width, height), rect = frame.size, part.rect
    return {
        "name": part.name,
        "role": part.role,
        "left": round(rect.left / width, 5),
        "top": round(1 - rect.top / height, 5),
        "width": round((rect.right - rect.left) / width, 5),
        "height": round((rect.top - rect.bottom) / height, 5),
        "size": dict(text_sizes(Frame(frame.size, (part,)))).get(part.name),
        "fields": part.fields,
        "at": place(part.at, root),
    }


def sizes_answer(shown: Shown, notes: Iterable[Problem]) -> Answer:
    """The sizes of all texts, which cards keep those of others down, and which are smaller."""
    held = [note for note in notes if note.code in UNEVEN]
    return {"sizes": shown.sizes, "held": problem_answers(held, shown, shown.made.deck.root)}
