"""Questions inside a scenario."""

import pytest
from banks import bank
from hypothesis import given
from hypothesis import strategies as st

from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.content.reading import read_scenario
from isoquest.content.reference import Reference
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.debrief import consequence, debrief
from isoquest.engine.journal import Journal, from_text, journal_of, to_text
from isoquest.engine.play import Play, replay
from isoquest.engine.state import Refusal
from isoquest.quiz.answers import decoded, encoded
from isoquest.quiz.asking import right_answer

STORY = """\
isoquest: 1
title: A gate
summary: Questions at a gate.
meters: {trust: {start: 5, max: 9, at_min: sent-away}}
start: gate
nodes:
  gate:
    phase: audit
    text: The auditor asks.
    ask: {count: 3}
    right: {add: {trust: 1}}
    wrong: {add: {trust: -3}}
    to: [{when: trust >= 8, node: pleased}, {node: patient}]
  pleased: {phase: after, text: Good., ending: {kind: success, title: Pleased, outcome: All right.}}
  patient: {phase: after, text: Well., ending: {kind: partial, title: Patient, outcome: Some right.}}
  sent-away: {phase: after, text: No., ending: {kind: failure, title: Sent away, outcome: None right.}}
"""


def story(text: str = STORY) -> Scenario:
    """The scenario, with a bank of every type beside it."""
    own = bank()
    reading = read_scenario(
        text.encode(), "s/scenario.yaml", Reference(), banks=lambda name: own if name is None else "no"
    )
    assert reading.scenario is not None, reading.problems
    return reading.scenario


def answered(play: Play, *, rightly: bool) -> Play:
    """The play with the present question answered, blank where it is not to be right."""
    item = question_now(play.scenario, play.state)
    assert item is not None
    after = play.decide(choice_for(item.question, right_answer(item.question) if rightly else ()))
    assert isinstance(after, Play)
    return after


@given(seed=st.integers(0, 2**64 - 1))
def test_right_answers_lead_where_right_answers_lead(seed: int):
    """Three right answers raise the meter thrice, score in full, and take the way that asks for it."""
    play = Play.begin(story(), seed)
    for _ in range(3):
        play = answered(play, rightly=True)
    looked_back = debrief(play)
    assert (play.state.node, play.state.meters, looked_back.score.path.percent) == ("pleased", (8,), 100)
    assert [turn.answered is not None for turn in looked_back.turns] == [True] * 3


def test_a_wrong_answer_tells_why_and_can_lead_elsewhere_at_once():
    """Wrong answers do what `wrong` says; an edge is obeyed before the remaining questions."""
    play = answered(Play.begin(story(), 1), rightly=False)
    told = consequence(play.scenario, play.steps[0].state, play.steps[1]).told
    assert told[0].text.startswith("**Not right.** Right is: ")
    assert answered(play, rightly=False).state.node == "sent-away"


@given(seed=st.integers(0, 2**32), right=st.lists(st.booleans(), min_size=3, max_size=3))
def test_questions_are_part_of_the_decision_list(seed: int, right: list[bool]):
    """A play with answers survives the way through a file, and undo returns to the same question."""
    play = Play.begin(story(), seed)
    for rightly in right:
        if not play.over:
            play = answered(play, rightly=rightly)
    journal = from_text(to_text(journal_of(play)))
    assert isinstance(journal, Journal)
    assert replay(play.scenario, journal.seed, journal.decisions).play == play
    assert play.undo().state == play.steps[-2].state


@given(answer=st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_answer_survives_being_written_as_a_decision(answer: list[str]):
    """Dots, commas, equals signs and letters of any script come back as they were."""
    text = encoded(tuple(answer))
    assert "." not in text
    assert decoded(text) == (tuple(answer) if text else ())


@pytest.mark.parametrize("choice", ["continue", "who", "nobody=x", "law=perhaps"])
def test_what_is_no_answer_changes_nothing(choice: str):
    """Anything but an answer to the question at hand is refused in a sentence."""
    play = Play.begin(story(), 1)
    refusal = play.decide(choice)
    assert isinstance(refusal, Refusal)
    assert refusal.reason


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ask: {count: 3}", "ask: {count: 99}", "ask-count"),
        ("ask: {count: 3}", "ask: {count: 0}", "ask-count"),
        ("ask: {count: 3}", "ask: {topic: chains}", "unknown-name"),
        ("ask: {count: 3}", "ask: {bank: elsewhere}", "unknown-bank"),
        ("    ask: {count: 3}\n", "", "unknown-key"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(old: str, new: str, code: str):
    """Too many questions, an unknown topic or bank, rewards without questions: each is named."""
    own: Bank = bank()
    banks = {None: own}
    reading = read_scenario(
        STORY.replace(old, new).encode(),
        "s/scenario.yaml",
        Reference(),
        banks=lambda name: banks.get(name, "no such bank"),
    )
    assert [problem.code for problem in reading.problems] == [code]
