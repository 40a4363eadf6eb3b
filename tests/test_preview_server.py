"""The preview's server by plain HTTP: who may call, what is answered, how it starts and ends."""

import asyncio
import json
import os
import shlex
import shutil
import socket
import stat
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from queue import Queue
from typing import Any

import httpx
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from commands import run
from korttipakka.basics.files import write_whole
from korttipakka.basics.geometry import Rect, Size
from korttipakka.build.options import BuildOptions
from korttipakka.model.frame import DocumentInfo, Frame, Page
from korttipakka.web import app, serving
from korttipakka.web.events import AGAIN, MOST_UNREAD, Event, Hub
from korttipakka.web.pictures import Drawing, Names, Shelf
from korttipakka.web.preview import Meanwhile, Superseded, Variant
from korttipakka.web.request import Request
from korttipakka.web.watching import is_of_interest
from previews import CARDS, Running, drawn, in_process, running, start, write_deck

PATIENCE = 90.0
"""Seconds that something on a busy machine may take."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a deck."""
    folder = tmp_path_factory.mktemp("preview")
    write_deck(folder / "deck")
    return folder


@pytest.fixture(scope="module")
def preview(home: Path) -> Iterator[Running]:
    """A preview of it that all tests use which leave the deck as it is."""
    with running(home / "deck", state=home / "state") as found:
        yield found


@pytest.fixture
def untweaked(preview: Running) -> Iterator[Running]:
    """The preview without tweaks, before and after."""
    yield preview
    preview.client.post("/api/settings", json={"unset": [*preview.deck()["tweaks"]]})


