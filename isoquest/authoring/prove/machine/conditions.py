"""The conditions of a scenario as guards over variables; what is read becomes a variable, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb, gcd, prod

from isoquest.authoring.prove.machine.guards import (
    ALWAYS,
    NEVER,
    Guard,
    InSet,
    SumAtLeast,
    Term,
    every,
    negated,
    some,
)
from isoquest.authoring.prove.machine.model import Variable, VariableKind
from isoquest.content import model
from isoquest.content.expressions.tree import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Constant,
    Count,
    Extreme,
    MeterValue,
    Not,
    Number,
    OpenFindings,
    Recorded,
    Scaled,
    Sum,
    Truth,
    number_range,
)

_Weighted = tuple[int, Number | Condition]
"""A part of a sum: how often it counts, and what."""

MOST_WAYS = 16
"""A sum is split into the cases of its `min` and `max` while these are no more; counting thresholds is slower."""
MOST_THRESHOLDS = 4000
MOST_SPELT_OUT = 15
"""Ways in which so many of some conditions can hold, where these are spelt out: the other layers see through them."""


class TangledError(Exception):
    """A condition adds up more `min` and `max` of wide ranges than can be reasoned about."""


KINDS: dict[str, VariableKind] = {
    "held": "held",
    "visited": "visited",
    "chosen": "chosen",
    "found": "found",
    "open": "open",
}


class Variables:
    """The variables of a scenario, made as conditions ask for them; the meters first."""

    def __init__(self, scenario: model.Scenario) -> None:
        self.made: list[Variable] = []
        self.records: dict[tuple[str, int], int] = {}
        """The variable for a bit of a record of the state."""
        self.counts: dict[int, tuple[int, int]] = {}
        """For the mask of the checks of one grade: the variable that counts the open ones, and the mask again."""
        self._names = {record: _by_bit(table) for record, table in _tables(scenario).items()}
        steps = _steps(scenario)
        for index, meter in enumerate(scenario.meters.values()):
            step = steps[index]
            size = (meter.max - meter.min) // step + 1
            start = (meter.start - meter.min) // step
            self.made.append(Variable(meter.id, "meter", size, start, meter.min, step, index))

    @property
    def sizes(self) -> list[int]:
        """The number of values of each variable."""
        return [variable.size for variable in self.made]

    def add(self, variable: Variable) -> int:
        """Its number."""
        self.made.append(variable)
        return len(self.made) - 1

    def record(self, record: str, bit: int) -> int:
        """The variable of one bit of a record, made when it is asked for first."""
        known = self.records.get((record, bit))
        if known is None:
            name = self._names[record][bit]
            known = self.records[record, bit] = self.add(Variable(name, KINDS[record], 2))
        return known

    def count_of(self, mask: int) -> int:
        """The variable that counts the open findings among some checks."""
        known = self.counts.get(mask)
        if known is None:
            bits = list(bits_of(mask))
            for bit in bits:
                self.record("open", bit)
            known = (self.add(Variable("findings", "count", len(bits) + 1)), mask)
            self.counts[mask] = known
        return known[0]


def bits_of(mask: int) -> Iterable[int]:
    """The positions of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _tables(scenario: model.Scenario) -> dict[str, dict[str, int]]:
    names = scenario.names
    return {
        "held": dict(names.held),
        "visited": dict(names.nodes),
        "chosen": dict(names.choices),
        "found": dict(names.checks),
        "open": dict(names.checks),
    }


def _by_bit(table: dict[str, int]) -> dict[int, str]:
    return {bit: name for name, bit in table.items()}


def _steps(scenario: model.Scenario) -> list[int]:
    """For each meter the greatest step of which all that a play can do to it is a multiple."""
    steps = [gcd(meter.max - meter.min, meter.start - meter.min) for meter in scenario.meters.values()]
    lows = [meter.min for meter in scenario.meters.values()]
    for node in scenario.nodes.values():
        for decision in (*node.decisions, *filter(None, (node.right, node.wrong))):
            for index, amount, _, _ in decision.effects.shifts:
                steps[index] = gcd(steps[index], amount)
            for index, value in decision.effects.sets:
                steps[index] = gcd(steps[index], value - lows[index])
    return [step or 1 for step in steps]


def guard_for(condition: Condition, variables: Variables) -> Guard:
    """The guard that holds exactly where the condition does."""
    match condition:
        case Truth(value):
            return ALWAYS if value else NEVER
        case Recorded(record, _, mask):
            return some(*(InSet(variables.record(record, bit), 0b10) for bit in bits_of(mask)))
        case Not(inner):
            made = guard_for(inner, variables)
            return negated(made, variables.sizes)
        case AllOf(conditions):
            return every(*(guard_for(part, variables) for part in conditions))
        case AnyOf(conditions):
            return some(*(guard_for(part, variables) for part in conditions))
        case Comparison():
            return _comparison(condition, variables)


def _comparison(comparison: Comparison, variables: Variables) -> Guard:
    left: list[_Weighted] = [(1, comparison.left), (-1, comparison.right)]
    right: list[_Weighted] = [(-1, comparison.left), (1, comparison.right)]
    match comparison.comparator:
        case ">=":
            return _at_least(left, 0, variables)
        case ">":
            return _at_least(left, 1, variables)
        case "<=":
            return _at_least(right, 0, variables)
        case "<":
            return _at_least(right, 1, variables)
        case "==":
            return every(_at_least(left, 0, variables), _at_least(right, 0, variables))
        case "!=":
            return some(_at_least(left, 1, variables), _at_least(right, 1, variables))


