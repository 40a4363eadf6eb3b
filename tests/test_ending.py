"""How a command ends: at once, unless something is still to be done."""

from commands import Done, python

BEGIN = """\
import atexit, sys, threading, time
from korttipakka.__main__ import start
sys.argv[1:] = ["--version"]
class Told:
    def __del__(self): print("freed", flush=True)
kept = Told()
"""


def ended(more: str = "") -> Done:
    """A command of a program that has other things to do as well."""
    return python("-c", f"{BEGIN}{more}\nstart()")


def test_it_ends_without_freeing_all_objects() -> None:
    """All of them go with the process, one by one takes time."""
    done = ended()
    assert done.returncode == 0
    assert done.stdout.startswith("korttipakka, version ")
    assert "freed" not in done.stdout


def test_what_is_left_for_the_end_is_done() -> None:
    """Other libraries may want to clean up behind them."""
    assert ended("atexit.register(print, 'cleaned up')").stdout.endswith("\ncleaned up\n")


def test_threads_are_waited_for() -> None:
    """What another thread is at work on is finished."""
    done = ended("threading.Thread(target=lambda: (time.sleep(0.5), print('at last'))).start()")
    assert "at last" in done.stdout


def test_a_profiler_has_its_say() -> None:
    """`python -m cProfile -m korttipakka` tells what it has measured."""
    assert "function calls" in python("-m", "cProfile", "-m", "korttipakka", "--version").stdout


def test_the_status_is_the_commands() -> None:
    """A script sees whether a command has failed."""
    assert python("-m", "korttipakka", "--no-such-flag").returncode == 2
    assert (
        python("-m", "korttipakka", "check", "osallisuus", "--card-size", "10x10mm").returncode == 1
    )
