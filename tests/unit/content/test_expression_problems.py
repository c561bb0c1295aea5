"""Conditions: what is wrong with them and where, and that nothing else can be written in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from declared_names import NAMES, WORDS, holds, marked
from generated import COMPARATORS, conditions
from hypothesis import given, settings
from hypothesis import strategies as st

from isoquest.content.expressions import ExpressionProblem, compile_condition, parse_condition
from isoquest.content.expressions.parse import MAX_DEPTH
from isoquest.content.expressions.tokens import MAX_LENGTH
from isoquest.engine.state import State


def problem_of(text: str) -> ExpressionProblem:
    """What is wrong with a condition."""
    with pytest.raises(ExpressionProblem) as caught:
        parse_condition(text, NAMES)
    return caught.value


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
