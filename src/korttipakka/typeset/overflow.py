"""Text that does not fit its box: how much of it, in its author's units, and what would help."""

from collections.abc import Iterable, Sequence
from math import ceil, floor, inf

from ..basics.problems import Location, Problem
from ..basics.records import NamedTuple
from ..basics.shell import shell_line
from ..basics.shipped import place_to_blame
from ..basics.units import fits, in_mm
from ..content.inline import Span
from ..content.markdown import Paragraph
from ..model.deck import Card
from ..model.flags import flags_for
from ..model.layout import BoxStyle, Layout, SizeRange
from ..model.roles import placeholders
from ..model.text import SOFT_HYPHEN, without_breaks
from .blocks import TEXT_FRAGMENT, Block
from .fitting import Fitting
from .hyphenate import ADDRESS, LONGEST_WORD
from .scripts import may_be_unspaced

LEAST_ADVISED, ADVISED_STEP = 6.0, 0.5
"""Points: no smaller type is advised, and none finer than this."""

MOST_CUT = 0.9
"""A text that is cut by nearly all of it is another text: to shorten it more is not advised."""

MOST_HELD = 10_000
"""Characters of a text; an A5 card, the largest listed, holds some 7,000 at 7 pt."""

OVERFLOW = "does-not-fit"
"""The code of these problems."""

WORDS_UNKNOWN = (
    "install what knows where its words end: pip install icu4py; or put a zero-width space "
    "(U+200B) between them"
)
"""What helps where a script has no spaces, and its dictionary is not at hand."""

VISIBLE_MARK = "-?"
"""How a deck writes U+00AD."""


class Smaller(NamedTuple):
    """A type size in points that lets a text fit, and the words of the flags that allow it."""

    size: float
    flags: str

    def __str__(self) -> str:
        return f"let it be set in {self.size:g} pt: {self.flags}"

    def beside(self, other: "Smaller | None") -> "Smaller | None":
        """What lets the same text fit two boxes."""
        if other is None:
            return None
        return Smaller(min(self.size, other.size), f"{self.flags} {other.flags}")


class Overflow(NamedTuple):
    """A text that does not fit its box on a card at the smallest size, in points.

    `key` names the box, such as "front.title"; so many `others` have the same text. `by` says by
    how much. About so many of its `characters` are `over`; or else a `word` is too wide, and
    `marked` shows where it may break, or `breaking` how to let words break at all. `smaller` tells
    how to let the text be small enough. What helps was tried; "" did not help. With `of_layout`, no
    card is to blame.
    """

    key: str
    card: Card
    others: int
    at: Location | None
    size: float
    by: str
    characters: int = 0
    over: int = 0
    word: str = ""
    marked: str = ""
    breaking: str = ""
    smaller: "Smaller | None" = None
    of_layout: bool = False

    def problem(self, larger: str = "") -> Problem:
        """The problem; `larger` are the words of a hint that names a card that holds the text."""
        more = f" (and {self.others} more card{'s' * (self.others > 1)})" if self.others else ""
        message = f"card '{self.card.title}'{more}: {self._what()}"
        if self.of_layout:
            message = self._what()
        smaller = str(self.smaller) if self.smaller else ""
        shorter = "" if self.of_layout else self._shorter()
        hints = (shorter, self.breaking, larger, smaller)
        hint = "; or ".join(filter(None, hints)) or f"give {self.key} more room in the layout"
        return Problem(OVERFLOW, message, self.at, hint)

    def _what(self) -> str:
        smallest = f"at its smallest size, {self.size:g} pt"
        if self.word:
            return f"the word '{self.word}' is {self.by} for {self.key} {smallest}"
        if not self.characters:
            return f"the columns of a table in {self.key} have no room {smallest}: {self.by}"
        if self.over == self.characters:
            return f"not even a line of {self.key} has room {smallest}: {self.by}"
        return (
            f"about {self.over:,} of the {self.characters:,} characters of {self.key} are too many "
            f"{smallest}: {self.by}"
        )

    def _shorter(self) -> str:
        if self.word:
            example = f", for example {self.marked}"
            return f"write -? in the word where it may break{example}" if self.marked else ""
        if not self.characters:
            return "take columns out of the table, or shorten the longest words in them"
        if self.over > MOST_CUT * self.characters:
            return "divide it among several cards" if self.characters > MOST_HELD else ""
        return f"shorten it by about {self.over:,} characters"


