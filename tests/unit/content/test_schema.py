"""The JSON Schema of scenarios and banks."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest
from banks import EVERY_TYPE
from core_yaml import core_data
from every_key import EVERY_KEY, keys_of
from generated import REFERENCE, read, to_yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from isoquest.content.bank_reading import read_bank
from isoquest.content.key_descriptions import DESCRIPTIONS
from isoquest.content.library import bundled_folder, bundled_reference
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Severity
from isoquest.content.questions import Bank
from isoquest.content.schema import schema_for, schema_text

FILES = sorted(bundled_folder().glob("*/scenario.yaml")) + sorted(bundled_folder().glob("banks/*.yaml"))
OF_SCENARIO = Draft202012Validator(schema_for(Scenario, REFERENCE))
OF_BANK = Draft202012Validator(schema_for(Bank, REFERENCE))
TEXTS = {"scenario": EVERY_KEY, "bank": EVERY_TYPE}


def bank_problems(text: str) -> tuple[Problem, ...]:
    """What the decoder says of a bank."""
    return read_bank(text.encode(), "bank.yaml", REFERENCE).problems


def scenario_problems(text: str) -> tuple[Problem, ...]:
    """What the decoder says of a scenario."""
    return read(text).problems


READERS = {"scenario": (OF_SCENARIO, scenario_problems), "bank": (OF_BANK, bank_problems)}


def verdicts(text: str, kind: str) -> tuple[bool, bool]:
    """Whether the schema refuses a text, and whether the decoder does."""
    validator, problems = READERS[kind]
    return not validator.is_valid(core_data(text)), any(each.severity is Severity.ERROR for each in problems(text))


@pytest.mark.parametrize("root", [Scenario, Bank])
def test_it_is_a_schema(root: type):
    """It fits draft 2020-12's own schema, and is printed as JSON."""
    drawn = schema_for(root, bundled_reference()[0])
    Draft202012Validator.check_schema(drawn)
    assert json.loads(schema_text(root, bundled_reference()[0])) == drawn


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_whole_library_fits(file):
    """Every bundled scenario and bank is valid as an editor reads it."""
    root = Scenario if file.name == "scenario.yaml" else Bank
    validator = Draft202012Validator(schema_for(root, bundled_reference()[0]))
    assert [error.message for error in validator.iter_errors(core_data(file.read_text("utf-8")))] == []


