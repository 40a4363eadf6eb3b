"""What the headings of columns mean: in English, Finnish or Swedish, with slips, in a language."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from ...basics.records import NamedTuple
from ...model.manuscript import Column

HEADER_ROWS = 20
"""Rows among which that of the headings is looked for."""

CLOSE = 0.84
"""How alike two words are that only differ by a slip: "Otsiko", "Katergoria"."""

SYNONYMS = {
    "title": """
        title, titles, card, card title, name, front, front side, heading, headline, term, concept,
        otsikko, kortti, kortin otsikko, kortin nimi, nimi, etupuoli, etusivu, etuteksti, käsite,
        termi, aihe, rubrik, titel, kort, kortets namn, namn, framsida, framsidan, begrepp,
        front text, text on front, etupuolen teksti, kortin etupuoli, framsidans text,
        titre, titre de la carte, carte, recto, terme, überschrift, karte, kartentitel, vorderseite,
        begriff, título, titulo, anverso, titolo, carta, tytuł, karta, awers, tittel, overskrift,
        pealkiri, kaart, заголовок, название, назва, карточка, العنوان, عنوان, البطاقة,
        side a, side 1, summary, task, nickname, method, activity, exercise, tool, statement,
        quote, prompt, word, menetelmä, harjoitus, tehtävä, työkalu, väite, väittämä, lause, sana,
        metod, övning,
        uppgift, verktyg, påstående, citat, ord, methode, übung, aufgabe, méthode, activité""",
    "text": """
        text, texts, card text, body, back, back side, description, desc, content, explanation,
        definition, details, question, teksti, kortin teksti, kuvaus, selite, selitys, sisältö,
        takapuoli, takasivu, takateksti, kysymys, leipäteksti, määritelmä, beskrivning,
        kortets text, baksida, baksidan, innehåll, brödtext, förklaring, fråga, back text,
        text on back, takapuolen teksti, kortin takapuoli, baksidans text, answer, vastaus, svar,
        texte, texte de la carte, verso, définition, réponse, explication, beschreibung, rückseite,
        erklärung, antwort, frage, texto, descripción, reverso, respuesta, pregunta, testo,
        descrizione, risposta, domanda, tekst, opis, rewers, odpowiedź, pytanie, beskrivelse, svar,
        spørsmål, spørgsmål, kirjeldus, küsimus, текст, описание, ответ, вопрос, النص, نص, الوصف,
        السؤال, الجواب, rules text, rules, effect, instructions, how to, how, steps, ohje, ohjeet,
        questions, answers, kysymykset, vastaukset, frågor,
        side b, side 2, ohjeteksti, kulku, toteutus, perustelu, instruktion, instruktioner,
        gör så här, ablauf, anleitung, consigne""",
    "category": """
        category, categories, group, suit, section, class, area, type, theme, topic, kategoria,
        ryhmä, luokka, osio, teema, aihealue, aihepiiri, laji, tyyppi, maa, kategori, grupp,
        avsnitt, tema, typ, färggrupp,
        catégorie, thème, kategorie, gruppe, thema, categoría, categoria, grupo, gruppo,
        kategooria, категория, الفئة, فئة,
        deck, list, list name, bucket, bucket name, section column, column, stage, phase,
        vaihe, fas, pakka, ämne""",
    "category_name": "category name, name of category, kategorian nimi, kategorins namn",
    "subtitle": """
        subtitle, sub title, subheading, tagline, alaotsikko, väliotsikko, underrubrik,
        undertitel,
        sous-titre, untertitel, subtítulo, sottotitolo, podtytuł, undertittel""",
    "back_title": """
        back title, title on back, title back, takaotsikko, takapuolen otsikko, baksidans rubrik,
        rubrik på baksidan""",
    "image": """
        image, picture, photo, illustration, file, kuva, kuvatiedosto, valokuva, bild, foto,
        bildfil,
        front image, artwork, art, fichier image, bilddatei, imagen, immagine, obraz, obrazek,
        zdjęcie, bilde, billede, pilt, картинка, изображение, الصورة""",
    "alt": """
        alt, alt text, alternative text, image description, picture description, vaihtoehtoinen
        teksti, alt-teksti, kuvan kuvaus, alternativtext, bildbeskrivning""",
    "image_back": """
        image back, back image, picture back, back picture, image on back, kuva takana, takakuva,
        takapuolen kuva, baksidans bild, bild på baksidan""",
    "alt_back": "alt back, back alt, takakuvan kuvaus, baksidans bildbeskrivning",
    "link": """
        link, links, url, web, website, web address, linkki, verkko-osoite, www, osoite,
        verkkosivu, länk, webbadress, webbplats,
        lien, enlace, lenke, odnośnik, ссылка, الرابط""",
    "copies": """
        copies, qty, quantity, count, amount, number of copies, pcs, kpl, kappaleet, kappalemäärä,
        määrä, lukumäärä, lkm, antal, st, exemplar, antal kort,
        nombre, quantité, exemplaires, anzahl, stück, kopien, cantidad, copias, quantità, ilość,
        liczba, antall, количество, العدد""",
    "tags": """
        tags, tag, keywords, labels, avainsanat, tunnisteet, asiasanat, tagit, merkinnät, taggar,
        etiketter, nyckelord,
        mots-clés, mots clés, étiquettes, schlagwörter, stichwörter, etiquetas, etichette, tagi,
        теги""",
    "color": """color, colour, bg color, väri, färg, farbe, couleur, colore, kolor, farve, farge,
        värv, цвет, اللون""",
    "markdown": "markdown",
    "notes": """
        notes, note, comment, comments, remarks, facilitator notes, muistiinpanot, muistiinpano,
        huomautus, huomautukset, huomiot, huom, kommentti, kommentit, ohjaajalle, lisätiedot,
        anteckningar, anteckning, kommentar, kommentarer, anmärkningar,
        remarque, remarques, notizen, notiz, bemerkung, bemerkungen, notas, nota, uwagi,
        merknad, merknader, заметки, ملاحظات""",
    "id": """
        id, identifier, card id, key, code, slug, tunnus, tunniste, koodi, kortin tunnus, kod,
        kortets id""",
    "number": """
        number, no, nr, num, #, card number, order, numero, nro, järjestysnumero, järjestys,
        nummer, ordning, löpnummer,
        numéro, n°, número, numer, номер, الرقم""",
}
"""What columns are called, by the field of the card that they are; the best name first."""

TRANSLATABLE = frozenset(
    (
        "title text category category_name subtitle back_title link image alt image_back alt_back "
        "notes"
    ).split()
)
"""Fields that may be given in several languages."""

LANGUAGES = {
    "en": "english, eng, en, englanti, englanniksi, englannin, engelska, på engelska, englisch",
    "fi": "finnish, fin, fi, suomi, suomeksi, suomen, finska, på finska, finnisch",
    "sv": "swedish, swe, sv, ruotsi, ruotsiksi, ruotsin, svenska, på svenska, schwedisch",
    "de": "german, deutsch, ger, deu, de, saksa, saksaksi, tyska, på tyska",
    "no": "norwegian, norsk, nor, no, norja, norjaksi, norska",
    "nb": "bokmål, nb",
    "nn": "nynorsk, nn",
    "da": "danish, dansk, dan, da, tanska, tanskaksi, danska",
    "et": "estonian, eesti, est, et, viro, viroksi, estniska",
    "fr": "french, français, fra, fre, fr, ranska, ranskaksi, franska",
    "es": "spanish, español, spa, es, espanja, espanjaksi, spanska",
    "pt": "portuguese, português, por, pt, portugali, portugaliksi, portugisiska",
    "it": "italian, italiano, ita, it, italia, italiaksi, italienska",
    "nl": "dutch, nederlands, nld, nl, hollanti, hollanniksi, nederländska",
    "pl": "polish, polski, pol, pl, puola, puolaksi, polska",
    "ru": "russian, русский, rus, ru, venäjä, venäjäksi, ryska",
    "uk": "ukrainian, українська, ukr, uk, ukraina, ukrainaksi, ukrainska",
    "se": "se, sami, northern sami, davvisámegiella, sme, pohjoissaame, saame, saameksi, samiska",
    "so": "somali, soomaali, som, so, somaliksi, somaliska",
    "ar": "arabic, العربية, ara, ar, arabia, arabiaksi, arabiska",
    "lt": "lithuanian, lietuvių, lt, liettua, liettuaksi, litauiska",
    "lv": "latvian, latviešu, lv, latvia, latviaksi, lettiska",
    "is": "icelandic, íslenska, is, islanti, islanniksi, isländska",
}
"""What languages are called in headings, by their codes."""

EXPORTED = frozenset({"id", "number", "category", "title"})
"""Headings of `korttipakka export`, just so: the cells below are Markdown, as in the deck."""

TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Heading(NamedTuple):
    """A heading understood: what its column gives, and how well it names that, 0 the best.

    `guessed` is the name that was meant, where the heading is only like it.
    """

    column: Column
    rank: int
    guessed: str = ""


@cache
def _names() -> Mapping[str, tuple[str, int]]:
    """Every synonym with its field and its place among the field's synonyms."""
    found: dict[str, tuple[str, int]] = {}
    for field, names in SYNONYMS.items():
        for rank, name in enumerate(_split(names)):
            found.setdefault(name, (field, rank))
        found.setdefault(normal(field), (field, 0))
    return found


