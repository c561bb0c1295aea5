"""Every verdict of a proof against every state that the engine can bring about."""

import pytest
from proof_by_hand import greatest_by_hand, never_ends_by_hand, problems_by_hand
from small_scenarios import play_everything, small_scenario

from isoquest.authoring.prove import answering, prove
from isoquest.authoring.prove.claims import claims
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.translate import machine_for
from isoquest.content.model import Scenario
from isoquest.engine.play import replay
from isoquest.engine.scoring import score
from isoquest.engine.state import Decision

REACHABILITY = {
    "unreachable-node",
    "unreachable-ending",
    "unreachable-paragraph",
    "unreachable-choice",
    "dead-end",
    "check-never-fails",
    "check-never-passes",
    "unreachable-edge",
}
SCENARIOS = [(seed, scenario) for seed in range(130) if (scenario := small_scenario(seed)) is not None]


def told(scenario: Scenario) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What a proof says of reachability, and what it leaves open, as pairs of code and subject."""
    proof = prove(scenario)
    every = {
        (claim.message, claim.place): (claim.code, claim.subject)
        for claim in claims(scenario, Running(machine_for(scenario)))
    }
    questions = {
        claim.question: (claim.code, claim.subject) for claim in claims(scenario, Running(machine_for(scenario)))
    }
    found = set()
    for problem in proof.problems:
        if problem.code in REACHABILITY:
            message = problem.message.partition(", nor to")[0]
            found.add(every[message, problem.place])
    undecided = {pair for question, pair in questions.items() for told in proof.undecided if question in told}
    return found, undecided


def behind_others(by_hand: set[tuple[str, str]], found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """What is true and not told on its own, because a node before it is told not to be come to."""
    nodes = ("unreachable-node", "unreachable-ending")
    return {pair for pair in by_hand - found if pair[0] in nodes} if any(code in nodes for code, _ in found) else set()


@pytest.mark.parametrize("few_states", [answering.FEW_STATES, 0], ids=["every state", "layer by layer"])
def test_reachability_is_told_exactly_as_the_engine_plays(monkeypatch, few_states):
    """What a proof calls unreachable, stuck or constant is so in every play, and nothing that is so is left out."""
    monkeypatch.setattr(answering, "FEW_STATES", few_states)
    monkeypatch.setattr(answering, "MORE_STATES", few_states)
    for seed, scenario in SCENARIOS[: None if few_states else 60]:
        played = play_everything(scenario)
        if played is not None:
            by_hand = problems_by_hand(played)
            found, undecided = told(scenario)
            assert found - undecided <= by_hand, f"scenario {seed}"
            assert by_hand - found - undecided == behind_others(by_hand, found), f"scenario {seed}"


def test_best_and_worst_scores_are_those_of_all_plays():
    """For every ending the bounds are the greatest and least of all plays, and a play shows each."""
    for seed, scenario in SCENARIOS[:70]:
        played = play_everything(scenario)
        if played is None:
            continue
        proof = prove(scenario)
        for sign, side in ((1, "greatest"), (-1, "least")):
            bounds = {node: getattr(found, side) for node, found in proof.scores.items()}
            told_values = {node: None if bound is None else sign * bound.proved for node, bound in bounds.items()}
            assert told_values == greatest_by_hand(played, sign), f"scenario {seed}"
            for node, bound in bounds.items():
                if bound is not None:
                    decisions = [Decision(*written.split(".", 1)) for written in bound.witness.decisions]
                    replayed = replay(scenario, bound.witness.seed, decisions)
                    assert replayed.stopped is None
                    assert replayed.play.state.node == node
                    assert score(replayed.play).path.earned == bound.proved


def test_a_play_that_never_ends_is_told_exactly_where_there_is_one():
    """`no-way-out` is told if and only if some state leads to no end."""
    for seed, scenario in SCENARIOS:
        played = play_everything(scenario)
        if played is not None:
            caught = any(problem.code == "no-way-out" for problem in prove(scenario).problems)
            assert caught == never_ends_by_hand(played), f"scenario {seed}"
