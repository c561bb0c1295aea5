"""The course of a live quiz."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from room_course import answer, begun, fingerprint, order, orders
from rooms import BANK, room, seat_id

from isoquest.classroom.room.clock import CREDIT, GRACE, extended, seconds_in
from isoquest.classroom.room.events import Answered, Ordered
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Refused, Taken
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.standings import Standings
from isoquest.classroom.room.terms import Terms

ONE = """\
isoquest: 1
title: One question
topics: {basics: The basics, empty: Nothing}
questions:
  who:
    type: one
    topic: basics
    ask: Who issues the certificate?
    why: ISO certifies nobody.
    options: {body: {text: A certification body, right: true}, iso: {text: ISO}}
"""


def quiz_of(of: Room) -> Quiz:
    """The quiz of a room."""
    assert isinstance(of.lesson, Quiz)
    return of.lesson


def one(terms: Terms | None = None, students: int = 2) -> Room:
    """A room with its only question before the class."""
    return begun("quiz", terms, ONE, students)


def said(of: Room, student: int = 0) -> tuple[str, ...] | None:
    """The answer that counts for a student."""
    given = quiz_of(of).round.answers.get(seat_id(student))
    return given.answer if given else None


@settings(max_examples=20)
@given(turns=st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["body", "iso"])), max_size=12))
def test_the_newest_answer_counts_in_whichever_order_they_come(turns: list[tuple[int, str]]):
    """Answers sent again, twice or late leave the one of the highest turn standing."""
    live, newest = one(), (0, "")
    for turn, choice in turns:
        assert isinstance(answer(live, 0, (choice,), turn=turn), Taken)
        newest = (turn, choice) if turn > newest[0] else newest
        assert said(live) == ((newest[1],))
    assert live.seats.by_id[seat_id(0)].turn == newest[0]


@pytest.mark.parametrize("way", [("close",), ("reveal",), ("reveal", "unreveal"), ("reveal", "board"), ("end",)])
def test_no_answer_counts_once_a_question_is_closed(way: tuple[str, ...]):
    """After closing, reveal, reveal undone, leaderboard and end, an answer changes nothing."""
    live = one()
    answer(live, 0, ("iso",))
    orders(live, *way)
    before = fingerprint(live)
    assert isinstance(answer(live, 0, ("body",)), Refused)
    assert isinstance(answer(live, 1, ("body",)), Refused)
    assert fingerprint(live) == before


def test_a_question_once_revealed_is_not_opened_again():
    """Undoing a reveal lets the teacher skip or reveal, never take answers again; an unrevealed one can be reopened."""
    live = one()
    orders(live, "close", "reopen")
    assert isinstance(answer(live, 0, ("body",)), Taken)
    assert isinstance(order(live, "reopen"), Refused)
    orders(live, "close", "reveal", "unreveal")
    assert isinstance(order(live, "reopen"), Refused)
    orders(live, "next")
    assert live.lesson.phase == "revealed"


def test_reopening_twice_gives_the_time_of_the_first_opening():
    """A question reopened has its own time again, without what was added, and the answers stay."""
    live = one(Terms(seconds=20))
    answer(live, 0, ("body",))
    for _ in range(2):
        order(live, "extend", value="60")
        orders(live, "close", "reopen")
        assert quiz_of(live).round.seconds == 20
        assert quiz_of(live).deadline(live.seats.by_id[seat_id(0)]) == live.now + 20_000
    assert said(live) == ("body",)


def test_a_blank_answer_takes_the_earlier_one_back():
    """A class that answers blank has answered nothing, and nobody loses points by how sure they were of it."""
    live = one(Terms(certainty=True))
    assert isinstance(answer(live, 0, ("iso",), certainty=3), Taken)
    assert isinstance(answer(live, 0, (), certainty=3), Taken)
    assert isinstance(answer(live, 1, ("",)), Taken)
    assert quiz_of(live).round.answers == {}
    orders(live, "reveal")
    assert Standings(quiz_of(live)).earned(live.seats.by_id[seat_id(0)]).points == 0


def test_certainty_is_asked_for_where_the_terms_say_so():
    """With certainty an answer says 1, 2 or 3; without, what a phone says of it is not kept."""
    live = one(Terms(certainty=True))
    for wrong in (None, 0, 4):
        assert answer(live, 0, ("body",), certainty=wrong) == Refused("Say how sure you are.")
    assert isinstance(answer(live, 0, ("body",), certainty=2), Taken)
    plain = one()
    answer(plain, 0, ("body",), certainty=3)
    assert quiz_of(plain).round.answers[seat_id(0)].certainty is None


@settings(max_examples=20)
@given(extra=st.integers(0, 200), late=st.integers(-3, 3), added=st.integers(0, 300))
def test_answers_are_taken_until_a_students_own_time_credit_and_grace_are_over(extra: int, late: int, added: int):
    """The last moment is the time with what was added, more of it for who needs it, and credit and grace."""
    live = one(Terms(seconds=20))
    order(live, "more-time", value=seat_id(0), amount=extra)
    order(live, "extend", value=str(added))
    opened_at = quiz_of(live).round.opened_at
    last = opened_at + extended(20_000 + 1_000 * added, extra) + CREDIT + GRACE
    assert live.due == last
    event = Answered(last + late, seat_id(0), 1, 1, ("body",), None, 0)
    assert isinstance(live.take(event), Refused if late > 0 else Taken)
    ordinary = opened_at + 20_000 + 1_000 * added + CREDIT + GRACE
    other = Answered(last + 3, seat_id(1), 1, 1, ("body",), None, 0)
    assert isinstance(live.take(other), Refused if last + 3 > ordinary else Taken)


@settings(max_examples=20)
@given(took=st.integers(-(10**9), 10**9), since=st.integers(0, 60_000))
def test_the_way_to_a_phone_is_credited_up_to_its_limit(took: int, since: int):
    """Nobody's time is longer than since the opening, nor shorter by more than the credit, whatever is claimed."""
    live = one()
    answer(live, 0, ("body",), after=since, took=took)
    counted = quiz_of(live).round.answers[seat_id(0)].took
    assert max(0, since - CREDIT) <= counted <= since
    if since - CREDIT <= took <= since:
        assert counted == max(0, took)


