"""Pages to operators, and what is read of them."""

from collections.abc import Iterable, Iterator

from ..model.frame import CardSide, Group, Page, items_of
from ..model.text import TextParagraph
from .content import ContentWriter
from .marked import Mark, MarkedWriter, artifact
from .resources import Resources


class PageWriter:
    """Writes pages as operators; what these name is gathered in `resources`."""

    def __init__(self, resources: Resources) -> None:
        self._content = ContentWriter(resources)

    def page(self, page: Page) -> tuple[str, tuple[Mark, ...]]:
        """The operators of a page, moved by its correction against a printer's drift; its marks."""
        marked = MarkedWriter(self._content)
        written = self._tagged(page, marked) if page.tagged else self._plain(page)
        body = "\n".join(written) + "\n"
        if page.correction is not None:
            matrix = page.correction.matrix(page.frame.size)
            body = f"q {' '.join(f'{value:.6f}' for value in matrix)} cm\n{body}Q\n"
        return body, tuple(marked.marks)

    def _plain(self, page: Page) -> Iterable[str]:
        return self._content.items(page.frame.items)

    def _tagged(self, page: Page, marked: MarkedWriter) -> Iterator[str]:
        """What is on a page piece by piece, each read or an artifact."""
        for index, one in enumerate(page.frame.content):
            if isinstance(one, Group) and isinstance(one.shows, CardSide) and any(one.tags):
                yield marked.side(one, one.shows)
            elif isinstance(one, TextParagraph):
                yield marked.paragraph(one, (index,))
            else:
                yield from map(artifact, filter(None, self._content.items(items_of([one]))))
