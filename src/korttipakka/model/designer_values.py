"""What designers write for values of settings, in style sheets and in programs for layout.

Only hints read this, so that it is imported when there is something to say. Each hint gives a value
that the setting takes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial

from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple
from ..basics.sizes import parse_paper, size_in_mm
from ..basics.units import with_points
from .settings import Setting


class Meant(NamedTuple):
    """A value that may be meant, what has to be known besides, and the settings next to it."""

    value: str
    note: str = ""
    beside: str = ""


NOTHING = ("none", "no", "off", "false", "never", "disabled")
ANYTHING = ("yes", "true", "on", "always", "enabled")

WORDS: Mapping[str, Mapping[str, str]] = {
    "align": {
        "left": "start flush-left ragged-right left-align l",
        "right": "end flush-right ragged-left right-align r",
        "center": "centre centered centred middle c",
        "justify": "justified full both block justify-left justify-all j",
    },
    "valign": {
        "top": "start flex-start text-top up super",
        "middle": "center centre centered centred",
        "bottom": "end flex-end text-bottom baseline down sub",
    },
    "case": {
        "upper": "uppercase capitals caps all-caps allcaps majuscules",
        "lower": "lowercase minuscules",
        "small-caps": "smallcaps smcp all-small-caps",
        "none": "normal as-typed mixed initial",
    },
    "hyphens": {"all": "auto automatic normal soft", "none": "manual"},
    "style": {"italic": "oblique italics slanted cursive", "normal": "regular roman upright none"},
    "shape": {
        "circle": "round disc dot",
        "ellipse": "oval",
        "rect": "rectangle square box none",
    },
    "fit": {
        "cover": "fill stretch crop slice zoom full 100% 100-%",
        "contain": "inside scale-down meet whole none",
    },
    "pattern": {
        "diagonal": "stripes striped stripe hatch hatching diagonals lines-45",
        "horizontal": "lines rows horizontal-stripes ruled",
        "vertical": "pinstripe pinstripes vertical-stripes columns",
        "dots": "polka polka-dots dotted dot halftone points",
        "grid": "checker checkered checkerboard chequered check checks squares plaid",
        "lattice": "diamonds diamond crosshatch argyle harlequin",
        "rings": "circles rounds",
        "cross": "crosses plus pluses",
        "zigzag": "chevron chevrons zig-zag herringbone",
    },
    "role": {
        "title": "heading headline header h1",
        "subtitle": "subheading subhead h2 h3",
        "text": "body copy paragraph p body-text",
        "label": "caption kicker tag eyebrow category",
        "number": "page-number folio index",
        "decoration": "artifact background ornament none presentation",
    },
    "uniform": {"deck": "all same", "card": "none no off each single", "category": "group suit"},
    "lines": {"any": "all none unlimited auto"},
    "order": {"1": "front top above", "-1": "back bottom behind background below"},
    "ruled": {"8 mm": "ruled lines lined", "0": "blank"},
    "leading": {"1.3": "normal auto", "1.1": "tight", "1": "solid single", "1.5": "loose",
                "2": "double"},
    "tracking": {"auto": "optical metrics normal", "0": "none", "0.05": "wide", "-0.02": "tight"},
    "paragraph_gap": {"0.5": "normal auto"},
    "size": {"8-14 pt": "auto fit shrink shrink-to-fit best-fit",
             "9 pt": "small", "12 pt": "medium normal", "14 pt": "large", "18 pt": "x-large"},
    "stroke_width": {"0.25 pt": "thin hairline", "1 pt": "medium", "2 pt": "thick"},
    "width": {"100 %": "full fill stretch", "content": "fit-content min-content max-content hug"},
    "height": {"100 %": "full fill stretch",
               "auto": "fit-content min-content max-content content hug"},
    "focus": {"50 % 50 %": "center centre middle center-center 50% 50-%",
              "50 % 0 %": "top top-center", "50 % 100 %": "bottom",
              "0 % 50 %": "left", "100 % 50 %": "right",
              "0 % 0 %": "top-left left-top", "100 % 0 %": "top-right right-top"},
    "corner": {"2 mm": "round rounded"},
    "rotate": {"90": "left ccw counterclockwise vertical", "-90": "right cw clockwise",
               "180": "upside-down flip flipped turned"},
    "card.corner": {"3 mm": "round rounded"},
    "card.bleed": {"3 mm": "standard full"},
    "card.safe": {"5 mm": "standard"},
    "card.size": {
        "business": "credit-card creditcard visiting-card business-card eurobusiness id-1 cr80",
        "210 x 297 mm": "a4-full a4-whole",
        "215.9 x 279.4 mm": "us-letter letter-full",
        "215.9 x 139.7 mm": "letter-half half-letter",
        "107.95 x 139.7 mm": "letter-quarter quarter-letter",
        "107.95 x 69.85 mm": "letter-eighth",
        "poker": "playing-card playing-cards standard mtg magic trump trumps",
        "domino": "dominoes",
        "105 x 210 mm": "dl din-lang",
        "a6": "postcard",
        "index": "index-card flashcard flash-card 3x5",
    },
    "sheet.paper": {
        "letter": "us-letter letter-us ansi-a",
        "tabloid": "ledger ansi-b 11x17",
        "329 x 483 mm": "a3+ super-a3 super-b 13x19",
        "250 x 353 mm": "b4",
        "176 x 250 mm": "b5",
        "105 x 148 mm": "a6",
        "420 x 594 mm": "a2",
    },
    "sheet.orientation": {
        "landscape": "horizontal wide quer querformat vaaka",
        "portrait": "vertical tall hoch pysty",
    },
    "sheet.marks": {
        "crop": "crop-marks cropmarks trim trim-marks corners printer marks all registration "
                "registration-marks crosses",
        "cut": "lines cut-lines hairlines hairline borders border",
        "silhouette": "cameo cricut plotter cutting-machine",
    },
    "sheet.flip": {"long-edge": "long long-side left book",
                   "short-edge": "short short-side top up calendar tablet tumble"},
    "sheet.arrange": {
        "duplex": "double-sided two-sided double both",
        "fold": "folded gutterfold gutter-fold",
        "tent": "tents table-tent standing",
        "single": "simplex one-sided single-sided one per-page",
    },
    "sheet.sides": {"both": "2 two double duplex all front-and-back",
                    "fronts": "1 one single simplex front front-only",
                    "backs": "back back-only", "apart": "separate split"},
    "sheet.order": {"shuffle": "random shuffled", "stack": "stacked cut-and-stack piles",
                    "rows": "normal sorted"},
    "sheet.turn": {"sideways": "90 -90 270 rotate rotated landscape", "upright": "0 portrait"},
    "sheet.face_order": {"front-first": "front fronts", "back-first": "back backs"},
    "card.scale": {"yes": "auto"},
}  # fmt: skip
"""Words by the setting and by the value that each stands for, spelt with - for spaces."""

SWITCHED: Mapping[str, tuple[str, str]] = {
    "align": ("", "left"), "case": ("upper", "none"), "hyphens": ("all", "none"),
    "wrap": ("pretty", ""), "style": ("italic", "normal"), "pattern": ("dots", "none"),
    "ruled": ("8 mm", "0"), "corner": ("2 mm", "0"), "shape": ("", "rect"), "tracking": ("", "0"),
    "uniform": ("deck", "card"), "sheet.marks": ("crop", "none"), "sheet.arrange": ("", "single"),
    "sheet.turn": ("sideways", "upright"), "sheet.fold": ("auto", ""), "card.scale": ("yes", "no"),
    "card.bleed": ("3 mm", "0"), "card.safe": ("5 mm", "0"), "card.corner": ("3 mm", "0"),
    "columns": ("2", "1"), "lines": ("", "any"), "rotate": ("90", "0"), "sheet.blanks": ("2", "0"),
    "sheet.flip": ("long-edge", ""),
}  # fmt: skip
"""What yes and no stand for, of settings that take neither; "" for nothing."""

LANGUAGES: Mapping[str, str] = {
    "en": "english englanti", "fi": "finnish suomi finska", "sv": "swedish svenska ruotsi",
    "de": "german deutsch saksa", "fr": "french français francais ranska",
    "es": "spanish español espanol espanja", "it": "italian italiano", "nl": "dutch nederlands",
    "nb": "norwegian norsk bokmål norja", "da": "danish dansk tanska", "et": "estonian eesti viro",
    "ru": "russian русский venäjä", "uk": "ukrainian українська", "pl": "polish polski puola",
    "pt": "portuguese português", "ar": "arabic arabia العربية", "he": "hebrew heprea עברית",
    "ja": "japanese japani 日本語", "zh": "chinese kiina 中文", "ko": "korean korea 한국어",
    "se": "sami saami saame", "is": "icelandic íslenska", "vi": "vietnamese", "th": "thai",
    "el": "greek ελληνικά kreikka", "tr": "turkish türkçe", "hi": "hindi", "la": "latin",
    "so": "somali", "fa": "persian farsi", "cs": "czech čeština", "hu": "hungarian magyar",
}  # fmt: skip
"""Names of languages by their tags."""

COUNTS = ("none", "one", "two", "three", "four", "five", "six")

UNITS: Mapping[str, tuple[float, str]] = {
    r"px|pixels?": (0.75, "pt"), r"pts?|points?": (1, "pt"), r"pc|picas?": (12, "pt"),
    r"ciceros?": (12.79, "pt"), r"em|rem": (12, "pt"), r"ex|ch": (6, "pt"),
    r"twips?": (0.05, "pt"), r"q": (0.25, "mm"), r"millimet(?:er|re)s?|mms": (1, "mm"),
    r"cms|centimet(?:er|re)s?": (1, "cm"),
    r"inch(?:es)?|\"|″|”|''": (1, "in"), r"mils?|thou": (0.001, "in"), r"dots?": (0.24, "pt"),
    r"vw|vh|vmin|vmax|cqw|cqh|percent|pct|prosenttia": (1, "%"), r"fr": (100, "%"),
}  # fmt: skip
"""Units of other programs and words for ours, each with what one of it is."""

QUANTITY = r"(?P<number>[-+]?\d*[.,]?\d+)\s*(?P<unit>{})(?![a-z])"

SHORTHAND = r"(?P<start>.+?)\s+(?P<end>[\d.,]+\s*(?:mm|cm|in|pt|px)?)"
"""A name with a measure behind it: `dots 2mm`, `2 5mm`."""


def value_meant(setting: Setting, text: str, size: str = "") -> str:
    """A hint with the value that is meant by one that a setting cannot take; "" if not known.

    `size` is the type size of the same box, which a leading is a multiple of.

    `value_meant(find_setting("back.text.align"), "centre")` is "write center".
    """
    for meant in _candidates(setting, text.strip(), size):
        if _takes(setting, meant.value):
            beside = f", and {meant.beside}" if meant.beside else ""
            return f"write {meant.value}{beside}" + (f" ({meant.note})" if meant.note else "")
    return ""


def _takes(setting: Setting, value: str) -> bool:
    try:
        setting.read(value)
    except InvalidValue:
        return False
    return True


def _candidates(setting: Setting, text: str, size: str) -> Iterator[Meant]:
    name = setting.key.removeprefix("front.").removeprefix("back.")
    yield from _by_words(name, text)
    for readers in (READERS.get(name, ()), ANY_READERS):
        for reader in readers:
            if found := reader(text, size):
                yield found
    if setting.kind.choices:
        yield Meant(text.lower())


def _by_words(name: str, text: str) -> Iterator[Meant]:
    word = re.sub(r"[\s_]+", "-", text.lower())
    for value, others in WORDS.get(name, {}).items():
        if word in others.split():
            yield Meant(value)
    for meant in SWITCHED.get(name, ())[word in NOTHING :][:1]:
        if meant and word in (*ANYTHING, *NOTHING):
            yield Meant(meant)
    if word in NOTHING:
        yield Meant("0")


def _times_the_size(text: str, size: str) -> Meant | None:
    """A line distance as a percentage, in em, or in points over the box's type."""
    if found := re.fullmatch(r"([\d.]+)\s*(%|em|x|×)", text):
        number = float(found[1]) / (100 if found[2] == "%" else 1)
        return Meant(f"{number:g}", "a number, times the size")
    if found := re.fullmatch(r"([\d.]+)\s*(pt|px|mm)?", text):
        type_size = re.fullmatch(r"([\d.]+)\s*pt", size.strip())
        points = float(found[1]) * {"px": 0.75, "mm": 2.835}.get(found[2] or "", 1)
        own = float(type_size[1]) if type_size else 10
        note = f"a number, times the size: {points:g} pt on {own:g} pt"
        return Meant(f"{points / own:.3g}", note)
    return None


