"""For each place the values that each variable may have there: what lies outside, no play brings about."""

from __future__ import annotations

from heapq import heappop, heappush

from isoquest.authoring.prove.machine.encoding import Encoding
from isoquest.authoring.prove.machine.guards import Every, Guard, InSet, Some, SumAtLeast
from isoquest.authoring.prove.machine.running import Running


def value_sets(running: Running) -> list[int]:
    """For each place a set of values of every narrow variable; 0 for a place that no play comes to.

    An over-approximation: each variable is followed on its own, so that a set may hold values that never occur there,
    or never together. Raises `OutOfTimeError`.
    """
    encoding = running.encoding
    sets = [0] * len(running.ways)
    sets[running.machine.start] = encoding.start & encoding.narrow_bits
    rank = {place: number for number, place in enumerate(running.order)}
    waiting, queued = [rank[running.machine.start]], {running.machine.start}
    keep = encoding.narrow_bits
    while waiting:
        running.in_time()
        place = running.order[heappop(waiting)]
        queued.discard(place)
        here = sets[place]
        for way in running.ways[place]:
            passed = here if way.test is None else narrowed(here, way.edge.guard, encoding)
            if not passed:
                continue
            if way.change is not None:
                passed = way.change(passed) & keep
            if passed & ~sets[way.target]:
                sets[way.target] |= passed
                if way.target not in queued:
                    queued.add(way.target)
                    heappush(waiting, rank[way.target])
    return sets


def narrowed(values: int, guard: Guard, encoding: Encoding) -> int:
    """The values with which a guard can hold, or 0 where it cannot."""
    match guard:
        case InSet(variable, mask):
            field = encoding.fields[variable]
            left = values & (mask << field.offset)
            return values & ~field.bits | left if left else 0
        case Every(parts):
            for part in parts:
                values = narrowed(values, part, encoding)
                if not values:
                    return 0
            return values
        case Some(parts):
            union = 0
            for part in parts:
                union |= narrowed(values, part, encoding)
            return union
        case SumAtLeast():
            return values if can_hold(guard, values, encoding) else 0


def can_hold(guard: Guard, values: int, encoding: Encoding) -> bool:
    """False only where the guard holds for no choice among the values."""
    if not isinstance(guard, SumAtLeast):
        return narrowed(values, guard, encoding) != 0
    most = sum(max(worth, 0) for worth, part in guard.indicators if can_hold(part, values, encoding))
    for term in guard.terms:
        field = encoding.fields[term.variable]
        if field.wide:
            most += max(0, term.factor * (field.size - 1))
        elif term.table is None:
            most += max(term.factor * position for position in _positions(values, field.offset, field.size))
        else:
            most += max(term.table[position] for position in _positions(values, field.offset, field.size))
    return most >= guard.bound


def _positions(values: int, offset: int, size: int) -> list[int]:
    field = values >> offset
    return [position for position in range(size) if field >> position & 1]
