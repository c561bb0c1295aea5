"""Promises about every byte that leaves the server: nothing before its time, nothing to whom it does not belong."""

from __future__ import annotations

import json
import logging
import re
from itertools import count

import pytest
from aiohttp import ClientSession
from phone_client import Phone, Teacher
from recording_relay import Relay, relay
from rooms import BANK, STORY
from served_rooms import CODE, KEY, Served, served, unhurried

from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.terms import Terms

NUMBERS = count(1)
MARKED = re.sub("CANARY", lambda _: f"CANARY{next(NUMBERS)}Z", BANK).replace("SECRETACCEPTED", "CANARYACCEPTEDZ")
MARKED = MARKED.replace("SECRETBLANK", "CANARYBLANKZ")
"""The bank of the tests, with each text that is a key or a reason told apart."""


def canaries(text: str) -> set[bytes]:
    """The marks in a text."""
    return {mark.encode() for mark in re.findall(r"CANARY\w*Z", text)}


async def everyone(wire: Relay) -> tuple[Phone, ClientSession, dict[str, str]]:
    """A student over a WebSocket and one by plain requests, both behind the wire; and all that anyone may look at."""
    phone = await Phone.connect(wire.base)
    await phone.join(CODE, "Mia")
    session = ClientSession(headers={"Origin": wire.base})
    async with session.post(f"{wire.base}/join", json={"do": "join", "code": CODE, "nickname": "Ben"}) as response:
        seat = {"Authorization": f"Bearer {(await response.json())['token']}"}
    return phone, session, seat


async def look_around(wire: Relay, session: ClientSession, seat: dict[str, str]) -> None:
    """Ask for everything that can be asked for without the teacher's key."""
    for path in ("/", f"/{CODE}", "/state", f"/room/{CODE}", "/here", "/teacher", "/results.json", "/picture.svg"):
        async with session.get(wire.base + path, headers=seat) as response:
            await response.read()
    for do in ("answer", "vote", "decide", "ping", "order"):
        message = {"do": do, "round": 1, "number": 0, "turn": 99, "answer": ["?"], "choice": "?"}
        async with session.post(f"{wire.base}/do", json=message, headers=seat) as response:
            await response.read()


async def test_no_key_and_no_reason_is_sent_before_its_question_is_revealed():
    """Over a WebSocket and by plain requests, in every phase, from the first byte to the last."""
    revealed_at: dict[str, int] = {}
    terms, limits = Terms(reading=5), unhurried()
    async with relay() as wire, served(text=MARKED, terms=terms, names=(wire.authority,), limits=limits) as room:
        wire.target = room.server.port
        phone, session, seat = await everyone(wire)
        lesson = room.live.room.lesson
        assert isinstance(lesson, Quiz)
        for number in range(1, len(lesson.questions) + 1):
            for phase, order in (("reading", "next"), ("answering", "next"), ("closed", "close")):
                await room.order(order)  # type: ignore[arg-type]
                await phone.phase(phase, number)
                await look_around(wire, session, seat)
            revealed_at[lesson.round.question.id] = len(wire.sent)
            await room.order("reveal")
            await phone.phase("revealed", number)
            await look_around(wire, session, seat)
            await room.order("next")
            if number < len(lesson.questions):
                await phone.phase("board")
        await session.close()
        await phone.close()
        sent = bytes(wire.sent)
        blocks = re.split(r"\n  (?=\w+:)", MARKED.partition("questions:\n")[2])
        assert len(revealed_at) == len(blocks) == 8
        for block in blocks:
            question = block.strip().partition(":")[0]
            marks = canaries(block)
            assert marks
            assert any(mark in sent for mark in marks)
            for mark in marks:
                assert mark not in sent[: revealed_at[question]], (question, mark)


async def test_a_skipped_question_keeps_its_secrets():
    """What was never revealed is never sent, to the end of the lesson."""
    async with relay() as wire, served(text=MARKED, names=(wire.authority,)) as room:
        wire.target = room.server.port
        phone, session, seat = await everyone(wire)
        await room.order("next")
        for number in range(1, 8):
            await phone.phase("answering", number)
            await room.order("skip")
        await phone.phase("answering", 8)
        await room.order("skip")
        await phone.phase("ended")
        await look_around(wire, session, seat)
        await session.close()
        await phone.close()
        assert b"CANARY" not in wire.sent


