"""JSON Schema of layout files, from the table of settings, for completion in editors."""

from typing import Any

from ..model import texts as setting_texts
from ..model.kinds import Kind
from ..model.layout import FACES
from ..model.settings import BOX_SETTINGS, SETTINGS, Setting
from .layout import layout_names

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

CONDITIONS: Schema = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Condition"}}

CONDITION: Schema = {
    "anyOf": [
        {"type": "string", "examples": list(setting_texts.CONDITION.examples)},
        {
            "type": "object",
            "properties": {
                f"{turned}{joined}": CONDITIONS
                for joined in ("any of", "all of")
                for turned in ("", "not ")
            },
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        },
    ]
}
"""The cards that show a box."""


def layout_json_schema() -> Schema:
    """The schema of a layout file."""
    sections = list(dict.fromkeys(setting.key.split(".")[0] for setting in SETTINGS))
    properties: Schema = {"extends": _extends()}
    properties |= {name: _section(name) for name in sections}
    properties |= {face: _face(face) for face in FACES}
    box = _object({setting.key: _value(setting) for setting in BOX_SETTINGS})
    return {
        "$schema": DIALECT,
        "title": "Layout",
        **_object(properties),
        "patternProperties": {r"\.": {"description": "A setting by its dotted name."}},
        "$defs": {"Box": box, "Condition": CONDITION},
    }


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _extends() -> Schema:
    about = "The layout that this one changes: one that ships, or a file beside this one."
    return {"type": "string", "description": about, "examples": layout_names()}


def _section(name: str) -> Schema:
    start = f"{name}."
    found = [setting for setting in SETTINGS if setting.key.startswith(start)]
    section = _object({s.key.removeprefix(start): _value(s) for s in found})
    if name == "colors":
        own = "A colour of the layout's own, for its boxes to name."
        section["additionalProperties"] = {"type": "string", "description": own}
    return section


def _face(face: str) -> Schema:
    about = f"The boxes on the {face}, in paint order."
    return {
        "type": "object", "description": about, "additionalProperties": {"$ref": "#/$defs/Box"}
    }  # fmt: skip


def _value(setting: Setting) -> Schema:
    kind = setting.kind
    schema: Schema = {"description": _about(setting), "default": setting.default}
    if kind is setting_texts.CONDITION:
        return schema | {"$ref": "#/$defs/Condition"}
    if kind.choices:
        return schema | {"enum": list(kind.choices)}
    if kind.is_switch:
        # To an editor that reads YAML 1.1, yes is true; to one that reads 1.2, it is a text.
        return schema | {"enum": ["yes", "no", True, False]}
    return schema | {"type": _types(kind)} | _range(kind) | {"examples": list(kind.examples)}


def _about(setting: Setting) -> str:
    kind = setting.kind
    words = "" if kind.choices or kind.is_switch else f" ({kind.words})"
    return f"{setting.help}{words}."


def _types(kind: Kind) -> list[str]:
    """What the value may be to an editor; a bare number is no length, but for 0."""
    return ["string", *["number"] * (kind.least is not None), *["array"] * (kind.parts != 1)]


def _range(kind: Kind) -> Schema:
    """The bounds of a value that is a number to an editor: one without a unit."""
    if kind.least is None or kind.unit in {"%", "em"}:
        return {}
    if kind.unit in {"mm", "pt"}:
        return {"minimum": 0, "maximum": 0}
    return {"minimum": kind.least, "maximum": kind.most}
