"""What was changed and is not on disk yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from isoquest.progress import plays, profiles
from isoquest.progress.saved import Conflict, SavedPlay


@dataclass(frozen=True, slots=True)
class UnsavedPlay:
    """A play as it should be on disk."""

    play: SavedPlay
    seen: tuple[int, ...]
    """The revisions that the file may have without anybody else having written: the one that was read, and our own
    attempts since then. Empty for a play that was begun here."""


@dataclass(slots=True)
class Unsaved:
    """Changes that lie over the file until a write takes them all."""

    plays: dict[int, UnsavedPlay] = field(default_factory=dict)
    settings: dict[tuple[int, str], str] = field(default_factory=dict)
    """Values by profile and key."""
    profile: int | None = None
    """The profile to start with next time."""
    _begun: int = 0
    _numbered: dict[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is missing on disk."""
        return bool(self.plays or self.settings or self.profile is not None)

    def next_id(self) -> int:
        """Give an id for a play that the file has not numbered yet."""
        self._begun += 1
        return -self._begun

    def current_id(self, number: int) -> int:
        """Give the id that a play has by now, whose id was once `number`."""
        return self._numbered.get(number, number)

    def store_into(self, connection: sqlite3.Connection) -> Mapping[int, SavedPlay | Conflict]:
        """Write everything into the file, changing nothing here; gives what became of each play, by its id here."""
        for (profile_id, key), value in self.settings.items():
            profiles.keep_setting(connection, profile_id, key, value)
        if self.profile is not None:
            profiles.remember_used(connection, self.profile)
        return {number: plays.put(connection, each.play, each.seen) for number, each in self.plays.items()}

    def settle(self, outcomes: Mapping[int, SavedPlay | Conflict]) -> None:
        """Forget what `store_into` has written, now that it is committed; plays in conflict stay."""
        self.settings.clear()
        self.profile = None
        for number, outcome in outcomes.items():
            if isinstance(outcome, SavedPlay):
                del self.plays[number]
                if outcome.id != number:
                    self._numbered[number] = outcome.id

    def laid_over(self, stored: Iterable[SavedPlay], profile_id: int) -> tuple[SavedPlay, ...]:
        """Give the plays of a profile as they should be, newest first."""
        found = {each.id: each for each in stored}
        found.update((number, each.play) for number, each in self.plays.items() if each.play.profile_id == profile_id)
        return tuple(sorted(found.values(), key=lambda each: (each.changed, each.id < 0, abs(each.id)), reverse=True))
