"""The document's structure: what is read, in the order of the deck (PDF 1.7, 14.7).

Document > Sect of a category > Sect of a card > H2 of its title, paragraphs, lists, figures. Marks
lie on any page; so front and back of a card are read together however they are imposed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ..model.tags import Section
from .marked import Mark, Step, Steps

LEVELS = 6
"""Of headings, H1 to H6."""


class Leaf(NamedTuple):
    """A mark by its page, from 0 on, and its number there."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link by its page, from 0 on, and its number there."""

    page: int
    number: int


Kid: TypeAlias = "Element | Leaf | Annotation"


class Element:
    """An element of the structure: a step with its final kind, and what is below it."""

    __slots__ = ("_below", "_kids", "kind", "step")

    def __init__(self, step: Step) -> None:
        self.step = step
        self.kind = step.kind
        self._kids: list[Kid] = []
        self._below: dict[Step, Element] = {}

    @property
    def kids(self) -> list[Kid]:
        """Its elements and marks in the order of reading, which is that of a paragraph's marks."""
        if len(self._below) < len(self._kids):
            return self._kids
        return [*sorted(self._below.values(), key=lambda one: one.step.order)]

    def child(self, step: Step) -> "Element":
        """The element below at a step, made when it is asked for first."""
        found = self._below.get(step)
        if found is None:
            found = self._below[step] = Element(step)
            self._kids.append(found)
        return found

    def add(self, leaf: Leaf | Annotation) -> None:
        """Add a mark or a link of the element's own."""
        self._kids.append(leaf)

    def walk(self) -> "Iterator[Element]":
        """This element and all below, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


Marked = tuple[Sequence[Mark], Sequence[Mark]]
"""What is read of a page, by number, and what its links belong to."""


def structure(pages: Iterable[Marked], sections: Sequence[Section], language: str) -> Element:
    """The tree of all pages' marks, headings counted, languages only where they change."""
    root, ways = Element(Step("Document", (), language)), _ways(sections)
    for page, (marks, links) in enumerate(pages):
        for number, mark in enumerate(marks):
            _at(root, _way(mark, ways)).add(Leaf(page, number))
        for number, mark in enumerate(links):
            _at(root, _way(mark, ways)).add(Annotation(page, number))
    _count_headings(root)
    return root


def _at(root: Element, way: Steps) -> Element:
    element = root
    for step in way:
        element = element.child(step)
    return element


def _ways(sections: Sequence[Section]) -> Mapping[str, Steps]:
    """The steps from the document to each card."""
    ways: dict[str, Steps] = {}
    for index, section in enumerate(sections):
        above = (Step("Sect", (index,)),) if section.title else ()
        for place, card in enumerate(section.cards):
            ways[card] = (*above, Step("Sect", (place + 1,) if above else (index, place)))
    return ways


def _way(mark: Mark, ways: Mapping[str, Steps]) -> Steps:
    """The way to what a mark is of; what is of no card comes last."""
    if not mark.card_id:
        return (Step("Sect", (len(ways),)), *mark.steps)
    way = ways[mark.card_id]
    is_category = mark.steps[0].kind == "H1"
    return (*(way[:-1] if is_category else way), *mark.steps)


def _count_headings(root: Element) -> None:
    """No level is left out on the way down, whatever a layout shows: H1 is the first there is."""
    headings = [one for one in root.walk() if one.kind[1:].isdigit()]
    top = int(headings[0].kind[1:]) if headings else 1
    before = 0
    for heading in headings:
        level = max(1, int(heading.kind[1:]) - top + 1)
        before = min(level, before + 1, LEVELS)
        heading.kind = f"H{before}"
