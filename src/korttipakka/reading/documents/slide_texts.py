"""What shapes of PowerPoint say, as HTML: paragraphs, lists with their bullets, tables.

Bullets are those of the paragraph, else of its placeholder, of the slide's layout, of the master.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from ...basics.problems import Location
from ...basics.records import NamedTuple
from ..archives import attribute, local
from ..draft import Value
from ..html import runs_of
from ..markup import markdown, plain

if TYPE_CHECKING:
    from pptx.slide import Slide, SlideLayout

Element = Any

IGNORED = frozenset({"dt", "ftr", "sldNum", "hdr"})
"""Placeholders that say nothing of a card: date, footer, number."""

BULLETED = frozenset({"", "obj", "body"})
"""Kinds of placeholders whose bullets the master has, if nobody says otherwise."""

BULLETS = {"buChar": "ul", "buBlip": "ul", "buAutoNum": "ol", "buNone": ""}

PICTURE_TAGS = frozenset({"pic", "contentPart"})


class ShapeText(NamedTuple):
    """What a shape says, as HTML; `size` is that of its largest letters, 0 where it says none."""

    html: str
    size: int = 0

    def value(self, at: Location) -> Value:
        """Its words, and the Markdown that prints them."""
        runs = runs_of(self.html)
        return Value(plain(runs).strip(), markdown(runs), at)


def shapes_in(tree: Element) -> Iterator[Element]:
    """The shapes of a slide, those of groups after each other."""
    for child in tree:
        name = local(child)
        if name == "grpSp":
            yield from shapes_in(child)
        elif name in {"sp", "graphicFrame", "AlternateContent", *PICTURE_TAGS}:
            yield child


def in_order(shapes: Iterable[Element]) -> list[Element]:
    """Shapes as they are read: placeholders in their order, others from the top left."""
    return sorted(
        shapes, key=lambda shape: (0, 0, 0) if _placeholder(shape) is not None else _place(shape)
    )


def _placeholder(shape: Element) -> Element | None:
    """What a shape says of the placeholder that it is; None for any other shape."""
    return next((e for e in shape.iter() if local(e) == "ph"), None)


def _place(shape: Element) -> tuple[int, int, int]:
    off = next((e for e in shape.iter() if local(e) == "off"), None)
    return (1, 0, 0) if off is None else (1, int(off.get("y", 0)), int(off.get("x", 0)))


Levels = Mapping[str, Element]
"""How paragraphs of each level look, by the names that levels have in XML."""


class Looks:
    """How texts of a layout's placeholders look where slides do not say it."""

    def __init__(self, layout: "SlideLayout") -> None:
        shapes = (e for e in layout.element.iter() if local(e) == "sp")
        holders = ((_placeholder(shape), shape) for shape in shapes)
        self._own = {_index(ph): _levels(shape, "lstStyle") for ph, shape in holders}
        self._master = _levels(layout.slide_master.element, "bodyStyle")

    def of(self, holder: Element | None) -> tuple[Levels, ...]:
        """The looks that the text of a placeholder inherits, the nearest first."""
        if holder is None or holder.get("type", "") not in BULLETED:
            return ()
        return self._own.get(_index(holder), {}), self._master


