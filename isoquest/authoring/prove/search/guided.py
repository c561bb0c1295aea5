"""A search for one goal that a slice leads: nearest places first, and only where the slice still sees a way there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import heapify, heappop, heappush
from math import log2
from typing import TypeAlias

from isoquest.authoring.prove.machine.encoding import Encoding
from isoquest.authoring.prove.machine.guards import Every, Guard, InSet, Some, SumAtLeast, variables_of
from isoquest.authoring.prove.machine.running import OutOfTimeError, Running
from isoquest.authoring.prove.search.corridors import Corridor
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.sighting import Sighting


class Step:
    """A state at a place and how a run came there: from a state seen before, the start alone from none."""

    __slots__ = ("edge", "parent", "place", "state")

    def __init__(self, place: int, state: int, parent: Seen | None, edge: int) -> None:
        self.place = place
        self.state = state
        self.parent = parent
        self.edge = edge

    @property
    def path(self) -> tuple[int, ...]:
        """The numbers of the edges from the start to here."""
        path = []
        at: Seen | None = self
        while at is not None and at.parent is not None:
            path.append(at.edge)
            at = at.parent
        return tuple(reversed(path))


Seen: TypeAlias = Step | Sighting
"""A state that a run has come to."""


class Search:
    """A search along a corridor, and what it came to."""

    def __init__(
        self,
        running: Running,
        reduction: Reduction,
        corridor: Corridor,
        is_goal: Callable[[Step], bool],
        *,
        wide: bool,
    ) -> None:
        self.running = running
        self.reduction = reduction
        self.corridor = corridor
        self.is_goal = is_goal
        self.wide = wide
        self.explored = 0
        self.blame: dict[int, float] = {}
        """For variables that no slice follows, how much of what no play does was let through for that."""
        self._waiting: list[tuple[int, int, int, Seen]] = []
        self._pushed = 0
        self._offered: dict[int, int] = {}

    def run(self, starts: Iterable[Seen], most: int, expired: Callable[[], bool]) -> bool:
        """Go on from some states in at most so many steps; whether nothing was left to look at.

        `is_goal` is asked of each state come to and ends the search. The states nearest to the goal come first, or
        where it is `wide` a few of each place on the way before more of any: the mistake may have been an early one.

        With the start among `starts`, and a reduction that respects the goal, True shows that no run comes to it.
        Raises `OutOfTimeError`.
        """
        distance, reduction = self.corridor.distance, self.reduction
        self._waiting = [
            (0, distance[step.place], number, step) for number, step in enumerate(starts) if step.place in distance
        ]
        heapify(self._waiting)
        closed: set[tuple[int, int]] = set()
        while self._waiting:
            if self.explored >= most:
                return False
            _, away, _, step = heappop(self._waiting)
            key = (step.place, reduction.reduced(step.place, step.state))
            if key in closed:
                continue
            closed.add(key)
            self.explored += 1
            if expired():
                raise OutOfTimeError
            if self._expand(step, away):
                return False
        return True

    def _expand(self, step: Seen, away: int) -> bool:
        """Put forward what one more step leads to; whether that is the goal."""
        state, stuck, weight = step.state, True, 1 / (1 + away)
        if not away:
            self._accuse(self.corridor.goal.guard, state, weight)
        for way in self.running.ways[step.place]:
            if way.target not in self.corridor.distance:
                continue
            after = state if way.change is None else way.change(state)
            if not self.corridor.admits(way.target, after):
                continue
            if way.test is not None and not way.test(state):
                if self.corridor.lets_through(way, state):
                    self._accuse(way.edge.guard, state, weight)
                continue
            stuck = False
            reached = Step(way.target, after, step, way.number)
            if self.is_goal(reached):
                return True
            self._push(reached)
        if stuck and away:
            self._accuse_dead_end(step, weight)
        return False

    def _push(self, step: Step) -> None:
        level = 0
        if self.wide:
            count = self._offered[step.place] = self._offered.get(step.place, 0) + 1
            level = count.bit_length()
        self._pushed += 1
        heappush(self._waiting, (level, self.corridor.distance[step.place], -self._pushed, step))

    def _accuse_dead_end(self, step: Seen, weight: float) -> None:
        """Blame the variables that shut each way out of a state, for none of them alone shows that all are shut."""
        for way in self.running.ways[step.place]:
            if way.target in self.corridor.distance:
                after = step.state if way.change is None else way.change(step.state)
                if self.corridor.leads(way.target, after):
                    self._share(self.corridor.needed.missing(way.target, after), weight)

    def _accuse(self, guard: Guard, state: int, weight: float) -> None:
        """Blame the variables for which a guard fails."""
        self._share(_failing(self.running.encoding, guard, state), weight)

    def _share(self, variables: Iterable[int], weight: float) -> None:
        accused = [variable for variable in variables if variable not in self.corridor.followed]
        for variable in accused:
            self.blame[variable] = self.blame.get(variable, 0.0) + weight / len(accused)


def _failing(encoding: Encoding, guard: Guard, state: int) -> Iterable[int]:
    """The variables of the conditions that do not hold in a state."""
    match guard:
        case InSet(variable, mask):
            if not mask >> encoding.position(state, variable) & 1:
                yield variable
        case Every(parts) | Some(parts):
            for part in parts:
                if not encoding.test(part)(state):
                    yield from _failing(encoding, part, state)
        case SumAtLeast():
            yield from (variable for variable in variables_of(guard) if not encoding.fields[variable].wide)


def most_blamed(blame: dict[int, float], sizes: list[int]) -> list[int]:
    """The variables to follow next, the first first: those to blame for much that have few values."""
    weighed = {variable: share / log2(sizes[variable]) for variable, share in blame.items() if sizes[variable] > 1}
    worst = max(weighed.values(), default=0.0)
    chosen = [variable for variable, share in weighed.items() if share >= worst / 2]
    return sorted(chosen, key=lambda variable: (-weighed[variable], variable))
