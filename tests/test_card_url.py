"""`qr: "{card.url}"`: a code on each card that leads to its place on the deck's HTML page."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from commands import run_here as run

URL = "https://example.org/methods.html"

DECK = f"""\
title: Methods
language: en
url: {URL}
layout: layout.yaml
categories: {{ideas: {{name: Finding ideas, color: teal}}}}
category: ideas
cards:
  - title: Six hats
    text: Think in turns.
  - title: Yhteiskehittäminen
    id: käsi-1.b
  - title: Six hats
    copies: 2
"""

LAYOUT = 'extends: workshop\nback: {code: {qr: "{card.url}"}}\n'


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a deck with such a layout, where commands are run."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "layout.yaml").write_text(LAYOUT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    """Write something else in the deck."""
    text = (folder / "deck.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / "deck.yaml").write_text(text.replace(old, new), encoding="utf-8")


class Anchors(HTMLParser):
    """The ids of the articles of a page, each with the words of its heading."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.titles: dict[str, str] = {}
        self._id, self._in_heading = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a card and its heading begin."""
        if tag == "article":
            self._id = dict(attrs)["id"] or ""
            self.titles[self._id] = ""
        self._in_heading = self._in_heading or tag == "h2"

    def handle_endtag(self, tag: str) -> None:
        """Note where a heading ends."""
        self._in_heading = self._in_heading and tag != "h2"

    def handle_data(self, data: str) -> None:
        """Add to the heading."""
        if self._in_heading and self._id:
            self.titles[self._id] += data.replace("\u00ad", "")


def codes(pdf: Path) -> list[str]:
    """What the codes on the pages say, as a camera would read them."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=150 / 72).to_pil() for page in document]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def test_codes_lead_to_the_cards_of_the_page(deck: Path) -> None:
    """Each card's code names the anchor that its article has in the HTML file, copies the same."""
    assert run("build", "-q", "-o", "x.pdf").exit_code == 0
    assert run("export", "--to", "html", "-o", "methods.html").exit_code == 0
    titles = Anchors((deck / "methods.html").read_text(encoding="utf-8")).titles
    found = [urldefrag(text) for text in codes(deck / "x.pdf")]
    assert {page for page, _ in found} == {URL}
    assert all(anchor.isascii() for _, anchor in found)
    anchors = [unquote(anchor) for _, anchor in found]
    assert sorted(set(anchors)) == ["käsi-1.b", "six-hats", "six-hats-2"]
    assert len(anchors) == 4
    assert set(anchors) == set(titles)
    assert titles["käsi-1.b"] == "Yhteiskehittäminen"


def test_every_card_of_the_shipped_deck_is_on_its_page(tmp_path: Path) -> None:
    """Each of the 66 links of the PDF leads to an anchor of the page, one for each card."""
    pdf, page = tmp_path / "x.pdf", tmp_path / "x.html"
    assert run("new", tmp_path / "d", "--from", "osallisuus").exit_code == 0
    with (tmp_path / "d" / "deck.yaml").open("a", encoding="utf-8") as file:
        file.write(f"url: {URL}\n")
    done = run("build", tmp_path / "d", "-q", "--set", "back.code.qr={card.url}", "-o", pdf)
    assert done.exit_code == 0, done.output
    assert run("export", tmp_path / "d", "--to", "html", "-o", page).exit_code == 0
    anchors = Anchors(page.read_text(encoding="utf-8")).titles
    with pikepdf.open(pdf) as document:
        links = [str(link.A.URI) for one in document.pages for link in one.get("/Annots", [])]
    assert {link.removeprefix(f"{URL}#") for link in links} == set(anchors)
    assert len(links) == len(anchors) == 66


def test_a_code_is_a_link_with_words(deck: Path) -> None:
    """It can be clicked, and its address is read aloud, as of any code."""
    assert run("build", "-q", "-o", "x.pdf").exit_code == 0
    with pikepdf.open(deck / "x.pdf") as document:
        (first, *_) = [link for one in document.pages for link in one.get("/Annots", [])]
        assert str(first.Contents) == str(first.A.URI) == f"{URL}#six-hats"
        objects = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        alts = {str(one.Alt) for one in objects if one.get("/S") == "/Figure" and "/Alt" in one}
    assert alts == {f"{URL}#six-hats", f"{URL}#k%C3%A4si-1.b", f"{URL}#six-hats-2"}


def test_a_deck_without_url_is_told(deck: Path) -> None:
    """The box is told of with the key to write, and when it is written all is well."""
    change(deck, f"url: {URL}\n", "")
    done = run("check")
    assert done.exit_code == 0
    (line,) = (line for line in done.output.splitlines() if "no-url" in line)
    assert line.startswith("layout.yaml:2:19: warning[no-url]: back.code shows {card.url}, ")
    assert run("build", "-q", "-o", "x.pdf").exit_code == 0
    assert codes(deck / "x.pdf") == []
    (hint,) = re.findall(r"hint: write '(url: https://…)' into deck.yaml", done.output)
    change(deck, "language: en\n", f"language: en\n{hint.replace('…', 'example.org/x.html')}\n")
    assert "no-url" not in run("check").output
    assert run("build", "-q", "-o", "x.pdf").exit_code == 0
    assert "https://example.org/x.html#six-hats" in codes(deck / "x.pdf")


def test_a_layout_that_shows_none_needs_none(deck: Path) -> None:
    """Nothing is told where no box asks for the address, and a text may show it, too."""
    change(deck, f"url: {URL}\n", "")
    assert "no-url" not in run("check", "-l", "workshop").output
    assert "no-url" not in run("check", "--set", "back.code.when=never").output
    done = run("check", "-l", "workshop", "--set", "back.footer.text={card.url}")
    assert "back.footer shows {card.url}" in done.output


BAD = {
    "mailto:a@example.org": "'mailto:a@example.org' is no page",
    "example.org/x": "'example.org/x' is not a link",
    "javascript:alert(1)": "is not a link",
    f"'{URL}#top'": "is a place within a page",
}


@pytest.mark.parametrize("url", BAD)
def test_bad_url(deck: Path, url: str) -> None:
    """An address that is no page's is an error at its place; a hint that offers one works."""
    change(deck, f"url: {URL}\n", f"url: {url}\n")
    done = run("build", "-o", "x.pdf")
    assert done.exit_code == 1
    (line,) = (line for line in done.output.splitlines() if "bad-link" in line)
    assert line.startswith("deck.yaml:3:6: error[bad-link]: ")
    assert BAD[url] in line
    if meant := re.search(r"hint: did you mean '(.*)'\?", done.output):
        change(deck, f"url: {url}\n", f"url: {meant[1]}\n")
        assert run("build", "-q", "-o", "x.pdf").exit_code == 0


def test_letters_that_deceive_are_told(deck: Path) -> None:
    """An address in Cyrillic letters that look Latin is a warning, as in links."""
    change(deck, "example.org", "\u0430\u0440\u0440\u04cf\u0435.com")
    assert "warning[look-alike]" in run("check").output


def test_write_in_cards_have_none(deck: Path) -> None:
    """A card that nobody has written is on no page."""
    assert run("build", "-q", "--blanks", "2", "-o", "x.pdf").exit_code == 0
    assert len(codes(deck / "x.pdf")) == 4
