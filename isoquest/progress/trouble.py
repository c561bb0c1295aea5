"""What can go wrong with the progress file, told apart and put into words."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


class DamagedError(Exception):
    """The file opens, but what it holds cannot be a progress file that is whole."""


class NewerError(Exception):
    """The file has a version that this program does not know."""

    def __init__(self, found: int, known: int) -> None:
        """Keep the version `found` in the file and the highest one `known` here."""
        super().__init__(f"version {found} is newer than {known}")
        self.found = found
        self.known = known


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the progress file could not be used just now."""

    kind: Literal["damaged", "newer", "unavailable"]
    reason: str
    """A clause for the player, without a full stop."""


EXPECTED = (sqlite3.DatabaseError, OSError, UnicodeDecodeError, DamagedError, NewerError)
"""The exceptions that `explain` takes. SQLite's own message can quote damage that is no UTF-8, which Python raises."""

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "{path} can be read but not written",
    sqlite3.SQLITE_PERM: "you have no permission to use {path}",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened",
    sqlite3.SQLITE_BUSY: "another program is using {path}",
    sqlite3.SQLITE_LOCKED: "another program is using {path}",
    sqlite3.SQLITE_IOERR: "the disk reported an error at {path}",
}


def explain(error: Exception, path: Path) -> Trouble:
    """Say what `error`, met while using the file at `path`, means; raise it again if it is a mistake of our own."""
    if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
        raise error
    if isinstance(error, (DamagedError, UnicodeDecodeError)):
        return Trouble("damaged", f"{path} is damaged")
    if isinstance(error, NewerError):
        return Trouble(
            "newer",
            f"{path} was written by a newer IsoQuest (the file has version {error.found}, this program knows versions "
            f"up to {error.known}); install the newer IsoQuest, or point ISOQUEST_HOME at another folder",
        )
    if isinstance(error, PermissionError):
        return Trouble("unavailable", f"you have no permission to write {path}")
    if isinstance(error, OSError):
        return Trouble("unavailable", f"{path} cannot be used ({error.strerror or error})")
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    primary = extended & 0xFF  # the low byte is the kind of error; what stands above it tells kinds of that kind apart
    if primary in _DAMAGE or extended == sqlite3.SQLITE_IOERR_SHORT_READ:
        return Trouble("damaged", f"{path} is damaged")
    return Trouble(
        "unavailable", _REASONS.get(primary, "{path} cannot be used ({error})").format(path=path, error=error)
    )
