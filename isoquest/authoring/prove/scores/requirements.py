"""What every run of a machine obeys, said of how often it takes each edge: the sums by which bounds are tightened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from isoquest.authoring.prove.machine.guards import Every, Guard, InSet, Some, negated, variables_of
from isoquest.authoring.prove.machine.model import Edge, Effect
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.states.value_sets import narrowed

MOST_PER_EDGE = 60
"""Edges that may undo what another edge needs; where there are more, none of them is looked at."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """On every run the number of times that each edge is taken, times its factor, adds up to `limit` or less."""

    factors: dict[int, int]
    limit: int
    at_end: dict[int, int] = field(default_factory=dict)
    """By the place at which the run ends, what the limit is there instead."""


class Requirements:
    """What follows from the conditions and effects of the edges that `sets`, the values at each place, leave open.

    Where a condition does not hold at the start, a run that passes it has been made to hold: it took one of the edges
    that can. Where an edge undoes it, a run takes that edge, or the condition, or in between one that restores it.
    And what a meter gains and loses on the way to an ending leaves it at a value that it may have there.
    """

    def __init__(self, running: Running, sets: list[int]) -> None:
        search = _Search(running, sets)
        self.once = search.once
        """For each edge whether no run takes it twice."""
        self.every = search.all()
        self.uses: list[list[tuple[int, int]]] = [[] for _ in running.machine.edges]
        """For each edge the requirements that it counts in, by number, and its factor there."""
        for number, rule in enumerate(self.every):
            for edge, factor in rule.factors.items():
                self.uses[edge].append((number, factor))
        self.largest = [max(map(abs, rule.factors.values()), default=1) for rule in self.every]
        """For each requirement its largest factor, signs aside."""
        self.varying = [number for number, rule in enumerate(self.every) if rule.at_end]
        """Those whose limit depends on the end."""


def _taken_once(running: Running) -> list[bool]:
    """For each edge whether no run takes it twice.

    It leads from no place back to that place, or sets a variable for good to a value that it may not find there.
    """
    given: defaultdict[int, set[tuple[str, int]]] = defaultdict(set)
    for edge in running.machine.edges:
        for effect in edge.effects:
            given[effect.variable].add((effect.kind, effect.amount))

    def closes(edge: Edge, effect: Effect) -> bool:
        if effect.kind != "set" or len(given[effect.variable]) > 1:
            return False
        parts = edge.guard.parts if isinstance(edge.guard, Every) else (edge.guard,)
        sets = [part for part in parts if isinstance(part, InSet) and part.variable == effect.variable]
        return any(not part.mask >> effect.amount & 1 for part in sets)

    component = running.component
    return [
        component[edge.source] != component[edge.target] or any(closes(edge, effect) for effect in edge.effects)
        for edge in running.machine.edges
    ]


class _Search:
    """The requirements of one machine being found."""

    def __init__(self, running: Running, sets: list[int]) -> None:
        self.running = running
        self.sets = sets
        self.edges = running.machine.edges
        self.encoding = running.encoding
        self.values = [self._values(edge) for edge in self.edges]
        """For each edge the values with which it can be taken; 0 where it never is."""
        self.once = _taken_once(running)
        self.looping = {running.component[members[0]] for members in running.loops}
        self.before = self._ancestors()
        self.touched: defaultdict[int, list[tuple[int, Effect]]] = defaultdict(list)
        for number, edge in enumerate(self.edges):
            if self.values[number]:
                for effect in edge.effects:
                    self.touched[effect.variable].append((number, effect))

    def _values(self, edge: Edge) -> int:
        here = self.sets[edge.source]
        return narrowed(here, edge.guard, self.encoding) if here else 0

    def _ancestors(self) -> list[int]:
        """For each place a bit for every place from which some way leads to it."""
        running = self.running
        members: defaultdict[int, int] = defaultdict(int)
        for place, component in enumerate(running.component):
            members[component] |= 1 << place
        above: defaultdict[int, int] = defaultdict(int)
        for place in running.order:
            running.in_time()
            own = running.component[place]
            if own in self.looping:
                above[own] |= members[own]
            for way in running.ways[place]:
                target = running.component[way.target]
                if self.values[way.number] and target != own:
                    above[target] |= above[own] | members[own]
        return [above[component] for component in running.component]

    def all(self) -> list[Requirement]:
        """Those of conditions, then those of meters."""
        found: dict[tuple[object, ...], tuple[list[int], frozenset[int], int | None]] = {}
        for number, edge in enumerate(self.edges):
            self.running.in_time()
            if self.values[number] and self.once[number]:
                for key, makers, undone_by in self._of_edge(number, edge):
                    found.setdefault(key, ([], makers, undone_by))[0].append(number)
        made = [self._summed(*entry) for entry in found.values()]
        return [one for one in made if one is not None] + list(self._of_meters())

    def _of_edge(self, number: int, edge: Edge) -> Iterator[tuple[tuple[object, ...], frozenset[int], int | None]]:
        """For each thing an edge needs: what may be added up, the edges that make it so, and one that undoes it."""
        machine, component = self.running.machine, self.running.component
        # at one place outside the loops a run takes one way at most, so that the needs of them all are one sum
        together = -1 if component[edge.source] not in self.looping else number
        earlier = self.before[edge.source]
        for part in edge.guard.parts if isinstance(edge.guard, Every) else (edge.guard,):
            if not narrowed(self.sets[edge.source], negated(part, machine.sizes), self.encoding):
                continue
            makers = [other for other in self._makers(part) if earlier >> self.edges[other].source & 1]
            if not self.encoding.test(part)(self.encoding.start):
                yield ("made", part, edge.source, together), frozenset(makers), None
            elif isinstance(part, InSet):
                for other in self._breakers(part, edge):
                    after = 1 << self.edges[other].target
                    restoring = frozenset(
                        maker
                        for maker in makers
                        if (self.before[self.edges[maker].source] | 1 << self.edges[maker].source) & after
                    )
                    yield ("kept", part, edge.source, together, other), restoring, other

    def _makers(self, part: Guard) -> set[int]:
        """The edges that may make a condition hold that did not."""
        match part:
            case InSet(variable, mask):
                return {
                    number
                    for number, effect in self.touched[variable]
                    if effect.kind == "add" or mask >> effect.amount & 1
                }
            case Every(parts) | Some(parts):
                return set().union(*map(self._makers, parts))
            case _:
                return {number for variable in variables_of(part) for number, _ in self.touched[variable]}

    def _breakers(self, part: InSet, edge: Edge) -> Iterable[int]:
        """The edges before this one that set a value with which the condition fails."""
        component = self.running.component
        found = [
            number
            for number, effect in self.touched[part.variable]
            if effect.kind == "set"
            and not part.mask >> effect.amount & 1
            and self.once[number]
            and component[self.edges[number].source] < component[edge.source]
            and self.before[edge.source] >> self.edges[number].source & 1
        ]
        return found if len(found) <= MOST_PER_EDGE else ()

    def _summed(self, needing: list[int], makers: frozenset[int], undone_by: int | None) -> Requirement | None:
        """The sum; None where an edge that a run may take again and again would make it worthless."""
        if not all(self.once[maker] for maker in makers):
            return None
        factors: defaultdict[int, int] = defaultdict(int)
        for number in needing:
            factors[number] += 1
        if undone_by is not None:
            factors[undone_by] += 1
        for maker in makers:
            factors[maker] -= 1
        return Requirement({number: factor for number, factor in factors.items() if factor}, int(undone_by is not None))

    def _of_meters(self) -> Iterator[Requirement]:
        """What each meter may lose and may gain altogether."""
        machine = self.running.machine
        ends = [place.index for place in machine.places if place.kind == "end" and self.sets[place.index]]
        for index, variable in enumerate(machine.variables):
            self.running.in_time()
            if variable.wide or variable.size <= 2 or not self.touched[index] or not ends:  # noqa: PLR2004 - a flag
                continue
            most: dict[int, int] = {}
            least: dict[int, int] = {}
            for number, effect in self.touched[index]:
                changes = [
                    self._after(effect, value, variable.size) - value for value in self._of(index, self.values[number])
                ]
                most[number], least[number] = max(changes), min(changes)
            stand = {place: self._of(index, self.sets[place]) for place in ends}
            lowest = {place: variable.start - values[0] for place, values in stand.items()}
            highest = {place: values[-1] - variable.start for place, values in stand.items()}
            yield from self._meter({number: -change for number, change in most.items()}, lowest)
            yield from self._meter(least, highest)

    def _meter(self, changes: dict[int, int], limits: dict[int, int]) -> Iterator[Requirement]:
        factors = {number: change for number, change in changes.items() if change}
        if all(self.once[number] or change > 0 for number, change in factors.items()):
            yield Requirement(factors, max(limits.values()), limits)

    def _after(self, effect: Effect, value: int, size: int) -> int:
        return effect.amount if effect.kind == "set" else max(0, min(size - 1, value + effect.amount))

    def _of(self, variable: int, values: int) -> list[int]:
        one = self.encoding.fields[variable]
        bits = (values & one.bits) >> one.offset
        return [position for position in range(one.size) if bits >> position & 1]
