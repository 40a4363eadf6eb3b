"""Sheets to painted pages: operators, deflated, and what they name."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..basics.geometry import Rect, Size
from ..basics.records import NamedTuple
from ..basics.scratch import Scratch
from ..fonts import FontFace
from ..model.frame import CardSide, Page, Sheet
from .deflate import deflated
from .marked import LinkArea, Mark
from .pages import PageWriter
from .resources import Resources

if TYPE_CHECKING:
    from ..pictures.separation import Separation


class PaintedPage(NamedTuple):
    """A page's operators, deflated, its size and boxes in points, its entries of the outline.

    `cards` are the sides of cards on it, place by place. `marks` are what is read of it, by number;
    None where nothing is told of that. `links` are places to click.
    """

    content: bytes
    size: Size
    trim: Rect
    bleed: Rect
    outline: tuple[str, ...]
    cards: tuple[CardSide, ...] = ()
    marks: tuple[Mark, ...] | None = None
    links: tuple[LinkArea, ...] = ()


class PaintedSheet(NamedTuple):
    """A sheet's painted front and back."""

    front: PaintedPage
    back: PaintedPage | None


class Painter:
    """Paints one sheet after the other; what the pages name is gathered in `resources`.

    `faces` are the fonts by key; with `inks` all colours and images are in CMYK.
    Pictures that must be packed anew lie in `scratch` until the file is written.
    """

    def __init__(
        self, faces: Mapping[str, FontFace], inks: "Separation | None" = None,
        scratch: Scratch | None = None,
    ) -> None:  # fmt: skip
        self.resources = Resources(faces, inks, scratch)
        self._writer = PageWriter(self.resources)

    def sheet(self, sheet: Sheet) -> PaintedSheet:
        """Both sides of a sheet. Raises PictureError when a picture is damaged."""
        back = None if sheet.back is None else self._page(sheet.back)
        return PaintedSheet(self._page(sheet.front), back)

    def _page(self, page: Page) -> PaintedPage:
        written, marks, links = self._writer.page(page)
        return PaintedPage(
            deflated(written.encode("ascii")), page.frame.size, page.trim, page.bleed, page.outline,
            tuple(side for side, _ in page.cards), marks if page.tagged else None, links,
        )  # fmt: skip
