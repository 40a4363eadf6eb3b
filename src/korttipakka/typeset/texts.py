"""The texts of one box on all cards: measured, and set in lines; equal ones once."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import inf
from types import ModuleType
from typing import TYPE_CHECKING

from ..basics.color import BLACK, Color
from ..basics.geometry import Point, Rect
from ..basics.languages import best_language
from ..basics.problems import InvalidValue
from ..content.cases import in_capitals, in_small_letters
from ..content.inline import ADDRESS, Reading
from ..content.languages import in_languages
from ..content.markdown import Paragraph, parse, plain
from ..content.values import Values
from ..fonts import FontSet
from ..model.deck import Deck
from ..model.frame import Content, Line
from ..model.layout import BoxStyle
from ..model.placeholders import field_and_language
from ..model.roles import placeholders
from ..model.text import TextParagraph
from .art import Pens, turned, within
from .blocks import (
    BALANCED_FRAGMENT,
    TEXT_FRAGMENT,
    Asked,
    Block,
    Measurers,
    Said,
    SetText,
    letters,
)
from .hyphenate import MOST_WORDS, Hyphenator
from .icons import Icons
from .lines import Inks
from .paragraphs import set_paragraphs, text_height

if TYPE_CHECKING:
    from .packed import Packer

Case = Callable[[str, str], str]
"""Writes a text in capitals or small letters, in a language."""

MOST_SAID = 50_000
"""Characters of a box's text: a text has 20,000 at most, but a box may name many of them."""

SMALL_LETTERS = 0.6
"""Em that most letters reach above their baseline."""

MOST_KEPT = 64
"""Texts of several cards whose runs are kept, such as a category's; more fill the memory."""


