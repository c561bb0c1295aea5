"""Profiles, their settings and which profile is in use, as rows of the progress file."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Mapping

from isoquest.progress.saved import Profile

FIRST_NAME = "Player"
LONGEST_NAME = 40
"""In characters, as Unicode counts them."""

_UNSEEN = {"Cc", "Cs", "Cn", "Zl", "Zp"}
# Marks that turn the direction of the text after them, and characters without width: two names must not look alike.
_MISLEADING = set("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


def clean_name(text: str) -> str:
    """Give `text` without what cannot be seen or turns the text around, and with single spaces."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(
        each for each in spaced if unicodedata.category(each) not in _UNSEEN and each not in _MISLEADING
    ).strip()


def fault_in(name: str) -> str:
    """Say in a sentence what is wrong with a cleaned `name`; "" if nothing is."""
    if not any(unicodedata.category(each)[0] in "LNPS" for each in name):
        return "A name needs at least one character that can be seen."
    if len(name) > LONGEST_NAME:
        return f"A name has at most {LONGEST_NAME} characters; this one has {len(name)}."
    return ""


def begin_with(connection: sqlite3.Connection, known: Mapping[int, str]) -> None:
    """Make sure that there is a profile, and that the `known` ones (id to name) are there if their place is free."""
    for number, name in known.items():
        connection.execute(
            "INSERT OR IGNORE INTO profiles (id, name, folded) VALUES (?, ?, ?)", (number, name, _folded(name))
        )
    if not connection.execute("SELECT 1 FROM profiles").fetchone():
        add(connection, FIRST_NAME)


def everyone(connection: sqlite3.Connection) -> tuple[Profile, ...]:
    """List the profiles, oldest first."""
    return tuple(Profile(*row) for row in connection.execute("SELECT id, name FROM profiles ORDER BY id"))


def add(connection: sqlite3.Connection, name: str) -> Profile | None:
    """Add a profile; None if the name is taken."""
    if _taken(connection, name, besides=0):
        return None
    number = connection.execute("INSERT INTO profiles (name, folded) VALUES (?, ?)", (name, _folded(name))).lastrowid
    return Profile(number or 0, name)


def rename(connection: sqlite3.Connection, number: int, name: str) -> Profile | None:
    """Rename a profile that exists; None if another one has the name."""
    if _taken(connection, name, besides=number):
        return None
    connection.execute("UPDATE profiles SET name = ?, folded = ? WHERE id = ?", (name, _folded(name), number))
    return Profile(number, name)


def last_used(connection: sqlite3.Connection) -> int:
    """Give the id of the profile that was last in use, or of the oldest one."""
    row = (
        connection.execute(
            "SELECT p.id FROM profiles AS p JOIN remembered AS r ON r.key = 'profile' AND r.value = CAST(p.id AS TEXT)"
        ).fetchone()
        or connection.execute("SELECT min(id) FROM profiles").fetchone()
    )
    number: int = row[0]
    return number


def remember_used(connection: sqlite3.Connection, number: int) -> None:
    """Keep the id of the profile in use for the next start."""
    connection.execute("INSERT OR REPLACE INTO remembered (key, value) VALUES ('profile', ?)", (str(number),))


def setting(connection: sqlite3.Connection, number: int, key: str) -> str | None:
    """Read a setting of a profile; None if it was never set."""
    row = connection.execute("SELECT value FROM settings WHERE profile_id = ? AND key = ?", (number, key)).fetchone()
    return None if row is None else str(row[0])


def keep_setting(connection: sqlite3.Connection, number: int, key: str, value: str) -> None:
    """Write a setting of a profile."""
    connection.execute(
        "INSERT OR REPLACE INTO settings (profile_id, key, value) VALUES (?, ?, ?)", (number, key, value)
    )


def _taken(connection: sqlite3.Connection, name: str, besides: int) -> bool:
    row = connection.execute("SELECT 1 FROM profiles WHERE folded = ? AND id <> ?", (_folded(name), besides)).fetchone()
    return row is not None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
