"""Questions to practise: a bank that reads without a problem, of the very questions that were missed."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from banks import EVERY_TYPE
from held_lessons import any_room, quiz
from hypothesis import given
from hypothesis import strategies as st
from rooms import BANK

from isoquest.classroom.reports.practice import practice_bank
from isoquest.classroom.reports.writing import practice_text
from isoquest.classroom.room.quiz_results import QuizResults
from isoquest.classroom.room.results import results
from isoquest.content.bank_reading import read_bank
from isoquest.content.library import bundled_folder, bundled_reference
from isoquest.content.questions import Bank

BANKS = sorted((bundled_folder() / "banks").glob("*.yaml"))

COMMENTED = """\
# allow-file: something
isoquest: 1
title: "Commented: bank"
grading: each-decision
questions:

    # About the first.
    # allow: guess because it is one
    first:
        type: true-false
        topic: "no"
        ask: >-
          Is it
          so?
        right: true   # beside
        misconception: iso-is-a-standard   # as some say
        why: |
          Because.

          # not a comment
    # About the second.
    second: {type: number, topic: b, ask: How many?, why: So.,
             number: {value: -1.50, tolerance: 0.5},
             near: {1: "Sign: mind it."}}

    # Nothing follows.
topics: {"no": 'A: a', b: "B # b"}
"""
WITH_WEIGHTS = """\
{isoquest: 1, title: In one line, topics: {a: A}, grading: custom, questions: {x: {type: one, topic: a,
ask: "**What?** \\"yes\\": no", why: "'It' is: so", difficulty: 3, clause: "9.2", context: "A | b\\n\\n- one\\n",
options: {"1": {text: "no", right: true, weight: 1, fixed: true}, b: {text: "@x: 5%", weight: -0.25}}},
y: {type: order, topic: a, grading: halves, ask: "#", order: ["~", "null", "1.0"], why: w}}}
"""


def read(text: str) -> Bank:
    """The bank that a text holds; there is no problem in it."""
    reading = read_bank(text.encode(), "practice.yaml", bundled_reference()[0])
    assert not reading.problems
    assert reading.bank is not None
    return reading.bank


def is_practice_of(text: str, bank: Bank, questions: set[str]) -> None:
    """The text is a bank of these questions as they stand in `bank`, and of the topics that they need."""
    made = read(text)
    assert made.title == f"Practice: {bank.title}"
    wanted = [name for name in bank.questions if name in questions]
    assert list(made.questions) == wanted
    for name in wanted:
        question, original = made.questions[name], bank.questions[name]
        assert question == original
        assert list(question.options) == list(original.options)
        assert made.rule_for(question) == bank.rule_for(original)
    assert set(made.topics) == {bank.questions[name].topic for name in wanted}
    assert all(bank.topics[name] == told for name, told in made.topics.items())


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_questions_of_every_bundled_bank_keep_their_lines(path: Path):
    """Every line of a practice bank below its head is one of the author's."""
    text = path.read_text(encoding="utf-8")
    bank = read(text)
    chance = Random(path.stem)
    for count in (1, 3, len(bank.questions)):
        questions = set(chance.sample(list(bank.questions), count))
        made = practice_bank(bank, text, questions)
        is_practice_of(made, bank, questions)
        assert set(made.partition("questions:\n")[2].splitlines()) <= {"", *text.splitlines()}


@given(st.data())
def test_any_choice_of_questions_of_every_type_reads_as_the_same(data: st.DataObject):
    """Whether their lines can be taken or they are written anew."""
    text = data.draw(st.sampled_from([EVERY_TYPE, BANK, WITH_WEIGHTS, COMMENTED]))
    text = text.replace("\n", data.draw(st.sampled_from(["\n", "\r\n"])))
    bank = read(text)
    questions = data.draw(st.sets(st.sampled_from(list(bank.questions)), min_size=1))
    is_practice_of(practice_bank(bank, text, questions), bank, questions)
    is_practice_of(practice_bank(bank, "no bank at all", questions), bank, questions)


def test_comments_go_with_the_question_below_them():
    """A comment above a question, one beside a value and a block that only looks like one all stay."""
    bank = read(COMMENTED)
    first = practice_bank(bank, COMMENTED, {"first"})
    assert "# allow: guess because it is one" in first
    assert "# beside" in first
    assert "# not a comment" in first
    assert "About the second" not in first
    second = practice_bank(bank, COMMENTED, {"second"})
    assert "# About the second." in second
    assert "About the first" not in second
    assert "Nothing follows" not in second


def test_a_bank_of_practice_practised_again_keeps_its_title():
    """`Practice:` stands there once."""
    made = practice_bank(read(BANK), BANK, {"who", "word"})
    assert read(practice_bank(read(made), made, {"who"})).title == "Practice: Small bank"


def test_without_a_question_there_is_no_bank():
    """A bank has at least one question."""
    with pytest.raises(ValueError, match="at least one"):
        practice_bank(read(BANK), BANK, ())


def test_a_lesson_gives_the_class_and_each_student_what_they_missed():
    """The class by four in five, a student by what was not wholly right."""
    held = any_room("quiz", ["A", "B", "C"])
    found = results(held, quiz(held, Random(2)))
    assert isinstance(found, QuizResults)
    for text, missed in (
        (practice_text(held, found), found.missed),
        (practice_text(held, found, student=2), found.missed_by(2)),
    ):
        assert text is not None
        assert set(read(text).questions) == set(missed)
    assert practice_text(held, found, student=99) is None
