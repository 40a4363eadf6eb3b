"""ReportLab's document objects, of which the files of this room make PDFs.

ReportLab imports Pillow for the pictures that it is given, but is given none: `images` packs them.
So Pillow is left until something of it is asked for, which saves a sixth of importing ReportLab.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

import PIL

PILLOW = "PIL.Image"


class _WhenAsked(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


_stand_in = _WhenAsked(PILLOW)
if PILLOW not in sys.modules:
    vars(PIL)["Image"] = _stand_in

from reportlab.pdfbase.pdfdoc import (  # noqa: E402 - after the stand-in
    PDFArray,
    PDFCatalog,
    PDFCrossReferenceTable,
    PDFDictionary,
    PDFDocument,
    PDFFile,
    PDFIndirectObject,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFString,
    PDFTrailer,
)

if getattr(PIL, "Image", None) is _stand_in:
    del vars(PIL)["Image"]  # only ReportLab goes on with it

__all__ = [
    "PDFArray", "PDFCatalog", "PDFCrossReferenceTable", "PDFDictionary", "PDFDocument", "PDFFile",
    "PDFIndirectObject", "PDFName", "PDFObject", "PDFObjectReference", "PDFPage",
    "PDFString", "PDFTrailer",
]  # fmt: skip
