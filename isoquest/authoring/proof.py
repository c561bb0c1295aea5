"""What a proof found: problems with the plays that show them, bounds on the score, and what was not decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from isoquest.content.problems import Problem, Witness


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that no play goes beyond, and the play that comes nearest to it."""

    proved: int
    witnessed: int
    witness: Witness | None = None

    @property
    def exact(self) -> bool:
        """A play comes as far as that."""
        return self.proved == self.witnessed


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest of a number over some plays; None where there is no limit or none is known."""

    least: Bound | None
    greatest: Bound | None


UNKNOWN = Range(None, None)


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of every playthrough of a scenario."""

    problems: tuple[Problem, ...] = ()
    undecided: tuple[str, ...] = ()
    """What the time allowed did not suffice for, as sentences."""
    asked: int = 0
    """How many claims there were."""
    states: int | None = None
    """How many states there are that can be told apart; None where they were too many to look at each."""
    score: Range = UNKNOWN
    scores: dict[str, Range] = field(default_factory=dict)
    """By ending."""
    length: Range = UNKNOWN
    """Decisions from the start to an ending, questions included."""
    strategies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each simple way to decide the endings that it can come to."""
    odds: dict[str, Fraction | float] = field(default_factory=dict)
    """The chance of each ending for a player who decides by lot; empty where it was not asked for or is not known."""
    seconds: float = 0.0
    interrupted: bool = False
    """It was broken off before its time."""
    unreachable: tuple[str, ...] = ()
    """Ids of nodes, and of choices as `node.choice`, that no play comes to."""

    @property
    def complete(self) -> bool:
        """Every claim was decided."""
        return not self.undecided
