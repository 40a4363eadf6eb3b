"""Output intents: what the colours of a document are made for (PDF 1.7, 14.11.5)."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..model.frame import DocumentInfo
from .deflate import deflated
from .pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObjectReference, PDFString
from .writing import Stream

if TYPE_CHECKING:
    from ..model.press import Press

SRGB = Path(__file__).parent / "data" / "srgb.icc"
"""A profile made by Little CMS, which says that it may be used freely."""

REGISTRY = "http://www.color.org"
"""Of registered conditions of printing: the ICC's."""


def output_intents(document: PDFDocument, info: DocumentInfo, press: "Press | None") -> PDFArray:
    """One intent for a press, and one for an archive where the document is for one."""
    if press is None:
        srgb = {"OutputConditionIdentifier": "sRGB", "Info": "sRGB IEC61966-2.1"}
        profile = _profile(document, SRGB.read_bytes(), 3)
        return PDFArray([_intent("GTS_PDFA1", srgb, profile)])
    condition = {"OutputConditionIdentifier": press.condition or "Custom", "Info": press.described}
    if press.condition:
        condition |= {"RegistryName": REGISTRY, "OutputCondition": press.described}
    profile = None if press.profile is None else _profile(document, press.profile, 4)
    kinds = ["GTS_PDFX", *["GTS_PDFA1"] * info.archive]
    return PDFArray([_intent(kind, condition, profile) for kind in kinds])


def _profile(document: PDFDocument, data: bytes, values: int) -> PDFObjectReference:
    entries = {"N": values, "Filter": PDFName("FlateDecode")}
    return document.Reference(Stream(entries, deflated(data)))


def _intent(kind: str, texts: dict[str, str], profile: PDFObjectReference | None) -> PDFDictionary:
    entries = {"Type": PDFName("OutputIntent"), "S": PDFName(kind)}
    entries |= {name: PDFString(text) for name, text in texts.items()}
    if profile is not None:
        entries["DestOutputProfile"] = profile
    return PDFDictionary(entries)
