"""The cards of the store: what is in the file, with what is not saved yet laid over it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from sqlite3 import Connection

from isoquest.progress import cards
from isoquest.progress.cards import Review
from isoquest.progress.disk import Disk
from isoquest.progress.saved import CardConflict, CardNotSaved, CardSaved, CardsNotSaved
from isoquest.progress.trouble import Trouble
from isoquest.progress.unsaved import Outcomes
from isoquest.progress.unsaved_cards import Added, Undone, UnsavedCards
from isoquest.quiz.review import Card


class Deck:
    """Works under the store's lock; `write` is the store's way to write all that is not saved yet."""

    def __init__(
        self,
        disk: Disk,
        lock: threading.RLock,
        unsaved: UnsavedCards,
        write: Callable[[], Outcomes | Trouble],
    ) -> None:
        self._disk = disk
        self._lock = lock
        self._unsaved = unsaved
        self._write = write

    def add(self, profile_id: int, wanted: Iterable[Card]) -> int | CardsNotSaved:
        """Add the cards whose key is not there yet."""
        with self._lock:
            new = self.put_by(profile_id, wanted)
            outcomes = self._write() if new else None
            return CardsNotSaved(new, outcomes.reason) if isinstance(outcomes, Trouble) else new

    def put_by(self, profile_id: int, wanted: Iterable[Card]) -> int:
        """Note the cards whose key is not there yet for the next write, and count them."""
        by_key = {card.key: card for card in map(cards.as_stored, wanted)}
        with self._lock:
            over = self._unsaved.over(profile_id)

            def missing(connection: Connection) -> list[Card]:
                asked = (card for key, card in by_key.items() if key not in over)
                return [card for card in asked if cards.read(connection, profile_id, card.key) is None]

            new = self._disk.read(missing) if by_key else []
            self._unsaved.changes.extend(Added(profile_id, card) for card in new)
            return len(new)

    def record(self, review: Review) -> CardSaved | CardNotSaved | CardConflict:
        """Keep a review, unless its card is not as it was before."""
        review = replace(
            review,
            before=cards.as_stored(review.before),
            after=cards.as_stored(review.after),
            at=review.at.astimezone(UTC),
        )
        with self._lock:
            stored = self.card(review.profile_id, review.before.key)
            if stored is not None and stored != review.before:
                return CardConflict(stored)
            self._unsaved.changes.append(review)
            outcomes = self._write()
            if isinstance(outcomes, Trouble):
                return CardNotSaved(review.after, outcomes.reason)
            if review in outcomes.refused:  # another program was quicker by a moment
                return CardConflict(self.card(review.profile_id, review.before.key) or review.before)
            return CardSaved(review.after)

    def undo(self, profile_id: int) -> Card | None:
        """Take the last review of a profile back."""
        with self._lock:
            more, less = self._unsaved.standing(profile_id)
            stored = self._disk.read(lambda connection: cards.last_reviews(connection, profile_id, 1 + len(less)))
            last = more[-1] if more else next((each for each in stored if each not in less), None)
            if last is None:
                return None
            change = Undone(last)
            self._unsaved.changes.append(change)
            outcomes = self._write()
            if isinstance(outcomes, Outcomes) and change in outcomes.refused:
                return None
            return last.before

    def card(self, profile_id: int, key: str) -> Card | None:
        """Read one card."""
        with self._lock:
            over = self._unsaved.over(profile_id)
            return over.get(key) or self._disk.read(lambda connection: cards.read(connection, profile_id, key))

    def due(self, profile_id: int, before: datetime, cap: int) -> tuple[Card, ...]:
        """Read the cards that fall due before a moment, longest due first, at most `cap`."""
        cap = max(0, cap)
        with self._lock:
            over = self._unsaved.over(profile_id)
            stored = self._disk.read(lambda connection: cards.due(connection, profile_id, before, cap + len(over)))
        found = [card for card in stored if card.key not in over]
        found += [card for card in over.values() if card.due < before]
        return tuple(sorted(found, key=lambda card: (card.due, card.key))[:cap])

    def count_due(self, profile_id: int, before: datetime) -> int:
        """Count the cards that fall due before a moment."""
        with self._lock:
            over = self._unsaved.over(profile_id)

            def count(connection: Connection) -> int:
                hidden = (cards.read(connection, profile_id, key) for key in over)
                beneath = sum(card is not None and card.due < before for card in hidden)
                return cards.count_due(connection, profile_id, before) - beneath

            return self._disk.read(count) + sum(card.due < before for card in over.values())

    def count(self, profile_id: int) -> int:
        """Count the cards of a profile."""
        with self._lock:
            over = self._unsaved.over(profile_id)

            def count(connection: Connection) -> int:
                beneath = sum(cards.read(connection, profile_id, key) is not None for key in over)
                return cards.count(connection, profile_id) - beneath

            return self._disk.read(count) + len(over)

    def moments(self, profile_id: int) -> tuple[datetime, ...]:
        """Read when each card falls due, longest due first."""
        with self._lock:
            over = self._unsaved.over(profile_id)
            stored = self._disk.read(lambda connection: cards.moments(connection, profile_id))
        if not over:
            return tuple(stored.values())
        return tuple(sorted((stored | {key: card.due for key, card in over.items()}).values()))

    def reviews_since(self, profile_id: int, moment: datetime) -> int:
        """Count the reviews of a profile from a moment on."""
        with self._lock:
            stored = self._disk.read(lambda connection: cards.count_reviews(connection, profile_id, moment))
            return stored + self._unsaved.count_since(profile_id, moment)
