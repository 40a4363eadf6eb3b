"""The preview's page in a real Chromium: what its user sees and does, by mouse and by keys."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from browsers import CHROMIUM, PATIENCE, launched, violations
from commands import run
from korttipakka.model.settings import BOX_SETTINGS, SETTINGS
from korttipakka.web import app
from previews import CARDS, DECK, Running, drawn, running, write_deck

if not CHROMIUM.exists():
    pytest.skip(f"there is no {CHROMIUM} to look at the page with", allow_module_level=True)

TEXT = "cards.yaml"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a deck."""
    folder = tmp_path_factory.mktemp("page")
    write_deck(folder / "deck")
    return folder


@pytest.fixture(scope="module")
def shared(home: Path) -> Iterator[Running]:
    """A preview of it, for all tests that put back what they change."""
    with running(home / "deck", state=home / "state") as found:
        yield found


class Visit:
    """A page that looks at a preview, and what it has asked for and complained of meanwhile."""

    def __init__(self, context: BrowserContext, preview: Running) -> None:
        self.preview = preview
        self.asked: list[str] = []
        self.faults: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._console)
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        self.page.goto(preview.address)

    def _console(self, message: Any) -> None:
        if message.type == "error" and "422" not in message.text:  # what cannot be done is told of
            self.faults.append(message.text)

    def pictures(self) -> list[str]:
        """The names of the pictures that were asked for."""
        found = (re.search(r"/picture/(\w+/[^?]*)", url) for url in self.asked)
        return [match[1] for match in found if match]

    def ready(self) -> "Visit":
        """The page, once all pictures are on it that lie in view."""
        # Not by `expect`, which tells what the whole page holds each time it looks in vain.
        self.page.locator(".tile").first.locator(".picture img").nth(1).wait_for()
        return self

    def tile(self, index: int) -> Locator:
        """A card in the grid."""
        return self.page.locator(".tile").nth(index)

    def sources(self, index: int) -> list[str]:
        """The addresses of the pictures that a card shows."""
        found = self.tile(index).locator("img").evaluate_all("all => all.map(i => i.src)")
        return [address.partition("?")[0] for address in found]


@pytest.fixture
def visit(chromium: Browser, shared: Running) -> Iterator[Visit]:
    """The page of the shared preview; in the end nothing is tweaked, and nothing went wrong."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    found = Visit(context, shared).ready()
    yield found
    context.close()
    for variant in ("A", "B"):
        tweaks = [*shared.deck(variant)["tweaks"]]
        shared.client.post(f"/api/settings?variant={variant}", json={"unset": tweaks})
    assert all(url.startswith(("http://127.0.0.1:", "blob:")) for url in found.asked)
    assert found.faults == []


def setting(visit: Visit, key: str) -> Locator:
    """The row of a setting in the panel."""
    return visit.page.locator(f'[data-key="{key}"]')


def test_an_edit_fetches_one_picture(visit: Visit, home: Path) -> None:
    """An edited text changes its card's back, and no other picture is asked for."""
    file = home / "deck" / TEXT
    for index in range(3):
        expect(visit.tile(index).locator("img")).to_have_count(2)
    before = [visit.sources(index) for index in range(3)]
    visit.page.wait_for_load_state("networkidle")
    visit.asked.clear()
    try:
        file.write_text(CARDS.replace("The second text", "Quite another text"))
        expect(visit.tile(1).locator("img").nth(1)).not_to_have_attribute(
            "src", re.compile(re.escape(before[1][1]))
        )
        now = [visit.sources(index) for index in range(3)]
        assert now[0] == before[0]
        assert now[2] == before[2]
        assert now[1][0] == before[1][0]
        # The time is told when the picture is there: on a busy machine it comes after its address.
        expect(visit.page.locator("#time")).to_have_text(re.compile(r"^\d+ ms$"))
        visit.page.wait_for_timeout(200)
        assert len(visit.pictures()) == 1
        expect(visit.tile(1).locator(".pair")).to_have_attribute(
            "title", re.compile("Quite another text")
        )
    finally:
        file.write_text(CARDS)
    expect(visit.tile(1).locator(".pair")).to_have_attribute("title", re.compile("second text"))


