"""Printers that have been measured: a file of their drift in the user's own folder of settings."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep, time
from typing import Any, NamedTuple

from ..basics.files import write_whole
from ..basics.geometry import Drift, Point
from ..basics.problems import InvalidValue, KorttipakkaError, Location, Problem, error, suggestion
from ..basics.units import MM, fits, in_mm, parse_points
from ..model.forms import choice
from ..reading import tree
from ..reading.records import Readers, read_record
from ..reading.tree import parse_yaml, read_text
from ..saving.edit import NotEditable, edited, scalar

FURTHEST = 10 * MM
"""Drift beyond this is no drift: printers are off by 1 to 4 mm."""

OUTER = 17 * MM
"""What the upper and lower rulers hold: a back that is as far off and as askew as can be."""

STEEPEST = 3.0
"""Degrees; feed skew of 1.5 mm along an A4 is 0.3 of a degree."""

PATIENCE = 3.0
"""Seconds after which the lock of another process is taken for one left behind: a save takes a
few hundredths of a second."""

LEFT = "korttipakka left: {}\n"
"""What no printer is called, and no other line says."""

HEADER = """\
# Printers that korttipakka knows. `korttipakka calibrate --save NAME` writes this file.
# across, up: where the back's middle lies on the front's rulers, seen through the paper;
# angle: how far the back is turned, in degrees counter-clockwise, seen the same way.
"""


class Printer(NamedTuple):
    """A printer's drift, measured on paper that lay in an orientation ("portrait")."""

    name: str
    drift: Drift
    orientation: str = "portrait"


def parse_reading(text: str, most: float = FURTHEST) -> float:
    """A reading of a ruler in points; a bare number is in millimetres. Raises InvalidValue."""
    bare = text.strip().replace("\u2212", "-").replace(",", ".")
    points = parse_points(bare if bare[-1:].isalpha() else f"{bare} mm")
    if not fits(abs(points), most):
        hint = "printers are not so far off: read the ruler again"
        raise InvalidValue(f"'{text}' is more than {in_mm(most)} mm", hint)
    return points


def parse_angle(text: str) -> float:
    """An angle in degrees. Raises InvalidValue."""
    try:
        degrees = float(text)
    except ValueError:
        raise InvalidValue(f"'{text}' is not a number of degrees") from None
    if not abs(degrees) <= STEEPEST:
        message = f"'{text}' is more than {STEEPEST:g} degrees"
        raise InvalidValue(message, "feed the paper straight")
    return degrees


READERS: Readers = {
    "across": parse_reading,
    "up": parse_reading,
    "angle": parse_angle,
    "orientation": choice("portrait", "landscape"),
}


def printers_file() -> Path:
    """The file in the user's folder of settings; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("korttipakka", appauthor=False) / "printers.yaml"


class Known(NamedTuple):
    """The printers in the file by name, and the problems of those that cannot be read."""

    printers: dict[str, Printer]
    faulty: dict[str, tuple[Problem, ...]] = {}


def read_printers() -> Known:
    """All printers. Raises KorttipakkaError when the file is no YAML of printers at all."""
    path = printers_file()
    return _parsed(read_text(Location.file(path))) if path.exists() else Known({})


def read_printer(name: str, at: Location | None = None) -> Printer:
    """A printer by name. Raises KorttipakkaError `unknown-printer`, located `at`."""
    known = read_printers()
    _check_known(name, known, at)
    if name in known.faulty:
        raise KorttipakkaError(known.faulty[name])
    return known.printers[name]


def save_printer(printer: Printer) -> Path:
    """Add a printer to the file, or replace it; the file's path. Raises KorttipakkaError."""
    return _change(printer.name, printer)


def remove_printer(name: str) -> None:
    """Take a printer out of the file. Raises KorttipakkaError when it is not there."""
    _check_known(name, read_printers(), None)
    _change(name, None)


