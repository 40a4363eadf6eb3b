"""`export --to html`: one file for any browser, looked at as text and in a real Chromium."""

import re
from base64 import b64decode
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browsers import CHROMIUM, launched, violations
from commands import run_here as run
from korttipakka.content.markdown import parse
from korttipakka.web.deck.markup import text_html
from remembered import Source, texts

DECK = """\
title: {en: Ways & means, sv: Sätt}
language: en
categories:
  ideas: {name: {en: Ideas, sv: Idéer}, color: "#0b6e75", icon: bulb.svg}
  other: {name: Other, color: "#b8324b"}
cards:
  - title: {en: First <b>card</b>, sv: Första kortet}
    id: first
    category: ideas
    tags: [quick, "in, out"]
    text:
      en: |
        A **bold** word, and a list:

        - one
        - two
      sv: Kort text.
  - title: Second card
    id: second
    category: ideas
    back_title: Turned
    text: "<script>alert(1)</script> & more"
    link: https://example.org/?a=1&b=2
  - title: {en: Design Sprint, language: en}
    id: third
    category: other
    tags: [quick]
    image: photo.jpg
  - title: Fourth card
    id: äiti
    category: other
    notes: Only for me.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck of everything that the page shows."""
    folder = tmp_path_factory.mktemp("html")
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")
    (folder / "bulb.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<circle r="4" cx="4" cy="4"/></svg>'
    )
    noise = Image.merge("RGB", [Image.effect_noise((1600, 1200), 60) for _ in range(3)])
    photo = Image.Exif()
    photo[0x010F] = "Camera of a private person"
    noise.save(folder / "photo.jpg", exif=photo, quality=95)
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> Path:
    """The deck's page."""
    out = folder / "page.html"
    done = run("export", folder, "--to", "html", "-o", out)
    assert done.exit_code == 0, done.output
    assert "Wrote 4 cards in en, sv to" in done.output
    return out


class Reader(HTMLParser):
    """Reads a page: its tags with their attributes, and the text that is seen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "input", "img", "br", "hr", "link"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Each tag closes the last one that is open."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note what is seen."""
        if not {"script", "style", "title"} & set(self._open):
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all tags of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


def test_nothing_is_fetched(page: Path) -> None:
    """All addresses are within the page or where cards link to; a policy keeps it so."""
    html = page.read_text(encoding="utf-8")
    reader = Reader(html)
    addresses = [a[name] or "" for _, a in reader.tags for name in ("src", "href") if name in a]
    others = {address for address in addresses if not address.startswith(("data:", "#"))}
    assert others == {"https://example.org/?a=1&b=2"}
    assert set(re.findall(r"url\(\"(\w+:)", html)) == {"data:"}
    assert "@import" not in html
    (policy,) = (a["content"] for a in reader.all("meta") if "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none'; img-src data:; font-src data:")
    assert "'unsafe-inline'" not in policy.partition("script-src")[2]


def test_what_is_typed_is_text(page: Path) -> None:
    """Markup of the deck's own is Markdown alone: tags are shown as they were typed."""
    reader = Reader(page.read_text(encoding="utf-8"))
    text = "".join(reader.text)
    assert "First <b>card</b>" in text
    assert "<script>alert(1)</script> & more" in text
    assert [name for name, _ in reader.tags].count("script") == 1
    assert [name for name, _ in reader.tags].count("li") >= 6
    assert "strong" in [name for name, _ in reader.tags]
    assert "Only for me" not in text  # notes are the facilitator's


