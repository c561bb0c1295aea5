"""The leaderboard."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from room_course import EVERYTHING, answer, any_answer, begun, course, order, orders
from rooms import BEGIN, room, seat_id

from isoquest.classroom.room.events import Joined
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.standings import Earned, Row, Standings, points_told
from isoquest.classroom.room.terms import Terms
from isoquest.quiz.asking import right_answer

chances = st.builds(Random, st.integers(0, 10**6))


def quiz_of(of: Room) -> Quiz:
    """The quiz of a room."""
    assert isinstance(of.lesson, Quiz)
    return of.lesson


@settings(max_examples=25)
@given(chance=chances, certainty=st.booleans())
def test_knowing_more_outranks_being_quicker(chance: Random, certainty: bool):
    """Of any two students the one with more points stands before the other, however slow; equal points by speed."""
    live = begun("quiz", Terms(speed=True, seconds=20, certainty=certainty), students=5)
    for _ in range(4):
        for student in range(5):
            said = any_answer(quiz_of(live).round.question, chance)
            sure, took = chance.choice([1, 2, 3]), chance.randint(0, 20_000)
            answer(live, student, said, certainty=sure, after=chance.randint(0, 3_000), took=took)
        orders(live, "reveal", "next", "next")
    rows = Standings(quiz_of(live)).rows()
    for better in rows:
        for worse in rows:
            if better.earned.points > worse.earned.points:
                assert better.place < worse.place
            elif better.earned == worse.earned:
                assert better.place == worse.place


def test_one_more_right_answer_outranks_any_speed():
    """A slow student with one right answer more stands before one who was as quick as can be."""
    live = begun("quiz", Terms(speed=True, seconds=20, board="hidden"), students=2)
    for number in range(8):
        key = right_answer(quiz_of(live).round.question)
        if number < 7:
            answer(live, 0, key, after=0)
        answer(live, 1, key, after=19_000, took=19_000)
        orders(live, "reveal", "next")
    assert [row.seat.number for row in Standings(quiz_of(live)).rows() if row.seat] == [2, 1]


def test_without_speed_equal_points_share_a_place():
    """Who came first to the same points does not matter, and the place behind a shared one is left out."""
    live = begun("quiz", students=3)
    key = right_answer(quiz_of(live).round.question)
    answer(live, 2, key, after=0)
    answer(live, 1, key, after=9_000, took=9_000)
    orders(live, "reveal")
    assert [row.place for row in Standings(quiz_of(live)).rows()] == [1, 1, 3]


@settings(max_examples=15)
@given(chance=chances)
def test_standings_worked_out_bit_by_bit_equal_those_from_scratch(chance: Random):
    """After any course of a lesson, with skips, reveals undone, removals and more time, both say the same."""
    live = room("quiz", EVERYTHING, 4)
    orders(live, "next")
    going_on = Standings(quiz_of(live))
    for _event, _reply in course(live, chance, 60):
        if chance.random() < 0.5:
            scratch = Standings(quiz_of(live))
            assert going_on.rows() == scratch.rows()
            assert going_on.teams() == scratch.teams()
            for seat in live.seats.by_id.values():
                assert (going_on.place(seat), going_on.earned(seat)) == (scratch.place(seat), scratch.earned(seat))


def test_more_time_granted_later_changes_no_earlier_quickness():
    """How quick an answer was is measured by the time that the student had then."""
    live = begun("quiz", Terms(speed=True, seconds=20), students=1)
    seat = live.seats.by_id[seat_id(0)]
    answer(live, 0, right_answer(quiz_of(live).round.question), after=10_000, took=10_000)
    orders(live, "reveal")
    before = Standings(quiz_of(live)).earned(seat)
    assert before.quickness == 500
    order(live, "more-time", value=seat.id, amount=100)
    assert Standings(quiz_of(live)).earned(seat) == before


def test_removed_students_have_no_place_and_move_others_up():
    """Whoever was removed is on no leaderboard."""
    live = begun("quiz", students=2)
    answer(live, 0, right_answer(quiz_of(live).round.question))
    orders(live, "reveal")
    standings = Standings(quiz_of(live))
    first, second = live.seats.present
    assert (standings.place(first), standings.place(second)) == (1, 2)
    order(live, "remove", value=first.id)
    assert (standings.place(first), standings.place(second)) == (0, 1)
    live.take(Joined(BEGIN, seat_id(7), "New", ""))
    assert len(standings.rows()) == 2


def test_a_team_stands_by_the_mean_of_its_members():
    """A large team is no better off; a team without members is not listed."""
    live = begun("quiz", Terms(teams=("Red", "Blue", "Nobody")), students=2)
    live.take(Joined(BEGIN, seat_id(7), "New", "Red"))
    key = right_answer(quiz_of(live).round.question)
    for student in (0, 1):
        answer(live, student, key)
    orders(live, "reveal")
    rows = Standings(quiz_of(live)).teams()
    assert [(row.name, row.place, row.earned.points) for row in rows] == [("Blue", 1, 1), ("Red", 2, Fraction(1, 2))]


def test_teams_of_different_places_are_seen_to_differ():
    """A mean is shown with two decimals, a student's points with one."""
    means = (Fraction(5, 12), Fraction(5, 13))
    assert [Row(1, "Red", Earned(points), None).points_shown for points in means] == ["0.42", "0.38"]
    assert points_told(Fraction(10), 2) == "10"


@pytest.mark.parametrize(
    ("points", "told"),
    [(Fraction(0), "0"), (Fraction(7, 2), "3.5"), (Fraction(-6), "\N{MINUS SIGN}6"), (Fraction(-1, 100), "0")],
)
def test_points_are_told_with_a_decimal_where_there_is_a_part(points: Fraction, told: str):
    """Whole points without a decimal, a minus that is one, and never a minus before nothing."""
    assert points_told(points) == told
