"""Words, measured: what the line breaker works on.

Widths are in em of the text's size, so that one measuring serves every size.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, count, groupby, pairwise, repeat
from math import inf
from operator import attrgetter, itemgetter

from ..basics.once import cached_property
from ..basics.records import NamedTuple
from ..basics.units import SLACK
from ..content.inline import Span
from ..content.markdown import Paragraph
from ..fonts import FontSet, Style
from ..model.text import SOFT_HYPHEN, UNMARKED, Markup, Shaped
from .bound import line_ends
from .hyphenate import Break, BreakKind
from .scripts import both_ways, has_rtl, special, unspaced
from .word import Marks, Word

SPACE = re.compile(r"[ \t\r\n\f\v]+")
"""What separates words: not U+00A0, which joins them. For where lines may end, see `line_ends`."""

LINE_END, BESIDES = "\n", "\t"
"""Stand for blanks between words that are marked up, and for those besides the first of several."""

FEW_WORDS = 2000
"""Words that are kept where so many came that most do not come again: those that every text has."""

KERNED_APART = 1.02
"""So much wider than its letters a word is at most: in most fonts it is narrower."""

LONG = 100
"""Letters of a word from which on its parts are measured one by one: an address has thousands."""

WIDEST_SHORT_WORD = "mmmm"
"""No small letter is wider than an m."""

WordBreaker = Callable[[str, str], tuple[Break, ...]]
"""Tells where a word may break in a language, a BCP 47 tag; "" is the deck's."""


Letters = tuple[str, Style, Markup]
"""Letters in one style, all marked up alike."""


class LineBreak(NamedTuple):
    """A place where a line may end: after `offset` letters of a word.

    `end` is where a line that ends here ends, hyphen included, `start` where the next one begins,
    both in em from the start of the paragraph set on one endless line.
    """

    word: int
    offset: int
    kind: BreakKind | None
    end: float
    start: float


Kinds = frozenset[BreakKind]
EVERY_KIND = frozenset(BreakKind)

Parts = tuple[tuple[Break, float, float], ...]
"""Where a word may break, and how wide the parts are, with the hyphen in the first one's."""

_line_break = partial(tuple.__new__, LineBreak)
"""What `LineBreak._make` does, without a step of Python for each."""

PartWidths = Callable[[Word, Kinds], Parts]
"""Tells where a word has breaks of some kinds, and how wide the parts are."""


class MeasuredParagraph(NamedTuple):
    """A paragraph ready for breaking.

    For each word, `ends` holds where it ends and `starts` where what follows it begins, in em from
    the start of the paragraph set on one endless line; `last` is the break after the last word. A
    paragraph that is `rtl` begins at the right.
    """

    source: Paragraph
    words: tuple[Word, ...]
    ends: list[float]
    starts: list[float]
    last: LineBreak
    indent: float
    rtl: bool
    part_widths: PartWidths

    def whole(self, measure: float) -> float:
        """The fewest lines where no word may be broken; inf when one is too wide.

        Where words may, there are never more, but it takes longer to tell.
        """
        return _whole(self.ends, self.starts, measure)

    @property
    def between(self) -> list[LineBreak]:
        """The breaks after the words: made when asked for, since most texts are only measured."""
        lengths = [len(word.text) for word in self.words]
        places = zip(count(), lengths[:-1], repeat(None), self.ends, self.starts)
        return [*map(_line_break, places), self.last]

    def inside(self, word: int, kinds: Kinds = EVERY_KIND) -> list[LineBreak]:
        """The breaks of some kinds within a word, likewise."""
        at = self.starts[word - 1] if word else 0.0
        # What follows a glued word begins where it ends, wide spaces included.
        end = (self.starts if self.words[word].glued else self.ends)[word]
        return [
            LineBreak(word, place.at, place.kind, at + head, end - tail)
            for place, head, tail in self.part_widths(self.words[word], kinds)
        ]

    @property
    def line_breaks(self) -> list[LineBreak]:
        """All breaks in order."""
        return [b for i, after in enumerate(self.between) for b in (*self.inside(i), after)]


def _whole(ends: Sequence[float], starts: Sequence[float], measure: float) -> float:
    number, at, word = 0, 0.0, 0
    while word < len(ends):
        after = bisect_right(ends, at + measure + SLACK, word)
        if after == word:
            return inf
        at, word, number = starts[after - 1], after, number + 1
    return number


