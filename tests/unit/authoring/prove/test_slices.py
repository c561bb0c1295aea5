"""Slices and what leads along them, compared with running small machines state by state."""

import random

import pytest
from generated_machines import all_states, random_goals, random_machine

from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.search.corridors import Corridor, Leg
from isoquest.authoring.prove.search.needed import Needed
from isoquest.authoring.prove.search.ranges import Ranges
from isoquest.authoring.prove.search.slices import Slice
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.value_sets import value_sets


def never() -> bool:
    """The time is not up."""
    return False


class Sliced:
    """A random machine with its goals, all its states, and a slice of some of its variables or of all of them."""

    def __init__(self, seed: int, *, whole: bool) -> None:
        draw = random.Random(seed)
        self.running = Running(random_machine(draw))
        self.goals = random_goals(draw, self.running)
        self.truth = all_states(self.running)
        self.sets = value_sets(self.running)
        self.ranges = Ranges(self.running, Reduction(self.running, self.goals), self.sets)
        variables = range(len(self.running.machine.variables))
        self.slice = Slice(
            self.ranges, variables if whole else draw.sample(variables, min(len(variables), draw.randint(0, 3)))
        )
        self.slice.run(len(self.running.ways), never)

    def seen(self, place: int) -> int:
        """All that comes about at a place, as the slice sees it."""
        return sum({1 << self.slice.index(place, state) for state in self.truth[place]})

    def reached(self, goal: Goal) -> bool:
        """A run comes to a goal."""
        return any(map(self.running.encoding.test(goal.guard), self.truth[goal.place]))

    def leading(self, goal: Goal) -> set[tuple[int, int]]:
        """The places and states from which a run comes to a goal."""
        test = self.running.encoding.test(goal.guard)
        found = {(goal.place, state) for state in self.truth[goal.place] if test(state)}
        grown = True
        while grown:
            more = {
                (place, state)
                for place, states in enumerate(self.truth)
                for state in states
                for way in self.running.ways[place]
                if way.test is None or way.test(state)
                if (way.target, state if way.change is None else way.change(state)) in found
            }
            grown = not more <= found
            found |= more
        return found


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_a_slice_sees_all_that_comes_about(first: int):
    """Whatever variables are followed, no state that comes about is left out, and no goal that is reached."""
    for seed in range(first, first + 100):
        sliced = Sliced(seed, whole=False)
        for place, states in enumerate(sliced.slice.forward):
            assert not sliced.seen(place) & ~states, (seed, place)
        for goal in filter(sliced.reached, sliced.goals):
            assert sliced.slice.forward[goal.place] & sliced.slice.mask(goal.guard, goal.place), (seed, goal)


@pytest.mark.parametrize("first", range(0, 200, 100))
def test_a_slice_of_all_variables_sees_nothing_else(first: int):
    """With every variable followed a slice is exact: its states, and the goals that they come to."""
    for seed in range(first, first + 100):
        sliced = Sliced(seed, whole=True)
        for place, states in enumerate(sliced.slice.forward):
            assert states == sliced.seen(place), (seed, place)
        for goal in sliced.goals:
            possible = sliced.slice.forward[goal.place]
            possible = possible and possible & sliced.slice.mask(goal.guard, goal.place)
            assert bool(possible) == sliced.reached(goal), (seed, goal)


@pytest.mark.parametrize("first", [0, 100, 22400])
def test_a_corridor_admits_every_state_from_which_the_goal_is_reached(first: int):
    """Neither the needed values nor a slice cut away a state that leads to a goal."""
    for seed in range(first, first + 100):
        sliced = Sliced(seed, whole=False)
        for goal in list(filter(sliced.reached, sliced.goals))[:6]:
            needed = Needed(sliced.running, sliced.sets, goal)
            states = sliced.slice.forward[goal.place] & sliced.slice.mask(goal.guard, goal.place)
            leg = Leg(sliced.slice, sliced.slice.backward(goal.place, states, needed.ways, never))
            corridor = Corridor(goal, needed, [leg])
            for place, state in sliced.leading(goal):
                assert corridor.admits(place, state), (seed, goal, place)
                assert place in corridor.distance, (seed, goal, place)


@pytest.mark.parametrize("first", range(0, 200, 100))
def test_backward_a_slice_of_all_variables_is_exact(first: int):
    """With every variable followed, the states that lead to a goal are those from which a run comes there."""
    for seed in range(first, first + 100):
        sliced = Sliced(seed, whole=True)
        for goal in list(filter(sliced.reached, sliced.goals))[:6]:
            needed = Needed(sliced.running, sliced.sets, goal)
            states = sliced.slice.forward[goal.place] & sliced.slice.mask(goal.guard, goal.place)
            found = sliced.slice.backward(goal.place, states, needed.ways, never)
            leading = sliced.leading(goal)
            for place in range(len(sliced.truth)):
                here = {1 << sliced.slice.index(place, state) for at, state in leading if at == place}
                assert found.get(place, 0) == sum(here), (seed, goal, place)
