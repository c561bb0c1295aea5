"""A lesson's entries in an SQLite file, each with a checksum over it and all before it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from isoquest.classroom.journal.holding import PATIENCE
from isoquest.classroom.journal.keeping import Entry
from isoquest.classroom.journal.refusing import ForeignError, StrayedError
from isoquest.progress.transactions import connect, transaction
from isoquest.progress.trouble import DamagedError, NewerError

APPLICATION = 0x49514C4A
"""What SQLite's `application_id` is in every lesson, in whatever format."""
FORMAT = 1
"""What SQLite's `user_version` is in the format described here."""
PAGE = 4096
"""Bytes in a page of the file."""
CHECK = 16
"""Bytes in a checksum."""
START = b""
"""What stands for the checksum before the first entry."""

# No such table, or no such format; no such length; and not to be written, though the system would let us.
_DAMAGE = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_READONLY}
_TABLE = (
    'CREATE TABLE entries (position INTEGER PRIMARY KEY, uid TEXT NOT NULL, text TEXT NOT NULL, "check" BLOB NOT NULL)'
)
# One statement for many rows: at each statement the thread lets others run, and waits for its turn again.
_ROWS_AT_ONCE = 200


def link(before: bytes, uid: str, text: str) -> bytes:
    """The checksum of an entry behind the one whose checksum is `before`."""
    name = uid.encode()
    summed = hashlib.blake2b(before, digest_size=CHECK)
    summed.update(len(name).to_bytes(8))
    summed.update(name)
    summed.update(text.encode())
    return summed.digest()


class LessonFile:
    """The file at `path`, open for adding entries.

    Not safe for threads: one at a time may use it. Methods raise what `isoquest.progress.trouble.EXPECTED` names, and
    `StrayedError`.
    """

    def __init__(self, path: Path, entries: int, check: bytes) -> None:
        """Take for granted that `entries` entries stand at `path`, the last with the checksum `check`."""
        self.path = path
        self._entries = entries
        self._check = check
        self._connection: sqlite3.Connection | None = None
        self._identities: Identities = (None, None)

    def append(self, entries: Sequence[Entry]) -> None:
        """Write `entries` behind all others, and wait until the disk has them.

        When this raises, the file may have them all the same; called again with the same entries, and perhaps more
        behind them, it does not write them twice.
        """
        checks = list(_chain(self._check, entries))
        connection = self._where_the_name_is()
        with transaction(connection, "IMMEDIATE"):
            done = self._written_already(connection, checks)
            rows = [
                (self._entries + number, entry.uid, entry.text, check)
                for number, (entry, check) in enumerate(zip(entries, checks, strict=True), start=1)
            ]
            _insert(connection, rows[done:])
        if self._identities != _identities(self.path):  # all this went into a file that nobody will find
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path))
        self._entries += len(entries)
        self._check = checks[-1] if checks else self._check

    def attach(self) -> sqlite3.Connection:
        """Open what is at the path now, unless it is open already."""
        if self._connection is None:
            self._connection = opened(self.path)
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # now the log is there, too
            self._identities = _identities(self.path)
        return self._connection

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _where_the_name_is(self) -> sqlite3.Connection:
        """Turn to the file that has the name now; if there is none, and ours can still be read, put a copy there."""
        if self._connection is not None and self._identities != _identities(self.path):
            if not self.path.exists():
                _copy(self._connection, spare(self.path))
            self.close()
        return self.attach()

    def _written_already(self, connection: sqlite3.Connection, checks: list[bytes]) -> int:
        """How many of the entries with these checksums an earlier attempt has left in the file."""
        last = connection.execute('SELECT position, "check" FROM entries ORDER BY position DESC LIMIT 1').fetchone()
        position, check = last or (0, START)
        known = [self._check, *checks]
        ahead: int = position - self._entries
        if not 0 <= ahead < len(known) or known[ahead] != check:
            raise StrayedError
        return ahead


def make(path: Path) -> LessonFile:
    """Begin an empty file, readable by its owner alone. Raises `FileExistsError`, and as `LessonFile` does."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        return _attached(LessonFile(path, 0, START))
    except BaseException:
        remove(path)
        raise


def read(path: Path) -> tuple[LessonFile, list[Entry]]:
    """Open the file and give all its entries.

    Raises as `LessonFile` does, `ForeignError`, and `DamagedError` unless all is whole.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    try:
        with contextlib.closing(opened(path)) as connection:
            entries, check = _whole(connection)
            # A process that was killed may have left entries in the log for which the disk was never waited.
            with contextlib.suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) in _DAMAGE:
            raise DamagedError from error
        raise
    return _attached(LessonFile(path, len(entries), check)), entries


