"""An audit: the checks of a node are drawn, looked at, and become findings where they do not hold."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.chance import sample
from isoquest.content.model import Assessment, Check, Scenario
from isoquest.engine.state import Assessed, State


def assess(state: State, node_id: str, assessment: Assessment) -> tuple[State, Assessed]:
    """Look at the checks drawn: one that fails opens its finding, one that passes closes it."""
    checks = tuple(assessment.checks.values())
    drawn = state.drawn
    if assessment.sample is not None and assessment.sample < len(checks):
        picked = sample(state.seed, drawn, len(checks), assessment.sample)
        checks = tuple(checks[index] for index in picked)
        drawn += assessment.sample
    failed = tuple(check for check in checks if not check.needs.holds(state))
    looked_at_bits = sum(check.bit for check in checks)
    failed_bits = sum(check.bit for check in failed)
    state = state._replace(
        found=state.found | failed_bits,
        open=(state.open & ~looked_at_bits) | failed_bits,
        drawn=drawn,
    )
    return state, Assessed(node_id, tuple(check.id for check in checks), tuple(check.id for check in failed))


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that has failed, and whether its finding is still open."""

    node: str
    check: Check
    open: bool


def findings(scenario: Scenario, state: State) -> tuple[Finding, ...]:
    """Everything found so far, in the order of the scenario."""
    return tuple(
        Finding(node.id, check, bool(state.open & check.bit))
        for node in scenario.nodes.values()
        if node.assess is not None
        for check in node.assess.checks.values()
        if state.found & check.bit
    )
