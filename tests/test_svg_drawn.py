"""SVG files are printed as resvg shows them, or refused by name."""

from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest

from korttipakka.pictures import PictureError, Pictures
from svg_samples import difference, generated, whole

CASES = sorted((Path(__file__).parent / "data" / "svg").glob("*.svg"))

IN_AREAS, AT_EDGES = 2, 40
"""How far colours may differ, of 255: within areas, and at edges, which no two renderers share."""

GENERATED, PARTS = 150, 6
"""Files, and the tests that they are shared out to."""


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    """One for all: what is drawn goes at the end."""
    return Pictures()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_drawing(pictures: Pictures, path: Path) -> None:
    """Each of these was once printed otherwise, without a word."""
    if path.stem == "css-variable":
        with pytest.raises(PictureError, match=r"fill: var\(--c\)"):
            pictures.open(path)
        return
    found = difference(pictures, path)
    assert found.areas <= IN_AREAS, found
    assert found.edges <= AT_EDGES, found


@pytest.mark.parametrize("part", range(PARTS))
def test_generated_drawings(pictures: Pictures, tmp_path: Path, part: int) -> None:
    """Files with all features at random are printed as resvg shows them, in either way."""
    as_shapes = 0
    for text in islice(generated(GENERATED), part, None, PARTS):
        path = tmp_path / f"{sha256(text.encode()).hexdigest()}.svg"
        path.write_text(text, encoding="utf-8")
        found = difference(pictures, path)
        assert found.areas <= IN_AREAS, (found, text)
        assert found.edges <= AT_EDGES, (found, text)
        as_shapes += found.as_shapes
    assert 0 < as_shapes < GENERATED / PARTS


SHAPES = {
    "path": '<path d="M10 10C20 0 30 40 90 90z" fill="#369"/>',
    "arc": '<path d="M20 50a30 20 30 1 1 1 1z" fill="#369" stroke="red"/>',
    "icon": '<g fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round">'
            '<path d="M20 20 80 80"/><circle cx="50" cy="50" r="30"/></g>',
    "round corners": '<rect x="9" y="9" width="70" height="40" rx="9"/>',
    "classes": '<style>.a{fill:#c33}.a.b{stroke:blue;stroke-width:9px}</style>'
               '<rect class="a b" x="20" y="20" width="50" height="50"/>',
    "ids": '<style>#x{fill:#c33}rect{fill:blue}</style><rect id="x" width="50" height="50"/>',
    "important": '<style>rect{fill:#393!important}</style><rect style="fill:red" width="50" '
                 'height="50"/>',
    "gradient": '<linearGradient id="g" x2=".7" y2=".7"><stop stop-color="#036"/><stop offset="1" '
                'stop-color="#cc0"/></linearGradient><rect width="90" height="40" fill="url(#g)"/>',
    "gradient from another": '<linearGradient id="a"><stop stop-color="#036"/><stop offset="1" '
                             'stop-color="#9c0"/></linearGradient><linearGradient id="g" '
                             'href="#a" gradientUnits="userSpaceOnUse" x1="9" x2="90"/>'
                             '<rect width="90" height="90" fill="url(#g)"/>',
    "use": '<defs><g id="u"><circle r="9"/></g></defs><use href="#u" x="40" y="40" fill="teal"/>',
    "clip moves with use": '<clipPath id="c"><circle cx="50" cy="50" r="40"/></clipPath>'
                           '<rect id="r" width="60" height="60" fill="red"/>'
                           '<use href="#r" x="30" clip-path="url(#c)"/>',
    "switch": '<switch><rect width="50" height="50"/><rect width="90" height="90"/></switch>',
    "faint": '<rect width="60" height="60" fill="red" opacity="50%"/>',
    "stroke fades alone": '<rect x="20" y="20" width="50" height="50" fill="red" stroke="blue" '
                          'stroke-width="20" stroke-opacity=".4"/>',
    "dashes": '<path d="M5 50H95" stroke="red" stroke-width="8" stroke-dasharray="9 4"/>',
    "miter limit": '<path d="M30 90L50 10L70 90" fill="none" stroke="red" stroke-width="9"/>',
    "a line with nothing inside": '<path d="M5 50H95"/><circle cx="50" cy="9" r="9"/>',
    "beyond its edges": '<circle cx="100" cy="100" r="50" fill="red" stroke="blue"/>',
    "hidden": '<g visibility="hidden"><rect width="50" height="50"/><rect x="50" width="50" '
              'height="50" visibility="visible"/></g><g display="none"><rect width="9"/></g>',
}  # fmt: skip
"""What is printed as shapes."""

