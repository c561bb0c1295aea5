"""Verdicts on goals, compared with running small machines state by state."""

import random
from types import SimpleNamespace

import pytest
from generated_machines import all_states, end_of, random_goals, random_machine

from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.verdicts import Never, Reached, Undecided
from isoquest.authoring.prove.search.deciding import decide
from isoquest.authoring.prove.search.novelty import Novelty
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.sighting import Sighting
from isoquest.authoring.prove.states.value_sets import value_sets


def nothing_seen(running: Running) -> SimpleNamespace:
    """What a search has seen that found the start alone: all else is left to the slices."""
    seen: list[list[Sighting]] = [[] for _ in running.ways]
    start = running.machine.start
    seen[start].append(Sighting(start, running.encoding.start, 0, 0, None, -1))
    return SimpleNamespace(seen=seen)


def checked(seed: int, *, searched: bool) -> int:
    """Compare all verdicts on one machine; returns how many there were."""
    draw = random.Random(seed)
    running = Running(random_machine(draw))
    goals = random_goals(draw, running)
    novelty = Novelty(running, Reduction(running), lambda: False) if searched else nothing_seen(running)
    verdicts = decide(running, value_sets(running), novelty, goals, lambda: False)
    truth = all_states(running)
    assert list(verdicts) == list(goals)
    for goal, verdict in verdicts.items():
        test = running.encoding.test(goal.guard)
        match verdict:
            case Never():
                assert not any(map(test, truth[goal.place])), (seed, goal)
            case Reached(path):
                end = end_of(running, path)
                assert end is not None, (seed, goal)
                place, state = end
                assert place == goal.place, (seed, goal)
                assert test(state), (seed, goal)
            case Undecided():
                pytest.fail(f"{seed}: {goal} is undecided, in a machine so small")
    return len(verdicts)


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_verdicts_agree_with_running_the_machine(first: int):
    """Reached goals have a run that comes there, the others none, and small machines leave nothing open."""
    assert sum(checked(seed, searched=False) for seed in range(first, first + 50)) > 500


def test_verdicts_agree_after_a_search():
    """What was seen before changes no verdict."""
    assert sum(checked(seed, searched=True) for seed in range(1000, 1050)) > 500


def test_without_time_goals_are_undecided_not_wrong():
    """When time is up at once, what is not known already is said to be undecided."""
    undecided = 0
    for seed in range(40):
        draw = random.Random(seed)
        running = Running(random_machine(draw))
        goals = random_goals(draw, running)
        verdicts = decide(running, value_sets(running), nothing_seen(running), goals, lambda: True)
        truth = all_states(running)
        for goal, verdict in verdicts.items():
            reached = any(map(running.encoding.test(goal.guard), truth[goal.place]))
            assert not isinstance(verdict, Never if reached else Reached), (seed, goal)
            undecided += isinstance(verdict, Undecided)
    assert undecided > 50
