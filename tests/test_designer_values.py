"""What designers write for values: hints say what to write instead, and that is then taken."""

import re
from pathlib import Path

import pytest
from click.testing import Result

from commands import run_here as run
from korttipakka.fonts.meant import font_hint
from korttipakka.model.designer_values import COUNTS, LANGUAGES, SWITCHED, WORDS, value_meant
from korttipakka.model.settings import find_setting
from korttipakka.reading.layout import read_layout
from korttipakka.reading.meant import line_hint, marked_otherwise, placeholder_hint


def named(name: str) -> str:
    """The dotted key of a setting as tables name it: bare ones are of boxes."""
    return name if "." in name else f"back.text.{name}"


TYPED = [
    ("leading", "12pt", "1.2"),
    ("leading", "140%", "1.4"),
    ("leading", "1.4em", "1.4"),
    ("leading", "18", "1.8"),
    ("leading", "normal", "1.3"),
    ("tracking", "25", "0.025 em"),
    ("tracking", "50/1000 em", "0.05 em"),
    ("tracking", "0.5pt", "0.05 em"),
    ("size", "12..18", "12-18 pt"),
    ("size", "12 to 18 pt", "12-18 pt"),
    ("size", "clamp(9pt, 2vw, 14pt)", "9-14 pt"),
    ("size", "1.2rem", "14.4 pt"),
    ("size", "10/12", "10 pt, and leading: 1.2"),
    ("size", "auto", "8-14 pt"),
    ("weight", "bold italic", "bold, and style: italic"),
    ("style", "oblique", "italic"),
    ("style", "bold", "normal, and weight: bold"),
    ("align", "middle", "center"),
    ("align", "start", "left"),
    ("valign", "centre", "middle"),
    ("valign", "bottom right", "bottom, and align: right"),
    ("case", "uppercase", "upper"),
    ("hyphens", "auto", "all"),
    ("hyphens", "false", "none"),
    ("wrap", "nowrap", "pretty, and lines: 1"),
    ("lines", "max 3", "3"),
    ("columns", "two", "2"),
    ("columns", "2 5mm", "2, and column_gap: 5mm"),
    ("column_gap", "1em", "12 pt"),
    ("padding", "4px 8px", "3 pt 6 pt"),
    ("padding", "2 millimetres", "2 mm"),
    ("left", "1p6", "18 pt"),
    ("left", "1/8 in", "0.125 in"),
    ("left", '0.5"', "0.5 in"),
    ("left", "1/4", "25 %"),
    ("left", "−3 mm", "-3 mm"),
    ("top", "10vh", "10 %"),
    ("left", "calc(8mm + 2mm)", "10 mm"),
    ("left", "8 mm + 2 mm", "10 mm"),
    ("width", "60 % - 12.5 %", "47.5 %"),
    ("weight", "wght 850", "850"),
    ("lines", "2 max", "2"),
    ("color", "colors.accent", "accent"),
    ("fill", "lighten({color}, 20%)", '"tint({color}, 80 %)"'),
    ("fill", "fade(ink, 20%)", '"tint(ink, 20 %)"'),
    ("width", "fit-content", "content"),
    ("width", "full", "100 %"),
    ("height", "hug", "auto"),
    ("corner", "2mm 2mm 0 0", "2mm"),
    ("corner", "rounded", "2 mm"),
    ("shape", "rounded", "rect, and corner: 2 mm"),
    ("shape", "oval", "ellipse"),
    ("rotate", "0.25turn", "90"),
    ("rotate", "450", "90"),
    ("opacity", "50", "50 %"),
    ("fit", "stretch", "cover"),
    ("focus", "top", "50 % 0 %"),
    ("pattern", "stripes", "diagonal"),
    ("pattern", "dots 3mm", "dots, and pattern_step: 3mm"),
    ("stroke_width", "hairline", "0.25 pt"),
    ("ruled", "yes", "8 mm"),
    ("role", "h1", "title"),
    ("order", "front", "1"),
    ("when", "no", "never"),
    ("language", "Finnish", "fi"),
    ("language", "en_GB", "en-GB"),
    ("fill", "transparent", "none"),
    ("fill", "no", "none"),
    ("fill", "linear-gradient(to right, red, blue 40%)", '"gradient(red, blue 40 %, 90deg)"'),
    ("fill", "gradient({color}, white, 45)", '"gradient({color}, white, 45deg)"'),
    ("fill", "red -> blue", '"gradient(red, blue)"'),
    ("fill", "50% grey", '"tint(grey, 50 %)"'),
    ("color", "black 80%", '"tint(black, 80 %)"'),
    ("color", "C=100 M=0 Y=20 K=0", '"cmyk(100%, 0%, 20%, 0%)"'),
    ("color", "100/0/20/0", '"cmyk(100%, 0%, 20%, 0%)"'),
    ("color", "currentColor", "ink"),
    ("color", "var(--accent)", "accent"),
    ("color", "$accnt", "accent"),
    ("stroke", "1px solid red", "red, and stroke_width: 0.75 pt"),
    ("stroke", "2 mm", "ink, and stroke_width: 2 mm"),
    ("card.size", "85 mm by 55 mm", "85 mm x 55 mm"),
    ("card.size", '2.5" x 3.5"', "2.5 in x 3.5 in"),
    ("card.size", "744x1038px", "62.99 x 87.88 mm"),
    ("card.size", "A7 landscape", "a7-landscape"),
    ("card.size", "a3-landscape", "420 x 297 mm"),
    ("card.size", "A4 landscape", "297 x 210 mm"),
    ("card.size", "legal", "215.9 x 355.6 mm"),
    ("card.size", "credit card", "business"),
    ("card.size", "60mm", "60 x 60 mm"),
    ("card.bleed", "yes", "3 mm"),
    ("sheet.paper", "A4 landscape", "a4-landscape"),
    ("sheet.paper", "US Letter", "letter"),
    ("sheet.marks", "yes", "crop"),
    ("sheet.marks", "off", "none"),
    ("sheet.marks", "registration", "crop"),
    ("sheet.orientation", "Landscape", "landscape"),
    ("sheet.margin", "none", "0"),
    ("sheet.flip", "left", "long-edge"),
    ("sheet.arrange", "double-sided", "duplex"),
    ("sheet.sides", "1", "fronts"),
    ("sheet.color", "CMYK", "cmyk"),
    ("sheet.copies", "3x", "3"),
    ("sheet.order", "random", "shuffle"),
]
"""Settings, what is typed, and what the hint says to write."""


