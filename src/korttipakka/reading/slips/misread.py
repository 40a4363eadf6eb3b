"""Values that YAML reads as something else than was typed, and how to write them instead."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..keys import known_keys
from ..lines import (
    QUOTED,
    Entry,
    Lines,
    Mend,
    above,
    as_block,
    as_text,
    below,
    entry_at,
    indent_of,
    indented,
    owner_of,
    parted,
    quoted_or_below,
    spelled,
    value_column,
)
from ..nodes import Sequence
from ..texts import ONE_LINE
from .causes import Cause, causes_of, no_sign
from .copied import listed_card
from .flows import flow
from .mends import backslash, block_lines, first_card, text_below

EMPTIED = {"&": "begins the name of an anchor", "!": "begins the name of a type"}
"""What signs mean at the beginning of a value, which then does not have the word that follows."""


def misread_key(lines: Lines, number: int) -> Cause | None:
    """What is wrong with a line, counted from 0, whose key is none that is known."""
    cause = next(causes_of(lines, number), None) or next(flow(lines, number), None)
    return cause or _part_of_text(lines, number)


def _part_of_text(lines: Lines, number: int) -> Cause | None:
    """A line of text with a colon in it, below `text: >` and not indented."""
    head = entry_at(lines, above(lines, number))
    if head is None or not head.heads_block or indent_of(lines[number]) > head.column:
        return None
    entry = entry_at(lines, number)
    if entry is None or entry.key in known_keys():
        return None
    return text_below(lines, head, list(block_lines(lines, head)))


def swallowed(lines: Lines, number: int) -> Cause | None:
    """A value that is empty since YAML takes its beginning for something else."""
    entry = entry_at(lines, number)
    if entry is None:
        return None
    text = (entry.value + entry.comment).strip()
    column = value_column(lines, entry)
    if text.startswith("#"):
        message = "nothing is read here: after a space, # begins a comment"
        column = lines[number].index("#", column)
    elif text[:1] in EMPTIED:
        message = f"'{text.split()[0]}' is not read: {text[0]} {EMPTIED[text[0]]}"
    else:
        return None
    mend = as_text(lines, entry, text)
    how = "put it in quotes" if len(mend.lines) == 1 else ""
    return Cause(message, number, column, mend, how=how)


def tag_at(lines: Lines, number: int, signs: str = "&!") -> Cause | None:
    """A text by its line that begins with one of these signs: a word is taken for a name."""
    entry = entry_at(lines, number)
    if entry is None or not entry.value.startswith(tuple(signs)):
        return None
    return swallowed(lines, number)


def path_of_codes(lines: Lines, number: int) -> Cause | None:
    """A path of Windows between double quotes, some backslashes of which YAML takes for codes."""
    entry = entry_at(lines, number)
    cause = next(backslash(lines, entry), None) if entry is not None else None
    if cause is None:
        return None
    message = r"in double quotes a \ begins a code: \n is a line break, \t a tab"
    return cause._replace(message=message)


def unquoted(lines: Lines, number: int) -> str:
    """How to write the text on a line in quotes, as a hint; "" where it is no entry's."""
    entry = entry_at(lines, number)
    if entry is not None and entry.value:
        mend = quoted_or_below(lines, entry)
        how = "put it in quotes; write" if len(mend.lines) == 1 else "write"
        return mend.hint(lines, number, how)
    owner = owner_of(lines, number)
    return as_block(lines, owner).hint(lines, number) if owner else ""


def not_a_text(lines: Lines, number: int, key: str, kind: str) -> Cause | None:
    """A list or named values where a text belongs, by its key and the line of this."""
    entry = entry_at(lines, number)
    if entry is None or entry.key != key:
        return None
    message = f"a text is expected here, not {kind}"
    if entry.value:
        mend = quoted_or_below(lines, entry)
        how = "put it in quotes" if len(mend.lines) == 1 else ""
        return Cause(message, number, value_column(lines, entry), mend, how=how)
    rest = list(below(lines, number, entry.column))
    if not rest:
        return _level_list(lines, entry, message)
    if len(rest) == 1 and entry.key in ONE_LINE:
        one = _one_item(lines, entry, rest[0], message)
        if one is not None:
            return one
    if entry.comment:
        return Cause(message, rest[0], indent_of(lines[rest[0]]), as_block(lines, entry))
    mend = Mend.of(number, f"{entry.lead}{entry.key}: >")
    return Cause(message, rest[0], indent_of(lines[rest[0]]), mend)


