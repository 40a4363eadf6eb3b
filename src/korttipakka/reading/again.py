"""A file that is read again while it is edited: of one changed card, only its lines are parsed.

What is not certain to come to the same as reading the whole file is left to that.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import takewhile
from typing import Any, TypeVar

from ..basics.problems import Location
from ..basics.records import NamedTuple
from .lines import split_lines
from .nodes import Located, Mapping, Node, Scalar, Sequence
from .tree import MAX_WEIGHT, Tree, read_tree

Placed = TypeVar("Placed", bound=Node)

CARDS = "cards"

BEYOND = re.compile(r"[\r\ufeff]|^(?:---|\.\.\.|%|[ -]*\?(?: |$))", re.MULTILINE)
"""What is read otherwise at the beginning or the end of a text, or of a line of a document."""

DASH = re.compile(r"( *)- +")
"""How a card begins, its first key on the same line."""


def read_again(before: Tree, old: str, new: str, file: Location) -> Tree | None:
    """The tree of the text `new`, of which `old` was an earlier edition with the tree `before`.

    None where more differs than the lines of one card, where something is wrong or odd, and where
    an anchor may tie the card to others.
    """
    root = before.root
    plain = not before.problems and not before.remarks and not before.has_anchors
    if not isinstance(root, Mapping) or not plain or len(new) >= MAX_WEIGHT or "\r" in old + new:
        return None
    was, now = split_lines(old), split_lines(new)
    extent = _extent(root, was, now)
    if extent is None:
        return None
    delta = len(now) - len(was)
    lines = now[extent.first : extent.end + delta]
    if extent.end < len(was):
        lines.append("")  # the last one has an end
    made = _card(lines, extent, root[CARDS], file)
    if made is None:
        return None
    return Tree(_with_card(root, extent.number, made, delta), [], weight=before.weight)


class _Extent(NamedTuple):
    """The lines of a card in a file, counted from 0, the last one not among them."""

    number: int
    first: int
    end: int


def _extent(root: Mapping, was: list[str], now: list[str]) -> _Extent | None:
    """The lines of the one card that all differences of two editions of a file lie in."""
    cards = root.get(CARDS)
    if not isinstance(cards, Sequence) or not cards:
        return None
    start = _alike(was, now)
    end = len(was) - min(_alike(reversed(was), reversed(now)), min(len(was), len(now)) - start)
    firsts = [card.line - 1 for card in cards]
    index = bisect_right(firsts, start) - 1
    if index > 0 and start == end == firsts[index]:
        index -= 1  # lines were added at the end of the card before
    if index < 0:
        return None
    if index + 1 < len(cards):
        following = firsts[index + 1]
        found = _Extent(index, firsts[index], following)
        is_whole = _begins(was[following], cards)
    else:
        found = _Extent(index, firsts[index], len(was))
        is_whole = cards is [*root.values()][-1]
    return found if end <= found.end and is_whole else None


def _alike(some: Iterable[str], others: Iterable[str]) -> int:
    """How many lines are the same from the beginning on."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _begins(line: str, cards: Sequence) -> bool:
    """Whether a card of the list begins on a line."""
    dash = DASH.match(line)
    return dash is not None and len(dash[1]) == cards.column - 1


def _card(lines: list[str], extent: _Extent, cards: Node, file: Location) -> Mapping | None:
    """The card that stands on lines, if it is just one, and well written."""
    text = "\n".join(lines)
    if not isinstance(cards, Sequence) or not _begins(lines[0], cards) or BEYOND.search(text):
        return None
    tree = read_tree(f"{CARDS}:\n{text}", file)
    if tree.problems or tree.remarks or tree.has_anchors or not isinstance(tree.root, Mapping):
        return None
    found = tree.root.get(CARDS)
    if len(tree.root) != 1 or not isinstance(found, Sequence) or len(found) != 1:
        return None
    card = found[0]
    if not isinstance(card, Mapping) or card.line != 2:
        return None
    return _moved(card, extent.first - 1)


def _with_card(root: Mapping, index: int, card: Mapping, delta: int) -> Mapping:
    """A tree with another card in place of one, and what is written below it so many lines on."""
    cards, last = root[CARDS], card.line
    assert isinstance(cards, Sequence)
    after = [_moved(other, delta) for other in cards[index + 1 :]] if delta else cards[index + 1 :]
    made: Sequence = _placed(Sequence([*cards[:index], card, *after]), cards, 0)
    entries = dict[str, Node]()
    for key, node in root.items():
        by = delta if isinstance(key, Scalar) and key.line > last else 0
        entries[_key(key, by)] = made if node is cards else _moved(node, by) if by else node
    mapping: Mapping = _placed(Mapping(entries), root, 0)
    return mapping


def _moved(node: Placed, lines: int) -> Placed:
    """A node that is written so many lines further down."""
    made: Any
    if isinstance(node, Scalar):
        made = Scalar(node)
        made.style = node.style
    elif isinstance(node, Sequence):
        made = Sequence([_moved(one, lines) for one in node])
    else:
        made = Mapping((_key(key, lines), _moved(one, lines)) for key, one in node.items())
    return _placed(made, node, lines)  # type: ignore[no-any-return]


def _key(key: str, lines: int) -> str:
    return _moved(key, lines) if isinstance(key, Scalar) else key


def _placed(made: Any, node: Located, lines: int) -> Any:
    """A node written where another one is, or so many lines further down."""
    made.file, made.line, made.column = node.file, node.line + lines, node.column
    return made
