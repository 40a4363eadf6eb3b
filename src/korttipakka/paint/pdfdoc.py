"""ReportLab's document objects, of which the files of this room make PDFs.

ReportLab imports Pillow for the pictures that it is given, but is given none: `images` packs them.
It imports Python's compiler and what packs files for settings that are code, and for temporary
files; and the widths of fonts that need no file. All that is left until something of it is asked
for: two thirds of importing ReportLab.
"""

import codecs
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

import PIL

PILLOW = "PIL.Image"


class _WhenAsked(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # Python asks for these while it imports
        return getattr(import_module(self.__name__), name)


class _WhenCalled(ModuleType):
    """Stands for a module until one of its functions is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        return call


METRICS = "reportlab.pdfbase.pdfmetrics"
CODECS = ("PdfdocEncoding", "ExtPdfdocEncoding")
"""What ReportLab writes texts in; it is their metrics that register these."""


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Modules that nobody has imported yet are stood in for while ReportLab is imported."""
    names = [f"reportlab.lib.{name}" for name in ("rl_safe_eval", "rltempfile")]
    made: dict[str, ModuleType] = {name: _WhenCalled(name) for name in names}
    made[METRICS] = _WhenAsked(METRICS)
    vars(made[METRICS])["standardEncodings"] = CODECS
    added = {name: module for name, module in made.items() if name not in sys.modules}
    image = _WhenAsked(PILLOW)
    if PILLOW not in sys.modules:
        vars(PIL)["Image"] = image
    sys.modules.update(added)
    try:
        yield
        if METRICS in added:
            _register_codecs()
    finally:
        # Only ReportLab goes on with them.
        if vars(PIL).get("Image") is image:
            del vars(PIL)["Image"]
        for name, module in added.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _register_codecs() -> None:
    """Have Python know the codecs: it remembers those that it has looked up."""
    from reportlab.pdfbase.rl_codecs import RL_Codecs

    RL_Codecs.register()
    for name in CODECS:
        codecs.lookup(name.removesuffix("Encoding"))


with _stand_ins():
    from reportlab.pdfbase.pdfdoc import (
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
        PDFString,
        PDFTrailer,
    )

__all__ = [
    "PDFArray", "PDFCatalog", "PDFCrossReferenceTable", "PDFDictionary", "PDFDocument", "PDFFile",
    "PDFIndirectObject", "PDFName", "PDFObject", "PDFObjectReference",
    "PDFString", "PDFTrailer", "text_object",
]  # fmt: skip

MARKS = ("\xfe\xff", "\xff\xfe", "\xef\xbb\xbf")
"""Letters whose bytes say, at the beginning, that UTF-16 or UTF-8 follows (PDF 2.0, 7.9.2.2)."""

UNDEFINED = frozenset("\x7f\x9f\xad")
"""What ReportLab writes as bytes that have no meaning in PDFDocEncoding (PDF 1.7, annex D)."""


def text_object(text: str) -> PDFString:
    """A text that people read, so that readers take it for what it is: "þÿ" may be letters."""
    is_plain = not text.startswith(MARKS) and UNDEFINED.isdisjoint(text)
    return PDFString(text) if is_plain else PDFString(text, enc="utf-16-be")
