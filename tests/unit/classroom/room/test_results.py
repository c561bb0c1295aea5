"""What a lesson came to: figures that agree with each other and with the analysis of a bank."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from banks import bank
from held_lessons import any_room, decide, order, quiz, vote
from hypothesis import given, settings
from hypothesis import strategies as st
from rooms import STORY, room, seat_id

from isoquest.classroom.room.given_answers import given_counts
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.quiz_results import QuizResults
from isoquest.classroom.room.results import results
from isoquest.classroom.room.story_results import PlaysResults
from isoquest.classroom.room.terms import Kind, Terms
from isoquest.classroom.room.vote_results import VoteResults
from isoquest.quiz.analysis import Attempt, analyse
from isoquest.quiz.answers import is_blank
from isoquest.quiz.grading import grade

NAMES = [f"S{number}" for number in range(7)]
CERTAIN = Terms(certainty=True, teams=("Red", "Blue"))


def quiz_of(seed: int, terms: Terms | None = None, skip: int = 0, *, removed: bool = False) -> QuizResults:
    """The results of a quiz answered at random; the third student was removed."""
    held = any_room("quiz", NAMES, terms)
    standings = quiz(held, Random(seed), skip)
    order(held, "remove", seat_id(2))
    found = results(held, standings, removed=removed)
    assert isinstance(found, QuizResults)
    return found


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from([None, CERTAIN]), st.integers(0, 8), st.booleans())
def test_every_student_is_counted_once_for_every_question(seed: int, terms: Terms | None, skip: int, removed: bool):
    """Counts of answers and of none add up to the students, whatever the type of question."""
    found = quiz_of(seed, terms, skip, removed=removed)
    assert len(found.students) == len(NAMES) - (not removed)
    for position, each in enumerate(found.questions):
        assert sum(row.count for row in each.given) + each.none == len(found.students)
        assert each.right + each.partly + each.wrong == each.answers == len(found.students) - each.none
        verdicts = [student.answers[position].verdict for student in found.students]
        assert [verdicts.count(one) for one in ("right", "partly", "wrong", "none")] == [
            *(each.right, each.partly, each.wrong, each.none)
        ]
        if each.question.type in ("one", "true-false"):
            assert sum(part.count for part in each.parts) == each.answers
        for part in each.parts:
            assert 0 <= part.count <= each.answers


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from([None, CERTAIN]))
def test_item_figures_are_those_of_the_analysis(seed: int, terms: Terms | None):
    """Facility and discrimination are what `isoquest.quiz.analysis` makes of the answers in the room."""
    held = any_room("quiz", NAMES, terms)
    found = results(held, quiz(held, Random(seed)))
    lesson = held.lesson
    assert isinstance(found, QuizResults)
    assert isinstance(lesson, Quiz)
    attempts = [
        Attempt(
            {
                each.question.id: grade(each.question, mine.answer, "balanced").share
                for each in lesson.rounds
                if (mine := each.answers.get(seat.id)) and not is_blank(mine.answer)
            }
        )
        for seat in lesson.seats.present
    ]
    figures = {each.question: each for each in analyse(attempts)}
    for each in found.questions:
        expected = figures.get(each.question.id)
        assert each.facility == (expected.facility if expected else None)
        assert each.discrimination == (expected.discrimination if expected else None)
        assert each.few


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from([None, CERTAIN]))
def test_points_are_the_sum_of_the_answers_and_what_the_leaderboard_shows(seed: int, terms: Terms | None):
    """What a student earned question by question adds up to the points in the standings."""
    held = any_room("quiz", NAMES, terms)
    standings = quiz(held, Random(seed))
    found = results(held, standings)
    assert isinstance(found, QuizResults)
    shown = {row.seat.number: row for row in standings.rows() if row.seat}
    for student in found.students:
        assert sum((each.points for each in student.answers), Fraction(0)) == student.points
        row = shown[student.name.number]
        assert (student.place, student.points) == (row.place, row.earned.points)


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_calibration_counts_every_answer_with_its_certainty(seed: int):
    """The class's calibration is the sum of the students', and covers every answer that says something."""
    found = quiz_of(seed, CERTAIN)
    for sure, tally in found.calibration.items():
        own = [student.calibration[sure] for student in found.students if sure in student.calibration]
        assert sum(each.questions for each in own) == tally.questions
        assert sum(each.earned for each in own) == tally.earned
    assert sum(tally.questions for tally in found.calibration.values()) == sum(each.answers for each in found.questions)
    assert not quiz_of(seed).calibration


def test_a_skipped_question_is_named_and_left_out_of_every_figure():
    """It stands among those left out, and neither by question nor by student."""
    found = quiz_of(1, skip=3)
    assert [(each.number, each.why) for each in found.left_out] == [(3, "skipped")]
    assert found.left_out[0].id not in {each.question.id for each in found.questions}
    assert all(len(student.answers) == len(found.questions) == 7 for student in found.students)


def test_a_question_that_was_not_revealed_is_left_out_and_those_not_reached_are_counted():
    """A lesson may be looked at while a question is open."""
    held = room("quiz", students=2)
    order(held, "next")
    found = results(held, None)
    assert isinstance(found, QuizResults)
    assert [each.why for each in found.left_out] == ["not revealed"]
    assert (found.questions, found.not_reached, found.occasion.over) == ((), 7, False)


def test_removed_students_are_left_out_unless_asked_for():
    """Their answers count for nothing either; asked for, they have no place."""
    without, with_removed = quiz_of(4), quiz_of(4, removed=True)
    assert [each.name.number for each in without.students] == [1, 2, 4, 5, 6, 7]
    third = with_removed.students[2]
    assert (third.name.number, third.name.removed, third.place) == (3, True, None)
    assert without.occasion.removed == 1


def test_anonymous_students_are_told_by_their_seat():
    """Nobody gave a name, so the seat's number is the name."""
    held = any_room("quiz", NAMES, Terms(anonymous=True))
    found = results(held, quiz(held, Random(0)))
    assert isinstance(found, QuizResults)
    assert [each.name.text for each in found.students] == [f"Student {number}" for number in range(1, 8)]


