"""Conditions: what they mean."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from declared_names import NAMES, WORDS, holds, marked
from generated import Words, conditions
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from isoquest.content.expressions import compile_condition, parse_condition
from isoquest.content.expressions.tokens import MAX_LENGTH
from isoquest.content.expressions.tree import Comparison, always
from isoquest.content.names import MeterSlot, Names
from isoquest.engine.state import State

states = st.builds(
    State,
    seed=st.just(0),
    node=st.just("letter"),
    meters=st.tuples(*(st.integers(slot.min, slot.max) for slot in NAMES.meters.values())),
    held=st.integers(0, 7),
    visited=st.integers(0, 7),
    chosen=st.integers(0, 7),
    found=st.integers(0, 15),
    open=st.integers(0, 15),
)


PYTHON: dict[type, Callable[..., Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}


class Reader:
    """Works out a condition from Python's own syntax tree, name by name, without any code of the game."""

    def __init__(self, state: State) -> None:
        self.state = state

    def _bit(self, record: int, table: Any, name: str) -> bool:
        return any(record >> bit & 1 for known, bit in table.items() if known == name or known.split(".")[0] == name)

    def _name(self, name: str) -> int | bool:
        grades = {"majors": "major", "minors": "minor", "concerns": "concern"}
        if name in NAMES.meters:
            return self.state.meters[NAMES.meters[name].index]
        if name in grades:
            return sum(self.state.open >> bit & NAMES.grades[grades[name]] >> bit & 1 for bit in range(4))
        return self._bit(self.state.held, NAMES.held, name)

    def _call(self, function: str, arguments: list[ast.expr]) -> int | bool:
        records = {
            "visited": (self.state.visited, NAMES.nodes),
            "chose": (self.state.chosen, NAMES.choices),
            "found": (self.state.found, NAMES.checks),
            "open": (self.state.open, NAMES.checks),
        }
        if function in records:
            return self._bit(*records[function], ast.unparse(arguments[0]))
        values = [self.value(argument) for argument in arguments]
        return {"min": min, "max": max, "count": sum}[function](values)

    def value(self, tree: ast.expr) -> Any:
        """What a part of the tree comes to."""
        match tree:
            case ast.Constant(value):
                return value
            case ast.Name(name):
                return self._name(name)
            case ast.Call(ast.Name(function), arguments):
                return self._call(function, arguments)
            case ast.Compare(left, [sign], [right]):
                return PYTHON[type(sign)](self.value(left), self.value(right))
            case ast.BinOp(left, sign, right):
                return PYTHON[type(sign)](self.value(left), self.value(right))
            case ast.BoolOp(ast.And(), values):
                return all(self.value(value) for value in values)
            case ast.BoolOp(ast.Or(), values):
                return any(self.value(value) for value in values)
            case ast.UnaryOp(ast.Not(), value):
                return not self.value(value)
            case ast.UnaryOp(ast.USub(), value):
                return -self.value(value)
        raise AssertionError(ast.dump(tree))


@settings(max_examples=400)
@given(conditions(WORDS), st.lists(states, min_size=4, max_size=4))
def test_condition_means_what_python_would_read(text: str, moments: list[State]):
    """A condition holds exactly where Python, with its own precedence, would say so."""
    test = compile_condition(parse_condition(text, NAMES)[0])
    tree = ast.parse(text, mode="eval").body
    assert [test(state) for state in moments] == [bool(Reader(state).value(tree)) for state in moments]


@given(conditions(WORDS), st.lists(st.sampled_from(["  ", "\n", "\t"]), min_size=1, max_size=3))
def test_space_does_not_matter(text: str, spaces: list[str]):
    """Spaces, tabs and line ends between words change nothing."""
    spread = spaces[0].join(text.split(" "))
    assume(len(spread) <= MAX_LENGTH)
    assert parse_condition(spread, NAMES)[0] == parse_condition(text, NAMES)[0]


