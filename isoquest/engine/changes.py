"""What changed between two moments of a play."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.content.model import Check, Evidence, Meter, Scenario
from isoquest.engine.state import State


@dataclass(frozen=True, slots=True)
class MeterChange:
    """A meter that moved."""

    meter: Meter
    old: int
    new: int

    @property
    def welcome(self) -> bool | None:
        """The player gains by it; None where the meter is neutral."""
        if self.meter.good == "neutral":
            return None
        return (self.new > self.old) == (self.meter.good == "high")


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that a player would notice between two states; hidden meters and flags left out."""

    meters: tuple[MeterChange, ...] = ()
    gained: tuple[Evidence, ...] = ()
    lost: tuple[Evidence, ...] = ()
    raised: tuple[Check, ...] = ()
    closed: tuple[Check, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.meters or self.gained or self.lost or self.raised or self.closed)


def changes(scenario: Scenario, before: State, after: State) -> Changes:
    """What changed from one state to a later one."""
    meters = tuple(
        MeterChange(meter, old, new)
        for meter, old, new in zip(scenario.meters.values(), before.meters, after.meters, strict=True)
        if old != new and not meter.hidden
    )
    given, taken = after.held & ~before.held, before.held & ~after.held
    raised, closed = after.open & ~before.open, before.open & ~after.open
    checks = [check for node in scenario.nodes.values() if node.assess for check in node.assess.checks.values()]
    return Changes(
        meters,
        tuple(e for e in scenario.evidence.values() if given >> scenario.names.held[e.id] & 1),
        tuple(e for e in scenario.evidence.values() if taken >> scenario.names.held[e.id] & 1),
        tuple(check for check in checks if raised & check.bit),
        tuple(check for check in checks if closed & check.bit),
    )


def evidence_held(scenario: Scenario, state: State) -> tuple[Evidence, ...]:
    """The evidence in the player's hands, in the order declared."""
    return tuple(e for e in scenario.evidence.values() if state.held >> scenario.names.held[e.id] & 1)
