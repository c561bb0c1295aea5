"""Every bundled scenario comes out as its own expectations say."""

from __future__ import annotations

import pytest

from isoquest.authoring.expectations.condition_checks import check_conditions
from isoquest.authoring.expectations.play_checks import check_play
from isoquest.authoring.expectations.reading import EXPECTATION_FILE, read_expectations
from isoquest.content.library import Shelved, load, shelf

EXPECTING = [shelved for shelved in shelf() if (shelved.path.parent / EXPECTATION_FILE).exists()]


@pytest.mark.parametrize("shelved", EXPECTING, ids=lambda shelved: shelved.id)
def test_a_bundled_scenario_is_as_expected(shelved: Shelved):
    """Each play comes out as written, each condition is proved, and nothing is wrong in the file."""
    scenario = load(shelved).scenario
    assert scenario is not None
    file = shelved.path.parent / EXPECTATION_FILE
    reading = read_expectations(file.read_bytes(), str(file), scenario)
    assert reading.problems == ()
    outcomes = [check_play(scenario, play) for play in reading.expectations.plays.values()]
    outcomes += check_conditions(scenario, reading.expectations.conditions, 120)
    assert [outcome for outcome in outcomes if outcome.verdict != "passed"] == []
    assert len(outcomes) > 10


def test_the_largest_scenario_has_expectations():
    """The one that the library is built around."""
    assert "harbour-machine-shop" in [shelved.id for shelved in EXPECTING]
