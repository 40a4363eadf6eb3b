"""Random inputs: valid ones that are changed, and words and signs put together by chance."""

import random

VALUES = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "1000",
    "99999999999",
    "1e400",
    "nan",
    "yes",
    "no",
    "auto",
    "none",
    "3 mm",
    "-3mm",
    "0 mm",
    "1e9 mm",
    "50 %",
    "101 %",
    "12-24 pt",
    "a4",
    "a7",
    "1x1mm",
    "2000x2000mm",
    "#fff",
    "#12",
    "red",
    "tint(red, 50 %)",
    "tint(tint(",
    "cmyk(0,0,0,0)",
    "gradient(red, blue)",
    "legible({color})",
    "{title}",
    "{text}",
    "{fields.time}",
    "{title.sv}",
    "{",
    "}",
    "{}",
    "{nope}",
    "../x",
    "/etc/passwd",
    "~",
    "x.png",
    "lay.yaml",
    "https://example.org",
    "javascript:alert(1)",
    "[",
    "]",
    "[[",
    "- ",
    "> ",
    "* ",
    "# ",
    "| a | b |",
    "|-|-|",
    "```",
    "**a**",
    "_",
    "___",
    "a\\nb",
    "\\u202e",
    "\\ud800",
    "\\0",
    "\\x1b[31m",
    "é",
    "\u0301",
    "\u05d0\u05d1",
    "\u0e01\u0e32",
    "\u6f22",
    "\U0001f600",
    "\u200b",
    "\u00ad",
    "-?",
    "&a x",
    "*a",
    "!!str x",
    "<<",
    "? ",
    ": ",
    "#",
    " # x",
    "'",
    '"',
    "%",
    "@",
    "`",
    "\t",
    "\r",
    "\ufeff",
    "---",
    "...",
    "~",
    "null",
    "true",
    "x" * 300,
)
"""Words and signs that mean something somewhere."""

WORDS = {
    "deck": (
        "title", "language", "layout", "categories", "cards", "hyphenation", "text", "id", "image",
        "category", "subtitle", "back_title", "link", "copies", "tags", "color", "notes", "fields",
        "alt", "icon", "name", "markdown", "links", "translations", "image_back",
    ),
    "layout": (
        "extends", "card", "sheet", "fonts", "colors", "front", "back", "title", "text", "size",
        "bleed", "safe", "corner", "paper", "margin", "gutter", "marks", "arrange", "order", "flip",
        "copies", "blanks", "perforated", "body", "heading", "fallback", "ink", "paper", "left",
        "right", "top", "bottom", "width", "height", "below", "beside", "gap", "padding", "fill",
        "stroke", "pattern", "image", "fit", "qr", "ruled", "rotate", "when", "weight", "style",
        "uniform", "leading", "tracking", "align", "valign", "case", "hyphens", "wrap", "lines",
        "opacity", "shape", "color", "features", "columns", "column_gap",
        "cutting_guide", "slug", "start_at", "back_offset",
    ),
}  # fmt: skip
"""Keys, by target."""


def mutated(text: str, chance: random.Random) -> bytes:
    """A text with one to six changes, as bytes; once in a while a byte is changed too."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 6)):
        _change(lines, chance)
    data = bytearray("\n".join(lines).encode("utf-8", "surrogatepass"))
    if data and chance.random() < 0.1:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _change(lines: list[str], chance: random.Random) -> None:
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(8)
    if kind == 0 and len(lines) > 1:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[other])
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        lines[at] = " " * chance.randint(0, 4) + lines[at].lstrip()
    elif kind == 4:
        key, colon, _ = lines[at].partition(":")
        lines[at] = f"{key}{colon} {chance.choice(VALUES)}"
    else:
        place = chance.randint(0, len(lines[at]))
        cut = place + chance.choice((0, 0, 1, 5))
        lines[at] = lines[at][:place] + chance.choice(VALUES) + lines[at][cut:]


def random_text(target: str, chance: random.Random) -> bytes:
    """A file of its target by chance."""
    if target == "table":
        rows = range(chance.randint(1, 6))
        text = "\n".join(chance.choice(",;\t|").join(_cells(chance)) for _ in rows)
    elif target == "settings":
        text = "\n".join(_setting(chance) for _ in range(chance.randint(1, 6)))
    else:
        text = _mapping(WORDS[target], chance, 0)
    return text.encode("utf-8", "surrogatepass")


def _cells(chance: random.Random) -> list[str]:
    heads = ("Title", "Otsikko", "Text", "Category", "Copies", "Id")
    return [chance.choice((*VALUES, *heads)) for _ in range(chance.randint(1, 5))]


def _setting(chance: random.Random) -> str:
    words = WORDS["layout"]
    parts = [chance.choice(words) for _ in range(chance.randint(1, 3))]
    if chance.random() < 0.7:
        parts = [chance.choice(("card", "sheet", "fonts", "colors")), parts[-1]]
    return f"{'.'.join(parts)}={chance.choice(VALUES)}"


def _mapping(words: tuple[str, ...], chance: random.Random, depth: int) -> str:
    lines = []
    for _ in range(chance.randint(1, 7)):
        indent, key = "  " * depth, chance.choice(words)
        kind = chance.random()
        if depth < 3 and kind < 0.3:
            lines.append(f"{indent}{key}:\n{_mapping(words, chance, depth + 1)}")
        elif depth < 3 and kind < 0.5:
            item = _mapping(words, chance, depth + 1).lstrip()
            lines.append(f"{indent}{key}:\n{indent}- {item}")
        else:
            lines.append(f"{indent}{key}: {_value(chance)}")
    return "\n".join(lines)


def _value(chance: random.Random) -> str:
    value = chance.choice(VALUES)
    return chance.choice((value, f'"{value}"', f"'{value}'", f"[{value}]", f"{{a: {value}}}"))
