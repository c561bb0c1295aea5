"""Promises of the teacher's page: opened by the key alone, and as much as the projector shows."""

from __future__ import annotations

import json

import pytest
from phone_client import Client, Teacher
from served_rooms import KEY, ONE, served, state_of

from isoquest.classroom.room.terms import Kind, Terms
from isoquest.classroom.server.projector_view import MOST_NAMES


async def test_the_key_opens_the_desk_and_orders_lead_the_lesson():
    """The screen follows what was ordered; an order for a stage that is over is refused."""
    async with served() as room:
        teacher = await Teacher.enter(room.base, KEY)
        assert (teacher.state["code"], teacher.state["phase"]) == ("KXM4TR", "lobby")
        await teacher.say(do="order", order="next", stage=0)
        await teacher.heard_of("ack", ok=True)
        await teacher.until(lambda each: each.state["phase"] == "answering")
        await teacher.say(do="order", order="next", stage=0)
        assert (await teacher.heard_of("ack", ok=False))["why"] == "The lesson has gone on since."
        await teacher.close()


@pytest.mark.parametrize(
    "first",
    [
        {"do": "teach", "key": "B" * 22},
        {"do": "teach"},
        {"do": "teach", "key": None},
        {"do": "teach", "key": ""},
        {"do": "teach", "key": KEY + "A"},
        {"do": "order", "order": "next", "key": KEY},
        {"do": "join", "code": "KXM4TR", "nickname": "Mia"},
    ],
)
async def test_without_the_key_nothing_is_shown_or_done(first: dict[str, object]):
    """The socket is closed after a sentence, and the room is what it was."""
    async with served() as room:
        before = state_of(room.live.room)
        nobody = await Client.connect(room.base, "/teach")
        await nobody.say(**first)
        await nobody.say(do="order", order="next")
        await nobody._task
        assert [said["type"] for said in nobody.heard] == ["refused"]
        assert state_of(room.live.room) == before
        await nobody.close()


async def test_the_hash_of_the_key_is_not_the_key():
    """Whoever reads the journal cannot lead the lesson."""
    async with served() as room:
        nobody = await Client.connect(room.base, "/teach")
        await nobody.say(do="teach", key=room.live.room.opened.key)
        await nobody.heard_of("refused")
        await nobody.close()


async def test_wrong_keys_are_made_to_wait_and_the_right_one_is_not():
    """Whoever guesses waits longer each time; a student cannot lock out a teacher at the same address."""
    async with served() as room:
        told: list[str] = []
        while not told or "Wait" not in told[-1]:
            nobody = await Client.connect(room.base, "/teach")
            await nobody.say(do="teach", key="B" * 22)
            told.append((await nobody.heard_of("refused"))["why"])
            await nobody.close()
        assert 5 <= len(told) < 12
        teacher = await Teacher.enter(room.base, KEY)
        await teacher.close()


@pytest.mark.parametrize(
    "order",
    [
        {"order": "time-up"},
        {"order": "dance"},
        {"order": None},
        {"order": ["next"]},
        {"order": "next", "stage": "0"},
        {"order": "next", "stage": True},
        {"order": "extend", "value": 5},
        {"order": "what-if", "amount": "1"},
        {"order": "more-time", "amount": 10**30},
        {"order": "next", "value": "x" * 3000},
        {"do": "answer"},
        {},
    ],
)
async def test_malformed_orders_are_refused(order: dict[str, object]):
    """Each gets a sentence, the clock's own order among them, and nothing happens."""
    async with served() as room:
        teacher = await Teacher.enter(room.base, KEY)
        before = state_of(room.live.room)
        await teacher.say(**({"do": "order"} | order))
        assert (await teacher.heard_of("ack", ok=False))["why"] == "This order was not understood."
        assert state_of(room.live.room) == before
        await teacher.close()


async def test_the_screen_counts_answers_and_tells_nothing_else_of_them():
    """How many have answered, are there, and are connected; who answered what is nobody's business."""
    async with served(text=ONE) as room:
        teacher = await Teacher.enter(room.base, KEY)
        phone = await room.phone("Mia <b>")
        await room.order("next")
        await phone.phase("answering")
        await phone.answer([0])
        await teacher.until(lambda each: each.state["answered"] == 1)
        assert (teacher.state["seats"], teacher.state["connected"]) == (1, 1)
        assert teacher.state["students"][0]["nickname"] == "Mia <b>"
        assert "chart" not in teacher.state["quiz"]
        await room.order("reveal")
        await teacher.until(lambda each: each.state["phase"] == "revealed")
        assert sum(part["count"] for part in teacher.state["quiz"]["chart"]) == 1
        assert teacher.state["quiz"]["key"] == "A certification body"
        await phone.close()
        await teacher.until(lambda each: each.state["connected"] == 0)
        await teacher.close()


async def test_trouble_is_shown_until_it_is_over():
    """A full disk stands on the screen as long as it lasts."""
    async with served() as room:
        teacher = await Teacher.enter(room.base, KEY)
        room.journal.fail("The disk is full.")
        await teacher.until(lambda each: each.state["trouble"] == "The disk is full.")
        room.journal.mend()
        await teacher.until(lambda each: each.state["trouble"] == "")
        await teacher.close()


async def test_of_a_large_class_the_latest_names_are_shown():
    """The newest first, and not more than fit on a screen."""
    async with served() as room:
        phones = [await room.phone(f"N{number}") for number in range(MOST_NAMES + 5)]
        teacher = await Teacher.enter(room.base, KEY)
        names = [student["nickname"] for student in teacher.state["students"]]
        assert names == [f"N{number}" for number in range(MOST_NAMES + 4, 4, -1)]
        assert teacher.state["seats"] == MOST_NAMES + 5
        for client in (*phones, teacher):
            await client.close()


@pytest.mark.parametrize("kind", ["vote", "plays"])
async def test_the_screen_goes_through_a_whole_story(kind: Kind):
    """In every phase there is a screen; votes are shown when the vote is closed."""
    async with served(kind, Terms(argue=True)) as room:
        teacher = await Teacher.enter(room.base, KEY)
        phone = await room.phone()
        phases = []
        for _ in range(30):
            shown = teacher.state["phase"]
            phases.append(shown)
            if shown == "voting":
                await phone.phase("voting", teacher.state["vote"]["round"])
                assert "tally" not in teacher.state["vote"]
                await phone.vote(phone.state["show"]["choices"][0]["id"])
            if shown == "decided":
                assert sum(row["count"] for row in teacher.state["vote"]["tally"]) == 1
            if shown == "ended":
                break
            stage = teacher.state["stage"]
            await room.order("next")
            await teacher.until(lambda each, stage=stage: each.state["stage"] > stage)
        wanted = {
            "vote": {"voting", "arguing", "decided", "consequence", "scene", "ending", "debrief"},
            "plays": {"playing"},
        }
        assert wanted[kind] <= set(phases)
        json.dumps(teacher.heard)
        await phone.close()
        await teacher.close()
