"""Reference data: facts, standards and glossary refer to one another by id, and days are days."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.content.library import bundled_reference
from isoquest.content.problems import Problem, Problems
from isoquest.content.reference import FILES, Reference, read_reference

FACT = "F-ISO-001: {statement: ISO writes standards., source: ISO, confidence: H, as_of: 2026-11-22}\n"


def reference(**files: str) -> tuple[Reference, tuple[Problem, ...]]:
    """What comes of the parts given, such as `facts`."""
    problems = Problems()
    made = read_reference({FILES[part]: text.encode() for part, text in files.items()}, problems)
    return made, problems.in_file_order()


def found(**files: str) -> list[tuple[str, str, int]]:
    """Code, file and line of each problem."""
    return [(p.code, p.place.file, p.place.line) for p in reference(**files)[1]]


def test_nothing_is_empty():
    """Without files there are no facts and no problems."""
    assert reference() == (Reference(), ())


def test_parts_refer_to_one_another():
    """A term of the glossary may name a fact and a term that stands below it."""
    glossary = (
        "iso: {term: ISO, meaning: A body., because: [F-ISO-001], confused_with: [iaf]}\n"
        "iaf: {term: IAF, meaning: Another.}\n"
    )
    made, problems = reference(facts=FACT, glossary=glossary)
    assert problems == ()
    assert (made.glossary["iso"].id, made.facts["F-ISO-001"].statement) == ("iso", "ISO writes standards.")


def test_references_to_nothing_are_reported():
    """An unknown fact or term is reported in the file that names it."""
    assert found(facts=FACT, glossary="iso: {term: ISO, meaning: A., because: [F-ISO-2], confused_with: [ia]}\n") == [
        ("unknown-fact", "glossary.yaml", 1),
        ("unknown-name", "glossary.yaml", 1),
    ]


@pytest.mark.parametrize(
    "day", ["2026-02-30", "22.11.2026", "20261122", "2026-W47-7", "2026-11-22T10:00", "yesterday", "26-11-22"]
)
def test_day_is_written_one_way(day: str):
    """A day that is not a real one written `YYYY-MM-DD` is reported."""
    assert found(facts=FACT.replace("2026-11-22", day)) == [("wrong-type", "facts.yaml", 1)]


@given(st.dates())
def test_every_day_can_be_written(day):
    """Every day of the calendar can stand in `as_of`."""
    made, problems = reference(facts=FACT.replace("2026-11-22", day.isoformat()))
    assert (problems, made.facts["F-ISO-001"].as_of) == ((), day.isoformat())


@pytest.mark.parametrize("key", ["F-ISO-1", "f-iso-001", "F-ISOISO-001", "F-ISO-001ab", "ISO-001"])
def test_fact_bears_a_number(key: str):
    """The id of a fact is written one way."""
    assert found(facts=FACT.replace("F-ISO-001", key)) == [("wrong-type", "facts.yaml", 1)]


def test_broken_fact_leaves_the_others():
    """One fact that cannot be read hides neither its neighbours nor the glossary."""
    made, problems = reference(
        facts=FACT + FACT.replace("001", "002").replace(": H", ": X"), glossary="iso: {term: a}\n"
    )
    assert [(p.code, p.place.file, p.place.line) for p in problems] == [
        ("wrong-type", "facts.yaml", 2),
        ("missing-key", "glossary.yaml", 1),
    ]
    assert list(made.facts) == ["F-ISO-001"]


def test_a_clause_refers_to_standards_and_bears_a_number():
    """One under another key, or about a standard that is not there, is reported and leaves the others."""
    standards = "iso-1: {number: ISO 1, title: One, kind: guidance, purpose: A., as_of: 2026-11-22}\n"
    clauses = (
        '"4.3": {title: Scope, purpose: A., asks: [Why?], differs: {iso-1: More.}}\n'
        '"4,4": {title: B, purpose: B., asks: [Why?]}\n'
        '"5": {title: C, purpose: C., asks: [Why?], only_in: [iso-2]}\n'
    )
    made, problems = reference(standards=standards, clauses=clauses)
    assert [(p.code, p.place.line) for p in problems] == [("wrong-type", 2), ("unknown-standard", 3)]
    assert list(made.clauses) == ["4.3"]


def test_every_standard_that_the_facts_name_is_described():
    """Each that can be chosen has a typical organisation and the words of those who need it."""
    bundled = bundled_reference()[0]
    told = " ".join(fact.statement for key, fact in bundled.facts.items() if key.startswith("F-STD"))
    named = re.findall(r"(?:ISO(?:/IEC)?|IATF|AS/EN|FSSC) (\d{4,5}(?:-1)?)", told)
    numbers = {standard.number.split()[-1] for standard in bundled.standards.values()}
    assert named
    assert set(named) <= numbers
    assert [one.id for one in bundled.standards.values() if not (one.typical and one.worries and one.suits)] == []


@pytest.mark.parametrize("text", ["", "- a\n", "a\n", "a: b\n", "F-ISO-001: [a]\n", "{", "\t", "a: &b c", "? [a]\n"])
@pytest.mark.parametrize("part", FILES)
def test_file_that_is_something_else_is_reported(part: str, text: str):
    """Reference files that are broken, empty or of another shape give problems and no exception."""
    assert all(file == FILES[part] for _, file, _ in found(**{part: text}))
    assert found(**{part: text})


@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes):
    """Any bytes at all are reference data or problems."""
    assert isinstance(read_reference(dict.fromkeys(FILES.values(), data), Problems()), Reference)
