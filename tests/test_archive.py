"""What a PDF says of itself, and PDF/A: files that can be read when we are gone."""

from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import page as checker
import pikepdf
import pypdfium2
import pytest
import yaml
from PIL import Image

from commands import run
from debian import installed_font
from icc_samples import sheet_profile
from korttipakka import KorttipakkaError, build_deck

DECK = {
    "title": "Pakka & <muut>",
    "language": "fi",
    "author": "Maija Meikäläinen",
    "keywords": ["osallisuus", "menetelmät"],
    "licence": "CC BY 4.0",
    "categories": {"a": {"name": "Ensimmäinen"}},
    "cards": [
        {
            "title": "Yksi", "category": "a", "image": "a.png", "alt": "Kuva", "copies": 2,
            "text": "Katso [sivua](https://example.org).\n\n- yksi\n- kaksi",
            "link": "https://example.org",
        },
        {"title": "Två", "category": "a", "language": "sv", "image": "b.svg"},
    ],
}  # fmt: skip

BLURRED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
<defs><linearGradient id="g"><stop stop-color="#fff"/><stop offset="1"/></linearGradient></defs>
<rect width="10" height="10" fill="url(#g)" opacity="0.5"/></svg>"""

WAYS: dict[str, dict[str, str]] = {
    "duplex": {},
    "fold": {"sheet.arrange": "fold"},
    "tent": {"sheet.arrange": "tent"},
    "single": {"sheet.arrange": "single"},
    "corrected, with a guide": {"sheet.back_angle": "0.2", "sheet.cutting_guide": "yes"},
}


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck with pictures half to be seen through, links, a code, two languages."""
    folder = tmp_path_factory.mktemp("deck")
    Image.new("RGBA", (400, 300), (30, 120, 170, 128)).save(folder / "a.png")
    (folder / "b.svg").write_text(BLURRED, "utf-8")
    (folder / "deck.yaml").write_text(yaml.safe_dump(DECK, allow_unicode=True, width=999), "utf-8")
    return folder


def faults(data: bytes, profile: checker.ValidationProfile) -> list[str]:
    """What a checker of a standard finds wrong."""
    report = checker.validate_pdf_bytes(data, profile=profile)
    return [f"{fault.rule_id}: {fault.message}" for fault in report.failures]


