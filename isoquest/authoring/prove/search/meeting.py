"""Runs found from both ends: states seen on the way from the start, boxes on the way back from a goal; they meet.

Every box stands for a way from its place to the goal that can be followed from any state in it. Boxes that miss the
states seen there by fewest variables are gone back from first. As sums are left out of boxes, each meeting is followed
to its end before it counts.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from isoquest.authoring.prove.machine.guards import ALWAYS, Guard, variables_of
from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import Running, Way
from isoquest.authoring.prove.search.boxes import boxes, undone
from isoquest.authoring.prove.search.novelty import Novelty
from isoquest.authoring.prove.states.sighting import Sighting

BOXES = 24
"""Boxes gone back from at one place."""
ADDED = 120
"""States that runs found so may add to those seen at a place."""
TRIED = 5
"""Meetings of one box that are followed."""


@dataclass(frozen=True, slots=True)
class _Back:
    """A box at a place, and the way on from there; None at the goal."""

    place: int
    box: int
    bound: frozenset[int]
    """The narrow variables of which the box leaves some value out."""
    way: Way | None
    behind: _Back | None


class Meeting:
    """Looks for runs to goals beside those that a search has found; what it finds is added to the states seen."""

    def __init__(self, running: Running, sets: list[int], novelty: Novelty) -> None:
        self.running = running
        self.encoding = running.encoding
        self.sets = sets
        self.seen = novelty.seen
        self._room = [len(seen) + ADDED for seen in self.seen]
        self._known = [{sighting.state for sighting in seen} for seen in self.seen]
        self._states = [[sighting.state for sighting in seen] for seen in self.seen]
        self._bits = [field.bits for field in self.encoding.fields]
        self._narrow = frozenset(number for number, field in enumerate(self.encoding.fields) if not field.wide)
        self._guarded = [frozenset(self._narrow & variables_of(edge.guard)) for edge in running.machine.edges]
        self._guard_boxes: dict[int, tuple[int, ...]] = {}
        self._distances: dict[tuple[int, int], int] = {}
        """By place, and by what its states should not have, how many variables the nearest has wrong."""

    def pursue(self, goals: Iterable[Goal], expired: Callable[[], bool], most: int) -> dict[Goal, tuple[int, ...]]:
        """A run to each of the goals for which one was found, as the numbers of its edges.

        For each goal at most so many boxes are gone back from.
        """
        waiting: defaultdict[int, list[Goal]] = defaultdict(list)
        for goal in goals:
            waiting[goal.place].append(goal)
        found: dict[Goal, tuple[int, ...]] = {}
        for place in self.running.order:
            for goal in waiting[place]:
                if expired():
                    return found
                if goal not in found:
                    run = self._search(goal, most, expired)
                    if run is not None:
                        found[goal] = run.path
                        self._note(run, waiting, found)
        return found

    def _search(self, goal: Goal, most: int, expired: Callable[[], bool]) -> Sighting | None:
        test = self.encoding.test(goal.guard)
        waiting: list[tuple[int, int, int, _Back]] = []
        looked_at: defaultdict[int, list[int]] = defaultdict(list)
        turn = 0
        for box in boxes(goal.guard, self.encoding):
            bound = frozenset(self._narrow & variables_of(goal.guard))
            self._wait(waiting, _Back(goal.place, box, bound, None, None), turn)
            turn += 1
        for _ in range(most):
            if not waiting or expired():
                return None
            distance, _, _, back = heapq.heappop(waiting)
            if distance == 0:
                run = self._met(back, test)
                if run is not None:
                    return run
            known = looked_at[back.place]
            if len(known) >= BOXES or any(not back.box & ~other for other in known):
                continue
            known.append(back.box)
            for before in self._before(back):
                turn += 1
                passed = looked_at[before.place]
                if len(passed) < BOXES and all(before.box & ~other for other in passed):
                    self._wait(waiting, before, turn)
        return None

    def _wait(self, waiting: list[tuple[int, int, int, _Back]], back: _Back, turn: int) -> None:
        """Put a box among those to be gone back from, unless no state at its place can lie in it."""
        box = back.box & self.sets[back.place]
        if all(box & self._bits[variable] for variable in back.bound):
            heapq.heappush(waiting, (self._distance(back), -turn, turn, back))

    def _distance(self, back: _Back) -> int:
        """How many variables keep the nearest state seen at the place out of the box."""
        outside = self.encoding.narrow_bits & ~back.box
        known = self._distances.get((back.place, outside))
        if known is None:
            wrong = [(state & outside).bit_count() for state in self._states[back.place]]
            known = self._distances[back.place, outside] = min(wrong, default=1000)
        return known

    def _before(self, back: _Back) -> Iterator[_Back]:
        """The boxes one step further back."""
        for way in self.running.into[back.place]:
            box: int | None = back.box
            bound = back.bound
            for effect in way.edge.effects:
                if box is not None and effect.variable in bound:
                    box = undone(effect, box, self.encoding)
                    if effect.kind == "set":
                        bound -= {effect.variable}
            if box is not None:
                bound |= self._guarded[way.number]
                for holds in self._boxes_of(way.number, way.edge.guard):
                    yield _Back(way.edge.source, box & holds, bound, way, back)

    def _boxes_of(self, number: int, guard: Guard) -> tuple[int, ...]:
        known = self._guard_boxes.get(number)
        if known is None:
            made = (self.encoding.narrow_bits,) if guard == ALWAYS else tuple(boxes(guard, self.encoding))
            known = self._guard_boxes[number] = made
        return known

    def _met(self, back: _Back, test: Callable[[int], bool]) -> Sighting | None:
        """A state seen in the box from which the way to the goal can be followed to its end."""
        outside = self.encoding.narrow_bits & ~back.box
        tried = 0
        for sighting in self.seen[back.place]:
            if not sighting.state & outside:
                run = self._followed(sighting, back)
                if run is not None and test(run.state):
                    return run
                tried += 1
                if tried == TRIED:
                    break
        return None

    def _followed(self, sighting: Sighting, back: _Back) -> Sighting | None:
        """The run that goes on from a sighting to the goal; None where a way is closed after all."""
        at, step = sighting, back
        while step.way is not None and step.behind is not None:
            way = step.way
            if way.test is not None and not way.test(at.state):
                return None
            state = at.state if way.change is None else way.change(at.state)
            at = Sighting(way.target, state, at.marks + way.edge.marks, at.steps + 1, at, way.number)
            step = step.behind
        return at

    def _note(self, run: Sighting, waiting: dict[int, list[Goal]], found: dict[Goal, tuple[int, ...]]) -> None:
        """Keep the states of a new run, and mark the goals that it comes to on its way."""
        at: Sighting | None = run
        while at is not None and at.state not in self._known[at.place]:
            if len(self.seen[at.place]) < self._room[at.place]:
                self._known[at.place].add(at.state)
                self.seen[at.place].append(at)
                self._states[at.place].append(at.state)
                self._distances.clear()
            for goal in waiting.get(at.place, ()):
                if self.encoding.test(goal.guard)(at.state) and goal not in found:
                    found[goal] = at.path
            at = at.parent
