"""Characters that no font has: one problem for a script or a kind of signs, on any cards."""

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category, name, normalize

from ..basics.late import late
from ..basics.problems import Location, Problem
from ..basics.records import NamedTuple
from ..basics.shell import shell_word
from .walk import and_more

MOST_NAMED = 6
"""Missing characters that a problem names."""

MOST_FONTS = 4
"""Installed fonts that the hint names."""

MOST_ASKED = 6
"""Characters that a font must have to be named: one list of installed fonts is made for each."""


class Lacking(NamedTuple):
    """What no font has of a field of a card: clusters of characters, each once."""

    title: str
    at: Location | None
    texts: tuple[str, ...]


class Kind(NamedTuple):
    """A script, or a kind of signs: in words, the beginnings of its characters' names, a font."""

    words: str
    names: tuple[str, ...]
    font: str = ""


JAPANESE = Kind("Japanese", ("HIRAGANA", "KATAKANA"), "Noto Sans JP")
CHINESE = Kind("Chinese or Japanese", ("CJK", "IDEOGRAPHIC"), "Noto Sans SC")
SCRIPTS = (
    JAPANESE,
    CHINESE,
    Kind("Korean", ("HANGUL",), "Noto Sans KR"),
    Kind("Arabic", ("ARABIC",), "Noto Sans Arabic"),
    Kind("Hebrew", ("HEBREW",), "Noto Sans Hebrew"),
    Kind("Thai", ("THAI",), "Noto Sans Thai"),
    Kind("Devanagari", ("DEVANAGARI",), "Noto Sans Devanagari"),
    Kind("Bengali", ("BENGALI",), "Noto Sans Bengali"),
    Kind("Tamil", ("TAMIL",), "Noto Sans Tamil"),
    Kind("Georgian", ("GEORGIAN",), "Noto Sans Georgian"),
    Kind("Armenian", ("ARMENIAN",), "Noto Sans Armenian"),
    Kind("Ethiopic", ("ETHIOPIC",), "Noto Sans Ethiopic"),
    Kind("Khmer", ("KHMER",), "Noto Sans Khmer"),
)

PRIVATE = Kind("the symbol fonts of a word processor", ())
EMOJI = Kind("emoji", (), "Noto Emoji")
LIGATURES = Kind("letters that a PDF or a word processor has joined", ())
SIGNS = Kind("", ())
"""All that belongs to no script above: each sign is told by its name alone."""

LIGATURE = late("[\ufb00-\ufb06]")

EMOJIS = late(
    "[\u2600-\u26ff\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2757\u2763\u2764\u2795-\u2797"
    "\u231a\u231b\u23e9-\u23fa\u2b50\u2b55\U0001f000-\U0001faff]"
)
"""What people type for emoji; flags, keys and faces are put together of these and others."""

PRIVATE_USE = "Co"
"""The category of characters that mean something in one font only."""


def missing_problems(found: Iterable[Lacking], fallback: Sequence[str]) -> Iterator[Problem]:
    """One problem for each script and kind of signs; `fallback` are the layout's fonts so far."""
    kinds: dict[Kind, list[Lacking]] = {}
    for lacking in found:
        for kind, texts in _by_kind(lacking.texts).items():
            kinds.setdefault(kind, []).append(lacking._replace(texts=texts))
    if JAPANESE in kinds and CHINESE in kinds:
        kinds[JAPANESE] += kinds.pop(CHINESE)  # Japanese is written with these, too
    for kind, cards in kinds.items():
        yield _problem(kind, cards, fallback)


def _by_kind(texts: Iterable[str]) -> dict[Kind, tuple[str, ...]]:
    kinds: dict[Kind, tuple[str, ...]] = {}
    for text in texts:
        kind = _kind(text[0])
        kinds[kind] = (*kinds.get(kind, ()), text)
    return kinds


def _kind(character: str) -> Kind:
    if category(character) == PRIVATE_USE:
        return PRIVATE
    if LIGATURE.match(character):
        return LIGATURES
    if EMOJIS.match(character):
        return EMOJI
    called = name(character, "")
    return next((kind for kind in SCRIPTS if called.startswith(kind.names)), SIGNS)


def _problem(kind: Kind, found: Sequence[Lacking], fallback: Sequence[str]) -> Problem:
    texts = list(dict.fromkeys(text for lacking in found for text in lacking.texts))
    named = ", ".join(f"'{text}' ({_called(text)})" for text in texts[:MOST_NAMED])
    more = f" and {len(texts) - MOST_NAMED} more" if len(texts) > MOST_NAMED else ""
    cards = list(dict.fromkeys(lacking.title for lacking in found))
    others = and_more(len(cards))
    of_kind = f", of {kind.words}" if kind.words else ""
    message = f"card '{cards[0]}'{others}: no font has {named}{more}{of_kind}"
    return Problem("missing-character", message, found[0].at, _hint(kind, texts, fallback))


def _called(text: str) -> str:
    return ", ".join(f"U+{ord(c):04X} {name(c, 'without a name')}" for c in text)


def _hint(kind: Kind, texts: Sequence[str], fallback: Sequence[str]) -> str:
    """Which font to name, and how; or what to write in place of a sign that is in no other font."""
    if kind is PRIVATE:
        return "write - in its place, or another sign"
    if kind is LIGATURES:
        return f"write letter by letter: {', '.join(normalize('NFKC', t) for t in texts)}"
    families = _families(texts)
    if families:
        also = f" (or {', '.join(families[1:MOST_FONTS])})" if len(families) > 1 else ""
        return f"add a font that has it{also}: {_flag(families[0], fallback)}"
    if kind is EMOJI:
        return (
            "delete it, or write a word for it; or install Noto Emoji, a font that prints it in one"
            f" colour, and add that: {_flag(kind.font, fallback)}; or, in a text, put a picture in"
            " its place: ![words](picture.svg)"
        )
    if kind.font:
        flag = _flag(kind.font, fallback)
        return f"install a font for it, such as {kind.font}, and add it: {flag}"
    return f"delete it, or add a font that has it: {_flag('NAME or PATH', fallback)}"


def _families(texts: Sequence[str]) -> list[str]:
    """The fonts of this computer that have the first few of the characters, all of these."""
    from ..fonts.installed import families_with

    first, *others = (families_with(text[0]) for text in texts[:MOST_ASKED])
    return [family for family in first if all(family in families for families in others)]


def _flag(font: str, fallback: Sequence[str]) -> str:
    return f"--set {shell_word('fonts.fallback=' + ', '.join([*fallback, font]))}"
