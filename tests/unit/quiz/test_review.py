"""When cards come back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.quiz.review import Card, forecast, interleaved, midnight, rating_for, reviewed

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RATINGS = st.sampled_from(["again", "hard", "good", "easy"])


def test_three_good_reviews_when_due_give_the_published_stabilities():
    """A new card, Good three times, each when due: 2.307, 2.307, 10.971 days."""
    card, stabilities = Card("quiz:a:b", "t", NOW), []
    for _ in range(3):
        card = reviewed(card, "good", card.due, seed=1)
        stabilities.append(card.stability)
    assert stabilities == pytest.approx([2.307, 2.307, 10.971], abs=0.0005)


@given(ratings=st.lists(RATINGS, max_size=12), seed=st.integers(0, 2**32))
def test_a_schedule_follows_from_ratings_and_seed(ratings: list, seed: int):
    """The same ratings with the same seed give the same card, due after its last review."""
    first = second = Card("quiz:a:b", "t", NOW)
    for rating in ratings:
        first, second = reviewed(first, rating, first.due, seed), reviewed(second, rating, second.due, seed)
        assert first.last_review is not None
        assert first.due > first.last_review
    assert first == second


def test_a_clock_that_jumps_back_does_no_harm():
    """A review dated before the last one counts as at the same moment."""
    card = reviewed(Card("quiz:a:b", "t", NOW), "good", NOW, seed=1)
    back = reviewed(card, "good", NOW - timedelta(days=400), seed=1)
    assert back.last_review == NOW
    assert back.due > NOW


@pytest.mark.parametrize(
    ("right", "certainty", "rating"),
    [
        (False, 3, "again"),
        (False, None, "again"),
        (True, 1, "hard"),
        (True, 2, "good"),
        (True, 3, "easy"),
        (True, None, "good"),
    ],
)
def test_answer_and_certainty_set_the_rating(right: bool, certainty: int | None, rating: str):
    """Wrong is Again; right is Hard, Good or Easy by certainty."""
    assert rating_for(right=right, certainty=certainty) == rating


@pytest.mark.parametrize(("month", "day", "hours"), [(3, 29, 23), (10, 25, 25), (6, 1, 24)])
def test_a_day_ends_at_the_learners_midnight_also_when_clocks_change(month: int, day: int, hours: int):
    """From local midnight to the next there are 23, 25 or 24 hours in Vienna."""
    zone = ZoneInfo("Europe/Vienna")
    start = datetime(2026, month, day, tzinfo=zone)
    assert midnight(start, zone, 1) - start.astimezone(UTC) == timedelta(hours=hours)


def test_topics_take_turns():
    """Longest due first, and no two of one topic side by side while another is left."""
    cards = [Card(f"quiz:b:{n}", "ab"[n // 4], NOW - timedelta(days=9 - n)) for n in range(8)]
    assert [card.topic for card in interleaved(cards[:6])] == ["a", "b", "a", "b", "a", "a"]


def test_the_forecast_counts_each_of_the_next_days():
    """What is overdue counts today; what lies beyond is left out."""
    due = [NOW + timedelta(days=n) for n in (-5, 0, 1, 1, 13, 14)]
    counts = [count for _, count in forecast(due, NOW, UTC)]
    assert (counts[:2], counts[13], sum(counts), len(counts)) == ([2, 2], 1, 5, 14)
