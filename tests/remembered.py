"""What frames remember, as text for goldens; and random Markdown with what it should become."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from korttipakka.content.markdown import Paragraph
from korttipakka.model.frame import Frame, Part
from korttipakka.model.text import ListItem, Markup, ParagraphKind, TextParagraph, TextRun

Letter = tuple[str, Markup]
"""A letter and how it is marked up."""


def remembered(frame: Frame) -> str:
    """A line for each part, paragraph, line and run: what it is for, not where it lies."""
    return "".join(f"{line}\n" for part in frame.parts for line in _part(part))


def _part(part: Part) -> Iterator[str]:
    at = f"{part.at.line}:{part.at.column}" if part.at else "nowhere"
    yield f"{part.name}: {part.role}, shows {', '.join(part.fields)} from {at}"
    for paragraph in part.paragraphs:
        yield from (f"  {line}" for line in _paragraph(paragraph))


def _paragraph(paragraph: TextParagraph) -> Iterator[str]:
    kind = f"heading {paragraph.kind.heading}" if paragraph.kind.heading else "paragraph"
    places = "".join(f", {_item(item)}" for item in paragraph.kind.items)
    marker = "".join(run.text for run in paragraph.marker)
    yield f"{kind} in {paragraph.language}{places}{f', marker {marker!r}' if marker else ''}"
    for line in paragraph.lines:
        yield f"  line, then {line.end}"
        yield from (f"    {_run(run)}" for run in line.as_read)


def _item(item: ListItem) -> str:
    number = "" if item.number is None else f" numbered {item.number}"
    return f"item {item.position}{number} of list {item.list_id}"


def _run(run: TextRun) -> str:
    bold, italic, link, language, color, _ = run.markup
    marks = [word for word, is_so in (("bold", bold), ("italic", italic)) if is_so]
    marks += [f"link {link}"] if link else []
    marks += [language] if language else []
    marks += [f"in {color}"] if color else []
    actual = "" if run.actual is None else f" read as {run.actual!r}"
    return f"{' '.join([repr(run.as_read), *marks])}{actual}"


class Rebuilt(NamedTuple):
    """A paragraph of the author's: what it is, its marker, and its letters line by line.

    The lines are those that hard breaks end; a space is " ", how it is marked is not told.
    """

    kind: ParagraphKind
    marker: str
    lines: tuple[tuple[Letter, ...], ...]


def rebuilt(paragraph: TextParagraph) -> Rebuilt:
    """A paragraph as its finished lines and runs remember it."""
    lines: list[list[Letter]] = [[]]
    for line in paragraph.lines:
        letters = [(char, run.markup) for run in line.as_read for char in run.as_read]
        if line.end == "hyphen":
            assert letters.pop()[0] == "-"
        lines[-1] += letters
        if line.end == "space":
            lines[-1].append((" ", Markup()))
        if line.end == "break":
            lines.append([])
    marker = "".join(run.as_read for run in paragraph.marker).strip()
    return Rebuilt(paragraph.kind, marker, tuple(_spaced(line) for line in lines))


def parsed(paragraphs: Sequence[Paragraph]) -> list[Rebuilt]:
    """Paragraphs as the parser gave them; what continues after a hard break is put together."""
    found: list[Rebuilt] = []
    for paragraph in paragraphs:
        letters = [(char, span.markup) for span in paragraph.spans for char in span.text]
        line = _spaced(letters)
        if paragraph.continues:
            found[-1] = found[-1]._replace(lines=(*found[-1].lines, line))
        else:
            found.append(Rebuilt(paragraph.kind, paragraph.marker, (line,)))
    return found


def _spaced(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """Letters with space as one unmarked " " between words, and without U+00AD."""
    found: list[Letter] = []
    for char, markup in letters:
        if not char.isspace() or char == "\u00a0":
            found += [] if char == "\u00ad" else [(char, markup)]
        elif found and found[-1][0] != " ":
            found.append((" ", Markup()))
    return tuple(found[:-1] if found and found[-1][0] == " " else found)


class Source(NamedTuple):
    """Markdown, line by line, and the paragraphs that it should become.

    `items` are the lists' items around them, as far as they are within.
    """

    lines: list[str]
    paragraphs: list[Rebuilt]


WORDS = st.sampled_from(
    [
        "kunta", "ja", "osallistumissuunnitelma", "yhteiskehittäminen", "a", "työ-", "e-lasku",
        "asukas\u00adraati", "12", "fi", "Office", "AVATAR", "maa-ainesten",
    ]
)  # fmt: skip
MARKUPS = st.sampled_from(
    [
        Markup(),
        Markup(),
        Markup(bold=True),
        Markup(italic=True),
        Markup(link="https://x.fi/a"),
        Markup(bold=True, link="https://x.fi/b"),
        Markup(bold=True, italic=True),
    ]
)
"""Half of a text's stretches are marked, some in two ways."""


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, list[Letter]]:
    """Words that are marked up alike: as Markdown, and letter by letter."""
    words = " ".join(draw(st.lists(WORDS, min_size=1, max_size=4)))
    markup = draw(MARKUPS)
    stars = "*" * (2 * markup.bold + markup.italic)
    text = f"{stars}{words}{stars}"
    letters = [(char, markup) for char in words]
    if not markup.link:
        return text, letters
    address = [(char, Markup(link=markup.link)) for char in f" ({markup.link})"]
    return f"[{text}]({markup.link})", [*letters, *address]


