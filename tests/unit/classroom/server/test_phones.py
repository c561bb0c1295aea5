"""Promises to phones over a WebSocket: a seat, an acknowledgement of all that counts, a sentence for the rest."""

from __future__ import annotations

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phone_client import Phone
from rooms import STORY
from served_rooms import CODE, ONE, served, state_of, unhurried, upgrade

from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.terms import Kind, Terms
from isoquest.classroom.room.vote import Vote
from isoquest.classroom.server.messages import read_message


async def test_a_student_joins_answers_and_is_acknowledged():
    """The answer counts in the bank's own ids, whatever order this phone shows."""
    async with served(text=ONE) as room:
        phone = await room.phone("Mia")
        assert phone.state["you"]["nickname"] == "Mia"
        assert phone.state["show"] == {"phase": "lobby"}
        await room.order("next")
        shown = await phone.phase("answering", 1)
        lesson = room.live.room.lesson
        assert isinstance(lesson, Quiz)
        position = shown["question"]["options"].index("The state")
        assert (await phone.answer([position]))["kept"] is True
        assert next(iter(lesson.round.answers.values())).answer == ("state",)
        await phone.close()


async def test_the_same_seat_after_a_reload():
    """With the token a phone comes back to its seat, its answer and its turn; the seat is counted once."""
    async with served(text=ONE) as room:
        phone = await room.phone()
        await room.order("next")
        await phone.phase("answering")
        assert (await phone.answer([2]))["ok"]
        await phone.close()
        again = await Phone.connect(room.base)
        await again.sit(phone.token)
        you = again.state["you"]
        assert (you["nickname"], you["turn"]) == ("Mia", 1)
        assert again.state["show"]["saved"] == {"answer": [2], "certainty": None}
        assert len(room.live.room.seats) == 1
        await again.close()


async def test_joining_twice_over_one_socket_gives_one_seat():
    """A page that did not hear the first answer asks again and gets the same token."""
    async with served() as room:
        phone = await room.phone()
        await phone.say(do="join", code=CODE, nickname="Mia", team="")
        await phone.until(lambda each: sum(said["type"] == "seat" for said in each.heard) == 2)
        tokens = {said["token"] for said in phone.heard if said["type"] == "seat"}
        assert tokens == {phone.token}
        assert len(room.live.room.seats) == 1
        await phone.close()


async def test_joining_again_after_a_lost_reply_gives_the_same_seat():
    """The page draws its token, so a second request from another connection is no second student."""
    async with served() as room:
        token = "B" * 22
        for _ in range(2):
            phone = await Phone.connect(room.base)
            await phone.say(do="join", code=CODE, nickname="Mia", team="", token=token)
            assert (await phone.heard_of("seat"))["token"] == token
            await phone.close()
        assert len(room.live.room.seats) == 1


async def test_no_name_that_an_author_gave_a_choice_reaches_a_phone():
    """A choice is known by where it stands: `right-way` would tell."""
    story = STORY.replace("      ask: {", "      idcanary: {")
    async with served("vote", text=story) as room:
        phone = await room.phone()
        await room.order("next")
        shown = await phone.phase("voting")
        assert [choice["id"] for choice in shown["choices"]] == ["0", "1", "2"]
        assert (await phone.vote("0"))["ok"]
        lesson = room.live.room.lesson
        assert isinstance(lesson, Vote)
        assert list(lesson.ballot.votes.values()) == ["idcanary"]
        for wrong in ("idcanary", "3", "-1", "٣", "00000000", "continue"):
            assert not (await phone.vote(wrong))["ok"]
        assert "idcanary" not in json.dumps(phone.heard)
        await phone.close()


