"""What of a card is read, and what is only seen: the tags of its faces.

A reader of the PDF is told each thing once, wherever it is printed: the title again on the back,
categories below every card, second copies and cards to write on are artifacts.
"""

from collections.abc import Collection
from functools import lru_cache

from ..model.frame import CardCopy, CardFaces, Frame, Part, QrCode
from ..model.layout import FACES, Face
from ..model.tags import PartTag, Tags

READ = {"subtitle", "text", "field", "label", "caption"}
"""Roles of texts that are read wherever they stand."""


def face_tags(
    copy: CardCopy, faces: CardFaces, printed: Collection[Face], *, opens: bool
) -> tuple[Tags, Tags]:
    """The tags of a front and a back, of which the `printed` ones are read.

    A card that `opens` its category tells the category's name.
    """
    if copy.blank or copy.number > 1:
        return (), ()
    reader = _Reader(opens)
    front, back = (reader.tags(faces.face(side)) if side in printed else () for side in FACES)
    return front, back


_tag = lru_cache(maxsize=64)(PartTag)
"""A tag, of which most cards have the same few."""


class _Reader:
    """Goes through the faces of a card, and remembers what has been read."""

    def __init__(self, opens: bool) -> None:
        self._opens = opens
        self._titles: list[str] = []

    def tags(self, frame: Frame) -> Tags:
        """The tags of a face, one for each part and whatever else it is made of."""
        return tuple([self._tag(one) if isinstance(one, Part) else None for one in frame.content])

    def _tag(self, part: Part) -> PartTag | None:
        match part.role:
            case "title":
                return self._title(part)
            case "footer" if self._opens and "category.name" in part.fields:
                self._opens = False
                return PartTag("category")
            case "picture":
                return PartTag("figure", _alt(part)) if _alt(part) else None
            case "code":
                return PartTag("figure", _said_by_code(part))
            case role if role in READ:
                return _tag("text", _alt(part))
        return None

    def _title(self, part: Part) -> PartTag | None:
        text = "".join([paragraph.text for paragraph in part.paragraphs])
        if text in self._titles:
            return None
        self._titles.append(text)
        return _tag("back-title" if self._titles[1:] else "title", _alt(part))


def _alt(part: Part) -> str:
    """The words of the picture that a part shows, as the deck has them."""
    if part.card is None:
        return ""
    if "image" in part.fields:
        return part.card.alt
    if "image_back" in part.fields:
        return part.card.alt_back
    category = part.card.category
    return category.alt if category and "category.icon" in part.fields else ""


def _said_by_code(part: Part) -> str:
    return next((one.text for one in part.content if isinstance(one, QrCode)), "")
