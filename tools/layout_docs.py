"""Make docs/layouts.md from the table of settings, and the pictures in it from the real deck.

Run it as `python tools/layout_docs.py`, with what the tests need installed, whenever a setting or
the look of a layout has changed; `--text` leaves the pictures as they are.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

from korttipakka.build.document import document_info
from korttipakka.build.options import Selection
from korttipakka.build.pictures import FACE_BY_FACE, layout_gallery, usable_layouts
from korttipakka.build.pipeline import build_deck
from korttipakka.build.selection import find_deck
from korttipakka.fonts import FontFace
from korttipakka.impose.display import contact_sheet
from korttipakka.model.frame import DocumentInfo, Page
from korttipakka.model.layout import PATTERNS
from korttipakka.model.placeholders import PLACEHOLDERS, TRANSLATED
from korttipakka.model.settings import BOX_FLAGS, BOX_SETTINGS, SETTINGS, Setting
from korttipakka.paint.png import png_files
from korttipakka.saving.effective import purpose

DOCS = Path(__file__).parents[1] / "docs"

CARDS = ("asukasraati", "muutoksenhaut-kantelut-muistutukset-ja-valitukset")
"""A short title and the longest text, of two categories."""

DPI = 72
PALETTE = 64
"""Plenty for flat colours and grey letter edges, and a quarter of the size."""

HEAD = """\
<!-- Made by tools/layout_docs.py from the table of settings: change that, not this. -->

# Layouts

A layout says how large a card is, how cards are put on sheets of paper, and which boxes lie on the
front and the back. Choose one that ships, change it by flags, or write your own.

```sh
korttipakka layouts                          # the layouts that ship
korttipakka layouts gallery                  # some of your cards in each of them, as one picture
korttipakka layouts show workshop            # all that it sets, and where each value comes from
korttipakka layouts diff workshop classic    # in what two layouts differ
korttipakka build --layout classic --title-size 24pt --set back.footer.height=12mm
korttipakka layouts show workshop --title-size 24pt --save mine.yaml    # keep what you changed
korttipakka build --layout mine.yaml --guides                           # trim, safe area and boxes
```

The gallery shows a card of each category, the one with the longest text, and one without a text;
`--cards 4` the first four instead, `--card ID` those you name. To compare settings, give each its
`--variant`: it stands beside the layout as it is, and `--set` is for all of them.

```sh
korttipakka layouts gallery --layout workshop --variant front.title.size=18pt \\
    --variant "front.title.size=24pt front.title.align=center" -o sizes.png
```

`layouts show` prints a layout file in groups, each with its heading: the card, sheets, fonts,
colours, and each box; `--all` adds what boxes leave at its default.

[From workshop to your own layout in ten minutes](tutorial.md) goes through it step by step.
`korttipakka schema layout` makes editors complete what you type.
"""

FILES = """\
## Layout files

```yaml
extends: workshop             # a layout that ships, or a file beside this one
card: {size: a7-landscape, safe: 6 mm}
colors:
  warm: "#b8324a"             # a colour of your own, for the boxes below
front:
  title:
    size: 24-30 pt            # the largest size in this range that fits
    color: warm
  label: {when: never}        # a box of the parent, turned off
  ribbon: {fill: warm, left: 0 mm, right: 0 mm, top: 0 mm, height: 4 mm}
```

Only what differs from the parent needs to stand in the file. Boxes are painted in the order in
which they are first named. A box is placed as in CSS, by any of `left right top bottom width
height`, or `below` another box. A box that ends at the trim reaches over it by the bleed. Who types
what CSS calls a setting, such as `line-height` or `border-radius`, is told what it is called here,
and who types a value of other programs, such as `leading: 12pt` or `align: start`, what to write.

Titles have `wrap: balance`: few and even lines, no word broken where it need not be. With
`uniform: card` a title gives up to a tenth of its size to keep a word whole, and up to 8 % to save
a line or a short word alone on the last one. And no title is much larger than one that is a little
longer: a word of four letters more or less changes the size by 8 % at most. So a title that fills
three lines to the brim, and would fall to a much smaller size on a fourth, is set a little below
the largest size that fits. A single size, such as `size: 24 pt`, is kept as it is.

"""

ROLES = """\
## What boxes are for

