"""Answers as phones say them."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from room_course import any_answer
from rooms import room, seat_id

from isoquest.classroom.room.quiz import Quiz, Round
from isoquest.classroom.room.said import MOST_PARTS, answer_from, said_from
from isoquest.quiz.answers import fault_in, is_blank
from isoquest.quiz.asking import shown
from isoquest.quiz.drawing import Item

LIVE = room("quiz", students=40)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=2),
)


def items() -> list[Item]:
    """Every type of question as each of many students sees it."""
    quiz = LIVE.lesson
    assert isinstance(quiz, Quiz)
    return [
        quiz.item_for(LIVE.seats.by_id[seat_id(student)], Round(number, question))
        for student in range(40)
        for number, question in enumerate(quiz.questions, start=1)
    ]


ITEMS = items()


@given(item=st.sampled_from(ITEMS), data=st.data())
def test_what_a_phone_said_comes_back_to_it(item: Item, data: st.DataObject):
    """An answer of any type, in any phone's order, becomes the rules' answer and again what the phone said."""
    parts = len(shown(item))
    question = item.question
    match question.type:
        case "one" | "true-false":
            said: list[Any] = [data.draw(st.integers(0, parts - 1))]
        case "several":
            said = sorted(data.draw(st.sets(st.integers(0, parts - 1))))
        case "order":
            said = list(data.draw(st.permutations(range(parts))))
        case "match":
            place = st.none() | st.integers(0, parts - 1)
            said = [data.draw(place) for _ in question.pairs]
        case "number":
            said = ["3,0 years"]
        case "text":
            said = [data.draw(st.text(st.characters(exclude_categories=()), max_size=20))]
        case "blanks":
            said = [data.draw(st.text(max_size=5)) for _ in question.blanks]
    answer = answer_from(item, said)
    assert isinstance(answer, tuple), answer
    assert said_from(item, answer) == said


@given(item=st.sampled_from(ITEMS), chance=st.builds(Random, st.integers(0, 10**6)))
def test_any_answer_of_the_rules_can_be_shown_to_a_phone(item: Item, chance: Random):
    """Whatever the rules take, blank ones included, is told in what a phone shows, and said again it is the same."""
    answer = any_answer(item.question, chance)
    if not fault_in(item.question, answer):
        again = answer_from(item, said_from(item, answer))
        assert not isinstance(again, str)
        assert again == answer or (is_blank(answer) and is_blank(again)) or item.question.type == "several"


def test_equal_answers_are_equal_in_whichever_order_phones_show_them():
    """The same ticks are the same answer on every phone."""
    several = [item for item in ITEMS if item.question.type == "several"]
    answers = {answer_from(item, [shown(item).index("ISO 14001"), shown(item).index("ISO 9001")]) for item in several}
    assert answers == {("q", "e")}


@given(item=st.sampled_from(ITEMS), said=anything | st.lists(anything | st.integers(-1, 4), max_size=5))
def test_anything_else_is_refused_by_a_sentence(item: Item, said: Any):
    """Whatever a phone sends is an answer without fault, or a sentence."""
    answer = answer_from(item, said)
    if isinstance(answer, str):
        assert answer.endswith(".")
    else:
        assert fault_in(item.question, answer) == ""


@pytest.mark.parametrize("said", [None, "0", {"0": 0}, [True], [-1], [0.0], [10**30], [[]], [None] * (MOST_PARTS + 1)])
def test_positions_that_are_none_are_no_answer(said: Any):
    """Neither truth values nor negative, broken or huge numbers point at an option."""
    item = next(item for item in ITEMS if item.question.type == "one")
    assert answer_from(item, said) == "That is no answer."