@cache
def _languages() -> Mapping[str, str]:
    return {name: code for code, names in LANGUAGES.items() for name in _split(names)}


def _split(names: str) -> list[str]:
    return [normal(name) for name in names.split(",")]


def normal(text: str) -> str:
    """A heading for comparison: small letters, single spaces, no signs but # and hyphens."""
    text = unicodedata.normalize("NFC", text).casefold().replace("_", " ")
    text = re.sub(r"[^\w#\s-]", " ", text) if text.strip() != "#" else "#"
    return " ".join(text.split())


def heading(text: str, guess: bool = True) -> Heading | None:
    """What a heading means; None for one that is no field of a card.

    With `guess`, one that is nearly the name of a field counts for it.
    """
    if text.strip().startswith("fields.") and len(text.strip()) > len("fields."):
        return Heading(_free(text.strip()), 0)
    field, language = split_language(text)
    found = _field(field, guess) or _remarked(field)
    if found is None or (language and found.column.field not in TRANSLATABLE):
        return None
    return found._replace(column=Column(found.column.field, language))


def _remarked(text: str) -> Heading | None:
    """A heading with a remark in brackets: "Copies (pcs)", "Category (optional)"."""
    found = re.fullmatch(r"(.+?)\s*[(\[][^()\[\]]*[)\]]", text.strip(), re.DOTALL)
    if found is None or (known := _field(found[1], guess=False)) is None:
        return None
    return known._replace(rank=100 + known.rank, guessed=normal(found[1]))


