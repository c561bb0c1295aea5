"""Where a clause is met: nodes by what they, their choices, checks and evidence name; questions by their own clause."""

from __future__ import annotations

from dataclasses import replace

import pytest
from banks import bank

from isoquest.content.problems import Problems
from isoquest.content.reading import read_scenario
from isoquest.content.reference import Reference
from isoquest.content.teaching import nodes_on, questions_on

SCENARIO = b"""\
isoquest: 1
title: a
summary: b
start: named
evidence:
  scope: {name: Scope, clause: "4.3"}
nodes:
  named: {phase: plan, clause: "7.1.5", text: a, to: choice}
  choice: {phase: plan, text: a, choices: {go: {text: a, clause: "7.10", to: won}}}
  won: {phase: plan, text: a, choices: {win: {text: a, set: {scope: true}, to: audit}}}
  audit:
    phase: audit
    text: a
    assess: {checks: {one: {clause: "9.2", needs: scope, grade: minor, finding: None.}}}
    to: end
  end: {phase: after, text: a, ending: {kind: wise, title: a, outcome: b}}
"""


@pytest.mark.parametrize(
    ("clause", "nodes"),
    [
        ("7", ["named", "choice"]),
        ("7.1", ["named"]),
        ("7.1.5", ["named"]),
        ("7.1.5.1", []),
        ("4.3", ["won"]),
        ("9.2", ["audit"]),
    ],
)
def test_a_node_is_on_what_is_named_at_it(clause: str, nodes: list[str]):
    """By itself, a choice, a check, or evidence that can be won there; parts of the clause count."""
    problems = Problems()
    scenario = read_scenario(SCENARIO, "a.yaml", Reference(), "a", lambda _: "none").scenario
    assert scenario is not None, list(problems)
    assert [node.id for node in nodes_on(scenario, clause)] == nodes


def test_a_question_is_on_its_own_clause():
    """And on those around it; one that names none is on none."""
    clauses = {"who": "9.2", "able": "9.2.1", "law": "9"}
    some = bank()
    numbered = replace(
        some, questions={key: replace(one, clause=clauses.get(key)) for key, one in some.questions.items()}
    )
    assert [one.clause for one in questions_on(numbered, "9")] == ["9.2", "9.2.1", "9"]
    assert [one.clause for one in questions_on(numbered, "9.2")] == ["9.2", "9.2.1"]
    assert questions_on(some, "9") == ()
