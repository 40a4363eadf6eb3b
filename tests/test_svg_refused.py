"""SVG files that are refused: each by the name of what in it is not drawn, and in no time."""

import sys
from pathlib import Path

import pytest

from korttipakka.basics.geometry import Size
from korttipakka.pictures import Drawing, PictureError, Pictures
from korttipakka.pictures.svg import read_svg, resvg
from svg_samples import HEAD, whole

INCH = Size(72, 72)


def refused(inside: str, tmp_path: Path) -> PictureError:
    """What is said against a file with this in it, when it is read or when it is drawn."""
    path = tmp_path / "a.svg"
    path.write_text(whole(inside), encoding="utf-8")
    with pytest.raises(PictureError) as caught:
        look_at(path)
    return caught.value


def look_at(path: Path) -> None:
    """Read a file, and draw it if it is drawn as pixels."""
    pictures = Pictures()
    found = pictures.open(path)
    if isinstance(found, Drawing):
        pictures.drawn(found, INCH)


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<rect width="9" height="9"><animate/></rect>', "<animate>"),
        ("<flowRoot/>", "<flowRoot>"),
        ('<p xmlns="http://www.w3.org/1999/xhtml">Hello</p>', "<p>"),
        ('<use href="other.svg#x"/>', "another file"),
        ('<use href="file:///etc/passwd"/>', "another file"),
        ('<image href="https://example.org/x.png"/>', "another file"),
        ('<image href="/etc/passwd"/>', "another file"),
        ('<rect width="9" height="9" fill="url(a.svg#x)"/>', "another file"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "no PNG or JPEG"),
        ('<rect width="9" height="9" fill="url(#none)"/>', "'#none', which it lacks"),
        ('<g id="a"/><g id="a"/><use href="#a"/>', "two elements with the id 'a'"),
        ('<g id="a"><use href="#a"/></g>', "within itself"),
        ("<style>@import url(x.css);</style>", "@import"),
        ("<style>@media print{rect{fill:red}}</style>", "@media"),
        ("<style>rect:nth-child(2){fill:red}</style>", "selector 'rect:nth-child(2)'"),
        ("<style>a ~ b{fill:red}</style>", "selector 'a ~ b'"),
        ("<style>a{fill:red!important}b{fill:blue!important}</style>", "'!important' for fill"),
        ("<style>:root{--c:red}rect{fill:var(--c)}</style>", "fill: var(--c)"),
        ("<style>rect{animation:x 1s}</style>", "animation: x 1s"),
        ("<style>circle{r:5px}</style>", "r: 5px"),
        ('<rect style="width:20px" height="9"/>', "width: 20px"),
        ('<path d="M0 0h9" vector-effect="non-scaling-stroke"/>', "vector-effect"),
        ('<path d="M0 0h9" pathLength="4"/>', "pathLength"),
        ('<switch><g systemLanguage="fi"/></switch>', "reader's language"),
        ('<rect width="9" height="9" transform="rotate(45deg)"/>', "rotate(45deg)"),
        ('<rect width="9" height="9" fill="lab(50% 40 30)"/>', "lab(50% 40 30)"),
        ('<rect width="9" height="9" style="clip-path:circle(40%)"/>', "circle(40%)"),
        ('<rect width="5rem" height="9"/>', "5rem"),
        ('<text font-family="No Such Font">Hello</text>', "'No Such Font', which is not at hand"),
        ('<text font-family="No Such Font, sans-serif">Hello</text>', "'No Such Font'"),
        ('<text font-family="Helvetica Neue, Arial">Created by A</text>', ": 'Created by A'"),
        ('<rect width="9" height="9" fill="var(--c)"/>', "fill: var(--c)"),
        ('<g style="--c:red"><rect width="9" height="9" fill="var(--c, blue)"/></g>', "var(--c, b"),
        ('<text font-family="Inter">\u65e5</text>', "'\u65e5', which the font 'Inter' lacks"),
        ('<text font-family="Inter" style="text-transform:uppercase">a</text>', "text-transform"),
        ('<path d="M0 0L1e300 5Z"/>', "far out of its view"),
        ('<path d="M0 0L1e400 5Z"/>', "far out of its view"),
        ('<rect x="-1e30" width="1e31" height="5"/>', "far out of its view"),
        ('<path d="M0 0H9V9Z" stroke="red" stroke-width="1e300"/>', "far out of its view"),
        ('<path d="M0 0H9V9Z" stroke="red" style="stroke-width:1e30"/>', "far out of its view"),
        ("<style>path{stroke-width:9999999px}</style>", "far out of its view"),
        ('<text y="1e9" font-family="Inter">a</text>', "far out of its view"),
    ],
)  # fmt: skip
def test_by_name(tmp_path: Path, inside: str, says: str) -> None:
    """What neither way draws right is told by name, with advice."""
    error = refused(inside, tmp_path)
    assert says in str(error)
    assert error.hint


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<g>" * 300 + "</g>" * 300, "nests far too deep"),
        ("<g>" * 20_000 + "</g>" * 20_000, "nests far too deep"),
        ("<g>" * 220 + "</g>" * 220, "200 deep"),
        ("<path d='M0 0'/>" * 6000, "more than 5,000 elements"),
        ("<style>" + ".a{}" * 20_000 + "</style>", "style sheet"),
        ("<style>" + "a{" * 20_000 + "</style>", "style sheet"),
        ("<style>" + ".a{fill:red}" * 900 + "</style>" + '<g class="a"/>' * 900, "style sheet"),
        ("<style>g{" + "fill:red;" * 6_000 + "}</style>" + "<g/>" * 4_900, "style sheet"),
        ('<g style="' + "a" * 20_000 + '"/>', "style sheet"),
        ("<rect " + " ".join(f'data-{n}="1"' for n in range(300)) + "/>", "200 attributes"),
        (f'<path d="M{"0" * 300_000}x"/>', "path"),
        (
            f'<text y="9" font-family="{",".join(map(str, range(60_000)))}">a</text>',
            "very long list of fonts",
        ),
        (f'<text y="9" font="{"a-" * 200_000}">a</text>', "very long list of fonts"),
        (
            "".join(f'<text y="9" font-family="Inter, F{n}">a</text>' for n in range(4_000)),
            "more than 30 fonts",
        ),
        (
            f"<style>{''.join(f'g > text{{font-weight:{n + 100}}}' for n in range(900))}</style>"
            "<g>" + '<text y="9" font-family="Inter">a</text>' * 2_000 + "</g>",
            "very many rules for its fonts",
        ),
        (f'<path opacity="{"1" * 300_000}x" d="M0 0h9v9z"/>', "opacity"),
        (f'<path fill="{"url(" * 100_000}" d="M0 0h9v9z"/>', "fill"),
        (f'<path transform="matrix({"0" * 300_000}x)" d="M0 0h9v9z"/>', "transform"),
        (
            '<linearGradient id="g">' + '<stop stop-color="red"/>' * 2400 + "</linearGradient>"
            + '<rect width="9" height="9" fill="url(#g)"/>' * 2500, "too often",
        ),
        (
            '<clipPath id="c">' + '<circle r="50"/>' * 2400 + "</clipPath>"
            + '<rect width="9" height="9" clip-path="url(#c)"/>' * 2500, "too often",
        ),
        (
            "<style>g rect{clip-path:url(#c)}</style>"
            '<clipPath id="c">' + '<circle r="50"/>' * 2400 + "</clipPath>"
            + '<g><rect width="9" height="9"/></g>' * 1200, "too often",
        ),
    ],
)  # fmt: skip
def test_without_bound(tmp_path: Path, inside: str, says: str) -> None:
    """What grows without bound is refused before it does."""
    assert says in str(refused(inside, tmp_path))


