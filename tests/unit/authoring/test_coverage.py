"""Which facts are taught where: nothing missed, nothing counted twice, and told so that it is understood."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from generated import to_yaml
from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.coverage import Coverage, by_section, fact_coverage, tally, unnamed
from isoquest.authoring.report.columns import columns
from isoquest.authoring.report.coverage_table import CoverageReport, as_json, as_sentences, as_table
from isoquest.authoring.report.places import FIRST
from isoquest.authoring.report.terminal import Paper
from isoquest.content.bank_reading import read_bank
from isoquest.content.library import bundled_reference, load, load_bank, shelf, shelf_of_banks
from isoquest.content.model import Scenario
from isoquest.content.problems import Problems
from isoquest.content.questions import Bank
from isoquest.content.reading import read_scenario
from isoquest.content.reference import Fact, Reference, Term, read_reference

SURENESS = {
    "F-ISO-001": "H",
    "F-ISO-002": "K",
    "F-ISO-002b": "M",
    "F-CHN-001": "U",
    "F-CHN-002": "H",
}
REFERENCE = read_reference(
    {
        "facts.yaml": to_yaml(
            {
                fact: {"statement": f"What *{fact}* says.", "source": "ISO", "confidence": sure, "as_of": "2026-11-22"}
                for fact, sure in SURENESS.items()
            }
        ).encode()
    },
    Problems(),
)
FACTS = list(SURENESS)
ENDING = {
    "phase": "after",
    "text": "Over.",
    "ending": {"kind": "wise", "title": "Over", "outcome": "So it ended."},
}
Cited = st.lists(st.sampled_from(FACTS), max_size=4)


def scenario(because: dict[str, list[str]], reference: Reference = REFERENCE, text: str = "A letter.") -> Scenario:
    """A story with one of each that cites facts: the choice `ask`, the outcome `rain` and the check `scope`."""
    nodes: dict[str, Any] = {
        "letter": {
            "phase": "choose",
            "text": text,
            "choices": {"ask": {"text": "Ask.", "to": "sky", "because": because["letter.ask"]}},
        },
        "sky": {"chance": {"rain": {"to": "audit", "because": because["sky.rain"]}}},
        "audit": {
            "phase": "audit",
            "text": "An audit.",
            "assess": {
                "checks": {
                    "scope": {
                        "needs": "visited(sky)",
                        "grade": "minor",
                        "finding": "It was not there.",
                        "because": because["audit.scope"],
                    }
                }
            },
            "to": "home",
        },
        "home": ENDING,
    }
    data = {"isoquest": 1, "title": "Bakery", "summary": "Two ovens.", "start": "letter", "nodes": nodes}
    read = read_scenario(to_yaml(data).encode(), "bakery/scenario.yaml", reference)
    assert read.scenario is not None, read.problems
    return read.scenario


def story(text: str) -> Scenario:
    """A story that cites nothing and begins with this text."""
    return scenario({"letter.ask": [], "sky.rain": [], "audit.scope": []}, bundled_reference()[0], text)


def bank(because: dict[str, list[str]]) -> Bank:
    """A bank with a question for each id, which cites these facts."""
    questions = {
        name: {
            "type": "true-false",
            "topic": "a",
            "ask": "ISO certifies.",
            "right": False,
            "why": "It does not.",
            "because": facts,
        }
        for name, facts in because.items()
    }
    data = {"isoquest": 1, "title": "Basics", "topics": {"a": "A"}, "questions": questions}
    read = read_bank(to_yaml(data).encode(), "basics.yaml", REFERENCE, "basics")
    assert read.bank is not None, read.problems
    return read.bank


def library() -> list[tuple[Path, Scenario | Bank]]:
    """Every bundled scenario and bank that can be read, with its file."""
    wholes = [(shelved.path, load(shelved).scenario) for shelved in shelf()]
    banks = [(shelved.path, load_bank(shelved).bank) for shelved in shelf_of_banks()]
    return [(path, whole) for path, whole in (*wholes, *banks) if whole is not None]


def report(*contents: Scenario | Bank, missing: bool = False) -> CoverageReport:
    """What is told of some contents."""
    return CoverageReport(fact_coverage(contents, REFERENCE), scenarios=1, banks=1, missing=missing)


@given(
    st.fixed_dictionaries({"letter.ask": Cited, "sky.rain": Cited, "audit.scope": Cited}),
    st.dictionaries(st.sampled_from(["one", "two", "three"]), Cited, min_size=1),
)
def test_a_fact_is_taught_where_it_is_cited_and_nowhere_else(in_story, in_bank):
    """Read backwards, the table is what the files say; a fact that a place cites twice counts once."""
    covered = fact_coverage([scenario(in_story), bank(in_bank)], REFERENCE)
    assert [one.fact.id for one in covered] == FACTS
    told = {(place.name, one.fact.id) for one in covered for place in (*one.in_scenarios, *one.in_questions)}
    assert told == {
        *((f"bakery/{place}", fact) for place, facts in in_story.items() for fact in facts),
        *((f"basics/{place}", fact) for place, facts in in_bank.items() for fact in facts),
    }
    assert sum(len(one.in_scenarios) + len(one.in_questions) for one in covered) == len(told)


def test_every_because_of_the_bundled_library_is_found():
    """A peer that knows nothing of the format counts as often: each `because` in the YAML files of the library."""

    def cited(data: Any) -> Iterator[str]:
        if isinstance(data, dict):
            yield from set(data.get("because", ()))
            data = list(data.values())
        if isinstance(data, list):
            for part in data:
                yield from cited(part)

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files, wholes = zip(*library(), strict=True)
    counted = Counter(fact for file in files for fact in cited(yaml.load(file.read_bytes(), loader)))  # noqa: S506 - safe
    covered = fact_coverage(wholes, bundled_reference()[0])
    assert {one.fact.id: len(one.in_scenarios) + len(one.in_questions) for one in covered if one.taught} == counted


def test_each_place_says_what_it_is_and_where_it_stands():
    """The name has a dot in a story alone, and the line is that of its key in the file."""
    cites = {"letter.ask": ["F-ISO-001"], "sky.rain": ["F-ISO-001"], "audit.scope": ["F-ISO-001"]}
    first, *_ = fact_coverage([scenario(cites), bank({"one": ["F-ISO-001"]})], REFERENCE)
    places = (*first.in_scenarios, *first.in_questions)
    assert [(place.name, place.kind) for place in places] == [
        ("bakery/letter.ask", "choice"),
        ("bakery/sky.rain", "outcome"),
        ("bakery/audit.scope", "check"),
        ("basics/one", "question"),
    ]
    assert [Path(place.place.file).name for place in places] == [*["scenario.yaml"] * 3, "basics.yaml"]


def test_a_fact_that_the_reference_does_not_hold_is_passed_over():
    """Content that was read beside other facts is counted as far as the facts are there."""
    smaller = Reference(facts={"F-ISO-001": REFERENCE.facts["F-ISO-001"]})
    (one,) = fact_coverage([bank({"one": FACTS})], smaller)
    assert [place.name for place in one.in_questions] == ["basics/one"]


def test_facts_are_grouped_by_how_their_ids_begin_and_counted_by_how_sure_they_are():
    """Sections keep the order of the reference; a confidence that no fact has is left out."""
    covered = fact_coverage([bank({"one": ["F-ISO-001", "F-ISO-002b"]})], REFERENCE)
    sections = {section: [one.fact.id for one in facts] for section, facts in by_section(covered).items()}
    assert sections == {"F-ISO": FACTS[:3], "F-CHN": FACTS[3:]}
    assert tally(covered) == {"H": (1, 2), "K": (0, 1), "M": (1, 1), "U": (0, 1)}
    assert list(tally(covered[1:3])) == ["K", "M"]
    assert [one.fact.confidence for one in covered if one.sure] == ["H", "K", "H"]


@pytest.mark.parametrize("missing", [False, True])
@pytest.mark.parametrize("width", [40, 71, 72, 120])
def test_a_table_keeps_to_the_width_of_the_terminal(width: int, missing: bool):
    """Whatever is wider goes on in the next line, and nothing of it is lost."""
    many = bank({f"question-{number}": FACTS[:2] for number in range(9)})
    lines = list(as_table(report(many, missing=missing), Paper(width)))
    assert max(map(columns, lines)) <= width
    told = " ".join(" ".join(lines).split())
    assert "nowhere: What F-ISO-002b says." in told if missing else "basics/question-3 and 5 more" in told


def test_only_what_should_be_taught_is_red():
    """In colour a sure fact that nobody teaches stands out; its words do not, even where they say the same."""
    nowhere = Fact(statement="ISO is nowhere.", source="ISO", confidence="H", as_of="2026-11-22", id="F-ISO-001")
    unsure = replace(nowhere, confidence="U", id="F-ISO-002")
    covered = CoverageReport((Coverage(nowhere), Coverage(unsure)), 1, 0, missing=True)
    for width in (40, 120):
        told = "\n".join(as_table(covered, Paper(width, colour=True)))
        assert told.count("\x1b[31m") == 1
        assert "\x1b[31mnowhere\x1b[0m: ISO is nowhere." in told


def test_of_many_places_the_first_are_named_and_the_rest_counted():
    """Stories and questions share the room; where one has few the other has more of it."""
    three = {"letter.ask": ["F-ISO-001"], "sky.rain": ["F-ISO-001"], "audit.scope": ["F-ISO-001"]}
    questions = bank({f"q{number}": ["F-ISO-001"] for number in range(5)})

    def first_row(*contents: Scenario | Bank) -> str:
        return next(line for line in as_table(report(*contents), Paper()) if line.startswith("F-ISO-001 "))

    both = first_row(scenario(three), questions)
    assert both.split()[:4] == ["F-ISO-001", "H", "3", "5"]
    assert both.endswith("bakery/letter.ask, bakery/sky.rain, basics/q0, basics/q1 and 4 more")
    assert first_row(questions).count("basics/") == FIRST
    assert first_row(scenario(three)).endswith("bakery/letter.ask, bakery/sky.rain, bakery/audit.scope")


def test_what_may_not_be_keyed_is_marked_and_explained():
    """M and U have a star in the table, and words in sentences; where none is listed nothing is explained."""
    table = list(as_table(report(), Paper()))
    starred = [line.split()[0] for line in table if "*  " in line and line.startswith("F-")]
    assert starred == ["F-ISO-002b", "F-CHN-001"]
    assert table[-1].startswith("* M and U are not to be keyed")
    sentences = list(as_sentences(report()))
    assert "F-CHN-001, U, not to be keyed: taught nowhere." in sentences
    assert "F-ISO-001, H: taught nowhere." in sentences
    unsure_taught = bank({"one": ["F-ISO-002b", "F-CHN-001"]})
    assert not any("keyed" in line for line in as_table(report(unsure_taught, missing=True), Paper()))


def test_missing_lists_what_nobody_teaches_with_what_it_says_and_counts_all():
    """Who is to write of a fact needs its words; the counts stay those of every fact."""
    lines = list(as_table(report(bank({"one": FACTS[:4]}), missing=True), Paper()))
    assert [line for line in lines if line.startswith("F-CHN-")] == [
        "F-CHN-002    H           0          0  nowhere: What F-CHN-002 says."
    ]
    assert "F-ISO:" not in "".join(lines)
    assert lines[-1] == "4 of 5 facts taught in 1 scenario and 1 bank: H 1 of 2, K 1 of 1, M 1 of 1, U 1 of 1."


def test_an_id_from_elsewhere_cannot_steer_the_terminal():
    """The name of a folder is a scenario's id, whatever characters it has."""
    steering = scenario({"letter.ask": ["F-ISO-001"], "sky.rain": [], "audit.scope": []})
    object.__setattr__(steering, "id", "\x1b[2Jbakery\n")
    for lines in (as_table(report(steering), Paper(80)), as_sentences(report(steering))):
        told = list(lines)
        assert any("[2Jbakery" in line for line in told)
        assert all(line.isprintable() for line in told)