def test_a_broken_file_and_a_mended_one(visit: Visit, home: Path) -> None:
    """A slip is told of with place, line and hint over the last good cards, until it is mended."""
    file, problems = home / "deck" / TEXT, visit.page.locator("#problems")
    expect(problems).to_be_hidden()
    try:
        file.write_text(CARDS.replace("category: other", "category: othr"))
        expect(problems).to_be_visible()
        expect(problems).to_contain_text("cards.yaml:12:15")
        expect(problems).to_contain_text("there is no category 'othr'")
        expect(problems.locator("pre")).to_contain_text("12 |     category: othr")
        expect(problems).to_contain_text("did you mean 'other'?")
        expect(problems).to_contain_text("the last good ones")
        expect(visit.page.locator("#problem-count")).to_have_text("1 error")
        expect(visit.page.locator(".tile")).to_have_count(3)
        expect(visit.tile(2).locator(".badge.error")).to_be_visible()
        problems.get_by_role("button", name="Copy cards.yaml:12:15").click()
        assert visit.page.evaluate("navigator.clipboard.readText()") == "cards.yaml:12:15"
        problems.get_by_role("button", name="there is no category").click()
        expect(visit.tile(2)).to_have_class(re.compile("selected"))
        problems.get_by_role("button", name="Hide problems").click()
        expect(problems).to_be_hidden()
        visit.tile(2).locator(".badge.error").click()
        expect(problems).to_be_visible()
    finally:
        file.write_text(CARDS)
    expect(problems).to_be_hidden()
    expect(visit.page.locator("#problem-count")).to_have_text("no problems")


def test_a_slider_and_its_flags(visit: Visit, home: Path, tmp_path: Path) -> None:
    """A slider changes the pictures; `build` with the copied flags makes the same PDF."""
    before = visit.sources(0)
    slider = setting(visit, "front.title.leading").locator("input[type=range]")
    slider.focus()
    for _ in range(4):
        visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator("#flags pre")).to_contain_text("front.title.leading=1.3")
    color = setting(visit, "front.title.color").locator("input[type=text]")
    color.fill("#b00020")
    color.press("Enter")
    expect(visit.page.locator("#flags pre")).to_contain_text("front.title.color=#b00020")
    expect(setting(visit, "front.title.color").locator(".contrast")).to_contain_text(": 1")
    expect(visit.tile(0).locator("img").first).not_to_have_attribute(
        "src", re.compile(re.escape(before[0]))
    )
    assert visit.sources(0)[1] == before[1]
    visit.page.get_by_role("button", name="Copy the command").click()
    command = shlex.split(visit.page.evaluate("navigator.clipboard.readText()"))
    assert command[:2] == ["korttipakka", "build"]
    done = run(*command[1:], "-o", tmp_path / "flags.pdf")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "flags.pdf").read_bytes() == visit.preview.client.get("/api/pdf").content


DRAG = """([key, steps]) => {
    const slider = document.querySelector(`[data-key="${key}"] input[type=range]`);
    slider.focus();
    for (let step = 0; step < steps; step++) {
        slider.value = String(Number(slider.min) + Number(slider.step) * (5 + (step % 7)));
        slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    slider.dispatchEvent(new Event("change", { bubbles: true }));
    return slider.value;
}"""
"""A hand moves a slider so many times before anything is answered."""


def test_a_slider_that_is_dragged_piles_nothing_up(visit: Visit) -> None:
    """Of 300 moves the first and the last are sent, and the deck is asked for when all is done."""
    page = visit.page
    page.wait_for_load_state("networkidle")
    visit.asked.clear()
    value = page.evaluate(DRAG, ["front.title.leading", 300])
    expect(page.locator("#flags pre")).to_contain_text(f"front.title.leading={value}")
    expect(setting(visit, "front.title.leading").locator(".reset")).to_be_visible()
    assert sum("/api/settings" in url for url in visit.asked) == 2
    assert sum("/api/deck" in url for url in visit.asked) in {1, 2}  # for each build, at the most
    for index, card in enumerate(visit.preview.deck()["cards"]):
        for side, name in enumerate(("front", "back")):
            image = visit.tile(index).locator("img").nth(side)
            expect(image).to_have_attribute("src", re.compile(re.escape(card[name])))


LATE = """() => {
    const ask = window.fetch;
    window.fetch = async (address, ...more) => {
        const answer = await ask(address, ...more);
        const isLate = String(address).includes("/api/settings");
        return isLate ? new Promise((done) => setTimeout(done, 1500, answer)) : answer;
    };
}"""
"""Changes of settings are answered after the deck has been asked for anew."""


def test_a_deck_may_be_told_of_before_its_change_is_answered(visit: Visit) -> None:
    """The row under the hand, which is left alone until then, follows when the answer comes."""
    visit.page.evaluate(LATE)
    row = setting(visit, "front.title.leading")
    row.locator("input[type=range]").focus()
    visit.page.keyboard.press("ArrowRight")
    expect(row.locator(".reset")).to_be_visible()


