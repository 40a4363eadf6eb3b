"""What designers call settings elsewhere, in style sheets and in programs for layout.

Only hints read this, so that it is imported when there is something to say.
"""

from collections.abc import Mapping

from ..basics.records import NamedTuple


class Word(NamedTuple):
    """The setting that a word stands for, and what has to be known besides; "" for nothing."""

    setting: str
    note: str = ""


OUTLINE = "'stroke' is the outline's colour, 'stroke_width' its thickness"
ALL_ROUND = "all round; a line is a box of its own, such as {fill: ink, height: 0.5 pt}"
EDGES = (
    "'left', 'right', 'top' and 'bottom' are distances from the card's edges, 'gap' is that "
    "from the box above"
)

CSS: Mapping[str, Word] = {
    "background": Word("fill"),
    "background_color": Word("fill"),
    "background_image": Word("image"),
    "background_position": Word("focus"),
    "background_size": Word("fit"),
    "border": Word("stroke", OUTLINE),
    "border_color": Word("stroke"),
    "border_radius": Word("corner"),
    "border_bottom": Word("stroke", ALL_ROUND),
    "border_left": Word("stroke", ALL_ROUND),
    "border_right": Word("stroke", ALL_ROUND),
    "border_top": Word("stroke", ALL_ROUND),
    "border_style": Word("stroke", OUTLINE),
    "border_width": Word("stroke_width"),
    "clip_path": Word("shape"),
    "column_count": Word("columns"),
    "content": Word("text"),
    "display": Word("when"),
    "font_family": Word("font"),
    "font_feature_settings": Word("features"),
    "font_size": Word("size"),
    "font_style": Word("style"),
    "font_variant": Word("case"),
    "font_variant_numeric": Word("features"),
    "font_weight": Word("weight"),
    "inset": Word("left", EDGES),
    "justify_content": Word("align"),
    "align_items": Word("valign"),
    "aspect_ratio": Word("height", "with width; of a picture: fit"),
    "lang": Word("language"),
    "letter_spacing": Word("tracking", "in em, such as 0.05"),
    "line_clamp": Word("lines"),
    "line_height": Word("leading", "a number, times the size"),
    "margin": Word("left", EDGES),
    "margin_bottom": Word("bottom"),
    "margin_left": Word("left"),
    "margin_right": Word("right"),
    "margin_top": Word("top"),
    "max_height": Word("height"),
    "max_width": Word("width"),
    "object_fit": Word("fit"),
    "object_position": Word("focus"),
    "outline": Word("stroke", OUTLINE),
    "outline_color": Word("stroke"),
    "outline_width": Word("stroke_width"),
    "src": Word("image"),
    "text_align": Word("align"),
    "text_transform": Word("case"),
    "text_wrap": Word("wrap"),
    "transform": Word("rotate"),
    "vertical_align": Word("valign"),
    "visibility": Word("when"),
    "white_space": Word("wrap"),
    "z_index": Word("order"),
}
"""Properties of style sheets, with _ for -, and the setting of a box that each stands for."""

