"""What Tab offers in a shell that was told of korttipakka's completion."""

import pytest

from commands import run

CASES = {
    "build ": ["file,"],
    "build osa": ["plain,osallisuus"],
    "build mine": ["file,mine"],
    "build --layout c": ["plain,classic"],
    "build --layout mine": ["file,mine"],
    "layouts show ta": ["plain,tarot"],
    "layouts diff tarot mo": ["plain,mono"],
    "layouts gallery -l po": ["plain,pocket", "plain,poker"],
    "build --paper le": ["plain,legal", "plain,letter"],
    "build --flip ": ["plain,long-edge", "plain,short-edge"],
    "build --flip d": [],
    "build --margin ": [],
    "build --sheet mine": ["file,mine"],
    "build --sheet avery-l741": ["plain,avery-l7414"],
    "build --heading-font mine": ["file,mine"],
    "export --to pn": ["plain,png"],
    "ex": ["plain,explain", "plain,export"],
}
"""What is typed, and what is offered then: names, or files of the shell's own finding."""


@pytest.mark.parametrize("typed", CASES)
def test_tab_offers_names_and_files(typed: str) -> None:
    """Layouts, decks and values of settings are completed by name, else files where they may be."""
    words = typed.split(" ")
    done = run(
        COMP_WORDS=f"korttipakka {typed}", COMP_CWORD=str(len(words)),
        _KORTTIPAKKA_COMPLETE="bash_complete",
    )  # fmt: skip
    assert done.stderr == ""
    assert sorted(done.stdout.split()) == CASES[typed]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how(shell: str) -> None:
    """The README's line for a shell gives its own code."""
    done = run(_KORTTIPAKKA_COMPLETE=f"{shell}_source")
    assert "_KORTTIPAKKA_COMPLETE" in done.stdout
    assert f"{shell}_complete" in done.stdout
