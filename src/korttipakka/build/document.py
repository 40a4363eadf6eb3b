"""What belongs to a whole document: what it says of itself, its last page, its file."""

from collections.abc import Iterable
from pathlib import Path

from ..basics.files import write_whole
from ..basics.problems import fail
from ..fonts import FontSet
from ..impose import plan
from ..impose.lettering import letters
from ..model.deck import Deck
from ..model.frame import DocumentInfo, Sheet
from ..model.layout import Layout


def document_info(deck: Deck, layout: Layout) -> DocumentInfo:
    """What the PDF says about itself."""
    two_sided = layout.sheet.arrange == "duplex" and layout.sheet.sides == "both"
    subject = ", ".join(category.name for category in deck.categories)
    duplex = layout.sheet.flip if two_sided else ""
    return DocumentInfo(deck.title, deck.language, subject, duplex)


def guide_page(deck: Deck, layout: Layout, fonts: FontSet) -> Sheet | None:
    """The page that tells where to cut, when it is asked for and there is something to cut."""
    sheet = layout.sheet
    if not sheet.cutting_guide or sheet.arrange == "single" or sheet.perforated is not None:
        return None
    from ..impose.cutting import cutting_plan
    from ..impose.guide import cutting_guide

    grid = plan(layout.card, sheet)
    cuts = cutting_plan(grid)
    return cutting_guide(grid, cuts, deck.title, letters(fonts)) if cuts else None


def write_sheets(sheets: Iterable[Sheet], fonts: FontSet, info: DocumentInfo, out: Path) -> None:
    """Write finished sheets as a PDF. Raises KorttipakkaError when that is not possible."""
    from ..paint.pdf import pdf_bytes

    write_file(out, pdf_bytes(sheets, fonts.faces, info))


def write_file(out: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a PDF, whole or not at all. Raises KorttipakkaError when that is not possible."""
    try:
        write_whole(out, data)
    except OSError as error:
        message = f"cannot write {out}: {error.strerror or error}"
        raise fail("cannot-write", message, hint="choose another file with -o FILE") from error
