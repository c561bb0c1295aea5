"""Every state of a machine, where these are few enough once what no longer matters is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from isoquest.authoring.prove.machine.running import Running, Way
from isoquest.authoring.prove.states.reduction import Reduction

MOST_STATES = 150_000
MOST_BYTES = 150_000_000
"""And so much memory may a graph take, roughly."""
BYTES_A_STATE, BYTES_AN_ARROW = 500, 150
"""Besides the variables of a state, in which each value is a bit twice."""


@dataclass(slots=True, eq=False)  # not frozen, as so many are made that it would be felt
class Arrow:
    """A step from one state to another."""

    target: int
    """Number of the state that it leads to."""
    edge: int
    most: int
    """What a decision scores at most; 0 where all the choices open beside it score the same."""
    least: int
    """And at least: the same, where the states are known in full."""


@dataclass(slots=True)
class StateGraph:
    """All states that can be told apart, numbered in the order in which they were found; 0 is the start."""

    running: Running
    places: list[int] = field(default_factory=list)
    states: list[int] = field(default_factory=list)
    """One concrete state for each; variables that no longer matter stand empty."""
    arrows: list[list[Arrow]] = field(default_factory=list)
    parents: list[tuple[int, int]] = field(default_factory=list)
    """The state from which each was found first, and by which edge; (-1, -1) for the start."""

    def too_large(self, most: int, arrows: int) -> bool:
        """Whether the states are more than `most`, or take with so many arrows more memory than is allowed."""
        of_each = BYTES_A_STATE + self.running.encoding.start.bit_length() // 4
        return len(self.places) > most or len(self.places) * of_each + arrows * BYTES_AN_ARROW > MOST_BYTES

    def path(self, number: int) -> tuple[int, ...]:
        """The numbers of the edges that lead from the start to a state, as few as can be."""
        edges = []
        while number:
            number, edge = self.parents[number]
            edges.append(edge)
        return tuple(reversed(edges))


def every_state(
    running: Running, reduction: Reduction, expired: Callable[[], bool], most: int = MOST_STATES
) -> StateGraph | None:
    """The graph of all states, breadth first; None where they are too many or too large, or no time is left."""
    graph = StateGraph(running)
    start = running.machine.start
    known: list[dict[int, int]] = [{} for _ in running.ways]

    def number_of(place: int, state: int, parent: int, edge: int) -> int:
        reduced = reduction.reduced(place, state)
        number = known[place].get(reduced)
        if number is None:
            number = known[place][reduced] = len(graph.places)
            graph.places.append(place)
            graph.states.append(reduced)
            graph.parents.append((parent, edge))
        return number

    number_of(start, running.encoding.start, -1, -1)
    here = passed = 0
    while here < len(graph.places):
        if graph.too_large(most, passed) or (here % 32 == 0 and expired()):
            return None
        place, state = graph.places[here], graph.states[here]
        is_open = [way for way in running.ways[place] if way.test is None or way.test(state)]
        scores = marks_count(is_open)
        arrows = []
        for way in is_open:
            target = number_of(way.target, state if way.change is None else way.change(state), here, way.number)
            marks = way.edge.marks if scores else 0
            arrows.append(Arrow(target, way.number, marks, marks))
        graph.arrows.append(arrows)
        passed += len(arrows)
        here += 1
    return graph


def marks_count(is_open: list[Way]) -> bool:
    """The choices open together differ in what they score: otherwise there is nothing to earn between them."""
    if len(is_open) < 2:  # noqa: PLR2004 - one alone has nothing to differ from
        return False
    first = is_open[0].edge.marks
    return any(way.edge.marks != first for way in is_open)
