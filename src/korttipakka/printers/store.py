"""Printers that have been measured: a file of their drift in the user's own folder of settings."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep, time
from typing import Any

from ..basics.geometry import Drift, Point
from ..basics.problems import (
    KorttipakkaError,
    Location,
    Problem,
    cannot_write,
    error,
    suggestion,
)
from ..basics.records import NamedTuple
from ..basics.units import MM
from ..model.kinds import choice
from ..model.numbers import angle
from ..reading import tree
from ..reading.records import Readers, read_record
from ..reading.tree import parse_yaml, read_text
from ..saving.edit import edited
from ..saving.files import write_text
from ..saving.scalars import NotEditable
from .readings import RULERS, STEEPEST

PATIENCE = 3.0
"""Seconds after which the lock of another process is taken for one left behind: a save takes a
few hundredths of a second."""

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


READERS: Readers = {
    "across": RULERS["across"].read,
    "up": RULERS["up"].read,
    "angle": angle(-STEEPEST, STEEPEST).read,
    "orientation": choice("portrait", "landscape").read,
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


def described(printer: Printer) -> str:
    """Where a printer puts its backs, in words."""
    told = entry(printer)
    turned = f", turned by {told['angle']} degrees" if told["angle"] else ""
    return (
        f"backs lie {told['across']} across and {told['up']} up{turned} "
        f"({printer.orientation} paper)"
    )


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
            write_text(path, _changed(text if text.strip() else HEADER, name, printer))
    except OSError as cause:
        raise cannot_write(path, cause) from cause
    return path


def _changed(text: str, name: str, printer: Printer | None) -> str:
    """The file's text with a printer replaced, added or taken out. Raises KorttipakkaError."""
    known = _parsed(text)
    wanted = {other: entry(one) for other, one in known.printers.items() if other != name}
    values: dict[tuple[str, ...], str | None] = {}
    if printer is not None:
        wanted[name] = entry(printer)
        values = {(name, key): str(value) for key, value in wanted[name].items()}
    try:
        new = text
        if printer is None or name in known.faulty:
            new = edited(new, {(name,): None})
        new = edited(new, values)
        if {other: entry(one) for other, one in _parsed(new).printers.items()} == wanted:
            return new
    except (NotEditable, KorttipakkaError):
        pass  # told below: whatever it is, it is in the way
    path = printers_file()
    hint = f"write it plainly: {name} on a line, its values on lines below"
    raise error("cannot-save", f"'{name}' cannot be changed in {path}", None, hint)


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
