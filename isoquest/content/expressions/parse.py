"""Expressions read with types and ranges: operator precedence parsing, every name looked up as it is met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast, get_args

from isoquest.content.expressions.tokens import REFERRING, ExpressionProblem, Token, tokens
from isoquest.content.expressions.tree import (
    AllOf,
    AnyOf,
    Comparator,
    Comparison,
    Condition,
    Constant,
    Count,
    Extreme,
    MeterValue,
    Not,
    Number,
    OpenFindings,
    Record,
    Recorded,
    Scaled,
    Sum,
    Truth,
    always,
)
from isoquest.content.names import Grade, Names
from isoquest.content.problems import did_you_mean

__all__ = ["ExpressionProblem", "parse_condition"]

MAX_DEPTH = 40
"""Deepest nesting of brackets and `not`."""

COMPARATORS = get_args(Comparator)
BINDING = {"or": 1, "and": 2, **dict.fromkeys(COMPARATORS, 4), "+": 5, "-": 5, "*": 6}
NOT_BINDING = 3
GRADE_NAMES: Mapping[str, Grade] = {"majors": "major", "minors": "minor", "concerns": "concern"}
CALLS = (*REFERRING, "min", "max", "count")
RECORDS: Mapping[str, Record] = {"visited": "visited", "chose": "chosen", "found": "found", "open": "open"}
RESERVED = frozenset({"and", "or", "not", "true", "false", *GRADE_NAMES, *CALLS})
"""Words that no meter, evidence or flag may be named."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A part of an expression with the stretch of text it came from."""

    value: Number | Condition
    start: int
    end: int


_Numbers: TypeAlias = tuple[type, ...]
_NUMBERS: _Numbers = (Constant, MeterValue, OpenFindings, Sum, Scaled, Extreme, Count)


def parse_condition(text: str, names: Names) -> tuple[Condition, tuple[ExpressionProblem, ...]]:
    """The condition that a text states, with warnings for comparisons that the declared ranges already decide.

    Raises ExpressionProblem when the text is no condition over these names.
    """
    parser = _Parser(text, tokens(text), names)
    term = parser.expression(0)
    if parser.token.kind != "end":
        raise parser.unexpected()
    return parser.condition(term), tuple(parser.warnings)


