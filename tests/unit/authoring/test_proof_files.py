"""Proofs kept as files: the same proof comes back as long as nothing has changed, and none otherwise."""

from dataclasses import replace

from generated import REFERENCE, banks
from small_scenarios import small_scenario

from isoquest.authoring import proof_files
from isoquest.authoring.proof_files import keep_proof, kept_proof, known_bounds
from isoquest.authoring.prove import prove
from isoquest.content.reading import read_scenario
from isoquest.engine.scoring import Bounds

STORY = b"""
isoquest: 1
title: A short story
summary: One company.
start: letter
nodes:
  letter:
    phase: choose
    text: A letter.
    choices:
      stop: {text: Stop., score: 1, to: done}
      wait: {text: Wait., score: -2, to: done}
  done: {phase: after, text: Over., ending: {kind: success, title: Certified, outcome: So it ended.}}
"""


def story():
    """One decision, worth a mark or two less than none."""
    return read_scenario(STORY, "short/scenario.yaml", REFERENCE, banks=banks).scenario


def test_a_kept_proof_comes_back_whole(tmp_path):
    """Problems with places and plays, bounds, strategies: all as they were proved."""
    for seed in range(40):
        scenario = small_scenario(seed)
        if scenario is not None:
            proof = prove(scenario)
            keep_proof(proof, scenario, tmp_path, 20)
            assert kept_proof(scenario, tmp_path, 20) == proof


def test_a_changed_scenario_or_program_is_proved_anew(tmp_path, monkeypatch):
    """A proof of other content, or by other rules, is none."""
    scenario = story()
    keep_proof(prove(scenario), scenario, tmp_path, 20)
    other = read_scenario(STORY.replace(b"-2", b"-3"), "short/scenario.yaml", REFERENCE).scenario
    assert kept_proof(other, tmp_path, 20) is None
    monkeypatch.setattr(proof_files, "rules_fingerprint", lambda: "other")
    assert kept_proof(scenario, tmp_path, 20) is None


def test_a_proof_cut_short_serves_no_one_with_more_time(tmp_path):
    """What one second left open is tried again with twenty, and not with one."""
    scenario = story()
    keep_proof(replace(prove(scenario), undecided=("whether it rains",)), scenario, tmp_path, 1)
    assert kept_proof(scenario, tmp_path, 20) is None
    assert kept_proof(scenario, tmp_path, 1) is not None


def test_a_damaged_file_is_no_proof(tmp_path):
    """Whatever stands in the file, it is only proved once more."""
    scenario = story()
    keep_proof(prove(scenario), scenario, tmp_path, 20)
    (path,) = tmp_path.glob("*.json")
    whole = path.read_text()
    for damaged in ("", "[]", whole[: len(whole) // 2], whole.replace('"score"', '"scored"'), "[" * 100_000):
        path.write_text(damaged)
        assert kept_proof(scenario, tmp_path, 20) is None
        assert known_bounds(scenario, tmp_path) is None


def test_bounds_are_known_from_any_proof_of_the_same_content(tmp_path, monkeypatch):
    """The worst and best score hang on the scenario alone."""
    scenario = story()
    keep_proof(prove(scenario), scenario, tmp_path / "b", 20)
    monkeypatch.setattr(proof_files, "rules_fingerprint", lambda: "other")
    assert known_bounds(scenario, tmp_path / "a", tmp_path / "b") == Bounds(-2, 1)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path):
    """Keeping a proof where a file stands in the way changes nothing."""
    (tmp_path / "file").write_text("here")
    keep_proof(prove(story()), story(), tmp_path / "file", 20)
    assert (tmp_path / "file").read_text() == "here"
