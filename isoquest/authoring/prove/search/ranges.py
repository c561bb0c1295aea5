"""How much of each variable's range slices have to follow, and what else is the same for all slices of a machine."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from isoquest.authoring.prove.machine.guards import variables_of
from isoquest.authoring.prove.machine.running import Running, Way
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.value_sets import can_hold


class Ranges:
    """What all slices of a machine share: the part of each variable's range that any condition tells apart."""

    def __init__(self, running: Running, reduction: Reduction, sets: list[int]) -> None:
        self.running = running
        self.live = reduction.live
        self.sets = sets
        self.fields = running.encoding.fields
        cuts = occurring = 0
        for place, values in enumerate(sets):
            if values:
                cuts |= reduction.cuts[place]
                occurring |= values
        rising, falling = self._moved()
        self.lows: list[int] = []
        self.sizes: list[int] = []
        """How many values a slice follows; those below and above are one with the first and the last."""
        for variable, field in enumerate(self.fields):
            low = high = 0
            at, values = ((bits & field.bits) >> field.offset for bits in (cuts, occurring))
            if not field.wide and at and values:
                low, high = (values & -values).bit_length() - 1, values.bit_length() - 1
                # what lies past the outermost cut is all one, unless something leads back from there by so many steps
                if variable not in rising:
                    low = max(low, (at & -at).bit_length() - 2)
                if variable not in falling:
                    high = min(high, at.bit_length() - 1)
            self.lows.append(low)
            self.sizes.append(max(high - low, 0) + 1)
        self.written = [0] * len(running.machine.edges)
        self.effects: list[dict[int, tuple[str, int]]] = [{} for _ in running.machine.edges]
        self.read = [0] * len(running.machine.edges)
        for number, edge in enumerate(running.machine.edges):
            for effect in edge.effects:
                self.written[number] |= self.fields[effect.variable].bits
                self.effects[number][effect.variable] = (effect.kind, effect.amount)
            for variable in variables_of(edge.guard):
                self.read[number] |= self.fields[variable].bits
        self.rank = {place: number for number, place in enumerate(running.order)}
        self._spread: dict[int, int] = {}
        self._can_be_open: dict[int, bool] = {}

    def _moved(self) -> tuple[set[int], set[int]]:
        """The variables that some edge adds to, and those that some edge takes from."""
        effects = [effect for ways in self.running.ways for way in ways for effect in way.edge.effects]
        added = [(effect.variable, effect.amount) for effect in effects if effect.kind == "add"]
        return {variable for variable, amount in added if amount > 0}, {v for v, amount in added if amount < 0}

    def can_be_open(self, way: Way) -> bool:
        """False only where the value sets show that a way is always shut."""
        known = self._can_be_open.get(way.number)
        if known is None:
            known = can_hold(way.edge.guard, self.sets[way.edge.source], self.running.encoding)
            self._can_be_open[way.number] = known
        return known

    def states(self, variables: Iterable[int]) -> int:
        """How many states a slice of these variables has."""
        return prod(self.sizes[variable] for variable in variables)

    def clamped(self, variable: int, position: int) -> int:
        """Where a slice puts a position of the variable."""
        return max(0, min(self.sizes[variable] - 1, position - self.lows[variable]))

    def spread(self, variable: int) -> int:
        """At how many places the variable matters and may stand above its least value."""
        known = self._spread.get(variable)
        if known is None:
            field = self.fields[variable]
            above = field.bits & -(1 << (field.offset + self.lows[variable] + 1))
            known = sum(1 for live, values in zip(self.live, self.sets, strict=True) if live & values & above)
            self._spread[variable] = known
        return known