def _free(text: str) -> Column:
    """A free field as export writes it: "fields.hint", "fields.hint_sv"."""
    name, language = split_language(text.removeprefix("fields."), codes_only=True)
    return Column(f"fields.{name}", language)


def split_language(text: str, codes_only: bool = False) -> tuple[str, str]:
    """A heading without its language, and the language: "Title (Swedish)" is Title, sv."""
    text = text.strip()
    patterns = [r"(.+)[_.]([^\W\d_]{2,3}(?:-\w{2,8})*)", r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]"]
    if not codes_only:
        patterns += [r"(.+?)\s*[-/:,–]\s*(\S+)", r"(.+?)\s+(?:in\s+)?(på \S+|\S+)"]
    for pattern in patterns:
        found = re.fullmatch(pattern, text)
        if found and (code := language_code(found[2])):
            return found[1], code
    return text, ""


def language_code(text: str) -> str:
    """The code of a language by its code or its name; "" for any other word."""
    name = normal(text)
    known = _languages().get(name)
    if known:
        return known
    # sv-FI, pt-BR: the script and the region stay as written.
    first = text.partition("-")[0]
    return text if "-" in text and TAG.fullmatch(text) and first in LANGUAGES else ""


def _field(text: str, guess: bool) -> Heading | None:
    name = normal(text)
    if not name:
        return None
    if name in _names():
        field, rank = _names()[name]
        return Heading(Column(field), rank)
    of, _, rest = name.partition(" ")
    if (of in OWNERS or of.isdecimal()) and rest in _names():
        field, rank = _names()[rest]
        return Heading(Column(field), 50 + rank)
    if not guess:
        return None
    if found := NAMING.fullmatch(name):
        return Heading(Column("title"), NAMED, found[1] or found[2])
    if found := ASKED.search(name):
        return Heading(Column(found.lastgroup or ""), NAMED + 1, found.lastgroup or "")
    # A slip is seldom in the first letter: Vaihe is not Aihe.
    alike = [known for known in _names() if known[0] == name[0]] if len(name) > 3 else []
    close = get_close_matches(name, alike, 1, CLOSE)
    if not close:
        return None
    field, rank = _names()[close[0]]
    return Heading(Column(field), 100 + rank, close[0])


