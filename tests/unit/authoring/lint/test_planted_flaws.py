"""Flaws planted one at a time into a sound bank are found, and found at the place where they were planted."""

import pytest
from planted_flaws import FLAWS
from sound_bank import BACKGROUND

from isoquest.authoring.lint.item_rules import ITEM_RULES
from isoquest.content.problems import Severity

FOUND_AT_LEAST = 0.95
FEWEST_WAYS = 16


def test_each_code_has_a_flaw_to_plant():
    """No rule goes untried."""
    assert set(FLAWS) == {rule.code for rule in ITEM_RULES}


@pytest.mark.parametrize("rule", ITEM_RULES, ids=lambda rule: rule.code)
def test_planted_flaws_are_found(rule):
    """Of each flaw, in many wordings and positions, at least 95 of a hundred are found where they are."""
    ways = list(FLAWS[rule.code]())
    missed = [way.told for way in ways if not way.found_by(rule.find(way.bank, BACKGROUND))]
    assert len(ways) >= FEWEST_WAYS
    assert len(missed) <= (1 - FOUND_AT_LEAST) * len(ways), missed


@pytest.mark.parametrize("rule", ITEM_RULES, ids=lambda rule: rule.code)
def test_what_is_told_is_a_warning_with_a_way_out(rule):
    """Every problem of a rule has the rule's code, one line of message, a hint and the severity of a warning."""
    for way in list(FLAWS[rule.code]())[:20]:
        for problem in rule.find(way.bank, BACKGROUND):
            assert (problem.code, problem.severity) == (rule.code, Severity.WARNING)
            assert problem.message
            assert problem.hint
            assert "\n" not in problem.message + problem.hint
            assert problem.place.file