@pytest.mark.parametrize(
    ("box", "says"),
    [
        ("0 0 100 1e999", "far out of its view"),
        ("1e9 0 100 100", "far out of its view"),
        ("0 0 1e-300 1e-300", "viewBox '0 0 1e-300 1e-300'"),
        ("0 0 0 9", "viewBox '0 0 0 9'"),
        ("0 0 9", "viewBox '0 0 9'"),
        ("0 0 a b", "viewBox '0 0 a b'"),
    ],
)
def test_odd_views(box: str, says: str) -> None:
    """A view without a size, or beyond all bounds, is refused."""
    with pytest.raises(PictureError) as caught:
        read_svg(whole("<path d='M0 0h9v9z'/>").replace("0 0 100 100", box).encode())
    assert says in str(caught.value)


@pytest.mark.parametrize("side", ["0", "1e-320", "-5", "1e9", "1e999"])
def test_odd_sizes(side: str) -> None:
    """A drawing without a size, or beyond all bounds, is refused."""
    text = whole("<path d='M0 0h9v9z'/>").replace('width="100"', f'width="{side}"')
    with pytest.raises(PictureError, match=r"no size|far out of its view"):
        read_svg(text.encode())


def test_many_uses(tmp_path: Path) -> None:
    """Uses of uses that would grow to billions of shapes are refused at once."""
    levels = [f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 10 + "</g>" for n in range(9)]
    inside = "<defs>" + "".join(levels) + '<path id="a9" d="M0 0"/></defs><use href="#a0"/>'
    assert "repeats its shapes too often" in str(refused(inside, tmp_path))


