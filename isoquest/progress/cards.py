"""Cards to be reviewed, and the log of their reviews, as rows of the progress file.

The log is the truth: each of its rows holds the card before and after, so a card is what the last row of its key says.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from isoquest.progress.moments import as_ticks, from_ticks
from isoquest.progress.transactions import storable
from isoquest.progress.trouble import DamagedError
from isoquest.quiz.review import Card, Rating

MOST_STEPS = 100
MOST_DAYS = 1_000_000
"""Bounds far beyond what FSRS comes to: steps of learning, and days of stability."""
MOST_DIFFICULT = 10
"""The end of its scale."""

_COLUMNS = "key, topic, due, reviews, state, step, stability, difficulty, last_review"


@dataclass(frozen=True, slots=True)
class Review:
    """A card was asked and answered."""

    profile_id: int
    before: Card
    after: Card
    rating: Rating
    certainty: int | None
    at: datetime
    """In UTC."""


def as_stored(card: Card) -> Card:
    """Give `card` as it reads back once it was stored."""
    return replace(
        card,
        key=storable(card.key),
        topic=storable(card.topic),
        due=card.due.astimezone(UTC),
        last_review=None if card.last_review is None else card.last_review.astimezone(UTC),
    )


def read(connection: sqlite3.Connection, profile_id: int, key: str) -> Card | None:
    """Read one card; None if there is none with this key."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM cards WHERE profile_id = ? AND key = ?",  # noqa: S608
        (profile_id, key),
    ).fetchone()
    return None if row is None else _decoded(row)


