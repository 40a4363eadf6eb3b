"""Build and check each hostile deck in a process of its own, its time and memory bounded.

    python tools/try_hostile.py            all kinds of tests/hostile_decks.py
    python tools/try_hostile.py ruled      those whose names have that in them

A line for each: seconds, megabytes, how it ended, and the first thing that was said. It ends with 1
where one took more than it may: 10 s a deck, 512 MB, or a fault.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from hostile_decks import KINDS  # noqa: E402 - the folder of tests is no package

MOST_SECONDS = 10.0
MOST_MEGABYTES = 512
ADDRESSES = 4 * MOST_MEGABYTES << 20
"""Bytes of addresses that a process may have: libraries reserve more than they use."""

GIVEN_UP = 30
"""Seconds of the processor after which a process is ended."""


class Ended(NamedTuple):
    """How a command ended: `told` is what it said first."""

    seconds: float
    megabytes: float
    code: int
    told: str

    @property
    def is_good(self) -> bool:
        """Whether it kept to its bounds, and ended as a command does."""
        if self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES:
            return False
        return self.code in (0, 1, 2) and "failed" not in self.told


def bounded() -> None:
    """Set the child's limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_UP, GIVEN_UP))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))


def run(arguments: list[str]) -> Ended:
    """Run korttipakka with these arguments; the seconds are those of the processor."""
    command = [sys.executable, "-m", "korttipakka", *arguments]
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdout=said, stderr=said, preexec_fn=bounded)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read(2_000).decode("utf-8", "replace").splitlines()
    told = next((line for line in lines if "failed" in line), lines[0] if lines else "")
    seconds = used.ru_utime + used.ru_stime
    return Ended(seconds, used.ru_maxrss / 1024, child.returncode, told)


def main(parts: list[str]) -> int:
    """Try the kinds whose names have one of the parts in them, or all."""
    bad = 0
    for name, make in KINDS.items():
        if parts and not any(part in name for part in parts):
            continue
        with tempfile.TemporaryDirectory() as folder:
            for file, text in make().items():
                (Path(folder) / file).write_text(text, encoding="utf-8", newline="")
            for words in (["check", folder], ["build", folder, "-o", f"{folder}/out.pdf"]):
                ended = run(words)
                bad += not ended.is_good
                mark, told = " " if ended.is_good else "!", ended.told.replace(folder, "")
                print(
                    f"{mark} {name:32} {words[0]:5} {ended.seconds:6.1f} s "
                    f"{ended.megabytes:5.0f} MB {ended.code:4}  {told[:110]}",
                    flush=True,
                )
    print(f"{bad} of the runs went over a bound or failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
