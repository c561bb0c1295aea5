"""A lesson whose file is damaged goes on from its last whole entry; the damaged file is set aside, never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from isoquest.classroom.journal.lesson_file import make, remove, spare
from isoquest.classroom.journal.refusing import RefusedError
from isoquest.classroom.journal.salvage import salvage
from isoquest.content.safe_text import safe_text
from isoquest.progress.opening import set_aside


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a damaged lesson."""

    entries: int
    """How many entries could be recovered, from the first one on."""
    set_aside: str
    """The name that the damaged file has now, in the same folder."""
    sentence: str
    """The same, for the teacher."""


def mend(path: Path, now: datetime) -> Mended:
    """Put a fresh file with all that can be recovered in the place of the damaged one at `path`.

    The caller holds the lesson. `now` goes into the new name of the damaged file. Raises `RefusedError`, with the file
    left as it is, if not one entry can be recovered, and as `LessonFile` does.
    """
    entries = salvage(path)
    if not entries:
        raise RefusedError(f"{path} is damaged so badly that nothing in it can be recovered; it was left as it is.")
    remove(spare(path))
    fresh = make(spare(path))
    try:
        fresh.append(entries)
    finally:
        fresh.close()
    name = set_aside(path, now.astimezone(UTC))
    # Should the program be ended just here, whoever opens the lesson next finds the spare and does the same.
    spare(path).rename(path)
    recovered = "its first entry" if len(entries) == 1 else f"its first {len(entries):,} entries"
    sentence = (
        f"{path} was damaged: the lesson goes on from what could be recovered, {recovered}, and the damaged file was "
        f"set aside as {name}."
    )
    return Mended(len(entries), name, safe_text(sentence))
