"""Which language a deck is written in, told from its words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from ..basics.late import late

MOST_LETTERS = 200_000
"""Letters that are looked at."""

FREQUENT = {
    "fi": "ja on ei se että oli joka mutta niin kun myös sekä tai mitä miten kuka olla ovat kuin "
    "voi jos sen mikä missä kanssa hän me te he tämä esimerkiksi esim eli jotka jossa kaikki "
    "yhdessä",
    "sv": "och att det som en är av för på med den till inte om ett hur vad vi ni man kan du ska "
    "eller har från vid också när alla dina ditt vem vilka genom mellan tillsammans",
    "en": "the of and to a in is that it for you was with on as are be at this your have what how "
    "who or can do an we they from not by which when will one each about",
    "de": "der die und das ist nicht ein eine zu mit auf für von sich auch wie was wer den dem im "
    "sind wir oder bei nach über einen werden kann",
    "et": "ja on ei see et kui mis oma või ning nii ka kes kuidas olla saab siis kas nende meie "
    "tema",
    "no": "og det er som en på ikke av til med for å jeg hva hvordan vi eller kan fra ved også "
    "når alle",
    "da": "og det er som en på ikke af til med for at jeg hvad hvordan vi eller kan fra ved også "
    "når",
    "fr": "le la les de des et est un une que qui dans pour pas sur avec vous nous ce au comment",
    "es": "el la los las de y en que es un una por con para se no como del al qué cómo más su",
    "pt": "o a os as de e em que é um uma por com para se não como do da ao mais sua você",
    "it": "il la le di e che è un una per con non come del della al più si gli nel sono cosa",
    "nl": "de het een en van is dat die in te op niet met voor zijn aan wat hoe wie je of er ook "
    "bij",
    "pl": "i w na nie to się z jest do że jak co o po za dla czy tak są od przez kto które",
    "ru": "и в не на что с как это по для к из у за от так кто или вы мы все его если чем",
    "se": "ja lea ii dat go mii lei leat muhto dan maid son mun don ahte maiddái sámi vai das",
}
"""Frequent words by which texts of some length are known."""

LETTERS = {
    "fi": (
        r"ä|ö|yö|uo|ie|kk|tt|uu|ii|aa|inen$|ss[aä]$|ll[aä]$|st[aä]$|minen$|t$|[uy]s$|[aoiuäö]$",
        r"[bcfgåqwxzéáčđŋŧ]|^[^aeiouyäö]{2}|[^aeiouyäönlrst]$",
    ),
    "sv": (
        r"å|ä|ö|ck|skap|ning$|het$|ande$|ende$|ör|sj|tj|ar$|or$|arna$|else$",
        r"aa|ii|uu|ää|öö|yy|uo|yö|[æøõ]",
    ),
    "en": (
        r"th|wh|ing$|tion$|gh|ness$|ly$|ed$|ow|ea|sh|y$|oo",
        r"[äöåæøõéáčđŋŧ]|aa|ii|uu",
    ),
    "de": (r"ß|ü|sch|ung$|heit$|keit$|ich$|ei|en$|er$", r"[åøõ]|aa|ii|uu|ää"),
    "et": (r"õ|ü|äe|mine$|us$|ised$|tud$", r"[yåø]"),
    "no": (r"ø|æ|å|skap$|else$|ing$|het$|kj|hv", r"[äöõ]|ii|uu"),
    "fr": (
        r"[éèêçàùûîôœ]|eau|eur$|oir|ez$|tion$|ment$|qu|ou|^[ldcsnj]$|ai|eux$|^une?$|^les?$",
        r"[äöåøß]|kk|[kw]|aa|ii|uu|ää|öö|th|sch",
    ),
    "es": (
        r"[ñáíóú]|ción|dad$|os$|as$|[aei]r$|ue|ie|^l[ao]s?$|^de$|ll|^el$",
        r"[äöåøßçèê]|kk|[kw]|aa|ii|uu|th|sch|tt",
    ),
    "pl": (
        r"[łąęśćżźń]|cz|sz|rz|ość$|nie$|ie|[^aeiouy]y$|dz|ow|^[wzi]$",
        r"[äöåøßéèçqvx]|aa|ii|uu|tt|th",
    ),
    "ru": (r"[а-я]", r"[a-z]"),
    "se": (r"[čđŋŧ]|á", r"[äöåy]"),
}
"""What is frequent in the words of a language, and what is foreign to them.

