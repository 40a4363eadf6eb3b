"""JSON Schema of layout files, from the table of settings, for completion in editors."""

from collections.abc import Iterable
from typing import Any

from ..model.forms import names
from ..model.settings import BOX_SETTINGS, FACES, SETTINGS, Setting
from .layout import layout_names

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


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
        "$defs": {"Box": box},
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
    schema: Schema = {"description": _about(setting), "default": setting.default}
    if setting.choices:
        return schema | {"enum": list(setting.choices)}
    if setting.is_switch:
        # To an editor that reads YAML 1.1, yes is true; to one that reads 1.2, it is a text.
        return schema | {"enum": ["yes", "no", True, False]}
    examples = list(setting.takes.examples)
    return schema | {"type": _types(setting), "examples": examples}


def _about(setting: Setting) -> str:
    words = "" if setting.choices or setting.is_switch else f" ({setting.takes.words})"
    return f"{setting.help}{words}."


def _types(setting: Setting) -> Iterable[str]:
    if setting.is_list:
        return ["string", "number", "array"]
    return ["string", "array"] if setting.read is names else ["string", "number"]
