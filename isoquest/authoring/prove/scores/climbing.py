"""A run made better by one other decision at a time, the rest of it being followed as far as it can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from isoquest.authoring.prove.machine.running import Running, Way
from isoquest.authoring.prove.scores.beam import Gain
from isoquest.authoring.prove.states.exhaustive import marks_count

LONGEST = 3_000
"""Edges after which a run is given up that goes round and round."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run from the start to an end, and what it gains."""

    gained: int
    path: tuple[int, ...]


class Climber:
    """The best runs known, by the place at which they end; they become better with every climb."""

    def __init__(self, running: Running, gain: Gain) -> None:
        self.running = running
        self.gain = gain
        self.best: dict[int, Run] = {}
        self.offered: set[tuple[int, ...]] = set()

    def offer(self, path: tuple[int, ...]) -> None:
        """Take a run into account, if it comes to an end."""
        if path in self.offered:
            return
        self.offered.add(path)
        edges, places = self.running.machine.edges, self.running.machine.places
        if path and places[edges[path[-1]].target].kind != "end":
            return
        gained = 0
        place, state = self.running.machine.start, self.running.encoding.start
        self.running.in_time()
        for edge in path:
            ways, differ = self._open(place, state)
            way = next(way for way in ways if way.number == edge)
            gained += self.gain(way, differ)
            place, state = way.target, state if way.change is None else way.change(state)
        if places[place].kind == "end":
            self._take(place, gained, path)

    def climb(self, end: int, sweeps: int, expired: Callable[[], bool]) -> None:
        """Try every other decision in the best run to an end, the last first, and go on from what is better.

        What other ends it comes to counts for those.
        """
        for _ in range(sweeps):
            before = self.best[end]
            self._sweep(end, expired)
            if self.best[end] is before or expired():
                return

    def _sweep(self, end: int, expired: Callable[[], bool]) -> None:
        run = self.best[end]
        # states from which the run goes on, with what it gained before them
        trail: list[tuple[int, int, int]] = []
        place, state, gained = self.running.machine.start, self.running.encoding.start, 0
        edges = self.running.machine.edges
        for number in run.path:
            trail.append((place, state, gained))
            ways, differ = self._open(place, state)
            way = next(way for way in ways if way.number == number)
            gained += self.gain(way, differ)
            place, state = way.target, state if way.change is None else way.change(state)
        usual = {edges[number].source: number for number in run.path}
        for at in reversed(range(len(trail))):
            if expired():
                return
            place, state, gained = trail[at]
            ways, differ = self._open(place, state)
            taken = self.best[end].path[at]
            for way in ways if len(ways) > 1 else ():
                if way.number == taken:
                    continue
                after = state if way.change is None else way.change(state)
                found = self._followed(way.target, after, gained + self.gain(way, differ), usual)
                if found is not None:
                    ended, total, rest = found
                    path = (*run.path[:at], way.number, *rest)
                    if self._take(ended, total, path) and ended == end:
                        usual.update((edges[number].source, number) for number in path[at:])

    def _followed(
        self, place: int, state: int, gained: int, usual: dict[int, int]
    ) -> tuple[int, int, list[int]] | None:
        """Where a run ends that takes the usual way wherever it is open, else what gains most."""
        rest: list[int] = []
        while len(rest) < LONGEST:
            ways, differ = self._open(place, state)
            if not ways:
                return (place, gained, rest) if self.running.machine.places[place].kind == "end" else None
            way = ways[0]
            if len(ways) > 1:
                wanted = usual.get(place, -1)
                for other in ways:
                    if other.number == wanted:
                        way = other
                        break
                else:
                    way = max(ways, key=lambda other: self.gain(other, differ))
            rest.append(way.number)
            gained += self.gain(way, differ)
            place, state = way.target, state if way.change is None else way.change(state)
        return None

    def _open(self, place: int, state: int) -> tuple[list[Way], bool]:
        ways = [way for way in self.running.ways[place] if way.test is None or way.test(state)]
        return ways, marks_count(ways)

    def _take(self, end: int, gained: int, path: tuple[int, ...]) -> bool:
        known = self.best.get(end)
        if known is not None and known.gained >= gained:
            return False
        self.best[end] = Run(gained, path)
        return True
