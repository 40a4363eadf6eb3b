"""Layout files, with what they extend and what flags change, to a Layout."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

from ..basics.color import BLACK, Color, parse_color
from ..basics.files import Stamp
from ..basics.geometry import Size
from ..basics.problems import InvalidValue, KorttipakkaError, Location, Problem, error, suggestion
from ..basics.records import NamedTuple
from ..basics.shipped import is_shipped, shipped, shipped_files
from ..basics.sizes import parse_card_size
from ..basics.trust import is_inside
from ..model.kinds import SHOWN
from ..model.layout import FACES, BoxStyle, CardStyle, FontStyle, Layout, SheetStyle
from ..model.lengths import AUTO
from ..model.placeholders import in_language
from ..model.settings import (
    BOX_SETTINGS,
    SETTINGS,
    Override,
    Setting,
    find_setting,
)
from ..model.texts import as_list
from . import tree
from .boxes import box_problems, shows
from .limits import CONTROL, MAX_PROBLEMS
from .perforated import is_sheet_file, read_perforated, set_by
from .tree import parse_yaml, read_text

CARD_SIZE = next(setting.default for setting in SETTINGS if setting.key == "card.size")

MOST_PARENTS = 100
"""Layouts that a layout may extend, one through the other: more is a mistake."""

MOST_BOXES = 200
"""Boxes on a face: hand-made layouts have a dozen."""


class Given(NamedTuple):
    """A setting as written: its text, where its key and value stand, and in which folder.

    A flag's folder is None: a file that it names may lie anywhere. `rank` counts the files from
    the base on, flags last. A list is the text that `texts.listed` reads.
    """

    text: str
    at: Location
    key_at: Location
    folder: Path | None = None
    rank: int = 0
    is_list: bool = False


class _Reading:
    """Values gathered so far, base first, and problems."""

    def __init__(self) -> None:
        self.given: dict[str, Given] = {}
        self.problems: list[Problem] = []
        self.faulty: set[str] = set()
        self.files: dict[Path, Stamp | None] = {}
        self.rank = 0
        self.cards: list[str] = []
        """The card's size when each file was read: what it says is meant for that."""
        self.design: int | None = None
        """The first file that places boxes, counted from the base."""

    def problem(self, code: str, message: str, at: Location | None, hint: str = "") -> None:
        self.problems.append(Problem(code, message, at, hint))


def layout_names() -> list[str]:
    """The names of the layouts that ship."""
    return [path.stem for path in shipped_files("layouts", ".yaml")]


def read_layout(
    name: str,
    overrides: Iterable[Override] = (),
    beside: Path = Path(),
    at: Location | None = None,
    *,
    inside: Path | None = None,
) -> Layout:
    """Read a shipped layout by name or a layout file by path, with overrides.

    A relative path is looked up in the folder `beside`; `at` is where the name was given. With
    `inside`, all files but those that ship must lie in that folder: a deck is untrusted, and must
    not have others' files read. Raises KorttipakkaError with every problem found.
    """
    return _layout(find_layout(name, beside, at, inside), overrides, _Source(at, inside))


def read_layout_text(text: str, path: Path) -> Layout:
    """Read a layout from a text as if it stood in the file `path`, which need not be there.

    Raises KorttipakkaError with every problem found.
    """
    return _layout(path, (), _Source(text=text))


class _Source(NamedTuple):
    """Where a layout was named, the folder that it must lie in, and its text if not the file's."""

    at: Location | None = None
    inside: Path | None = None
    text: str | None = None


def _layout(path: Path, overrides: Iterable[Override], source: _Source) -> Layout:
    reading = _Reading()
    for folder, root in reversed(_chain(path, source, reading)):
        _gather(root, folder, reading)
        reading.cards.append(_card_size(reading))
        _note_design(reading)
        reading.rank += 1
    for override in overrides:
        at = override.at
        if bad := CONTROL.search(f"{override.key}{override.text}"):
            reading.problems.append(tree.control_problem(bad[0], at))
        reading.given[override.key] = Given(override.text, at, at, rank=reading.rank)
    layout = _build(path.stem, reading, source.inside)
    if layout is None or reading.problems:
        raise KorttipakkaError(reading.problems)
    return layout


PLACES = ("left", "right", "top", "bottom", "width", "height")


def _note_design(reading: _Reading) -> None:
    """The first file that places boxes has them on the card that it has by then."""
    places_boxes = any(
        given.rank == reading.rank and key.startswith(FACES) and key.endswith(PLACES)
        for key, given in reading.given.items()
    )
    if places_boxes and reading.design is None:
        reading.design = reading.rank


def _card_size(reading: _Reading) -> str:
    given = reading.given.get("card.size")
    if given is None or _is_auto(given):
        return reading.cards[-1] if reading.cards else CARD_SIZE
    return given.text


