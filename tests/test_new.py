"""`korttipakka new` and `list`: a folder to begin with, and what is in a deck."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from commands import run_here as run
from korttipakka.basics.shell import shell_line
from korttipakka.build.pictures import usable_layouts
from korttipakka.reading.deck import read_deck, read_manuscript
from korttipakka.saving.starter import LANGUAGES

ROOT = Path(__file__).parents[1]


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files below a folder with their contents."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(params=LANGUAGES)
def starter(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A new deck in each language."""
    folder = tmp_path / "uusi pakka"
    done = run("new", folder, "--language", request.param)
    assert done.exit_code == 0, done.output
    return folder


LEFT_OUT = {"question": ["image", "link", "subtitle", "text"]}
"""What layouts have no box for: a question stands alone."""


@pytest.mark.parametrize("layout", usable_layouts())
def test_a_new_deck_builds_in_every_layout(starter: Path, layout: str) -> None:
    """Three categories, six cards, a picture: no warning but of what a layout does not show."""
    told = json.loads(run("check", starter, "--layout", layout, "--format", "json").output)
    assert {problem["code"] for problem in told} <= {"not-shown"}
    shown = [re.search(r"the (\w+) of card", problem["message"]) for problem in told]
    assert sorted(found[1] for found in shown if found) == LEFT_OUT.get(layout, [])
    assert len(told) == len(LEFT_OUT.get(layout, []))
    deck = read_deck(starter)
    assert (len(deck.cards), len(deck.categories)) == (6, 3)
    assert {card.category for card in deck.cards} == set(deck.categories)
    assert [card.image for card in deck.cards if card.image] == [starter / "pictures/bulb.svg"]


