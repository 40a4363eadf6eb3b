"""A deck as one HTML file: for a phone at the table, a web page, a reader of screens."""

from .page import deck_page

__all__ = ["deck_page"]
