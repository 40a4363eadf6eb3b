"""A deck's files -> a Deck, or every problem found in any of them."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..basics.files import Stamp
from ..basics.languages import check_language, is_language
from ..basics.problems import (
    KorttipakkaError,
    Location,
    Problem,
    Related,
    Severity,
    error,
    has_errors,
)
from ..basics.records import NamedTuple
from ..basics.trust import is_inside
from ..model.deck import Card, Category, Deck
from ..model.layout import FACES
from .categories import named_by_colors, unknown_categories
from .damage import damaged
from .deceptive import LookedAt, deceptive, deceptive_address
from .files import DECK_NAMES, find_deck, further_files, in_folders, in_the_cloud, unread_files
from .kinds import KINDS, READABLE, refuse
from .languages import chosen_language, is_language_map
from .limits import (
    MAX_BESIDE_CARDS,
    MAX_DECK_WEIGHT,
    MAX_HYPHENATED,
    MAX_OF_CARD,
    MAX_PROBLEMS,
    MAX_SHOWN,
)
from .line_ends import broken_words
from .lines import searchable, split_lines
from .nodes import Mapping, Node, Places, Scalar, Sequence
from .nulls import NULL, without_nulls
from .perforated import is_sheet
from .schema import (
    DECK_FIELDS,
    DECK_VALIDATOR,
    HOW_TEXTS_ARE_READ,
    MAX_NAME,
    PART_FIELDS,
    PART_VALIDATOR,
    Context,
    deck_json_schema,
)
from .strays import apart, elsewhere, odd_names, set_apart
from .text import SPACED, as_identifier, one_line
from .texts import one_line_texts, typed
from .translated import languages_of, line_translations, may_be_translated, translations_of
from .tree import Tree, read_text, read_tree
from .untranslated import of_no_text, untranslated
from .validator import SchemaValidator, ValidationError

if TYPE_CHECKING:
    from ..model.manuscript import Manuscript

__all__ = ["DeckReader", "deck_json_schema", "parse_deck", "read_deck", "read_manuscript"]

DEFAULT_LANGUAGE = "fi"

WORDED = ("title", "text", "subtitle")
"""Fields of a card that tell which language a deck is written in."""

MAX_CARDS = 100_000

EMPTY = "write cards into it below a line 'cards:', or delete it"

EMPTY_DECK = "write the deck's title into it, as 'title: …', and cards below a line 'cards:'"

MAY_BE_LEFT = {
    "\u3010": ("\u3010",), "\\": ("\\",), "$": ("$",), "~": ("~",), "^": ("^",), "`": ("``",),
    "[": ("[[", "[/", "[http", "[sound:", "[cite", "[oai", "[^", "[!"), "]": ("]: ",), "'": ("''",),
    "=": ("==",),
    "<": ("<|", "<http"), ">": ("think>",), "|": ("|http",), "!": ("!!!",), "+": ("++", ":+1:"),
    "{": ("{{c", "{color", "{code", "{panel", "{quote}", "{noformat"), "_": ("_mark:",),
    "": ("---", ":::", "turn0", "notion.so/", "chatgpt", "h2. ", "h3. ", ":smile", ":heart",
         "Copy code", "Kopioi koodi", "Kopiera kod", "Code kopieren"),
}  # fmt: skip
"""What texts have in which other programs left something, by signs that are soon looked for."""

MAY_BE_CELLS = ("\t", "|", "\u2500", "\u2550", "\u2501", "= =", "=  =")
"""What stands between or around the cells of what may be a table."""

LAYOUT_SECTIONS = {"extends", "card", "sheet", "fonts", "colors", "front", "back"}
"""What layout files are made of: one beside the cards, for --layout, holds no cards."""


class _File:
    """One file on its way: its tree, what is wrong with it, and its values once it is validated."""

    def __init__(self, at: Location, data: bytes, tree: Tree) -> None:
        self.at = at
        self.data = data
        self.whole = tree
        self.tree = tree.root
        self.problems = tree.problems
        self.remarks = tree.remarks
        self.values: dict[str, Any] = {}

    @property
    def path(self) -> Path | None:
        """The file itself; None of a text that is in none."""
        return self.at.path

    @property
    def text(self) -> str:
        """All that it says: kept as UTF-8, since one wide letter makes all take four bytes."""
        return self.data.decode(errors="surrogatepass")

    @property
    def cards(self) -> list[Any]:
        """The cards before they are validated."""
        cards = self.tree.get("cards") if isinstance(self.tree, Mapping) else None
        return cards if isinstance(cards, Sequence) else []


class _Values(NamedTuple):
    """The values of a file that had no problems, with the context and the tree that they are of.

    `missing` are its texts that are not given in the language.
    """

    context: Context
    tree: Node
    values: dict[str, Any]
    missing: tuple[Mapping, ...]

    def holds(self, context: Context) -> bool:
        """Whether the values are the same in another context, and the pictures still there."""
        if self.context._replace(missing=[]) != context._replace(missing=[]):
            return False
        named = [*self.values.get("cards", ()), *self.values.get("categories", {}).values()]
        paths = {value for entry in named for value in entry.values() if isinstance(value, Path)}
        return all(os.path.isfile(path) and is_inside(path, context.root) for path in paths)

    def again(self, tree: Node, validator: SchemaValidator) -> dict[str, Any] | None:
        """The values of another tree, of which one card is another, if nothing is wrong with it.

        Only that card is validated.
        """
        index = None if self.missing else _changed_card(self.tree, tree)
        if index is None or not isinstance(tree, Mapping):
            return None
        cards: Any = tree["cards"]
        context = self.context._replace(missing=[])
        alone = Mapping(tree | {"cards": Sequence([cards[index]])})
        alone.file, alone.line, alone.column = tree.file, tree.line, tree.column
        try:
            made = validator.validate_python(alone, context=context)["cards"]
        except ValidationError:
            return None
        known = self.values["cards"]
        whole = [*known[:index], *made, *known[index + 1 :]]
        return None if context.missing else self.values | {"cards": whole}


def _changed_card(before: Node, tree: Node) -> int | None:
    """The index of the one card that is another node in another tree; None where more differs."""
    if not isinstance(before, Mapping) or not isinstance(tree, Mapping) or "cards" not in tree:
        return None
    old, new = before.get("cards"), tree["cards"]
    if not isinstance(old, Sequence) or not isinstance(new, Sequence) or len(old) != len(new):
        return None
    if [*before] != [*tree] or any(tree[key] is not before[key] for key in tree if key != "cards"):
        return None
    changed = [index for index, card in enumerate(new) if card is not old[index]]
    return changed[0] if len(changed) == 1 else None


Validated = dict[Path, _Values]
"""What is known of a deck's files, by their paths."""

