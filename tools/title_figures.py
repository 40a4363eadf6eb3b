"""Tell how titles are set: breaks inside words, one-word last lines, lines a title and sizes.

    python tools/title_figures.py [DECK] [--titles]

One row for each side of each layout that ships: `words` counts the breaks inside words, `one word`
the last lines of a single word, `lone` those of a short one, `waist` the titles with a line much
shorter than both lines around it. `--titles` prints the titles themselves as they are set.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from statistics import mean, median
from typing import NamedTuple

from korttipakka.build.selection import find_deck
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Deck
from korttipakka.model.frame import Part
from korttipakka.model.layout import Face
from korttipakka.model.text import TextLine
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import layout_names, read_layout
from korttipakka.typeset import typeset

LONE_LETTERS = 4
"""A last line of one word with at most so many letters looks lost."""

WAIST = 0.15
"""A line is a waist when both neighbours are longer by this share of the longest line."""


class Title(NamedTuple):
    """A title as it is set: its card, the type size in points, and its lines with their widths."""

    card_id: str
    size: float
    lines: tuple[str, ...]
    widths: tuple[float, ...]
    breaks: int

    @property
    def one_word(self) -> bool:
        """Whether the last of several lines is a single word, or the end of one."""
        return len(self.lines) > 1 and " " not in self.lines[-1]

    @property
    def lone(self) -> bool:
        """Whether that word is short."""
        return self.one_word and len(self.lines[-1]) <= LONE_LETTERS

    @property
    def waist(self) -> bool:
        """Whether a line is much shorter than both lines around it."""
        triples = zip(self.widths, self.widths[1:], self.widths[2:], strict=False)
        return any(min(a, c) - b > WAIST * max(self.widths) for a, b, c in triples)


def titles(deck: Deck, layout_name: str) -> Iterator[tuple[Face, Title]]:
    """The titles of all cards in a layout, with the side that each is on."""
    layout = read_layout(layout_name)
    sides: tuple[Face, Face] = ("front", "back")
    for faces in typeset(deck, layout, FontSet(layout.fonts)).faces:
        for side, frame in zip(sides, (faces.front, faces.back), strict=True):
            for part in frame.parts:
                if part.role == "title" and part.paragraphs:
                    yield side, _title(faces.card.id, part)


def _title(card_id: str, part: Part) -> Title:
    lines = [line for paragraph in part.paragraphs for line in paragraph.lines]
    breaks = sum(line.end == "hyphen" for line in lines)
    widths = tuple(sum(run.width for run in line.runs) for line in lines)
    return Title(card_id, lines[0].runs[0].size, tuple(map(_text, lines)), widths, breaks)


def _text(line: TextLine) -> str:
    return "".join(piece.text for run in line.runs for piece in run.pieces)


def _row(found: list[Title]) -> str:
    sizes = [title.size for title in found]
    counts = Counter(len(title.lines) for title in found)
    lines = " ".join(f"{number}:{count}" for number, count in sorted(counts.items()))
    return (
        f"{sum(title.breaks for title in found):5} {sum(title.one_word for title in found):8} "
        f"{sum(title.lone for title in found):4} {sum(title.waist for title in found):5}   "
        f"{mean(len(title.lines) for title in found):5.2f}  {lines:<28}"
        f"{min(sizes):5g} {median(sizes):6g} {mean(sizes):6.2f} {max(sizes):5g}"
    )


def main() -> None:
    """Print the table, or the titles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("deck", nargs="?", default="osallisuus")
    parser.add_argument("--titles", action="store_true", help="print the titles as they are set")
    asked = parser.parse_args()
    deck = read_deck(find_deck(asked.deck))
    print(
        f"{'':18} words one word lone waist   lines  {'(lines:titles)':28}  min median   mean   max"
    )
    for name in (name for name in layout_names() if name != "base"):
        found = list(titles(deck, name))
        for side in ("front", "back"):
            own = [title for face, title in found if face == side]
            if own:
                print(f"{name + ' ' + side:18} {_row(own)}")
            for title in own if asked.titles else ():
                print(f"    {title.size:5g}  {' / '.join(title.lines)}")


if __name__ == "__main__":
    main()