def _check_known(name: str, known: Known, at: Location | None) -> None:
    names = [*known.printers, *known.faulty]
    if name not in names:
        hint = suggestion(name, names) or "measure it: korttipakka calibrate"
        raise error("unknown-printer", f"there is no printer '{name}'", at, hint)


def entry(printer: Printer) -> dict[str, Any]:
    """What the file says of a printer."""
    move = printer.drift.move
    return {
        "across": _mm(move.x),
        "up": _mm(move.y),
        "angle": round(printer.drift.degrees, 3),
        "orientation": printer.orientation,
    }


def _mm(points: float) -> str:
    return f"{round(points / MM, 3):g} mm"


def _printer(name: str, values: Mapping[str, Any]) -> Printer:
    drift = Drift(Point(values["across"], values["up"]), values.get("angle", 0.0))
    printer = Printer(name, drift)
    orientation = values.get("orientation", printer.orientation)
    return printer._replace(orientation=orientation)


def _parsed(text: str) -> Known:
    root, problems = parse_yaml(text, Location.file(printers_file()))
    if root is not None and not isinstance(root, tree.Mapping):
        problems.append(_not_a_mapping(root))
    if problems:
        raise KorttipakkaError(problems)
    known = Known({}, {})
    for name, node in root.items() if isinstance(root, tree.Mapping) else ():
        if not isinstance(node, tree.Mapping):
            known.faulty[str(name)] = (_not_a_mapping(node),)
            continue
        record = read_record(node, READERS, ("across", "up"))
        if record.problems:
            known.faulty[str(name)] = record.problems
        else:
            known.printers[str(name)] = _printer(str(name), record.values)
    return known


def _change(name: str, printer: Printer | None) -> Path:
    """Replace a printer in the file, add it or take it out; all else stays as it was."""
    path = printers_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            text = read_text(Location.file(path)) if path.exists() else HEADER
            write_whole(path, _changed(text, name, printer).encode())
    except OSError as cause:
        raise error("cannot-write", f"cannot write {path}: {cause.strerror or cause}") from cause
    return path


def _changed(text: str, name: str, printer: Printer | None) -> str:
    known = _parsed(text)
    wanted = {other: entry(one) for other, one in known.printers.items() if other != name}
    values = {} if printer is None else {key: str(v) for key, v in entry(printer).items()}
    found: dict[str, Any] | None = None
    with suppress(NotEditable, KorttipakkaError):
        if values and name in known.printers:
            text = edited(text, {f"{name}.{key}": value for key, value in values.items()})
        else:
            there = name in known.printers or name in known.faulty
            text = _added(_without(text, name) if there else text, name, values)
        found = {other: entry(one) for other, one in _parsed(text).printers.items()}
    if found != (wanted if printer is None else wanted | {name: entry(printer)}):
        path = printers_file()
        hint = f"write it plainly: {name} on a line, its values on lines below"
        raise error("cannot-save", f"'{name}' cannot be changed in {path}", None, hint)
    return text


def _without(text: str, name: str) -> str:
    # An edit needs something to be left in the file.
    left = f"{text.rstrip()}\n{LEFT}"
    _parsed(left)
    return edited(left, {name: None}).replace(LEFT, "")


def _added(text: str, name: str, values: Mapping[str, str]) -> str:
    lines = [f"  {key}: {scalar(value)}\n" for key, value in values.items()]
    start = f"{text.rstrip()}\n" if text.strip() else HEADER
    return f"{start}{scalar(name)}:\n{''.join(lines)}" if lines else text


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from changing the file at the same time. Raises OSError."""
    lock, tried = path.with_name(f".{path.name}.lock"), time()
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if time() - tried > 5 * PATIENCE:
                raise
            with suppress(FileNotFoundError):
                if time() - lock.stat().st_mtime > PATIENCE:
                    lock.unlink()  # left behind by a process that was killed
            sleep(0.02)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _not_a_mapping(node: tree.Node) -> Problem:
    return Problem("wrong-type", "a printer has named values: across, up, angle", node.at)
