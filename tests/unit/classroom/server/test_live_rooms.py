"""Promises of the live room: one order of events for all, told to those concerned, through whatever happens."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_desk import REFERENCE, Ear, answer, join, settle
from memory_journal import MemoryJournal
from rooms import BEGIN, opened, room, seat_id
from served_rooms import HandClock, live_room, state_of

from isoquest.classroom.journal.keeping import Entry
from isoquest.classroom.room.events import ORDERS, Answered, Decided, Event, Joined, Ordered, Voted, to_text
from isoquest.classroom.room.phone.views import PhoneViews
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Refused, Taken
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.standings import Standings
from isoquest.classroom.room.terms import Kind, Terms
from isoquest.classroom.room.vote import Vote
from isoquest.classroom.server.listeners import SLICE
from isoquest.classroom.server.live import LiveRoom


async def test_an_answer_that_is_sent_again_while_it_is_under_way_is_written_once():
    """A phone that lost its network before the journal replied sends the same turn: one entry, two acknowledgements."""
    journal = MemoryJournal()
    live = await live_room(journal=journal)
    seat, _ = await join(live, 1)
    await live.order("next")
    before = len(journal.entries)
    settled = await asyncio.gather(*(live.submit(answer(live, seat)) for _ in range(3)))
    assert [each.reply for each in settled] == [Taken("seat")] * 3
    assert len(journal.entries) == before + 1


async def test_a_lesson_is_resumed_as_it_was():
    """Whoever reads the journal has the same room, at the same stage."""
    journal = MemoryJournal()
    live = await live_room(journal=journal)
    seat, _ = await join(live, 1)
    await live.order("next")
    await live.submit(answer(live, seat))
    await live.order("reveal")
    again = await LiveRoom.resume(MemoryJournal(list(journal.entries)), REFERENCE, HandClock())
    assert isinstance(again, LiveRoom)
    assert state_of(again.room) == state_of(live.room)
    assert again.position == live.position == 5


async def test_a_journal_with_a_lesson_is_not_begun_anew():
    """Opening a second lesson in the same journal is refused, and the first is untouched."""
    journal = MemoryJournal()
    await live_room(journal=journal)
    entries = list(journal.entries)
    second = await LiveRoom.open(MemoryJournal(entries), opened(), REFERENCE, HandClock())
    assert second == "There is a lesson in this journal already; resume it, or begin another one."
    assert len(entries) == 1


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([], "There is no lesson in this journal."),
        (["{}"], "This journal does not begin with the opening of a lesson."),
        ([to_text(Ordered(BEGIN, "next"))], "This journal does not begin with the opening of a lesson."),
        (
            [to_text(replace(opened(), format=9))],
            "This lesson was held by another version of IsoQuest (format 9; this one holds 1).",
        ),
        (
            [to_text(replace(opened(text="nothing: here\n"), title="T"))],
            "The bank `small` of this lesson cannot be read by this version of IsoQuest.",
        ),
        (
            [to_text(replace(opened(), kind="vote"))],
            "This lesson cannot be held: a lesson of kind vote is not held on this content.",
        ),
    ],
)
async def test_a_journal_that_holds_no_lesson_is_told_in_a_sentence(entries: list[str], sentence: str):
    """Nothing is raised, and the journal is let go of."""
    journal = MemoryJournal([Entry(str(number), text) for number, text in enumerate(entries)])
    assert await LiveRoom.resume(journal, REFERENCE, HandClock()) == sentence
    assert journal.closed


async def test_unreadable_entries_are_passed_over_and_told():
    """The rest of the lesson counts; the teacher sees how many entries do not."""
    journal = MemoryJournal()
    live = await live_room(journal=journal)
    await live.order("next")
    journal.entries[1:1] = [Entry("x", "{"), Entry("y", '{"event":"danced"}')]
    again = await LiveRoom.resume(MemoryJournal(journal.entries), REFERENCE, HandClock())
    assert isinstance(again, LiveRoom)
    assert state_of(again.room) == state_of(live.room)
    assert again.trouble == "2 entries of this lesson could not be read and do not count."


async def test_an_entry_at_which_the_room_fails_keeps_nobody_from_what_follows(caplog: pytest.LogCaptureFixture):
    """It does not count, the teacher is told, and what comes behind it does."""
    journal = MemoryJournal()
    live = await live_room(journal=journal)
    seat, _ = await join(live, 1)
    await live.order("next")
    assert isinstance(live.room.lesson, Quiz)
    live.room.lesson.round.question = None  # type: ignore[assignment]  # as a mistake of our own would leave it
    journal.append(Entry("x", to_text(replace(answer(live, seat), answer=("body",)))))
    assert isinstance((await live.order("close")).reply, Taken)
    assert live.room.lesson.phase == "closed"
    assert live.trouble == "1 entry of this lesson could not be read and do not count."
    assert "Taking an entry of the journal failed: AttributeError" in caplog.text


async def test_two_servers_with_one_journal_hold_one_room():
    """Each gives the reply that the common order of events makes, and both end up with the same room."""
    journal = MemoryJournal()
    one = await live_room(journal=journal)
    two = await LiveRoom.resume(journal, REFERENCE, HandClock())
    assert isinstance(two, LiveRoom)
    replies = await asyncio.gather(one.order("next", stage=0), two.order("next", stage=0))
    assert [type(each.reply) for each in replies] == [Taken, Refused]
    assert state_of(one.room) == state_of(two.room)


async def test_what_the_room_would_refuse_is_not_written_down():
    """A flood of answers to nothing leaves the journal as long as it was."""
    journal = MemoryJournal()
    live = await live_room(journal=journal)
    seat, _ = await join(live, 1)
    before = len(journal.entries)
    nobody = Answered(live.now(), seat_id(2), 1, 1, (), None, 0)
    for event in (nobody, Answered(live.now(), seat.id, 1, 1, (), None, 0), opened(), Ordered(BEGIN, "next", 9)):
        settled = await live.submit(event)
        assert isinstance(settled.reply, Refused)
    assert len(journal.entries) == before


SEATS = st.sampled_from([seat_id(0), seat_id(1), seat_id(77)])
SMALL = st.integers(0, 3)
EVENTS = st.one_of(
    st.builds(Joined, st.just(BEGIN), SEATS, st.just("N"), st.sampled_from(["", "T", "U"])),
    st.builds(
        Answered,
        st.integers(BEGIN, BEGIN + 90_000),
        SEATS,
        SMALL,
        SMALL,
        st.sampled_from([(), ("iso",), ("true",), ("x", "y"), ("3",)]),
        st.sampled_from([None, 1, 2]),
        st.just(0),
    ),
    st.builds(Voted, st.just(BEGIN), SEATS, SMALL, SMALL, st.sampled_from(["ask", "buy", "audit", "none", ""])),
    st.builds(Decided, st.just(BEGIN), SEATS, SMALL, SMALL, st.sampled_from(["ask", "buy", "continue", "none"])),
    st.builds(Ordered, st.just(BEGIN), st.sampled_from(ORDERS), st.sampled_from([None, 0, 1, 2]), st.just("on")),
    st.builds(Ordered, st.just(BEGIN), st.sampled_from(["next", "pause", "resume"])),
)


@given(
    st.sampled_from(["quiz", "vote", "plays"]),
    st.sampled_from([Terms(), Terms(seconds=5, certainty=True), Terms(teams=("T",), reading=2, argue=True)]),
    st.lists(EVENTS, max_size=25),
)
def test_what_is_foreseen_is_what_comes(kind: Kind, terms: Terms, events: list[Event]):
    """A reply that was foreseen is the one that the room gives, and nothing has changed by it."""
    held = room(kind, terms, students=2)
    for event in events:
        foreseen, before = held.foreseen(event), state_of(held)
        reply = held.take(event)
        if foreseen is not None:
            assert reply == foreseen
            assert state_of(held) == before


async def test_an_answer_concerns_its_student_alone():
    """An answer is told to the student's other phones, a new stage to everyone, a join to nobody else."""
    live = await live_room()
    (seat, first), (_, other) = await join(live, 1), await join(live, 2)
    second = Ear()
    live.connect(seat, second)
    await settle()
    assert (first.refreshed, second.refreshed, other.refreshed) == (0, 0, 0)
    await live.order("next")
    await settle()
    assert (first.refreshed, second.refreshed, other.refreshed) == (1, 1, 1)
    await live.submit(answer(live, seat), first)
    await settle()
    assert (first.refreshed, second.refreshed, other.refreshed) == (1, 2, 1)


