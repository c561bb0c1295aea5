"""A story by vote."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from room_course import EVERYTHING, ROLES, asking, begun, course, fingerprint, order, orders, vote
from rooms import STORY, room, seat_id

from isoquest.classroom.room.events import Joined, Voted
from isoquest.classroom.room.replies import Refused, Taken
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.terms import Terms
from isoquest.classroom.room.vote import Vote
from isoquest.engine.asking import choice_for
from isoquest.quiz.asking import right_answer

choices = st.sampled_from(["ask", "buy", "wait"])


def vote_of(of: Room) -> Vote:
    """The vote of a room."""
    assert isinstance(of.lesson, Vote)
    return of.lesson


def asked(of: Room, *answer: str) -> str:
    """A vote for an answer to the question that the story puts now."""
    item = vote_of(of).question
    assert item is not None
    return choice_for(item.question, answer)


@settings(max_examples=20)
@given(cast=st.lists(st.tuples(st.integers(0, 4), choices), max_size=15))
def test_the_choice_with_the_most_votes_wins_and_a_tie_is_nobodys(cast: list[tuple[int, str]]):
    """The last vote of each student counts; what leads alone is decided, anything else is tied."""
    live = begun("vote", students=5)
    last = {}
    for student, choice in cast:
        assert isinstance(vote(live, student, choice), Taken)
        last[student] = choice
    counts = {choice: list(last.values()).count(choice) for choice in ("ask", "buy", "wait")}
    assert dict(vote_of(live).tally(vote_of(live).ballot.votes)) == counts
    orders(live, "close")
    leading = [choice for choice, count in counts.items() if last and count == max(counts.values())]
    assert live.lesson.phase == ("decided" if len(leading) == 1 else "tied")
    assert vote_of(live).ballot.winner == (leading[0] if len(leading) == 1 else "")


@settings(max_examples=20)
@given(cast=st.lists(st.tuples(st.integers(1, 6), choices), max_size=12))
def test_the_newest_vote_counts_in_whichever_order_they_come(cast: list[tuple[int, str]]):
    """A vote sent again or overtaken changes nothing."""
    live, newest = begun("vote", students=1), (0, "")
    for turn, choice in cast:
        assert isinstance(vote(live, 0, choice, turn=turn), Taken)
        newest = (turn, choice) if turn > newest[0] else newest
        assert vote_of(live).ballot.votes == {seat_id(0): newest[1]}


@pytest.mark.parametrize("way", [("close",), ("close", "next"), ("close", "next", "next"), ("end",), ("end", "end")])
def test_no_vote_counts_once_it_is_over(way: tuple[str, ...]):
    """After closing, and on the next scene, a vote for the last one changes nothing."""
    live = begun("vote", students=2)
    vote(live, 0, "ask")
    late = Voted(live.now, seat_id(1), 1, 9, "buy")
    orders(live, *way)
    before = fingerprint(live)
    assert isinstance(live.take(late), Refused)
    assert fingerprint(live) == before


def test_a_vote_after_a_students_own_time_is_late():
    """Votes are taken until the time, credit and grace are over; more time is a student's own."""
    live = begun("vote", Terms(seconds=20), students=2)
    order(live, "more-time", value=seat_id(1), amount=100)
    assert isinstance(vote(live, 0, "ask", after=24_001), Refused)
    assert isinstance(vote(live, 1, "ask"), Taken)


def test_what_is_not_open_cannot_be_voted_for_or_settled_on():
    """Unknown choices are refused in votes and settlements."""
    live = begun("vote", students=1)
    for wrong in ("", "nonsense", "continue", "audit", "who=a"):
        assert isinstance(vote(live, 0, wrong), Refused)
        assert isinstance(order(live, "settle", value=wrong), Refused)
    orders(live, "close")
    assert isinstance(order(live, "settle", value="buy"), Taken)
    orders(live, "next")
    assert [each.choice for each in vote_of(live).play.decisions] == ["buy"]


def test_a_class_that_never_votes_is_led_on_by_the_teacher():
    """Without a vote nothing is decided, the teacher is told why, and settles or lets vote again."""
    live = begun("vote", Terms(argue=True), students=2)
    orders(live, "next")
    assert live.lesson.phase == "tied"
    assert order(live, "next") == Refused("Nobody has voted: settle it, or let the class vote again.")
    orders(live, "revote", "close")
    assert isinstance(order(live, "settle", value="wait"), Taken)
    orders(live, "next", "next")
    assert live.lesson.phase == "ending"


