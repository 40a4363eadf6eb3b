"""Which cards of a deck are wanted, and where a deck lies."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..basics.problems import KorttipakkaError, Location, Problem, did_you_mean, error, suggestion
from ..basics.shell import shell_line
from ..basics.shipped import shipped
from ..model.deck import Card, Deck
from .options import Selection


def select(deck: Deck, selection: Selection) -> frozenset[str]:
    """The ids of the selected cards.

    Raises KorttipakkaError for a name that no card has, and when no card is left.
    """
    tags = sorted({tag for card in deck.cards for tag in card.tags})
    problems = [
        *_unknown("category", selection.categories, [c.key for c in deck.categories]),
        *_unknown("tag", selection.tags, tags),
        *_unknown("card", selection.cards, [card.id for card in deck.cards]),
    ]
    if problems:
        raise KorttipakkaError(problems)
    chosen = frozenset(card.id for card in deck.cards if _selected(card, selection))
    if not chosen:
        hint = "a card is printed when its category, a tag and its id are all among those asked for"
        raise error("nothing-selected", "the flags leave no card to print", _flags(selection), hint)
    return chosen


def _unknown(flag: str, names: Iterable[str], known: Sequence[str]) -> Iterable[Problem]:
    for name in names:
        if name not in known:
            at = Location.flag(f"--{flag} {name}")
            yield Problem(f"unknown-{flag}", f"no {flag} '{name}'", at, suggestion(name, known))


def _flags(selection: Selection) -> Location:
    """The flags that select cards."""
    names = zip(("category", "tag", "card"), selection, strict=True)
    words = (word for flag, chosen in names for name in chosen for word in (f"--{flag}", name))
    return Location.flag(shell_line(words))


def _selected(card: Card, selection: Selection) -> bool:
    category = card.category.key if card.category else ""
    return (
        (not selection.categories or category in selection.categories)
        and (not selection.tags or bool(set(selection.tags) & set(card.tags)))
        and (not selection.cards or card.id in selection.cards)
    )


def find_deck(name: str | Path | None) -> Path:
    """A deck by path or by a shipped deck's name; None is the current folder.

    Raises KorttipakkaError when there is none.
    """
    path = Path(name or ".")
    known = sorted(p.name for p in shipped("cards").glob("*") if p.is_dir())
    if str(name) in known and not path.exists():
        return shipped("cards") / str(name)
    if name is None and not (path / "deck.yaml").exists():
        hint = f"name a deck: a file, a folder, or one that ships ({', '.join(known)})"
        raise error("missing-deck", "there is no deck.yaml in this folder", hint=hint)
    if not path.exists():
        general = f"name a file, a folder, or a deck that ships ({', '.join(known)})"
        hint = did_you_mean(str(name), known) or general
        raise error("missing-deck", f"there is no deck '{name}'", hint=hint)
    return path