TRADE: Mapping[str, Word] = {
    "alignment": Word("align"),
    "alpha": Word("opacity"),
    "anchor": Word("left", EDGES),
    "angle": Word("rotate"),
    "at": Word("left", EDGES),
    "auto_size": Word("size", "a range: 8-14 pt"),
    "bg": Word("fill"),
    "background_opacity": Word("opacity"),
    "bold": Word("weight"),
    "border_thickness": Word("stroke_width"),
    "capitals": Word("case"),
    "condition": Word("when"),
    "corner_radius": Word("corner"),
    "corners": Word("corner"),
    "depth": Word("order"),
    "fills": Word("fill"),
    "fill_color": Word("fill"),
    "font_color": Word("color"),
    "gradient": Word("fill"),
    "hyphenate": Word("hyphens"),
    "hyphenation": Word("hyphens"),
    "gutter": Word("column_gap"),
    "h": Word("height"),
    "icon": Word("image"),
    "if": Word("when"),
    "inset_spacing": Word("padding"),
    "italic": Word("style"),
    "item_spacing": Word("gap"),
    "justify": Word("align"),
    "kerning": Word("tracking"),
    "layer": Word("order"),
    "left_of": Word("beside"),
    "right_of": Word("beside"),
    "line_distance": Word("leading", "a number, times the size"),
    "line_spacing": Word("leading", "a number, times the size"),
    "max_lines": Word("lines"),
    "mask": Word("shape"),
    "next_to": Word("beside"),
    "padding_bottom": Word("padding", "of all sides: top, right, bottom, left"),
    "padding_left": Word("padding", "of all sides: top, right, bottom, left"),
    "padding_right": Word("padding", "of all sides: top, right, bottom, left"),
    "padding_top": Word("padding", "of all sides: top, right, bottom, left"),
    "paragraph_space": Word("paragraph_gap", "a number, times the size"),
    "paragraph_spacing": Word("paragraph_gap", "a number, times the size"),
    "photo": Word("image"),
    "picture": Word("image"),
    "png": Word("image"),
    "pos": Word("left", EDGES),
    "position": Word("left", EDGES),
    "point_size": Word("size"),
    "qr_code": Word("qr"),
    "radius": Word("corner"),
    "rotation": Word("rotate"),
    "show": Word("when"),
    "space_after": Word("paragraph_gap", "a number, times the size"),
    "space_before": Word("gap"),
    "spacing": Word("gap"),
    "str": Word("text"),
    "strokes": Word("stroke"),
    "svg": Word("image"),
    "text_case": Word("case"),
    "tint": Word("fill", '"tint(COLOUR, 20 %)"'),
    "under": Word("below"),
    "underneath": Word("below"),
    "stroke_color": Word("stroke"),
    "stroke_weight": Word("stroke_width"),
    "text_color": Word("color"),
    "text_size": Word("size"),
    "transparency": Word("opacity"),
    "type_size": Word("size"),
    "typeface": Word("font"),
    "uppercase": Word("case"),
    "visible": Word("when"),
    "w": Word("width"),
    "x": Word("left"),
    "y": Word("top"),
    "z": Word("order"),
}
"""Words of programs for layout, and of speech, for settings of a box."""

EFFECTS = "there are no shadows and other effects: a darker box behind, by order, is the nearest"
PLACED = "boxes are placed by left, right, top, bottom, width, height, below and beside"
NAMED = "a box is called what stands before its colon; # begins a remark"
UNDERLINE = "nothing is underlined; a line is a box, such as {fill: ink, height: 0.5 pt}"
DASHED = "outlines are solid lines: pattern and ruled have others"

