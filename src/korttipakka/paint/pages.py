"""Pages to operators, and what is read of them."""

from collections.abc import Iterable, Iterator

from ..basics.records import NamedTuple
from ..model.frame import CardSide, Group, Page, items_of
from ..model.paths import Matrix
from ..model.text import TextParagraph
from .content import ContentWriter
from .marked import LinkArea, Mark, MarkedWriter, artifact
from .resources import Resources


class WrittenPage(NamedTuple):
    """A page's operators, its marks by number, and its links."""

    operators: str
    marks: tuple[Mark, ...]
    links: tuple[LinkArea, ...]


class PageWriter:
    """Writes pages as operators; what these name is gathered in `resources`."""

    def __init__(self, resources: Resources) -> None:
        self._content = ContentWriter(resources)

    def page(self, page: Page) -> WrittenPage:
        """A page, moved by its correction against a printer's drift."""
        marked = MarkedWriter(self._content)
        self._content.page_matrix = Matrix()
        if page.correction is not None:
            self._content.page_matrix = Matrix(*page.correction.matrix(page.frame.size))
        written = self._tagged(page, marked) if page.tagged else self._plain(page)
        body = "\n".join(written) + "\n"
        if page.correction is not None:
            matrix = " ".join(f"{value:.6f}" for value in self._content.page_matrix)
            body = f"q {matrix} cm\n{body}Q\n"
        return WrittenPage(body, tuple(marked.marks), tuple(marked.links))

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
