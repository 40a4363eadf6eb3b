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
    "angle": Word("rotate"),
    "bg": Word("fill"),
    "bold": Word("weight"),
    "border_thickness": Word("stroke_width"),
    "capitals": Word("case"),
    "condition": Word("when"),
    "corner_radius": Word("corner"),
    "corners": Word("corner"),
    "fill_color": Word("fill"),
    "font_color": Word("color"),
    "gradient": Word("fill"),
    "hyphenate": Word("hyphens"),
    "hyphenation": Word("hyphens"),
    "icon": Word("image"),
    "if": Word("when"),
    "italic": Word("style"),
    "kerning": Word("tracking"),
    "layer": Word("order"),
    "line_distance": Word("leading", "a number, times the size"),
    "line_spacing": Word("leading", "a number, times the size"),
    "max_lines": Word("lines"),
    "padding_bottom": Word("padding", "of all sides: top, right, bottom, left"),
    "padding_left": Word("padding", "of all sides: top, right, bottom, left"),
    "padding_right": Word("padding", "of all sides: top, right, bottom, left"),
    "padding_top": Word("padding", "of all sides: top, right, bottom, left"),
    "paragraph_space": Word("paragraph_gap", "a number, times the size"),
    "paragraph_spacing": Word("paragraph_gap", "a number, times the size"),
    "picture": Word("image"),
    "point_size": Word("size"),
    "qr_code": Word("qr"),
    "radius": Word("corner"),
    "rotation": Word("rotate"),
    "show": Word("when"),
    "spacing": Word("gap"),
    "stroke_color": Word("stroke"),
    "stroke_weight": Word("stroke_width"),
    "text_color": Word("color"),
    "text_size": Word("size"),
    "transparency": Word("opacity"),
    "type_size": Word("size"),
    "typeface": Word("font"),
    "uppercase": Word("case"),
    "visible": Word("when"),
    "x": Word("left"),
    "y": Word("top"),
}
"""Words of programs for layout, and of speech, for settings of a box."""

OF_LAYOUT: Mapping[str, Word] = {
    "card.border_radius": Word("card.corner"),
    "card.dimensions": Word("card.size"),
    "card.format": Word("card.size"),
    "card.height": Word("card.size", "width x height, such as 85 x 55 mm"),
    "card.margin": Word("card.safe"),
    "card.padding": Word("card.safe"),
    "card.radius": Word("card.corner"),
    "card.width": Word("card.size", "width x height, such as 85 x 55 mm"),
    "fonts.display": Word("fonts.heading"),
    "fonts.headings": Word("fonts.heading"),
    "fonts.text": Word("fonts.body"),
    "fonts.title": Word("fonts.heading"),
    "sheet.bleed": Word("card.bleed"),
    "sheet.crop_marks": Word("sheet.marks"),
    "sheet.cut_marks": Word("sheet.marks"),
    "sheet.duplex": Word("sheet.arrange"),
    "sheet.format": Word("sheet.paper"),
    "sheet.gap": Word("sheet.gutter"),
    "sheet.offset": Word("sheet.back_offset"),
    "sheet.padding": Word("sheet.margin"),
    "sheet.safe": Word("card.safe"),
    "sheet.size": Word("sheet.paper"),
    "sheet.spacing": Word("sheet.gutter"),
}
"""Dotted names that cards, sheets and fonts might have, and the names that they have."""


def plain(name: str) -> str:
    """A name as the table writes it: in small letters, with _ and American colours."""
    return name.strip().lower().replace("-", "_").replace("colour", "color")


def meant_for_box(name: str) -> str:
    """A hint with the setting of a box that a word stands for; "" for a word not known here.

    `meant_for_box("line-height")` is "did you mean 'leading'? (CSS calls it line-height; a number,
    times the size)".
    """
    word = plain(name)
    if word in CSS:
        return _hint(CSS[word], f"CSS calls it {word.replace('_', '-')}")
    return _hint(TRADE[word]) if word in TRADE else ""


def meant_for_layout(key: str) -> str:
    """A hint with the setting of a layout's own that a dotted name stands for; "" if none."""
    word = OF_LAYOUT.get(plain(key))
    return _hint(word) if word else ""


def _hint(word: Word, called: str = "") -> str:
    notes = "; ".join(note for note in (called, word.note) if note)
    return f"did you mean '{word.setting}'?" + (f" ({notes})" if notes else "")