@pytest.mark.parametrize(
    ("message", "about"),
    [
        ({"code": "XXXXXX", "nickname": "Mia", "team": ""}, "code"),
        ({"code": CODE, "nickname": "", "team": "A"}, "nickname"),
        ({"code": CODE, "nickname": "Teacher", "team": "A"}, "nickname"),
        ({"code": CODE, "nickname": "Mia", "team": "C"}, "team"),
        ({"code": CODE, "nickname": "\ud800\u202e", "team": "A"}, "nickname"),
    ],
)
async def test_a_wrong_join_says_what_is_wrong(message: dict[str, str], about: str):
    """The page can show the sentence beside what has to be changed."""
    async with served(terms=Terms(teams=("A", "B"))) as room:
        phone = await Phone.connect(room.base)
        await phone.say(do="join", **message)
        assert (await phone.heard_of("refused"))["about"] == about
        assert not room.live.room.seats.present
        await phone.close()


async def test_a_locked_room_lets_in_only_those_who_sit_there():
    """A student who is in comes back; a new one is refused."""
    async with served() as room:
        phone = await room.phone()
        await room.order("lock", value="on")
        back, new = await Phone.connect(room.base), await Phone.connect(room.base)
        await back.sit(phone.token)
        await new.say(do="join", code=CODE, nickname="New", team="")
        assert (await new.heard_of("refused"))["why"] == "The teacher has locked this room."
        for each in (phone, back, new):
            await each.close()


async def test_a_removed_student_is_told_and_stays_out():
    """The socket is closed, and the token opens nothing any more."""
    async with served() as room:
        phone = await room.phone()
        await room.order("remove", value=next(iter(room.live.room.seats.by_id)))
        await phone.heard_of("removed")
        await phone._task
        again = await Phone.connect(room.base)
        await again.say(do="sit", token=phone.token)
        await again.heard_of("removed")
        await again.say(do="answer", round=1, turn=1, answer=[])
        assert (await again.heard_of("refused"))["about"] == "seat"
        await phone.close()
        await again.close()


async def test_acknowledgements_of_right_and_wrong_are_alike():
    """Byte for byte but for the turn: nothing is given away by them."""
    async with served() as room:
        phone = await room.phone()
        await room.order("next")
        lesson = room.live.room.lesson
        assert isinstance(lesson, Quiz)
        for number in range(1, len(lesson.questions) + 1):
            shown = await phone.phase("answering", number)
            kind, positions = shown["question"]["type"], range(len(shown["question"]["options"] or ()))
            answers: list[list[object]] = [[position] for position in positions]
            if kind in ("number", "text"):
                answers = [["3"], ["7"]] if kind == "number" else [["SECRETACCEPTED"], ["wrong"]]
            elif kind == "blanks":
                answers = [["body", "SECRETBLANK"], ["bakery", "no"]]
            elif kind in ("order", "match"):
                answers = [list(positions)[:2] if kind == "match" else list(positions)]
            acks = [await phone.answer(answer) for answer in answers]
            assert len({json.dumps(ack | {"turn": 0}) for ack in acks}) == 1
            assert acks[0]["ok"]
            await room.order("skip")
        await phone.close()


async def test_late_double_and_early_answers_change_nothing():
    """An answer counts only while its question is open, and once; each is told in a sentence or acknowledged again."""
    async with served(text=ONE) as room:
        phone = await room.phone()
        await phone.say(do="answer", round=1, turn=1, answer=[1])
        assert not (await phone.heard_of("ack", turn=1))["ok"]
        await room.order("next")
        await phone.phase("answering")
        phone.turn = 1
        assert (await phone.answer([1]))["ok"]
        before, entries = state_of(room.live.room), len(room.journal.entries)
        await phone.say(do="answer", round=1, turn=2, answer=[0])
        await phone.say(do="answer", round=1, turn=1, answer=[0])
        await phone.say(do="answer", round=2, turn=9, answer=[0])
        assert not (await phone.heard_of("ack", turn=9))["ok"]
        assert (state_of(room.live.room), len(room.journal.entries)) == (before, entries)
        await room.order("reveal")
        before = state_of(room.live.room)
        await phone.say(do="answer", round=1, turn=20, answer=[2])
        assert (await phone.heard_of("ack", turn=20))["why"] == "This question is closed."
        assert state_of(room.live.room) == before
        await phone.close()


