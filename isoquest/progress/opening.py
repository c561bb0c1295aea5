"""Opening the progress file: is it whole, is it ours, can it be written; and what is done when it is damaged."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from isoquest.progress import profiles
from isoquest.progress.migrations import EXPECTED_COLUMNS, migrate, refuse_newer, version_of
from isoquest.progress.transactions import connect, transaction
from isoquest.progress.trouble import EXPECTED, DamagedError, explain


def open_file(path: Path, patience: float, known: Mapping[int, str]) -> sqlite3.Connection:
    """Open the file at `path`, making it if it is missing, and prove that it can be read and written.

    A file without profiles gets those in `known` (id to name), or else a first one. Raises `DamagedError`,
    `NewerError`, `OSError` or what SQLite raises.
    """
    if path.exists() and not os.access(path, os.W_OK):
        # Asked first, since SQLite would leave a log behind that is as read-only as the file, even when that changes.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    size = _settled_size(path)
    connection = connect(path, patience)
    try:
        # The version comes first: a newer file may hold what this SQLite takes for damage.
        refuse_newer(connection)
        _check(connection, size)
        # In WAL mode NORMAL does not wait for the disk at a commit, so that a power cut takes back decisions whose
        # consequences the player has already seen. FULL waits; a decision now and then can afford the milliseconds.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # on macOS a plain fsync stops at the drive's own cache
        _prefer_write_ahead_log(connection)
        _bring_up_to_date(connection)
        with transaction(connection, "IMMEDIATE"):
            profiles.begin_with(connection, known)
            # Always writes a page, which an update to the same value would not, so a full or read-only disk shows now.
            connection.execute(f"PRAGMA user_version = {version_of(connection)}")
    except BaseException:
        connection.close()
        raise
    return connection


def open_or_replace(
    path: Path,
    now: datetime,
    patience: float,
    known: Mapping[int, str],
    tell: Callable[[str], None],
) -> sqlite3.Connection:
    """Do as `open_file`, but set a damaged file aside and begin a fresh one.

    As soon as a file has been set aside, `tell` is called with its new name. Raises as `open_file` does;
    `DamagedError` then means that the damaged file could not be set aside.
    """
    try:
        return open_file(path, patience, known)
    except EXPECTED as error:
        if explain(error, path).kind != "damaged":
            raise
    with _only_one_program(path, patience):
        # The second look is on a new connection and with the lock held: another program may have begun a fresh file.
        try:
            return open_file(path, patience, known)
        except EXPECTED as error:
            if explain(error, path).kind != "damaged":
                raise
        try:
            tell(set_aside(path, now))
        except OSError as error:
            raise DamagedError from error
        return open_file(path, patience, known)


def set_aside(path: Path, now: datetime) -> str:
    """Rename the file and its companions, never over another file, and give the new name of the file."""
    stem = f"{path.stem}.damaged-{now:%Y%m%dT%H%M%SZ}"
    target = path.with_name(f"{stem}{path.suffix}")
    count = 1
    while any(target.with_name(target.name + suffix).exists() for suffix in ("", "-wal", "-shm")):
        count += 1
        target = path.with_name(f"{stem}-{count}{path.suffix}")
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(target.with_name(target.name + suffix))
    return target.name


def copy_in_memory(path: Path, patience: float, known: Mapping[int, str]) -> sqlite3.Connection | None:
    """Read the file at `path` into memory without changing it; None if it cannot be read."""
    # Without a log nobody has the file open, and a plain reader would make one. With a log in a folder that cannot be
    # written, a plain reader may be kept out; then what the log holds is missed.
    ways = ("mode=ro", "immutable=1") if os.path.exists(f"{path}-wal") else ("immutable=1",)  # noqa: PTH110 (never raises)
    for way in ways:
        memory = connect(":memory:", patience)
        try:
            with contextlib.closing(connect(f"{path.as_uri()}?{way}", patience, uri=True)) as source:
                # The lock is taken before the copy begins, because backup() waits for a locked source for ever.
                source.execute("BEGIN")
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
                source.backup(memory)
            return _usable(memory, known)
        except EXPECTED:
            memory.close()
    return None


def empty_in_memory(known: Mapping[int, str]) -> sqlite3.Connection:
    """Begin an empty progress file in memory, with the profiles in `known`."""
    return _usable(connect(":memory:", 0), known)


def _usable(memory: sqlite3.Connection, known: Mapping[int, str]) -> sqlite3.Connection:
    refuse_newer(memory)
    _check(memory, 0)
    _bring_up_to_date(memory)
    with transaction(memory, "IMMEDIATE"):
        profiles.begin_with(memory, known)
    return memory


def _settled_size(path: Path) -> int:
    """Give the size of the file in bytes; 0 if there is none, or a log that says what the file should be."""
    if any(path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-journal")):
        return 0
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return 0
    return 0 if size == 1 else size  # on some file systems SQLite itself puts one byte into an empty file


def _check(connection: sqlite3.Connection, size: int) -> None:
    """Raise `DamagedError`, or what SQLite raises, unless the file is whole and either ours or empty."""
    if size % connection.execute("PRAGMA page_size").fetchone()[0]:
        raise DamagedError  # SQLite would read a page that was cut off as if it ended in zeros
    if version_of(connection) < 0:
        raise DamagedError
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise DamagedError
    with transaction(connection, "DEFERRED"):  # both as of one moment, since another program may be making its tables
        if version_of(connection) == 0 and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise DamagedError  # some other program's database


def _prefer_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side, where the disk can do it; nothing depends on it."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # another program is just doing the same
            raise


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    try:
        migrate(connection)
        for table, columns in EXPECTED_COLUMNS.items():
            connection.execute(f"SELECT {columns} FROM {table} LIMIT 0")  # noqa: S608 (both are constants of ours)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # a table or column that is missing, or there too soon
            raise DamagedError from error
        raise


@contextlib.contextmanager
def _only_one_program(path: Path, patience: float) -> Iterator[None]:
    """Hold a lock beside the damaged file at `path`; an SQLite lock works everywhere and ends with the process.

    Raises `DamagedError` if it cannot be had.
    """
    try:
        lock = connect(path.with_suffix(".lock"), patience)
    except sqlite3.OperationalError as error:
        raise DamagedError from error
    with contextlib.closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise DamagedError from error
        yield