def opened(path: Path) -> sqlite3.Connection:
    """A connection to the lesson at `path`, or to its spare, which then gets the name.

    An empty file is made a lesson without entries. Raises `FileNotFoundError`, and as `recognise` does.
    """
    if not path.exists() and spare(path).exists():
        # The log of a file that is gone would be taken for this one's.
        path.with_name(f"{path.name}-wal").unlink(missing_ok=True)
        spare(path).rename(path)
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    connection = connect(f"{path.as_uri()}?mode=rw", PATIENCE, uri=True)
    try:
        _recognise(connection)
        connection.execute("PRAGMA synchronous = FULL")  # a commit waits for the disk, in WAL mode, too
        connection.execute("PRAGMA fullfsync = ON")  # on macOS a plain fsync stops at the drive's own cache
    except BaseException:
        connection.close()
        raise
    return connection


def recognise(connection: sqlite3.Connection) -> bool:
    """Whether the file is laid out as a lesson; False for an empty one. Raises what says that it is no lesson of ours.

    That is `ForeignError`, `NewerError`, `DamagedError` or what SQLite raises.
    """
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        return False
    if application != APPLICATION:
        raise ForeignError
    if version > FORMAT:
        raise NewerError(version, FORMAT)
    if version != FORMAT:
        raise DamagedError
    return True


def spare(path: Path) -> Path:
    """Where a file that is to stand at `path` is made ready."""
    return path.with_name(f"{path.name}.mending")


def remove(path: Path) -> None:
    """Delete a file of our own making with what SQLite puts beside it; nothing happens if it is not there."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


Identities = tuple[tuple[int, int] | None, tuple[int, int] | None]
"""Device and inode of the file and of its write-ahead log; None for what is not there."""


def _attached(file: LessonFile) -> LessonFile:
    try:
        file.attach()
    except BaseException:
        file.close()
        raise
    return file


def _identities(path: Path) -> Identities:
    return _identity(path), _identity(path.with_name(f"{path.name}-wal"))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _recognise(connection: sqlite3.Connection) -> None:
    if recognise(connection):
        return
    connection.execute(f"PRAGMA page_size = {PAGE}")
    connection.execute("PRAGMA journal_mode = WAL")  # where the disk cannot do it, nothing depends on it
    with transaction(connection, "IMMEDIATE"):
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute(_TABLE)


def _whole(connection: sqlite3.Connection) -> tuple[list[Entry], bytes]:
    """All entries, and the checksum of the last one."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise DamagedError
    # Taken back, but a file of which SQLite believes that it must not be written shows here.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("ROLLBACK")
    return _all_entries(connection)


def _all_entries(connection: sqlite3.Connection) -> tuple[list[Entry], bytes]:
    entries: list[Entry] = []
    before = START
    rows = connection.execute('SELECT position, uid, text, "check" FROM entries ORDER BY position')
    for position, uid, text, check in rows:
        if not isinstance(uid, str) or not isinstance(text, str) or position != len(entries) + 1:
            raise DamagedError
        before = link(before, uid, text)
        if before != check:
            raise DamagedError
        entries.append(Entry(uid, text))
    return entries, before


def _chain(before: bytes, entries: Iterable[Entry]) -> Iterator[bytes]:
    for entry in entries:
        before = link(before, entry.uid, entry.text)
        yield before


def _insert(connection: sqlite3.Connection, rows: Sequence[tuple[int, str, str, bytes]]) -> None:
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[first : first + _ROWS_AT_ONCE]
        marks = ", ".join(["(?, ?, ?, ?)"] * len(some))
        connection.execute(f"INSERT INTO entries VALUES {marks}", [value for row in some for value in row])  # noqa: S608 (question marks alone)


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    remove(target)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with contextlib.closing(connect(target, PATIENCE)) as copy:
            copy.execute("PRAGMA synchronous = FULL")
            connection.backup(copy)
    except BaseException:
        remove(target)
        raise