GENERATED = ("number", "count", "id", "category.key", "category.initial")
"""Values that no author can shorten."""


def is_of_layout(box: BoxStyle, text: Fitting, size: float) -> bool:
    """Whether it is the layout's fault alone that a text does not fit: no other one would."""
    if set(placeholders(box.text)) <= set(GENERATED):
        return True
    line = text.block.measurers.height(1, 0) * size
    return not box.below and not fits(line, text.area.height)


def fault_of_layout(
    key: str, box: BoxStyle, texts: Sequence[Fitting], size: float, layout: Layout
) -> Overflow:
    """What to tell of texts that do not fit a box on any card, where the layout says how large."""
    settings = ("size", "height", "width", "top", "bottom", "left", "right", "text")
    places = (layout.origin(f"{key}.{name}") for name in settings)
    at = place_to_blame(places)
    return overflow_of(key, box, texts, size, layout, at)._replace(of_layout=True)


def overflow_of(
    key: str, box: BoxStyle, same: Sequence[Fitting], size: float, layout: Layout,
    at: Location | None,
) -> Overflow:  # fmt: skip
    """What to tell of cards whose text, the same on all, does not fit a box at a size."""
    text = max(same, key=lambda text: _excess(text, size))
    smaller = _smaller(key, box, same, size, layout)
    area, block = text.area, text.block
    found = Overflow(key, text.card, len(same) - 1, at, size, "", smaller=smaller)
    if block.lines(size, area.width, block.loosest) == inf:
        return _too_wide(found, box, text, layout)
    characters, share = _typed(block.sources), _share_over(text, size)
    over = characters if share == 1 else _rounded(characters * share, characters)
    found = found._replace(characters=characters, over=over)
    _, high = block.overrun(size, area.width, area.height)
    if box.lines and not high:
        lines = f"{box.lines} line{'s' * (box.lines > 1)}"
        return found._replace(by=f"it takes more than {lines}")
    return found._replace(by=f"it is {in_mm(high)} mm too high")


def _typed(paragraphs: Sequence[Paragraph]) -> int:
    """The characters of a text as it was typed: line ends, markers and bars of tables count."""
    words = sum(len(span.text) for paragraph in paragraphs for span in paragraph.spans)
    markers = sum(len(paragraph.marker) + 1 for paragraph in paragraphs if paragraph.marker)
    bars = sum(len("|  ") for paragraph in paragraphs if paragraph.kind.cell)
    return words + markers + bars + sum(1 if each.tight else 2 for each in paragraphs[1:])


def _excess(text: Fitting, size: float) -> tuple[float, float]:
    return text.block.overrun(size, text.area.width, text.area.height)


def _rounded(number: float, whole: int) -> int:
    """A part rounded to two digits that count, up unless that is the whole: nobody counts 613."""
    unit: int = 10 ** max(0, len(str(ceil(number))) - 2)
    up = ceil(number / unit) * unit
    return up if up < whole else (whole - 1) // unit * unit


def _share_over(text: Fitting, size: float) -> float:
    """The part of a text, from 0 to 1, that stands on lines that have no room.

    It is measured by the widths of lines that are filled one after the other: a good setting would
    take as many and much longer to find.
    """
    block, area = text.block, text.area
    measurers, most = block.measurers, block.measurers.box.lines or inf
    number = lines = gaps = 0
    row_gaps = kept = whole = 0.0
    for flow in block.breakers(size, block.loosest):
        gaps += number > 0 and not flow.tight
        ends = flow.ends(area.width / size - flow.indent)
        for end in ends:
            number += 1
            row_gaps += flow.row_gaps / len(ends)
            high = measurers.height(number, gaps) + row_gaps
            if number <= most and fits(high * size, area.height):
                lines, kept = number, whole + end
        whole += ends[-1]
    return 1 - (kept / whole if whole else lines / number)  # marks alone have no width


