"""HTML in cells, and what Word's documents become on their way -> styled runs.

Only the tags of formatted text are read; anything else in angle brackets is text.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from ..basics.records import NamedTuple
from .markup import ENTITY, Run, moved

TAGS = (
    "a b blockquote br code div del em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span "
    "strike strong sub sup table tbody td th thead tr u ul"
).split()

TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>{'|'.join(TAGS)})"
    r"(?P<attributes>(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>=]+))?)*)\s*/?>",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+))")

WITH_WORDS = re.compile(r"<(?:b|i|u|s|p|a|em|li)(?:\s+\w+(?!\s*=)\b)+\s*>", re.IGNORECASE)
"""What looks like a tag and is none: "<a few words>"."""

BLOCKS = {
    "p",
    "div",
    "table",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "hr",
    *(f"h{n}" for n in range(1, 7)),
}
BOLD, ITALIC = {"b", "strong", "th"}, {"i", "em"}


class Tag(NamedTuple):
    """A tag in a text: its name in small letters, whether it closes, and its attributes."""

    name: str
    closes: bool
    attributes: dict[str, str]


Token = Tag | str


def is_html(text: str) -> bool:
    """Whether a text has tags or entities of HTML: `<br>`, `&nbsp;`."""
    return any(True for _ in _tags(text)) or _decoded(text) != text


def pictures_in(text: str) -> tuple[str, ...]:
    """The files of the pictures in a text of HTML: `<img src="a.png">`."""
    if "<" not in text:
        return ()
    images = (t for t in tokens(text) if isinstance(t, Tag) and t.name == "img" and not t.closes)
    return tuple(filter(None, (image.attributes.get("src", "").strip() for image in images)))


def tokens(text: str) -> Iterator[Token]:
    """The tags of a text and what stands between them, entities read."""
    at = 0
    for found in _tags(text):
        if found.start() > at:
            yield _decoded(text[at : found.start()])
        pairs = ATTRIBUTE.findall(found["attributes"])
        values = {name.lower(): unescape(a or b or c) for name, a, b, c in pairs}
        yield Tag(found["name"].lower(), bool(found["close"]), values)
        at = found.end()
    if at < len(text):
        yield _decoded(text[at:])


def _tags(text: str) -> Iterator[re.Match[str]]:
    return (found for found in TAG.finditer(text) if not WITH_WORDS.fullmatch(found[0]))


def _decoded(text: str) -> str:
    """A text with its entities read; "&" without a known name and ";" stays."""
    return ENTITY.sub(lambda found: unescape(found[0]), text)


def runs_of(html: str) -> list[Run]:
    """The runs that a piece of HTML prints: paragraphs, line breaks, lists, bold and italic."""
    reader = _Reader()
    # In a cell with line ends of its own, these are meant; in pure HTML they are blanks.
    keeps_lines = not any(found["name"].lower() in BLOCKS | {"br"} for found in _tags(html))
    for token in tokens(html):
        if isinstance(token, Tag):
            reader.tag(token)
        else:
            reader.text(token if keeps_lines else re.sub(r"\s*\n\s*", " ", token))
    return reader.runs


def _target(address: str) -> str:
    """Where a link leads: Google Docs has its own address before each; none within a page."""
    found = re.fullmatch(r"https://www\.google\.com/url\?q=([^&]+)&.*", address)
    return "" if address.startswith("#") else unquote(found[1]) if found else address


class _Reader:
    """Takes in tags and texts, and keeps the runs that they come to."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.styles: list[Tag] = []
        self.lists: list[int | None] = []
        self.gap = 0
        self.marker = ""

    def text(self, text: str) -> None:
        """Words in the styles that are open."""
        if not text.strip(" ") and (self.gap or not self.runs):
            return
        self._lay_gap()
        names = {tag.name for tag in self.styles}
        links = [tag.attributes.get("href", "") for tag in self.styles if tag.name == "a"]
        link = _target(links[-1]) if links else ""
        height = ("sup" in names) - ("sub" in names)
        self.runs.append(Run(moved(text, height), bool(names & BOLD), bool(names & ITALIC), link))

    def tag(self, tag: Tag) -> None:
        """A style, a block or an item begins or ends."""
        if tag.name == "br":
            self._lay_gap()
            self.runs.append(Run("\n"))
        elif tag.name in {"ul", "ol"}:
            self._list(tag)
        elif tag.name == "li":
            self._item(tag)
        elif tag.name in BLOCKS:
            self._block(tag)
        elif tag.name in {"tr", "td", "th"} and tag.closes:
            self.break_lines(1)
        self._style(tag)

    def break_lines(self, ends: int) -> None:
        """What follows stands at least so many line ends below what was there."""
        self.gap = max(self.gap, ends)

    def _style(self, tag: Tag) -> None:
        if tag.name not in BOLD | ITALIC | {"a", "sub", "sup"}:
            return
        if not tag.closes:
            self.styles.append(tag)
            return
        last = next((t for t in reversed(self.styles) if t.name == tag.name), None)
        if last is not None:
            self.styles.remove(last)

    def _block(self, tag: Tag) -> None:
        # Lines of <div> stand below each other, paragraphs have a gap.
        self.break_lines(1 if tag.name == "div" or self.lists else 2)
        if tag.name[0] == "h" and tag.name != "hr" and not tag.closes:
            self.marker = "#" * int(tag.name[1]) + " "

    def _list(self, tag: Tag) -> None:
        if tag.closes:
            self.lists = self.lists[:-1]
        else:
            self.lists.append(None if tag.name == "ul" else 0)
        self.break_lines(1 if self.lists else 2)

    def _item(self, tag: Tag) -> None:
        self.break_lines(1)
        if tag.closes:
            return
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        mark = "- " if number is None else f"{number + 1}. "
        # Markdown wants what lies in an item to stand below the item's words.
        indent = sum(2 if above is None else 3 for above in self.lists[:-1])
        self.marker = " " * indent + mark

    def _lay_gap(self) -> None:
        """The line ends and the marker that are due before the next words."""
        if self.gap and self.runs:
            have = len(self.runs[-1].text) - len(self.runs[-1].text.rstrip("\n"))
            self.runs.append(Run("\n" * max(0, self.gap - have)))
        if self.marker:
            self.runs.append(Run(self.marker, raw=True))
        self.gap, self.marker = 0, ""