def test_time_spent_in_a_pause_does_not_count():
    """An answer after a pause took as long as the clock ran."""
    live = one(Terms(seconds=20))
    order(live, "pause", after=3_000)
    order(live, "resume", after=10**7)
    answer(live, 0, ("body",), after=2_000, took=10**7 + 5_000)
    assert quiz_of(live).round.answers[seat_id(0)].took == 5_000


def test_reading_ends_by_the_clock_and_nothing_is_taken_before():
    """In reading time answers are early; then the question opens by itself."""
    live = one(Terms(reading=5, seconds=20))
    assert isinstance(answer(live, 0, ("body",)), Refused)
    due = live.due
    assert due == quiz_of(live).since + 5_000
    live.take(Ordered(due, "time-up"))
    assert live.lesson.phase == "answering"
    assert isinstance(answer(live, 0, ("body",)), Taken)


@pytest.mark.parametrize("value", ["", "no", "0", "-5", "9" * 5_000, "²", "1e3"])
def test_an_extension_that_names_no_seconds_is_refused(value: str):
    """Whatever else is written where seconds belong adds nothing."""
    for kind in ("quiz", "vote", "plays"):
        live = begun(kind, Terms(seconds=20))
        due = live.due
        assert isinstance(order(live, "extend", value=value), Refused)
        assert live.due == due


def test_seconds_are_read_and_bounded():
    """Whole seconds, at most an hour at once."""
    assert [seconds_in(text) for text in ("1", "060", "9999", "10000")] == [1, 60, 3_600, 0]


def test_a_skipped_question_earns_nothing_even_after_its_reveal():
    """Skipping takes away what a revealed question had earned."""
    live = begun("quiz", text=BANK, students=2)
    standings = Standings(quiz_of(live))
    for phase in ((), ("close",), ("reveal",), ("reveal", "unreveal")):
        number = quiz_of(live).round.number
        orders(live, *phase, "skip")
        assert quiz_of(live).round.number == number + 1
        assert quiz_of(live).counted == []
        assert {row.place for row in standings.rows()} == {1}


def test_a_quiz_without_a_question_that_counts_has_no_podium():
    """Where every question was skipped, the lesson ends without places."""
    live = one()
    orders(live, "skip")
    assert live.lesson.over


def test_a_topic_without_questions_is_said_so():
    """A lesson with nothing to ask cannot begin, only end."""
    live = room("quiz", Terms(topic="empty"), 1, ONE)
    reply = order(live, "next")
    assert isinstance(reply, Refused)
    assert "no question" in reply.reason
    orders(live, "end")
    assert live.lesson.over


def test_the_last_question_leads_to_the_podium_and_the_podium_to_the_end():
    """After the last reveal comes the podium, with or without a look at the leaderboard."""
    for way in (("reveal", "next"), ("reveal", "board", "next"), ("reveal", "end")):
        live = one()
        orders(live, *way)
        assert live.lesson.phase == "podium"
        orders(live, "next")
        assert live.lesson.over
        assert isinstance(order(live, "next"), Refused)


def test_an_end_in_the_middle_keeps_what_was_revealed():
    """Ending while a question is open leaves it out; the podium shows what was earned before."""
    live = begun("quiz", text=BANK, students=2)
    orders(live, "reveal", "next", "next")
    answer(live, 0, ())
    orders(live, "end")
    assert live.lesson.phase == "podium"
    assert len(quiz_of(live).counted) == 1
    early = one()
    orders(early, "end")
    assert early.lesson.over


def test_no_leaderboard_is_shown_where_it_is_hidden():
    """With a hidden leaderboard `next` passes it by and `board` is refused."""
    live = begun("quiz", Terms(board="hidden"))
    orders(live, "reveal")
    assert isinstance(order(live, "board"), Refused)
    orders(live, "next")
    assert live.lesson.phase == "answering"
