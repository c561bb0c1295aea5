"""Every bundled scenario keeps what the library promises of each."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from isoquest.authoring.proof_files import known_bounds
from isoquest.authoring.prove import prove
from isoquest.content.library import Shelved, bank_at, bundled_folder, load, load_bank, shelf
from isoquest.content.model import Scenario
from isoquest.progress.location import PROOFS

BENCH = Path(__file__).resolve().parents[2] / "bench"
BUDGET = 30.0
"""Seconds within which a proof has to decide everything on a machine that does much else."""
PLAYS = 300
LEAST_NODES = {"is-iso-a-certificate": 15, "the-year-after": 40}
"""The least number of nodes, where it is not 45."""

of_each = pytest.mark.parametrize("shelved", shelf(), ids=lambda shelved: shelved.id)


@cache
def loaded(shelved: Shelved) -> Scenario:
    """The scenario, without a problem of any kind in its form."""
    reading = load(shelved)
    assert reading.problems == ()
    assert reading.scenario is not None
    return reading.scenario


@pytest.fixture(scope="module")
def random_play() -> Iterator[ModuleType]:
    """The script whose players choose at random."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(BENCH), *sys.path])
        yield importlib.import_module("random_play")


@of_each
def test_it_is_as_large_as_promised(shelved: Shelved):
    """Nodes enough for a story, eight endings of three kinds or more, an assessment, twelve questions of its own."""
    scenario = loaded(shelved)
    endings = [node.ending for node in scenario.nodes.values() if node.ending]
    assert len(scenario.nodes) >= LEAST_NODES.get(scenario.id, 45)
    assert len(endings) >= 8
    assert len({ending.kind for ending in endings}) >= 3
    assert any(node.assess for node in scenario.nodes.values())
    assert any(node.ask and node.ask.bank is None for node in scenario.nodes.values())
    bank = load_bank(bank_at(shelved.path.parent / "questions.yaml")).bank
    assert bank is not None
    assert len(bank.questions) >= 12


@of_each
def test_its_people_have_wishes(shelved: Shelved):
    """Everybody in the cast wants something."""
    assert [person.name for person in loaded(shelved).cast.values() if not person.wish] == []


@of_each
def test_every_feedback_teaches_and_cites(shelved: Shelved):
    """No choice that scores is answered without an explanation and a fact behind it."""
    silent = [
        f"{node.id}.{choice.id}"
        for node in loaded(shelved).nodes.values()
        for choice in node.choices.values()
        if any(other.score for other in node.choices.values()) and not (choice.feedback and choice.because)
    ]
    assert silent == []


@of_each
def test_any_player_reaches_an_ending(shelved: Shelved, random_play: ModuleType):
    """Three hundred players who decide and answer at random all come to an ending."""
    scenario = loaded(shelved)
    player = random_play.Player(scenario)
    ends = {player.play() for _ in range(PLAYS)}
    assert player.left == 0
    assert all(scenario.nodes[end].ending is not None for end in ends)


@of_each
def test_everything_about_it_is_proved(shelved: Shelved):
    """No error, no warning, and no question about its plays is left undecided."""
    proof = prove(loaded(shelved), BUDGET)
    assert [problem.message for problem in proof.problems if problem.severity != "note"] == []
    assert list(proof.undecided) == []


@of_each
def test_what_whole_plays_earn_is_shipped(shelved: Shelved):
    """The debrief of each needs no proof. After a change: `isoquest check scenarios --proofs scenarios/proofs`."""
    assert known_bounds(loaded(shelved), bundled_folder() / PROOFS) is not None
