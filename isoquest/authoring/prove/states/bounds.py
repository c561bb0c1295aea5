"""The best and the worst of all plays, and the shortest and the longest, from the graph of all states."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.authoring.prove.states.exhaustive import StateGraph
from isoquest.authoring.prove.states.loops import Ordered, Weigh


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest sum of weights over some plays, with a run that has it."""

    value: int
    path: tuple[int, ...]


def greatest_by_ending(ordered: Ordered, weigh: Weigh) -> dict[str, Greatest | None]:
    """For each node at which a play can end the greatest sum of weights; None where a loop adds to it without end.

    For the least, weigh with the other sign.
    """
    return _Greatest(ordered, weigh).by_ending()


class _Greatest:
    """Sums of weights along the longest ways to each state."""

    def __init__(self, ordered: Ordered, weigh: Weigh) -> None:
        self.ordered = ordered
        self.graph: StateGraph = ordered.graph
        self.weigh = weigh
        self.best: list[int | None] = [None] * len(self.graph.places)
        self.came: list[tuple[int, int]] = [(-1, -1)] * len(self.graph.places)
        self.endless = [False] * len(self.graph.places)
        self.best[0] = 0
        for number, members in enumerate(ordered.parts):
            if ordered.loops(number):
                self._settle(number, members)
            for state in members:
                self._go_on(state, number)

    def _go_on(self, state: int, number: int) -> None:
        """Raise what lies behind a state, outside its own component."""
        here = self.best[state]
        if here is None:
            return
        for arrow in self.graph.arrows[state]:
            target = arrow.target
            if self.ordered.part_of[target] == number:
                continue
            if self.endless[state]:
                self.endless[target] = True
            value, there = here + self.weigh(arrow), self.best[target]
            if there is None or value > there:
                self.best[target] = value
                self.came[target] = (state, arrow.edge)

    def _settle(self, number: int, members: list[int]) -> None:
        """Bellman and Ford within a loop: a sum that still rises after as many rounds as it has states is endless."""
        arrows = [
            (state, arrow.target, arrow.edge, self.weigh(arrow))
            for state in members
            for arrow in self.graph.arrows[state]
            if self.ordered.part_of[arrow.target] == number
        ]
        came_endless = any(self.endless[state] for state in members)
        for _ in members:
            self.graph.running.in_time()
            rose = False
            for state, target, edge, weight in arrows:
                here, there = self.best[state], self.best[target]
                if here is not None and (there is None or here + weight > there):
                    self.best[target] = here + weight
                    self.came[target] = (state, edge)
                    rose = True
            if not rose:
                break
        # a play that comes here from a loop without end can go on to all of these states
        if not (rose or came_endless):
            return
        for state in members:
            self.endless[state] = True

    def by_ending(self) -> dict[str, Greatest | None]:
        """What was found, for each node at which a play can end."""
        found: dict[str, Greatest | None] = {}
        for state, arrows in enumerate(self.graph.arrows):
            value = self.best[state]
            if arrows or value is None:
                continue
            node = self.graph.running.machine.places[self.graph.places[state]].node
            if self.endless[state]:
                found[node] = None
            else:
                known = found.get(node)
                if node not in found or (known is not None and value > known.value):
                    found[node] = Greatest(value, self._path(state))
        return found

    def _path(self, state: int) -> tuple[int, ...]:
        edges = []
        while self.came[state][0] >= 0:
            state, edge = self.came[state]
            edges.append(edge)
        return tuple(reversed(edges))
