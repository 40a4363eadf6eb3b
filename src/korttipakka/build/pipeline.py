"""The pipeline: read, then typeset, check, impose and paint, sheet by sheet. The Python API."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict, TypeVar, Unpack

from ..basics.problems import (
    KorttipakkaError,
    Location,
    Problem,
    Severity,
    fail,
    failed,
    suggestion,
)
from ..basics.scratch import Scratch
from ..basics.shipped import shipped
from ..basics.units import MM
from ..fonts import FontSet
from ..model.deck import Card, Deck
from ..model.frame import CardFaces, Sheet
from ..model.layout import Layout
from ..printers.correction import prepared
from ..reading.deck import read_deck
from ..reading.layout import Override, layout_names, read_layout
from .blanks import blank_deck
from .document import document_info, guide_page, write_file
from .run import Plan, PrintJob, Run, Step, quietly

if TYPE_CHECKING:
    from .press import Print

DEFAULT_LAYOUT = "workshop"

SMALL_LAYOUT, SMALL = "pocket", 100 * MM
"""The layout for perforated sheets of cards that are narrower, unless another is asked for."""

TOO_SMALL = ("does-not-fit", "empty-box")
"""Codes of errors that tell of cards too small for a layout."""


class Selection(NamedTuple):
    """Which cards to print; an empty tuple leaves all in."""

    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()


class Wishes(TypedDict, total=False):
    """What may be asked for besides a deck and a layout.

    `language` picks among a deck's texts. `copies` of the deck and `blanks`, numbers of write-in
    cards as `blanks.blank_deck` takes them, are the layout's unless given. With `guides`, trim,
    bleed and boxes are drawn over the cards; with `draft`, pictures are grey boxes; with `verbose`,
    notes tell what keeps type sizes down.
    """

    language: str | None
    selection: Selection
    copies: int | None
    blanks: Sequence[str] | None
    guides: bool
    draft: bool
    verbose: bool
    step: Step


class BuildResult(NamedTuple):
    """A deck on its sheets, all in memory. `problems` holds warnings and notes, no errors.

    `faces` are those of the cards to print, blank ones last; `guide` is the cutting guide's page.
    The files of pictures that were made for it lie in `scratch`, as long as that is kept.
    """

    deck: Deck
    layout: Layout
    fonts: FontSet
    faces: tuple[CardFaces, ...]
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    scratch: Scratch
    guide: Sheet | None = None

    @property
    def pages(self) -> tuple[Sheet, ...]:
        """All sheets to paint, the cutting guide last."""
        return self.sheets if self.guide is None else (*self.sheets, self.guide)

    def write_pdf(self, out: Path) -> None:
        """Paint the sheets. Raises KorttipakkaError when the file cannot be written."""
        from ..paint.pdf import pdf_pieces
        from .press import pictures_told

        info, space = document_info(self.deck, self.layout), self.layout.sheet.color
        with pictures_told():
            write_file(out, pdf_pieces(self.pages, self.fonts.faces, info, space))


def build_deck(
    deck: Path, layout: str | None = None, overrides: Iterable[Override] = (),
    **wishes: Unpack[Wishes],
) -> BuildResult:  # fmt: skip
    """Read a deck and a layout and make the finished sheets, in memory.

    `layout` is a shipped layout's name or a path; None takes the deck's own or the default.
    Problems are those of the selected cards, and of what all cards share. Raises KorttipakkaError
    with every error found.
    """
    return _made(_built, deck, layout, tuple(overrides), wishes)


def print_deck(
    deck: Path, layout: str | None = None, overrides: Iterable[Override] = (),
    **wishes: Unpack[Wishes],
) -> "Print":  # fmt: skip
    """As `build_deck`, but sheets are painted as they are made: only what the PDF needs is kept.

    Raises KorttipakkaError with every error found.
    """
    from .press import printed

    return _made(printed, deck, layout, tuple(overrides), wishes)


class Checked(NamedTuple):
    """What was found in a deck, and in which layout."""

    layout: Layout
    problems: tuple[Problem, ...]


def check_deck(
    deck: Path, layout: str | None = None, overrides: Iterable[Override] = (),
    **wishes: Unpack[Wishes],
) -> Checked:  # fmt: skip
    """As `build_deck`, but nothing is kept of the sheets. Raises KorttipakkaError as that does."""
    return _made(_checked, deck, layout, tuple(overrides), wishes)


M = TypeVar("M", BuildResult, Checked, "Print")


def _made(
    make: Callable[[PrintJob, Step], M],
    path: Path,
    layout: str | None,
    overrides: Sequence[Override],
    wishes: Wishes,
) -> M:
    """What `make` makes of a deck, in the layout for small cards where its own is for larger ones.

    Raises KorttipakkaError when there are errors.
    """
    step = wishes.get("step", quietly)
    step("reading")
    deck = read_deck(path, wishes.get("language"))
    job = _job(deck, prepared(_layout(deck, layout, overrides)), wishes)
    made: M = make(job, step)
    if failed(made.problems) and layout is None and _is_too_large(made):
        try:
            smaller = _job(deck, prepared(read_layout(SMALL_LAYOUT, overrides)), wishes)
            made = _noted(make(smaller, step), job)
        except KorttipakkaError:
            pass  # a flag asks for what that layout does not have
    if failed(made.problems):
        raise KorttipakkaError([*made.problems, *_small_cards(made.problems, made.layout)])
    return made


def _job(deck: Deck, layout: Layout, wishes: Wishes) -> PrintJob:
    selection = wishes.get("selection", Selection())
    blanks, copies = wishes.get("blanks"), wishes.get("copies")
    wanted = layout.sheet.blanks if blanks is None else blanks
    return PrintJob(
        deck,
        layout,
        select(deck, selection),
        blank_deck(deck, wanted, selection.categories, layout.origin("sheet.blanks")),
        Scratch(),
        layout.sheet.copies if copies is None else copies,
        guides=wishes.get("guides", False),
        draft=wishes.get("draft", False),
        verbose=wishes.get("verbose", False),
    )


def _is_too_large(made: "BuildResult | Checked | Print") -> bool:
    """Whether texts do not fit a shipped layout that is for larger cards than the sheet's."""
    form, name = made.layout.sheet.perforated, made.layout.name
    overfull = any(problem.code in TOO_SMALL for problem in made.problems)
    small = form is not None and min(form.card) < SMALL
    return overfull and small and name in layout_names() and name != SMALL_LAYOUT


