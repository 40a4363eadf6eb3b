"""`python -m korttipakka`."""

from .cli import run

run()
