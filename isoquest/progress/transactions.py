"""Connections to SQLite, and what happens wholly or not at all."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Literal


def connect(database: Path | str, patience: float, *, uri: bool = False) -> sqlite3.Connection:
    """Open `database`, waiting at most `patience` seconds for another program's lock each time one is met.

    Nothing is read yet, so a file that is damaged or not there shows only later.
    """
    connection = sqlite3.connect(
        database,
        timeout=patience,
        isolation_level=None,  # autocommit: transactions begin and end where we say so
        check_same_thread=False,  # calls come from worker threads; the store's own lock lets in one at a time
        uri=uri,
    )
    # A flipped byte in a text must not make a whole list unreadable: whoever replays it says where it stops to fit.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, mode: Literal["DEFERRED", "IMMEDIATE"]) -> Iterator[None]:
    """Commit what the block did, or take all of it back if the block or the commit raises."""
    connection.execute(f"BEGIN {mode}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has already rolled back by itself after some errors, a full disk among them.
        with contextlib.suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise


def storable(text: str) -> str:
    """Give `text` as it can be stored: half characters (from odd file names) become U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