class ShapeReader:
    """Makes HTML of the texts of a slide's shapes."""

    def __init__(self, slide: "Slide", looks: Looks) -> None:
        self.struck: list[str] = []
        self._looks = looks
        self._links = {
            name: rel.target_ref for name, rel in slide.part.rels.items() if rel.is_external
        }

    def read(self, shape: Element) -> ShapeText:
        """What a shape says."""
        holder = _placeholder(shape)
        if local(shape) not in {"sp", "graphicFrame"}:
            return ShapeText("")
        if holder is not None and holder.get("type", "") in IGNORED:
            return ShapeText("")
        sizes = [int(e.get("sz", 0)) for e in shape.iter() if local(e) == "rPr"]
        table = next((e for e in shape.iter() if local(e) == "tbl"), None)
        html = self._body(shape, holder) if table is None else self._table(table)
        return ShapeText(html, max(sizes, default=0))

    def _table(self, table: Element) -> str:
        rows = (row for row in table if local(row) == "tr")
        cells = ([self._lines(cell) for cell in row if local(cell) == "tc"] for row in rows)
        inner = ("".join(f"<td>{cell}</td>" for cell in row) for row in cells)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in inner)}</table>"

    def _lines(self, holder: Element) -> str:
        return "<br/>".join(filter(str.strip, map(self._inline, _paragraphs(holder))))

    def _body(self, shape: Element, holder: Element | None) -> str:
        """The paragraphs of a shape, those with bullets as lists."""
        said = [(e, text) for e in _paragraphs(shape) if (text := self._inline(e)).strip()]
        inherited = (_levels(shape, "lstStyle"), *self._looks.of(holder))
        # A single line is no list, even where lists have bullets.
        is_list = len(said) > 1
        parts = [(_bullet(e, inherited) if is_list else "", _level(e), text) for e, text in said]
        return _nested(parts)

    def _inline(self, paragraph: Element) -> str:
        """The runs of a paragraph."""
        parts = []
        for child in paragraph:
            name = local(child)
            if name == "br":
                parts.append("<br/>")
            elif name in {"r", "fld"}:
                parts.append(self._run(child))
        return "".join(parts)

    def _run(self, run: Element) -> str:
        text = "".join(e.text or "" for e in run if local(e) == "t").replace("\v", "\n")
        html = escape(text)
        looks = next((e for e in run if local(e) == "rPr"), None)
        if looks is None or not text.strip():
            return html
        if looks.get("strike", "noStrike") != "noStrike":
            self.struck.append(text)
        height = int(looks.get("baseline", 0))
        tags = {
            "b": looks.get("b") in TRUE, "i": looks.get("i") in TRUE,
            "sup": height > 0, "sub": height < 0,
        }  # fmt: skip
        for tag in (tag for tag, is_on in tags.items() if is_on):
            html = f"<{tag}>{html}</{tag}>"
        click = next((e for e in looks if local(e) == "hlinkClick"), None)
        address = self._links.get(attribute(click, "id"), "") if click is not None else ""
        return f'<a href="{escape(address)}">{html}</a>' if address else html


TRUE = frozenset({"1", "true"})


def _paragraphs(holder: Element) -> Iterator[Element]:
    return (e for e in holder.iter() if local(e) == "p")


def _level(paragraph: Element) -> int:
    """How deep a paragraph lies in a list, 0 for the first level."""
    style = next((e for e in paragraph if local(e) == "pPr"), None)
    return min(int(style.get("lvl", 0)), 8) if style is not None else 0


def _bullet(paragraph: Element, inherited: Iterable[Levels]) -> str:
    """The kind of list that a paragraph is an item of: ul, ol, or "" for none."""
    own = next((e for e in paragraph if local(e) == "pPr"), ())
    name = f"lvl{_level(paragraph) + 1}pPr"
    for style in (own, *(levels.get(name, ()) for levels in inherited)):
        for mark in style:
            if local(mark) in BULLETS:
                return BULLETS[local(mark)]
    return ""


def _index(holder: Element | None) -> str:
    """The number by which a slide's placeholder is known in its layout."""
    return str(holder.get("idx", "0")) if holder is not None else ""


def _levels(element: Element, name: str) -> Levels:
    """The looks of each level that a shape or a master has under a name."""
    found = next((e for e in element.iter() if local(e) == name), ())
    return {local(style): style for style in found}


def _nested(parts: Iterable[tuple[str, int, str]]) -> str:
    """Paragraphs and items of lists, each with its level, as HTML."""
    html: list[str] = []
    open_lists: list[str] = []
    for kind, level, text in parts:
        while open_lists and (not kind or len(open_lists) > level + 1):
            html.append(f"</{open_lists.pop()}>")
        if not kind:
            html.append(f"<p>{text}</p>")
            continue
        if len(open_lists) == level + 1 and open_lists[-1] != kind:
            html.append(f"</{open_lists.pop()}>")
        while len(open_lists) < level + 1:
            open_lists.append(kind)
            html.append(f"<{kind}>")
        html.append(f"<li>{text}</li>")
    html += [f"</{kind}>" for kind in reversed(open_lists)]
    return "".join(html)