def until(found: Callable[[], Any]) -> Any:
    """What a call comes to be, in the end."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def save(file: Path, text: str) -> None:
    """Write a file as a whole: nobody sees half of it, however slow this test goes."""
    write_whole(file, text.encode())


class Listener:
    """Reads the events of a preview in a thread."""

    def __init__(self, preview: Running, variant: str = "A") -> None:
        self.events: Queue[tuple[str, Any]] = Queue()
        self._preview, self._variant = preview, variant
        reader = threading.Thread(target=self._read, daemon=True)
        preview.readers.append(reader)
        reader.start()

    def _read(self) -> None:
        name = ""
        headers, query = {"X-Token": self._preview.token}, {"variant": self._variant}
        try:
            with httpx.stream(
                "GET", f"{self._preview.base}/api/events", headers=headers, params=query,
                timeout=PATIENCE, trust_env=False,
            ) as answer:  # fmt: skip
                for line in answer.iter_lines():
                    key, _, value = line.partition(": ")
                    if key == "event":
                        name = value
                    elif key == "data":
                        self.events.put((name, json.loads(value)))
        except httpx.HTTPError:
            return

    def next(self, name: str) -> Any:
        """The data of the next event of a name; others before it are passed over."""
        while True:
            found, data = self.events.get(timeout=PATIENCE)
            if found == name:
                return data


# Who may call


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/deck", {"Host": "evil.example"}, 421),
        ("/api/deck", {"Host": "127.0.0.1"}, 421),
        ("/?token=TOKEN", {"Host": "evil.example:PORT"}, 421),
        ("/api/deck", {"Origin": "http://evil.example"}, 403),
        ("/api/deck", {"Origin": "null"}, 403),
        ("/api/deck", {"Origin": "http://127.0.0.1:1"}, 403),
        ("/api/deck", {"Origin": "https://127.0.0.1:PORT"}, 403),
        ("/?token=TOKEN", {"Origin": "http://evil.example"}, 403),
        ("/api/deck", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/api/deck", {"Sec-Fetch-Site": "same-site"}, 403),
        ("/?token=TOKEN", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/api/deck", {"X-Token": ""}, 403),
        ("/api/deck", {"X-Token": "wrong"}, 403),
        ("/api/deck", {"X-Token": "", "Cookie": "korttipakka-PORT=wrong"}, 403),
        ("/api/deck?token=TOKEN", {"X-Token": ""}, 403),
        ("/page/main.js?token=TOKEN", {"X-Token": ""}, 403),
        ("/?token=wrong", {"X-Token": ""}, 403),
        ("/", {"X-Token": ""}, 403),
        ("/nothing", {"X-Token": ""}, 403),
        ("/api/deck", {"Origin": "http://127.0.0.1:PORT", "Sec-Fetch-Site": "same-origin"}, 200),
        ("/?token=TOKEN", {"X-Token": "", "Sec-Fetch-Site": "none"}, 200),
        ("/api/deck", {"X-Token": "", "Cookie": "a=b; korttipakka-PORT=TOKEN"}, 200),
        ("/api/deck", {"Host": "localhost:PORT"}, 200),
        ("/nothing", {}, 404),
        ("/page/../app.py", {}, 404),
        ("/page/%2e%2e/app.py", {}, 404),
        ("/page/..%2fapp.py", {}, 404),
        ("/page//etc/passwd", {}, 404),
        ("/picture/A/../../../../etc/passwd", {}, 404),
        ("/picture/A/..%2f..%2fdeck.yaml", {}, 404),
        ("/picture/C/x.png", {}, 404),
        ("/api/card?id=../deck", {}, 404),
        ("/api/deck?variant=../A", {}, 404),
    ],
)  # fmt: skip
def test_who_may_call(preview: Running, path: str, headers: dict[str, str], status: int) -> None:
    """Only our own page and who knows the token gets in; only what is in the table is there."""

    def filled(text: str) -> str:
        return text.replace("PORT", str(preview.port)).replace("TOKEN", preview.token)

    sent = {"X-Token": preview.token, **{name: filled(text) for name, text in headers.items()}}
    assert raw(preview.port, "GET", filled(path), sent)[0] == status


def raw(
    port: int, method: str, path: str, headers: dict[str, str], body: bytes = b""
) -> tuple[int, str]:
    """A call by hand: clients would mend its path and headers. The status, and the head."""
    sent = {"Host": f"127.0.0.1:{port}", "Connection": "close", **headers}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {text}" for name, text in sent.items())]
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    return int(head.split()[1]), head


def test_only_this_computer_is_served(preview: Running) -> None:
    """The server listens at the loopback address alone."""
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1"}:
        if not str(address).startswith("127."):
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((str(address), preview.port), timeout=5)
    assert preview.client.get("/").status_code == 200


def test_what_the_page_may_do(preview: Running) -> None:
    """The page comes with a cookie, and a policy that allows nothing from elsewhere."""
    headers = {"Sec-Fetch-Site": "none"}
    status, head = raw(preview.port, "GET", f"/?token={preview.token}", headers)
    assert status == 200
    sent = {
        name.lower(): text for name, _, text in (line.partition(": ") for line in head.splitlines())
    }
    cookie = sent["set-cookie"]
    assert preview.token in cookie
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    policy = sent["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert sent["x-content-type-options"] == "nosniff"
    assert sent["referrer-policy"] == "no-referrer"


def test_calls_that_are_wrong(untweaked: Running) -> None:
    """What is too large, no JSON, no object or of the wrong kind is refused as such."""
    client = untweaked.client
    large = json.dumps({"set": {"front.title.size": "9" * 70_000}})
    as_json = {"Content-Type": "application/json"}
    assert client.post("/api/settings", content=large, headers=as_json).status_code == 413
    pieces = (large[i : i + 1000].encode() for i in range(0, len(large), 1000))
    assert client.post("/api/settings", content=pieces, headers=as_json).status_code == 413
    assert client.post("/api/settings", content="{}").status_code == 415
    for body in ("", "{", "[]", '{"set": []}', '{"set": {"a": 1}}', '{"unset": "x"}', "[" * 9999):
        answer = client.post("/api/settings", content=body, headers=as_json)
        assert answer.status_code == 400, body
    assert client.get("/api/settings").status_code == 405
    assert client.post("/api/layout", json={"file": 1}).status_code == 400


# What is answered


def test_the_deck(untweaked: Running) -> None:
    """The deck has its cards, sheets, summary and settings; pictures are what `export` makes."""
    deck = untweaked.deck()
    assert deck["title"] == "Test deck"
    assert deck["language"] == "en"
    assert [card["id"] for card in deck["cards"]] == ["first", "second", "third"]
    first = deck["cards"][0]
    assert first["title"] == "First card"
    assert first["number"] == 1
    assert first["category"] == "ideas"
    assert first["line"] == "cards.yaml:2"
    assert first["problems"] == []
    assert len(deck["sheets"]) == 1
    assert "3 cards" in deck["summary"][0]
    size = next(one for one in deck["settings"] if one["key"] == "front.title.size")
    assert size["kind"] == "size-range"
    assert (size["unit"], size["least"], size["most"]) == ("pt", 1, 1000)
    assert size["group"] == "Type"
    assert size["origin"].startswith("layouts/workshop.yaml:")
    assert size["amounts"] == [16, 30]


def test_pictures_are_those_of_export(untweaked: Running, home: Path, tmp_path: Path) -> None:
    """A card's picture has the very pixels that `export --to png` writes."""
    out = tmp_path / "out"
    done = run(
        "export", home / "deck", "--to", "png", "--dpi", "100", "--no-bleed", "--set",
        "sheet.arrange=duplex", "-o", out,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    card = untweaked.deck()["cards"][1]
    for side in ("front", "back"):
        mine = Image.open(BytesIO(untweaked.png(card[side], 100))).convert("RGB")
        (path,) = out.glob(f"2-*-{side}.png")
        theirs = Image.open(path).convert("RGB")
        assert mine.size == theirs.size
        assert ImageChops.difference(mine, theirs).getbbox() is None


def test_pictures_are_kept_by_name(untweaked: Running) -> None:
    """A picture may be kept for good, in resolutions of the table only."""
    card = untweaked.deck()["cards"][0]
    answer = untweaked.client.get(card["front"])
    assert "immutable" in answer.headers["cache-control"]
    assert Image.open(BytesIO(answer.content)).format == "PNG"
    assert untweaked.client.get(f"{card['front']}?dpi=10000").status_code == 404
    assert untweaked.client.get(card["front"].replace(".png", "x.png")).status_code == 404


def test_flags_make_the_same(untweaked: Running, home: Path, tmp_path: Path) -> None:
    """Build with the flags that the preview tells has the preview's sheet, pixel for pixel."""
    answer = untweaked.client.post(
        "/api/settings",
        json={"set": {"front.title.size": "21 pt", "colors.ink": "#204060", "sheet.marks": "cut"}},
    )
    assert answer.status_code == 200
    flags = answer.json()["flags"]
    assert "--title-size" in flags
    done = run("build", home / "deck", *flags, "-o", tmp_path / "flags.pdf")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "flags.pdf").read_bytes() == untweaked.client.get("/api/pdf").content