@st.composite
def flows(draw: st.DrawFn) -> tuple[str, list[Letter]]:
    """Stretches with space between them, or with a comma at the first one's end."""
    texts, letters = [], []
    for index, (source, found) in enumerate(draw(st.lists(stretches(), min_size=1, max_size=4))):
        comma = "," if index == 0 and draw(st.booleans()) else ""
        texts.append(source + comma)
        letters += [*found, *((c, Markup()) for c in comma), (" ", Markup())]
    return " ".join(texts), letters


@st.composite
def texts(draw: st.DrawFn) -> Source:
    """A text of paragraphs, headings and lists in lists."""
    made = Source([], [])
    lists = iter(range(1000))
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["paragraph", "heading", "list"]))
        if kind == "list":
            _list(draw, made, lists, "", (), draw(st.integers(1, 3)))
            # Without words between them two lists may be one.
            kind = "paragraph"
        if kind == "heading":
            level = draw(st.integers(1, 6))
            text, letters = draw(flows())
            made.lines.extend([f"{'#' * level} x {text}", ""])
            bold = [
                (c, m._replace(bold=True)) for c, m in [("x", Markup()), (" ", Markup()), *letters]
            ]
            made.paragraphs.append(Rebuilt(ParagraphKind(level), "", (_spaced(bold),)))
        else:
            _paragraph_of(draw, made, "", "", (), "")
    return made


def _paragraph_of(
    draw: st.DrawFn, made: Source, first: str, indent: str, items: tuple[ListItem, ...], marker: str
) -> None:
    """A paragraph, perhaps with a hard break, its first line after `first`."""
    found = draw(st.lists(flows(), min_size=1, max_size=2))
    lines = [f"x {text}" for text, _ in found]  # no word begins a list or a heading
    made.lines.append(first + f"\\\n{indent}".join(lines))
    made.lines.append("")
    start: list[Letter] = [("x", Markup()), (" ", Markup())]
    spaced = tuple(_spaced([*start, *letters]) for _, letters in found)
    made.paragraphs.append(Rebuilt(ParagraphKind(0, items), marker, spaced))


def _list(
    draw: st.DrawFn, made: Source, lists: Iterator[int], indent: str,
    items: tuple[ListItem, ...], depth: int,
) -> None:  # fmt: skip
    """A list whose items have one or two paragraphs, and perhaps a list within."""
    list_id, ordered = next(lists), draw(st.booleans())
    start = draw(st.integers(1, 12))
    for position in range(draw(st.integers(1, 3))):
        number = start + position if ordered else None
        sign = f"{number}. " if ordered else "- "
        inner = indent + " " * len(sign)
        around = (*items, ListItem(list_id, position, number))
        marker = f"{number}." if ordered else "•"
        _paragraph_of(draw, made, indent + sign, inner, around, marker)
        if draw(st.integers(0, 3)) == 0:
            _paragraph_of(draw, made, inner, inner, around, "")
        if depth > 1 and draw(st.booleans()):
            _list(draw, made, lists, inner, around, depth - 1)
