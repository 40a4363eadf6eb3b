"""`export --to box`, `band` and `dividers`: nets that fold to what they are, and their files."""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Sequence
from math import dist
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import run_here as run
from korttipakka.basics.geometry import Point, Rect, Size
from korttipakka.basics.units import MM
from korttipakka.build.around.dividers import TAB
from korttipakka.build.around.panels import MARGIN
from korttipakka.impose.nets import PLAY, Block, Net, band, tabbed, tuck_box, tuck_box_halves
from korttipakka.model.frame import Segment

SLACK = 1e-6

blocks = st.builds(
    Block,
    st.floats(30 * MM, 200 * MM),
    st.floats(30 * MM, 300 * MM),
    st.floats(0.1 * MM, 80 * MM),
)

Place = tuple[float, float, float]


def ends(path: Sequence[Segment]) -> tuple[Point, Point]:
    """Where a path begins and ends."""
    return Point(*path[0].at), Point(*path[-1].at[-2:])


def nets_of(block: Block) -> list[Net]:
    """Every net for a block."""
    return [tuck_box(block), *tuck_box_halves(block), band(block)]


def turned(at: Place, axis: tuple[Place, Place]) -> Place:
    """A point after a quarter turn to the back about an axis, the print being on the near side.

    Rodrigues' formula for 90 degrees: v' = k x v + k (k . v).
    """
    start, end = axis
    length = dist(start, end)
    k = [(b - a) / length for a, b in zip(start, end, strict=True)]
    v = [a - b for a, b in zip(at, start, strict=True)]
    along = sum(a * b for a, b in zip(k, v, strict=True))
    cross = (k[1] * v[2] - k[2] * v[1], k[2] * v[0] - k[0] * v[2], k[0] * v[1] - k[1] * v[0])
    x, y, z = (c + a * along + s for c, a, s in zip(cross, k, start, strict=True))
    return x, y, z