They are for decks of few words: titles alone.
"""

SEVERAL = 3
"""Frequent words of a language, each counted once, that tell it from a name or a formula."""

LEAST, SHARE = 2.0, 0.04
"""The least score of a language that is likely: frequent words, and their share of all words."""

WORD = re.compile(r"[^\W\d_]+")


def known(texts: Iterable[str]) -> str | None:
    """The language that several frequent words of texts speak for; None when there are too few.

    >>> known(["Silent brainstorming", "Ten minutes, one idea a note, and no talking."])
    'en'
    """
    words = WORD.findall(" ".join(texts)[:MOST_LETTERS].casefold())
    language = _best(_by_words(words), max(LEAST, SHARE * len(words)))
    frequent = set(FREQUENT.get(language or "", "").split())
    return language if len(frequent.intersection(words)) >= SEVERAL else None


FEW = 4
"""Words from which on those of a language show some of its letters; of fewer, more must differ."""


def weighed(texts: Iterable[str], usual: str) -> str:
    """The language of too few words for `known`: `usual` unless they speak against it.

    "" where they do, and speak for no other.

    >>> weighed(["Tauko", "Kysymykset"], "fi"), weighed(["La pause", "Échange d'idées"], "fi")
    ('fi', 'fr')
    >>> weighed(["Paus"], "fi"), weighed(["SWOT"], "fi")
    ('', 'fi')
    """
    text = " ".join(texts)[:MOST_LETTERS]
    spoken = " ".join(word for word in WORD.findall(text) if not word.isupper()).casefold()
    words = [word for word in WORD.findall(spoken) if len(word) > 2 or not word.isascii()]
    if written := _by_script("".join(WORD.findall(text))):
        return written
    if len(words) < FEW:
        looks = sum(map(looks_finnish, words))
        if not words or usual != "fi" or 2 * looks > len(words):
            return usual
    else:
        scores = _by_words(words) + _by_letters(words)
        if scores[usual] - max((n for name, n in scores.items() if name != usual), default=0) >= 1:
            return usual
    best = guess([" ".join(words)])
    return best if best and best != usual else ""


NOT_FINNISH = frozenset(
    "pause hello hallo hola casa perro amigo tere one time home note vote role rule love live like "
    "make take name none some more here menu line side page rate ute inne hela heta leka resa mata "
    "pausa prata alla ingen heute meine reise leute sonne liebe ende alle neue seite tout elle "
    "une les mes rire lire mai tema siis oma lahe".split()
)
"""Words of other languages that Finnish could have by their letters."""

ONE_SYLLABLE = frozenset("mies taas kuin niin noin siis vain näin hän jos kun nyt sen".split())

FOREIGN_LETTERS = late(
    r"[cqwxzåæøõüßšž]|th|sh|ph|ff|bb|gg|ck|[^h]hr|h[pbcf]|[nrdt]sv|d(?![aeiouyäörj])"
    r"|([kptslmnr])\1[^aeiouyäö]"
)
LOANED = late(r"aa|ee|ii|oo|uu|tt|kk|pp|ss|(?:ia|io|nen|sti|ti|gi)$")
"""What words of other origin have in Finnish: f, b and g stand in no others."""


def looks_finnish(word: str) -> bool:
    """Whether a word of small letters could be Finnish by its sounds.

    >>> [looks_finnish(word) for word in ("tauko", "foorumi", "mies", "paus", "fika", "start")]
    [True, True, True, False, False, False]
    """
    if word in NOT_FINNISH or FOREIGN_LETTERS.search(word):
        return False
    syllables = re.findall("[aeiouyäö]+", word)
    ends_open = word[-1] in "aeiouyäö"
    if not syllables or word[-1] in "bdfghjkmpv" or not re.search("[aeiouyäö].?$", word):
        return False
    if len(syllables) == 1 and not ends_open:
        long = len(syllables[0]) > 1 and word.endswith("t")
        return word in ONE_SYLLABLE or long
    if len(syllables) == 1 and len(syllables[0]) == 1:
        return False
    if re.match("[^aeiouyäö]{2}", word) and not word.endswith(("a", "i", "o")):
        return False
    if re.search("[fbg]", word.replace("ng", "")) and not LOANED.search(word):
        return False
    mixed = re.search("[aou]", word) and re.search("[äöy]", word)
    return not (mixed and len(word) <= SHORTEST_COMPOUND)


SHORTEST_COMPOUND = 5
"""Letters of a word that cannot be of two words, so that its vowels are of one kind."""


SCRIPTS = {
    "ARABIC": "ar", "CYRILLIC": "ru", "HEBREW": "he", "GREEK": "el", "THAI": "th",
    "DEVANAGARI": "hi", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh",
    "GEORGIAN": "ka", "ARMENIAN": "hy",
}  # fmt: skip
"""The language that most texts in letters of their own are in, by how Unicode calls the letters."""


def _by_script(letters: str) -> str:
    """The language that most letters are of; "" for Latin ones, and for none."""
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    if scripts["HIRAGANA"] or scripts["KATAKANA"]:
        scripts["HIRAGANA"] += scripts.pop("CJK", 0)
    return SCRIPTS.get(max(scripts, key=lambda name: scripts[name], default=""), "")


def guess(texts: Iterable[str]) -> str | None:
    """The most likely language of texts; None when nothing speaks for one.

    >>> guess(["Silent brainstorming", "Ten minutes, one idea a note, and no talking."])
    'en'
    """
    words = WORD.findall(" ".join(texts)[:MOST_LETTERS].casefold())
    by_words = _by_words(words)
    found = _best(by_words, max(LEAST, SHARE * len(words)))
    return (
        found or _best(by_words + _by_letters(words), LEAST) or _by_script("".join(words)) or None
    )


def _best(scores: Counter[str], least: float) -> str | None:
    """The language with the best score, if that is not too low."""
    best = max(scores, key=lambda language: scores[language], default=None)
    return best if best is not None and scores[best] >= least else None


def _by_words(words: Iterable[str]) -> Counter[str]:
    """How many of the words are frequent ones of each language; shared ones count for less."""
    homes: dict[str, list[str]] = {}
    for language, frequent in FREQUENT.items():
        for word in set(frequent.split()):
            homes.setdefault(word, []).append(language)
    scores: Counter[str] = Counter()
    for word in words:
        for language in homes.get(word, ()):
            scores[language] += 1 / len(homes[word])  # type: ignore[assignment]
    return scores


def _by_letters(words: Iterable[str]) -> Counter[str]:
    scores: Counter[str] = Counter()
    words = list(words)
    for language, (like, unlike) in LETTERS.items():
        for word in words:
            alike = min(len(re.findall(like, word)), 2)
            scores[language] += alike - 2 * bool(re.search(unlike, word))
    return scores
