"""The names a scenario declares, each with its place in the engine's compact state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Grade = Literal["concern", "improvement", "minor", "major"]
"""Grades of a finding; a concern belongs to Stage 1 and asks for an answer before Stage 2."""


@dataclass(frozen=True, slots=True)
class MeterSlot:
    """Where a meter stands in `State.meters`, and its range, both ends included."""

    index: int
    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Names:
    """Every declared name. A number in `held` to `checks` is the position of that name's bit in the state."""

    meters: Mapping[str, MeterSlot] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    """Evidence and flags."""
    nodes: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, int] = field(default_factory=dict)
    """Choices and outcomes of chance, as `node.choice`."""
    checks: Mapping[str, int] = field(default_factory=dict)
    """Checks of assessments, as `node.check`."""
    grades: Mapping[str, int] = field(default_factory=dict)
    """For each grade that occurs, the mask of its checks."""

    def assessment_mask(self, reference: str) -> int:
        """The mask of one check (`node.check`) or of all checks of a node (`node`); 0 when there is none."""
        if reference in self.checks:
            return 1 << self.checks[reference]
        return sum(1 << bit for name, bit in self.checks.items() if name.partition(".")[0] == reference)
