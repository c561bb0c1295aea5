"""Coming to any node in a state that is written on a line."""

from __future__ import annotations

import pytest
from generated import loaded, plays
from hypothesis import given

from isoquest.authoring.jumping import Jump, completed, guards, jump, state_told, told_state
from isoquest.engine.play import Play
from isoquest.engine.rules import start
from isoquest.engine.state import Assessed, Refusal, State, Step

AUDIT = """
isoquest: 1
title: An audit
summary: One node and its end.
meters: {budget: {start: 10, max: 60}}
evidence: {scope: Scope statement}
flags: {promised: A promise}
start: yard
nodes:
  yard: {to: audit}
  audit:
    phase: audit
    text: The auditor asks.
    assess: {checks: {no-scope: {needs: scope, grade: major, finding: There is no scope.}}}
    to: [{when: majors > 0, node: out}, {node: framed}]
  framed: {phase: after, text: A frame., ending: {kind: success, title: Certified, outcome: It stands.}}
  out: {phase: after, text: No frame., ending: {kind: failure, title: Not certified, outcome: It does not.}}
"""


@given(plays())
def test_a_jump_to_the_start_is_the_beginning_of_a_play(play: Play):
    """With nothing said of the state, arriving at the first node is what every play begins with."""
    assert jump(play.scenario, play.seed, Jump(play.scenario.start)) == start(play.scenario, play.seed)


@given(plays())
def test_a_state_survives_being_written(play: Play):
    """Read again, what a state is written as decides every condition as the state itself does."""
    again = state_told(play.scenario, play.seed, told_state(play.scenario, play.state))
    assert isinstance(again, State)
    assert (again.meters, again.held) == (play.state.meters, play.state.held)
    assert (again.found, again.open) == (play.state.found, play.state.open)
    assert [g.holds(again) for g in guards(play.scenario)] == [g.holds(play.state) for g in guards(play.scenario)]


def test_arrival_is_that_of_any_play():
    """A node that is passed is passed, and an audit is made of the state that was written."""
    scenario = loaded(AUDIT)
    for told, failed in (("budget=3", ("no-scope",)), ("scope", ())):
        step = jump(scenario, 1, Jump("yard", told))
        assert isinstance(step, Step)
        assert step.events == (Assessed("audit", ("no-scope",), failed),)
        assert step.state.node == "audit"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("budgte=20", "There is no meter `budgte`; did you mean `budget`?"),
        ("budget=200", "`budget` goes from 0 to 60; 200 is outside."),
        ("budget", "`budget` is a meter: write `budget=10`."),
        ("scope=1", "`scope` is there or not: write `scope` or `not scope`."),
        ("scop", "`scop` is not declared; did you mean `scope`?"),
        ("not audit", "`audit` is a node: write `visited(audit)`."),
        ("visited(adit)", "There is no node `adit`; did you mean `audit`?"),
        ("open(audit.scope)", "There is no check, written `node.check`, `audit.scope`; did you mean `audit.no-scope`?"),
        ("budget > 3", "`budget > 3` says nothing about a state."),
    ],
)
def test_what_is_wrong_with_a_state_is_said(told: str, reason: str):
    """Whatever fits no declaration is refused with a sentence that names the nearest that does."""
    assert jump(loaded(AUDIT), 1, Jump("audit", f"scope, {told}")) == Refusal(reason)


def test_a_node_that_is_not_there_is_refused():
    """The nearest one is named."""
    assert jump(loaded(AUDIT), 1, Jump("adit")) == Refusal("There is no node `adit`; did you mean `audit`?")


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        ("scope, bu", "scope, budget="),
        ("not pro", "not promised"),
        ("visited(au", "visited(audit)"),
        ("scope, ", None),
        ("nowhere", None),
    ],
)
def test_the_last_name_is_completed(told: str, whole: str | None):
    """A name that has been begun is completed to one that is declared."""
    assert completed(loaded(AUDIT), told) == whole
