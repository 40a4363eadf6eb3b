"""Rules about the languages of a deck: what is not translated, what is older than its original."""

from collections.abc import Iterable, Iterator

from ..basics.languages import best_language
from ..basics.problems import Problem, Severity
from ..basics.records import NamedTuple
from ..basics.shell import shell_line
from ..model.deck import WORDS, Card
from ..model.manuscript import Manuscript, Wording
from ..reading.languages import SOURCE_HASH, source_hash
from ..reading.untranslated import advice, listed

MOST_LANGUAGES = 200
"""Languages whose translations are looked at: each goes through all texts of a deck."""


class _Text(NamedTuple):
    """One text of a deck: whose it is, and what it says in which language."""

    owner: str
    field: str
    wording: Wording
    card: Card | None = None

    @property
    def name(self) -> str:
        """As a message calls it."""
        return f"the {self.field} of {self.owner}"


def translation_problems(
    manuscript: Manuscript, deck: str, language: str | None = None
) -> list[Problem]:
    """What is missing or stale in each language besides the deck's own, or in one of them.

    `deck` is the deck's path for a hint.
    """
    texts = [*_texts(manuscript)]
    given = dict.fromkeys(tag for text in texts for tag in text.wording.others)
    if language is None:
        wanted = [*given]
    elif best_language(language, [manuscript.language]):
        wanted = []
    else:
        wanted = [best_language(language, given) or language]
    found = [
        problem
        for tag in wanted[:MOST_LANGUAGES]
        for problem in (
            *_missing(texts, tag, deck),
            *(_stale(texts, tag) if manuscript.tracked else ()),
        )
    ]
    return [*found, *_unseen(wanted, manuscript, deck)]


def _unseen(wanted: list[str], manuscript: Manuscript, deck: str) -> Iterator[Problem]:
    """That translations into the last languages are not looked at, where they are too many."""
    if len(wanted) > MOST_LANGUAGES:
        message = f"the deck has {len(wanted) + 1:,} languages; translations into the first "
        message += f"{MOST_LANGUAGES} are looked at"
        command = shell_line(["korttipakka", "check", deck, "--language", wanted[MOST_LANGUAGES]])
        hint = f"for the next: {command}"
        yield Problem("too-many-problems", message, manuscript.title.at, hint, Severity.WARNING)


def _texts(manuscript: Manuscript) -> Iterator[_Text]:
    """All texts that a translator may have to do with, in the deck's order."""
    yield _Text("the deck", "title", manuscript.title)
    for key, name in manuscript.names.items():
        yield _Text(f"the category '{key}'", "name", name)
    # Others want one once a card has it: a link or a duration is often the same in all languages.
    translated = set(WORDS) | {
        field
        for written in manuscript.cards
        for field, wording in written.texts.items()
        if wording.others
    }
    for written in manuscript.cards:
        for field, wording in written.texts.items():
            if field in translated:
                card = written.card
                yield _Text(f"card '{card.title}'", field, wording, card)


def _missing(texts: list[_Text], tag: str, deck: str) -> Iterator[Problem]:
    """One problem for all texts that a language lacks."""
    lacking = [
        text for text in texts if tag not in text.wording.others and not text.wording.language
    ]
    if not lacking:
        return
    titles = {text.card.id: text.card.title for text in lacking if text.card}
    names = [text.name for text in lacking if not text.card]
    names += [listed([*titles.values()])] if titles else []
    number = "one text is" if len(lacking) == 1 else f"{len(lacking)} texts are"
    yield Problem(
        "missing-translation",
        f"{number} not translated into '{tag}': {', '.join(names)}",
        lacking[0].wording.at,
        advice(deck, tag),
        Severity.WARNING,
    )


def _stale(texts: Iterable[_Text], tag: str) -> Iterator[Problem]:
    """A problem for each translation whose original has changed, one for all without a hash."""
    untold = []
    for text in texts:
        known = text.wording.hashes.get(tag)
        if known is None:
            untold += [text] if tag in text.wording.others else []
        elif known != (now := source_hash(text.wording.own)):
            yield _older(text, tag, now)
    if untold:
        yield _unhashed(untold, tag)


def _older(text: _Text, tag: str, now: str) -> Problem:
    return Problem(
        "stale-translation",
        f"{text.name} has changed since it was translated into '{tag}'",
        text.wording.at,
        f"bring '{tag}' up to date, then write {tag}{SOURCE_HASH}: {now}",
        Severity.WARNING,
    )


def _unhashed(texts: list[_Text], tag: str) -> Problem:
    first = texts[0]
    number = "a translation" if len(texts) == 1 else f"{len(texts)} translations"
    return Problem(
        "untracked-translation",
        f"{number} into '{tag}' cannot be told from a stale one: {first.name} is the first",
        first.wording.at,
        f"write {tag}{SOURCE_HASH}: {source_hash(first.wording.own)} below '{tag}' if it is fresh",
        Severity.NOTE,
    )