def _spacing(text: str, size: str) -> Meant | None:
    """Tracking in thousandths of an em, as programs for layout have it, or in points."""
    if found := re.fullmatch(r"(-?[\d.]+)\s*(?:/\s*1000\s*(?:em)?)?", text):
        return Meant(f"{float(found[1]) / 1000:g} em", f"{found[1]} thousandths of an em")
    if found := re.fullmatch(r"(-?[\d.]+)\s*(pt|px|mm)", text):
        points = float(found[1]) * {"px": 0.75, "mm": 2.835}.get(found[2], 1)
        return Meant(f"{points / 10:.3g} em", f"{points:g} pt on 10 pt")
    return None


def _sizes(text: str, size: str) -> Meant | None:
    """A range of type sizes in other words, and a size with its leading."""
    text = with_points(text)
    if found := re.fullmatch(r"([\d.]+)\s*(?:pt)?\s*/\s*([\d.]+)\s*(?:pt)?", text):
        own, leading = float(found[1]), float(found[2])
        return Meant(f"{own:g} pt", beside=f"leading: {leading / (own or 1):.3g}")
    if found := re.fullmatch(r"(?:em|rem|[\d.]+)\s*(?:em|rem)", text):
        return None
    found_all = re.findall(r"(\d+(?:\.\d+)?)\s*(v[wh])?", text.replace("..", " "))
    numbers = sorted(float(number) for number, unit in found_all if not unit)
    if len(numbers) == 2:
        low, high = numbers
        return Meant(f"{low:g}-{high:g} pt")
    return None


