"""The deck format as a schema: each field's type, checks and description.

pydantic-core validates, since it reports every error with its path and starts in a third of the
time of pydantic's models; pydantic itself is imported only to make the JSON Schema.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol, cast

from ..basics.color import parse_color
from ..basics.languages import best_language, is_language
from ..basics.late import late
from ..basics.problems import InvalidValue, did_you_mean, hint_of
from ..basics.records import NamedTuple
from ..model.deck import LINKS, is_visible
from ..model.kinds import SWITCH, is_whole
from ..model.layout import PATTERNS
from .languages import chosen_language, is_language_map, languages, own_language
from .limits import CONTROL, MAX_SHOWN
from .named import find_inside
from .nodes import Mapping, Sequence
from .text import Typed, as_identifier, one_line
from .validator import SchemaValidator

MAX_TEXT = 20_000
"""Characters of one text: an A7 card holds some 800."""

MAX_NAME = 200
"""Characters of an id, a colour or another short word."""

MAX_LINK = 2_000
"""Characters of a link; a QR code holds 2,953 bytes at most."""

MAX_COPIES = 1_000

TRACKED = "tracked"
"""What `translations:` may be: each translation has a hash of what it was made from beside it."""

IDENTIFIER = late(r"\w[\w.-]*")

# No javascript: or data:, since a deck is untrusted and links end up in HTML.
LINK = late(r"(https?://|mailto:|tel:)[^\s<>\"]+", re.IGNORECASE)


class Context(NamedTuple):
    """What a file is validated against.

    `language` is that of the texts to take, `own` the deck's. A text that is not given in the
    language is taken in another, and goes into `missing`.
    """

    language: str
    root: Path
    own: str
    missing: list[Mapping]


class Info(Protocol):
    """What the validator hands to a function with a value."""

    @property
    def context(self) -> Context:
        """What the file is validated against."""


def _invalid(code: str, message: str, hint: str | Callable[[], str] = "") -> InvalidValue:
    return InvalidValue(message, hint, code=code)


def _scalar(value: Any, info: Info) -> str:
    """The value itself, or its text in the context's language when it is a mapping of languages."""
    if isinstance(value, str):
        return value
    if is_language_map(value):
        return _in_language(value, info.context)
    if isinstance(value, Mapping) and is_language(own_language(value)) and "text" in value:
        tag = own_language(value)
        message = "a text in a language of its own has that language's tag as its key, not 'text'"
        raise _invalid("bad-language", message, f"write: {{{tag}: …, language: {tag}}}")
    return _only_text(value)


def _only_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    kind = "named values" if isinstance(value, Mapping) else "a list"
    hint = "put a text that begins with [ or {, or has a colon in it, in quotes"
    raise _invalid("wrong-type", f"a text is expected here, not {kind}", hint)


def _in_language(texts: Mapping, context: Context) -> str:
    given = languages(texts)
    for text in texts.values():
        _of_bounded_length(_only_text(text))
    own = own_language(texts)
    if own and not best_language(own, given):
        message = f"the text is not given in '{own[:MAX_SHOWN]}', which it says to be in"
        raise _invalid("bad-language", message, f"write: language: {given[0]}")
    tag = chosen_language(texts, context.language)
    if tag is None:
        context.missing.append(texts)
    return cast(str, texts[tag or given[0]])


def _text(value: Any, info: Info) -> Typed:
    """A text of any number of paragraphs."""
    text = Typed.of(_scalar(value, info))
    _of_bounded_length(text)
    return text


def _line(value: Any, info: Info) -> str:
    """A text without paragraphs."""
    return _of_bounded_length(one_line(_scalar(value, info)))


