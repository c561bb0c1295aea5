"""The shape of the progress file, as a numbered list of steps under SQLite's `user_version`.

A step that has been released is never edited: a change of shape is a new step at the end of the list.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from isoquest.progress.transactions import transaction
from isoquest.progress.trouble import NewerError

# Not STRICT: a library before SQLite 3.37 takes a file with a strict table for a corrupt one, and two Pythons on one
# machine may well bring different libraries. The checks say the same in words that every version knows, and
# quick_check tests them, so that a row that passes can also be decoded.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE profiles (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL CHECK (typeof(name) = 'text'),
            folded TEXT NOT NULL UNIQUE CHECK (typeof(folded) = 'text')
        )
        """,
        """
        CREATE TABLE settings (
            profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            key TEXT NOT NULL CHECK (typeof(key) = 'text'),
            value TEXT NOT NULL CHECK (typeof(value) = 'text'),
            PRIMARY KEY (profile_id, key)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE remembered (
            key TEXT NOT NULL PRIMARY KEY CHECK (typeof(key) = 'text'),
            value TEXT NOT NULL CHECK (typeof(value) = 'text')
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE plays (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            scenario TEXT NOT NULL CHECK (typeof(scenario) = 'text'),
            source TEXT NOT NULL CHECK (typeof(source) = 'text'),
            version TEXT NOT NULL CHECK (typeof(version) = 'text'),
            content_hash TEXT NOT NULL CHECK (typeof(content_hash) = 'text'),
            seed TEXT NOT NULL CHECK (
                typeof(seed) = 'text' AND ltrim(seed, '-') <> '' AND ltrim(seed, '-') NOT GLOB '*[^0-9]*'
            ),
            started INTEGER NOT NULL CHECK (typeof(started) = 'integer' AND started BETWEEN 0 AND 253402300799999999),
            changed INTEGER NOT NULL CHECK (typeof(changed) = 'integer' AND changed BETWEEN 0 AND 253402300799999999),
            revision INTEGER NOT NULL CHECK (typeof(revision) = 'integer'),
            ending TEXT CHECK (typeof(ending) IN ('text', 'null')),
            summary TEXT NOT NULL CHECK (typeof(summary) = 'text')
        )
        """,
        "CREATE INDEX plays_by_profile ON plays (profile_id, changed)",
        """
        CREATE TABLE decisions (
            play_id INTEGER NOT NULL REFERENCES plays (id) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (typeof(position) = 'integer' AND position >= 0),
            decision TEXT NOT NULL CHECK (typeof(decision) = 'text'),
            PRIMARY KEY (play_id, position)
        ) WITHOUT ROWID
        """,
    ),
)

EXPECTED_COLUMNS = {
    "profiles": "id, name, folded",
    "settings": "profile_id, key, value",
    "remembered": "key, value",
    "plays": "id, profile_id, scenario, source, version, content_hash, seed, started, changed, revision, ending, "
    "summary",
    "decisions": "play_id, position, decision",
}
"""What a file must have after the last step; without it the file is not ours, whatever its version says."""


def version_of(connection: sqlite3.Connection) -> int:
    """Read the number of steps that the file has been through."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def refuse_newer(connection: sqlite3.Connection, known: int = len(MIGRATIONS)) -> None:
    """Raise `NewerError` if the file has been through more steps than are known here."""
    found = version_of(connection)
    if found > known:
        raise NewerError(found, known)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Take the file through the steps it still lacks, each wholly or not at all.

    Raises `NewerError` for a file that is ahead of `migrations`, and whatever SQLite raises when a step fails; the file
    then stands as the last step that succeeded left it.
    """
    refuse_newer(connection, len(migrations))
    for number, statements in enumerate(migrations, start=1):
        if version_of(connection) >= number:
            continue
        with transaction(connection, "IMMEDIATE"):
            if version_of(connection) >= number:  # another program took this step while we waited for the lock
                continue
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