What a box is for follows from what it shows, whatever it is called: `{title}` and `{back_title}`
are titles, then come `{subtitle}`, `{text}`, `{category.name}` and `{deck.title}`, `{link}` and
`{tags}`, and last `{number}`, `{count}` and `{id}`. A text whose size is a range is not set larger
than one that comes before it on the same cards, and a build says so where that takes much from it.
One size, such as `30 pt`, is kept. All other values, and words that are the layout's own, have
sizes of their own.

`role` says it otherwise: `title`, `subtitle`, `text`, `footer`, `label`, `number`, or `decoration`,
which is not read aloud. Here the question is the card's heading, and its title a small label:

```yaml
extends: base
card: {size: a7-landscape, safe: 5 mm}
sheet: {sides: fronts}
front:
  kicker:   {text: "{title}", role: label, left: 8 mm, right: 8 mm, top: 8 mm, size: 9 pt,
             weight: bold, color: "legible({color})"}
  question: {text: "{text}", role: title, left: 8 mm, right: 8 mm, top: 16 mm, bottom: 8 mm,
             size: 8-40 pt, font: heading, weight: extrabold, wrap: balance, valign: middle}
```

![The text is larger than the title above it](images/boxes-role.png)

## What lies over what

Boxes are painted in the order in which they are first named, so a box that a layout adds lies over
all that its parent has. `order` changes that: lower ones are painted first, and boxes that say
nothing have 0. A box that is painted over another one's text is told of.

```yaml
extends: workshop
front:
  ground: {fill: "tint({color}, 14 %)", order: -1, left: 0 mm, right: 0 mm, top: 0 mm, bottom: 0 mm}
```

![Fronts with a pale ground behind all else](images/boxes-order.png)
"""

VALUES = """\
## Values in boxes

What stands between braces in `text`, `qr`, `fill` and other colours is filled in for each card:
{values}, and `{{fields.NAME}}` for the texts under a card's `fields`. `image` takes `{{image}}`,
`{{image_back}}`, `{{category.icon}}`, `{{category.image}}` or the path of a file beside the layout;
`icons/time.svg`, `icons/group.svg` and `icons/material.svg` ship, and are there for any layout.
`{{deck.edition}}` is the deck's `edition`, or where it has none a short hash of what its cards say.

{translated} can be had in a language of the layout's choice, whichever is printed: `{{title.sv}}`
is the title in Swedish, `{{fields.NAME.sv}}` a field. So a card may show two languages, a box for
each or both in one: `text: "{{text}}\\n\\n{{text.sv}}"`. Each is hyphenated by its own. What is
given only once is the same in all languages; what lacks this one is left out, and told of.
[languages.md](languages.md) has an example.

A box with a `language` shows all its texts in that language where they are given in several, and
breaks and reads aloud all else in it, such as a field that is only Swedish. Fields have Markdown,
as texts have.

```yaml
extends: workshop
front:
  title: {{bottom: 36 mm, valign: bottom}}
  titel: {{text: "{{title}}", language: sv, role: subtitle, left: 16 mm, right: 7 mm, top: 42 mm,
          bottom: 15 mm, font: heading, size: 12-18 pt, color: "legible({{color}})"}}
```

![Titles in English, and below them in Swedish](images/boxes-language.png)

Patterns are {patterns}. `{{category.pattern}}` gives each category one of its own.
"""


WHEN = """\
## Which cards show a box

`when` names a value that a card must have: `text`, `link`, `picture`, `icon`, `category`,
`fields.NAME`, or any other value of boxes. `category = wild` asks for the category of that key;
`fields.level = hard` and `tags = quick` work in the same way. `not` turns it round, and lists join
several. A box that is not shown takes no room, and its `gap` goes with it: what stands below it
moves up. So one category may have a front of its own, and rows are there where they are filled:

```yaml
extends: workshop
front:
  title: {when: not category = wild}
  burst: {when: category = wild, fill: "{color}", left: 6 mm, right: 6 mm, top: 6 mm, bottom: 6 mm}
  wild:  {when: category = wild, text: "{title}", left: 12 mm, right: 12 mm, top: 12 mm,
          bottom: 12 mm, font: heading, weight: extrabold, size: 20-36 pt, fill: "{color}",
          color: auto, valign: middle}
back:
  time:  {text: "{fields.time}", below: subtitle, gap: 2 mm, left: 15 mm, right: 9 mm}
  rule:  {fill: "{color}", when: fields.time, below: subtitle, gap: 2 mm, left: 9 mm,
          width: 1 mm, height: 4 mm}
  text:  {below: time}
  star:  {text: "★", when: {any of: [tags = quick, all of: [fields.time, not picture]]},
          right: 9 mm, width: 5 mm, top: 6 mm}
```