async def test_an_answer_that_is_not_kept_yet_is_said_so_and_then_kept():
    """With the disk full the student sees it; when it is mended the same phone is told."""
    async with served(text=ONE) as room:
        phone = await room.phone()
        await room.order("next")
        await phone.phase("answering")
        room.journal.fail("The disk is full.")
        assert (await phone.answer([]))["kept"] is False
        room.journal.mend()
        await phone.heard_of("kept", turn=1)
        await phone.close()


async def test_a_story_is_steered_by_votes_of_phones():
    """A vote is acknowledged, another phone of the same student sees it, and the last one counts."""
    async with served("vote") as room:
        phone = await room.phone()
        other = await Phone.connect(room.base)
        await other.sit(phone.token)
        await room.order("next")
        await phone.phase("voting")
        assert (await phone.vote("1"))["ok"]
        assert (await phone.vote("0"))["ok"]
        assert not (await phone.vote("dance"))["ok"]
        await other.until(lambda each: each.state["show"].get("saved") == {"choice": "0"})
        await room.order("close")
        assert (await phone.phase("decided"))["winner"] == "Ask which one"
        await phone.close()
        await other.close()


async def test_a_team_plays_on_all_its_phones():
    """One decides, both see where it led, and a second decision at the same place is refused."""
    async with served("plays", Terms(teams=("T",))) as room:
        one, two = await room.phone("A", "T"), await room.phone("B", "T")
        await room.order("next")
        await two.phase("playing")
        await one.say(do="decide", number=0, turn=1, choice="0")
        assert (await one.heard_of("ack", turn=1))["ok"]
        await two.until(lambda each: each.state["show"].get("number") == 1)
        await two.say(do="decide", number=0, turn=1, choice="1")
        assert (await two.heard_of("ack", turn=1))["why"] == "Your team has decided this already."
        await one.say(do="decide", number=1, turn=2, choice="continue")
        await two.until(lambda each: each.state["show"].get("number") == 2)
        await one.close()
        await two.close()


async def test_more_sockets_of_one_seat_take_the_place_of_older_ones():
    """A student with many tabs does not hold more than a few sockets."""
    async with served() as room:
        phones = [await room.phone()]
        for _ in range(room.server.settings.limits.sockets_by_seat):
            phones.append(await Phone.connect(room.base))
            await phones[-1].sit(phones[0].token)
        await phones[0]._task
        assert phones[0].closed
        assert not phones[1].closed
        for phone in phones:
            await phone.close()


async def test_who_is_connected_is_known():
    """A seat counts as connected from its first socket to its last."""
    async with served() as room:
        phone = await room.phone()
        assert len(room.live.connected) == 1
        revision = room.live.revision
        await phone.close()
        await room.live.changed(revision)
        assert room.live.connected == set()


ASKING = """\
isoquest: 1
title: Small story
summary: A question.
start: quiz
nodes:
  quiz: {phase: choose, text: Well?, ask: {count: 1}, to: done}
  done: {phase: after, text: It is done., ending: {kind: success, title: Done, outcome: It worked.}}
"""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
MESSAGES = st.one_of(
    st.text(),
    JSON.map(json.dumps),
    st.fixed_dictionaries(
        {"do": st.sampled_from(["join", "sit", "answer", "vote", "decide", "ping", "order", "teach"])},
        optional=dict.fromkeys(
            ("code", "nickname", "team", "token", "round", "number", "turn", "answer", "choice", "certainty"), JSON
        ),
    ).map(json.dumps),
)


@given(MESSAGES | st.binary())
def test_anything_is_read_or_not_understood(text: str | bytes):
    """No message raises, however it is formed."""
    read_message(text)


def test_deeply_nested_messages_are_not_understood():
    """As many brackets as a message holds do not overflow anything."""
    assert read_message("[" * 4096) is None
    assert read_message('{"do":' * 600) is None


