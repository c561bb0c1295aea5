"""Spaced repetition: when a card comes back. The schedule is FSRS by the package `fsrs`; chance and days are ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from isoquest.chance import below

Rating = Literal["again", "hard", "good", "easy"]

LEAST_FUZZED = 3
"""Days; shorter waits are not spread."""


@dataclass(frozen=True, slots=True)
class Card:
    """Something to be asked again, and what is known of its memory."""

    key: str
    """What it asks: `quiz:bank:question` or `play:scenario:node`."""
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


STATES: dict[str, Literal["learning", "review", "relearning"]] = {
    "Learning": "learning",
    "Review": "review",
    "Relearning": "relearning",
}


def rating_for(*, right: bool, certainty: int | None) -> Rating:
    """Wrong: again. Right: hard, good or easy by certainty 1, 2 or 3; good where none was given."""
    if not right:
        return "again"
    by_certainty: dict[int | None, Rating] = {1: "hard", 2: "good", 3: "easy"}
    return by_certainty.get(certainty, "good")


def reviewed(card: Card, rating: Rating, now: datetime, seed: int) -> Card:
    """The card after a review. A clock that has jumped back counts as standing still since the last review."""
    import fsrs  # noqa: PLC0415 - a sixth of the time in which a command starts, and needed only here

    moment = max(now, card.last_review) if card.last_review else now
    fsrs_card = fsrs.Card(
        card_id=0,
        state=fsrs.State[card.state.capitalize()],
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    given = fsrs.Rating[rating.capitalize()]
    after, _ = scheduler.review_card(fsrs_card, given, review_datetime=moment.astimezone(UTC))
    return replace(
        card,
        due=moment + _spread(after.due - moment, seed, card.reviews),
        reviews=card.reviews + 1,
        state=STATES[after.state.name],
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


def midnight(now: datetime, zone: tzinfo | None, days: int) -> datetime:
    """The learner's midnight so many days from now, in UTC, whatever the clocks do; zone None is this machine's."""
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(), zone).astimezone(UTC)


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


def forecast(
    due: Iterable[datetime], now: datetime, zone: tzinfo | None, days: int = 14
) -> tuple[tuple[date, int], ...]:
    """How many cards fall due on each of the next days, the first being today with all that is overdue."""
    today = now.astimezone(zone).date()
    counts = [0] * days
    for moment in due:
        day = max(0, (moment.astimezone(zone).date() - today).days)
        if day < days:
            counts[day] += 1
    return tuple((today + timedelta(days=number), count) for number, count in enumerate(counts))
