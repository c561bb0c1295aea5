"""Different ways to play a bundled scenario lead to different endings, and go on doing so."""

from __future__ import annotations

from pathlib import Path

import pytest

from isoquest.content.library import Shelved, find, load
from isoquest.engine.journal import Journal, from_text
from isoquest.engine.play import replay

REPLAYS = Path(__file__).resolve().parents[1] / "replays"


@pytest.mark.parametrize(
    ("scenario", "strategy", "kind", "ending"),
    [
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
        ("three-standards-one-site", "own-sandwiches", "wise", "end-wise"),
        ("three-standards-one-site", "bucket", "partial", "end-two"),
        ("three-standards-one-site", "cheap-and-flat", "failure", "end-sling"),
        ("is-iso-a-certificate", "binder", "success", "end-narrow"),
        ("is-iso-a-certificate", "register", "success", "end-narrow"),
        ("is-iso-a-certificate", "boots", "wise", "end-visit"),
        ("is-iso-a-certificate", "wall", "failure", "end-wide"),
    ],
)
def test_a_strategy_leads_to_its_ending(scenario: str, strategy: str, kind: str, ending: str):
    """The decision list still fits, and ends where it ended."""
    shelved = find(scenario)
    assert isinstance(shelved, Shelved)
    loaded = load(shelved).scenario
    assert loaded is not None
    journal = from_text((REPLAYS / f"{scenario}-{strategy}.json").read_text("utf-8"))
    assert isinstance(journal, Journal)
    replayed = replay(loaded, journal.seed, journal.decisions)
    assert replayed.stopped is None
    assert replayed.play.state.node == ending
    reached = loaded.nodes[ending].ending
    assert reached is not None
    assert reached.kind == kind