def _is_auto(given: Given) -> bool:
    """Whether a card's size is left to the texts."""
    return given.text.strip().lower() == AUTO


def find_layout(
    name: str, beside: Path, at: Location | None = None, inside: Path | None = None
) -> Path:
    """The file of a layout. Raises KorttipakkaError when there is none, or none `inside`."""
    if name in layout_names():
        return shipped("layouts") / f"{name}.yaml"
    # macOS has names of files with letters that are taken apart.
    name = str(name)  # a caller of the library may have a path
    for form in dict.fromkeys((name, normalize("NFC", name), normalize("NFD", name))):
        path = beside / form
        _refuse_outside(path, inside, at)
        if os.path.exists(path) and not os.path.isdir(path):  # which never raise
            return path
    looks_like_path = "/" in name or "\\" in name or path.suffix in {".yaml", ".yml"}
    hint = "" if looks_like_path else suggestion(name, layout_names())
    if path.suffix and path.stem in layout_names():
        hint = f"a layout that ships is named without {path.suffix}: '{path.stem}'"
    for suffix in (".yaml", ".yml"):
        if os.path.isfile(f"{path}{suffix}") and not path.suffix:
            hint = f"did you mean '{name}{suffix}'?"
    raise error("unknown-layout", f"there is no layout '{name}'", at, hint)


def location(path: Path) -> Location:
    """A layout's file as problems name it: one that ships by its name alone."""
    return Location.file(path, f"layouts/{path.name}" if is_shipped(path) else None)


def _refuse_outside(path: Path, inside: Path | None, at: Location | None) -> None:
    if inside and not is_inside(path, inside) and not is_inside(path, shipped("layouts")):
        hint = "put the layout beside the deck, or name it with --layout"
        raise error("outside-deck", f"the layout '{path}' lies outside the deck's folder", at, hint)


def _chain(path: Path, source: _Source, reading: _Reading) -> list[tuple[Path, tree.Mapping]]:
    """The trees of a layout and of all that it extends, each with its folder, child first."""
    at, inside, text = source
    trees: list[tuple[Path, tree.Mapping]] = []
    seen: list[Path] = []
    while True:
        if path.resolve() in seen:
            raise error("layout-cycle", "this layout extends itself in the end", at)
        if len(seen) > MOST_PARENTS:
            message = f"more than {MOST_PARENTS} layouts extend one another"
            raise error("too-deep", message, at)
        seen.append(path.resolve())
        root = _parse(path, reading, text)
        text = None
        trees.append((path.parent, root))
        parent = root.get("extends")
        if parent is None:
            return trees
        if not isinstance(parent, tree.Scalar):
            raise error(
                "wrong-type",
                "extends takes the name of one layout",
                parent.at,
                "name one; it may itself extend another",
            )
        at = parent.at
        path = find_layout(str(parent), path.parent, at, inside)


def _parse(path: Path, reading: _Reading, text: str | None) -> tree.Mapping:
    file = location(path)
    reading.files[path] = Stamp.of(path)
    root, problems = parse_yaml(read_text(file) if text is None else text, file)
    reading.problems += problems
    if isinstance(root, tree.Mapping):
        return root
    if problems:
        raise KorttipakkaError(reading.problems)
    if root is None:
        raise error("empty-layout", "the layout file is empty", file)
    raise error("wrong-type", "a layout is made of named settings", root.at)


def _gather(root: tree.Mapping, folder: Path, reading: _Reading) -> None:
    """Flatten a tree to dotted settings; later files replace earlier values."""
    for key, node in root.items():
        if key != "extends":
            _flatten(str(key), node, _key_at(key, node), folder, reading)


def _key_at(key: str, value: tree.Node) -> Location:
    """Where a key was written: a mapping's keys know that themselves."""
    return key.at if isinstance(key, tree.Scalar) else value.at


def _flatten(key: str, node: tree.Node, key_at: Location, folder: Path, reading: _Reading) -> None:
    if not isinstance(node, tree.Scalar) and key.endswith(".when") and key.startswith(FACES):
        _give_condition(key, node, key_at, folder, reading)
    elif isinstance(node, tree.Mapping):
        for name, child in node.items():
            _flatten(f"{key}.{name}", child, _key_at(name, child), folder, reading)
    elif isinstance(node, tree.Sequence):
        if not all(isinstance(part, tree.Scalar) for part in node):
            hint = "write the boxes below it without dashes, by their names" if key in FACES else ""
            reading.problem("wrong-type", f"{key}: a list here holds single values", node.at, hint)
            return
        text = as_list(map(str, node))
        reading.given[key] = Given(text, node.at, key_at, folder, reading.rank, is_list=True)
    else:
        reading.given[key] = Given(str(node), node.at, key_at, folder, reading.rank)


