"""Sheets to a PDF file, by ReportLab's document objects. The same input gives the same bytes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from ..basics.color import ColorSpace
from ..basics.geometry import Rect
from ..fonts import FontFace
from ..model.frame import DocumentInfo, Sheet
from ..model.remembered import STREAM_TYPE
from .deflate import deflated
from .metadata import Information, pdf_date, xmp
from .objects import array, dictionary
from .painter import PaintedPage, PaintedSheet, Painter
from .pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
    text_object,
)
from .resources import Resources
from .structure import structure
from .writing import AddedPage, PageContent, Stream, StreamedDocument

if TYPE_CHECKING:
    from ..model.press import Press

VERSION = (1, 7)

METADATA = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}

FLAT = (1, 4)

VERSIONS = {"PDF/X-1a:2003": FLAT, "PDF/X-4": (1, 6)}
"""Of PDF, that standards are made upon (ISO 15930-4 and 15930-7)."""

DUPLEX = {"long-edge": "DuplexFlipLongEdge", "short-edge": "DuplexFlipShortEdge", "": "Simplex"}


def pdf_bytes(
    sheets: Iterable[Sheet], fonts: Mapping[str, FontFace], info: DocumentInfo,
    space: ColorSpace = "rgb",
) -> bytes:  # fmt: skip
    """A PDF file of the sheets' pages, fronts and backs in turn.

    `fonts` are the faces by key; with the space "cmyk" all colours and images are in CMYK. Raises
    PictureError when a picture is damaged.
    """
    from ..pictures.separation import ARITHMETIC

    painter = Painter(fonts, ARITHMETIC if space == "cmyk" else None)
    painted = [painter.sheet(sheet) for sheet in sheets]
    return b"".join(assembled(painted, painter.resources, info))


def assembled(
    sheets: Iterable[PaintedSheet], resources: Resources, info: DocumentInfo,
    press: "Press | None" = None,
) -> Iterator[bytes]:  # fmt: skip
    """The PDF file of painted sheets and of what their pages name, a piece at a time.

    One for a `press` is as its standard asks. Raises PictureError when a picture's file has gone or
    changed meanwhile.
    """
    version = VERSIONS.get(press.standard, VERSION) if press else VERSION
    document = StreamedDocument(compression=1, invariant=1, pdfVersion=version, lang=info.language)
    named = PDFObjectReference("resources")
    pages = list(pages_of(sheets))
    tagged = all(page.marks is not None for page in pages)
    keys = count(len(pages))
    # Where nothing may be seen through, pages blend nothing.
    blends = resources.inks is not None and version != FLAT
    added = [
        _add_page(document, page, named, blends, (index, keys) if tagged else None)
        for index, page in enumerate(pages)
    ]
    document.Reference(dictionary(document, resources, named), "resources")
    _describe(document, info, press)
    if tagged:
        marks = [(page.marks or (), [link.mark for link in page.links]) for page in pages]
        document.add_structure(structure(marks, info.sections, info.language), added)
    if tagged or press:
        name = document.signature.hexdigest()
        says = xmp(info, press, tagged=tagged, name=name)
        document.Catalog.Metadata = Stream(METADATA, says)
    # Entries that ReportLab's catalog does not know.
    document.Catalog.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents", "PieceInfo"]
    if info.archive or press:
        from .intents import output_intents

        document.Catalog.OutputIntents = output_intents(document, info, press)
    if info.remembered:
        document.Catalog.PieceInfo = _piece_info(document, info)
    begun = zip(pages, added, strict=True)
    outline = [(title, at.reference) for page, at in begun for title in page.outline]
    _add_outline(document, outline)
    return document.pieces()


def pages_of(sheets: Iterable[PaintedSheet]) -> Iterator[PaintedPage]:
    """The pages in printing order."""
    for sheet in sheets:
        yield sheet.front
        if sheet.back is not None:
            yield sheet.back


IN_LINE = 6
"""Entries of a dictionary that ReportLab puts on a line."""


class CardPage(PDFObject):  # type: ignore[misc]
    """A page's entries, in text but for its content: there are too many to make objects of each.

    It is written as ReportLab writes dictionaries.
    """

    def __init__(self, entries: Mapping[str, str | PDFObject], content: bytes) -> None:
        self._entries = entries
        self._content = PageContent(content)

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary as it is written; its content gets its number now."""
        entries = {**self._entries, "Contents": document.Reference(self._content)}
        written = [f"/{name} {_written(entries[name], document)}" for name in sorted(entries)]
        lines = [" ".join(written[at : at + IN_LINE]) for at in range(0, len(written), IN_LINE)]
        return ("<<\n" + " \n  ".join(lines) + "\n>>").encode("ascii")