def test_tweaks_change_pictures_and_go_back(untweaked: Running) -> None:
    """A tweak gives new pictures their own names; without it the old names are back."""
    before = untweaked.deck()
    assert untweaked.set(front__title__color="#b00020").status_code == 200
    after = untweaked.deck()
    assert after["version"] > before["version"]
    assert before["cards"][0]["front"] != after["cards"][0]["front"]
    assert before["cards"][0]["back"] == after["cards"][0]["back"]
    color = next(one for one in after["settings"] if one["key"] == "front.title.color")
    assert color["tweaked"]
    assert color["hex"] == "#b00020"
    assert color["contrast"] > 4.5
    untweaked.client.post("/api/settings", json={"unset": ["front.title.color"]})
    assert untweaked.deck()["cards"] == before["cards"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("front.title.size", "huge", "bad-value"),
        ("front.title.sise", "12 pt", "unknown-setting"),
        ("front.title.size", "1" * 300, "bad-value"),
        ("", "", "unknown-setting"),
        ("colors.ink; rm", "x" * 500, "bad-value"),
    ],
)
def test_a_bad_tweak_changes_nothing(untweaked: Running, key: str, value: str, code: str) -> None:
    """What cannot be set is refused with the problem, and the deck stays as it was."""
    before = untweaked.deck()
    answer = untweaked.client.post("/api/settings", json={"set": {key: value}})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == code
    assert untweaked.deck() == before


def test_a_tweak_that_does_not_fit(untweaked: Running) -> None:
    """A size at which texts do not fit is told of, and the cards show it until it is unset."""
    before = untweaked.deck()
    assert untweaked.set(front__title__size="100 pt").status_code == 200
    broken = untweaked.deck()
    assert {problem["code"] for problem in broken["problems"]} >= {"does-not-fit"}
    assert broken["problems"][0]["cards"] == ["first"]
    assert not broken["broken"]
    assert broken["cards"][0]["front"] != before["cards"][0]["front"]
    assert broken["cards"][0]["problems"]
    assert untweaked.client.get("/api/pdf").status_code == 422
    untweaked.client.post("/api/settings", json={"unset": ["front.title.size"]})
    assert untweaked.deck()["problems"] == before["problems"]


def test_variants(untweaked: Running) -> None:
    """The second variant begins as the first one stands, and has tweaks of its own."""
    first = untweaked.deck()
    client = untweaked.client
    answer = client.post("/api/settings?variant=B", json={"set": {"front.title.color": "#aa0000"}})
    assert answer.status_code == 200
    second = untweaked.deck("B")
    assert second["tweaks"] == {"front.title.color": "#aa0000"}
    assert untweaked.deck() == first
    assert untweaked.png(second["cards"][0]["front"]) != untweaked.png(first["cards"][0]["front"])
    client.post("/api/settings?variant=B", json={"unset": ["front.title.color"]})


def test_boxes_of_a_card(untweaked: Running) -> None:
    """A card's boxes lie where the picture shows them, with their size and their place."""
    answer = untweaked.client.get("/api/card", params={"id": "second"}).json()
    boxes = {box["name"]: box for box in answer["back"]}
    text = boxes["text"]
    assert text["at"] == "cards.yaml:9:11"
    assert text["size"] == untweaked.deck()["cards"][1]["sizes"]["back.text"]
    for box in boxes.values():
        assert 0 <= box["left"] <= box["left"] + box["width"] <= 1.001
        assert 0 <= box["top"] <= box["top"] + box["height"] <= 1.001
    assert boxes["title"]["top"] < text["top"]


def test_sizes_and_who_holds_them_down(home: Path, tmp_path: Path) -> None:
    """The card whose long text keeps the others' small, or is smaller itself, is named."""
    long = CARDS.replace("The second text", "a long text of many words " * 30)
    deck = write_deck(tmp_path / "deck", long)
    sizes = "back.text.size=6-12pt"
    for uniform, number in (("deck", 1), ("most", 2)):
        flags = ("--set", sizes, "--set", f"back.text.uniform={uniform}")
        with running(deck, *flags, state=tmp_path) as preview:
            found = preview.client.get("/api/sizes").json()
        assert found["held"][0]["cards"] == ["second"]
        texts = {card: own["back.text"] for card, own in found["sizes"].items()}
        assert len(set(texts.values())) == number
        assert texts["second"] == min(texts.values())


def test_the_texts_may_say_how_large_cards_are(home: Path, tmp_path: Path) -> None:
    """The control of the card's size offers auto, and the page shows the size that comes of it."""
    long = CARDS.replace("The second text", "a long text of many words " * 30)
    with running(write_deck(tmp_path / "deck", long), state=tmp_path) as preview:
        first = preview.deck()
        (entry,) = (one for one in first["settings"] if one["key"] == "card.size")
        assert "auto" in entry["names"]
        preview.client.post("/api/settings", json={"set": {"card.size": "auto"}})
        before, after = first["card"], preview.deck()["card"]
        assert after["width"] * after["height"] > before["width"] * before["height"]


