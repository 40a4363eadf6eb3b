"""The pipeline: read, typeset, check, impose; then write. The public Python API."""

from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from .blanks import blank_deck, blank_layout
from .check import check
from .deck import Card, Deck
from .fonts import FontSet
from .frame import CardFaces, DocumentInfo, Sheet
from .impose import impose, ink_near_edge
from .layout import Layout
from .printing import guide_page, letters, prepared
from .problems import KorttipakkaError, Location, Problem, Severity, fail, suggestion
from .reading.deck import read_deck
from .reading.layout import Override, layout_names, read_layout
from .resources import shipped
from .typeset import Typesetting, typeset
from .typeset.draft import as_draft
from .typeset.guides import with_guides
from .units import MM

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


class BuildResult(NamedTuple):
    """A deck ready to be painted. `problems` holds warnings and notes, no errors.

    `faces` are those of the cards to print, blank ones last; `guide` is the cutting guide's page.
    """

    deck: Deck
    layout: Layout
    fonts: FontSet
    typesetting: Typesetting
    faces: tuple[CardFaces, ...]
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    guide: Sheet | None = None

    @property
    def pages(self) -> tuple[Sheet, ...]:
        """All sheets to paint, the cutting guide last."""
        return self.sheets if self.guide is None else (*self.sheets, self.guide)

    def write_pdf(self, out: Path) -> None:
        """Paint the sheets. Raises KorttipakkaError when the file cannot be written."""
        from .paint import write_pdf
        from .pictures import PictureError

        info, space = document_info(self.deck, self.layout), self.layout.sheet.color
        try:
            write_pdf(self.pages, self.fonts.faces, info, out, space)
        except PictureError as error:
            raise fail("bad-image", str(error)) from error
        except OSError as error:
            message = f"cannot write {out}: {error.strerror or error}"
            raise fail("cannot-write", message, hint="choose another file with -o FILE") from error


def build_deck(
    deck_path: Path,
    layout: str | None = None,
    overrides: Iterable[Override] = (),
    *,
    language: str | None = None,
    selection: Selection = Selection(),
    copies: int | None = None,
    blanks: Sequence[str] | None = None,
    guides: bool = False,
    draft: bool = False,
    verbose: bool = False,
    step: Callable[[str], None] = lambda stage: None,
) -> BuildResult:
    """Read a deck and a layout and make the finished sheets, in memory.

    `layout` is a shipped layout's name or a path; None takes the deck's own or the default;
    `copies` of the deck and `blanks`, numbers of write-in cards as `blanks.blank_deck` takes them,
    are the layout's unless given. With `guides`, trim, bleed and boxes are drawn over the cards;
    with `draft`, pictures are grey boxes; with `verbose`, notes tell what keeps type sizes down.
    Problems are those of the selected cards, and of what all cards share. `step` is told the name
    of each stage that begins. Raises KorttipakkaError with every error found.
    """
    step("reading")
    deck, changed = read_deck(deck_path, language), tuple(overrides)
    chosen = prepared(_layout(deck, layout, changed))
    cards = select(deck, selection)
    made = _made(deck, cards, chosen, verbose, step)
    if layout is None and made.failed:
        made = _made_small(deck, cards, changed, made, verbose, step)
    chosen, fonts, typesetting, faces, problems = made
    if made.failed:
        raise KorttipakkaError([*problems, *_small_cards(problems, chosen)])
    wanted = chosen.sheet.blanks if blanks is None else blanks
    faces = (*faces, *_blank(deck, chosen, typesetting, wanted, selection, fonts))
    faces *= chosen.sheet.copies if copies is None else copies
    step("imposing")
    if draft:
        faces = tuple(as_draft(face) for face in faces)
    if guides:
        faces = tuple(with_guides(face, chosen.card, fonts) for face in faces)
    sheets = impose(faces, chosen, deck.title, letters(fonts).regular)
    if not guides:  # which are ink at the edge, too
        problems = (*problems, *ink_near_edge(sheets, chosen, chosen.sheet.printable))
    guide = guide_page(deck, chosen, fonts)
    return BuildResult(deck, chosen, fonts, typesetting, faces, sheets, problems, guide)


class _Made(NamedTuple):
    """A deck typeset and checked in a layout; `faces` are those of the selected cards."""

    layout: Layout
    fonts: FontSet
    typesetting: Typesetting
    faces: tuple[CardFaces, ...]
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether there are errors."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def _made(
    deck: Deck,
    cards: Container[str],
    layout: Layout,
    verbose: bool,
    step: Callable[[str], None],
) -> _Made:
    fonts = FontSet(layout.fonts, deck.root, _font_origins(layout), deck.language)
    step("typesetting")
    typesetting = typeset(deck, layout, fonts, verbose=verbose, only=cards)
    step("checking")
    faces = tuple(typesetting.set(card) for card in deck.cards if card.id in cards)
    problems = (*check(deck, layout, faces), *typesetting.problems, *fonts.problems)
    return _Made(layout, fonts, typesetting, faces, problems)


def _made_small(
    deck: Deck,
    cards: Container[str],
    overrides: Sequence[Override],
    made: _Made,
    verbose: bool,
    step: Callable[[str], None],
) -> _Made:
    """The deck in the layout for small cards, when its own one, which ships, is for larger ones."""
    form, name = made.layout.sheet.perforated, made.layout.name
    overfull = any(problem.code in TOO_SMALL for problem in made.problems)
    small = form is not None and min(form.card) < SMALL
    if not (overfull and small) or deck.layout not in layout_names() or name == SMALL_LAYOUT:
        return made
    try:
        small_one = prepared(read_layout(SMALL_LAYOUT, overrides))
        other = _made(deck, cards, small_one, verbose, step)
    except KorttipakkaError:
        return made  # a flag asks for what that layout does not have
    message = f"{SMALL_LAYOUT}, since the deck's '{name}' is for larger cards"
    note = Problem("small-layout", message, deck.layout_at, f"--layout {name}", Severity.NOTE)
    return other._replace(problems=(*other.problems, note))


def _blank(
    deck: Deck,
    layout: Layout,
    typesetting: Typesetting,
    wanted: Sequence[str],
    selection: Selection,
    fonts: FontSet,
) -> tuple[CardFaces, ...]:
    """The write-in cards that are wanted."""
    cards = blank_deck(deck, wanted, selection.categories, layout.origin("sheet.blanks"))
    if not cards.cards:
        return ()
    return typeset(cards, blank_layout(layout, typesetting.least), fonts).faces


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


def _font_origins(layout: Layout) -> dict[str, Location]:
    """Where each family is asked for, by the name that the font set is asked with."""
    keys = {"heading": "fonts.heading", "body": "fonts.body"}
    keys |= dict.fromkeys(layout.fonts.fallback, "fonts.fallback")
    for face in ("front", "back"):
        for box in layout.front if face == "front" else layout.back:
            keys.setdefault(box.font, f"{face}.{box.name}.font")
    return {name: at for name, key in keys.items() if (at := layout.origin(key))}


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


def document_info(deck: Deck, layout: Layout) -> DocumentInfo:
    """What the PDF says about itself."""
    two_sided = layout.sheet.arrange == "duplex" and layout.sheet.sides == "both"
    subject = ", ".join(category.name for category in deck.categories)
    duplex = layout.sheet.flip if two_sided else ""
    return DocumentInfo(deck.title, deck.language, subject, duplex)


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
