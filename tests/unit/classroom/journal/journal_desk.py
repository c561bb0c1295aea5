"""Someone who follows a journal and writes down what is told, and short ways to say what the tests do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from isoquest.classroom.journal.keeping import Entry, Journal
from isoquest.classroom.journal.sqlite_file import FileJournal


class Listener:
    """A follower that keeps all it is told, and checks that what it is told can be true."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.kept: set[str] = set()
        self.batches: list[tuple[int, bool]] = []
        self.changes = 0
        self._changed = asyncio.Event()

    def take(self, entries: Sequence[Entry], *, kept: bool) -> None:
        """Note entries."""
        assert entries
        self.entries += entries
        self.batches.append((len(entries), kept))
        if kept:
            assert self.all_kept_before(len(self.entries) - len(entries)), "what is kept stands behind what is not"
            self.kept.update(each.uid for each in entries)
        self._changed.set()

    def kept_at_last(self, uids: Sequence[str]) -> None:
        """Note that entries are kept."""
        waiting = [each.uid for each in self.entries if each.uid not in self.kept]
        assert list(uids) == waiting[: len(uids)], "in order, and each once"
        self.kept.update(uids)
        self._changed.set()

    def trouble_changed(self) -> None:
        """Note that there is something else to say."""
        self.changes += 1
        self._changed.set()

    def all_kept_before(self, position: int) -> bool:
        """Whether all entries before that position are kept."""
        return all(each.uid in self.kept for each in self.entries[:position])

    def texts(self) -> list[str]:
        """The texts of all entries."""
        return [each.text for each in self.entries]

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until the condition holds; it is looked at whenever something is told."""
        async with asyncio.timeout(60):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    async def until_kept(self, count: int) -> None:
        """Wait until that many entries are kept."""
        await self.until(lambda: len(self.kept) >= count)


def entry(number: int, text: str = "") -> Entry:
    """An entry of which the number is known again."""
    return Entry(f"u{number}", text or f'{{"answer": {number}}}')


def add(journal: Journal, numbers: Iterable[int]) -> list[Entry]:
    """Append entries of these numbers."""
    added = [entry(number) for number in numbers]
    for each in added:
        journal.append(each)
    return added


async def filled(path: Path, count: int) -> None:
    """Leave a lesson with that many entries."""
    journal = FileJournal.begin(path)
    await journal.open(Listener())
    add(journal, range(count))
    await journal.close()


async def read_back(path: Path) -> Listener:
    """All that stands in the lesson."""
    listener = Listener()
    journal = FileJournal.reopen(path)
    await journal.open(listener)
    await journal.close()
    return listener
