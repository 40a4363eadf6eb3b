"""YAML decks of cards to print-ready, duplex-aligned PDF sheets.

    import korttipakka

    made = korttipakka.build_deck("deck.yaml", layout="classic", copies=2)
    made.write_pdf("cards.pdf")
    for problem in korttipakka.check_deck("deck.yaml"):
        print(problem)

Names are loaded when they are asked for: importing korttipakka alone is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .basics.problems import KorttipakkaError as KorttipakkaError
    from .basics.problems import Location as Location
    from .basics.problems import Problem as Problem
    from .basics.problems import Severity as Severity
    from .build.made import Made as Made
    from .build.pipeline import build_deck as build_deck
    from .build.pipeline import check_deck as check_deck
    from .build.session import Session as Session
    from .model.deck import Card as Card
    from .model.deck import Category as Category
    from .model.deck import Deck as Deck
    from .model.layout import Layout as Layout
    from .reading.deck import parse_deck as parse_deck
    from .reading.deck import read_deck as read_deck
    from .reading.layout import read_layout as read_layout

_HOMES = {
    "KorttipakkaError": "basics.problems",
    "Location": "basics.problems",
    "Problem": "basics.problems",
    "Severity": "basics.problems",
    "Made": "build.made",
    "build_deck": "build.pipeline",
    "check_deck": "build.pipeline",
    "Session": "build.session",
    "Card": "model.deck",
    "Category": "model.deck",
    "Deck": "model.deck",
    "Layout": "model.layout",
    "parse_deck": "reading.deck",
    "read_deck": "reading.deck",
    "read_layout": "reading.layout",
}

__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> Any:
    """A public name, loaded from its room."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
