"""Names that conditions and decisions do not both know."""

import pytest
from generated import REFERENCE

from isoquest.authoring.prove.usage import usage_problems
from isoquest.content.reading import read_scenario

STORY = """
isoquest: 1
title: A short story
summary: One company.
meters: {{weeks: {{start: 20{meter}}}}}
evidence: {{scope: Scope statement}}
flags: {{told: A note}}
start: letter
nodes:
  letter:
    phase: choose
    text: A letter.
    also: [{{when: {read}, text: Also.}}]
    choices:
      go: {{text: Go., {does}, to: done}}
  done: {{phase: after, text: Over., ending: {{kind: success, title: Certified, outcome: So it ended.}}}}
"""


@pytest.mark.parametrize(
    ("read", "does", "meter", "expected"),
    [
        ("scope", "set: {scope: true, told: true}, add: {weeks: 1}", "", {("never-read", 7), ("never-read", 5)}),
        ("scope and told", "set: {scope: false, told: true}, add: {weeks: 1}", ", at_max: done", {("never-set", 6)}),
        ("scope and weeks > 3", "set: {scope: true}", "", {("never-used", 7), ("never-set", 5)}),
        ("scope and told and weeks > 3", "set: {scope: true, told: true}, add: {weeks: 1}", "", set()),
    ],
)
def test_each_name_is_told_by_what_it_lacks(read, does, meter, expected):
    """Set and never asked for, asked for and never set, or neither: each with the line of its declaration."""
    text = STORY.format(read=read, does=does, meter=meter)
    scenario = read_scenario(text.encode(), "s/scenario.yaml", REFERENCE).scenario
    assert {(problem.code, problem.place.line) for problem in usage_problems(scenario)} == expected
