"""Many plays at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from room_course import begun, decide, fingerprint, order, orders
from rooms import room, seat_id

from isoquest.classroom.room.events import Decided, Ordered
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.replies import Refused, Taken
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.terms import Terms


def taken(of: Room, student: int) -> list[str]:
    """What was decided in a student's play."""
    assert isinstance(of.lesson, Plays)
    return [each.choice for each in of.lesson.play_of(of.seats.by_id[seat_id(student)]).decisions]


def test_everyone_plays_at_their_own_pace():
    """One student's decisions move nobody else's play, and concern nobody else."""
    live = begun("plays", students=2)
    for number, choice in enumerate(("ask", "continue", "audit")):
        assert decide(live, 0, number, choice) == Taken("seat")
    assert (taken(live, 0), taken(live, 1)) == (["ask", "continue", "audit"], [])
    assert isinstance(decide(live, 0, 3, "continue"), Refused)
    assert isinstance(decide(live, 1, 0, "buy"), Taken)


@given(sent=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["ask", "buy", "continue", "audit"]))))
def test_a_team_decides_once_by_whoever_is_first(sent: list[tuple[int, str]]):
    """Of two members at the same place the first one is heard; numbers out of order are refused."""
    live, team = begun("plays", Terms(teams=("Red",)), students=2), []
    for position, (number, choice) in enumerate(sent):
        before = fingerprint(live)
        reply = decide(live, position % 2, number, choice)
        if isinstance(reply, Taken):
            assert (number, reply) == (len(team), Taken("team"))
            team.append(choice)
        else:
            assert fingerprint(live) == before
        assert taken(live, 0) == taken(live, 1) == team


def test_a_decision_sent_again_is_not_taken_again():
    """The same turn twice decides once, also where the next place has the same choice."""
    live = begun("plays", students=1)
    event = Decided(live.now, seat_id(0), 0, 1, "ask")
    assert isinstance(live.take(event), Taken)
    assert isinstance(live.take(event), Taken)
    assert isinstance(decide(live, 0, 0, "buy"), Refused)
    assert taken(live, 0) == ["ask"]


def test_nothing_is_decided_before_the_plays_begin_or_after_they_end():
    """In the lobby, in the debrief and after the end decisions are refused."""
    live = room("plays", students=1)
    for name in ("next", "next", "next"):
        if live.lesson.phase != "playing":
            assert decide(live, 0, 0, "ask") == Refused("The plays are not open.")
        orders(live, name)
    assert live.lesson.over
    assert decide(live, 0, 0, "ask") == Refused("The plays are not open.")


def test_the_time_limit_ends_all_plays_at_once():
    """At the limit the clock ends the plays; what comes later is late even if the clock was late itself."""
    live = begun("plays", Terms(seconds=60), students=1)
    order(live, "extend", value="30")
    due = live.due
    assert due == live.lesson.since + 90_000
    assert isinstance(live.take(Decided(due + 1, seat_id(0), 0, 1, "ask")), Refused)
    assert isinstance(live.take(Decided(due, seat_id(0), 0, 1, "ask")), Taken)
    assert isinstance(live.take(Ordered(due, "time-up")), Taken)
    assert live.lesson.phase == "debrief"


def test_plays_ended_too_soon_go_on_where_they_were():
    """`back` opens the plays again with the time that there was at first."""
    live = begun("plays", Terms(seconds=60), students=1)
    decide(live, 0, 0, "ask")
    orders(live, "end", "back")
    assert live.due == live.now + 60_000
    assert isinstance(decide(live, 0, 1, "continue"), Taken)
    assert taken(live, 0) == ["ask", "continue"]


def test_a_lesson_ended_in_the_lobby_is_over():
    """There is nothing to look back on."""
    live = room("plays", students=1)
    orders(live, "end")
    assert live.lesson.over
    assert order(live, "next") == Refused("The lesson has ended.")
