"""SVG files as programs write them: what says nothing on paper is put plainly."""

from pathlib import Path

import pytest

from korttipakka.basics.geometry import Size
from korttipakka.pictures import Drawing, PictureError, Pictures
from svg_samples import whole

INCH = Size(72, 72)

RECT = '<rect width="60" height="40" fill="#fa0"/>'
EMPTY = '<g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/>'
HTML = '<foreignObject width="90" height="90"><p xmlns="http://www.w3.org/1999/xhtml">Hi</p></foreignObject>'
WORDS = '<text x="9" y="50" font-family="Inter" font-size="20">Hi</text>'

ALIKE = {
    "Illustrator's choice of what it can read again": (
        '<switch><foreignObject requiredExtensions="ai" width="1" height="1"/>'
        f"<g>{RECT}</g></switch>",
        f"<g><g>{RECT}</g></g>",
    ),
    "draw.io's words for a label in HTML": (f"<switch>{HTML}{WORDS}</switch>", f"<g>{WORDS}</g>"),
    "draw.io's remark for old readers": (
        f"{RECT}<switch>{EMPTY}<text>Text is not SVG - cannot display</text></switch>",
        f"{RECT}<g><g/></g>",
    ),
    "draw.io's colours for dark screens": (
        '<rect width="60" height="40" style="fill: light-dark(#fa0, var(--dark, #121212))"/>',
        '<rect width="60" height="40" style="fill: #fa0"/>',
    ),
    "Figma's colours with names": (
        '<style>.a{stroke:var(--s, #00f)}</style><rect class="a" width="60" height="40" '
        'fill="var(--fill-0, #fa0)" style="opacity: var(--o, .5)"/>',
        '<rect width="60" height="40" fill="#fa0" stroke="#00f" style="opacity: .5"/>',
    ),
    "Figma's colours for wide screens": (
        '<rect width="60" height="40" style="fill:#fa0;fill:color(display-p3 1 0.6 0)"/>',
        '<rect width="60" height="40" style="fill:#fa0"/>',
    ),
    "LibreOffice's fonts within": (
        f'<defs><font id="f"><missing-glyph d="M0 0"/></font></defs>{RECT}',
        f"<defs/>{RECT}",
    ),
    "Inkscape's text that keeps spaces": (
        '<text x="9" y="50" style="white-space:pre;font-family:Inter">Hi  you</text>',
        '<text x="9" y="50" style="font-family:Inter" xml:space="preserve">Hi  you</text>',
    ),
    "Inkscape's text in a shape": (
        '<text style="shape-inside:url(#r);font-family:Inter"><tspan x="9" y="50">Hi</tspan></text>'
        f'<defs><g id="r">{RECT}</g></defs>',
        '<text style="font-family:Inter"><tspan x="9" y="50">Hi</tspan></text>'
        f'<defs><g id="r">{RECT}</g></defs>',
    ),
}  # fmt: skip
"""Two pieces of SVG that look the same."""


def drawn(path: Path, inside: str, before: str = "") -> object:
    """What a file with this in it is printed as: its shapes, or the bytes of its pixels."""
    path.write_text(before + whole(inside), encoding="utf-8")
    pictures = Pictures()
    found = pictures.open(path)
    if not isinstance(found, Drawing):
        return found.frame  # type: ignore[attr-defined]
    picture = pictures.drawn(found, INCH)
    assert picture is not None
    return picture.path.read_bytes()


@pytest.mark.parametrize("name", ALIKE)
def test_printed_as_the_plain_file(tmp_path: Path, name: str) -> None:
    """What a program adds for itself or for screens changes nothing."""
    written, plain = ALIKE[name]
    assert drawn(tmp_path / "a.svg", written) == drawn(tmp_path / "b.svg", plain)


def test_the_first_that_is_drawn_is_chosen(tmp_path: Path) -> None:
    """Of what a <switch> offers only one is printed, and HTML alone is refused."""
    both = drawn(tmp_path / "a.svg", f'<switch>{RECT}<circle r="40"/></switch>')
    assert both == drawn(tmp_path / "b.svg", f"<g>{RECT}</g>")
    with pytest.raises(PictureError, match="<foreignObject>"):
        drawn(tmp_path / "c.svg", f"<switch>{HTML}</switch>")


def test_illustrators_entities(tmp_path: Path) -> None:
    """Addresses that are declared as entities, and short values, are taken in their places."""
    doctype = '<!DOCTYPE svg [<!ENTITY ns_ai "http://ns.adobe.com/"><!ENTITY c "#fa0">]>'
    inside = '<g xmlns:i="&ns_ai;"><rect width="60" height="40" fill="&c;"/></g>'
    assert drawn(tmp_path / "a.svg", inside, doctype) == drawn(tmp_path / "b.svg", f"<g>{RECT}</g>")


@pytest.mark.parametrize(
    "entity",
    [
        'f SYSTEM "file:///etc/passwd"><!ENTITY e "x"',
        'f PUBLIC "x" "http://example.org/x"><!ENTITY e "x"',
        f'e "{"ha" * 60}"',
        'a "ha"><!ENTITY e "&a;&a;"',
        "f \"<circle r='9'/>\"><!ENTITY e 'x'",
    ],
)
def test_entities_that_could_be_more(tmp_path: Path, entity: str) -> None:
    """An entity that names a file, others, elements, or that is long, is refused."""
    with pytest.raises(PictureError, match="declares entities"):
        drawn(tmp_path / "a.svg", '<rect id="&e;"/>', f"<!DOCTYPE svg [<!ENTITY {entity}>]>")


def test_very_many_entities(tmp_path: Path) -> None:
    """So are more of them than any program writes."""
    many = "".join(f'<!ENTITY e{n} "x">' for n in range(101))
    with pytest.raises(PictureError, match="declares entities"):
        drawn(tmp_path / "a.svg", RECT, f"<!DOCTYPE svg [{many}]>")


def test_style_sheet_in_another_file(tmp_path: Path) -> None:
    """A drawing whose colours stand in another file is refused rather than printed black."""
    with pytest.raises(PictureError, match="another file"):
        drawn(tmp_path / "a.svg", RECT, '<?xml-stylesheet type="text/css" href="a.css"?>')


def test_symbols_that_nothing_shows(tmp_path: Path) -> None:
    """A sheet of symbols shows none of them, and would be an empty place on the card."""
    with pytest.raises(PictureError, match="shows nothing"):
        drawn(tmp_path / "a.svg", f'<symbol id="a">{RECT}</symbol>')


@pytest.mark.parametrize(
    "style",
    ["fill:color(display-p3 1 0.6 0)", "fill:light-dark(var(--a), #000)", "white-space:pre"],
)
def test_what_cannot_be_put_plainly(tmp_path: Path, style: str) -> None:
    """Without a plain colour beside it, and with lines of its own, it is refused as before."""
    inside = f'<text y="20" font-family="Inter" style="{style}">a&#10;b</text>'
    with pytest.raises(PictureError):
        drawn(tmp_path / "a.svg", inside)
