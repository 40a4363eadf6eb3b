"""Numbers and dates as a spreadsheet shows them: 7 by the format 0000 is 0007."""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from ...basics.records import NamedTuple

NO_BREAK = "\u00a0"

COMMA = frozenset("fi sv no nb nn da se de fr es it pt nl et lv lt pl ru uk is cs sk hu".split())
"""Languages that write 1,5; their thousands are parted by a space, or else a point."""

POINTS = {"da", "de", "es", "it", "nl", "pt", "is"}

TRUTH = {"fi": ("TOSI", "EPÄTOSI"), "sv": ("SANT", "FALSKT")}

SHORT_DATE = {
    "fi": "d.m.yyyy", "sv": "yyyy-mm-dd", "en": "m/d/yyyy", "de": "dd.mm.yyyy",
    "et": "dd.mm.yyyy", "no": "dd.mm.yyyy", "nb": "dd.mm.yyyy", "da": "dd-mm-yyyy",
    "fr": "dd/mm/yyyy", "es": "dd/mm/yyyy",
}  # fmt: skip
"""How Excel shows its short date (format 14), which follows the computer."""

LOCALES = {0x40B: "fi", 0x81D: "sv", 0x41D: "sv", 0x407: "de", 0x425: "et", 0x40C: "fr",
           0x414: "nb", 0x406: "da", 0x409: "en", 0x809: "en"}  # fmt: skip
"""Windows' numbers of languages: [$-40B] in a format."""

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fi": "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu "
    "marraskuu joulukuu",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fi": "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
}
LARGEST = 10**15
"""From here on a spreadsheet has no more digits to show."""

SHORT_DAY = {"en": 3, "fi": 2, "sv": 3}

PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<ampm>AM/PM|A/P)"
    r"|(?P<date>y+|m+|d+|h+|s+)(?P<fraction>[.,]0+)?|(?P<digits>[0#?.,]+)|(?P<exponent>E[+-]0+)"
    r"|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)


class _Part(NamedTuple):
    """A piece of a format: its kind, and what stands there."""

    kind: str
    text: str


Number = float | int
Value = Number | bool | datetime | date | time | timedelta


def shown(value: Value, form: str, language: str) -> str:
    """A value as a spreadsheet in a language shows it by a number format."""
    if isinstance(value, bool):
        return TRUTH.get(language, ("TRUE", "FALSE"))[not value]
    if not isinstance(value, float | int):
        return _date(value, _localized(form, language), language)
    section, value = _section(form, value)
    parts = _parts(section)
    if not -LARGEST < value < LARGEST:
        return general(value, language)
    if section == "@":
        return general(value, language)
    if not section.strip() or any(part.kind == "general" for part in parts):
        return "".join(_general_parts(parts, value, language)) if parts else ""
    return _number(value, parts, language)


def general(value: Number, language: str) -> str:
    """A number by the format General: up to 11 digits."""
    text = f"{value:.11g}" if isinstance(value, float) else str(value)
    if "e" in text:
        digits, _, power = text.partition("e")
        text = f"{digits}E{int(power):+03d}"
    return text.replace(".", ",") if language in COMMA else text


def _section(form: str, value: Number) -> tuple[str, Number]:
    """The section of a format that is for a value: positive; negative; zero; text."""
    sections = _split(form)
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


@lru_cache(maxsize=200)
def _split(form: str) -> tuple[str, ...]:
    """The sections of a format; a semicolon in quotes parts none."""
    parts = re.findall(r'(?:"[^"]*"|\\.|[^;"\\]|["\\])+', form)
    return tuple(parts) or ("",)


@lru_cache(maxsize=500)
def _parts(section: str) -> tuple[_Part, ...]:
    return tuple(_read_parts(section))