OWNERS = frozenset(
    "card task item issue method kortin tehtävän menetelmän kortets uppgiftens metodens".split()
)
"""What a heading may say that the value is of: "Card URL", "Menetelmän kuvaus"."""

NAMED = 90
"""The rank of a heading that names something, though perhaps not the card: "Board name"."""

NAMING = re.compile(
    r"\w+(?: \w+)? (name|title|heading|nimi|otsikko|namn|titel|rubrik|tittel|navn)"
    r"|(name|title|nom|titre|nombre|título) (?:of|de|del|du|der) (?:\w+ )?\w+"
)
"""A heading that says whose name it is: "Task name", "Menetelmän nimi", "Nom de la méthode"."""

ASKED = re.compile(
    r"(?=\w+(?: [\w-]+){2})(?:.*\b)?(?:"
    r"(?P<title>nimi|nimeä|otsikko|name|title|namn|namnet|rubrik|heter)"
    r"|(?P<text>kuvaile|kuvailu|kuvaus|selitä|kerro|describe|description|explain|beskriv|beskrivning"
    r"|förklara))\b"
)
"""A question of a form that asks for a name or a description: "Mikä on menetelmän nimi?".

Only both in one row are headings: cards may be questions themselves.
"""

LONGEST = 60
"""Letters of a heading; a longer text is none."""


QUESTIONS = frozenset(
    "question questions kysymys kysymykset fråga frågor frage pregunta pergunta domanda pytanie "
    "spørsmål spørgsmål küsimus вопрос السؤال".split()
)
"""Headings of a card's front, where another column has its back and none its title."""


SUBJECT = "aihe"
"""In Finnish what a card is about: its title, or beside another the category."""


ONLY_TEXT = "the titles"
"""What a text is taken for where no heading is that of titles."""


def headings_in(texts: Sequence[str], guess: bool = True) -> list[Heading | None]:
    """What the headings of a row mean.

    Where there is no title, a question is it, or else the only text; beside an id as we export it,
    a text is but that.
    """
    found = [heading(text, guess) if len(text) < LONGEST else None for text in texts]
    pairs = zip(texts, found, strict=True)
    names = [normal(split_language(text)[0]) if each else "" for text, each in pairs]
    asked = [number for number, each in enumerate(found) if each and each.rank == NAMED + 1]
    if asked and not {"title", "text"} <= set(_fields(found)):
        for number in asked:
            found[number] = None
    questions = [number for number, name in enumerate(names) if name in QUESTIONS]
    if SUBJECT in names and (questions or _fields(found).count("title") > 1):
        _turn(found, names.index(SUBJECT), "category")
    if "title" in _fields(found):
        return found
    for number in questions:
        _turn(found, number, "title")
    if not questions and _fields(found).count("text") == 1 and len(_fields(found)) > 1:
        number = _fields(found, keep_none=True).index("text")
        if "id" not in texts and (each := found[number]):
            found[number] = each._replace(guessed=ONLY_TEXT)
            _turn(found, number, "title")
    return found


def _fields(found: Iterable[Heading | None], keep_none: bool = False) -> list[str]:
    return [each.column.field if each else "" for each in found if each or keep_none]


def _turn(found: list[Heading | None], number: int, field: str) -> None:
    """Let a heading mean another field."""
    each = found[number]
    if each:
        found[number] = each._replace(column=each.column._replace(field=field))


def known_headers(texts: Iterable[str]) -> int:
    """How many cells of a row are headings of different fields."""
    return len(_columns(texts, guess=False))


MOST_ABOVE = 3
"""Rows above a row of headings of which only one is known: in a list, some word may be one."""


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows has the headings: the one with most, and among them a title."""
    for guess in (False, True):
        best, most = None, 0
        for index, texts in enumerate(rows[:HEADER_ROWS]):
            columns = _columns(texts, guess)
            if len(columns) == 1 and index and (index > MOST_ABOVE or index + 1 == len(rows)):
                continue
            if any(column.field == "title" for column in columns) and len(columns) > most:
                best, most = index, len(columns)
        if best is not None:
            return best
    return None


def _columns(texts: Iterable[str], guess: bool) -> set[Column]:
    return {each.column for each in headings_in(list(texts), guess) if each}


def is_exported(texts: Sequence[str]) -> bool:
    """Whether headings are those that `korttipakka export` writes."""
    return set(texts) >= EXPORTED
