"""Loops in the graph of all states: those that no play can leave, and those that earn score without end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from isoquest.authoring.prove.machine.components import components
from isoquest.authoring.prove.states.exhaustive import Arrow, StateGraph

Weigh = Callable[[Arrow], int]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The states of a graph in components, each before those it leads to."""

    graph: StateGraph
    parts: list[list[int]]
    part_of: list[int]

    @classmethod
    def of(cls, graph: StateGraph) -> Ordered:
        """The components of a graph of states."""
        parts = components([[arrow.target for arrow in arrows] for arrows in graph.arrows])[::-1]
        part_of = [0] * len(graph.places)
        for number, members in enumerate(parts):
            for state in members:
                part_of[state] = number
        return cls(graph, parts, part_of)

    def loops(self, number: int) -> bool:
        """A play can go round within the component."""
        members = self.parts[number]
        return len(members) > 1 or any(arrow.target == members[0] for arrow in self.graph.arrows[members[0]])


def trap(graph: StateGraph) -> int | None:
    """The first state found from which no play comes to an end, or None where there is none."""
    into: list[list[int]] = [[] for _ in graph.places]
    for state, arrows in enumerate(graph.arrows):
        for arrow in arrows:
            into[arrow.target].append(state)
    waiting = [state for state, arrows in enumerate(graph.arrows) if not arrows]
    ends = set(waiting)
    while waiting:
        for state in into[waiting.pop()]:
            if state not in ends:
                ends.add(state)
                waiting.append(state)
    return next((state for state in range(len(graph.places)) if state not in ends), None)


def rising_loop(ordered: Ordered, weigh: Weigh) -> tuple[int, tuple[int, ...]] | None:
    """A state and the edges of a way back to it on which the weights add up to more than nothing; None without one."""
    for number in range(len(ordered.parts)):
        if ordered.loops(number):
            found = _rising(ordered, number, weigh)
            if found is not None:
                return found
    return None


def _rising(ordered: Ordered, number: int, weigh: Weigh) -> tuple[int, tuple[int, ...]] | None:
    """Bellman and Ford within one component: a sum that rises for ever does so along a loop of ways that raised it."""
    members = ordered.parts[number]
    best = dict.fromkeys(members, 0)
    came: dict[int, tuple[int, int]] = {}
    arrows = [
        (state, arrow, weigh(arrow))
        for state in members
        for arrow in ordered.graph.arrows[state]
        if ordered.part_of[arrow.target] == number
    ]
    if not any(weight > 0 for _, _, weight in arrows):
        return None
    raised = -1
    for _ in range(len(members) + 1):
        ordered.graph.running.in_time()
        raised = -1
        for state, arrow, weight in arrows:
            if best[state] + weight > best[arrow.target]:
                best[arrow.target] = best[state] + weight
                came[arrow.target] = (state, arrow.edge)
                raised = arrow.target
        if raised < 0:
            return None
    for _ in members:
        raised = came[raised][0]
    return raised, _back_to(raised, came)


def _back_to(state: int, came: dict[int, tuple[int, int]]) -> tuple[int, ...]:
    before, edge = came[state]
    edges = [edge]
    while before != state:
        before, edge = came[before]
        edges.append(edge)
    return tuple(reversed(edges))