@pytest.mark.parametrize("kind", ["quiz", "vote", "plays"])
async def test_no_message_of_a_student_does_what_a_teacher_does(kind: Kind):
    """Orders in every form, from a student and from nobody, are not understood; the room stays what it was."""
    orders = [
        {"do": do, "order": order, "stage": stage, "value": "on", "amount": 1, "key": "A" * 22, "turn": 1, "round": 1}
        for do in ("order", "teach", "next", "reveal", "end", "Ordered")
        for order in ("next", "reveal", "end", "lock", "remove", "time-up")
        for stage in (None, 0)
    ]
    async with served(kind, limits=unhurried()) as room:
        student = await room.phone()
        before = state_of(room.live.room)
        for number, order in enumerate(orders):
            if number % 15 == 0:
                nobody = await Phone.connect(room.base)
                await nobody.say(**order)
                await nobody.heard_of("refused")
                await nobody.close()
            await student.say(**order)
        await student.until(lambda each: sum(said["type"] == "refused" for said in each.heard) == len(orders))
        assert state_of(room.live.room) == before
        assert len(room.journal.entries) == 2
        await student.close()


async def test_strange_answers_are_refused_and_the_phone_stays():
    """Every malformed answer gets a sentence, and the next good one counts."""
    strange: list[object] = [
        None, "x", {}, [[]], [{}], [-1], [10**9], [True], [None], ["a" * 600], [0] * 200, [1.5], 10**30, ["\ud800"],
    ]  # fmt: skip
    async with served("quiz", Terms(topic="basics", count=1)) as room:
        phone = await room.phone()
        await room.order("next")
        await phone.phase("answering")
        kind = phone.state["show"]["question"]["type"]
        for turn, answer in enumerate(strange, start=1):
            await phone.say(do="answer", round=1, turn=turn, answer=answer)
            ack = await phone.heard_of("ack", turn=turn)
            assert not ack["ok"] or kind in ("text", "number", "blanks")
        phone.turn = 50
        assert (await phone.answer([]))["ok"]
        await phone.close()


@pytest.mark.parametrize("kind", ["vote", "plays"])
async def test_questions_of_a_story_are_answered_by_position(kind: Kind):
    """What a phone shows is what it answers by, in a vote as in a play of its own."""
    async with served(kind, text=ASKING, questions=ONE) as room:
        phone = await room.phone()
        await room.order("next")
        shown = await phone.phase("voting" if kind == "vote" else "playing")
        right = shown["question"]["options"].index("A certification body")
        if kind == "vote":
            await phone.say(do="vote", round=1, turn=1, answer=[right])
            await phone.heard_of("ack", turn=1, ok=True)
            await room.order("close")
            assert (await phone.phase("decided"))["winner"] == "A certification body"
        else:
            await phone.say(do="decide", number=0, turn=1, answer=[9])
            await phone.heard_of("ack", turn=1, ok=False)
            await phone.say(do="decide", number=0, turn=2, answer=[right])
            await phone.heard_of("ack", turn=2, ok=True)
            await phone.until(lambda each: each.state["show"]["over"])
        await phone.close()


async def test_a_socket_without_a_seat_is_closed_in_time():
    """Nobody holds a connection for nothing."""
    async with served(seatless=0.01) as room:
        reader, writer = await room.raw()
        writer.write(upgrade(room.server.port))
        await reader.readuntil(b"\r\n\r\n")
        assert (await reader.readexactly(4))[0] == 0x88
        assert await reader.read() == b""
        writer.close()


async def test_joins_from_many_phones_at_once_are_all_seated():
    """Each gets a seat of its own and a token that nobody else was sent."""
    async with served() as room:
        phones = await asyncio.gather(*(room.phone(f"S{number}") for number in range(40)))
        tokens = [phone.token for phone in phones]
        assert len(set(tokens)) == len(room.live.room.seats) == 40
        for phone in phones:
            others = [token for token in tokens if token != phone.token]
            assert not any(token in json.dumps(phone.heard) for token in others)
            await phone.close()
