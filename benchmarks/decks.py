"""Decks for measuring: unique cards made of the words of the deck that ships.

The same number of cards always gives the same deck. Of unfamiliar words it has compounds in place
of the long words, hardly one of them twice.
"""

import re
import textwrap
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random

SEED_DECK = Path(__file__).parents[1] / "cards" / "osallisuus"

FIELD = re.compile(
    r"^(?:  - title:\n      fi: (?P<title>[^#\n]+)"
    r"|    text:\n      fi: >\n(?P<text>(?: {8}.*\n|\n)+))",
    re.M,
)
FINNISH = re.compile(r"^( *(?:title|name)):\n +fi: (.+)\n(?: +(?:sv|en): .+\n)+", re.M)
"""A text in three languages, of which peers know one."""

WORD = re.compile(r"[^\W\d_]\w+(?:-\w+)*")

LONGEST_TITLE, LONGEST_TEXT = 48, 300
"""Letters, about as many as in the longest of the deck that ships, so that every card fits."""

SENTENCE = 9
"""Words of a sentence."""


LONG = 7
"""Letters from which on a word becomes a part of a compound where words are unfamiliar."""


def write_deck(folder: Path, count: int, unfamiliar: bool = False) -> Path:
    """Write a deck of `count` cards, in one file; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{count}{'-unfamiliar' * unfamiliar}.yaml"
    path.write_text("".join(_lines(count, unfamiliar)), encoding="utf-8")
    return path


def _lines(count: int, unfamiliar: bool) -> Iterator[str]:
    head = FINNISH.sub(r"\1: \2\n", (SEED_DECK / "deck.yaml").read_text("utf-8"))
    yield f"{head}cards:\n"
    keys = re.findall(r"^  (\w+):$", head, re.M)
    for index, (title, text) in enumerate(_cards(count, unfamiliar)):
        yield f"  - title: {title}\n    category: {keys[index * len(keys) // count]}\n    text: >\n"
        yield textwrap.indent(textwrap.fill(text, 94, break_on_hyphens=False), " " * 6) + "\n\n"


def _cards(count: int, unfamiliar: bool) -> Iterator[tuple[str, str]]:
    """Titles, each once, and texts; as many words in each as some card that ships has."""
    random = Random(count)
    compounds = _compounds(Random(count)) if unfamiliar else None
    titles, texts = _seed("title"), _seed("text")
    title_words = sorted({word for title in titles for word in title})
    text_words = sorted({word for text in texts for word in text})
    taken: set[str] = set()
    while len(taken) < count:
        words = random.choices(title_words, k=len(random.choice(titles)))
        title = _title(_unfamiliar(words, compounds) if compounds else words)
        if len(title) <= LONGEST_TITLE and title not in taken:
            taken.add(title)
            words = random.choices(text_words, k=len(random.choice(texts)))
            yield title, _text(_unfamiliar(words, compounds) if compounds else words)


def _compounds(random: Random) -> Iterator[str]:
    """Compounds of two words of the deck that ships, each once as long as there are more."""
    words = {word.lower() for text in _seed("title") + _seed("text") for word in text}
    parts = sorted(word for word in words if word.isalpha() and 4 <= len(word) <= 9)
    pairs = [first + second for first in parts for second in parts if first != second]
    random.shuffle(pairs)
    return cycle(pairs)


def _unfamiliar(words: list[str], compounds: Iterator[str]) -> list[str]:
    """Words with a compound in place of each long one."""
    return [next(compounds) if len(word) >= LONG else word for word in words]


def _seed(kind: str) -> list[list[str]]:
    """The words of every title or text of the deck that ships."""
    files = sorted(SEED_DECK.glob("[0-9]*.yaml"))
    found = (match[kind] for file in files for match in FIELD.finditer(file.read_text("utf-8")))
    return [WORD.findall(text) for text in found if text]


def _title(words: list[str]) -> str:
    text = " ".join(words).lower().rstrip("-")
    return text[0].upper() + text[1:]


def _text(words: list[str]) -> str:
    sentences = (" ".join(words[i : i + SENTENCE]) for i in range(0, len(words), SENTENCE))
    text = " ".join(f"{each[0].upper()}{each[1:].lower()}." for each in sentences)
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rpartition(" ")[0] + "."
