"""For each place the values from which a goal may still be reached: with any other, no play comes there any more."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush

from isoquest.authoring.prove.machine.encoding import Encoding, Field
from isoquest.authoring.prove.machine.model import Edge, Goal
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.states.value_sets import narrowed


class Needed:
    """Values of all narrow variables at the places that lead to a goal, each variable followed on its own.

    `sets` are the value sets of the machine: what lies outside them is left out. Raises `OutOfTimeError`.
    """

    def __init__(self, running: Running, sets: list[int], goal: Goal) -> None:
        encoding = running.encoding
        self._fields = encoding.fields
        values = narrowed(sets[goal.place], goal.guard, encoding) if sets[goal.place] else 0
        self.values = {goal.place: values} if values else {}
        """For each place that may lead to the goal a set of values."""
        self.ways: set[int] = set()
        """Numbers of the edges that may lead to it."""
        rank = {place: number for number, place in enumerate(running.order)}
        waiting = [-rank[place] for place in self.values]
        queued = set(self.values)
        while waiting:
            running.in_time()
            place = running.order[-heappop(waiting)]
            queued.discard(place)
            for way in running.into[place]:
                source = way.edge.source
                before = self._before(encoding, way.edge, self.values[place], sets[source])
                if before:
                    self.ways.add(way.number)
                    known = self.values.get(source, 0)
                    if before & ~known:
                        self.values[source] = known | before
                        if source not in queued:
                            queued.add(source)
                            heappush(waiting, -rank[source])
        self._forbidden = {place: encoding.narrow_bits & ~values for place, values in self.values.items()}

    def admits(self, place: int, state: int) -> bool:
        """False only where no play leads from a state at a place to the goal."""
        forbidden = self._forbidden.get(place)
        return forbidden is not None and not state & forbidden

    def missing(self, place: int, state: int) -> Iterable[int]:
        """The variables by whose values a state does not lead to the goal."""
        wrong = state & self._forbidden[place]
        if wrong:
            for variable, field in enumerate(self._fields):
                if wrong & field.bits:
                    yield variable

    def _before(self, encoding: Encoding, edge: Edge, values: int, possible: int) -> int:
        """The possible values from which an edge leads to some of these values; 0 where there are none."""
        for effect in edge.effects:
            field = encoding.fields[effect.variable]
            if field.wide:
                continue
            if effect.kind == "set":
                own = field.bits if values >> (field.offset + effect.amount) & 1 else 0
            else:
                own = unshifted(values & field.bits, field, effect.amount)
            own &= possible
            if not own:
                return 0
            values = values & ~field.bits | own
        values &= possible
        if not values:
            return 0
        # a field that no effect touched may have lost all its values
        return narrowed(values, edge.guard, encoding) if _whole(values, possible, encoding) else 0


def _whole(values: int, possible: int, encoding: Encoding) -> bool:
    """Whether each variable still has a value."""
    lost = possible & ~values
    return not lost or all(field.wide or values & field.bits for field in encoding.fields if lost & field.bits)


def unshifted(values: int, field: Field, amount: int) -> int:
    """The values of a narrow field, in place, from which adding leads to these, the edges of the range clamping."""
    if amount > 0:
        count = min(amount, field.size)
        found = (values >> count) & field.bits
        top = field.offset + field.size
        return found | ((1 << top) - (1 << (top - count))) if values >> (top - 1) & 1 else found
    count = min(-amount, field.size)
    found = (values << count) & field.bits
    return found | (((1 << count) - 1) << field.offset) if values >> field.offset & 1 else found
