"""Rules about what print can show: type not too small, pictures and codes not too coarse."""

from collections.abc import Iterable

from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from ..basics.shell import shell_line
from ..basics.units import MM, fits, in_mm
from ..model.deck import Card
from ..model.frame import Picture, QrCode
from ..model.layout import Layout
from ..model.placeholders import FILES
from .rule import CardRule
from .walk import SeenCard, SeenPart, and_more

SMALLEST = 7.0
"""Points: smaller text is read with effort, and fills in on coarse paper."""

SMALLEST_CODE = 16 * MM
"""Side of a QR code with its quiet zone, that any phone reads at arm's length."""

SMALLEST_MODULE = 0.25 * MM
"""Side of one module: office printers do not print smaller ones clearly."""


Sizes = dict[str, tuple[float, int]]
"""The smallest size in points and the number of cards by box."""


def _set(setting: str) -> str:
    return shell_line(["--set", setting])


class SmallText(CardRule[Sizes]):
    """Text is set in 7 pt at least."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.found = {}

    def inspect(self, card: SeenCard) -> Sizes | None:
        """The boxes with text that is too small."""
        found: Sizes = {}
        for part in card.parts:
            least = SMALLEST
            for _, size, _, _ in part.shown.looks:
                if size < least:
                    least = size
            if not fits(SMALLEST, least):
                found[part.name] = least, 1
        return found or None

    def merge(self, found: Sizes) -> None:
        """Add other cards."""
        for name, (size, number) in found.items():
            least, before = self.found.get(name, (size, 0))
            self.found[name] = min(size, least), before + number

    def problems(self) -> Iterable[Problem]:
        """One for each box."""
        for name, (size, number) in self.found.items():
            yield Problem(
                "small-text",
                f"{name}: text of {size:g} pt on {number} card{'s' * (number > 1)}, "
                f"smaller than {SMALLEST:g} pt",
                self._layout.origin(f"{name}.size"),
                self._advice(name),
                Severity.WARNING,
            )

    def _advice(self, name: str) -> str:
        """What helps a box: a larger size; if it may have one, its text has no room for that."""
        boxes = self._layout.faced_boxes()
        sizes = (box.size.maximum for face, box in boxes if f"{face}.{box.name}" == name)
        if fits(SMALLEST, max(sizes, default=0.0)):
            return f"shorten the text, or take larger cards: {shell_line(['--card-size', 'auto'])}"
        return f"{_set(f'{name}.size={SMALLEST:g} pt')}, or a larger box"


class Coarse(NamedTuple):
    """A picture that is too coarse: how much, the first card that shows it, how many times.

    `at` is where the picture of that card was named.
    """

    dpi: float
    card: Card
    number: int
    at: Location | None


CoarseOnes = dict[tuple[str, str], Coarse]
"""Pictures that are too coarse by the box's name and the picture's path."""


class CoarsePictures(CardRule[CoarseOnes]):
    """A picture has as many pixels an inch as are asked for where it is printed."""

    def __init__(self, layout: Layout) -> None:
        self._least = layout.sheet.least_dpi
        self.found = {}

    def inspect(self, card: SeenCard) -> CoarseOnes | None:
        """The pictures that are too coarse."""
        found: CoarseOnes = {}
        for part, picture in card.pictures:
            dpi = _dpi(picture)
            if not fits(self._least, dpi):
                at = part.part.place(*FILES, "")
                _add(found, (part.name, str(picture.path)), Coarse(dpi, card.face.card, 1, at))
        return found or None

    def merge(self, found: CoarseOnes) -> None:
        """Add the pictures of other cards."""
        for key, coarse in found.items():
            _add(self.found, key, coarse)

    def problems(self) -> Iterable[Problem]:
        """One for each picture in a box."""
        return (_coarse(*key, found, self._least) for key, found in self.found.items())


def _add(known: CoarseOnes, key: tuple[str, str], coarse: Coarse) -> None:
    """Count a picture; the first card that shows it is kept."""
    first = known.get(key, coarse._replace(number=0))
    known[key] = first._replace(dpi=coarse.dpi, number=first.number + coarse.number)


def _dpi(picture: Picture) -> float:
    """Pixels an inch: those of the width, as proportions are kept."""
    return picture.pixels.width / (picture.rect.width / 72)


def _coarse(name: str, path: str, found: Coarse, least: float) -> Problem:
    dpi, card, number, at = found
    others = and_more(number)
    return Problem(
        "low-resolution",
        f"card '{card.title}'{others}: '{path.replace(chr(92), '/').rpartition('/')[2]}' in {name} "
        f"is printed at {dpi:.0f} dpi, less than {least:g}",
        at,
        "a picture of more pixels, or a smaller box",
        Severity.WARNING,
    )


class Codes(NamedTuple):
    """Problems of codes with fine modules, and the widths of small codes by their boxes."""

    dense: list[Problem]
    small: dict[str, float]


class SmallCodes(CardRule[Codes]):
    """A QR code is 16 mm wide at least, and its modules a quarter millimetre."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.found = Codes([], {})

    def inspect(self, card: SeenCard) -> Codes | None:
        """The codes that are too small or too dense."""
        found = Codes([], {})
        for part, code in card.codes:
            if not fits(SMALLEST_CODE, code.rect.width):
                found.small.setdefault(part.name, code.rect.width)
            elif not fits(SMALLEST_MODULE, code.module):
                found.dense.append(_dense(part, card.face.card, code))
        return found if found.dense or found.small else None

    def merge(self, found: Codes) -> None:
        """Add the codes of other cards."""
        self.found.dense.extend(found.dense)
        for name, width in found.small.items():
            self.found.small.setdefault(name, width)

    def problems(self) -> Iterable[Problem]:
        """One for each dense code, one for each box with small ones."""
        yield from self.found.dense
        for name, width in self.found.small.items():
            yield Problem(
                "qr-too-small",
                f"{name}: the QR code is {in_mm(width)} mm wide with its quiet zone, "
                f"less than {in_mm(SMALLEST_CODE)} mm",
                self._layout.origin(f"{name}.width") or self._layout.origin(f"{name}.qr"),
                f"{_set(f'{name}.width={in_mm(SMALLEST_CODE)} mm')}, and as high",
            )


def _dense(part: SeenPart, card: Card, code: QrCode) -> Problem:
    return Problem(
        "qr-too-dense",
        f"card '{card.title}': the QR code in {part.name} has modules of {in_mm(code.module)} mm, "
        f"less than {in_mm(SMALLEST_MODULE)} mm",
        part.part.place("link"),
        "a shorter link, or a larger box",
        Severity.WARNING,
    )