def _give_condition(
    key: str, node: tree.Node, key_at: Location, folder: Path, reading: _Reading
) -> None:
    """Take a condition that is written as a list, or between braces."""
    from .conditions import condition_text

    text, problems = condition_text(key, node)
    reading.problems += problems
    if problems:
        reading.faulty.add(key)
    else:
        reading.given[key] = Given(text, node.at, key_at, folder, reading.rank)


def _build(name: str, reading: _Reading, inside: Path | None) -> Layout | None:
    values = _values(reading)
    _fit_to_sheet(values, reading)
    if values["card.size"] is None:
        values["card.size"], values["card.auto"] = _size(_card_size(reading)), True
    _scale(values, reading)
    _find_images(values, reading)
    boxes = {face: _boxes(face, values, reading) for face in FACES}
    colors = _colors(values, reading)
    if colors is not None:
        reading.problems += box_problems(boxes, colors, lambda key: _at(key, reading))
    for face in FACES:
        _check_shows(face, boxes[face], reading)
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
        files=reading.files,
        designed=_design(reading),
        inside=inside,
    )


def _design(reading: _Reading) -> Size | None:
    """The card that the boxes were placed on; None where a flag or another file mended its size."""
    return _size(reading.cards[reading.design or 0])


def _size(text: str) -> Size | None:
    try:
        return parse_card_size(text)
    except InvalidValue:
        return None


def _values(reading: _Reading) -> dict[str, Any]:
    """Every setting given, read; and the defaults of the rest."""
    values = {setting.key: setting.read(setting.default) for setting in SETTINGS}
    for key, given in reading.given.items():
        if len(reading.problems) >= MAX_PROBLEMS:
            reading.problem("too-many-problems", "the rest is not looked at", given.key_at)
            raise KorttipakkaError(reading.problems)
        setting = find_setting(key)
        if setting is None:
            shown, at = key if len(key) <= SHOWN else f"{key[:SHOWN]}…", given.key_at
            if _is_rest(key):
                continue  # of a value between braces, which is told of as it stands
            from .meant import line_hint

            hint = line_hint(key, given.text) if shown == key else ""
            reading.problem("unknown-setting", f"there is no setting '{shown}'", at, hint)
            continue
        try:
            values[key] = _read(setting, given, reading.files)
        except InvalidValue as invalid:
            from .meant import value_hint

            size = reading.given.get(f"{key.rpartition('.')[0]}.size")
            hint = value_hint(setting, given.text, invalid, size.text if size else "")
            reading.problems.append(invalid.problem(given.at, key)._replace(hint=hint))
            reading.faulty.add(key)
        except KorttipakkaError as cause:
            reading.problems += cause.problems
    return values


def _is_rest(key: str) -> bool:
    """Whether a key is what follows a comma in `fill: tint(red, 20%)` between braces."""
    return key.endswith(")") and "(" not in key


def _read(setting: Setting, given: Given, files: dict[Path, Stamp | None]) -> Any:
    if given.is_list and setting.kind.parts == 1:
        from .meant import list_hint

        hint = list_hint(setting, given.text)
        raise InvalidValue("a single value belongs here, not a list", hint)
    if setting.key == "sheet.perforated" and is_sheet_file(given.text):
        path = (given.folder or Path()) / given.text
        if given.folder and not is_inside(path, given.folder):
            message = f"{setting.key}: '{given.text}' leads out of the layout's folder"
            raise error("outside-layout", message, given.at)
        files[path] = Stamp.of(path)
        if given.folder is None and not os.path.exists(path):
            raise error("missing-file", f"there is no file {given.text}", given.at)
        return read_perforated(path)
    return setting.read(given.text)


def _fit_to_sheet(values: dict[str, Any], reading: _Reading) -> None:
    """A perforated sheet sets the paper, and the card's size unless that was given beside it."""
    form, named = values["sheet.perforated"], reading.given.get("sheet.perforated")
    if form is None or named is None:
        return
    for key, (value, text) in set_by(form, values["sheet.turn"] == "sideways").items():
        own = reading.given.get(key)
        beside = own is not None and own.rank >= named.rank and not _is_auto(own)
        if own and beside and key != "card.size" and values[key] != value:
            hint = "leave out the one or the other"
            reading.problem("perforated-sheet", f"{key}: the sheet sets this", own.at, hint)
        elif not beside:
            values[key] = value
            reading.given[key] = Given(text, named.at, named.key_at, named.folder, named.rank)
            if key == "card.size" and named.rank < len(reading.cards):
                reading.cards[named.rank :] = [text] * (len(reading.cards) - named.rank)


def _scale(values: dict[str, Any], reading: _Reading) -> None:
    """Fit lengths and type to a card of another size than they were given for."""
    last = _card_size(reading)
    if any(text != last for text in reading.cards):
        from .scaling import scaled

        for key, (text, value) in scaled(
            values, reading.given, reading.cards, reading.design or 0
        ).items():
            reading.given[key] = reading.given[key]._replace(text=text)
            values[key] = value