ABSENT: Mapping[str, str] = {
    "above": "a box stands below another: name that one's below instead",
    "baseline_shift": "a box of its own, a little higher, is the nearest",
    "blend": "colours cover what they are painted over: opacity lets it shine through",
    "blend_mode": "colours cover what they are painted over: opacity lets it shine through",
    "blur": EFFECTS,
    "box_shadow": EFFECTS,
    "class": "styles are not shared by name: a layout that extends this one changes its boxes",
    "comment": NAMED,
    "dash": DASHED,
    "dashed": DASHED,
    "description": NAMED,
    "direction": "right-to-left texts run that way by themselves",
    "drop_cap": "a box of its own with the letter is the nearest",
    "drop_shadow": EFFECTS,
    "effects": EFFECTS,
    "ellipsis": "no text is cut off: size as a range makes it fit",
    "ellipsize": "no text is cut off: size as a range makes it fit",
    "filter": EFFECTS,
    "flex": PLACED,
    "float": PLACED,
    "glow": EFFECTS,
    "grid": PLACED,
    "id": NAMED,
    "indent": "paragraphs have no indent: paragraph_gap sets them apart",
    "keep_together": "a text stands on its card as a whole",
    "locked": "nothing moves by itself: leave it out",
    "markup": "fields and {text} have Markdown",
    "min_height": "height is all there is: a box without one is as high as its text",
    "min_width": "width is all there is: with 'content' a box is as wide as its text",
    "mix_blend_mode": "colours cover what they are painted over: opacity lets it shine through",
    "name": NAMED,
    "note": NAMED,
    "orphans": "a text stands on its card as a whole: leave it out",
    "overflow": "no text is cut off: size as a range makes it fit",
    "overprint": "only black text overprints in CMYK, by itself: leave it out",
    "shadow": EFFECTS,
    "strikethrough": "Markdown has it, in the deck's texts: ~~word~~",
    "stroke_dash": DASHED,
    "stroke_dasharray": DASHED,
    "text_decoration": UNDERLINE,
    "text_indent": "paragraphs have no indent: paragraph_gap sets them apart",
    "text_shadow": EFFECTS,
    "type": "a box is what it shows: text, image, qr, ruled or fill",
    "underline": UNDERLINE,
    "widows": "a text stands on its card as a whole: leave it out",
    "word_spacing": "spaces are the font's; tracking is of all letters",
    "writing_mode": "text runs across: rotate: 90 turns it",
}  # fmt: skip
"""What boxes do not have, and what comes nearest."""

MANY = "as many cards lie on a sheet as paper, margin and gutter leave room for"
GROUND = (
    "a ground is a box: ground: {fill: …, order: -1, left: 0, right: 0, top: 0, bottom: 0} "
    "under front and back"
)

ABSENT_OF_LAYOUT: Mapping[str, str] = {
    "card.background": GROUND,
    "card.background_color": GROUND,
    "card.color": GROUND,
    "card.fill": GROUND,
    "card.units": "lengths have their units with them: 3 mm",
    "sheet.background": GROUND,
    "sheet.cards": MANY,
    "sheet.cards_per_page": MANY,
    "sheet.columns": MANY,
    "sheet.grid": MANY,
    "sheet.n_up": MANY,
    "sheet.per_page": MANY,
    "sheet.per_sheet": MANY,
    "sheet.rows": MANY,
    "sheet.units": "lengths have their units with them: 3 mm",
}
"""What cards and sheets do not have, and what there is."""

SECTIONS: Mapping[str, str] = {
    "author": "a layout has no such line; # begins a remark",
    "base": "write extends: NAME",
    "description": "a layout has no such line; # begins a remark",
    "inherit": "write extends: NAME",
    "inherits": "write extends: NAME",
    "layout": "write extends: NAME",
    "name": "a layout is called what its file is called",
    "page": "write sheet: for the paper, card: for the card",
    "palette": "write colors:",
    "parent": "write extends: NAME",
    "styles": "styles are not shared by name: a layout that extends this one changes its boxes",
    "swatches": "write colors:",
    "template": "write extends: NAME",
    "title": "a layout is called what its file is called",
    "typography": "write fonts:",
    "units": "lengths have their units with them: 3 mm",
    "version": "a layout has no such line; # begins a remark",
}
"""Lines that layouts might begin with, and what they begin with."""

VALUES: Mapping[str, str] = {
    "body": "text", "card": "title", "card_number": "number", "card_title": "title",
    "category": "category.name", "category_color": "color", "category_icon": "category.icon",
    "category_name": "category.name", "content": "text", "copy": "text", "date": "deck.edition",
    "deck": "deck.title", "deck_name": "deck.title", "deck_title": "deck.title",
    "description": "text", "edition": "deck.edition", "group": "category.name",
    "heading": "title", "headline": "title", "href": "link", "i": "number", "img": "image",
    "index": "number", "initial": "category.initial", "keywords": "tags", "n": "number",
    "name": "title", "note": "category.note", "nr": "number", "page": "number",
    "pages": "count", "pattern": "category.pattern", "photo": "image", "picture": "image",
    "suit": "category.name", "total": "count", "type": "category.name", "url": "link",
    "version": "deck.edition", "website": "link", "back_image": "image_back",
    "icon": "category.icon", "symbol": "category.icon",
}  # fmt: skip
"""Names of values in other programs' fields for merging data, and in ours."""

