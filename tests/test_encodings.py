"""A file in an old encoding is told which, so that it can be opened and saved anew."""

from pathlib import Path

import pytest

from korttipakka.basics.problems import KorttipakkaError
from korttipakka.reading.deck import parse_deck, read_deck

FI = "title: Pakka\nlanguage: fi\ncards:\n  - title: Työpaja tänään – “nyt”\n"
SAVED = {
    "cp1252": (FI, "Windows-1252", ""),
    "mac_roman": (FI, "Mac OS Roman", "open it as Mac OS Roman"),
    "cp850": (FI.replace("–", "-").replace("“nyt”", ""), "CP 850", "open it as CP 850 (DOS)"),
    "cp1257": (
        "title: P\nlanguage: et\ncards:\n  - title: Žürii õhtul\n",
        "Windows-1257",
        "Baltic",
    ),
    "cp1251": ("title: Колода\nlanguage: ru\ncards:\n  - title: Вопрос\n", "Windows-1251", "Cyr"),
    "koi8-r": ("title: Колода\nlanguage: ru\ncards:\n  - title: Вопрос\n", "KOI8-R", "Cyrillic"),
    "cp1250": ("title: Talia\nlanguage: pl\ncards:\n  - title: Łódź\n", "Windows-1250", "Central"),
    "cp1253": ("title: A\nlanguage: el\ncards:\n  - title: Ερώτηση\n", "Windows-1253", "Greek"),
}


@pytest.mark.parametrize("codec", SAVED)
def test_old_encoding(tmp_path: Path, codec: str) -> None:
    """The encoding is named, and the byte is the letter that was typed."""
    text, name, hint = SAVED[codec]
    (tmp_path / "deck.yaml").write_bytes(text.encode(codec))
    with pytest.raises(KorttipakkaError) as failure:
        read_deck(tmp_path)
    (problem,) = failure.value.problems
    letter = next(letter for letter in text if ord(letter) > 127)
    assert problem.code == "not-utf8"
    assert f"which is {letter} in {name}" in problem.message
    assert hint in problem.hint
    assert problem.hint.endswith("save the file as UTF-8 (in the editor: Save as, Encoding)")


def test_cyrillic_without_a_language(tmp_path: Path) -> None:
    """Letters that make Russian words are Cyrillic, where the deck does not say its language."""
    text = "title: Колода\ncards:\n  - title: Вопрос дня\n"
    for codec, name in (("cp1251", "Windows-1251"), ("koi8-r", "KOI8-R")):
        (tmp_path / "deck.yaml").write_bytes(text.encode(codec))
        with pytest.raises(KorttipakkaError) as failure:
            read_deck(tmp_path)
        assert f"which is К in {name}" in failure.value.problems[0].message


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r"])
def test_saved_in_a_wrong_encoding(codec: str) -> None:
    """Russian that was read as Windows-1252 and saved so is read as what it was, signs and all."""
    right = "Что вы думаете, 3 × 4?"
    wrong = "".join(
        letter if letter == "×" else letter.encode(codec).decode("cp1252") for letter in right
    )
    deck = parse_deck(f"title: D\nlanguage: ru\ncards:\n  - title: {wrong}\n")
    (problem,) = deck.problems
    assert problem.hint == f"save the original again as UTF-8, or write: - title: {right}"
