"""The keys that files may have, and other names that people give them."""

from collections.abc import Collection
from functools import cache

from ..basics.problems import closest

ALSO_CALLED = {
    "title": "otsikko nimi name heading header titel rubrik titre título überschrift label",
    "text": "teksti kuvaus sisältö body content description desc texten innehåll beschreibung"
            " texte texto",
    "cards": "kortit kort card karten cartes",
    "category": "kategoria luokka ryhmä kategori kategorie group catégorie",
    "categories": "kategoriat luokat ryhmät kategorier kategorien groups catégories",
    "language": "kieli lang språk sprache langue idioma",
    "layout": "asettelu taitto ulkoasu design style template",
    "image": "kuva bild picture photo img foto pic illustration",
    "alt": "alt_text alttext vaihtoehto kuvateksti alternativtext description_of_image",
    "image_back": "kuva_takana takakuva back_image backimage picture_back bild_bak",
    "alt_back": "back_alt",
    "pattern": "kuvio mönster muster motif",
    "note": "huomautus anmärkning remark",
    "link": "linkki url länk href web website",
    "color": "väri färg colour farbe couleur",
    "name": "nimi namn title label",
    "icon": "kuvake ikoni ikon symbol",
    "tags": "tunnisteet avainsanat taggar keywords labels tag",
    "copies": "kappaleet kpl määrä antal count amount number quantity",
    "subtitle": "alaotsikko undertitel underrubrik untertitel subheading",
    "back_title": "takaotsikko backtitle back",
    "notes": "muistiinpanot huomautukset anteckningar note comment comments",
    "fields": "kentät fält extra custom",
    "author": "tekijä tekijät författare upphov creator autor authors",
    "keywords": "avainsanat asiasanat nyckelord tags keyword",
    "licence": "license lisenssi käyttöoikeus licens rights copyright",
    "url": "osoite verkko-osoite adress address website page html",
    "edition": "painos versio version upplaga release",
    "hyphenation": "tavutus avstavning hyphens",
}  # fmt: skip
"""Names in other languages and words, by the key that they stand for."""


def key_meant(key: str, known: Collection[str]) -> str | None:
    """The known key that another stands for: in capitals, by another name, or mistyped."""
    bare = key.strip().casefold().replace("-", "_").replace(" ", "_")
    if bare in known:
        return bare
    for name, others in ALSO_CALLED.items():
        if name in known and bare in others.split():
            return name
    return closest(bare, known) or None


@cache
def known_keys() -> frozenset[str]:
    """Every key that means something in the file of a deck or a layout."""
    from ..model.layout import FACES
    from ..model.settings import BOX_SETTINGS, SETTINGS
    from .schema import CARD_FIELDS, CATEGORY_FIELDS, DECK_FIELDS

    names = {name for setting in SETTINGS for name in setting.key.split(".")}
    boxes = {setting.key for setting in BOX_SETTINGS}
    return frozenset({*CARD_FIELDS, *CATEGORY_FIELDS, *DECK_FIELDS, *names, *boxes, *FACES})
