"""The start page: decks are opened, made and brought in, by people who type no commands."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browsers import CHROMIUM, PATIENCE, launched, violations
from commands import SECONDS
from korttipakka.basics.problems import KorttipakkaError
from korttipakka.build.pipeline import check_deck
from korttipakka.reading.whole import MAX_BYTES
from korttipakka.web.desk import SHIPPED, Desk
from previews import Running, running, write_deck

CSV = b"Title;Text;Category\nOne;The first;Ideas\nTwo;The second;Ideas\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A user's folder with a deck, a folder without one, and a hidden one."""
    folder = tmp_path / "home"
    write_deck(folder / "Decks" / "Ideas")
    (folder / "Photos").mkdir()
    (folder / ".secret").mkdir()
    return folder


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    """What the start page works on."""
    found = Desk(home, home, ["false"])
    yield found
    found.close()


def names(desk: Desk, path: str = "") -> dict[str, bool]:
    """What is shown of a folder, and whether each is a deck."""
    return {entry.name: entry.is_deck for entry in desk.listing(path).entries}


def test_folders_and_decks_are_shown(desk: Desk, home: Path) -> None:
    """Folders are gone into, decks are known, hidden folders are not shown."""
    assert names(desk) == {"Decks": False, "Photos": False}
    assert names(desk, str(home / "Decks")) == {"Ideas": True}
    assert desk.listing("").above == ""
    assert desk.listing(str(home / "Decks")).above == str(home)


def test_a_folder_that_is_a_deck_itself(desk: Desk, home: Path) -> None:
    """Within a deck's folder the deck can be opened; its files of cards are no decks."""
    assert names(desk, str(home / "Decks" / "Ideas")) == {"Ideas": True}


def test_a_deck_of_one_file(desk: Desk, home: Path) -> None:
    """A YAML file in a folder without deck.yaml can be opened."""
    (home / "Photos" / "party.yaml").write_text("title: P\ncards: [{title: A}]\n", encoding="utf-8")
    assert names(desk, str(home / "Photos")) == {"party.yaml": True}


@pytest.mark.parametrize("path", ["/", "/etc", "..", "{home}/../elsewhere", "{home}/link", "a\0b"])
def test_nothing_outside_is_shown_or_opened(desk: Desk, home: Path, path: str) -> None:
    """Paths that lead out of the user's folder are refused, by whatever way, also for writing."""
    (home.parent / "elsewhere").mkdir()
    (home / "link").symlink_to(home.parent / "elsewhere")
    path = path.replace("{home}", str(home))
    for call in (
        lambda: desk.listing(path),
        lambda: desk.open(path),
        lambda: desk.make(path, "x", "en"),
        lambda: desk.bring_in(path, "x.csv", CSV),
    ):
        with pytest.raises(KorttipakkaError, match="lies outside"):
            call()
    assert not list((home.parent / "elsewhere").iterdir())


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_a_new_deck_is_printable(desk: Desk, home: Path, language: str) -> None:
    """A deck that is made has no errors, and is shown in its folder."""
    made = desk.make(str(home), "Työpaja 1", language)
    assert made == home / "Työpaja 1"
    assert not [problem for problem in check_deck(made) if problem.severity.name == "ERROR"]
    assert names(desk)["Työpaja 1"]


@pytest.mark.parametrize(
    "name",
    ["", "  ", "a/b", "..", "a\\b", ".x", "aux", "a:b", "x" * 201, "漢" * 100, "a\0", "a\nb",
     "\u200b", "invoice\u202efdp", "\u2067a"],
)  # fmt: skip
def test_names_that_no_folder_can_have(desk: Desk, home: Path, name: str) -> None:
    """Such a name is told of, on every system, and nothing is made."""
    before = sorted(home.rglob("*"))
    with pytest.raises(KorttipakkaError, match="no name for a folder"):
        desk.make(str(home), name, "en")
    assert sorted(home.rglob("*")) == before


@pytest.mark.parametrize("name", ["a.c\0v", "x." + "a" * 300, "a\n.csv", "\u202ecsv.exe"])
def test_names_that_no_file_can_have(desk: Desk, home: Path, name: str) -> None:
    """A file that is brought in by such a name is told of, and nothing is made."""
    with pytest.raises(KorttipakkaError, match="no name for a folder"):
        desk.bring_in(str(home), name, CSV)
    assert names(desk) == {"Decks": False, "Photos": False}


def test_nothing_is_written_over(desk: Desk, home: Path) -> None:
    """A name that is taken is told of: neither a new deck nor an import touches what is there."""
    with pytest.raises(KorttipakkaError, match="already"):
        desk.make(str(home), "Decks", "en")
    with pytest.raises(KorttipakkaError, match="already"):
        desk.bring_in(str(home), "Decks.csv", CSV)
    assert names(desk, str(home / "Decks")) == {"Ideas": True}


