"""Typed lines as answers."""

from dataclasses import replace

import pytest
from banks import bank
from generated import REFERENCE
from hypothesis import given
from hypothesis import strategies as st

from isoquest.plain.questioning import Questioner, how_to_answer, typed
from isoquest.quiz.answers import fault_in
from isoquest.quiz.drawing import Item, draw
from isoquest.quiz.grading import grade


def item(name: str) -> Item:
    """A question of the bank of every type, its parts in their written order."""
    ((put,), _) = draw([bank().questions[name]], 1, 0, shuffle=False)
    return put


@given(
    name=st.sampled_from(sorted(bank().questions)), line=st.text(max_size=40) | st.text("0123456789,; =", max_size=9)
)
def test_any_line_is_an_answer_or_a_sentence(name: str, line: str):
    """What comes of a line can be graded, or says what is wanted."""
    answer = typed(item(name), line)
    assert answer
    assert isinstance(answer, str) or not fault_in(bank().questions[name], answer)


@pytest.mark.parametrize("name", sorted(bank().questions))
@pytest.mark.parametrize("line", ["", "  ", "="])
def test_a_line_that_says_nothing_is_no_answer(name: str, line: str):
    """An empty line costs nothing: it is told how to answer."""
    assert typed(item(name), line) == how_to_answer(bank().questions[name])


@pytest.mark.parametrize(
    ("name", "line", "answer"), [("soa", "=q", ("q",)), ("cycle", "= 3", ("3",)), ("law", "=2", ("false",))]
)
def test_an_equals_sign_before_an_answer_is_no_part_of_it(name: str, line: str, answer: tuple[str, ...]):
    """An answer that is one of the words of a front end can be given with `=` before it."""
    assert typed(item(name), line) == answer


def test_who_falls_for_a_misconception_is_told_that_many_do():
    """The sentence as people say it stands behind the reasons; the right answer brings no such line."""
    question = bank().questions["who"]
    options = {**question.options, "iso": replace(question.options["iso"], misconception="iso-certifies")}
    asked = replace(question, options=options)

    def told(answer: str) -> list[str]:
        said: list[str] = []
        Questioner(said.append, REFERENCE).explain(asked, (answer,), grade(asked, (answer,), "balanced"))
        return said

    assert told("iso")[-1] == "Often believed: “ISO certifies.”"
    assert not any("believed" in line for line in told("body") + told("member"))