def _degrees(text: str, size: str) -> Meant | None:
    """An angle in other units, or beyond a whole turn."""
    found = re.fullmatch(r"(?:rotate\()?\s*(-?[\d.]+)\s*([a-zäö°]*)\.?\s*\)?", text.lower())
    if not found:
        return None
    turn = {"turn": 360, "turns": 360, "rad": 57.2958, "grad": 0.9}.get(found[2], 1)
    degrees = float(found[1]) * turn
    return Meant(f"{degrees % 360 if abs(degrees) > 360 else degrees:g}", "degrees")


def _count(text: str, size: str) -> Meant | None:
    """A number among words, or in letters."""
    word = text.lower()
    if word in COUNTS:
        return Meant(str(COUNTS.index(word)))
    found = re.fullmatch(
        r"(?:max\w*|at most|up to|<=?)?\s*(\d+)\s*(?:x|×|lines?|columns?|cols?|max\w*)?", word
    )
    return Meant(found[1]) if found else None


def _columns(text: str, size: str) -> Meant | None:
    found = re.fullmatch(SHORTHAND, text)
    if found and found["start"].isdigit():
        return Meant(found["start"], beside=f"column_gap: {_with_unit(found['end'])}")
    return None


def _pattern(text: str, size: str) -> Meant | None:
    found = re.fullmatch(SHORTHAND, text)
    if not found:
        return None
    named = next((meant.value for meant in _by_words("pattern", found["start"])), found["start"])
    return Meant(named, beside=f"pattern_step: {_with_unit(found['end'])}")


