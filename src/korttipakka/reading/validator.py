"""pydantic-core's validator without the rest of its package.

The package's own __init__ imports the types of all schemas: eight of the ten milliseconds that a
build would wait for it, though the validator takes plain dictionaries.
"""

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import SchemaValidator as SchemaValidator
    from pydantic_core import ValidationError as ValidationError

CORE = "pydantic_core._pydantic_core"


def _core() -> ModuleType:
    """The module in Rust, which the package shares when something else imports it."""
    package = None if CORE in sys.modules else find_spec("pydantic_core")
    spec = PathFinder.find_spec(CORE, package.submodule_search_locations) if package else None
    if spec is None or spec.loader is None:
        return import_module(CORE)
    sys.modules[CORE] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[CORE])
    return sys.modules[CORE]


if not TYPE_CHECKING:
    SchemaValidator, ValidationError = _core().SchemaValidator, _core().ValidationError
