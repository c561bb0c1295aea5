"""What a careful editor would say of a scenario."""

from __future__ import annotations

from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.text_rules import SCENARIO_TEXT_RULES
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Problems


def lint_scenario(scenario: Scenario, background: Background) -> tuple[Problem, ...]:
    """Every warning and note of every rule, in file order; the questions that it asks are linted in their bank."""
    found = [problem for rule in SCENARIO_TEXT_RULES for problem in rule.find(scenario, background)]
    return Problems(found).in_file_order()