MadeCards = dict[str, tuple[Node, tuple[dict[str, Any], dict[str, Any]], Card]]
"""Cards by their ids, each with the node and the values that it was made of, and how it is read."""


def read_deck(path: str | Path, language: str | None = None) -> Deck:
    """Read a deck from a file, or from a folder with deck.yaml and further files of cards.

    `language` picks the texts where a deck has several; default: the deck's own. Raises
    KorttipakkaError with every problem of all files.
    """
    return DeckReader().read(Path(path), language)


def parse_deck(text: str, root: str | Path = ".", language: str | None = None) -> Deck:
    """Read a deck from the text of its one file, as if it stood in the folder `root`.

    Pictures and the like are looked for in that folder. Raises KorttipakkaError as `read_deck`.
    """
    _check_language(language)
    return _deck(_validated([_parsed(Location("deck text"), text)], Path(root), language, {}, {}))


class DeckReader:
    """Reads decks again and again: only what has changed on disk is parsed and validated anew."""

    def __init__(self) -> None:
        self._trees: dict[Path, tuple[Stamp | None, _File]] = {}
        self._values: Validated = {}
        self._cards: MadeCards = {}
        self._looked_at: LookedAt = {}

    def read(self, path: Path, language: str | None = None) -> Deck:
        """The deck as it is now; as `read_deck`."""
        _check_language(language)
        return _deck(self.validated(path, language), self._cards)

    def validated(self, path: Path, language: str | None, whole: bool = True) -> "_Valid":
        """The files of a deck, the one with its title first. Raises KorttipakkaError."""
        first = find_deck(path)
        deck = self._open(first)
        if first.suffix.lower() in READABLE and not _says(deck.tree, DECK_FIELDS):
            raise refuse(first, KINDS[first.suffix.lower()])
        paths = further_files(first, _word(deck.tree, "layout"))
        self._forget_all_but({first, *paths})
        files = [deck, *self._further(paths, deck.whole.weight)]
        by_name, root = path.is_file(), first.parent
        return _validated(files, root, language, self._values, self._looked_at, by_name, whole)

    def _further(self, paths: Iterable[Path], weight: int) -> Iterator[_File]:
        """The other files of cards, beside one of this weight. Raises KorttipakkaError."""
        for path in paths:
            file = self._open(path)
            weight += file.whole.weight
            if weight > MAX_DECK_WEIGHT:
                message = f"with this file the deck has more than {MAX_DECK_WEIGHT:,} values"
                raise error("too-large", message, file.at, "make several decks of it")
            if not _is_other(file.tree):
                yield file

    def _forget_all_but(self, paths: set[Path]) -> None:
        """Forget files that are gone: an editor may write under ever new names."""
        for known in (self._trees, self._values):
            for path in known.keys() - paths:
                del known[path]

    def _open(self, path: Path) -> _File:
        stamp = Stamp.of(path)
        known = self._trees.get(path)
        if known is None or stamp is None or known[0] != stamp:
            known = self._trees[path] = stamp, _open(path, known[1] if known else None)
        file = known[1]
        return _File(file.at, file.data, file.whole._replace(problems=[*file.problems]))