PIXELS = {
    "mask": '<mask id="m"><rect width="50" height="100" fill="#888"/></mask>'
            '<rect width="100" height="100" fill="red" mask="url(#m)"/>',
    "pattern": '<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><circle '
               'cx="5" cy="5" r="4" fill="red"/></pattern>'
               '<rect width="100" height="100" fill="url(#p)"/>',
    "marker": '<marker id="m" markerWidth="6" markerHeight="6" refX="3" refY="3"><circle cx="3" '
              'cy="3" r="3" fill="red"/></marker><path d="M20 20L80 20L80 80" fill="none" '
              'stroke="black" stroke-width="4" marker-mid="url(#m)" marker-end="url(#m)"/>',
    "blur": '<filter id="f"><feGaussianBlur stdDeviation="5"/></filter>'
            '<rect x="20" y="20" width="50" height="50" fill="red" filter="url(#f)"/>',
    "symbol": '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></symbol>'
              '<use href="#s" x="20" width="50" height="50"/>',
    "svg in svg": '<svg x="20" y="20" width="50" height="50" viewBox="0 0 10 10">'
                  '<rect width="10" height="5" fill="red"/></svg>',
    "children": '<style>g > rect{fill:#393}</style><g><rect width="50" height="50"/></g>',
    "attributes": '<style>rect[data-x="1"]{fill:#393}</style>'
                  '<rect data-x="1" width="50" height="50"/>',
    "percent": '<rect width="50%" height="20%" fill="red"/>',
    "em": '<rect width="3em" height="20" fill="red"/>',
    "rgba": '<rect width="50" height="50" fill="rgba(255, 0, 0, 0.5)"/>',
    "fades in a group": '<g opacity=".5"><rect width="60" height="60"/>'
                        '<rect x="30" y="30" width="60" height="60" fill="red"/></g>',
    "gradient from another kind": '<linearGradient id="a"><stop stop-color="#036"/><stop '
                                  'offset="1" stop-color="#9c0"/></linearGradient><radialGradient '
                                  'id="g" href="#a" r="60%"/><rect width="90" height="90" '
                                  'fill="url(#g)"/>',
    "steep gradient": '<linearGradient id="g"><stop offset=".4" stop-color="red"/><stop '
                      'offset=".6" stop-color="blue"/></linearGradient>'
                      '<rect width="90" height="90" fill="url(#g)"/>',
    "hairpin": '<path d="M10 50C120 50 120 50.1 20 52" fill="none" stroke="red" '
               'stroke-width="9"/>',
    "corner next to a corner": '<path d="M75 90 50 10H49" fill="none" stroke="red" '
                               'stroke-width="10"/>',
    "repeats": '<linearGradient id="g" x1="20%" x2="40%" spreadMethod="repeat"><stop '
               'stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
               '<rect width="100" height="100" fill="url(#g)"/>',
    "wider one way": '<g transform="scale(1 2)"><path d="M9 9 80 40" stroke="red" '
                     'stroke-width="6"/></g>',
    "paint order": '<rect x="20" y="20" width="60" height="60" fill="red" stroke="blue" '
                   'stroke-width="20" paint-order="stroke"/>',
}  # fmt: skip
"""What is printed as pixels."""


@pytest.mark.parametrize("name", SHAPES)
def test_as_shapes(pictures: Pictures, tmp_path: Path, name: str) -> None:
    """What icons and drawing programs write stays sharp at any size."""
    path = tmp_path / "a.svg"
    path.write_text(whole(SHAPES[name]), encoding="utf-8")
    found = difference(pictures, path)
    assert found.as_shapes
    assert found.areas <= IN_AREAS, found
    assert found.edges <= AT_EDGES, found


@pytest.mark.parametrize("name", PIXELS)
def test_as_pixels(pictures: Pictures, tmp_path: Path, name: str) -> None:
    """What would not be the same as shapes is printed as resvg's pixels."""
    path = tmp_path / "a.svg"
    path.write_text(whole(PIXELS[name]), encoding="utf-8")
    found = difference(pictures, path)
    assert not found.as_shapes
    assert found.areas <= IN_AREAS, found
    assert found.edges <= AT_EDGES, found