def test_a_filter_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing that takes too much is given up, and no other is waited for after it."""
    noise = '<filter id="f"><feTurbulence baseFrequency=".05" numOctaves="1000000"/></filter>'
    for name in ("one", "other"):
        text = whole(noise + f'<rect id="{name}" width="100" height="100" filter="url(#f)"/>')
        (tmp_path / f"{name}.svg").write_text(text, encoding="utf-8")
    monkeypatch.setattr(resvg, "TRIES", ((600, 1), (300, 1)))
    pictures = Pictures()
    one, other = (pictures.open(tmp_path / f"{name}.svg") for name in ("one", "other"))
    assert isinstance(one, Drawing)
    assert isinstance(other, Drawing)
    with pytest.raises(PictureError, match="takes too much"):
        pictures.drawn(one, INCH)
    assert pictures.drawn(other, INCH) is None


def test_many_slow_drawings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawings of which each takes less than it may are given up when all take too much."""
    monkeypatch.setattr(resvg, "_run", lambda request: ("", resvg.FREE + 1.1))
    pictures = Pictures()
    drawings = []
    for radius in range(1, 8):
        path = tmp_path / f"{radius}.svg"
        path.write_text(whole(DRAWN.format(radius)), encoding="utf-8")
        drawings.append(pictures.open(path))
    assert all(pictures.drawn(each, INCH) for each in drawings[:5])  # 5.5 seconds beyond their own
    with pytest.raises(PictureError, match="take over 5 seconds to be drawn"):
        pictures.drawn(drawings[5], INCH)
    assert pictures.drawn(drawings[6], INCH) is None
    assert pictures.drawn(drawings[0], INCH)  # what is drawn stays


def test_quick_drawings_are_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck of very many drawings that take a moment each is drawn."""
    took: list[float] = []
    run = resvg._run

    def slower(request: dict[str, object]) -> tuple[str, float]:
        if not took:
            took.append(run(request)[1])
        return "", resvg.FREE

    monkeypatch.setattr(resvg, "_run", slower)
    pictures = Pictures()
    for radius in range(1, 60):
        path = tmp_path / f"{radius}.svg"
        path.write_text(whole(DRAWN.format(radius)), encoding="utf-8")
        assert pictures.drawn(pictures.open(path), INCH)
    assert 0 < took[0] < resvg.MOST_SECONDS


DRAWN = (
    '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><circle r="{}" filter="url(#f)"/>'
)
"""An SVG drawing that PDF has no shapes for."""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
def test_a_filter_that_fills_the_memory(tmp_path: Path) -> None:
    """A large drawing with large layers over it ends for want of memory."""
    region = 'x="-9999" y="-9999" width="99999" height="99999" filterUnits="userSpaceOnUse"'
    blur = f'<filter id="f" {region}><feGaussianBlur stdDeviation="999"/></filter>'
    inside = f'{blur}<rect width="90" height="90" filter="url(#f)"/>'
    (tmp_path / "a.svg").write_text(whole(inside), encoding="utf-8")
    pictures = Pictures()
    found = pictures.open(tmp_path / "a.svg")
    assert isinstance(found, Drawing)
    with pytest.raises(PictureError, match="takes too much memory"):
        pictures.drawn(found, Size(600, 600))


def test_entities_are_not_expanded() -> None:
    """A document type that declares entities which stand between elements is refused."""
    for entity in ('"laugh"', 'SYSTEM "file:///etc/passwd"'):
        data = f"<!DOCTYPE svg [<!ENTITY e {entity}>]>{HEAD}<desc>&e;</desc></svg>"
        with pytest.raises(PictureError, match="entities"):
            read_svg(data.encode())


def test_nothing_is_read_from_outside(tmp_path: Path) -> None:
    """A picture beside the file is not read, however it is named."""
    (tmp_path / "secret.png").write_bytes(b"secret")
    for name in ("secret.png", f"{tmp_path}/secret.png", "./secret.png"):
        error = refused(f'<image href="{name}" width="9" height="9"/>', tmp_path)
        assert "another file" in str(error)


def test_reading_is_quiet(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What svglib and resvg complain of does not reach the terminal."""
    refused('<rect width="9" height="9" fill="no-colour"/>', tmp_path)
    read_svg(whole('<path d="M0 0h9v9z"/>').encode())
    assert capfd.readouterr() == ("", "")
