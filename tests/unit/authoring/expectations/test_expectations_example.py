"""The example that is shown where there are no expectations yet fits its scenario, and says something of it."""

from __future__ import annotations

import pytest
from banks import bank
from expecting import BAKERY, scenario_of
from generated import plays
from hypothesis import given

from isoquest.authoring.expectations.condition_checks import check_conditions
from isoquest.authoring.expectations.example import LONGEST, example
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
    return [*played, *(one.verdict for one in check_conditions(scenario, reading.expectations.conditions, 5))]


@given(plays())
def test_the_example_fits_its_scenario(play: Play):
    """Whatever the scenario, it is right in itself, and nothing that it expects fails.

    What its own play shows of all plays may be more than a proof decides in its time.
    """
    first, *others = verdicts(example(play.scenario), play.scenario)
    assert first == "passed"
    assert {"passed", "undecided"}.issuperset(others)


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


WHEEL = """
isoquest: 1
title: A wheel
summary: A wheel that mostly comes round again.
start: wheel
nodes:
  wheel:
    phase: audit
    text: The wheel turns.
    chance:
      a: {weight: 1, to: wheel}
      b: {weight: 1, to: out}
      c: {weight: 30, to: wheel}
  out: {phase: after, text: Good., ending: {kind: success, title: Out, outcome: Out.}}
"""


@pytest.mark.parametrize("weight", [3, 10, 20, 30])
def test_its_play_comes_to_an_end_that_chance_puts_off(weight: int):
    """However often a node that is only read leads back to itself first, its play need not say so."""
    scenario = scenario_of(WHEEL.replace("30", str(weight)))
    told = example(scenario)
    assert "    ends: out\n    decisions: []\n" in told
    assert verdicts(told, scenario) == ["passed", "passed"]


def test_its_play_stops_where_chance_holds_it_too_long():
    """A play that has come to no end says every decision, and where it stands then."""
    scenario = scenario_of(WHEEL.replace("30", "1000000"))
    told = example(scenario)
    assert "    stops: wheel\n" in told
    assert told.count("- wheel.continue\n") == LONGEST
    assert verdicts(told, scenario) == ["passed", "passed"]


def test_its_play_says_a_choice_that_is_named_as_reading_on_is():
    """A choice `continue` is decided, not read, so it is not left out."""
    choice = "choices:\n      continue: {text: Go on., to: out}\n  out:"
    before, _, after = WHEEL.partition("chance:")
    scenario = scenario_of(before + choice + after.partition("  out:")[2])
    told = example(scenario)
    assert "- wheel.continue\n" in told
    assert verdicts(told, scenario) == ["passed", "passed"]
