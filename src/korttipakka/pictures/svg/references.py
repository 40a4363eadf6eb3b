"""How much of an SVG file is drawn: what it shows again and again is counted before it is shown."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..refusal import PictureError
from .css import TOO_LONG, StyleSheets
from .names import href, local_name, urls

MOST_EXPANDED = 4_000_000
"""Characters of all attributes once each reference is replaced by what it shows."""

DEEPEST = 200
"""Elements within elements, each reference counted with what it shows."""

MOST_UNCLEAR = 20
"""References under selectors that are not followed: each counts as if every element had it."""


class References:
    """The references of a file's elements to others by their ids; the first with an id counts."""

    def __init__(self, elements: list[Any], sheet: StyleSheets) -> None:
        self.sheet = sheet
        self._elements = elements
        self._known: dict[str, Any] = {}
        self._twice: set[str] = set()
        for element in elements:
            name = element.get("id")
            if name in self._known:
                self._twice.add(name)
            elif name:
                self._known[name] = element
        self._sizes: dict[Any, int] = {}

    def check(self) -> None:
        """Raise PictureError when the file shows things without end, or too often."""
        size = self._expanded(self._elements[0], [])
        unclear = [name for d in self.sheet.unclear for name in urls(d.value)]
        if len(unclear) > MOST_UNCLEAR:
            raise PictureError(TOO_LONG, "simplify it")
        for name in unclear:
            size += len(self._elements) * self._expanded(self.target(name), [])
        if size > MOST_EXPANDED:
            raise PictureError("the SVG file repeats its shapes too often", "simplify it")

    def target(self, link: str) -> Any:
        """The element that a link such as "#a" names. Raises PictureError when there is none."""
        if not link.startswith("#"):
            raise PictureError("the SVG file refers to another file", "put everything into one")
        name = link[1:]
        if name in self._twice:
            raise PictureError(
                f"the SVG file has two elements with the id '{name[:40]}'", "rename one"
            )
        if name not in self._known:
            raise PictureError(
                f"the SVG file refers to '#{name[:40]}', which it lacks", "remove that"
            )
        return self._known[name]

    def _expanded(self, element: Any, within: list[Any]) -> int:
        """The characters of an element's attributes with every reference replaced."""
        if element in within:
            raise PictureError("the SVG file shows a shape within itself", "simplify it")
        if len(within) > DEEPEST:
            raise PictureError(f"the SVG file nests more than {DEEPEST} deep", "simplify it")
        if element not in self._sizes:
            within.append(element)
            size = 1 + sum(len(value) for value in element.attrib.values())
            shown = [
                *element.iterchildren("*"),
                *(self.target(link) for link in self._links(element)),
            ]
            size += sum(self._expanded(other, within) for other in shown)
            within.pop()
            self._sizes[element] = size
        return self._sizes[element]

    def _links(self, element: Any) -> Iterator[str]:
        """What an element shows besides what is in it."""
        link = href(element)
        if link.startswith("#") and local_name(element) != "a":
            yield link
        for name, value in self.sheet.declared(element).items():
            if name not in HARMLESS and "url(" in value.lower():
                yield from urls(_without_fallback(name, value, self._known))


HARMLESS = {"d", "points", "content"}
"""Attributes that hold no link whatever stands in them."""


def _without_fallback(name: str, value: str, known: Mapping[str, Any]) -> str:
    """A value without a link to nothing, where it says what is to be painted then."""
    if name not in {"fill", "stroke"}:
        return value
    (link, *_), rest = list(urls(value)) or [""], value.rpartition(")")[2].strip()
    return "" if rest and link[1:] not in known else value
