"""The document's structure: what is read, in the order of the deck (PDF 1.7, 14.7).

Document > Sect of a category > Sect of a card > H2 of its title, paragraphs, lists, figures. Marks
lie on any page; so front and back of a card are read together however they are imposed.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from ..basics.records import NamedTuple
from ..model.tags import Section
from .marked import Mark, Order, Step, Steps

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
    """An element of the structure: a step with its final kind, and what is below it.

    `number` is that of its object in the file.
    """

    __slots__ = ("_below", "_is_sorted", "_kids", "kind", "number", "step")

    def __init__(self, step: Step) -> None:
        self.step = step
        self.kind = step.kind
        self.number = 0
        self._kids: list[Kid] = []
        self._below: dict[Step, Element] = {}
        self._is_sorted = True

    @property
    def kids(self) -> list[Kid]:
        """Its elements and marks in the order of reading, which is that of a paragraph's marks."""
        if not self._is_sorted:
            self._is_sorted = True
            if len(self._below) == len(self._kids):
                self._kids = [*sorted(self._below.values(), key=_order)]
        return self._kids

    def child(self, step: Step) -> "Element":
        """The element below at a step, made when it is asked for first."""
        found = self._below.get(step)
        if found is None:
            found = self._below[step] = Element(step)
            self._kids.append(found)
            self._is_sorted = len(self._kids) == 1
        return found

    def add(self, leaf: Leaf | Annotation) -> None:
        """Add a mark or a link of the element's own."""
        self._kids.append(leaf)

    def walk(self) -> "list[Element]":
        """This element and all below, in the order of reading."""
        found: list[Element] = []
        rest = [self]
        while rest:
            found.append(element := rest.pop())
            if element._below:
                rest += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
        return found


def _order(element: Element) -> Order:
    return element.step.order


Marked = tuple[Sequence[Mark], Sequence[Mark]]
"""What is read of a page, by number, and what its links belong to."""


def structure(pages: Iterable[Marked], sections: Sequence[Section], language: str) -> list[Element]:
    """The tree of all pages' marks, headings counted: the document and all that is below it.

    The elements are in the order of reading.
    """
    root = Element(Step("Document", (), language))
    tree = _Tree(root, sections)
    for page, (marks, links) in enumerate(pages):
        for number, mark in enumerate(marks):
            tree.at(mark).add(Leaf(page, number))
        for number, mark in enumerate(links):
            tree.at(mark).add(Annotation(page, number))
    elements = root.walk()
    _count_headings(elements)
    return elements


class _Tree:
    """Finds the element that a mark is of; what is of no card comes last."""

    def __init__(self, root: Element, sections: Sequence[Section]) -> None:
        self._root = root
        self._ways = _ways(sections)
        self._elements: dict[tuple[str, bool], Element] = {}

    def at(self, mark: Mark) -> Element:
        """The element of a mark, made with all above it when it is asked for first."""
        is_category = bool(mark.card_id) and mark.steps[0].kind == "H1"
        key = mark.card_id, is_category
        element = self._elements.get(key)
        if element is None:
            element = self._elements[key] = self._above(*key)
        for step in mark.steps:
            element = element.child(step)
        return element

    def _above(self, card_id: str, is_category: bool) -> Element:
        """What the elements of a card are in; the name of a category is beside its cards."""
        way: Steps = (Step("Sect", (len(self._ways),)),)
        if card_id:
            way = self._ways[card_id]
        element = self._root
        for step in way[:-1] if is_category else way:
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


def _count_headings(elements: Iterable[Element]) -> None:
    """No level is left out on the way down, whatever a layout shows: H1 is the first there is."""
    headings = [one for one in elements if one.kind[0] == "H"]
    top = int(headings[0].kind[1:]) if headings else 1
    before = 0
    for heading in headings:
        level = max(1, int(heading.kind[1:]) - top + 1)
        before = min(level, before + 1, LEVELS)
        heading.kind = f"H{before}"
