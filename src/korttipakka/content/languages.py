"""Texts in several languages: paragraphs whose spans know which one each of them is in."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from .inline import Reading, Span
from .markdown import Paragraph, parse, plain

Piece = tuple[str, str]
"""Text and its language, a BCP 47 tag; "" for the deck's own."""


def in_languages(pieces: Sequence[Piece], reading: Reading | None) -> tuple[Paragraph, ...]:
    """Paragraphs of text in pieces; `reading` says how they are read, None as one line.

    A line of titles may mix languages. Markup is read a part at a time: what stands between blank
    lines of a layout is in the language of its first text that has another than the deck's.

    >>> for paragraph in in_languages([("Tauko", ""), (" / ", ""), ("Paus", "sv")], None):
    ...     print([(span.text, span.language) for span in paragraph.spans])
    [('Tauko / ', ''), ('Paus', 'sv')]
    """
    if reading is None:
        spans = tuple(Span(text, language=tag) for text, tag in _joined(pieces))
        return tuple(p._replace(spans=spans) for p in plain("".join(s.text for s in spans)))
    found = []
    for part in _parts(pieces):
        text = "".join(text for text, _ in part)
        tag = next((tag for _, tag in part if tag), "")
        found += [_in_language(paragraph, tag) for paragraph in parse(text, reading)]
    return tuple(found)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces of one language that follow each other as one."""
    for tag, group in groupby(pieces, key=lambda piece: piece[1]):
        yield "".join(text for text, _ in group), tag


def _parts(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces between those that hold a blank line and nothing else."""
    for blank, group in groupby(pieces, key=_is_blank_line):
        if not blank:
            yield list(group)


def _is_blank_line(piece: Piece) -> bool:
    return not piece[0].strip() and piece[0].count("\n") > 1


def _in_language(paragraph: Paragraph, tag: str) -> Paragraph:
    return paragraph._replace(spans=tuple(s._replace(language=tag) for s in paragraph.spans))