def test_the_pdf(untweaked: Running, home: Path, tmp_path: Path) -> None:
    """The PDF is that of `build`; an unknown printer is a problem."""
    answer = untweaked.client.get("/api/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "deck.pdf" in answer.headers["content-disposition"]
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 2
    done = run("build", home / "deck", "-o", tmp_path / "built.pdf")
    assert done.returncode == 0
    assert (tmp_path / "built.pdf").read_bytes() == answer.content
    refused = untweaked.client.get("/api/pdf", params={"printer": "nosuch"})
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["code"] == "unknown-printer"


def test_a_layout_is_saved(untweaked: Running, home: Path, tmp_path: Path) -> None:
    """What was tweaked is written beside the deck; both ways to use it make the same pages."""
    assert untweaked.set(front__title__size="20 pt", card__safe="4 mm").status_code == 200
    answer = untweaked.client.post("/api/layout", json={"file": "mine.yaml"})
    try:
        command = answer.json().pop("command")
        told = {"file": "mine.yaml", "extends": "workshop", "updated": False, "command": command}
        assert answer.json() == told
        pdf = untweaked.client.get("/api/pdf").content
        copy = shutil.copytree(home / "deck", tmp_path / "copy")
        with (copy / "deck.yaml").open("a") as file:
            file.write("layout: mine.yaml\n")
        for words in (shlex.split(command), ["korttipakka", "build", str(copy)]):
            done = run(*words[1:], "-o", tmp_path / "mine.pdf")
            assert done.returncode == 0, done.stderr
            mine = (tmp_path / "mine.pdf").read_bytes()
            assert drawn(mine) == drawn(pdf)  # the list of the deck's cards names the layout, too
    finally:
        (home / "deck" / "mine.yaml").unlink()


@pytest.mark.parametrize(
    "name",
    ["../mine.yaml", "/tmp/mine.yaml", "a/b.yaml", "..", "", ".mine.yaml", "mine.txt", "a\0.yaml",
     "C:mine.yaml", "a\\b.yaml"],
)  # fmt: skip
def test_layouts_go_beside_the_deck_only(untweaked: Running, home: Path, name: str) -> None:
    """A name that leads elsewhere, or is none of a layout, is refused."""
    before = sorted(home.rglob("*.yaml"))
    answer = untweaked.client.post("/api/layout", json={"file": name, "force": True})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == "cannot-write"
    assert sorted(home.rglob("*.yaml")) == before


def test_other_files_are_not_replaced(untweaked: Running, home: Path, tmp_path: Path) -> None:
    """A file that is there is only replaced when asked for; a link leads nowhere."""
    other = home / "deck" / "notes.yml"
    other.write_text("x: y\n")
    link = home / "deck" / "link.yaml"
    link.symlink_to(tmp_path / "elsewhere.yaml")
    linked = tmp_path / "linked.yaml"
    linked.write_text("x: y\n")
    (home / "deck" / "linked.yaml").symlink_to(linked)
    try:
        answer = untweaked.client.post("/api/layout", json={"file": "notes.yml"})
        assert answer.json()["problems"][0]["code"] == "file-exists"
        assert other.read_text() == "x: y\n"
        for name in (link.name, linked.name):
            wanted = {"file": name, "force": True}
            (problem,) = untweaked.client.post("/api/layout", json=wanted).json()["problems"]
            assert (problem["code"], "is a link" in problem["message"]) == ("cannot-write", True)
        assert not (tmp_path / "elsewhere.yaml").exists()
        assert linked.read_text() == "x: y\n"
    finally:
        other.unlink()
        link.unlink()
        (home / "deck" / "linked.yaml").unlink()


@pytest.mark.parametrize("name", ["deck.yaml", "cards.yaml"])
def test_the_decks_own_files_are_not_replaced(untweaked: Running, home: Path, name: str) -> None:
    """A layout takes the place of no file with cards, though it was asked to."""
    before = (home / "deck" / name).read_bytes()
    answer = untweaked.client.post("/api/layout", json={"file": name, "force": True})
    (problem,) = answer.json()["problems"]
    assert (problem["code"], problem["hint"]) == ("cannot-write", "take another name")
    assert (home / "deck" / name).read_bytes() == before


def test_a_pipe_is_not_waited_for(untweaked: Running, home: Path) -> None:
    """What is there and is no file is refused at once, and the preview goes on."""
    pipe = home / "deck" / "pipe.yaml"
    os.mkfifo(pipe)
    try:
        answer = untweaked.client.post("/api/layout", json={"file": pipe.name, "force": True})
        assert "no file" in answer.json()["problems"][0]["message"]
        assert len(untweaked.deck()["cards"]) == 3
    finally:
        pipe.unlink()


def test_halves_of_characters_are_refused(untweaked: Running) -> None:
    """JSON can name what no text can hold: it is refused, and the deck can be asked for still."""
    body = b'{"set": {"fonts.body": "\\ud800"}}'
    headers = {"Content-Type": "application/json"}
    answer = untweaked.client.post("/api/settings", content=body, headers=headers)
    assert answer.status_code == 400
    assert untweaked.deck()["tweaks"] == {}


def test_who_stops_listening_is_let_go() -> None:
    """Events do not pile up for a page that is asleep; it is let go, and comes again."""

    async def listened() -> list[bytes]:
        hub = Hub()
        stream = hub.listen("A", list)
        found = [await anext(stream)]  # listens from now on
        for number in range(3 * MOST_UNREAD):
            hub.send(Event("A", "deck", number))
        assert not hub.is_heard("A")
        return found + [one async for one in stream]

    assert asyncio.run(listened()) == [AGAIN]


# What happens


def test_an_edit_is_told_with_what_changed(tmp_path: Path) -> None:
    """An edited card, and no other, is told of; then errors, in the order of what happened."""
    deck = write_deck(tmp_path / "deck")
    cards = deck / "cards.yaml"
    with running(deck, state=tmp_path) as preview:
        before = preview.deck()
        events = Listener(preview)
        assert events.next("deck")["changed"] == []
        assert events.next("problems") == []
        save(cards, CARDS.replace("The second text", "Another text"))
        changed = events.next("deck")
        assert changed["changed"] == ["second"]
        after = preview.deck()
        assert after["version"] == changed["version"] > before["version"]
        assert after["cards"][0] == before["cards"][0]
        assert after["cards"][1]["front"] == before["cards"][1]["front"]
        assert after["cards"][1]["back"] != before["cards"][1]["back"]

        save(cards, CARDS.replace("category: other", "category: othr"))
        (problem,) = events.next("problems")
        assert problem["code"] == "unknown-category"
        assert problem["place"] == "cards.yaml:12:15"
        assert problem["source"] == "    category: othr"
        assert "other" in problem["hint"]
        assert problem["cards"] == ["third"]
        assert [card["id"] for card in preview.deck()["cards"]] == ["first", "second", "third"]

        save(cards, CARDS)
        assert events.next("deck")["changed"] == ["second"]
        assert events.next("problems") == []


def test_files_that_come_and_go(tmp_path: Path) -> None:
    """A file replaced by renaming, a new file, a deck moved away and back are all noticed."""
    deck = write_deck(tmp_path / "deck")
    cards = deck / "cards.yaml"
    with running(deck, state=tmp_path) as preview:
        events = Listener(preview)
        events.next("problems")
        beside = deck / ".cards.yaml.swp"
        beside.write_text(CARDS.replace("The first text", "Renamed into place"))
        beside.replace(cards)
        assert events.next("deck")["changed"] == ["first"]
        (deck / "more.yaml").write_text("cards:\n  - title: A new card\n")
        until(lambda: len(preview.deck()["cards"]) == 4)
        deck.rename(tmp_path / "away")
        until(lambda: preview.deck()["problems"])
        assert len(preview.deck()["cards"]) == 4
        (tmp_path / "away").rename(deck)
        until(lambda: not preview.deck()["problems"])
        cards.write_text(CARDS.replace("The third text", "Still watched"))
        until(lambda: "Still watched" in preview.deck()["cards"][2]["text"])


def test_a_layout_is_watched_with_what_it_extends(tmp_path: Path) -> None:
    """Layouts elsewhere are watched, too."""
    deck, layouts = write_deck(tmp_path / "deck"), tmp_path / "layouts"
    layouts.mkdir()
    (layouts / "base.yaml").write_text("extends: workshop\n")
    (layouts / "mine.yaml").write_text("extends: base.yaml\n")
    with running(deck, "--layout", layouts / "mine.yaml", state=tmp_path) as preview:
        events = Listener(preview)
        events.next("problems")
        (layouts / "base.yaml").write_text(
            "extends: workshop\nfront: {title: {color: '#aa0000'}}\n"
        )
        assert events.next("deck")["changed"] == ["first", "second", "third"]


def test_a_layout_that_is_broken_from_the_start(tmp_path: Path) -> None:
    """A layout elsewhere is watched while it is broken, though nothing was made of it yet."""
    deck, layouts = write_deck(tmp_path / "deck"), tmp_path / "layouts"
    layouts.mkdir()
    (layouts / "mine.yaml").write_text("extends: workshop\nfront: {title: {colour: x}}\n")
    with running(deck, "--layout", layouts / "mine.yaml", state=tmp_path) as preview:
        assert preview.deck()["broken"]
        (layouts / "mine.yaml").write_text("extends: workshop\n")
        until(lambda: not preview.deck()["broken"])


def test_a_variant_that_nobody_looked_at(tmp_path: Path) -> None:
    """A variant that no page shows is made anew when it is asked for, if files have changed."""
    deck = write_deck(tmp_path / "deck")
    with running(deck, state=tmp_path) as preview:
        preview.deck("B")
        (deck / "cards.yaml").write_text(CARDS.replace("First card", "Another title"))
        until(lambda: preview.deck()["cards"][0]["title"] == "Another title")
        assert preview.deck("B")["cards"][0]["title"] == "Another title"
        events = Listener(preview, "B")
        assert events.next("deck")["version"] == preview.deck("B")["version"]


def test_no_setting_is_lost(tmp_path: Path) -> None:
    """Settings that several pages change at once, while a file is saved, are all kept."""
    deck = write_deck(tmp_path / "deck")
    wanted = {
        "front.title.leading": "1.4", "front.title.tracking": "0.05 em",
        "front.title.color": "#aa0000", "back.text.leading": "1.5",
        "back.title.leading": "1.3", "colors.ink": "#204060",
    }  # fmt: skip
    with running(deck, state=tmp_path) as preview:

        def change(key: str, value: str) -> None:
            headers = {"X-Token": preview.token}
            httpx.post(
                f"{preview.base}/api/settings", json={"set": {key: value}}, headers=headers,
                timeout=PATIENCE, trust_env=False,
            )  # fmt: skip

        for number in range(3):
            threads = [threading.Thread(target=change, args=one) for one in wanted.items()]
            (deck / "cards.yaml").write_text(CARDS.replace("First card", f"Title {number}"))
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert preview.deck()["tweaks"] == wanted
            preview.client.post("/api/settings", json={"unset": [*wanted]})


def test_a_broken_build_is_told_by_its_version(tmp_path: Path) -> None:
    """While the same is wrong, what else has changed is told all the same, by the version."""
    deck = write_deck(tmp_path / "deck", CARDS.replace("category: other", "category: othr"))
    with running(deck, state=tmp_path) as preview:
        events = Listener(preview)
        assert events.next("deck")["version"] == preview.deck()["version"]
        answer = preview.set(colors__ink="#204060").json()
        assert answer["tweaks"] == {"colors.ink": "#204060"}
        assert events.next("deck")["version"] == answer["version"] == preview.deck()["version"]


def test_versions_are_those_of_one_preview(tmp_path: Path) -> None:
    """A preview that was started anew has no version that a page of the one before may know."""
    deck = write_deck(tmp_path / "deck")
    with running(deck, state=tmp_path) as preview:
        preview.set(colors__ink="#204060")
        before = preview.deck()["version"]
    with running(deck, state=tmp_path) as preview:
        assert preview.deck()["version"] > before


def test_watching_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong with one change, the next one is seen."""
    server, _ = in_process(write_deck(tmp_path))
    calls = count()

    async def changes(*arguments: object) -> AsyncIterator[None]:
        if next(calls) == 0:
            raise RuntimeError("a fault")
        yield

    async def watched() -> None:
        before = server.preview.variants["A"].version
        watching = asyncio.create_task(server.watch())
        end = time.monotonic() + PATIENCE
        while server.preview.variants["A"].version == before and time.monotonic() < end:
            await asyncio.sleep(0.01)
        watching.cancel()
        assert server.preview.variants["A"].version > before

    monkeypatch.setattr(app, "changes", changes)
    monkeypatch.setattr(app, "LOOK", 1)
    asyncio.run(watched())
    server.close()


def test_other_files_are_no_change(tmp_path: Path) -> None:
    """What happens beside the deck's folder, and beside a layout elsewhere, builds nothing."""
    deck, layouts = write_deck(tmp_path / "deck"), tmp_path / "layouts"
    layouts.mkdir()
    (layouts / "mine.yaml").write_text("extends: workshop\n")
    with running(deck, "--layout", layouts / "mine.yaml", state=tmp_path) as preview:
        before = preview.deck()["version"]
        for folder in (tmp_path, layouts):
            (folder / "other.txt").write_text("x")
        time.sleep(0.5)
        assert preview.deck()["version"] == before
        (layouts / "mine.yaml").write_text("extends: workshop\ncard: {safe: 4 mm}\n")
        until(lambda: preview.deck()["version"] != before)


def test_half_a_file_is_not_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that empties a file before it writes it anew causes no error."""
    server, told = in_process(write_deck(tmp_path))
    variant, whole = server.preview.variants["A"], CARDS.replace("The first text", "Another")
    build = variant.build

    def then_written(*arguments: Any) -> list[str]:
        found = build(*arguments)
        (tmp_path / "cards.yaml").write_text(whole)
        return found

    (tmp_path / "cards.yaml").write_text("cards:\n  - titel: [")
    monkeypatch.setattr(variant, "build", then_written)
    asyncio.run(server.rebuild_settled(variant, 0.0))
    server.close()
    assert {event.name for event in told} == {"deck"}
    assert told[-1].data["changed"] == ["first"]


def test_an_error_in_half_a_file_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that asks while a file is half written is told when the same is wrong as before."""
    wrong = CARDS.replace("category: other", "category: othr")
    server, told = in_process(write_deck(tmp_path, wrong))
    variant, asked = server.preview.variants["A"], list[Any]()
    build = variant.build

    def then_written(*arguments: Any) -> list[str]:
        found = build(*arguments)
        asked.append(variant.answer())
        (tmp_path / "cards.yaml").write_text(wrong)
        return found

    (tmp_path / "cards.yaml").write_text("cards:\n  - titel: [")
    monkeypatch.setattr(variant, "build", then_written)
    asyncio.run(server.rebuild_settled(variant, 0.0))
    server.close()
    half, last = asked
    assert half["problems"] != last["problems"] == server.standing(variant)[1].data
    assert half["version"] != last["version"] == told[-1].data["version"]


def test_a_picture_that_changes(tmp_path: Path) -> None:
    """Another image under the same name gives the card's picture another name."""
    deck = write_deck(tmp_path / "deck", CARDS.replace("id: first", "id: first\n    image: a.png"))
    Image.new("RGB", (400, 400), "red").save(deck / "a.png")
    with running(deck, "--layout", "classic", state=tmp_path) as preview:
        before = preview.deck()["cards"]
        red = preview.png(before[0]["front"])
        Image.new("RGB", (400, 400), "blue").save(deck / "a.png")
        until(lambda: preview.deck()["cards"][0]["front"] != before[0]["front"])
        after = preview.deck()["cards"]
        assert after[0]["back"] == before[0]["back"]
        assert after[1] == before[1]
        assert preview.png(after[0]["front"]) != red


def test_what_is_seen_comes_first(tmp_path: Path) -> None:
    """An edited card is told of before the rest is done, then again with all that changed."""
    deck = write_deck(tmp_path / "deck")
    with running(deck, state=tmp_path) as preview:
        events = Listener(preview)
        events.next("problems")
        save((deck / "cards.yaml"), CARDS.replace("The second text", "Another text"))
        first, last = events.next("deck"), events.next("deck")
        assert first["partial"]
        assert "partial" not in last
        assert first["changed"] == last["changed"] == ["second"]
        assert first["pictures"] == last["pictures"]
        assert first["version"] == last["version"] == preview.deck()["version"]
        front, back = first["pictures"]["second"]
        shown = preview.deck()["cards"][1]
        assert (shown["front"], shown["back"]) == (front, back)


@pytest.mark.parametrize(("flags", "is_early"), [((), True), (("--sheet", "avery-l7414"), False)])
def test_an_overfull_card_does_not_keep_others_waiting(
    tmp_path: Path, flags: tuple[str, ...], is_early: bool
) -> None:
    """An edit is told of early beside a text that does not fit, unless the layout may change."""
    cards = CARDS.replace("The first text", "Far too long for a card. " * 100)
    deck = write_deck(tmp_path / "deck", cards)
    with running(deck, *flags, state=tmp_path) as preview:
        events = Listener(preview)
        events.next("problems")
        save((deck / "cards.yaml"), cards.replace("The second text", "Another text"))
        told = iter(lambda: events.next("deck"), None)
        edit = next(
            event for event in told if event["changed"]
        )  # the first build may be noticed late
        assert edit.get("partial", False) is is_early


def test_a_deck_with_an_error_from_the_start(tmp_path: Path) -> None:
    """A text that does not fit is shown as it is, with the error on its card."""
    cards = CARDS.replace("The second text", "Far too long for a card. " * 100)
    deck = write_deck(tmp_path / "deck", cards)
    with running(deck, state=tmp_path) as preview:
        found = preview.deck()
        assert not found["broken"]
        assert [card["problems"] for card in found["cards"]] == [[], [0], []]
        assert found["problems"][0]["code"] == "does-not-fit"
        assert Image.open(BytesIO(preview.png(found["cards"][1]["back"]))).format == "PNG"


# What is told of cards that are as they were

EDITS = {
    "lines above": "# a line\n# another\n" + CARDS,
    "text": CARDS.replace("The second text", "Another text"),
    "category": CARDS.replace("category: other", "category: ideas"),
    "card gone": CARDS.partition("  - title: Third")[0],
    "problem": CARDS.replace("The second text", "Far too long for a card. " * 100),
    "order": CARDS.replace("id: first", "id: x").replace("id: second", "id: first"),
}


@pytest.mark.parametrize("cards", EDITS.values(), ids=EDITS)
def test_what_is_told_after_an_edit_is_what_is_told_anew(tmp_path: Path, cards: str) -> None:
    """Of cards kept from before, all is told as another preview of the edited deck tells it."""
    deck = write_deck(tmp_path)
    variant = lone(deck)
    before = variant.answer()["cards"]
    save(deck / "cards.yaml", cards)
    variant.build()
    assert variant.answer()["cards"] == lone(deck).answer()["cards"] != before
    save(deck / "cards.yaml", CARDS)
    variant.build()
    assert variant.answer()["cards"] == before


# A build that is wanted no more


def lone(deck: Path) -> Variant:
    """A variant of a deck that is built in this thread."""
    variant = Variant("A", Request(deck, None, BuildOptions()), count(1))
    variant.build()
    return variant


def test_a_build_is_given_up_for_a_newer_wish(tmp_path: Path) -> None:
    """What was told of it is made good by the next build, though that looks as the one before."""
    variant = lone(write_deck(tmp_path))
    assert variant.shown is not None
    before = variant.shown
    told: list[Any] = []

    def give_up() -> None:
        if told:
            raise Superseded

    variant.wanted = {"colors.ink": "#204060"}
    with pytest.raises(Superseded):
        variant.build(Meanwhile(told.append, give_up))
    assert variant.shown is before
    assert {*told[0]["changed"]} == {"first", "second", "third"}
    variant.wanted = {}
    variant.build(Meanwhile(told.append))
    assert variant.shown.cards == before.cards
    assert told[1]["changed"] == told[0]["changed"]
    for card in before.cards:
        assert told[1]["pictures"][card.id] == [
            f"/picture/A/{card.front}.png",
            f"/picture/A/{card.back}.png",
        ]
        assert told[0]["pictures"][card.id] != told[1]["pictures"][card.id]


def test_of_many_changed_cards_those_looked_at_come_first(tmp_path: Path) -> None:
    """A setting that changes all cards shows first the ones looked at, the latest before others."""
    cards = "".join(f"  - title: Card {n}\n    id: c{n}\n" for n in range(60))
    variant = lone(write_deck(tmp_path, f"cards:\n{cards}"))
    assert variant.shown is not None
    for card in variant.shown.cards[40:42]:
        variant.shelf.look(card.front)
    told: list[Any] = []
    variant.wanted = {"colors.ink": "#204060"}
    changed = variant.build(Meanwhile(told.append))
    assert [event["changed"] for event in told] == [["c41", "c40"]]
    assert len(changed) == 60


# How it starts and ends


def test_a_deck_that_is_broken_at_the_start(tmp_path: Path) -> None:
    """The page opens and has the problems; once they are mended, it has the cards."""
    deck = write_deck(tmp_path / "deck", "cards:\n  - titel: x\n")
    with running(deck, state=tmp_path) as preview:
        found = preview.deck()
        assert found["cards"] == []
        assert found["problems"][0]["severity"] == "error"
        assert preview.client.get("/").status_code == 200
        write_deck(deck)
        until(lambda: len(preview.deck()["cards"]) == 3)
        assert preview.deck()["problems"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--layout", "clasic"], "did you mean 'classic'"),
        (["--set", "front.title.size"], "is not KEY=VALUE"),
        (["--paper", "A44"], "A44"),
        (["--card", "fisrt"], "did you mean 'first'"),
        (["--port", "0"], "--port"),
    ],
)
def test_flags_that_are_wrong(home: Path, arguments: list[str], message: str) -> None:
    """What was typed wrongly ends the command at once: no edited file could mend it."""
    done = run("preview", home / "deck", *arguments, "--no-open")
    assert done.returncode != 0
    assert message in done.stderr
    assert "Preview:" not in done.stdout