def due(connection: sqlite3.Connection, profile_id: int, before: datetime, most: int) -> tuple[Card, ...]:
    """Read at most so many of the cards that fall due before a moment, longest due first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM cards WHERE profile_id = ? AND due < ? ORDER BY due, key LIMIT ?",  # noqa: S608
        (profile_id, as_ticks(before), most),
    )
    return tuple(_decoded(row) for row in rows)


def count_due(connection: sqlite3.Connection, profile_id: int, before: datetime) -> int:
    """Count the cards that fall due before a moment."""
    return _number(
        connection, "SELECT count(*) FROM cards WHERE profile_id = ? AND due < ?", profile_id, as_ticks(before)
    )


def count(connection: sqlite3.Connection, profile_id: int) -> int:
    """Count the cards of a profile."""
    return _number(connection, "SELECT count(*) FROM cards WHERE profile_id = ?", profile_id)


def count_reviews(connection: sqlite3.Connection, profile_id: int, since: datetime) -> int:
    """Count the reviews of a profile from a moment on."""
    return _number(
        connection, "SELECT count(*) FROM reviews WHERE profile_id = ? AND at >= ?", profile_id, as_ticks(since)
    )


def moments(connection: sqlite3.Connection, profile_id: int) -> dict[str, datetime]:
    """Read when each card of a profile falls due, by key, longest due first."""
    rows = connection.execute("SELECT key, due FROM cards WHERE profile_id = ? ORDER BY due, key", (profile_id,))
    try:
        return {key: from_ticks(ticks) for key, ticks in rows}
    except (TypeError, OverflowError) as error:
        raise DamagedError from error


def add(connection: sqlite3.Connection, profile_id: int, card: Card) -> None:
    """Add a card, unless there is one with its key."""
    connection.execute(
        f"INSERT OR IGNORE INTO cards (profile_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (profile_id, *_encoded(card)),
    )


def record(connection: sqlite3.Connection, review: Review) -> bool:
    """Write what a review made of its card, and the review; False, and nothing, if the card is not as it was before.

    A card that is not in the file, as after damage, is added.
    """
    stored = read(connection, review.profile_id, review.before.key)
    if stored == review.after and _last_of_key(connection, review) == review:
        return True  # the disk kept an attempt that it reported as failed
    if stored is not None and stored != review.before:
        return False
    _put(connection, review.profile_id, review.after)
    connection.execute(
        "INSERT INTO reviews (profile_id, key, at, rating, certainty, card_before, card_after) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            review.profile_id,
            review.before.key,
            as_ticks(review.at),
            review.rating,
            review.certainty,
            _as_text(review.before),
            _as_text(review.after),
        ),
    )
    return True


def undo(connection: sqlite3.Connection, review: Review) -> bool:
    """Take a review back; False, and nothing, if it is not the last of its card or was taken back already."""
    stored = read(connection, review.profile_id, review.before.key)
    if stored != review.after or _last_of_key(connection, review) != review:
        return False
    try:
        _put(connection, review.profile_id, review.before)
    except sqlite3.IntegrityError:  # a flipped byte in the log: what it says was no card
        return False
    connection.execute(
        "DELETE FROM reviews WHERE id = (SELECT max(id) FROM reviews WHERE profile_id = ? AND key = ?)",
        (review.profile_id, review.before.key),
    )
    return True


def last_reviews(connection: sqlite3.Connection, profile_id: int, most: int) -> tuple[Review, ...]:
    """Read at most so many of the last reviews of a profile, newest first, up to one that makes no sense."""
    # By the row's number, since a clock may have jumped: neither index would help.
    return _reviews(connection, "reviews NOT INDEXED WHERE profile_id = ?", (profile_id,), most)


def _last_of_key(connection: sqlite3.Connection, review: Review) -> Review | None:
    where = "reviews WHERE profile_id = ? AND key = ?"
    found = _reviews(connection, where, (review.profile_id, review.before.key), 1)
    return found[0] if found else None


def _reviews(connection: sqlite3.Connection, where: str, values: Sequence[object], most: int) -> tuple[Review, ...]:
    rows = connection.execute(
        f"SELECT profile_id, card_before, card_after, rating, certainty, at FROM {where} ORDER BY id DESC LIMIT ?",  # noqa: S608
        (*values, most),
    )
    found = []
    for profile_id, before, after, rating, certainty, at in rows:
        try:
            found.append(Review(profile_id, _from_text(before), _from_text(after), rating, certainty, from_ticks(at)))
        except (ValueError, TypeError, OverflowError):
            break
    return tuple(found)


def _put(connection: sqlite3.Connection, profile_id: int, card: Card) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO cards (profile_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (profile_id, *_encoded(card)),
    )


def _number(connection: sqlite3.Connection, query: str, *values: int) -> int:
    found: int = connection.execute(query, values).fetchone()[0]
    return found


def _as_text(card: Card) -> str:
    return json.dumps(_encoded(card))


def _from_text(text: str) -> Card:
    return _card(*json.loads(text))


def _encoded(card: Card) -> tuple[object, ...]:
    return (
        card.key,
        card.topic,
        as_ticks(card.due),
        card.reviews,
        card.state,
        card.step,
        card.stability,
        card.difficulty,
        None if card.last_review is None else as_ticks(card.last_review),
    )


def _decoded(row: Sequence[Any]) -> Card:
    try:
        return _card(*row)
    except (TypeError, ValueError, OverflowError) as error:
        raise DamagedError from error


def _can_be_scheduled(state: str, step: int | None, stability: float | None, difficulty: float | None) -> bool:
    """Whether a memory makes sense; after a flipped byte it may not, and the card is then learned anew."""
    if (step is None) != (state == "review") or (step is not None and not 0 <= step <= MOST_STEPS):
        return False
    if stability is None or difficulty is None:
        return stability is difficulty and state == "learning"
    return 0 < stability <= MOST_DAYS and 0 < difficulty <= MOST_DIFFICULT


def _card(key: Any, topic: Any, due_at: Any, *rest: Any) -> Card:
    reviews, state, step, stability, difficulty, last_review = rest
    last = None if last_review is None else from_ticks(last_review)
    if not _can_be_scheduled(state, step, stability, difficulty):
        state, step, stability, difficulty = "learning", 0, None, None
    return Card(key, topic, from_ticks(due_at), reviews, state, step, stability, difficulty, last)