async def test_a_decision_concerns_its_team():
    """All phones of a team see where their play has come to; other teams see nothing."""
    live = await live_room("plays", Terms(teams=("T", "U")))
    (mine, ears), (_, mate), (_, rival) = await join(live, 1, "T"), await join(live, 2, "T"), await join(live, 3, "U")
    await live.order("next")
    await settle()
    await live.submit(Decided(live.now(), mine.id, 0, 1, "ask"), ears)
    await settle()
    assert (ears.refreshed, mate.refreshed, rival.refreshed) == (2, 2, 1)


async def test_a_class_is_shown_a_new_stage_in_slices():
    """However many phones there are, the loop is free again after some of them."""
    live = await live_room()
    ears = [(await join(live, number))[1] for number in range(SLICE * 3)]
    await live.order("next")
    seen = []
    while sum(ear.refreshed for ear in ears) < len(ears):
        seen.append(sum(ear.refreshed for ear in ears))
        await asyncio.sleep(0)
    assert max(after - before for before, after in zip(seen, [*seen[1:], len(ears)], strict=True)) <= SLICE


async def test_one_phone_that_cannot_be_shown_the_room_does_not_keep_it_from_others():
    """The others are shown the room as always."""

    class Broken(Ear):
        def refresh(self) -> None:
            raise ZeroDivisionError

    live = await live_room()
    seat, _ = await join(live, 1)
    live.connect(seat, Broken())
    _, ear = await join(live, 2)
    await live.order("next")
    await settle()
    assert ear.refreshed == 1


