"""korttipakka: YAML card decks to print-ready, duplex-aligned PDF sheets."""

__version__ = "0.1.0"
