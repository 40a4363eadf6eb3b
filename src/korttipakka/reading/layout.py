"""Layout files, with what they extend and what flags change, to a Layout."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..color import Color, parse_color
from ..layout import BoxStyle, CardStyle, FontStyle, Layout, SheetStyle
from ..problems import KorttipakkaError, Location, Problem, fail, suggestion
from ..resources import shipped
from ..settings import (
    BOX_SETTINGS,
    FACES,
    PLACEHOLDER,
    PLACEHOLDERS,
    SETTINGS,
    find_setting,
    hint_for,
    is_placeholder,
)
from . import tree
from .tree import parse_yaml, read_text

MOST_PARENTS = 20
"""Layouts that a layout may extend, one through the other: more is a mistake."""

MOST_BOXES = 200
"""Boxes on a face: hand-made layouts have a dozen."""


@dataclass(frozen=True, slots=True)
class Override:
    """A setting changed from outside the files; `at` names the flag."""

    key: str
    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class Given:
    """A setting as written: its text, and where its key and value stand."""

    text: str
    at: Location
    key_at: Location


@dataclass(slots=True)
class _Reading:
    """Values gathered so far, base first, and problems."""

    given: dict[str, Given] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, code: str, message: str, at: Location | None, hint: str = "") -> None:
        self.problems.append(Problem(code, message, at, hint))


def layout_names() -> list[str]:
    """The names of the layouts that ship."""
    return sorted(path.stem for path in shipped("layouts").glob("*.yaml"))


def read_layout(
    name: str, overrides: Iterable[Override] = (), beside: Path = Path(), at: Location | None = None
) -> Layout:
    """Read a shipped layout by name or a layout file by path, with overrides.

    A relative path is looked up in the folder `beside`; `at` is where the name was given. Raises
    KorttipakkaError with every problem found.
    """
    reading = _Reading()
    path = find_layout(name, beside, at)
    for file in reversed(_chain(path, reading)):
        _gather(file, reading)
    for override in overrides:
        reading.given[override.key] = Given(override.text, override.at, override.at)
    layout = _build(path.stem, reading)
    if layout is None or reading.problems:
        raise KorttipakkaError(reading.problems)
    return layout


def find_layout(name: str, beside: Path, at: Location | None = None) -> Path:
    """The file of a layout. Raises KorttipakkaError when there is none."""
    if name in layout_names():
        return shipped("layouts") / f"{name}.yaml"
    path = beside / name
    if path.is_file():
        return path
    looks_like_path = "/" in name or "\\" in name or path.suffix in {".yaml", ".yml"}
    hint = "" if looks_like_path else suggestion(name, layout_names())
    raise fail("unknown-layout", f"there is no layout '{name}'", at, hint)


def shown(path: Path) -> str:
    """A layout's file as problems name it."""
    inside = path.is_relative_to(shipped("layouts"))
    return f"layouts/{path.name}" if inside else str(path)


def _chain(path: Path, reading: _Reading) -> list[tree.Mapping]:
    """The trees of a layout and of all that it extends, child first."""
    trees: list[tree.Mapping] = []
    seen: list[Path] = []
    while True:
        if path.resolve() in seen or len(seen) > MOST_PARENTS:
            at = _value_at(trees[-1], "extends")
            raise fail("layout-cycle", "this layout extends itself in the end", at)
        seen.append(path.resolve())
        root = _parse(path, reading)
        trees.append(root)
        parent = root.get("extends")
        if parent is None:
            return trees
        if not isinstance(parent, tree.Scalar):
            raise fail("wrong-type", "extends takes the name of one layout", parent.at)
        path = find_layout(str(parent), path.parent, parent.at)


def _value_at(root: tree.Mapping, key: str) -> Location:
    return root[key].at


def _parse(path: Path, reading: _Reading) -> tree.Mapping:
    file = shown(path)
    root, problems = parse_yaml(read_text(path, file), file)
    reading.problems += problems
    if isinstance(root, tree.Mapping):
        return root
    if problems:
        raise KorttipakkaError(reading.problems)
    if root is None:
        raise fail("empty-layout", "the layout file is empty", Location(file))
    raise fail("wrong-type", "a layout is made of named settings", root.at)


def _gather(root: tree.Mapping, reading: _Reading) -> None:
    """Flatten a tree to dotted settings; later files replace earlier values."""
    for key, node in root.items():
        if key != "extends":
            _flatten(str(key), node, root.keys_at.get(key, node.at), reading)


def _flatten(key: str, node: tree.Node, key_at: Location, reading: _Reading) -> None:
    if isinstance(node, tree.Mapping):
        for name, child in node.items():
            _flatten(f"{key}.{name}", child, node.keys_at.get(name, child.at), reading)
    elif isinstance(node, tree.Sequence):
        text = ", ".join(str(part) for part in node)
        reading.given[key] = Given(text, node.at, key_at)
    else:
        reading.given[key] = Given(str(node), node.at, key_at)


