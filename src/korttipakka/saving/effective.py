"""What a layout comes to: every setting with its value and origin; what differs between two."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any

from ..basics.problems import InvalidValue, Location
from ..basics.shipped import shipped
from ..model.layout import FACES, Layout
from ..model.settings import BOX_SETTINGS, SETTINGS, setting_of
from .scalars import scalar


@dataclass(frozen=True, slots=True)
class Effective:
    """A setting as it counts. `origin` is None for the table's default."""

    key: str
    text: str
    origin: Location | None = None

    @property
    def source(self) -> str:
        """The origin for people: a file and its line, a flag, or "default"."""
        if self.origin is None:
            return "default"
        return str(self.origin._replace(column=0))

    @property
    def value(self) -> Any:
        """The value that the text stands for."""
        try:
            return setting_of(self.key).read(self.text)
        except InvalidValue:
            return self.text  # the name of a file, which only the layout's reader can open


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting, or with a key of two parts a box, that two layouts do not share."""

    key: str
    one: Effective | None
    other: Effective | None

    @property
    def is_box(self) -> bool:
        """Whether it is a whole box."""
        return _of_box(self.key) and self.key.count(".") == 1


def effective(layout: Layout, defaults: bool = False) -> dict[str, Effective]:
    """Every setting of a layout by key, in the order of a layout file.

    Of a box, only what is given, unless its `defaults` are asked for.
    """
    texts = {setting.key: setting.default for setting in SETTINGS}
    if defaults:
        texts |= _box_defaults(layout)
    texts |= layout.given
    sections = list(dict.fromkeys(key.split(".")[0] for key in texts if not _of_box(key)))
    places = {name: index for index, name in enumerate([*sections, *box_names(layout)])}
    keys = sorted(texts, key=lambda key: places[_group(key)])
    return {key: Effective(key, texts[key], layout.origin(key)) for key in keys}


def box_names(layout: Layout) -> list[str]:
    """The boxes of both faces in paint order, as "front.title"."""
    return [f"{face}.{box.name}" for face, box in layout.faced_boxes()]


def _box_defaults(layout: Layout) -> dict[str, str]:
    return {
        f"{name}.{setting.key}": setting.default
        for name in box_names(layout)
        for setting in BOX_SETTINGS
    }


def _of_box(key: str) -> bool:
    return key.split(".")[0] in FACES


def _group(key: str) -> str:
    """The section of a setting, or its box."""
    return key.rpartition(".")[0]


TITLES = {
    "card": "The card",
    "sheet": "Sheets of paper, and how cards lie on them",
    "fonts": "Fonts",
    "colors": "Colours",
}
"""What stands above the sections of a layout file that are no boxes."""


def as_file(layout: Layout, defaults: bool = False) -> Iterator[tuple[str, Effective | None]]:
    """The lines of a layout file that says all that the layout does, with what each line sets.

    Settings stand in groups with a blank line before each and its heading as a comment. A value of
    several lines comes as one; what sets nothing has None.
    """
    open_groups: list[str] = []
    for place, members in groupby(effective(layout, defaults).values(), lambda e: _group(e.key)):
        groups = place.split(".")
        indent = "  " * len(groups)
        shared = _shared(groups, open_groups)
        if open_groups:
            yield "", None
        yield from ((line, None) for line in _opened(groups, shared))
        open_groups = groups
        for index, (topic, found) in enumerate(_by_topic(place, list(members), defaults)):
            if index:
                yield "", None
            if topic:
                yield f"{indent}# {topic}", None
            for each in found:
                value = scalar(each.text).replace("\n", f"\n{indent}")
                yield f"{indent}{each.key.rpartition('.')[2]}: {value}", each


def _opened(groups: list[str], shared: int) -> Iterator[str]:
    """The lines that open a group, its heading above the last; so many are open already."""
    for depth, group in enumerate(groups[shared:], start=shared):
        indent = "  " * depth
        if depth == len(groups) - 1:
            yield f"{indent}# {TITLES.get(group) if depth == 0 else '.'.join(groups)}"
        yield f"{indent}{group}:"


def _by_topic(
    place: str, members: list[Effective], defaults: bool
) -> list[tuple[str, list[Effective]]]:
    """Settings by what they are about; those of one topic, and the few of a box, under none."""
    topics: dict[str, list[Effective]] = {}
    for found in members:
        topics.setdefault(setting_of(found.key).group, []).append(found)
    if len(topics) == 1 or (_of_box(place) and not defaults):
        return [("", members)]
    return list(topics.items())


def _shared(one: list[str], other: list[str]) -> int:
    """How many names two lists begin with together."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def differences(one: Layout, other: Layout) -> Iterator[Difference]:
    """The settings in which two layouts differ; a box that only one of them has comes as one."""
    mine, theirs = effective(one, defaults=True), effective(other, defaults=True)
    shared = set(box_names(one)) & set(box_names(other))
    for key in dict.fromkeys([*mine, *theirs]):
        a, b = mine.get(key), theirs.get(key)
        if _of_box(key) and _group(key) not in shared:
            continue
        if a is None or b is None or a.value != b.value:
            yield Difference(key, a, b)
    yield from (Difference(name, _first(one, name), None) for name in _only(one, shared))
    yield from (Difference(name, None, _first(other, name)) for name in _only(other, shared))


def _only(layout: Layout, shared: set[str]) -> list[str]:
    return [name for name in box_names(layout) if name not in shared]


def _first(layout: Layout, box: str) -> Effective:
    """The first setting of a box, which tells where the box comes from."""
    return next(found for key, found in effective(layout).items() if _group(key) == box)


def purpose(name: str) -> str:
    """What a layout that ships is for: the first sentence of its file's comment."""
    lines = (shipped("layouts") / f"{name}.yaml").read_text("utf-8").splitlines()
    comment = takewhile(lambda line: line.startswith("#"), lines)
    return " ".join(line.lstrip("# ") for line in comment).partition(". ")[0].rstrip(".")
