"""Where words and phrases end in scripts without spaces, as dictionaries and models know it.

ICU has dictionaries of Thai, Lao, Khmer and Burmese; it is an extra, of 15 MB. BudouX is a small
model of what goes together in Thai, Japanese and Chinese, of which browsers have the same.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate

from ..basics.languages import primary
from ..basics.late import late

UNSPACED = late("[\u0e00-\u0e7f]+|[\u0e80-\u0eff]+|[\u1780-\u17ff]+|[\u1000-\u109f\uaa60-\uaa7f]+")
"""Thai, Lao, Khmer or Burmese letters in a row."""

FIRST_LETTERS = {"\u0e80": "th", "\u0f00": "lo", "\u1100": "my", "\u1800": "km", "\uaa80": "my"}
"""The languages whose letters come before a character, in order."""

TRADITIONAL = re.compile(r"-(?:hant|tw|hk|mo)\b", re.IGNORECASE)
"""Tags of Chinese in traditional characters."""

KANA = late("[\u3041-\u30ff]")

Split = Callable[[str], Sequence[str]]


def word_ends(run: str) -> list[int]:
    """Where lines may end within letters that `UNSPACED` found; nowhere without a dictionary."""
    language = next(each for limit, each in FIRST_LETTERS.items() if run[0] < limit)
    split = _by_icu(language) or (_by_budoux(language) if language == "th" else None)
    return _ends(split(run)) if split else []


def are_unknown(text: str) -> bool:
    """Whether there are letters in a text whose words a dictionary would know that is not here."""
    return any(not word_ends(run[0]) for run in UNSPACED.finditer(text))


def phrase_ends(text: str, language: str) -> list[int]:
    """Where what goes together in a Japanese or Chinese text ends."""
    return _ends(_by_budoux(_variety(text, language))(text))


def _variety(text: str, language: str) -> str:
    """The language of a text: there is no Japanese without kana, but in a deck in Japanese."""
    if KANA.search(text) or primary(language) == "ja":
        return "ja"
    return "zh-hant" if TRADITIONAL.search(language) else "zh-hans"


def _ends(parts: Sequence[str]) -> list[int]:
    return [*accumulate(map(len, parts))][:-1]


@cache
def _by_icu(language: str) -> Split | None:
    """What parts text by ICU's dictionary of a language; None where ICU is not installed."""
    try:
        from icu4py.breakers import LineBreaker
    except ImportError:
        return None
    return lambda text: list(LineBreaker(text, language))


@cache
def _by_budoux(language: str) -> Split:
    """What parts text by BudouX's model of a language."""
    import budoux

    loaders = {
        "ja": budoux.load_default_japanese_parser,
        "th": budoux.load_default_thai_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
    }
    split: Split = loaders[language]().parse
    return split