def test_it_is_readable_without_a_script(page: Path) -> None:
    """A heading for each card, its text below, its id to link to; the tools are out of sight."""
    reader = Reader(page.read_text(encoding="utf-8"))
    names = [name for name, _ in reader.tags]
    assert names.count("h1") == 1
    assert names.count("h2") == names.count("article") == 4
    assert [a["id"] for a in reader.all("article")] == ["first", "second", "third", "äiti"]
    assert "hidden" in reader.all("form")[0]
    assert not [a for a in reader.all("div") if "hidden" in a]
    ids = [a["id"] for _, a in reader.tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_languages_are_named(page: Path) -> None:
    """Each text says which language it is in, also where it is another than the one shown."""
    reader = Reader(page.read_text(encoding="utf-8"))
    spans = [(a.get("data-l"), a.get("lang")) for a in reader.all("span") if "lang" in a]
    assert ("sv", "sv") in spans
    assert {lang for shown, lang in spans if shown is None} == {"en", "sv"}
    assert reader.all("html") == [{"lang": "en"}]


def test_pictures_are_small_and_private(page: Path) -> None:
    """A photo comes smaller and without what the camera noted; a drawing as it is."""
    kinds = {}
    for attributes in Reader(page.read_text(encoding="utf-8")).all("img"):
        kind, _, data = (attributes["src"] or "").removeprefix("data:").partition(";base64,")
        kinds[kind] = b64decode(data)
    assert set(kinds) == {"image/jpeg", "image/svg+xml"}
    with Image.open(BytesIO(kinds["image/jpeg"])) as photo:
        assert photo.size == (1000, 750)
        assert not photo.getexif()
    assert b"private" not in kinds["image/jpeg"]


def test_fonts_have_the_letters_of_the_page(page: Path) -> None:
    """Fonts hold what is on the page and little else."""
    html = page.read_text(encoding="utf-8")
    found = re.findall(r"url\(\"data:font/ttf;base64,([^\"]+)", html)
    assert len(found) == 3  # nothing is in italics
    for data in found:
        font = TTFont(BytesIO(b64decode(data)))
        letters = set(map(chr, font["cmap"].getBestCmap()))
        assert set("First card0123456789äåö") <= letters
        assert len(letters) < 150
        assert len(data) < 60_000


def test_the_shipped_deck_is_small(tmp_path: Path) -> None:
    """66 cards in three languages, fonts and all, take less than a megabyte; twice the same."""
    sizes = []
    for name in ("a.html", "b.html"):
        assert run("export", "osallisuus", "--to", "html", "-o", tmp_path / name).exit_code == 0
        sizes.append((tmp_path / name).read_bytes())
    assert sizes[0] == sizes[1]
    assert len(sizes[0]) < 1_000_000
    assert "kokemus\u00adasiantuntijat" in sizes[0].decode().lower()


def test_cards_and_languages_are_chosen(folder: Path, tmp_path: Path) -> None:
    """Flags choose cards, languages, and which language the page begins with."""
    out = tmp_path / "x.html"
    export = ("export", folder, "--to", "html", "-o", out, "--force")
    assert run(*export, "--category", "ideas", "--language", "sv").exit_code == 0
    reader = Reader(out.read_text(encoding="utf-8"))
    assert len(reader.all("article")) == 2
    assert reader.all("html") == [{"lang": "sv"}]
    values = [a.get("value") for a in reader.all("input") if a.get("type") == "radio"]
    assert values == ["sv", "en"]
    assert run(*export, "--languages", "sv-FI").exit_code == 0
    alone = Reader(out.read_text(encoding="utf-8"))
    assert not [a for a in alone.all("input") if a.get("type") == "radio"]
    assert not [a for a in alone.all("span") if a.get("class") == "t"]


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--language", "de"), "no text of the deck is in 'de'"),
        (("--languages", "sv,de"), "no text of the deck is in 'de'"),
        (("--languages", "swedish!"), "'swedish!' is not a language"),
        (("--dpi", "300"), "--dpi has no meaning for --to html"),
        (("--layout", "bold"), "-l has no meaning for --to html"),
        (("-o", "x.pdf"), "x.pdf does not have the name of a .html file"),
        (("--card", "nobody"), "no card 'nobody'"),
    ],
)
def test_what_cannot_be_meant_is_told(flags: tuple[str, ...], words: str, folder: Path) -> None:
    """A language that no text is in, flags about paper, another kind of file: told as usage."""
    done = run("export", folder, "--to", "html", *flags)
    assert done.exit_code == 2 if "pdf" not in words else done.exit_code in {1, 2}
    assert words in done.output
    assert not Path("deck.html").exists()


def test_nothing_is_overwritten(folder: Path, page: Path) -> None:
    """A page that is there stays, unless it is to be replaced."""
    before = page.read_bytes()
    assert run("export", folder, "--to", "html", "-o", page).exit_code == 1
    assert page.read_bytes() == before


