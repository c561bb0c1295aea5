"""The Harbour Machine Shop keeps what it promises to players."""

from pathlib import Path

import pytest

from isoquest.content.library import Shelved, find, load
from isoquest.content.model import Scenario
from isoquest.engine.journal import Journal, from_text

REPLAYS = Path(__file__).resolve().parents[1] / "replays"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The bundled scenario."""
    shelved = find("harbour-machine-shop")
    assert isinstance(shelved, Shelved)
    loaded = load(shelved).scenario
    assert loaded is not None
    return loaded


def test_it_is_as_large_as_promised(scenario: Scenario):
    """At least 120 choices, and every phase."""
    assert sum(len(node.choices) for node in scenario.nodes.values()) >= 120
    assert len({node.phase for node in scenario.nodes.values() if node.phase}) == 7


def test_its_own_questions_are_put_where_the_story_wants_them(scenario: Scenario):
    """The course, the quarter of an hour before the audit, the local paper: two cards each, of eight or more."""
    asking = {node.id: node for node in scenario.nodes.values() if node.ask is not None}
    assert set(asking) == {"course", "quarter-hour", "gazette"}
    for node in asking.values():
        assert node.ask is not None
        assert node.ask.count == 2
        assert len(node.questions) >= 8


def test_most_early_votes_are_not_top_management_s(scenario: Scenario):
    """Where each team of a class votes on what is its own, nobody has to watch one team for ten decisions."""
    journal = from_text((REPLAYS / "harbour-machine-shop-careful.json").read_text("utf-8"))
    assert isinstance(journal, Journal)
    roles = [scenario.nodes[decision.node].role for decision in journal.decisions[:10]]
    assert roles.count("management") <= 4
    assert {"quality", "production", None} <= set(roles)
