"""Headings in two rows: languages, or front and back, above or below the headings that they are of.

Where columns repeat without a word about it, what they say tells their languages.
"""

from collections.abc import Iterator, Mapping, Sequence

from ...basics.records import NamedTuple
from ..language import guess, known
from .grid import Grid, Row
from .headers import TRANSLATABLE, heading, headings_in, language_code, normal, split_language

Texts = Sequence[str]

BACKS = frozenset(
    "back,back side,takapuoli,takasivu,baksida,baksidan,verso,rückseite,reverso,rewers,side b,"
    "side 2,takana,baksiden".split(",")
)
"""What stands above the columns of a card's back."""

ON_BACK = {"title": "back_title", "image": "image_back", "alt": "alt_back"}
"""Fields of a front and the same of a back."""


class HeadingRows(NamedTuple):
    """The headings of all rows that have some, each with its language.

    `first` and `last` are the places of these rows in the table, both counted from 0.
    """

    texts: list[str]
    first: int
    last: int
    by_words: bool = False


def heading_rows(rows: Sequence[Texts], index: int, grid: Grid) -> HeadingRows:
    """What stands in the row of headings `index`, with what the rows around it say of it."""
    texts = list(rows[index])
    if any(each.column.language for each in headings_in(texts) if each):
        return HeadingRows(texts, index, index)
    if index + 1 < len(rows) and (below := _from_below(texts, rows[index + 1])):
        return HeadingRows(below, index, index + 1)
    if index:
        captions = _spread(rows[index - 1], len(texts), grid.rows[index - 1], grid)
        if said := _of_back(texts, captions) or _from_above(texts, captions):
            return HeadingRows(said, index - 1, index)
    if by_words := _by_words(texts, rows[index + 1 :]):
        return HeadingRows(by_words, index, index, by_words=True)
    return HeadingRows(texts, index, index)


def languages_only(texts: Texts) -> list[str]:
    """Headings of titles for a row of languages, and of others that are known; [] for any other.

    >>> languages_only(["Suomi", "English", "Luokka"])
    ['title_fi', 'title_en', 'Luokka']
    """
    codes = [language_code(text) for text in texts]
    said = [code for code in codes if code]
    others = (text for text, code in zip(texts, codes, strict=True) if text and not code)
    is_named = all(heading(text, guess=False) for text in others)
    if len(said) < 2 or len(set(said)) < len(said) or not is_named:
        return []
    return [f"title_{code}" if code else text for text, code in zip(texts, codes, strict=True)]


def _spread(texts: Texts, width: int, row: Row, grid: Grid) -> list[str]:
    """What stands above each column: a text is that of the columns beside it that have none.

    Where cells are merged, these tell how far a text reaches.
    """
    merged = any(number == row.number for number, _ in grid.merges)
    found: list[str] = []
    for column in range(1, width + 1):
        own = texts[column - 1] if column <= len(texts) else ""
        origin = grid.merges.get((row.number, column))
        if own or not found:
            found.append(own)
        elif merged:
            found.append(found[origin[1] - 1] if origin and origin[0] == row.number else "")
        else:
            found.append(found[-1])
    return found


def _language(text: str) -> str:
    return language_code(text) or split_language(text)[1] if text else ""


def _from_above(texts: Texts, captions: Texts) -> list[str]:
    """The headings with the languages above them; [] where these tell nothing apart."""
    return _told_apart(texts, [_language(caption) for caption in captions])


def _told_apart(texts: Texts, codes: Texts) -> list[str]:
    """The headings of fields that stand in several languages, with these; [] if there are none."""
    fields = [each.column.field if each else "" for each in headings_in(texts)]
    given: dict[str, list[str]] = {}
    for field, code in zip(fields, codes, strict=True):
        given.setdefault(field, []).append(code)
    apart = {f for f, tags in given.items() if f in TRANSLATABLE and 1 < len(tags) == len({*tags})}
    if not apart:
        return []
    told = zip(texts, fields, codes, strict=True)
    return [f"{text} ({code})" if code and field in apart else text for text, field, code in told]


def _of_back(texts: Texts, captions: Texts) -> list[str]:
    """The headings below a caption that says they are of the back; [] where there is none."""
    is_back = [normal(caption) in BACKS for caption in captions]
    fields = [each.column.field if each else "" for each in headings_in(texts)]
    fronts = {field for field, back in zip(fields, is_back, strict=True) if not back}
    turned = [
        ON_BACK[field] if back and field in fronts and field in ON_BACK else text
        for text, field, back in zip(texts, fields, is_back, strict=True)
    ]
    return turned if turned != list(texts) else []


def _from_below(texts: Texts, below: Texts) -> list[str]:
    """The headings with the languages in the row below them; [] where that has none.

    A heading that stands once above several languages is that of all of them.
    """
    codes = [language_code(text) for text in below]
    if len({code for code in codes if code}) < 2 or any(
        text and not code for text, code in zip(below, codes, strict=True)
    ):
        return []
    carried = list(texts) + [""] * (len(below) - len(texts))
    for column, code in enumerate(codes):
        if code and not carried[column] and column:
            carried[column] = carried[column - 1]
    codes += [""] * (len(carried) - len(codes))
    return _told_apart(carried, codes)


def _by_words(texts: Texts, rows: Sequence[Texts]) -> list[str]:
    """Headings of which a title and more stand twice, with the languages of what is below them.

    [] where the words do not tell each time another language.
    """
    turns = list(_turns(texts))
    fields = {field for field, turn in turns if turn}
    if "title" not in fields or len(fields) < 2:
        return []
    said: dict[int, list[str]] = {}
    for column, (field, turn) in enumerate(turns):
        if field in fields:
            said.setdefault(turn, []).extend(row[column] for row in rows if column < len(row))
    # The very same headings may also be those of another table: there the words must be plain.
    names = [text for text, (field, _) in zip(texts, turns, strict=True) if field in fields]
    told_by = guess if len({*map(normal, names)}) == len(names) else known
    codes: Mapping[int, str] = {turn: told_by(words) or "" for turn, words in said.items()}
    if not all(codes.values()) or len(set(codes.values())) < len(codes):
        return []
    return _told_apart(texts, [codes[t] if field in fields else "" for field, t in turns])


def _turns(texts: Texts) -> Iterator[tuple[str, int]]:
    """The field of each heading, and how many columns before have the same."""
    seen: dict[str, int] = {}
    for text in texts:
        found = heading(text)
        field = found.column.field if found and found.column.field in TRANSLATABLE else ""
        yield field, seen.get(field, 0)
        seen[field] = seen.get(field, 0) + 1
