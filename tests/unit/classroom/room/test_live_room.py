"""The live room: the fold of its events."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from room_course import (
    EVERYTHING,
    answer,
    any_event,
    any_order,
    asking,
    begun,
    course,
    fingerprint,
    harbour,
    order,
    orders,
    vote,
)
from rooms import BEGIN, STORY, opened, room, seat_id

from isoquest.classroom.room.events import Answered, Event, Joined, Opened, Ordered, Voted, from_text, to_text
from isoquest.classroom.room.material import read_material
from isoquest.classroom.room.phone.views import PhoneViews
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Refused, Taken
from isoquest.classroom.room.room import EVERYONE, Room
from isoquest.classroom.room.terms import MOST_SEATS, Terms
from isoquest.classroom.room.vote import Vote
from isoquest.content.library import bundled_reference
from isoquest.quiz.asking import right_answer

REFERENCE = bundled_reference()[0]
ROOMS: dict[str, Callable[[], Room]] = {
    "quiz": lambda: room("quiz", EVERYTHING, 4),
    "plain quiz": lambda: room("quiz", Terms(anonymous=True, board="hidden"), 4),
    "vote": lambda: room("vote", EVERYTHING, 4),
    "vote with questions": lambda: asking("vote", EVERYTHING, 4),
    "plays": lambda: room("plays", Terms(seconds=60), 4),
    "team plays with questions": lambda: asking("plays", EVERYTHING, 4),
}
chances = st.builds(Random, st.integers(0, 10**6))
any_room = pytest.mark.parametrize("made", ROOMS.values(), ids=ROOMS)


def again(of: Room) -> Room:
    """Another room with the same beginning."""
    content = read_material(of.opened.material, REFERENCE)
    assert not isinstance(content, str)
    return Room(of.opened, content)


def told(of: Room, number: int = 0) -> str:
    """What the phone of a student shows."""
    return PhoneViews(of, REFERENCE, None).state(of.seats.by_id[seat_id(number)], 1, of.now)


@any_room
@settings(max_examples=6)
@given(chance=chances)
def test_what_is_refused_or_foreseen_changes_nothing_at_all(made: Callable[[], Room], chance: Random):
    """What is refused leaves every part of a room as it was, and `foreseen` says beforehand what `take` will."""
    live = made()
    for _ in range(40):
        event = any_event(live, chance)
        before, foreseen = fingerprint(live), live.foreseen(event)
        assert fingerprint(live) == before
        reply = live.take(event)
        if foreseen is not None:
            assert reply == foreseen
            before = before if isinstance(reply, Refused) else None
        if isinstance(reply, Refused):
            assert fingerprint(live) == before
            assert reply.reason.endswith(".")


@any_room
@settings(max_examples=6)
@given(chance=chances, cut=st.integers(0, 60))
def test_equal_events_make_equal_rooms(made: Callable[[], Room], chance: Random, cut: int):
    """A room from the events as the journal writes them, begun anywhere and gone on with, equals the one that lived."""
    live = made()
    events: list[Event] = [Joined(BEGIN + 1, each.id, each.nickname, each.team) for each in live.seats.present]
    events += [event for event, _ in course(live, chance, 60)]
    read = [from_text(to_text(event)) for event in events]
    assert read == events
    resumed = again(live)
    for event in read[:cut]:
        assert not isinstance(event, str)
        resumed.take(event)
    for seat in resumed.seats.present:
        PhoneViews(resumed, REFERENCE, None).state(seat, 1, resumed.now)
    for event in read[cut:]:
        assert not isinstance(event, str)
        resumed.take(event)
    assert fingerprint(live) == fingerprint(resumed)
    for seat in live.seats.present:
        views = [PhoneViews(each, REFERENCE, None).state(each.seats.by_id[seat.id], 1, 0) for each in (live, resumed)]
        assert views[0] == views[1]


@any_room
@settings(max_examples=6)
@given(chance=chances)
def test_whatever_was_taken_changes_nothing_when_it_comes_again(made: Callable[[], Room], chance: Random):
    """Every join, answer, vote and decision of a whole lesson, sent again at its end, leaves the room as it is."""
    live = made()
    events = [event for event, reply in course(live, chance, 60) if isinstance(reply, Taken)]
    students = [event for event in events if not isinstance(event, Ordered)]
    chance.shuffle(students)
    now, before = live.now, fingerprint(live)
    for event in students:
        live.take(event)
        live.now = now
    assert fingerprint(live) == before


@any_room
@settings(max_examples=6)
@given(chance=chances)
def test_time_never_runs_backwards_however_clocks_jump(made: Callable[[], Room], chance: Random):
    """Events from clocks that jump leave `now` rising, and nothing closes before it was opened."""
    live, latest = made(), BEGIN
    for _ in range(40):
        live.take(any_event(live, chance, orders=0.4))
        assert live.now >= latest
        latest = live.now
        assert live.due is None or live.due >= live.lesson.since


@any_room
def test_an_order_at_any_phase_works_or_is_refused(made: Callable[[], Room]):
    """Orders at random, thousands of them, never raise, and every phase can be shown to a phone."""
    chance, shown = Random(5), set()
    for _ in range(20):
        live = made()
        for _ in range(60):
            event = any_order(live, chance, live.now + 1) if chance.random() < 0.7 else any_event(live, chance)
            live.take(event)
            shown.add(live.lesson.phase)
        for seat in live.seats.present:
            json.loads(PhoneViews(live, REFERENCE, None).state(seat, 1, live.now))
    assert len(shown) >= 4


@pytest.mark.parametrize("kind", ["vote", "plays"])
def test_the_bundled_scenario_stands_any_order(kind: str):
    """Orders, votes and decisions at random over the scenario that comes with the game never raise."""
    chance = Random(11)
    for terms in (Terms(), Terms(seconds=30, reading=5, argue=True)):
        live = harbour(kind, terms)
        for number in range(1_250):
            live.take(any_event(live, chance, orders=0.5))
            if live.lesson.over:
                live = harbour(kind, terms)
            elif number % 25 == 0:
                for seat in live.seats.present:
                    json.loads(PhoneViews(live, REFERENCE, None).state(seat, 1, live.now))


@any_room
@settings(max_examples=6)
@given(chance=chances)
def test_no_lesson_gets_stuck(made: Callable[[], Room], chance: Random):
    """From wherever a lesson has come to, `next` or `settle`, and `end` too, lead to its end."""
    for way in ("next", "end"):
        live = made()
        for _ in course(live, chance, 25):
            pass
        for _ in range(200):
            if live.lesson.over:
                break
            reply = order(live, way)
            if isinstance(reply, Refused):
                lesson = live.lesson
                assert lesson.phase == "tied", (lesson.phase, reply)
                item = lesson.question
                choice = f"{item.question.id}=" if item else lesson.choices[0][0]
                orders_settled = live.take(Ordered(live.now, "settle", value=choice))
                assert isinstance(orders_settled, Taken)
        else:
            # A story may go round in circles for ever.
            assert way == "next"
            assert live.opened.kind == "vote"


def test_students_come_in_at_any_phase():
    """Whoever joins late, in any phase but the last, gets a seat and is shown what the others see."""
    for kind in ("quiz", "vote", "plays"):
        live = room(kind, Terms(reading=5, argue=True), 1)
        for number in range(1, 60):
            reply = live.take(Joined(live.now, seat_id(number), f"Late {number}", ""))
            if live.lesson.over:
                assert reply == Refused("This lesson has ended.")
                break
            assert isinstance(reply, Taken)
            assert json.loads(told(live, number))["show"]["phase"] == live.lesson.phase
            if isinstance(order(live, "next"), Refused):
                assert isinstance(live.lesson, Vote)
                order(live, "settle", value=live.lesson.choices[0][0])
        assert live.lesson.over


def test_a_room_has_so_many_seats_and_no_more():
    """Who comes when every seat was taken is turned away with a sentence."""
    live = room("quiz")
    for number in range(MOST_SEATS):
        live.take(Joined(BEGIN, f"{number:032x}", "Mia", ""))
    assert isinstance(live.take(Joined(BEGIN, "f" * 32, "Mia", "")), Refused)
    assert len({seat.nickname for seat in live.seats.present}) == MOST_SEATS


def test_nobody_new_gets_into_a_locked_room_and_everyone_back():
    """A lock keeps new students out, not those who have a seat."""
    live = room("quiz", students=1)
    orders(live, "next")
    order(live, "lock", value="on")
    assert isinstance(live.take(Joined(live.now, seat_id(0), "Mia", "")), Taken)
    assert live.take(Joined(live.now, seat_id(1), "Ann", "")) == Refused("The teacher has locked this room.")
    order(live, "lock", value="off")
    assert isinstance(live.take(Joined(live.now, seat_id(1), "Ann", "")), Taken)


def test_after_a_flood_of_names_everyone_can_be_removed_at_once():
    """All seats are given up in one order, the places are free again, and whoever belongs there joins anew."""
    live = room(students=50)
    assert isinstance(live.take(Ordered(live.now, "remove", value=EVERYONE)), Taken)
    assert (live.seats.present, live.seats.here) == ([], 0)
    assert isinstance(live.take(Joined(live.now, seat_id(99), "Mia", "")), Taken)
    assert live.seats.here == 1


def test_what_is_done_beside_the_lesson_does_not_get_in_the_way_of_its_next_step():
    """The room is locked, names are hidden and a student removed at the moment of `next`: it still counts."""
    live = room(students=2)
    stage = live.stage
    for beside, value in (("lock", "on"), ("hide-names", "on"), ("remove", seat_id(0))):
        assert isinstance(live.take(Ordered(live.now, beside, stage, value)), Taken)
    assert isinstance(live.take(Ordered(live.now, "next", stage)), Taken)
    assert live.lesson.phase == "answering"


def test_a_removed_student_neither_comes_back_nor_is_heard():
    """The seat of a removed student is closed to joins, answers and orders."""
    live = begun("quiz", students=2)
    order(live, "remove", value=seat_id(0))
    assert live.take(Joined(live.now, seat_id(0), "Mia", "")) == Refused("You were removed from this room.")
    assert live.take(Answered(live.now, seat_id(0), 1, 1, (), None, 0)) == Refused("You have no seat in this room.")
    assert isinstance(order(live, "remove", value=seat_id(0)), Refused)
    assert [seat.number for seat in live.seats.present] == [2]


def test_a_team_is_one_of_those_there_are():
    """With teams one of them is named, without teams none."""
    live, alone = room("quiz", Terms(teams=("Red", "Blue"))), room("quiz")
    for number, team in enumerate(("Red", "Blue", "", "red")):
        joined = Joined(BEGIN, seat_id(number), "Mia", team)
        assert isinstance(live.take(joined), Taken) == (team in live.terms.teams)
        assert isinstance(alone.take(joined), Taken) == (not team)


def test_an_order_for_another_stage_is_refused():
    """An order that was given on an older picture of the lesson does nothing."""
    live = room("quiz", students=1)
    seen = live.stage
    assert isinstance(order(live, "next", stage=seen), Taken)
    assert order(live, "next", stage=seen) == Refused("The lesson has gone on since.")
    assert isinstance(order(live, "next", stage=live.stage), Taken)


def test_of_two_clocks_that_order_time_up_one_is_heard():
    """Where two servers order the same time-up, the question is closed once, and not passed over."""
    for terms in (Terms(seconds=20), Terms(seconds=20, reading=5)):
        live = begun("quiz", terms)
        while (due := live.due) is not None:
            stage = live.stage
            assert isinstance(live.take(Ordered(due, "time-up")), Taken)
            after = fingerprint(live)
            assert isinstance(live.take(Ordered(due, "time-up")), Refused)
            assert isinstance(live.take(Ordered(due + 10**9, "time-up", stage)), Refused)
            assert fingerprint(live) == after
        assert live.lesson.phase == "closed"


def test_the_time_is_not_up_before_it_is():
    """A clock that runs ahead closes nothing."""
    live = begun("quiz", Terms(seconds=20))
    assert live.due is not None
    assert isinstance(live.take(Ordered(live.due - 1, "time-up")), Refused)
    assert isinstance(live.take(Ordered(live.due, "time-up")), Taken)


@settings(max_examples=15)
@given(at=st.integers(0, 19_999), length=st.integers(0, 10**9))
def test_a_pause_moves_deadlines_by_exactly_its_length(at: int, length: int):
    """Whatever was left of the time is left after a pause, and nothing is taken meanwhile."""
    for kind in ("quiz", "vote", "plays"):
        live = begun(kind, Terms(seconds=20), students=1)
        due = live.due
        assert due is not None
        order(live, "pause", after=at)
        assert live.due is None
        assert isinstance(order(live, "pause"), Refused)
        assert isinstance(live.take(Ordered(live.now, "time-up")), Refused)
        assert isinstance(live.take(Voted(live.now, seat_id(0), 1, 1, "ask")), Refused)
        order(live, "resume", after=length)
        assert live.due == due + length


def test_what_is_refused_in_a_pause_leaves_it_standing():
    """An order that cannot be done does not end a pause; one that moves the lesson on does."""
    live = begun("quiz", Terms(seconds=20), students=1)
    due = live.due
    order(live, "pause")
    assert isinstance(order(live, "board", after=5_000), Refused)
    assert live.paused
    assert isinstance(order(live, "extend", value="30", after=5_000), Taken)
    assert live.paused
    paused_at = live.paused_at
    assert paused_at is not None
    order(live, "resume", after=5_000)
    assert live.due == (due or 0) + 30_000 + live.now - paused_at
    order(live, "pause")
    orders(live, "next")
    assert not live.paused
    assert live.lesson.phase == "closed"


def test_a_lesson_of_one_kind_takes_nothing_of_another():
    """A vote in a quiz and an answer in a story are refused."""
    quiz, story = begun("quiz", students=1), begun("vote", students=1, text=STORY)
    assert isinstance(quiz.take(Voted(quiz.now, seat_id(0), 1, 1, "ask")), Refused)
    assert isinstance(story.take(Answered(story.now, seat_id(0), 1, 1, (), None, 0)), Refused)
    assert isinstance(quiz.take(opened("quiz")), Refused)


def test_a_lesson_on_content_of_another_kind_is_an_error():
    """A quiz is not held on a scenario."""
    content = read_material(opened("vote").material, REFERENCE)
    assert not isinstance(content, str)
    first: Opened = opened("quiz")
    with pytest.raises(ValueError, match="is not held on this content"):
        Room(first, content)


def test_more_time_is_bounded_and_taken_back():
    """More time is 0 to 200 per cent; the last order counts."""
    live = begun("quiz", Terms(seconds=20), students=2)
    for amount, extra in ((50, 50), (10**9, 200), (-5, 0)):
        order(live, "more-time", value=seat_id(0), amount=amount)
        assert live.seats.by_id[seat_id(0)].extra == extra
        assert live.due == live.lesson.since + 20_000 * (100 + extra) // 100 + 4_000


def test_a_removed_students_more_time_holds_up_nobody():
    """The clock waits for the longest time of those who are there."""
    live = begun("quiz", Terms(seconds=20), students=2)
    order(live, "more-time", value=seat_id(0), amount=200)
    order(live, "remove", value=seat_id(0))
    assert live.due == live.lesson.since + 20_000 + 4_000


def test_a_whole_lesson_of_each_kind():
    """A quiz, a story by vote and plays of one's own, from the lobby to the end by `next` and votes alone."""
    quiz = room("quiz", students=2)
    orders(quiz, "next")
    while not quiz.lesson.over:
        lesson = quiz.lesson
        assert isinstance(lesson, Quiz)
        if lesson.phase == "answering":
            assert isinstance(answer(quiz, 0, right_answer(lesson.round.question)), Taken)
        orders(quiz, "next")
    assert json.loads(told(quiz))["show"]["summary"] == {"right": 8, "of": 8}
    story = room("vote", students=2)
    orders(story, "next")
    vote(story, 0, "ask")
    orders(story, "next", "next", "next", "next")
    vote(story, 1, "audit")
    orders(story, "next", "next", "next", "next")
    assert json.loads(told(story))["show"]["outcome"] == "It worked."
    orders(story, "next")
    assert story.lesson.over
