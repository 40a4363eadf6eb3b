"""Perforated sheets: where their makers put the cards.

Source: community data, converted from public label templates; lengths in millimetres.
"""

from ..basics.geometry import Insets, Point, Size
from ..basics.problems import InvalidValue, suggestion
from ..basics.records import NamedTuple, distinct
from ..basics.sizes import parse_paper
from ..basics.units import MM


@distinct
class PerforatedSheet(NamedTuple):
    """Cards in columns and rows on a sheet, in points.

    `left` and `top` lead from the paper's edges to the first card. The right and bottom margins
    follow; they often differ from these.
    """

    paper: Size
    card: Size
    columns: int
    rows: int
    left: float
    top: float
    gutter: Point

    @property
    def margin(self) -> Insets:
        """The paper around all cards."""
        width = self.columns * (self.card.width + self.gutter.x) - self.gutter.x
        height = self.rows * (self.card.height + self.gutter.y) - self.gutter.y
        right, bottom = self.paper.width - self.left - width, self.paper.height - self.top - height
        return Insets(self.left, right, self.top, bottom)


# name: paper, columns, rows, card width, card height, left, top, gutter across, gutter down
PERFORATED: dict[str, tuple[str, int, int, float, float, float, float, float, float]] = {
    "avery-5371": ("letter", 2, 5, 88.9, 50.8, 19.05, 12.7, 0, 0),
    "avery-8373": ("letter", 2, 4, 88.9, 50.8, 12.7, 19.05, 12.7, 12.7),
    "avery-5388": ("letter", 1, 3, 127, 76.2, 44.45, 25.4, 0, 0),
    "avery-5389": ("letter", 1, 2, 152.4, 101.6, 31.75, 31.75, 0, 12.7),
    "avery-c32011": ("a4", 2, 5, 85, 54, 15, 13.5, 10, 0),
    "avery-c32015": ("a4", 2, 4, 85, 54, 17, 31.5, 6, 6),
    "avery-l7414": ("a4", 2, 5, 90, 52, 15, 18.5, 0, 0),
    "avery-j8414": ("a4", 2, 5, 87, 50.8, 14.8, 20.4, 6.1, 0),
    "avery-l4785": ("a4", 2, 5, 80, 50, 18, 13, 15, 5),
    "zweckform-32010": ("a4", 2, 5, 85, 54, 14.1, 14.1, 9.9, 0),
    "sigel-lp800": ("a4", 2, 5, 85, 55, 15, 10, 10, 0),
    "sigel-lp795": ("a4", 2, 5, 85, 55, 14, 10.5, 10, 0),
    "sigel-dp830": ("a4", 2, 5, 85, 55, 14.1, 10.9, 9.9, 0),
    "herma-5028": ("a4", 2, 5, 83.8, 50.8, 18.6, 22, 5.4, 0),
}

ALSO_SOLD_AS = {
    "avery-5371": ("8371", "5871", "5876", "8871"),
    "avery-8373": ("5881", "8869", "28373"),
    "avery-5388": ("5386", "8388"),
    "avery-c32015": ("32015",),
    "sigel-lp800": ("LP801", "LP802"),
    "sigel-dp830": ("DP930",),
}


def parse_perforated(text: str) -> PerforatedSheet | None:
    """A perforated sheet by its maker's name or number ("avery-l7414", "8371"), or "none".

    Raises InvalidValue.
    """
    name = text.strip().lower()
    if name == "none":
        return None
    name = _other_names().get(name, name)
    if name not in PERFORATED:
        raise InvalidValue(f"'{text}' is no perforated sheet", _other_sheet(name))
    paper, columns, rows, width, height, left, top, across, down = PERFORATED[name]
    return PerforatedSheet(
        parse_paper(paper),
        Size(width * MM, height * MM),
        columns,
        rows,
        left * MM,
        top * MM,
        Point(across * MM, down * MM),
    )


OWN = "of another one write down what its package says, in a file: --sheet my-sheet.yaml"


def _other_sheet(name: str) -> str:
    """What may be meant by a name: the sheet of its number, or one that is spelt nearly so."""
    bare = "".join(filter(str.isalnum, name))
    ends = {"".join(filter(str.isalnum, other)): known for other, known in _other_names().items()}
    for end in sorted(ends, key=len, reverse=True):
        if bare.endswith(end):
            return f"did you mean '{ends[end]}'?"
    slips = [known for known in PERFORATED if _is_slip(name, known)]
    return f"{suggestion(name, slips or PERFORATED)}; {OWN}"


def _is_slip(name: str, known: str) -> bool:
    """Whether one letter or digit is another: sheets of numbers that differ by more are others."""
    same = [one == other for one, other in zip(name, known, strict=False)]
    return len(name) == len(known) and same.count(False) == 1


def _other_names() -> dict[str, str]:
    """Numbers alone ("l7414") and other numbers ("lp801", "sigel-lp801") to the table's names."""
    names: dict[str, str] = {}
    for name in PERFORATED:
        maker, _, number = name.partition("-")
        for other in (number, *(other.lower() for other in ALSO_SOLD_AS.get(name, ()))):
            names[other] = names[f"{maker}-{other}"] = name
    return names