def test_missed_is_what_fewer_than_four_in_five_of_those_who_answered_knew():
    """Four of five right is enough; an unanswered question is missed."""
    found = quiz_of(11)
    for each in found.questions:
        assert each.missed == (each.answers == 0 or Fraction(each.right, each.answers) < Fraction(4, 5))
    assert set(found.missed) == {each.question.id for each in found.questions if each.missed}
    own = found.missed_by(1)
    assert own == tuple(each.question for each in found.students[0].answers if each.verdict != "right")


def test_four_of_five_is_enough():
    """The edge counts as known; what nobody answered is missed."""
    one = quiz_of(11).questions[0]
    cases = {(4, 5): False, (3, 5): True, (79, 100): True, (80, 100): False, (0, 0): True}
    assert {case: replace(one, right=case[0], answers=case[1]).missed for case in cases} == cases


def test_the_same_answer_written_differently_is_counted_once():
    """Order of ticks, letter case and units do not tell answers apart; a minus sign does."""
    questions = bank().questions
    counted = {
        "able": [("audit", "decide"), ("decide", "audit"), ("audit",)],
        "cycle": [("3",), ("3.0 years",), ("-3",)],
        "soa": [("SoA",), ("soa!",), ("risk register",)],
        "gaps": [("certified", "accredited"), ("Certified", "accredited"), ("accredited", "certified")],
    }
    for name, answers in counted.items():
        rows = given_counts(questions[name], answers, "balanced")
        assert [(row.answer, row.count) for row in rows] == [(answers[0], 2), (answers[2], 1)]


def test_teams_have_the_mean_of_their_members():
    """Members who were removed do not count."""
    found = quiz_of(5, CERTAIN)
    for team in found.teams:
        points = [each.points for each in found.students if each.name.team == team.team]
        assert team.members == len(points)
        assert team.points == sum(points, Fraction(0)) / len(points)


def voted(terms: Terms | None = None) -> VoteResults:
    """A story by vote: a plain majority, a page to read, a tie that the teacher settles; then another way."""
    held = any_room("vote", NAMES[:4], terms)
    order(held, "next")
    vote(held, "ask", "ask", "buy")
    for name in ("next", "next", "next", "next"):
        order(held, name)
    vote(held, "audit", "rest", "", "")
    order(held, "next")
    order(held, "settle", "rest")
    order(held, "next")
    order(held, "next")
    order(held, "next")
    order(held, "what-if", amount=0)
    vote(held, "wait", "wait", "wait")
    order(held, "next")
    order(held, "next")
    found = results(held, None)
    assert isinstance(found, VoteResults)
    return found