_GLUED = attrgetter("glued")


class PlainWord(NamedTuple):
    """A word in the base style, its width in em and its shaped pieces: which most words are."""

    word: Word
    width: float
    pieces: tuple[Shaped, ...]


class Measurer:
    """Splits paragraphs into words and measures them in one base style, with tracking in em.

    What no line may end within is one word, even if there is a space in it. `language` is that of
    the deck, a BCP 47 tag. With `phrases`, so is what goes together in Japanese and Chinese. Of
    words and parts of words, at `most` so many of each are kept; one that `is_full` has had more,
    so that no text can be kept measured.
    """

    def __init__(
        self, fonts: FontSet, style: Style, tracking: float, breaks: WordBreaker,
        language: str = "", most: float = inf, *, phrases: bool = False,
    ) -> None:  # fmt: skip
        self._most = most
        self._phrases = language if phrases else None
        self._line_ends = line_ends(language)
        self.fonts = fonts
        self.style = style
        self.tracking = tracking
        self._breaks = breaks
        self._shaped: dict[tuple[tuple[str, Style], ...], tuple[Shaped, ...]] = {}
        self._widths: dict[tuple[tuple[str, Style], ...], float] = {}
        self._plain: dict[str, PlainWord] = {}
        self._part_widths: dict[tuple[Word, Kinds], Parts] = {}
        self.is_full = False
        self._letter_widths = _LetterWidths(self)
        (self.space,) = self.shape(((" ", style),))
        self._space = self.space.width(1, tracking)
        self._spaces = repeat(self._space)

    def forget(self) -> None:
        """Drop where words may break, and the widths of parts: they are found again if need be."""
        self._widths.clear()
        self._part_widths.clear()

    def _make_room(self) -> None:
        """Forget the words so far, and keep fewer of them from now on."""
        self.is_full = True
        self._most = min(self._most, FEW_WORDS)
        self._plain.clear()
        self._shaped.clear()
        self.forget()
        self.fonts.make_room(self._most)

    def styled(self, span: Span) -> Style:
        """The style of a span: the base style, bolder or slanted by its markup."""
        if span.icon is not None:
            return self.style._replace(icon=span.icon.aspect)
        return self.style.marked(span.bold, span.italic, span.language)

    def shape(self, parts: tuple[tuple[str, Style], ...]) -> tuple[Shaped, ...]:
        """The shaped pieces of parts in their styles."""
        shaped = self._shaped.get(parts)
        if shaped is None:
            if len(self._shaped) >= self._most:
                self._make_room()
            pieces = (self.fonts.shape(text, style) for text, style in parts)
            shaped = self._shaped[parts] = tuple(chain.from_iterable(pieces))
        return shaped

    def width(self, parts: tuple[tuple[str, Style], ...]) -> float:
        """The width of parts in em, tracking included."""
        width = self._widths.get(parts)
        if width is None:
            width = sum(piece.width(1, self.tracking) for piece in self.shape(parts))
            self._widths[parts] = width
        return width

    @cached_property
    def short_word(self) -> float:
        """The width in em of a word of four letters, which may be as wide as a word of five."""
        return self.width(((WIDEST_SHORT_WORD, self.style),))

    def list_indent(self, paragraphs: Iterable[Paragraph]) -> float:
        """Em that each level of lists is indented by: the widest marker and a space fit in."""
        markers = {paragraph.marker for paragraph in paragraphs if paragraph.marker}
        if not markers:
            return LIST_INDENT
        widths = (self.width(((marker, self.style),)) + self._space for marker in markers)
        return max((LIST_INDENT, *widths))

    def measure(self, paragraph: Paragraph, list_indent: float = 0.0) -> MeasuredParagraph:
        """Words, widths and breaks of a paragraph that has at least one visible character.

        `list_indent` is for each level of lists, in em.
        """
        words, widths, rtl = self._split(paragraph)
        glued = True in map(_GLUED, words)
        gaps = [0.0 if word.glued else self._space for word in words] if glued else self._spaces
        places = [*accumulate(chain.from_iterable(zip(widths, gaps, strict=False)))]
        ends, starts = places[::2], places[1::2]
        if glued:
            ends = [end - self._blank(word) for word, end in zip(words, ends, strict=True)]
        last = LineBreak(len(words) - 1, len(words[-1].text), None, ends[-1], starts[-1])
        indent = list_indent * paragraph.level
        return MeasuredParagraph(paragraph, words, ends, starts, last, indent, rtl, self._parts)

    def guessed_lines(self, paragraph: Paragraph, measure: float, list_indent: float) -> float:
        """What `MeasuredParagraph.whole` tells, or more, by the widths of letters.

        inf where these do not tell how wide words are.
        """
        texts = self._plain_texts(paragraph)
        if texts is None:
            return inf
        room = measure - list_indent * paragraph.level
        width = self._letter_widths.__getitem__
        widths = [sum(map(width, text)) for text in texts]
        places = [*accumulate(chain.from_iterable(zip(widths, self._spaces, strict=False)))]
        return _whole(places[::2], places[1::2], room)

    def _blank(self, word: Word) -> float:
        """The width of the wide spaces that a word ends with."""
        length = len(word.text)
        return self.width(word.slice(length - word.blanks, length)) if word.blanks else 0.0

    def pieces(self, word: Word) -> tuple[Shaped, ...]:
        """The shaped pieces of a word, or of a part of one."""
        known = self._plain.get(word.text)
        if known is None or known.word is not word:
            return self.shape(word.parts)
        return known.pieces

    def plain(self, texts: Iterable[str]) -> tuple[Word, ...]:
        """Words in the base style, by their letters."""
        return tuple([plain.word for plain in self._plain_words(texts)])

    def _plain_words(self, texts: Iterable[str]) -> list[PlainWord]:
        """Those of some texts that have letters to be seen."""
        known, new = self._plain.get, self._plain_word
        return [word for text in texts if (word := known(text) or new(text))]

    def spaced(self, words: Sequence[Word]) -> list[Shaped]:
        """The shaped pieces of the words of a line, and of the spaces between them."""
        known, space = self._plain.get, self.space
        found: list[Shaped] = []
        for word in words:
            plain = known(word.text)
            if plain is not None and plain.word is word:
                found += plain.pieces
            else:
                found += self.shape(word.parts)
            if not word.glued:
                found.append(space)
        if not words[-1].glued:
            found.pop()
        return found

    def _split(self, paragraph: Paragraph) -> tuple[tuple[Word, ...], Sequence[float], bool]:
        """The words, their widths, and whether they are read from right to left."""
        texts = self._plain_texts(paragraph)
        if texts is not None:
            words, widths, _ = zip(*self._plain_words(texts), strict=True)
            return words, widths, False
        if any(special(span.text) for span in paragraph.spans):
            scripts, rtl = self._split_scripts(paragraph)
            return *self._measured(scripts), rtl
        return *self._measured(word for word in self._marked_words(paragraph) if word.text), False

    def _plain_texts(self, paragraph: Paragraph) -> list[str] | None:
        """The words of a paragraph that is all in the base style; None of any other."""
        span = paragraph.spans[0]
        if len(paragraph.spans) > 1 or span.markup is not UNMARKED or special(span.text):
            return None
        return self._line_ends.split(span.text)

    def _measured(self, words: Iterable[Word]) -> tuple[tuple[Word, ...], list[float]]:
        found = tuple(words)
        return found, [self.width(word.parts) for word in found]

    def _marked_words(self, paragraph: Paragraph) -> Iterable[Word]:
        """The words, with what markup says of their letters and of the space after them."""
        marked = paragraph.is_marked
        for letters, after in _spelt(self._letters(paragraph)):
            styles = groupby(letters, key=itemgetter(1))
            word = self._word([("".join(s[0] for s in part), style) for style, part in styles])
            yield word._replace(marks=_marks(letters), after=after) if marked else word

    def _letters(self, paragraph: Paragraph) -> Iterator[Letters]:
        """The letters, and a line end for each of the blanks that lines may end at."""
        text = SPACE.sub(_one_blank, "".join(span.text for span in paragraph.spans))
        text = self._line_ends.sub(lambda found: LINE_END * len(found[0]), text)
        at = 0
        for span in paragraph.spans:
            style, markup = self.styled(span), span.markup
            end = at + len(span.text)
            yield from ((char, style, markup) for char in text[at:end] if char != BESIDES)
            at = end

    def _split_scripts(self, paragraph: Paragraph) -> tuple[Iterable[Word], bool]:
        """Words in scripts without spaces or from right to left; whether the paragraph is so."""
        words = list(unspaced(self._marked_words(paragraph), self._phrases))
        rtl = False
        if any(has_rtl(span.text) for span in paragraph.spans):
            words, rtl = both_ways(words)
        return words, rtl

    def _plain_word(self, text: str) -> PlainWord | None:
        """A word for the first time; None for what has no letters to be seen."""
        if not text.strip(SOFT_HYPHEN):
            return None
        if len(self._plain) >= self._most:
            self._make_room()
        if text.isprintable() and " " not in text:  # most words
            word = Word(text, ((text, self.style),), text)
        else:
            word = self._word([(SPACE.sub(" ", text), self.style)])
        pieces = self.fonts.shape(word.text, self.style)
        width = sum([piece.width(1, self.tracking) for piece in pieces])
        made = self._plain[text] = PlainWord(word, width, pieces)
        return made

    def _word(self, parts: list[tuple[str, Style]]) -> Word:
        marked = "".join(text for text, _ in parts)
        clean = tuple((text.replace(SOFT_HYPHEN, ""), style) for text, style in parts)
        text = "".join(part for part, _ in clean)
        return Word(text, tuple(part for part in clean if part[0]), marked)

    def _parts(self, word: Word, kinds: Kinds) -> Parts:
        parts = self._part_widths.get((word, kinds))
        if parts is None:
            parts = self._part_widths[word, kinds] = tuple(self._measured_parts(word, kinds))
        return parts

    def _measured_parts(self, word: Word, kinds: Kinds) -> Iterator[tuple[Break, float, float]]:
        breaks = self._breaks(word.marked, word.language) if word.marked else ()
        if len(word.text) > LONG:
            return (part for part in self._long_parts(word, breaks) if part[0].kind in kinds)
        wanted = (place for place in breaks if place.kind in kinds)
        return ((place, *self._parted(word, place)) for place in wanted)

    def _long_parts(
        self, word: Word, breaks: Sequence[Break]
    ) -> Iterator[tuple[Break, float, float]]:
        """As `_parted` has it, but for the kerning at breaks: each letter is shaped only twice."""
        bounds = (0, *(place.at for place in breaks), len(word.text))
        widths = [self.width(word.slice(*bound)) for bound in pairwise(bounds)]
        before, whole = 0.0, sum(widths)
        for place, (start, end), width in zip(breaks, pairwise(bounds), widths, strict=False):
            ended = self.width(word.slice(start, end, hyphen_for(place.kind)))
            yield place, before + ended, whole - before - width
            before += width

    def _parted(self, word: Word, place: Break) -> tuple[float, float]:
        head = self.width(word.slice(0, place.at, hyphen_for(place.kind)))
        return head, self.width(word.slice(place.at, len(word.text)))