@dataclass(slots=True)
class _Parser:
    text: str
    pieces: list[Token]
    names: Names
    at: int = 0
    depth: int = 0
    warnings: list[ExpressionProblem] = field(default_factory=list)

    @property
    def token(self) -> Token:
        return self.pieces[self.at]

    def take(self) -> Token:
        token = self.pieces[self.at]
        self.at += 1
        return token

    def problem(
        self, message: str, start: int, end: int, hint: str = "", code: str = "expression"
    ) -> ExpressionProblem:
        return ExpressionProblem(code, message, start, max(1, end - start), hint)

    def unexpected(self) -> ExpressionProblem:
        token = self.token
        if token.kind == "end":
            return self.problem("the expression ends too early", max(0, token.start - 1), token.start)
        hint = "put `and` or `or` between two conditions" if token.kind in ("name", "number") else ""
        return self.problem(f"`{token.text}` does not fit here", token.start, token.start + len(token.text), hint)

    def expect(self, symbol: str) -> Token:
        if self.token.text != symbol or self.token.kind != "symbol":
            if self.token.kind == "end":
                raise self.problem(f"`{symbol}` is missing at the end", max(0, self.token.start - 1), self.token.start)
            raise self.unexpected()
        return self.take()

    def expression(self, binding: int) -> _Term:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.problem(f"nested more than {MAX_DEPTH} deep", self.token.start, self.token.start + 1)
        left = self.prefix()
        compared = False
        while True:
            operator = self.token
            power = BINDING.get(operator.text, 0) if operator.kind in ("symbol", "name") else 0
            if power <= binding:
                break
            if operator.text in COMPARATORS and compared:
                hint = "write `a < b and b < c`"
                end = operator.start + len(operator.text)
                raise self.problem("comparisons cannot be chained", operator.start, end, hint)
            compared = operator.text in COMPARATORS
            self.take()
            left = self.infix(left, operator, self.expression(power))
        self.depth -= 1
        return left

    def prefix(self) -> _Term:
        token = self.take()
        end = token.start + len(token.text)
        if token.kind == "number":
            if len(token.text) > 9:  # noqa: PLR2004 - nine digits: beyond any meter, and never slow
                raise self.problem("this number is too large", token.start, end)
            return _Term(Constant(int(token.text)), token.start, end)
        if token.text == "(" and token.kind == "symbol":
            inner = self.expression(0)
            close = self.expect(")")
            return _Term(inner.value, token.start, close.start + 1)
        if token.text == "-" and token.kind == "symbol":
            inner = self.expression(BINDING["*"])
            number = self.number(inner)
            value = Constant(-number.value) if isinstance(number, Constant) else Scaled(-1, number)
            return _Term(value, token.start, inner.end)
        if token.kind == "name":
            if token.text == "not":
                inner = self.expression(NOT_BINDING)
                return _Term(Not(self.condition(inner)), token.start, inner.end)
            if token.text in CALLS:
                return self.call(token)
            return _Term(self.named(token), token.start, end)
        self.at -= 1
        raise self.unexpected()

    def named(self, token: Token) -> Number | Condition:
        name = token.text
        if name in ("true", "false"):
            return Truth(name == "true")
        if name in self.names.meters:
            slot = self.names.meters[name]
            return MeterValue(name, slot.index, slot.min, slot.max)
        if name in self.names.held:
            return Recorded("held", name, 1 << self.names.held[name])
        if name in GRADE_NAMES:
            grade = GRADE_NAMES[name]
            return OpenFindings(grade, self.names.grades.get(grade, 0))
        end = token.start + len(name)
        if name in ("and", "or"):
            raise self.problem(f"something is missing before `{name}`", token.start, end)
        known = {*self.names.meters, *self.names.held, *GRADE_NAMES, *CALLS}
        if name in self.names.nodes:
            hint = f"write `visited({name})` to ask whether the play has been there"
        else:
            hint = did_you_mean(name, known, "declare it under `meters`, `evidence` or `flags`")
        raise self.problem(f"`{name}` is not declared", token.start, end, hint, "unknown-name")

    def call(self, token: Token) -> _Term:
        name = token.text
        if self.token.text != "(":
            raise self.problem(f"`{name}` wants brackets", token.start, token.start + len(name), f"write `{name}(...)`")
        self.take()
        if name in REFERRING:
            reference = self.take()
            if reference.kind != "reference":
                self.at -= 1
                raise self.unexpected()
            value: Number | Condition = self.recorded(name, reference)
        else:
            items = [self.expression(0)]
            while self.token.text == ",":
                self.take()
                items.append(self.expression(0))
            if name == "count":
                value = Count(tuple(self.condition(item) for item in items))
            else:
                value = Extreme("min" if name == "min" else "max", tuple(self.number(item) for item in items))
        close = self.expect(")")
        return _Term(value, token.start, close.start + 1)

    def recorded(self, call: str, token: Token) -> Recorded:
        reference, start, end = token.text, token.start, token.start + len(token.text)
        tables: Mapping[str, tuple[Mapping[str, int], str]] = {
            "visited": (self.names.nodes, "node"),
            "chose": (self.names.choices, "choice, written `node.choice`"),
            "found": (self.names.checks, "check, written `node.check`"),
            "open": (self.names.checks, "check, written `node.check`"),
        }
        table, what = tables[call]
        if reference in table:
            mask = 1 << table[reference]
        elif call in ("found", "open"):
            mask = self.names.assessment_mask(reference)
        else:
            mask = 0
        if not mask:
            hint = did_you_mean(reference, table, "look at the ids under `nodes`")
            raise self.problem(f"`{reference}` is no {what}", start, end, hint, "unknown-name")
        return Recorded(RECORDS[call], reference, mask)

    def infix(self, left: _Term, operator: Token, right: _Term) -> _Term:
        symbol = operator.text
        value: Number | Condition
        if symbol in ("and", "or"):
            kind: type[AllOf | AnyOf] = AllOf if symbol == "and" else AnyOf
            items: list[Condition] = []
            for item in (self.condition(left), self.condition(right)):
                items.extend(item.conditions if isinstance(item, AllOf | AnyOf) and type(item) is kind else (item,))
            value = kind(tuple(items))
        elif symbol in COMPARATORS:
            value = self.comparison(left, cast(Comparator, symbol), right)
        else:
            value = self.arithmetic(left, operator, right)
        return _Term(value, left.start, right.end)

    def arithmetic(self, left: _Term, operator: Token, right: _Term) -> Number:
        first, second = self.number(left), self.number(right)
        if operator.text != "*":
            return Sum(first, 1 if operator.text == "+" else -1, second)
        if isinstance(second, Constant):
            return Scaled(second.value, first)
        if isinstance(first, Constant):
            return Scaled(first.value, second)
        raise self.problem("one side of `*` must be a plain number", operator.start, operator.start + 1)

    def comparison(self, left: _Term, symbol: Comparator, right: _Term) -> Condition:
        for side, other in ((left, right), (right, left)):
            if not isinstance(side.value, _NUMBERS):
                shown = self.text[side.start : side.end]
                hint = f"write `{shown}` or `not {shown}`" if isinstance(other.value, Constant | Truth) else ""
                raise self.problem(f"`{shown}` is true or false, not a number", side.start, side.end, hint, "type")
        value = Comparison(self.number(left), symbol, self.number(right))
        decided = always(value)
        if decided is not None:
            shown = self.text[left.start : right.end]
            message = f"`{shown}` is {'always' if decided else 'never'} true{self.ranges(value)}"
            warning = ExpressionProblem(
                "always-true" if decided else "never-true", message, left.start, right.end - left.start
            )
            self.warnings.append(warning)
        return value

    def ranges(self, comparison: Comparison) -> str:
        described: Callable[[Number], str] = lambda n: (  # noqa: E731 - used twice, below, and nowhere else
            f"`{n.name}` is {n.min}..{n.max}" if isinstance(n, MeterValue) else ""
        )
        parts = [part for part in map(described, (comparison.left, comparison.right)) if part]
        return ": " + ", ".join(parts) if parts else ""

    def number(self, term: _Term) -> Number:
        if isinstance(term.value, _NUMBERS):
            return term.value  # type: ignore[return-value] # the tuple lists exactly the kinds of Number
        shown = self.text[term.start : term.end]
        raise self.problem(f"`{shown}` is true or false, not a number", term.start, term.end, "", "type")

    def condition(self, term: _Term) -> Condition:
        if not isinstance(term.value, _NUMBERS):
            return term.value  # type: ignore[return-value] # whatever is no Number is a Condition
        shown = self.text[term.start : term.end]
        hint = f"compare it, such as `{shown} > 0`"
        raise self.problem(f"`{shown}` is a number, not true or false", term.start, term.end, hint, "type")