def _with_unit(text: str) -> str:
    return f"{text} mm" if text[-1:].isdigit() else text


def _share(text: str, size: str) -> Meant | None:
    found = re.fullmatch(r"\d+(?:\.\d+)?", text)
    return Meant(f"{text} %") if found else None


def _weight_and_style(text: str, size: str) -> Meant | None:
    words = [word for word in text.split() if word.lower() not in {"italic", "oblique"}]
    if len(words) < len(text.split()):
        return Meant(" ".join(words) or "regular", beside="style: italic")
    return None


def _style_of(text: str, size: str) -> Meant | None:
    if text.lower() in {"bold", "semibold", "medium", "light", "black"}:
        return Meant("normal", beside=f"weight: {text.lower()}")
    return None


def _one_line(text: str, size: str) -> Meant | None:
    if text.lower() in {"nowrap", "no-wrap", *NOTHING}:
        return Meant("pretty", beside="lines: 1")
    return None


def _up_and_across(text: str, size: str) -> Meant | None:
    """Both alignments in one, as `top left`."""
    words = text.lower().replace("-", " ").split()
    down = next((word for word in words if word in {"top", "middle", "bottom"}), "")
    across = next((word for word in words if word in {"left", "center", "right"}), "")
    return Meant(down, beside=f"align: {across}") if down and across and len(words) == 2 else None


