"""The debrief as lines."""

import pytest
from banks import bank

from isoquest.content.reading import read_scenario
from isoquest.content.reference import Reference
from isoquest.engine.asking import question_now
from isoquest.engine.play import Play
from isoquest.plain.looking_back import debrief_lines

GATE = """\
isoquest: 1
title: A gate
summary: Questions at a gate.
start: gate
nodes:
  gate: {phase: audit, text: The auditor asks., ask: {count: 8}, to: over}
  over: {phase: after, text: Done., ending: {kind: success, title: Over, outcome: Done.}}
"""


def told(answers: dict[str, str]) -> str:
    """The debrief of a play in which every question is answered, blank where nothing is given for it."""
    reading = read_scenario(GATE.encode(), "s/scenario.yaml", Reference(), banks=lambda _: bank())
    assert reading.scenario is not None
    play = Play.begin(reading.scenario, 1)
    while (item := question_now(play.scenario, play.state)) is not None:
        after = play.decide(f"{item.question.id}={answers.get(item.question.id, ',')}")
        assert isinstance(after, Play)
        play = after
    return "\n".join(debrief_lines(play, Reference(), 200))


def test_an_answer_is_told_with_what_would_have_been_right():
    """A right answer scores, a wrong one names the right one; neither is called the soundest choice."""
    lines = told({"law": "false", "cycle": "4%20year"})
    assert "Gate: Standards are law. — False\n   Scored 1 of 1.\n" in lines
    assert "Gate: How many years? — 4 years\n   Scored 0 of 1.\n   Right is: 3 years" in lines
    assert "soundest" not in lines


@pytest.mark.parametrize("blank", [",", "%20,", ""])
def test_a_blank_answer_to_any_question_is_told_as_nothing(blank: str):
    """Whatever blank a file holds for an answer, looking back on it tells that nothing was said."""
    assert told(dict.fromkeys(bank().questions, blank)).count(" — nothing\n") == 8
