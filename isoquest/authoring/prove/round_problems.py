"""Loops that are faults: those from which no way leads to an ending, and those that earn score without end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.search.novelty import Novelty
from isoquest.authoring.prove.states.exhaustive import StateGraph
from isoquest.authoring.prove.states.loops import Ordered, rising_loop, trap
from isoquest.authoring.prove.states.rounds import rounds
from isoquest.authoring.prove.telling import witness_of
from isoquest.authoring.prove.witness import witness
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Severity


class RoundProblems:
    """What is wrong with the loops of one scenario, and what could not be decided."""

    def __init__(self, scenario: Scenario, running: Running, expired: Callable[[], bool]) -> None:
        self.scenario = scenario
        self.running = running
        self.expired = expired
        self.problems: list[Problem] = []
        self._open: list[str] = []
        self._finished = False

    @property
    def undecided(self) -> tuple[str, ...]:
        """What could not be decided, as sentences."""
        if self._finished or not self.running.loops:
            return tuple(self._open)
        return (*self._open, "whether a play can always leave each loop, and whether one can earn score without end")

    def look(self, graph: StateGraph | None, novelty: Novelty | None) -> None:
        """Decide from the graph of all states where there is one, or else from the states seen.

        Raises `OutOfTimeError`; what is known by then stays.
        """
        if graph is not None:
            self.from_every_state(graph)
        elif novelty is not None:
            self.from_sightings(novelty)
        self._finished = graph is not None or novelty is not None

    def from_every_state(self, graph: StateGraph) -> None:
        """Decide everything from the graph of all states."""
        if not self.running.loops:
            return
        caught = trap(graph)
        if caught is not None:
            beyond = self._nodes(graph.places[state] for state in _from(graph, caught))
            self._no_way_out(graph.path(caught), beyond)
        found = rising_loop(Ordered.of(graph), lambda arrow: arrow.least)
        if found is not None:
            self._endless_score(graph.path(found[0]), found[1])

    def from_sightings(self, novelty: Novelty) -> None:
        """Decide what can be decided from the states seen in each loop."""
        for loop in rounds(self.running, novelty.reduction, novelty.seen, self.expired):
            nodes = self._nodes(loop.places)
            place = self.scenario.nodes[nodes[0]].place
            if loop.trapped is not None:
                self._no_way_out(loop.trapped, nodes)
            elif not loop.leaves:
                self._open.append(f"line {place.line}: whether a play can always leave {_listed(nodes)}")
            if loop.rising is not None:
                self._endless_score(*loop.rising)
            elif not loop.bounded:
                self._open.append(f"line {place.line}: whether {_listed(nodes)} can earn score without end")

    def _no_way_out(self, path: tuple[int, ...], nodes: tuple[str, ...]) -> None:
        here = self._node_at(path)
        message = f"a play can come to `{here}` and never to an ending again: it goes round among {_listed(nodes)}"
        hint = "open a way out that does not depend on what was done before"
        problem = Problem("no-way-out", message, self.scenario.nodes[here].place, Severity.ERROR, hint)
        self._tell(problem, path, here)

    def _endless_score(self, path: tuple[int, ...], back: tuple[int, ...]) -> None:
        here = self._node_at(path)
        machine = self.running.machine
        nodes = self._nodes(machine.edges[number].source for number in back)
        message = f"a play can earn score without end by going round among {_listed(nodes)}"
        hint = "let it score once, or let going round cost something"
        problem = Problem("endless-score", message, self.scenario.nodes[here].place, Severity.WARNING, hint)
        self._tell(problem, (*path, *back, *back), here)

    def _tell(self, problem: Problem, path: tuple[int, ...], node: str) -> None:
        """Note a problem with the play that shows it; without such a play it is no more than undecided."""
        bit = self.scenario.nodes[node].bit
        come_to = lambda play: bool(play.state.visited & bit)  # noqa: E731 - used once, in the next line
        play = witness(self.scenario, self.running.machine, path, come_to, self.expired)
        if play is None:
            self._open.append(f"line {problem.place.line}: whether {problem.message}")
        else:
            self.problems.append(replace(problem, witness=witness_of(play)))

    def _node_at(self, path: tuple[int, ...]) -> str:
        machine = self.running.machine
        return machine.places[machine.edges[path[-1]].target if path else machine.start].node

    def _nodes(self, places: Iterable[int]) -> tuple[str, ...]:
        named = {self.running.machine.places[place].node for place in places}
        return tuple(node for node in self.scenario.nodes if node in named)


def _listed(nodes: tuple[str, ...]) -> str:
    shown = [f"`{node}`" for node in nodes[:5]]
    more = f" and {len(nodes) - len(shown)} more" if len(nodes) > len(shown) else ""
    return ", ".join(shown) + more


def _from(graph: StateGraph, state: int) -> set[int]:
    """The states that can be come to from one."""
    found, waiting = {state}, [state]
    while waiting:
        for arrow in graph.arrows[waiting.pop()]:
            if arrow.target not in found:
                found.add(arrow.target)
                waiting.append(arrow.target)
    return found