def test_a_change_says_which_cards_are_seen(chromium: Browser, tmp_path: Path) -> None:
    """Those on the screen come first: of a grid, or one alone; sheets wait for the whole."""
    cards = "".join(f"  - title: Card {n}\n    id: c{n}\n" for n in range(60))
    deck = write_deck(tmp_path / "deck", f"cards:\n{cards}")
    with running(deck, state=tmp_path) as preview:
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        visit = Visit(context, preview).ready()
        page = visit.page

        def seen() -> list[str]:
            with page.expect_request("**/api/settings*") as found:
                page.evaluate(DRAG, ["front.title.leading", 1])
            return list(found.value.post_data_json["seen"])

        first = seen()
        assert first[:2] == ["c0", "c1"]
        assert len(first) < 30
        page.locator(".tile").last.scroll_into_view_if_needed()
        page.locator(".tile").last.locator("img").nth(1).wait_for()
        last = seen()
        assert last[-1] == "c59"
        assert not {*first} & {*last}
        page.locator(".tile .pair").last.dblclick()
        page.locator(".one img").first.wait_for()
        assert seen() == ["c59"]
        page.locator("[data-view=sheets]").click()
        page.locator(".sheet img").first.wait_for()
        assert seen() == []
        assert visit.faults == []
        context.close()


def test_undo_redo_and_reset(visit: Visit) -> None:
    """Each change can be undone and done again; what differs is marked and reset one by one."""
    page, flags = visit.page, visit.page.locator("#flags pre")
    expect(page.locator("#undo")).to_be_disabled()
    for key, value in (("front.title.tracking", "0.05 em"), ("front.title.leading", "1.5")):
        field = setting(visit, key).locator("input[type=text]")
        field.fill(value)
        field.press("Enter")
        expect(flags).to_contain_text(f"{key}={value}")
    page.locator("#undo").click()
    expect(flags).not_to_contain_text("leading")
    page.locator("#view").focus()
    page.keyboard.press("Control+z")
    expect(flags).not_to_contain_text("tracking")
    expect(page.locator("#undo")).to_be_disabled()
    page.locator("#redo").click()
    page.keyboard.press("Control+Shift+z")
    expect(flags).to_contain_text("leading=1.5")
    expect(setting(visit, "front.title.tracking")).to_have_class(re.compile("tweaked"))
    page.get_by_role("button", name="Reset tracking").click()
    expect(flags).not_to_contain_text("tracking")
    expect(flags).to_contain_text("leading=1.5")
    page.get_by_role("button", name="reset all").click()
    expect(flags).not_to_contain_text("leading")
    page.locator("#undo").click()
    expect(flags).to_contain_text("leading=1.5")


def edited(visit: Visit, key: str, value: str) -> None:
    """Give a setting another value, and wait until the command says so."""
    field = setting(visit, key).locator("input[type=text]")
    field.fill(value)
    field.press("Enter")
    expect(visit.page.locator("#flags pre")).to_contain_text(value)


def test_two_pages_of_one_preview(visit: Visit) -> None:
    """What one page changes is seen in the other, and each takes back only what it has done."""
    other = Visit(visit.page.context, visit.preview).ready()
    flags, others = visit.page.locator("#flags pre"), other.page.locator("#flags pre")
    edited(visit, "front.title.leading", "1.45")
    expect(others).to_contain_text("1.45")
    edited(other, "front.title.tracking", "0.05 em")
    expect(flags).to_contain_text("0.05 em")
    expect(other.page.locator("#redo")).to_be_disabled()
    other.page.locator("#undo").click()
    expect(flags).not_to_contain_text("tracking")
    expect(flags).to_contain_text("1.45")
    expect(others).to_contain_text("1.45")
    expect(other.page.locator("#undo")).to_be_disabled()
    other.page.locator("#redo").click()
    expect(flags).to_contain_text("0.05 em")
    visit.page.locator("#undo").click()
    expect(others).not_to_contain_text("leading")
    expect(others).to_contain_text("0.05 em")
    assert other.faults == []
    other.page.close()


SEEN = """hidden => {
    Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
    document.dispatchEvent(new Event("visibilitychange"));
}"""
"""Has a page believe that it lies behind another one, or does no more."""


def test_a_page_that_nobody_sees(visit: Visit, home: Path) -> None:
    """It leaves a browser's few connections to other pages, and catches up when it is seen."""
    file, other = home / "deck" / TEXT, Visit(visit.page.context, visit.preview).ready()
    visit.page.evaluate(SEEN, True)
    try:
        file.write_text(CARDS.replace("First card", "A title"))
        expect(other.tile(0)).to_contain_text("A title")
        expect(visit.tile(0)).to_contain_text("First card")
        visit.page.evaluate(SEEN, False)
        expect(visit.tile(0)).to_contain_text("A title")
    finally:
        file.write_text(CARDS)
    expect(visit.tile(0)).to_contain_text("First card")
    other.page.close()