def test_a_picture_that_cannot_be_shown_is_told(tmp_path: Path) -> None:
    """A damaged picture is left out with a warning; the page is made all the same."""
    (tmp_path / "deck.yaml").write_text("title: D\ncards:\n  - {title: A, image: a.png}\n")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nrubbish")
    out = tmp_path / "x.html"
    done = run("export", tmp_path, "--to", "html", "-o", out)
    assert done.exit_code == 0
    assert "warning[bad-image]: the picture a.png is left out" in done.output
    assert "<img" not in out.read_text(encoding="utf-8")


@settings(max_examples=60, deadline=None)
@given(texts())
def test_any_markdown_is_sound_html(source: Source) -> None:
    """Whatever the text, its tags are closed in order, and its words are those that are printed."""
    text = "\n".join(source.lines)
    reader = Reader(text_html(text))
    printed = "".join(span.text for paragraph in parse(text) for span in paragraph.spans)
    assert "".join("".join(reader.text).split()) == "".join(printed.split())


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("<>&\"'/ab=*_`[]()#-\n "), max_size=60))
def test_no_sign_escapes(text: str) -> None:
    """No combination of signs becomes a tag or an attribute of the author's."""
    known = {"p", "strong", "em", "ul", "ol", "li", "br", "hr", "blockquote", "a"}
    known |= {"div", "table", "tr", "td", "th"}
    for tag, attributes in Reader(text_html(text)).tags:
        assert tag in known | {f"h{level}" for level in range(3, 7)}
        assert set(attributes) <= {"href", "rel", "start", "class", "style", "scope", "value"}


def test_numbers_of_lists_are_those_on_the_cards() -> None:
    """An item whose number does not follow the one before it says its own."""
    assert text_html("7. a\n9. b\n10. c").count("value=") == 1
    assert '<ol start="7"><li' in text_html("7. a\n9. b\n10. c")
    assert '<li value="9"' in text_html("7. a\n9. b\n10. c")
    assert "value=" not in text_html("1. a\n1. b\n1. c")


browser = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    with launched() as found:
        yield found


@pytest.fixture
def shown(chromium: Browser, page: Path) -> Iterator[Page]:
    """The page in a browser; in the end it has asked for nothing, and complained of nothing."""
    context = chromium.new_context(viewport={"width": 1200, "height": 800})
    found, faults, asked = context.new_page(), [], []
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on("console", lambda message: faults.append(message.text))
    found.on("request", lambda request: asked.append(request.url))
    found.goto(page.as_uri())
    yield found
    context.close()
    assert faults == []
    assert all(url.startswith(("file:", "data:")) for url in asked)


def visible(page: Page) -> list[str]:
    """The ids of the cards in view, in their order."""
    script = "all => all.filter(e => e.checkVisibility()).map(e => e.id)"
    found: list[str] = page.locator(".card").evaluate_all(script)
    return found


@browser
def test_a_card_is_turned_by_click_and_key(shown: Page) -> None:
    """The heading's button and the card itself turn it; Enter and Space do; Escape turns back."""
    card = shown.locator("#first")
    button, back = card.get_by_role("button"), card.locator(".back")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(back).to_be_hidden()
    assert button.get_attribute("aria-controls") == back.get_attribute("id")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(back).to_be_visible()
    card.locator(".category").click()
    expect(back).to_be_hidden()
    for key in ("Enter", "Space"):
        button.focus()
        shown.keyboard.press(key)
        expect(back).to_be_visible()
        shown.keyboard.press("Escape")
        expect(back).to_be_hidden()
        expect(button).to_be_focused()


@browser
def test_a_tap_turns_a_card(chromium: Browser, page: Path) -> None:
    """On a telephone a tap on the card turns it, and nothing is wider than the screen."""
    context = chromium.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    found = context.new_page()
    found.goto(page.as_uri())
    found.locator("#first").tap()
    expect(found.locator("#first .back")).to_be_visible()
    assert found.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


@browser
def test_motion_is_reduced_where_it_is_asked(chromium: Browser, page: Path) -> None:
    """A card turns with a movement, and without one for those who want none."""
    moves = {}
    for motion in ("no-preference", "reduce"):
        context = chromium.new_context(reduced_motion=motion)  # type: ignore[arg-type]
        found = context.new_page()
        found.goto(page.as_uri())
        script = "e => { e.classList.add('turning'); return getComputedStyle(e).animationName; }"
        moves[motion] = found.locator("#first").evaluate(script)
        context.close()
    assert moves == {"no-preference": "turn", "reduce": "none"}


