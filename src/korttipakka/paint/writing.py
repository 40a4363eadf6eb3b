"""A PDF document written a piece at a time: pictures are copied from their files, not gathered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from struct import Struct
from typing import TYPE_CHECKING

from ..basics.records import NamedTuple
from .deflate import deflated
from .pdfdoc import (
    PDFCrossReferenceTable,
    PDFDictionary,
    PDFDocument,
    PDFFile,
    PDFIndirectObject,
    PDFObject,
    PDFObjectReference,
    PDFTrailer,
)
from .structure import Element
from .structure_objects import StructureObjects

if TYPE_CHECKING:
    from .stored import Stored

END = b"\r\nendstream"
"""After a stream's bytes, of which the last may be a carriage return: then a line feed alone would
seem to end the line together with it."""


class Stream(PDFObject):  # type: ignore[misc]
    """Bytes with entries that describe them, an end of line after them as PDF/A asks."""

    def __init__(self, entries: Mapping[str, object], data: bytes) -> None:
        self._entries = PDFDictionary({**entries, "Length": len(data)})
        self._data = data

    def format(self, document: PDFDocument) -> bytes:
        """The stream as it is written."""
        return b"%s\nstream\n%s%s" % (self._entries.format(document), self._data, END)


class PageContent(PDFObject):  # type: ignore[misc]
    """A page's operators, deflated: a `Stream` that is quick to write, since there are many."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def format(self, document: PDFDocument) -> bytes:
        """The stream as it is written."""
        head = b"<<\n/Filter /FlateDecode /Length %d\n>>\nstream\n" % len(self._data)
        return head + self._data + END


class FileStream(PDFObject):  # type: ignore[misc]
    """A stream whose bytes lie in a file."""

    def __init__(self, entries: Mapping[str, object], data: "Stored") -> None:
        self.entries = PDFDictionary({**entries, "Length": data.length})
        self.data = data


class AddedPage(NamedTuple):
    """A page that a document has, and its links."""

    reference: PDFObjectReference
    links: tuple[PDFObjectReference, ...] = ()


class Placeholder(PDFObject):  # type: ignore[misc]
    """An object that is written last, when all others have their numbers."""


class StreamedDocument(PDFDocument):  # type: ignore[misc]
    """A document whose bytes are written one object after the other, not all in memory at once.

    With a `structure` its elements come last, packed into streams (PDF 1.7, 7.5.7 and 7.5.8), else
    the bytes are those of ReportLab's `format`.
    """

    structure: Sequence[Element] = ()
    structure_pages: "Sequence[AddedPage]" = ()

    def add_structure(self, elements: Sequence[Element], pages: "Sequence[AddedPage]") -> None:
        """Add what is read, mark by mark of these pages."""
        self.structure, self.structure_pages = elements, pages
        self.Catalog.StructTreeRoot = self.Reference(Placeholder(), "structure")
        self.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def pieces(self) -> Iterator[bytes]:
        """The file from its first byte to its last. Raises PictureError when a picture is gone."""
        self.encrypt.prepare(self)
        catalog, info = self.Reference(self.Catalog), self.Reference(self.info)
        head = PDFFile(self._pdfVersion).format(self)
        yield head
        at, names = len(head), list[str]()
        # Objects name others while they are written, so that there are more by and by.
        while (name := self.numberToId.get(len(names) + 1)) is not None:
            names.append(name)
            if isinstance(self.idToObject[name], Placeholder):
                continue
            self.idToOffset[name] = at
            for piece in self._object(name):
                yield piece
                at += len(piece)
        if self.structure:
            yield from self._structured_end(self.structure, at, len(names) + 1)
            return
        table = PDFCrossReferenceTable()
        table.addsection(0, names)
        yield table.format(self)
        size = len(names) + 1
        yield PDFTrailer(at, Size=size, Root=catalog, Info=info, ID=self.ID()).format(self)

    def _structured_end(self, elements: Sequence[Element], at: int, first: int) -> Iterator[bytes]:
        """The structure from a byte of the file on, its elements numbered from `first` on."""
        root = self._number("structure")
        pages = [self._number(page.reference.name) for page in self.structure_pages]
        links = [[self._number(link.name) for link in page.links] for page in self.structure_pages]
        objects = StructureObjects(elements, root, first, pages, links)
        table = CrossReferences()
        for name, offset in self.idToOffset.items():
            table.add(self._number(name), offset)
        streams = list(objects.streams())
        number = first + sum(len(packed.numbers) for packed in streams)
        for packed in streams:
            self.updateSignature(packed.data)
            piece = _stream(number, packed.entries, packed.data)
            table.add_packed(packed.numbers, number)
            table.add(number, at)
            yield piece
            at, number = at + len(piece), number + 1
        piece = b"%d 0 obj\n%s\nendobj\n" % (root, objects.root_object())
        table.add(root, at)
        yield piece
        at += len(piece)
        table.add(number, at)
        ends = {"Root": self.Reference(self.Catalog), "Info": self.Reference(self.info)}
        trailer = PDFDictionary({**ends, "ID": self.ID()}).format(self)
        yield table.stream(number, trailer)
        yield b"startxref\n%d\n%%%%EOF\n" % at

    def _number(self, name: str) -> int:
        number: int = self.idToObjectNumberAndVersion[name][0]
        return number

    def _object(self, name: str) -> Iterator[bytes]:
        found: PDFObject = self.idToObject[name]
        if not isinstance(found, FileStream):
            yield PDFIndirectObject(name, found).format(self)
            return
        number, version = self.idToObjectNumberAndVersion[name]
        entries = found.entries.format(self)
        yield b"%d %d obj\n%s\nstream\n" % (number, version, entries)
        yield from found.data.pieces()
        yield END + b"\nendobj\n"


class CrossReferences:
    """Where objects lie: at a byte of the file, or in a stream of objects."""

    def __init__(self) -> None:
        self._entries: dict[int, bytes] = {0: FIELDS.pack(0, 0, 0xFFFF)}

    def add(self, number: int, at: int) -> None:
        """An object that begins at a byte of the file."""
        self._entries[number] = FIELDS.pack(1, at, 0)

    def add_packed(self, numbers: Iterable[int], stream: int) -> None:
        """Objects that follow each other in the stream with a number."""
        for index, number in enumerate(numbers):
            self._entries[number] = FIELDS.pack(2, stream, index)

    def stream(self, number: int, trailer: bytes) -> bytes:
        """The table as an object, with the trailer's entries; all numbers have been added."""
        size = len(self._entries)
        data = deflated(b"".join(self._entries[number] for number in range(size)))
        widths = b"/Type /XRef /Size %d /W [1 4 2] /Filter /FlateDecode /Length %d"
        entries = b"<<%s\n%s" % (widths % (size, len(data)), trailer.strip().removeprefix(b"<<"))
        return _stream(number, entries, data)


FIELDS = Struct(">BIH")
"""Of a row of the table: what it says, a place, and a second number."""


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n%s\nstream\n%s%s\nendobj\n" % (number, entries, data, END)
