"""Links as annotations over words and codes (PDF 1.7, 12.5.6.5)."""

from contextlib import suppress

from .marked import LinkArea
from .objects import array
from .pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString, text_object

PRINTED = 4
"""The flag of an annotation that is not hidden on paper; PDF/A asks for it."""

SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What stands in an address for itself, or has been coded already (RFC 3986)."""


def link_object(link: LinkArea, key: int) -> PDFDictionary:
    """An address to click, without a frame; the structure knows it by `key`."""
    rect = link.rect
    return PDFDictionary(
        {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": array((rect.left, rect.bottom, rect.right, rect.top)),
            "Border": PDFArray([0, 0, 0]),
            "F": PRINTED,
            "A": PDFDictionary({"S": PDFName("URI"), "URI": PDFString(uri(link.address))}),
            "Contents": text_object(link.address),
            "StructParent": key,
        }
    )


def uri(address: str) -> str:
    """An address in ASCII, as it must be in a PDF.

    >>> uri("https://hyvä.fi/kyllä?a=%20")
    'https://xn--hyv-sla.fi/kyll%C3%A4?a=%20'
    """
    from urllib.parse import quote, urlsplit  # few decks have links

    if address.isascii():
        return quote(address, SAFE)
    host = urlsplit(address).hostname or ""
    with suppress(UnicodeError):  # coded like the rest, as browsers take it
        address = address.replace(host, host.encode("idna").decode("ascii"), 1)
    return quote(address, SAFE)
