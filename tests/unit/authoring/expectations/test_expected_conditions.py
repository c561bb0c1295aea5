"""Conditions on every play, against the states that the engine brings about when everything is tried."""

from __future__ import annotations

import random

import pytest
from banks import bank
from expecting import BAKERY, SHOP, decided, read, scenario_of
from small_scenarios import play_everything, small_scenario

from isoquest.authoring.expectations.condition_checks import check_conditions
from isoquest.authoring.expectations.outcome import ConditionOutcome
from isoquest.content.model import Scenario
from isoquest.content.problems import Witness
from isoquest.content.reading import read_scenario
from isoquest.content.reference import Reference
from isoquest.engine.play import replay
from isoquest.engine.state import Decision, State

ASKED = ("told", "not scope", "money == 0", "trust >= 2 and asked", "visited(e0) and money > 1", "majors > 0 or audit")


def end_of(scenario: Scenario, witness: Witness) -> State:
    """Where a play that was shown ends."""
    decisions = [decision for text in witness.decisions if (decision := Decision.read(text))]
    replayed = replay(scenario, witness.seed, decisions)
    assert replayed.stopped is None
    return replayed.play.state


@pytest.mark.parametrize("seed", range(12))
def test_a_verdict_is_that_of_all_states(seed: int):
    """Whatever can come about is found, with a play that shows it; whatever cannot is called so."""
    dice = random.Random(seed)
    scenario = small_scenario(seed + 100)
    everything = play_everything(scenario, 600) if scenario else None
    if scenario is None or everything is None:
        pytest.skip("chance made no such scenario")
    stops = [node.id for node in scenario.nodes.values() if node.waits]
    text = "".join(
        f"{how}:\n"
        + "".join(
            f"  - {{at: {dice.sample(stops, min(2, len(stops)))}, when: '{asked}'}}\n  - {asked}\n" for asked in ASKED
        )
        for how in ("never", "always", "sometimes")
    )
    conditions = read(text, scenario).expectations.conditions
    for outcome in check_conditions(scenario, conditions, 60):
        agrees(scenario, everything.states, outcome)


def agrees(scenario: Scenario, states: list[State], outcome: ConditionOutcome) -> None:
    """The verdict is the one that the states give."""
    condition = outcome.condition
    there = [state for state in states if not condition.nodes or state.node in condition.nodes]
    holding = [condition.when.holds(state) for state in there]
    met = {"never": not any(holding), "always": all(holding), "sometimes": any(holding)}[condition.how]
    if condition.how != "sometimes" and not there:
        met = False  # nothing is said of nodes to which no play comes
    assert outcome.verdict == ("passed" if met else "failed"), condition
    shown = outcome.shown_by or (outcome.failures[0].witness if outcome.failures else None)
    if shown is not None:
        end = end_of(scenario, shown)
        assert not condition.nodes or end.node in condition.nodes
        assert condition.when.holds(end) == (condition.how != "always")
    assert (shown is not None) == (any(holding) if condition.how != "always" else not all(holding))


def test_a_failure_shows_the_play_and_the_values():
    """With the condition's place."""
    (failed,) = decided("never: {at: [after], when: not scope and budget < 7}")
    (failure,) = failed.failures
    assert failure.message == "a play brings this about at `after`: budget is 6"
    assert failure.witness == Witness(1, ("letter.guess", "night.continue", "audit.continue"))
    assert (failure.place.line, failure.place.column) == (2, len("never: {at: [after], when: ") + 1)


def test_always_fails_with_a_play_that_lacks_it():
    """The same play, told from the other side."""
    (failed,) = decided("always: {at: refused, when: scope}")
    assert failed.failures[0].message == "a play comes without this at `refused`"


def test_sometimes_passes_with_the_play_that_meets_it():
    """And fails where no play does."""
    met, not_met = decided("sometimes: [{at: certified, when: found(audit.scope)}, {at: certified, when: majors > 0}]")
    assert met.verdict == "passed"
    assert met.shown_by is not None
    assert end_of(BAKERY, met.shown_by).node == "certified"
    assert [failure.message for failure in not_met.failures] == ["no play brings this about"]


def test_a_condition_about_nowhere_fails():
    """Where no play comes to the nodes that are named, nothing is proved of them."""
    text = "always: {at: island, when: scope}\nnever: {at: [island, refused], when: majors == 0}"
    island = "  island: {phase: after, text: Sand., ending: {kind: wise, title: Island, outcome: Sand.}}\n"
    never, always = decided(text, scenario_of(SHOP + island))
    assert never.verdict == "passed"
    assert [failure.message for failure in always.failures] == ["no play comes there, so this says nothing"]


def test_without_time_nothing_is_decided():
    """And that is not called success."""
    (outcome,) = decided("sometimes: scope and budget == 6", budget=0)
    assert (outcome.verdict, outcome.why) == ("undecided", "the time allowed did not suffice")


QUIZ = """\
isoquest: 1
title: A gate
summary: Questions at a gate.
meters: {trust: {start: 5, max: 9}}
start: gate
nodes:
  gate:
    phase: audit
    text: The auditor asks.
    ask: {count: 3}
    wrong: {add: {trust: -1}}
    to: [{when: trust < 4, node: sent-away}, {node: out}]
  out: {phase: after, text: Good., ending: {kind: success, title: Out, outcome: Out.}}
  sent-away: {phase: after, text: No., ending: {kind: failure, title: Sent away, outcome: Away.}}
"""


def test_a_play_stops_between_questions_too():
    """What holds there after a wrong answer is seen; what only holds behind the last one is not there."""
    text = "never: [{at: gate, when: trust < 5}, {at: gate, when: trust < 3}, {at: [gate, out], when: trust < 4}]"
    reading = read_scenario(QUIZ.encode(), "shop/scenario.yaml", Reference(), banks=lambda _: bank())
    assert reading.scenario is not None
    once, thrice, twice = decided(text, reading.scenario)
    assert [once.verdict, thrice.verdict, twice.verdict] == ["failed", "passed", "failed"]
    assert once.failures[0].message == "a play brings this about at `gate`: trust is 4"
    assert twice.failures[0].message == "a play brings this about at `gate`: trust is 3"