def _check_language(language: str | None) -> None:
    if language:
        check_language(language, Location.flag(f"--language {language}"))


def read_manuscript(path: Path) -> "Manuscript":
    """Read all that a deck says, in every language, from a file or a folder as `read_deck` does.

    A text that is missing in one language is no error here. Raises KorttipakkaError with every
    problem of all files.
    """
    valid = DeckReader().validated(path, None, whole=False)
    cards: Any = [node for file in valid.files for node in file.cards]
    tree: Any = valid.files[0].tree
    from .manuscript import manuscript_of

    return manuscript_of(_deck(valid), tree, cards)


class _Valid(NamedTuple):
    """A deck's files with their values, and what is odd about them."""

    files: list[_File]
    context: Context
    problems: list[Problem]


def _validated(
    files: list[_File], root: Path, language: str | None, known: Validated, looked_at: LookedAt,
    by_name: bool = True, whole: bool = True,
) -> _Valid:  # fmt: skip
    """A deck's files, the one with its title first, with their values. Raises KorttipakkaError.

    With `whole`, each text must be given in the language. The first file may have been called for
    `by_name`, and not by its folder.
    """
    _check_count(files)
    deck, *parts = files
    context = _context(files, root, language)
    _validate(deck, DECK_VALIDATOR, DECK_FIELDS, context, known)
    for part in parts:
        _validate(part, PART_VALIDATOR, PART_FIELDS, context, known)
    others, files = set_apart(files, by_name)
    problems = {problem for file in files for problem in file.problems} | set(_across(files))
    if whole and context.missing:
        cards = [node for file in files for node in file.cards]
        wanted, own = context.language, context.own
        problems.add(
            (of_no_text((file.tree for file in files if file.tree), language) if language else None)
            or untranslated(context.missing, cards, wanted, own, deck.at.shown)
        )
    lines = {problem.at[:2] for problem in problems if problem.at}
    odd = [
        problem
        for problem in _oddities(files, looked_at, context.own)
        if not problem.at or problem.at[:2] not in lines
    ]
    told = sorted({*problems, *others, *odd}, key=_order)
    if has_errors(told):
        raise KorttipakkaError(told)
    told = sorted([*told, *_unsaid(files, context)], key=_order)
    return _Valid(files, context, told)


