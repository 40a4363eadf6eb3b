"""What belongs to a whole document: what it says of itself, its last page, its file."""

from collections.abc import Iterable
from pathlib import Path

from ..basics.files import write_whole
from ..basics.problems import error
from ..fonts import FontSet
from ..impose.lettering import letters
from ..model.deck import Deck
from ..model.frame import DocumentInfo, Sheet
from ..model.layout import Layout
from .plan import PrintJob


def document_info(deck: Deck, layout: Layout) -> DocumentInfo:
    """What the PDF says about itself."""
    two_sided = layout.sheet.arrange == "duplex" and layout.sheet.sides == "both"
    subject = ", ".join(category.name for category in deck.categories)
    duplex = layout.sheet.flip if two_sided else ""
    return DocumentInfo(deck.title, deck.language, subject, duplex)


def guide_page(job: PrintJob, fonts: FontSet) -> Sheet | None:
    """The page that tells where to cut, when it is asked for and there is something to cut."""
    sheet, grid = job.layout.sheet, job.grid
    if not sheet.cutting_guide or grid is None or sheet.perforated is not None:
        return None
    from ..impose.cutting import cutting_plan
    from ..impose.guide import cutting_guide

    cuts = cutting_plan(grid)
    return cutting_guide(grid, cuts, job.deck.title, letters(fonts)) if cuts else None


def write_sheets(
    sheets: Iterable[Sheet], fonts: FontSet, info: DocumentInfo, out: Path, inputs: Iterable[Path]
) -> None:
    """Write finished sheets as a PDF, which must be none of the files that they were made from.

    Raises KorttipakkaError when that is not possible.
    """
    from ..paint.pdf import pdf_bytes

    write_file(out, pdf_bytes(sheets, fonts.faces, info), inputs)


def write_file(out: Path, data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Write a PDF, whole or not at all, and over none of the files that it was made from.

    Raises KorttipakkaError when that is not possible.
    """
    try:
        write_whole(out, data, inputs=inputs)
    except OSError as cause:
        message = f"cannot write {out}: {cause.strerror or cause}"
        raise error("cannot-write", message, hint="choose another file with -o FILE") from cause
