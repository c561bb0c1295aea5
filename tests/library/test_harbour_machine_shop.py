"""The Harbour Machine Shop keeps what it promises to players."""

import random
from pathlib import Path

import pytest

from isoquest.content.library import Shelved, find, load
from isoquest.content.model import Scenario
from isoquest.engine.journal import Journal, from_text
from isoquest.engine.play import Play, replay
from isoquest.engine.rules import available

REPLAYS = Path(__file__).resolve().parents[1] / "replays"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The bundled scenario."""
    shelved = find("harbour-machine-shop")
    assert isinstance(shelved, Shelved)
    loaded = load(shelved).scenario
    assert loaded is not None
    return loaded


@pytest.mark.parametrize(
    ("strategy", "kind", "ending"),
    [
        ("careful", "success", "end-clean"),
        ("cheap", "failure", "end-wrong-body"),
        ("hasty", "partial", "new-stage-2"),
        ("second-party", "wise", "end-wise"),
    ],
)
def test_different_strategies_reach_different_kinds_of_ending(
    scenario: Scenario, strategy: str, kind: str, ending: str
):
    """Care, thrift, haste and doubt each lead somewhere else."""
    journal = from_text((REPLAYS / f"{strategy}.json").read_text("utf-8"))
    assert isinstance(journal, Journal)
    replayed = replay(scenario, journal.seed, journal.decisions)
    assert replayed.stopped is None
    assert replayed.play.state.node == ending
    reached = scenario.nodes[ending].ending
    assert reached is not None
    assert reached.kind == kind


def test_it_is_as_large_as_promised(scenario: Scenario):
    """At least 45 nodes, 120 choices, 8 ending nodes, and every phase."""
    assert len(scenario.nodes) >= 45
    assert sum(len(node.choices) for node in scenario.nodes.values()) >= 120
    assert sum(node.ending is not None for node in scenario.nodes.values()) >= 8
    assert len({node.phase for node in scenario.nodes.values() if node.phase}) == 7


def test_every_feedback_teaches_and_cites(scenario: Scenario):
    """No choice is answered without an explanation and a fact behind it."""
    silent = [
        f"{node.id}.{choice.id}"
        for node in scenario.nodes.values()
        for choice in node.choices.values()
        if not choice.feedback or not choice.because
    ]
    assert silent == []


def test_any_player_reaches_an_ending(scenario: Scenario):
    """Three hundred players who choose at random all come to an ending, and no choice leaves them stuck."""
    for seed in range(300):
        draw = random.Random(seed)
        play = Play.begin(scenario, seed)
        while not play.over:
            options = [option.id for option in available(scenario, play.state) if not option.locked]
            after = play.decide(draw.choice(options))
            assert isinstance(after, Play)
            play = after
        assert scenario.nodes[play.state.node].ending is not None
