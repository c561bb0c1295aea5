"""The results of a lesson written into a folder: all files or none, readable by their owner alone, over no other file.

Every text is first written beside its place, where a full disk shows; then all names are taken, and each file moves to
its own.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from isoquest.classroom.reports.csv_tables import questions_table, students_table
from isoquest.classroom.reports.html_page import html_page
from isoquest.classroom.reports.json_text import as_json
from isoquest.classroom.reports.practice import practice_bank
from isoquest.classroom.reports.telling import day
from isoquest.classroom.room.material import BANK_FILE
from isoquest.classroom.room.occasion import Occasion
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.quiz_results import QuizResults
from isoquest.classroom.room.results import results
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.standings import Standings
from isoquest.content.library import bundled_reference
from isoquest.content.reference import Reference
from isoquest.content.safe_text import safe_line

MOST_NUMBERED = 1_000
"""Results of one lesson in one folder."""


def write_results(
    room: Room, standings: Standings | None, folder: Path, reference: Reference | None = None
) -> tuple[Path, ...] | str:
    """Write the results of a lesson, and return the files written, or a sentence that says why there are none.

    They are `2026-11-23-KXM4TR-results.html`, `.csv` and `.json`, `-questions.csv` (of a story `-decisions.csv`), and
    of a quiz in which something was missed `-practice.yaml`; where one of these is there already, all have a number:
    `2026-11-23-KXM4TR-2-results.html`. The folder is made if need be. `reference`, by default the bundled one, tells
    the facts on which keys rest. Raises nothing for what a disk or a folder can do.
    """
    held, texts = _texts(room, standings, bundled_reference()[0] if reference is None else reference)
    stem = f"{day(held.opened_at)}-{re.sub('[^A-Za-z0-9]', '', held.code)[:20] or 'lesson'}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _written_beside(texts, folder) as parts:
            return _moved(parts, folder, stem)
    except (OSError, ValueError) as error:
        return f"The results could not be saved in `{safe_line(str(folder))}`: {_why(error)}. Name another folder."


def practice_text(room: Room, of: QuizResults, student: int | None = None) -> str | None:
    """A bank of what the class missed, or the student of that seat number; None where nothing was missed."""
    missed = of.missed if student is None else of.missed_by(student)
    if not missed or not isinstance(room.lesson, Quiz):
        return None
    return practice_bank(room.lesson.bank, room.opened.material.files[BANK_FILE], missed)


def _texts(room: Room, standings: Standings | None, reference: Reference) -> tuple[Occasion, dict[str, str]]:
    """The text of each file by the end of its name."""
    found = results(room, standings)
    texts = {
        "results.html": html_page(found, reference),
        "results.csv": students_table(found),
        "results.json": as_json(found),
        "questions.csv" if isinstance(found, QuizResults) else "decisions.csv": questions_table(found),
    }
    practice = practice_text(room, found) if isinstance(found, QuizResults) else None
    if practice is not None:
        texts["practice.yaml"] = practice
    return found.occasion, texts


@contextlib.contextmanager
def _written_beside(texts: Mapping[str, str], folder: Path) -> Iterator[dict[str, Path]]:
    """The texts in files of passing names; what has not been moved away at the end is removed."""
    parts: dict[str, Path] = {}
    try:
        for end, text in texts.items():
            descriptor, name = tempfile.mkstemp(dir=folder, prefix=".results-", suffix=".part")
            parts[end] = Path(name)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        yield parts
    finally:
        _remove(parts.values())


def _moved(parts: Mapping[str, Path], folder: Path, stem: str) -> tuple[Path, ...]:
    targets = _taken_names(list(parts), folder, stem)
    try:
        for end, target in targets.items():
            parts[end].replace(target)
    except OSError:
        _remove(targets.values())
        raise
    return tuple(targets.values())


def _taken_names(ends: list[str], folder: Path, stem: str) -> dict[str, Path]:
    """Empty files under the first set of names of which none was there."""
    for number in range(1, MOST_NUMBERED + 1):
        numbered = stem if number == 1 else f"{stem}-{number}"
        taken: dict[str, Path] = {}
        try:
            for end in ends:
                path = folder / f"{numbered}-{end}"
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                taken[end] = path
        except FileExistsError:
            _remove(taken.values())
            continue
        except OSError:
            _remove(taken.values())
            raise
        return taken
    raise OSError(errno.EMLINK, "it holds too many results of this lesson")


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "nothing can be written there",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.ENOTDIR: "this is no folder",
    errno.EEXIST: "this is no folder",
    errno.EMLINK: "it holds too many results of this lesson",
}


def _why(error: OSError | ValueError) -> str:
    """A reason as a part of a sentence."""
    if isinstance(error, ValueError):
        return "this is no name of a folder"
    return _REASONS.get(error.errno or 0) or safe_line(error.strerror or type(error).__name__).lower()
