"""`isoquest lessons`: what was held on this machine, and the results of a lesson written once more."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from isoquest.classroom.journal.refusing import RefusedError
from isoquest.classroom.journal.shelf import KeptLesson
from isoquest.classroom.journal.shelf import lessons as kept_lessons
from isoquest.classroom.journal.sqlite_file import FileJournal
from isoquest.classroom.reports.writing import write_results
from isoquest.classroom.server.clock import ServerClock
from isoquest.classroom.server.live import LiveRoom
from isoquest.commands.desk import Complaint, complain
from isoquest.commands.lesson_journal import code_of, find_lesson, lessons_folder, opening
from isoquest.content.library import bundled_reference
from isoquest.content.safe_text import safe_line

KINDS = {"quiz": "live quiz", "vote": "story by vote", "plays": "many plays"}


def lessons(code: str | None, results: str | None, *, as_json: bool) -> int:
    """List the lessons, or write the results of one into a folder; returns the exit code."""
    try:
        if code is None:
            return _list(as_json=as_json)
        path = Path(code) if Path(code).is_file() else find_lesson(code).path
        asyncio.run(_write(path, Path(results or ".")))
    except RefusedError as error:
        complain(str(error))
        return 1
    except Complaint as complaint:
        complain(complaint.sentence)
        return complaint.code
    return 0


def _list(*, as_json: bool) -> int:
    found = kept_lessons(lessons_folder())
    if as_json:
        print(json.dumps([_told(lesson) for lesson in found], indent=2))
        return 0
    if not found:
        print("No lesson has been held on this machine. To hold one: isoquest host iso-basics")
    for lesson in found:
        told = _told(lesson)
        if lesson.unreadable:
            print(f"{told['code'] or '?':8}{safe_line(lesson.unreadable)}")
            continue
        state = "  (under way in another program)" if lesson.in_use else ""
        print(f"{told['code']:8}{lesson.modified.astimezone():%Y-%m-%d %H:%M}  {told['kind']}: {told['title']}{state}")
    if found:
        print("\nResults of one: isoquest lessons CODE --results FOLDER    Go on with one: isoquest host --resume CODE")
    return 0


def _told(lesson: KeptLesson) -> dict[str, object]:
    opened = opening(lesson)
    return {
        "code": code_of(lesson),
        "title": safe_line(opened.title) if opened else "",
        "kind": KINDS[opened.kind] if opened else "",
        "last_written": lesson.modified.isoformat(),
        "events": lesson.entries,
        "in_use": lesson.in_use,
        "unreadable": lesson.unreadable,
        "file": str(lesson.path),
    }


async def _write(path: Path, folder: Path) -> None:
    journal = FileJournal.reopen(path)
    live = await LiveRoom.resume(journal, bundled_reference()[0], ServerClock())
    if isinstance(live, str):
        await journal.close()
        raise Complaint(live.removesuffix("."))
    try:
        if journal.mended:
            print(journal.mended.sentence)
        written = write_results(live.room, live.standings, folder)
    finally:
        await live.close()
    if isinstance(written, str):
        raise Complaint(written.removesuffix("."))
    for file in written:
        print(file)