def shown(path: Path, text: str) -> Result:
    """What `layouts show` says of a layout of such a text."""
    path.write_text(text, encoding="utf-8")
    return run("layouts", "show", path)


def layout(name: str, value: str) -> str:
    """A layout file with one setting, and with others that the hint gives besides."""
    start = "extends: workshop\nback: {text: {size: 10 pt}}\n"
    value, *beside = value.split(", and ")
    lines = [f"{named(name)}: {value}"]
    lines += [f"{named(key)}: {other}" for key, other in (one.split(": ") for one in beside)]
    return start + "\n".join(lines) + "\n"


@pytest.mark.parametrize(("name", "typed", "meant"), TYPED)
def test_hint_is_taken_as_it_stands(tmp_path: Path, name: str, typed: str, meant: str) -> None:
    """A designer's value is refused with what to write, and a file with that is read."""
    path = tmp_path / "mine.yaml"
    refused = shown(path, layout(name, f"'{typed}'"))
    assert refused.exit_code == 1
    assert f"hint: write {meant}" in refused.output
    done = shown(path, layout(name, meant))
    assert done.exit_code == 0, done.output


WORDS_OF_SETTINGS = [
    *[(name, word, value) for name, values in WORDS.items()
      for value, words in values.items() for word in words.split()],
    *[(name, "true", pair[0]) for name, pair in SWITCHED.items() if pair[0]],
    *[(name, "false", pair[1]) for name, pair in SWITCHED.items() if pair[1]],
    *[("language", word, tag) for tag, words in LANGUAGES.items() for word in words.split()],
    *[("columns", word, str(n)) for n, word in enumerate(COUNTS) if n],
]  # fmt: skip


@pytest.mark.parametrize(("name", "word", "value"), WORDS_OF_SETTINGS)
def test_every_word_stands_for_a_value_that_is_taken(name: str, word: str, value: str) -> None:
    """No word of the tables is taken itself, and each has a hint with a value that is."""
    setting = find_setting(named(name))
    assert setting
    hint = value_meant(setting, word)
    assert hint.startswith("write ")
    setting.read(hint.removeprefix("write ").partition(",")[0].partition(" (")[0])
    if not setting.kind.choices:
        return
    assert word not in setting.kind.choices
    assert value in setting.kind.choices


