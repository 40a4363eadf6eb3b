"""Every hint works when it is followed to the letter: the problem goes, and the text is printed."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from hint_cases import CASES
from hints import follow, picture
from korttipakka.cli import main

MOST_ROUNDS = 12

OTHER_MATTERS = ("not-shown", "low-contrast")
"""Codes of warnings about pictures and colours that are right as they are written."""


@pytest.mark.parametrize("name", CASES)
def test_hint_followed_to_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The problem is named; what its hint says is done; then it is gone, and the text printed."""
    case = CASES[name]
    folder = tmp_path / "deck"
    (folder / "img").mkdir(parents=True)
    for picture_name in ("a.svg", "b c.svg"):
        picture(folder / "img" / picture_name)
    for file, text in case.files.items():
        (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    monkeypatch.chdir(tmp_path)
    assert case.says in problems_of()[0]["message"]
    follow_all()
    printed = printed_by("deck")
    for words in case.words:
        assert "".join(words.split()) in printed


def follow_all() -> None:
    """Do what the first problem says until there is none; each must be gone then."""
    seen = []
    for _ in range(MOST_ROUNDS):
        problems = problems_of()
        if not problems:
            return
        first = problems[0]
        assert first["hint"], first
        assert (first["message"], first["line"]) not in seen, first
        seen.append((first["message"], first["line"]))
        follow(first)
    raise AssertionError(f"there are still {problems_of()}")


def problems_of() -> list[dict[str, object]]:
    """The problems of the deck in the folder `deck`, in the order of its lines."""
    result = CliRunner(catch_exceptions=False).invoke(main, ["check", "deck", "--format", "json"])
    problems: list[dict[str, object]] = json.loads(result.stdout)
    return [problem for problem in problems if problem["code"] not in OTHER_MATTERS]


def printed_by(deck: str) -> str:
    """All that is printed, without spaces and breaks; hyphens at line ends are not known apart."""
    result = CliRunner(catch_exceptions=False).invoke(main, ["build", deck, "-o", "out.pdf", "-q"])
    assert result.exit_code == 0, result.output
    with pypdfium2.PdfDocument("out.pdf") as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    return re.sub(r"[\s\ufffe\u00ad\u2022]", "", "".join(texts))
