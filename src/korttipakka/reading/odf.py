"""What documents of LibreOffice have in common: styles by their names, texts in them, passwords."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile

from ..basics.problems import Location
from .archives import attribute, has_password, local, part
from .markup import Run, moved

BOLD = {"bold", "600", "700", "800", "900"}

POSITION = re.compile(r"(super|sub|-?)(?=[1-9 ]|$)(?=.)")
"""Text above or below the line: "super 58%", "-33% 58%"; not "0% 100%"."""


@dataclass
class Styles:
    """Names of styles: bold, italic, struck through, of hidden tables, raised (1), lowered (-1)."""

    bold: set[str] = field(default_factory=set)
    italic: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    heights: dict[str, int] = field(default_factory=dict)


def styles_of(elements: Iterable[Any]) -> Styles:
    """The styles among the elements of a document."""
    styles = Styles()
    for style in (element for element in elements if local(element) == "style"):
        name = attribute(style, "name")
        for properties in style:
            if attribute(properties, "font-weight") in BOLD:
                styles.bold.add(name)
            if attribute(properties, "font-style") in {"italic", "oblique"}:
                styles.italic.add(name)
            lines = ("text-line-through-style", "text-line-through-type")
            if not {attribute(properties, line) for line in lines} <= {"", "none"}:
                styles.struck.add(name)
            if height := POSITION.match(attribute(properties, "text-position")):
                styles.heights[name] = -1 if height[1] in {"-", "sub"} else 1
            if attribute(properties, "display") == "false":
                styles.hidden.add(name)
    return styles


def check_password(archive: ZipFile, file: Location) -> None:
    """Raise KorttipakkaError for a document that cannot be read without a password."""
    if b"encryption-data" in part(archive, "META-INF/manifest.xml"):
        raise has_password(file)


def inside(element: Any, name: str) -> Iterator[Any]:
    """Rows or columns of a table, those in its groups and headings too, but of no other table."""
    for child in element:
        kind = local(child)
        if kind == name:
            yield child
        elif kind.endswith(("-group", "-rows", "-columns")):
            yield from inside(child, name)


def repeated(element: Any, name: str) -> int:
    """How many cells, rows or blanks an element stands for."""
    return max(1, int(attribute(element, name) or 1))


def pieces(element: Any, style: Run, styles: Styles) -> Iterator[Run]:
    """The text in an element, in the styles of the elements around it."""
    if element.text:
        yield style._replace(text=_one_blank(element.text))
    for child in element:
        kind = local(child)
        if kind == "s":
            yield style._replace(text=" " * min(repeated(child, "c"), 1000))
        elif kind in {"line-break", "tab"}:
            yield style._replace(text="\n" if kind == "line-break" else "\t")
        elif kind in {"span", "a"}:
            height = styles.heights.get(attribute(child, "style-name"), 0)
            for run in pieces(child, _styled_by(child, style, styles), styles):
                yield run._replace(text=moved(run.text, height)) if height else run
        if child.tail:
            yield style._replace(text=_one_blank(child.tail))


def _styled_by(element: Any, style: Run, styles: Styles) -> Run:
    name = attribute(element, "style-name")
    link = attribute(element, "href") or style.link
    return Run("", style.bold or name in styles.bold, style.italic or name in styles.italic, link)


def _one_blank(text: str) -> str:
    """Text without the line ends and double blanks that only lay out the XML."""
    return re.sub(r"[ \t\r\n]+", " ", text)
