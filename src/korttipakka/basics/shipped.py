"""Where decks, layouts, fonts and pages of docs that ship lie: in the wheel or the repository."""

from functools import cache
from pathlib import Path

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
