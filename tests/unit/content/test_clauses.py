"""Clauses: which lies within which, in which order they stand, and that the bundled ones are all there."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from isoquest.content.clauses import in_order, lies_within
from isoquest.content.library import bundled_reference

REFERENCE = bundled_reference()[0]
NUMBERS = st.lists(st.integers(1, 20), min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts)))


@given(NUMBERS, NUMBERS)
def test_a_clause_holds_its_parts_and_nothing_else(number: str, clause: str):
    """One lies within another if its number begins with the parts of the other's."""
    parts, whole = number.split("."), clause.split(".")
    assert lies_within(number, clause) == (parts[: len(whole)] == whole)


@given(st.lists(NUMBERS))
def test_clauses_are_sorted_as_a_standard_does(numbers: list[str]):
    """10 stands behind 9, and the controls of an annex behind every clause."""
    ordered = sorted([*numbers, "A.5.1"], key=in_order)
    assert ordered[-1] == "A.5.1"
    assert [[int(part) for part in number.split(".")] for number in ordered[:-1]] == sorted(
        [int(part) for part in number.split(".")] for number in numbers
    )


def test_every_clause_that_the_facts_name_is_described():
    """What is said of the structure of ISO 9001 and of what other standards add to it has an entry each."""
    told = " ".join(fact.statement for key, fact in REFERENCE.facts.items() if re.fullmatch(r"F-HS-00[3-6]c?", key))
    named = set(re.findall(r"(?<![\w.])(?:[4-9]|10)(?:\.\d)+", told)) | {str(number) for number in range(4, 11)}
    assert named <= set(REFERENCE.clauses)


def test_every_clause_has_what_an_auditor_asks_there():
    """Two to five questions each, with something to show and something that goes wrong."""
    for clause in REFERENCE.clauses.values():
        assert 2 <= len(clause.asks) <= 5, clause.id
        assert clause.shows, clause.id
        assert clause.slips, clause.id
        assert all(ask[-1] in "?." for ask in clause.asks), clause.id


def test_what_a_clause_rests_on_is_sure_or_told_as_reported():
    """A fact that is not sure is cited only beside a text that says so."""
    for clause in REFERENCE.clauses.values():
        unsure = [fact for fact in clause.because if REFERENCE.facts[fact].confidence in "MU"]
        told = " ".join((clause.purpose, *clause.differs.values()))
        assert not unsure or clause.id == "4" or re.search("report|confirmed", told), clause.id
