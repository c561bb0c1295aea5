"""Plays as rows of the progress file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from isoquest.progress.moments import as_ticks, from_ticks
from isoquest.progress.saved import Conflict, Kind, SavedPlay
from isoquest.progress.trouble import DamagedError

_COLUMNS = (
    "profile_id, scenario, source, version, content_hash, seed, started, changed, revision, ending, summary, "
    "kind, terms"
)


def read(connection: sqlite3.Connection, number: int) -> SavedPlay | None:
    """Read one play; None if there is none with this id."""
    row = connection.execute(f"SELECT id, {_COLUMNS} FROM plays WHERE id = ?", (number,)).fetchone()  # noqa: S608
    return None if row is None else _decoded(connection, row)


def read_all(connection: sqlite3.Connection, profile_id: int, kind: Kind = "play") -> tuple[SavedPlay, ...]:
    """Read the plays of a profile, or its attempts, in no order."""
    rows = connection.execute(
        f"SELECT id, {_COLUMNS} FROM plays WHERE profile_id = ? AND kind = ?",  # noqa: S608
        (profile_id, kind),
    ).fetchall()
    return tuple(_decoded(connection, row) for row in rows)


def put(connection: sqlite3.Connection, play: SavedPlay, seen: Collection[int]) -> SavedPlay | Conflict:
    """Make the file hold `play`, if the file's revision of it is among those `seen`, or `play`'s own.

    A play that is not in the file, be it new or forgotten since, is added. The id can change by that.
    """
    theirs = _counterpart(connection, play, seen)
    if theirs is None:
        return _added(connection, play)
    if theirs.revision != play.revision and theirs.revision not in seen:
        return Conflict(theirs)
    stored = replace(play, id=theirs.id)
    places = ", ".join(f"{column.strip()} = ?" for column in _COLUMNS.split(","))
    connection.execute(f"UPDATE plays SET {places} WHERE id = ?", (*_encoded(stored), stored.id))  # noqa: S608
    kept = _shared(theirs.decisions, stored.decisions)
    connection.execute("DELETE FROM decisions WHERE play_id = ? AND position >= ?", (stored.id, kept))
    _append(connection, stored, kept)
    return stored


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Remove a play and its decisions, if it is there."""
    connection.execute("DELETE FROM plays WHERE id = ?", (number,))


def _counterpart(connection: sqlite3.Connection, play: SavedPlay, seen: Collection[int]) -> SavedPlay | None:
    """Find `play` as it stands in the file now."""
    if play.id > 0:
        theirs = read(connection, play.id)
        # In a file begun afresh after damage the number may have gone to a play that has nothing to do with this one.
        return theirs if theirs is not None and _origin(theirs) == _origin(play) else None
    # Not numbered as far as we know, yet the disk may have kept an attempt whose commit it reported as failed.
    for revision in (play.revision, *seen):
        row = connection.execute("SELECT id FROM plays WHERE revision = ?", (revision,)).fetchone()
        if row is not None:
            return read(connection, row[0])
    return None


def _origin(play: SavedPlay) -> tuple[object, ...]:
    return play.profile_id, play.kind, play.scenario, play.source, play.seed, play.started


def _added(connection: sqlite3.Connection, play: SavedPlay) -> SavedPlay:
    free = play.id > 0 and read(connection, play.id) is None
    marks = ", ".join("?" * (1 + len(_COLUMNS.split(","))))
    number = connection.execute(
        f"INSERT INTO plays (id, {_COLUMNS}) VALUES ({marks})",  # noqa: S608
        (play.id if free else None, *_encoded(play)),
    ).lastrowid
    stored = replace(play, id=number or play.id)
    _append(connection, stored, 0)
    return stored


def _shared(left: Sequence[str], right: Sequence[str]) -> int:
    """Count the decisions that both lists begin with."""
    count = 0
    for ours, theirs in zip(left, right, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def _append(connection: sqlite3.Connection, play: SavedPlay, start: int) -> None:
    rows = [(play.id, position, play.decisions[position]) for position in range(start, len(play.decisions))]
    connection.executemany("INSERT INTO decisions (play_id, position, decision) VALUES (?, ?, ?)", rows)


def _encoded(play: SavedPlay) -> tuple[object, ...]:
    return (
        play.profile_id,
        play.scenario,
        play.source,
        play.version,
        play.content_hash,
        str(play.seed),  # as text, since a seed may be too large for SQLite's whole numbers
        as_ticks(play.started),
        as_ticks(play.changed),
        play.revision,
        play.ending,
        play.summary,
        play.kind,
        play.terms,
    )


def _decoded(connection: sqlite3.Connection, row: Sequence[Any]) -> SavedPlay:
    number, profile_id, scenario, source, version, content_hash, seed, started, changed, revision, *rest = row
    ending, summary, kind, terms = rest
    decisions = connection.execute("SELECT decision FROM decisions WHERE play_id = ? ORDER BY position", (number,))
    try:
        return SavedPlay(
            id=number,
            profile_id=profile_id,
            scenario=scenario,
            source=source,
            version=version,
            content_hash=content_hash,
            seed=int(seed),
            decisions=tuple(decision for (decision,) in decisions),
            started=from_ticks(started),
            changed=from_ticks(changed),
            revision=revision,
            ending=ending,
            summary=summary,
            kind=kind,
            terms=terms,
        )
    except (TypeError, ValueError, OverflowError) as error:
        raise DamagedError from error
