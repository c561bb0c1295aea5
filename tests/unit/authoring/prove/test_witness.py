"""Plays that show what a proof says: found for chance of every kind, and played by the engine itself."""

from generated import REFERENCE, banks

from isoquest.authoring.prove import prove
from isoquest.content.reading import read_scenario
from isoquest.engine.play import replay
from isoquest.engine.rules import is_over
from isoquest.engine.state import Decision

STUCK_BEHIND_CHANCE = """
isoquest: 1
title: A short story
summary: One company.
meters: {luck: {start: 0, max: 9}}
start: begin
nodes:
  begin: {phase: choose, text: It begins., to: one}
  one: {chance: {yes: {weight: 1, add: {luck: 1}, to: asked}, no: {weight: 3, to: asked}}}
  asked:
    phase: choose
    text: A question.
    ask: {bank: basics, count: 1}
    wrong: {add: {luck: 1}}
    to: two
  two: {chance: {yes: {weight: 1, add: {luck: 1}, to: audit}, no: {weight: 3, to: audit}}}
  audit:
    phase: audit
    text: The audit.
    assess:
      sample: 1
      checks:
        a: {needs: luck >= 9, grade: minor, finding: Missing.}
        b: {needs: luck >= 0, grade: minor, finding: Missing.}
    to: last
  last:
    phase: after
    text: The last choice.
    choices:
      go: {text: Go on., when: luck < 3 or minors == 0, to: done}
  done: {phase: after, text: Over., ending: {kind: success, title: Certified, outcome: So it ended.}}
"""


def test_a_dead_end_behind_chances_questions_and_a_sample_is_shown_by_a_play():
    """One play in sixty-four of those with a wrong answer gets stuck; the proof finds its seed and decisions."""
    reading = read_scenario(STUCK_BEHIND_CHANCE.encode(), "short/scenario.yaml", REFERENCE, banks=banks)
    scenario = reading.scenario
    (problem,) = [problem for problem in prove(scenario).problems if problem.code == "dead-end"]
    decisions = [Decision(*text.split(".", 1)) for text in problem.witness.decisions]
    replayed = replay(scenario, problem.witness.seed, decisions)
    assert replayed.stopped is None
    assert replayed.play.state.node == "last"
    assert is_over(scenario, replayed.play.state)


def test_no_play_is_made_up_where_no_seed_brings_it_about():
    """A chance of one in a thousand million million is possible by the rules, and not called shown."""
    rare = STUCK_BEHIND_CHANCE.replace("{weight: 3, to: audit}", "{weight: 100000000, to: audit}").replace(
        "{weight: 3, to: asked}", "{weight: 100000000, to: asked}"
    )
    scenario = read_scenario(rare.encode(), "short/scenario.yaml", REFERENCE, banks=banks).scenario
    proof = prove(scenario, 3)
    assert not any(problem.code == "dead-end" for problem in proof.problems)
    assert any("some choice is always open at `last`" in question for question in proof.undecided)
