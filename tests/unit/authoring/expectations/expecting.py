"""A small scenario with choices, a locked one, questions, an audit and chance, and ways to expect something of it."""

from __future__ import annotations

from typing import NamedTuple

from generated import REFERENCE, banks

from isoquest.authoring.expectations.condition_checks import check_conditions
from isoquest.authoring.expectations.model import Condition, ExpectedPlay
from isoquest.authoring.expectations.outcome import ConditionOutcome, PlayOutcome
from isoquest.authoring.expectations.play_checks import check_play
from isoquest.authoring.expectations.reading import ExpectationsReading, JournalFinder, no_journals, read_expectations
from isoquest.content.model import Scenario
from isoquest.content.reading import read_scenario

SHOP = """\
isoquest: 1
title: The Corner Bakery
summary: Two ovens and a letter.
meters:
  budget: {start: 10, max: 20, at_min: broke}
evidence: {scope: Scope statement}
start: letter
nodes:
  letter:
    phase: choose
    text: A customer wants **an ISO certificate**.
    choices:
      ask: {text: Ask which one., set: {scope: true}, score: 3, to: night}
      buy: {text: Buy one today., add: {budget: -10}, to: night}
      guess: {text: Guess., add: {budget: -4}, score: 1, to: night}
      wait: {text: Wait., when: budget > 15, locked: You would need more money., to: night}
  night:
    phase: build
    text: The ovens run all night.
    to: audit
  audit:
    title: The audit
    phase: audit
    assess:
      checks:
        scope: {needs: scope, grade: major, finding: There is no scope.}
        money: {needs: budget >= 8, grade: minor, finding: The till is low.}
    to: after
  after:
    phase: audit
    text: The auditor waits for an answer.
    choices:
      mend: {text: Mend it., set: {scope: true}, close: [audit.scope], score: 1, to: verdict}
      shrug: {text: Shrug., to: verdict}
  verdict:
    to:
      - {when: majors > 0, node: refused}
      - {node: certified}
  certified:
    phase: after
    text: The page hangs by the oven.
    ending: {kind: success, title: Certified, outcome: The certificate is yours.}
  refused:
    phase: after
    text: Not this year.
    ending: {kind: failure, title: Not certified, outcome: A major nonconformity is open.}
  broke:
    phase: after
    text: The till is empty.
    ending: {kind: failure, title: Broke, outcome: The money is gone.}
"""


def scenario_of(text: str) -> Scenario:
    """The scenario in a text, of the id `shop`."""
    reading = read_scenario(text.encode(), "shop/scenario.yaml", REFERENCE, banks=banks)
    assert reading.scenario is not None, reading.problems
    return reading.scenario


BAKERY = scenario_of(SHOP)


def read(text: str, scenario: Scenario = BAKERY, journals: JournalFinder = no_journals) -> ExpectationsReading:
    """Read expectations, the line that names the format left out."""
    return read_expectations(f"isoquest: 1\n{text}".encode(), "expectations.yaml", scenario, journals)


def sound(text: str, scenario: Scenario = BAKERY) -> ExpectationsReading:
    """Read expectations in which nothing is wrong."""
    reading = read(text, scenario)
    assert reading.problems == ()
    return reading


class Written(NamedTuple):
    """The one problem of a file: what is said, the way out, and the text it points at."""

    message: str
    hint: str
    at: str


def problem_in(text: str, journals: JournalFinder = no_journals) -> Written:
    """The only problem in expectations."""
    reading = read(text, journals=journals)
    (problem,) = reading.problems
    line = reading.text.splitlines()[problem.place.line - 1]
    return Written(problem.message, problem.hint, line[problem.place.column - 1 : problem.place.end_column - 1])


def play_of(text: str, scenario: Scenario = BAKERY) -> ExpectedPlay:
    """The one play `a`, of which the keys are given in flow style."""
    return sound(f"plays:\n  a: {{{text}}}\n", scenario).expectations.plays["a"]


def outcome_of(text: str, scenario: Scenario = BAKERY) -> PlayOutcome:
    """What came of the one play of which the keys are given in flow style."""
    return check_play(scenario, play_of(text, scenario))


def said(text: str, scenario: Scenario = BAKERY) -> list[str]:
    """What is said of that play's failures."""
    return [failure.message for failure in outcome_of(text, scenario).failures]


def conditions_of(text: str, scenario: Scenario = BAKERY) -> tuple[Condition, ...]:
    """The conditions in a text."""
    return sound(text, scenario).expectations.conditions


def decided(text: str, scenario: Scenario = BAKERY, budget: float = 60) -> tuple[ConditionOutcome, ...]:
    """What came of the conditions in a text."""
    return check_conditions(scenario, conditions_of(text, scenario), budget)
