"""What a piece of text asks of its font."""

from ..basics.records import NamedTuple
from ..model.layout import BoxStyle

SMALL_CAPS = "smcp"
"""The OpenType feature that turns small letters into small capitals, drawn as such."""

MARKED_BOLD = 700
"""The weight of bold markup, in text that is not heavier itself."""


class Style(NamedTuple):
    """What a piece of text asks for: "heading", "body" or a family, a weight and a slant.

    `rtl` is set for text that runs from right to left. `features` are those of OpenType that the
    box turns on or off. `language` is a BCP 47 tag where it is another than the deck's. In place of
    letters, an `icon` so many times as wide as high is as high as the capitals.
    """

    family: str
    weight: int = 400
    italic: bool = False
    rtl: bool = False
    features: tuple[str, ...] = ()
    language: str = ""
    icon: float = 0.0

    @classmethod
    def of(cls, box: BoxStyle) -> "Style":
        """The style of a box's text where nothing is marked."""
        features = (*box.features, SMALL_CAPS) if box.case == "small-caps" else box.features
        return cls(box.font, box.weight, box.style == "italic", features=features)

    def marked(self, bold: bool, italic: bool, language: str = "") -> "Style":
        """The style of text that is marked: bolder, slanted the other way, in another language."""
        if not bold and not italic and not language:
            return self
        weight = max(self.weight, MARKED_BOLD) if bold else self.weight
        return self._replace(weight=weight, italic=self.italic != italic, language=language)
