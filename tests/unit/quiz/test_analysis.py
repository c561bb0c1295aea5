"""Item analysis against numpy."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from isoquest.quiz.analysis import Attempt, analyse

MARKS = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])


@given(rows=st.lists(st.lists(MARKS, min_size=4, max_size=4), min_size=3, max_size=30))
def test_discrimination_is_numpys_correlation_of_item_and_rest(rows: list[list[Fraction]]):
    """Facility is the mean; discrimination the correlation with the other items, in per cent."""
    attempts = [Attempt({f"q{i}": mark for i, mark in enumerate(row)}) for row in rows]
    table = np.array(rows, dtype=float)
    item, rest = table[:, 0], table[:, 1:].sum(axis=1)
    assume(len({row[0] for row in rows}) > 1 and len({sum(row[1:]) for row in rows}) > 1)
    figures = analyse(attempts)[0]
    assert figures.facility == pytest.approx(100 * item.mean())
    assert figures.discrimination == pytest.approx(100 * np.corrcoef(item, rest)[0, 1], abs=1e-6)


def test_without_variance_there_is_no_discrimination():
    """Where everybody earned the same there is nothing to correlate, and few attempts are named as such."""
    (figures,) = analyse([Attempt({"q": Fraction(1)}, {"q": ("a", "b")}), Attempt({"q": Fraction(1)}, {"q": ("a",)})])
    assert (figures.discrimination, figures.few) == (None, True)
    assert figures.taken == {"a": 2, "b": 1}
