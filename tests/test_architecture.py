"""The house stands as CONTRIBUTING.md says: rooms, imports, homes of libraries, light start."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "korttipakka"

ROOMS = (
    "basics", "model", "reading", "saving", "content", "fonts", "pictures", "typeset", "impose",
    "printers", "paint", "check", "build", "web", "cli",
)  # fmt: skip
"""From top to bottom: each imports only from those before it."""

STRANGERS = ({"typeset", "impose"}, {"paint", "check"})
"""Rooms that do not know each other although their order would let them."""

BOXES_PLACES = ("check", "typeset.places")
"""The only thing that a check asks of typesetting: where boxes lie."""

HOMES = {
    "bidi": {"typeset"},
    "budoux": {"typeset"},
    "icu4py": {"typeset"},
    "click": {"cli"},
    "ezdxf": {"paint"},
    "libvoikko": {"typeset"},
    "lxml": {"pictures", "reading"},
    "mammoth": {"reading"},
    "pptx": {"reading"},
    "markdown_it": {"content"},
    "PIL": {"pictures", "paint"},
    "platformdirs": {"printers", "web"},
    "pydantic": {"reading"},
    "pydantic_core": {"reading"},
    "pypdfium2": {"paint"},
    "pyphen": {"typeset"},
    "reportlab": {"paint"},
    "resvg_py": {"pictures"},
    "segno": {"typeset"},
    "starlette": {"web"},
    "svglib": {"pictures"},
    "tinycss2": {"pictures"},
    "uharfbuzz": {"fonts"},
    "uniseg": {"typeset"},
    "uvicorn": {"web"},
    "watchfiles": {"web"},
    "webcolors": {"basics"},
    "openpyxl": {"reading"},
    "xlsxwriter": {"saving"},
    "yaml": {"reading", "saving"},
}
"""Where a third-party library may be imported."""

HEAVY = (
    "reportlab", "yaml", "uharfbuzz", "pydantic", "pydantic_core", "fontTools", "PIL", "lxml",
    "mammoth", "openpyxl", "pptx", "xlsxwriter", "pypdfium2", "starlette", "uvicorn", "watchfiles",
    "asyncio", "ezdxf", "resvg_py", "svglib", "tinycss2",
)  # fmt: skip
"""What `korttipakka --help` must not wait for."""

FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room that a file lies in: a folder of the package, or a file in it."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def module_of(path: Path) -> str:
    """A file's module within the package: "paint.text", and "paint" for the room itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The full names of the modules that a file imports, with their lines."""
    package = ["korttipakka", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            parts = [*base, *(node.module.split(".") if node.module else [])]
            # "from .. import x" imports a module x, or a value of the package.
            names = [alias.name for alias in node.names] if node.module is None else [""]
            yield from ((".".join(filter(None, [*parts, name])), node.lineno) for name in names)


def own(path: Path) -> Iterator[tuple[str, int]]:
    """The modules of the house that a file imports, without the package's own name."""
    for name, line in imports(path):
        if name.startswith("korttipakka."):
            yield name.removeprefix("korttipakka."), line


def test_every_room_is_listed() -> None:
    """A new room needs a place in the order of rooms."""
    rooms = {room_of(path) for path in FILES} - {"__init__", "__main__"}
    assert rooms <= set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_upwards(path: Path) -> None:
    """A file imports from its own room and from rooms above it, and from no stranger."""
    room = room_of(path)
    if room in {"__init__", "__main__"}:
        return
    for name, line in own(path):
        other = name.split(".")[0]
        if other in {room, "__version__"}:
            continue
        place = f"{path.relative_to(ROOT)}:{line}: {room} imports {name}"
        assert ROOMS.index(other) < ROOMS.index(room), place
        assert {room, other} not in STRANGERS, place
        assert (room, other) != ("check", "typeset") or (room, name) == BOXES_PLACES, place


@pytest.mark.parametrize("room", ROOMS)
def test_files_of_a_room_import_one_way(room: str) -> None:
    """No file of a room needs another that needs it in turn, however late they are imported."""
    paths = {module_of(path): path for path in FILES if room_of(path) == room}
    open_files: list[str] = []
    done: set[str] = set()

    def follow(module: str) -> None:
        assert module not in open_files, " needs ".join([*open_files, module])
        if module in done or module not in paths:
            return
        open_files.append(module)
        for name, _ in own(paths[module]):
            follow(name if name in paths else name.rpartition(".")[0])
        done.add(open_files.pop())

    for module in paths:
        follow(module)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_at_home(path: Path) -> None:
    """A third-party library is imported in its own rooms only."""
    for name, line in imports(path):
        library = name.split(".")[0]
        if library == "korttipakka" or library in sys.stdlib_module_names:
            continue
        homes = HOMES.get(library, set())
        assert room_of(path) in homes, f"{path.relative_to(ROOT)}:{line} imports {library}"


def libraries_asked_for() -> set[str]:
    """The libraries that pyproject.toml asks for to run, or as an extra for users."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (project["optional-dependencies"][name] for name in ("dxf", "scripts", "voikko"))
    asked = [*project["dependencies"], *(library for extra in extras for library in extra)]
    return {re.split(r"[><=!~ \[;]", text)[0].lower() for text in asked}


def test_libraries_are_told_of() -> None:
    """CONTRIBUTING.md tells of each library that pyproject.toml asks for, and of no other."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([\w-]+) \|", page.partition("\n## Libraries\n")[2], re.MULTILINE)
    assert {name.lower() for name in told} - {"library"} == libraries_asked_for()


def test_libraries_are_asked_for() -> None:
    """Each library that is imported is asked for by its own name: none is there by chance."""
    known = packages_distributions()
    asked = libraries_asked_for() | {"pydantic-core"}  # of which each pydantic asks for its own
    for name in HOMES:
        makers = {maker.lower().replace("_", "-") for maker in known.get(name, [name])}
        assert makers & asked, name


@pytest.mark.parametrize(
    "path", [path for path in FILES if room_of(path) != "cli"], ids=lambda path: path.stem
)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    """Outside `cli` nothing prints, exits or touches the standard streams."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            assert node.id not in {"print", "exit", "quit", "input", "breakpoint"}
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            called = (node.value.id, node.attr)
            assert called not in {("sys", name) for name in ("exit", "stdout", "stderr", "stdin")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_hints_leave_quotes_to_the_shell(path: Path) -> None:
    """No text puts a flag's value into quotes by itself: those of one shell are wrong in another.

    `shell_line` knows which; what its own examples show is for both. Double quotes, which all
    shells have, are for the text of `--help`.
    """
    if path.name != "shell.py":
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"(--[a-z][a-z-]*[ =]|\binstall )'", node.value)


@pytest.mark.parametrize(
    "arguments", [[], ["--help"], ["--version"], ["build", "--help"], ["papers"], ["cards"]]
)
def test_light_start(arguments: list[str]) -> None:
    """The command line, its help and its plain lists start without any heavy library."""
    code = f"import sys, korttipakka.cli as c; sys.argv[1:] = {arguments}; {arguments} and c.run()"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "click" in loaded
    assert not loaded & set(HEAVY)
