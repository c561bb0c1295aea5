"""Why a condition holds or does not: each of its parts as an author writes it, with its truth and the values now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isoquest.content.expressions import Condition, Standing, compile_condition
from isoquest.content.expressions.tree import (
    AllOf,
    AnyOf,
    Comparison,
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

CALLS = {"visited": "visited", "chosen": "chose", "found": "found", "open": "open"}
"""How a record is asked for."""
GRADES = {"major": "majors", "minor": "minors", "concern": "concerns", "improvement": "improvements"}
ALL_OF, ANY_OF, NOT = "all of these:", "at least one of these:", "this must not hold:"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a condition; parts of that part follow it, one deeper."""

    text: str
    """As an author writes it, or the words before the parts that it consists of."""
    holds: bool
    values: str = ""
    """The numbers that decide, such as `budget is 12`; empty where the truth says it all."""
    depth: int = 0


def explain(condition: Condition, state: Standing) -> tuple[Part, ...]:
    """Each part of a condition in this state. Conditions that must all hold stand one below the other."""
    if isinstance(condition, AllOf):
        return tuple(part for each in condition.conditions for part in _parts(each, state, 0))
    return tuple(_parts(condition, state, 0))


def _parts(condition: Condition, state: Standing, depth: int) -> Iterator[Part]:
    holds = compile_condition(condition)(state)
    match condition:
        case AllOf(conditions):
            yield Part(ALL_OF, holds, "", depth)
            yield from _each(conditions, state, depth + 1)
        case AnyOf(conditions):
            yield Part(ANY_OF, holds, "", depth)
            yield from _each(conditions, state, depth + 1)
        case Not(AllOf() | AnyOf() as inner):
            yield Part(NOT, holds, "", depth)
            yield from _parts(inner, state, depth + 1)
        case Comparison(left, _, right) | Not(Comparison(left, _, right)):
            yield Part(written(condition), holds, _values((left, right), state), depth)
            yield from _each((each for count in _counts((left, right)) for each in count.conditions), state, depth + 1)
        case _:
            yield Part(written(condition), holds, "", depth)


def _each(conditions: Iterable[Condition], state: Standing, depth: int) -> Iterator[Part]:
    for condition in conditions:
        yield from _parts(condition, state, depth)


def _values(numbers: Iterable[Number], state: Standing) -> str:
    """The value now of each thing that these numbers are made of, each once."""
    told: dict[str, None] = {}
    for number in numbers:
        for atom in _atoms(number):
            if isinstance(atom, MeterValue):
                told[f"{atom.name} is {state.meters[atom.index]}"] = None
            elif isinstance(atom, OpenFindings):
                told[f"{GRADES[atom.grade]} is {(state.open & atom.mask).bit_count()}"] = None
            else:
                holding = sum(compile_condition(each)(state) for each in atom.conditions)
                told[f"{holding} of {len(atom.conditions)} hold"] = None
    return ", ".join(told)


def _atoms(number: Number) -> Iterator[MeterValue | OpenFindings | Count]:
    match number:
        case MeterValue() | OpenFindings() | Count():
            yield number
        case Sum(left, _, right):
            yield from _atoms(left)
            yield from _atoms(right)
        case Scaled(_, inner):
            yield from _atoms(inner)
        case Extreme(_, numbers):
            for each in numbers:
                yield from _atoms(each)
        case Constant():
            pass


def _counts(numbers: Iterable[Number]) -> Iterator[Count]:
    return (atom for number in numbers for atom in _atoms(number) if isinstance(atom, Count))


def written(condition: Condition) -> str:
    """A condition as an author writes it; reading it again gives the same condition."""
    match condition:
        case Truth(value):
            return "true" if value else "false"
        case Recorded("held", name, _):
            return name
        case Recorded(record, name, _):
            return f"{CALLS[record]}({name})"
        case Comparison(left, comparator, right):
            return f"{_number(left)} {comparator} {_number(right)}"
        case Not(Recorded() | Truth() as inner):
            return f"not {written(inner)}"
        case Not(inner):
            return f"not ({written(inner)})"
        case AllOf(conditions):
            return " and ".join(f"({written(c)})" if isinstance(c, AnyOf) else written(c) for c in conditions)
        case AnyOf(conditions):
            return " or ".join(written(each) for each in conditions)


def _number(number: Number) -> str:
    match number:
        case Constant(value):
            return str(value)
        case MeterValue(name, _, _, _):
            return name
        case OpenFindings(grade, _):
            return GRADES[grade]
        case Sum(left, sign, right):
            second = f"({_number(right)})" if isinstance(right, Sum) else _number(right)
            return f"{_number(left)} {'+' if sign == 1 else '-'} {second}"
        case Scaled(factor, Constant(value)):
            return f"{value} * {factor}"
        case Scaled(factor, inner):
            shown = f"({_number(inner)})" if isinstance(inner, Sum | Scaled) else _number(inner)
            return f"{factor} * {shown}"
        case Extreme(kind, numbers):
            return f"{kind}({', '.join(map(_number, numbers))})"
        case Count(conditions):
            return f"count({', '.join(map(written, conditions))})"
