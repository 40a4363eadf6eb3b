"""Saves of Tabletop Simulator -> what JSON of cards looks like: a deck's cards under its name.

A card there is a picture on a sheet of pictures. What can be read of it is the name and the
description that its maker has typed for players to search by.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ...basics.problems import Location, error

CARDS = ("Card", "CardCustom")
"""What the game calls single cards."""

DEEPEST = 50
"""Boxes in bags in boxes: where a save that was made by hand is looked into no further."""


def is_saved_game(tree: Any) -> bool:
    """Whether a tree of JSON is a game or an object that Tabletop Simulator has saved."""
    return isinstance(tree, dict) and isinstance(tree.get("ObjectStates"), list)


def of_saved_game(tree: Mapping[str, Any], file: Location) -> dict[str, Any]:
    """The cards of a save that have names, each with its deck as its category.

    Raises KorttipakkaError where none has a name.

    >>> card = {"Name": "Card", "Nickname": "Vote", "Description": "Now."}
    >>> deck = {"Name": "Deck", "Nickname": "Ideas", "ContainedObjects": [card]}
    >>> of_saved_game({"SaveName": "Game", "ObjectStates": [deck]}, Location.file("t.json"))
    {'name': 'Game', 'cards': [{'title': 'Vote', 'text': 'Now.', 'category': 'Ideas'}]}
    """
    found = list(_cards(tree["ObjectStates"], "", 0))
    named = [card for card in found if card["title"].strip()]
    if not named:
        message = "this is a save of Tabletop Simulator: "
        message += "its cards are pictures without names" if found else "it has no cards"
        hint = "write the titles and texts of the cards into a table, and import that"
        raise error("no-cards-found", message, file, hint)
    return {"name": str(tree.get("SaveName", "")), "cards": named}


def nameless(tree: Mapping[str, Any]) -> int:
    """How many cards of a save have no name: they are pictures, and nothing else."""
    return sum(not card["title"].strip() for card in _cards(tree["ObjectStates"], "", 0))


def _cards(objects: Any, category: str, depth: int) -> Iterator[dict[str, Any]]:
    """The cards among objects and in what these hold."""
    for each in objects if isinstance(objects, list) and depth < DEEPEST else ():
        if not isinstance(each, dict):
            continue
        name = str(each.get("Nickname", ""))
        if each.get("Name") in CARDS:
            yield _card(each, name, category)
        else:
            yield from _cards(each.get("ContainedObjects"), name or category, depth + 1)


def _card(each: Mapping[str, Any], name: str, category: str) -> dict[str, Any]:
    tags = each.get("Tags")
    said = {
        "title": name,
        "text": str(each.get("Description", "")),
        "category": category,
        "notes": str(each.get("GMNotes", "")),
        "tags": [str(tag) for tag in tags] if isinstance(tags, list) else [],
    }
    return {key: value for key, value in said.items() if value or key == "title"}
