"""Conditions over variables of finite range, in negation normal form: what a proof asks of a state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class InSet:
    """The variable has one of the values of `mask`: bit i stands for its i-th value."""

    variable: int
    mask: int


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sum: `factor` times the position of the variable's value, or its entry in `table`."""

    variable: int
    factor: int
    table: tuple[int, ...] | None = None

    def at(self, position: int) -> int:
        """What the term is worth when the variable stands at its `position`-th value."""
        return self.factor * position if self.table is None else self.table[position]


@dataclass(frozen=True, slots=True)
class SumAtLeast:
    """The terms, and a number for each condition that holds, add up to `bound` or more."""

    terms: tuple[Term, ...]
    indicators: tuple[tuple[int, Guard], ...]
    bound: int


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts hold; without a part, always."""

    parts: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the parts holds; without a part, never."""

    parts: tuple[Guard, ...] = field(default=())


Guard: TypeAlias = InSet | SumAtLeast | Every | Some

ALWAYS, NEVER = Every(), Some()


def every(*parts: Guard) -> Guard:
    """All of the parts, flattened; two sets of one variable become one."""
    sets: dict[int, int] = {}
    others: list[Guard] = []
    for part in _flat(parts, Every):
        if part == NEVER:
            return NEVER
        if isinstance(part, InSet):
            sets[part.variable] = sets.get(part.variable, -1) & part.mask
        elif part not in others:
            others.append(part)
    if not all(sets.values()):
        return NEVER
    made = (*(InSet(variable, mask) for variable, mask in sets.items()), *others)
    return made[0] if len(made) == 1 else Every(made)


def some(*parts: Guard) -> Guard:
    """At least one of the parts, flattened; two sets of one variable become one."""
    sets: dict[int, int] = {}
    others: list[Guard] = []
    for part in _flat(parts, Some):
        if part == ALWAYS:
            return ALWAYS
        if isinstance(part, InSet):
            sets[part.variable] = sets.get(part.variable, 0) | part.mask
        elif part not in others:
            others.append(part)
    made = (*(InSet(variable, mask) for variable, mask in sets.items()), *others)
    return made[0] if len(made) == 1 else Some(made)


def _flat(parts: tuple[Guard, ...], kind: type[Every | Some]) -> Iterator[Guard]:
    for part in parts:
        if isinstance(part, Every | Some) and type(part) is kind:
            yield from _flat(part.parts, kind)
        else:
            yield part


def negated(guard: Guard, sizes: tuple[int, ...] | list[int]) -> Guard:
    """What holds exactly where the guard does not; `sizes` are the numbers of values of the variables."""
    match guard:
        case InSet(variable, mask):
            rest = ((1 << sizes[variable]) - 1) & ~mask
            return InSet(variable, rest) if rest else NEVER
        case SumAtLeast(terms, indicators, bound):
            opposite = tuple(
                Term(t.variable, -t.factor, None if t.table is None else tuple(-value for value in t.table))
                for t in terms
            )
            return SumAtLeast(opposite, tuple((-worth, part) for worth, part in indicators), 1 - bound)
        case Every(parts):
            return some(*(negated(part, sizes) for part in parts))
        case Some(parts):
            return every(*(negated(part, sizes) for part in parts))


def variables_of(guard: Guard) -> frozenset[int]:
    """The variables that a guard looks at."""
    match guard:
        case InSet(variable, _):
            return frozenset((variable,))
        case SumAtLeast(terms, indicators, _):
            inner = (variables_of(part) for _, part in indicators)
            return frozenset(term.variable for term in terms).union(*inner)
        case Every(parts) | Some(parts):
            return frozenset().union(*map(variables_of, parts))
