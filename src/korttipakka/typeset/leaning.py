"""Words, and numbers with their units, that should not be separated at a line's end."""

from collections.abc import Sequence
from functools import lru_cache

from ..basics.late import late
from .hyphenate import MOST_WORDS
from .word import Word

SHORT_WORDS = frozenset(
    "ja tai on ei se eli sekä kuin että och eller att en ett i på av the and or a an of to in"
    " või и или в на с і або".split()
)
"""Function words, which go with the next word: a heading's line should not end with one."""


UNIT = late(
    r"(?:[%‰§]|°C?|€|\$|[a-zA-Zµ]{1,3}²?³?|milj\.|mrd\.|tkm|[ap]\.\s?m\.|\d[\d-]*)[ .,;:!?)»]*"
)
"""What may go with the number before it: a sign, a word of up to three letters, one of millions, or
more digits of a telephone's or an account's."""

BEFORE_NUMBER = frozenset(
    "s. ss. ks. klo kello § nro n. kl. nr no. p. pp. puh. tel. № n° nº iban".split()
)
"""What goes with the number after it: a page, a time of day, a paragraph."""


@lru_cache(maxsize=MOST_WORDS)
def leans(text: str) -> bool:
    """Whether a word may go with the next one: most do not, whatever that is."""
    word = text.lower()
    is_number = word.rstrip(".)")[-1:].isdigit()
    return is_number or word in SHORT_WORDS or word.lstrip("(") in BEFORE_NUMBER


def splits_number(text: str, words: Sequence[Word], after: int) -> bool:
    """Whether a number would be parted from its unit, or from the word before that goes with it."""
    if after >= len(words):
        return False
    following = words[after].text
    if text[-1:].isdigit():
        return UNIT.fullmatch(following) is not None
    if text[-2:-1].isdigit():  # "3. krs", "24. 12.", "(09) 310"
        return following[:1].isdigit() or (text[-1] == "." and following[:1].islower())
    return following[:1].isdigit() and text.lower().lstrip("(") in BEFORE_NUMBER
