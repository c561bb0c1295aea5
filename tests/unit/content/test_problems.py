"""Problems as data: in file order, safe to print, with the nearest valid name as the way out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.content.problems import Place, Problems, Severity, did_you_mean, nearest
from isoquest.content.safe_text import UNSAFE

names = st.text("abcdefgh-_", min_size=1, max_size=10)
places = st.builds(
    lambda file, line, column: Place(file, line, column, line, column + 1),
    st.sampled_from("ab"),
    st.integers(1, 9),
    st.integers(1, 9),
)


@given(st.lists(places))
def test_problems_are_told_in_file_order(found: list[Place]):
    """However they were found, problems are told file by file, from top to bottom and left to right."""
    problems = Problems()
    for place in found:
        problems.add("code", "message", place)
    assert [p.place for p in problems.in_file_order()] == sorted(found, key=lambda p: (p.file, p.line, p.column))


@given(st.text(), st.text())
def test_sentences_are_safe_and_on_one_line(message: str, hint: str):
    """Whatever a message or hint quotes, it can be printed on one line."""
    problems = Problems()
    problems.add("code", message, Place("a", 1, 1, 1, 2), hint=hint)
    assert not UNSAFE.search(problems.found[0].message + problems.found[0].hint)
    assert "\n" not in problems.found[0].message + problems.found[0].hint


def test_warnings_are_no_errors():
    """Only errors keep a scenario from being played."""
    problems = Problems()
    problems.warn("code", "message", Place("a", 1, 1, 1, 2))
    assert (problems.errors, problems.found[0].severity) == (0, Severity.WARNING)


@given(st.lists(names, min_size=1, max_size=9))
def test_name_that_is_there_is_its_own_nearest(known: list[str]):
    """A valid name is nearest to itself, or to one that differs in `-` and `_` alone."""
    found = nearest(known[0], known)
    assert found is not None
    assert found.replace("-", "_") == known[0].replace("-", "_")


@given(names, st.lists(names, max_size=9))
def test_nearest_name_is_one_that_there_is(name: str, known: list[str]):
    """A hint never names anything that does not exist."""
    assert nearest(name, known) in {None, *known}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("budjet", "budget"),
        ("Budget", "budget"),
        ("internal-audit", "internal_audit"),
        ("bugdet", "budget"),
        ("scop", "scope"),
        ("xyz", None),
        ("", None),
    ],
)
def test_slip_finds_the_name_that_was_meant(written: str, meant: str | None):
    """Swapped, doubled and missing letters, capitals and hyphens lead to the name that was meant; noise to none."""
    assert nearest(written, ["budget", "trust", "scope", "internal_audit"]) == meant


def test_few_names_are_listed_and_many_are_not():
    """Without a near name the hint lists what there is, as long as that fits one line."""
    assert did_you_mean("x", ["two", "one"]) == "there is: one, two"
    assert did_you_mean("x", [f"name{n}" for n in range(30)]) == ""
    assert did_you_mean("x", ["two"], "declare it") == "declare it"


@given(st.integers(1, 99), st.integers(0, 20), st.integers(0, 20))
def test_part_of_a_place_lies_behind_its_beginning(column: int, start: int, length: int):
    """A stretch within a place is on its line, so many characters in, and never empty."""
    part = Place("a", 3, column, 3, column + 60).within(start, length)
    assert (part.line, part.column, part.end_column) == (3, column + start, column + start + max(1, length))
