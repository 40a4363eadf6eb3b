"""Rules about what print can show: type not too small, pictures and codes not too coarse."""

from collections.abc import Iterable, Sequence

from ..deck import Card, Deck
from ..frame import CardFaces, Picture, QrCode
from ..layout import Layout, SheetStyle
from ..problems import Location, Problem, Severity
from ..settings import find_setting
from ..units import MM, fits, in_mm
from .walk import codes, parts, pictures, runs

SMALLEST = 7.0
"""Points: smaller text is read with effort, and fills in on coarse paper."""

COARSEST = 200.0
"""Dots an inch: below it, edges of a printed picture look soft. Print shops like 300."""

SMALLEST_CODE = 16 * MM
"""Side of a QR code with its quiet zone, that any phone reads at arm's length."""

SMALLEST_MODULE = 0.25 * MM
"""Side of one module: office printers do not print smaller ones clearly."""


def small_text(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """Text is set in 7 pt at least."""
    sizes: dict[str, float] = {}
    cards: dict[str, set[str]] = {}
    for card, name, part in parts(faces):
        size = min((run.size for run in runs(part.items)), default=SMALLEST)
        if not fits(SMALLEST, size):
            sizes[name] = min(size, sizes.get(name, size))
            cards.setdefault(name, set()).add(card.id)
    for name, size in sizes.items():
        number = len(cards[name])
        yield Problem(
            "small-text",
            f"{name}: text of {size:g} pt on {number} card{'s' * (number > 1)}, "
            f"smaller than {SMALLEST:g} pt",
            layout.origin(f"{name}.size"),
            f"--set {name}.size='{SMALLEST:g}-{max(SMALLEST, size):g} pt', or a larger box",
            Severity.WARNING,
        )


def coarse_pictures(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """A picture has 200 pixels an inch at least where it is printed."""
    found: dict[tuple[str, str], tuple[float, Card, int]] = {}
    for card, name, part in parts(faces):
        for picture in pictures(part.items):
            dpi = _dpi(picture)
            if not fits(COARSEST, dpi):
                key = (name, str(picture.path))
                _, first, number = found.get(key, (dpi, card, 0))
                found[key] = dpi, first, number + 1
    for (name, path), (dpi, card, number) in found.items():
        yield _coarse(layout, name, path, dpi, card, number)


def _dpi(picture: Picture) -> float:
    """Pixels an inch: those of the width, as proportions are kept."""
    return picture.pixels.width / (picture.rect.width / 72)


def _coarse(layout: Layout, name: str, path: str, dpi: float, card: Card, number: int) -> Problem:
    others = f" and {number - 1} more" if number > 1 else ""
    return Problem(
        "low-resolution",
        f"card '{card.title}'{others}: '{path.replace(chr(92), '/').rpartition('/')[2]}' in {name} "
        f"is printed at {dpi:.0f} dpi, less than {COARSEST:g}",
        _named(layout, name, path, card),
        "a picture of more pixels, or a smaller box",
        Severity.WARNING,
    )


def _named(layout: Layout, name: str, path: str, card: Card) -> Location | None:
    """Where a picture was named: on the card, for its category, or in the layout."""
    if str(card.image) == path:
        return card.place("image")
    if card.category and str(card.category.icon) == path:
        return card.category.at
    return layout.origin(f"{name}.image")


def small_codes(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """A QR code is 16 mm wide at least, and its modules a quarter millimetre."""
    small: dict[str, QrCode] = {}
    for card, name, part in parts(faces):
        for code in codes(part.items):
            if not fits(SMALLEST_CODE, code.rect.width):
                small.setdefault(name, code)
            elif not fits(SMALLEST_MODULE, code.module):
                yield _dense(name, card, code)
    for name, code in small.items():
        yield Problem(
            "qr-too-small",
            f"{name}: the QR code is {in_mm(code.rect.width)} mm wide with its quiet zone, "
            f"less than {in_mm(SMALLEST_CODE)} mm",
            layout.origin(f"{name}.width") or layout.origin(f"{name}.qr"),
            f"--set {name}.width='{in_mm(SMALLEST_CODE)} mm', and as high",
        )


def _dense(name: str, card: Card, code: QrCode) -> Problem:
    return Problem(
        "qr-too-dense",
        f"card '{card.title}': the QR code in {name} has modules of {in_mm(code.module)} mm, "
        f"less than {in_mm(SMALLEST_MODULE)} mm",
        card.place("link"),
        "a shorter link, or a larger box",
        Severity.WARNING,
    )


def idle_reversal(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """Backs can only come last first in a pass of their own."""
    sheet = layout.sheet
    if sheet.reverse_backs and sheet.sides not in {"backs", "apart"}:
        yield Problem(
            "idle-reversal",
            "the backs are not printed in a pass of their own, so they are not reversed",
            layout.origin("sheet.reverse_backs"),
            "add --sides backs, or --sides apart for all fronts and then all backs",
            Severity.WARNING,
        )


IDLE_SINGLE = (
    "flip", "order", "fold", "start_at", "perforated", "marks", "cutting_guide",
    "back_offset", "back_angle", "printer",
)  # fmt: skip
IDLE_FOLD = ("flip", "sides", "back_offset", "back_angle", "printer")
IDLE_DUPLEX = ("fold",)
IDLE_PERFORATED = ("marks", "cutting_guide")
"""Settings of the sheet that these leave without effect."""


def idle_settings(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """Settings that do nothing on such sheets are told of: a flag may have been meant otherwise."""
    for why, names in _idle(layout.sheet):
        for name in names:
            setting = find_setting(f"sheet.{name}")
            value = getattr(layout.sheet, name)
            if setting is None or value in (setting.read(setting.default), "none"):
                continue
            yield Problem(
                "idle-setting",
                f"{setting.flag or setting.key} has no effect: {why}",
                layout.origin(setting.key),
                "leave it out",
                Severity.WARNING,
            )


def _idle(sheet: SheetStyle) -> Iterable[tuple[str, Sequence[str]]]:
    """Reasons, each with the settings that it makes idle."""
    if sheet.arrange == "single":
        yield "with --arrange single each face is a page of its own, for a print shop", IDLE_SINGLE
    elif sheet.perforated is not None:
        yield "a perforated sheet is not cut", IDLE_PERFORATED
    if sheet.arrange == "fold":
        yield "a sheet to fold has fronts and backs on one side", IDLE_FOLD
    if sheet.arrange == "duplex":
        yield "only sheets with --arrange fold are folded", IDLE_DUPLEX