@pytest.mark.parametrize(
    ("setting", "value", "hint"),
    [
        ("color", "none", "a box without its text is turned off: when: never"),
        ("color", "transparent", "a box without its text is turned off: when: never"),
        ("color", "PANTONE 185 C", "a spot colour is given by the inks of its swatch"),
        ("color", "linear-gradient(red, blue)", "one colour belongs here: only fill takes"),
        ("color", "oklch(60% 0.1 20)", "write it as #rrggbb, in quotes"),
        ("color", "{ink}", "a layout's own colours stand without braces: write ink"),
        ("fill", "url(paper.png)", "pictures have a setting of their own; write image: paper.png"),
        ("fill", "radial-gradient(red, blue)", "gradients run straight through two colours"),
        ("when", "has text", "write text"),
        ("when", "text is empty", "write not text"),
        ("when", "no picture", "write not picture"),
        ("when", "tags contains quick", "write tags = quick"),
        ("when", "text && link", "write {all of: [text, link]}"),
        ("when", "text or link", "write {any of: [text, link]}"),
        ("when", "fields.time > 5", "there is no more and less"),
        ("image", "{title}.png", "each card names its own picture in the deck"),
        ("image", "{photo}", 'write "{image}", with the quotes'),
        ("shadow", "1 mm", "there are no shadows"),
        ("box-shadow", "1 mm", "there are no shadows"),
        ("fontSize", "9 pt", "did you mean 'size'?"),
        ("lineheight", "1.2", "did you mean 'leading'?"),
        ("marks", "yes", "did you mean 'sheet.marks'?"),
        ("bleed", "3 mm", "did you mean 'card.bleed'?"),
        ("blend", "multiply", "colours cover what they are painted over"),
        ("border-bottom", "1 pt", "did you mean 'stroke'? (CSS calls it border-bottom; all round"),
        ("subtitle", "{subtitle}", "is subtitle a box of its own?"),
    ],
)
def test_what_there_is_instead_is_told(tmp_path: Path, setting: str, value: str, hint: str) -> None:
    """Where there is no such thing, the hint names what comes nearest."""
    text = f"extends: workshop\nback:\n  text:\n    {setting}: '{value}'\n"
    refused = shown(tmp_path / "mine.yaml", text)
    assert refused.exit_code == 1
    assert f"hint: {hint}" in refused.output


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("sheet: a3", "write sheet: {paper: a3}"),
        ("card: a7", "write card: {size: a7}"),
        ("fonts: Inter", "write fonts: {body: Inter}"),
        ("card: {dpi: 300}", "did you mean 'sheet.least_dpi'?"),
        ("card: {nonsense: 3}", "known: card.size, card.scale, card.safe"),
        ("card: {background: red}", "a ground is a box: ground:"),
        ("sheet: {columns: 3}", "as many cards lie on a sheet as paper"),
        ("card: {size: [85 mm, 55 mm]}", "write 85 mm x 55 mm"),
        ("fonts: {body: [Inter, Arial]}", "write Inter, and the others under fonts: {fallback: …}"),
        ("front: {title: {text: ['{title}', '{link}']}}", "write one text, with \\n between"),
        ("front: {title: {text: {title}}}", 'a text in braces has quotes: write text: "{title}"'),
        ("front: {title: {text: {fields.time}}}", 'write text: "{fields.time}"'),
        ("front: {title: }", "nothing stands below it"),
        ("front:", "nothing stands below it"),
        ("front: [title]", "boxes stand below it, indented"),
        ("palette: {warm: red}", "write colors:"),
        ("layout: workshop", "write extends: NAME"),
        ("name: Mine", "a layout is called what its file is called"),
        ("colors: {warm: transparent}", "what is to be clear has 'fill: none' in its box"),
        ("colors: {warm: '{color}'}", "a layout's own colours are the same on all cards"),
    ],
)  # fmt: skip
def test_lines_of_another_build(tmp_path: Path, line: str, hint: str) -> None:
    """A section, a box or a list that is written otherwise has a hint that shows its form."""
    refused = shown(tmp_path / "mine.yaml", f"extends: workshop\n{line}\n")
    assert refused.exit_code == 1
    assert "hint: " in refused.output
    assert hint in refused.output


@pytest.mark.parametrize(
    ("text", "found", "hint"),
    [
        ("<<title>>", "<<title>>", 'write "{title}", with the quotes'),
        ("{{ title }}", "{{ title }}", 'write "{title}", with the quotes'),
        ("[category]", "[category]", 'write "{category.name}", with the quotes'),
        ("%title%", "%title%", 'write "{title}", with the quotes'),
        ("Card {number of {count}", "{number", "write {number} there"),
        ("${title}", "${title}", 'write "{title}", with the quotes'),
    ],
)
def test_values_between_other_signs(text: str, found: str, hint: str) -> None:
    """What would be printed as it stands, and can only be meant for a value, is told of."""
    assert marked_otherwise(text) == (found, hint)


@pytest.mark.parametrize(
    "text", ["See [title] below", "a@text.org", "[A title]", "5 < 6 > 4", "Title", "100%text"]
)
def test_words_between_signs_are_words(text: str) -> None:
    """A layout's own words may have signs."""
    assert marked_otherwise(text) is None