@browser
def test_cards_are_sorted_out(shown: Page) -> None:
    """By category, by tag, by words anywhere on a card; the number of cards is said."""
    status = shown.get_by_role("status")
    expect(status).to_have_text("Showing 4 of 4 cards")
    shown.get_by_label("Category").select_option("Other")
    expect(status).to_have_text("Showing 2 of 4 cards")
    assert visible(shown) == ["third", "äiti"]
    shown.get_by_label("Tag").select_option("quick")
    assert visible(shown) == ["third"]
    shown.get_by_role("button", name="Show all cards").click()
    assert len(visible(shown)) == 4
    shown.get_by_label("Search").fill("BOLD list")
    expect(status).to_have_text("Showing 1 of 4 cards")
    assert visible(shown) == ["first"]
    shown.get_by_label("Search").fill("alert(1)")
    assert visible(shown) == ["second"]
    shown.get_by_label("Search").fill("Kort")  # only in Swedish, which is not shown
    assert visible(shown) == []
    shown.get_by_label("Tag").select_option("in, out")
    shown.get_by_label("Search").fill("")
    assert visible(shown) == ["first"]


@browser
def test_cards_are_shuffled_and_dealt(shown: Page) -> None:
    """Each order comes up; so many cards are dealt as are asked for, of those sorted out."""
    orders = set()
    for _ in range(40):
        shown.get_by_role("button", name="Shuffle").click()
        orders.add(tuple(visible(shown)))
    assert len(orders) > 5
    assert all(sorted(order) == sorted(["first", "second", "third", "äiti"]) for order in orders)
    hands = set()
    shown.get_by_label("Cards to deal").fill("2")
    for _ in range(40):
        shown.get_by_role("button", name="Deal").click()
        assert len(visible(shown)) == 2
        hands.add(frozenset(visible(shown)))
    assert len(hands) == 6
    shown.get_by_role("button", name="Show all cards").click()
    assert visible(shown) == ["first", "second", "third", "äiti"]
    shown.get_by_label("Category").select_option("Ideas")
    shown.get_by_label("Cards to deal").fill("9")
    shown.get_by_role("button", name="Deal").click()
    assert sorted(visible(shown)) == ["first", "second"]


@browser
def test_a_card_has_an_address(shown: Page, page: Path) -> None:
    """The address of a card opens it, also while it is sorted out; its number is a link to it."""
    shown.get_by_label("Category").select_option("Ideas")
    shown.evaluate("location.hash = '#äiti'")
    expect(shown.locator("[id='äiti'] .back")).to_have_count(1)
    expect(shown.locator("[id='äiti'] button")).to_have_attribute("aria-expanded", "true")
    shown.locator("#second .number").click()
    assert shown.url.endswith("#second")
    expect(shown.locator("#second .back")).to_be_visible()
    shown.evaluate("location.hash = '#%E0%A4%A'")  # what cannot be read names no card
    shown.goto("about:blank")
    shown.goto(f"{page.as_uri()}#first")
    expect(shown.locator("#first .back")).to_be_visible()


@browser
def test_languages_are_switched(shown: Page) -> None:
    """Texts, title, names of categories and the page's own words follow the language."""
    expect(shown.locator("#first h2")).to_have_text(re.compile("First"))
    shown.get_by_label("Svenska").check()
    expect(shown.locator("#first button")).to_have_accessible_name("Första kortet")
    assert shown.title() == "Sätt"
    assert shown.evaluate("document.documentElement.lang") == "sv"
    expect(shown.get_by_role("button", name="Blanda")).to_be_visible()
    names = shown.get_by_label("Kategori").locator("option")
    expect(names).to_have_text(["Alla", "Idéer", "Other"])
    shown.get_by_label("Sök").fill("kort text")
    assert visible(shown) == ["first"]
    expect(shown.get_by_role("status")).to_have_text("Visar 1 av 4 kort")


