"""Lists without headings, as people and flashcard programs write them, come in as cards."""

from pathlib import Path

import pytest

from commands import run_here as call
from docx_samples import document, heading, paragraph, table
from korttipakka.reading.deck import read_deck
from korttipakka.reading.documents.lists import listed
from test_import_tables import made

Cards = list[tuple[str, str]]

VOTE: Cards = [("Idea", "Think alone"), ("Vote", "Decide together")]

LISTS: dict[str, tuple[str, Cards]] = {
    "Quizlet, tabs": ("Idea\tThink alone\nVote\tDecide together\n", VOTE),
    "Quizlet, a single pair": ("Idea\tThink alone\n", VOTE[:1]),
    "Quizlet, commas": ("Idea,Think alone\nVote,Decide together\n", VOTE),
    "Quizlet, hyphens": ("Idea - Think alone\nVote - Decide together\n", VOTE),
    "Quizlet, all in a line": ("Idea,Think alone;Vote,Decide together;", VOTE),
    "Quizlet, over lines": ("Idea\tThink\nalone\n\nVote\tDecide\ntogether\n", [
        ("Idea", "Think\nalone"), ("Vote", "Decide\ntogether")]),
    "Quizlet, over lines without gaps": ("Idea\tThink:\n- alone\nVote\tDecide\n", [
        ("Idea", "Think:\n- alone"), ("Vote", "Decide")]),
    "Quizlet, an empty column": ("Idea\t\tThink alone\nVote\t\tDecide together\n", VOTE),
    "pairs with a title alone": ("Idea - Think\nBreak\nVote - Decide\n", [
        ("Idea", "Think"), ("Break", ""), ("Vote", "Decide")]),
    "an introduction": ("The cards:\n\nIdea\nThink alone\n\nVote\nDecide together\n", VOTE),
    "boxes to tick, and tabs": ("- [ ] Idea\n\t- Think\n- [x] Vote\n", [
        ("Idea", "- Think"), ("Vote", "")]),
    "Obsidian": ("Idea::Think alone\nVote::Decide together\n", VOTE),
    "dashes": ("Idea – Think alone\r\nVote – Decide together\r\n", VOTE),
    "colons": ("Idea: Think alone\nVote: Decide together\n", VOTE),
    "a hyphen in both": ("To-do - Think - alone\nVote - x\n", [
        ("To-do", "Think - alone"), ("Vote", "x")]),
    "numbers": ("1. Idea - Think alone\n2. Vote - Decide together\n", VOTE),
    "items": ("- Idea\n- Vote\n", [("Idea", ""), ("Vote", "")]),
    "items below items": ("* Idea\n  * Think\n  * Write\n* Vote\n", [
        ("Idea", "* Think\n* Write"), ("Vote", "")]),
    "titles": ("Idea\nVote\n", [("Idea", ""), ("Vote", "")]),
    "questions": ("Who are you?\nIf you could change but one thing here, which would it be, "
        "and why that one?\n", [("Who are you?", ""), ("If you could change but one thing here, "
        "which would it be, and why that one?", "")]),
    "paragraphs": ("Idea\nThink alone\n\nVote\nDecide together\n", VOTE),
    "in turn": ("Idea\n\nThink alone.\n\nVote\n\nDecide together.\n", [
        ("Idea", "Think alone."), ("Vote", "Decide together.")]),
    "capitals": ("IDEA\nThink alone\nVOTE\nDecide together\n", [
        ("IDEA", "Think alone"), ("VOTE", "Decide together")]),
    "rules": ("Idea\nThink alone\n---\nVote\nDecide together\n", VOTE),
    "words that are headings elsewhere": ("text\ta set of words\ntitle\tthe name of a book\n", [
        ("text", "a set of words"), ("title", "the name of a book")]),
    "questions and answers": ("Q: Who?\nA: You\n\nQ: What?\nA: This\nand that\n", [
        ("Who?", "You"), ("What?", "This\nand that")]),
    "Markdown": ("# Idea\n\nThink alone\n\n# Vote\n\nDecide together\n", VOTE),
    "a table in Markdown": ("| Title | Text |\n|---|---|\n| Idea | Think alone |\n"
        "| Vote | Decide together |\n", VOTE),
    "an open quote": ('"Idea - Think alone\n"Vote - Decide together\n', [
        ('"Idea', "Think alone"), ('"Vote', "Decide together")]),
}  # fmt: skip