def _read_parts(section: str) -> Iterator[_Part]:
    for found in PART.finditer(section):
        kind = found.lastgroup or ""
        if kind == "fraction":
            yield _Part("date", found["date"])
            yield _Part("fraction", found["fraction"])
        elif kind == "bracket":
            yield from _bracket(found["bracket"])
        elif kind in {"quoted", "escaped", "sign"}:
            yield _Part("text", found[kind])
        elif kind:
            yield _Part(kind, found[kind])
        elif found[0][0] == "_":
            yield _Part("text", " ")  # as wide as the next sign


def _bracket(text: str) -> Iterator[_Part]:
    """[h] counts hours past a day, [$€-40B] is a currency; colours and conditions show nothing."""
    if re.fullmatch(r"h+|m+|s+", text, re.IGNORECASE):
        yield _Part("elapsed", text)
    elif text.startswith("$"):
        yield _Part("text", text[1:].partition("-")[0])


def _general_parts(parts: Sequence[_Part], value: Number, language: str) -> Iterator[str]:
    for part in parts:
        if part.kind == "general":
            yield general(value, language)
        elif part.kind == "text":
            yield part.text


def _number(value: Number, parts: Sequence[_Part], language: str) -> str:
    """A number by the parts of its format."""
    digits = [part.text for part in parts if part.kind == "digits"]
    if not digits:
        return "".join(part.text for part in parts if part.kind == "text").strip()
    if any(part.text == "/" for part in parts if part.kind == "text"):
        return _fraction(value, digits)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    number *= 100 ** sum(part.text.count("%") for part in parts if part.kind == "text")
    pattern = "".join(digits)
    exponent = next((part.text for part in parts if part.kind == "exponent"), "")
    body = (
        _scientific(number, pattern, exponent) if exponent else _digits(number, pattern, language)
    )
    sign = "-" if number < 0 and body.strip("0,. \u00a0") else ""
    return sign + "".join(_filled(parts, body)).strip()


def _filled(parts: Sequence[_Part], body: str) -> Iterator[str]:
    """The parts with the number in place of the first digits."""
    for part in parts:
        if part.kind == "text":
            yield part.text
        elif part.kind == "digits":
            yield body
            body = ""


def _digits(number: Decimal, pattern: str, language: str) -> str:
    """The digits of a number, without its sign, by a pattern such as #,##0.00."""
    pattern, scale = _scaled(pattern)
    whole_form, _, decimal_form = pattern.partition(".")
    places = len(re.findall("[0#?]", decimal_form))
    number = abs(number) / 1000**scale
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    whole = (whole.lstrip("0") or "").rjust(whole_form.count("0"), "0")
    least = decimal_form.count("0")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    if "," in whole_form:
        whole = f"{int(whole or 0):,}".rjust(len(whole), "0").replace(",", _thousands(language))
    point = "," if language in COMMA else "."
    return f"{whole}{point}{decimals}" if decimals else whole


def _scaled(pattern: str) -> tuple[str, int]:
    """A pattern without the commas at its end, each of which divides by a thousand."""
    bare = re.sub(r",+(?=\.|$)", "", pattern)
    return bare, len(pattern) - len(bare)


def _thousands(language: str) -> str:
    if language not in COMMA:
        return ","
    return "." if language in POINTS else NO_BREAK


def _scientific(number: Decimal, pattern: str, exponent: str) -> str:
    places = len(re.findall("[0#]", pattern.partition(".")[2]))
    digits, _, power = f"{abs(number):.{places}E}".partition("E")
    width = exponent.count("0")
    sign = "-" if int(power) < 0 else "+" if "+" in exponent else ""
    return f"{digits}E{sign}{abs(int(power)):0{width}d}"


def _fraction(value: Number, digits: Sequence[str]) -> str:
    """A number with a fraction, whose denominator has as many digits as the format."""
    from fractions import Fraction

    largest = 10 ** len(digits[-1]) - 1
    whole, rest = divmod(abs(float(value)), 1)
    part = Fraction(rest).limit_denominator(largest)
    words = [str(int(whole) + int(part))] if whole or part == 1 or not part else []
    if 0 < part < 1:
        words.append(f"{part.numerator}/{part.denominator}")
    return ("-" if value < 0 else "") + " ".join(words)


