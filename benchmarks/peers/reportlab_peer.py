"""Sets a deck with ReportLab's canvas, lines filled greedily: reportlab_peer.py DECK.yaml OUT.pdf.

What a quick script of one's own does: no shaping, no hyphenation, no Markdown, no checks.
"""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).parents[2] / "fonts"
INK, WHITE = "#17181c", "#ffffff"
WIDTH, HEIGHT = 105 * mm, 74.25 * mm
STEP = 0.25

width_in_points = cache(pdfmetrics.stringWidth)


def lines(text: str, font: str, size: float, width: float) -> list[str]:
    """Greedy lines."""
    done, line, room = [], [], width
    space = width_in_points(" ", font, 1) * size
    for word in text.split():
        needed = width_in_points(word, font, 1) * size
        if line and needed > room:
            done.append(" ".join(line))
            line, room = [], width
        line.append(word)
        room -= needed + space
    return [*done, " ".join(line)]


def fitted(
    text: str, font: str, low: float, high: float, width: float, height: float, leading: float
) -> tuple[float, list[str]]:
    """The largest size that fits, and the lines at it."""
    size = high
    while True:
        found = lines(text, font, size, width)
        wide = max(width_in_points(line, font, 1) * size for line in found)
        if size <= low or (wide <= width and len(found) * leading * size <= height):
            return size, found
        size -= STEP


class Painter:
    """Paints cards at the canvas's origin."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(
        self, text: str, font: str, sizes: tuple[float, float], leading: float, color: str,
        x: float, top: float, width: float, height: float, middle: bool = False,
    ) -> float:  # fmt: skip
        """A text in a box; how high it is."""
        size, found = fitted(text, font, *sizes, width, height, leading)
        used = len(found) * leading * size
        down = (height - used) / 2 if middle else 0.0
        block = self.canvas.beginText(x, HEIGHT - top - down - size)
        block.setFont(font, size, leading * size)
        block.setFillColor(color)
        for line in found:
            block.textLine(line)
        self.canvas.drawText(block)
        return used

    def bar(self, color: str, x: float, bottom: float, width: float, height: float) -> None:
        """A filled bar with round ends."""
        self.canvas.setFillColor(color)
        self.canvas.roundRect(x, bottom, width, height, 1.5 * mm, stroke=0, fill=1)

    def front(self, card: dict[str, str], name: str, color: str) -> None:
        """A front: a bar, the title, the category."""
        self.bar(color, 6 * mm, 6 * mm, 3 * mm, HEIGHT - 12 * mm)
        room = (16 * mm, 8 * mm, 82 * mm, HEIGHT - 25 * mm)
        self.text(card["title"], "Heading", (16, 30), 1.1, INK, *room, middle=True)
        self.text(name, "Bold", (7, 8), 1.25, color, 16 * mm, HEIGHT - 14 * mm, 82 * mm, 8 * mm)

    def back(self, card: dict[str, str], name: str, color: str, number: str) -> None:
        """A back: the title, the text below it, the category in a bar."""
        x, top, wide, room = 9 * mm, 6.5 * mm, 87 * mm, HEIGHT - 23.5 * mm
        used = self.text(card["title"], "Heading", (14, 16), 1.15, color, x, top, wide, room)
        used += 1.5 * mm
        body = (x, top + used, wide, room - used)
        self.text(card["text"], "Body", (7, 10.5), 1.4, INK, *body)
        self.bar(color, 6 * mm, 6 * mm, 93 * mm, 9 * mm)
        footer = (HEIGHT - 14.5 * mm, 70 * mm, 8 * mm)
        self.text(name, "Bold", (7, 8), 1.2, WHITE, x, *footer, middle=True)
        self.canvas.setFont("Bold", 8)
        self.canvas.setFillColor(WHITE)
        self.canvas.drawRightString(96 * mm, 9.5 * mm, number)


def places() -> Iterator[tuple[float, float]]:
    """The bottom left corners of the eight cards of a page."""
    return ((column * WIDTH, row * HEIGHT) for row in (3, 2, 1, 0) for column in (0, 1))


def main(deck_path: str, out: str) -> None:
    """Paint the sheets of a deck."""
    deck = yaml.load(Path(deck_path).read_text("utf-8"), yaml.CSafeLoader)
    fonts = {"Heading": "InterTight-ExtraBold", "Bold": "Inter-Bold", "Body": "Inter-Regular"}
    for name, file in fonts.items():
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{file}.ttf"))
    canvas = Canvas(out, (2 * WIDTH, 4 * HEIGHT), pageCompression=1)
    painter = Painter(canvas)
    cards, categories = deck["cards"], deck["categories"]
    for start in range(0, len(cards), 8):
        for side in ("front", "back"):
            indices = range(start, min(start + 8, len(cards)))
            for index, (x, y) in zip(indices, places(), strict=False):
                category = categories[cards[index]["category"]]
                canvas.saveState()
                canvas.translate(x if side == "front" else WIDTH - x, y)
                if side == "front":
                    painter.front(cards[index], category["name"], category["color"])
                else:
                    number = f"{index + 1} / {len(cards)}"
                    painter.back(cards[index], category["name"], category["color"], number)
                canvas.restoreState()
            canvas.showPage()
    canvas.save()


main(*sys.argv[1:])