![Cards of two categories with fronts of their own, one with a row](images/boxes-when.png)

A flag takes a list as one text: `--set "front.star.when=any of: [text, not picture]"`. A value with
a comma or a bracket goes in double quotes. `when: never` turns a box off.
"""

BESIDE = """\
## Pictures beside text

A box is `beside` one or several others, and leaves room for them: it begins right of what lies on
its left, and ends left of what lies on its right. On cards that do not show them it has all the
room. `gap` is the space to them and to what it is `below`; `gap_beside` and `gap_below` set the one
without the other. With `width: content` a box is as wide as its text or its picture.

```yaml
extends: workshop
front:
  label: {when: never}
  picture: {when: never}
  chip: {text: "{category.name}", width: content, left: 16 mm, bottom: 7 mm, size: 8 pt,
         padding: 1 mm 2.5 mm, corner: 2 mm, fill: "{color}", color: auto, weight: bold}
back:
  photo: {image: "{image}", width: content, left: 9 mm, top: 17 mm, height: 22 mm, corner: 1 mm}
  text:  {beside: [photo, code], gap_beside: 4 mm, gap_below: 2.5 mm}
```

![Text between a picture and a code, and in all the room](images/boxes-beside.png)
"""

COLORS = """\
## Colours that can be read

`color: auto` is ink or paper, whichever stands out more from what lies below the text: the box's
own fill, or what other boxes have painted there, be it a veil (`opacity`), a pattern, a gradient or
a photograph. `legible({color})` is the category's colour where it can be read there, and else the
same as `auto`. A build warns of what cannot be read well, at the line that says the colour; white
over a photograph needs a dark veil over it:

```yaml
extends: workshop
front:
  bar: {when: never}
  picture: {left: 0 mm, right: 0 mm, width: auto, top: 0 mm, bottom: 0 mm, corner: 0 mm, order: -2}
  veil: {fill: "#000000", opacity: 55 %, when: image, order: -1,
         left: 0 mm, right: 0 mm, bottom: 0 mm, height: 40 mm}
  title: {beside: [], color: auto, valign: bottom, size: 16-26 pt}
  label: {beside: [], color: auto}
```

![A white title over a photograph, a black one on paper](images/boxes-color.png)
"""


TYPE = """\
## Type, colour and paper

`features` turns on what a font has besides plain letters, such as old-style figures and small
capitals (see [fonts.md](fonts.md)). Headings come in six weights, from `regular` to `black`.

![Cards in a serif with old-style figures and small capitals](images/gallery-type-serif.png)

```yaml
extends: classic
fonts: {heading: Linux Libertine O, body: Linux Libertine O}
front:
  title: {style: italic, weight: regular, features: [dlig]}
back:
  text: {features: [onum]}
  footer: {case: none, features: [smcp], tracking: 0.06 em}
```

A text flows through several `columns`, as even as they can be, with `column_gap` between them. A
range of sizes is searched as for one column.

![A card with numbered steps in two columns](images/gallery-type-steps.png)

```yaml
extends: classic
card: {size: a5-landscape}
front:
  title: {weight: black}
back:
  text: {columns: 2, column_gap: 9 mm, align: left, valign: top, size: 8-12 pt}
```

A gradient has two colours and more, each with its place if need be; patterns lie in the middle of
their box. A shape may reach over the trim, where it is cut off at the bleed. `rotate: 90`, `180`
and `270` turn text and picture in their box, any other angle the whole box about its middle.

![Gradients, patterns, a circle over the edge, a tilted label](images/gallery-type-shop.png)

```yaml
extends: bold
front:
  title: {fill: "gradient(#1a1440, {color} 62 %, #ffd9a0, 165deg)"}
  sun: {fill: "#fff3dc", opacity: 60 %, shape: circle, right: -14 mm, width: 40 mm,
        bottom: -12 mm, height: 40 mm}
  tag: {text: NEW, rotate: -6, fill: "#ffd9a0", color: ink, left: 9 mm, width: 20 mm, top: 8 mm,
        height: 6 mm, align: center, valign: middle, size: 9 pt, weight: bold}
```

`card.corner` is cut: with `marks: cut` the lines are round there, and `check` keeps out of the
corners what is to be whole. `arrange: tent` makes cards that stand on a table. More of both stands
in [printing.md](printing.md), and all these cards in [gallery-type.md](gallery-type.md).