def test_variants_after_an_edit(visit: Visit, home: Path) -> None:
    """A variant that was not on show while a file changed is shown as it is now."""
    file = home / "deck" / TEXT
    visit.page.get_by_role("button", name="B", exact=True).click()
    expect(visit.tile(0).locator("img").first).to_have_attribute("src", re.compile("/picture/B/"))
    visit.page.get_by_role("button", name="A", exact=True).click()
    try:
        file.write_text(CARDS.replace("First card", "A title"))
        expect(visit.tile(0)).to_contain_text("A title")
        visit.page.get_by_role("button", name="B", exact=True).click()
        expect(visit.page.locator("[data-variant=B]")).to_have_attribute("aria-pressed", "true")
        expect(visit.tile(0)).to_contain_text("A title")
    finally:
        file.write_text(CARDS)
    visit.page.get_by_role("button", name="A|B").click()
    expect(visit.tile(0)).to_contain_text("First card")


def test_a_value_that_is_refused(visit: Visit) -> None:
    """A value that cannot be read is told of at its field, and changes nothing."""
    before = visit.sources(0)
    field = setting(visit, "front.title.size").locator("input[type=text]")
    field.fill("huge")
    field.press("Enter")
    refused = setting(visit, "front.title.size").locator(".refused")
    expect(refused).to_contain_text("'huge'")
    assert visit.sources(0) == before
    assert visit.preview.deck()["tweaks"] == {}


def test_a_click_on_a_box(visit: Visit) -> None:
    """A click on a text of a card opens the settings of its box; search finds others."""
    picture = visit.tile(0).locator(".picture").nth(1)
    boxes = visit.preview.client.get("/api/card", params={"id": "first"}).json()["back"]
    text = next(box for box in boxes if box["name"] == "text")
    area = picture.bounding_box()
    assert area is not None
    x = area["width"] * (text["left"] + text["width"] / 2)
    y = area["height"] * (text["top"] + text["height"] / 2)
    picture.click(position={"x": x, "y": y})
    expect(visit.page.locator("#settings h2")).to_have_text("back.text")
    expect(visit.tile(0).locator(".outline")).to_be_visible()
    visit.page.locator("#search").fill("gutter")
    expect(setting(visit, "sheet.gutter")).to_be_visible()
    visit.page.locator("#search").fill("nothing is called so")
    expect(visit.page.locator("#settings")).to_contain_text("No setting is called that")


def test_fonts_have_samples(visit: Visit) -> None:
    """The list of fonts shows each in itself; the chosen one is taken."""
    visit.page.get_by_role("button", name="fonts", exact=True).click()
    field = setting(visit, "fonts.heading").get_by_role("combobox")
    field.focus()
    field.fill("inter")
    options = setting(visit, "fonts.heading").get_by_role("option")
    expect(options.first).to_have_text("Inter")
    assert "Inter" in options.first.evaluate("one => getComputedStyle(one).fontFamily")
    field.press("ArrowDown")
    field.press("Enter")
    expect(visit.page.locator("#flags pre")).to_contain_text("--heading-font Inter")


def test_a_layout_is_saved(visit: Visit, home: Path, tmp_path: Path) -> None:
    """What was tweaked is saved as a layout; `build` with it makes the same PDF."""
    field = setting(visit, "front.title.size").locator("input[type=text]")
    field.fill("19 pt")
    field.press("Enter")
    expect(visit.page.locator("#flags pre")).to_contain_text("--title-size")
    pdf = visit.preview.client.get("/api/pdf").content
    visit.page.get_by_role("button", name="Save as layout").click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_label("File name").fill("../mine.yaml")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("is no name for a file here")
    dialog.get_by_label("File name").fill("mine.yaml")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("mine.yaml is written")
    visit.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    layout = home / "deck" / "mine.yaml"
    try:
        done = run("build", home / "deck", "--layout", layout, "-o", tmp_path / "mine.pdf")
        assert done.returncode == 0, done.stderr
        mine = (tmp_path / "mine.pdf").read_bytes()
        assert drawn(mine) == drawn(pdf)  # the list of the deck's cards names the layout, too
    finally:
        layout.unlink()


def test_the_pdf_is_downloaded(visit: Visit) -> None:
    """The button downloads the PDF under the deck's name."""
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Download PDF").click()
    assert download.value.suggested_filename == "deck.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_two_variants(visit: Visit) -> None:
    """B is tweaked by itself; side by side, each card is there twice."""
    first = visit.sources(0)
    visit.page.get_by_role("button", name="B", exact=True).click()
    expect(visit.tile(0).locator("img").first).to_have_attribute("src", re.compile("/picture/B/"))
    field = setting(visit, "front.title.color").locator("input[type=text]")
    field.fill("#b00020")
    field.press("Enter")
    expect(visit.page.locator("#flags pre")).to_contain_text("#b00020")
    visit.page.get_by_role("button", name="A|B").click()
    expect(visit.tile(0).locator("img")).to_have_count(4)
    assert visit.sources(0)[:2] == first
    second = visit.sources(0)[2:]
    assert first[0].rpartition("/")[2] != second[0].rpartition("/")[2]
    visit.page.get_by_role("button", name="A", exact=True).click()
    expect(visit.tile(0).locator("img")).to_have_count(2)
    expect(visit.page.locator("#flags pre")).not_to_contain_text("#b00020")