OF_LAYOUT: Mapping[str, Word] = {
    "card.border_radius": Word("card.corner"),
    "card.dimensions": Word("card.size"),
    "card.format": Word("card.size"),
    "card.height": Word("card.size", "width x height, such as 85 x 55 mm"),
    "card.margin": Word("card.safe"),
    "card.orientation": Word("card.size", "its name with -landscape, such as a7-landscape"),
    "card.padding": Word("card.safe"),
    "card.dpi": Word("sheet.least_dpi"),
    "card.radius": Word("card.corner"),
    "card.width": Word("card.size", "width x height, such as 85 x 55 mm"),
    "fonts.display": Word("fonts.heading"),
    "fonts.headings": Word("fonts.heading"),
    "fonts.text": Word("fonts.body"),
    "fonts.title": Word("fonts.heading"),
    "sheet.bleed": Word("card.bleed"),
    "sheet.crop_marks": Word("sheet.marks"),
    "sheet.cropmarks": Word("sheet.marks"),
    "sheet.cut_lines": Word("sheet.marks", "cut"),
    "sheet.cut_marks": Word("sheet.marks"),
    "sheet.double_sided": Word("sheet.arrange"),
    "sheet.dpi": Word("sheet.least_dpi"),
    "sheet.duplex": Word("sheet.arrange"),
    "sheet.format": Word("sheet.paper"),
    "sheet.gap": Word("sheet.gutter"),
    "sheet.guide": Word("sheet.cutting_guide"),
    "sheet.offset": Word("sheet.back_offset"),
    "sheet.padding": Word("sheet.margin"),
    "sheet.registration": Word("sheet.marks"),
    "sheet.rotate": Word("sheet.turn"),
    "sheet.safe": Word("card.safe"),
    "sheet.size": Word("sheet.paper"),
    "sheet.spacing": Word("sheet.gutter"),
}
"""Dotted names that cards, sheets and fonts might have, and the names that they have."""


def plain(name: str) -> str:
    """A name as the tables write it: in small letters, with _ and American colours."""
    spelt = name.strip().lower().translate(str.maketrans("-. ", "___"))
    return spelt.replace("colour", "color")


def meant_word(name: str) -> tuple[str, Word] | None:
    """A word of the tables and what it stands for, written together or apart: `fontSize`, too."""
    joined = plain(name).replace("_", "")
    for table in (CSS, TRADE):
        for word, meant in table.items():
            if word.replace("_", "") == joined:
                return word, meant
    return None


def meant_for_box(name: str) -> str:
    """A hint with the setting of a box that a word stands for; "" for a word not known here.

    `meant_for_box("line-height")` is "did you mean 'leading'? (CSS calls it line-height; a number,
    times the size)".
    """
    found = meant_word(name)
    if found is None:
        return ABSENT.get(plain(name), "")
    word, meant = found
    return _hint(meant, f"CSS calls it {word.replace('_', '-')}" if word in CSS else "")


def meant_for_layout(key: str) -> str:
    """A hint with the setting of a layout's own that a dotted name stands for; "" if none."""
    section, _, name = key.partition(".")
    spelt = f"{section.lower()}.{plain(name)}"
    word = OF_LAYOUT.get(spelt)
    return _hint(word) if word else ABSENT_OF_LAYOUT.get(spelt, "")


def _hint(word: Word, called: str = "") -> str:
    notes = "; ".join(note for note in (called, word.note) if note)
    return f"did you mean '{word.setting}'?" + (f" ({notes})" if notes else "")
