"""A table as an OpenDocument spreadsheet (OASIS OpenDocument 1.3), for LibreOffice and others."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ...model.manuscript import Column
from .rows import NUMBERS, Table
from .widths import width_of

KIND = "application/vnd.oasis.opendocument.spreadsheet"

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of each file in the archive, the first that ZIP knows: same table, same bytes."""

CHARACTER = 0.2
"""Centimetres of a column's width for each character of the default face, 10 pt."""

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "office": f"{URN}:office:1.0",
        "style": f"{URN}:style:1.0",
        "text": f"{URN}:text:1.0",
        "table": f"{URN}:table:1.0",
        "number": f"{URN}:datastyle:1.0",
        "fo": f"{URN}:xsl-fo-compatible:1.0",
        "config": f"{URN}:config:1.0",
        "manifest": f"{URN}:manifest:1.0",
    }.items()
)

SPACES = re.compile(r"^ | {2,}|\t| $")
"""Space that readers of OpenDocument would collapse."""


def ods_bytes(table: Table) -> bytes:
    """The table as a spreadsheet of one sheet; the same table gives the same bytes."""
    name = table.titles["title"] or "Cards"
    files = {
        # It comes first and as it is, so that it can be told without unpacking.
        "mimetype": KIND,
        "META-INF/manifest.xml": MANIFEST,
        "settings.xml": SETTINGS.format(NAMESPACES, quoteattr(name)),
        "content.xml": "".join(_content(table, name)),
    }
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for path, text in files.items():
            entry = ZipInfo(path, EPOCH)
            entry.compress_type = ZIP_STORED if path == "mimetype" else ZIP_DEFLATED
            entry.create_system = 3  # else that of the computer at hand
            archive.writestr(entry, text.encode())
    return stream.getvalue()


def _content(table: Table, name: str) -> Iterator[str]:
    widths = [width_of(table, index) for index in range(len(table.columns))]
    yield f'{DECLARATION}<office:document-content {NAMESPACES} office:version="1.3">'
    yield f"<office:automatic-styles>{STYLES}"
    for width in dict.fromkeys(widths):
        yield COLUMN_STYLE.format(width, width * CHARACTER)
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    yield f"<table:table table:name={quoteattr(name)}>"
    for width in widths:
        yield f'<table:table-column table:style-name="w{width}" '
        yield 'table:default-cell-style-name="text"/>'
    yield f"<table:table-header-rows>{_header(table)}</table:table-header-rows>"
    yield from (_row(table, row) for row in table.rows)
    yield "</table:table></office:spreadsheet></office:body></office:document-content>"


def _header(table: Table) -> str:
    cells = "".join(_text_cell(column.name, "header") for column in table.columns)
    return f"<table:table-row>{cells}</table:table-row>"


def _row(table: Table, row: tuple[str, ...]) -> str:
    empty = table.to_fill(row)
    cells = (_cell(*pair, empty) for pair in zip(table.columns, row, strict=True))
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(column: Column, text: str, empty: frozenset[Column]) -> str:
    if column.field in NUMBERS:
        return (
            '<table:table-cell table:style-name="number" office:value-type="float" '
            f'office:value="{text}"><text:p>{text}</text:p></table:table-cell>'
        )
    if not text:
        style = "empty" if column in empty else "text"
        return f'<table:table-cell table:style-name="{style}"/>'
    return _text_cell(text, "text")


def _text_cell(text: str, style: str) -> str:
    lines = "".join(f"<text:p>{_line(line)}</text:p>" for line in text.split("\n"))
    kind = 'office:value-type="string"'
    return f'<table:table-cell table:style-name="{style}" {kind}>{lines}</table:table-cell>'


def _line(line: str) -> str:
    return SPACES.sub(_space, escape(line))


def _space(match: re.Match[str]) -> str:
    return "<text:tab/>" if match[0] == "\t" else f'<text:s text:c="{len(match[0])}"/>'


DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

MANIFEST = (
    f'{DECLARATION}<manifest:manifest {NAMESPACES} manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)

CELL_STYLE = (
    '<style:style style:name="{0}" style:family="table-cell" style:data-style-name="as-typed">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"{1}/>{2}'
    "</style:style>"
)

# A cell of the style "as-typed" keeps what is typed into it as a text, be it like a date.
STYLES = (
    '<number:text-style style:name="as-typed"><number:text-content/></number:text-style>'
    + CELL_STYLE.format("text", "", "")
    + CELL_STYLE.format("empty", ' fo:background-color="#fff7d6"', "")
    + CELL_STYLE.format(
        "header",
        ' fo:background-color="#e7edf0"',
        '<style:text-properties fo:font-weight="bold"/>',
    )
    + '<style:style style:name="number" style:family="table-cell">'
    '<style:table-cell-properties style:vertical-align="top"/></style:style>'
)

COLUMN_STYLE = (
    '<style:style style:name="w{0}" style:family="table-column">'
    '<style:table-column-properties style:column-width="{1:.2f}cm"/></style:style>'
)

# What LibreOffice keeps of a view: the first row stays in sight (split mode 2 is "frozen").
SETTINGS = (
    DECLARATION + '<office:document-settings {0} office:version="1.3"><office:settings>'
    '<config:config-item-set config:name="ooo:view-settings">'
    '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
    '<config:config-item-map-named config:name="Tables">'
    "<config:config-item-map-entry config:name={1}>"
    '<config:config-item config:name="VerticalSplitMode" config:type="short">2'
    "</config:config-item>"
    '<config:config-item config:name="VerticalSplitPosition" config:type="int">1'
    "</config:config-item>"
    '<config:config-item config:name="ActiveSplitRange" config:type="short">2'
    "</config:config-item>"
    '<config:config-item config:name="PositionBottom" config:type="int">1</config:config-item>'
    "</config:config-item-map-entry></config:config-item-map-named>"
    "</config:config-item-map-entry></config:config-item-map-indexed>"
    "</config:config-item-set></office:settings></office:document-settings>"
)
