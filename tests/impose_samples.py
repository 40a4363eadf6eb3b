"""Layouts, faces and an independent view of pages, for the tests of imposition."""

from collections.abc import Iterator, Sequence
from math import cos, radians, sin
from typing import Any

from hypothesis import strategies as st

from korttipakka.basics.color import BLACK
from korttipakka.basics.geometry import Insets, Point, Rect, Size
from korttipakka.basics.problems import Problem
from korttipakka.basics.units import MM
from korttipakka.check.edge import InkNearEdge
from korttipakka.impose import Grid, Imposition, Label, best_grid, grid_of
from korttipakka.impose.order import copies
from korttipakka.impose.pages import Side
from korttipakka.model.deck import Card, Category
from korttipakka.model.frame import (
    Box,
    CardCopy,
    CardFaces,
    Frame,
    Group,
    Line,
    Page,
    Sheet,
)
from korttipakka.model.layout import CardStyle, FontStyle, Layout, SheetStyle
from korttipakka.model.text import Glyph, Shaped, TextRun

A4 = Size(210 * MM, 297 * MM)

SHEET = SheetStyle(
    paper=A4,
    orientation="auto",
    margin=Insets(),
    gutter=Point(0, 0),
    turn="auto",
    flip="long-edge",
    arrange="duplex",
    order="rows",
    sides="both",
    reverse_backs=False,
    marks="auto",
    mark_offset=2 * MM,
    mark_length=4 * MM,
    mark_width=0.25,
    slug=True,
    back_offset=Point(0, 0),
)


def size(width: float, height: float) -> Size:
    """A size given in millimetres."""
    return Size(width * MM, height * MM)


def make_layout(card: Size, bleed: float = 0.0, **sheet: Any) -> Layout:
    """A layout of a card size and bleed in points, with settings of the sheet."""
    style = CardStyle(size=card, safe=0.0, bleed=bleed, corner=0.0)
    fonts = FontStyle("heading", "body", ())
    return Layout("test", style, SHEET._replace(**sheet), fonts, {}, (), ())


def planned(card: Size, **sheet: Any) -> Grid:
    """The best grid for a card size with settings of the sheet."""
    layout = make_layout(card, **sheet)
    return best_grid(layout.card, layout.sheet)


def make_faces(card: Size, count: int, copies: Sequence[int] = ()) -> list[CardFaces]:
    """Faces that tell themselves apart by identity; cards are numbered from 0."""
    ink = (Box(Rect.of(card).grown(20), fill=BLACK),)
    return [
        CardFaces(
            Card(str(i), f"Card {i}", copies=copies[i] if copies else 1),
            Frame(card, ink),
            Frame(card, ink),
        )
        for i in range(count)
    ]


def categorised(faces: Sequence[CardFaces], keys: str) -> list[CardFaces]:
    """The faces with a category for each letter of `keys`, named by it in capitals."""
    return [
        face._replace(card=face.card._replace(category=Category(key, key.upper())))
        for face, key in zip(faces, keys, strict=True)
    ]


def label(text: str, type_size: float) -> TextRun:
    """A run of text in which every letter is half an em wide."""
    glyphs = tuple(Glyph(1, 500.0, 0.0, 0.0, letter) for letter in text)
    return TextRun.of(Point(0, 0), "f", type_size, BLACK, (Shaped.of(text, "f", glyphs),))


def cards_on(page: Page) -> list[Group]:
    """The card faces on a page, in the order of their places."""
    return [item for item in page.frame.items if isinstance(item, Group) and item.clip]


def marks_on(page: Page) -> list[Line]:
    """The lines of a page's marks."""
    groups = [item for item in page.frame.items if isinstance(item, Group) and not item.clip]
    return [line for group in groups for line in group.frame.items if isinstance(line, Line)]


def slug_on(page: Page) -> str:
    """The text of a page's slug, "" where there is none."""
    groups = [item for item in page.frame.items if isinstance(item, Group) and not item.clip]
    runs = [item for group in groups for item in group.frame.items if isinstance(item, TextRun)]
    return "".join(run.text for run in runs)


