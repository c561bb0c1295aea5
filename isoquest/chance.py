"""Seeded chance whose stream is the same on every machine and Python version.

SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), addressed by
position: the state of play holds how many numbers have been drawn, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

MASK = (1 << 64) - 1
GOLDEN_GAMMA = 0x9E3779B97F4A7C15


def number_at(seed: int, position: int) -> int:
    """The number at a position (from 0) of a seed's stream, 0 to 2**64 - 1."""
    z = (seed + (position + 1) * GOLDEN_GAMMA) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def below(seed: int, position: int, bound: int) -> int:
    """A number from 0 to `bound` - 1; uneven by less than one part in 2**40 for any bound below 2**24."""
    return (number_at(seed, position) * bound) >> 64


def weighted(seed: int, position: int, weights: Sequence[int]) -> int:
    """The index of one of several weights, each as likely as it is heavy. Draws one number."""
    drawn = below(seed, position, sum(weights))
    for index, weight in enumerate(weights):
        drawn -= weight
        if drawn < 0:
            return index
    raise ValueError("weights must be positive")


def sample(seed: int, position: int, total: int, count: int) -> tuple[int, ...]:
    """`count` different indexes below `total` in rising order. Draws `count` numbers."""
    left = list(range(total))
    picked = [left.pop(below(seed, position + turn, len(left))) for turn in range(count)]
    return tuple(sorted(picked))


def shuffled(seed: int, position: int, total: int) -> tuple[int, ...]:
    """The numbers below `total` in a drawn order (Fisher and Yates). Draws `total` numbers."""
    order = list(range(total))
    for turn in range(total):
        other = turn + below(seed, position + turn, total - turn)
        order[turn], order[other] = order[other], order[turn]
    return tuple(order)
