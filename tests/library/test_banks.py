"""The bundled banks keep what they promise to learners."""

from collections import Counter

import pytest

from isoquest.content.library import bundled_reference, load_bank, shelf_of_banks
from isoquest.content.questions import Bank, Question
from isoquest.quiz.asking import right_answer
from isoquest.quiz.grading import grade

SIZES = {
    "iso-basics": 50,
    "conformity-assessment": 40,
    "certification-process": 50,
    "choosing-a-standard": 40,
    "management-system-clauses": 50,
    "audit-room": 40,
    "changes-2026": 30,
}


@pytest.fixture(scope="module", params=SIZES)
def bank(request: pytest.FixtureRequest) -> Bank:
    """Each bundled bank in turn."""
    (shelved,) = (shelved for shelved in shelf_of_banks() if shelved.id == request.param)
    reading = load_bank(shelved)
    assert reading.bank is not None, reading.problems
    return reading.bank


def single_choices(bank: Bank) -> list[Question]:
    """The one-of-many questions of a bank."""
    return [question for question in bank.questions.values() if question.type == "one"]


def test_it_is_as_large_as_promised(bank: Bank):
    """Three hundred questions in all, as many in each bank as its summary says."""
    assert len(bank.questions) == SIZES[bank.id]


def test_every_key_rests_on_a_fact_that_is_sure(bank: Bank):
    """Each question cites a fact that is confirmed or professional knowledge, and none that is weaker."""
    facts = bundled_reference()[0].facts
    for question in bank.questions.values():
        assert question.because
        assert {facts[fact].confidence for fact in question.because} <= {"H", "K"}


def test_volatile_facts_are_dated(bank: Bank):
    """Where a key rests on something that may change, the learner is told of what date."""
    facts = bundled_reference()[0].facts
    for question in bank.questions.values():
        if any(facts[fact].volatile for fact in question.because):
            told = " ".join((question.ask, question.why, question.context, *(o.why for o in question.options.values())))
            assert "202" in told, question.id


def test_types_are_mixed_and_many_questions_judge_a_case(bank: Bank):
    """At least a third is not one of many, at least a quarter has a case to judge."""
    questions = bank.questions.values()
    assert 3 * sum(question.type != "one" for question in questions) >= len(questions)
    assert 4 * sum(bool(question.context) for question in questions) >= len(questions)


def test_keys_stand_anywhere_and_are_not_the_longest(bank: Bank):
    """No position holds more than half of the keys, and the longest option is the key in at most half."""
    questions = single_choices(bank)
    positions = Counter([option.right for option in q.options.values()].index(True) for q in questions)
    longest = sum(max(q.options.values(), key=lambda option: len(option.text)).right for q in questions)
    assert max(positions.values()) <= len(questions) / 2
    assert longest <= len(questions) / 2


def test_three_or_four_options_and_none_that_names_them_all(bank: Bank):
    """One-of-many questions offer three or four options, none of which is all or none of the above."""
    for question in single_choices(bank):
        assert len(question.options) in (3, 4)
        assert not any("of the above" in option.text.lower() for option in question.options.values())


def test_the_right_answer_is_right(bank: Bank):
    """What is told as the right answer earns the full mark."""
    for question in bank.questions.values():
        assert grade(question, right_answer(question), bank.rule_for(question)).right