@pytest.mark.parametrize("kind", TEXTS)
def test_a_file_with_every_key_fits(kind: str):
    """No key and no type of question is forgotten."""
    assert verdicts(TEXTS[kind], kind) == (False, False)


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every key that a schema describes, with its schema."""
    if isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items():
            if "const" not in value:
                yield name, value
        for value in schema.values():
            yield from properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from properties(value)


@pytest.mark.parametrize("root", [Scenario, Bank])
def test_every_key_has_one_short_line(root: type):
    """An editor shows a sentence for each key, short enough for a hover."""
    for name, schema in properties(schema_for(root, REFERENCE)):
        line = schema["description"]
        assert line.endswith("."), name
        assert len(line) <= 110, name
        assert "\n" not in line, name


def test_no_line_is_left_over():
    """Keys that a record has lost are described no longer."""
    for kind, lines in DESCRIPTIONS.items():
        assert dataclasses.is_dataclass(kind)
        assert set(lines) == {field.name for field in keys_of(kind)}, kind.__name__


def test_facts_and_standards_come_with_their_meaning():
    """An editor completes an id and says what it stands for."""
    definitions = schema_for(Scenario, REFERENCE)["$defs"]
    assert definitions["FactId"]["enum"] == ["F-ISO-001", "F-ISO-002"]
    assert definitions["FactId"]["enumDescriptions"] == ["ISO writes standards.", "ISO certifies nobody."]
    assert definitions["StandardId"]["enumDescriptions"] == ["ISO 9001: Quality"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title: The Quay Laundry", "titel: The Quay Laundry"),
        ("isoquest: 1", "isoquest: 2"),
        ("summary: Nineteen people wash for two hospitals, and one of the hospitals has written.", ""),
        ("standard: iso-9001", "standard: iso-9002"),
        ("minutes: 15", "minutes: a quarter of an hour"),
        ("start: 20", "start: 20.5"),
        ("start: 20", "start: 1000000000"),
        ("good: high", "good: hihg"),
        ("hidden: false", "hidden: no"),
        ("  worry:\n", "  not:\n"),
        ("  promised: Ilse", "  Promised!: Ilse"),
        ("phase: plan", "phase: planning"),
        ("  letter:\n", "  the letter:\n"),
        ("  owner: The owner", "  the owner: The owner"),
        ("role: owner", "role: The owner"),
        ("text: Wait and see.", "text: {wait: and see}"),
        ("text: Wait and see.", 'text: " "'),
        ("because: [F-ISO-001]", "because: [F-ISO-999]"),
        ("add: {worry: 5}", "add: [worry, 5]"),
        ("weight: 3", "weight: three"),
        ('clause: "5.2"', 'clause: "§ 5.2"'),
        ("needs: [policy, budget > 0]", "needs: []"),
        ("kind: failure", "kind: failed"),
        ("          finding: Nobody could show a policy.\n", ""),
        ("cast:\n  ilse:\n", "cast:\n  - ilse:\n"),
    ],
)
def test_a_planted_fault_in_a_scenario_is_refused_twice(right: str, wrong: str):
    """What an author may get wrong is marked by the editor as well as by the decoder."""
    assert right in EVERY_KEY
    assert verdicts(EVERY_KEY.replace(right, wrong, 1), "scenario") == (True, True)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("type: one", "type: single"),
        ("type: one", "type: text"),
        ("right: true, why: It", "right: yes, why: It"),
        ("number: {value: 3", "number: {value: about 3"),
        ("accept: [Statement of Applicability, SoA]", "accepts: [SoA]"),
        ("{left: A company, right: A certification body}", "{left: A company}"),
        ("  soa: {", "  SoA: {"),
        ("topics: {chain", "topic: {chain"),
        ("title: Every type", "title: [Every type]"),
        ("fixed: true", "fixed: 1"),
    ],
)
def test_a_planted_fault_in_a_bank_is_refused_twice(right: str, wrong: str):
    """Likewise in questions."""
    assert right in EVERY_TYPE
    assert verdicts(EVERY_TYPE.replace(right, wrong, 1), "bank") == (True, True)


def places(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value of some data."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield (*path, key)
        yield from places(value, (*path, key))


VALUES = """
~ | null | no | true | True | "true" | 7.10 | 0x10 | +5 | -0 | "12" | 1e3 | .nan | 12:30 | 1234567890 | 2026-11-22 |
[] | {} | [a] | [[a]] | {a: b} | "" | " " | 'null' | letter | board | scope | policy | budget > 3 |
[scope, budget > 3] | F-ISO-001 | [F-ISO-001, F-ISO-002] | 9.2 | A.5.1 | {name: x} | {node: letter} |
{value: 3} | minor | one | choose | a b
"""
WRITTEN = st.sampled_from(["", *(value.strip() for value in VALUES.split("|"))]) | st.from_regex(
    r"[-+]?[.a-z0-9_][-+.a-z0-9_]{0,7}", fullmatch=True
)
KEYS = st.sampled_from(["", "null", "true", "no", "1", "7.10", "text", "when", "id", "place", "Letter", "a b", "a-b"])


@given(kind=st.sampled_from(list(TEXTS)), data=st.data())
def test_what_the_schema_refuses_the_decoder_refuses(kind: str, data: st.DataObject):
    """Whatever is written for a value, struck out or renamed: an editor marks nothing that could be played."""
    changed = core_data(TEXTS[kind])
    path = data.draw(st.sampled_from(list(places(changed))))
    owner = changed
    for key in path[:-1]:
        owner = owner[key]
    change = data.draw(st.sampled_from(["write", "write", "write", "strike", "rename", "add"]))
    written = data.draw(WRITTEN)
    if change == "write":
        owner[path[-1]] = "HOLE"
    elif change == "strike":
        del owner[path[-1]]
    elif isinstance(owner, dict):
        owner[data.draw(KEYS)] = owner.pop(path[-1]) if change == "rename" else "HOLE"
    text = to_yaml(changed).replace("HOLE", written)
    schema_refuses, decoder_refuses = verdicts(text, kind)
    assert decoder_refuses or not schema_refuses, text
