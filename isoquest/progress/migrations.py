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
    (
        "ALTER TABLE plays ADD COLUMN kind TEXT NOT NULL DEFAULT 'play' CHECK (kind IN ('play', 'attempt'))",
        "ALTER TABLE plays ADD COLUMN terms TEXT NOT NULL DEFAULT '' CHECK (typeof(terms) = 'text')",
        """
        CREATE TABLE contents (
            content_hash TEXT NOT NULL PRIMARY KEY CHECK (typeof(content_hash) = 'text'),
            text TEXT NOT NULL CHECK (typeof(text) = 'text')
        )
        """,
        """
        CREATE TABLE cards (
            profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            key TEXT NOT NULL CHECK (typeof(key) = 'text'),
            topic TEXT NOT NULL CHECK (typeof(topic) = 'text'),
            due INTEGER NOT NULL CHECK (typeof(due) = 'integer' AND due BETWEEN 0 AND 253402300799999999),
            reviews INTEGER NOT NULL CHECK (typeof(reviews) = 'integer' AND reviews >= 0),
            state TEXT NOT NULL CHECK (state IN ('learning', 'review', 'relearning')),
            step INTEGER CHECK (typeof(step) IN ('integer', 'null')),
            stability REAL CHECK (typeof(stability) IN ('real', 'null')),
            difficulty REAL CHECK (typeof(difficulty) IN ('real', 'null')),
            last_review INTEGER CHECK (
                last_review IS NULL OR typeof(last_review) = 'integer' AND last_review BETWEEN 0 AND 253402300799999999
            ),
            PRIMARY KEY (profile_id, key)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX cards_by_due ON cards (profile_id, due)",
        """
        CREATE TABLE reviews (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
            key TEXT NOT NULL CHECK (typeof(key) = 'text'),
            at INTEGER NOT NULL CHECK (typeof(at) = 'integer' AND at BETWEEN 0 AND 253402300799999999),
            rating TEXT NOT NULL CHECK (rating IN ('again', 'hard', 'good', 'easy')),
            certainty INTEGER CHECK (typeof(certainty) IN ('integer', 'null')),
            card_before TEXT NOT NULL CHECK (typeof(card_before) = 'text'),
            card_after TEXT NOT NULL CHECK (typeof(card_after) = 'text')
        )
        """,
        "CREATE INDEX reviews_by_card ON reviews (profile_id, key)",
        "CREATE INDEX reviews_by_moment ON reviews (profile_id, at)",
    ),
)

EXPECTED_COLUMNS = {
    "profiles": "id, name, folded",
    "settings": "profile_id, key, value",
    "remembered": "key, value",
    "plays": "id, profile_id, scenario, source, version, content_hash, seed, started, changed, revision, ending, "
    "summary, kind, terms",
    "decisions": "play_id, position, decision",
    "contents": "content_hash, text",
    "cards": "profile_id, key, topic, due, reviews, state, step, stability, difficulty, last_review",
    "reviews": "id, profile_id, key, at, rating, certainty, card_before, card_after",
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
