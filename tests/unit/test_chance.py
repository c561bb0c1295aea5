"""Chance is the published SplitMix64 stream, fair by weight, and the same on every machine."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.chance import below, number_at, sample, weighted

seeds = st.integers(0, 2**64 - 1)


def test_stream_is_the_published_one():
    """The first five numbers of seed 1234567 are those of the reference implementation."""
    assert [number_at(1234567, position) for position in range(5)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_stream_begins_anywhere():
    """Seed 0 gives the numbers that its own publication gives; a later seed continues an earlier stream."""
    assert number_at(0, 0) == 0xE220A8397B1DCDAF
    assert number_at(0x9E3779B97F4A7C15, 0) == number_at(0, 1)


@given(seeds, st.integers(0, 10**6), st.integers(1, 10**9))
def test_number_below_a_bound_is_below_it(seed: int, position: int, bound: int):
    """A number drawn below a bound is from 0 to the bound, which it never reaches."""
    assert 0 <= below(seed, position, bound) < bound


@given(seeds, st.integers(0, 1000), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_weighted_picks_what_repeating_each_would(seed: int, position: int, weights: list[int]):
    """A choice by weight equals a plain choice from a list that holds each index as often as it is heavy."""
    spread = [index for index, weight in enumerate(weights) for _ in range(weight)]
    assert weighted(seed, position, weights) == spread[below(seed, position, len(spread))]


@pytest.mark.parametrize("weights", [(1, 1), (3, 1), (1, 2, 7), (5, 1, 1, 1, 2)])
def test_weights_are_kept_in_the_long_run(weights: tuple[int, ...]):
    """Over 20,000 draws of one seed each index comes within one part in a hundred of its share."""
    drawn = Counter(weighted(7, position, weights) for position in range(20_000))
    assert [drawn[index] / 20_000 for index in range(len(weights))] == pytest.approx(
        [weight / sum(weights) for weight in weights], abs=0.01
    )


def test_weights_that_are_none_are_a_fault_of_the_caller():
    """Without a positive weight there is nothing to draw."""
    with pytest.raises(ValueError, match="positive"):
        weighted(1, 0, [0, 0])


@given(seeds, st.integers(0, 1000), st.integers(0, 12), st.data())
def test_sample_is_without_repeats_and_in_order(seed: int, position: int, total: int, data: st.DataObject):
    """A sample holds as many different indexes as asked for, in rising order; of all it is all."""
    count = data.draw(st.integers(0, total))
    picked = sample(seed, position, total, count)
    assert list(picked) == sorted(set(picked))
    assert (len(picked), set(picked) <= set(range(total))) == (count, True)


def test_every_sample_is_as_likely_as_every_other():
    """Over 20,000 draws of one seed each of the ten pairs out of five comes about 2,000 times."""
    drawn = Counter(sample(7, 2 * turn, 5, 2) for turn in range(20_000))
    assert set(drawn) == set(combinations(range(5), 2))
    assert max(abs(count - 2000) for count in drawn.values()) < 200
