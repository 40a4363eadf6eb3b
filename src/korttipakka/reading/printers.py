"""Printers that have been measured: a file of their drift in the user's own folder of settings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..forms import Choice
from ..geometry import Drift, Point
from ..problems import KorttipakkaError, Location, Problem, fail, suggestion
from ..units import MM, fits, in_mm, parse_points
from ..writing import write_whole
from . import tree
from .records import Readers, read_record
from .tree import parse_yaml, read_text

FURTHEST = 10 * MM
"""Drift beyond this is no drift: printers are off by 1 to 4 mm."""

OUTER = 17 * MM
"""What the upper and lower rulers hold: a back that is as far off and as askew as can be."""

STEEPEST = 3.0
"""Degrees; feed skew of 1.5 mm along an A4 is 0.3 of a degree."""

HEADER = """\
# Printers that korttipakka knows. `korttipakka calibrate --save NAME` writes this file.
# across, up: where the back's middle lies on the front's rulers, seen through the paper;
# angle: how far the back is turned, in degrees counter-clockwise, seen the same way.
"""


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer's drift, measured on paper that lay in an orientation ("portrait")."""

    name: str
    drift: Drift
    orientation: str = "portrait"


def parse_reading(text: str, most: float = FURTHEST) -> float:
    """A reading of a ruler in points; a bare number is in millimetres. Raises ValueError."""
    bare = text.strip().replace("\u2212", "-").replace(",", ".")
    points = parse_points(bare if bare[-1:].isalpha() else f"{bare} mm")
    if not fits(abs(points), most):
        raise ValueError(f"'{text}' is more than {in_mm(most)} mm; printers are not so far off")
    return points


def parse_angle(text: str) -> float:
    """An angle in degrees. Raises ValueError."""
    try:
        degrees = float(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a number of degrees") from None
    if not abs(degrees) <= STEEPEST:
        raise ValueError(f"'{text}' is more than {STEEPEST:g} degrees; feed the paper straight")
    return degrees


READERS: Readers = {
    "across": parse_reading,
    "up": parse_reading,
    "angle": parse_angle,
    "orientation": Choice(("portrait", "landscape")),
}


def printers_file() -> Path:
    """The file in the user's folder of settings; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("korttipakka", appauthor=False) / "printers.yaml"


def read_printers() -> dict[str, Printer]:
    """All printers by name. Raises KorttipakkaError with every problem in the file."""
    path = printers_file()
    if not path.exists():
        return {}
    root, problems = parse_yaml(read_text(path, str(path)), str(path))
    if root is not None and not isinstance(root, tree.Mapping):
        problems.append(_not_a_mapping(root))
    found = {}
    for name, node in root.items() if isinstance(root, tree.Mapping) else ():
        if not isinstance(node, tree.Mapping):
            problems.append(_not_a_mapping(node))
            continue
        record = read_record(node, READERS, ("across", "up"))
        problems += record.problems
        if not record.problems:
            found[str(name)] = _printer(str(name), record.values)
    if problems:
        raise KorttipakkaError(problems)
    return found


def read_printer(name: str, at: Location | None = None) -> Printer:
    """A printer by name. Raises KorttipakkaError `unknown-printer`, located `at`."""
    known = read_printers()
    if name not in known:
        hint = suggestion(name, known) or "measure it: korttipakka calibrate"
        raise fail("unknown-printer", f"there is no printer '{name}'", at, hint)
    return known[name]


def save_printer(printer: Printer) -> Path:
    """Add a printer to the file, or replace it; the file's path. Raises KorttipakkaError."""
    return _write(read_printers() | {printer.name: printer})


def remove_printer(name: str) -> None:
    """Take a printer out of the file. Raises KorttipakkaError when it is not there."""
    read_printer(name)
    _write({known: printer for known, printer in read_printers().items() if known != name})


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
    return replace(printer, orientation=orientation)


def _write(printers: Mapping[str, Printer]) -> Path:
    import yaml

    path = printers_file()
    entries = {name: entry(printer) for name, printer in sorted(printers.items())}
    body = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False) if entries else ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, (HEADER + body).encode())
    except OSError as error:
        raise fail("cannot-write", f"cannot write {path}: {error.strerror or error}") from error
    return path


def _not_a_mapping(node: tree.Node) -> Problem:
    return Problem("wrong-type", "a printer has named values: across, up, angle", node.at)