def _written(value: str | PDFObject, document: PDFDocument) -> str:
    return value if isinstance(value, str) else value.format(document).decode("ascii")


BLENDED = "<<\n/CS /DeviceCMYK /I true /S /Transparency\n>>"
"""The group of a page that may blend transparent items in CMYK."""


def _add_page(
    document: PDFDocument, page: PaintedPage, resources: PDFObjectReference, blends: bool,
    keys: tuple[int, Iterator[int]] | None,
) -> AddedPage:  # fmt: skip
    """Add a page. `keys` are where the structure has its marks and its links; None without."""
    document.updateSignature(page.content)
    entries: dict[str, str | PDFObject] = {
        "Type": "/Page",
        "MediaBox": _box(Rect.of(page.size)),
        "TrimBox": _box(page.trim),
        "BleedBox": _box(page.bleed),
        "Resources": resources,
        "Parent": document.Reference(document.Pages),
    }
    if blends:
        entries["Group"] = BLENDED
    links: tuple[PDFObjectReference, ...] = ()
    if keys is not None:
        key, link_keys = keys
        entries |= {"StructParents": str(key), "Tabs": "/S"}
        if page.links:
            from .links import link_object

            made = (link_object(link, next(link_keys)) for link in page.links)
            links = tuple(document.Reference(link) for link in made)
            entries["Annots"] = PDFArray(links)
    name = document.thisPageName()
    document.addPage(CardPage(entries, page.content))
    return AddedPage(PDFObjectReference(name), links)


@lru_cache(maxsize=64)
def _box(rect: Rect) -> str:
    """A rectangle as it is written; pages have the same few."""
    written: bytes = array((rect.left, rect.bottom, rect.right, rect.top)).format(None)
    return written.decode("ascii")


def _describe(document: PDFDocument, info: DocumentInfo, press: "Press | None") -> None:
    """Title, subject and language; how the viewer is to print."""
    document.info = Information(info, press)
    document.updateSignature(repr(info))
    if press is not None:
        document.updateSignature(repr(press))
    wishes = {} if press and press.standard else {
        "PrintScaling": PDFName("None"), "Duplex": PDFName(DUPLEX[info.duplex]),
    }  # fmt: skip
    document.Catalog.ViewerPreferences = PDFDictionary({**wishes, "DisplayDocTitle": "true"})


def _piece_info(document: PDFDocument, info: DocumentInfo) -> PDFDictionary:
    """What the document keeps for korttipakka alone (PDF 1.7, 14.5)."""
    entries = {"Type": PDFName(STREAM_TYPE), "Filter": PDFName("FlateDecode")}
    kept = document.Reference(Stream(entries, deflated(info.remembered)))
    own = {"LastModified": PDFString(pdf_date(info.date)), "Private": kept}
    return PDFDictionary({"Korttipakka": PDFDictionary(own)})


def _add_outline(document: PDFDocument, entries: Sequence[tuple[str, PDFObjectReference]]) -> None:
    """An outline of one level, its entries linked as PDF 1.7 (12.3.3) asks."""
    document.Catalog.Outlines = None
    if not entries:
        return
    root = PDFDictionary({"Type": PDFName("Outlines"), "Count": len(entries)})
    document.Catalog.Outlines = document.Reference(root, "outline")
    names = [PDFObjectReference(f"outline.{i}") for i in range(len(entries))]
    root["First"], root["Last"] = names[0], names[-1]
    for index, (title, page) in enumerate(entries):
        entry: dict[str, PDFObject] = {
            "Title": text_object(title),
            "Parent": document.Catalog.Outlines,
            "Dest": PDFArray([page, PDFName("Fit")]),
        }
        if index > 0:
            entry["Prev"] = names[index - 1]
        if index < len(entries) - 1:
            entry["Next"] = names[index + 1]
        document.Reference(PDFDictionary(entry), f"outline.{index}")
