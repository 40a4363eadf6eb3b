"""Fonts and data of Debian packages that tests read; the gate has them, other machines may not."""

import os
import re
from pathlib import Path
from typing import NoReturn

import pytest

from korttipakka.fonts.files import FontFile
from korttipakka.fonts.installed import cuts_named


def installed_font(family: str, package: str) -> tuple[FontFile, ...]:
    """The cuts of an installed family; skips the test where there is none."""
    return cuts_named(family) or _missing(f"the font {family} of {package}")


def unicode_data(name: str) -> list[list[str]]:
    """The fields of each line of a file of the Unicode Character Database."""
    path = Path("/usr/share/unicode") / name
    text = path.read_text("utf-8") if path.exists() else _missing(f"{name} of unicode-data")
    lines = (re.sub(r"#.*", "", line).strip() for line in text.splitlines())
    return [line.split(";") for line in lines if line]


def press_profile() -> Path:
    """Ghostscript's profile of a press."""
    path = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
    return path if path.exists() else _missing("default_cmyk.icc of libgs-common")


def _missing(what: str) -> NoReturn:
    """Skip, but fail at the gate, which installs what its tests need."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"the gate lacks {what}")
    pytest.skip(f"needs {what}")
