"""The texts of content as it was when something was begun on it, as rows of the progress file."""

from __future__ import annotations

import sqlite3


def keep(connection: sqlite3.Connection, content_hash: str, text: str) -> None:
    """Keep a text by its hash, if it is not kept yet."""
    connection.execute("INSERT OR IGNORE INTO contents (content_hash, text) VALUES (?, ?)", (content_hash, text))


def read(connection: sqlite3.Connection, content_hash: str) -> str | None:
    """Read a text by its hash; None if it was never kept."""
    row = connection.execute("SELECT text FROM contents WHERE content_hash = ?", (content_hash,)).fetchone()
    return None if row is None else str(row[0])
