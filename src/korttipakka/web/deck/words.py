"""What the page of a deck says itself, in the languages that it speaks."""

from collections.abc import Mapping

from ...basics.languages import primary

Words = Mapping[str, str]
"""Words by what they are for; `shown` has places for two numbers."""

WORDS: Mapping[str, Words] = {
    "en": {
        "search": "Search",
        "category": "Category",
        "tag": "Tag",
        "all": "All",
        "shuffle": "Shuffle",
        "deal": "Deal",
        "number": "Cards to deal",
        "reset": "Show all cards",
        "open": "Turn all",
        "language": "Language",
        "shown": "Showing {n} of {all} cards",
        "cards": "Cards",
        "link": "Link",
    },
    "fi": {
        "search": "Hae",
        "category": "Kategoria",
        "tag": "Tunniste",
        "all": "Kaikki",
        "shuffle": "Sekoita",
        "deal": "Jaa",
        "number": "Jaettavia kortteja",
        "reset": "Näytä kaikki kortit",
        "open": "Käännä kaikki",
        "language": "Kieli",
        "shown": "Näkyvissä {n}/{all} korttia",
        "cards": "Kortit",
        "link": "Linkki",
    },
    "sv": {
        "search": "Sök",
        "category": "Kategori",
        "tag": "Etikett",
        "all": "Alla",
        "shuffle": "Blanda",
        "deal": "Dela ut",
        "number": "Kort att dela ut",
        "reset": "Visa alla kort",
        "open": "Vänd alla",
        "language": "Språk",
        "shown": "Visar {n} av {all} kort",
        "cards": "Kort",
        "link": "Länk",
    },
}

NAMES: Mapping[str, str] = {
    "ar": "العربية", "da": "Dansk", "de": "Deutsch", "en": "English", "es": "Español",
    "et": "Eesti", "fi": "Suomi", "fr": "Français", "it": "Italiano", "nb": "Bokmål",
    "nl": "Nederlands", "nn": "Nynorsk", "no": "Norsk", "pl": "Polski", "pt": "Português",
    "ru": "Русский", "se": "Davvisámegiella", "so": "Soomaali", "sv": "Svenska",
    "uk": "Українська",
}  # fmt: skip
"""What languages call themselves; others are called by their tags."""


def words_in(language: str) -> Words:
    """The words of a language, a BCP 47 tag; in English where there are none."""
    return WORDS.get(primary(language), WORDS["en"])


def name_of(language: str) -> str:
    """What a language calls itself."""
    return NAMES.get(language, NAMES.get(primary(language), language))