@pytest.mark.parametrize(
    ("text", "fully"),
    [
        ("scope or promised and internal_audit", "scope or (promised and internal_audit)"),
        ("not scope and promised", "(not scope) and promised"),
        ("not scope or promised", "(not scope) or promised"),
        ("not budget > 3", "not (budget > 3)"),
        ("not not scope", "not (not scope)"),
        ("budget + 2 * weeks > 3", "(budget + (2 * weeks)) > 3"),
        ("budget - weeks - trust > 3", "((budget - weeks) - trust) > 3"),
        ("-weeks * 2 > 3", "((-weeks) * 2) > 3"),
        ("- weeks + 2 > 3", "((-weeks) + 2) > 3"),
        ("budget > 3 and weeks > 3 or scope", "((budget > 3) and (weeks > 3)) or scope"),
        ("budget < 3 + weeks", "budget < (3 + weeks)"),
    ],
)
def test_precedence(text: str, fully: str):
    """`*` binds before `+`, that before comparing, then `not`, `and`, `or`; equals lean to the left."""
    assert parse_condition(text, NAMES)[0] == parse_condition(fully, NAMES)[0]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("budget >= 20", {"budget": 20}),
        ("trust + weeks < 90", {}),
        ("weeks == -5", {"weeks": -5}),
        ("scope", {"held": 0b001}),
        ("not scope", {"held": 0b110}),
        ("min(budget, weeks) == 2", {"budget": 2, "weeks": 3}),
        ("max(budget, weeks, 4) == 4", {"budget": 2, "weeks": 3}),
        ("count(scope, promised, budget > 1) >= 2", {"held": 0b101}),
        ("visited(board) and not visited(letter)", {"visited": 0b010}),
        ("chose(letter.wait)", {"chosen": 0b010}),
        ("majors == 2 and minors == 0 and concerns == 1", {"open": 0b1101}),
        ("found(stage2.scope) and not open(stage2.scope)", {"found": 0b0010}),
        ("found(stage2) and not found(stage1)", {"found": 0b0100}),
        ("true and not false", {}),
    ],
)
def test_every_form_of_the_format_page(text: str, state: dict[str, int]):
    """Each form that the page on the format shows holds where it says."""
    assert holds(text, **state)


SMALL = Names(meters={"a": MeterSlot(0, 0, 2), "b": MeterSlot(1, -1, 1), "c": MeterSlot(2, 1, 1)})
SMALL_STATES = [State(0, "n", values) for values in product(*(range(s.min, s.max + 1) for s in SMALL.meters.values()))]


@settings(max_examples=200)
@given(conditions(Words(("a", "b", "c")), depth=2))
def test_verdict_on_a_comparison_is_never_wrong(text: str):
    """What is called always or never true is so in every state that the ranges allow."""
    whole, _ = parse_condition(text, SMALL)
    for comparison in comparisons(whole):
        verdict, test = always(comparison), compile_condition(comparison)
        assert verdict is None or {test(state) for state in SMALL_STATES} == {verdict}


def comparisons(tree: Any) -> list[Comparison]:
    """Every comparison in a tree."""
    if isinstance(tree, Comparison):
        return [tree]
    inner = (tree.condition,) if hasattr(tree, "condition") else getattr(tree, "conditions", ())
    return [comparison for part in inner for comparison in comparisons(part)]


@given(
    st.permutations(["a", "2 * b", "c", "1", "-1"]),
    st.integers(1, 4),
    st.sampled_from(["+", "-"]),
    st.sampled_from(["<", "<=", ">", ">="]),
)
def test_verdict_is_given_wherever_ranges_decide(parts: list[str], cut: int, sign: str, comparator: str):
    """Where each meter occurs once, a comparison by size that is always or never true is called so."""
    text = f"{f' {sign} '.join(parts[:cut])} {comparator} max({', '.join(parts[cut:])})"
    comparison = parse_condition(text, SMALL)[0]
    outcomes = {compile_condition(comparison)(state) for state in SMALL_STATES}
    assert always(comparison) == (outcomes.pop() if len(outcomes) == 1 else None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code", "part", "message"),
    [
        ("budget >= 120", "never-true", "budget >= 120", "`budget >= 120` is never true: `budget` is 0..100"),
        (
            "scope or budget <= 100",
            "always-true",
            "budget <= 100",
            "`budget <= 100` is always true: `budget` is 0..100",
        ),
        ("not (trust > 3) and scope", "never-true", "trust > 3", "`trust > 3` is never true: `trust` is 0..3"),
        ("majors > 2", "never-true", "majors > 2", "`majors > 2` is never true"),
        (
            "count(scope, promised) == 3",
            "never-true",
            "count(scope, promised) == 3",
            "`count(scope, promised) == 3` is never true",
        ),
        (
            "budget < weeks - 5",
            "never-true",
            "budget < weeks - 5",
            "`budget < weeks - 5` is never true: `budget` is 0..100",
        ),
    ],
)
def test_comparison_that_ranges_decide_is_told_with_its_range(text: str, code: str, part: str, message: str):
    """A comparison that no play can change is warned of, with the stretch it stands in and the declared range."""
    _, (warning,) = parse_condition(text, NAMES)
    assert (warning.code, marked(text, warning), warning.message) == (code, part, message)