def _is_other(tree: Node | None) -> bool:
    """Whether a file beside the cards is a layout's or a sheet's."""
    return _is_layout(tree) or is_sheet(tree)


def _says(tree: Node | None, fields: Iterable[str]) -> bool:
    """Whether a file has a key of these at its top."""
    return isinstance(tree, Mapping) and not tree.keys().isdisjoint(fields)


def _order(problem: Problem) -> tuple[str, int, int, str]:
    """In the order in which they are written."""
    at = problem.at or Location("")
    return at.shown, at.line, at.column, problem.message


def _open(path: Path, before: _File | None = None) -> _File:
    at = Location.file(path)
    try:
        text = read_text(at)
    except KorttipakkaError as cause:
        return _File(at, b"", Tree(None, list(cause.problems)))
    return _parsed(at, text, before)


def _parsed(at: Location, text: str, before: _File | None = None) -> _File:
    """A file's tree; of one that was read `before`, what did not change is taken from there."""
    tree = None
    if before:
        from .again import read_again

        tree = read_again(before.whole, before.text, text, at)
    tree = tree or read_tree(text, at)
    if NULL.search(text):
        without_nulls(tree.root)
    if tree.root is None and not tree.problems:
        hint = EMPTY_DECK if at.path and at.path.name.casefold() in DECK_NAMES else EMPTY
        tree.problems.append(Problem("empty-file", "the file is empty", at.at(1, 1), hint))
    return _File(at, text.encode(errors="surrogatepass"), tree)


def _validate(
    file: _File, validator: SchemaValidator, fields: Iterable[str], context: Context,
    known: Validated,
) -> None:  # fmt: skip
    if file.tree is None:
        return
    before = known.get(file.path) if file.path else None
    if before and before.holds(context):
        if before.tree is file.tree:
            file.values = before.values
            context.missing.extend(before.missing)
            return
        if file.path and not file.problems and (values := before.again(file.tree, validator)):
            file.values = values
            known[file.path] = _Values(context, file.tree, values, ())
            return
    start = len(context.missing)
    try:
        file.values = validator.validate_python(file.tree, context=context)
    except ValidationError as cause:
        from .faults import problems_of

        file.problems += problems_of(
            cause, file.tree, list(fields), searchable(split_lines(file.text))
        )
        return
    if file.path and not file.problems:
        missing = tuple(context.missing[start:])
        known[file.path] = _Values(context, file.tree, file.values, missing)


def _context(files: list[_File], root: Path, language: str | None) -> Context:
    given = _word(files[0].tree, "language").strip()
    own = given if is_language(given) else DEFAULT_LANGUAGE
    if not given:
        own = _spoken(files) or DEFAULT_LANGUAGE
    return Context(language or own, root, own, [])


def _spoken(files: Iterable[_File]) -> str:
    """The language that a deck's words are in, where it does not say; "" where they tell none."""
    from .language import known, weighed  # most decks say it

    cards = [card for file in files for card in file.cards if isinstance(card, Mapping)]
    texts = [card[name] for card in cards for name in WORDED if name in card]
    # Where texts are given in several languages, these say which.
    words = [str(text) for text in texts if isinstance(text, Scalar)]
    return known(words) or weighed(words, DEFAULT_LANGUAGE)


def _unsaid(files: list[_File], context: Context) -> Iterator[Problem]:
    """What language is taken for the deck's, where that is not the one of most decks."""
    deck = files[0]
    if _word(deck.tree, "language").strip():
        return
    where = f"write into {Path(deck.at.shown).name}"
    if context.own != DEFAULT_LANGUAGE:
        message = f"the deck does not say its language; by its words it is '{context.own}'"
        hint = f"{where}:\nlanguage: {context.own}"
        yield Problem("guessed-language", message, deck.at, hint, Severity.NOTE)
    elif not _spoken(files):
        message = "the deck does not say its language, and its few words do not tell it"
        message += f": it is taken for '{DEFAULT_LANGUAGE}'"
        hint = f"{where} what it is, such as:\nlanguage: en"
        yield Problem("guessed-language", message, deck.at, hint, Severity.NOTE)