class TextSetter:
    """Measures and sets the texts of a box.

    One that `keeps` its texts can set those of the next build of a deck that is being edited.
    """

    def __init__(
        self, box: BoxStyle, deck: Deck, fonts: FontSet, icons: Icons, keeps: bool = False
    ) -> None:
        self._box = box
        self._icons = icons
        self._with_icons: set[Asked] = set()
        self._had_icons = False
        self._refused: dict[Asked, list[InvalidValue]] = {}
        self._fonts = fonts
        self._hyphenation = deck.hyphenation
        self._keeps = keeps
        self._before: dict[Asked, Block | None] = {}
        self._language = deck.language
        fields = [field_and_language(name) for name in placeholders(box.text)]
        self._is_markdown = any(_has_paragraphs(name) for name, _ in fields)
        is_other = box.language and not best_language(deck.language, [box.language])
        self._own = box.language if is_other else ""
        self._names_language = bool(self._own) or any(tag for _, tag in fields)
        fragment = BALANCED_FRAGMENT if box.wrap == "balance" else TEXT_FRAGMENT
        self._hyphenator = Hyphenator(deck.language, deck.hyphenation, fragment)
        breaks, most = self._hyphenator.breaks_in, inf if keeps else MOST_WORDS
        self._measurers = Measurers(box, fonts, breaks, deck.language, most)
        self._columns = _columns() if box.columns > 1 else None
        self._blocks: dict[Asked, Block | None] = {}
        self._shared: dict[tuple[SetText, Rect, Color, Color], tuple[Content, ...]] = {}

    @cached_property
    def packer(self) -> "Packer":
        """What packs the lines of many texts until their cards are set."""
        from .packed import Packer

        return Packer(self._measurers)

    def again(self, box: BoxStyle, deck: Deck, fonts: FontSet, icons: Icons) -> "TextSetter":
        """The setter for the next build: this one, unless texts are set otherwise there.

        Texts with icons are read anew: the files may be others.
        """
        own = self._box, self._language, self._hyphenation
        if own != (box, deck.language, deck.hyphenation) or fonts is not self._fonts:
            return TextSetter(box, deck, fonts, icons, keeps=True)
        for key in self._with_icons:
            self._blocks.pop(key, None)
        self._before, self._blocks = self._blocks, {}
        self._had_icons = bool(self._with_icons)
        self._icons, self._with_icons, self._refused = icons, set(), {}
        return self

    def refused(self, values: Values) -> Sequence[InvalidValue]:
        """The icons of a card's text that cannot be shown."""
        return self._refused.get(self._asked(values), ()) if self._refused else ()

    def _asked(self, values: Values) -> Asked:
        return self._said(values), values.reading if self._is_markdown else None

    def block(self, values: Values) -> Block | None:
        """The text of the box on a card, ready to be measured; None if there is nothing to see.

        Raises InvalidValue for more than can be set.
        """
        key = self._asked(values)
        if key in self._before:
            self._blocks[key] = self._before.pop(key)
            return self._blocks[key]
        if key in self._blocks:
            known = self._blocks[key]
            if known is not None:
                known.shared = True
            return known
        paragraphs = self._paragraphs(key)
        make = self._columns.ColumnBlock if self._columns else Block
        block = make(paragraphs, self._measurers, key) if paragraphs else None
        self._blocks[key] = block
        return block

    def keep(self, block: Block) -> None:
        """Have a text of the build before in this one, too, which asks no `block` for it."""
        if self._before.pop(block.asked, None) is None:
            block.shared = True  # another card has had it kept
        self._blocks[block.asked] = block

    def holds(self, block: Block | None) -> bool:
        """Whether what a card showed in the build before, if anything, still stands for its text.

        What icons showed may have changed, or be there by now.
        """
        if block is None:
            return not self._had_icons
        return block.asked in self._before or block.asked in self._blocks

    def _said(self, values: Values) -> Said:
        """What the box says on a card: mostly a text, which tells it from others."""
        if self._names_language or values.card.languages:
            pieces = tuple(values.pieces(self._box.text, self._own))
            if any(tag for _, tag in pieces):
                return pieces
        return values.fill(self._box.text)

    def _paragraphs(self, asked: Asked) -> tuple[Paragraph, ...]:
        said = letters(asked[0])
        if said > MOST_SAID:
            message = f"with its values filled in, the text has {said:,} characters"
            hint = f"name fewer values in it: at most {MOST_SAID:,} characters can be set"
            raise InvalidValue(message, hint, code="text-too-long")
        paragraphs = self._read(*asked)
        if case := _CASES.get(self._box.case):
            paragraphs = tuple(_in_case(each, case, self._language) for each in paragraphs)
        if any(span.icon for paragraph in paragraphs for span in paragraph.spans):
            paragraphs, refused = self._icons.found(paragraphs)
            self._with_icons.add(asked)
            if refused:
                self._refused[asked] = refused
        return paragraphs

    def _read(self, said: Said, reading: Reading | None) -> tuple[Paragraph, ...]:
        if not isinstance(said, str):
            return in_languages(said, reading)
        return plain(said) if reading is None else parse(said, reading)

    def forget(self) -> None:
        """Drop what is only needed until texts have their lines: it takes a large deck's memory."""
        self._before.clear()
        if not self._keeps:
            self._blocks.clear()
            self._hyphenator.forget()
            self._measurers.forget()

    def area(self, rect: Rect) -> Rect:
        """Where the text goes in a box with this rectangle: before the box is turned.

        Of several columns, as if they stood one below the other.
        """
        area = self._inner(rect)
        return self._columns.as_one(self._box, area) if self._columns else area

    def _inner(self, rect: Rect) -> Rect:
        return within(rect, self._box.rotate.turn).inset(self._box.padding)

    def height(self, text: SetText) -> float:
        """The height in points of a box around a text, its padding included."""
        padding = self._box.padding.top + self._box.padding.bottom
        if text.columns and self._columns:
            highest: float = self._columns.columns_height(self._measurers, text)
            return highest + padding
        return text_height(self._measurers, text.lines, text.size) + padding

    def width(self, text: SetText, room: Rect) -> float:
        """The width in points of a box around a text that was broken into lines for a room.

        Columns are measured out in all of the room.
        """
        if self._columns:
            return room.width
        padding = self._box.padding
        across = padding.left + padding.right
        if self._box.rotate.turn.sideways:
            return self.height(text) - padding.top - padding.bottom + across
        places = self.places(text, room)
        if not places:
            return room.width
        is_left = self._box.align == "left"
        left = self.area(room).left if is_left else min(place.left for place in places)
        return max(place.right for place in places) - left + across

    def places(self, text: SetText, rect: Rect) -> list[Rect]:
        """Where the letters of a text's lines are in a box with this rectangle, before its turn."""
        up = SMALL_LETTERS * text.size
        return [
            Rect(run.at.x, run.at.y, run.at.x + run.width, run.at.y + up)
            for each, _ in self._placed(text, self._inner(rect), lambda _: BLACK)
            if isinstance(each, TextParagraph)
            for run in each.runs
        ]

    def content(self, text: SetText, rect: Rect, pens: Pens) -> tuple[Content, ...]:
        """The paragraphs of a text in a box with this rectangle; a turned box's in a group."""
        if not text.shared:
            return self._content(text, rect, pens)
        key = text, rect, pens.ink(""), pens.ink("accent")
        known = self._shared.get(key)
        if known is None:
            if len(self._shared) == MOST_KEPT:
                self._shared.clear()
            known = self._shared[key] = self._content(text, rect, pens)
        return known

    def _content(self, text: SetText, rect: Rect, pens: Pens) -> tuple[Content, ...]:
        content: list[Content] = []
        for one, area in self._placed(text, self._inner(rect), pens.ink):
            content += _with_rules(one, area)
            for icon in one.icons if isinstance(one, TextParagraph) else ():
                content += pens.icon(icon)
        return turned(content, rect, self._box.rotate.turn)

    def _placed(
        self, text: SetText, area: Rect, ink: Inks
    ) -> Iterable[tuple[TextParagraph | Line, Rect]]:
        """What the text is made of, each with the area or the column that it is in."""
        measurers, language = self._measurers, self._language
        found: Iterable[tuple[TextParagraph | Line, Rect]]
        if self._columns:
            found = self._columns.set_columns(measurers, text, area, ink, language)
        else:
            placed = set_paragraphs(measurers, text.lines, area, text.size, ink, language)
            found = [(one, area) for one in placed]
        return found