@pytest.mark.parametrize("name", ["cards.csv", "C:\\Users\\me\\cards.csv", "../../cards.csv"])
def test_cards_are_brought_in(desk: Desk, home: Path, name: str) -> None:
    """A table becomes a deck in a folder of its name, whatever path a browser tells."""
    made = desk.bring_in(str(home / "Decks"), name, CSV)
    assert (made.folder, made.cards) == (home / "Decks" / "cards", 2)
    assert not [problem for problem in check_deck(made.folder) if problem.severity.name == "ERROR"]


def test_a_file_without_cards_is_told_of(desk: Desk, home: Path) -> None:
    """What is no table is refused by name, and no folder is left behind."""
    with pytest.raises(KorttipakkaError):
        desk.bring_in(str(home), "photo.xlsx", b"\x89PNG\r\n\x1a\n")
    assert "photo" not in names(desk)


def test_a_preview_that_cannot_be_opened_is_told(desk: Desk, home: Path) -> None:
    """When the preview's process ends at once, its message is told."""
    with pytest.raises(KorttipakkaError, match="could not be opened"):
        desk.open(str(home / "Decks" / "Ideas"))


@pytest.fixture
def page(home: Path, tmp_path: Path) -> Iterator[Running]:
    """The start page's server."""
    with running(state=tmp_path / "state", command="start", cwd=home) as found:
        yield found


@pytest.mark.parametrize("call", ["folder", "new", "open", "show"])
def test_what_the_system_refuses_is_told(page: Running, call: str) -> None:
    """A path that is too long for the system, as any other refusal of it, is told as such."""
    body = {"path": "x" * 5000, "name": "deck", "language": "en"}
    answer = page.client.post(f"/api/{call}", json=body)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["message"]


def test_who_may_call(page: Running, home: Path) -> None:
    """The start page is guarded as the preview is, but takes files of up to 50 MB."""
    body = {"path": ""}
    assert page.client.post("/api/folder", json=body).status_code == 200
    for headers, status in (
        ({"X-Token": "no"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "example.org"}, 421),
    ):
        assert page.client.post("/api/folder", json=body, headers=headers).status_code == status
    too_much = HTTPConnection("127.0.0.1", page.port, timeout=SECONDS)
    too_much.putrequest("POST", "/api/import?name=a.csv")
    too_much.putheader("X-Token", page.token)
    too_much.putheader("Content-Length", "60000000")
    too_much.endheaders()
    assert too_much.getresponse().status == 413
    too_much.close()
    answer = page.client.post("/api/open", json={"path": str(home.parent)})
    assert answer.status_code == 422
    assert "lies outside" in answer.json()["problems"][0]["message"]
    assert page.client.post("/api/folder", json={"path": 1}).status_code == 400
    assert page.client.get("/page/../start.py").status_code == 404


def test_a_file_that_is_too_large_is_answered(page: Running) -> None:
    """Who sends too much hears so, and is not cut off while sending."""
    for content in (b"x" * 60_000_000, (b"x" * 100_000 for _ in range(600))):
        answer = page.client.post("/api/import?name=a.csv", content=content)
        assert answer.status_code == 413


DROP = """size => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([new Uint8Array(size)], "large.csv"));
    document.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true }));
}"""
"""A file of so many bytes is dropped on the page."""


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}")
def test_a_file_that_is_too_large_is_not_sent(page: Running) -> None:
    """A file of more than 50 MB that is dropped is told of, and not sent; one of 50 MB is sent."""
    with launched() as browser:
        shown = browser.new_page(locale="en-GB")
        shown.set_default_timeout(PATIENCE)
        sent: list[str] = []
        shown.on("request", lambda request: sent.append(request.url))
        shown.goto(page.address)
        expect(shown.get_by_role("button", name="Decks")).to_be_visible()
        shown.evaluate(DROP, MAX_BYTES + 1)
        expect(shown.locator("#outcome-list")).to_contain_text("larger than 50 MB")
        assert not [url for url in sent if "/api/import" in url]
        shown.evaluate(DROP, MAX_BYTES)
        expect(shown.locator("#outcome-list")).not_to_contain_text("larger than 50 MB")
        assert len([url for url in sent if "/api/import" in url]) == 1


