"""Titles with gaps of Anki: `{{c1::Helsinki::city}} is a capital` -> a gap, and the answer behind.

In Anki a note has a card for each number of its gaps. On paper it is one: all gaps in front.
"""

from collections.abc import Callable, Iterator

from ..basics.late import late
from ..model.manuscript import Column
from .draft import CardDraft, Value

GAP = late(r"\{\{c\d{1,3}::((?:(?!::|\}\}|\{\{)[^\n])+)(?:::((?:(?!\}\}|\{\{)[^\n])*))?\}\}")
"""A gap without another one in it: its answer, and what is shown in its place."""

MARK = "{{c"

NAME = "a gap of Anki"


def open_gaps(card: CardDraft) -> Iterator[tuple[str, Value]]:
    """Open the gaps in a card's titles, answers before its texts; give what titles had such."""
    titles = [(c, v) for c, v in card.values.items() if c.field == "title" and MARK in v.plain]
    for column, value in titles:
        shown = _replaced(value.plain, _open)
        if shown == value.plain:
            continue
        answer = _replaced(value.markdown, _bold)
        card.values[column] = Value(shown, shown, value.at)
        text = Column("text", column.language)
        below = card.values.get(text)
        whole = f"{answer}\n\n{below.markdown}" if below else answer
        card.values[text] = Value(whole, whole, below.at if below else value.at)
        yield NAME, value


def _open(_: str, hint: str) -> str:
    """What a front shows of a gap."""
    return f"[{hint.strip() or '…'}]"


def _bold(answer: str, _: str) -> str:
    """An answer in the whole sentence, without what is bold within it."""
    return f"**{answer.replace('**', '')}**"


def _replaced(text: str, written: Callable[[str, str], str]) -> str:
    """A text with something written in place of its gaps, the inner ones first."""
    for _ in range(MOST_NESTED):
        before = text
        text = GAP.sub(lambda found: written(found[1].strip(), found[2] or ""), text)
        if text == before:
            break
    return text


MOST_NESTED = 4
"""How deep gaps lie within gaps."""