def _at_least(parts: Sequence[_Weighted], bound: int, variables: Variables) -> Guard:
    """The guard for `sum of the parts >= bound`; a least or greatest of several becomes all or any of them."""
    flat: list[_Weighted] = []
    waiting = list(reversed(parts))
    while waiting:
        factor, part = waiting.pop()
        match part:
            case Constant(value):
                bound -= factor * value
            case Scaled(scale, inner):
                waiting.append((factor * scale, inner))
            case Sum(left, sign, right):
                waiting += [(factor * sign, right), (factor, left)]
            case Count(conditions):
                waiting += [(factor, condition) for condition in conditions]
            case Extreme(kind, numbers) if _ways([part, *(other for _, other in waiting)]) > MOST_WAYS:
                waiting.append((factor, _by_thresholds(part)))
            case Extreme(kind, numbers):
                rest = [*flat, *waiting]
                cases = (_at_least([(factor, number), *rest], bound, variables) for number in numbers)
                all_of = (kind == "min") == (factor > 0)
                return every(*cases) if all_of else some(*cases)
            case _:
                flat.append((factor, part))
    return _linear(flat, bound, variables)


def _ways(parts: Iterable[Number | Condition]) -> int:
    """Into how many cases the least and greatest ones among the parts of a sum would split it."""
    return prod(len(part.numbers) for part in parts if isinstance(part, Extreme))


def _by_thresholds(extreme: Extreme) -> Number:
    """The least or greatest of several as a count of the values that it reaches."""
    low, high = number_range(extreme)
    if high - low > MOST_THRESHOLDS:
        raise TangledError
    reached = (Comparison(extreme, ">=", Constant(value)) for value in range(low + 1, high + 1))
    return Sum(Constant(low), 1, Count(tuple(reached)))


def _linear(parts: Iterable[_Weighted], bound: int, variables: Variables) -> Guard:
    sums = _Sums(variables)
    for factor, part in parts:
        bound -= sums.take(factor, part)
    terms = sums.terms()
    if not terms and not sums.indicators:
        return ALWAYS if bound <= 0 else NEVER
    if len(terms) == 1 and not sums.indicators and terms[0].table is not None:
        mask = sum(1 << position for position, worth in enumerate(terms[0].table) if worth >= bound)
        if mask == (1 << variables.made[terms[0].variable].size) - 1:
            return ALWAYS
        return InSet(terms[0].variable, mask) if mask else NEVER
    counted = None if sums.indicators else _so_many_of(terms, bound)
    return SumAtLeast(terms, tuple(sums.indicators), bound) if counted is None else counted


def _so_many_of(terms: Sequence[Term], bound: int) -> Guard | None:
    """At least so many of some yes-or-no variables, spelt out; None for other sums and where that would be long."""
    if any(term.table is None or len(term.table) != 2 for term in terms):  # noqa: PLR2004 - yes or no
        return None
    tables = [(term.variable, *term.table) for term in terms if term.table is not None]
    weights = {abs(yes - no) for _, no, yes in tables}
    if len(weights) != 1:
        return None
    weight = weights.pop()
    needed = -(-(bound - sum(min(no, yes) for _, no, yes in tables)) // weight)
    literals = [InSet(variable, 0b10 if yes > no else 0b01) for variable, no, yes in tables]
    if needed > len(literals):
        return NEVER
    if comb(len(literals), max(needed, 0)) > MOST_SPELT_OUT:
        return None
    return some(*(every(*chosen) for chosen in combinations(literals, max(needed, 0))))


class _Sums:
    """A sum being gathered, one entry for each variable."""

    def __init__(self, variables: Variables) -> None:
        self.variables = variables
        self.tables: dict[int, list[int]] = {}
        self.wide: dict[int, int] = {}
        self.indicators: list[tuple[int, Guard]] = []

    def take(self, factor: int, part: Number | Condition) -> int:
        """Add a part so many times; returns what of it is the same in every state."""
        if isinstance(part, MeterValue):
            variable = self.variables.made[part.index]
            self._note(part.index, variable, factor * variable.step)
            return factor * variable.low
        if isinstance(part, OpenFindings):
            if part.mask:
                index = self.variables.count_of(part.mask)
                self._note(index, self.variables.made[index], factor)
            return 0
        guard = guard_for(part, self.variables)  # type: ignore[arg-type] # all other numbers are flattened before
        if guard == ALWAYS:
            return factor
        if isinstance(guard, InSet):
            table = self._table(guard.variable)
            for position in range(len(table)):
                table[position] += factor * (guard.mask >> position & 1)
        elif guard != NEVER:
            self.indicators.append((factor, guard))
        return 0

    def _note(self, index: int, variable: Variable, factor: int) -> None:
        if variable.wide:
            self.wide[index] = self.wide.get(index, 0) + factor
            return
        table = self._table(index)
        for position in range(variable.size):
            table[position] += factor * position

    def _table(self, variable: int) -> list[int]:
        return self.tables.setdefault(variable, [0] * self.variables.made[variable].size)

    def terms(self) -> tuple[Term, ...]:
        """The variables that make a difference."""
        narrow = (Term(index, 0, tuple(table)) for index, table in self.tables.items() if any(table))
        return (*narrow, *(Term(index, factor) for index, factor in self.wide.items() if factor))