def test_what_new_says_works(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deck is written in the language asked for, and the next command builds it at once."""
    assert read_deck(starter).language in (starter / "deck.yaml").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = run("new", "toinen pakka")
    assert shell_line(["korttipakka", "build", "toinen pakka"]) in done.output
    assert run("build", "toinen pakka").exit_code == 0
    assert (tmp_path / "toinen pakka.pdf").read_bytes().startswith(b"%PDF")


def test_comments_teach_the_commands_that_there_are(starter: Path) -> None:
    """Each command in the comments of a new deck runs in its folder."""
    text = (starter / "deck.yaml").read_text(encoding="utf-8")
    commands = re.findall(r"korttipakka (\w+)((?: --\w+ \w+)*)", text)
    assert {name for name, _ in commands} == {"build", "check"}
    for name, flags in commands:
        out = ["-o", starter.parent / "x.pdf"] if name == "build" else []
        assert run(name, starter, *flags.split(), *out).exit_code == 0


def test_editors_find_the_schema(starter: Path) -> None:
    """The first line names a schema that lies in the folder, and the deck is valid by it."""
    text = (starter / "deck.yaml").read_text(encoding="utf-8")
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", text.split("\n")[0])
    assert match is not None
    schema = json.loads((starter / match[1]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(text), schema)
    with pytest.raises(jsonschema.ValidationError, match="otsikko"):
        jsonschema.validate(yaml.safe_load(f"otsikko: x\n{text}"), schema)
    settings = json.loads((starter / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {match[1]: "deck.yaml"}


def test_the_schema_is_the_one_of_today(starter: Path) -> None:
    """The schema in the folder is what `korttipakka schema deck` prints."""
    written = (starter / ".vscode/deck.schema.json").read_text(encoding="utf-8")
    assert written == run("schema", "deck").output


def test_the_shipped_deck_is_valid_by_the_schema() -> None:
    """Texts in several languages are valid, too."""
    schema = json.loads(run("schema", "deck").output)
    text = (ROOT / "cards/osallisuus/deck.yaml").read_text(encoding="utf-8")
    jsonschema.validate(yaml.safe_load(text), schema)


def test_new_is_the_same_every_time(starter: Path, tmp_path: Path) -> None:
    """The same command writes the same bytes."""
    other = tmp_path / "toinen"
    run("new", other, "--language", read_deck(starter).language)
    assert snapshot(other) == snapshot(starter)


def test_new_leaves_files_alone(starter: Path, tmp_path: Path) -> None:
    """A folder that is not empty, and a file of that name, stay as they are."""
    before = snapshot(starter)
    for extra in ((), ("--from", "osallisuus")):
        done = run("new", starter, *extra)
        assert done.exit_code == 1
        assert "error[file-exists]" in done.output
        assert snapshot(starter) == before
    file = tmp_path / "tiedosto"
    file.write_text("oma", encoding="utf-8")
    assert "is a file" in run("new", file).output
    assert file.read_text(encoding="utf-8") == "oma"


def test_new_takes_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`new .` begins in the folder one is in."""
    monkeypatch.chdir(tmp_path)
    assert run("new", ".").exit_code == 0
    assert read_deck(tmp_path).language == "en"


def test_from_copies_a_shipped_deck(tmp_path: Path) -> None:
    """The copy says the same; only the schema line and the editor's files are new."""
    done = run("new", tmp_path / "oma", "--from", "osallisuus")
    assert done.exit_code == 0, done.output
    source = ROOT / "cards/osallisuus"
    texts, copied_texts = (
        [written.texts for written in read_manuscript(folder).cards]
        for folder in (source, tmp_path / "oma")
    )
    assert copied_texts == texts
    copied = snapshot(tmp_path / "oma")
    for name, data in snapshot(source).items():
        line = b"# yaml-language-server: $schema=.vscode/deck.schema.json\n"
        assert copied.pop(name) == (line if name == "deck.yaml" else b"") + data
    assert all(name.startswith(".vscode/") for name in copied)


def test_from_copies_no_more_than_the_folder(tmp_path: Path) -> None:
    """Pictures and a layout come along; hidden files and links out of the folder do not."""
    source, secret = tmp_path / "pakka", tmp_path / "salaisuus.txt"
    secret.write_text("x", encoding="utf-8")
    (source / "kuvat").mkdir(parents=True)
    (source / "deck.yaml").write_bytes(
        b"\xef\xbb\xbftitle: A\nlayout: oma.yaml\ncards: [title: B]\n"
    )
    (source / "oma.yaml").write_text("extends: workshop\n", encoding="utf-8")
    (source / "kuvat/a.svg").write_text("<svg/>", encoding="utf-8")
    (source / ".git").mkdir()
    (source / ".git/x").write_text("x", encoding="utf-8")
    (source / "linkki.txt").symlink_to(secret)
    done = run("new", tmp_path / "kopio", "--from", source)
    assert done.exit_code == 0, done.output
    names = {name for name in snapshot(tmp_path / "kopio") if not name.startswith(".vscode/")}
    assert names == {"deck.yaml", "oma.yaml", "kuvat/a.svg"}
    assert read_deck(tmp_path / "kopio").title == "A"


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (("--language", "de"), "'de' is not one of"),
        (("--language", "fi", "--from", "osallisuus"), "leave it out with --from"),
        (("--from", "osalisuus"), "did you mean 'osallisuus'?"),
        (("--from", "alone.yaml"), "--from copies a folder"),
    ],
)
def test_new_refuses_what_cannot_be_meant(
    flags: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong flag makes no folder."""
    monkeypatch.chdir(tmp_path)
    Path("alone.yaml").write_text("title: A\ncards: [title: B]\n", encoding="utf-8")
    done = run("new", "oma", *flags)
    assert done.exit_code in {1, 2}
    assert told in done.output
    assert not (tmp_path / "oma").exists()


DECK = """\
title: Pakka
language: fi
categories: {a: Ajatus}
cards:
  - {title: "Yhteis-?työ", category: a, tags: [x, y]}
  - {title: {fi: Tauko, sv: Paus}, id: kahvi, copies: 2}
"""
"""A deck of two cards."""


def test_list_tells_what_card_takes(deck: Path, tmp_path: Path) -> None:
    """Numbers, ids, categories and titles; each id is taken by --card."""
    done = run("list", deck)
    assert done.output == "1  yhteistyo  a  Yhteistyö\n2  kahvi         Tauko\n"
    for line in done.output.splitlines():
        out = tmp_path / "x.pdf"
        assert run("build", deck, "--card", line.split()[1], "-o", out).exit_code == 0


def test_list_is_for_scripts_too(deck: Path) -> None:
    """JSON has what scripts need, the place of each card included."""
    first, second = json.loads(run("list", deck, "--format", "json").output)
    assert first == {
        "number": 1, "id": "yhteistyo", "category": "a", "title": "Yhteistyö", "copies": 1,
        "tags": ["x", "y"], "file": str(deck), "line": 5,
    }  # fmt: skip
    assert (second["category"], second["copies"], second["line"]) == (None, 2, 6)


def test_ids_are_the_same_in_every_language(deck: Path) -> None:
    """An id is made from the title in the deck's own language, whichever language is printed."""
    deck.write_text(DECK.replace(", id: kahvi", ""), encoding="utf-8")
    shown = json.loads(run("list", deck, "--format", "json", "--language", "sv").output)
    assert [(card["id"], card["title"]) for card in shown] == [
        ("yhteistyo", "Yhteistyö"), ("tauko", "Paus")
    ]  # fmt: skip


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    """The hint is one that `new` knows: it has no flag for the place."""
    (tmp_path / "shut").write_text("a file", encoding="utf-8")
    done = run("new", tmp_path / "shut" / "deck")
    assert done.exit_code == 1
    assert "error[cannot-write]" in done.output
    assert "hint: choose another folder" in done.output
