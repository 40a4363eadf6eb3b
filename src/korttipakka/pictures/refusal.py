"""Why a picture is not printed."""


class PictureError(ValueError):
    """A picture cannot be used; the message is fit for a user, and so is the hint.

    >>> PictureError("this is a GIF", "save it as PNG or JPEG").hint
    'save it as PNG or JPEG'
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
