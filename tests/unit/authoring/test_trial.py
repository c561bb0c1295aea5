"""An author's play on a scenario that changes beneath it."""

from __future__ import annotations

from generated import loaded, plays
from hypothesis import given

from isoquest.authoring.jumping import Jump
from isoquest.authoring.trial import Trial
from isoquest.engine.play import Play

YARD = """
isoquest: 1
title: The yard
summary: Two doors.
flags: {wet: It rained}
start: yard
nodes:
  yard: {phase: choose, text: Two doors., choices: {left: {text: Left., to: hall}, right: {text: Right., to: hall}}}
  hall: {phase: plan, text: A hall., choices: {sit: {text: Sit., to: end}, swim: {text: Swim., when: wet, to: end}}}
  end: {phase: after, text: The end., ending: {kind: wise, title: Home, outcome: Gone home.}}
"""


@given(plays())
def test_a_reload_of_the_same_changes_nothing(play: Play):
    """What was decided is decided again, without a word."""
    trial = Trial.begin(play.scenario, play.seed)
    for decision in play.decisions:
        trial.decide(decision.choice)
    assert not trial.reload(play.scenario)
    assert trial.play.steps == play.steps


def test_what_an_edit_makes_impossible_comes_back_with_the_next():
    """The author is told which decision no longer fits; once it fits again, the play stands where it stood."""
    trial = Trial.begin(loaded(YARD), 1)
    trial.decide("left")
    trial.decide("sit")
    told = trial.reload(loaded(YARD.replace("sit:", "stand:")))
    assert told.startswith("Decision 2 no longer fits: the choice `sit` of `hall` is no longer there")
    assert [str(decision) for decision in trial.play.decisions] == ["yard.left"]
    assert not trial.reload(loaded(YARD))
    assert trial.play.over


def test_a_decision_of_the_authors_own_ends_the_waiting():
    """What no longer fitted is forgotten when the author decides otherwise."""
    trial = Trial.begin(loaded(YARD), 1)
    trial.decide("left")
    trial.decide("sit")
    trial.reload(loaded(YARD.replace("sit:", "stand:")))
    trial.undo()
    trial.reload(loaded(YARD))
    assert trial.play.decisions == ()


def test_a_jump_is_made_again_and_the_decisions_since_are_taken_again():
    """After a reload the play begins where the jump led, in the state that was written."""
    trial = Trial.begin(loaded(YARD), 1)
    assert trial.jump(Jump("hall", "wet")) is None
    trial.decide("swim")
    assert not trial.reload(loaded(YARD.replace("A hall.", "A pool.")))
    assert [str(decision) for decision in trial.play.decisions] == ["hall.swim"]
    trial.restart(1)
    assert trial.play.state.node == "yard"


def test_a_jump_that_no_longer_fits_is_told():
    """The play then stands at the beginning."""
    trial = Trial.begin(loaded(YARD), 1)
    trial.jump(Jump("hall", "wet"))
    told = trial.reload(loaded(YARD.replace("wet", "dry")))
    assert told == "The jump to `hall` no longer fits: `wet` is not declared; there is: dry. This is the beginning."
    assert trial.play.state.node == "yard"
