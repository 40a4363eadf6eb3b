"""The document's structure as objects of a PDF (PDF 1.7, 14.7), many to a stream (7.5.7)."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, count

from ..basics.records import NamedTuple
from .deflate import deflated
from .structure import Annotation, Element, Kid, Leaf
from .text import text_string

MOST = 500
"""Objects in a stream: readers unpack the whole for one of them."""


SCOPE = "/A <</O /Table /Scope /Column>>"
"""The cells of a table's first row head their columns."""


class Packed(NamedTuple):
    """Objects that follow each other in number, as the content of one object stream."""

    numbers: range
    entries: bytes
    data: bytes


class StructureObjects:
    """Writes the elements of a `structure`, numbered from `first` on; `root` is what they are of.

    `pages` are the numbers of the pages' objects, `links` those of each page's links in turn.
    """

    def __init__(
        self, elements: Sequence[Element], root: int, first: int, pages: Sequence[int],
        links: Sequence[Sequence[int]],
    ) -> None:  # fmt: skip
        self._root = root
        self._first = first
        self._pages = pages
        self._document = elements[0]
        for number, element in enumerate(elements, first):
            element.number = number
        self._links = links
        self._parents: list[dict[int, int]] = [{} for _ in pages]
        self._link_parents: dict[int, int] = {}

    def streams(self) -> Iterator[Packed]:
        """All elements; `root_object` is to be asked for after them."""
        bodies: list[str] = []
        self._add(bodies, self._document, self._root, "")
        for start in range(0, len(bodies), MOST):
            yield _packed(self._first + start, bodies[start : start + MOST])

    def root_object(self) -> bytes:
        """The root, with what each mark of each page belongs to."""
        nums = " ".join(
            f"{page} [{' '.join(f'{of[number]} 0 R' for number in range(len(of)))}]"
            for page, of in enumerate(self._parents)
        )
        keys = count(len(self._pages))
        links = (link for of in self._links for link in of)
        of_links = " ".join(f"{next(keys)} {self._link_parents[link]} 0 R" for link in links)
        return (
            f"<</Type /StructTreeRoot /K {self._first} 0 R /ParentTreeNextKey {next(keys)} "
            f"/ParentTree <</Nums [{nums} {of_links}]>>>>"
        ).encode("ascii")

    def _add(self, bodies: list[str], element: Element, parent: int, language: str) -> None:
        """Write an element and all below; `language` is that of what is around."""
        number, step, kids = element.number, element.step, element.kids
        marks = [kid for kid in kids if isinstance(kid, Leaf)]
        page = marks[0].page if marks else None
        on = "" if page is None else f"/Pg {self._pages[page]} 0 R"
        alt = f"/Alt {text_string(step.alt)}" if step.alt else ""
        speaks = step.language or language
        lang = f"/Lang ({speaks})" if speaks != language else ""
        scope = SCOPE if element.kind == "TH" else ""
        named = " ".join([self._kid(kid, number, page) for kid in kids])
        bodies.append(f"<</S /{element.kind} /P {parent} 0 R{on}{alt}{lang}{scope}/K [{named}]>>")
        for kid in kids:
            if isinstance(kid, Element):
                self._add(bodies, kid, number, speaks)

    def _kid(self, kid: Kid, parent: int, page: int | None) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        if isinstance(kid, Annotation):
            number = self._links[kid.page][kid.number]
            self._link_parents[number] = parent
            return f"<</Type /OBJR /Obj {number} 0 R /Pg {self._pages[kid.page]} 0 R>>"
        self._parents[kid.page][kid.number] = parent
        if kid.page == page:
            return f"{kid.number}"
        return f"<</Type /MCR /Pg {self._pages[kid.page]} 0 R /MCID {kid.number}>>"


def _packed(first: int, bodies: Sequence[str]) -> Packed:
    numbers = range(first, first + len(bodies))
    starts = accumulate((len(body) + 1 for body in bodies), initial=0)  # all of it is ASCII
    head = " ".join([f"{number} {at}" for number, at in zip(numbers, starts, strict=False)]) + "\n"
    data = deflated((head + "\n".join(bodies)).encode("ascii"))
    entries = (
        f"<</Type /ObjStm /N {len(bodies)} /First {len(head)} /Filter /FlateDecode "
        f"/Length {len(data)}>>"
    )
    return Packed(numbers, entries.encode("ascii"), data)
