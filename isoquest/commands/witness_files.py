"""The plays that show problems as decision lists that `isoquest play --replay` takes."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Witness
from isoquest.engine.journal import Journal, to_text
from isoquest.engine.state import Decision


def write_witnesses(scenario: Scenario, problems: Iterable[Problem], folder: Path) -> Iterator[str]:
    """Write each play into a folder, named by scenario, code and line; a sentence for each file.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for problem in problems:
        if problem.witness is not None:
            path = folder / f"{scenario.id}-{problem.code}-{problem.place.line}.json"
            path.write_text(to_text(_journal(scenario, problem.witness)), encoding="utf-8")
            play = f"isoquest play {shlex.quote(scenario.file)} --replay {shlex.quote(str(path))}"
            yield f"{problem.code}, line {problem.place.line}: {play}"


def _journal(scenario: Scenario, witness: Witness) -> Journal:
    decisions = (Decision(*written.split(".", 1)) for written in witness.decisions)
    return Journal(scenario.id, scenario.content_hash, witness.seed, tuple(decisions))
