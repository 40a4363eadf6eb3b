"""Finished cards as pictures: each face alone, the whole deck at once, a deck in every layout."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

from ..basics.geometry import Turn
from ..basics.problems import KorttipakkaError, Location, Problem, Severity
from ..basics.records import NamedTuple
from ..basics.scratch import Scratch
from ..fonts import FontFace
from ..impose.display import contact_sheet, exhibit, face_page, gallery
from ..impose.lettering import letters
from ..model.deck import Card
from ..model.frame import Frame, Page, Sheet
from ..model.layout import printed
from ..model.settings import Override
from ..model.text import TextRun
from ..reading.layout import layout_names, read_layout
from ..reading.text import as_identifier
from ..saving.output import refuse_existing, write_output
from .labels import broken, reason_lines, samples, size_lines
from .made import Made
from .options import BuildOptions, Selection
from .pipeline import Means, make
from .png import png_files

CAPTION = 11.0
"""Type size in points of a layout's name in a gallery."""


FACE_BY_FACE = Override("sheet.arrange", "single", Location.flag("--to png"))
"""Pictures go on no sheet, so that it does not matter what fits on one."""


class FacePicture(NamedTuple):
    """A page that is to be a file of this name."""

    name: str
    page: Page


def face_pictures(result: Made, bleed: bool = True, turn: Turn = Turn.UPRIGHT) -> list[FacePicture]:
    """The faces one by one, with the layout's bleed or without."""
    digits = len(str(len(result.deck.cards)))
    over = result.layout.card.bleed if bleed else 0.0
    return [
        FacePicture(
            f"{faces.card.number:0{digits}}-{_file_name(faces.card)}-{side}.png",
            face_page(faces, side, over, turn),
        )
        for faces in result.faces
        for side in printed(result.layout.sheet)
    ]


def _file_name(card: Card) -> str:
    """A card's title as a part of a file's name, or what has letters to make one of."""
    return as_identifier(card.title) or card.id


def write_pictures(
    result: Made, pictures: Sequence[FacePicture], folder: Path, dpi: float, force: bool = False
) -> None:
    """Write PNG files into a folder, which is made. Raises KorttipakkaError.

    Nothing is written when a file is there already, unless with `force`.
    """
    refuse_existing([folder / picture.name for picture in pictures], force)
    pages = [picture.page for picture in pictures]
    files = png_files(pages, result.fonts.faces, result.info, dpi)
    for picture, data in zip(pictures, files, strict=True):
        write_output(folder / picture.name, data)


def contact_sheet_file(
    result: Made, kind: str, dpi: float, columns: int = 0, labelled: bool = True
) -> bytes:
    """All faces on one page, as a file of a kind, ".pdf" or ".png". Raises KorttipakkaError.

    With `labelled` each card's id and sizes of type stand below it.
    """
    card, letter = result.layout.card, letters(result.fonts).regular
    width = 2 * card.size.width
    labels = [size_lines(faces, width, letter) for faces in result.faces] if labelled else []
    page = contact_sheet(result.faces, card, columns, labels)
    return _page_file(page, result.fonts.faces, result, kind, dpi)


class Gallery(NamedTuple):
    """A deck in many layouts; `problems` tell which layouts were left out, and why.

    `result` is that of the first layout; files of the pictures in all lie in `scratches`.
    """

    page: Page
    fonts: Mapping[str, FontFace]
    result: Made
    scratches: tuple[Scratch, ...]
    problems: tuple[Problem, ...] = ()

    def file(self, kind: str, dpi: float) -> bytes:
        """The picture as a file of a kind, ".pdf" or ".png". Raises KorttipakkaError."""
        return _page_file(self.page, self.fonts, self.result, kind, dpi)


class Variant(NamedTuple):
    """Settings that are tried beside a layout as it is, and how they are called."""

    name: str = ""
    overrides: tuple[Override, ...] = ()


