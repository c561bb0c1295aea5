"""What every journal promises: entries in one order, kept before anyone is told that they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, as one line of JSON."""

    uid: str
    """Unique to each append, so that a server knows its own entries again."""
    text: str


class Follower(Protocol):
    """Whoever is told what stands in a journal. Called in the event loop, and never while it is being called."""

    def take(self, entries: Sequence[Entry], *, kept: bool) -> None:
        """Take what happened next, in the order in which it stands in the journal.

        `kept` says that it is safe from a crash. If not, the journal is in trouble and `kept_at_last` comes later.
        """

    def kept_at_last(self, uids: Sequence[str]) -> None:
        """What was taken before it was kept has been kept by now."""

    def trouble_changed(self) -> None:
        """The journal's `trouble` is another one than before."""


class Journal(Protocol):
    """Entries in one order."""

    @property
    def trouble(self) -> str:
        """Why entries are not being kept, as a sentence for the teacher; empty while all is well."""

    async def open(self, follower: Follower) -> None:
        """Give the follower all that stands in the journal, then, as it comes, what is added to it by anyone."""

    def append(self, entry: Entry) -> None:
        """Add an entry behind all others; the follower is given it once it is kept. Never waits."""

    async def close(self) -> None:
        """Keep what was appended, as far as that can be done, and let go of the journal."""
