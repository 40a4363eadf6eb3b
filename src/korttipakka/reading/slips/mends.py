"""What may have been meant where a YAML parser stops: causes to try, the likeliest first.

Each is a guess by the lines around; `slips.py` parses the text with its mend before it believes it.
"""

import re
from collections.abc import Callable, Iterator

from ..keys import known_keys
from ..lines import (
    LIST_LINE,
    QUOTED,
    SPECIAL,
    Entry,
    Lines,
    Mend,
    above,
    as_block,
    as_text,
    below,
    entry_at,
    indent_of,
    is_plain,
    meant,
    owner_of,
    quoted,
    quoted_or_below,
    reindented,
    spelled,
    value_column,
)
from ..yaml_library import yaml
from .causes import TEXTS, Cause, Guess, Stop, causes_of, no_sign, tight_keys
from .copied import codes, quoted_entry, rows
from .flows import AFTER_QUOTE, flow, missing_comma, open_bracket
from .pasted import bold_title, cards_in_line, fence, remark, side_by_side, tabs, untitled


def evident(stop: Stop) -> Iterator[Cause]:
    """What is evidently wrong with the lines that may be to blame."""
    for number in stop.near:
        yield from causes_of(stop.lines, number)


def guesses(stop: Stop) -> Iterator[Cause]:
    """What may be wrong, the likeliest first."""
    for guess in GUESSES:
        yield from guess(stop)


def _of_near(find: Callable[[Lines, int], Iterator[Cause]]) -> Guess:
    """A guess that looks at each line that may be to blame."""

    def look(stop: Stop) -> Iterator[Cause]:
        for number in stop.near:
            yield from find(stop.lines, number)

    return look


def _one_of_near(find: Callable[[Lines, int], Cause | None]) -> Guess:
    """The same for one that finds one thing or nothing."""
    return lambda stop: filter(None, (find(stop.lines, number) for number in stop.near))


def _of_entries(find: Callable[[Lines, Entry], Iterator[Cause]]) -> Guess:
    """A guess that looks at each entry with a value that may be to blame."""

    def look(stop: Stop) -> Iterator[Cause]:
        for number in stop.near:
            entry = entry_at(stop.lines, number)
            if entry is not None and entry.value:
                yield from find(stop.lines, entry)

    return look


CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(\s.*)?")


def _conflict(stop: Stop) -> Iterator[Cause]:
    """Both versions of lines that git could not merge: the first is tried."""
    lines = stop.lines
    begun = (n for n, line in enumerate(lines) if line[:1] in "<|=>")
    marks = [n for n in begun if CONFLICT.fullmatch(lines[n].rstrip())]
    last = next((n for n in marks if lines[n][0] == ">"), None)
    inside = [n for n in marks if last is not None and n < last]
    if len(inside) >= 2 and last is not None:
        kept = tuple(lines[inside[0] + 1 : inside[1]])
        yield Cause(
            "two versions of these lines stand here, which git could not merge",
            inside[0],
            0,
            Mend(inside[0], last, kept),
            hint="keep one version, and delete the other and the lines "
            + ", ".join(dict.fromkeys(lines[n][:7] for n in (*inside, last))),
        )


def _end_mark(stop: Stop) -> Iterator[Cause]:
    """Three dots, which end a file of YAML."""
    for number in stop.near:
        if stop.lines[number].rstrip() == "...":
            message = "three dots at the beginning of a line end the file, to YAML"
            yield Cause(message, number, 0, Mend(number, number, ()))


def _tab(lines: Lines, number: int) -> Iterator[Cause]:
    """A tab before a line, or behind the dash of a list."""
    match = re.match(r"(?P<lead>[ ]*(?:-[ ]*)?\t[\s-]*)(?P<rest>.*)", lines[number])
    if match is None:
        return
    dash = "- " if "-" in match["lead"] else ""
    columns = [max(0, column - len(dash)) for column in _columns(lines, number)]
    leads = [match["lead"].expandtabs(width) for width in (2, 4, 8)]
    leads += [" " * column + dash for column in columns]
    for lead in dict.fromkeys(leads):
        mend = Mend.of(number, lead + match["rest"])
        column = match["lead"].index("\t")
        yield Cause("a tab cannot indent a line", number, column, mend, how="use spaces")


