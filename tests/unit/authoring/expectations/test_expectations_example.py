"""The example that is shown where there are no expectations yet fits its scenario, and says something of it."""

from __future__ import annotations

from banks import bank
from expecting import BAKERY
from generated import plays
from hypothesis import given

from isoquest.authoring.expectations.condition_checks import check_conditions
from isoquest.authoring.expectations.example import example
from isoquest.authoring.expectations.play_checks import check_play
from isoquest.authoring.expectations.reading import read_expectations
from isoquest.content.model import Scenario
from isoquest.content.reading import read_scenario
from isoquest.content.reference import Reference
from isoquest.engine.play import Play


def verdicts(text: str, scenario: Scenario) -> list[str]:
    """What comes of a file that is right in itself."""
    reading = read_expectations(text.encode(), "expectations.yaml", scenario)
    assert reading.problems == ()
    played = [check_play(scenario, play).verdict for play in reading.expectations.plays.values()]
    return [*played, *(one.verdict for one in check_conditions(scenario, reading.expectations.conditions, 60))]


@given(plays())
def test_the_example_fits_its_scenario(play: Play):
    """Whatever the scenario, it is right in itself, and all that it expects is met."""
    assert set(verdicts(example(play.scenario), play.scenario)) == {"passed"}


def test_the_example_says_what_a_success_needs():
    """Conditions are those that were proved, one of each kind."""
    assert example(BAKERY).endswith(
        "never:\n  - {at: certified, when: majors > 0}\n"
        "always:\n  - {at: certified, when: scope}\n"
        "sometimes:\n  - {at: certified, when: minors == 0}\n"
    )


GATE = b"""
isoquest: 1
title: A gate
summary: Questions at a gate.
start: gate
nodes:
  gate: {phase: audit, text: The auditor asks., ask: {count: 3}, to: round}
  round:
    phase: audit
    text: Once more?
    choices:
      again: {text: Once more., to: way}
      leave: {text: Leave., to: out}
  way: {phase: audit, text: A way back., to: round}
  out: {phase: after, text: Good., ending: {kind: wise, title: Out, outcome: Out.}}
"""


def test_its_play_comes_to_an_end_past_questions_and_circles():
    """Every question is answered right, no circle holds it, and what is only read is left out."""
    scenario = read_scenario(GATE, "gate/scenario.yaml", Reference(), banks=lambda _: bank()).scenario
    assert scenario is not None
    told = example(scenario)
    assert "ends: out" in told
    assert [line.strip("- ") for line in told.splitlines() if line.strip().startswith("- ")] == [
        *["gate.right"] * 3,
        "round.again",
        "round.leave",
        "visited(out)",
    ]
    assert verdicts(told, scenario) == ["passed", "passed"]
