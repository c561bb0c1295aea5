"""The store: what the front ends call to keep plays, profiles and settings."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from isoquest.progress import contents, plays, profiles
from isoquest.progress.cards import Review
from isoquest.progress.deck import Deck
from isoquest.progress.disk import Disk
from isoquest.progress.moments import EPOCH
from isoquest.progress.saved import (
    CardConflict,
    CardNotSaved,
    CardSaved,
    CardsNotSaved,
    Conflict,
    Kind,
    Notice,
    NotSaved,
    Profile,
    Refused,
    Saved,
    SavedPlay,
    new_revision,
)
from isoquest.progress.transactions import storable
from isoquest.progress.trouble import Trouble
from isoquest.progress.unsaved import Outcomes, Unsaved, UnsavedPlay
from isoquest.quiz.review import Card, Rating

__all__ = [
    "Conflict",
    "NotSaved",
    "Notice",
    "Opened",
    "Profile",
    "Refused",
    "Saved",
    "SavedPlay",
    "Store",
    "open_store",
]


@dataclass(frozen=True, slots=True)
class Opened:
    """The store is ready, on disk or, as a notice then says, in memory."""

    store: Store
    notices: tuple[Notice, ...]


def open_store(folder: Path, clock: Callable[[], datetime], *, patience: float = 5.0) -> Opened | Refused:
    """Open the progress file in `folder`, making both where they are missing.

    `clock` gives the present moment, aware of its time zone. `patience` is how many seconds to wait for a lock that
    another program holds. A damaged file is set aside under a name that a notice tells; where the file cannot be
    written, the store works in memory and a notice says so. Nothing is raised for what the disk may do.
    """
    disk = Disk(folder, clock, patience)
    trouble = disk.attach(patience)
    if trouble is not None and trouble.kind == "newer":
        return Refused(f"{trouble.reason}.")
    if trouble is not None:
        disk.fall_back(trouble)
    store = Store(disk, clock)
    return Opened(store, store.notices())


class Store:
    """Plays, attempts, cards, profiles and settings, safe to call from any thread.

    Reading never fails: what cannot be read is absent, and `notices` says why. What could not be written is kept in
    memory, read back like the rest, and written by the next call that writes anything. `ValueError` is raised for the
    id of a profile that there is not, since that is a mistake of the caller's.
    """

    def __init__(self, disk: Disk, clock: Callable[[], datetime]) -> None:
        """Work on a `disk` that is attached or has fallen back; `open_store` makes it."""
        self._disk = disk
        self._clock = clock
        self._lock = threading.RLock()
        self._unsaved = Unsaved()
        self._deck = Deck(disk, self._lock, self._unsaved.cards, self._write_unsaved)
        self._profile_id = disk.read(profiles.last_used)

    def close(self) -> str:
        """Try once more to write what is missing, let go of the file, and give why something is lost, if it is.

        A play that somebody else has written meanwhile is stored as a separate one beside theirs.
        """
        with self._lock:
            if self._unsaved and not isinstance(self._write_unsaved(), Trouble):
                for waiting in tuple(self._unsaved.plays.values()):
                    del self._unsaved.plays[waiting.play.id]
                    self._begun(replace(waiting.play, id=self._unsaved.next_id(), revision=new_revision()))
            self._disk.close()
            return self._disk.trouble.reason if self._unsaved and self._disk.trouble else ""

    def notices(self) -> tuple[Notice, ...]:
        """Give what the player should be told by now; it can change with every call to the store."""
        with self._lock:
            standing = tuple(self._disk.set_aside)
            if self._disk.trouble is not None:
                why = f"Progress is not being saved: {self._disk.trouble.reason}."
            elif self._unsaved:
                why = "Part of your progress is not saved yet."
            else:
                return standing
            return (*standing, Notice("not-saved", f"{why} You can play on; the next decision tries again to save."))

    def begin(  # noqa: PLR0913, PLR0917 (a play has that many parts)
        self,
        profile_id: int,
        scenario: str,
        source: str,
        version: str,
        content_hash: str,
        seed: int,
        decisions: Sequence[str] = (),
        *,
        ending: str | None = None,
        summary: str = "",
        kind: Kind = "play",
        terms: str = "",
    ) -> Saved | NotSaved:
        """Begin a play or an attempt, by default with nothing decided yet."""
        with self._lock:
            self._require(profile_id)
            now = self.now()
            play = SavedPlay(
                id=self._unsaved.next_id(),
                profile_id=profile_id,
                scenario=storable(scenario),
                source=storable(source),
                version=storable(version),
                content_hash=storable(content_hash),
                seed=seed,
                decisions=tuple(storable(each) for each in decisions),
                started=now,
                changed=now,
                revision=new_revision(),
                ending=None if ending is None else storable(ending),
                summary=storable(summary),
                kind=kind,
                terms=storable(terms),
            )
            return self._begun(play)

    def fork(
        self, saved: SavedPlay, decisions: Sequence[str], *, ending: str | None = None, summary: str = ""
    ) -> Saved | NotSaved:
        """Begin a separate play of the same content with the same seed; `saved` stays as it is."""
        return self.begin(
            saved.profile_id,
            saved.scenario,
            saved.source,
            saved.version,
            saved.content_hash,
            saved.seed,
            decisions,
            ending=ending,
            summary=summary,
            kind=saved.kind,
            terms=saved.terms,
        )

    def write(  # noqa: PLR0913 (a play has that many parts)
        self,
        saved: SavedPlay,
        decisions: Sequence[str],
        *,
        ending: str | None = None,
        summary: str = "",
        version: str | None = None,
        content_hash: str | None = None,
        cards: Iterable[Card] = (),
    ) -> Saved | NotSaved | Conflict:
        """Make the play hold exactly `decisions`, appending what is new and removing what was undone.

        `saved` is the play as this caller last had it from the store; if anybody has written it since, nothing of it is
        changed. `version` and `content_hash` stay as they are unless given. A play that was forgotten meanwhile is
        begun again, so that whoever still plays it loses nothing. `cards` are added as by `add_cards`, at the same
        moment, in a conflict too.
        """
        with self._lock:
            self._deck.put_by(saved.profile_id, cards)
            number = self._unsaved.current_id(saved.id)
            seen: tuple[int, ...] = (saved.revision,)
            waiting = self._unsaved.plays.get(number)
            if waiting is not None:
                if waiting.play.revision != saved.revision:
                    return Conflict(waiting.play)
                seen = (*waiting.seen, saved.revision)
            play = replace(
                saved,
                id=number,
                decisions=tuple(storable(each) for each in decisions),
                ending=None if ending is None else storable(ending),
                summary=storable(summary),
                version=saved.version if version is None else storable(version),
                content_hash=saved.content_hash if content_hash is None else storable(content_hash),
                changed=self.now(),
                revision=new_revision(),
            )
            return self._put(play, seen)

    def plays(self, profile_id: int, scenario: str | None = None, source: str | None = None) -> tuple[SavedPlay, ...]:
        """List the plays of a profile, newest first, where given only those of one scenario or one source."""
        return self._listed(profile_id, "play", scenario, source)

    def attempts(self, profile_id: int, bank: str | None = None, source: str | None = None) -> tuple[SavedPlay, ...]:
        """List the attempts of a profile, newest first, where given only those at one bank or of one source."""
        return self._listed(profile_id, "attempt", bank, source)

    def newest_under_way(self, profile_id: int) -> SavedPlay | None:
        """Give the play of a profile that was written last and has not reached an ending."""
        return next((each for each in self.plays(profile_id) if each.ending is None), None)

    def play(self, play_id: int) -> SavedPlay | None:
        """Give one play or attempt, also by the id it had before it was first saved; None if there is none."""
        with self._lock:
            number = self._unsaved.current_id(play_id)
            waiting = self._unsaved.plays.get(number)
            if waiting is not None:
                return waiting.play
            return self._disk.read(lambda connection: plays.read(connection, number))

    def forget(self, play_id: int) -> str | None:
        """Remove a play or attempt for good; where that cannot be done, give a sentence that says why."""
        with self._lock:
            number = self._unsaved.current_id(play_id)
            if number > 0:
                outcome = self._disk.write(lambda connection: plays.remove(connection, number))
                if isinstance(outcome, Trouble):
                    return f"The play could not be removed: {outcome.reason}."
            self._unsaved.plays.pop(number, None)
            return None

    def keep_content(self, content_hash: str, text: str) -> None:
        """Keep the text of content, so that what was begun on it can be finished on it when its file is edited."""
        with self._lock:
            if self.content(content_hash) is None:
                self._unsaved.contents[storable(content_hash)] = storable(text)
                self._write_unsaved()

    def content(self, content_hash: str) -> str | None:
        """Give a text that was kept; None if there is none of this hash."""
        with self._lock:
            stored = self._disk.read(lambda connection: contents.read(connection, storable(content_hash)))
            return self._unsaved.contents.get(storable(content_hash), stored)

    def add_cards(self, profile_id: int, cards: Iterable[Card]) -> int | CardsNotSaved:
        """Add the cards whose key is not there yet, leave the others as they are, and say how many were new."""
        self._require(profile_id)
        return self._deck.add(profile_id, cards)

    def card(self, profile_id: int, key: str) -> Card | None:
        """Give one card; None if there is none with this key."""
        return self._deck.card(profile_id, storable(key))

    def card_count(self, profile_id: int) -> int:
        """Count the cards of a profile."""
        return self._deck.count(profile_id)

    def due_cards(self, profile_id: int, before: datetime, cap: int) -> tuple[Card, ...]:
        """Give at most `cap` of the cards that fall due before a moment, longest due first, topics not interleaved."""
        return self._deck.due(profile_id, before, cap)

    def count_due(self, profile_id: int, before: datetime) -> int:
        """Count the cards that fall due before a moment."""
        return self._deck.count_due(profile_id, before)

    def due_moments(self, profile_id: int) -> tuple[datetime, ...]:
        """Give when each card of a profile falls due, in UTC, longest due first."""
        return self._deck.moments(profile_id)

    def record_review(  # noqa: PLR0913, PLR0917 (a review has that many parts)
        self, profile_id: int, before: Card, after: Card, rating: Rating, certainty: int | None, at: datetime
    ) -> CardSaved | CardNotSaved | CardConflict:
        """Keep what a review made of a card, and the review; nothing if the card is no longer what it was `before`."""
        self._require(profile_id)
        return self._deck.record(Review(profile_id, before, after, rating, certainty, at))

    def undo_last_review(self, profile_id: int) -> Card | None:
        """Take a profile's last review back, from the log too; gives the card as it is again, None if there is none."""
        return self._deck.undo(profile_id)

    def reviews_since(self, profile_id: int, moment: datetime) -> int:
        """Count the reviews of a profile from a moment on."""
        return self._deck.reviews_since(profile_id, moment)

    def now(self) -> datetime:
        """Give the present moment in UTC; a clock that shows a time before 1970 counts as standing there."""
        return max(self._clock().astimezone(UTC), EPOCH)

    def profiles(self) -> tuple[Profile, ...]:
        """List the profiles, oldest first; there is always at least one."""
        with self._lock:
            return self._disk.read(profiles.everyone)

    def current_profile(self) -> Profile:
        """Give the profile in use: the one chosen here, else the one last chosen on this machine."""
        everyone = self.profiles()
        return next((each for each in everyone if each.id == self._profile_id), everyone[0])

    def use_profile(self, profile_id: int) -> Profile:
        """Turn to another profile, and start with it next time."""
        with self._lock:
            profile = self._require(profile_id)
            self._profile_id = self._unsaved.profile = profile_id
            self._write_unsaved()
            return profile

    def add_profile(self, name: str) -> Profile | str:
        """Add a profile, without turning to it; or give a sentence that says why not."""
        return self._name_profile(name, profiles.add)

    def rename_profile(self, profile_id: int, name: str) -> Profile | str:
        """Give a profile another name; or a sentence that says why not."""
        with self._lock:
            self._require(profile_id)
            return self._name_profile(name, lambda connection, wanted: profiles.rename(connection, profile_id, wanted))

    def setting(self, profile_id: int, key: str, default: str) -> str:
        """Read a setting of a profile, `default` if it was never set."""
        with self._lock:
            waiting = self._unsaved.settings.get((profile_id, storable(key)))
            if waiting is not None:
                return waiting
            stored = self._disk.read(lambda connection: profiles.setting(connection, profile_id, storable(key)))
            return default if stored is None else stored

    def set_setting(self, profile_id: int, key: str, value: str) -> None:
        """Change a setting of a profile; it holds from now on, even where it cannot be saved yet."""
        with self._lock:
            self._require(profile_id)
            self._unsaved.settings[profile_id, storable(key)] = storable(value)
            self._write_unsaved()

    def _require(self, profile_id: int) -> Profile:
        for profile in self.profiles():
            if profile.id == profile_id:
                return profile
        raise ValueError(f"there is no profile {profile_id}")

    def _name_profile(self, name: str, work: Callable[[Connection, str], Profile | None]) -> Profile | str:
        wanted = profiles.clean_name(name)
        fault = profiles.fault_in(wanted)
        if fault:
            return fault
        with self._lock:
            outcome = self._disk.write(lambda connection: work(connection, wanted))
            if isinstance(outcome, Trouble):
                return f"The name could not be saved: {outcome.reason}."
            if outcome is None:
                return f"There is a profile named {wanted} already."
            self._disk.learn_profiles()
            return outcome

    def _listed(self, profile_id: int, kind: Kind, content: str | None, source: str | None) -> tuple[SavedPlay, ...]:
        with self._lock:
            stored = self._disk.read(lambda connection: plays.read_all(connection, profile_id, kind))
            return tuple(
                each
                for each in self._unsaved.laid_over(stored, profile_id, kind)
                if (content is None or each.scenario == storable(content))
                and (source is None or each.source == storable(source))
            )

    def _begun(self, play: SavedPlay) -> Saved | NotSaved:
        outcome = self._put(play, ())
        if isinstance(outcome, Conflict):  # cannot be: nobody else knows the mark of a play that begins
            return NotSaved(play, "it has been changed elsewhere")
        return outcome

    def _put(self, play: SavedPlay, seen: tuple[int, ...]) -> Saved | NotSaved | Conflict:
        self._unsaved.plays[play.id] = UnsavedPlay(play, seen)
        outcomes = self._write_unsaved()
        if isinstance(outcomes, Trouble):
            return NotSaved(play, outcomes.reason)
        outcome = outcomes.plays[play.id]
        if isinstance(outcome, Conflict):
            del self._unsaved.plays[play.id]  # theirs counts from now on; the caller still has its own list
            return outcome
        return Saved(outcome)

    def _write_unsaved(self) -> Outcomes | Trouble:
        outcomes = self._disk.write(self._unsaved.store_into)
        if not isinstance(outcomes, Trouble):
            self._unsaved.settle(outcomes)
        return outcomes