def read(source: Path, folder: Path, *flags: str) -> Cards:
    """Titles and texts of the deck that a file becomes."""
    done = call("import", source, folder, "--language", "en", *flags)
    assert done.exit_code == 0, done.output
    cards = read_deck(folder).cards
    return [(card.title, card.text.replace("  \n", "\n").replace("\\\n", "\n")) for card in cards]


@pytest.mark.parametrize("name", LISTS)
def test_lists_without_headings(name: str, tmp_path: Path) -> None:
    """Each make of list is read, and where it was guessed how, that is told."""
    text, cards = LISTS[name]
    source = tmp_path / "cards.txt"
    source.write_text(text, encoding="utf-8", newline="")
    assert read(source, tmp_path / "deck") == cards
    if "#" not in text and "|" not in text and "Q:" not in text:
        assert "there are no headings" in call("import", source, tmp_path / "b").output


@pytest.mark.parametrize("name", ["items", "items below items", "colons", "paragraphs", "rules"])
def test_lists_in_markdown_and_word(name: str, tmp_path: Path) -> None:
    """The same lists are read in Markdown; a list of Word's paragraphs, too."""
    text, cards = LISTS[name]
    (tmp_path / "cards.md").write_text(text, encoding="utf-8")
    assert read(tmp_path / "cards.md", tmp_path / "deck") == cards
    word = document(tmp_path / "d.docx", [paragraph("Idea: Think alone"), paragraph("Vote: Go")])
    assert read(word, tmp_path / "word") == [("Idea", "Think alone"), ("Vote", "Go")]
    assert "make each card's title a heading" in call("import", word, tmp_path / "w").output


def test_a_list_below_the_only_heading(tmp_path: Path) -> None:
    """One heading above items or pairs names the deck; above anything else it is a card."""
    (tmp_path / "a.md").write_text("# Cards\n\n- Idea\n- Vote\n")
    assert read(tmp_path / "a.md", tmp_path / "a") == [("Idea", ""), ("Vote", "")]
    assert read_deck(tmp_path / "a").title == "Cards"
    (tmp_path / "b.txt").write_text("# Cards\n\nIdea - think\nVote - decide\n")
    assert read(tmp_path / "b.txt", tmp_path / "b") == [("Idea", "think"), ("Vote", "decide")]
    output = call("import", tmp_path / "b.txt", tmp_path / "x").output
    assert "b.txt:3:1: warning[guessed]" in output
    (tmp_path / "c.md").write_text("# Idea\n\nThink\n\nWrite\n")
    assert read(tmp_path / "c.md", tmp_path / "c") == [("Idea", "Think\n\nWrite")]


def test_what_stands_below_a_list(tmp_path: Path) -> None:
    """A last paragraph that is no item is left out, and told; links of titles are kept."""
    text = (
        "1. **[Idea](https://a.fi)** - Think\n2. **Vote** - Decide\n\nTell me if you want more!\n"
    )
    (tmp_path / "a.md").write_text(text)
    assert read(tmp_path / "a.md", tmp_path / "a") == [("Idea", "Think"), ("Vote", "Decide")]
    assert [card.link for card in read_deck(tmp_path / "a").cards] == ["https://a.fi", ""]
    output = call("import", tmp_path / "a.md", tmp_path / "b").output
    assert "'Tell me if you want more!' is no card: it was left out" in output


def test_a_table_of_word_without_headings(tmp_path: Path) -> None:
    """A table of two columns is titles and texts, wherever it stands."""
    source = document(tmp_path / "a.docx", [table([["Idea", "Think alone"], ["Vote", "Decide"]])])
    assert read(source, tmp_path / "a") == [("Idea", "Think alone"), ("Vote", "Decide")]


def test_rules_between_headings(tmp_path: Path) -> None:
    """A rule that parts cards with headings is printed on none of them."""
    text = "# Idea\n\nThink\n\n---\n\n# Vote\n\nDecide\n\n---\n\n# Break\n\nOne\n\n---\n\nTwo\n"
    (tmp_path / "a.md").write_text(text)
    assert read(tmp_path / "a.md", tmp_path / "a") == [
        ("Idea", "Think"), ("Vote", "Decide"), ("Break", "One\n\n---\n\nTwo"),
    ]  # fmt: skip


