"""Files from elsewhere -> drafts of decks: which kind a file is, told by what is in it."""

import re
from pathlib import Path

from ..basics.problems import KorttipakkaError, Location, Problem, error
from .archives import ENCRYPTED, OLE, damage_told, has_password, open_archive, part
from .draft import Draft, Wanted
from .kinds import ARCHIVE, PICTURE, STARTS
from .kinds import PDF as PDF_FILE
from .tables.grid import shortened
from .text import with_newlines
from .whole import check_lines, read_bytes

SAVE_AS = {
    ".xls": ("an old Excel workbook", "save it as XLSX: File, Save as, Excel Workbook (.xlsx)"),
    ".xlsb": ("a binary Excel workbook", "save it as XLSX: File, Save as, Excel Workbook (.xlsx)"),
    ".doc": ("an old Word document", "save it as DOCX: File, Save as, Word Document (.docx)"),
    ".rtf": ("an RTF document", "save it as DOCX: File, Save as, Word Document (.docx)"),
    ".numbers": ("a Numbers spreadsheet", "export it as Excel or CSV: File, Export to"),
    ".pages": ("a Pages document", "export it as Word: File, Export to"),
    ".gsheet": ("a link to Google Sheets", "download it: File, Download, Microsoft Excel (.xlsx)"),
    ".gdoc": ("a link to Google Docs", "download it: File, Download, Microsoft Word (.docx)"),
    ".pdf": ("a PDF", "import the file that it was made from: a table, Word or Markdown"),
    ".png": ("a picture", "name it in a column 'image' of a table of cards"),
    ".zip": ("an archive of a kind that is not read", "unpack it, and import what is in it"),
    ".nde": ("a script of nanDECK", "import the table that it names after LINK="),
    ".xml": ("XML", "export the cards as a table: CSV or XLSX"),
    ".eml": ("a mail", "save its text as a text file (.txt), or what is attached to it"),
    ".msg": ("a mail of Outlook", "save its text as a text file (.txt), or what is attached to it"),
    ".opml": ("an outline", "export it as Markdown (.md) or a Word document (.docx)"),
    ".org": ("a file of Org mode", "export it as Markdown: C-c C-e m m in Emacs"),
    ".ppt": ("an old presentation", "save it as PPTX: File, Save as, PowerPoint Presentation"),
    ".ppsx": ("a slide show", "save it as PPTX: File, Save as, PowerPoint Presentation (.pptx)"),
    ".odp": ("a presentation of LibreOffice", "save it as PPTX: File, Save as, PowerPoint (.pptx)"),
    ".key": ("a presentation of Keynote", "export it as PowerPoint: File, Export to"),
}
"""Kinds of files that are not read, and what to do with them."""

NOT_READ = {PDF_FILE: ".pdf", PICTURE: ".png", ARCHIVE: ".zip"}
"""Kinds that are known by their first bytes, and what they are told as."""

NANDECK = re.compile(rb"(?m)^(?:LINK|LINKMULTI|FONT|TEXT|HTMLTEXT|CARDSIZE|PAGE|UNIT|IMAGE|DPI)=")
LEAST_OF_NANDECK = 2
"""Lines by which a script of nanDECK is known."""

MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
DELIMITED = {".csv"}
PAGES = {".html", ".htm", ".xhtml"}
JSON = {".json", ".jsonl", ".ndjson"}
PLAIN = {".txt", ".tsv", ".tab"}
KNOWN = (
    ".csv, .tsv, .txt, .xlsx, .ods, .docx, .odt, .pptx, .html, .md, .json, .yaml, or a folder of "
    ".md files"
)


PACKED = {
    ".csv", ".tsv", ".xlsx", ".ods", ".docx", ".odt", ".pptx", ".md", ".html", ".json", ".txt",
}  # fmt: skip
"""What may lie in an archive that was made for sending."""

OFFICE = {".xlsx", ".xlsm", ".ods", ".docx", ".odt", ".pptx"}
"""What is an archive, or damaged."""

PARTS = "import its cards in parts"
"""What to do about a file with too much in it."""


