"""What an answer shows of what is often believed, and what a session came to in that."""

from __future__ import annotations

import itertools

import pytest
from banks import EVERY_TYPE
from generated import REFERENCE

from isoquest.content.bank_reading import read_bank
from isoquest.content.questions import Bank
from isoquest.quiz.feedback import misconceptions_shown
from isoquest.quiz.grading import grade
from isoquest.quiz.results import Answered, Result, Tally, beliefs_tested
from isoquest.quiz.session import Given

NAME = "iso-certifies"


def tagged(text: str) -> Bank:
    """A bank that may name the one misconception of the reference."""
    read = read_bank(text.encode(), "bank.yaml", REFERENCE)
    assert read.bank is not None, read.problems
    return read.bank


AT_OPTIONS = tagged(
    EVERY_TYPE.replace("why: That is consultancy.", f"why: That is consultancy., misconception: {NAME}")
)
AT_WHOLE = tagged(EVERY_TYPE.replace("why: They are voluntary.", f"why: They are voluntary., misconception: {NAME}"))


OPTIONS = ("audit", "decide", "advise", "promise")
ANSWERS = [ticked for number in range(5) for ticked in itertools.combinations(OPTIONS, number)]


@pytest.mark.parametrize("ticked", ANSWERS)
def test_an_answer_shows_what_the_wrong_options_in_it_say(ticked: tuple[str, ...]):
    """Whatever else is ticked, the misconception is shown exactly where the option that says it is."""
    question = AT_OPTIONS.questions["able"]
    right = grade(question, ticked, "balanced").right
    assert misconceptions_shown(question, ticked, right=right) == ((NAME,) if "advise" in ticked else ())


@pytest.mark.parametrize(("answer", "shown"), [(("true",), (NAME,)), (("false",), ()), (("",), ())])
def test_a_question_without_options_shows_its_own_to_who_answers_otherwise(
    answer: tuple[str, ...], shown: tuple[str, ...]
):
    """A right answer shows nothing, and no more does an empty one."""
    question = AT_WHOLE.questions["law"]
    right = grade(question, answer, "balanced").right
    assert misconceptions_shown(question, answer, right=right) == shown


def test_beliefs_are_tested_by_what_was_answered_alone():
    """A session counts what its answered questions put to the learner, and keeps what one answer showed."""

    def came_to(*answers: tuple[str, ...] | None) -> Result:
        question = AT_OPTIONS.questions["able"]
        told = [
            Answered(
                question,
                None if each is None else Given("able", each, None, 0.0),
                grade(question, each or (), "balanced"),
            )
            for each in answers
        ]
        return Result(tuple(told), Tally())

    assert beliefs_tested(came_to(None)) == {}
    assert beliefs_tested(came_to(("audit", "decide"))) == {NAME: False}
    assert beliefs_tested(came_to(("advise",), ("audit",), None)) == {NAME: True}