def _round_all(text: str, size: str) -> Meant | None:
    """A box whose corners are round altogether, or somewhat."""
    if text.lower() in {"rounded", "round-rect", "rounded-rect", "pill"}:
        return Meant("rect", beside="corner: 2 mm")
    return None


def _by_name_or_tag(text: str, size: str) -> Meant | None:
    """A language by its name, or by a tag as computers have it."""
    word = text.lower()
    tag = next((tag for tag, names in LANGUAGES.items() if word in names.split()), "")
    return Meant(tag or text.replace("_", "-").partition(".")[0])


def _first_of_all(text: str, size: str) -> Meant | None:
    """One length for all corners or sides, of several."""
    first = re.match(r"[\d.]+\s*[a-z]+", text)
    if first and re.fullmatch(r"[\d.]+\s*[a-z]*(?:[\s,]+[\d.]+\s*[a-z]*)+", text):
        return Meant(first[0], "one length, the same all round")
    return None


def _in_our_units(text: str, size: str) -> Meant | None:
    """Lengths with each unit in ours: `1p6` is 18 pt, `1/8 in` 0.125 in."""
    mended = re.sub(r"\s*!important|[;.]+$", "", text.replace("−", "-"))
    mended = re.sub(r"(\d+)\s*/\s*([1-9]\d*)", _divided, mended)
    mended = re.sub(r"\b(\d*)p(\d+)\b", _picas, mended)
    for unit in UNITS:
        mended = re.sub(QUANTITY.format(unit), partial(_converted, unit), mended, flags=re.I)
    if re.fullmatch(r"0\.\d+", mended) and "/" in text:
        mended = f"{100 * float(mended):.4g} %"
    is_em = re.search(r"\dr?em\b|\d\s+r?em\b", text)
    return Meant(mended, "an em of 12 pt" if is_em else "") if mended != text else None


LENGTH = r"(?P<{0}>\d*\.?\d+)\s*(?P<{0}_unit>mm|cm|in|pt|%)"

SUM = rf"(?:calc)?\(?\s*{LENGTH.format('a')}\s*(?P<sign>[-+])\s*{LENGTH.format('b')}\s*\)?"
"""Two lengths and what is between them, as style sheets work it out."""


