"""A rule for PDF/X-1a, which is older than transparency: nothing is seen through."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ..basics.problems import InvalidValue, Location, Problem
from ..basics.records import NamedTuple
from ..model.frame import Box, Fading, Group, Item, Picture, Shape
from ..model.layout import Layout
from ..model.placeholders import FILES
from .rule import CardRule
from .walk import SeenCard, and_more, named


class Clear(NamedTuple):
    """What is seen through in a box: the first card that shows it, how many do, its place."""

    what: str
    title: str
    number: int
    at: Location | None


class NothingClear(CardRule[dict[tuple[str, str], Clear]]):
    """Nothing is seen through: PDF/X-1a knows no transparency."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._pictures: dict[Path, bool] = {}
        self.found = {}

    def inspect(self, card: SeenCard) -> dict[tuple[str, str], Clear] | None:
        """The boxes with an opacity, and with pictures that have one."""
        found: dict[tuple[str, str], Clear] = {}
        for part in card.parts:
            for item in part.shown.ground:
                for what, is_file in self._clear(item):
                    at = part.part.place(*FILES, "") if is_file else None
                    setting = "fill" if what.startswith("its fill") else "opacity"
                    at = at or self._layout.origin(f"{part.name}.{setting}")
                    found[part.name, what] = Clear(what, card.face.card.title, 1, at)
        return found or None

    def _clear(self, item: Item) -> Iterator[tuple[str, bool]]:
        if _opacity(item) < 1:
            yield "its opacity", False
        if isinstance(item, Box) and isinstance(item.fill, Fading):
            yield "its fill, which runs out to nothing", False
        if isinstance(item, Picture) and self._is_clear(item.path):
            yield f"the picture {named(item.path)}", True
        if isinstance(item, Group):
            file = item.shows if isinstance(item.shows, Path) else None
            for inner in item.frame.items:
                for what, is_file in self._clear(inner):
                    yield (f"the picture {named(file)}", True) if file else (what, is_file)

    def _is_clear(self, path: Path) -> bool:
        if path not in self._pictures:
            self._pictures[path] = False
            with suppress(InvalidValue, OSError):  # told where the picture is opened
                from ..pictures.coverage import is_clear

                self._pictures[path] = is_clear(path)
        return self._pictures[path]

    def merge(self, found: dict[tuple[str, str], Clear]) -> None:
        """Add what was found on other cards."""
        for key, clear in found.items():
            first = self.found.get(key, clear._replace(number=0))
            self.found[key] = first._replace(number=first.number + clear.number)

    def problems(self) -> Iterable[Problem]:
        """One for each box and what is seen through in it."""
        for (name, _), clear in self.found.items():
            others = and_more(clear.number)
            of_file = not clear.what.startswith("its")
            lighter = "leave its opacity out, and take a lighter colour: tint(COLOUR, 40 %)"
            if clear.what.startswith("its fill"):
                lighter = "take a colour in place of 'transparent'"
            yield Problem(
                "transparency",
                f"card '{clear.title}'{others}: {name} is seen through by {clear.what}, "
                "and PDF/X-1a knows no transparency",
                clear.at,
                "save the picture on a ground of its own, without transparency" if of_file
                else lighter,
            )  # fmt: skip


def _opacity(item: Item) -> float:
    """The least opacity of an item itself."""
    match item:
        case Shape():
            return min(item.opacity, item.stroke_opacity)
        case Box() | Picture() | Group():
            return item.opacity
        case _:
            return 1.0