def test_a_deck_that_is_not_there(tmp_path: Path) -> None:
    """Without a deck there is nothing to preview."""
    done = run("preview", tmp_path / "none", "--no-open")
    assert done.returncode != 0
    assert "there is no deck" in done.stderr


def test_a_port_in_use(home: Path, preview: Running) -> None:
    """A port that another program has is an error with a hint."""
    state = home / "another state"
    done = run(
        "preview",
        home / "deck",
        "--port",
        str(preview.port),
        "--no-open",
        XDG_STATE_HOME=str(state),
    )
    assert done.returncode != 0
    assert "port-in-use" in done.stderr
    assert "leave --port out" in done.stderr


def test_a_second_preview_says_where_the_first_is(home: Path, preview: Running) -> None:
    """The address of the first is told; both work, and the first stays the one that is known."""
    process = start(home / "deck" / "deck.yaml", state=home / "state")
    assert process.stdout is not None
    line = process.stdout.readline()
    second = process.stdout.readline()
    process.send_signal(2)
    _, errors = process.communicate(timeout=PATIENCE)
    assert preview.address in line
    assert second.startswith("Preview: ")
    assert preview.address not in second
    assert "Traceback" not in errors
    assert preview.client.get("/api/deck").status_code == 200


def test_the_address_is_nobody_elses(home: Path, preview: Running) -> None:
    """The file that tells the second preview where the first is can be read by its user only."""
    (file,) = (home / "state").rglob("preview-*.json")
    assert preview.address in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_ends_without_a_trace(tmp_path: Path) -> None:
    """Ctrl-C ends it at once, with a page listening, and nothing of it is left."""
    deck = write_deck(tmp_path / "deck")
    process = start(deck, state=tmp_path / "state")
    assert process.stdout is not None
    preview = Running(process, process.stdout.readline().split()[1])
    events = Listener(preview)
    events.next("problems")
    process.send_signal(2)
    out, errors = process.communicate(timeout=PATIENCE)
    assert out == ""
    assert errors == "Ctrl-C ends it.\n"
    assert process.returncode == 0
    assert not list((tmp_path / "state").rglob("*.json"))
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", preview.port), timeout=5)
    preview.client.close()
    preview.readers[0].join(PATIENCE)


