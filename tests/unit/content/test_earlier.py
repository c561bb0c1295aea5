"""The `earlier` conditions of a scenario, over the names of the one that it follows."""

from __future__ import annotations

import pytest
from generated import codes, loaded, read
from sequel import AUDIT_DAY, YEAR_AFTER

from isoquest.content.earlier import read_earlier
from isoquest.content.problems import Severity

FRAME = "visited(certified)"


def test_a_condition_is_kept_as_written_until_its_names_are_known():
    """A scenario is read without the one that it follows; the texts stay as they are, and a list means all."""
    scope = loaded(YEAR_AFTER).nodes["cupboard"].choices["scope"]
    assert [stated.text for stated in scope.earlier] == ["scope", "trust >= 50"]


@pytest.mark.parametrize(
    ("written", "pointed_at", "code"),
    [
        ("visited(certifed)", "certifed", "unknown-name"),
        ('"visited(certifed)"', "certifed", "unknown-name"),
        ("[scope, trust]", "trust", "type"),
        ("trust > 100", "trust > 100", "never-true"),
        ("scope and", "d", "expression"),
        (">-\n          visited(certifed)", ">", "unknown-name"),
    ],
)
def test_a_faulty_condition_is_told_where_it_stands(written: str, pointed_at: str, code: str):
    """A caret points at what is wrong in the file of the scenario that asks; it can be played all the same."""
    text = YEAR_AFTER.replace(f"{{text: The certificate., score: 3, earlier: {FRAME}, to: cupboard}}", "FRAME").replace(
        "frame: FRAME",
        f"frame:\n        text: The certificate.\n        to: cupboard\n        earlier: {written}",
    )
    conditions = read_earlier(loaded(text), loaded(AUDIT_DAY))
    (problem,) = conditions.problems
    place, line = problem.place, text.splitlines()[problem.place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == pointed_at
    assert (problem.code, problem.severity) == (code, Severity.WARNING)
    assert ("hall.frame" in conditions.tests) is (code == "never-true")


def test_what_is_part_of_no_expression_is_told_at_once():
    """For that no name has to be known."""
    reading = read(YEAR_AFTER.replace("trust >= 50", "'trust & 50'"))
    assert [(problem.code, problem.hint) for problem in reading.problems] == [("expression", "write `and`")]


def test_a_faulty_follows_is_one_mistake():
    """It does not make a mistake of every `earlier` too."""
    assert codes(YEAR_AFTER.replace("follows: audit-day", "follows: Audit Day")) == ["wrong-type"]
