"""A problem together with the layer that found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from isoquest.content.problems import Problem, Severity

Layer: TypeAlias = Literal["form", "proof", "craft"]
"""What looks for problems: the reading of a file, the search through every play, and the rules of good writing."""

LAYERS: tuple[Layer, ...] = get_args(Layer)
"""In the order in which their problems are told."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem and the layer that found it."""

    layer: Layer
    problem: Problem

    @property
    def is_note(self) -> bool:
        """It is only to be known, and does not count as a problem."""
        return self.problem.severity is Severity.NOTE
