"""What is measured over all plays: scores, lengths, chances, loops, simple strategies."""

from fractions import Fraction
from math import isclose

from generated import REFERENCE, banks
from proof_by_hand import problems_by_hand
from small_scenarios import play_everything, small_scenario

from isoquest.authoring.prove import prove
from isoquest.content.reading import read_scenario
from isoquest.engine.play import Play, replay
from isoquest.engine.rules import available
from isoquest.engine.state import Decision

HEAD = """
isoquest: 1
title: A short story
summary: One company.
meters: {weeks: {start: 3, max: 6}}
evidence: {scope: Scope statement}
start: letter
nodes:
"""
ENDINGS = """
  done: {phase: after, text: Over., ending: {kind: success, title: Certified, outcome: So it ended.}}
  lost: {phase: after, text: Over., ending: {kind: failure, title: Lost, outcome: So it ended.}}
"""


def proof_of(nodes: str, **options):
    """The proof of a story with these nodes and two endings, and the story."""
    reading = read_scenario((HEAD + nodes + ENDINGS).encode(), "short/scenario.yaml", REFERENCE, banks=banks)
    assert reading.scenario is not None, reading.problems
    return prove(reading.scenario, **options), reading.scenario


def test_odds_of_a_choice_and_a_chance_multiply():
    """Half take the one choice; of these a quarter is lost by chance."""
    proof, _ = proof_of(
        """
  letter:
    phase: choose
    text: A letter.
    choices:
      ask: {text: Ask., to: luck}
      wait: {text: Wait., to: done}
  luck: {chance: {good: {weight: 3, to: done}, bad: {weight: 1, to: lost}}}
""",
        with_odds=True,
    )
    assert proof.odds == {"done": Fraction(7, 8), "lost": Fraction(1, 8)}


def test_odds_of_a_sample_are_those_of_drawing_without_putting_back():
    """Two of three checks are drawn and one fails: it is met in two plays of three."""
    proof, _ = proof_of(
        """
  letter:
    phase: audit
    text: The audit.
    assess:
      sample: 2
      checks:
        a: {needs: scope, grade: major, finding: Missing.}
        b: {needs: weeks >= 0, grade: major, finding: Missing.}
        c: {needs: weeks >= 1, grade: major, finding: Missing.}
    to: [{when: majors > 0, node: lost}, {node: done}]
""",
        with_odds=True,
    )
    assert proof.odds == {"lost": Fraction(2, 3), "done": Fraction(1, 3)}


def test_odds_round_a_loop_are_followed_to_their_end():
    """Going round by lot until one leaves: both ways out are taken equally often."""
    proof, _ = proof_of(
        """
  letter:
    phase: choose
    text: A letter.
    choices:
      again: {text: Read it again., to: letter}
      ask: {text: Ask., to: done}
      wait: {text: Wait., to: lost}
""",
        with_odds=True,
    )
    assert all(isclose(chance, 0.5, abs_tol=1e-9) for chance in proof.odds.values())


def test_odds_agree_with_the_engine_played_by_lot():
    """The chances of a scenario's endings are those that follow from every step that the engine can make."""
    for seed in range(25):
        scenario = small_scenario(seed)
        if scenario is None or any(node.chance or node.assess or node.ask for node in scenario.nodes.values()):
            continue
        played = play_everything(scenario)
        there = {played.begun[0]: Fraction(1)}
        found = {}
        for _ in range(400):
            after = {}
            for state, share in there.items():
                steps = played.steps[state]
                if not steps:
                    node = played.states[state].node
                    found[node] = found.get(node, 0) + share
                for target, _, _ in steps:
                    after[target] = after.get(target, 0) + share / len(steps)
            there = after
        odds = prove(scenario, with_odds=True).odds
        for node, chance in odds.items():
            assert isclose(chance, found.get(node, 0), abs_tol=1e-6), f"scenario {seed}"


