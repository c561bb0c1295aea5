"""A folder with real progress files, and short ways to say what the tests do with it."""

from __future__ import annotations

import itertools
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from isoquest.progress.store import NotSaved, Opened, Saved, SavedPlay, Store, open_store


class Shelf:
    """Opens stores in one folder and closes them after the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "progress.sqlite"
        self.opened: list[Store] = []
        self._seconds = itertools.count()

    def clock(self) -> datetime:
        """Tell the time."""
        return datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC) + timedelta(seconds=next(self._seconds))

    def open_with_notices(self) -> Opened:
        """Open a store that does not wait for locks."""
        opened = open_store(self.folder, self.clock, patience=0)
        assert isinstance(opened, Opened), opened
        self.opened.append(opened.store)
        return opened

    def open(self) -> Store:
        """Open a store of which nothing is to be told."""
        opened = self.open_with_notices()
        assert opened.notices == ()
        return opened.store

    def close(self) -> None:
        """Close every store."""
        for store in self.opened:
            store.close()
        self.opened.clear()

    def filled(self, plays: int = 1) -> None:
        """Leave a closed file with some plays of thirty decisions each."""
        store = self.open()
        for number in range(plays):
            begin(store, decisions=[f"node{number}.choice{position}" for position in range(30)])
        self.close()

    def raw(self) -> sqlite3.Connection:
        """Open the file past the store."""
        return sqlite3.connect(self.file, isolation_level=None, timeout=0)

    def set_aside(self) -> list[Path]:
        """List the damaged files that were set aside."""
        return sorted(self.folder.glob("progress.damaged-*.sqlite"))


def begin(store: Store, scenario: str = "harbour", seed: int = 7, decisions: list[str] | None = None) -> SavedPlay:
    """Begin a play of the current profile and take for granted that it is saved."""
    outcome = store.begin(store.current_profile().id, scenario, "", "1.0", "hash", seed, decisions or ())
    assert isinstance(outcome, Saved), outcome
    return outcome.play


def fill_disk(store: Store) -> None:
    """Let the file grow no further, which SQLite reports as a full disk; the one place that looks inside."""
    store._disk._connection.execute("PRAGMA max_page_count = 1")


def free_disk(store: Store) -> None:
    """Undo `fill_disk`."""
    store._disk._connection.execute("PRAGMA max_page_count = 1000000")


def break_file(shelf: Shelf) -> sqlite3.Connection:
    """Overwrite every page but the first while stores have the file open, and the log is empty."""
    connection = shelf.raw()
    connection.execute("CREATE TABLE IF NOT EXISTS spoil (x)")  # makes every connection forget the pages it knows
    assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    size = shelf.file.stat().st_size
    with shelf.file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    return connection


def unsaved(outcome: object) -> NotSaved:
    """Take for granted that a write was not saved."""
    assert isinstance(outcome, NotSaved), outcome
    return outcome


def saved(outcome: object) -> SavedPlay:
    """Take for granted that a write was saved."""
    assert isinstance(outcome, Saved), outcome
    return outcome.play
