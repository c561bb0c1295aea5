"""Conditions in scenarios: a small typed language without attributes, subscripts, powers, strings or calls of code."""

from isoquest.content.expressions.compile import Standing, compile_condition
from isoquest.content.expressions.parse import ExpressionProblem, parse_condition
from isoquest.content.expressions.tree import Condition

__all__ = ["Condition", "ExpressionProblem", "Standing", "compile_condition", "parse_condition"]
