"""What came of an expectation: met, failed with what shows it, or not decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from isoquest.authoring.expectations.model import Condition, ExpectedPlay
from isoquest.content.problems import Problem, Witness
from isoquest.engine.play import Play

Verdict: TypeAlias = Literal["passed", "failed", "undecided"]


@dataclass(frozen=True, slots=True)
class PlayOutcome:
    """What came of an expected play."""

    expected: ExpectedPlay
    play: Play
    """As far as its decisions fit."""
    failures: tuple[Problem, ...]

    @property
    def verdict(self) -> Verdict:
        """A play is always decided."""
        return "failed" if self.failures else "passed"


@dataclass(frozen=True, slots=True)
class ConditionOutcome:
    """What came of a condition on every play."""

    condition: Condition
    verdict: Verdict
    failures: tuple[Problem, ...] = ()
    shown_by: Witness | None = None
    """A play that meets a `sometimes`."""
    why: str = ""
    """For what is not decided: what was in the way."""


Outcome: TypeAlias = PlayOutcome | ConditionOutcome


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """All that came of one expectations file."""

    name: str
    """The id of the scenario."""
    file: str
    text: str
    problems: tuple[Problem, ...] = ()
    """What is wrong in the file itself."""
    outcomes: tuple[Outcome, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many came out like that."""
        return sum(outcome.verdict == verdict for outcome in self.outcomes)

    @property
    def success(self) -> bool:
        """Everything was met, and nothing is wrong in the file."""
        return not self.problems and all(outcome.verdict == "passed" for outcome in self.outcomes)
