"""Small Word documents, written by hand: the library that reads them should not make them."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

KIND = "application/vnd.openxmlformats"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{KIND}-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    f'ContentType="{KIND}-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)


def run(piece: str | tuple[str, str]) -> str:
    """A run of text, perhaps with a style: ("bold", "b")."""
    text, style = (piece, "") if isinstance(piece, str) else piece
    properties = f"<w:rPr><w:{style}/></w:rPr>" if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*pieces: str | tuple[str, str], style: str = "") -> str:
    """A paragraph of runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(map(run, pieces))}</w:p>"


def heading(level: int, text: str) -> str:
    """A heading of Word's own style."""
    return paragraph(text, style=f"Heading{level}")


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of texts."""
    lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def document(path: Path, body: Iterable[str]) -> Path:
    """A document of these paragraphs and tables."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml",
            f"<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>",
        )
    return path
