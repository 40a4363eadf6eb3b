"""Settings that change faster than a deck is built: nothing piles up, the last is shown."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from korttipakka.build.options import BuildOptions
from korttipakka.build.session import Session
from korttipakka.web.app import Seen, Server, application
from korttipakka.web.pictures import MOST_LOOKED_AT, Shelf
from korttipakka.web.preview import MOST_TOLD, Variant
from korttipakka.web.request import Request
from previews import in_process, write_deck

PATIENCE = 90.0
"""Seconds that something on a busy machine may take."""

INK = "colors.ink"


class Held:
    """Builds that were begun, the first of which waits until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.done = 0, 0
        self.has_begun, self.may_go_on = threading.Event(), threading.Event()
        look = Session.look

        def held(session: Session, options: BuildOptions, fitted: Any, progress: Any) -> Any:
            self.begun += 1
            if self.begun == 1:
                self.has_begun.set()
                assert self.may_go_on.wait(PATIENCE)
            made = look(session, options, fitted, progress)
            self.done += 1
            return made

        monkeypatch.setattr(Session, "look", held)


def calling(server: Server, work: Callable[[httpx.AsyncClient], Awaitable[None]]) -> None:
    """Do some work with a client of the server's calls, without addresses and guard."""

    async def run() -> None:
        transport = httpx.ASGITransport(application(server))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            await work(client)

    asyncio.run(run())
    server.close()


async def wish(client: httpx.AsyncClient, number: int, **more: Any) -> httpx.Response:
    """Ask for an ink of the number."""
    wanted = {"set": {INK: f"#{number:06x}"}, **more}
    return await client.post("/api/settings", json=wanted, timeout=PATIENCE)


async def true(found: Callable[[], bool]) -> None:
    """Wait until something is so."""
    while not found():
        await asyncio.sleep(0.005)


def wishes(server: Server) -> int:
    """How many builds of the first variant were wished for."""
    return server._wishes["A"]


@pytest.mark.parametrize("number", [2, 40])
def test_only_the_first_and_the_last_wish_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Settings that are changed while a deck is built end that build; of them the last is built."""
    server, told = in_process(write_deck(tmp_path / "deck"))
    held = Held(monkeypatch)

    async def drag(client: httpx.AsyncClient) -> None:
        calls = [asyncio.create_task(wish(client, 1))]
        await asyncio.to_thread(held.has_begun.wait, PATIENCE)
        calls += [asyncio.create_task(wish(client, one)) for one in range(2, number + 1)]
        await asyncio.wait_for(true(lambda: wishes(server) == number), PATIENCE)
        held.may_go_on.set()
        answers = await asyncio.gather(*calls)
        assert all(answer.is_success for answer in answers)
        assert answers[-1].json()["tweaks"] == {INK: f"#{number:06x}"}
        deck = (await client.get("/api/deck")).json()
        assert deck["tweaks"] == {INK: f"#{number:06x}"}
        whole = [one.data for one in told if one.name == "deck" and "partial" not in one.data]
        assert [one["version"] for one in whole] == [deck["version"]]
        assert {*whole[0]["changed"]} == {"first", "second", "third"}
        assert whole[0]["pictures"]["first"] == [
            deck["cards"][0]["front"], deck["cards"][0]["back"],
        ]  # fmt: skip

    calling(server, drag)
    assert (held.begun, held.done) == (2, 1)


def test_a_variant_that_is_there_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Boxes of a card are told while the deck is being built anew."""
    server, _ = in_process(write_deck(tmp_path / "deck"))
    held = Held(monkeypatch)

    async def ask(client: httpx.AsyncClient) -> None:
        build = asyncio.create_task(wish(client, 1))
        await asyncio.to_thread(held.has_begun.wait, PATIENCE)
        answer = await asyncio.wait_for(client.get("/api/card?id=first"), PATIENCE)
        assert answer.json()["id"] == "first"
        assert held.done == 0
        held.may_go_on.set()
        await build

    calling(server, ask)


@pytest.mark.parametrize(("seen", "is_early"), [(["second"], True), ([], False), (["x"], False)])
def test_a_call_is_answered_when_what_it_sees_can_be_seen(seen: list[str], is_early: bool) -> None:
    """Who sees none of the cards that are told of early waits for the whole."""
    found = Seen(seen)
    found.tell(["first", "second"])
    assert found.is_set() is is_early


def test_a_call_that_sees_nothing_is_answered_after_the_whole(tmp_path: Path) -> None:
    """A page of sheets is answered when there are new sheets, though cards were told of before."""
    server, told = in_process(write_deck(tmp_path / "deck"))

    async def ask(client: httpx.AsyncClient) -> None:
        assert (await wish(client, 1, seen=[])).is_success
        assert [("partial" in one.data) for one in told if one.name == "deck"] == [True, False]

    calling(server, ask)


@pytest.mark.parametrize("seen", ["first", [1], {"first": True}, None])
def test_what_is_seen_is_a_list(tmp_path: Path, seen: Any) -> None:
    """Anything but a list of ids is refused, and nothing is changed."""
    server, told = in_process(write_deck(tmp_path / "deck"))

    async def ask(client: httpx.AsyncClient) -> None:
        assert (await wish(client, 1, seen=seen)).status_code == 400
        assert (await client.get("/api/deck")).json()["tweaks"] == {}

    calling(server, ask)
    assert told == []


# Which cards come first


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Variant:
    """A deck of more cards than an event names."""
    cards = "".join(f"  - title: Card {n}\n    id: c{n}\n" for n in range(MOST_TOLD + 40))
    deck = write_deck(tmp_path_factory.mktemp("many"), f"cards:\n{cards}")
    variant = Variant("A", Request(deck, None, BuildOptions()), count(1))
    variant.build()
    return variant


def test_the_pictures_that_were_looked_at_are_told(many: Variant) -> None:
    """An event of very many cards has the pictures of those on the screen, wherever they lie."""
    assert many.shown is not None
    ids = [card.id for card in many.shown.cards]
    many.shelf.look_at(ids[-2:])
    many.shelf.look_at(["gone"])
    told = many.told(ids)
    assert told["changed"] == ids
    assert [*told["pictures"]] == [*ids[-2:], *ids[: MOST_TOLD - 2]]


def test_those_looked_at_last_come_first() -> None:
    """Cards that were scrolled past make room for those that are seen now; none is there twice."""
    shelf = Shelf()
    for number in range(MOST_LOOKED_AT + 10):
        shelf.look_at([f"c{number}"])
    shelf.look_at(["a", "b", "c20"])
    found = shelf.looked_at()
    assert found[:4] == ["a", "b", "c20", f"c{MOST_LOOKED_AT + 9}"]
    assert len({*found}) == len(found) == MOST_LOOKED_AT


def test_a_card_that_is_edited_again_and_again_leaves_the_others(many: Variant) -> None:
    """Each edit asks for a new picture of one card: that the others are on the screen is known."""
    assert many.shown is not None
    first, second = many.shown.cards[:2]
    many.shelf.look(second.back)
    for _ in range(2 * MOST_LOOKED_AT):
        many.shelf.look(first.back)
    assert many.shelf.looked_at()[:2] == [first.id, second.id]
