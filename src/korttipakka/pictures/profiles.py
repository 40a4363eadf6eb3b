"""Colour profiles of picture files: those other than sRGB are worked in, damaged ones told of."""

from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from ..basics.records import NamedTuple

IN_RGB = {"RGB", "RGBA", "P"}
"""Modes of pixels that a profile is worked into; those of grey and of inks stay as they are."""


class Profile(NamedTuple):
    """A picture's colour profile: how its colours become sRGB, if they are not, or why not."""

    to_srgb: Any = None
    is_damaged: bool = False


NONE = Profile()


def profile_of(image: Image.Image, is_there: bool) -> Profile:
    """The colour profile of an image of RGB pixels, if it says more than "sRGB".

    One that is there, but was not read, is damaged.
    """
    data = image.info.get("icc_profile")
    if image.mode not in IN_RGB or not (data or is_there):
        return NONE
    return _profile(data) if data else Profile(is_damaged=True)


@cache
def _srgb() -> Any:
    return ImageCms.createProfile("sRGB")


def _profile(data: bytes) -> Profile:
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        if "srgb" in ImageCms.getProfileDescription(profile).lower():
            return NONE
        if profile.profile.xcolor_space.strip() != "RGB":
            return Profile(is_damaged=True)
        return Profile(ImageCms.buildTransform(profile, _srgb(), "RGB", "RGB"))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return Profile(is_damaged=True)
