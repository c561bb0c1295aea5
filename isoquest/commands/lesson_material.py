"""What a lesson is to be about, read whole, so that its journal needs no other file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from isoquest.authoring.report import summary
from isoquest.classroom.room.material import BANK_FILE, SCENARIO_FILE, bank_file
from isoquest.classroom.room.terms import Material
from isoquest.commands.desk import Complaint
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.library import NotFound, Shelved, find, find_bank, is_bank, load, load_bank
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank


@dataclass(frozen=True, slots=True)
class LessonContent:
    """A bank or scenario, and the texts that it was read from."""

    content: Bank | Scenario
    material: Material


def lesson_content(named: str, own: Path) -> LessonContent:
    """The bank or scenario at a path, or of a name in the library.

    Raises `Complaint` where there is none, or where it cannot be asked or played.
    """
    shelved = find(named, own)
    if isinstance(shelved, NotFound):
        bank = find_bank(named, own)
        if isinstance(bank, NotFound):
            raise Complaint(f"there is no scenario and no bank `{named}`: {shelved.hint}", 2)
        shelved = bank
    return _of_bank(shelved) if is_bank(shelved.path) else _of_scenario(shelved, own)


def _of_bank(shelved: Shelved) -> LessonContent:
    reading = load_bank(shelved)
    if reading.bank is None:
        told = summary(reading.problems)
        raise Complaint(f"`{shelved.id}` cannot be asked: {told}. See: isoquest check {shelved.path}")
    if not reading.bank.questions:
        raise Complaint(f"`{shelved.id}` has no questions to ask")
    return LessonContent(reading.bank, Material(shelved.id, shelved.source, {BANK_FILE: reading.text}))


def _of_scenario(shelved: Shelved, own: Path) -> LessonContent:
    reading = load(shelved, own)
    scenario = reading.scenario
    if scenario is None:
        told = summary(reading.problems)
        raise Complaint(f"`{shelved.id}` cannot be played: {told}. See: isoquest check {shelved.path}")
    files = {SCENARIO_FILE: reading.text}
    for name in {node.ask.bank for node in scenario.nodes.values() if node.ask is not None}:
        if name is None:
            files[QUESTION_FILE] = _text_of(Shelved(shelved.id, shelved.path.parent / QUESTION_FILE, shelved.bundled))
        else:
            bank = find_bank(name, own)
            if isinstance(bank, Shelved):
                files[bank_file(name)] = _text_of(bank)
    return LessonContent(scenario, Material(shelved.id, shelved.source, files))


def _text_of(shelved: Shelved) -> str:
    return load_bank(shelved).text
