"""A machine seen through a few of its variables: all that could happen to them, the others standing anywhere.

What the machine can do, its slice can do as well; what the slice cannot do, no play does.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from heapq import heappop, heappush

from isoquest.authoring.prove.machine.guards import Every, Guard, InSet, Some, SumAtLeast, negated
from isoquest.authoring.prove.machine.running import OutOfTimeError, Way
from isoquest.authoring.prove.search.bit_sets import Layout, Step
from isoquest.authoring.prove.search.ranges import Ranges
from isoquest.authoring.prove.states.value_sets import can_hold

KEPT_MASKS = 1 << 16
"""Conditions as sets of states are remembered in slices of at most this many states."""


class Slice:
    """Sets of states over a few narrow variables at each place.

    A variable that no condition reads any more stands at its least value, so that sets stay small; it has to be one
    that is not live: a value that is read after having been moved to an edge is no such one, though nothing cuts it.
    """

    def __init__(self, ranges: Ranges, variables: Iterable[int], only: frozenset[int] | None = None) -> None:
        self.ranges = ranges
        self.running = ranges.running
        self.variables = tuple(sorted(variables, key=lambda variable: (-ranges.spread(variable), variable)))
        self.only = only
        """The places that it is about; all where there is None."""
        self.layout = Layout(self.variables, [ranges.sizes[variable] for variable in self.variables])
        self.forward = [0] * len(self.running.ways)
        """For each place the states that can come about there, once `run` has come so far."""
        self._bits = 0
        for variable in self.variables:
            self._bits |= ranges.fields[variable].bits
        self._fresh = [0] * len(self.running.ways)
        self._waiting: list[int] = []
        self._done = -1
        self._masks: dict[int, int] = {}
        self._moves: dict[int, tuple[tuple[Step, Step], ...]] = {}
        self._worth: dict[int, dict[int, int]] = {}
        self._tables: dict[int, list[tuple[int, dict[int, int]]]] = {}
        start = self.running.machine.start
        self._add(start, 1 << self.index(start, self.running.encoding.start))

    def index(self, place: int, state: int) -> int:
        """The number of the slice's state that a state of the machine is seen as at a place."""
        tables = self._tables.get(place)
        if tables is None:
            tables = self._tables[place] = [
                (self.ranges.fields[variable].bits, self._table(variable))
                for variable in self.variables
                if self.ranges.live[place] & self.ranges.fields[variable].bits
            ]
        index = 0
        for bits, table in tables:
            index += table[state & bits]
        return index

    def _table(self, variable: int) -> dict[int, int]:
        """For each value of a variable, as it stands in a state, what it adds to the number of a slice's state."""
        known = self._worth.get(variable)
        if known is None:
            field, stride = self.ranges.fields[variable], self.layout.strides[variable]
            known = self._worth[variable] = {
                1 << (field.offset + position): stride * self.ranges.clamped(variable, position)
                for position in range(field.size)
            }
        return known

    def run(self, component: int, expired: Callable[[], bool]) -> None:
        """Find all that can come about in the components up to this one."""
        order, waiting = self.running.order, self._waiting
        while waiting and self.running.component[order[waiting[0]]] <= component:
            if expired():
                raise OutOfTimeError
            place = order[heappop(waiting)]
            fresh, self._fresh[place] = self._fresh[place], 0
            for way in self.running.ways[place]:
                target = way.target
                if self.only is not None and target not in self.only:
                    continue
                states = fresh if way.test is None else fresh & self.open(way)
                if states:
                    for step, _ in self.moves(way):
                        states = step(states)
                    self._add(target, states)
        self._done = max(self._done, component)

    def covers(self, component: int) -> bool:
        """Whether `run` has come as far as a component, for all its places."""
        return self._done >= component and self.only is None

    def _add(self, place: int, states: int) -> None:
        news = states & ~self.forward[place]
        if news:
            self.forward[place] |= news
            if not self._fresh[place]:
                heappush(self._waiting, self.ranges.rank[place])
            self._fresh[place] |= news

    def backward(self, place: int, states: int, along: Container[int], expired: Callable[[], bool]) -> dict[int, int]:
        """For each place the states, among those that can come about, that can lead to some states at `place`.

        `along` are the numbers of the edges by which that is possible at all.
        """
        found = {place: states & self.forward[place]}
        fresh = dict(found)
        rank, order = self.ranges.rank, self.running.order
        waiting = [-rank[place]]
        while waiting:
            if expired():
                raise OutOfTimeError
            here = order[-heappop(waiting)]
            target = fresh.pop(here)
            for way in self.running.into[here]:
                source = way.edge.source
                reached = self.forward[source]
                if not reached or way.number not in along:
                    continue
                before = target
                for _, back in reversed(self.moves(way)):
                    before = back(before)
                before &= reached
                if before and way.test is not None:
                    before &= self.open(way)
                news = before & ~found.get(source, 0)
                if news:
                    found[source] = found.get(source, 0) | news
                    if source not in fresh:
                        heappush(waiting, -rank[source])
                    fresh[source] = fresh.get(source, 0) | news
        return found

    def open(self, way: Way) -> int:
        """The states in which a way may be open."""
        known = self._masks.get(way.number)
        if known is None:
            if self.ranges.read[way.number] & self._bits:
                known = self.mask(way.edge.guard, way.edge.source)
            else:
                known = self.layout.full if self.ranges.can_be_open(way) else 0
            if self.layout.states <= KEPT_MASKS:
                self._masks[way.number] = known
        return known

    def moves(self, way: Way) -> tuple[tuple[Step, Step], ...]:
        """What an edge does to sets of states: forth and back."""
        known = self._moves.get(way.number)
        if known is None:
            live, target = self.ranges.live[way.edge.source], self.ranges.live[way.target]
            touched = (self.ranges.written[way.number] | live & ~target) & self._bits
            known = self._moves[way.number] = tuple(self._steps(way, live, target)) if touched else ()
        return known

    def _steps(self, way: Way, live: int, live_after: int) -> Iterable[tuple[Step, Step]]:
        effects = self.ranges.effects[way.number]
        for variable in reversed(self.variables):
            bits = self.ranges.fields[variable].bits
            if not live_after & bits:
                if live & bits:
                    yield self.layout.setting(variable, 0)
            elif variable in effects:
                kind, amount = effects[variable]
                if kind == "add":
                    if amount:
                        yield self.layout.adding(variable, amount)
                elif live & bits:
                    yield self.layout.setting(variable, self.ranges.clamped(variable, amount))
                else:
                    yield self.layout.raising(variable, self.ranges.clamped(variable, amount))

    def mask(self, guard: Guard, place: int) -> int:
        """The states with which a guard may hold at a place; all others it excludes."""
        match guard:
            case InSet(variable, mask):
                if variable in self.layout.sizes:
                    kept = (mask >> self.ranges.lows[variable]) & ((1 << self.layout.sizes[variable]) - 1)
                    return self.layout.where(variable, kept)
                return self.layout.full if self._can_hold(guard, place) else 0
            case Every(parts):
                states = self.layout.full
                for part in parts:
                    states &= self.mask(part, place)
                    if not states:
                        break
                return states
            case Some(parts):
                states = 0
                for part in parts:
                    states |= self.mask(part, place)
                return states
            case SumAtLeast():
                if self._can_hold(guard, place):
                    return self._sum(guard, place)
                return 0

    def _can_hold(self, guard: Guard, place: int) -> bool:
        return can_hold(guard, self.ranges.sets[place], self.running.encoding)

    def _sum(self, guard: SumAtLeast, place: int) -> int:
        """The states in which a sum can reach its bound, what is not followed counting as much as it can there."""
        bound = guard.bound
        parts: list[dict[int, int]] = []
        for term in guard.terms:
            field = self.ranges.fields[term.variable]
            if field.wide:
                bound -= max(0, term.factor * (field.size - 1))
                continue
            values = self.ranges.sets[place] >> field.offset
            worths = [(position, term.at(position)) for position in range(field.size) if values >> position & 1]
            if term.variable not in self.layout.sizes:
                bound -= max(worth for _, worth in worths)
                continue
            by_worth: dict[int, int] = {}
            for position, worth in worths:
                by_worth[worth] = by_worth.get(worth, 0) | 1 << self.ranges.clamped(term.variable, position)
            parts.append({worth: self.layout.where(term.variable, mask) for worth, mask in by_worth.items()})
        for worth, part in guard.indicators:
            if worth > 0:
                holds = self.mask(part, place)
            else:
                holds = self.layout.full & ~self.mask(negated(part, self.running.machine.sizes), place)
            parts.append({worth: holds, 0: self.layout.full & ~holds})
        return _at_least(parts, bound, self.layout.full)


def _at_least(parts: list[dict[int, int]], bound: int, full: int) -> int:
    """The states whose parts add up to the bound or more; a part tells for each worth the states that have it."""
    most, least = [0], [0]
    for part in reversed(parts):
        most.append(most[-1] + max(part))
        least.append(least[-1] + min(part))
    known: dict[tuple[int, int], int] = {}

    def reaching(turn: int, left: int) -> int:
        behind = len(parts) - turn
        if left <= least[behind]:
            return full
        if left > most[behind]:
            return 0
        states = known.get((turn, left))
        if states is None:
            states = 0
            for worth, where in parts[turn].items():
                states |= where & reaching(turn + 1, left - worth)
            known[turn, left] = states
        return states

    return reaching(0, bound)
