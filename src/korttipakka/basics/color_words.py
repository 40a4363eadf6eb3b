"""What people write for colours that CSS has other words for."""

import colorsys
import re
from collections.abc import Collection

from .problems import did_you_mean

WORDS = {
    "red": "punainen röd rött rot rouge rojo rød punane rood rukses ruoksat "
    "красный красная червоний أحمر",
    "blue": "sininen blå blau bleu azul sinine blauw alit синий голубой синій أزرق",
    "green": "vihreä grön grün vert verde grønn grøn roheline groen ruoná ruoánas "
    "зелёный зеленый أخضر",
    "yellow": "keltainen gul gelb jaune amarillo kollane geel fiskat желтый жёлтый жовтий أصفر",
    "orange": "oranssi orange brandgul naranja oransje oranž oranje оранжевый برتقالي",
    "purple": "violetti liila purppura lila violett violet morado púrpura lilla "
    "paars фиолетовый пурпурный بنفسجي",
    "brown": "ruskea brun braun marron marrón pruun bruin ruškat коричневый بني",
    "black": "musta svart schwarz noir negro sort must zwart čáhppat чёрный черный أسود",
    "white": "valkoinen vit weiß weiss blanc blanco hvit hvid valge wit vielgat белый أبيض",
    "gray": "harmaa grå grau gris hall grijs ránis серый رمادي",
    "hotpink": "pinkki aniliininpunainen",
    "pink": "vaaleanpunainen roosa rosa rose roze ljusröd розовый وردي",
    "turquoise": "turkoosi turkos türkis turquesa türkiis бирюзовый",
    "gold": "kulta kullankeltainen guld gull or oro золотой kuldne",
    "silver": "hopea hopeanharmaa silver sølv silber argent plata hõbe серебряный",
    "maroon": "viininpunainen vinröd weinrot bordeaux burgundy",
    "beige": "beesi",
    "navy": "laivastonsininen marinblå marineblau",
    "olive": "oliivinvihreä olivgrön",
    "teal": "sinivihreä petrooli petroleum petrol blågrön",
    "skyblue": "taivaansininen himmelsblå лазурный",
}  # fmt: skip
"""Words of other languages, Finnish and Swedish first, by the name in CSS."""

DARK = ("tumman", "tumma", "mörk", "dunkel", "mørke", "tume", "тёмно", "темно")
LIGHT = ("vaalean", "vaalea", "ljus", "hell", "lyse", "hele", "светло")
"""How such words begin for darker and lighter colours."""

AROUND = " \t“”„‟‘’«»\"'`;,."

HEX = re.compile(r"(?:#|0x)?(?:([0-9a-f]{6})(?:[0-9a-f]{2})?|([0-9a-f]{3})[0-9a-f]?)", re.I)
"""A colour in hexadecimal digits, the last of which may be its opacity."""

NUMBERS = re.compile(r"(?P<kind>rgba?|hsla?)?\(?\s*(?P<values>[\d.]+[^)]*?)\)?", re.IGNORECASE)
PARTS = re.compile(r"([\d.]+)\s*(%|deg)?")


SUCH_AS = 'write a name such as teal, or "#" and six digits such as "#b8324a", in quotes'


def color_meant(text: str, names: Collection[str], css: Collection[str]) -> str:
    """A hint for a text that is no colour: how to write what was meant; "" if that is not clear."""
    found = color_of(text, names, css)
    if found.startswith("#"):
        return f'write "{found}", with the quotes'
    if text.strip(AROUND).startswith("#"):
        return "a colour with # has three or six digits, 0 to 9 and a to f"
    if found:
        return f"did you mean '{found}'?"
    return did_you_mean(text, [*names, *css]) or SUCH_AS


def color_of(text: str, names: Collection[str], css: Collection[str]) -> str:
    """The colour that is written in other words, as #rrggbb or by its name; "" for none.

    >>> color_of("tummansininen", (), ["darkblue"]), color_of("rgb(1, 2, 3)", (), ())
    ('darkblue', '#010203')
    """
    bare = text.strip(AROUND)
    digits = HEX.fullmatch(bare.replace(" ", ""))
    found = f"#{digits[1] or digits[2]}" if digits else _from_numbers(bare)
    if found or bare.startswith("#"):
        return found or ""
    word = bare.casefold().replace(" ", "").replace("-", "").replace("_", "")
    known = {name.casefold(): name for name in (*css, *names)}
    return known.get(bare.casefold()) or known.get(word) or _in_css(word, css) or ""


def _in_css(word: str, css: Collection[str]) -> str | None:
    """The CSS name of a word in another language."""
    for name, words in WORDS.items():
        if word in words.split():
            return name
    for beginnings, shade in ((DARK, "dark"), (LIGHT, "light")):
        start = next((start for start in beginnings if word.startswith(start)), None)
        plain = _in_css(word.removeprefix(start), ()) if start else None
        if plain:
            return f"{shade}{plain}" if f"{shade}{plain}" in css else plain
    return None


def _from_numbers(text: str) -> str | None:
    """`rgb(184, 50, 74)`, `hsl(…)` or three bare numbers as #rrggbb."""
    match = NUMBERS.fullmatch(text)
    parts = PARTS.findall(match["values"]) if match else []
    if match is None or len(parts) not in (3, 4):
        return None
    values = [float(number) for number, _ in parts[:3]]
    if (match["kind"] or "rgb").lower().startswith("hsl"):
        hue, saturation, light = values[0] / 360, values[1] / 100, values[2] / 100
        values = [255 * value for value in colorsys.hls_to_rgb(hue % 1, light, saturation)]
    elif all(unit == "%" for _, unit in parts[:3]):
        values = [2.55 * value for value in values]
    if not all(0 <= value <= 255.5 for value in values):
        return None
    red, green, blue = (min(255, round(value)) for value in values)
    return f"#{red:02x}{green:02x}{blue:02x}"
