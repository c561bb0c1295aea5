"""An audit as places: each check drawn or passed over, each one looked at failing or passing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from isoquest.authoring.prove.machine.conditions import Variables, guard_for
from isoquest.authoring.prove.machine.guards import ALWAYS, Guard, InSet, every, negated, variables_of
from isoquest.authoring.prove.machine.model import Edge, Effect, Machine, Place, PlaceKind, Variable
from isoquest.content.model import Assessment, Check, Node


class Assessor:
    """Adds the places of assessments to a machine."""

    def __init__(self, variables: Variables, machine: Machine, place: Callable[[str, PlaceKind], int]) -> None:
        self.variables = variables
        self.machine = machine
        self.place = place
        self._picked: int | None = None

    def counted(self, bit: int, amount: int) -> Iterable[Effect]:
        """What opening or closing the finding of a check does to the number of open ones of its grade."""
        for variable, mask in self.variables.counts.values():
            if mask >> bit & 1:
                yield Effect(variable, "add", amount)

    def assess(self, node: Node, assessment: Assessment, here: int, kind: PlaceKind) -> int:
        """The places of an assessment that begins at the place `here`; the place behind it, of the kind given."""
        checks = tuple(assessment.checks.values())
        sample = assessment.sample if assessment.sample is not None and assessment.sample < len(checks) else None
        needs = [guard_for(check.needs.condition, self.variables) for check in checks]
        written = {variable for check in checks for variable in self._written(check)}
        pending = [self._pending(check) for check in checks] if written & _read(needs) else None
        if sample is not None:
            here = self._set(node.id, here, Effect(self._picks(len(checks)), "set", 0))
        if pending is not None:
            for variable in pending:
                here = self._set(node.id, here, Effect(variable, "set", 0))
        for turn, (check, guard) in enumerate(zip(checks, needs, strict=True)):
            after = self.place(node.id, "auto")
            if sample is not None:
                here = self._look(node.id, here, after, sample, len(checks) - turn)
            if pending is None:
                self._verdict(check, (here, after), guard, negated(guard, self.variables.sizes), ALWAYS)
            else:
                self._note(pending[turn], check, here, after, guard)
            here = after
        if pending is not None:
            for variable, check in zip(pending, checks, strict=True):
                after = self.place(node.id, "auto")
                judged = (InSet(variable, 0b010), InSet(variable, 0b100), InSet(variable, 0b001))
                self._verdict(check, (here, after), *judged)
                here = after
        self.machine.places[here] = Place(here, node.id, kind)
        return here

    def _written(self, check: Check) -> Iterable[int]:
        """The variables that the verdict on a check changes."""
        bit = check.bit.bit_length() - 1
        for record in ("found", "open"):
            variable = self.variables.records.get((record, bit))
            if variable is not None:
                yield variable
        yield from (effect.variable for effect in self.counted(bit, 1))

    def _pending(self, check: Check) -> int:
        return self.variables.add(Variable(check.id, "pending", 3))

    def _picks(self, most: int) -> int:
        """The variable that counts the checks drawn in the assessment under way."""
        if self._picked is None:
            self._picked = self.variables.add(Variable("drawn", "picked", 1))
        if self.variables.made[self._picked].size <= most:
            self.variables.made[self._picked] = Variable("drawn", "picked", most + 1)
        return self._picked

    def _set(self, node: str, here: int, effect: Effect) -> int:
        after = self.place(node, "auto")
        self.machine.edges.append(Edge(here, after, "auto", "", ALWAYS, (effect,)))
        return after

    def _look(self, node: str, here: int, after: int, sample: int, remaining: int) -> int:
        """Chance draws the next check, leading to the place returned, or passes it over."""
        picked = self._picks(0)
        self.machine.places[here] = Place(here, node, "look", remaining, sample)
        looking = self.place(node, "auto")
        drawn = InSet(picked, (1 << sample) - 1)
        enough = InSet(picked, -(1 << max(0, sample - remaining + 1)) & ((1 << (sample + 1)) - 1))
        self.machine.edges.append(Edge(here, looking, "look", "", drawn, (Effect(picked, "add", 1),)))
        self.machine.edges.append(Edge(here, after, "skip", "", enough))
        return looking

    def _note(self, pending: int, check: Check, here: int, after: int, needs: Guard) -> None:
        """Remember a verdict: the checks of one assessment are all judged before any finding is opened."""
        fails = negated(needs, self.variables.sizes)
        for guard, position in ((needs, 1), (fails, 2)):
            self.machine.edges.append(Edge(here, after, "auto", check.id, guard, (Effect(pending, "set", position),)))

    def _verdict(self, check: Check, ends: tuple[int, int], passes: Guard, fails: Guard, unseen: Guard) -> None:
        """The edges between two places for a check that passes, fails, or was not looked at."""
        here, after = ends
        bit = check.bit.bit_length() - 1
        found = self.variables.records.get(("found", bit))
        opened = self.variables.records.get(("open", bit))
        noted = (Effect(found, "set", 1),) if found is not None else ()
        cases: list[tuple[str, Guard, tuple[Effect, ...]]] = []
        if opened is None:
            cases += [("pass", passes, ()), ("fail", fails, noted)]
        else:
            is_open, is_closed = InSet(opened, 0b10), InSet(opened, 0b01)
            close = (Effect(opened, "set", 0), *self.counted(bit, -1))
            begin = (*noted, Effect(opened, "set", 1), *self.counted(bit, 1))
            cases += [
                ("pass", every(passes, is_open), close),
                ("pass", every(passes, is_closed), ()),
                ("fail", every(fails, is_open), noted),
                ("fail", every(fails, is_closed), begin),
            ]
        for verdict, guard, effects in cases:
            self.machine.edges.append(Edge(here, after, "auto", f"{verdict} {check.id}", guard, effects))
        if unseen != ALWAYS:
            self.machine.edges.append(Edge(here, after, "auto", "", unseen))


def _read(guards: Iterable[Guard]) -> set[int]:
    return set().union(*map(variables_of, guards))