@browser
def test_it_works_without_a_script(chromium: Browser, page: Path) -> None:
    """With scripts off all texts are open, languages can be switched, and links go to cards."""
    context = chromium.new_context(java_script_enabled=False)
    found = context.new_page()
    found.goto(page.as_uri())
    expect(found.locator("#first .back")).to_be_visible()
    expect(found.locator("form")).to_be_hidden()
    expect(found.get_by_text("Kort text.")).to_be_hidden()
    found.get_by_label("Svenska").check()
    expect(found.get_by_text("Kort text.")).to_be_visible()
    expect(found.locator("#first strong")).to_be_hidden()
    context.close()


@browser
def test_print_shows_all_texts(shown: Page) -> None:
    """In print every card is open, and what is for the screen alone is gone."""
    shown.emulate_media(media="print")
    for card in ("first", "second", "third"):
        expect(shown.locator(f"#{card} .back")).to_be_visible()
    expect(shown.locator("form")).to_be_hidden()
    expect(shown.locator("fieldset")).to_be_hidden()


@browser
@pytest.mark.parametrize(
    ("options", "opened"),
    [
        ({}, False),
        ({}, True),
        ({"color_scheme": "dark"}, True),
        ({"viewport": {"width": 320, "height": 640}}, True),
        ({"forced_colors": "active"}, True),
    ],
    ids=["closed", "open", "dark", "narrow", "forced"],
)
def test_axe_finds_nothing(
    options: dict[str, Any], opened: bool, chromium: Browser, page: Path
) -> None:
    """No rule of WCAG that a program can check is broken, open or closed, dark, narrow, forced."""
    context = chromium.new_context(reduced_motion="reduce", **options)
    found = context.new_page()
    found.goto(page.as_uri())
    if opened:
        found.get_by_role("button", name="Turn all").click()
        expect(found.locator("#first .back")).to_be_visible()
    told = violations(found)
    context.close()
    assert told == []


def test_the_page_about_it_shows_it() -> None:
    """docs/html.md names the flags that the command takes here, and has a picture of the page."""
    docs = Path(__file__).parents[1] / "docs"
    text = (docs / "html.md").read_text(encoding="utf-8")
    told = run("export", "--help").output
    assert all(flag in told for flag in re.findall(r"`(--[a-z]+)", text))
    with Image.open(docs / "images" / "html.png") as picture:
        assert picture.width == 900
        assert len(picture.getcolors(256) or []) > 20


def test_tables_and_icons(tmp_path: Path) -> None:
    """A small table is one, with its headings and empty cells; an icon stands in its line."""
    (tmp_path / "i.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
    )
    text = "| Way | Time |\\n|---|---:|\\n| ![on foot](i.svg) walk | 1 h |\\n| run | |"
    card = f'{{title: A, text: "{text}\\n\\n![no](x.svg)", image: i.svg, alt: Ring}}'
    (tmp_path / "deck.yaml").write_text(f"title: D\nlanguage: en\ncards:\n  - {card}\n")
    out = tmp_path / "x.html"
    assert run("export", tmp_path, "--to", "html", "-o", out).exit_code == 0
    reader = Reader(out.read_text(encoding="utf-8"))
    assert reader.all("th") == [{"scope": "col"}, {"scope": "col", "class": "right"}]
    assert len(reader.all("td")) == 4
    assert [a["alt"] for a in reader.all("img")] == ["Ring", "on foot"]
    assert "![no](x.svg)" in "".join(reader.text)  # a picture that is not there, as it was typed


def test_texts_are_read_as_in_print(tmp_path: Path) -> None:
    """`markdown: no` keeps what is typed, `links: hide` the addresses away; words may break."""
    cards = """
  - {title: A, markdown: no, text: "*as typed*"}
  - {title: B, links: hide, text: "[words](https://example.org/x)"}
  - {title: Kokemusasiantuntijat}
"""
    (tmp_path / "deck.yaml").write_text(f"title: D\nlanguage: fi\ncards:{cards}")
    out = tmp_path / "x.html"
    assert run("export", tmp_path, "--to", "html", "-o", out).exit_code == 0
    text = "".join(Reader(out.read_text(encoding="utf-8")).text)
    assert "*as typed*" in text
    assert "words" in text
    assert "example.org" not in text
    assert "Kokemus\u00adasian\u00adtuntijat" in text
