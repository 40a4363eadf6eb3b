"""Which cards of a deck are wanted, and where a deck lies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

from ..basics.late import late
from ..basics.problems import KorttipakkaError, Location, Problem, did_you_mean, error, suggestion
from ..basics.shell import shell_line
from ..basics.shipped import shipped
from ..model.deck import Card, Deck
from ..model.text import without_breaks
from ..reading.absent import absent
from ..reading.files import beside, deck_in, may_be_deck
from .options import Selection


def select(deck: Deck, selection: Selection) -> frozenset[str]:
    """The ids of the selected cards.

    Raises KorttipakkaError for a name that no card has, and when no card is left.
    """
    named = [(text, _named(deck, text)) for text in selection.cards]
    problems = [
        *_unknown_categories(deck, selection.categories),
        *_unknown_tags(deck, selection.tags),
        *_unknown_cards(deck, named),
    ]
    if problems:
        raise KorttipakkaError(problems)
    wanted = frozenset(name for _, parts in named for ids in parts.values() for name in ids)
    chosen = frozenset(card.id for card in deck.cards if _selected(card, selection, wanted))
    if not chosen:
        hint = "a card is printed when its category, a tag and its id are all among those asked for"
        raise error("nothing-selected", "the flags leave no card to print", _flags(selection), hint)
    return _picked(deck, chosen, selection) if selection.pick else chosen


def _picked(deck: Deck, chosen: frozenset[str], selection: Selection) -> frozenset[str]:
    """The ids that are drawn among those chosen. Raises KorttipakkaError if they are too few."""
    if selection.pick > len(chosen):
        message = f"{selection.pick} cards cannot be picked: there are {len(chosen)}"
        at = Location.flag(f"--pick {selection.pick}")
        raise error("too-few-cards", message, at, f"--pick {len(chosen)} takes all of them")
    cards = (card for card in deck.cards if card.id in chosen)
    from .drawing import picked

    return picked(cards, selection.pick, selection.seed)


def _named(deck: Deck, text: str) -> dict[str, list[str]]:
    """The ids of the cards that an id, a title, numbers or ranges of them name, part by part.

    "tauko", "Tauko", "12" and "12, 31-33" are all understood; ids come first. A part that names
    none has none.
    """
    titles: dict[str, list[str]] = {}
    for card in deck.cards:
        titles.setdefault(_plain(card.title), []).append(card.id)
    ids = {card.id for card in deck.cards}

    def one(part: str) -> list[str]:
        own = [part.strip()] if part.strip() in ids else []
        return own or titles.get(_plain(part)) or _numbered(deck, part)

    parts = [text] if one(text) else text.split(",")
    return {part.strip(): one(part) for part in parts}


def _plain(title: str) -> str:
    """A title as it is compared: in whichever case, without marks of where it may break."""
    return " ".join(without_breaks(title).replace("-?", "").casefold().split())


RANGE = late(r"\s*([0-9]{1,9})\s*(?:[-\u2013]\s*([0-9]{1,9})\s*)?")
"""A number of a card, or two with a hyphen or a dash between."""


def _numbered(deck: Deck, text: str) -> list[str]:
    """The ids of the cards with a number, or with those of a range; none if one is missing."""
    match = RANGE.fullmatch(text)
    if match is None:
        return []
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last <= len(deck.cards):
        return []
    return [card.id for card in deck.cards if first <= card.number <= last]


def _unknown_categories(deck: Deck, keys: Iterable[str]) -> Iterator[Problem]:
    known = [category.key for category in deck.categories]
    names = {_plain(category.name): category.key for category in deck.categories}
    for key in keys:
        if key not in known:
            named = names.get(_plain(key))
            hint = f"did you mean '{named}'?" if named else suggestion(key, known)
            at = Location.flag(f"--category {key}")
            yield Problem("unknown-category", f"no category '{key}'", at, hint)


def _unknown_tags(deck: Deck, tags: Sequence[str]) -> Iterator[Problem]:
    known = sorted({tag for card in deck.cards for tag in card.tags}) if tags else []
    for tag in tags:
        if tag not in known:
            at, hint = Location.flag(f"--tag {tag}"), suggestion(tag, known)
            yield Problem("unknown-tag", f"no tag '{tag}'", at, hint)


def _unknown_cards(
    deck: Deck, named: Iterable[tuple[str, Mapping[str, Sequence[str]]]]
) -> Iterator[Problem]:
    known = [name for card in deck.cards for name in (card.id, card.title)]
    general = "korttipakka list shows what there is: ids, numbers such as 3 or 5-8, titles"
    for text, parts in named:
        for part, ids in parts.items():
            if not ids:
                hint = did_you_mean(part, known) or general
                if RANGE.fullmatch(part):
                    hint = f"the deck has cards 1 to {len(deck.cards)}: {general}"
                at = Location.flag(f"--card {text}")
                yield Problem("unknown-card", f"no card '{part}'", at, hint)


def _flags(selection: Selection) -> Location:
    """The flags that select cards."""
    names = zip(("category", "tag", "card"), selection[:3], strict=True)
    words = (word for flag, texts in names for text in texts for word in (f"--{flag}", text))
    return Location.flag(shell_line(words))


def _selected(card: Card, selection: Selection, wanted: frozenset[str]) -> bool:
    category = card.category_key
    return (
        (not selection.categories or category in selection.categories)
        and (not selection.tags or bool(set(selection.tags) & set(card.tags)))
        and (not selection.cards or card.id in wanted)
    )


def find_deck(name: str | Path | None) -> Path:
    """A deck by path or by a shipped deck's name; None is the current folder.

    Raises KorttipakkaError when there is none.
    """
    path = Path(name or ".")
    known = sorted(p.name for p in shipped("cards").glob("*") if p.is_dir())
    if str(name) in known and not path.exists():
        return shipped("cards") / str(name)
    if name is None and deck_in(path) is None:
        general = f"name a deck: a file, a folder, or one that ships ({', '.join(known)})"
        hint = beside(path) or general
        raise error("missing-deck", "there is no deck.yaml in this folder", hint=hint)
    if not path.exists() and (other := _composed_otherwise(path)):
        return other
    if not path.exists():
        raise error("missing-deck", f"there is no deck '{name}'", hint=_meant(str(name), known))
    return path


def _composed_otherwise(path: Path) -> Path | None:
    """The path in which ä is one letter and not two, or the other way round, as macOS has it."""
    forms = (Path(normalize(form, str(path))) for form in ("NFC", "NFD"))
    return next((form for form in forms if form.exists()), None)


def _meant(name: str, known: Sequence[str]) -> str:
    """What to do where there is no deck of a name; `known` ones ship."""
    if hint := absent(name, may_be_deck) or did_you_mean(name, known):
        return hint
    if deck_in(Path()):
        return "there is a deck in this folder: leave its name out"
    return f"name a file, a folder, or a deck that ships ({', '.join(known)})"
