"""Words of packages and of other programs for what a perforated sheet's file says.

Imported only when there is something to say.
"""

EXAMPLES = {
    "paper": "paper: a4",
    "card": "card: 85 x 54 mm",
    "columns": "columns: 2",
    "rows": "rows: 5",
    "left": "left: 15 mm, from the paper's left edge to the first card",
    "top": "top: 13.5 mm, from the paper's top edge to the first card",
}
"""Lines of a sheet that there is."""

MEANT = {
    "did you mean 'columns'?": "cols column across numberacross",
    "did you mean 'rows'?": "row down numberdown",
    "did you mean 'left'?": "leftmargin marginleft sidemargin leftedge x",
    "did you mean 'top'?": "topmargin margintop topedge y",
    "did you mean 'paper'?": "page papersize pagesize sheetsize format",
    "write both sides in one line, such as card: 85 x 54 mm": (
        "width height size cardsize cardwidth cardheight labelwidth labelheight labelsize label"
    ),
    "write both in one line, across and down, such as gutter: 10 mm x 0 mm": (
        "gutterx guttery gap gaps spacing gutters horizontalgap verticalgap columngap rowgap"
    ),
    "write what is between the cards, the pitch less the card: gutter: 10 mm x 0 mm": (
        "pitch pitchx pitchy horizontalpitch verticalpitch"
    ),
    "write left and top, from the paper's edges to the first card": "margin margins",
    "leave it out: it follows from the others": (
        "right bottom rightmargin bottommargin marginright marginbottom count labels persheet"
    ),
    "leave it out: the file's name is the sheet's": "name title maker brand product number code",
    "leave it out: its lines begin where it does": "sheet perforated",
}
"""Words without spaces, by what to do about them."""


def example(key: str) -> str:
    """A hint for a key that is missing."""
    return f"for example {EXAMPLES[key]}"


def meant(key: str) -> str:
    """A hint for a key that a sheet does not have; "" when nobody knows."""
    word = "".join(filter(str.isalpha, key.lower()))
    return next((hint for hint, words in MEANT.items() if word in words.split()), "")