def read_draft(path: Path, wanted: Wanted) -> Draft:
    """The cards in a file or a folder of Markdown files, tidied. Raises KorttipakkaError."""
    from .tidied import tidy

    draft = _read_draft(path, wanted)
    tidy(draft)
    return draft


def _read_draft(path: Path, wanted: Wanted) -> Draft:
    if path.is_dir():
        from .documents.markdown import read_folder

        return read_folder(path, wanted)
    data, file = read_bytes(path), Location.file(path)
    suffix = path.suffix.lower()
    if data.startswith(OLE):
        raise _old_office(data, suffix, file)
    if suffix in OFFICE:  # a table of text may be called .xlsx, a PDF .docx
        suffix = _by_content(data) or suffix
    if data.startswith(b"PK\x03\x04") or suffix in OFFICE:
        return _read_archive(data, suffix, file, wanted)
    return _read_text(data, suffix, file, wanted)


def _old_office(data: bytes, suffix: str, file: Location) -> KorttipakkaError:
    if ENCRYPTED in data:
        return has_password(file)
    kinds = {".doc": ".doc", ".docx": ".doc", ".ppt": ".ppt", ".pptx": ".ppt", ".msg": ".msg"}
    return _not_read(kinds.get(suffix, ".xls"), file)


def _not_read(suffix: str, file: Location) -> KorttipakkaError:
    what, remedy = SAVE_AS[suffix]
    return error("unknown-format", f"this is {what}, which is not read", file, remedy)


def _read_archive(data: bytes, suffix: str, file: Location, wanted: Wanted) -> Draft:
    """An office file by what is in the archive, whatever its name says."""
    archive = open_archive(data, file)
    names = set(archive.namelist())
    with damage_told(file):
        mime = part(archive, "mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    if "xl/workbook.bin" in names or suffix in {".numbers", ".pages", ".key", ".ppsx"}:
        raise _not_read(".xlsb" if "xl/workbook.bin" in names else suffix, file)
    if "opendocument.presentation" in mime:
        raise _not_read(".odp", file)
    if draft := _read_document(data, names, mime, file, wanted):
        return draft
    return _read_spreadsheet(data, names, mime, file, wanted)


def _read_document(
    data: bytes, names: set[str], mime: str, file: Location, wanted: Wanted
) -> Draft | None:
    """The cards of a document or a presentation; None for an archive of another kind."""
    if "word/document.xml" in names:
        from .documents.docx import read_docx

        return read_docx(data, file, wanted)
    if "ppt/presentation.xml" in names:
        from .documents.pptx import read_pptx

        return read_pptx(data, file)
    if "opendocument.text" in mime:
        from .documents.odt import read_odt

        return read_odt(data, file, wanted)
    return None


def _read_spreadsheet(
    data: bytes, names: set[str], mime: str, file: Location, wanted: Wanted
) -> Draft:
    from .tables.cards import cards_of_tables

    if any(name.startswith("xl/") and "workbook" in name.lower() for name in names):
        from .tables.xlsx import read_xlsx

        return cards_of_tables(
            read_xlsx(data, file, wanted.language), file, wanted, "an Excel workbook"
        )
    if "opendocument.spreadsheet" in mime:
        from .tables.ods import read_ods

        return cards_of_tables(read_ods(data, file), file, wanted, "an ODS spreadsheet")
    message = "this is an archive, but no spreadsheet or document that is known"
    inside = sorted(name for name in names if Path(name).suffix.lower() in PACKED)
    hint = f"known are {KNOWN}"
    if inside:  # as Notion, Google Drive and Trello pack what they export
        hint = f"unpack it, and import what is in it: {shortened(inside[0])}"
    raise error("unknown-format", message, file, hint)


def _read_text(data: bytes, suffix: str, file: Location, wanted: Wanted) -> Draft:
    from .tables.delimited import decoded, read_delimited

    if kind := _other_kind(data, suffix):
        raise _not_read(kind, file)
    check_lines(data, file, PARTS)
    if suffix in PAGES or _is_web_page(data):
        suffix = ".html"
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"```"):
        data, suffix = _unfenced(data, suffix)
    if suffix in DELIMITED:
        from .tables.cards import cards_of_tables

        grid = read_delimited(data, file, wanted.encoding)
        return cards_of_tables([grid], file, wanted, "a table of text")
    text, problems = decoded(data, file, wanted.encoding)
    if suffix in PLAIN | MARKDOWN:
        text, suffix, told = _tidied(text, suffix, file, wanted)
        problems += told
    draft = _of_text(text, suffix, file, wanted)
    draft.problems += problems
    return draft