![A sheet with round cut lines](images/gallery-type-poker-sheet.png)
![A sheet of tent cards](images/gallery-type-tents.png)

```yaml
extends: pocket
card: {corner: 3 mm}
sheet: {margin: 8 mm, gutter: 4 mm, marks: cut}
back:
  footer: {bottom: 5 mm}
```
"""


def document() -> str:
    """The whole page."""
    values = ", ".join(f"`{{{name}}}`" for name in PLACEHOLDERS)
    translated = ", ".join(f"`{{{name}}}`" for name in TRANSLATED)
    patterns = ", ".join(f"`{name}`" for name in PATTERNS)
    parts = [
        HEAD,
        *_layouts(),
        FILES,
        WHEN,
        ROLES,
        BESIDE,
        COLORS,
        TYPE,
        *_settings(),
        VALUES.format(values=values, translated=translated, patterns=patterns),
    ]
    return "\n".join(parts)


def _layouts() -> Iterator[str]:
    yield "## The layouts that ship\n"
    for name in usable_layouts():
        yield f"### {name}\n\n{purpose(name)}.\n\n![{name}](images/layout-{name}.png)\n"


def _settings() -> Iterator[str]:
    yield "## Settings\n"
    yield (
        "Each has a dotted name, for `--set NAME=VALUE`; frequent ones have a flag of their own.\n"
        "Lengths are in mm, cm, in or pt; colours are hex, names of CSS, the layout's own names,\n"
        "`cmyk(…)`, or `tint(colour, 20 %)`.\n"
    )
    for group in _groups(SETTINGS):
        rows = [_row(s.key, s, s.flag) for s in SETTINGS if s.group == group]
        yield f"### {group}\n\n{_table(rows)}"
    yield "## Settings of every box\n"
    yield "Their names are `front.BOX.SETTING` and `back.BOX.SETTING`, as in `front.title.size`.\n"
    for group in _groups(BOX_SETTINGS):
        rows = [_row(s.key, s, _box_flags(s.key)) for s in BOX_SETTINGS if s.group == group]
        yield f"### Boxes: {group}\n\n{_table(rows)}"


def _groups(settings: Iterable[Setting]) -> list[str]:
    return list(dict.fromkeys(setting.group for setting in settings))


def _box_flags(key: str) -> str:
    return " ".join(flag for full, flag in BOX_FLAGS.items() if full.split(".")[2] == key)


def _row(key: str, setting: Setting, flags: str) -> tuple[str, ...]:
    shown = " ".join(f"`{flag}`" for flag in flags.split())
    default = f"`{setting.default}`" if setting.default else ""
    return f"`{key}`", _takes(setting), default, shown, setting.help


def _takes(setting: Setting) -> str:
    """The values that a setting takes, with examples where the words do not list them."""
    kind = setting.kind
    if kind.choices or kind.is_switch:
        return kind.words
    return f"{kind.words}: {', '.join(f'`{text}`' for text in kind.examples)}"


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    head = ("Setting", "Takes", "Default", "Flag", "What it does")
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |\n" for row in lines)


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """The picture of each layout, and the one of all, by file name."""
    deck = find_deck("osallisuus")
    for name in usable_layouts():
        result = build_deck(deck, layout=name, settings=[FACE_BY_FACE], cards=CARDS)
        sheet = contact_sheet(result.faces, result.layout.card, columns=2)
        info = document_info(result.deck, result.layout)
        yield f"layout-{name}.png", _picture(sheet, result.fonts.faces, info)
    found = layout_gallery(deck, cards=1, selection=Selection(cards=CARDS[1:]))
    info = document_info(found.result.deck, found.result.layout)
    yield "layouts.png", _picture(found.page, found.fonts, info)


def _picture(page: Page, fonts: Mapping[str, FontFace], info: DocumentInfo) -> Image.Image:
    data = next(png_files([page], fonts, info, DPI))
    return Image.open(BytesIO(data)).quantize(PALETTE, dither=Image.Dither.NONE)


def main(text_only: bool) -> None:
    """Write the page and the pictures."""
    (DOCS / "layouts.md").write_text(document(), encoding="utf-8")
    if not text_only:
        for name, picture in pictures():
            picture.save(DOCS / "images" / name, optimize=True)
            print(f"Wrote docs/images/{name}")
    print("Wrote docs/layouts.md")


if __name__ == "__main__":
    main("--text" in sys.argv)