def _columns(lines: Lines, number: int) -> list[int]:
    """The columns that keys and dashes above a line begin in, the nearest first."""
    entries = (entry_at(lines, other) for other in range(number - 1, -1, -1))
    pairs = ((e.column, indent_of(lines[e.number])) for e in entries if e is not None)
    return list(dict.fromkeys(column for pair in pairs for column in pair))


CURLY = {"“": '”“"', "”": '”"', "„": '“”"', "‘": "’'", "’": "’'", "‚": "‘’'"}
"""Quotes that word processors make of straight ones, and how they are closed."""


def _curly_quotes(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """A text in curly quotes that needs straight ones."""
    value = entry.value
    if value[0] not in CURLY or is_plain(value):
        return
    whole = len(value) > 2 and value[-1] in CURLY[value[0]]
    mend = Mend.of(entry.number, entry.with_value(quoted(value[1:-1] if whole else value)))
    message = f"curly quotes such as {value[0]} are letters to YAML, and this text needs quotes"
    column = value_column(lines, entry)
    yield Cause(message, entry.number, column, mend, how="use straight quotes")


def _open_quote(stop: Stop) -> Iterator[Cause]:
    """A quote that is never closed, or only by the quote of another text."""
    number = _opened(stop)
    entry = entry_at(stop.lines, number) if number is not None else None
    if entry is None or entry.value[:1] not in ("'", '"') or QUOTED.fullmatch(entry.value):
        return
    column = value_column(stop.lines, entry)
    for mend in _closed(stop.lines, entry):
        yield Cause("this quote is never closed", entry.number, column, mend)


def _opened(stop: Stop) -> int | None:
    """The line of a quoted text that goes on over lines which look like keys of their own."""
    if "quoted scalar" in stop.report:
        return stop.start
    tokens = yaml.scan("\n".join(stop.lines), getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    try:
        for token in tokens:
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                first, last = token.start_mark.line, token.end_mark.line
                if any(_begins_anew(stop.lines, n) for n in range(first + 1, last + 1)):
                    return int(first)
    except yaml.YAMLError as error:
        mark = getattr(error, "context_mark", None)
        return mark.line if mark and "quoted scalar" in str(error) else None
    return None


def _begins_anew(lines: Lines, number: int) -> bool:
    """Whether a line is an entry with a key that is known, or one of a list."""
    entry = entry_at(lines, number)
    return entry is not None and (entry.key in known_keys() or "-" in entry.lead)


LONG = ("text", "notes")
"""Keys of texts that go on over lines."""

ELISIONS = re.compile(r"'(?:tis|twas|til|cause|round|em|n|s|t|k|m|ns)\b", re.IGNORECASE)
"""Words that begin with an apostrophe, English and Dutch."""


def _closed(lines: Lines, entry: Entry) -> Iterator[Mend]:
    quote, text = entry.value[0], (entry.value + entry.comment).rstrip()
    if ELISIONS.match(text):
        yield Mend.of(entry.number, entry.with_value(quoted(text)))
    rest = [n for n in below(lines, entry.number, entry.column) if lines[n].strip()]
    if rest and not any(_begins_anew(lines, n) for n in rest):
        yield Mend.of(rest[-1], lines[rest[-1]].rstrip() + quote)
    if text[-1] in CURLY or text[-1] == {"'": '"', '"': "'"}[quote]:
        yield Mend.of(entry.number, entry.with_value(f"{text[:-1]}{quote}"))
    yield Mend.of(entry.number, entry.with_value(entry.value + quote))
    yield as_text(lines, entry, text)


def _after_quote(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """A text that goes on after its closing quote, or has quotes inside."""
    value, quote = entry.value, entry.value[0]
    closing = value.find(quote, 1)
    if quote not in "'\"" or QUOTED.fullmatch(value) or closing < 0:
        return
    after = value[closing + 1 :].lstrip()
    column = value_column(lines, entry) + len(value) - len(after)
    if after in {",", ";", "."}:
        message, new = (
            f"the text goes on after its closing quote, with '{after}'",
            value[: closing + 1],
        )
    elif re.fullmatch(r'"(?:[^"]|"")*"', value):
        # As spreadsheets write them: quotes within quotes are doubled.
        message, new = AFTER_QUOTE, quoted(value[1:-1].replace('""', '"'))
    else:
        message, new = AFTER_QUOTE, quoted(meant(value, closing))
    yield Cause(message, entry.number, column, Mend.of(entry.number, entry.with_value(new)))
    yield Cause(message, entry.number, column, as_block(lines, entry))


def backslash(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """A backslash in double quotes that is no code."""
    if not QUOTED.fullmatch(entry.value) or "\\" not in entry.value:
        return
    text = entry.value[1:-1]
    mend = Mend.of(entry.number, entry.with_value(quoted(text)))
    column = value_column(lines, entry) + entry.value.index("\\")
    how = "use single quotes" if "'" not in text else "write it twice"
    yield Cause(r"in double quotes a \ begins a code", entry.number, column, mend, how=how)


def _cards_line(stop: Stop) -> Iterator[Cause]:
    """Cards without the line `cards:` above them."""
    lines = stop.lines
    if any(re.match(r"\s*cards\s*:", line) for line in lines):
        return
    for number in stop.near:
        if re.match(r"\s*-\s", lines[number]):
            first = _first_of_list(lines, number)
            message = "a list begins here, and no line 'cards:' stands above it"
            mend = Mend.of(first, "cards:", lines[first])
            yield Cause(message, first, indent_of(lines[first]), mend)


def _first_of_list(lines: Lines, number: int) -> int:
    """The first dash of a list in the same column, by a dash of it."""
    column, first = indent_of(lines[number]), number
    for other in range(number - 1, -1, -1):
        indent, text = indent_of(lines[other]), lines[other].strip()
        if text and (indent < column or (indent == column and text[0] != "-")):
            break
        if text and indent == column:
            first = other
    return first


def _list_on_line(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """The first card on the line of `cards:`, or the first field on that of `fields:`."""
    if entry.key in ("fields", "categories") and re.match(r"[\w-]+:\s", entry.value):
        below_it = " " * (entry.column + 2) + entry.value + entry.comment
        mend = Mend.of(entry.number, f"{entry.lead}{entry.key}:", below_it)
        message = f"what '{entry.key}:' holds stands on the lines below it"
        yield Cause(message, entry.number, value_column(lines, entry), mend)
    if entry.key in LISTS:
        yield from _words_on_line(lines, entry)
    match = re.match(r"-\s+(.*)", entry.value)
    if match and entry.key == "cards":
        columns = [indent_of(lines[n]) for n in below(lines, entry.number, entry.column)]
        first = " " * (columns[0] if columns else 2) + entry.value + entry.comment
        mend = Mend.of(entry.number, f"{entry.lead}{entry.key}:", first)
        message = "a list cannot begin on the line of its key"
        yield Cause(message, entry.number, value_column(lines, entry), mend)


LISTS = ("tags", "keywords", "hyphenation")
"""Keys of lists of words."""

SEVERAL_QUOTED = re.compile(r"""(?:"[^"]*"|'[^']*')(?:\s*[,;]\s*(?:"[^"]*"|'[^']*'))+[,;]?""")


def _words_on_line(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """Words of a list on the line of its key, behind a dash or each in quotes."""
    column = value_column(lines, entry)
    if SEVERAL_QUOTED.fullmatch(entry.value):
        words = re.findall(r"\"[^\"]*\"|'[^']*'", entry.value)
        mend = Mend.of(entry.number, entry.with_value(f"[{', '.join(words)}]"))
        yield Cause("a list of words in quotes stands between brackets", entry.number, column, mend)
    elif re.match(r"-\s", entry.value):
        rest = [n for n in below(lines, entry.number, entry.column) if lines[n].strip()]
        if all(re.match(r"\s*-\s", lines[n]) for n in rest):
            indent = " " * (entry.column + 2)
            items = [entry.value + entry.comment, *(lines[n].strip() for n in rest)]
            new = (f"{entry.lead}{entry.key}:", *(indent + item for item in items))
            mend = Mend(entry.number, rest[-1] if rest else entry.number, new)
            message = "a list cannot begin on the line of its key"
            yield Cause(message, entry.number, column, mend)


TIGHT = re.compile(r"(?P<lead>\s*)(?P<dash>-?)\s*(?P<key>\w+)\s*:\s*(?P<rest>.*)")


_TIGHT_DASH = re.compile(r"\s*-\w+\s*:\S")


def tight_cards(lines: Lines, number: int) -> Cause | None:
    """Cards without any space behind their dashes and colons, from their first line on."""
    matches = []
    for line in lines[number:]:
        match = TIGHT.fullmatch(line.rstrip())
        if match is None or match["key"] not in known_keys():
            break
        matches.append(match)
    if not matches or not _TIGHT_DASH.match(lines[number]):
        return None
    column = len(matches[0]["lead"])
    new = (
        f"{'':{column}}{'- ' if match['dash'] else '  '}{match['key']}: {spelled(match['rest'])}"
        for match in matches
    )
    message = "there is no space after '-' and ':'"
    return Cause(message, number, column, Mend(number, number + len(matches) - 1, tuple(new)))


def _tight_cards(stop: Stop) -> Iterator[Cause]:
    """Cards without spaces behind dashes and colons, where a text of theirs is no YAML, too."""
    heads = (n for n, line in enumerate(stop.lines) if re.fullmatch(r"cards\s*:\s*", line))
    head = next(heads, None)
    is_above = head is not None and head + 1 < len(stop.lines) and head < stop.line
    cause = tight_cards(stop.lines, head + 1) if head is not None and is_above else None
    if cause is not None:
        yield cause


def _lines_of_text(stop: Stop) -> Iterator[Cause]:
    """A text whose other lines, or list, begin no further to the right than its key."""
    for number in stop.near:
        while number >= 0 and (entry_at(stop.lines, number) is None or _is_item(stop, number)):
            number = above(stop.lines, number)
        head = entry_at(stop.lines, number)
        own = _loose_below(stop.lines, head) if head else []
        if head is not None and own and (cause := _moved_in(stop.lines, head, own)):
            yield cause


def _is_item(stop: Stop, number: int) -> bool:
    """Whether a line is an item of a text's list, and no card."""
    entry = entry_at(stop.lines, number)
    return entry is not None and "-" in entry.lead and entry.key not in known_keys()


def _moved_in(lines: Lines, head: Entry, own: list[int]) -> Cause | None:
    """A text with these lines below its key; None for one line, which may be no part of it."""
    first = next(n for n in own if lines[n].strip())
    what = "the list" if LIST_LINE.match(lines[first]) else "the lines"
    if what == "the lines" and own == [first]:
        return None
    message = f"{what} below '{head.key}:' must be further to the right, as a part of its text"
    return Cause(message, first, indent_of(lines[first]), _whole_text(lines, head, own))


def _loose_below(lines: Lines, head: Entry) -> list[int]:
    """The lines of a text below its key, where some begin no further to the right than that.

    A dash to the left of the key begins a card.
    """
    if head.key not in LONG or head.value[:1] in ("", "[", "{", "|", ">", "*", "&", "!"):
        return []
    own: list[int] = []
    for number in range(head.number + 1, len(lines)):
        indent, entry = indent_of(lines[number]), entry_at(lines, number)
        is_item = lines[number].lstrip().startswith("-")
        if lines[number].strip() and indent < head.column and is_item:
            break
        if (
            entry is not None
            and indent <= head.column
            and (entry.key in known_keys() or not is_item)
        ):
            break
        own.append(number)
    while own and not lines[own[-1]].strip():
        own.pop()
    is_loose = any(lines[n].strip() and indent_of(lines[n]) <= head.column for n in own)
    return own if is_loose else []


def _whole_text(lines: Lines, head: Entry, own: list[int]) -> Mend:
    """A text with all its lines below its key."""
    indent = " " * (head.column + 2)
    first = head.value[1:-1] if QUOTED.fullmatch(head.value) else head.value
    text = (f"{indent}{lines[n].strip()}".rstrip() for n in own)
    return Mend(
        head.number, own[-1], (f"{head.lead}{head.key}: >", f"{indent}{first}{head.comment}", *text)
    )


def _over_lines(stop: Stop) -> Iterator[Cause]:
    """A text over several lines with something that needs care: it is safe below its key."""
    for number in stop.near:
        entry = owner_of(stop.lines, number)
        if entry is None or entry.heads_block or entry.value[:1] in ("", "'", '"', "[", "{"):
            continue
        mend = as_block(stop.lines, entry)
        if mend.first != mend.last or entry.value[0] in "|>":
            column = value_column(stop.lines, entry)
            yield Cause(_over_lines_message(stop, entry), entry.number, column, mend)


def _over_lines_message(stop: Stop, entry: Entry) -> str:
    if entry.value[0] in "|>":
        return f"after {entry.value[0]} a text begins on the next line"
    if re.match(r"[-*+]\s", entry.value):
        return "a list cannot begin on the line of its key"
    if SPECIAL.match(entry.value):
        return f"a text cannot begin with {entry.value[0]}"
    text = "\n".join([entry.value, *stop.lines[entry.number + 1 : stop.line + 1]])
    if re.search(r":(\s|$)", text):
        return "a text over several lines has a colon in it"
    return "after a space, # begins a comment, and the text goes on below it"


def _keys_in_text(stop: Stop) -> Iterator[Cause]:
    """A text on the lines below its key that YAML takes for keys of its own."""
    for number in stop.near:
        entry = entry_at(stop.lines, number)
        if entry is None or entry.key in known_keys():
            continue
        owner = owner_of(stop.lines, number)
        if owner is not None and owner.key in TEXTS and not owner.value:
            mend = as_block(stop.lines, owner)
            yield Cause(f"'{entry.key}' is no key here", number, entry.column, mend)


IN_LANGUAGE = re.compile(
    r"(?:^|[,;/|]\s*)(?P<tag>fi|sv|en|de|et|ru|se|fr|es|da|no|nb|uk|ar|pl):\s+"
)
"""The tag of a language before words in it."""


def _languages_on_line(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """A text in several languages on the line of its key, without braces around it."""
    tags = [match["tag"] for match in IN_LANGUAGE.finditer(entry.value)]
    if not IN_LANGUAGE.match(entry.value) or len(set(tags)) != len(tags) or len(tags) < 2:
        return
    words = (part.strip() for part in IN_LANGUAGE.split(entry.value)[2::2])
    texts = (quoted(text) if re.search(r"[,:#{}\[\]\"']", text) else text for text in words)
    pairs = ", ".join(f"{tag}: {text}" for tag, text in zip(tags, texts, strict=True))
    mend = Mend.of(entry.number, entry.with_value(f"{{{pairs}}}"))
    message = "a text in several languages stands between braces"
    yield Cause(message, entry.number, value_column(lines, entry), mend)


def _quote_value(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """A text that needs quotes."""
    value = entry.value
    if is_plain(value):
        return
    mend = quoted_or_below(lines, entry)
    column = value_column(lines, entry)
    if SPECIAL.match(value):
        message, how = f"a text cannot begin with {value[0]}", "put it in quotes"
    else:
        message, how = "the text has a colon in it", "put the text in quotes"
        colon = re.search(r":(\s|$)", value)
        column += colon.start() if colon else 0
    yield Cause(message, entry.number, column, mend, how=how)


def _new_card(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """A card that begins without its dash, after one that has a title already."""
    if entry.key == "title" and "-" not in entry.lead and _is_titled(lines, entry.number):
        for column in dict.fromkeys([entry.column, max(0, entry.column - 2)]):
            yield new_item(lines, entry, column)


def new_item(lines: Lines, entry: Entry, column: int) -> Cause:
    """An entry with the dash before it, in a column, that begins an item of a list."""
    gap = " " * max(1, entry.column - column - 1)
    mend = Mend.of(entry.number, f"{' ' * column}-{gap}{lines[entry.number].strip()}")
    message = "does a new card begin here? Its '-' is missing"
    return Cause(message, entry.number, entry.column, mend)


def _is_titled(lines: Lines, number: int) -> bool:
    """Whether the card that a line would be in has a title above it."""
    for other in range(number - 1, -1, -1):
        entry = entry_at(lines, other)
        if entry is not None and entry.key == "title":
            return True
        if entry is not None and "-" in entry.lead:
            return False
    return False


def _first_card(lines: Lines, number: int) -> Iterator[Cause]:
    """A first card without its dash, above cards that have theirs."""
    column = indent_of(lines[number])
    if not re.match(r"\s*-\s", lines[number]) or (head := above(lines, number)) < 0:
        return
    own = []
    while head >= 0 and indent_of(lines[head]) >= column and lines[head].lstrip()[0] != "-":
        own.append(head)
        head = above(lines, head)
    if own and re.match(r"\s*cards\s*:\s*$", lines[head]):
        yield first_card(lines, own[-1], number - 1)


def first_card(lines: Lines, first: int, last: int) -> Cause:
    """The lines of a card that lacks its dash, with one."""
    column, head = indent_of(lines[first]), entry_at(lines, first)
    begins = f"{' ' * column}{head.key}:" if head else ""
    new = []
    for number in range(first, last + 1):
        line = lines[number]
        is_first = number == first or (begins and line.startswith(begins))
        lead = f"{' ' * column}- " if is_first else f"{' ' * (column + 2)}"
        new.append(lead + line[column:] if line.strip() else line)
    message = "the '-' of this card is missing"
    return Cause(message, first, column, Mend(first, last, tuple(new)))


def _first_key(stop: Stop) -> Iterator[Cause]:
    """The first key of a file further to the right than the others."""
    first = entry_at(stop.lines, above(stop.lines, stop.line))
    if first is None or indent_of(stop.lines[stop.line]) or above(stop.lines, first.number) >= 0:
        return
    mend = Mend.of(first.number, stop.lines[first.number].lstrip())
    yield Cause(f"'{first.key}' is not in line with those below", first.number, 0, mend)


def _other_columns(stop: Stop) -> Iterator[Cause]:
    """Keys and dashes that are not in line, unless it is a line that is none of both."""
    if "expected ':'" not in stop.report:
        yield from _of_near(_other_column)(stop)


def _other_column(lines: Lines, number: int) -> Iterator[Cause]:
    """A key or a dash that is not in line with those above."""
    entry = entry_at(lines, number)
    if entry is None or ("-" not in entry.lead and _is_in_line(lines, entry)):
        return
    line = lines[entry.number]
    own = indent_of(line)
    what = "-" if "-" in entry.lead else entry.key
    for column in _columns(lines, entry.number):
        if column != own and entry.key in known_keys():
            message = f"'{what}' is not in line with those above"
            mend = Mend.of(entry.number, " " * column + line.lstrip())
            yield Cause(message, entry.number, own, mend)


def _is_in_line(lines: Lines, entry: Entry) -> bool:
    """Whether another key of the same card, which is none of a text, begins in the same column."""
    for before in (entry_at(lines, other) for other in range(entry.number - 1, -1, -1)):
        if before is not None and before.column == entry.column and before.key in known_keys():
            return True
        if before is not None and "-" in before.lead:
            return False
    return False


def _text_below(stop: Stop) -> Iterator[Cause]:
    """The text below `text: >` is indented no further than the key, or not all of it alike."""
    for number in stop.near:
        head = _head_of_block(stop.lines, number)
        own = list(block_lines(stop.lines, head)) if head else []
        if head and own:
            yield text_below(stop.lines, head, own)


def text_below(lines: Lines, head: Entry, own: list[int]) -> Cause:
    """The lines of a text put further to the right than its key."""
    column = head.column + 2
    key = f"'{head.key}: {head.value}'"
    message = f"the lines below {key} must all be indented further than it, and alike"
    words = f"begin lines {own[0] + 1} to {own[-1] + 1} with {column} spaces each"
    hint = words if len(own) > MOST_WRITTEN else ""
    return Cause(
        message, own[0], indent_of(lines[own[0]]), reindented(lines, own, column), hint=hint
    )


MOST_WRITTEN = 8
"""Lines of a text that a hint writes anew."""


def _head_of_block(lines: Lines, number: int) -> Entry | None:
    for other in range(number, -1, -1):
        entry = entry_at(lines, other)
        if entry is not None and (entry.heads_block or entry.key in known_keys()):
            return entry if entry.heads_block else None
    return None


def block_lines(lines: Lines, head: Entry) -> Iterator[int]:
    """The lines after the head of a block up to the next key or card."""
    held: list[int] = []
    for number in range(head.number + 1, len(lines)):
        if not lines[number].strip():
            held.append(number)
        elif _begins_anew(lines, number) and indent_of(lines[number]) <= head.column:
            return
        else:
            yield from (*held, number)
            held = []


def _any_text(stop: Stop) -> Iterator[Cause]:
    """A text over lines with whatever signs in it: nothing of them matters below the key."""
    for number in stop.near:
        entry = owner_of(stop.lines, number)
        if entry is not None and not entry.heads_block and entry.key in TEXTS:
            mend = as_block(stop.lines, entry)
            column = value_column(stop.lines, entry)
            sign = entry.value[:1] or entry.comment.strip()[:1]
            message = f"a text over several lines cannot begin with {sign}"
            if not sign:
                message = f"'{entry.key}:' needs a > behind it when its text stands below it"
            yield Cause(message, entry.number, column, mend)


def goes_on(lines: Lines, number: int) -> Mend | None:
    """The text above a line that looks like a key, and is none, with the line in it."""
    head = entry_at(lines, number)
    column = head.column if head else 0
    while head is not None and head.key not in known_keys() and head.column == column:
        head = _key_above(lines, head)
    if head is None or head.key not in LONG or not head.value or head.column != column:
        return None
    own = list(block_lines(lines, head))
    if not own:
        return None
    indent = " " * (column + 2)
    text = (f"{indent}{lines[n].strip()}".rstrip() for n in own)
    new = (f"{head.lead}{head.key}: >", f"{indent}{head.value}{head.comment}", *text)
    return Mend(head.number, own[-1], new)


def first_of_text(lines: Lines, number: int) -> Mend | None:
    """The same for the first of such lines: it need not be said at each of them."""
    entry = entry_at(lines, number)
    head = _key_above(lines, entry) if entry else None
    return goes_on(lines, number) if head and head.key in known_keys() else None


def _key_above(lines: Lines, entry: Entry) -> Entry | None:
    """The entry above another one, over lines of a text that are further to the right."""
    number = above(lines, entry.number)
    while number >= 0 and indent_of(lines[number]) > entry.column:
        number = above(lines, number)
    return entry_at(lines, number)


def _loose_line(stop: Stop) -> Iterator[Cause]:
    """A line that goes on with the text above, and is not indented enough for that."""
    for number in stop.near:
        before = entry_at(stop.lines, above(stop.lines, number))
        if entry_at(stop.lines, number) is None and before is not None and before.value:
            if re.fullmatch(r"\s*([-=_*~])\1{2,}\s*", stop.lines[number]):
                message = "this line is no part of a card: none needs a line before it"
                yield Cause(message, number, 0, Mend(number, number, ()))
                continue
            around = None if before.key in known_keys() else goes_on(stop.lines, before.number)
            mend = around or reindented(stop.lines, [number], before.column + 2)
            message = "this line is neither 'key: text' nor a part of the text above"
            how = f"if it goes on with the text above, {'put a > there' if around else 'indent it'}"
            yield Cause(message, number, indent_of(stop.lines[number]), mend, how=how)


def _remark_in_flow(stop: Stop) -> Iterator[Cause]:
    """A comment of JavaScript between braces or brackets, where a line is no part of a text."""
    if "flow" in stop.report:
        yield from _of_near(remark)(stop)


GUESSES: tuple[Guess, ...] = (
    _conflict,
    _end_mark,
    _of_near(fence),
    tabs,
    _of_near(_tab),
    _of_entries(_curly_quotes),
    _of_entries(cards_in_line),
    _of_entries(_list_on_line),
    _cards_line,
    _of_near(bold_title),
    _remark_in_flow,
    _of_near(quoted_entry),
    _of_near(codes),
    rows,
    _one_of_near(no_sign),
    _tight_cards,
    _one_of_near(tight_keys),
    _of_near(flow),
    _of_entries(side_by_side),
    _of_entries(backslash),
    _open_quote,
    _of_entries(_after_quote),
    _of_entries(open_bracket),
    missing_comma,
    _of_entries(_new_card),
    _of_near(_first_card),
    _of_near(untitled),
    _first_key,
    _lines_of_text,
    _other_columns,
    _over_lines,
    _of_near(remark),
    _keys_in_text,
    _of_entries(_languages_on_line),
    _of_entries(_quote_value),
    _text_below,
    _loose_line,
    _any_text,
)
"""In this order they are tried."""
