"""Item analysis: how hard each question was, how well it told strong from weak, and which distractors were taken.

Facility and discrimination as the Moodle quiz statistics define them (Moodle documentation, "Quiz statistics
calculations"): discrimination is the correlation, in per cent, of the mark for the item with the mark for the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt

FEWEST_ATTEMPTS = 20
"""Below this many attempts the figures say little."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A first attempt: the mark (0 to 1) and the answer to each question that was put."""

    marks: Mapping[str, Fraction]
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What the attempts say of one question."""

    question: str
    attempts: int
    facility: float
    """Mean mark in per cent."""
    discrimination: float | None
    """Corrected item-rest correlation in per cent; None where item or rest did not vary."""
    taken: Mapping[str, int]
    """How often each part of an answer was given."""

    @property
    def few(self) -> bool:
        """Too few attempts to rely on."""
        return self.attempts < FEWEST_ATTEMPTS


def analyse(attempts: Sequence[Attempt]) -> tuple[ItemFigures, ...]:
    """The figures of every question that was put, in the order in which they first occur."""
    questions = dict.fromkeys(question for attempt in attempts for question in attempt.marks)
    return tuple(_figures(question, [a for a in attempts if question in a.marks]) for question in questions)


def _figures(question: str, attempts: Sequence[Attempt]) -> ItemFigures:
    marks = [attempt.marks[question] for attempt in attempts]
    rests = [sum(attempt.marks.values(), Fraction(0)) - attempt.marks[question] for attempt in attempts]
    taken = Counter(part for attempt in attempts for part in attempt.answers.get(question, ()))
    facility = float(100 * sum(marks, Fraction(0)) / len(marks))
    return ItemFigures(question, len(attempts), facility, _correlation(marks, rests), taken)


def _correlation(left: Sequence[Fraction], right: Sequence[Fraction]) -> float | None:
    """100 · covariance / √(variance · variance), exact until the root."""
    count = len(left)
    left_mean, right_mean = sum(left, Fraction(0)) / count, sum(right, Fraction(0)) / count
    covariance = sum(((a - left_mean) * (b - right_mean) for a, b in zip(left, right, strict=True)), Fraction(0))
    left_variance = sum(((a - left_mean) ** 2 for a in left), Fraction(0))
    right_variance = sum(((b - right_mean) ** 2 for b in right), Fraction(0))
    if not left_variance or not right_variance:
        return None
    return 100 * float(covariance) / sqrt(left_variance * right_variance)
