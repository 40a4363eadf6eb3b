"""The guides for designers: made from the table, with pictures, their commands run."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from commands import run_here
from korttipakka import check_deck
from korttipakka.build.pictures import usable_layouts
from korttipakka.model.settings import BOX_SETTINGS, SETTINGS, flagged
from korttipakka.reading.layout import read_layout

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def tool(name: str) -> ModuleType:
    """A script of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(page: str) -> list[tuple[str, str]]:
    """The code blocks of a page in order, each with its language."""
    return BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))


def test_layout_docs_are_fresh() -> None:
    """docs/layouts.md is what tools/layout_docs.py makes of the table: else run that."""
    made = tool("layout_docs").document()
    assert (DOCS / "layouts.md").read_text(encoding="utf-8") == made


def test_every_setting_is_documented() -> None:
    """Each setting has a row of its own with its default, each flag is named."""
    rows = {
        cells[1].strip(): cells
        for line in (DOCS / "layouts.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
        for cells in [line.split("|")]
    }
    assert set(rows) == {f"`{setting.key}`" for setting in (*SETTINGS, *BOX_SETTINGS)}
    for setting in (*SETTINGS, *BOX_SETTINGS):
        assert setting.default in rows[f"`{setting.key}`"][3]
    flags = " ".join(cells[4] for cells in rows.values())
    assert {f"`{setting.flag}`" for setting in flagged()} <= set(flags.split())


def test_every_layout_has_a_picture() -> None:
    """The page shows each layout that ships by a picture with many colours; all are small."""
    page = (DOCS / "layouts.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([\w-]+)\]\((images/layout-\1\.png)\)", page)
    assert [name for name, _ in shown] == usable_layouts()
    for _, path in shown:
        with Image.open(DOCS / path) as picture:
            assert picture.width > picture.height > 100
            assert len(picture.getcolors(256) or []) > 10
    assert sum(path.stat().st_size for path in (DOCS / "images").glob("layout*.png")) < 1_000_000


def test_layout_files_in_the_docs_are_layouts(tmp_path: Path) -> None:
    """The example of a layout file in docs/layouts.md can be read."""
    examples = [text for language, text in blocks("layouts.md") if language == "yaml"]
    assert examples
    for text in examples:
        path = tmp_path / "example.yaml"
        path.write_text(text, encoding="utf-8")
        assert read_layout(str(path)).front


def test_examples_have_pictures_that_are_theirs() -> None:
    """Each picture of an example in docs/layouts.md stands below its layout, and is there."""
    text = (DOCS / "layouts.md").read_text(encoding="utf-8")
    examples = tool("gallery_pictures").examples()
    assert set(examples) == set(re.findall(r"images/(boxes-\w+)\.png", text))
    assert len(examples) >= 6
    for name, layout in examples.items():
        assert "```" not in layout, name
        with Image.open(DOCS / "images" / f"{name}.png") as picture:
            assert picture.width > 400


def test_the_tutorial_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of docs/tutorial.md runs, in order, with the files as it tells to write them."""
    monkeypatch.chdir(tmp_path)
    for language, text in blocks("tutorial.md"):
        if language == "yaml":
            name = text.splitlines()[0].removeprefix("# ")
            (tmp_path / name).write_text(text, encoding="utf-8")
        for line in text.splitlines() if language == "sh" else []:
            program, *arguments = shlex.split(line, comments=True)
            assert program == "korttipakka"
            done = run_here(*arguments)
            assert done.exit_code == 0, f"{line}\n{done.output}"
    kept = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert "# a box of our own" in kept
    assert read_layout("mine.yaml").front[-1].name == "ribbon"
    assert {path.name for path in (tmp_path / "guides").iterdir()} == {
        "15-asukasraati-front.png", "15-asukasraati-back.png",
    }  # fmt: skip


def test_the_tutorials_slip_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message that the tutorial shows is the one that comes."""
    monkeypatch.chdir(tmp_path)
    layout = next(text for language, text in blocks("tutorial.md") if language == "yaml")
    shown = next(text for language, text in blocks("tutorial.md") if language == "text")
    slip = layout.removeprefix("# mine.yaml\n").replace(
        "    size: 22-34 pt ", "    sise: 22-34 pt "
    )
    Path("mine.yaml").write_text(slip, encoding="utf-8")
    done = run_here("check", "osallisuus", "--layout", "mine.yaml")
    for line in shown.splitlines():
        assert line.rstrip() in done.output


def test_the_page_about_languages_shows_the_sizes_of_today() -> None:
    """The table of sizes in docs/languages.md is the one that `check --sizes` prints."""
    shown = next(text for language, text in blocks("languages.md") if language == "text")
    command, table = shown.split("\n", 1)
    printed = run_here(*command.removeprefix("$ korttipakka ").split()).output
    assert "\n".join(line.rstrip() for line in printed.splitlines()).startswith(table)


def test_the_page_about_texts_shows_a_deck_that_builds(tmp_path: Path) -> None:
    """The example of docs/deck-format.md has no problem, and all that the page names."""
    tool("text_picture").put(tmp_path)
    assert check_deck(tmp_path) == ()
    text = (tmp_path / "deck.yaml").read_text(encoding="utf-8")
    for typed in ("|---", "![", "{.accent}", "- [x]", "___", "## ", "> ", "1. "):
        assert typed in text
    with Image.open(DOCS / "images" / "texts.png") as picture:
        assert picture.width > 1000