async def test_what_is_kept_late_is_told_late():
    """With the disk full an answer counts and is said not to be kept; once it is, its student is told."""
    journal = MemoryJournal()
    live = await live_room(journal=journal)
    seat, ear = await join(live, 1)
    await live.order("next")
    journal.fail("The disk is full.")
    settled = await live.submit(answer(live, seat, turn=3))
    assert (settled.reply, settled.kept, live.trouble) == (Taken("seat"), False, "The disk is full.")
    repeated = await live.submit(answer(live, seat, turn=3))
    assert (repeated.reply, repeated.kept) == (Taken("seat"), False)
    journal.mend()
    assert (ear.kept_turns, live.trouble) == ([3], "")
    assert (await live.submit(answer(live, seat, turn=3))).kept


async def test_the_projector_waits_for_a_change():
    """It is woken by a join, by a phone that connects, and by trouble, and not before."""
    journal = MemoryJournal()
    live = await live_room(journal=journal)
    for cause in (lambda: live.connect(Seat(seat_id(9), 9, "N", ""), Ear()), lambda: journal.fail("Full.")):
        waiting = asyncio.create_task(live.changed(live.revision))
        await settle()
        assert not waiting.done()
        cause()
        await waiting


async def test_closing_tells_the_phones_and_takes_nothing_more():
    """Phones are sent away, the journal is let go of, and what comes later is refused."""
    journal = MemoryJournal()
    live = await live_room(journal=journal)
    _, ear = await join(live, 1)
    await live.close()
    assert ear.left
    assert journal.closed
    assert isinstance((await live.order("next")).reply, Refused)


async def test_a_vote_is_held_through_the_live_room():
    """Votes of a class decide, whoever of them votes twice."""
    live = await live_room("vote")
    seats = [(await join(live, number))[0] for number in range(3)]
    await live.order("next")
    lesson = live.room.lesson
    assert isinstance(lesson, Vote)
    for seat, choice in zip(seats, ("ask", "buy", "buy"), strict=True):
        await live.submit(Voted(live.now(), seat.id, 1, 1, choice))
    await live.submit(Voted(live.now(), seats[0].id, 1, 2, "buy"))
    await live.order("close")
    assert (lesson.ballot.winner, lesson.tally(lesson.ballot.votes)[1]) == ("buy", ("buy", 3))


@given(
    st.sampled_from(["quiz", "vote", "plays"]),
    st.sampled_from([Terms(), Terms(seconds=5, certainty=True), Terms(teams=("T",), reading=2, argue=True)]),
    st.lists(EVENTS, max_size=25),
)
def test_what_was_written_before_is_what_would_be_written_now(kind: Kind, terms: Terms, events: list[Event]):
    """Texts that phones share are never out of date: views that remember and fresh ones show the same."""
    held = room(kind, terms, students=2)
    standings = Standings(held.lesson) if isinstance(held.lesson, Quiz) else None
    views = PhoneViews(held, REFERENCE, standings)
    for event in events:
        held.take(event)
        for seat in held.seats.present:
            fresh = PhoneViews(held, REFERENCE, Standings(held.lesson) if isinstance(held.lesson, Quiz) else None)
            assert views.state(seat, 1, 1) == fresh.state(seat, 1, 1)
