"""Short values of imported cards, as people write them: copies, colours, links, tags."""

import re
from collections.abc import Callable, Mapping

from ...basics.color import FORMS, css_names, parse_color
from ...basics.problems import InvalidValue, hint_of
from ...model.kinds import SWITCH
from ...reading.schema import LINK, MAX_COPIES, MAX_LINK

COPIES = re.compile(r"[x×]?\s*(\d{1,6})(?:[.,]0+)?\s*(?:[x×]|kpl|st|pcs|copies)?\.?", re.IGNORECASE)
ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+([/?#]\S*)?")
MAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.\w+")


def copies(text: str) -> str:
    """A number of copies; "" for one copy, which need not be said. Raises InvalidValue.

    >>> copies("3 kpl"), copies("2.0"), copies("1")
    ('3', '2', '')
    """
    found = COPIES.fullmatch(text)
    if not found or int(found[1]) > MAX_COPIES:
        hint = f"copies are a whole number up to {MAX_COPIES:,}"
        raise InvalidValue("number of copies", hint)
    return "" if int(found[1]) == 1 else str(int(found[1]))


def color(text: str) -> str:
    """A colour as it stands, or what it means in other words. Raises InvalidValue."""
    try:
        parse_color(text)
    except ValueError as cause:
        from ...basics.color_words import color_of

        found = color_of(text, (), css_names())
        if not found:
            raise InvalidValue("colour", hint_of(cause) or f"known are {FORMS}") from None
        return found
    return text


def link(text: str) -> str:
    """A link in full: www.hel.fi is https://www.hel.fi. Raises InvalidValue."""
    full = text
    if not LINK.fullmatch(text):
        start = "mailto:" if MAIL.fullmatch(text) else "https://" if ADDRESS.fullmatch(text) else ""
        full = f"{start}{text}"
    if not LINK.fullmatch(full) or len(full) > MAX_LINK:
        raise InvalidValue("link", "write it in full: https://…")
    return full


def tags(text: str) -> str:
    """Words with commas between; semicolons and line ends part them, too."""
    parts = re.split(r"[,;\n]", text)
    return ", ".join(part.strip() for part in parts if part.strip())


def markdown(text: str) -> str:
    """Whether texts are Markdown: "" where they are, as usual. Raises InvalidValue."""
    return "" if SWITCH.read(text) else "no"


READERS: Mapping[str, Callable[[str], str]] = {
    "copies": copies,
    "color": color,
    "link": link,
    "tags": tags,
    "markdown": markdown,
}
"""What reads each of these values; InvalidValue says what it is none of."""