def _build(name: str, reading: _Reading) -> Layout | None:
    values = _values(reading)
    boxes = {face: _boxes(face, values, reading) for face in FACES}
    colors = _colors(values, reading)
    if colors is not None:
        _check_colors(boxes, colors, reading)
    for face in FACES:
        _check_boxes(face, boxes[face], reading)
    if reading.problems or colors is None:
        return None
    return Layout(
        name=name,
        card=CardStyle(**_section("card", values)),
        sheet=SheetStyle(**_section("sheet", values)),
        fonts=FontStyle(**_section("fonts", values)),
        colors=colors,
        front=boxes["front"],
        back=boxes["back"],
        given={key: given.text for key, given in reading.given.items()},
        origins={key: given.at for key, given in reading.given.items()},
    )


def _values(reading: _Reading) -> dict[str, Any]:
    """Every setting given, read; and the defaults of the rest."""
    values = {setting.key: setting.read(setting.default) for setting in SETTINGS}
    for key, given in reading.given.items():
        setting = find_setting(key)
        if setting is None:
            at = given.key_at
            reading.problem("unknown-setting", f"there is no setting '{key}'", at, hint_for(key))
            continue
        try:
            values[key] = setting.read(given.text)
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            reading.problem("bad-value", f"{key}: {message}", given.at, hint)
    return values


def _section(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    start = name + "."
    return {key.removeprefix(start): v for key, v in values.items() if key.startswith(start)}


def _boxes(face: str, values: Mapping[str, Any], reading: _Reading) -> tuple[BoxStyle, ...]:
    """The boxes of a face in the order in which they were first named."""
    names = dict.fromkeys(key.split(".")[1] for key in values if key.startswith(face + "."))
    if len(names) > MOST_BOXES:
        reading.problem("too-many-boxes", f"{face} has more than {MOST_BOXES} boxes", None)
        return ()
    defaults = {setting.key: setting.read(setting.default) for setting in BOX_SETTINGS}
    return tuple(
        BoxStyle(name=name, **(defaults | _section(f"{face}.{name}", values))) for name in names
    )


def _colors(values: Mapping[str, Any], reading: _Reading) -> dict[str, Color] | None:
    colors: dict[str, Color] = {}
    for name, text in _section("colors", values).items():
        try:
            colors[name] = parse_color(text, colors)
        except ValueError as error:
            at = _at(f"colors.{name}", reading)
            reading.problem("bad-value", f"colors.{name}: {error}", at)
            return None
    return colors


def _at(key: str, reading: _Reading) -> Location | None:
    given = reading.given.get(key)
    return given.at if given else None


def _check_colors(
    boxes: Mapping[str, Sequence[BoxStyle]], colors: Mapping[str, Color], reading: _Reading
) -> None:
    for face, box in ((face, box) for face, of_face in boxes.items() for box in of_face):
        for name in ("fill", "stroke", "color"):
            text = getattr(box, name)
            if "{" in text or text in {"none", "auto"}:
                continue
            try:
                parse_color(text, colors)
            except ValueError as error:
                key = f"{face}.{box.name}.{name}"
                hint = suggestion(text, colors)
                reading.problem("bad-value", f"{key}: {error}", _at(key, reading), hint)


def _check_boxes(face: str, boxes: Sequence[BoxStyle], reading: _Reading) -> None:
    names = {box.name: box for box in boxes}
    for box in boxes:
        _check_placeholders(face, box, reading)
        _check_shows(face, box, [b.name for b in boxes if _shows(b)], reading)
        key = f"{face}.{box.name}.below"
        if box.below and box.below not in names:
            hint = suggestion(box.below, names)
            message = f"{key}: there is no box '{box.below}' on the {face}"
            reading.problem("unknown-box", message, _at(key, reading), hint)
        elif _stands_below_itself(box, names):
            message = f"{key}: the box stands below itself in the end"
            reading.problem("box-cycle", message, _at(key, reading))


def _shows(box: BoxStyle) -> bool:
    return bool(box.text) or box.fill != "none" or box.stroke != "none"


def _check_shows(face: str, box: BoxStyle, others: Sequence[str], reading: _Reading) -> None:
    """A box that shows nothing is most often another's name, mistyped."""
    if not _shows(box):
        start = f"{face}.{box.name}."
        given = next(g for key, g in reading.given.items() if key.startswith(start))
        message = f"the box '{box.name}' on the {face} has neither a text nor a colour"
        reading.problem("empty-box", message, given.key_at, suggestion(box.name, others))


def _check_placeholders(face: str, box: BoxStyle, reading: _Reading) -> None:
    for name in ("text", "fill", "stroke", "color"):
        key = f"{face}.{box.name}.{name}"
        for found in PLACEHOLDER.findall(getattr(box, name)):
            if not is_placeholder(found):
                message = f"{key}: '{{{found}}}' stands for nothing"
                hint = suggestion(found, PLACEHOLDERS)
                reading.problem("unknown-placeholder", message, _at(key, reading), hint)


def _stands_below_itself(box: BoxStyle, names: Mapping[str, BoxStyle]) -> bool:
    seen = set()
    at: BoxStyle | None = box
    while at is not None and at.below:
        if at.name in seen:
            return True
        seen.add(at.name)
        at = names.get(at.below)
    return False
