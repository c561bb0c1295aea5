"""Promises of a room's clock: it closes in time, for everyone, whatever the clocks of computers do."""

from __future__ import annotations

import json

from live_desk import REFERENCE, join, settle
from memory_journal import MemoryJournal
from rooms import BEGIN
from served_rooms import HandClock, live_room, state_of

from isoquest.classroom.room.terms import Terms
from isoquest.classroom.server.clock import ServerClock
from isoquest.classroom.server.live import LiveRoom


async def test_time_never_runs_backwards():
    """After a resume on a machine whose clock is behind, the time is at least that of the last event."""
    journal = MemoryJournal()
    live = await live_room(journal=journal, clock=HandClock(BEGIN + 90_000))
    await live.order("next")
    behind = HandClock(BEGIN - 3_600_000)
    again = await LiveRoom.resume(MemoryJournal(journal.entries), REFERENCE, behind)
    assert isinstance(again, LiveRoom)
    assert again.now() == BEGIN + 90_000
    clock = ServerClock()
    times = [clock.now() for _ in range(1000)]
    assert times == sorted(times)


async def test_the_clock_closes_a_question_by_itself():
    """When the time of everyone is up the room goes on, on two servers as on one."""
    journal, clocks = MemoryJournal(), (HandClock(), HandClock())
    one = await live_room(terms=Terms(seconds=20), journal=journal, clock=clocks[0])
    two = await LiveRoom.resume(journal, REFERENCE, clocks[1])
    assert isinstance(two, LiveRoom)
    await one.order("next")
    for clock in clocks:
        clock.pass_time(23_999)
    await settle()
    assert one.room.lesson.phase == "answering"
    for clock in clocks:
        clock.pass_time(1)
    await settle()
    assert one.room.lesson.phase == two.room.lesson.phase == "closed"
    assert state_of(one.room) == state_of(two.room)
    assert [json.loads(entry.text)["order"] for entry in journal.entries[1:]] == ["next", "time-up", "time-up"]


async def test_a_lesson_goes_on_where_clocks_are_behind_those_that_held_it():
    """Resumed on a computer whose clock is an hour slow, time runs on from the last event, and questions close."""
    journal, ahead, behind = MemoryJournal(), HandClock(), HandClock(BEGIN - 3_600_000)
    one = await live_room(terms=Terms(seconds=20), journal=journal, clock=ahead)
    await one.order("next")
    two = await LiveRoom.resume(journal, REFERENCE, behind)
    assert isinstance(two, LiveRoom)
    assert two.now() == one.room.now
    behind.pass_time(23_999)
    await settle()
    assert (two.now() - one.room.now, two.room.lesson.phase) == (23_999, "answering")
    behind.pass_time(1)
    await settle()
    assert two.room.lesson.phase == "closed"


async def test_the_clock_keeps_its_appointment_after_a_pause_and_an_extension():
    """A pause stops it, and what is added is waited for."""
    clock = HandClock()
    live = await live_room(terms=Terms(seconds=20), clock=clock)
    await live.order("next")
    await live.order("pause")
    clock.pass_time(60_000)
    await settle()
    await live.order("resume")
    await live.order("extend", value="10")
    clock.pass_time(33_999)
    await settle()
    assert live.room.lesson.phase == "answering"
    clock.pass_time(1)
    await settle()
    assert live.room.lesson.phase == "closed"


async def test_time_to_answer_begins_when_the_question_went_out():
    """A slow network costs nobody time, a reload wins none, and no claim of a phone is asked for."""
    clock = HandClock()
    live = await live_room(terms=Terms(seconds=60), clock=clock)
    seat, _ = await join(live, 1)
    await live.order("next")
    assert live.reading_times is not None
    clock.pass_time(1_500)
    live.shown(seat)
    clock.pass_time(4_000)
    live.shown(seat)
    assert live.reading_times.took(seat, live.now()) == 4_000
    await live.order("reveal")
    await live.order("next")
    await live.order("next")
    assert live.reading_times.took(seat, live.now()) == 0