def _one_item(lines: Lines, entry: Entry, number: int, message: str) -> Cause | None:
    """The one item of a list where a text of one line belongs."""
    match = re.fullmatch(r"\s*-\s+(?P<text>\S.*)", lines[number].rstrip())
    if match is None:
        return None
    mend = Mend(entry.number, number, (entry.with_value(match["text"]),))
    return Cause(message, number, match.start("text"), mend)


def _level_list(lines: Lines, entry: Entry, message: str) -> Cause | None:
    """A list in place of a text, its hyphens in the same column as the key of the text."""
    own = _list_below(lines, entry)
    if not own:
        return None
    if len(own) == 1 and entry.key in ONE_LINE:
        return _one_item(lines, entry, own[0], message)
    text = (f"{'':{entry.column + 2}}{lines[n][entry.column :]}".rstrip() for n in own)
    mend = Mend(entry.number, own[-1], (f"{entry.lead}{entry.key}: >", *text))
    return Cause(message, own[0], entry.column, mend)


def _list_below(lines: Lines, entry: Entry) -> list[int]:
    """The lines of a list below its key, whose hyphens may be in the column of the key."""
    column, own = entry.column, []
    for number in below(lines, entry.number, entry.column - 1):
        line = lines[number]
        if line.strip() and indent_of(line) == column and not re.match(r"-(\s|$)", line[column:]):
            break
        own.append(number)
    while own and not lines[own[-1]].strip():
        own.pop()
    return own


def not_a_card(lines: Lines, number: int) -> Cause | None:
    """A line of a list of cards that is only a text."""
    cause = next(causes_of(lines, number), None) or no_sign(lines, number)
    if cause is not None:
        return cause
    if cause := listed_card(lines, number):
        return cause
    if re.fullmatch(r"\s*-\s*", lines[number]):
        column = lines[number].index("-")
        return Cause("no card follows this '-'", number, column, Mend(number, number, ()))
    match = re.fullmatch(r"(?P<lead>\s*-\s+)(?P<rest>\S.*)", lines[number])
    if match is None or match["rest"][0] in "[{|>&*!":
        return None
    text, comment = parted(match["rest"])
    if not text:
        return None  # a dash with nothing but a comment behind it
    value = text if text[0] in "'\"" else spelled(text)
    mend = Mend.of(number, f"{match['lead']}title: {value}{comment}")
    return Cause("a card begins with 'title:' or another key", number, len(match["lead"]), mend)


def cards_without_list(lines: Lines, number: int) -> Cause | None:
    """The keys of a card below `cards:`, by the line of this, without the dash before them."""
    head = entry_at(lines, number)
    rest = list(below(lines, number, head.column)) if head and not head.value else []
    if not rest:
        return None
    if re.fullmatch(r"\s*cards\s*:\s*", lines[max(above(lines, number), 0)]):
        return Cause("'cards:' stands here twice", number, 0, Mend(number, number, ()))
    evident = next(causes_of(lines, rest[0]), None) or _named_cards(lines, rest)
    return evident or first_card(lines, rest[0], rest[-1])


NAMED = re.compile(r"\s*(?P<name>\"[^\"]*\"|'[^']*'|[^\s:'\"][^:]*?)\s*:(?:\s+(?P<rest>.*))?")
"""Anything before a colon, with or without quotes."""


def _named_cards(lines: Lines, numbers: list[int]) -> Cause | None:
    """Cards whose titles are keys, with their texts or the keys of each card below."""
    column = indent_of(lines[numbers[0]])
    heads = [n for n in numbers if lines[n].strip() and indent_of(lines[n]) == column]
    new: list[str] = []
    for head, end in pairwise([*heads, numbers[-1] + 1]):
        match = NAMED.fullmatch(lines[head])
        if match is None or match["name"] in known_keys():
            return None
        value, comment = parted(match["rest"] or "")
        inside = lines[head + 1 : end]
        if not value and (cards := _grouped(inside, column, match["name"])):
            new += cards
            continue
        if not value and (card := _own_card(inside, column)):
            new += card
            continue
        new.append(f"{' ' * column}- title: {match['name']}{comment}")
        new += [f"{' ' * column}  text: {value}"] if value else []
        new += indented(lines[head + 1 : end], " " * (column + (4 if value else 2)))
    message = "a card begins with '- title:', its title is no key"
    if any(_is_card(line, column + 1) for line in (lines[n] for n in numbers)):
        message = "cards are one list: which category each is in stands in the card itself"
    return Cause(message, numbers[0], column, Mend(numbers[0], numbers[-1], tuple(new)))


