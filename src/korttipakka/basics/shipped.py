"""Where decks, layouts, fonts and pages of docs that ship lie: in the wheel or the repository."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .problems import Location

PACKAGE = Path(__file__).parents[1]


@cache
def shipped(kind: str) -> Path:
    """The folder of shipped "cards", "layouts", "fonts", "starters" or "docs"."""
    packed = PACKAGE / "shipped" / kind
    return packed if packed.is_dir() else PACKAGE.parents[1] / kind


def shipped_files(kind: str, suffix: str) -> list[Path]:
    """The files of a shipped folder whose names end so, in the order of their names."""
    return sorted(path for path in shipped(kind).iterdir() if path.name.endswith(suffix))


def is_shipped(path: Path) -> bool:
    """Whether a layout is one of those that ship."""
    return path.parent == shipped("layouts")


def ships(at: Location | None) -> bool:
    """Whether a place is in a layout that ships."""
    return at is not None and at.path is not None and is_shipped(at.path)


def place_to_blame(places: Iterable[Location | None]) -> Location | None:
    """The first place that does not ship, or else the first: what ships is right by itself."""
    return min(filter(None, places), key=ships, default=None)
