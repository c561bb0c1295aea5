"""States of a machine as whole numbers: for each variable a field in which one bit tells its value.

So a set of values is a field with several bits, a condition is one `and`, and adding to a variable is one shift.
Variables that are too wide for that stand as plain numbers above all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from isoquest.authoring.prove.machine.guards import Every, Guard, InSet, Some, SumAtLeast, Term
from isoquest.authoring.prove.machine.model import Effect, Variable

Test = Callable[[int], bool]
Change = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Field:
    """Where a variable stands in the number."""

    offset: int
    size: int
    """How many values it has."""
    wide: bool
    bits: int
    """All bits of the field, in place."""


class Encoding:
    """How the states of a machine with these variables are written as numbers."""

    def __init__(self, variables: Sequence[Variable]) -> None:
        self.fields: list[Field] = []
        narrow = [variable for variable in variables if not variable.wide]
        at_narrow, at_wide = 1, 1 + sum(variable.size for variable in narrow)
        self.narrow_bits = (1 << at_wide) - 1
        """All bits of the fields in which one bit tells the value."""
        for variable in variables:
            width = (variable.size - 1).bit_length() if variable.wide else variable.size
            offset = at_wide if variable.wide else at_narrow
            self.fields.append(Field(offset, variable.size, variable.wide, ((1 << width) - 1) << offset))
            if variable.wide:
                at_wide += width
            else:
                at_narrow += width
        self.start = self.written([variable.start for variable in variables])
        """The state in which a play begins. Its lowest bit belongs to no variable: no state is 0."""

    def written(self, positions: Sequence[int]) -> int:
        """The state in which the variables stand at these positions."""
        return 1 + sum(
            (position if field.wide else 1 << position) << field.offset
            for field, position in zip(self.fields, positions, strict=True)
        )

    def position(self, state: int, variable: int) -> int:
        """Where a variable stands in a state."""
        field = self.fields[variable]
        value = (state & field.bits) >> field.offset
        return value if field.wide else value.bit_length() - 1

    def positions(self, state: int) -> list[int]:
        """Where all variables stand in a state."""
        return [self.position(state, variable) for variable in range(len(self.fields))]

    def bit(self, variable: int, position: int) -> int:
        """The bit that tells that a narrow variable stands there."""
        return 1 << (self.fields[variable].offset + position)

    def test(self, guard: Guard) -> Test:
        """A function that tells whether a guard holds in a state."""
        match guard:
            case InSet(variable, mask):
                place = mask << self.fields[variable].offset
                return lambda state: state & place != 0
            case Every(parts):
                return self._test_every(parts)
            case Some(parts):
                tests = tuple(map(self.test, parts))
                return lambda state: any(test(state) for test in tests)
            case SumAtLeast(terms, indicators, bound):
                return self._test_sum(terms, indicators, bound)

    def _test_every(self, parts: tuple[Guard, ...]) -> Test:
        forbidden, rest = 0, []
        for part in parts:
            if isinstance(part, InSet):
                field = self.fields[part.variable]
                forbidden |= field.bits & ~(part.mask << field.offset)
            else:
                rest.append(self.test(part))
        # a one-bit field that is not among the forbidden ones is among the others
        if not rest:
            return lambda state: not state & forbidden
        tests = tuple(rest)
        return lambda state: not state & forbidden and all(test(state) for test in tests)

    def _test_sum(self, terms: tuple[Term, ...], indicators: tuple[tuple[int, Guard], ...], bound: int) -> Test:
        counted = tuple((worth, self.test(guard)) for worth, guard in indicators)

        def holds(state: int) -> bool:
            total = sum(term.at(self.position(state, term.variable)) for term in terms)
            return total + sum(worth for worth, test in counted if test(state)) >= bound

        return holds

    def change(self, effects: Sequence[Effect]) -> Change:
        """A function that applies effects, no two of them on one variable, to a state or to a set of values."""
        clear, give, shifts, wide = 0, 0, [], []
        for effect in effects:
            field = self.fields[effect.variable]
            if field.wide:
                wide.append((field, effect))
            elif effect.kind == "set":
                clear |= field.bits
                give |= 1 << (field.offset + effect.amount)
            elif effect.amount:
                shifts.append((field, effect.amount))
        keep = ~clear

        def changed(state: int) -> int:
            state = state & keep | give
            for field, amount in shifts:
                moved = shifted(state & field.bits, field, amount)
                state = state & ~field.bits | moved
            for field, effect in wide:
                value = effect.amount
                if effect.kind == "add":
                    value = max(0, min(field.size - 1, ((state & field.bits) >> field.offset) + effect.amount))
                state = state & ~field.bits | (value << field.offset)
            return state

        if not shifts and not wide:
            return lambda state: state & keep | give
        return changed


def shifted(values: int, field: Field, amount: int) -> int:
    """The values of a narrow field, in place, after adding: those that would leave the range stand at its edge."""
    moved = values << amount if amount > 0 else values >> -amount
    inside = moved & field.bits
    if amount > 0:
        return inside | (1 << (field.offset + field.size - 1)) if moved != inside else inside
    below = values & ((1 << (field.offset - amount)) - 1)
    return inside | (1 << field.offset) if below else inside