def test_a_title_above_a_list(tmp_path: Path) -> None:
    """A line alone above items or pairs is the deck's title."""
    (tmp_path / "a.txt").write_text("Biology 3\n\nosmosis - water moves\ncell - a unit\n")
    assert len(read(tmp_path / "a.txt", tmp_path / "deck")) == 2
    assert read_deck(tmp_path / "deck").title == "Biology 3"


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\nthis is a letter that goes on\nover some lines.\n",
        "[name]=Knight|Mage\nFONT=Arial,32,,#000000\n",
        f"{'So long a line is no title. ' * 9}\nNor is this.\n",
        "Only one line\n",
        "koira\tdog\thund\nkissa\tcat\tkatt\n",
    ],
)
def test_what_is_no_list(text: str, tmp_path: Path) -> None:
    """Prose, programs and tables of many columns are no lists: nothing is written."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = call("import", tmp_path / "a.txt", tmp_path / "deck")
    assert done.exit_code == 1
    assert "no-title-column" in done.output
    assert not (tmp_path / "deck").exists()


def test_columns_by_letters(tmp_path: Path) -> None:
    """In a table without headings --map takes letters; the first row is a card, which is told."""
    (tmp_path / "a.csv").write_text("Idea;Think alone;Begin\nVote;Decide;End\n", encoding="utf-8")
    output = call("import", tmp_path / "a.csv", tmp_path / "x").output
    assert "name columns by their letters: --map title=A --map text=B" in output
    flags = ("--map", "title=A", "--map", "text=B")
    assert read(tmp_path / "a.csv", tmp_path / "deck", *flags) == [
        ("Idea", "Think alone"), ("Vote", "Decide"),
    ]  # fmt: skip
    done = call("import", tmp_path / "a.csv", tmp_path / "y", *flags)
    assert "the first row is a card, too" in done.output
    assert "a.csv:C1: warning[left-out]" in done.output


def test_a_spreadsheet_that_begins_with_a_sentence(tmp_path: Path) -> None:
    """Two columns of a spreadsheet are read without headings where the first row has none."""
    (tmp_path / "a.csv").write_text("Idea;Think alone.\nVote;Decide.\n", encoding="utf-8")
    assert read(tmp_path / "a.csv", tmp_path / "deck") == [
        ("Idea", "Think alone."), ("Vote", "Decide."),
    ]  # fmt: skip
    (tmp_path / "b.csv").write_text(" ; ;\n;;\n", encoding="utf-8")
    assert "the table is empty" in call("import", tmp_path / "b.csv", tmp_path / "b").output


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Menetelmän nimi;Kuvaus;Vaihe", ("title", "text", "category")),
        ("Metodens namn;Beskrivning;Fas", ("title", "text", "category")),
        ("Card Name;Card Description;List Name", ("title", "text", "category")),
        ("Task Name;Description;Bucket Name", ("title", "text", "category")),
        ("Nom de la méthode;Description;Thème", ("title", "text", "category")),
        ("Kysymys;Aihe;Kuva", ("title", "category", "image")),
        ("Aihe;Teksti;Ryhmä", ("title", "text", "category")),
        ("Aihe;Otsikko;Teksti", ("category", "title", "text")),
        ("Kysymykset;Vastaukset;Vaihe", ("title", "text", "category")),
        ("Side A;Side B;Topic", ("title", "text", "category")),
        ("Question;Topic;Tags", ("title", "category", "tags")),
        ("ID;Text;Type", ("id", "title", "category")),
        ("Name;Rules text;Art", ("title", "text", "image")),
    ],
)
def test_headings_of_other_programs(headings: str, fields: tuple[str, ...], tmp_path: Path) -> None:
    """Boards, games and tables of methods have headings of their own."""
    (tmp_path / "a.csv").write_text(f"{headings}\nOne;Two;two.png\n", encoding="utf-8")
    (tmp_path / "two.png").write_bytes(b"")
    assert call("import", tmp_path / "a.csv", tmp_path / "deck").exit_code == 0
    card = read_deck(tmp_path / "deck").cards[0]
    found = dict(zip(fields, ("One", "Two", "two.png"), strict=True))
    assert card.title == found["title"]
    assert card.text == found.get("text", "")
    if "category" in found:
        category = card.category
        assert category
        assert category.name == found["category"]


def test_notes_are_told_where_there_is_no_text(tmp_path: Path) -> None:
    """A table with notes and no text makes cards without text: that is told, with what to do."""
    (tmp_path / "a.csv").write_text("Name;Notes\nIdea;Think\n", encoding="utf-8")
    output = call("import", tmp_path / "a.csv", tmp_path / "deck").output
    assert "'Notes' went to notes, which no card shows" in output
    assert "--map text=Notes" in output
    assert read(tmp_path / "a.csv", tmp_path / "b", "--map", "text=Notes") == [("Idea", "Think")]


def test_a_field_has_one_column(tmp_path: Path) -> None:
    """Two columns for a field are told of, by name; the same one twice is no slip."""
    (tmp_path / "a.csv").write_text("A,B\nIdea,Think\n", encoding="utf-8")
    words = ("import", tmp_path / "a.csv", tmp_path / "deck", "--map", "title=A", "--map")
    done = call(*words, "title=B")
    assert done.exit_code == 2
    assert "--map title=B: this field is that of 'A' already" in done.output
    assert not (tmp_path / "deck").exists()
    assert call(*words, "title=A", "--map", "text=B").exit_code == 0


TABLES = [
    "| Title | Text |\n|---|---|\n| **Idea** | a |",
    "| Title | Text |\n|---|---|\n| Vote | b |",
]


def test_tables_below_headings(tmp_path: Path) -> None:
    """All tables of a document are read; the heading above each is its cards' category."""
    text = f"# All\n\n## Begin\n\n{TABLES[0]}\n\n## End\n\n{TABLES[1]}\n\nAnd so on.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    rows = (["Title", "Text"], ["Idea", "a"]), (["Title", "Text"], ["Vote", "b"])
    word = document(tmp_path / "a.docx", [
        heading(1, "All"), heading(2, "Begin"), table(rows[0]), heading(2, "End"), table(rows[1]),
        paragraph("And so on."),
    ])  # fmt: skip
    for source in (tmp_path / "a.md", word):
        folder = source.with_suffix("")
        done = call("import", source, folder.with_suffix(".d"), "--language", "en")
        assert done.output.count("was left out") == 1
        assert "'And so on.'" in done.output
        deck = read_deck(folder.with_suffix(".d"))
        assert deck.title == "All"
        assert [(c.title, c.text, c.category and c.category.name) for c in deck.cards] == [
            ("Idea", "a", "Begin"), ("Vote", "b", "End"),
        ]  # fmt: skip