def test_a_tie_is_settled_or_voted_on_again_with_the_first_votes_beside():
    """A revote is a vote of its own; the earlier votes are kept, and the old vote has won nothing."""
    live = begun("vote", students=2)
    vote(live, 0, "ask")
    vote(live, 1, "buy")
    orders(live, "close")
    assert order(live, "next") == Refused("The vote is tied: settle it, or let the class vote again.")
    orders(live, "revote")
    first, second = vote_of(live).ballots
    assert (second.earlier, second.votes, first.winner) == (first.votes, {}, "")
    vote(live, 0, "buy")
    orders(live, "close", "revote")
    assert [each.winner for each in vote_of(live).ballots] == ["", "", ""]


def test_a_vote_closed_too_soon_goes_on_with_its_votes():
    """Reopening keeps the votes and their number, from a tie, a decision and an argument, twice if need be."""
    for argue in (False, True):
        live = begun("vote", Terms(argue=argue, seconds=20), students=2)
        vote(live, 0, "ask")
        for _ in range(2):
            orders(live, "close", "reopen")
            assert (len(vote_of(live).ballots), vote_of(live).ballot.winner) == (1, "")
            assert vote_of(live).ballot.votes == {seat_id(0): "ask"}
            assert vote_of(live).deadline(live.seats.present[0]) == live.now + 20_000
        assert isinstance(vote(live, 1, "buy"), Taken)


def test_a_class_argues_once_about_each_decision():
    """With arguing, the first votes are followed by an argument and a second vote that decides."""
    live = begun("vote", Terms(argue=True), students=1)
    vote(live, 0, "ask")
    orders(live, "close")
    assert live.lesson.phase == "arguing"
    assert isinstance(vote(live, 0, "buy"), Refused)
    orders(live, "next")
    vote(live, 0, "buy")
    orders(live, "next")
    assert (live.lesson.phase, vote_of(live).ballot.winner) == ("decided", "buy")
    assert vote_of(live).ballot.earlier == {seat_id(0): "ask"}


def test_the_vote_of_a_removed_student_does_not_count():
    """Neither in the tally, nor for an argument, nor as the only vote."""
    for argue in (False, True):
        live = begun("vote", Terms(argue=argue), students=2)
        vote(live, 0, "ask")
        order(live, "remove", value=seat_id(0))
        assert not any(count for _, count in vote_of(live).tally(vote_of(live).ballot.votes))
        orders(live, "close")
        assert live.lesson.phase == "tied"


def in_roles(students: int = 2) -> Room:
    """A story before a question that belongs to Quality; students sit in Management and Quality in turn."""
    live = asking("vote", Terms(teams=ROLES, roles=True), students)
    orders(live, "next", "next")
    assert vote_of(live).phase == "voting"
    return live


def test_a_decision_of_a_role_is_taken_by_those_who_sit_there():
    """Votes of other roles are refused with the name of the role; it changes with the decision."""
    live = in_roles()
    assert vote_of(live).ballot.role == "Quality"
    assert vote(live, 0, asked(live)) == Refused("This decision is taken by: Quality.")
    assert isinstance(vote(live, 1, asked(live)), Taken)


def test_a_role_in_which_nobody_sits_leaves_its_decisions_to_all():
    """From the beginning, after the last one was removed in a vote, and after a vote was reopened."""
    assert vote_of(in_roles(1)).ballot.role == ""
    live = in_roles()
    order(live, "remove", value=seat_id(1))
    assert isinstance(vote(live, 0, asked(live)), Taken)
    tied = in_roles()
    orders(tied, "close")
    order(tied, "remove", value=seat_id(1))
    orders(tied, "reopen")
    assert isinstance(vote(tied, 0, asked(tied)), Taken)


def test_without_roles_everyone_decides():
    """A scenario's roles do not matter where the terms do not say so."""
    live = asking("vote", students=2)
    orders(live, "next", "next")
    assert vote_of(live).ballot.role == ""