def is_layout_file(path: Path) -> bool:
    """Whether a file beside a deck is a layout, so that it holds no cards."""
    return _is_layout(_open(path).tree)


def _is_layout(tree: Node | None) -> bool:
    """Whether all keys at a file's top are a layout's, or its sides stand there beside slips."""
    if not isinstance(tree, Mapping) or not tree:
        return False
    if LAYOUT_SECTIONS.issuperset(tree):
        return True
    sides = [node for key, node in tree.items() if key.lower() in FACES]
    return any(isinstance(node, Mapping) for node in sides) and tree.keys().isdisjoint(DECK_FIELDS)


def _word(tree: Node | None, key: str) -> str:
    """A text at the top of a file that is not validated yet."""
    value = tree.get(key) if isinstance(tree, Mapping) else None
    return value if isinstance(value, Scalar) else ""


def _categories_of(tree: Node | None) -> dict[str, str] | None:
    """The names of categories by the keys that cards may name; None where they cannot be told."""
    if not isinstance(tree, Mapping):
        return None
    categories = tree.get("categories", Mapping())
    if isinstance(categories, Mapping) and ("categories" in tree or not _called_otherwise(tree)):
        return {str(key): _name_of(node) for key, node in categories.items()}
    return None if categories or _called_otherwise(tree) else {}


def _called_otherwise(tree: Mapping) -> bool:
    """Whether a key of a deck is rather meant to be `categories`."""
    return any(key not in DECK_FIELDS and isinstance(tree[key], Mapping) for key in tree)


def _name_of(category: Node) -> str:
    name = category.get("name", "") if isinstance(category, Mapping) else category
    return str(name) if isinstance(name, Scalar) else ""


def _check_count(files: list[_File]) -> None:
    """Raise KorttipakkaError for too many cards or values, before they take memory as values."""
    count = sum(len(file.cards) for file in files)
    weight, most = sum(file.whole.weight for file in files), MAX_BESIDE_CARDS + MAX_OF_CARD * count
    message, hint = "", "make several decks of it"
    if count > MAX_CARDS:
        message = f"the deck has {count:,} cards, at most {MAX_CARDS:,}"
    elif weight > most:
        message = f"the deck has {weight:,} values, with so many cards at most {most:,}"
    elif (words := max(map(_hyphenated, files), default=0)) > MAX_HYPHENATED:
        message = f"hyphenation has {words:,} words, at most {MAX_HYPHENATED:,}"
        hint = "leave out those that no card has"
    if message:
        raise error("too-large", message, files[0].at, hint)


def _hyphenated(file: _File) -> int:
    """Of how many words a file tells where they break."""
    words = file.tree.get("hyphenation") if isinstance(file.tree, Mapping) else None
    return len(words) if isinstance(words, Sequence) else 0


def _across(files: list[_File]) -> Iterator[Problem]:
    """What is wrong with the cards of all files together."""
    count = sum(len(file.cards) for file in files)
    if not count and not any(file.problems for file in files):
        hint = "write 'cards:', and each card below it as '- title: …'"
        yield Problem("empty-deck", "the deck has no cards", files[0].at.at(1, 1), hint)
    yield from islice(_duplicate_ids(files), MAX_PROBLEMS)
    known = _categories_of(files[0].tree)
    if known is not None:
        yield from unknown_categories(_named_categories(files), known)


def _named_categories(files: list[_File]) -> Iterator[Scalar]:
    """The categories as files and cards name them, in order."""
    for file in files:
        for holder in (file.tree, *file.cards):
            node = holder.get("category") if isinstance(holder, Mapping) else None
            if isinstance(node, Scalar) and len(node) <= MAX_NAME:  # longer ones are told already
                yield node


