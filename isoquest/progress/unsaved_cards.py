"""What was changed about cards and is not on disk yet."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from isoquest.progress import cards
from isoquest.progress.cards import Review
from isoquest.quiz.review import Card


@dataclass(frozen=True, slots=True)
class Added:
    """A card that was not there yet."""

    profile_id: int
    card: Card


@dataclass(frozen=True, slots=True)
class Undone:
    """A review was taken back."""

    review: Review


Change: TypeAlias = Added | Review | Undone


@dataclass(slots=True)
class UnsavedCards:
    """Changes in the order in which they were made; a write makes them all in the file."""

    changes: list[Change] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything is missing on disk."""
        return bool(self.changes)

    def store_into(self, connection: sqlite3.Connection) -> frozenset[Change]:
        """Write everything into the file, changing nothing here; gives what did not fit any more and was left out."""
        refused: set[Change] = set()
        for change in self.changes:
            match change:
                case Added(profile_id, card):
                    cards.add(connection, profile_id, card)
                case Undone(review):
                    if not cards.undo(connection, review):
                        refused.add(change)
                case _:
                    if not cards.record(connection, change):
                        refused.add(change)
        return frozenset(refused)

    def over(self, profile_id: int) -> dict[str, Card]:
        """Give the cards of a profile that are not as the file has them, by key."""
        found: dict[str, Card] = {}
        for change in self.changes:
            match change:
                case Added(owner, card) if owner == profile_id:
                    found.setdefault(card.key, card)
                case Undone(review) if review.profile_id == profile_id:
                    found[review.before.key] = review.before
                case Review() if change.profile_id == profile_id:
                    found[change.before.key] = change.after
        return found

    def standing(self, profile_id: int) -> tuple[list[Review], list[Review]]:
        """Give the reviews of a profile that are to be added to the file's, and those to be taken from them."""
        more: list[Review] = []
        less: list[Review] = []
        for change in self.changes:
            match change:
                case Undone(review) if review.profile_id == profile_id:
                    if review in more:
                        more.remove(review)
                    else:
                        less.append(review)
                case Review() if change.profile_id == profile_id:
                    more.append(change)
        return more, less

    def count_since(self, profile_id: int, moment: datetime) -> int:
        """Give by how many the reviews of a profile from a moment on differ from those in the file."""
        more, less = self.standing(profile_id)
        return sum(each.at >= moment for each in more) - sum(each.at >= moment for each in less)
