"""Lines of print joined to running text: which hyphens at their ends are real, and which are not.

What tells, in this order: the word after it (`Asiakas- ja`), other places of the same text, the
spelling of compounds, a dictionary where one is installed, and whether the word may break there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from ...basics.hyphens import HYPHENS, JOINING, keeps_hyphen
from ...basics.languages import primary
from ...basics.records import NamedTuple
from ...model.text import SOFT_HYPHEN
from ...reading.unfold import BLOCK
from ...typeset.hyphenate import Hyphenator, has_rules
from ...typeset.hyphenation.voikko import voikko

ONE_WORD = {"fi", "sv", "de", "no", "nb", "nn", "da", "et", "nl", "se", "is"}
"""Languages that write compounds as one word."""

BREAK = re.compile(rf"([^\W\d_][\w'’]{{0,200}}+)([{HYPHENS}{SOFT_HYPHEN}])(\s+)([^\W_][\w'’]*)?")
"""A word that ends in a hyphen, the blanks or line end after it, and the next word.

No more than 200 letters are looked at: of a million without a hyphen, each would begin a word.
"""

WORD = re.compile(rf"[^\W\d_]+(?:[{HYPHENS}][^\W\d_]+)*")

WITHIN = re.compile(r"(?<![\w-])([^\W\d_]{3,})-([^\W\d_]{3,})(?![\w-])")
"""Two words that a hyphen within a line joins."""


class Doubt(NamedTuple):
    """A place that may be wrong: how many lines below the first it is, and what to say."""

    line: int
    code: str
    message: str
    hint: str = ""


class Joiner:
    """Joins the lines of texts in a language; `texts` are all of them, which know most words.

    In what was `printed`, a line end may have become a blank on the way: "kuulemis- tilaisuudet".
    """

    def __init__(self, language: str, texts: Iterable[str], printed: bool = True) -> None:
        self._printed = printed
        self.language = primary(language)
        self._texts = tuple(texts)
        self._joining = set(JOINING.get(self.language, JOINING["en"]).split())

    @cached_property
    def _known(self) -> Counter[str]:
        """The words of the texts, but for those that a line end parts."""
        return Counter(
            word.casefold() for text in self._texts for word in WORD.findall(BREAK.sub(" ", text))
        )

    @cached_property
    def _hyphenator(self) -> Hyphenator | None:
        return Hyphenator(self.language) if has_rules(self.language) else None

    def title(self, text: str) -> tuple[str, list[Doubt]]:
        r"""A title in one line, and what is doubtful about it.

        >>> Joiner("fi", []).title("Vaikuttamis-\nja kuulemis- tilaisuudet")[0]
        'Vaikuttamis- ja kuulemistilaisuudet'
        """
        joined, doubts = self._joined(text)
        return " ".join(joined.split()), [*doubts, *self._lone_hyphens(text)]

    def text(self, text: str) -> tuple[str, list[Doubt]]:
        """Paragraphs, each in one line; items of lists stay on lines of their own."""
        joined, doubts = self._joined(text)
        lines: list[str] = []
        for line in joined.split("\n"):
            if lines and lines[-1] and line and not BLOCK.match(line):
                lines[-1] += f" {line}"
            elif line or (lines and lines[-1]):
                lines.append(line)
        return "\n".join(lines).strip("\n"), [*doubts, *self._lone_hyphens(text)]

    def _joined(self, text: str) -> tuple[str, list[Doubt]]:
        """The text without the hyphens that only ended a line."""
        doubts: list[Doubt] = []
        capitals = text.isupper()

        def decided(found: re.Match[str]) -> str:
            before, hyphen, blank, after = found.groups()
            if not after or "\n\n" in blank or not (self._printed or "\n" in blank):
                return found[0]
            keeps, doubt = self._keeps(before, hyphen, after, capitals)
            if doubt:
                doubts.append(doubt._replace(line=text.count("\n", 0, found.end(2))))
            return keeps

        # Twice, since a word may be both the end of one break and the beginning of the next.
        return BREAK.sub(decided, BREAK.sub(decided, text)), list(dict.fromkeys(doubts))

    def _keeps(
        self, before: str, hyphen: str, after: str, capitals: bool
    ) -> tuple[str, Doubt | None]:
        """Two parts of a word, or two words, as they are to be written."""
        apart, with_hyphen, joined = f"{before}- {after}", f"{before}-{after}", before + after
        if hyphen == SOFT_HYPHEN:
            return joined, None
        if after.casefold() in self._joining:
            return apart, None
        if not capitals and (after[0].isupper() or before.isupper() or after[0].isdigit()):
            # Helsinki-Vantaa, EU-maa; but a small word before a capital is out of order.
            fits = before[0].isupper() or after.isupper() or after[0].isdigit()
            return (with_hyphen, None) if fits else (apart, _odd(apart))
        return self._of_two(before, after, with_hyphen, joined)

    def _of_two(
        self, before: str, after: str, with_hyphen: str, joined: str
    ) -> tuple[str, Doubt | None]:
        """With a hyphen or without, by what the texts, the spelling and the language know."""
        if self._known[joined.casefold()]:
            return joined, None
        if self._known[with_hyphen.casefold()]:
            return with_hyphen, None
        if keeps_hyphen(before, after, self.language):
            return with_hyphen, None
        spelled = _speller(self.language)
        if spelled and spelled(joined) != spelled(with_hyphen):
            return (joined if spelled(joined) else with_hyphen), None
        if self.language in ONE_WORD and self._may_break(joined, len(before)):
            return joined, None
        hint = f"should it be '{with_hyphen}'?"
        return joined, Doubt(
            0, "doubtful-hyphen", f"the line break in '{joined}' was removed", hint
        )

    def _may_break(self, word: str, place: int) -> bool:
        if self._hyphenator is None:
            return False
        return any(each.at == place for each in self._hyphenator.breaks(word.lower()))

    def _lone_hyphens(self, text: str) -> Iterator[Doubt]:
        """Hyphens within a line, at the seam of what is one word by the rules of the language."""
        if self.language not in ONE_WORD:
            return
        for found in WITHIN.finditer(text):
            before, after = found[1], found[2]
            usual = after[0].isupper() or before.isupper() or before[-1].casefold() == after[0]
            if not usual and self._may_break(before + after, len(before)):
                line = text.count("\n", 0, found.start())
                message = f"'{found[0]}' has a hyphen within the line: it was kept"
                hint = f"should it be '{before}{after}'?"
                yield Doubt(line, "doubtful-hyphen", message, hint)


def _odd(words: str) -> Doubt:
    message = f"'{words}': the hyphen parts a small word from a capital"
    return Doubt(0, "doubtful-hyphen", message, "are the lines in the right order?")


def _speller(language: str) -> Callable[[str], bool] | None:
    """Whether a word is spelled right, by Finnish's dictionary where it is installed."""
    dictionary = voikko() if language == "fi" else None
    return None if dictionary is None else lambda word: bool(dictionary.spell(word))
