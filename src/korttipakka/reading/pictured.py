"""Pictures that stand among the words of cells in HTML -> the pictures of the cards."""

from ..model.manuscript import Column
from .draft import CardDraft, Draft, Value
from .tables.grid import shortened

ON_BACK = frozenset(("text", "back_title"))
"""Fields whose words stand on the back, and so do pictures among these."""


def take_pictures(draft: Draft) -> None:
    """Give each card the first picture of its front and of its back; tell of further ones."""
    for card in draft.cards:
        for column, value in list(card.values.items()):
            for name in value.pictures:
                _take(card, column, Value(name, name, value.at), draft)


def _take(card: CardDraft, column: Column, picture: Value, draft: Draft) -> None:
    field = "image_back" if column.field in ON_BACK else "image"
    if card.values.setdefault(Column(field), picture).plain == picture.plain:
        return
    message = f"the card has a picture there already: '{shortened(picture.plain)}' was left out"
    draft.warn("left-out", message, picture.at, "make one picture of both")