def _oddities(files: list[_File], looked_at: LookedAt, language: str) -> Iterator[Problem]:
    """What is odd about how texts and files are written, in a deck of this language.

    `looked_at` has the cards of the last reading, and gets those of this.
    """
    before = looked_at.copy()
    looked_at.clear()
    for file in files:
        shown = {id(node) for node in typed(file.tree)} if file.remarks else set()
        yield from (remark.problem for remark in file.remarks if id(remark.node) in shown)
        text = file.text
        yield from damaged(text, file.at)
        if any(sign in text for sign in "&\\%=") or "u00" in text:
            from .coded import coded  # so few texts have what may be codes

            yield from coded(text, file.tree, file.at)
        marked = list(marked_titles(text, file.tree))
        if marked or may_have_leftovers(text):
            from .leftovers import leftovers

            yield from leftovers(text, file.tree, file.at, marked)
        words = broken_words(text, file.tree, file.at, language)
        yield from islice(words, MAX_PROBLEMS)
        if any(sign in text for sign in MAY_BE_CELLS) or SPACED.search(text):
            from .loose_tables import loose_tables  # few texts have what may be cells

            yield from loose_tables(text, file.at)
        yield from islice(deceptive(file.cards, before, looked_at), MAX_PROBLEMS)
        if isinstance(file.tree, Mapping):
            yield from deceptive_address(file.tree.get("url"))
            yield from named_by_colors(file.tree.get("categories"))
    first = files[0].at.path or Path()
    yield from odd_names(files[0].at, unread_files(first))
    yield from islice(apart(in_folders(first)), MAX_PROBLEMS)
    yield from islice(elsewhere(in_the_cloud(first)), MAX_PROBLEMS)


def may_have_leftovers(text: str) -> bool:
    """Whether a text has anything that other programs leave in texts; most decks have nothing."""
    return any(
        sign in text and any(mark in text for mark in marks) for sign, marks in MAY_BE_LEFT.items()
    )


def marked_titles(text: str, tree: Node | None) -> Iterator[Scalar]:
    """The titles and names that may have signs of Markdown, which they print."""
    if "**" in text or "](" in text or '"#' in text or "'#" in text:
        for node in one_line_texts(tree):
            if "**" in node or "](" in node or node[:1] == "#":
                yield node


def _duplicate_ids(files: list[_File]) -> Iterator[Problem]:
    seen: dict[str, Location] = {}
    for node in _given_ids(files):
        name = node.strip()
        if name in seen:
            message = f"two cards have the id '{name[:MAX_SHOWN]}'"
            hint = "give one of them another id, or none: it is then made from the title"
            other = Related(seen[name], "the other one")
            yield Problem("duplicate-id", message, node.at, hint, related=(other,))
        seen.setdefault(name, node.at)


def _given_ids(files: list[_File]) -> Iterator[Scalar]:
    for file in files:
        for card in file.cards:
            node = card.get("id") if isinstance(card, Mapping) else None
            if isinstance(node, Scalar) and node.strip():
                yield node


def _deck(valid: _Valid, known: MadeCards | None = None) -> Deck:
    """The deck of valid files; `known` has the cards of the last one, and gets those of this."""
    files, context, problems = valid
    values = files[0].values
    categories = dict(_categories(files[0]))
    tree = files[0].tree
    return Deck(
        title=values["title"],
        language=context.language,
        cards=tuple(_cards(files, categories, context, {} if known is None else known)),
        categories=tuple(categories.values()),
        layout=values.get("layout", ""),
        hyphenation=tuple(values.get("hyphenation", ())),
        author=values.get("author", ""),
        keywords=tuple(values.get("keywords", ())),
        licence=values.get("licence", ""),
        edition=values.get("edition", ""),
        url=values.get("url", ""),
        root=context.root,
        layout_at=tree["layout"].at if isinstance(tree, Mapping) and "layout" in tree else None,
        at=tree.at if tree is not None else None,
        problems=tuple(problems),
        translations=line_translations(tree.get("title") if isinstance(tree, Mapping) else None),
        may_be_translated=any(may_be_translated(file.tree) for file in files),
    )