def test_a_deck_is_opened_and_closed_with_the_page(home: Path, tmp_path: Path) -> None:
    """A preview answers while the start page runs, once for a deck, and ends with it."""
    import httpx

    with running(state=tmp_path / "state", command="start", cwd=home) as page:
        wanted = {"path": str(home / "Decks" / "Ideas")}
        address = page.client.post("/api/open", json=wanted).json()["address"]
        assert httpx.get(address, trust_env=False, timeout=SECONDS).status_code == 200
        assert page.client.post("/api/open", json=wanted).json()["address"] == address
        shipped = page.client.post("/api/open", json={"path": SHIPPED}).json()["address"]
        assert shipped != address
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, trust_env=False)


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_in_a_browser(page: Running, home: Path, scheme: str) -> None:
    """By the page alone a deck is made, cards are brought in and looked at; axe finds no fault."""
    with launched() as browser:
        context = browser.new_context(color_scheme=scheme, locale="fi-FI")  # type: ignore[arg-type]
        shown = context.new_page()
        shown.set_default_timeout(PATIENCE)
        faults: list[str] = []
        shown.on("pageerror", lambda error: faults.append(str(error)))
        shown.goto(page.address)
        expect(shown.get_by_role("heading", name="Avaa pakka")).to_be_visible()
        shown.get_by_role("button", name="Decks").click()
        expect(shown.get_by_role("button", name="Avaa Ideas")).to_be_visible()
        shown.get_by_label("Pakan nimi").fill("Uusi")
        shown.keyboard.press("Enter")
        expect(shown.get_by_role("heading", name="Pakka on tehty")).to_be_visible()
        shown.get_by_role("button", name="Sulje").click()
        expect(shown.get_by_label("Pakan nimi")).to_be_focused()
        file = {"name": "kortit.csv", "mimeType": "text/csv", "buffer": CSV}
        shown.locator("#file").set_input_files(file)  # type: ignore[arg-type]
        expect(shown.get_by_role("heading", name="2 korttia tuotiin")).to_be_visible()
        assert violations(shown) == []
        shown.get_by_role("button", name="Katso kortteja").click()
        expect(shown.get_by_role("heading", name="Pakka on avattu")).to_be_visible()
        address = shown.get_by_label("Osoite").input_value()
        shown.get_by_role("button", name="svenska").click()
        expect(shown.get_by_role("heading", name="Öppna en kortlek")).to_be_visible()
        shown.set_viewport_size({"width": 360, "height": 700})
        assert shown.evaluate("() => document.documentElement.scrollWidth") <= 360
        shown.goto(address)
        expect(shown.locator(".picture img").first).to_be_visible()
        assert not faults
    assert sorted(path.name for path in (home / "Decks").iterdir()) == ["Ideas", "Uusi", "kortit"]


def sent(name: str, data: bytes) -> Any:
    """A file as a browser takes it."""
    return {"name": name, "mimeType": "text/csv", "buffer": data}


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}")
def test_several_files_at_once(page: Running, home: Path) -> None:
    """Each becomes a deck; of those that cannot, it is told, and they may be chosen again."""
    with launched() as browser:
        shown = browser.new_page(locale="en-GB")
        shown.set_default_timeout(PATIENCE)
        shown.goto(page.address)
        expect(shown.get_by_role("button", name="Decks")).to_be_visible()
        files = [sent("one.csv", CSV), sent("bad.csv", b""), sent("two.csv", CSV)]
        shown.locator("#file").set_input_files(files)
        expect(shown.get_by_role("heading", name="4 cards were brought in")).to_be_visible()
        told = shown.locator("#outcome-list > li")
        expect(told.nth(0)).to_have_text("one.csv: 2 cards were brought in")
        expect(told.nth(1)).to_contain_text("bad.csv: the file is empty")
        expect(told.nth(2)).to_have_text("two.csv: 2 cards were brought in")
        expect(shown.get_by_role("button", name="Open two")).to_be_visible()
        assert not (home / "bad").exists()
        for text, heading in ((b"", "That did not work"), (CSV, "2 cards were brought in")):
            shown.locator("#file").set_input_files(sent("bad.csv", text))
            expect(shown.get_by_role("heading", name=heading)).to_be_visible()


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}")
def test_a_program_that_has_ended_is_told(home: Path, tmp_path: Path) -> None:
    """When the program has ended meanwhile, the page asks whether its window is open."""
    with launched() as browser:
        with running(state=tmp_path / "state", command="start", cwd=home) as page:
            shown = browser.new_page(locale="en-GB")
            shown.set_default_timeout(PATIENCE)
            shown.goto(page.address)
            expect(shown.get_by_role("button", name="Decks")).to_be_visible()
        shown.get_by_role("button", name="Decks").click()
        expect(shown.locator("#outcome")).to_contain_text("is its window still open?")
