"""What of a state still matters at a place: values that no later condition tells apart are made one.

For each place and variable the cuts: bit i of a field tells that the values i - 1 and i may lead to different futures.
Two states of a place that no cut separates have the same ways open now and ever after, and the same marks on them.
"""

from __future__ import annotations

from isoquest.authoring.prove.machine.encoding import Field
from isoquest.authoring.prove.machine.guards import Every, Guard, InSet, Some, SumAtLeast, variables_of
from isoquest.authoring.prove.machine.model import Edge, Goal
from isoquest.authoring.prove.machine.running import Running


class Reduction:
    """Cuts and liveness at every place, for the futures of a machine and for goals that are asked of it besides."""

    def __init__(self, running: Running, goals: tuple[Goal, ...] = ()) -> None:
        """Raises `OutOfTimeError`."""
        self.running = running
        self.fields = running.encoding.fields
        self.cuts = self._fixpoint(goals)
        """For each place the cuts of all narrow variables, as a number of the encoding's shape."""
        self.live = self._liveness(goals)
        """For each place the bits of the variables that may be read before they are set."""
        self._keep: list[int] = []
        self._first: list[int] = []
        """For each place the first value of each variable that is live though its values make no difference."""
        self._partly: list[list[tuple[int, int]]] = []
        for place, cuts in enumerate(self.cuts):
            running.in_time()
            self._prepare(place, cuts)

    def reduced(self, place: int, state: int) -> int:
        """The one state that stands for all that cannot be told apart from this one at a place; itself one of them.

        Fields of variables that no longer matter stand empty.
        """
        kept = state & self._keep[place] | self._first[place]
        for bits, starts in self._partly[place]:
            value = state & bits
            kept |= 1 << ((starts & (2 * value - 1)).bit_length() - 1)
        return kept

    def _prepare(self, place: int, cuts: int) -> None:
        keep, fixed, partly = 1, 0, []
        for field in self.fields:
            if field.wide:
                keep |= field.bits & self.live[place]
                continue
            own = cuts & field.bits
            first = 1 << field.offset
            if not own:
                # an effect that clamps may still make a value of it that is read, so the field may not stand empty
                fixed |= first if self.live[place] & field.bits else 0
            elif own == field.bits ^ first:
                keep |= field.bits
            else:
                partly.append((field.bits, own | first))
        self._keep.append(keep)
        self._first.append(fixed)
        self._partly.append(partly)

    def _fixpoint(self, goals: tuple[Goal, ...]) -> list[int]:
        running = self.running
        cuts = [0] * len(running.ways)
        for place, ways in enumerate(running.ways):
            for way in ways:
                cuts[place] |= self._told_apart(way.edge.guard)
            if running.machine.places[place].kind == "look":
                cuts[place] |= self._all_cuts(self._picked(place))
        for goal in goals:
            cuts[goal.place] |= self._told_apart(goal.guard)
        waiting = list(running.order)
        queued = set(waiting)
        while waiting:
            running.in_time()
            place = waiting.pop()
            queued.discard(place)
            for way in running.into[place]:
                source = way.edge.source
                before = cuts[source] | self._before(way.edge, cuts[place])
                if before != cuts[source]:
                    cuts[source] = before
                    if source not in queued:
                        queued.add(source)
                        waiting.append(source)
        return cuts

    def _before(self, edge: Edge, cuts: int) -> int:
        """The cuts that have to be made before an edge so that those behind it are made."""
        for effect in edge.effects:
            field = self.fields[effect.variable]
            if field.wide:
                continue
            own = cuts & field.bits
            cuts ^= own
            if effect.kind == "add" and own:
                moved = own >> effect.amount if effect.amount > 0 else own << -effect.amount
                if effect.amount > 0:
                    moved &= -1 << (field.offset + 1)  # a cut below the first value separates nothing
                cuts |= moved & field.bits
        return cuts

    def _picked(self, place: int) -> int:
        look = next(way.edge for way in self.running.ways[place] if way.edge.act == "look")
        return look.effects[0].variable

    def _all_cuts(self, variable: int) -> int:
        field = self.fields[variable]
        return 0 if field.wide else field.bits ^ (1 << field.offset)

    def _told_apart(self, guard: Guard) -> int:
        """The cuts that a condition makes."""
        match guard:
            case InSet(variable, mask):
                return _steps(mask, self.fields[variable])
            case SumAtLeast():
                return self._all(guard)
            case Every(parts) | Some(parts):
                made = 0
                for part in parts:
                    made |= self._told_apart(part)
                return made

    def _all(self, guard: Guard) -> int:
        made = 0
        for variable in variables_of(guard):
            made |= self._all_cuts(variable)
        return made

    def _liveness(self, goals: tuple[Goal, ...]) -> list[int]:
        """For each place the fields that may be read before they are set: weaker than the cuts, and never wrong.

        A value that is only clamped to an edge before it is read makes no cut, though it is live.
        """
        running = self.running
        live = [0] * len(running.ways)
        for place, ways in enumerate(running.ways):
            for way in ways:
                live[place] |= self._read(way.edge.guard)
        for goal in goals:
            live[goal.place] |= self._read(goal.guard)
        waiting = list(running.order)
        queued = set(waiting)
        while waiting:
            running.in_time()
            place = waiting.pop()
            queued.discard(place)
            for way in running.into[place]:
                source, before = way.edge.source, live[place]
                for effect in way.edge.effects:
                    if effect.kind == "set":
                        before &= ~self.fields[effect.variable].bits
                if before & ~live[source]:
                    live[source] |= before
                    if source not in queued:
                        queued.add(source)
                        waiting.append(source)
        return live

    def _read(self, guard: Guard) -> int:
        made = 0
        for variable in variables_of(guard):
            made |= self.fields[variable].bits
        return made


def _steps(mask: int, field: Field) -> int:
    """Where a set of values begins or ends, the first value aside."""
    steps = (mask ^ (mask << 1)) & ((1 << field.size) - 2)
    return steps << field.offset