@pytest.mark.parametrize(
    ("found", "template", "hint"),
    [
        ("Title", "{Title}", 'write "{title}", with the quotes'),
        ("total", "{number}/{total}", "write {count} there"),
        ("number:02d", "{number:02d}", 'write "{number}", with the quotes'),
        ("title|upper", "{title|upper}", 'write "{title}", with the quotes, and case: upper'),
        ("field.time", "{field.time}", 'write "{fields.time}", with the quotes'),
        ("duration", "{duration}", "stands under their 'fields:'; write \"{fields.duration}\""),
        ("titel", "{titel}", "did you mean 'title'?"),
    ],
)
def test_names_of_values(found: str, template: str, hint: str) -> None:
    """Other programs' names of values have ours as a hint; others are fields of the cards."""
    assert hint in placeholder_hint(found, template, ("title", "number", "count"), ())


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Inter Bold", "write Inter, and in a box weight: bold"),
        ("Inter-BoldItalic", "write Inter, and in a box weight: bold and style: italic"),
        ("InterTight Extra Bold", "write Inter Tight, and in a box weight: extrabold"),
        ("Arial", "Inter ships, and is plain, too: write Inter"),
        ("sans-serif", "Inter ships, and is plain, too: write Inter"),
        ("Helvetica, Arial", "one family belongs here"),
        ("Intr", "did you mean 'Inter'?"),
        ("fonts/Own.ttf", "a path starts at the layout file"),
    ],
)
def test_fonts_by_their_full_names(name: str, hint: str) -> None:
    """A weight at the end of a name is a setting of boxes; a font that is elsewhere has a like."""
    assert font_hint(name).startswith(hint)


def test_other_fonts_are_not_taken_for_those_of_like_letters() -> None:
    """Arial is not Amiri: short names are not taken for one another."""
    assert "Amiri" not in font_hint("Arial")


def test_a_box_that_is_none_is_turned_off() -> None:
    """Who writes `title: none` or `back: none` is told how to do without them."""
    assert line_hint("front.title", "none") == "to leave the box out, write title: {when: never}"
    assert line_hint("back", "none") == "to print fronts alone, write sheet: {sides: fronts}"
    assert re.search("nothing stands below", line_hint("front.title", ""))


@pytest.mark.parametrize(
    ("typed", "hint", "written"),
    [
        ("back: {text: {top: below title}}", "write below: title, and leave top out",
         "back: {text: {below: title}}"),
        ("back: {text: {below: title + 3mm}}", "write title, and gap: 3mm",
         "back: {text: {below: title, gap: 3mm}}"),
        ("front: {title: {beside: none}}", "write beside: []", "front: {title: {beside: []}}"),
        ("front: {title: {width: 100% - 16mm}}", "leave it out, and give left and right",
         "front: {title: {left: 8 mm, right: 8 mm}}"),
        ('front: {title: {when: "{category.key} = a"}}', "write category = a",
         "front: {title: {when: category = a}}"),
        ('front: {title: {text: "{card.title}"}}', 'write "{title}", with the quotes',
         'front: {title: {text: "{title}"}}'),
        ("front: {title: {next to: picture}}", "did you mean 'beside'?",
         "front: {title: {beside: picture}}"),
        ("back: {text: {columns: 2, gutter: 4mm}}", "did you mean 'column_gap'?",
         "back: {text: {columns: 2, column_gap: 4mm}}"),
        ("front:\n  - title: {size: 20pt}", "without dashes, by their names",
         "front:\n  title: {size: 20pt}"),
    ],
)  # fmt: skip
def test_lines_of_designers_are_told_as_they_are_written_here(
    tmp_path: Path, typed: str, hint: str, written: str
) -> None:
    """The hint says what to write, and that is then taken."""
    start, path = "extends: workshop\n", tmp_path / "own.yaml"
    said = shown(path, start + typed)
    assert said.exit_code == 1
    assert hint in said.output
    assert shown(path, start + written).exit_code == 0


def test_a_colour_that_cannot_be_read_is_told_as_it_was_typed(tmp_path: Path) -> None:
    """No colour stands in the message in place of a card's."""
    said = shown(tmp_path / "own.yaml", 'extends: workshop\nfront: {bar: {fill: "{color} dark"}}\n')
    assert "'{color} dark' is not a colour" in said.output
    assert "#000000" not in said.output


def test_colours_of_a_layout_are_made_of_each_other_in_any_order(tmp_path: Path) -> None:
    """A name for a colour may stand behind the one that it is for; rings are told."""
    path = tmp_path / "own.yaml"
    path.write_text('extends: workshop\ncolors: {ink: dark, dark: brand, brand: "#123456"}\n')
    colors = read_layout(str(path)).colors
    assert colors["ink"].hex == colors["dark"].hex == "#123456"
    ring = shown(path, "extends: workshop\ncolors: {one: other, other: one}\n")
    assert ring.exit_code == 1
    assert "'other' is not a colour" in ring.output