def test_json_holds_every_place_and_the_same_counts():
    """What the table shortens is there in full."""
    questions = bank({f"q{number}": ["F-ISO-001"] for number in range(9)})
    told = json.loads(as_json(report(questions), ["broken.yaml"]))
    assert len(told["facts"]) == len(FACTS)
    assert [place["name"] for place in told["facts"][0]["in_questions"]] == [f"basics/q{n}" for n in range(9)]
    assert told["by_confidence"]["H"] == {"taught": 1, "of": 2}
    assert told["by_section"]["F-CHN"] == {"H": {"taught": 0, "of": 1}, "U": {"taught": 0, "of": 1}}
    assert told["not_counted"] == ["broken.yaml"]
    assert "unnamed_terms" not in told


def test_without_facts_nothing_is_taught_and_nothing_fails():
    """A reference may be empty."""
    covered: tuple[Coverage, ...] = fact_coverage([bank({"one": ["F-ISO-001"]})], Reference())
    lines = list(as_table(CoverageReport(covered, 0, 1), Paper()))
    assert lines == ["0 of 0 facts taught in 0 scenarios and 1 bank: there are none."]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("An **audit\nplan** hangs there.", "Audit plan"),
        ("Three audit plans, two of them late.", "Audit plan"),
        ("It was a near-miss.", "Near miss"),
        ("She asked for the risk assessments.", "Risk assessment"),
        ("He counted the nonconformities.", "Nonconformity"),
        ("We found its extent.", "Extent (of a nonconformity)"),
        ("HACCP, he says.", "HACCP"),
    ],
)
def test_a_term_is_named_where_its_words_stand_in_a_text(text: str, term: str):
    """In any case and number, with marks between, with a hyphen or without, and without what it has in brackets."""
    reference = bundled_reference()[0]
    assert term in {each.term for each in unnamed([story("A letter.")], reference).terms}
    assert term not in {each.term for each in unnamed([story(text)], reference).terms}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The requests of an auditor, for action.", False),
        ("Two corrective action requests.", True),
        ("A car in the yard, and scars on his hand.", False),
        ("The auditor writes three CARs.", True),
        ("CARS stands over the garage.", False),
    ],
)
def test_a_term_is_not_named_by_parts_of_its_words(text: str, named: bool):
    """Words must stand together and for themselves, and an abbreviation in capitals."""
    term = Term(term="Corrective action request", also=("CAR",), meaning="What an auditor asks for.", id="car")
    assert unnamed([story(text)], Reference(glossary={"car": term})).terms == (() if named else (term,))


@pytest.mark.parametrize(("read", "named"), [("car", True), ("Look into the log.", False)])
def test_where_to_read_on_names_a_term_by_its_key(read: str, named: bool):
    """The learner is shown the term for it."""
    term = Term(term="Corrective action request", meaning="What an auditor asks for.", id="car")
    questions = bank({"one": []})
    asked = replace(questions, questions={"one": replace(questions.questions["one"], read=read)})
    assert unnamed([asked], Reference(glossary={"car": term})).terms == (() if named else (term,))


def test_a_standard_is_named_by_its_number():
    """With or without an edition behind it; another number that begins alike is another standard."""
    reference = bundled_reference()[0]

    def named(text: str) -> set[str]:
        return {one.number for one in reference.standards.values()} - {
            one.number for one in unnamed([story(text)], reference).standards
        }

    assert named("Certified to ISO 9001:2026 by Northern.") == {"ISO 9001"}
    assert named("ISO 90011, and ISO/IEC 27001.") == {"ISO/IEC 27001"}
