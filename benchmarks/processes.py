"""Whole processes in turn: how long they take, and how much memory with all that they start."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SOURCE = Path(__file__).parents[1] / "src"
# Installed packages have their modules compiled; here the warm-up compiles them.
ENVIRONMENT = os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": ""}

KORTTIPAKKA = [sys.executable, "-m", "korttipakka"]


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of one command: wall times in seconds, and the peak memory in bytes."""

    times: tuple[float, ...]
    memory: int

    @property
    def seconds(self) -> float:
        """The median wall time."""
        return median(self.times)

    def ratio(self, other: "Runs") -> float:
        """The median over pairs of runs, so that a machine that slows down does no harm."""
        return median(a / b for a, b in zip(self.times, other.times, strict=True))


def run(command: Sequence[str]) -> float:
    """The wall time of a command, its output thrown away. Raises CalledProcessError."""
    start = time.perf_counter()
    subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def peak_memory(command: Sequence[str]) -> int:
    """The most memory that a command and its processes take at once, in bytes; 0 if unknown.

    Looked at every few milliseconds. Pages that processes share are counted once.
    """
    most = 0
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(memory, _family(process.pid))))
            time.sleep(0.005)
    return most


def _family(process: int) -> Iterator[int]:
    """A process and those that it has started."""
    yield process
    with suppress(OSError):  # it has ended meanwhile
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            yield from _family(int(child))


def memory(process: int) -> int:
    """The proportional set size, by Linux's accounts."""
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def in_turn(commands: Mapping[str, Sequence[str]], times: int) -> dict[str, Runs]:
    """Each command once to warm up and to see its memory, then all in turn, so many times."""
    memory = {name: peak_memory(command) for name, command in commands.items()}
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            found[name].append(run(command))
    return {name: Runs(tuple(taken), memory[name]) for name, taken in found.items()}