def _is_card(line: str, column: int) -> bool:
    """Whether a card of a list begins on a line, in this column or further to the right."""
    return indent_of(line) >= column and re.match(r"\s*-\s+\w+\s*:\s", line) is not None


def _grouped(lines: Lines, column: int, category: str) -> list[str]:
    """The cards of a list below the name of their category, each with that."""
    first = next((line for line in lines if line.strip()), "")
    if not _is_card(first, column):
        return []
    new: list[str] = []
    for line in indented(lines, " " * column):
        new.append(line)
        if _is_card(line, column) and indent_of(line) == column:
            new.append(f"{' ' * column}  category: {category}")
    return new


def _own_card(lines: Lines, column: int) -> list[str]:
    """The lines of a card that has a title beside its name, as an item of a list."""
    entries = [entry for n in range(len(lines)) if (entry := entry_at(lines, n)) is not None]
    if not entries or not any(entry.key == "title" for entry in entries):
        return []
    moved = indented(lines, " " * (column + 2))
    first = next(n for n, line in enumerate(moved) if line.strip())
    return [f"{' ' * column}- {moved[first].strip()}", *moved[first + 1 :]]


def given_twice(lines: Lines, first: int, second: int) -> Cause | None:
    """A text that a card has twice, by the lines of both keys: the two as its paragraphs."""
    one, other = entry_at(lines, first), entry_at(lines, second)
    if one is None or other is None or one.column != other.column:
        return None
    if any(entry.value[:1] in ("[", "{", "&", "*", "!") for entry in (one, other)):
        return None
    above_it, below_it = _body(lines, one), _body(lines, other)
    mark = "|" if "|" in (one.value[:1], other.value[:1]) else ">"
    between = lines[above_it.last + 1 : second]
    new = (f"{one.lead}{one.key}: {mark}", *above_it.lines, "", *below_it.lines, *between)
    message = f"the key '{one.key}' is given twice"
    mend = Mend(first, below_it.last, new)
    return Cause(message, second, other.column, mend, how="to have both in one text")


def lists_of_cards(lines: Lines, first: int, second: int) -> Cause | None:
    """Two lists of cards, one right below the other, by the lines of their keys."""
    one, other = entry_at(lines, first), entry_at(lines, second)
    heads = [_below(lines, entry) for entry in (one, other) if entry and not entry.value]
    if len(heads) < 2 or other is None or heads[0] != heads[1]:
        return None
    hint = f"delete the line '{lines[second].strip()}': what is below it then is of one list"
    message = "the key 'cards' is given twice"
    return Cause(message, second, other.column, Mend(second, second, ()), hint=hint)


def _below(lines: Lines, entry: Entry) -> int:
    """Where the line below a key begins, counted from 0."""
    rest = (line for line in lines[entry.number + 1 :] if line.strip())
    return indent_of(next(rest, ""))


def listed_category(lines: Lines, number: int, name: str) -> Cause | None:
    """A list of categories below a card's key, by the line of this."""
    entry = entry_at(lines, number)
    own = _list_below(lines, entry) if entry is not None and not entry.value else []
    if entry is None or not own:
        return None
    mend = Mend(number, own[-1], (f"{entry.lead}{entry.key}: {spelled(name)}",))
    return Cause("a card has one category, not a list", number, entry.column, mend)


def _body(lines: Lines, entry: Entry) -> Mend:
    """The lines of a text as they stand below its key."""
    indent = " " * (entry.column + 2)
    rest = list(below(lines, entry.number, entry.column))
    text = "" if entry.heads_block else entry.value
    text = text[1:-1] if QUOTED.fullmatch(text) else text
    own = (*([indent + text] if text else []), *indented((lines[n] for n in rest), indent))
    return Mend(entry.number, rest[-1] if rest else entry.number, own)


def outdented(lines: Lines, number: int) -> Cause | None:
    """Keys of the last card that begin no further to the right than its dash, by one of them."""
    entry = entry_at(lines, number)
    if entry is None or entry.lead:
        return None
    first = number
    while (over := above(lines, first)) >= 0 and not lines[over].lstrip().startswith("-"):
        beside = entry_at(lines, over)
        if not indent_of(lines[over]) and (beside is None or beside.key not in known_keys()):
            return None
        first = over
    card = entry_at(lines, over)
    if card is None or "-" not in card.lead:
        return None
    loose = next(n for n in range(first, number + 1) if lines[n].strip() and lines[n][0] != " ")
    last = loose
    for other in range(loose, len(lines)):
        if lines[other].lstrip().startswith("-"):
            break
        last = other if lines[other].strip() else last
    moved = (
        f"{'':{card.column}}{line}" if line.strip() else "" for line in lines[loose : last + 1]
    )
    message = f"'{entry_key(lines, loose)}' is not in line with the title of its card"
    return Cause(message, loose, 0, Mend(loose, last, tuple(moved)))


