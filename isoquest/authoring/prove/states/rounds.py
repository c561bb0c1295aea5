"""Loops of a scenario whose states are too many to look at each: every loop on its own, from states seen there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.states.exhaustive import Arrow, StateGraph, marks_count
from isoquest.authoring.prove.states.loops import Ordered, rising_loop
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.sighting import Sighting

MOST_STATES = 20_000
"""States of one loop that are looked at."""


@dataclass(frozen=True, slots=True)
class Round:
    """What is known of one loop of places."""

    places: tuple[int, ...]
    trapped: tuple[int, ...] | None
    """A run to a point from which no way leads out of the loop."""
    rising: tuple[tuple[int, ...], tuple[int, ...]] | None
    """A run into the loop, and the edges of a way round that scores each time."""
    leaves: bool
    """Proved: from wherever a play may be in it, a way out stays open."""
    bounded: bool
    """Proved: nothing in it scores more than nothing."""


def rounds(
    running: Running, reduction: Reduction, seen: Sequence[Sequence[Sighting]], expired: Callable[[], bool]
) -> Iterator[Round]:
    """Each loop of the machine with what could be found out about it."""
    for members in running.loops:
        loop = _Loop(running, reduction, frozenset(members))
        starts = [sighting for place in members for sighting in seen[place]]
        loop.explore(starts, expired)
        yield Round(tuple(members), loop.trapped(), loop.rising(), loop.always_leaves(), loop.never_scores())


class _Loop:
    """The states of one loop that can be come to from those seen."""

    def __init__(self, running: Running, reduction: Reduction, members: frozenset[int]) -> None:
        self.running = running
        self.reduction = reduction
        self.members = members
        self.graph = StateGraph(running)
        self.starts: dict[int, Sighting] = {}
        self.leaving: set[int] = set()
        """States from which a way leads out of the loop, or that are an end."""
        self.whole = False
        """Every state that can be come to from those seen was looked at."""

    def explore(self, starts: Sequence[Sighting], expired: Callable[[], bool]) -> None:
        """Look at every state of the loop behind the starts, as long as these are not too many."""
        graph, running = self.graph, self.running
        known: dict[tuple[int, int], int] = {}

        def number_of(place: int, state: int, parent: int, edge: int) -> int:
            key = (place, self.reduction.reduced(place, state))
            if key not in known:
                known[key] = len(graph.places)
                graph.places.append(place)
                graph.states.append(key[1])
                graph.parents.append((parent, edge))
            return known[key]

        for sighting in starts:
            number = number_of(sighting.place, sighting.state, -1, -1)
            self.starts.setdefault(number, sighting)
        here = passed = 0
        while here < len(graph.places):
            if graph.too_large(MOST_STATES, passed) or (here % 32 == 0 and expired()):
                break
            place, state = graph.places[here], graph.states[here]
            ways = [way for way in running.ways[place] if way.test is None or way.test(state)]
            scores = marks_count(ways)
            arrows = []
            for way in ways:
                if way.target in self.members:
                    after = state if way.change is None else way.change(state)
                    marks = way.edge.marks if scores else 0
                    arrows.append(Arrow(number_of(way.target, after, here, way.number), way.number, marks, marks))
            if len(arrows) < len(ways) or not ways:
                self.leaving.add(here)
            graph.arrows.append(arrows)
            passed += len(arrows)
            here += 1
        self.whole = here == len(graph.places)
        graph.arrows += [[] for _ in range(here, len(graph.places))]

    def trapped(self) -> tuple[int, ...] | None:
        """A run to a state from which nothing leads out."""
        if not self.whole:
            return None
        into: list[list[int]] = [[] for _ in self.graph.places]
        for state, arrows in enumerate(self.graph.arrows):
            for arrow in arrows:
                into[arrow.target].append(state)
        free, waiting = set(self.leaving), list(self.leaving)
        while waiting:
            for state in into[waiting.pop()]:
                if state not in free:
                    free.add(state)
                    waiting.append(state)
        caught = next((state for state in range(len(self.graph.places)) if state not in free), None)
        return None if caught is None else self._run_to(caught)

    def rising(self) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """A run into the loop and a way round that scores."""
        found = rising_loop(Ordered.of(self.graph), lambda arrow: arrow.least)
        return None if found is None else (self._run_to(found[0]), found[1])

    def _run_to(self, state: int) -> tuple[int, ...]:
        edges: list[int] = []
        while state not in self.starts:
            state, edge = self.graph.parents[state]
            edges.append(edge)
        return (*self.starts[state].path, *reversed(edges))

    def always_leaves(self) -> bool:
        """From every place of the loop ways without a condition lead out of it."""
        ways = self.running.ways
        free = {place for place in self.members if any(self._free(way.target) and not way.test for way in ways[place])}
        while True:
            self.running.in_time()
            more = {
                place
                for place in self.members - free
                if any(not way.test and way.target in free for way in ways[place])
            }
            if not more:
                return free == self.members
            free |= more

    def _free(self, target: int) -> bool:
        return target not in self.members

    def never_scores(self) -> bool:
        """No way within the loop scores more than nothing."""
        return all(
            way.edge.marks <= 0
            for place in self.members
            for way in self.running.ways[place]
            if way.target in self.members
        )
