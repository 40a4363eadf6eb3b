"""The keys that files may have, and other names that people give them."""

from collections.abc import Collection
from functools import cache
from unicodedata import normalize

from ..basics.late import late
from ..basics.problems import closest

ALSO_CALLED = {
    "title": """
        otsikko nimi name heading header headline titel rubrik titre título titulo überschrift
        label card kortti kort karte carte tittel overskrift titolo tytuł tytul pealkiri
        antraštė virsraksts názov název заголовок название назва العنوان عنوان front question
        term concept kysymys käsite etupuoli fråga begrepp framsida frage begriff vorderseite
        recto pergunta pregunta pytanie domanda вопрос السؤال سؤال namma bajilčála gažaldat
        küsimus mõiste q k питання deck pakka game peli""",
    "text": """
        teksti kuvaus sisältö body content contents description desc texten innehåll
        beschreibung texte texto texts beskrivning tekst testo tekstas teksts текст описание
        النص نص back answer definition vastaus selitys selite takapuoli svar baksida förklaring
        antwort rückseite réponse verso respuesta resposta risposta odpowiedź ответ الجواب جواب
        question kysymys teaksta vástádus kirjeldus vastus a v відповідь""",
    "cards": """
        kortit kortti kort kortet card karten kartor cartes tarjetas cartas carte karty karte
        kaarten kaardid spil spillekort карты карточки картки البطاقات بطاقات koarttat""",
    "category": """
        kategoria luokka ryhmä teema kategori kategorie group theme catégorie thème categoría
        categoria thema tema kategooria категория категорія الفئة فئة kategoriija joavku rühm""",
    "categories": """
        kategoriat luokat ryhmät teemat kategorier kategorien groups themes catégories
        thèmes categorías categorias categorie categorieën kategorie kategooriad категории
        категорії الفئات فئات""",
    "language": """
        kieli lang språk språket sprog sprache langue idioma lingua język jezyk taal keel язык
        мова اللغة لغة locale giella""",
    "layout": "asettelu taitto ulkoasu design style template mall vorlage modèle szablon",
    "image": """
        kuva bild picture photo img foto pic illustration imagen imagem immagine bilde billede
        obraz obrazek pilt afbeelding картинка изображение الصورة صورة pilt govva""",
    "alt": "alt_text alttext vaihtoehto kuvateksti alternativtext description_of_image",
    "image_back": "kuva_takana takakuva back_image backimage picture_back bild_bak",
    "alt_back": "back_alt",
    "pattern": "kuvio mönster muster motif",
    "note": "huomautus anmärkning remark",
    "link": """
        linkki url länk lien enlace lenke href web website liŋka leŋka ссылка رابط الرابط""",
    "color": """
        väri färg colour farbe couleur farve farge kolor colore cor kleur värv цвет колір اللون
        لون ivdni""",
    "name": "nimi namn title label",
    "icon": "kuvake ikoni ikon symbol",
    "tags": """
        tunnisteet avainsanat taggar keywords labels tag nyckelord schlagwörter étiquettes tagi
        etiquetas märksõnad sildid метки теги الوسوم""",
    "id": "tunniste tunnus kennung bezeichner identifiant identificador",
    "copies": """
        kappaleet kpl määrä antal anzahl count amount number quantity quantité copias kopien
        kopie kogus arv количество копии عدد""",
    "subtitle": """
        alaotsikko undertitel underrubrik untertitel subheading alapealkiri подзаголовок""",
    "back_title": "takaotsikko backtitle back",
    "notes": """
        muistiinpanot huomautukset anteckningar note comment comments märkused заметки
        примечания ملاحظات""",
    "fields": "kentät fält extra custom",
    "author": "tekijä tekijät författare upphov creator autor authors автор المؤلف čálli",
    "keywords": "avainsanat asiasanat nyckelord tags keyword",
    "licence": "license lisenssi käyttöoikeus licens rights copyright",
    "url": "osoite verkko-osoite adress address website page html",
    "edition": "painos versio version upplaga release",
    "hyphenation": "tavutus avstavning hyphens",
}
"""Names in other languages and words, by the key that they stand for."""


NUMBERED = late(
    r"(?:kortti|card|kort|karte|carte|carta|kaart|karta|карта|карточка|koarta|بطاقة)[_.]*\d+\.?"
)
"""A card's number where its title should be named: "kortti 1"."""


def key_meant(key: str, known: Collection[str]) -> str | None:
    """The known key that another stands for: in capitals, by another name, or mistyped."""
    bare = normalize("NFKC", key).strip().casefold().replace("-", "_").replace(" ", "_")
    if bare in known:
        return bare
    if "title" in known and NUMBERED.fullmatch(bare):
        return "title"
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
