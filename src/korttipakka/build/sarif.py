"""Problems as SARIF 2.1.0, which code hosts and editors show beside the lines of files.

Sections are those of OASIS's "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..basics.problems import Location, Problem, Severity
from .explanations import Explanation, explained
from .report import short

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

ROOT = "%SRCROOT%"
"""By custom the root of the sources, from which their files are named."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(problems: Sequence[Problem], version: str, deck: Path, root: Path) -> dict[str, Any]:
    """A log of one run of korttipakka's, by its version; the rules are those of these problems.

    Problems of no file, such as those of flags, are laid at the `deck`: hosts show no others. Files
    below the `root` are named from there.
    """
    place = partial(_location, deck=deck, root=root)
    codes = list(dict.fromkeys(problem.code for problem in problems))
    driver = {
        "name": "korttipakka",
        "version": version,
        "rules": [_rule(explained(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {ROOT: {"uri": _folder_uri(root)}},
        "columnKind": "unicodeCodePoints",  # as Python counts
        "results": [_result(problem, codes.index(problem.code), place) for problem in problems],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Explanation) -> dict[str, Any]:
    text = f"{code.meaning}\n\n{code.examples}"
    return {
        "id": code.code,
        "shortDescription": {"text": code.summary},
        "fullDescription": {"text": code.meaning},
        "help": {"text": text, "markdown": text},
    }


def _result(
    problem: Problem, index: int, place: Callable[[Location | None], dict[str, Any]]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": LEVELS[problem.severity],
        "message": {"text": _escaped(_sentences(problem))},
        "locations": [place(problem.at)],
    }
    if problem.related:
        result["relatedLocations"] = [
            place(other.at) | {"id": number, "message": {"text": _escaped(other.message)}}
            for number, other in enumerate(problem.related, 1)
        ]
    return result


def _sentences(problem: Problem) -> str:
    """The message and the hint; a viewer with little room shows the first sentence (3.11.3)."""
    message = short(problem.message)
    if not message.endswith((".", "?", "!", "\u2026")):
        message += "."
    return f"{message}\nHint: {problem.hint}" if problem.hint else message


def _escaped(message: str) -> str:
    """A text that has no placeholders (3.11.5), and none of a deck's links (3.11.6)."""
    return message.replace("{", "{{").replace("}", "}}").replace("](", "]\\(")


def _location(at: Location | None, deck: Path, root: Path) -> dict[str, Any]:
    """A place in a file, with its line and column; or a flag or a table's cell by its name."""
    artifact = _artifact((at and at.path) or deck, root)
    place = {"artifactLocation": artifact, "region": {"startLine": 1}}
    if at is None:
        return {"physicalLocation": place}
    if at.kind != "file":
        kind = "parameter" if at.kind == "flag" else "resource"
        named = {"fullyQualifiedName": str(at), "kind": kind}
        return {"physicalLocation": place, "logicalLocations": [named]}
    if at.line:
        column = {"startColumn": at.column} if at.column else {}
        place["region"] = {"startLine": at.line, **column}
    return {"physicalLocation": place}


def _artifact(path: Path, root: Path) -> dict[str, str]:
    """A file by its address: below the root from there, else in full (3.4.3)."""
    relative = below(root, path)
    if relative is None:
        return {"uri": absolute(path).as_uri()}
    return {"uri": _quoted(relative.split("/")), "uriBaseId": ROOT}


def _quoted(parts: Iterable[str]) -> str:
    # A first part with a colon in it would be a scheme: quoting takes all colons.
    return "/".join(quote(part, safe="", errors="surrogateescape") for part in parts)


def _folder_uri(folder: Path) -> str:
    return f"{folder.as_uri().removesuffix('/')}/"


def below(root: Path, path: Path) -> str | None:
    """A path from a folder, with slashes; None for one that is not below it."""
    for found in (absolute(path), Path(os.path.realpath(path))):  # the way there may be a link
        if found.is_relative_to(root):
            return found.relative_to(root).as_posix()
    return None


def absolute(path: Path) -> Path:
    """A path in full, without steps back; links stay."""
    return Path(os.path.abspath(path))