def _columns() -> ModuleType:
    """What sets text in columns, which few boxes need."""
    from . import columns

    return columns


def _in_case(paragraph: Paragraph, case: Case, language: str) -> Paragraph:
    """A paragraph in capitals or small letters, but for addresses, where these are not the same."""
    spans = (
        span
        if ADDRESS.search(span.text)
        else span._replace(text=case(span.text, span.language or language))
        for span in paragraph.spans
    )
    return paragraph._replace(spans=tuple(spans), marker=case(paragraph.marker, language))


def _has_paragraphs(name: str) -> bool:
    """Whether a value may have several paragraphs, and Markdown in them."""
    return name == "text" or name.startswith("fields.")


_CASES: dict[str, Case] = {"upper": in_capitals, "lower": in_small_letters}


def _with_rules(paragraph: TextParagraph | Line, area: Rect) -> tuple[Content, ...]:
    """A paragraph, or the line across the area that stands in its place."""
    rule = "" if isinstance(paragraph, Line) else paragraph.kind.rule
    if isinstance(paragraph, Line) or not rule:
        return (paragraph,)
    if rule == "room":
        return ()
    run = paragraph.lines[0].runs[0]
    up = MIDDLE * run.size if rule == "rule" else 0.0
    start, end = Point(min(run.at.x, area.right), run.at.y + up), Point(area.right, run.at.y + up)
    return (Line(start, end, RULE * run.size, run.color),)


MIDDLE, RULE = 0.25, 0.05
"""How high a thin rule is above the baseline, and how thick rules are, in em."""
