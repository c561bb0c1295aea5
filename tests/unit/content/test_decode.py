"""Every key of the model: wrong values, wrong names and missing keys are reported where they stand.

The keys come from the dataclasses themselves, so that a new one is tested from its first day.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from every_key import ALL_SPOTS, EVERY_KEY, RECORDS, Spot, as_data, changed, keys_of, node_at, renamed, without
from generated import read, to_yaml

from isoquest.content.problems import Severity


def test_scenario_with_every_key_has_no_problem():
    """The case that the tests below change is a scenario without a problem."""
    assert read(EVERY_KEY).problems == ()


def test_scenario_with_every_key_lacks_none():
    """Every key of the model occurs in it, so that none of the tests below forgets one."""
    declared = {f"{spot.kind.__name__}.{field.name}" for spot in RECORDS for field in keys_of(spot.kind)}
    assert {str(spot) for spot in ALL_SPOTS} == declared
    assert len(RECORDS) == 14


@pytest.mark.parametrize("wrong", [[[]], {"?": "?"}, ""], ids=["list", "group", "nothing"])
@pytest.mark.parametrize("spot", ALL_SPOTS, ids=str)
def test_wrong_kind_of_value_is_reported_where_it_stands(spot: Spot, wrong: Any):
    """A list, a group or nothing where a key wants something else is an error inside that value."""
    text = changed(spot.path, wrong)
    _, node = node_at(text, spot.path)
    reading = read(text)
    start, end = ((mark.line + 1, mark.column + 1) for mark in (node.start_mark, node.end_mark))
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    assert reading.scenario is None
    assert any(start <= (problem.place.line, problem.place.column) <= end for problem in errors)


@pytest.mark.parametrize("spot", ALL_SPOTS, ids=str)
def test_misspelt_key_is_reported_with_the_right_one(spot: Spot):
    """A key with one letter too many is an error at the key, and the hint names the key that was meant."""
    text = to_yaml(renamed(as_data(), spot.path, spot.field + spot.field[-1]))
    key, _ = node_at(text, (*spot.path[:-1], spot.field + spot.field[-1]))
    place = (key.start_mark.line + 1, key.start_mark.column + 1)
    unknown = [problem for problem in read(text).problems if problem.code == "unknown-key"]
    assert [p.hint for p in unknown if (p.place.line, p.place.column) == place] == [f"did you mean `{spot.field}`?"]


REQUIRED = [
    spot
    for spot in ALL_SPOTS
    for field in keys_of(spot.kind)
    if field.name == spot.field
    and field.default is dataclasses.MISSING
    and field.default_factory is dataclasses.MISSING
]


@pytest.mark.parametrize("spot", REQUIRED, ids=str)
def test_missing_key_is_reported_at_its_owner(spot: Spot):
    """A required key that is not there is an error on the first line of what it belongs to."""
    text = without(spot.path)
    _, owner = node_at(text, spot.path[:-1])
    missing = [problem for problem in read(text).problems if problem.code == "missing-key"]
    assert [(p.place.line, p.place.column) for p in missing] == [
        (owner.start_mark.line + 1, owner.start_mark.column + 1)
    ]
    assert spot.field in missing[0].message + missing[0].hint


OPTIONAL = [spot for spot in ALL_SPOTS if spot not in REQUIRED]


@pytest.mark.parametrize("spot", OPTIONAL, ids=str)
def test_optional_key_may_be_left_out(spot: Spot):
    """Without an optional key nothing is reported but what then refers to nothing, or leads nowhere."""
    follows = {
        "unknown-key",
        "unknown-name",
        "no-way-on",
        "missing-key",
        "unknown-fact",
        "assess-way-on",
        "no-checks",
        "two-ways-on",
        "route-order",
        "never-true",
        "follows-nothing",
    }
    reading = read(without(spot.path))
    assert {problem.code for problem in reading.problems} <= follows
    assert "`" + spot.field + "` is missing here" not in [problem.message for problem in reading.problems]
