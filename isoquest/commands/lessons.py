"""`isoquest lessons`: what was held on this machine, and the results of a lesson written once more."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from isoquest.classroom.journal.refusing import RefusedError
from isoquest.classroom.journal.shelf import KeptLesson
from isoquest.classroom.journal.shelf import lessons as kept_lessons
from isoquest.classroom.reports.telling import KINDS
from isoquest.classroom.reports.writing import write_results
from isoquest.classroom.server.clock import ServerClock
from isoquest.classroom.server.live import LiveRoom
from isoquest.commands.desk import Complaint, complain
from isoquest.commands.lesson_journal import code_of, kept_journal, lessons_folder, opening
from isoquest.content.library import bundled_reference
from isoquest.content.safe_text import safe_line


def lessons(code: str | None, results: str | None, journal: str | None, *, as_json: bool) -> int:
    """List the lessons, or write the results of one into a folder; returns the exit code.

    `journal` is the file or the Redis server that keeps it, where that is not the folder of lessons.
    """
    try:
        if code is None and journal is None:
            return _list(as_json=as_json)
        if journal is None and code is not None and Path(code).is_file():
            journal = code
        asyncio.run(_write(journal, code or "", Path(results or ".")))
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
        state = "  (open in another program)" if lesson.in_use else ""
        print(f"{told['code']:8}{lesson.modified.astimezone():%Y-%m-%d %H:%M}  {told['kind']}: {told['title']}{state}")
    if found:
        print("\nResults of one: isoquest lessons CODE --results FOLDER\nGo on with one: isoquest host --resume CODE")
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


async def _write(journal: str | None, code: str, folder: Path) -> None:
    kept = await kept_journal(journal, code)
    live = await LiveRoom.resume(kept.journal, bundled_reference()[0], ServerClock())
    if isinstance(live, str):
        raise Complaint(live.removesuffix("."))
    try:
        for note in kept.notes:
            print(note)
        written = write_results(live.room, live.standings, folder)
    finally:
        await live.close()
    if isinstance(written, str):
        raise Complaint(written.removesuffix("."))
    for file in written:
        print(file)
