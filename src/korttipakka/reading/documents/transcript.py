"""Transcripts of printed cards: a front, a line `---`, a back, and perhaps a category at the foot.

What was larger in print came out as headings, what was bolder as bold, and lines end where they
did in print: none of that is the cards' own. Whether a hyphen at a line's end is a real one is
found out later, by who knows the language.
"""

from collections.abc import Iterator, Sequence

from ...basics.problems import Location
from ...model.manuscript import Column
from ..draft import CardDraft, Draft, Value
from .blocks import Block

TITLE, BACK, TEXT, CATEGORY = map(Column, ("title", "back_title", "text", "category"))

LEAST_CARDS = 2

Blocks = Sequence[Block]


def is_transcript(blocks: Blocks) -> bool:
    """Whether most of the lines `---` have the same title above and below them."""
    rules = [index for index, block in enumerate(blocks) if block.is_rule]
    if len(rules) < LEAST_CARDS:
        return False
    pairs = [(blocks[i - 1], blocks[i + 1]) for i in rules if 0 < i < len(blocks) - 1]
    alike = sum(_letters(above) == _letters(below) for above, below in pairs)
    return 2 * alike > len(rules)


def _letters(block: Block) -> str:
    return "".join(c for line in block.words for c in line.casefold() if c.isalnum())


def read_transcript(blocks: Blocks, file: Location) -> Draft:
    """The cards of a transcript, their lines as printed."""
    draft = Draft("a transcript of printed cards", printed=True)
    rules = [index for index, block in enumerate(blocks) if block.is_rule]
    front = _first_front(blocks[: rules[0]], draft, file)
    ends = [*rules[1:], len(blocks)]
    for rule, end in zip(rules, ends, strict=True):
        between = blocks[rule + 1 : end]
        back, foot, following = _parted(between, is_last=end == len(blocks))
        draft.cards.append(_card(front, back, foot, draft, file))
        front = following
    return draft


def _first_front(blocks: Blocks, draft: Draft, file: Location) -> Blocks:
    """The first card's front: what stands above it belongs to the deck."""
    above, front = blocks[:-1], blocks[-1:]
    if above:
        draft.title = " ".join(above[0].words)
    for block in above[1:]:
        message = f"'{' '.join(block.words)}' belongs to no card: it was left out"
        draft.warn("left-out", message, file.at(block.line, 1))
    return front


def _parted(between: Blocks, is_last: bool) -> tuple[Blocks, Block | None, Blocks]:
    """What stands between two lines `---`: a back, the category at its foot, the next front."""
    limit = len(between) if is_last else len(between) - 1
    feet = [index for index in range(1, limit) if _is_foot(between[index])]
    if feet:
        return between[: feet[-1]], between[feet[-1]], between[feet[-1] + 1 :]
    return between[:limit], None, between[limit:]


def _is_foot(block: Block) -> bool:
    """Whether a block looks like a category: bold or large, and in capitals."""
    text = " ".join(block.words)
    return bool(block.level or block.is_bold) and text.isupper() and sum(map(str.isalpha, text)) > 3


def _card(
    front: Blocks, back: Blocks, foot: Block | None, draft: Draft, file: Location
) -> CardDraft:
    title = front[0]
    values = {TITLE: _value([title], file)}
    if len(front) > 1:
        values[Column("subtitle")] = _value(front[1:], file)
        message = "the front has more than a title: the rest became the subtitle"
        draft.warn("guessed", message, file.at(front[1].line, 1))
    if back:
        values[BACK] = _value(back[:1], file)
    if back[1:]:
        values[TEXT] = _value(back[1:], file)
    if foot:
        values[CATEGORY] = _value([foot], file)
    return CardDraft(file.at(title.line, 1), values)


def _value(blocks: Blocks, file: Location) -> Value:
    """The lines of blocks, with as many empty ones between as in the file: lines can be counted."""
    text = "\n".join(_lines(blocks))
    return Value(text, text, file.at(blocks[0].line, 1))


def _lines(blocks: Blocks) -> Iterator[str]:
    line = blocks[0].line
    for block in blocks:
        yield from [""] * (block.line - line)
        yield from block.words
        line = block.line + len(block.words)
