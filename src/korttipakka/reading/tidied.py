"""What other programs leave in texts, mended as a file is imported, and told.

`leftovers`, `coded` and `drawn_tables` find it, and tell it of decks; here it is mended, for nobody
has seen the file as a deck yet.
"""

from collections.abc import Iterator

from ..basics.late import late
from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from .coded import CODES, without_codes, without_mail_codes
from .draft import CardDraft, Draft, Value
from .drawn_tables import MARKS as DRAWN
from .drawn_tables import drawn_tables
from .gaps import open_gaps
from .leftovers import KINDS, without_leftovers
from .letters import without_mail_around
from .lines import split_lines
from .markup import escaped
from .pictured import take_pictures
from .tables.grid import shortened

STARRED = late(r"\*\*(?=[^\s*])([^\n*]{1,300})(?<=\S)\*\*")
ESCAPED_STARS = late(r"\\\*\\\*(?=[^\s*])([^\n*]{1,300})(?<=[^\s\\])\\\*\\\*")
"""Words between two stars each, which chat programs mean to be bold, as typed and as escaped."""

STARS = "bold words of Markdown"

MARKS = ("**", *(mark for kind in KINDS for mark in kind.marks), *(code.mark for code in CODES))
"""Of these, each text with anything to mend has one."""


class _Kind(NamedTuple):
    """Where something was first mended, what stood there, and in how many texts it was."""

    shown: str
    at: Location
    texts: int = 1


def tidied_text(text: str, file: Location) -> tuple[str, list[Problem]]:
    """A text with Markdown for what other programs write, and what is to be said of that.

    >>> tidied_text("[b]Vote[/b] now", Location.file("a.txt"))[0]
    '**Vote** now'
    """
    drawn = _with_tables(text) if any(mark in text for mark in DRAWN) else text
    new, names = without_leftovers(drawn)
    names += ("a table drawn with signs",) if drawn != text else ()
    return new, [_told(name, _first_change(text, new, file)) for name in names]


def of_mail(text: str, file: Location) -> tuple[str, list[Problem]]:
    """A text with letters for the codes of mail, its lines joined that mail has parted.

    What stands above and below a mail goes, and signs of a quotation.
    """
    problems = []
    decoded = without_mail_codes(text)
    if decoded != text:
        problems.append(_told("codes of mail", _first_change(text, decoded, file)))
    bare = without_mail_around(decoded)
    if bare != decoded:
        at = _first_change(decoded, bare, file).at
        message = "this is a mail: its head, signs of quotation and signature were left out"
        problems.append(Problem("left-out", message, at, severity=Severity.WARNING))
    return bare, problems


def _first_change(text: str, new: str, file: Location) -> _Kind:
    pairs = zip(split_lines(text), split_lines(new), strict=False)
    changed = ((n, old) for n, (old, own) in enumerate(pairs, start=1) if old != own)
    number, line = next(changed, (1, text))
    return _Kind(shortened(line), file.at(number, 1))


def _with_tables(text: str) -> str:
    """A text with tables of Markdown for those that are drawn, the lines below where they were."""
    lines = split_lines(text)
    for table in reversed(list(drawn_tables(lines))):
        new = list(table.as_markdown())
        new += [""] * (table.last + 1 - table.first - len(new))
        lines[table.first : table.last + 1] = new
    return "\n".join(lines)


def tidy(draft: Draft) -> None:
    """Mend what other programs have left in the texts of a draft; each kind is told once.

    What was exported is left alone: there, all is as an author has written it.
    """
    take_pictures(draft)
    values = (value.plain for card in draft.cards for value in card.values.values())
    if draft.exported or not _may_have_any("\n".join(values)):
        return
    found: dict[str, _Kind] = {}
    for card in draft.cards:
        if card.has_markdown:
            for name, old in _mend(card):
                kind = found.setdefault(name, _Kind(shortened(old.plain), old.at, 0))
                found[name] = kind._replace(texts=kind.texts + 1)
    draft.problems += [_told(name, kind) for name, kind in found.items()]


def _may_have_any(text: str) -> bool:
    return any(mark in text for mark in MARKS)


def _mend(card: CardDraft) -> Iterator[tuple[str, Value]]:
    """Mend the texts of a card, and give what was mended, with the text as it was."""
    typed = dict(card.values)
    yield from open_gaps(card)
    for column, value in card.values.items():
        if column.field in UNTOUCHED or not _may_have_any(value.plain):
            continue
        new, names = mended(value)
        if names:
            card.values[column] = new
            yield from ((name, typed.get(column, value)) for name in names)


UNTOUCHED = frozenset("id number image image_back link color copies markdown".split())
"""Fields that hold no words."""


def mended(value: Value) -> tuple[Value, tuple[str, ...]]:
    """A value without what other programs left in it, and the names of that."""
    plain, codes = without_codes(value.plain)
    is_plain = value.markdown == escaped(value.plain)
    markdown = escaped(plain) if is_plain else without_codes(value.markdown)[0]
    plain, _ = without_leftovers(plain, is_plain=True)
    markdown, names = without_leftovers(markdown)
    starred = ESCAPED_STARS.sub(r"**\1**", markdown)
    if starred != markdown:
        plain, names = STARRED.sub(r"\1", plain), (*names, STARS)
    return Value(plain, starred, value.at), (*codes, *names)


def _told(name: str, kind: _Kind) -> Problem:
    others = kind.texts - 1
    more = f", here and in {others} more text{'s' * (others > 1)}" if others else ""
    message = f"'{kind.shown}': what is {name} was mended{more}"
    hint = "look at the texts in the deck; what is to be printed as it stood, write there"
    return Problem("guessed", message, kind.at, hint, Severity.WARNING)