@pytest.mark.parametrize("kind", ["vote", "plays"])
async def test_a_story_does_not_tell_what_comes_next(kind: str):
    """No feedback before the decision, none of a way not taken, and no scene before the class gets there."""
    async with relay() as wire, served(kind, text=STORY, names=(wire.authority,)) as room:  # type: ignore[arg-type]
        wire.target = room.server.port
        phone, session, seat = await everyone(wire)
        await room.order("next")
        if kind == "vote":
            await phone.phase("voting")
            await phone.vote("0")
            await room.order("close")
            await phone.phase("decided")
        else:
            await phone.phase("playing")
        await look_around(wire, session, seat)
        before = len(wire.sent)
        assert b"CANARY" not in wire.sent
        if kind == "vote":
            await room.order("next")
            await phone.phase("consequence")
            await look_around(wire, session, seat)
        else:
            await phone.say(do="decide", number=0, turn=1, choice="0")
            await phone.until(lambda each: each.state["show"]["number"] == 1)
        assert b"FEEDBACKCANARY good" in wire.sent[before:]
        assert b"NEXTSCENECANARY" not in wire.sent
        if kind == "vote":
            await room.order("next")
            await room.order("next")
            await phone.phase("voting", 2)
        else:
            await phone.say(do="decide", number=1, turn=2, choice="continue")
            await phone.until(lambda each: each.state["show"]["number"] == 2)
        assert b"NEXTSCENECANARY" in wire.sent
        assert b"hasty" not in wire.sent
        assert b"slow." not in wire.sent
        await session.close()
        await phone.close()


async def test_the_teachers_screen_keeps_keys_until_the_reveal_as_well():
    """The class looks at it."""
    async with served(text=MARKED) as room:
        teacher = await Teacher.enter(room.base, KEY)
        phone = await room.phone()
        for _ in range(3):
            await room.order("next")
            await room.order("close")
            await teacher.until(lambda each: each.state["stage"] == room.live.room.stage)
            assert "CANARY" not in json.dumps(teacher.heard)
            await room.order("reveal")
            await teacher.until(lambda each: each.state["phase"] == "revealed")
            assert "CANARY" in json.dumps(teacher.state)
            await room.order("next")
            teacher.heard.clear()
            await teacher.until(lambda each: each.state["phase"] == "board")
            teacher.heard.clear()
        await teacher.close()
        await phone.close()


async def test_two_rooms_do_not_know_each_other():
    """A token of one opens nothing in the other, whose texts never reach it."""
    first, second = BANK.replace("certificate", "ALPHAONLY"), BANK.replace("certificate", "BETAONLY")
    async with served(text=first) as one, served(text=second, code="HHHHHH") as two:
        phone, stranger = await one.phone(), await Phone.connect(two.base)
        await stranger.say(do="sit", token=phone.token)
        assert (await stranger.heard_of("refused"))["about"] == "seat"
        await stranger.say(do="join", code=CODE, nickname="Ann")
        assert (await stranger.heard_of("refused", about="code"))["about"] == "code"
        await stranger.join("HHHHHH", "Ann")
        for number in range(1, 9):
            for room, each in ((one, phone), (two, stranger)):
                await room.order("next" if number == 1 else "skip")
                await each.phase("answering", number)
        assert "ALPHAONLY" in json.dumps(phone.heard)
        assert "BETAONLY" not in json.dumps(phone.heard)
        assert "BETAONLY" in json.dumps(stranger.heard)
        assert "ALPHAONLY" not in json.dumps(stranger.heard)
        await phone.close()
        await stranger.close()


async def follow(room: Served, wire: Relay) -> tuple[Phone, Phone]:
    """Two students, of whom the second is behind the wire."""
    one, two = await room.phone("Mia"), await Phone.connect(wire.base)
    await two.join(CODE, "Ben")
    return one, two


async def test_tokens_and_names_are_in_no_log_and_no_journal(caplog: pytest.LogCaptureFixture):
    """A token goes to its owner once; the journal has its hash, the logs have neither it nor a name nor the key."""
    caplog.set_level(logging.DEBUG)
    async with relay() as wire, served(names=(wire.authority,)) as room:
        wire.target = room.server.port
        one, two = await follow(room, wire)
        teacher = await Teacher.enter(room.base, KEY)
        await room.order("next")
        await two.phase("answering")
        async with room.http.get(f"{room.base}/state", headers={"Authorization": f"Bearer {one.token}"}) as response:
            assert response.status == 200
        async with room.http.get(f"{room.base}/nothing\x01here", headers={"X-Odd": "\xff"}) as response:
            assert response.status == 404
        reader, writer = await room.raw()
        writer.write(f"GET /{one.token} HTTP/9.9\r\nHost: {one.token}\r\nMia: Mia\r\n\r\n".encode())
        await reader.read()
        writer.close()
        await teacher.until(lambda each: each.state["seats"] == 2)
        assert one.token.encode() not in wire.sent
        assert wire.sent.count(two.token.encode()) == 1
        written = caplog.text + "".join(entry.text for entry in room.journal.entries)
        shown = json.dumps(teacher.heard)
        for client in (one, two, teacher):
            await client.close()
    for secret in (one.token, two.token, KEY):
        assert secret not in written + caplog.text
        assert secret not in shown
    assert "Mia" not in caplog.text
    assert "Ben" not in caplog.text
