"""Make a folder with korttipakka and all that it needs, for people without Python.

    python tools/bundle.py [FOLDER] [--check]

With PyInstaller installed beside korttipakka (`pip install pyinstaller .`), this makes FOLDER
(default: dist) with the program in a folder of its own, and the same folder as a .zip. It runs on
the kind of system that it was made on. `--check` then tries the program away from any Python: the
deck that ships becomes the same PDF to the byte, a table is imported, the preview answers.

One folder, not one file: a program that unpacks itself starts slower and alarms virus scanners.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

NAME = "korttipakka"

WHOLE = ("korttipakka",)
"""Packages whose modules are imported by name, so that all of them are taken."""

DATA = ("korttipakka", "pyphen", "uniseg", "reportlab")
"""Packages with files besides their code."""

FOUND_LATE = ("watchfiles", "uvicorn", "resvg_py", "pypdfium2_raw")
"""Packages that choose among their modules, or load libraries, when they are started."""

PROGRAM = "from korttipakka.__main__ import start\n\nstart()\n"


def bundled(folder: Path) -> Path:
    """Make the program's folder and its .zip, and return the program. Raises SystemExit."""
    with tempfile.TemporaryDirectory() as place:
        entry = Path(place) / "program.py"  # the package's own name would hide it
        entry.write_text(PROGRAM, encoding="utf-8")
        options = [
            "--noconfirm", "--clean", "--onedir", "--name", NAME, "--log-level", "WARN",
            "--distpath", str(folder), "--workpath", place, "--specpath", place,
            "--recursive-copy-metadata", NAME,  # with the licences of all that comes along
        ]  # fmt: skip
        for package in WHOLE:
            options += ["--collect-submodules", package]
        for package in filter(find_spec, DATA):
            options += ["--collect-data", package]
        for package in filter(find_spec, FOUND_LATE):
            options += ["--collect-all", package]
        done = subprocess.run(
            [sys.executable, "-m", "PyInstaller", *options, str(entry)], check=False
        )
    if done.returncode:
        sys.exit("PyInstaller did not make it: is it installed? pip install pyinstaller .")
    shutil.make_archive(str(folder / NAME), "zip", folder, NAME)
    return folder / NAME / (f"{NAME}.exe" if os.name == "nt" else NAME)


def check(program: Path) -> None:
    """Try the program in an empty folder, with nothing on the PATH. Raises SystemExit."""
    with tempfile.TemporaryDirectory() as place:
        ours, theirs = Path(place) / "ours.pdf", Path(place) / "theirs.pdf"
        own = [sys.executable, "-P", "-m", NAME]
        for words, out in ((own, ours), ([str(program)], theirs)):
            run([*words, "build", "osallisuus", "-o", str(out), "--quiet"], place)
        if ours.read_bytes() != theirs.read_bytes():
            sys.exit("the program's PDF is another than Python's")
        (Path(place) / "cards.csv").write_text("Title,Text\nOne,First\nTwo,Second\n", "utf-8")
        run([str(program), "import", "cards.csv", "cards"], place)
        (Path(place) / "cards" / "a.svg").write_text(DRAWING, "utf-8")
        with (Path(place) / "cards" / "deck.yaml").open("a", encoding="utf-8") as deck:
            deck.write("  - title: Drawn\n    image: a.svg\n")
        run([str(program), "build", "cards", "--quiet"], place)
        for command in (["preview", "cards"], ["start"], []):
            answers([str(program), *command, *(["--no-open"] if command else [])], place)
    print("It builds the same PDF, imports a table, and serves preview and start page.")


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><filter id="f">'
    '<feGaussianBlur stdDeviation="1"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>'
)
"""A picture that is drawn in a process of its own."""


def run(words: list[str], folder: str) -> None:
    """Run a command. Raises SystemExit when it fails."""
    done = subprocess.run(
        words, cwd=folder, env=bare(), capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr or done.stdout}")


def answers(words: list[str], folder: str) -> None:
    """Start a server, look at its page, end it. Raises SystemExit when there is none."""
    server = subprocess.Popen(
        words, cwd=folder, env=bare(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )  # fmt: skip
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        address = line.partition(": ")[2].strip()
        with build_opener(ProxyHandler({})).open(address, timeout=30) as page:
            if b"korttipakka" not in page.read():
                sys.exit(f"{' '.join(words)}: another page answers")
    except (OSError, ValueError) as cause:
        sys.exit(f"{' '.join(words)}: {cause}")
    finally:
        server.terminate()
        server.communicate()


def bare() -> dict[str, str]:
    """An environment in which no Python is found, and no browser is opened."""
    kept = ("HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LANG")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return {**found, "PATH": "", "BROWSER": "none"}


def main() -> None:
    """Read the words of the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("dist"))
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    program = bundled(asked.folder.resolve())
    size = (asked.folder / f"{NAME}.zip").stat().st_size
    print(f"Wrote {program} and {asked.folder / NAME}.zip, {size / 1_000_000:.0f} MB")
    if asked.check:
        check(program)


if __name__ == "__main__":
    main()
