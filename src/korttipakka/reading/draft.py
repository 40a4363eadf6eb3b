"""What an import reads before it is a deck: cards as their source has them, each value placed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from ..model.manuscript import Column


class Wanted(NamedTuple):
    """What the user says about a file that is imported.

    `columns` are headings by the columns that they give; `worksheet` is a name or a number from 1.
    """

    columns: Mapping[Column, str] = {}
    worksheet: str = ""
    encoding: str = ""
    language: str = ""


class Value(NamedTuple):
    """What a source says in one place: its words, and the Markdown that prints them.

    `pictures` are the files that stand among the words of a cell in HTML.
    """

    plain: str
    markdown: str
    at: Location
    pictures: tuple[str, ...] = ()


@dataclass
class CardDraft:
    """A card as its source has it."""

    at: Location
    values: dict[Column, Value]

    def text(self, field: str, language: str = "") -> str:
        """The words of a field; "" where there are none."""
        value = self.values.get(Column(field, language))
        return value.plain if value else ""


@dataclass
class Draft:
    """All that an import has read. `source` says what the file was taken for.

    What is `exported` was written by korttipakka: a category is a key, and cells are Markdown. In
    what was `printed`, lines end where they did on paper. `columns` are those of a table, in which
    an empty cell says that there is nothing; elsewhere what is not said is unknown. Where a table
    `hides_rows`, these were not read.
    """

    source: str
    cards: list[CardDraft] = field(default_factory=list)
    title: str = ""
    language: str = ""
    exported: bool = False
    printed: bool = False
    columns: tuple[Column, ...] = ()
    hides_rows: bool = False
    problems: list[Problem] = field(default_factory=list)

    def warn(self, code: str, message: str, at: Location | None, hint: str = "") -> None:
        """Notice something that the author should look at."""
        self.problems.append(Problem(code, message, at, hint, Severity.WARNING))

    def note(self, code: str, message: str, at: Location | None, hint: str = "") -> None:
        """Notice something that is most likely right."""
        self.problems.append(Problem(code, message, at, hint, Severity.NOTE))