FENCED = re.compile(rb"\s*```[ \t]*(\w*)[ \t]*\r?\n(.*?\n)[ \t]*```\s*", re.DOTALL)


def _unfenced(data: bytes, suffix: str) -> tuple[bytes, str]:
    """What stands between lines of backticks around a whole file, as chat programs give it.

    Above it an empty line stands for the first of these, so that lines keep their numbers.
    """
    found = FENCED.fullmatch(data.removeprefix(b"\xef\xbb\xbf"))
    if found is None or b"```" in found[2]:
        return data, suffix
    named = f".{found[1].decode().lower()}"
    kind = named if named in {".csv", ".tsv", ".json", ".yaml", ".html"} else suffix
    return b"\n" + found[2], kind


def _tidied(
    text: str, suffix: str, file: Location, wanted: Wanted
) -> tuple[str, str, list[Problem]]:
    """A text without what other programs left in it, which makes Markdown of it.

    Not of a table: its cells are tidied one by one when they are cards.
    """
    from .card_markdown import read_card_markdown
    from .documents.plain_text import is_table
    from .tidied import of_mail, tidied_text

    if read_card_markdown(text) is not None:
        return text, suffix, []
    text, problems = of_mail(with_newlines(text), file)
    tidied, told = tidied_text(text, file)
    if told and suffix in PLAIN and is_table(text, file, wanted):
        return text, suffix, problems
    return tidied, ".md" if told else suffix, [*problems, *told]


def _of_text(text: str, suffix: str, file: Location, wanted: Wanted) -> Draft:
    if suffix == ".html":
        from .documents.web_page import read_web_page

        return read_web_page(text, file, wanted)
    if suffix in PLAIN:
        from .documents.plain_text import read_plain_text

        return read_plain_text(text, file, wanted)
    if suffix in MARKDOWN:
        from .documents.markdown import read_markdown

        return read_markdown(text, file, wanted)
    if suffix in JSON:
        from .documents.structured import read_json

        return read_json(text.removeprefix("\ufeff"), file, wanted)
    if suffix in {".yaml", ".yml"}:
        from .documents.structured import read_yaml

        return read_yaml(text, file, wanted)
    message = (
        f"'{suffix}' is no kind of file that is known"
        if suffix
        else "the file's name has no ending"
    )
    raise error("unknown-format", message, file, f"known are {KNOWN}")


def _by_content(data: bytes) -> str:
    """The suffix that a file should have by what is in it; "" where that does not tell."""
    from .tables.delimited import DELIMITERS
    from .tables.headers import known_headers

    if _is_web_page(data):
        return ".html"
    first = data[:2000].decode("utf-8", "ignore").removeprefix("\ufeff").partition("\n")[0]
    is_table = any(known_headers(first.rstrip().split(sign)) > 1 for sign in DELIMITERS)
    return ".csv" if is_table else _other_kind(data, "")


def _other_kind(data: bytes, suffix: str) -> str:
    """The suffix of a kind that is not read, whatever the file's name says; "" for any other."""
    kind = next((kind for mark, kind in STARTS.items() if data.startswith(mark)), None)
    if kind in NOT_READ:
        return NOT_READ[kind]
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if len(NANDECK.findall(data[:4000])) >= LEAST_OF_NANDECK:
        return ".nde"
    return suffix if suffix in SAVE_AS and not _is_web_page(data) else ""


def _is_web_page(data: bytes) -> bool:
    """Whether a file is HTML, as some programs' XLS files are."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<table"))
