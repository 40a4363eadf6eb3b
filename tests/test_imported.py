"""What a command imports is what it waits for: the lists here hold it, not a clock."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import korttipakka

LIBRARIES = {"PIL", "click", "pydantic_core", "reportlab", "uharfbuzz", "yaml"}
"""The libraries that a build of a deck without pictures imports, of some of them only parts."""

UNUSED_PARTS = {
    "reportlab.lib.rl_safe_eval", "reportlab.lib.rltempfile", "reportlab.pdfbase._fontdata",
    "reportlab.pdfbase.pdfmetrics",
}  # fmt: skip
"""Of ReportLab, what PDFs without its own fonts do not need."""

PARTS = {"PIL", "PIL._version", "pydantic_core._pydantic_core"}
"""All of Pillow and of pydantic-core that it imports."""

STANDARD = {
    "array", "atexit", "base64", "binascii", "bisect", "difflib", "encodings", "fcntl", "fnmatch",
    "gc", "glob", "hashlib", "heapq", "importlib", "ipaddress", "locale", "math", "mmap", "ntpath",
    "pickle", "platform", "select", "signal", "struct", "unicodedata", "urllib", "zlib",
}  # fmt: skip
"""What it imports of the standard library besides what click and `pathlib` do, most of it for
ReportLab. Some of it click imports, too, with some Pythons."""

UNUSED = {
    "build.changes", "build.drawing", "build.importing", "build.pictures", "build.session",
    "cli.importing", "content.rules", "fonts.installed", "impose.guide", "model.manuscript",
    "paint.images", "paint.links", "paint.png", "paint.stored", "pictures.jpeg", "pictures.pixels",
    "pictures.raster", "pictures.svg", "printers.sheet", "printers.store",
    "reading.faults", "reading.manuscript", "reading.slips",
    "typeset.codes", "typeset.draft", "typeset.guides", "typeset.patterns", "web", "saving",
}  # fmt: skip
"""Our own modules for what such a build does not do."""

RUN = """
import sys
sys.argv = {arguments!r}
from korttipakka.cli import run
try:
    run()
except SystemExit as end:
    assert not end.code, end.code
"""


@cache
def loaded(code: str) -> frozenset[str]:
    """The modules that a program has when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\nLOADED', *sorted(sys.modules))"],
        capture_output=True, text=True, check=True, timeout=60, env=os.environ | {"NO_COLOR": "1"},
    )  # fmt: skip
    return frozenset(done.stdout.rpartition("LOADED ")[2].split())


def loaded_by(*arguments: str) -> frozenset[str]:
    """The modules that a command has imported."""
    return loaded(RUN.format(arguments=["korttipakka", *arguments]))


def built(tmp_path: Path) -> frozenset[str]:
    """The modules that a build of the shipped deck has imported."""
    return loaded_by("build", "osallisuus", "-q", "-o", str(tmp_path / "deck.pdf"))


def tops(modules: frozenset[str]) -> set[str]:
    """The names of libraries and packages, without private ones."""
    names = {name.partition(".")[0] for name in modules}
    return {name for name in names if not name.startswith(("_", "cython", "sitecustomize"))}


def test_the_version_is_told_at_once() -> None:
    """`--version` imports click, and beside it nothing but what click needs to speak."""
    more = loaded_by("--version") - loaded("import click")
    own = {"korttipakka", "korttipakka.cli"}
    assert {name for name in more if not name.startswith("_")} - {"gc", "locale"} == own


def test_libraries_of_a_build(tmp_path: Path) -> None:
    """A build imports the libraries that it uses, and of these no part that it does not."""
    found = built(tmp_path)
    others = tops(found) - set(sys.stdlib_module_names) - tops(loaded("pass"))
    assert others - {"korttipakka"} == LIBRARIES
    assert {n for n in found if n.partition(".")[0] in {"PIL", "pydantic_core"}} == PARTS
    assert not found & UNUSED_PARTS


def test_what_reportlab_left_is_there_when_it_is_asked_for() -> None:
    """Who uses the rest of ReportLab and of Pillow beside us gets the modules themselves."""
    code = """
import korttipakka.paint.pdfdoc, sys
assert not {"reportlab.pdfbase.pdfmetrics", "reportlab.lib.rl_safe_eval"} & set(sys.modules)
from reportlab.lib.utils import rl_safe_eval
assert rl_safe_eval("1 + 1") == 2
from reportlab.pdfbase import pdfdoc, pdfmetrics
assert pdfmetrics.__file__
assert pdfdoc.pdfmetrics.getFont("Helvetica") is pdfmetrics.getFont("Helvetica")
from PIL import Image
assert Image.__file__
"""
    assert "reportlab.pdfbase._fontdata" in loaded(code)


def test_the_pure_parser_of_yaml_is_whole() -> None:
    """PyYAML's own reader refuses what it always did, though its pattern is compiled late."""
    code = """
import korttipakka.reading.tree, yaml
assert yaml.load("a: [1, ä]", yaml.SafeLoader) == {"a": [1, "ä"]}
try:
    yaml.load("a: \\x01", yaml.SafeLoader)
except yaml.reader.ReaderError as error:
    assert error.position == 3
else:
    raise AssertionError
"""
    assert "yaml.reader" in loaded(code)


def test_standard_modules_of_a_build(tmp_path: Path) -> None:
    """No network, no e-mail, no compiler: a build imports no other part of Python than before."""
    standard = tops(built(tmp_path)) & set(sys.stdlib_module_names)
    assert standard - tops(loaded("import click, pathlib")) <= STANDARD


def test_a_build_imports_what_it_does(tmp_path: Path) -> None:
    """Slips, pictures, codes and patterns: what a deck has none of is not imported for it."""
    package = Path(korttipakka.__file__).parent
    for name in UNUSED:
        path = package.joinpath(*name.split("."))
        assert path.is_dir() or path.with_suffix(".py").exists(), name
    own = {n.removeprefix("korttipakka.") for n in built(tmp_path) if n.startswith("korttipakka.")}
    assert {name for name in own if any(f"{name}.".startswith(f"{u}.") for u in UNUSED)} == set()
