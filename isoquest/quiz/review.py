"""Spaced repetition: when a card comes back. The schedule is FSRS by the package `fsrs`; chance and days are ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from fsrs import Card as FsrsCard
from fsrs import Rating as FsrsRating
from fsrs import Scheduler, State

from isoquest.chance import below

Rating = Literal["again", "hard", "good", "easy"]
RATINGS: dict[Rating, FsrsRating] = {
    "again": FsrsRating.Again,
    "hard": FsrsRating.Hard,
    "good": FsrsRating.Good,
    "easy": FsrsRating.Easy,
}

SCHEDULER = Scheduler(enable_fuzzing=False)
LEAST_FUZZED = 3
"""Days; shorter waits are not spread."""


@dataclass(frozen=True, slots=True)
class Card:
    """Something to be asked again, and what is known of its memory."""

    key: str
    """What it asks: `bank:question` or `scenario:node`."""
    topic: str
    due: datetime
    """In UTC."""
    reviews: int = 0
    state: Literal["learning", "review", "relearning"] = "learning"
    step: int | None = 0
    stability: float | None = None
    """Days until the chance of recalling it has fallen to nine in ten."""
    difficulty: float | None = None
    last_review: datetime | None = None


STATES: dict[State, Literal["learning", "review", "relearning"]] = {
    State.Learning: "learning",
    State.Review: "review",
    State.Relearning: "relearning",
}


def rating_for(*, right: bool, certainty: int | None) -> Rating:
    """Wrong: again. Right: hard, good or easy by certainty 1, 2 or 3; good where none was given."""
    if not right:
        return "again"
    by_certainty: dict[int | None, Rating] = {1: "hard", 2: "good", 3: "easy"}
    return by_certainty.get(certainty, "good")


def reviewed(card: Card, rating: Rating, now: datetime, seed: int) -> Card:
    """The card after a review. A clock that has jumped back counts as standing still since the last review."""
    moment = max(now, card.last_review) if card.last_review else now
    fsrs_card = FsrsCard(
        card_id=0,
        state=State[card.state.capitalize()],
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )
    after, _ = SCHEDULER.review_card(fsrs_card, RATINGS[rating], review_datetime=moment.astimezone(UTC))
    return replace(
        card,
        due=moment + _spread(after.due - moment, seed, card.reviews),
        reviews=card.reviews + 1,
        state=STATES[after.state],
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        last_review=moment,
    )


def _spread(wait: timedelta, seed: int, position: int) -> timedelta:
    """A wait of some days made up to 5 % shorter or longer, so that cards learned together come back apart."""
    days = wait.days
    if days < LEAST_FUZZED:
        return wait
    most = max(1, days // 20)
    return timedelta(days=days - most + below(seed, position, 2 * most + 1))


def end_of_day(now: datetime, zone: tzinfo) -> datetime:
    """The learner's next midnight in UTC, also on a day on which the clocks change."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone).astimezone(UTC)


def due_today(cards: Iterable[Card], now: datetime, zone: tzinfo, cap: int) -> tuple[Card, ...]:
    """The cards to be asked before the learner's midnight: longest due first, at most `cap`, topics interleaved."""
    limit = end_of_day(now, zone)
    due = sorted((card for card in cards if card.due < limit), key=lambda card: (card.due, card.key))[:cap]
    return interleaved(due)


def interleaved(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards in turn from each topic, so that neighbours differ as long as they can."""
    by_topic: dict[str, list[Card]] = {}
    for card in cards:
        by_topic.setdefault(card.topic, []).append(card)
    rounds = sorted(
        ((number, card.topic, card) for queue in by_topic.values() for number, card in enumerate(queue)),
        key=lambda row: (row[0], row[2].due, row[1]),
    )
    return tuple(card for _, _, card in rounds)


def forecast(cards: Iterable[Card], now: datetime, zone: tzinfo, days: int = 14) -> tuple[tuple[date, int], ...]:
    """How many cards fall due on each of the next days, the first being today with all that is overdue."""
    today = now.astimezone(zone).date()
    counts = [0] * days
    for card in cards:
        day = max(0, (card.due.astimezone(zone).date() - today).days)
        if day < days:
            counts[day] += 1
    return tuple((today + timedelta(days=number), count) for number, count in enumerate(counts))