def test_sheets_against_the_light(visit: Visit) -> None:
    """A sheet's front and back lie beside each other, or the back is seen through the front."""
    visit.page.get_by_role("button", name="Sheets").click()
    images = visit.page.locator(".sheet img")
    expect(images).to_have_count(2)
    front, back = (images.nth(index).bounding_box() for index in range(2))
    assert front
    assert back
    assert front["x"] + front["width"] <= back["x"]
    visit.page.get_by_label("Against the light").check()
    expect(visit.page.locator(".pages.light")).to_be_visible()
    expect(images).to_have_count(2)
    front, back = (images.nth(index).bounding_box() for index in range(2))
    assert front == pytest.approx(back, abs=0.5)
    turned = visit.page.locator(".pages .picture").nth(1)
    assert turned.evaluate("one => getComputedStyle(one).transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    visit.page.get_by_label("How strongly the back shows through").fill("25")
    assert turned.evaluate("one => getComputedStyle(one).opacity") == "0.25"


def test_keys_alone(visit: Visit) -> None:
    """Tab reaches the cards, arrows go among them, Enter opens one and turns it both ways."""
    page = visit.page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('pair')"):
            break
    expect(visit.tile(0).locator(".pair")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(visit.tile(1).locator(".pair")).to_be_focused()
    page.keyboard.press("End")
    expect(visit.tile(2).locator(".pair")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    card = page.locator(".one-card")
    expect(card).to_be_focused()
    expect(card).to_have_accessible_name("Front: First card")
    page.keyboard.press("Enter")
    expect(card).to_have_accessible_name("Back: First card")
    expect(page.locator(".chips")).to_contain_text("cards.yaml:5:11")
    page.keyboard.press("Enter")
    expect(card).to_have_accessible_name("Front: First card")
    page.keyboard.press("ArrowRight")
    expect(card).to_have_accessible_name("Front: Second card")
    page.keyboard.press("Escape")
    expect(visit.tile(1).locator(".pair")).to_be_focused()
    expect(page.locator("#announce")).to_contain_text("Second card")


def test_a_click_turns_the_large_card(visit: Visit) -> None:
    """A double click opens a card, a click turns it over and back, both sides decoded."""
    visit.tile(1).locator(".pair").dblclick(position={"x": 5, "y": 5})
    card = visit.page.locator(".one-card")
    expect(card.locator("img")).to_have_count(2)
    card.click()
    expect(card).to_have_accessible_name("Back: Second card")
    card.click()
    expect(card).to_have_accessible_name("Front: Second card")


@pytest.mark.parametrize(
    ("locale", "scheme", "width", "words"),
    [
        ("en-GB", "light", 1440, ("Cards", "Download PDF", "3 cards · 1 sheet A4")),
        ("fi-FI", "dark", 1440, ("Kortit", "Lataa PDF", "3 korttia · 1 arkki A4")),
        ("sv-FI", "light", 360, ("Kort", "Ladda ner PDF")),
        ("de-DE", "dark", 360, ("Cards", "Download PDF")),
    ],
)  # fmt: skip
def test_every_view_is_accessible(
    chromium: Browser, shared: Running, locale: str, scheme: Any, width: int, words: tuple[str, ...]
) -> None:
    """Each view in the browser's language, dark and light, narrow and wide, passes axe-core."""
    context = chromium.new_context(
        locale=locale, color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    page = Visit(context, shared).ready().page
    for word in words:
        expect(page.get_by_text(word, exact=True).first).to_be_visible()
    assert page.evaluate("document.documentElement.lang") in (locale[:2], "en")
    found = {}
    for view in ("cards", "large", "sheets", "deck", "panel"):
        if view == "large":
            page.locator(".pair").first.focus()
            page.keyboard.press("Enter")
            expect(page.locator(".one-card img").first).to_be_visible()
            page.wait_for_timeout(100)
        elif view == "panel":
            page.evaluate("document.body.dataset.panel = 'open'")
        else:
            page.keyboard.press("Escape")
            page.locator(f"[data-view={view}]").click()
        expect(page.locator("#view")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found[view] = violations(page)
    context.close()
    assert found == {view: [] for view in found}


def test_the_language_is_kept(visit: Visit) -> None:
    """The page's language can be switched, and stays when it is opened again."""
    visit.page.get_by_role("button", name="suomi").click()
    expect(visit.page.locator("#download")).to_have_text("Lataa PDF")
    expect(setting(visit, "front.title.size").locator("label")).to_have_text("koko")
    visit.page.reload()
    expect(visit.page.locator("#download")).to_have_text("Lataa PDF")
    assert visit.page.evaluate("document.documentElement.lang") == "fi"


def test_every_setting_has_a_name_in_each_language() -> None:
    """The page's words have a name for each setting in Finnish and in Swedish."""
    words = (app.PAGE / "words.js").read_text(encoding="utf-8")
    names = words.partition("const NAMES")[2].partition("};")[0]
    wanted = {setting.key.rpartition(".")[2] for setting in (*SETTINGS, *BOX_SETTINGS)}
    for language in ("fi", "sv"):
        known = names.partition(f"  {language}: {{")[2].partition("\n  }")[0]
        assert wanted - set(re.findall(r"(\w+): \"", known)) == set()


def test_the_token_leaves_the_address(visit: Visit) -> None:
    """The token is not left in the address bar; the page opens again without it."""
    assert visit.page.url == f"{visit.preview.base}/"
    visit.page.reload()
    visit.ready()


HOSTILE = """\
title: "<script>window.hit=1</script><img src=x onerror=window.hit=1>"
language: en
categories:
  "a": {name: "\\"><svg onload=window.hit=1>", color: "#0b6e75"}
cards:
  - title: '"><img src=x onerror=window.hit=1>'
    id: "x"
    category: a
    text: "[click](javascript:window.hit=1) <script>window.hit=1</script>"
  - title: "{{constructor}} ${window.hit=1} </textarea><script>window.hit=1</script>"
    text: "a"
"""


def test_a_hostile_deck_does_nothing(chromium: Browser, tmp_path: Path) -> None:
    """Markup in titles, names and problems is shown as text: nothing of it runs or is fetched."""
    deck = tmp_path / "deck"
    deck.mkdir()
    (deck / "deck.yaml").write_text(HOSTILE)
    with running(deck, state=tmp_path) as preview:
        context = chromium.new_context()
        visit = Visit(context, preview)
        page = visit.page
        expect(page.locator("#title")).to_contain_text("<script>")
        (deck / "evil.yaml").write_text(
            "cards:\n  - id: '../../x'\n    titel: '<img src=x onerror=window.hit=1>'\n"
        )
        expect(page.locator("#problems")).to_be_visible()
        for view in ("cards", "sheets", "deck"):
            page.locator(f"[data-view={view}]").click()
            page.wait_for_timeout(100)
        assert page.evaluate("window.hit") is None
        assert page.locator("a[href^=javascript]").count() == 0
        assert page.locator("#view script, #view svg, #problems img").count() == 0
        assert all(url.startswith(preview.base) for url in visit.asked)
        assert not [fault for fault in visit.faults if "dialog" in fault]
        context.close()


def test_a_thousand_cards(chromium: Browser, tmp_path: Path) -> None:
    """A large deck scrolls to its end, and never holds more than a few hundred pictures."""
    cards = "".join(f"  - title: Card {n}\n    text: Text {n}\n" for n in range(1, 1001))
    deck = write_deck(tmp_path / "deck", f"cards:\n{cards}")
    with running(deck, state=tmp_path) as preview:
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        page = Visit(context, preview).ready().page
        assert page.locator(".tile").count() == 1000
        held = []
        for step in range(1, 9):
            page.evaluate("part => { view.scrollTop = part * view.scrollHeight }", step / 8)
            page.wait_for_timeout(150)
            held.append(page.locator("img").count())
        last = page.locator(".tile").last
        last.scroll_into_view_if_needed()
        last.locator("img").nth(1).wait_for()
        assert max(held) < 300
        context.close()


def test_a_deck_that_is_broken_at_the_start(chromium: Browser, tmp_path: Path) -> None:
    """The page opens and shows what is wrong; once that is mended, it shows the cards."""
    deck = write_deck(tmp_path / "deck", "cards:\n  - titel: x\n")
    with running(deck, state=tmp_path) as preview:
        context = chromium.new_context()
        page = Visit(context, preview).page
        expect(page.locator("#problems")).to_contain_text("titel")
        expect(page.locator(".tile")).to_have_count(0)
        (deck / "deck.yaml").write_text(DECK)
        write_deck(deck)
        expect(page.locator(".tile")).to_have_count(3)
        expect(page.locator("#problems")).to_be_hidden()
        context.close()


def test_an_error_on_a_card_from_the_start(chromium: Browser, tmp_path: Path) -> None:
    """A card whose text does not fit is shown with its error; it is no good to save or print."""
    long = CARDS.replace("The second text", "Far too long for a card. " * 100)
    deck = write_deck(tmp_path / "deck", long)
    with running(deck, state=tmp_path) as preview:
        context = chromium.new_context()
        visit = Visit(context, preview).ready()
        page = visit.page
        expect(visit.tile(1)).to_have_attribute("data-problem", "error")
        expect(visit.tile(1).locator("img")).to_have_count(2)
        expect(page.locator("#problems")).to_contain_text("back.text")
        expect(page.locator("#problems")).not_to_contain_text("last good")
        page.get_by_role("button", name="Download PDF").click()
        expect(page.locator("#told")).to_contain_text("back.text")
        write_deck(deck)
        expect(page.locator("#problems")).to_be_hidden()
        expect(visit.tile(1)).to_have_attribute("data-problem", "")
        context.close()


def test_a_file_replaced_by_renaming(visit: Visit, home: Path) -> None:
    """An editor that writes a temporary file and renames it is seen as well."""
    file = home / "deck" / TEXT
    for text in ("Renamed into place", "The third text"):
        beside = file.with_name(f".{TEXT}.swp")
        beside.write_text(CARDS.replace("The third text", text))
        beside.replace(file)
        expect(visit.tile(2).locator(".pair")).to_have_attribute("title", re.compile(text))


def test_every_state_is_accessible(chromium: Browser, tmp_path: Path) -> None:
    """With errors on a card, both variants, a dialog, no cards: axe-core finds nothing wrong."""
    long = CARDS.replace("The second text", "Far too long for a card. " * 100)
    deck = write_deck(tmp_path / "deck", "cards:\n  - titel: x\n")
    found = {}
    with running(deck, state=tmp_path) as preview:
        context = chromium.new_context(locale="fi-FI", viewport={"width": 1600, "height": 1200})
        page = Visit(context, preview).page
        expect(page.locator("#problems")).to_be_visible()
        found["empty"] = violations(page)
        (deck / "cards.yaml").write_text(long)
        expect(page.locator(".tile").nth(1)).to_have_attribute("data-problem", "error")
        found["error"] = violations(page)
        page.locator(".tile .badge.error").click()
        found["marked"] = violations(page)
        page.get_by_role("button", name="A|B").click()
        expect(page.locator(".tile").first.locator("img")).to_have_count(4)
        page.locator("[data-view=sheets]").click()
        page.get_by_label("Valoa vasten").check()
        expect(page.locator(".pages.light").first).to_be_visible()
        found["light"] = violations(page)
        (deck / "cards.yaml").write_text(CARDS)
        expect(page.locator("#problems")).to_be_hidden()
        page.locator("#save").click()
        found["dialog"] = violations(page)
        context.close()
    assert found == {state: [] for state in found}


def test_a_refused_value_is_no_step(visit: Visit) -> None:
    """Undo goes back to what was before a change, not to a value that was refused meanwhile."""
    page, flags = visit.page, visit.page.locator("#flags pre")
    row = setting(visit, "front.title.size")
    row.locator("input[type=text]").fill("huge")
    row.locator("input[type=text]").press("Enter")
    expect(row.locator(".refused")).to_be_visible()
    expect(page.locator("#undo")).to_be_disabled()
    color = setting(visit, "front.title.color").locator("input[type=text]")
    color.fill("#b00020")
    color.press("Enter")
    expect(flags).to_contain_text("#b00020")
    page.locator("#undo").click()
    expect(flags).not_to_contain_text("#b00020")
    expect(page.locator("#undo")).to_be_disabled()


def test_what_screen_readers_say_of_settings(visit: Visit) -> None:
    """Each choice has its own name, its group the setting's; a slider says the value it is at."""
    row = setting(visit, "front.title.valign")
    expect(row.get_by_role("group")).to_have_accessible_name("valign")
    expect(row.get_by_role("button").first).to_have_accessible_name("top")
    before = row.locator("[aria-pressed=true]").inner_text()
    row.locator(".label").click()
    expect(row.locator("[aria-pressed=true]")).to_have_text(before)
    expect(row).not_to_have_class(re.compile("tweaked"))
    slider = setting(visit, "front.title.leading").locator("input[type=range]")
    said = slider.get_attribute("aria-valuetext")
    slider.evaluate("one => { one.stepUp(); one.dispatchEvent(new Event('input')); }")
    assert slider.get_attribute("aria-valuetext") not in {None, said}
    picker = setting(visit, "front.title.color").locator("input[type=color]")
    expect(picker).to_have_accessible_name("color: choose a colour")


NOTES_MARKS = """
    window.wasMarked = false;
    const note = (all) => { window.wasMarked ||= all.some((one) => one.target.matches(".done")); };
    new MutationObserver(note).observe(document.body, {subtree: true, attributeFilter: ["class"]});
"""
"""Has the page know whether a button was marked as done."""


def test_a_problem_leads_to_its_card(visit: Visit, home: Path) -> None:
    """While one card is shown alone, a problem's message shows the card that it is about."""
    file, page = home / "deck" / TEXT, visit.page
    visit.tile(0).locator(".pair").dblclick(position={"x": 5, "y": 5})
    expect(page.locator(".one-card")).to_have_accessible_name("Front: First card")
    try:
        file.write_text(CARDS.replace("category: other", "category: othr"))
        page.locator("#problems").get_by_role("button", name="there is no category").click()
        expect(page.locator(".one-card")).to_have_accessible_name("Front: Third card")
        place = page.locator(".one-place .place")
        assert place.evaluate("one => one.tabIndex") == 0
        page.evaluate(NOTES_MARKS)  # the mark goes after a second, which a look may miss
        place.press("Enter")
        for _ in range(200):
            if page.evaluate("window.wasMarked"):
                break
            page.wait_for_timeout(50)
        assert page.evaluate("window.wasMarked")
        assert page.evaluate("navigator.clipboard.readText()") == "cards.yaml:10"
    finally:
        file.write_text(CARDS)


def test_the_focus_stays_in_the_tree(visit: Visit) -> None:
    """Who goes through the boxes by keys is not taken from the back's title to the front's."""
    page = visit.page
    page.locator("#tree button", has_text="title").first.focus()
    for _ in range(page.locator("#tree button").count()):
        if page.evaluate("document.activeElement.dataset.branch") == "back.title":
            break
        page.keyboard.press("Tab")
    page.wait_for_timeout(200)  # what was spared under the hand is drawn then
    assert page.evaluate("document.activeElement.dataset.branch") == "back.title"


def test_the_panel_opens_at_a_box(chromium: Browser, shared: Running) -> None:
    """On a narrow page a box that is chosen opens the panel, and its button says so."""
    context = chromium.new_context(viewport={"width": 700, "height": 900})
    page = Visit(context, shared).ready().page
    toggle = page.locator("#panel-toggle")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    page.locator("[data-view=deck]").click()
    page.get_by_role("button", name="front.title").click()
    expect(page.locator("#panel")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    context.close()


def test_nothing_is_left_listening(visit: Visit) -> None:
    """However often languages and views are switched, no listener and no picture is left over."""
    session = visit.page.context.new_cdp_session(visit.page)

    def listeners() -> int:
        found = 0
        for name in ("window", "document", "document.querySelector('#panel')"):
            value = session.send("Runtime.evaluate", {"expression": name})["result"]["objectId"]
            answer = session.send("DOMDebugger.getEventListeners", {"objectId": value})
            found += len(answer["listeners"])
        return found

    def switch() -> None:
        for language in ("fi", "sv", "en"):
            visit.page.locator(f"[data-language={language}]").click()
            for view in ("sheets", "deck", "cards"):
                visit.page.locator(f"[data-view={view}]").click()

    switch()
    before = listeners()
    switch()
    assert listeners() == before


@pytest.mark.parametrize("size", ["poker", "140 mm x 90 mm"])
def test_a_large_card_fits(chromium: Browser, tmp_path: Path, size: str) -> None:
    """A card alone lies in view as a whole, upright or not, and its corners are round."""
    deck = write_deck(tmp_path / "deck")
    with running(deck, "--card-size", size, "--corner", "4mm", state=tmp_path) as preview:
        context = chromium.new_context(viewport={"width": 1200, "height": 700})
        visit = Visit(context, preview).ready()
        visit.tile(0).locator(".pair").dblclick(position={"x": 5, "y": 5})
        picture = visit.page.locator(".one-card .picture").first
        picture.locator("img").wait_for()
        card, view = picture.bounding_box(), visit.page.locator("#view").bounding_box()
        assert card
        assert view
        assert view["y"] <= card["y"]
        assert card["y"] + card["height"] <= view["y"] + view["height"]
        across, along = picture.evaluate(
            "one => getComputedStyle(one).borderTopLeftRadius.split(' ').map(parseFloat)"
        )
        assert across / 100 * card["width"] == pytest.approx(along / 100 * card["height"], abs=0.1)
        context.close()


def test_a_preview_that_is_started_again(chromium: Browser, tmp_path: Path) -> None:
    """An open page comes to life with the deck as it is, once the new address was opened."""
    deck = write_deck(tmp_path / "deck")
    context = chromium.new_context()
    with running(deck, state=tmp_path) as preview:
        first = Visit(context, preview).ready()
        port = str(preview.port)
    expect(first.page.locator("#live")).to_contain_text("no connection")
    write_deck(deck, CARDS.replace("First card", "A title"))
    with running(deck, "--port", port, state=tmp_path) as preview:
        Visit(context, preview).ready()
        expect(first.tile(0)).to_contain_text("A title")
        expect(first.page.locator("#live")).not_to_contain_text("no connection")
    context.close()


def test_the_program_has_ended(chromium: Browser, tmp_path: Path) -> None:
    """When the preview has ended, a download says so, and not that the deck has problems."""
    deck = write_deck(tmp_path / "deck")
    with running(deck, state=tmp_path) as preview:
        context = chromium.new_context()
        page = Visit(context, preview).ready().page
    expect(page.locator("#live")).to_contain_text("no connection")
    page.locator("#download").click()
    expect(page.locator("#told")).to_contain_text("does not answer")
    context.close()
