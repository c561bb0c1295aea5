"""A coarser graph of a machine's states: a few variables followed, the others taken for any value they may have.

Every run of the machine is a run of the outline, so that what no way through the outline exceeds, no play exceeds.
"""

from __future__ import annotations

from collections.abc import Callable

from isoquest.authoring.prove.machine.guards import Guard, negated
from isoquest.authoring.prove.machine.running import Running, Way
from isoquest.authoring.prove.states.exhaustive import Arrow, StateGraph
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.value_sets import narrowed


def outline(  # noqa: PLR0913, PLR0917 - what is known of the machine, what is asked, and two limits
    running: Running,
    reduction: Reduction,
    sets: list[int],
    followed: frozenset[int],
    most: int,
    expired: Callable[[], bool],
) -> StateGraph | None:
    """The outline that follows some narrow variables; None where it has more than `most` states, or no time is left.

    `sets` are the values that each variable may have at each place.
    """
    return _Outline(running, reduction, sets, followed).build(most, expired)


class _Outline:
    """An outline being made."""

    def __init__(self, running: Running, reduction: Reduction, sets: list[int], followed: frozenset[int]) -> None:
        self.running = running
        self.reduction = reduction
        self.bits = sum((running.encoding.fields[variable].bits for variable in followed), 1)
        self.others = [values & ~self.bits for values in sets]
        self.numbers: list[dict[int, int]] = [{} for _ in running.ways]
        self.closed: dict[int, Guard] = {}
        """By way where it is not open."""
        self.graph = StateGraph(running)

    def build(self, most: int, expired: Callable[[], bool]) -> StateGraph | None:
        graph, running = self.graph, self.running
        self._number(running.machine.start, running.encoding.start, -1, -1)
        here = passed = 0
        while here < len(graph.places):
            if graph.too_large(most, passed) or (here % 32 == 0 and expired()):
                return None
            place = graph.places[here]
            state = graph.states[here] | self.others[place]
            passing = [(way, self._passing(way, state)) for way in running.ways[place]]
            may_open = [(way, values) for way, values in passing if values]
            always, sometimes = self._marks([way for way, _ in may_open], state)
            arrows = []
            for way, values in may_open:
                after = values if way.change is None else way.change(values)
                marks = way.edge.marks if sometimes else 0
                most_marks, least_marks = (marks, marks) if always else (max(marks, 0), min(marks, 0))
                number = self._number(way.target, after, here, way.number)
                arrows.append(Arrow(number, way.number, most_marks, least_marks))
            graph.arrows.append(arrows)
            passed += len(arrows)
            here += 1
        return graph

    def _number(self, place: int, values: int, parent: int, edge: int) -> int:
        """The number of the state that values belong to, made where it is new."""
        graph = self.graph
        key = self.reduction.reduced(place, values) & self.bits
        number = self.numbers[place].get(key)
        if number is None:
            number = self.numbers[place][key] = len(graph.places)
            graph.places.append(place)
            graph.states.append(key)
            graph.parents.append((parent, edge))
        return number

    def _passing(self, way: Way, state: int) -> int:
        """The values with which a way may be taken; 0 where it may not."""
        return state if way.test is None else narrowed(state, way.edge.guard, self.running.encoding)

    def _marks(self, may_open: list[Way], state: int) -> tuple[bool, bool]:
        """Whether the choices open here differ in their marks for sure, and whether they may."""
        marks = {way.edge.marks for way in may_open}
        if len(marks) < 2:  # noqa: PLR2004 - all alike
            return True, False
        sure = {way.edge.marks for way in may_open if self._surely_open(way, state)}
        return len(sure) > 1, True

    def _surely_open(self, way: Way, state: int) -> bool:
        if way.test is None:
            return True
        closed = self.closed.get(way.number)
        if closed is None:
            closed = self.closed[way.number] = negated(way.edge.guard, self.running.machine.sizes)
        return not narrowed(state, closed, self.running.encoding)
