"""Icons in lines of text: found in the deck's folder, as high as capitals."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..basics.problems import InvalidValue
from ..content.inline import Span
from ..content.markdown import Paragraph
from ..model.text import Icon
from ..pictures import PictureError, Pictures
from ..reading.named import find_inside


class Icons:
    """Finds the icons of texts. A deck is not trusted: it names files of its own folder only."""

    def __init__(self, pictures: Pictures, root: Path) -> None:
        self._pictures = pictures
        self._root = root

    def found(
        self, paragraphs: Iterable[Paragraph]
    ) -> tuple[tuple[Paragraph, ...], list[InvalidValue]]:
        """Paragraphs with their icons' files; what cannot be shown is as typed, and told."""
        refused: list[InvalidValue] = []
        kept = tuple(
            paragraph._replace(spans=tuple(self._spans(paragraph.spans, refused)))
            for paragraph in paragraphs
        )
        return kept, refused

    def _spans(self, spans: Iterable[Span], refused: list[InvalidValue]) -> Iterator[Span]:
        for span in spans:
            if span.icon is None:
                yield span
                continue
            try:
                yield span._replace(icon=self._opened(span.icon))
            except InvalidValue as cause:
                refused.append(cause)
                yield span._replace(icon=None, text=span.icon.typed)

    def _opened(self, icon: Icon) -> Icon:
        """An icon with its file. Raises InvalidValue."""
        path = find_inside(self._root, icon.source)
        try:
            size = self._pictures.open(path).size
        except PictureError as cause:
            message = f"'{icon.source}': {cause.message}"
            raise InvalidValue(message, cause.hint, code="bad-image") from None
        return icon._replace(path=path, aspect=size.width / size.height)