def test_answers_to_a_question_that_differ_in_spelling_alone_are_one():
    """A class that types the same word in different letters is of one mind; a blank vote takes an earlier one back."""
    live = asking("vote", students=4)
    orders(live, "next", "next")
    while (item := vote_of(live).question) is not None and item.question.type != "text":
        order(live, "settle", value=asked(live, *right_answer(item.question)))
        orders(live, "next", "next")
    for student, word in enumerate(("They", "nobody", "they", "THEY ")):
        assert isinstance(vote(live, student, asked(live, word)), Taken)
    assert vote_of(live).tally(vote_of(live).ballot.votes) == [(asked(live, "They"), 3), (asked(live, "nobody"), 1)]
    assert isinstance(vote(live, 1, asked(live, "")), Taken)
    assert len(vote_of(live).ballot.votes) == 3
    orders(live, "close")
    assert vote_of(live).ballot.winner == asked(live, "They")


def test_a_class_that_votes_blank_has_not_voted():
    """Nothing is decided by nothing."""
    live = asking("vote", students=2)
    orders(live, "next", "next")
    for student in range(2):
        assert isinstance(vote(live, student, asked(live)), Taken)
    orders(live, "close")
    assert live.lesson.phase == "tied"


def test_what_came_of_reading_on_is_shown_as_what_came_of_a_decision():
    """A step without a choice that brought something stops at its consequence; one that brought nothing goes on."""
    text = STORY.replace("to: plan}", "to: luck}").replace(
        "  plan:\n", "  luck: {phase: plan, chance: {only: {weight: 1, feedback: Lucky., to: plan}}}\n  plan:\n"
    )
    for story, phase in ((text, "consequence"), (STORY, "voting")):
        live = begun("vote", students=1, text=story)
        vote(live, 0, "ask")
        orders(live, "close", "next", "next", "next")
        assert live.lesson.phase == phase


def played() -> Room:
    """A story that the class has played to its end."""
    live = begun("vote", students=1)
    vote(live, 0, "ask")
    orders(live, "close", "next", "next", "next")
    vote(live, 0, "audit")
    orders(live, "close", "next", "next", "next")
    assert live.lesson.phase == "debrief"
    return live


@pytest.mark.parametrize("way", [("back",), ("end",), ("close", "back"), ("end", "end", "end")])
@pytest.mark.parametrize("amount", [0, 1, 2])
def test_what_if_from_any_decision_leaves_the_real_play_as_it_was(amount: int, way: tuple[str, ...]):
    """Looked at and come back from, or ended in the middle: the play is the real one again."""
    live = played()
    real = vote_of(live).play
    order(live, "what-if", amount=amount)
    assert len(vote_of(live).play.decisions) == amount
    for name in way:
        order(live, name)
    assert (vote_of(live).play, vote_of(live).set_aside) == (real, None)


def test_going_on_from_the_end_of_a_what_if_leads_back():
    """`next` never ends the lesson with a play that was not the real one, even from a what-if within a what-if."""
    live = played()
    real = vote_of(live).play
    order(live, "what-if", amount=0)
    assert isinstance(order(live, "settle", value="buy"), Taken)
    orders(live, "next")
    order(live, "what-if", amount=0)
    order(live, "settle", value="wait")
    orders(live, "next", "next", "next", "next")
    assert (live.lesson.phase, vote_of(live).play) == ("debrief", real)
    orders(live, "next")
    assert live.lesson.over


@settings(max_examples=10)
@given(chance=st.builds(Random, st.integers(0, 10**6)))
def test_the_real_play_only_grows(chance: Random):
    """Whatever is ordered, decisions of the real play are never changed, only added to."""
    live = room("vote", EVERYTHING, 4)
    before = vote_of(live).play.decisions
    for _event, _reply in course(live, chance, 60):
        real = (vote_of(live).set_aside or vote_of(live).play).decisions
        assert real[: len(before)] == before
        before = real


def test_a_story_ended_too_soon_is_taken_up_again():
    """`back` from the debrief of an unfinished story returns to its scene."""
    live = begun("vote", students=1)
    orders(live, "end")
    assert live.lesson.phase == "debrief"
    orders(live, "back")
    assert live.lesson.phase == "voting"
    live.take(Joined(live.now, seat_id(5), "Late", ""))
    assert isinstance(vote(live, 5, "ask"), Taken)
