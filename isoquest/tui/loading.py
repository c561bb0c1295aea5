"""Scenarios and reference data for the screens, each file read once for as long as it stays the same."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Literal, TypeAlias

from isoquest.content.asking import QUESTION_FILE
from isoquest.content.bank_reading import BankReading
from isoquest.content.library import (
    SCENARIO_FILE,
    NotFound,
    Shelved,
    bundled_folder,
    bundled_reference,
    find_bank,
    learning_path,
    load,
    load_bank,
    shelf,
    shelf_of_banks,
)
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.content.reading import Reading
from isoquest.content.reference import Reference
from isoquest.engine.debrief import title_of
from isoquest.progress.learning import Learning, learning_of
from isoquest.progress.saved import SavedPlay
from isoquest.progress.store import Store
from isoquest.tui.words import PHASES

StepKind: TypeAlias = Literal["play", "quiz"]
Stamp: TypeAlias = tuple[tuple[int, int], ...]
"""When each of some files was changed, and its size."""


class Loader:
    """Reads content, from any thread; calls wait for the disk, so none belongs on the event loop."""

    def __init__(self, own: Path | None) -> None:
        self._own = own
        self._lock = threading.Lock()
        self._read: dict[Path, tuple[Stamp, Reading]] = {}
        self._banks: dict[Path, tuple[Stamp, BankReading]] = {}

    def reference(self) -> Reference:
        """Facts, standards and glossary."""
        with self._lock:
            return bundled_reference()[0]

    def shelf(self) -> tuple[Shelved, ...]:
        """Every scenario there is: the user's own, then those of the learning path in its order, then the others."""
        return self._in_order_of_the_path(shelf(self._own), "play")

    def reading(self, shelved: Shelved) -> Reading:
        """A scenario as its file is now."""
        stamp = _stamp(shelved.path, shelved.path.parent / QUESTION_FILE)
        with self._lock:
            known = self._read.get(shelved.path)
            if known is None or known[0] != stamp:
                known = self._read[shelved.path] = (stamp, load(shelved, self._own))
            return known[1]

    def banks(self) -> tuple[Shelved, ...]:
        """Every bank of questions there is, in the same order."""
        return self._in_order_of_the_path(shelf_of_banks(self._own), "quiz")

    def _in_order_of_the_path(self, shelved: tuple[Shelved, ...], kind: StepKind) -> tuple[Shelved, ...]:
        path = learning_path(self._own).path
        stages = path.stages.values() if path is not None else ()
        on_path = [step.content for stage in stages for step in stage.steps.values() if step.kind == kind]
        places = {content: place for place, content in reversed(list(enumerate(on_path)))}
        return tuple(sorted(shelved, key=lambda each: (each.bundled, places.get(each.id, len(on_path)))))

    def bank_reading(self, shelved: Shelved) -> BankReading:
        """A bank as its file is now."""
        stamp = _stamp(shelved.path)
        with self._lock:
            known = self._banks.get(shelved.path)
            if known is None or known[0] != stamp:
                known = self._banks[shelved.path] = (stamp, load_bank(shelved))
            return known[1]

    def learning(self, store: Store, profile_id: int, *, sparing: bool = False) -> Learning | str:
        """A profile on the learning path as it is now, `sparing` as in `learning_of`; of a faulty path, its file."""
        reading = learning_path(self._own)
        if reading.path is None:
            return reading.file
        return learning_of(store, profile_id, reading.path, self._own, self._whole, sparing=sparing)

    def _whole(self, shelved: Shelved, kind: StepKind) -> Scenario | Bank | None:
        return self.reading(shelved).scenario if kind == "play" else self.bank_reading(shelved).bank

    def bank_for(self, saved: SavedPlay) -> Bank | None:
        """The bank of an attempt as it is now; None where it is gone or has problems."""
        found = find_bank(saved.source or saved.scenario, self._own)
        return None if isinstance(found, NotFound) else self.bank_reading(found).bank

    def reading_for(self, saved: SavedPlay) -> Reading:
        """The scenario of a saved play as it is now."""
        return self.reading(shelved_for(saved))

    def title_and_phase(self, saved: SavedPlay) -> tuple[str, str]:
        """The title of what is played, and the phase where a play stands; empty where not known."""
        if saved.kind == "attempt":
            bank = self.bank_for(saved)
            return (bank.title if bank else ""), ""
        scenario = self.reading_for(saved).scenario
        if scenario is None:
            return "", ""
        here = next((node for node in scenario.nodes.values() if title_of(node) == saved.summary), None)
        return scenario.title, PHASES.get(here.phase or "", "") if here else ""


def shelved_for(saved: SavedPlay) -> Shelved:
    """Where the content of a saved play stands."""
    if saved.source:
        return Shelved(saved.scenario, Path(saved.source), bundled=False)
    return Shelved(saved.scenario, bundled_folder() / saved.scenario / SCENARIO_FILE, bundled=True)


def _stamp(*paths: Path) -> Stamp:
    stamps = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            stamps.append((0, 0))
        else:
            stamps.append((status.st_mtime_ns, status.st_size))
    return tuple(stamps)
