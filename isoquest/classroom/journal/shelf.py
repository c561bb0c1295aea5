"""The lessons in a folder, for the teacher to choose from."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from isoquest.classroom.journal.holding import in_use
from isoquest.classroom.journal.lesson_file import recognise
from isoquest.classroom.journal.refusing import ForeignError, RefusedError, reason
from isoquest.progress.transactions import connect
from isoquest.progress.trouble import EXPECTED

SUFFIX = ".sqlite"
"""How the name of a lesson's file ends."""


@dataclass(frozen=True, slots=True)
class KeptLesson:
    """A lesson's file, as far as a glance shows it; damage in its middle shows only when it is opened."""

    path: Path
    first: str
    """The text of the first entry; empty if there is none."""
    last: str
    """The text of the last entry; empty if there is none."""
    entries: int
    modified: datetime
    """When something was last written, in UTC."""
    in_use: bool
    """Whether a program holds the lesson just now."""
    unreadable: str
    """Why the file cannot be read, as a sentence; empty if it can. Then nothing is known of its entries."""


def file_name(day: date, code: str) -> str:
    """The name of the file for the lesson with the room code `code`, begun on `day`."""
    return f"{day.isoformat()}-{code}{SUFFIX}"


def lessons(folder: Path) -> tuple[KeptLesson, ...]:
    """The lessons in `folder`, the one written to last first; none if the folder is not there.

    Damaged files that were set aside are left out. Nothing is changed. Raises `RefusedError` if the folder cannot be
    read.
    """
    found: list[KeptLesson] = []
    try:
        for path in folder.absolute().iterdir():
            if path.suffix == SUFFIX and ".damaged-" not in path.name and path.is_file():
                with contextlib.suppress(FileNotFoundError):  # gone since the folder was read
                    found.append(_glance(path))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise RefusedError(f"{reason(error, folder)}.") from None
    return tuple(sorted(found, key=lambda each: (each.modified, each.path), reverse=True))


def _glance(path: Path) -> KeptLesson:
    log = path.with_name(f"{path.name}-wal")
    modified = max(each.stat().st_mtime for each in (path, log) if each == path or each.exists())
    first = last = unreadable = ""
    entries = 0
    try:
        ends = _ends(path, logged=log.exists())
        if ends:
            entries, first, last = ends
    except (*EXPECTED, ForeignError) as error:
        unreadable = f"{reason(error, path)}."
    return KeptLesson(path, first, last, entries, datetime.fromtimestamp(modified, UTC), in_use(path), unreadable)


def _ends(path: Path, *, logged: bool) -> tuple[int, str, str] | None:
    """How many entries there are, and the texts of the first and the last one."""
    # Without a log nobody has the file open, and a plain reader would make one.
    way = "mode=ro" if logged else "immutable=1"
    with contextlib.closing(connect(f"{path.as_uri()}?{way}", 0, uri=True)) as connection:
        if not recognise(connection):
            return None
        first = connection.execute("SELECT text FROM entries ORDER BY position LIMIT 1").fetchone()
        last = connection.execute("SELECT position, text FROM entries ORDER BY position DESC LIMIT 1").fetchone()
    return (last[0], str(first[0]), str(last[1])) if first and last else None
