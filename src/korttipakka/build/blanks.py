"""Write-in cards: a category's look with ruled lines where the others have their texts."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from ..basics.color import bare
from ..basics.problems import KorttipakkaError, Location, Problem, suggestion
from ..basics.units import MM, Length
from ..model.deck import Card, Category, Deck
from ..model.kinds import SHOWN, is_whole
from ..model.layout import BoxStyle, Face, Layout, SizeRange
from ..model.placeholders import field_and_language
from ..model.roles import asked, shown_values
from ..model.texts import MOST_BLANKS
from ..typeset import BoxSizes
from .plan import check_count

WITHOUT = "none"
"""What asks for cards without a category: `--blanks none=4`."""

DISTANCE: Mapping[Face, float] = {"front": 11 * MM, "back": 8 * MM}
"""Between ruled lines: a front is written with a marker, a back with a pen (8 mm, as in exercise
books)."""

LINES = 3
"""Lines in a box whose height follows from its text."""

PICTURES = {"picture", "image"}
"""What a layout may ask of a card that a blank one answers, too: it has none."""

GREY, HAIRLINE = "#8a8f98", 0.5
"""Lines guide the hand and stay behind what is written: colour, and thickness in points."""

Sizes = Mapping[str, BoxSizes]
"""The sizes of the deck's own texts by "front.title"."""


def blank_deck(
    deck: Deck, wanted: Sequence[str], only: Sequence[str] = (), at: Location | None = None
) -> Deck:
    """The deck with blank cards in place of its own.

    `wanted` holds numbers: "3" is three for each category, or for those in `only`; "KEY=3" is three
    of one, and "none=3" three of none; they were asked for `at`. Raises KorttipakkaError.
    """
    known: dict[str, Category | None] = {category.key: category for category in deck.categories}
    plain = [key for key in known if key in only or not only] or [WITHOUT]
    counts: dict[str, int] = {}
    problems = [_bad(at, *slip) for slip in _slips(wanted, known)]
    if problems:
        raise KorttipakkaError(problems)
    for text in sorted(wanted, key=lambda text: "=" in text):  # what is said of one holds for it
        key, equals, number = text.rpartition("=")
        counts |= dict.fromkeys([key] if equals else plain, int(number))
    check_count(sum(counts.values()))
    cards = [
        Card(f"blank-{key}-{number}", "", category=known.get(key))
        for key, count in counts.items()
        for number in range(1, count + 1)
    ]
    return deck._replace(cards=tuple(cards))


def _slips(wanted: Sequence[str], known: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    """Texts that are no number of blank cards: each with a message, and a hint and a code if any.

    A number for all categories, and numbers for some of them, are no contradiction.
    """
    said: set[str] = set()
    for text in wanted:
        key, equals, number = text.rpartition("=")
        if not is_whole(number) or int(number) > MOST_BLANKS:
            yield text, f"'{number[:SHOWN]}' is not a whole number up to {MOST_BLANKS}"
        elif equals and key != WITHOUT and key not in known:
            hint = suggestion(key, [*known, WITHOUT])
            yield text, f"no category '{key}'", hint, "unknown-category"
        elif f"{key}{equals}" in said:
            what = f"category '{key}'" if equals else "all categories"
            yield text, f"a number for {what} is given already", "leave one of the two out"
        said.add(f"{key}{equals}")


def _bad(
    at: Location | None, text: str, message: str, hint: str = "", code: str = "bad-blanks"
) -> Problem:
    return Problem(code, message, at or Location.flag(f"--blanks {text}"), hint)


def blank_layout(layout: Layout, sizes: Sizes) -> Layout:
    """The layout for blank cards; type is as large as on the deck's own cards, by `sizes`."""
    return layout._replace(front=_face(layout, "front", sizes), back=_face(layout, "back", sizes))


def _face(layout: Layout, face: Face, sizes: Sizes) -> tuple[BoxStyle, ...]:
    boxes = layout.boxes(face)
    written, is_colored = _written(boxes), any(map(_is_ground, boxes))
    found: list[BoxStyle] = []
    for box in boxes:
        if any(box is one for one in written):
            found += _ruled(box, DISTANCE[face], layout.card.safe, is_colored)
        else:
            found.append(_kept(box, min(sizes[f"{face}.{box.name}"].shared, box.size.maximum)))
    return tuple(found)


def _written(boxes: Sequence[BoxStyle]) -> list[BoxStyle]:
    """The box for what a card says; where categories have their own, one of each."""
    for name in ("text", "back_title", "title"):
        saying = [box for box in boxes if name in _shown(box)]
        if saying:
            others = len(list(takewhile(_is_by_category, saying)))
            return saying[: max(others, 1)]
    return []


def _is_ground(box: BoxStyle) -> bool:
    """Whether a box paints the whole card in a colour."""
    edges = (box.left, box.right, box.top, box.bottom)
    return box.fill not in {"none", "paper"} and all(e == Length(0.0) for e in edges)


def _is_by_category(box: BoxStyle) -> bool:
    """Whether a box is there for some categories, whatever else a card says."""
    return bool(asked(box)) and not any(map(_of_card, asked(box)))


def _ruled(box: BoxStyle, distance: float, safe: float, is_colored: bool) -> Iterator[BoxStyle]:
    """The box with lines on it, and where it may be on a colour, a field of paper to write on."""
    if box.height is None and box.bottom is None:
        upwards = box.top is None and not box.below
        box = box._replace(height=None if upwards else Length(LINES * distance))
    box = box._replace(text="", when=box.when if _is_by_category(box) else "always")
    lines = box._replace(ruled=distance, color=GREY, stroke_width=HAIRLINE)
    if box.fill == "none" and not is_colored and bare(box.color) != "auto":
        yield lines
        return
    yield box
    field = _inner(lines, safe / 2)._replace(valign="middle")
    yield field._replace(name=f"{box.name} field", fill="paper", pattern="none", corner=safe / 2)


def _inner(box: BoxStyle, padding: float) -> BoxStyle:
    """A box in place of another's padding, with a padding of its own."""
    own = box.padding
    return box._replace(
        left=_more(box.left, own.left),
        right=_more(box.right, own.right),
        top=_more(box.top, own.top),
        bottom=_more(box.bottom, own.bottom),
        padding=own._replace(left=padding, right=padding, top=0.0, bottom=padding),
    )


def _more(length: Length | None, points: float) -> Length | None:
    return None if length is None else Length(length.points + points, length.fraction)


def _kept(box: BoxStyle, size: float) -> BoxStyle:
    """A box of the category or the deck as it is; nothing of one that tells of a card."""
    if not any(map(_of_card, _said(box))):
        return box._replace(size=SizeRange(min(box.size.minimum, size), size))
    if "category.name" in _said(box):
        return box._replace(text="{category.name}", size=SizeRange(size, size))
    return box._replace(when="never")


def _said(box: BoxStyle) -> list[str]:
    """What a box names of a card, its category and its deck, in whatever language.

    Not whether there is a picture: what a card without one has in its place, a blank one has, too.
    """
    names = (field_and_language(name)[0] for name in asked(box))
    return [*_shown(box), *(name for name in names if name not in PICTURES)]


def _shown(box: BoxStyle) -> list[str]:
    return [field_and_language(name)[0] for name in shown_values(box)]


def _of_card(name: str) -> bool:
    return not name.startswith("category.") and name not in {"color", "deck.title", "deck.edition"}