def _of_bounded_length(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise _invalid(
            "text-too-long",
            f"the text has {len(text):,} characters, at most {MAX_TEXT:,}",
            "shorten it, or make several cards of it",
        )
    return text


def _title(value: Any, info: Info) -> str:
    text = _line(value, info)
    if not is_visible(text):
        raise _invalid("empty-title", "the title is empty", "write a title, or remove the card")
    return text


def _name(value: Any, info: Info) -> str:
    text = _line(value, info)
    if not text:
        raise _invalid("empty-name", "the name is empty", "write the category's name")
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        hint = f'write both: {{name: NAME, color: "{text}"}}'
        raise _invalid("wrong-type", f"'{text}' is a colour, and the name is printed", hint)
    return text


def _word(value: Any, info: Info) -> str:
    """A short text that is the same in every language."""
    if isinstance(value, Sequence) and value and all(isinstance(part, str) for part in value):
        hint = "write one of them: " + ", ".join(map(str, value))
        raise _invalid("wrong-type", "a single value belongs here, not a list", hint)
    return _of_a_word(_only_text(value))


def _of_a_word(text: str) -> str:
    text = text.strip()
    if len(text) > MAX_NAME:
        raise _invalid(
            "text-too-long",
            f"at most {MAX_NAME} characters fit here, not {len(text):,}",
            "shorten it",
        )
    return text


def _category(value: Any, info: Info) -> str:
    """A category's key; whether the deck has it is known when all files have been read."""
    if isinstance(value, Sequence) and value:
        message = f"a card has one category, not {len(value)}: 'tags:' may name more"
        raise _invalid("two-categories", message, f"write: category: {value[0]}")
    return _word(value, info)


def _identifier(value: Any, info: Info) -> str:
    text = _word(value, info)
    if text and not IDENTIFIER.fullmatch(text):
        meant = as_identifier(text)
        rule = "use letters, digits, '-', '_' and '.', and begin with a letter or digit"
        hint = f"did you mean '{meant}'?" if meant else rule
        raise _invalid("bad-id", f"'{text}' cannot be an id", hint)
    return text


def _language(value: Any, info: Info) -> str:
    text = _word(value, info)
    if text and not is_language(text):
        from .tables.headers import language_code

        bare = "".join(filter(str.isprintable, text)).replace("_", "-").rstrip(",;. ")
        first = re.split(r"[,;/+& ]", bare)[0]
        meant = language_code(bare) or next(filter(is_language, (bare, first)), "")
        hint = f"did you mean '{meant}'?" if meant else "write fi, sv, en, sv-FI …"
        raise _invalid("bad-language", f"'{text}' is not a language", hint)
    if language := LONG_CODES.get(text.lower()):
        message = f"'{text}' is a code of three letters for what is written as '{language}' here"
        raise _invalid("bad-language", message, f"did you mean '{language}'?")
    if language := COUNTRIES.get(text):
        message = f"'{text}' is a country, not a language"
        raise _invalid("bad-language", message, f"did you mean '{language}'?")
    return text


LONG_CODES = {
    "fin": "fi", "swe": "sv", "eng": "en", "deu": "de", "ger": "de", "est": "et", "rus": "ru",
    "sme": "se", "dan": "da", "nor": "no", "nob": "nb", "nno": "nn", "fra": "fr", "fre": "fr",
    "spa": "es", "ita": "it", "nld": "nl", "dut": "nl", "pol": "pl", "ukr": "uk", "ara": "ar",
    "lav": "lv", "lit": "lt", "por": "pt",
}  # fmt: skip
"""Codes of languages that have shorter ones, which language tags are made of."""

COUNTRIES = {
    "SE": "sv", "EE": "et", "dk": "da", "DK": "da", "GB": "en", "gb": "en", "UK": "en", "US": "en",
    "us": "en", "cz": "cs", "CZ": "cs", "jp": "ja", "JP": "ja", "cn": "zh", "CN": "zh", "gr": "el",
    "GR": "el",
}  # fmt: skip
"""Countries that people name for their languages: in small letters, `se` is Northern Sámi."""


def _translations(value: Any, info: Info) -> str:
    text = _word(value, info)
    if text in {"", TRACKED}:
        return text
    hint = f"write '{TRACKED}', or leave it out"
    raise _invalid("bad-value", f"translations: '{text}' is unknown", hint)


def _markdown(value: Any, info: Info) -> bool | None:
    """Whether texts are read as Markdown; None where nothing is said."""
    text = _word(value, info)
    try:
        return bool(SWITCH.read(text)) if text else None
    except InvalidValue as cause:
        hint = "write 'markdown: no' to take texts as they stand"
        raise _invalid("bad-value", f"markdown: {cause.message}", hint) from None


def _links(value: Any, info: Info) -> str:
    """What is printed of links."""
    text = _word(value, info)
    if text in {"", *LINKS}:
        return text
    hint = did_you_mean(text, LINKS) or f"write {', '.join(LINKS[:-1])} or {LINKS[-1]}"
    if LINK.fullmatch(text):
        hint = f"did you mean 'link: {text[:MAX_SHOWN]}'?"
    raise _invalid("bad-value", f"links: '{text}' is unknown", hint)


def _color(value: Any, info: Info) -> str:
    text = _word(value, info)
    try:
        parse_color(text)
    except InvalidValue as cause:
        raise _invalid("bad-color", cause.message, partial(hint_of, cause)) from None
    return text


def _pattern(value: Any, info: Info) -> str:
    text = _word(value, info)
    if text in {"", *PATTERNS}:
        return text
    hint = did_you_mean(text, PATTERNS) or f"known: {', '.join(PATTERNS)}"
    raise _invalid("bad-value", f"'{text[:MAX_SHOWN]}' is no pattern", hint)


def _link(value: Any, info: Info) -> str:
    text = _scalar(value, info).strip()
    if len(text) > MAX_LINK:
        raise _invalid("bad-link", f"the link has {len(text):,} characters, at most {MAX_LINK:,}")
    if text and not LINK.fullmatch(text):
        hint = _link_meant(text)
        raise _invalid("bad-link", f"'{text[:MAX_SHOWN]}' is not a link", hint)
    return text


def _url(value: Any, info: Info) -> str:
    """The address of a page, to which the anchors of cards are added."""
    text = _link(value, info)
    if text and not text.lower().startswith("http"):
        raise _invalid("bad-link", f"'{text[:MAX_SHOWN]}' is no page", "write https://\u2026")
    page, anchor, _ = text.partition("#")
    if anchor:
        hint = f"did you mean '{page}'?"
        raise _invalid("bad-link", f"'{text[:MAX_SHOWN]}' is a place within a page", hint)
    return text


def _link_meant(text: str) -> str:
    """How to write a link in full."""
    if marked := re.fullmatch(r"\[[^\]]*\]\(([^()\s]+)\)|<(\S+)>", text):
        inner = marked[1] or marked[2]
        return f"did you mean '{inner}'?" if LINK.fullmatch(inner) else _link_meant(inner)
    if re.fullmatch(r"[\w.+-]+@[\w.-]+\.\w+", text):
        return f"did you mean 'mailto:{text}'?"
    if re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,}(/[^\s<>\"]*)?", text):
        return f"did you mean 'https://{text}'?"
    if re.fullmatch(r"\+?[\d -]{5,}", text):
        return f"did you mean 'tel:{re.sub(r'[ -]', '', text)}'?"
    links = [found[0].rstrip(".,;:!?)") for found in LINK.finditer(text)]
    if len(links) > 1 or (links and not text.startswith(links[0])):
        return f"did you mean '{links[0]}'?"
    rest = re.sub(r"^(?:h[tps]{2,5})?\s*[:;.]?\s*[/\\]+\s*", "", text, flags=re.IGNORECASE)
    rest = re.sub(r"\s+", "%20", rest.replace("\\", "/"))
    if rest != text and re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,}(:\d+)?(/[^<>\"]*)?", rest):
        return f"did you mean 'https://{rest}'?"
    return "write it in full, without spaces: https://…, mailto:… or tel:…"


def _file(value: Any, info: Info) -> Path | None:
    text = _of_a_word(_scalar(value, info))
    if not text or CONTROL.search(text):
        return None  # that no name can have it has been told where the text was read
    return find_inside(info.context.root, text)


def _copies(value: Any, info: Info) -> int:
    text = _word(value, info)
    if not text:
        return 1
    if is_whole(text) and int(text) <= MAX_COPIES:
        return int(text)
    message = f"'{text[:MAX_SHOWN]}' is not a whole number from 0 to {MAX_COPIES:,}"
    number = re.match(r"\D{0,3}(\d{1,3})(?!\s*\d)(?![.,]\d*[1-9])", text)
    number = number or re.fullmatch(r"(1[\s.,]?000)(?:[.,]0+)?", text)
    meant = re.sub(r"\D", "", number[1]) if number else ""
    hint = f"did you mean '{meant}'?" if meant else "write 1, 2, 3 …"
    raise _invalid("bad-copies", message, hint)


def _listed(value: Any) -> Any:
    """A text of items with commas or semicolons between, as a list; nothing is an empty list.

    Words that all begin with # need no more than a space between them.
    """
    if not isinstance(value, str):
        return value
    if value.startswith("#") and all(word.startswith("#") for word in value.split()):
        return [word.rstrip(",;") for word in value.split()]
    parts = (part.strip() for part in re.split("[,;]", value))
    return [part for part in parts if part]


def _named(value: Any) -> Any:
    """A category that is only a name."""
    return {"name": value} if isinstance(value, str) else value


def _mapped(value: Any) -> Any:
    """Nothing is an empty mapping."""
    return {} if isinstance(value, str) and not value else value


Schema = dict[str, Any]
"""A schema as pydantic-core takes it: see the functions of `pydantic_core.core_schema`."""


def _plain(read: Callable[[Any, Info], Any], json: Schema) -> Schema:
    """A value read by a function; `json` is what editors are told about it."""
    function = {"type": "with-info", "function": read}
    return {"type": "function-plain", "function": function, "json_schema_input_schema": json}


def _after(read: Callable[[Any], Any], schema: Schema, *others: Schema) -> Schema:
    """A schema for what a function makes of the value; editors are told of other forms, too."""
    function = {"type": "no-info", "function": read}
    made: Schema = {"type": "function-before", "function": function, "schema": schema}
    return made | ({"json_schema_input_schema": _either(schema, *others)} if others else {})


def _either(*schemas: Schema) -> Schema:
    return {"type": "union", "choices": list(schemas)}


def _list(items: Schema) -> Schema:
    return {"type": "list", "items_schema": items}


def _dict(values: Schema) -> Schema:
    return {"type": "dict", "keys_schema": STRING, "values_schema": values}


def _record(name: str, fields: dict[str, Schema]) -> Schema:
    return {"type": "typed-dict", "fields": fields, "cls_name": name, "extra_behavior": "forbid"}


def _field(schema: Schema, about: str, required: bool = False) -> Schema:
    told = {"pydantic_js_updates": {"description": about}}
    return {
        "type": "typed-dict-field", "schema": schema, "required": required, "metadata": told,
    }  # fmt: skip


STRING: Schema = {"type": "str"}

# An editor that reads YAML its own way takes a title such as 1984 or true for a number or a truth
# value; here it is a text all the same.
SCALAR_JSON = _either(STRING, {"type": "float"}, {"type": "bool"}, {"type": "none"})
TEXT_JSON = _either(SCALAR_JSON, _dict(SCALAR_JSON))
NUMBER_JSON: Schema = {"type": "int", "ge": 0, "le": MAX_COPIES}

TEXT = _plain(_text, TEXT_JSON)
LINE = _plain(_line, TEXT_JSON)
TITLE = _plain(_title, TEXT_JSON)
NAME = _plain(_name, TEXT_JSON)
WORD = _plain(_word, SCALAR_JSON)
CATEGORY_KEY = _plain(_category, SCALAR_JSON)
COLOR = _plain(_color, STRING)
FILE = _plain(_file, TEXT_JSON)
TEXTS = _after(_listed, _list(LINE), STRING)

SWITCH_JSON = _either({"type": "bool"}, {"type": "literal", "expected": list(SWITCH.names)})

HOW_TEXTS_ARE_READ = {
    "markdown": _field(
        _plain(_markdown, SWITCH_JSON), "no: texts and fields are printed as they stand."
    ),
    "links": _field(
        _plain(_links, {"type": "literal", "expected": list(LINKS)}),
        "What paper shows of links in texts: print (default) the address after the words, hide it, "
        "or say it in the card's QR code.",
    ),
}
"""What a card, a file, or the whole deck may say."""

CARD_FIELDS = {
    "title": _field(TITLE, "The card's title, on the front and, by default, the back.", True),
    "text": _field(TEXT, "Markdown: paragraphs, **bold**, *italic*, lists, tables, links."),
    "category": _field(CATEGORY_KEY, "A key of the deck's categories; default: the file's."),
    "language": _field(
        _plain(_language, STRING), "Language of the card's texts, where it is not the deck's."
    ),
    "id": _field(
        _plain(_identifier, SCALAR_JSON), "A name for --card; default: made from the title."
    ),
    "subtitle": _field(LINE, "A second, smaller line below the title."),
    "back_title": _field(LINE, "The title on the back, where it differs."),
    "image": _field(FILE, "A picture, by its path in the deck's folder."),
    "alt": _field(LINE, "What the picture shows, for those who hear the deck read."),
    "image_back": _field(FILE, "A picture for the back, in a layout that has a box for it."),
    "alt_back": _field(LINE, "What the picture for the back shows."),
    "link": _field(_plain(_link, TEXT_JSON), "https://…, mailto:… or tel:…, as a QR code."),
    "copies": _field(_plain(_copies, NUMBER_JSON), "How many times it is printed; default: 1."),
    "tags": _field(TEXTS, "Words for --tag, as a list or with commas between."),
    "color": _field(COLOR, "The card's colour in place of its category's."),
    "notes": _field(TEXT, "For the facilitator; never printed on a card."),
    "fields": _field(_after(_mapped, _dict(TEXT)), "Texts that a layout can name."),
    **HOW_TEXTS_ARE_READ,
}
CARD = _record("Card", CARD_FIELDS)

CATEGORY_FIELDS = {
    "name": _field(NAME, "The name, printed in the footer.", True),
    "color": _field(COLOR, 'A colour such as "#0f6b75" (in quotes) or teal.'),
    "icon": _field(FILE, "A picture, by its path in the deck's folder."),
    "alt": _field(LINE, "What the icon shows, for those who hear the deck read."),
    "image": _field(FILE, "A picture for its cards to look alike; not read aloud."),
    "pattern": _field(
        _plain(_pattern, {"type": "literal", "expected": list(PATTERNS)}),
        "A pattern, in place of the one that its place in the deck gives it.",
    ),
    "note": _field(LINE, "A line that layouts may print: {category.note}."),
}
CATEGORIES = _after(
    _mapped,
    _dict(_after(_named, _record("Category", CATEGORY_FIELDS), STRING)),
)

PART_FIELDS = {
    "category": _field(CATEGORY_KEY, "The category of the cards of this file that name none."),
    **HOW_TEXTS_ARE_READ,
    "cards": _field(_after(_listed, _list(CARD)), "The cards, in order."),
}

DECK_FIELDS = {
    "title": _field(TITLE, "The deck's title.", True),
    "language": _field(
        _plain(_language, STRING), "Language of the texts; else their words tell it, or fi."
    ),
    "translations": _field(
        _plain(_translations, {"type": "literal", "expected": [TRACKED]}),
        "tracked: check tells which translations are older than their originals.",
    ),
    "layout": _field(WORD, "A shipped layout's name, or a path beside the deck."),
    "categories": _field(
        CATEGORIES, "Groups of cards: key -> name, or name, color, icon and more."
    ),
    "author": _field(LINE, "Who made it; told by the PDF, not printed."),
    "keywords": _field(TEXTS, "Words by which the PDF is found; not printed."),
    "licence": _field(LINE, "What others may do with it, such as CC BY 4.0; told by the PDF."),
    "url": _field(_plain(_url, STRING), "Where the deck's HTML page lies, for {card.url}."),
    "edition": _field(LINE, "Which print run this is, for layouts that show {deck.edition}."),
    "hyphenation": _field(TEXTS, "Words with -? where they may break, | at a compound's seam."),
    **PART_FIELDS,
}

DECK = _record("Deck", DECK_FIELDS)
PART = _record("Cards", PART_FIELDS)

DECK_VALIDATOR = SchemaValidator(DECK)
PART_VALIDATOR = SchemaValidator(PART)


def deck_json_schema() -> dict[str, Any]:
    """JSON Schema of a deck's file, for completion in editors; also of the further files' cards."""
    from pydantic.json_schema import GenerateJsonSchema

    made = GenerateJsonSchema().generate(DECK, mode="validation")
    return {"$schema": GenerateJsonSchema.schema_dialect, **made}
