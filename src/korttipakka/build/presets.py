"""Sizes of pictures that makers of cards take."""

from ..basics.geometry import Turn
from ..basics.problems import Location
from ..basics.records import NamedTuple
from ..model.settings import Override


class Preset(NamedTuple):
    """What a maker of cards takes, lengths in inches: the trim size, the bleed, the resolution.

    Makers take upright pictures: those of cards that are wider than high are turned.
    """

    width: float
    height: float
    bleed: float
    dpi: int
    turn: Turn = Turn.UPRIGHT

    def overrides(self, name: str) -> list[Override]:
        """The preset as changed settings."""
        sides = (self.width, self.height)
        width, height = reversed(sides) if self.turn.sideways else sides
        size, at = f"{width:g}x{height:g}in", Location.flag(f"--preset {name}")
        return [Override("card.size", size, at), Override("card.bleed", f"{self.bleed:g} in", at)]


_UPRIGHT = {
    # 825 x 1125 pixels: 2.5 x 3.5 in and 1/8 in around.
    "game-crafter-poker": Preset(2.5, 3.5, 0.125, 300),
    # 816 x 1110 pixels: 63 x 88 mm in whole pixels, and 36 pixels around.
    "mpc-poker": Preset(2.48, 3.46, 0.12, 300),
}

PRESETS = _UPRIGHT | {
    f"{name}-landscape": preset._replace(turn=Turn.LEFT) for name, preset in _UPRIGHT.items()
}
"""Sizes that makers of cards ask for; their web pages have templates to compare."""
