"""Files of what is made of paper around a deck: PDFs to print on one side, to cut and to fold."""

from collections.abc import Iterable
from pathlib import Path

from ...basics.geometry import Size
from ...basics.problems import error
from ...basics.records import NamedTuple
from ...impose.nets import Block
from ...model.deck import Deck
from ...model.frame import DocumentInfo, Sheet
from ...model.layout import Layout
from ...model.tags import Section
from ..memory import Memory
from ..options import BuildOptions
from ..pipeline import job_of
from ..plan import PrintJob
from .box import Pile, belly_band, box
from .dividers import TAB, dividers
from .panels import Panels


class PaperFile(NamedTuple):
    """A finished file: the bytes of its PDF, its pages, and what it is made for.

    The inside of a box or a band is in points; dividers have none. `pile` counts the cards.
    """

    data: bytes
    pages: int
    pile: int
    inner: Block | None
    deck: Deck
    layout: Layout


def paper_file(
    path: Path, options: BuildOptions, form: str, thickness: float, with_dividers: bool = False
) -> PaperFile:
    """A "box", a "band" or the "dividers" of a deck as a PDF, on the paper of its layout.

    `thickness` is a card's, in points. A box `with_dividers` is as high as their tabs.
    Raises KorttipakkaError.
    """
    from ...paint.pdf import pdf_bytes

    memory = Memory()
    deck = memory.deck(path, options.language)
    job = job_of(deck, memory.layout(deck, options), options)
    if not job.printed:
        raise error("nothing-to-print", "there is no card to make it for", deck.at)
    fonts = memory.fonts(deck, job.layout)
    sheets, inner = _made(job, Panels(deck, fonts), form, thickness, with_dividers)
    info = DocumentInfo(deck.title, deck.language, sections=_sections(sheets, deck))
    data = pdf_bytes(sheets, fonts.faces, info, job.layout.sheet.color)
    return PaperFile(data, len(sheets), job.printed, inner, deck, job.layout)


def _made(
    job: PrintJob, panels: Panels, form: str, thickness: float, with_dividers: bool
) -> tuple[list[Sheet], Block | None]:
    card, paper = job.layout.card.size, job.layout.sheet.paper
    if form == "dividers":
        chosen = [each for each in job.deck.cards if each.id in job.selected]
        return dividers(job.deck, panels, chosen, card, paper), None
    more = len(job.deck.categories) if with_dividers else 0
    size = Size(card.width, card.height + TAB) if more else card
    pile = Pile(size, job.printed, thickness, more)
    made = (box if form == "box" else belly_band)(job.deck, panels, pile, paper)
    return made.sheets, made.inner


def _sections(sheets: Iterable[Sheet], deck: Deck) -> tuple[Section, ...]:
    """What is read, panel by panel: a category's is a section under its name."""
    names = {category.key: category.name for category in deck.categories}
    shown = (side.card_id for sheet in sheets for side, _ in sheet.front.cards)
    return tuple(Section(names.get(name, ""), (name,)) for name in dict.fromkeys(shown))
