"""A journal in memory for tests: entries in one order, for any number of followers, and trouble on request."""

from __future__ import annotations

import asyncio

from isoquest.classroom.journal.keeping import Entry, Follower


class MemoryJournal:
    """The journal of one room. `fail` and `mend` make it behave as a disk that is full, and as one with space again."""

    def __init__(self, entries: list[Entry] | None = None) -> None:
        self.entries = [] if entries is None else entries
        self.trouble = ""
        self.closed = False
        self._followers: list[Follower] = []
        self._waiting: list[Entry] = []
        self._unkept: list[str] = []

    async def open(self, follower: Follower) -> None:
        """Give all there is, then what comes."""
        if self.entries:
            follower.take(tuple(self.entries), kept=True)
        self._followers.append(follower)

    def append(self, entry: Entry) -> None:
        """Add an entry, and give it to all soon."""
        if self.closed:
            return
        self._waiting.append(entry)
        if len(self._waiting) == 1:
            asyncio.get_running_loop().call_soon(self._deliver)

    def fail(self, sentence: str) -> None:
        """From now on nothing is kept."""
        self.trouble = sentence
        for follower in self._followers:
            follower.trouble_changed()

    def mend(self) -> None:
        """All is kept at last."""
        self.trouble = ""
        uids, self._unkept = self._unkept, []
        for follower in self._followers:
            follower.kept_at_last(uids)
            follower.trouble_changed()

    async def close(self) -> None:
        """Give what was added, and take no more."""
        self._deliver()
        self.closed = True

    def _deliver(self) -> None:
        entries, self._waiting = self._waiting, []
        self.entries += entries
        if self.trouble:
            self._unkept += [entry.uid for entry in entries]
        for follower in self._followers if entries else ():
            follower.take(entries, kept=not self.trouble)
