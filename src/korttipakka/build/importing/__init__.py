"""Cards from elsewhere to a deck: a new one, or one that is there already and gets what was edited.

Reading and writing files are matters of `reading` and `saving`; here is what lies between, and what
only a room can do that knows languages.
"""

from .changes import Update
from .deck import Import, imported, language_of, read_import
from .update import read_update

__all__ = ["Import", "Update", "imported", "language_of", "read_import", "read_update"]
