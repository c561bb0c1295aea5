"""Answers in words."""

from fractions import Fraction

import pytest
from banks import EVERY_TYPE, bank
from hypothesis import given
from hypothesis import strategies as st

from isoquest.quiz.answers import encoded, number_in
from isoquest.quiz.asking import answer_told, asked, decimal_text


@given(st.integers(-(10**21) + 1, 10**21 - 1))
def test_a_number_is_written_as_it_would_be_typed(billionths: int):
    """What is written reads back as the same number, however long."""
    value = Fraction(billionths, 10**9)
    assert number_in(decimal_text(value), "") == value


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [
        ("cycle", ("3 year",), "3 years"),
        ("cycle", ("3,50",), "3.5 years"),
        ("steps", ("", ""), "nothing"),
        ("levels", (" ",), "nothing"),
        ("levels", ("1", ""), "A company: An accreditation body; A certification body: nothing"),
        ("gaps", ("certified", ""), "certified"),
    ],
)
def test_an_answer_is_told_in_words(name: str, answer: tuple[str, ...], told: str):
    """Numbers carry their unit once, and nothing is told as nothing."""
    assert answer_told(bank().questions[name], answer) == told


def test_half_a_character_can_be_part_of_a_decision():
    """What no file can hold becomes a question mark."""
    assert encoded(("a\ud800",)) == "a%3F"


def test_a_gap_is_told_as_a_gap():
    """On one line a question with gaps shows no name of a gap, and braces elsewhere stay as they were written."""
    assert asked(bank().questions["gaps"]) == "Companies are ___, laboratories ___."
    assert (
        asked(bank(EVERY_TYPE.replace("Standards are law.", '"Is {this} law?"')).questions["law"]) == "Is {this} law?"
    )
