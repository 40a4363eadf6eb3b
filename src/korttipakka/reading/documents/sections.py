"""Headings with what stands below them -> cards in categories."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ...basics.problems import Location, error
from ...basics.records import NamedTuple
from ...model.manuscript import CATEGORY, TEXT, TITLE, Column
from ..draft import CardDraft, Draft, Value
from ..tables.grid import shortened


class Section(NamedTuple):
    """A heading of some level, 1 the highest, and the text up to the next heading.

    `values` are those that stand below the heading by their names, and `below` what follows them.
    """

    level: int
    title: Value
    body: Value | None = None
    values: Mapping[Column, Value] = {}
    below: Value | None = None


def cards_of_sections(
    sections: Sequence[Section], intro: Value | None, draft: Draft, file: Location
) -> None:
    """Add a card for each heading of the level that most have; those above name categories.

    A heading that stands alone above all others is the deck's title. Raises KorttipakkaError.
    """
    if not sections:
        message = "there are no headings in the file to tell the cards apart by"
        hint = "make each card's title a heading, or put the cards into a table with headings"
        raise error("no-cards-found", message, file, hint)
    counts = Counter(section.level for section in sections)
    level = max(counts, key=lambda level: (counts[level], level))
    above = [section for section in sections if section.level < level]
    first = sections[0]
    titled = len(sections) > 1 and first.level < level and counts[first.level] == 1
    if titled and all(section.level >= first.level for section in above):
        draft.title = draft.title or first.title.plain
        sections = sections[1:]
        intro = intro or first.body
    if intro:
        _tell_left_out(intro, draft)
    _add_cards(sections, level, draft)


def _add_cards(sections: Sequence[Section], level: int, draft: Draft) -> None:
    category: Value | None = None
    for section in sections:
        if section.level < level:
            category = section.title
            if section.body:
                _tell_left_out(section.body, draft)
        elif section.level == level:
            values = _values(section)
            if category:
                values.setdefault(CATEGORY, category)
            draft.cards.append(CardDraft(section.title.at, values))
        elif draft.cards:
            _add_to_text(draft.cards[-1], section)


NUMBERED = re.compile(r"(?:card|kortti|kort|karte|carte)\s*[#:]?\s*\d*", re.IGNORECASE)
"""A heading that only counts cards, whose titles stand below: "Card 1"."""


def _values(section: Section) -> dict[Column, Value]:
    """What a section says of its card."""
    values = {**section.values}
    if TITLE not in values or not NUMBERED.fullmatch(section.title.plain.strip()):
        values[TITLE] = section.title
    text = section.below if section.values else section.body
    before = values.get(TEXT)
    if text and before:
        both = f"{before.markdown}\n\n{text.markdown}"
        values[TEXT] = Value(both, both, before.at)
    elif text:
        values[TEXT] = text
    return values


def _add_to_text(card: CardDraft, section: Section) -> None:
    """A heading below that of a card is one in the card's text."""
    parts = [f"{'#' * min(section.level, 6)} {section.title.markdown}"]
    parts += [section.body.markdown] if section.body else []
    before = card.values.get(TEXT)
    at = before.at if before else section.title.at
    text = "\n\n".join([*([before.markdown] if before else []), *parts])
    card.values[TEXT] = Value(text, text, at)


def _tell_left_out(text: Value, draft: Draft) -> None:
    message = f"'{shortened(text.plain)}' belongs to no card: it was left out"
    draft.warn("left-out", message, text.at)
