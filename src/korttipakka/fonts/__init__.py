"""Fonts: find a file, measure and shape text with it, fall back for missing characters."""

from .faces import Face
from .fontset import FontSet, FontUse
from .styles import Style

__all__ = ["Face", "FontSet", "FontUse", "Style"]
