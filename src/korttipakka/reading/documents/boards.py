"""Boards of Trello -> what JSON of cards looks like: a list's cards under its name."""

from collections.abc import Mapping
from typing import Any


def is_board(tree: Any) -> bool:
    """Whether a tree of JSON is a board that Trello has exported."""
    if not isinstance(tree, dict):
        return False
    cards, lists = tree.get("cards"), tree.get("lists")
    if not isinstance(cards, list) or not isinstance(lists, list):
        return False
    return bool(cards) and all(isinstance(card, dict) and "idList" in card for card in cards)


def of_board(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The cards of a board that are not archived, each with its list as its category.

    >>> of_board({"name": "B", "lists": [{"id": "l", "name": "Ideas"}],
    ...           "cards": [{"name": "A", "desc": "b", "idList": "l"}]})
    {'name': 'B', 'cards': [{'title': 'A', 'text': 'b', 'category': 'Ideas', 'tags': []}]}
    """
    lists = [each for each in tree["lists"] if isinstance(each, dict)]
    names = {each.get("id"): str(each.get("name", "")) for each in lists if not _is_closed(each)}
    cards = [
        {
            "title": card.get("name", ""),
            "text": card.get("desc", ""),
            "category": names[card["idList"]],
            "tags": [label.get("name") or label.get("color", "") for label in _labels(card)],
        }
        for card in tree["cards"]
        if card["idList"] in names and not _is_closed(card)
    ]
    return {"name": tree.get("name", ""), "cards": cards}


def _is_closed(each: Mapping[str, Any]) -> bool:
    return each.get("closed") is True


def _labels(card: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    labels = card.get("labels")
    return [each for each in labels if isinstance(each, dict)] if isinstance(labels, list) else []