def _section(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    start = name + "."
    return {key.removeprefix(start): v for key, v in values.items() if key.startswith(start)}


def _boxes(face: str, values: Mapping[str, Any], reading: _Reading) -> tuple[BoxStyle, ...]:
    """The boxes of a face in paint order: where they say nothing, as they were first named."""
    names = dict.fromkeys(key.split(".")[1] for key in values if key.startswith(face + "."))
    if len(names) > MOST_BOXES:
        reading.problem("too-many-boxes", f"{face} has more than {MOST_BOXES} boxes", None)
        return ()
    defaults = {setting.key: setting.read(setting.default) for setting in BOX_SETTINGS}
    boxes = (
        BoxStyle(name=name, **(defaults | _section(f"{face}.{name}", values))) for name in names
    )
    return tuple(sorted(map(_in_its_language, boxes), key=lambda box: box.order))


def _in_its_language(box: BoxStyle) -> BoxStyle:
    """A box that has a language shows texts that are given in several in this one."""
    if not box.language:
        return box
    text, code = in_language(box.text, box.language), in_language(box.qr, box.language)
    return box._replace(text=text, qr=code)


def _colors(values: Mapping[str, Any], reading: _Reading) -> dict[str, Color] | None:
    colors: dict[str, Color] = {}
    is_sound = True
    given = _section("colors", values)
    # Those that are made of others come behind them, whatever their order in the file is.
    for name, text in sorted(given.items(), key=lambda each: _depth(each[0], given)):
        try:
            colors[name] = parse_color(text, colors)
        except InvalidValue as invalid:
            from .meant import own_color_hint

            is_sound = False
            at = _at(f"colors.{name}", reading)
            if len(reading.problems) >= MAX_PROBLEMS:  # to find what is meant takes a while
                reading.problem("too-many-problems", "the rest is not looked at", at)
                break
            hint = own_color_hint(text, invalid, colors)
            reading.problem("bad-value", f"colors.{name}: {invalid.message}", at, hint)
            colors[name] = BLACK  # so that nothing is said of those that are made of it
    return colors if is_sound else None


def _depth(name: str, given: Mapping[str, str]) -> int:
    """How many colours of a layout a colour of it is made of, one through the other."""
    depth, text = 0, given[name].strip()
    while text in given and depth < len(given):
        depth, text = depth + 1, given[text].strip()
    return depth


def _at(key: str, reading: _Reading) -> Location | None:
    given = reading.given.get(key)
    return given.at if given else None


def _check_shows(face: str, boxes: Sequence[BoxStyle], reading: _Reading) -> None:
    """A box that shows nothing is most often another's name, mistyped."""
    others = [box.name for box in boxes if shows(box)]
    for box in boxes:
        start = f"{face}.{box.name}."
        if not shows(box) and not any(key.startswith(start) for key in reading.faulty):
            own = [given for key, given in reading.given.items() if key.startswith(start)]
            last = max(own, key=lambda given: given.rank)
            at, hint = own[0].key_at, suggestion(box.name, others)
            if last.rank > min(given.rank for given in own):  # somebody has emptied it
                at, hint = (
                    last.key_at,
                    f"to leave the box out write when: never, or {_never(start)}",
                )
            message = f"the box '{box.name}' on the {face} has no text, colour or picture"
            reading.problem("empty-box", message, at, hint)


def _never(start: str) -> str:
    """How a flag turns off the box whose settings begin so."""
    from ..basics.shell import shell_line

    return shell_line(["--set", f"{start}when=never"])


def _shipped_icon(path: Path, text: str) -> Path | None:
    """The icon of this name that ships, where there is no file of this name beside the layout."""
    folder = shipped("layouts") / "icons"
    if not text.startswith("icons/") or os.path.isfile(path):
        return None
    icon = folder / text.removeprefix("icons/")
    return icon if is_inside(icon, folder) and os.path.isfile(icon) else None


def _find_images(values: dict[str, Any], reading: _Reading) -> None:
    """Turn the names of pictures beside a layout into paths of files that exist."""
    for key, given in reading.given.items():
        text = values.get(key)
        if key.endswith(".image") and text and "{" not in text:
            path = (given.folder or Path()) / text.replace("\0", "\N{SYMBOL FOR NULL}")
            if icon := _shipped_icon(path, text):
                values[key] = str(icon)
            elif given.folder and not is_inside(path, given.folder):
                message = f"{key}: '{text}' leads out of the layout's folder"
                reading.problem("outside-layout", message, given.at)
            elif not os.path.isfile(path):
                message = f"{key}: there is no file '{text}' beside the layout"
                reading.problem("missing-image", message, given.at)
            else:
                reading.files[path] = Stamp.of(path)
                values[key] = str(path)