class _LetterWidths(dict[str, float]):
    """How wide letters are in em, and a little more: two may be kerned apart."""

    def __init__(self, measurer: Measurer) -> None:
        self._measurer = measurer

    def __missing__(self, letter: str) -> float:
        measurer = self._measurer
        self[letter] = measurer.width(((letter, measurer.style),)) * KERNED_APART
        return self[letter]


def _one_blank(found: re.Match[str]) -> str:
    """A space for several blanks, as long as they are."""
    return " " + BESIDES * (len(found[0]) - 1)


def _spelt(letters: Iterable[Letters]) -> Iterator[tuple[list[Letters], Markup]]:
    """The words that letters make, each with the markup of the space after it."""
    word: list[Letters] = []
    for blank, run in groupby(letters, key=lambda letter: letter[0] == LINE_END):
        if not blank:
            alike = groupby(run, key=itemgetter(1, 2))
            word = [("".join(letter[0] for letter in part), *look) for look, part in alike]
        elif word:
            yield word, next(run)[2]
            word = []
    if word:
        yield word, UNMARKED


def _marks(letters: Sequence[Letters]) -> Marks:
    """The markup of a word's letters, U+00AD taken out."""
    ends = accumulate(len(text.replace(SOFT_HYPHEN, "")) for text, _, _ in letters)
    return tuple(zip(ends, (markup for _, _, markup in letters), strict=True))


LIST_INDENT = 1.1
"""Em that a list's text is indented by at least: a bullet or a digit and a space fit in it."""


def hyphen_for(kind: BreakKind | None) -> str:
    """What a line that breaks here ends with besides the word's own letters."""
    return "-" if kind in {BreakKind.MARK, BreakKind.SEAM, BreakKind.SYLLABLE} else ""
