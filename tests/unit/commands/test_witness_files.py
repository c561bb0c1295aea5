"""The plays that show problems, written as files: what is told of them can be typed."""

from __future__ import annotations

import shlex
from pathlib import Path

from generated import REFERENCE, banks

from isoquest.commands.witness_files import write_witnesses
from isoquest.content.problems import Place, Problem, Witness
from isoquest.content.reading import read_scenario
from isoquest.engine.journal import Journal, from_text

STORY = b"""
isoquest: 1
title: A short story
summary: One company.
start: done
nodes:
  done: {phase: after, text: Over., ending: {kind: success, title: Certified, outcome: So it ended.}}
"""


def test_a_path_with_spaces_can_be_typed(tmp_path: Path):
    """A shell takes the command apart as it was meant, and the file holds the play."""
    file = "mein B\u00fcro/scenario.yaml"
    scenario = read_scenario(STORY, file, REFERENCE, banks=banks).scenario
    assert scenario is not None
    problem = Problem("dead-end", "stuck", Place(file, 4, 1, 4, 2), witness=Witness(7, ("letter.ask",)))
    (told,) = write_witnesses(scenario, [problem], tmp_path / "all plays")
    where, _, command = told.partition(": ")
    assert where == "dead-end, line 4"
    *words, written = shlex.split(command)
    assert words == ["isoquest", "play", file, "--replay"]
    journal = from_text(Path(written).read_text(encoding="utf-8"))
    assert isinstance(journal, Journal)
    assert (journal.seed, [*map(str, journal.decisions)]) == (7, ["letter.ask"])
