"""PyYAML, whose pure reader compiles its pattern when it is asked for.

A class of characters that spans most of Unicode takes `re` longer to compile than all else takes
that importing PyYAML does; libyaml's parser, which reads decks, does not need it.
"""

import builtins
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType, SimpleNamespace
from typing import Any

from ..basics.late import late

READER = "yaml.reader"


def _imported(name: str, *about: Any) -> Any:
    """What the reader imports, with patterns in place of compiled ones."""
    if name == "re":
        return SimpleNamespace(compile=late)
    return builtins.__import__(name, *about)


class _ReaderLoader(SourceFileLoader):
    """Runs the reader's own code."""

    def exec_module(self, module: ModuleType) -> None:
        """As other modules are run, but for what it imports."""
        code = self.get_code(module.__name__)
        assert code is not None
        vars(module)["__builtins__"] = {**vars(builtins), "__import__": _imported}
        exec(code, vars(module))


class _ReaderFinder:
    """Finds the reader where it lies, as a file."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the reader is; None of all other modules."""
        spec = PathFinder.find_spec(name, path, target) if name == READER else None
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _ReaderLoader(name, spec.loader.path)
        return spec


@contextmanager
def _late_patterns() -> Iterator[None]:
    """While PyYAML is imported, unless the program has it already."""
    finder = _ReaderFinder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


with _late_patterns():
    import yaml

__all__ = ["yaml"]