def test_cells_of_markdown(tmp_path: Path) -> None:
    """A title in bold is its words, one that is a link has that link, a picture is the picture."""
    (tmp_path / "a.md").write_text(
        "| Title | Image |\n|---|---|\n| **[Idea](https://hel.fi)** | |\n"
        "| [Vote](https://hel.fi) | ![x](two.png) |\n",
        encoding="utf-8",
    )
    (tmp_path / "two.png").write_bytes(b"")
    assert call("import", tmp_path / "a.md", tmp_path / "deck").exit_code == 0
    idea, vote = read_deck(tmp_path / "deck").cards
    assert idea.title == "Idea"
    assert (vote.title, vote.link) == ("Vote", "https://hel.fi")
    assert vote.image
    assert vote.image.name == "two.png"


def test_values_below_a_title(tmp_path: Path) -> None:
    """Notion writes the values of a page below its title; sentences with colons are none."""
    text = (
        "# Idea\n\nCategory: Begin\nCopies: 2\nLength: 10 min\n\nThink alone\n\n# Vote\n\nNote: x\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    call("import", tmp_path / "a.md", tmp_path / "deck", "--language", "en")
    idea, vote = read_deck(tmp_path / "deck").cards
    assert (idea.text, idea.copies, idea.fields) == ("Think alone", 2, {"length": "10 min"})
    assert idea.category
    assert idea.category.name == "Begin"
    assert vote.text == "Note: x"


def test_underlined_headings(tmp_path: Path) -> None:
    """A line of = or - makes a heading of the line above it."""
    text = "Cards\n=====\n\nIdea\n----\nThink\n\nVote\n----\nDecide\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a.md", tmp_path / "deck") == [("Idea", "Think"), ("Vote", "Decide")]
    assert read_deck(tmp_path / "deck").title == "Cards"


def test_items_hide_in_no_word() -> None:
    """A hyphen between blanks parts a title from its text, and is no mark of an item."""
    found = listed("one - two\nthree - four")
    assert found
    assert [entry.title for entry in found.entries] == ["one", "three"]


def test_headings_that_are_underlined(tmp_path: Path) -> None:
    """Lines with = below them are headings in a text file, too, as in reStructuredText."""
    text = "Tauko\n=====\n\nKahvia\n\nYö\n===\n\nUnta\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    cards = made(tmp_path / "a.txt", tmp_path / "deck", "--language", "fi")
    assert [(c["title"], c["text"].strip()) for c in cards] == [("Tauko", "Kahvia"), ("Yö", "Unta")]
