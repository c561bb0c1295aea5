"""A budget is kept wherever it ends: what may take long asks for the time, and what is left open is said to be so."""

import itertools
import random

import pytest
from generated_machines import random_machine
from proof_by_hand import problems_by_hand
from small_scenarios import play_everything, small_scenario

from isoquest.authoring.prove import answering, prove
from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import OutOfTimeError, Running
from isoquest.authoring.prove.scores.requirements import Requirements
from isoquest.authoring.prove.search.aims import aims_for
from isoquest.authoring.prove.search.needed import Needed
from isoquest.authoring.prove.states import exhaustive
from isoquest.authoring.prove.states.exhaustive import every_state
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.value_sets import value_sets

IN_LONG = {
    "reduction": lambda running, _, goal: Reduction(running, (goal,)),
    "value sets": lambda running, *_: value_sets(running),
    "needed": Needed,
    "aims": lambda running, sets, goal: aims_for(running, sets, [goal]),
    "requirements": lambda running, sets, _: Requirements(running, sets),
}


@pytest.mark.parametrize("work", IN_LONG.values(), ids=IN_LONG)
def test_what_may_take_long_ends_when_time_is_up(work):
    """The parts of a proof that hand nothing back before they are done give up as soon as no time is left."""
    machine = random_machine(random.Random(3))
    whole = Running(machine)
    sets = value_sets(whole)
    goal = Goal(next(place for place in reversed(whole.order) if sets[place]))
    work(whole, sets, goal)
    with pytest.raises(OutOfTimeError):
        work(Running(machine, lambda: True), sets, goal)


def test_a_graph_that_would_take_too_much_memory_is_not_made(monkeypatch):
    """Few states are too many as well where what is kept of them is too large."""
    running = Running(random_machine(random.Random(3)))
    assert every_state(running, Reduction(running), lambda: False) is not None
    monkeypatch.setattr(exhaustive, "MOST_BYTES", 1)
    assert every_state(running, Reduction(running), lambda: False) is None


@pytest.mark.parametrize("budget", [1, 10, 50, 200, 1000])
def test_no_budget_is_overrun_by_a_fifth(monkeypatch, budget):
    """By a clock on which nothing but asking for the time takes any: proofs end soon after, and claim nothing wrong."""
    monkeypatch.setattr(answering, "FEW_STATES", 0)
    for seed in range(12):
        scenario = small_scenario(seed)
        played = None if scenario is None else play_everything(scenario)
        if played is None:
            continue
        ticks = itertools.count()
        proof = prove(scenario, budget, now=lambda ticks=ticks: next(ticks))
        by_hand = problems_by_hand(played)
        # what is shown when all is over asks once for each claim and each play
        assert proof.seconds <= 1.2 * budget + 2 * proof.asked + 20
        gone = {subject for code, subject in by_hand if code in ("unreachable-node", "unreachable-ending")}
        assert gone.issuperset(subject for subject in proof.unreachable if "." not in subject), f"scenario {seed}"
