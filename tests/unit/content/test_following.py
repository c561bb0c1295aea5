"""The scenario that another follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from sequel import AUDIT_DAY, YEAR_AFTER, write_both

from isoquest.content.following import find_followed, problems_of_following
from isoquest.content.library import NotFound, load, scenario_at
from isoquest.content.model import Scenario


def scenario_in(folder: Path) -> Scenario:
    """The scenario in a folder."""
    scenario = load(scenario_at(folder / "scenario.yaml")).scenario
    assert scenario is not None
    return scenario


def test_it_is_found_beside_the_other_before_anywhere_else(tmp_path: Path):
    """Of two of that id, the one in the same folder of scenarios counts; otherwise the player's own."""
    year_after, own = write_both(tmp_path / "mine"), tmp_path / "own"
    write_both(own)
    beside = find_followed(scenario_in(year_after), own)
    (tmp_path / "mine" / "audit-day" / "scenario.yaml").unlink()
    elsewhere = find_followed(scenario_in(year_after), own)
    assert not isinstance(beside, NotFound)
    assert not isinstance(elsewhere, NotFound)
    assert (beside.path.parent.parent.name, elsewhere.path.parent.parent.name) == ("mine", "own")


def test_it_may_be_a_bundled_one(tmp_path: Path):
    """A scenario of one's own can go on from one of the library."""
    folder = write_both(tmp_path, year_after=YEAR_AFTER.replace("audit-day", "harbour-machine-shop"))
    found = find_followed(scenario_in(folder), None)
    assert not isinstance(found, NotFound)
    assert found.bundled


@pytest.mark.parametrize(
    ("audit_day", "year_after", "code", "told"),
    [
        (AUDIT_DAY, YEAR_AFTER.replace("audit-day", "audit-dya"), "unknown-scenario", "did you mean `audit-day`?"),
        (AUDIT_DAY, YEAR_AFTER.replace("audit-day", "zzz"), "unknown-scenario", "put its folder beside"),
        (AUDIT_DAY.replace("start:", "strat:"), YEAR_AFTER, "unknown-scenario", "check it first"),
        (AUDIT_DAY.replace("scope:", "scopes:"), YEAR_AFTER, "unknown-name", "did you mean `scopes`?"),
    ],
)
def test_what_is_wrong_with_it_is_told_with_the_way_out(
    tmp_path: Path, audit_day: str, year_after: str, code: str, told: str
):
    """One that is not there, that cannot be read, or that has not the names that are asked for."""
    problems = problems_of_following(scenario_in(write_both(tmp_path, audit_day, year_after)), None)
    assert {problem.code for problem in problems} == {code}
    assert told in problems[0].hint


def test_following_without_asking_anything_is_warned_of(tmp_path: Path):
    """Then nothing could be carried over; a scenario that follows none has nothing to be warned of."""
    audit_day = f"{AUDIT_DAY}follows: audit-day\n"
    folder = write_both(tmp_path, audit_day).parent
    (problem,) = problems_of_following(scenario_in(folder / "audit-day"), None)
    assert (problem.code, problem.place.line) == ("no-effect", AUDIT_DAY.count("\n") + 1)
    write_both(tmp_path)
    assert problems_of_following(scenario_in(folder / "audit-day"), None) == ()
    assert problems_of_following(scenario_in(folder / "year-after"), None) == ()
