"""One program at a time holds a lesson."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from isoquest.classroom.journal.refusing import RefusedError, reason
from isoquest.progress.transactions import connect

PATIENCE = 0.5
"""Seconds to wait for a lock: somebody who only asks whether a lesson is in use holds it for an instant."""


class Hold:
    """The right to write a lesson, for as long as it is not released and the process lives.

    It is SQLite's lock on an empty file beside the lesson: every system has it, and a killed process leaves it free.
    The empty file stays, since whoever removed it could remove one that another program is just locking.
    """

    def __init__(self, path: Path) -> None:
        """Take the right to the lesson at `path`. Raises `RefusedError`."""
        try:
            self._lock = connect(_beside(path), PATIENCE)
        except sqlite3.DatabaseError as error:
            raise RefusedError(f"{reason(error, _beside(path))}.") from None
        try:
            self._lock.execute("PRAGMA journal_mode = MEMORY")  # or there would be an empty journal beside it, too
            self._lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            self._lock.close()
            if _taken(error):
                raise RefusedError(f"{path} is in use: another IsoQuest holds this lesson just now.") from None
            raise RefusedError(f"{reason(error, _beside(path))}.") from None

    def release(self) -> None:
        """Let others have the lesson. Nothing happens the second time."""
        self._lock.close()


def in_use(path: Path) -> bool:
    """Whether a program holds the lesson at `path`."""
    if not _beside(path).is_file():
        return False
    try:
        lock = connect(_beside(path), 0)
    except sqlite3.DatabaseError:  # it may not be read, so that nobody of ours can have locked it
        return False
    try:
        lock.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        return _taken(error)
    finally:
        lock.close()
    return False


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _taken(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
