"""The one result of a build, whether it is painted, looked at, exported or previewed."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..basics.files import Pieces
from ..basics.problems import Problem, error, suggestion
from ..fonts import FontSet
from ..model.deck import Deck
from ..model.frame import CardFaces, DocumentInfo, Sheet
from ..model.layout import Face, Layout
from ..typeset import BoxSizes
from .document import document_info, inputs_of, remembered, write_file
from .plan import Plan
from .run import Run, fitted_run

if TYPE_CHECKING:
    from .changes import Changes
    from .painting import Painted
    from .summary import Summary


class Made:
    """A deck on its sheets: what is wrong with it, and all that can be made of it.

    `problems` holds warnings and notes: what has errors is not made. Nothing is written before it
    is asked for.

        made = build_deck("deck.yaml")
        made.write_pdf("cards.pdf")
    """

    def __init__(
        self, plan: Plan, problems: tuple[Problem, ...],
        painted: "Painted | None" = None, run: Run | None = None,
        sizes: Mapping[str, BoxSizes] | None = None,
    ) -> None:  # fmt: skip
        self._given_sizes = sizes
        self.plan = plan
        self.problems = problems
        self._given_painted = painted
        self._given_run = run

    def __repr__(self) -> str:
        count, title = len(self.plan.cards), self.deck.title
        return f"<Made '{title}': {count} cards, {len(self.problems)} problems>"

    @property
    def deck(self) -> Deck:
        """The deck as it was read."""
        return self.plan.job.deck

    @property
    def layout(self) -> Layout:
        """The layout that it is set in, with its printer's correction."""
        return self.plan.job.layout

    @property
    def changes(self) -> "Changes | None":
        """What is printed and what to take out, where it was compared with an earlier PDF."""
        return self.plan.job.changes

    @cached_property
    def run(self) -> Run:
        """All cards with their sizes; found anew after several processes, or for a large deck."""
        return self._given_run or fitted_run(self.plan, self.plan.whole)

    @property
    def fonts(self) -> FontSet:
        """The fonts that the cards are set in."""
        return self.run.fonts

    @cached_property
    def faces(self) -> tuple[CardFaces, ...]:
        """The finished faces of the cards to print, write-in ones last."""
        return tuple(self.run.faces(wanted) for wanted in self.plan.wanted)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The imposed sheets in the order of the printer's passes, made anew at each call."""
        sheets = self.plan.imposition.in_passes(list(self.run.sheets()))
        return tuple(Sheet(*sides) for sides in sheets)

    @cached_property
    def painted(self) -> "Painted":
        """The painted sheets. Raises KorttipakkaError when a picture is damaged."""
        from .painting import painted_run

        return self._given_painted or painted_run(self.run)

    @property
    def info(self) -> DocumentInfo:
        """What the PDF says about itself."""
        return document_info(self.deck, self.layout, self.plan.job.archive)

    @property
    def summary(self) -> "Summary":
        """What was made, in numbers: cards, sheets, cuts, and what to choose for the printer."""
        from .summary import summary_of

        return summary_of(self.plan, self.problems, self.sizes)

    @property
    def sizes(self) -> Mapping[str, BoxSizes]:
        """What is told of the sizes of texts, by "front.title"."""
        return self.run.sizes if self._given_sizes is None else self._given_sizes

    def pdf(self) -> bytes:
        """The PDF file. Raises KorttipakkaError when a picture is damaged."""
        from .painting import picture_errors_as_problems

        with picture_errors_as_problems():
            return b"".join(self._pieces()())

    def _pieces(self) -> Pieces:
        """What writes the PDF file. Raises KorttipakkaError; PictureError while it is written."""
        from ..paint.pdf import assembled

        painted, press = self.painted, self.plan.job.press
        kept = remembered(self.plan, painted.fingerprints).written()
        info = self.info._replace(remembered=kept)
        return lambda: assembled(painted.pages, painted.resources, info, press)

    def write_pdf(self, out: str | Path | BinaryIO) -> None:
        """Write the PDF to a path, whole or not at all, or to a binary stream.

        Raises KorttipakkaError when that is not possible.
        """
        if not isinstance(out, str | Path):
            out.write(self.pdf())
            return
        from .painting import picture_errors_as_problems

        with picture_errors_as_problems():
            write_file(Path(out), self._pieces(), self._inputs)

    @property
    def _inputs(self) -> set[Path]:
        """The files that the PDF must not be written over."""
        changes = self.plan.job.changes
        return inputs_of(self.deck, self.layout) | ({changes.file} if changes else set())

    def png(
        self, card: str, side: Face = "front", dpi: float = 150.0, bleed: bool = False
    ) -> bytes:
        """A picture of a card's face, by the card's id. Raises KorttipakkaError."""
        from ..impose.display import face_page
        from .png import png_files

        page = face_page(self.card_faces(card), side, self.layout.card.bleed * bleed)
        (data,) = png_files([page], self.fonts.faces, self.info, dpi)
        return data

    def card_faces(self, card: str) -> CardFaces:
        """A card's finished faces, by its id. Raises KorttipakkaError when it is not printed."""
        wanted = next((one for one in self.plan.wanted if one.card.id == card), None)
        if wanted is None:
            known = [one.card.id for one in self.plan.wanted]
            raise error("unknown-card", f"no card '{card}'", hint=suggestion(card, known))
        return self.run.faces(wanted)
