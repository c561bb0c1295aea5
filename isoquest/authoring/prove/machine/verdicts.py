"""What a proof can say of a goal: a play comes to it, no play does, or it could not be decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Reached:
    """A run of the machine comes to the goal: the numbers of its edges, from the start."""

    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """No run of the machine comes to the goal."""

    because: tuple[int, ...] = ()
    """The variables whose values, followed together, show it; none where each on its own does."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """The time or memory allowed was used up first."""

    explored: int = 0
    """How many states had been looked at for this goal."""
    variables: tuple[int, ...] = ()
    """The variables that had been followed together."""


Verdict: TypeAlias = Reached | Never | Undecided