@pytest.mark.parametrize("changes", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("layout", ["workshop", "classic", "bold", "mono", "pocket"])
def test_archives(deck: Path, layout: str, changes: dict[str, str]) -> None:
    """PDF/A-2a and PDF/UA-1 hold at once, in all arrangements, by a checker of both."""
    data = build_deck(deck, layout=layout, settings=changes, blanks=["2"], pdfa=True).pdf()
    assert faults(data, checker.ValidationProfile.PDF_A_2A) == []
    assert faults(data, checker.ValidationProfile.PDF_UA_1) == []


@pytest.mark.parametrize("layout", ["bold", "mono"])
def test_the_shipped_deck_in_an_archive(layout: str) -> None:
    """Streams of all kinds, some of which end like a line, are as long as they say."""
    for changes in ({}, {"sheet.arrange": "single"}):
        data = build_deck("osallisuus", layout=layout, settings=changes, pdfa=True).pdf()
        assert faults(data, checker.ValidationProfile.PDF_A_2A) == []


@pytest.mark.parametrize(
    ("family", "text"),
    [("Noto Sans Arabic", "بَيْتٌ يهمّنا می\u200cخواهیم"), ("Noto Sans Hebrew", "שָׁלוֹם")],
)
def test_marks_as_shapes_in_an_archive(family: str, text: str, tmp_path: Path) -> None:
    """Vowel marks that are painted as shapes, and read by codes without ink, pass both."""
    installed_font(family, "fonts-noto-core")
    told = {"title": "T", "language": "ar", "cards": [{"title": text, "text": f"{text} {text}"}]}
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    data = build_deck(tmp_path, settings={"fonts.fallback": f"Inter, {family}"}, pdfa=True).pdf()
    assert faults(data, checker.ValidationProfile.PDF_A_2A) == []
    assert faults(data, checker.ValidationProfile.PDF_UA_1) == []


def test_nothing_is_claimed_unasked(deck: Path, tmp_path: Path) -> None:
    """A plain file says nothing of PDF/A, and has no profile of colours."""
    out = tmp_path / "a.pdf"
    build_deck(deck).write_pdf(out)
    with pikepdf.open(out) as pdf:
        assert "/OutputIntents" not in pdf.Root
        with pdf.open_metadata() as said:
            assert "pdfaid:part" not in said
            assert said["pdfuaid:part"] == "1"


@pytest.mark.parametrize("pdfa", [True, False])
def test_information_and_xmp_say_the_same(deck: Path, tmp_path: Path, pdfa: bool) -> None:
    """Title, author, words, dates and makers stand in both, as the deck has them."""
    out = tmp_path / "a.pdf"
    build_deck(deck, pdfa=pdfa).write_pdf(out)
    with pikepdf.open(out) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as said:
            assert said["dc:title"] == info["/Title"] == DECK["title"]
            assert said["dc:creator"] == [info["/Author"]] == [DECK["author"]]
            assert said["dc:description"] == info["/Subject"] == "Ensimmäinen"
            assert said["pdf:Keywords"] == info["/Keywords"] == "osallisuus, menetelmät"
            assert said["dc:subject"] == set(DECK["keywords"])
            assert said["dc:rights"] == "CC BY 4.0"
            assert said["dc:language"] == {"fi"}
            assert said["xmp:CreatorTool"] == info["/Creator"]
            assert said["pdf:Producer"] == info["/Producer"]
            assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == "2000-01-01T00:00:00Z"
            assert info["/CreationDate"] == info["/ModDate"] == "D:20000101000000Z"


@pytest.mark.parametrize(
    "title", ["þÿ on kirjaimia", "ÿþ", "ï»¿ alussa", "Osalli\xadsuus", "€uro", "þ ÿ"]
)
def test_titles_that_look_like_an_encoding(tmp_path: Path, title: str) -> None:
    """What begins like a mark of an encoding, or has a byte without meaning, is read as typed."""
    told: dict[str, object] = {
        "title": title,
        "author": title,
        "cards": [{"title": "A", "category": "a"}],
    }
    told["categories"] = {"a": {"name": title}}
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    data = build_deck(tmp_path, pdfa=True).pdf()
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        with pdf.open_metadata() as said:
            assert str(pdf.docinfo["/Title"]) == str(pdf.docinfo["/Author"]) == said["dc:title"]
        shown = [str(pdf.docinfo["/Title"]), *(entry.title for entry in outline.root)]
    assert set(shown) == {title}
    with closing(pypdfium2.PdfDocument(data)) as opened:
        assert opened.get_metadata_value("Title") == shown[0]
    assert faults(data, checker.ValidationProfile.PDF_A_2A) == []


def test_what_nobody_said_is_left_out(tmp_path: Path) -> None:
    """A deck without an author or words has no empty ones."""
    path, out = tmp_path / "deck.yaml", tmp_path / "a.pdf"
    path.write_text("title: T\ncards:\n  - title: A\n", "utf-8")
    build_deck(path, pdfa=True).write_pdf(out)
    assert faults(out.read_bytes(), checker.ValidationProfile.PDF_A_2A) == []
    with pikepdf.open(out) as pdf:
        assert {"/Author", "/Subject", "/Keywords"}.isdisjoint(pdf.docinfo.keys())
        with pdf.open_metadata() as said:
            assert "dc:creator" not in said


def test_the_date_of_a_release(deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH gives the date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    out = tmp_path / "a.pdf"
    build_deck(deck).write_pdf(out)
    date = datetime.fromtimestamp(1_700_000_000, UTC)
    with pikepdf.open(out) as pdf:
        assert str(pdf.docinfo.CreationDate) == f"D:{date:%Y%m%d%H%M%S}Z"


@pytest.mark.parametrize("epoch", ["x", "-1", "9" * 12, "²", "1.5"])
def test_no_date_of_a_release(deck: Path, tmp_path: Path, epoch: str) -> None:
    """What is no number of seconds is told, whatever else reads it."""
    done = run("build", deck, "-o", tmp_path / "a.pdf", SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 1
    assert "error[bad-value]: SOURCE_DATE_EPOCH is" in done.stderr


def test_inks_need_a_profile(deck: Path, tmp_path: Path) -> None:
    """PDF/A of CMYK colours is refused, and works as the hint says, in both ways."""
    with pytest.raises(KorttipakkaError) as caught:
        build_deck(deck, settings={"sheet.color": "cmyk"}, pdfa=True)
    (problem,) = caught.value.problems
    assert problem.code == "no-archive"
    assert problem.hint == (
        "leave the colours as they are: --color rgb; or give one: --output-profile FILE.icc"
    )
    build_deck(deck, settings={"sheet.color": "rgb"}, pdfa=True)
    (tmp_path / "press.icc").write_bytes(sheet_profile())
    data = build_deck(deck, pdfa=True, output_profile=tmp_path / "press.icc").pdf()
    assert faults(data, checker.ValidationProfile.PDF_A_2A) == []
    assert faults(data, checker.ValidationProfile.PDF_UA_1) == []


def test_the_flag(deck: Path, tmp_path: Path) -> None:
    """`--pdfa` makes the same file as the library, and refuses inks in one line."""
    out = tmp_path / "a.pdf"
    assert run("build", deck, "--pdfa", "-o", out).returncode == 0
    assert out.read_bytes() == build_deck(deck, pdfa=True).pdf()
    refused = run("build", deck, "--pdfa", "--color", "cmyk", "-o", out)
    assert refused.returncode == 2
    assert "no-archive" in refused.stderr
