"""What a document says of itself: in its information dictionary, and the same as XMP.

XMP is ISO 16684-1; standards look for it. PDF/A (ISO 19005-2, 6.6.2) asks that both say the same,
and that what is not among its own schemas, as PDF/UA's part is, be described.
"""

from collections.abc import Iterator
from time import gmtime, strftime
from typing import TYPE_CHECKING

from .. import __version__
from ..model.frame import DocumentInfo
from .pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFObject, text_object

if TYPE_CHECKING:
    from ..model.press import Press

CREATOR = f"korttipakka {__version__}"
PRODUCER = "ReportLab PDF Library - www.reportlab.com"

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{0}</rdf:Description>{1}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

PDFUA_DESCRIBED = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""

PDFX4 = "PDF/X-4"

PDFX4_DESCRIBED = """
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<pdf:Trapped>False</pdf:Trapped>
<xmp:MetadataDate>{1}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{0}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>"""
"""What PDF/X-4 asks for besides (ISO 15930-7, 6.3)."""


class Information(PDFObject):  # type: ignore[misc]
    """The information dictionary; what nobody said is left out."""

    def __init__(self, info: DocumentInfo, press: "Press | None" = None) -> None:
        self._info = info
        self._press = press

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary as it is written."""
        info, date = self._info, pdf_date(self._info.date)
        texts = {
            "Title": info.title,
            "Author": info.author,
            "Subject": info.subject,
            "Keywords": ", ".join(info.keywords),
            "Creator": CREATOR,
            "Producer": PRODUCER,
            "CreationDate": date,
            "ModDate": date,
            "GTS_PDFXVersion": self._press.standard if self._press else "",
        }
        entries = {name: text_object(text) for name, text in texts.items() if text}
        written: bytes = PDFDictionary({**entries, "Trapped": PDFName("False")}).format(document)
        return written


def pdf_date(second: int) -> str:
    """A second since 1970 as PDF writes it."""
    return strftime("D:%Y%m%d%H%M%SZ", gmtime(second))


def xmp(
    info: DocumentInfo, press: "Press | None" = None, *, tagged: bool = True, name: str = ""
) -> bytes:
    """The same as XMP, with the standards that the document follows.

    `name` is the document's own, in hexadecimal digits: PDF/X-4 asks for one.
    """
    entries = [*_values(info), *_standards(info, tagged)]
    values = "".join(f"<{name}>{value}</{name}>\n" for name, value in entries if value)
    more = PDFUA_DESCRIBED if info.archive and tagged else ""
    if press and press.standard == PDFX4:
        more += PDFX4_DESCRIBED.format(name, _date(info))
    return PACKET.format(values, more).encode("utf-8")


def _values(info: DocumentInfo) -> Iterator[tuple[str, str]]:
    date = _date(info)
    yield "dc:format", "application/pdf"
    yield "dc:title", _worded(info.title)
    yield "dc:creator", _listed("Seq", info.author)
    yield "dc:description", _worded(info.subject)
    yield "dc:subject", _listed("Bag", *info.keywords)
    yield "dc:language", _listed("Bag", info.language)
    yield "dc:rights", _worded(info.licence)
    yield "pdf:Keywords", _escaped(", ".join(info.keywords))
    yield "pdf:Producer", _escaped(PRODUCER)
    yield "xmp:CreatorTool", _escaped(CREATOR)
    yield "xmp:CreateDate", date
    yield "xmp:ModifyDate", date


def _standards(info: DocumentInfo, tagged: bool) -> Iterator[tuple[str, str]]:
    if tagged:
        yield "pdfuaid:part", "1"
    if info.archive:
        yield "pdfaid:part", "2"
        yield "pdfaid:conformance", "A"


def _date(info: DocumentInfo) -> str:
    return strftime("%Y-%m-%dT%H:%M:%SZ", gmtime(info.date))


ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""How XML writes its own signs; a library for that imports all names of HTML, or HTTP."""


def _escaped(text: str) -> str:
    return text.translate(ENTITIES)


def _worded(text: str) -> str:
    """A text in a language that is not said."""
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li></rdf:Alt>' * bool(text)


def _listed(kind: str, *texts: str) -> str:
    items = "".join(f"<rdf:li>{_escaped(text)}</rdf:li>" for text in texts if text)
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if items else ""