def _localized(form: str, language: str) -> str:
    """A format with the short date of the computer in place of Excel's own."""
    if form.casefold() in {"mm-dd-yy", "m/d/yy", "general"}:
        return SHORT_DATE.get(language, "yyyy-mm-dd")
    if form.casefold() == "m/d/yy h:mm":
        return f"{SHORT_DATE.get(language, 'yyyy-mm-dd')} h:mm"
    return form


def _date(value: datetime | date | time | timedelta, form: str, language: str) -> str:
    """A date or a time by a format."""
    moment, seconds = _moment(value)
    found = re.search(r"\[\$[^\]-]*-([0-9A-Fa-f]+)\]", form)
    language = LOCALES.get(int(found[1], 16) & 0xFFFF, language) if found else language
    parts = _parts(_split(form)[0])
    halves = any(part.kind == "ampm" for part in parts)
    words = [
        _date_part(part, parts, index, moment, seconds, halves, language)
        for index, part in enumerate(parts)
    ]
    return "".join(words).strip()


def _moment(value: datetime | date | time | timedelta) -> tuple[datetime, float]:
    """A moment, and the seconds since the day that Excel counts from, which [h] shows."""
    start = datetime(1899, 12, 30)
    if isinstance(value, timedelta):
        return start + value, value.total_seconds()
    if isinstance(value, time):
        value = datetime.combine(start.date(), value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    value = value + timedelta(microseconds=500)  # 13.30 is kept as 0.5624999…
    return value, (value - start).total_seconds()


def _date_part(
    part: _Part, parts: Sequence[_Part], index: int, moment: datetime, seconds: float,
    halves: bool, language: str,
) -> str:  # fmt: skip
    kind, text = part
    if kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[text[0].lower()]
        return str(math.floor(seconds / unit)).rjust(len(text), "0")
    if kind == "ampm":
        return ("AM" if moment.hour < 12 else "PM") if len(text) > 3 else "ap"[moment.hour >= 12]
    if kind == "fraction":
        return text[0] + f"{moment.microsecond:06d}"[: len(text) - 1]
    if kind == "date":
        letter = text[0].lower()
        if letter == "m" and _is_minute(parts, index):
            letter = "n"
        return _unit(letter, len(text), moment, halves, language)
    return text if kind in {"text", "digits"} else ""


def _is_minute(parts: Sequence[_Part], index: int) -> bool:
    """Whether an m stands next to hours or seconds."""
    near = [part for part in parts[:index] if part.kind in {"date", "elapsed"}][-1:]
    after = [part for part in parts[index + 1 :] if part.kind in {"date", "elapsed"}][:1]
    return any(p.text[0].lower() == "h" for p in near) or any(
        p.text[0].lower() == "s" for p in after
    )


def _unit(letter: str, size: int, moment: datetime, halves: bool, language: str) -> str:
    """A part of a date or time in so many letters of the format; minutes are "n" here."""
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    if letter == "y":
        return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
    if letter == "m" and size > 2:
        return _month(moment.month, size, language)
    if letter == "d" and size > 2:
        known = language if language in DAYS else "en"
        name = DAYS[known].split()[moment.weekday()]
        return name if size > 3 else name[: SHORT_DAY[known]]
    number = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}
    return str(number[letter]).rjust(min(size, 2), "0")


def _month(month: int, size: int, language: str) -> str:
    name = MONTHS.get(language, MONTHS["en"]).split()[month - 1]
    if size == 5:
        return name[0]
    if size == 4:
        # In a date, Finnish months are in the partitive: 25. marraskuuta.
        return f"{name}ta" if language == "fi" else name
    return name.removesuffix("kuu") if language == "fi" else name[:3]
