"""Whole processes in turn, measured by the operating system's own accounts."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SOURCE = Path(__file__).parents[1] / "src"
# Installed packages have their modules compiled; here the warm-up compiles them.
ENVIRONMENT = os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": ""}

KORTTIPAKKA = [sys.executable, "-m", "korttipakka"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a process: wall time in seconds, peak memory in bytes."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of one command."""

    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """The median wall time."""
        return median(run.seconds for run in self.runs)

    @property
    def memory(self) -> float:
        """The median peak memory in bytes."""
        return median(run.memory for run in self.runs)

    def ratio(self, other: "Runs") -> float:
        """The median over pairs of runs, so that a machine that slows down does no harm."""
        pairs = zip(self.runs, other.runs, strict=True)
        return median(one.seconds / another.seconds for one, another in pairs)


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, its output thrown away. Raises RuntimeError when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit)


def in_turn(commands: Mapping[str, Sequence[str]], times: int) -> dict[str, Runs]:
    """Each command once to warm up, then all in turn, so many times."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(times + 1):
        for name, command in commands.items():
            measured = run(command)
            if number:
                found[name].append(measured)
    return {name: Runs(tuple(runs)) for name, runs in found.items()}
