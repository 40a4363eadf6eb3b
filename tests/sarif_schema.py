"""What SARIF 2.1.0 asks of the objects that korttipakka writes, as JSON Schema.

Written by the sections of the OASIS standard that are named here; properties that we do not write
are left out, so that a slip in a name is seen.
"""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Schema, **more: object) -> Schema:
    return {"type": "array", "items": items, **more}


POSITION: Schema = {"type": "integer", "minimum": 1}
"""Lines and columns count from 1 (3.30.5, 3.30.6)."""

MESSAGE = _object({"text": TEXT})
"""3.11.8: text is needed where there is no id."""

MULTIFORMAT = _object({"text": TEXT}, {"markdown": TEXT})
"""3.12.3: text is needed also where there is Markdown."""

ARTIFACT = _object(
    {"uri": {"type": "string", "format": "uri-reference", "pattern": r"^[\x21-\x7e]+$"}},
    {"uriBaseId": {"const": "%SRCROOT%"}},
)
"""3.4."""

PHYSICAL = _object(
    {"artifactLocation": ARTIFACT},
    {"region": _object({"startLine": POSITION}, {"startColumn": POSITION})},
)
"""3.29, 3.30."""

LOGICAL = _object({"fullyQualifiedName": TEXT, "kind": {"enum": ["parameter", "resource"]}})
"""3.33.4, 3.33.7."""

LOCATION = _object({"physicalLocation": PHYSICAL}, {"logicalLocations": _list(LOGICAL)})
"""3.28."""

RELATED = _object({"physicalLocation": PHYSICAL, "id": POSITION, "message": MESSAGE})
"""3.28.2, 3.28.5; links in messages name locations by their ids."""

RESULT = _object(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["error", "warning", "note", "none"]},
        "message": MESSAGE,
        "locations": _list(LOCATION, minItems=1),
    },
    {"relatedLocations": _list(RELATED, minItems=1)},
)
"""3.27."""

RULE = _object(
    {
        "id": TEXT,
        "shortDescription": MULTIFORMAT,
        "fullDescription": MULTIFORMAT,
        "help": MULTIFORMAT,
    }
)
"""3.49."""

DRIVER = _object({"name": TEXT, "version": TEXT, "rules": _list(RULE, uniqueItems=True)})
"""3.19."""

RUN = _object(
    {
        "tool": _object({"driver": DRIVER}),
        "invocations": _list(_object({"executionSuccessful": {"const": True}}), minItems=1),
        "originalUriBaseIds": _object(
            {"%SRCROOT%": _object({"uri": {"type": "string", "pattern": "^file:///(.*/)?$"}})}
        ),
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": _list(RESULT),
    }
)
"""3.14: an address that others are relative to ends with a slash (3.14.14)."""

LOG = _object({"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": _list(RUN, minItems=1)})
"""3.13."""
