"""The program for people without Python, which tools/bundle.py makes."""

import sys

DRAW_SVG = "--draw-svg"
"""What it takes for running the script that draws an SVG file: no Python lies beside it."""


def is_bundled() -> bool:
    """Whether this process is that program (PyInstaller says so)."""
    return bool(getattr(sys, "frozen", False))
