"""Why a picture is not printed."""

from ..basics.problems import InvalidValue


class PictureError(InvalidValue):
    """A picture cannot be used.

    >>> PictureError("this is a GIF", "save it as PNG or JPEG").hint
    'save it as PNG or JPEG'
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, code="bad-image")
