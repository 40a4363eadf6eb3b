"""Hyphenation by TeX-like patterns: German ones that come along, for other languages pyphen's."""

from collections.abc import Callable

from ...basics.languages import primary

OTHER_NAMES = {"no": "nb", "en": "en_US"}
"""Languages that pyphen knows by another code: Norwegian by its larger written form. English that
names no country breaks as American does, that of other countries (en-AU) as British."""


def dictionary_of(language: str) -> str | None:
    """The code of pyphen's dictionary for a language; None when there is none."""
    import pyphen

    tag = language.replace("-", "_")
    code: str | None = pyphen.language_fallback(OTHER_NAMES.get(tag.lower(), tag))
    return code


def pattern_places(language: str) -> Callable[[str], list[int]]:
    """A function giving the places where a lower-case word may break; none without patterns."""
    if primary(language) == "de":
        from .german import german_patterns

        return german_patterns().places
    return _by_pyphen(language)


def _by_pyphen(language: str) -> Callable[[str], list[int]]:
    import pyphen

    code = dictionary_of(language)
    if code is None:
        return lambda letters: []
    dictionary = pyphen.Pyphen(lang=code, left=2, right=2)

    def places(letters: str) -> list[int]:
        # A position with data would change the spelling (Hungarian "asz-szony"): left out.
        return [int(place) for place in dictionary.positions(letters) if place.data is None]

    return places