def _noted(made: M, job: PrintJob) -> M:
    """What was made in the layout for small cards, with a note that tells so."""
    message = f"{SMALL_LAYOUT}, since the deck's '{job.layout.name}' is for larger cards"
    hint = f"--layout {job.layout.name}"
    note = Problem("small-layout", message, job.deck.layout_at, hint, Severity.NOTE)
    return made._replace(problems=(*made.problems, note))


def _checked(job: PrintJob, step: Step) -> Checked:
    plan = Plan(job)
    run = Run(plan, plan.whole)
    for _ in run.sheets():
        pass
    return Checked(job.layout, run.problems)


def _built(job: PrintJob, step: Step) -> BuildResult:
    step("typesetting")
    plan = Plan(job)
    run = Run(plan, plan.whole, kept=len(plan.wanted) + len(job.deck.cards))
    step("imposing")
    sheets = plan.imposition.in_passes(list(run.sheets()))
    faces = tuple(run.faces(card) for card in plan.wanted)
    guide = guide_page(job.deck, job.layout, run.fonts)
    pages = tuple(Sheet(*sides) for sides in sheets)
    return BuildResult(
        job.deck, job.layout, run.fonts, faces, pages, run.problems, job.scratch, guide
    )


def _layout(deck: Deck, layout: str | None, overrides: Sequence[Override]) -> Layout:
    if layout is None and deck.layout:
        return read_layout(deck.layout, overrides, deck.root, deck.layout_at, inside=deck.root)
    if layout is not None:
        return read_layout(layout, overrides, at=Location(f"--layout {layout}"))
    found = read_layout(DEFAULT_LAYOUT, overrides)
    form = found.sheet.perforated
    small = form is not None and form.card.width < SMALL
    return read_layout(SMALL_LAYOUT, overrides) if small else found


def _small_cards(problems: Iterable[Problem], layout: Layout) -> Iterable[Problem]:
    """A way out when texts do not fit the cards of a perforated sheet."""
    overfull = any(problem.code in TOO_SMALL for problem in problems)
    if overfull and layout.sheet.perforated is not None and layout.name != SMALL_LAYOUT:
        message = f"the layout '{SMALL_LAYOUT}' is made for small cards such as this sheet's"
        at, hint = layout.origin("sheet.perforated"), f"add --layout {SMALL_LAYOUT}"
        yield Problem("small-cards", message, at, hint, Severity.WARNING)


def select(deck: Deck, selection: Selection) -> frozenset[str]:
    """The ids of the selected cards.

    Raises KorttipakkaError for a name that no card has, and when no card is left.
    """
    tags = sorted({tag for card in deck.cards for tag in card.tags})
    problems = [
        *_unknown("category", selection.categories, [c.key for c in deck.categories]),
        *_unknown("tag", selection.tags, tags),
        *_unknown("card", selection.cards, [card.id for card in deck.cards]),
    ]
    if problems:
        raise KorttipakkaError(problems)
    chosen = frozenset(card.id for card in deck.cards if _selected(card, selection))
    if not chosen:
        hint = "a card is printed when its category, a tag and its id are all among those asked for"
        raise fail("nothing-selected", "the flags leave no card to print", hint=hint)
    return chosen


def _unknown(flag: str, names: Iterable[str], known: Sequence[str]) -> Iterable[Problem]:
    for name in names:
        if name not in known:
            at = Location(f"--{flag} {name}")
            yield Problem(f"unknown-{flag}", f"no {flag} '{name}'", at, suggestion(name, known))


def _selected(card: Card, selection: Selection) -> bool:
    category = card.category.key if card.category else ""
    return (
        (not selection.categories or category in selection.categories)
        and (not selection.tags or bool(set(selection.tags) & set(card.tags)))
        and (not selection.cards or card.id in selection.cards)
    )


def find_deck(name: str | None) -> Path:
    """A deck by path or by a shipped deck's name; None is the current folder.

    Raises KorttipakkaError when there is none.
    """
    path = Path(name or ".")
    known = sorted(p.name for p in shipped("cards").glob("*") if p.is_dir())
    if name in known and not path.exists():
        return shipped("cards") / name
    if name is None and not (path / "deck.yaml").exists():
        hint = f"name a deck: a file, a folder, or one that ships ({', '.join(known)})"
        raise fail("missing-deck", "there is no deck.yaml in this folder", hint=hint)
    if not path.exists():
        hint = suggestion(name or "", known)
        if not hint.startswith("did"):
            hint = f"name a file, a folder, or a deck that ships ({', '.join(known)})"
        raise fail("missing-deck", f"there is no deck '{name}'", hint=hint)
    return path
