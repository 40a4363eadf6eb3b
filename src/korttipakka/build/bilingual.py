"""A layout for cards in two languages: which of its texts are in the second one."""

from collections.abc import Callable, Iterable, Iterator

from ..model.layout import BoxStyle, Layout
from ..model.placeholders import PLACEHOLDER, TRANSLATED, field_and_language
from ..model.roles import named_values


def with_second_language(layout: Layout, language: str) -> Layout:
    """The layout with texts in a second language besides the deck's.

    Where the layout names a language itself, such as `{title.sv}`, this one takes its place, on
    either face. Otherwise the backs are in it. A layout that names several is as it is.
    """
    named = named_languages(layout)
    if len(named) > 1:
        return layout
    if named:
        front = _each(layout.front, lambda name: _in_place(name, language))
        back = _each(layout.back, lambda name: _in_place(name, language))
        return layout._replace(front=front, back=back)
    return layout._replace(back=_each(layout.back, lambda name: _in(name, language)))


def named_languages(layout: Layout) -> set[str]:
    """The languages that a layout names."""
    return {tag for _, tag in map(field_and_language, named_values(layout)) if tag}


def language_lines(layout: Layout, first: str, second: str) -> Iterator[str]:
    """Which texts of a layout are in which language, and what is in the first one no longer."""
    words = "".join(box.text for box in layout.front if box.when != "never")
    on_front = PLACEHOLDER.findall(words)
    if any(name.endswith(f".{second}") for name in on_front):
        yield f"Languages: {first} and {second}, as the layout has them"
        return
    if layout.sheet.sides == "fronts":
        yield f"Languages: fronts in {first}; the backs in {second} are not printed"
        return
    named = named_languages(layout)
    if not named:
        yield f"Languages: fronts in {first}; the backs of this layout show no texts of cards"
        return
    yield f"Languages: fronts in {first}, backs in {second}"
    if named == {second} and "text" not in on_front:
        yield (
            f"           texts in {first} are on no face: for both on each, a layout that names "
            f"{{text}} and {{text.{second}}}"
        )


def _each(boxes: Iterable[BoxStyle], renamed: Callable[[str], str]) -> tuple[BoxStyle, ...]:
    """Boxes with other names in what they show, and in what they are there for."""
    return tuple(
        box._replace(
            text=PLACEHOLDER.sub(lambda found: "{" + renamed(found[1]) + "}", box.text),
            qr=PLACEHOLDER.sub(lambda found: "{" + renamed(found[1]) + "}", box.qr),
            when=_asks(box.when, renamed),
        )
        for box in boxes
    )


def _asks(when: str, renamed: Callable[[str], str]) -> str:
    """A condition with other names."""
    if when in {"always", "never"}:
        return when
    from ..model.conditions import parse_condition, renamed_condition

    return renamed_condition(parse_condition(when), renamed)


def _in_place(name: str, language: str) -> str:
    field, tag = field_and_language(name)
    return f"{field}.{language}" if tag else name


def _in(name: str, language: str) -> str:
    return f"{name}.{language}" if name in TRANSLATED or name.startswith("fields.") else name
