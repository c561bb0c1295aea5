"""What a lesson is about, as its first event holds it."""

from __future__ import annotations

import pytest
from rooms import BANK, STORY

from isoquest.classroom.room.material import BANK_FILE, SCENARIO_FILE, bank_file, read_material
from isoquest.classroom.room.terms import Material
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.library import bundled_reference
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank

ASKS = STORY.replace("start: letter", "start: gate").replace(
    "nodes:\n", "nodes:\n  gate: {phase: audit, text: Asked., ask: {count: 1}, to: letter}\n"
)


def read(files: dict[str, str]) -> Bank | Scenario | str:
    """The material in these texts."""
    return read_material(Material("small", "", files), bundled_reference()[0])


def test_a_bank_and_a_scenario_are_read_from_their_texts():
    """A bank, a scenario, and a scenario that asks from a bank beside it or from a named one."""
    assert isinstance(read({BANK_FILE: BANK}), Bank)
    assert isinstance(read({SCENARIO_FILE: STORY}), Scenario)
    assert isinstance(read({SCENARIO_FILE: ASKS, QUESTION_FILE: BANK}), Scenario)
    named = ASKS.replace("{count: 1}", "{bank: other, count: 1}")
    assert isinstance(read({SCENARIO_FILE: named, bank_file("other"): BANK}), Scenario)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"notes.txt": "x"},
        {BANK_FILE: ""},
        {BANK_FILE: "\ud800"},
        {SCENARIO_FILE: "[" * 10_000},
        {SCENARIO_FILE: "\ud800"},
        {SCENARIO_FILE: ASKS},
        {SCENARIO_FILE: ASKS, QUESTION_FILE: "no: bank"},
    ],
)
def test_what_cannot_be_read_is_told_without_its_full_stop(files: dict[str, str]):
    """Missing, damaged or incomplete texts give part of a sentence."""
    told = read(files)
    assert isinstance(told, str)
    assert told[0].islower()
    assert not told.endswith(".")
