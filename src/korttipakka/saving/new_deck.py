"""A deck's files, written as people write them by hand: folded texts, a file for each category."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..model.deck import PARAGRAPHS
from ..reading.unfold import BLOCK, unfolded
from .scalars import scalar

WIDTH = 100
"""Characters of a line at most, as far as words allow."""

ONE_FILE = 20
"""Cards that fit well into one file."""

ORDER = ("id", "title", "subtitle", "text", "back_title", "category", "image", "alt",
         "image_back", "alt_back", "link",
         "copies", "tags", "color", "markdown", "notes")  # fmt: skip
"""Fields of a card in the order in which they are written; free fields come last."""

COLORS = ("#006c6c", "#7e48e0", "#5a1200", "#7e6c00", "#1200a2", "#c6126c",
          "#482448", "#5a5a36", "#902400", "#2448a2", "#004836", "#3612e0")  # fmt: skip
"""Colours of categories in turn: white can be read on each with a contrast of 5 : 1.

They are chosen greedily among those for the largest difference (CIEDE2000) from all before, to eyes
with all cones or without one kind; the first eight differ by 11 or more to all of them.
"""

Texts = Mapping[str, str]
"""A text by language; "" is the language of one that has no other."""


@dataclass(frozen=True)
class NewCategory:
    """A category to be written."""

    key: str
    names: Texts
    color: str = ""


@dataclass(frozen=True)
class NewCard:
    """A card to be written: its texts by field, free ones as fields.NAME."""

    texts: Mapping[str, Texts]
    category: str = ""


@dataclass(frozen=True)
class NewDeck:
    """A deck to be written. `keeps_order`: cards stay as they are though categories take turns."""

    title: Texts
    language: str
    cards: Sequence[NewCard]
    categories: Sequence[NewCategory] = ()
    keeps_order: bool = False


def deck_files(deck: NewDeck) -> dict[str, str]:
    """The texts of the deck's files by their names, deck.yaml first."""
    groups = _groups(deck)
    if len(groups) == 1:
        return {"deck.yaml": _joined([*_head(deck), _cards(groups[0], "")])}
    digits = len(str(len(groups)))
    files = {"deck.yaml": _joined(_head(deck))}
    for number, cards in enumerate(groups, start=1):
        key = cards[0].category
        name = f"{number:0{digits}}-{_file_name(key)}.yaml"
        files[name] = _joined([*_of_category(key), _cards(cards, key)])
    return files


def _groups(deck: NewDeck) -> list[list[NewCard]]:
    """The cards of each file."""
    if len(deck.cards) <= ONE_FILE or not deck.categories:
        return [list(deck.cards)]
    runs = [list(group) for _, group in groupby(deck.cards, key=lambda card: card.category)]
    keys = [run[0].category for run in runs]
    if len(set(keys)) == len(keys):
        return runs if len(runs) > 1 else [list(deck.cards)]
    if deck.keeps_order:
        return [list(deck.cards)]
    return [[c for c in deck.cards if c.category == key] for key in dict.fromkeys(keys)]


def _file_name(key: str) -> str:
    return re.sub(r"[^\w-]+", "-", key).strip("-") or "cards"


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _head(deck: NewDeck) -> Iterator[str]:
    """What deck.yaml says above the cards."""
    head = "".join(entry_lines("title", deck.title, 0)) + f"language: {deck.language}\n"
    yield head
    if deck.categories:
        yield "categories:\n" + "".join("".join(category_lines(each)) for each in deck.categories)


def category_lines(category: NewCategory) -> Iterator[str]:
    """A category in its lines."""
    yield f"  {_key(category.key)}:\n"
    yield from entry_lines("name", category.names, 4)
    if category.color:
        yield f"    color: {scalar(category.color)}\n"


def _of_category(key: str) -> Iterator[str]:
    if key:
        yield f"category: {_key(key)}"


def _key(text: str) -> str:
    """A key of a mapping: in quotes if it were read as anything else."""
    return text if re.fullmatch(r"[a-z][a-z_]*", text) else scalar(text)


def _cards(cards: Sequence[NewCard], category: str) -> str:
    """The list of cards, a blank line between; those of the file's category need not name it."""
    if not cards:
        return "cards: []\n"
    return "cards:\n" + "\n".join("".join(card_lines(card, 2, category)) for card in cards)


def card_lines(card: NewCard, indent: int, category: str = "") -> Iterator[str]:
    """A card as an item of a list, its dash at a column; in a file whose default is `category`."""
    texts = dict(card.texts)
    if card.category != category:
        texts["category"] = {"": card.category}
    known = [name for name in ORDER if name in texts]
    entries = [line for name in known for line in entry_lines(name, texts[name], indent + 2)]
    free = {name: text for name, text in texts.items() if name.startswith("fields.")}
    if free:
        entries.append(f"{' ' * (indent + 2)}fields:\n")
        for name, text in free.items():
            entries += entry_lines(name.removeprefix("fields."), text, indent + 4, paragraphs=True)
    first = entries[0]
    yield f"{' ' * indent}- {first.lstrip(' ')}"
    yield from entries[1:]


def entry_lines(
    name: str, texts: Texts, indent: int, paragraphs: bool | None = None
) -> Iterator[str]:
    """A key with its text, or with one for each language."""
    long = name in PARAGRAPHS if paragraphs is None else paragraphs
    start = " " * indent
    if list(texts) == [""]:
        yield f"{start}{_key(name)}: {value(texts[''], indent, long, name in PARAGRAPHS)}\n"
        return
    yield f"{start}{_key(name)}:\n"
    for language, text in texts.items():
        shown = value(text, indent + 2, long, name in PARAGRAPHS)
        yield f"{start}  {language}: {shown}\n"


def value(text: str, indent: int, paragraphs: bool, always_block: bool = False) -> str:
    """A text as it stands behind its key, which is indented by so many columns.

    Paragraphs are folded (`>`) if that says the same, else they are literal (`|`).
    """
    if not paragraphs or not text or (not always_block and "\n" not in text and len(text) < 60):
        return scalar(text, column=indent)
    text = text.strip()
    mark, lines = block(text, WIDTH - indent - 2)
    inside = "\n".join(f"{' ' * (indent + 2)}{line}" if line else "" for line in lines)
    return f"{mark}\n{inside}"


def block(text: str, width: int) -> tuple[str, list[str]]:
    """The style of a block for a text, and its lines."""
    lines = [part for line in text.split("\n") for part in _wrapped(line, width)]
    folded = "\n".join(lines)
    is_same = unfolded(folded) == text and not re.search(r"[ \t]$", folded, re.MULTILINE)
    return (">", lines) if is_same else ("|", text.split("\n"))


def _wrapped(line: str, width: int) -> list[str]:
    """A line in lines of some width, none of which begins like a list or a heading."""
    marker = re.match(r"\s*(?:[-*+]|\d{1,9}[.)])\s+", line)
    hanging = " " * len(marker[0]) if marker else ""
    # Several blanks in a row are the author's own: no line ends there.
    words = re.split(r"(?<! ) (?! )", line)
    lines = [words[0]]
    for word in words[1:]:
        fits = len(lines[-1]) + 1 + len(word) <= width
        if fits or BLOCK.match(f"{word} ") or not word.strip():
            lines[-1] += f" {word}"
        else:
            lines.append(f"{hanging}{word}")
    return lines