def test_shortest_and_longest_play_leave_reading_on_out():
    """Only decisions count; a play shows each number."""
    proof, scenario = proof_of(
        """
  letter:
    phase: choose
    text: A letter.
    choices:
      ask: {text: Ask., to: board}
      wait: {text: Wait., to: done}
  board: {phase: plan, text: The board meets., to: vote}
  vote:
    phase: plan
    text: Hands up.
    choices: {yes: {text: For it., to: done}}
"""
    )
    assert (proof.length.least.proved, proof.length.greatest.proved) == (1, 2)
    decisions = [Decision(*text.split(".", 1)) for text in proof.length.greatest.witness.decisions]
    assert replay(scenario, proof.length.greatest.witness.seed, decisions).play.over


def test_a_loop_leaves_no_longest_play_and_no_best_score():
    """Where a play can go round and score, neither has a limit, and the loop is told with a play."""
    proof, scenario = proof_of(
        """
  letter:
    phase: choose
    text: A letter.
    choices:
      again: {text: Ask again., score: 1, to: letter}
      stop: {text: Stop., to: done}
"""
    )
    assert proof.length.greatest is None
    assert proof.score.greatest is None
    assert proof.score.least.proved == 0
    (problem,) = [problem for problem in proof.problems if problem.code == "endless-score"]
    decisions = [Decision(*text.split(".", 1)) for text in problem.witness.decisions]
    assert [str(decision) for decision in decisions] == ["letter.again"] * 2
    assert replay(scenario, problem.witness.seed, decisions).stopped is None


def test_simple_strategies_end_where_playing_them_ends():
    """The endings told for always the first choice are those to which such plays come, whatever the seed."""
    for number in range(40):
        scenario = small_scenario(number)
        if scenario is None:
            continue
        told = prove(scenario).strategies["always the first choice"]
        for seed in range(5):
            play = Play.begin(scenario, seed)
            for _ in range(30):
                if play.over or scenario.nodes[play.state.node].ask is not None:
                    break
                play = play.decide(next(o.id for o in available(scenario, play.state) if not o.locked))
            else:
                break
            if play.over:
                assert play.state.node in told, f"scenario {number}, seed {seed}"


def test_without_time_nothing_is_claimed_that_is_not_so():
    """A budget that is used up at once leaves questions open and says which; what is told all the same is true."""
    for seed in range(30):
        scenario = small_scenario(seed)
        played = None if scenario is None else play_everything(scenario)
        if played is None:
            continue
        proof = prove(scenario, 1e-9)
        assert proof.undecided
        by_hand = problems_by_hand(played)
        for problem in proof.problems:
            # of what belongs to a node that no play comes to, everything is true
            (*_, node) = [node.id for node in scenario.nodes.values() if node.place.line <= problem.place.line] or [""]
            if problem.code.startswith(("unreachable", "check", "dead")) and ("unreachable-node", node) not in by_hand:
                assert problem.code in {code for code, _ in by_hand} | {"unreachable-route"}, f"scenario {seed}"


def test_a_proof_broken_off_anywhere_says_so_and_claims_nothing_that_is_not_so():
    """KeyboardInterrupt, whenever it comes, ends in a proof; a node that this calls out of reach is so."""
    scenario = small_scenario(6)
    played = None if scenario is None else play_everything(scenario)
    assert played is not None
    gone = {subject for code, subject in problems_by_hand(played) if code in ("unreachable-node", "unreachable-ending")}
    for last in range(0, 5000, 11):
        asked = 0

        def interrupted(last: int = last) -> bool:
            nonlocal asked
            asked += 1
            if asked > last:
                raise KeyboardInterrupt
            return False

        proof = prove(scenario, stop=interrupted)
        assert gone.issuperset(subject for subject in proof.unreachable if "." not in subject)
        if asked <= last:
            break
        assert proof.interrupted
        assert proof.undecided
    assert last > 0
    assert asked <= last, "it was never let run to its end"
