"""Faults of every kind, planted into the bundled scenario, are told at their lines, with plays that show them."""

import shutil

from planted_faults import FAULTS

from isoquest.authoring.proof import Proof
from isoquest.authoring.prove import prove
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.library import Shelved, bundled_folder, load
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem
from isoquest.engine.play import replay
from isoquest.engine.state import Decision

SHOWN_BY_A_PLAY = {"dead-end", "no-way-out", "endless-score", "first-choice-wins"}
"""The faults that are something that a play does; the others are something that no play does."""
BUDGET = 7.0


def planted_together(folder) -> tuple[Scenario, list[tuple[str, str]], list[str]]:
    """The bundled scenario with all faults at once: for each its code and the text of the line it is told at."""
    text = (bundled_folder() / "harbour-machine-shop" / "scenario.yaml").read_text(encoding="utf-8")
    marks = []
    for fault in FAULTS:
        planted = fault(text)
        text = planted.text
        marks.append((planted.code, text.splitlines()[planted.line - 1]))
    path = folder / "planted" / "scenario.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    shutil.copy(bundled_folder() / "harbour-machine-shop" / QUESTION_FILE, path.parent)
    reading = load(Shelved("planted", path, False))
    assert reading.scenario is not None, reading.problems
    return reading.scenario, marks, text.splitlines()


def told_at(proof: Proof, code: str, line: str, lines: list[str]) -> Problem | None:
    """The problem of a code that is told at a line with this text."""
    return next((p for p in proof.problems if p.code == code and lines[p.place.line - 1] == line), None)


def test_every_planted_fault_is_told_at_its_line_and_shown_by_a_play(tmp_path):
    """Eighteen faults in one copy: each is found, and the plays are replayed by the engine without a misfit."""
    scenario, marks, lines = planted_together(tmp_path)
    proof = prove(scenario, BUDGET)
    assert [mark for mark in marks if told_at(proof, *mark, lines) is None] == []
    for code, line in marks:
        problem = told_at(proof, code, line, lines)
        if code in SHOWN_BY_A_PLAY:
            decisions = [Decision(*written.split(".", 1)) for written in problem.witness.decisions]
            replayed = replay(scenario, problem.witness.seed, decisions)
            assert replayed.stopped is None, code
            if code == "dead-end":
                assert replayed.play.over
                assert scenario.nodes[replayed.play.state.node].ending is None