def folded(net: Net) -> Callable[[str, float, float], Place]:
    """The net folded: where a point of a panel comes to lie in space, the back of the print inside.

    Each panel turns about its fold by 90 degrees, and with it all that hangs on it.
    """
    panels = {panel.name: panel for panel in net.panels}

    def place(name: str, x: float, y: float) -> Place:
        at: Place = (x, y, 0.0)
        while (panel := panels[name]).fold:
            (ax, ay), (bx, by) = panel.fold
            rect, axis = panel.rect, ((ax, ay, 0.0), (bx, by, 0.0))
            middle = ((rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2, 0.0)
            if turned(middle, axis)[2] > 0:
                axis = axis[1], axis[0]
            at, name = turned(at, axis), panel.parent
        return at

    return place


@given(blocks)
def test_the_blade_goes_once_around(block: Block) -> None:
    """Cuts join end to end to one closed line, and folds end on it."""
    for net in nets_of(block.inner):
        joints = Counter((round(p.x, 4), round(p.y, 4)) for path in net.cuts for p in ends(path))
        assert all(count == 2 for count in joints.values())
        paths = {index: ends(path) for index, path in enumerate(net.cuts)}
        reached, edge = {0}, [*paths[0]]
        while edge:
            corner = edge.pop()
            for index, both in paths.items():
                if index not in reached and any(dist(corner, p) < SLACK for p in both):
                    reached.add(index)
                    edge += both
        assert len(reached) == len(paths)
        for fold in net.folds:
            assert all((round(p.x, 4), round(p.y, 4)) in joints for p in fold)


def overlap(one: Rect, other: Rect) -> float:
    """The lesser side of what two rectangles have in common."""
    width = min(one.right, other.right) - max(one.left, other.left)
    return min(width, min(one.top, other.top) - max(one.bottom, other.bottom))


@given(blocks)
def test_a_net_lies_in_its_size(block: Block) -> None:
    """No panel sticks out of what is kept free for the net, or lies over another one."""
    for net in nets_of(block.inner):
        size = Rect.of(net.size).grown(SLACK)
        for index, panel in enumerate(net.panels):
            assert panel.rect.left >= size.left
            assert panel.rect.bottom >= size.bottom
            assert panel.rect.right <= size.right
            assert panel.rect.top <= size.top
            for other in net.panels[:index]:
                width = min(panel.rect.right, other.rect.right) - max(
                    panel.rect.left, other.rect.left
                )
                height = min(panel.rect.top, other.rect.top) - max(
                    panel.rect.bottom, other.rect.bottom
                )
                assert min(width, height) < SLACK


@given(blocks)
def test_a_box_closes(block: Block) -> None:
    """Folded, the sides stand around the cards, lids reach the front, the flap the last side."""
    inner = block.inner
    net = tuck_box(inner)
    place, rects = folded(net), {panel.name: panel.rect for panel in net.panels}
    back, left, front, right = (rects[name] for name in ("back", "left", "front", "right"))
    # The front is opposite the back, upside up, as far as the pile is high.
    for x, y, opposite in (
        (front.left, front.bottom, (back.right, back.bottom)),
        (front.right, front.top, (back.left, back.top)),
    ):
        assert place("front", x, y) == pytest.approx((*opposite, -inner.depth), abs=SLACK)
    # The last side ends where the back begins, and the flap that is glued lies flat on it.
    assert place("right", right.right, right.top) == pytest.approx(
        (back.left, back.top, 0), abs=SLACK
    )
    glue = rects["glue"]
    for y in (glue.bottom, glue.top):
        x, _, z = place("glue", glue.left, y)
        assert x == pytest.approx(back.left, abs=SLACK)
        assert -inner.depth - glue.width <= z < 0
    # Lid and bottom meet the front's edges; their flaps go into the box, along the front.
    for end, y, out in (("top", back.top, 1), ("bottom", back.bottom, -1)):
        lid, tuck = rects[end], rects[f"{end}-tuck"]
        edge = lid.top if out > 0 else lid.bottom
        assert place(end, lid.left, edge) == pytest.approx((back.left, y, -inner.depth), abs=SLACK)
        free = tuck.top if out > 0 else tuck.bottom
        x, deep, z = place(f"{end}-tuck", tuck.left, free)
        assert (x, z) == pytest.approx((back.left, -inner.depth), abs=SLACK)
        assert back.bottom - SLACK <= deep <= back.top + SLACK
    # Dust flaps do not meet.
    assert 2 * rects["left-top"].height < inner.width
    assert left.width == pytest.approx(right.width)


@given(blocks)
def test_cards_fit_with_play(block: Block) -> None:
    """Inside a box there is a millimetre of room beside, above and on top of the cards."""
    for net in (tuck_box(block.inner), band(block.inner)):
        rects = {panel.name: panel.rect for panel in net.panels}
        assert rects["front"].width >= block.width + PLAY - SLACK
        assert rects["front"].height >= block.height + PLAY - SLACK
        assert rects["left"].width >= block.depth + PLAY - SLACK
        assert rects["back"].size == pytest.approx(rects["front"].size)


@given(blocks)
def test_two_parts_are_the_whole(block: Block) -> None:
    """A box in two parts has the panels of the one in one piece, and a flap for each seam."""
    whole, parts = tuck_box(block.inner), tuck_box_halves(block.inner)
    sizes = {panel.name: panel.rect.size for panel in whole.panels}
    names = [panel.name for part in parts for panel in part.panels]
    assert sorted(names) == sorted([*sizes, "glue"])
    for part in parts:
        for panel in part.panels:
            assert panel.rect.size == pytest.approx(sizes[panel.name])


@given(st.floats(30 * MM, 200 * MM), st.floats(30 * MM, 200 * MM), st.integers(1, 9), st.data())
def test_a_tab_stands_on_its_divider(width: float, height: float, count: int, data: Any) -> None:
    """A divider's outline is closed, and as large as the card and its tab."""
    index = data.draw(st.integers(0, count - 1))
    share = width / count
    tab = Rect(index * share, height, (index + 1) * share, height + TAB)
    path = tabbed(Size(width, height), tab)
    at = [value for segment in path for value in segment.at]
    assert (min(at[::2]), max(at[::2])) == pytest.approx((0, width))
    assert (min(at[1::2]), max(at[1::2])) == pytest.approx((0, height + TAB))
    assert path[-1].operator == "h"


def pages(pdf: Path) -> list[tuple[tuple[float, float], str, list[tuple[float, ...]]]]:
    """Each page's size, words and the bounds of its stroked lines, read back."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            words = " ".join(page.get_textpage().get_text_range().split())
            lines = [
                one.get_bounds()
                for one in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
                if stroked(one.raw)
            ]
            found.append((page.get_size(), words, lines))
    return found


def stroked(path: Any) -> bool:
    """Whether a path of PDFium is a line."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    return bool(stroke.value)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("form", ["box", "band", "dividers"])
def test_the_shipped_deck(form: str, language: str, tmp_path: Path) -> None:
    """Each form is printed with title or categories, clear of the paper's edge, and can be read."""
    out = tmp_path / "out.pdf"
    done = run("export", "osallisuus", "--to", form, "--language", language, "-o", out)
    assert done.exit_code == 0, done.output
    shown = pages(out)
    words = " ".join(text for _, text, _ in shown)
    with pikepdf.open(out) as pdf:
        title = str(pdf.docinfo["/Title"])
        assert pdf.Root.MarkInfo.Marked
    if form != "dividers":
        assert title in words
        assert re.search(r"66 (korttia|kort|cards)", words)
    if form != "band":
        with pikepdf.open(out) as pdf:
            read = [str(e.get("/S")) for e in pdf.objects if isinstance(e, pikepdf.Dictionary)]
            assert read.count("/H1") + read.count("/H2") >= 5
    for (width, height), _, lines in shown:
        assert lines
        for left, bottom, right, top in lines:
            assert left > MARGIN - 1
            assert bottom > MARGIN - 1
            assert right < width - MARGIN + 1
            assert top < height - MARGIN + 1


def test_a_large_box_is_in_two_parts(tmp_path: Path) -> None:
    """A box that one page has no room for is printed on two, each with a flap to glue."""
    out = tmp_path / "box.pdf"
    done = run("export", "osallisuus", "--to", "box", "--card-size", "a5", "-o", out)
    assert "149 x 211 x 21 mm inside, in two parts" in done.output
    assert [text.count("liima") for _, text, _ in pages(out)] == [1, 1]


def test_dividers_go_into_their_box(tmp_path: Path) -> None:
    """A box that is asked to hold dividers is as much higher as their tabs are, and deeper."""
    inside = []
    for flags in ((), ("--dividers",)):
        done = run(
            "export", "osallisuus", "--to", "box", "--card-size", "poker", "--layout", "pocket",
            "--paper-thickness", "0.4 mm", "-o", tmp_path / f"{len(flags)}.pdf", *flags,
        )  # fmt: skip
        found = re.search(r"(\d+) x (\d+) x (\d+) mm inside", done.output)
        assert found, done.output
        inside.append([int(number) for number in found.groups()])
    (width, height, depth), (same, higher, deeper) = inside
    assert same == width
    assert higher - height == round(TAB / MM)
    assert deeper - depth == 2  # five sheets of 0.4 mm


def test_a_divider_lists_its_cards(tmp_path: Path) -> None:
    """Each category has one divider, with the titles of its cards."""
    deck = "title: T\nlanguage: en\ncategories: {a: Alpha, b: Beta, c: Empty}\ncards:\n"
    for number in range(8):
        deck += f"  - {{title: Card {number}, category: {'ab'[number % 2]}}}\n"
    (tmp_path / "deck.yaml").write_text(deck, encoding="utf-8")
    done = run("export", tmp_path, "--to", "dividers", "-o", tmp_path / "d.pdf")
    assert done.exit_code == 0, done.output
    ((_, words, lines),) = pages(tmp_path / "d.pdf")
    assert len(lines) == 2
    assert words.count("Alpha") == words.count("Beta") == 2  # on the sheet and on its tab
    assert "Empty" not in words
    for number in range(8):
        assert f"{number + 1} Card {number}" in words.replace("\u2002", " ")


def written(folder: Path, *cards: str) -> Path:
    """A deck of these cards."""
    listed = "".join(f"  - {card}\n" for card in cards)
    text = f"title: T\nlanguage: en\ncards:\n{listed}"
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_box_for_one_card(tmp_path: Path) -> None:
    """A single card gets a box that can be folded."""
    done = run("export", written(tmp_path, "{title: A}"), "--to", "box", "-o", tmp_path / "a.pdf")
    assert "a box for 1 card on 1 page" in done.output
    assert "x 5 mm inside" in done.output


def test_a_box_for_two_thousand_cards(tmp_path: Path) -> None:
    """A pile that no box on the paper holds is told, with how many cards one does hold."""
    cards = ("{title: A, copies: 1000}", "{title: B, copies: 1000}")
    done = run("export", written(tmp_path, *cards), "--to", "box", "-o", tmp_path / "a.pdf")
    assert done.exit_code == 1
    assert "a box for 2,000 cards, 600 mm high, has no room on this paper" in done.output
    found = re.search(r"up to (\d+) cards", done.output)
    assert found
    most = int(found[1])
    for count, code in ((most, 0), (most + 1, 1)):
        written(tmp_path, f"{{title: A, copies: {count}}}")
        out = tmp_path / f"{count}.pdf"
        assert run("export", tmp_path, "--to", "box", "-o", out).exit_code == code


def test_a_hint_names_paper_that_is_large_enough(tmp_path: Path) -> None:
    """What is too large for A4 is told the next paper that has room, and has."""
    flags = ("--card-size", "a6", "--paper-thickness", "1 mm")
    done = run("export", "osallisuus", "--to", "box", *flags, "-o", tmp_path / "a.pdf")
    found = re.search(r"hint: (--paper \w+);", done.output)
    assert found, done.output
    again = run(
        "export", "osallisuus", "--to", "box", *flags, *found[1].split(), "-o", tmp_path / "b.pdf"
    )
    assert again.exit_code == 0, again.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("box", "--paper-thickness", "3"), "needs a unit"),
        (("box", "--paper-thickness", "10 mm"), "'10 mm' is not from 0.05 to 5 mm"),
        (("box", "--columns", "3"), "--columns has no meaning for --to box"),
        (("dividers", "--paper-thickness", "1mm"), "--paper-thickness has no meaning"),
        (("dividers", "--dividers"), "--dividers has no meaning for --to dividers"),
        (("png", "--dividers"), "--dividers has no meaning for --to png"),
        (("dividers", "--copies", "2"), "--copies has no meaning for --to dividers"),
    ],
)
def test_flags_without_a_meaning(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """A flag that says nothing about a form, or no thickness, is a wrong call."""
    done = run("export", "osallisuus", "--to", *arguments, "-o", tmp_path / "a.pdf")
    assert done.exit_code == 2
    assert says in done.output


@pytest.mark.parametrize(
    ("form", "card", "code"),
    [
        ("dividers", "{title: A}", "no-categories"),
        ("box", "{title: A, copies: 0}", "nothing-to-print"),
    ],
)
def test_a_deck_without_what_is_asked(form: str, card: str, code: str, tmp_path: Path) -> None:
    """Dividers without categories and a box for no card are refused, and no file is written."""
    out = tmp_path / "a.pdf"
    done = run("export", written(tmp_path, card), "--to", form, "-o", out)
    assert done.exit_code == 1
    assert f"error[{code}]" in done.output
    assert not out.exists()


def test_a_title_too_long_for_the_box_is_told(tmp_path: Path) -> None:
    """A title that has no room on the box is an error, at the title's place."""
    written(tmp_path, "{title: A}")
    text = (tmp_path / "deck.yaml").read_text(encoding="utf-8")
    long = text.replace("title: T", f"title: {'Participation for all ' * 60}")
    (tmp_path / "deck.yaml").write_text(long, encoding="utf-8")
    flags = ("--card-size", "40x60mm")
    done = run("export", tmp_path, "--to", "box", *flags, "-o", tmp_path / "a.pdf")
    assert done.exit_code == 1
    assert "the deck's title has no room on a box of this size" in done.output
