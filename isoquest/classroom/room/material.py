"""What a lesson is about becomes a bank or a scenario again, from the texts that its first event holds."""

from __future__ import annotations

from isoquest.classroom.room.terms import Material
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.bank_reading import read_bank
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.content.reading import read_scenario
from isoquest.content.reference import Reference

BANK_FILE = "bank.yaml"
SCENARIO_FILE = "scenario.yaml"


def bank_file(bank_id: str) -> str:
    """The name under which a bank stands that a scenario asks from."""
    return f"banks/{bank_id}.yaml"


def read_material(material: Material, reference: Reference) -> Bank | Scenario | str:
    """The bank or scenario of a lesson, or why it cannot be read, as a sentence without its full stop."""
    if BANK_FILE in material.files:
        return _bank(material, BANK_FILE, material.id, reference)
    if SCENARIO_FILE not in material.files:
        return "this lesson holds neither a bank nor a scenario"

    def banks(name: str | None) -> Bank | str:
        file = QUESTION_FILE if name is None else bank_file(name)
        if file not in material.files:
            return f"this lesson does not hold `{file}`"
        return _bank(material, file, name or material.id, reference)

    text = material.files[SCENARIO_FILE].encode(errors="replace")
    reading = read_scenario(text, material.source or SCENARIO_FILE, reference, material.id, banks)
    return reading.scenario or f"the scenario `{material.id}` of this lesson cannot be read by this version of IsoQuest"


def _bank(material: Material, file: str, bank_id: str, reference: Reference) -> Bank | str:
    reading = read_bank(material.files[file].encode(errors="replace"), file, reference, bank_id)
    return reading.bank or f"the bank `{bank_id}` of this lesson cannot be read by this version of IsoQuest"