def on_page(group: Group, x: float, y: float) -> tuple[float, float]:
    """Where a point of a group's frame lies on the page, worked out by plain trigonometry."""
    angle = radians(group.turn.value)

    def turned(x: float, y: float) -> tuple[float, float]:
        return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)

    width, height = group.frame.size.width, group.frame.size.height
    corners = [turned(*corner) for corner in ((0, 0), (width, 0), (0, height), (width, height))]
    left, bottom = min(x for x, _ in corners), min(y for _, y in corners)
    across, up = turned(x, y)
    return across - left + group.at.x, up - bottom + group.at.y


def rect_of(group: Group, clip: bool = False) -> Rect:
    """The rectangle of a group's trim, or of its clip, on the page."""
    inner = group.clip if clip and group.clip else Rect.of(group.frame.size)
    first, second = on_page(group, inner.left, inner.bottom), on_page(group, inner.right, inner.top)
    xs, ys = sorted((first[0], second[0])), sorted((first[1], second[1]))
    return Rect(xs[0], ys[0], xs[1], ys[1])


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share more than rounding."""
    common = one.meet(other)
    return common.width > 1e-6 and common.height > 1e-6


def lengths(low: float, high: float) -> st.SearchStrategy[float]:
    """Lengths in points between two numbers of millimetres."""
    return st.floats(low, high).map(lambda mm: mm * MM)


PAPERS = st.sampled_from([A4, size(297, 210), size(215.9, 279.4), size(297, 420), size(180, 260)])

MARGINS = st.builds(Insets, lengths(0, 20), lengths(0, 20), lengths(0, 20), lengths(0, 20))

CARDS = st.builds(Size, lengths(20, 90), lengths(20, 90))

SHEETS = st.fixed_dictionaries(
    {
        "paper": PAPERS,
        "margin": MARGINS,
        "gutter": st.builds(Point, lengths(0, 8), lengths(0, 8)),
        "orientation": st.sampled_from(["auto", "portrait", "landscape"]),
        "turn": st.sampled_from(["auto", "upright", "sideways"]),
        "flip": st.sampled_from(["long-edge", "short-edge"]),
        "order": st.sampled_from(["rows", "stack"]),
        "marks": st.sampled_from(["crop", "cut", "none"]),
        "start_at": st.integers(1, 5),
    }
)
"""Settings of sheets on which a card of up to 90 mm a side always fits."""


def impose(
    faces: Sequence[CardFaces], layout: Layout, title: str = "", label: Label | None = None
) -> tuple[Sheet, ...]:
    """Put card faces on sheets of paper as `layout.card` and `layout.sheet` say.

    `title` is that of an `Imposition`, and so are the errors; `label` is that of its sheets.
    """
    cards = [face for face in faces for _ in range(face.card.copies)]
    numbered = copies(CardCopy(face.card, face.blank) for face in faces)
    imposition = Imposition(numbered, layout, grid_of(layout), title)
    sheets = [
        imposition.sheet(number, [None if i is None else cards[i] for i in row], label)
        for number, row in enumerate(imposition.rows)
    ]
    return tuple(Sheet(*pair) for pair in imposition.in_passes(sheets))


def ink_near_edge(sheets: Sequence[Sheet], layout: Layout, printable: float) -> list[Problem]:
    """Warnings about cards with ink less than `printable` points from the edge of the paper."""
    edge = edge_rule(layout, printable)
    for page, side in _sides(sheets, layout):
        look(edge, page, side)
    return edge.problems()


def edge_rule(layout: Layout, printable: float) -> InkNearEdge:
    """The rule about ink near the edge, for printers that leave so much unprinted."""
    layout = layout._replace(sheet=layout.sheet._replace(printable=printable))
    return InkNearEdge(layout, grid_of(layout))


def look(edge: InkNearEdge, page: Page, side: Side) -> None:
    """Look at one more page."""
    found = edge.inspect(page, side)
    if found is not None:
        edge.merge(found)


def _sides(sheets: Sequence[Sheet], layout: Layout) -> Iterator[tuple[Page, Side]]:
    if layout.sheet.is_folded:
        yield from ((sheet.front, "") for sheet in sheets)
        return
    # Backs in a pass of their own are the fronts of sheets: all, or with "apart" the second half.
    passes = {"backs": 0, "apart": len(sheets) // 2}
    first_back = passes.get(layout.sheet.sides, len(sheets))
    for number, sheet in enumerate(sheets):
        yield sheet.front, "back" if number >= first_back else "front"
        if sheet.back is not None:
            yield sheet.back, "back"
