"""What a reader by structure gets of a PDF: its tree, and the text of each mark, by QPDF's parser.

Nothing here knows of korttipakka. Everything that is not as PDF 1.7 (14.6 to 14.8) and PDF/UA-1 ask
is an AssertionError: a mark without an owner or with two, a mark that the tree names and no page
has, anything painted outside of marks, marks within marks.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf

PAINTING = frozenset("f f* F B B* b b* S s sh Do TJ Tj".split())
"""Operators that leave ink."""


class Element(NamedTuple):
    """An element of the tree: its type, language and words for a figure, the text below, kids."""

    kind: str
    language: str
    alt: str
    text: str
    kids: "tuple[Element, ...]"

    def all(self, *kinds: str) -> "Iterator[Element]":
        """The elements of these types, in order."""
        if self.kind in kinds:
            yield self
        for kid in self.kids:
            yield from kid.all(*kinds)

    def outline(self, depth: int = 0) -> Iterator[str]:
        """The tree as lines of text."""
        about = f" ({self.language})" if self.language else ""
        about += f" [{self.alt}]" if self.alt else ""
        said = f" {self.text!r}" if not self.kids else ""
        yield f"{'  ' * depth}{self.kind}{about}{said}"
        for kid in self.kids:
            yield from kid.outline(depth + 1)


def structure(path: Path) -> Element:
    """The tree of a file, every mark of every page in it once."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root.StructTreeRoot
        assert pdf.Root.MarkInfo.Marked
        owners = pikepdf.NumberTree(root.ParentTree)
        pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
        marks = [_marks(page) for page in pdf.pages]
        reader = _Reader(pdf, pages, marks, owners)
        tree = reader.element(root.K, root)
        for index, texts in enumerate(marks):
            assert pdf.pages[index].StructParents == index
            assert pdf.pages[index].Tabs == "/S"
            assert set(reader.seen[index]) == set(texts), f"page {index + 1}"
            assert len(owners[index]) == len(texts)
        shown = [link.objgen for page in pdf.pages for link in page.get("/Annots", [])]
        assert sorted(shown) == sorted(reader.links)
        return tree


class _Reader:
    def __init__(
        self, pdf: pikepdf.Pdf, pages: dict[tuple[int, int], int],
        marks: list[dict[int, str]], owners: pikepdf.NumberTree,
    ) -> None:  # fmt: skip
        self.pdf, self.pages, self.marks, self.owners = pdf, pages, marks, owners
        self.seen: list[list[int]] = [[] for _ in marks]
        self.links: list[tuple[int, int]] = []

    def element(self, node: pikepdf.Object, parent: pikepdf.Object) -> Element:
        """An element with all below, which must know its parent."""
        assert node.P.objgen == parent.objgen
        listed = node.K if isinstance(node.K, pikepdf.Array) else [node.K]
        texts, kids = [], []
        for kid in listed:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                kids.append(self.element(kid, node))
                texts.append(f" {kids[-1].text} ")
                continue
            if isinstance(kid, pikepdf.Dictionary) and kid.Type == "/OBJR":
                self.link(node, kid.Obj)
                continue
            is_mark = isinstance(kid, pikepdf.Dictionary)
            page = (kid if is_mark else node).Pg
            texts.append(self.leaf(node, page, int(kid.MCID if is_mark else kid)))
        return Element(
            str(node.S)[1:], str(node.get("/Lang", "")), str(node.get("/Alt", "")),
            "".join(texts), tuple(kids),
        )  # fmt: skip

    def link(self, node: pikepdf.Object, link: pikepdf.Object) -> None:
        """A link of an element, which must be its owner and a Link."""
        assert node.S == "/Link"
        assert link.Contents
        assert link.objgen not in self.links
        self.links.append(link.objgen)
        assert self.owners[int(link.StructParent)].objgen == node.objgen

    def leaf(self, node: pikepdf.Object, page: pikepdf.Object, number: int) -> str:
        """The text of a mark, whose owner must be this element and no other."""
        index = self.pages[page.objgen]
        assert number not in self.seen[index], f"mark {number} of page {index + 1} has two owners"
        self.seen[index].append(number)
        assert self.owners[index][number].objgen == node.objgen
        return self.marks[index][number]


def _marks(page: pikepdf.Page) -> dict[int, str]:
    """The text of each mark of a page."""
    fonts = {name: _texts(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts: dict[int, str] = {}
    around: list[tuple[str, int | None, bool]] = []  # tag, number, whether its text is replaced
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC":
                around.append((str(operands[0]), None, False))
            case "BDC":
                about = operands[1]
                number = int(about.MCID) if "/MCID" in about else None
                replaced = "/ActualText" in about
                if number is not None:
                    assert all(one[0] != "/Artifact" and one[1] is None for one in around)
                    assert number not in texts
                    texts[number] = str(about.ActualText) if replaced else ""
                around.append((str(operands[0]), number, replaced))
            case "EMC":
                around.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ":
                inner = next((one for one in reversed(around) if one[1] is not None), None)
                if inner is not None and not inner[2]:
                    assert inner is around[-1], "marks within marks are lost in some readers"
                    texts[inner[1]] += "".join(_shown(operands[0], font))
        if str(operator) in PAINTING:
            told = [one for one in around if one[0] == "/Artifact" or one[1] is not None]
            assert len(told) == 1, f"{operator} is in {around}"
    assert not around
    return texts


def _shown(array: pikepdf.Object, font: dict[int, str]) -> Iterator[str]:
    for element in array:
        if isinstance(element, pikepdf.String):
            data = bytes(element)
            yield from (
                font[int.from_bytes(data[i : i + 2], "big")] for i in range(0, len(data), 2)
            )


def _texts(font: pikepdf.Object) -> dict[int, str]:
    """What the codes of a font stand for, by its ToUnicode map."""
    pairs = re.findall(rb"<(\w{4})> <(\w*)>", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
