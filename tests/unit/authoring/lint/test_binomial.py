"""The probability of so many hits by luck, against every outcome counted, and what it means for sound banks."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import comb, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sound_bank import BACKGROUND, choosing, ones, with_questions, with_texts

from isoquest.authoring.lint.binomial import FALSE_ALARM, at_least
from isoquest.authoring.lint.key_position import KEY_POSITION
from isoquest.authoring.lint.option_lengths import LONGEST_KEYS
from isoquest.authoring.lint.rule import BankRule
from isoquest.content.questions import Bank


@given(st.lists(st.fractions(0, 1, max_denominator=6), max_size=7), st.integers(0, 8))
def test_it_is_the_sum_over_every_outcome(chances: list[Fraction], hits: int):
    """The tail is what counting all outcomes gives, exactly."""
    counted = sum(
        prod(chance if came else 1 - chance for chance, came in zip(chances, outcome, strict=True))
        for outcome in product((True, False), repeat=len(chances))
        if sum(outcome) >= hits
    )
    assert at_least(hits, chances) == counted


@given(st.integers(0, 40), st.integers(0, 41), st.integers(2, 6))
def test_equal_chances_give_the_binomial_tail(trials: int, hits: int, options: int):
    """With one chance for all it is the textbook formula."""
    chance = Fraction(1, options)
    tail = sum(comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(hits, trials + 1))
    assert at_least(hits, [chance] * trials) == tail


def shuffled_lengths(lot: random.Random) -> Bank:
    """The clean bank with options whose lengths are drawn by lot."""
    return with_questions(
        *(
            with_texts(question, {name: "x" * length for name, length in zip(question.options, lengths, strict=True)})
            for question in choosing()
            for lengths in [lot.sample(range(10, 60), len(question.options))]
        )
    )


def shuffled_places(lot: random.Random) -> Bank:
    """The clean bank with fixed options whose places are drawn by lot."""
    drawn = []
    for question in ones():
        options = [replace(option, fixed=True) for option in question.options.values()]
        lot.shuffle(options)
        drawn.append(replace(question, options={option.id: option for option in options}))
    return with_questions(*drawn)


@pytest.mark.parametrize(
    ("rule", "draw"), [(LONGEST_KEYS, shuffled_lengths), (KEY_POSITION, shuffled_places)], ids=["length", "place"]
)
def test_sound_banks_are_blamed_as_rarely_as_promised(rule: BankRule, draw: Callable[[random.Random], Bank]):
    """Of 300 banks drawn by lot one in a hundred or fewer is blamed, give or take what 300 draws can show."""
    lot = random.Random(20261122)
    blamed = sum(any(rule.find(draw(lot), BACKGROUND)) for _ in range(300))
    expected = 300 * float(FALSE_ALARM)
    assert blamed <= expected + 3 * expected**0.5