def test_a_story_tells_each_decision_with_its_votes_and_how_it_was_settled():
    """The way that was really taken, though the class is looking at another one."""
    found = voted()
    first, second = found.decisions
    assert [(each.choice, each.votes, each.taken) for each in first.choices] == [
        ("ask", 2, True),
        ("buy", 1, False),
        ("wait", 0, False),
    ]
    assert (first.settled, first.voted, first.entitled) == ("most votes", 3, 4)
    assert (second.settled, second.taken.told) == ("the teacher", "Rest")
    assert second.taken.better == ("Audit",)
    assert found.way.ending is not None
    assert (found.way.ending.title, found.way.marks.earned, found.way.marks.best) == ("Late", 3, 5)
    assert [each.votes for each in found.students] == [
        *((("", "Ask which one"), ("", "Audit")), (("", "Ask which one"), ("", "Rest"))),
        *((("", "Buy one"), ("", "")), (("", ""), ("", ""))),
    ]


def test_what_the_class_looked_at_instead_is_told_apart():
    """A vote on what would have been is no part of the way taken."""
    found = voted()
    assert found.what_if is not None
    assert [each.told for each in found.what_if.decisions] == ["Wait"]
    assert [(each.number, each.scene, each.winner, each.votes) for each in found.asides] == [(3, "Letter", "Wait", 3)]


def test_both_votes_are_told_where_the_class_argued():
    """The first vote stands beside the last one."""
    held = any_room("vote", NAMES[:3], Terms(argue=True))
    order(held, "next")
    vote(held, "buy", "buy", "ask")
    order(held, "next")
    order(held, "next")
    vote(held, "ask", "ask", "ask")
    order(held, "next")
    order(held, "next")
    found = results(held, None)
    assert isinstance(found, VoteResults)
    (decision,) = found.decisions
    assert [(each.choice, each.before, each.votes) for each in decision.choices] == [
        *(("ask", 1, 3), ("buy", 2, 0), ("wait", 0, 0)),
    ]
    assert (decision.argued, decision.tries, found.asides) == (True, 0, ())
    assert found.students[0].votes == (("Buy one", "Ask which one"),)


def test_a_vote_that_was_held_again_is_counted_as_a_try():
    """The decision has the votes of the last time it was put; nobody had voted the first time."""
    held = any_room("vote", NAMES[:3])
    order(held, "next")
    order(held, "next")
    order(held, "revote")
    vote(held, "ask", "ask", "ask")
    order(held, "next")
    order(held, "next")
    found = results(held, None)
    assert isinstance(found, VoteResults)
    assert [(each.taken.choice, each.voted, each.tries) for each in found.decisions] == [("ask", 3, 1)]
    assert found.asides == ()


def test_each_vote_at_a_scene_that_comes_again_belongs_to_its_own_decision():
    """The class stays twice before it goes: three votes at one scene, in the order in which they were held."""
    again = STORY.replace("feedback: FEEDBACKCANARY slow., to: late", "to: letter")
    held = any_room("vote", NAMES[:3], text=again)
    order(held, "next")
    for votes in (("wait",), ("wait", "wait"), ("buy", "buy", "buy")):
        vote(held, *votes)
        order(held, "next")
        order(held, "next")
        order(held, "next")
    found = results(held, None)
    assert isinstance(found, VoteResults)
    assert [(each.taken.choice, each.voted) for each in found.decisions] == [("wait", 1), ("wait", 2), ("buy", 3)]
    assert found.asides == ()


@pytest.mark.parametrize("teams", [(), ("Red", "Blue")])
def test_many_plays_tell_where_each_stands_and_where_they_parted(teams: tuple[str, ...]):
    """One result for each student, or for each team with its members."""
    held = any_room("plays", NAMES[:4], Terms(teams=teams))
    order(held, "next")
    decide(held, 0, "ask", "continue", "audit")
    decide(held, 1, "wait")
    found = results(held, None)
    assert isinstance(found, PlaysResults)
    ways = [
        (each.player, len(each.members), each.way.ending.title if each.way.ending else "", each.way.marks.earned)
        for each in found.players
    ]
    if teams:
        assert ways == [("Red", 2, "Done", 5), ("Blue", 2, "Late", 0)]
    else:
        assert ways == [("S0", 1, "Done", 5), ("S1", 1, "Late", 0), ("S2", 1, "", 0), ("S3", 1, "", 0)]
    assert [(each.scene, each.choices) for each in found.partings] == [
        ("Letter", (("Ask which one", 1), ("Wait", 1))),
        ("Plan", (("Audit", 1),)),
    ]


@pytest.mark.parametrize("kind", ["quiz", "vote", "plays"])
def test_a_room_in_which_nothing_happened_has_results(kind: Kind):
    """An empty room, and one in which everyone only sits."""
    for students in (0, 3):
        found = results(room(kind, students=students), None)
        assert found.occasion.code == "KXM4TR"
