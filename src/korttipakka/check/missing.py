"""Characters that no font has: one problem for a script or a kind of signs, on any cards."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from unicodedata import category, name, normalize

from ..basics.late import late
from ..basics.problems import Location, Problem
from ..basics.records import NamedTuple
from ..basics.shell import shell_word
from ..model.texts import as_list
from .walk import and_more

MOST_NAMED = 6
"""Missing characters that a problem names."""

MOST_FONTS = 4
"""Installed fonts that the hint names."""

MOST_ASKED = 24
"""Characters that fonts must have to be named: one list of installed fonts is made for each."""


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
    *(
        Kind(script, (script.upper(),), f"Noto Sans {script}")
        for script in (
            "Gujarati",
            "Gurmukhi",
            "Javanese",
            "Kannada",
            "Lao",
            "Malayalam",
            "Mongolian",
            "Oriya",
            "Sinhala",
            "Syriac",
            "Tamil",
            "Telugu",
            "Thaana",
            "Tifinagh",
        )
    ),
    Kind("Burmese", ("MYANMAR",), "Noto Sans Myanmar"),
    Kind("Tibetan", ("TIBETAN",), "Noto Serif Tibetan"),
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
    "\u20e3\u231a\u231b\u23e9-\u23fa\u2b50\u2b55\U0001f004\U0001f0cf\U0001f170-\U0001f64f"
    "\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f90c-\U0001faff]"
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
    advice = {kind: _installed(kind, _texts(cards)) for kind, cards in kinds.items()}
    named = dict.fromkeys(family for fonts in advice.values() for family in fonts.chosen)
    for kind, cards in kinds.items():
        yield _problem(kind, cards, advice[kind], [*fallback, *named])


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


def _texts(found: Iterable[Lacking]) -> list[str]:
    return list(dict.fromkeys(text for lacking in found for text in lacking.texts))


class Fonts(NamedTuple):
    """Fonts of this computer for some characters: those chosen, others that have them all, too.

    What no font has is `left`.
    """

    chosen: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def _installed(kind: Kind, texts: Sequence[str]) -> Fonts:
    """The fonts that have the first so many of the characters, as few as may be."""
    if kind in {PRIVATE, LIGATURES}:
        return Fonts()
    from ..fonts.installed import families_with

    having = {text: set(families_with(text[0])) for text in texts[:MOST_ASKED]}
    left = tuple(text for text, families in having.items() if not families)
    wanted = {text: families for text, families in having.items() if families}
    whole = sorted(set.intersection(*wanted.values()), key=_liking(kind)) if wanted else []
    if whole:
        return Fonts((whole[0],), tuple(whole[1:MOST_FONTS]), left)
    chosen: list[str] = []
    while wanted:
        counts = Counter(family for families in wanted.values() for family in families)
        best = min(counts, key=lambda family: (-counts[family], _liking(kind)(family)))
        chosen.append(best)
        wanted = {text: families for text, families in wanted.items() if best not in families}
    return Fonts(tuple(chosen), (), left)


def _liking(kind: Kind) -> Callable[[str], tuple[bool, bool, str]]:
    """The order of fonts for a kind: its own first, then one of its variety, as CJK's are named."""
    variety = kind.font.split()[-1:]
    return lambda family: (family != kind.font, family.split()[-1:] != variety, family.casefold())


def _problem(
    kind: Kind, found: Sequence[Lacking], fonts: Fonts, fallback: Sequence[str]
) -> Problem:
    texts = _texts(found)
    named = ", ".join(f"'{text}' ({_called(text)})" for text in texts[:MOST_NAMED])
    more = f" and {len(texts) - MOST_NAMED} more" if len(texts) > MOST_NAMED else ""
    cards = list(dict.fromkeys(lacking.title for lacking in found))
    others = and_more(len(cards))
    of_kind = f", of {kind.words}" if kind.words else ""
    message = f"card '{cards[0]}'{others}: no font has {named}{more}{of_kind}"
    return Problem("missing-character", message, found[0].at, _hint(kind, texts, fonts, fallback))


def _called(text: str) -> str:
    return ", ".join(f"U+{ord(c):04X} {name(c, 'without a name')}" for c in text)


def _hint(kind: Kind, texts: Sequence[str], fonts: Fonts, fallback: Sequence[str]) -> str:
    """Which font to name, and how; or what to write in place of a sign that is in no other font.

    The `fallback` has the fonts that other problems' hints name as well: one flag is for all.
    """
    if kind is PRIVATE:
        return "write - in its place, or another sign"
    if kind is LIGATURES:
        return f"write letter by letter: {', '.join(normalize('NFKC', t) for t in texts)}"
    if fonts.chosen:
        left = f"; delete {', '.join(map(repr, fonts.left))}, which no font has" * bool(fonts.left)
        also = f" (or {', '.join(fonts.others)})" if fonts.others else ""
        what = "a font that has it" if len(fonts.chosen) == 1 else "fonts that have them"
        return f"add {what}{also}: {_flag((), fallback)}{left}"
    if kind is EMOJI:
        return (
            "delete it, or write a word for it; or install Noto Emoji, a font that prints it in "
            f"one colour, and add that: {_flag([kind.font], fallback)}; or, in a text, put a "
            "picture in its place: ![words](picture.svg)"
        )
    if kind.font:
        flag = _flag([kind.font], fallback)
        return f"install a font for it, such as {kind.font}, and add it: {flag}"
    return f"delete it, or add a font that has it: {_flag(['NAME or PATH'], fallback)}"


def _flag(fonts: Sequence[str], fallback: Sequence[str]) -> str:
    return f"--set {shell_word('fonts.fallback=' + as_list([*fallback, *fonts]))}"
