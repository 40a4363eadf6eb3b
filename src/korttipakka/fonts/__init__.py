"""Fonts: find a file, measure and shape text with it, fall back for missing characters."""

from .faces import FontFace, FontSource
from .fontset import FontSet, FontUse
from .styles import Style

__all__ = ["FontFace", "FontSet", "FontSource", "FontUse", "Style"]
