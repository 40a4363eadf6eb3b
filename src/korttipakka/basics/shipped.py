"""Where decks, layouts, fonts and pages of docs that ship lie: in the wheel or the repository."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def shipped(kind: str) -> Path:
    """The folder of shipped "cards", "layouts", "fonts", "starters" or "docs"."""
    packed = PACKAGE / "shipped" / kind
    return packed if packed.is_dir() else PACKAGE.parents[1] / kind


def is_shipped(path: Path) -> bool:
    """Whether a layout is one of those that ship."""
    return path.parent == shipped("layouts")
