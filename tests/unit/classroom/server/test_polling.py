"""Promises where a network lets no WebSocket through: the same room by plain requests."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from served_rooms import CODE, ONE, Served, served, state_of

from isoquest.classroom.room.quiz import Quiz


async def join(room: Served, name: str = "Mia") -> dict[str, str]:
    """Take a seat; gives the header that proves it."""
    async with room.http.post(f"{room.base}/join", json={"do": "join", "code": CODE, "nickname": name}) as response:
        told = await response.json()
        assert (response.status, told["type"]) == (200, "seat")
        return {"Authorization": f"Bearer {told['token']}"}


async def state(room: Served, seat: dict[str, str], since: str = "") -> dict[str, Any]:
    """What the student is shown."""
    async with room.http.get(f"{room.base}/state", params={"since": since}, headers=seat) as response:
        assert response.headers["Cache-Control"] == "no-store"
        told = await response.json()
        assert isinstance(told, dict)
        return told


async def act(room: Served, seat: dict[str, str], **message: object) -> dict[str, Any]:
    """Send a message."""
    async with room.http.post(f"{room.base}/do", json=message, headers=seat) as response:
        told = await response.json()
        assert isinstance(told, dict)
        return told


async def test_a_whole_question_by_plain_requests():
    """Joined, shown, answered, acknowledged and revealed, without a WebSocket."""
    async with served(text=ONE) as room:
        seat = await join(room)
        lobby = await state(room, seat)
        assert lobby["show"] == {"phase": "lobby"}
        await room.order("next")
        asked = await state(room, seat, str(lobby["seq"]))
        assert asked["show"]["phase"] == "answering"
        right = asked["show"]["question"]["options"].index("A certification body")
        assert await act(room, seat, do="answer", round=1, turn=1, answer=[right]) == {
            "type": "ack",
            "turn": 1,
            "ok": True,
            "kept": True,
        }
        await room.order("reveal")
        assert (await state(room, seat, str(asked["seq"])))["show"]["result"]["verdict"] == "right"
        assert (await act(room, seat, do="ping"))["type"] == "pong"


async def test_news_are_waited_for():
    """A request that knows all there is waits until something changes for this student, and for no other reason."""
    async with served(text=ONE) as room:
        seat, other = await join(room), await join(room, "Ben")
        await room.order("next")
        known = await state(room, seat)
        waiting = asyncio.create_task(state(room, seat, str(known["seq"])))
        await act(room, other, do="answer", round=1, turn=1, answer=[0])
        # The other student's acknowledgement has gone round by now, and so has whatever it would have caused.
        assert not (await asyncio.wait({waiting}, timeout=0))[0]
        await act(room, seat, do="answer", round=1, turn=1, answer=[1])
        assert (await waiting)["show"]["saved"] == {"answer": [1], "certainty": None}


async def test_a_wait_ends_by_itself():
    """After some time the state comes although nothing is new, so that no proxy gives the request up."""
    async with served(polling=0.01) as room:
        seat = await join(room)
        known = await state(room, seat)
        assert (await state(room, seat, str(known["seq"])))["seq"] == known["seq"]


@pytest.mark.parametrize("since", ["", "-1", "x", "99999", "9" * 300, "²"])
async def test_whoever_knows_nothing_is_shown_all_at_once(since: str):
    """Whatever stands there, such as the position of a server that was ahead, the state comes without waiting."""
    async with served() as room:
        seat = await join(room)
        assert (await state(room, seat, since))["show"] == {"phase": "lobby"}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer " + "A" * 22, "Basic QTpB", "Bearer \x80"])
async def test_without_a_token_nothing_is_shown_or_done(header: str):
    """A seat is proved by its token alone."""
    async with served() as room:
        before = state_of(room.live.room)
        for method, path in (("GET", "/state"), ("POST", "/do")):
            headers = {"Authorization": header} if header else {}
            async with room.http.request(method, f"{room.base}{path}", headers=headers, data=b"{}") as response:
                assert response.status == 401
                assert (await response.json())["about"] == "seat"
        assert state_of(room.live.room) == before


async def test_a_removed_student_is_told():
    """The wait ends with it, and so does every request after it."""
    async with served() as room:
        seat = await join(room)
        known = await state(room, seat)
        waiting = asyncio.create_task(state(room, seat, str(known["seq"])))
        await room.order("remove", value=next(iter(room.live.room.seats.by_id)))
        assert (await waiting)["type"] == "removed"
        assert (await act(room, seat, do="ping"))["type"] == "removed"


@pytest.mark.parametrize("body", [b"", b"[", b"\xff\xfe", b"[" * 4000, b'{"do":"order","order":"next"}', b"null"])
async def test_malformed_requests_get_a_sentence(body: bytes):
    """Nothing is raised, nothing happens."""
    async with served() as room:
        seat = await join(room)
        before = state_of(room.live.room)
        for path in ("/join", "/do"):
            async with room.http.post(f"{room.base}{path}", data=body, headers=seat) as response:
                assert (response.status, (await response.json())["type"]) == (400, "refused")
        assert state_of(room.live.room) == before


async def test_long_requests_are_not_read():
    """More than four kilobytes is no message."""
    async with served() as room:
        seat = await join(room)
        async with room.http.post(f"{room.base}/do", data=b" " * 5000, headers=seat) as response:
            assert response.status == 413


async def test_the_same_answer_twice_counts_once():
    """A request that is repeated since its reply was lost is acknowledged again and changes nothing."""
    async with served(text=ONE) as room:
        seat = await join(room)
        await room.order("next")
        acks = [await act(room, seat, do="answer", round=1, turn=1, answer=[choice]) for choice in (0, 1)]
        assert acks[0] == acks[1]
        lesson = room.live.room.lesson
        assert isinstance(lesson, Quiz)
        assert len(lesson.round.answers) == 1
        assert len([entry for entry in room.journal.entries if json.loads(entry.text)["event"] == "answered"]) == 1


async def test_hurried_requests_are_asked_to_wait():
    """Beyond what a person can do a request is not carried out."""
    async with served() as room:
        seat = await join(room)
        told = [await act(room, seat, do="ping") for _ in range(25)]
        assert {each["type"] for each in told} == {"pong", "slow"}
