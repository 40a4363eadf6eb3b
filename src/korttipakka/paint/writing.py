"""A PDF document written a piece at a time: pictures are copied from their files, not gathered."""

from collections.abc import Iterator

from .pdfdoc import (
    PDFCrossReferenceTable,
    PDFDictionary,
    PDFDocument,
    PDFFile,
    PDFIndirectObject,
    PDFObject,
    PDFStream,
    PDFTrailer,
)
from .stored import Stored


class FileStream(PDFStream):  # type: ignore[misc]
    """A stream whose bytes lie in a file."""

    def __init__(self, entries: dict[str, object], data: Stored) -> None:
        super().__init__(PDFDictionary(entries | {"Length": data.length}))
        self.data = data


class StreamedDocument(PDFDocument):  # type: ignore[misc]
    """A document whose bytes are those of ReportLab's `format`, but not all in memory at once."""

    def pieces(self) -> Iterator[bytes]:
        """The file from its first byte to its last. Raises PictureError when a picture is gone."""
        self.encrypt.prepare(self)
        catalog, info = self.Reference(self.Catalog), self.Reference(self.info)
        head = PDFFile(self._pdfVersion).format(self)
        yield head
        at, names = len(head), list[str]()
        # Objects name others while they are written, so that there are more by and by.
        while (name := self.numberToId.get(len(names) + 1)) is not None:
            self.idToOffset[name] = at
            names.append(name)
            for piece in self._object(name):
                yield piece
                at += len(piece)
        table = PDFCrossReferenceTable()
        table.addsection(0, names)
        yield table.format(self)
        size = len(names) + 1
        yield PDFTrailer(at, Size=size, Root=catalog, Info=info, ID=self.ID()).format(self)

    def _object(self, name: str) -> Iterator[bytes]:
        found: PDFObject = self.idToObject[name]
        if not isinstance(found, FileStream):
            yield PDFIndirectObject(name, found).format(self)
            return
        number, version = self.idToObjectNumberAndVersion[name]
        entries = found.dictionary.format(self)
        yield b"%d %d obj\n%s\nstream\n" % (number, version, entries)
        yield from found.data.pieces()
        yield b"\nendstream\nendobj\n"