def _sum(text: str, size: str) -> Meant | None:
    """Two lengths of one unit, added or subtracted."""
    found = re.fullmatch(SUM, text.lower())
    if not found or found["a_unit"] != found["b_unit"]:
        return None
    one, other = float(found["a"]), float(found["b"])
    total = one + other if found["sign"] == "+" else one - other
    return Meant(f"{total:g} {found['a_unit']}", "nothing is worked out here")


def _number_among_words(text: str, size: str) -> Meant | None:
    """A weight with the name of its axis."""
    found = re.fullmatch(r"(?:wght|weight|w)[\s=:]*(\d{1,4})", text.lower())
    return Meant(found[1]) if found else None


def _divided(found: re.Match[str]) -> str:
    return f"{int(found[1]) / int(found[2]):.4g}"


def _picas(found: re.Match[str]) -> str:
    """Picas and points as programs for layout write them."""
    return f"{12 * int(found[1] or 0) + int(found[2])} pt"


def _converted(unit: str, found: re.Match[str]) -> str:
    amount, ours = UNITS[unit]
    return f"{float(found['number'].replace(',', '.')) * amount:.5g} {ours}"


def _by(text: str, size: str) -> Meant | None:
    """Width and height with another sign between."""
    mended = re.sub(r"\s*(?:\*|\bby\b|,|/)\s*", " x ", text)
    mended = re.sub(r"[\"″”]|''", " in", mended)
    return Meant(mended) if mended != text else None


def _pixels(text: str, size: str) -> Meant | None:
    """A size in pixels of a press's 300 to the inch."""
    if found := re.fullmatch(r"(\d+)\s*(?:px)?\s*[x×*]\s*(\d+)\s*px", text.lower()):
        width, height = (int(number) * 25.4 / 300 for number in found.groups())
        return Meant(f"{width:.4g} x {height:.4g} mm", "of 300 pixels an inch")
    return None


def _lying(text: str, size: str) -> Meant | None:
    """A size with the way that it lies behind it."""
    if found := re.fullmatch(r"(\S+)[\s_-]+(?:landscape|quer|horizontal|vaaka|l)", text.lower()):
        return Meant(f"{found[1]}-landscape")
    if found := re.fullmatch(r"(\S+)[\s_-]+(?:portrait|hoch|vertical|pysty|p)", text.lower()):
        return Meant(found[1])
    return None


def _of_paper(text: str, size: str) -> Meant | None:
    """A whole sheet of paper by its name, which may say how it lies."""
    with suppress(InvalidValue):
        return Meant(size_in_mm(parse_paper(re.sub(r"[\s_]+", "-", text.strip()))))
    return None


def _square(text: str, size: str) -> Meant | None:
    if found := re.fullmatch(r"([\d.]+)\s*(mm|cm|in|pt)?", text):
        return Meant(f"{found[1]} x {found[1]} {found[2] or 'mm'}")
    return None


Reader = Callable[[str, str], Meant | None]

READERS: Mapping[str, tuple[Reader, ...]] = {
    "leading": (_times_the_size,), "paragraph_gap": (_times_the_size,), "tracking": (_spacing,),
    "size": (_sizes,), "rotate": (_degrees,), "lines": (_count,), "columns": (_count, _columns),
    "sheet.copies": (_count,), "sheet.back_angle": (_degrees,), "pattern": (_pattern,),
    "opacity": (_share,), "weight": (_weight_and_style, _number_among_words), "style": (_style_of,),
    "wrap": (_one_line,), "valign": (_up_and_across,), "shape": (_round_all,),
    "language": (_by_name_or_tag,), "corner": (_first_of_all,), "card.safe": (_first_of_all,),
    "card.size": (_of_paper, _lying, _pixels, _by, _square), "sheet.paper": (_lying, _pixels, _by),
}  # fmt: skip
"""How values of a setting are read that have a form of their own elsewhere."""

ANY_READERS: tuple[Reader, ...] = (_sum, _in_our_units)
