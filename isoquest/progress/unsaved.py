"""What was changed and is not on disk yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from isoquest.progress import contents, plays, profiles
from isoquest.progress.saved import Conflict, Kind, SavedPlay
from isoquest.progress.unsaved_cards import Change, UnsavedCards


@dataclass(frozen=True, slots=True)
class UnsavedPlay:
    """A play as it should be on disk."""

    play: SavedPlay
    seen: tuple[int, ...]
    """The revisions that the file may have without anybody else having written: the one that was read, and our own
    attempts since then. Empty for a play that was begun here."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of everything when it was written."""

    plays: Mapping[int, SavedPlay | Conflict]
    """By the ids that the plays had here."""
    refused: frozenset[Change]
    """Changes to cards that did not fit any more."""


@dataclass(slots=True)
class Unsaved:
    """Changes that lie over the file until a write takes them all."""

    plays: dict[int, UnsavedPlay] = field(default_factory=dict)
    settings: dict[tuple[int, str], str] = field(default_factory=dict)
    """Values by profile and key."""
    profile: int | None = None
    """The profile to start with next time."""
    contents: dict[str, str] = field(default_factory=dict)
    """Texts by their hash."""
    cards: UnsavedCards = field(default_factory=UnsavedCards)
    _begun: int = 0
    _numbered: dict[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is missing on disk."""
        return bool(self.plays or self.settings or self.profile is not None or self.contents or self.cards)

    def next_id(self) -> int:
        """Give an id for a play that the file has not numbered yet."""
        self._begun += 1
        return -self._begun

    def current_id(self, number: int) -> int:
        """Give the id that a play has by now, whose id was once `number`."""
        return self._numbered.get(number, number)

    def store_into(self, connection: sqlite3.Connection) -> Outcomes:
        """Write everything into the file, changing nothing here."""
        for (profile_id, key), value in self.settings.items():
            profiles.keep_setting(connection, profile_id, key, value)
        if self.profile is not None:
            profiles.remember_used(connection, self.profile)
        for content_hash, text in self.contents.items():
            contents.keep(connection, content_hash, text)
        stored = {number: plays.put(connection, each.play, each.seen) for number, each in self.plays.items()}
        return Outcomes(stored, self.cards.store_into(connection))

    def settle(self, outcomes: Outcomes) -> None:
        """Forget what `store_into` has written, now that it is committed; plays in conflict stay."""
        self.settings.clear()
        self.profile = None
        self.contents.clear()
        self.cards.changes.clear()
        for number, outcome in outcomes.plays.items():
            if isinstance(outcome, SavedPlay):
                del self.plays[number]
                if outcome.id != number:
                    self._numbered[number] = outcome.id

    def laid_over(self, stored: Iterable[SavedPlay], profile_id: int, kind: Kind) -> tuple[SavedPlay, ...]:
        """Give the plays of a profile, or its attempts, as they should be, newest first."""
        found = {each.id: each for each in stored}
        ours = (each.play for each in self.plays.values())
        found.update((each.id, each) for each in ours if (each.profile_id, each.kind) == (profile_id, kind))
        return tuple(sorted(found.values(), key=lambda each: (each.changed, each.id < 0, abs(each.id)), reverse=True))
