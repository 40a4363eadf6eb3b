"""What a picture file is, by its first bytes: names for what cannot be printed as it is."""

import re

PNG, JPEG, WEBP, GIF = "PNG", "JPEG", "WebP", "a GIF"

HEAD = 512
"""Bytes of a file that tell what it is."""

AS_PIXELS = "save it as PNG or JPEG"
AS_PLAIN_SVG = "save it as plain SVG"

KINDS: tuple[tuple[bytes, str, str], ...] = (
    (rb"\x89PNG\r\n\x1a\n", PNG, ""),
    (rb"\xff\xd8\xff", JPEG, ""),
    (rb"RIFF....WEBP", WEBP, ""),
    (rb"GIF8[79]a", GIF, AS_PIXELS),
    (rb"BM.{4}\x00\x00", "a BMP", AS_PIXELS),
    (rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", "a HEIC photo", AS_PIXELS),
    (rb"....ftyp(avif|avis)", "an AVIF", AS_PIXELS),
    (rb"....ftyp", "a film", "take a picture of it, and save that as PNG or JPEG"),
    (rb"II[*+]\x00|MM\x00[*+]", "a TIFF or a camera's raw picture", AS_PIXELS),
    (rb"\x00\x00\x00\x0cjP {2}|\xff\x4f\xff\x51", "a JPEG 2000", AS_PIXELS),
    (rb"\x00\x00\x00\x0cJXL |\xff\x0a", "a JPEG XL", AS_PIXELS),
    (rb"8BPS", "a Photoshop file", AS_PIXELS),
    (rb"\x00\x00[\x01\x02]\x00[^\x00]\x00", "a Windows icon", AS_PIXELS),
    (rb"%PDF", "a PDF", AS_PIXELS),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "an EPS", AS_PIXELS),
    (rb"\x1f\x8b", "a packed file, perhaps an SVGZ", AS_PLAIN_SVG),
    (rb"PK\x03\x04", "a packed file or an office document", AS_PIXELS),
    (rb"(?i)\s*<(!doctype\s+)?html\b", "a web page", "save the picture that it shows"),
    (rb"\x00{16}", "a file of zeros, perhaps not fetched from a cloud", "open it there, copy it"),
    (rb"version https://git-lfs", "a pointer of Git LFS", "fetch the picture: git lfs pull"),
    (rb"(?s)(\xef\xbb\xbf)?\s*<(\?xml.*<)?(!--.*<|!DOCTYPE\s+)?svg\b", "SVG", ""),
)
"""How files begin, what they are then, and what to do about those that are not printed."""

READ = (PNG, JPEG, WEBP)
"""The pictures of pixels that are printed."""


def kind_of(start: bytes) -> tuple[str, str]:
    """What a file is that begins so, and advice; empty texts for what is not known.

    >>> kind_of(b"GIF89a...")
    ('a GIF', 'save it as PNG or JPEG')
    """
    found = (kind for kind in KINDS if re.match(kind[0], start, re.DOTALL))
    _, name, advice = next(found, (b"", "", ""))
    return name, advice
