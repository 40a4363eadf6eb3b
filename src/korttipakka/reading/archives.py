"""Office files are archives of XML: opened with distrust, damage and passwords told plainly."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..basics.problems import KorttipakkaError, Location, error

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED = 60_000_000
"""Bytes of all XML in an archive, unpacked: some hundred times a large deck."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old Office begin, and new ones that have a password."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

DAMAGED = "open it in the program that made it and save it anew"


def open_archive(data: bytes, file: Location) -> zipfile.ZipFile:
    """An archive that is whole, of a bounded size and without a password.

    Raises KorttipakkaError.
    """
    with damage_told(file):
        archive = zipfile.ZipFile(BytesIO(data))
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise has_password(file)
    # The sizes that the archive's directory tells bind: nothing is unpacked beyond them.
    parts = (entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels")))
    if sum(entry.file_size for entry in parts) > MAX_UNPACKED:
        message = f"unpacked, the file has more than {MAX_UNPACKED // 1_000_000} MB of text"
        hint = "delete empty rows and columns around the table, or copy the cards to a new file"
        raise error("too-large", message, file, hint)
    return archive


def has_password(file: Location) -> KorttipakkaError:
    """The error for a file that cannot be read without a password."""
    hint = "save it without the password: File, Info, Protect (Excel, Word); Save as (LibreOffice)"
    return error("has-password", "the file is protected by a password", file, hint)


@contextmanager
def damage_told(file: Location) -> Iterator[None]:
    """Tell any fault of a library that reads a file from elsewhere as damage of the file.

    These libraries raise whatever comes to them: KeyError, ValueError, BadZipFile, XMLSyntaxError.
    """
    try:
        yield
    except KorttipakkaError:
        raise
    except Exception as cause:
        message = "the file is damaged, or is not what its name says"
        raise error("damaged-file", message, file, DAMAGED) from cause


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The contents of a part of an archive. Raises KeyError and what damage brings."""
    with archive.open(name) as stream:
        data = stream.read(MAX_UNPACKED)
    if b"<!DOCTYPE" in data[:1000]:
        # No program writes one; it could define entities that grow without end.
        raise ValueError(f"{name} has a document type")
    return data


def xml(data: bytes) -> "_Element":
    """The root of an XML text, read without entities, files or addresses from elsewhere."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root is None:
        raise ValueError("no XML")
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for a comment."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its name without a namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""
