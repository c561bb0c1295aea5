"""Limits of a number, as authors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.expectations.limits import limits_in

numbers = st.integers(-999_999_999, 999_999_999)


@given(least=numbers, greatest=numbers, number=numbers)
def test_a_range_allows_what_lies_within(least: int, greatest: int, number: int):
    """Both ends belong to it; one that runs backwards is none."""
    both, above, below = (limits_in(text) for text in (f"{least}..{greatest}", f"{least}..", f"..{greatest}"))
    assert above is not None
    assert below is not None
    assert above.allow(number) == (number >= least)
    assert below.allow(number) == (number <= greatest)
    assert (both is None) == (least > greatest)
    assert both is None or both.allow(number) == (least <= number <= greatest)


@given(limit=numbers, number=numbers)
def test_comparisons_mean_what_they_mean_in_conditions(limit: int, number: int):
    """With and without a space; a number alone is that number."""
    expected = {">=": number >= limit, "<=": number <= limit, ">": number > limit, "<": number < limit}
    expected |= {"": number == limit, "==": number == limit}
    for sign, allowed in expected.items():
        for text in (f"{sign}{limit}", f" {sign} {limit} "):
            limits = limits_in(text)
            assert limits is not None
            assert limits.allow(number) == allowed


@pytest.mark.parametrize(
    "text", ["", "..", "70%", "about 70", "1e3", "7.5", "1...2", ">= ", "1234567890", "\u0667\u0660"]
)
def test_anything_else_writes_no_limits(text: str):
    """Nor do digits of other writings, or more than nine of them."""
    assert limits_in(text) is None
