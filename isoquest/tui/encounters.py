"""What of the whole shelf has to do with what is looked up: stories with the moments already met, and questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isoquest.content.bank_reading import BankReading
from isoquest.content.library import Shelved
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.engine.state import Decision
from isoquest.progress.saved import SavedPlay
from isoquest.tui.loading import Loader


@dataclass(frozen=True, slots=True)
class Story:
    """A scenario that can be played, and the ids of those of its nodes at which the player has decided."""

    scenario: Scenario
    met: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quiz:
    """A bank that can be asked."""

    shelved: Shelved
    reading: BankReading
    bank: Bank


@dataclass(frozen=True, slots=True)
class Encounters:
    """Everything that can be played and asked."""

    stories: tuple[Story, ...]
    quizzes: tuple[Quiz, ...]


def read_stories(loader: Loader, plays: Iterable[SavedPlay]) -> tuple[Story, ...]:
    """Every scenario that can be played. It waits for the disk: call it off the event loop."""
    met: dict[tuple[str, str], set[str]] = {}
    for play in plays:
        decisions = filter(None, map(Decision.read, play.decisions))
        met.setdefault((play.scenario, play.source), set()).update(decision.node for decision in decisions)
    read = ((shelved, loader.reading(shelved).scenario) for shelved in loader.shelf())
    return tuple(
        Story(scenario, frozenset(met.get((shelved.id, shelved.source), ())))
        for shelved, scenario in read
        if scenario is not None
    )


def read_encounters(loader: Loader, plays: Iterable[SavedPlay]) -> Encounters:
    """Every scenario that can be played and every bank that can be asked. Likewise off the event loop."""
    read = ((shelved, loader.bank_reading(shelved)) for shelved in loader.banks())
    quizzes = (Quiz(shelved, reading, reading.bank) for shelved, reading in read if reading.bank is not None)
    return Encounters(read_stories(loader, plays), tuple(quizzes))
