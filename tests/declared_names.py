"""The names of a small scenario over which the tests read conditions."""

from __future__ import annotations

from typing import Any

from generated import Words

from isoquest.content.expressions import ExpressionProblem, compile_condition, parse_condition
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


def marked(text: str, problem: ExpressionProblem) -> str:
    """The stretch of a text that a problem points at."""
    return text[problem.start : problem.start + problem.length]


def holds(text: str, **parts: Any) -> bool:
    """Whether a condition holds in a state with these parts."""
    meters = (parts.pop("budget", 0), parts.pop("weeks", 0), parts.pop("trust", 0))
    return compile_condition(parse_condition(text, NAMES)[0])(State(0, "letter", meters, **parts))