def layout_gallery(
    deck: Path,
    cards: int = 0,
    names: Iterable[str] = (),
    *,
    selection: Selection = Selection(),
    overrides: Sequence[Override] = (),
    variants: Sequence[Variant] = (),
) -> Gallery:
    """Cards in layouts: those of these names, or all that ship, each as it is and in its variants.

    The first `cards` of the selected ones, or with 0 one a category, the longest and an empty one.
    The `overrides` are for all. A layout that the deck does not fit is left out. Raises
    KorttipakkaError when none is left, and for a name that nothing has.
    """
    tried = (Variant(), *variants)
    options = BuildOptions(overrides=tuple(overrides), selection=selection)
    shown, problems = _made_in(deck, list(names or usable_layouts()), tried, options)
    if not shown:
        raise KorttipakkaError(problems)
    results = [result for _, result in shown]
    page = gallery(_exhibits(shown, cards), len(tried) if variants else 0)
    fonts = {key: face for result in results for key, face in result.fonts.faces.items()}
    scratches = tuple(result.plan.job.scratch for result in results)
    return Gallery(page, fonts, results[0], scratches, tuple(problems))


def _made_in(
    deck: Path, layouts: Sequence[str], tried: Sequence[Variant], options: BuildOptions
) -> tuple[list[tuple[str, Made]], list[Problem]]:
    """The deck in every layout and variant that takes it, with captions; why others do not.

    Raises KorttipakkaError for settings that no layout takes.
    """
    shown: list[tuple[str, Made]] = []
    problems: dict[Problem, None] = {}
    causes: dict[Variant, list[KorttipakkaError]] = {variant: [] for variant in tried}
    for name, variant in product(layouts, tried):
        changed = (*options.overrides, *variant.overrides, FACE_BY_FACE)
        caption = f"{name} {variant.name}".rstrip()
        try:
            result = make(
                deck, options._replace(layout=name, overrides=changed), Means(painted=False)
            )
        except KorttipakkaError as cause:
            if any(_is_of_selection(problem) for problem in cause.problems):
                raise  # a card or layout that is not there is so for all of them
            causes[variant].append(cause)
            problems |= dict.fromkeys(_left_out(caption, cause))
            continue
        shown.append((caption, result))
        problems |= {found: None for found in result.problems if found.code.startswith("idle-")}
    for failed in causes.values():
        if len(failed) == len(layouts) and _all_of_flags(failed):
            raise failed[0]  # no layout can take this setting
    return shown, list(problems)


def _is_of_selection(problem: Problem) -> bool:
    """Whether a problem is in a flag other than those of settings."""
    at = str(problem.at) if problem.at and problem.at.kind == "flag" else ""
    return bool(at) and not at.startswith(("--set ", "--variant "))


def _all_of_flags(causes: Sequence[KorttipakkaError]) -> bool:
    """Whether nothing is wrong but what flags say."""
    problems = [problem for cause in causes for problem in cause.problems]
    return all(problem.at is not None and problem.at.kind == "flag" for problem in problems)


def _exhibits(shown: Sequence[tuple[str, Made]], cards: int) -> list[Frame]:
    """The same cards in each result below its caption, all captions with the most lines' room."""
    reasons = {} if cards else samples([faces.card for faces in shown[0][1].faces])
    captions: list[list[TextRun]] = []
    for caption, result in shown:
        width = 2 * result.layout.card.size.width
        captions.append(broken(caption, width, CAPTION, letters(result.fonts).bold))
    most = max(map(len, captions))
    exhibits: list[Frame] = []
    for lines, (_, result) in zip(captions, shown, strict=True):
        few = (
            result.faces[:cards]
            if cards
            else [faces for faces in result.faces if faces.card.id in reasons]
        )
        letter = letters(result.fonts)
        labels = reason_lines((faces.card for faces in few), reasons, letter.regular)
        exhibits.append(exhibit(lines, few, result.layout.card, labels, most))
    return exhibits


def usable_layouts() -> list[str]:
    """The layouts that ship and show something: not those that are only there to be extended."""
    layouts = (read_layout(name) for name in layout_names())
    return [layout.name for layout in layouts if layout.front or layout.back]


def _left_out(name: str, cause: KorttipakkaError) -> Iterator[Problem]:
    """A warning in place of errors that another layout need not care about."""
    first = cause.problems[0]
    message = f"the layout '{name}' is left out: {first.message}"
    yield first._replace(code="left-out", message=message, severity=Severity.WARNING)


def _page_file(
    page: Page, fonts: Mapping[str, FontFace], result: Made, kind: str, dpi: float
) -> bytes:
    if kind == ".pdf":
        from ..paint.pdf import pdf_bytes

        return pdf_bytes([Sheet(page)], fonts, result.info, result.layout.sheet.color)
    return next(iter(png_files([page], fonts, result.info, dpi)))
