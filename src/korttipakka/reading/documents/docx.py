"""Word's documents -> cards, by way of HTML."""

from io import BytesIO
from typing import Any

from ...basics.problems import KorttipakkaError, Location, error
from ..archives import damage_told, open_archive
from ..draft import Draft, Wanted
from .page import draft_of_page

MAX_DOCUMENT = 4_000_000
"""Bytes of a document's XML, unpacked: some 500 pages, which take seconds to convert."""

STYLES = """
p[style-name='Title'] => h1.title:fresh
p.Title => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
"""


def read_docx(data: bytes, file: Location, wanted: Wanted) -> Draft:
    """The cards of a document. Raises KorttipakkaError."""
    archive = open_archive(data, file)
    with damage_told(file):
        if archive.getinfo("word/document.xml").file_size > MAX_DOCUMENT:
            raise too_much_text(file)
        html, pictures = _html(data)
        return draft_of_page(html, file, wanted, "a Word document", pictures)


def too_much_text(file: Location) -> KorttipakkaError:
    """The error for a document that would take long to read."""
    message = f"the document has more than {MAX_DOCUMENT // 1_000_000} MB of text"
    return error("too-large", message, file, "copy the cards to a new document")


def _html(data: bytes) -> tuple[str, int]:
    """The document as HTML, without its pictures, and how many these are."""
    import mammoth

    pictures = 0

    def leave_out(image: Any) -> list[Any]:
        nonlocal pictures
        pictures += 1
        return []

    made = mammoth.convert_to_html(
        BytesIO(data), convert_image=leave_out, style_map=STYLES, external_file_access=False
    )
    return str(made.value), pictures
