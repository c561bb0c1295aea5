"""Typed trees compiled once into plain closures over a state."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Protocol, TypeAlias

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
)


class Standing(Protocol):
    """What a condition may look at: the numbers and records of a play at one moment."""

    @property
    def meters(self) -> tuple[int, ...]:
        """Values of the meters in the order declared."""

    @property
    def held(self) -> int:
        """Bits of evidence and flags."""

    @property
    def visited(self) -> int:
        """Bits of nodes."""

    @property
    def chosen(self) -> int:
        """Bits of choices and outcomes."""

    @property
    def found(self) -> int:
        """Bits of checks that have failed at some time."""

    @property
    def open(self) -> int:
        """Bits of checks whose finding is open."""


Test: TypeAlias = Callable[[Standing], bool]
Value: TypeAlias = Callable[[Standing], int]

COMPARE: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compile_condition(condition: Condition) -> Test:
    """A function that tells whether the condition holds in a given state."""
    match condition:
        case Truth(value):
            return lambda _: value
        case Recorded(record, _, mask):
            return _recorded(record, mask)
        case Comparison(left, comparator, right):
            return _comparison(left, COMPARE[comparator], right)
        case Not(inner):
            test = compile_condition(inner)
            return lambda state: not test(state)
        case AllOf(conditions):
            tests = tuple(map(compile_condition, conditions))
            if len(tests) == 2:  # noqa: PLR2004 - the commonest case without a loop
                first, second = tests
                return lambda state: first(state) and second(state)
            return lambda state: all(test(state) for test in tests)
        case AnyOf(conditions):
            tests = tuple(map(compile_condition, conditions))
            if len(tests) == 2:  # noqa: PLR2004 - the commonest case without a loop
                first, second = tests
                return lambda state: first(state) or second(state)
            return lambda state: any(test(state) for test in tests)


def _recorded(record: str, mask: int) -> Test:
    match record:
        case "held":
            return lambda state: state.held & mask != 0
        case "visited":
            return lambda state: state.visited & mask != 0
        case "chosen":
            return lambda state: state.chosen & mask != 0
        case "found":
            return lambda state: state.found & mask != 0
        case _:
            return lambda state: state.open & mask != 0


def _comparison(left: Number, compare: Callable[[int, int], bool], right: Number) -> Test:
    if isinstance(left, MeterValue) and isinstance(right, Constant):
        index, constant = left.index, right.value
        return lambda state: compare(state.meters[index], constant)
    first, second = _number(left), _number(right)
    return lambda state: compare(first(state), second(state))


def _number(number: Number) -> Value:
    match number:
        case Constant(value):
            return lambda _: value
        case MeterValue(_, index, _, _):
            return lambda state: state.meters[index]
        case OpenFindings(_, mask):
            return lambda state: (state.open & mask).bit_count()
        case Scaled(factor, inner):
            scaled = _number(inner)
            return lambda state: factor * scaled(state)
        case Sum(left, sign, right):
            first, second = _number(left), _number(right)
            return lambda state: first(state) + sign * second(state)
        case Extreme(kind, numbers):
            values, pick = tuple(map(_number, numbers)), min if kind == "min" else max
            return lambda state: pick(value(state) for value in values)
        case Count(conditions):
            tests = tuple(map(compile_condition, conditions))
            return lambda state: sum(test(state) for test in tests)