def _smaller(
    key: str, box: BoxStyle, same: Iterable[Fitting], size: float, layout: Layout
) -> Smaller | None:
    """How to let a text be so small that it fits on all; None when that is too small to read."""
    sizes = SizeRange(LEAST_ADVISED, size - ADVISED_STEP)
    if sizes.maximum < sizes.minimum:
        return None
    found = [
        text.block.largest(sizes, text.area.width, text.area.height, text.block.loosest)
        for text in same
    ]
    if None in found:
        return None
    least = floor(min(size for size in found if size) / ADVISED_STEP) * ADVISED_STEP
    most = max(least, box.size.maximum)
    value = f"{least:g}-{most:g}pt" if most > least else f"{least:g}pt"
    return Smaller(least, flag_words(layout, f"{key}.size", value))


def flag_words(layout: Layout, key: str, value: str) -> str:
    """The flag that gives a setting a value, whatever other flags the layout was read with."""
    at = layout.origin(key)
    if at is not None and at.kind == "flag" and at.shown.startswith("--set"):
        return shell_line(["--set", f"{key}={value}"])  # it comes after flags of settings' own
    return shell_line(flags_for({key: value}))


def _too_wide(found: Overflow, box: BoxStyle, text: Fitting, layout: Layout) -> Overflow:
    """What to tell of the word that is widest."""
    over, word = text.block.widest(found.size, text.area.width)
    found = found._replace(by=f"{in_mm(over)} mm too wide", word=word)
    if box.hyphens == "none":
        return found._replace(breaking=_breaking(found, text, layout))
    if may_be_unspaced(word):
        from .dictionaries import are_unknown

        if are_unknown(word):
            return found._replace(breaking=WORDS_UNKNOWN)
    is_authors = bool(word and placeholders(box.text)) and len(word) <= LONGEST_WORD
    return found._replace(marked=_marked(text, word, found.size) if is_authors else "")


def _breaking(found: Overflow, text: Fitting, layout: Layout) -> str:
    """How to let words break; "" when the text would not fit so either."""
    block = text.block.like(text.block.sources, text.block.measurers.hyphenated())
    if not block.fits(found.size, text.area.width, text.area.height, block.loosest):
        return ""
    return f"let words break: {flag_words(layout, f'{found.key}.hyphens', 'all')}"


def _marked(text: Fitting, word: str, size: float) -> str:
    """A word with marks wherever the width is full; "" when the text would not fit so either."""
    if ADDRESS.search(word):
        return ""
    parts = _filled(word, text, size)
    if min(map(len, parts)) < TEXT_FRAGMENT:
        return ""
    marked = SOFT_HYPHEN.join(parts)
    block, area = _with_word(text.block, word, marked), text.area
    fitting = block.fits(size, area.width, area.height, block.loosest)
    return VISIBLE_MARK.join(parts) if fitting else ""


def _filled(word: str, text: Fitting, size: float) -> list[str]:
    """The parts of a word that a line holds each, with a hyphen; letters stand at both ends."""
    measurer, parts = text.block.measurers.at(size), [""]
    room = text.area.width / size
    for index, char in enumerate(word):
        wider = parts[-1] + char
        is_full = measurer.width(((f"{wider}-", measurer.style),)) > room
        if is_full and char.isalpha() and word[index - 1 : index].isalpha():
            parts.append(char)
        else:
            parts[-1] = wider
    return parts


def _with_word(block: Block, word: str, marked: str) -> Block:
    """The same text with a word written otherwise."""
    sources = [
        source._replace(spans=tuple(_rewritten(span, word, marked) for span in source.spans))
        for source in block.sources
    ]
    return block.like(sources, block.measurers)


def _rewritten(span: Span, word: str, marked: str) -> Span:
    bare = without_breaks(span.text)
    return span._replace(text=bare.replace(word, marked)) if word in bare else span
