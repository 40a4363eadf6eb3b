"""How the tests run everywhere."""

import faulthandler
import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are slow and shared: an example's time says nothing. The gate must not fail by luck.
settings.register_profile("here", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "here")


def pytest_configure() -> None:
    """Have a process that is ended for its computing (`bounded.py`) say where it was."""
    if hasattr(signal, "SIGXCPU"):
        faulthandler.register(signal.SIGXCPU, file=os.dup(2), chain=True)  # before 2 is captured


@pytest.fixture
def deck(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A file with the deck of a module of tests, its DECK, alone in a folder."""
    path = tmp_path / "deck.yaml"
    path.write_text(request.module.DECK, encoding="utf-8")
    return path


@pytest.fixture
def folder(deck: Path) -> Path:
    """The folder of `deck`."""
    return deck.parent