def test_the_shipped_deck_is_not_written_to(tmp_path: Path) -> None:
    """A layout for the deck that ships would lie among korttipakka's own files: it is refused."""
    with running("osallisuus", state=tmp_path) as preview:
        answer = preview.client.post("/api/layout", json={"file": "mine.yaml"})
        assert answer.status_code == 422
        assert "belongs to korttipakka" in answer.json()["problems"][0]["message"]


# Small parts


def test_names_of_frames_that_hash_alike() -> None:
    """To Python, -1 and -2 have one hash; the names of such frames differ all the same."""
    names = Names()
    names.start()
    one, other = (Frame(Size(width, 5.0)) for width in (-1.0, -2.0))
    assert hash(one) == hash(other)
    assert names.name(one) != names.name(other)
    known = names.name(other)
    names.start()
    assert names.name(Frame(Size(-2.0, 5.0))) == known


@given(st.lists(st.sets(st.integers(0, 20), max_size=8), max_size=12))
def test_pictures_are_kept_as_long_as_their_drawings(builds: list[set[int]]) -> None:
    """A shelf has no picture that no page can ask for any more: edits pile up none."""
    whole = Rect(0, 0, 9, 9)
    blank = DocumentInfo("", "en")
    drawing = Drawing(lambda: Page(Frame(Size(9, 9)), whole, whole), {}, blank)
    shelf = Shelf()
    before: set[str] = set()
    for numbers in builds:
        names = {str(number) for number in numbers}
        shelf.fill(dict.fromkeys(names, drawing))
        for name in map(str, range(21)):
            known = shelf.png(name, 72)
            assert (known is not None) == (name in names | before)
            assert shelf.kept(name, 72) == known
        before = names


def test_own_files_are_no_change() -> None:
    """What korttipakka writes on the way to a file, and what tools keep, does not build anew."""
    assert is_of_interest("/deck/cards.yaml")
    assert not is_of_interest("/deck/.korttipakka-1234-ab")
    assert not is_of_interest("/deck/.git")


class Answering:
    """A connection on which everything is answered well."""

    status = 200

    def __init__(self, *address: object, timeout: float) -> None: ...

    def request(self, *what: object, headers: dict[str, str]) -> None:
        """Asks for nothing."""

    def getresponse(self) -> "Answering":
        """All is well."""
        return self

    def close(self) -> None:
        """Nothing is left."""


def test_an_address_elsewhere_is_no_preview(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file that names another computer is not believed, though its port answers here."""
    monkeypatch.setattr(serving, "HTTPConnection", Answering)
    monkeypatch.setattr(serving, "register_file", lambda deck: tmp_path / "told.json")
    for host, believed in (("127.0.0.1", True), ("example.org", False)):
        address = f"http://{host}:8000/?token=x"
        (tmp_path / "told.json").write_text(json.dumps({"address": address}), encoding="utf-8")
        assert serving.other_preview(Path("deck")) == (address if believed else None)
