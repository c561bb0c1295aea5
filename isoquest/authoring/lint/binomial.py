"""How likely it is that so many of several chances come true by luck."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

FALSE_ALARM = Fraction(1, 100)
"""How rarely a sound bank may be blamed. Small banks seldom reach it, and that is meant."""


def at_least(hits: int, chances: Iterable[Fraction]) -> Fraction:
    """The exact probability that `hits` or more of independent chances come true.

    With equal chances it is the upper tail of the binomial distribution. Chances that differ, as those of questions
    with three and with four options, give the Poisson binomial distribution, built up one chance after another.
    """
    by_count, outcomes = [1], 1  # whole numbers: a fraction would be reduced at every step
    for chance in chances:
        come, stay = chance.numerator, chance.denominator - chance.numerator
        missed = [ways * stay for ways in by_count] + [0]
        hit = [0] + [ways * come for ways in by_count]
        by_count = [one + other for one, other in zip(missed, hit, strict=True)]
        outcomes *= chance.denominator
    return Fraction(sum(by_count[hits:]), outcomes)
