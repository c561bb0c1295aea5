"""Conditions: what they mean, what is wrong with them and where, and that nothing else can be written in them."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from generated import COMPARATORS, Words, conditions
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from isoquest.content.expressions import ExpressionProblem, compile_condition, parse_condition
from isoquest.content.expressions.parse import MAX_DEPTH
from isoquest.content.expressions.tokens import MAX_LENGTH
from isoquest.content.expressions.tree import Comparison, always
from isoquest.content.names import MeterSlot, Names
from isoquest.engine.state import State

NAMES = Names(
    meters={"budget": MeterSlot(0, 0, 100), "weeks": MeterSlot(1, -5, 5), "trust": MeterSlot(2, 0, 3)},
    held={"scope": 0, "internal_audit": 1, "promised": 2},
    nodes={"letter": 0, "board": 1, "stage2": 2},
    choices={"letter.ask": 0, "letter.wait": 1, "board.go": 2},
    checks={"stage2.audit": 0, "stage2.scope": 1, "stage2.policy": 2, "stage1.scope": 3},
    grades={"major": 0b0101, "minor": 0b0010, "concern": 0b1000},
)
WORDS = Words(
    tuple(NAMES.meters), tuple(NAMES.held), tuple(NAMES.nodes), tuple(NAMES.choices), (*NAMES.checks, "stage2")
)

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


def holds(text: str, **parts: Any) -> bool:
    """Whether a condition holds in a state with these parts."""
    meters = (parts.pop("budget", 0), parts.pop("weeks", 0), parts.pop("trust", 0))
    return compile_condition(parse_condition(text, NAMES)[0])(State(0, "letter", meters, **parts))


def problem_of(text: str) -> ExpressionProblem:
    """What is wrong with a condition."""
    with pytest.raises(ExpressionProblem) as caught:
        parse_condition(text, NAMES)
    return caught.value


def marked(text: str, problem: ExpressionProblem) -> str:
    """The stretch of a text that a problem points at."""
    return text[problem.start : problem.start + problem.length]


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


@pytest.mark.parametrize(
    ("text", "part", "message", "hint"),
    [
        (
            "budget = 20",
            "=",
            "`=` is not part of an expression",
            "write `==` to compare; `add:` and `set:` change values",
        ),
        ("budget => 20", "=", "`=` is not part of an expression", "write `>=`"),
        ("visited()", ")", "an id is wanted between the brackets", ""),
        ("scope && promised", "&", "`&` is not part of an expression", "write `and`"),
        ("scope || promised", "|", "`|` is not part of an expression", "write `or`"),
        ("!scope", "!", "`!` is not part of an expression", "write `not`"),
        (
            "internal_audit > 3",
            "internal_audit",
            "`internal_audit` is true or false, not a number",
            "write `internal_audit` or `not internal_audit`",
        ),
        ("scope == true", "scope", "`scope` is true or false, not a number", "write `scope` or `not scope`"),
        ("3 < (scope)", "(scope)", "`(scope)` is true or false, not a number", "write `(scope)` or `not (scope)`"),
        ("scope + 1 > 2", "scope", "`scope` is true or false, not a number", ""),
        ("budget", "budget", "`budget` is a number, not true or false", "compare it, such as `budget > 0`"),
        ("budget and scope", "budget", "`budget` is a number, not true or false", "compare it, such as `budget > 0`"),
        (
            "scope and budget + 1",
            "budget + 1",
            "`budget + 1` is a number, not true or false",
            "compare it, such as `budget + 1 > 0`",
        ),
        ("not budget", "budget", "`budget` is a number, not true or false", "compare it, such as `budget > 0`"),
        ("budjet > 1", "budjet", "`budjet` is not declared", "did you mean `budget`?"),
        (
            "scope and internal_audi",
            "internal_audi",
            "`internal_audi` is not declared",
            "did you mean `internal_audit`?",
        ),
        ("board", "board", "`board` is not declared", "write `visited(board)` to ask whether the play has been there"),
        ("visited(bord)", "bord", "`bord` is no node", "did you mean `board`?"),
        ("chose(letter)", "letter", "`letter` is no choice, written `node.choice`", "did you mean `letter.ask`?"),
        (
            "found(stage2.scop)",
            "stage2.scop",
            "`stage2.scop` is no check, written `node.check`",
            "did you mean `stage2.scope`?",
        ),
        ("budget < weeks < 3", "<", "comparisons cannot be chained", "write `a < b and b < c`"),
        ("budget <= weeks <= 3", "<=", "comparisons cannot be chained", "write `a < b and b < c`"),
        ("budget * weeks > 3", "*", "one side of `*` must be a plain number", ""),
        (
            "budget / 2 > 3",
            "/",
            "`/` is not part of an expression",
            "there is no division; compare with a multiple instead",
        ),
        ("budget % 2 == 1", "%", "`%` is not part of an expression", "there is no remainder"),
        ("9**9**9", "*", "`*` is not part of an expression", "powers are not part of an expression"),
        ("__import__('os')", "'", "`'` is not part of an expression", "texts are not part of an expression"),
        ('"a" == "a"', '"', '`"` is not part of an expression', "texts are not part of an expression"),
        (
            "().__class__",
            ".",
            "`.` is not part of an expression",
            "a `.` stands only in `chose(node.choice)`, `found(node.check)` and `open(node.check)`",
        ),
        (
            "scope.__class__",
            ".",
            "`.` is not part of an expression",
            "a `.` stands only in `chose(node.choice)`, `found(node.check)` and `open(node.check)`",
        ),
        ("budget[0] > 1", "[", "`[` is not part of an expression", "lists are not part of an expression"),
        ("{budget} > 1", "{", "`{` is not part of an expression", "an expression stands without braces"),
        ("budget > 20k", "2", "`2` is not part of an expression", "numbers are whole, without a unit"),
        ("budget > 2.5", "2", "`2` is not part of an expression", "numbers are whole, without a unit"),
        ("budget > 1e3", "1", "`1` is not part of an expression", "numbers are whole, without a unit"),
        ("budget > \u0663", "\u0663", "`\u0663` is not part of an expression", "numbers are whole, without a unit"),
        ("budget > 1234567890", "1234567890", "this number is too large", ""),
        ("lambda: scope", ":", "`:` is not part of an expression", ""),
        ("scope if promised", "if", "`if` does not fit here", "put `and` or `or` between two conditions"),
        ("scope promised", "promised", "`promised` does not fit here", "put `and` or `or` between two conditions"),
        ("scope)", ")", "`)` does not fit here", ""),
        ("(scope", "e", "`)` is missing at the end", ""),
        ("scope and", "d", "the expression ends too early", ""),
        ("and scope", "and", "something is missing before `and`", ""),
        ("count > 1", "count", "`count` wants brackets", "write `count(...)`"),
        ("min() > 1", ")", "`)` does not fit here", ""),
        ("visited(letter", "r", "`)` is missing at the end", ""),
        ("scope \u200b", "\u200b", "`U+200B` is not part of an expression", ""),
    ],
)
def test_mistake_is_named_at_the_very_character(text: str, part: str, message: str, hint: str):
    """Each mistake is told in a sentence, with the stretch of text that it lies in and the way out."""
    problem = problem_of(text)
    assert (marked(text, problem), problem.message, problem.hint) == (part, message, hint)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "(" * 10_000 + "scope" + ")" * 10_000,
        "not " * 5_000 + "scope",
        "-" * 390 + "1 > 0",
        "(" * 190 + "scope" + ")" * 190,
        "budget + " * 5_000 + "1 > 0",
        "min(" * 99 + "1",
        "9" * 401,
        " " * 401,
        "count(" * 60,
        "scope and " * 41 + "scope",
    ],
)
def test_endless_condition_is_refused(text: str):
    """However long or deep a condition is, it is refused with a problem and no more."""
    assert problem_of(text).code == "expression"


def test_depth_and_length_allowed():
    """Nesting and length up to the limits are read."""
    deepest = "(" * (MAX_DEPTH - 1) + "scope" + ")" * (MAX_DEPTH - 1)
    longest = "budget" + "+1" * 195 + " > 0"
    assert holds(deepest, held=1)
    assert len(longest) == MAX_LENGTH
    assert holds(longest)


def test_problem_passes_through_a_context_manager():
    """A problem can be raised inside any `with`, like every exception."""

    @contextmanager
    def anything() -> Iterator[None]:
        yield

    with pytest.raises(ExpressionProblem), anything():
        parse_condition("budget = 20", NAMES)


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_no_text_raises_anything_else(text: str):
    """Any text is a condition or an ExpressionProblem that points into it."""
    assert_problem_or_condition(text)


pieces = st.sampled_from(
    [
        "budget",
        "scope",
        "weeks",
        "not",
        "and",
        "or",
        "(",
        ")",
        ",",
        "-",
        "+",
        "*",
        "**",
        "1",
        "20",
        "0",
        "min",
        "max",
        "count",
        "visited",
        "chose",
        "open",
        "found",
        "letter",
        "letter.ask",
        "stage2",
        ".",
        "true",
        "majors",
        *COMPARATORS,
    ]
)


@settings(max_examples=600)
@given(st.lists(pieces, max_size=14), st.sampled_from(["", " "]))
def test_no_heap_of_words_raises_anything_else(words: list[str], space: str):
    """Any heap of the language's own words is a condition or a problem that points into it."""
    assert_problem_or_condition(space.join(words))


@settings(max_examples=300)
@given(conditions(WORDS, depth=2), st.integers(0, 400), st.sampled_from([*"()=<>+-*.,!&", " ", "not ", "1", "scope"]))
def test_no_slip_raises_anything_else(text: str, at: int, slip: str):
    """A sign too many or too few in a condition is again a condition or a problem that points into it."""
    at %= len(text)
    assert_problem_or_condition(text[:at] + slip + text[at:])
    assert_problem_or_condition(text[:at] + text[at + 1 :])


def assert_problem_or_condition(text: str) -> None:
    """The promise of the three tests above."""
    try:
        condition, warnings = parse_condition(text, NAMES)
    except ExpressionProblem as problem:
        found = [problem]
    else:
        compile_condition(condition)(State(0, "letter", (0, 0, 0)))
        found = list(warnings)
    for problem in found:
        assert 0 <= problem.start <= problem.start + problem.length <= max(1, len(text))
        assert problem.message
