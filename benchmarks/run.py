"""Measures korttipakka beside its peers: python benchmarks/run.py --help."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from decks import write_deck
from processes import ENVIRONMENT, KORTTIPAKKA, Runs, in_turn

HERE = Path(__file__).parent

PEERS = {
    "typst": ("typst", ["typst_peer.py", "simple"]),
    "typst-optimized": ("typst", ["typst_peer.py", "optimized"]),
    "reportlab": ("reportlab", ["reportlab_peer.py"]),
}
"""The package that a peer needs, and its script with arguments; the deck and the PDF follow."""


def main() -> None:
    """Run what the arguments ask for."""
    arguments = _parser().parse_args()
    with TemporaryDirectory() as folder:
        _builds(arguments, Path(folder))
        if arguments.startup:
            _startup(write_deck(Path(folder), 66), 3 * arguments.runs)
        if arguments.profile:
            _stages(arguments.cards, arguments.runs, Path(folder))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, nargs="*", default=[66, 1000, 10000])
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=["typst"])
    parser.add_argument("--unfamiliar", action="store_true", help="decks of words that come once")
    parser.add_argument("--startup", action="store_true", help="--version, --help and check")
    parser.add_argument("--profile", action="store_true", help="the stages of a build")
    return parser


def _builds(wanted: argparse.Namespace, folder: Path) -> None:
    """A table for each number of cards: medians, ratios, memory, size of the PDF, growth."""
    before: dict[str, Runs] = {}
    for count in wanted.cards:
        deck = write_deck(folder, count, wanted.unfamiliar)
        commands = {"korttipakka": [*KORTTIPAKKA, "build", str(deck), "-o"]}
        commands |= {name: _peer(name, deck) for name in wanted.peers if _installed(name)}
        files = {name: folder / f"{name}-{count}.pdf" for name in commands}
        done = in_turn(
            {name: [*cmd, str(files[name])] for name, cmd in commands.items()}, wanted.runs
        )
        print(f"\n{count:,} cards\n{'':16} seconds    MB   PDF KB  korttipakka/it  growth")
        for name, measured in done.items():
            ratio = done["korttipakka"].ratio(measured)
            growth = f"{measured.seconds / before[name].seconds:.1f}x" if name in before else ""
            print(
                f"{name:16} {measured.seconds:7.3f} {measured.memory / 1e6:5.0f} "
                f"{files[name].stat().st_size / 1e3:8.0f} {ratio:15.2f} {growth:>7}"
            )
        before = done


def _installed(peer: str) -> bool:
    if find_spec(PEERS[peer][0]):
        return True
    print(f"{peer} is left out: the package {PEERS[peer][0]} is not installed")
    return False


def _peer(name: str, deck: Path) -> list[str]:
    script, *arguments = PEERS[name][1]
    return [sys.executable, str(HERE / "peers" / script), *arguments, str(deck)]


def _startup(deck: Path, runs: int) -> None:
    """What start-up costs, beside importing click alone."""
    commands = {
        "import click": [sys.executable, "-c", "import click"],
        "--version": [*KORTTIPAKKA, "--version"],
        "--help": [*KORTTIPAKKA, "--help"],
        "build --help": [*KORTTIPAKKA, "build", "--help"],
        "check, 66 cards": [*KORTTIPAKKA, "check", str(deck)],
    }
    done = in_turn(commands, runs)
    print(f"\n{'start-up':16}      ms    MB  it/import click")
    for name, measured in done.items():
        ratio = measured.ratio(done["import click"])
        print(f"{name:16} {measured.seconds * 1e3:7.0f} {measured.memory / 1e6:5.0f} {ratio:16.2f}")


def _stages(sizes: Sequence[int], runs: int, folder: Path) -> None:
    """Medians of the stages of a build, in milliseconds."""
    columns = {count: _stages_of(write_deck(folder, count), runs, folder) for count in sizes}
    print(f"\n{'stage, ms':18} " + " ".join(f"{count:>9,}" for count in sizes))
    for stage in columns[sizes[0]]:
        print(f"{stage:18} " + " ".join(f"{columns[c][stage] * 1e3:9.1f}" for c in sizes))


def _stages_of(deck: Path, runs: int, folder: Path) -> dict[str, float]:
    command = [sys.executable, str(HERE / "stages.py"), str(deck), str(folder / "stages.pdf")]
    found = [
        json.loads(subprocess.check_output(command, env=ENVIRONMENT, text=True))
        for _ in range(runs)
    ]
    return {stage: median(each[stage] for each in found) for stage in found[0]}


if __name__ == "__main__":
    main()
