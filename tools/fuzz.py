"""Give random inputs to the targets of tests/fuzz_targets.py for as long as one likes.

    python tools/fuzz.py deck --seconds 300
    python tools/fuzz.py layout --atheris -max_total_time=300

With `--atheris`, inputs are guided by what code they reach: atheris is an optional dependency
(`pip install -e '.[fuzz]'`), and what follows is for libFuzzer. Without it, valid inputs are
changed and others made by chance, as the tests do. An input that finds a fault is written beside
the report: mend the fault, and put the input into FOUND of tests/test_fuzz.py.
"""

import argparse
import random
import sys
import traceback
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import mkdtemp
from time import monotonic

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

NAMES = ("deck", "layout", "settings", "table")


def by_chance(name: str, seconds: float, seed: int) -> int:
    """Try inputs for so many seconds; how many found a fault."""
    from fuzz_targets import SEEDS, TARGETS
    from fuzzing import mutated, random_text

    chance, target = random.Random(seed), TARGETS[name]
    began, tried, faults = monotonic(), 0, 0
    seen: set[str] = set()
    while monotonic() - began < seconds:
        data = mutated(SEEDS[name], chance) if chance.random() < 0.6 else random_text(name, chance)
        tried += 1
        try:
            target(data)
        except Exception:  # whatever it is, it is what is looked for
            report = traceback.format_exc()
            place = "".join(report.splitlines()[-3:])
            if place not in seen:
                seen.add(place)
                faults += 1
                print(f"{report}\n{data!r}\n", flush=True)
    print(f"{name}: {tried} inputs in {monotonic() - began:.0f} s, {faults} faults")
    return faults


def by_coverage(name: str, arguments: list[str]) -> None:
    """Hand the target to atheris, which ends the process."""
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed: pip install -e '.[fuzz]', or leave out --atheris")
    # Only what is loaded here is watched: all of the package, and no library.
    with atheris.instrument_imports(include=["korttipakka"]):
        import korttipakka

        for module in walk_packages(korttipakka.__path__, "korttipakka."):
            if module.name != "korttipakka.__main__":
                import_module(module.name)
    from fuzz_targets import SEEDS, TARGETS

    corpus = Path(mkdtemp(prefix=f"fuzz-{name}-"))
    (corpus / "seed").write_text(SEEDS[name], encoding="utf-8")
    atheris.Setup([sys.argv[0], *arguments, str(corpus)], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    given, others = parser.parse_known_args()
    if given.atheris:
        by_coverage(given.target, others)
    return 1 if by_chance(given.target, given.seconds, given.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