def _categories(file: _File) -> Iterator[tuple[str, Category]]:
    nodes: Any = file.tree
    for key, values in file.values.get("categories", {}).items():
        node = nodes["categories"][key]
        is_named = isinstance(node, Mapping)
        name, note = (node.get("name"), node.get("note")) if is_named else (node, None)
        names, notes = line_translations(name), line_translations(note)
        yield key, Category(key, at=node.at, translations=names, note_translations=notes, **values)


def _cards(
    files: list[_File], categories: dict[str, Category], context: Context, known: MadeCards
) -> Iterator[Card]:
    """The cards with ids from their titles in the deck's own language, whichever is printed.

    One of the `known` cards is taken again where nothing about it has changed.
    """
    name = _Names(_given_ids(files))
    number = 0
    before = known.copy()
    known.clear()
    for file in files:
        default = file.values.get("category", "")
        shared = _how_read(files[0].values) | _how_read(file.values)
        for node, values in zip(file.cards, file.values.get("cards", ()), strict=True):
            number += 1
            own = _in(context.own, node["title"]) or values["title"]
            how = shared | _how_read(values)
            card_id = values.get("id") or name.of(own)
            category = categories.get(values.get("category") or default)
            of, said, card = before.get(card_id, (None, None, None))
            same = card is not None and of is node and said == (values, how)
            if card is None or not same or not _is_at(card, number, category):
                made = (
                    values
                    | _as_read(values, how)
                    | {
                        "languages": languages_of(node, context.language),
                        "translations": translations_of(node, how.get("markdown", True)),
                        "id": card_id,
                        "category": category,
                        "tags": tuple(values.get("tags", ())),
                    }
                )
                made.pop("language", None)  # of its texts, see `languages`
                card = Card(**made, number=number, at=node.at, places=Places(node))
            known[card_id] = node, (values, how), card
            yield card


def _is_at(card: Card, number: int, category: Category | None) -> bool:
    """Whether a card has a number and a category, this one written where it was."""
    known = card.category
    same = known == category and (known and known.at) == (category and category.at)
    return same and card.number == number


def _how_read(values: dict[str, Any]) -> dict[str, Any]:
    """What a deck, a file or a card says of how its texts are read."""
    return {name: values[name] for name in HOW_TEXTS_ARE_READ if values.get(name) not in {None, ""}}


def _as_read(values: dict[str, Any], how: dict[str, Any]) -> dict[str, Any]:
    """The texts of a card of any number of paragraphs, and how they are read."""
    is_markdown = how.get("markdown", True)
    made = {**how, "notes": str(values.get("notes", ""))}
    if "text" in values:
        made["text"] = values["text"].on_card(is_markdown)
    if "fields" in values:
        fields = values["fields"].items()
        made["fields"] = {name: text.on_card(is_markdown) for name, text in fields}
    return made


def _in(language: str, title: Node) -> str:
    """A title in a language; "" where it is not given in that one."""
    if not is_language_map(title):
        return ""
    tag = chosen_language(title, language)
    return one_line(str(title[tag])) if tag else ""


def made_ids(titles: Iterable[str]) -> list[str]:
    """The ids that cards with these titles get when none of them is given one."""
    names = _Names(())
    return [names.of(title) for title in titles]


class _Names:
    """Ids made from titles, each given once."""

    def __init__(self, given: Iterable[str]) -> None:
        self.taken = set(map(str.strip, given))
        self.last: dict[str, int] = {}

    def of(self, title: str) -> str:
        """The identifier made of the title, with a number from the second card of that title on."""
        base = as_identifier(title) or "card"
        name = base
        while name in self.taken:
            self.last[base] = self.last.get(base, 1) + 1
            name = f"{base}-{self.last[base]}"
        self.taken.add(name)
        return name