def entry_key(lines: Lines, number: int) -> str:
    """The key on a line."""
    entry = entry_at(lines, number)
    return entry.key if entry else ""


def list_without_cards(lines: Lines, number: int) -> Cause | None:
    """A file that is only a list of cards."""
    if not re.match(r"\s*(-\s|\[)", lines[number]):
        return None
    message = "a list begins here, and no line 'cards:' stands above it"
    mend = Mend.of(number, "cards:", lines[number])
    if lines[number].lstrip().startswith("["):
        mend = Mend.of(number, f"cards: {lines[number].lstrip()}")
    return Cause(message, number, indent_of(lines[number]), mend)


def unneeded_mark(lines: Lines, number: int) -> Cause | None:
    """A sign of a text over lines behind `cards:`, below which cards stand."""
    entry = entry_at(lines, number)
    if entry is None or not entry.heads_block:
        return None
    message = f"after 'cards:' stands {entry.value[0]}, which makes a text of all that is below it"
    mend = Mend.of(number, f"{entry.lead}{entry.key}:{entry.comment}")
    return Cause(message, number, value_column(lines, entry), mend)


def listed_categories(lines: Lines, number: int) -> Cause | None:
    """Categories as a list of names, by the line of `categories:`."""
    message = "categories by their keys should stand here, not a list"
    entry = entry_at(lines, number)
    if entry is not None and re.fullmatch(r"\[[^\[\]{}]*\]|[^{}\[\]:]+", entry.value):
        names = [name.strip() for name in entry.value.strip("[]").split(",") if name.strip()]
        mend = Mend.of(
            number, f"{entry.lead}{entry.key}:", *(f"  {_key(name)}: {name}" for name in names)
        )
        return Cause(message, number, value_column(lines, entry), mend) if names else None
    own = _list_below(lines, entry) if entry else []
    if not own or not re.match(r"\s*-\s+\S", lines[own[0]]):
        return None
    column = indent_of(lines[own[0]])
    heads = [n for n in own if re.match(r"-\s", lines[n][column:])]
    keyed = [_keyed(lines[head:end]) for head, end in pairwise([*heads, own[-1] + 1])]
    mend = Mend(heads[0], own[-1], tuple(line for part in keyed for line in part))
    return Cause(message, heads[0], column, mend) if all(keyed) else None


NAME = re.compile(r"[\s-]*(?:\{.*?)?\bname:\s+([\"']?)(?P<name>[^\"',}]+)\1")


def single_name(lines: Lines, number: int, names: Sequence) -> Cause | None:
    """A list of one name for a category, by the line of its key."""
    entry = entry_at(lines, number)
    if entry is None or not entry.value or len(names) != 1 or not isinstance(names[0], str):
        return None
    mend = Mend.of(number, entry.with_value(spelled(str(names[0]))))
    message = "a category has one name, not a list"
    return Cause(message, number, value_column(lines, entry), mend)


def _keyed(lines: Lines) -> list[str]:
    """An item of a list, a name or more, as a key and what it stands for."""
    item, comment = parted(lines[0].strip()[1:].strip())
    column = max(2, indent_of(lines[0]))
    if not re.search(r":(\s|$)", item):
        return [f"{' ' * column}{_key(item)}: {item}{comment}"] if len(lines) == 1 else []
    named = next((match for line in lines if (match := NAME.match(line))), None)
    if named is None:
        return []
    lead = f"{' ' * column}{_key(named['name'])}:"
    if item.startswith("{"):
        return [f"{lead} {item}{comment}", *lines[1:]]
    first = lines[0].replace("-", " ", 1)
    return [lead, *indented([first, *lines[1:]], " " * (column + 2))]


def _key(name: str) -> str:
    """A key for a category of a name."""
    return re.sub(r"[^\w-]+", "-", name.strip("'\"").casefold()).strip("-") or "category"


def key_line(lines: Lines, number: int, key: str) -> int:
    """The line of a key whose value begins on a line, counted from 0: this one, or one above."""
    for other in _upwards(lines, number):
        if re.search(rf"(^|[\s{{,\"'-]){re.escape(key)}[\"']?\s*:", lines[other]):
            return other
    return number


def _upwards(lines: Lines, number: int) -> Iterator[int]:
    while number >= 0:
        yield number
        number = above(lines, number)
