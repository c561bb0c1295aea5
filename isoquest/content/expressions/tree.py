"""The typed tree of an expression. It is what a proof reads and what closures are compiled from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from isoquest.content.names import Grade

Comparator = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Constant:
    """A whole number as written."""

    value: int


@dataclass(frozen=True, slots=True)
class MeterValue:
    """The value of a meter."""

    name: str
    index: int
    min: int
    max: int


@dataclass(frozen=True, slots=True)
class OpenFindings:
    """How many findings of a grade are open; `mask` holds the bits of all checks of that grade."""

    grade: Grade
    mask: int


@dataclass(frozen=True, slots=True)
class Sum:
    """`left + right`, or `left - right` where `sign` is -1."""

    left: Number
    sign: Literal[1, -1]
    right: Number


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number times a constant."""

    factor: int
    number: Number


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or greatest of several numbers."""

    kind: Literal["min", "max"]
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of several conditions hold."""

    conditions: tuple[Condition, ...]


Number: TypeAlias = Constant | MeterValue | OpenFindings | Sum | Scaled | Extreme | Count


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""

    value: bool


Record = Literal["held", "visited", "chosen", "found", "open"]
"""Which record of the state a bit is looked up in."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One of the bits of `mask` is set in a record: evidence held, a node visited, a choice taken, a finding made."""

    record: Record
    name: str
    mask: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two numbers compared."""

    left: Number
    comparator: Comparator
    right: Number


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the conditions holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple[Condition, ...]


Condition: TypeAlias = Truth | Recorded | Comparison | Not | AllOf | AnyOf


def parts_of(whole: Condition | Number) -> Iterator[Condition | Number]:
    """An expression and all that it is made of."""
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        yield part
        match part:
            case Comparison(left, _, right) | Sum(left, _, right):
                waiting += [right, left]
            case Scaled(_, inner) | Not(inner):
                waiting.append(inner)
            case Extreme(_, parts) | Count(parts) | AllOf(parts) | AnyOf(parts):
                waiting += reversed(parts)
            case Recorded() | Truth() | Constant() | MeterValue() | OpenFindings():
                pass


def number_range(number: Number) -> tuple[int, int]:
    """The least and greatest value that a number can have, from the declarations alone."""
    match number:
        case Constant(value):
            return value, value
        case MeterValue(_, _, low, high):
            return low, high
        case OpenFindings(_, mask):
            return 0, mask.bit_count()
        case Count(conditions):
            return 0, len(conditions)
        case Scaled(factor, inner):
            low, high = number_range(inner)
            return min(low * factor, high * factor), max(low * factor, high * factor)
        case Sum(left, sign, right):
            (a, b), (c, d) = number_range(left), number_range(right)
            return (a + c, b + d) if sign == 1 else (a - d, b - c)
        case Extreme(kind, numbers):
            lows, highs = zip(*map(number_range, numbers), strict=True)
            pick = min if kind == "min" else max
            return pick(lows), pick(highs)


def always(comparison: Comparison) -> bool | None:
    """True or False when the declared ranges alone decide the comparison, None otherwise."""
    (low, high), (least, most) = number_range(comparison.left), number_range(comparison.right)
    match comparison.comparator:
        case "<":
            return _decide(high < least, low >= most)
        case "<=":
            return _decide(high <= least, low > most)
        case ">":
            return _decide(low > most, high <= least)
        case ">=":
            return _decide(low >= most, high < least)
        case "==":
            return _decide(low == high == least == most, high < least or low > most)
        case "!=":
            return _decide(high < least or low > most, low == high == least == most)


def _decide(holds: bool, fails: bool) -> bool | None:
    if holds:
        return True
    return False if fails else None
