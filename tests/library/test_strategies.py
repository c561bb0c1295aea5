"""Different ways to play a bundled scenario lead to different endings, and go on doing so."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from isoquest.content.library import Shelved, find, load, shelf
from isoquest.content.model import Scenario
from isoquest.engine.journal import Journal, from_text
from isoquest.engine.play import replay
from isoquest.engine.state import Decision

REPLAYS = Path(__file__).resolve().parents[1] / "replays"


STRATEGIES = [
    ("harbour-machine-shop", "careful", "success", "end-clean"),
    ("harbour-machine-shop", "narrow", "success", "end-clean"),
    ("harbour-machine-shop", "cheap", "failure", "end-wrong-body"),
    ("harbour-machine-shop", "hasty", "partial", "new-stage-2"),
    ("harbour-machine-shop", "second-party", "wise", "end-wise"),
    ("cloud-ledger", "small-keys", "success", "end-clean"),
    ("cloud-ledger", "open-books", "success", "end-clean"),
    ("cloud-ledger", "looked-at", "wise", "end-looked"),
    ("cloud-ledger", "borrowed-ribbon", "failure", "end-worthless"),
    ("green-valley-foods", "together", "success", "end-two-plants"),
    ("green-valley-foods", "brook-first", "success", "end-two-plants"),
    ("green-valley-foods", "farm-shops", "wise", "end-shops"),
    ("green-valley-foods", "gentle-word", "failure", "end-quiet"),
    ("green-valley-foods", "thrifty", "failure", "end-wrong-paper"),
    ("three-standards-one-site", "one-sheet", "success", "end-clean"),
    ("three-standards-one-site", "crews-first", "success", "end-clean"),
    ("three-standards-one-site", "safety-first", "success", "end-clean"),
    ("three-standards-one-site", "own-sandwiches", "wise", "end-wise"),
    ("three-standards-one-site", "bucket", "partial", "end-two"),
    ("three-standards-one-site", "cheap-and-flat", "failure", "end-sling"),
    ("the-year-after", "two-mornings", "success", "end-kept"),
    ("the-year-after", "fresh-labels", "success", "end-kept"),
    ("the-year-after", "own-shop", "success", "end-kept"),
    ("the-year-after", "without-the-page", "wise", "end-without"),
    ("the-year-after", "january-please", "partial", "end-own-eyes"),
    ("the-year-after", "hard-school", "partial", "end-orange"),
    ("the-year-after", "white-page", "failure", "end-doors"),
    ("is-iso-a-certificate", "binder", "success", "end-narrow"),
    ("is-iso-a-certificate", "register", "success", "end-narrow"),
    ("is-iso-a-certificate", "boots", "wise", "end-visit"),
    ("is-iso-a-certificate", "wall", "failure", "end-wide"),
]


def kept_list(scenario: str, strategy: str) -> Journal:
    """The decision list that is kept of a strategy."""
    journal = from_text((REPLAYS / f"{scenario}-{strategy}.json").read_text("utf-8"))
    assert isinstance(journal, Journal)
    return journal


def chosen(scenario: Scenario, strategy: str) -> frozenset[Decision]:
    """The choices that were taken in it; reading on and answers to questions left out."""
    decisions = kept_list(scenario.id, strategy).decisions
    return frozenset(decision for decision in decisions if scenario.nodes[decision.node].choices)


@pytest.mark.parametrize(("scenario", "strategy", "kind", "ending"), STRATEGIES)
def test_a_strategy_leads_to_its_ending(scenario: str, strategy: str, kind: str, ending: str):
    """The decision list still fits, and ends where it ended."""
    shelved = find(scenario)
    assert isinstance(shelved, Shelved)
    loaded = load(shelved).scenario
    assert loaded is not None
    journal = kept_list(scenario, strategy)
    replayed = replay(loaded, journal.seed, journal.decisions)
    assert replayed.stopped is None
    assert replayed.play.state.node == ending
    reached = loaded.nodes[ending].ending
    assert reached is not None
    assert reached.kind == kind


@pytest.mark.parametrize("shelved", shelf(), ids=lambda shelved: shelved.id)
def test_every_story_has_three_quite_different_ways(shelved: Shelved):
    """Three strategies or more are kept of each, and they come to three endings of three kinds."""
    kept = [(kind, ending) for scenario, _, kind, ending in STRATEGIES if scenario == shelved.id]
    assert len(set(kept)) >= 3
    assert len({kind for kind, _ in kept}) >= 3


@pytest.mark.parametrize("shelved", shelf(), ids=lambda shelved: shelved.id)
def test_the_best_outcome_is_come_to_in_two_quite_different_ways(shelved: Shelved):
    """Two strategies end at the same success and share less than three of four choices."""
    scenario = load(shelved).scenario
    assert scenario is not None
    succeeded = [(one[1], one[3]) for one in STRATEGIES if (one[0], one[2]) == (shelved.id, "success")]
    ways = [(chosen(scenario, strategy), ending) for strategy, ending in succeeded]
    pairs = [(one, two) for (one, end), (two, other) in combinations(ways, 2) if end == other]
    assert any(len(one & two) < 0.75 * min(len(one), len(two)) for one, two in pairs)
