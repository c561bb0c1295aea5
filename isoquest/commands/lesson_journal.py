"""Where a lesson is kept: a new file, one that was begun, or a room on a Redis server."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from isoquest.classroom.door.codes import LENGTH, new_code, read_code
from isoquest.classroom.journal.keeping import Journal
from isoquest.classroom.journal.refusing import RefusedError
from isoquest.classroom.journal.shelf import KeptLesson, file_name, lessons
from isoquest.classroom.journal.sqlite_file import FileJournal
from isoquest.classroom.room.events import Opened, from_text
from isoquest.commands.desk import Complaint
from isoquest.progress.location import data_folder

REDIS = ("redis://", "rediss://", "unix://")
"""How the address of a Redis server begins."""
ATTEMPTS = 20
"""New codes that are tried on a server where many rooms are open."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A journal, ready to be opened, and the code of its room."""

    journal: Journal
    code: str
    notes: tuple[str, ...] = ()
    """Sentences for the teacher, such as that a damaged file was mended."""


def lessons_folder() -> Path:
    """The folder in which the lessons of this user are kept."""
    return data_folder(os.environ) / "lessons"


def on_redis(address: str | None) -> bool:
    """Whether a journal's address is that of a Redis server."""
    return address is not None and address.startswith(REDIS)


async def new_journal(address: str | None) -> Kept:
    """The journal of a new lesson: in the folder of lessons, or in the file or on the server named.

    Raises `Complaint`.
    """
    try:
        if address is not None and on_redis(address):
            return await _claimed(address)
        code = new_code(secrets.token_bytes)
        return Kept(FileJournal.begin(_file(address) or lessons_folder() / file_name(_today(), code)), code)
    except RefusedError as error:
        raise Complaint(str(error).removesuffix(".")) from None


async def kept_journal(address: str | None, wanted: str) -> Kept:
    """The journal of a lesson that was begun: that of a room code, or where none is wanted the newest.

    Raises `Complaint`.
    """
    try:
        if address is not None and on_redis(address):
            return await _found_on_redis(address, wanted)
        journal = FileJournal.reopen(_file(address) or find_lesson(wanted).path)
    except RefusedError as error:
        raise Complaint(str(error).removesuffix(".")) from None
    return Kept(journal, "", (journal.mended.sentence,) if journal.mended else ())


def find_lesson(wanted: str) -> KeptLesson:
    """The newest lesson of a room code; empty: the newest that no program holds. Raises `Complaint`."""
    try:
        kept = lessons(lessons_folder())
    except RefusedError as error:
        raise Complaint(str(error).removesuffix(".")) from None
    if wanted:
        code = read_code(wanted)
        found = next((lesson for lesson in kept if code is not None and code_of(lesson) == code), None)
    else:
        found = next((lesson for lesson in kept if not lesson.in_use and not lesson.unreadable), None)
    if found is not None:
        return found
    if not wanted:
        raise Complaint("no lesson is kept here; isoquest host PATH begins one", 2)
    codes = ", ".join(filter(None, map(code_of, kept[:8])))
    raise Complaint(f"there is no lesson `{wanted}`" + (f"; the newest are: {codes}" if codes else ""), 2)


def opening(lesson: KeptLesson) -> Opened | None:
    """How a lesson was opened; None where its file does not tell."""
    first = from_text(lesson.first) if lesson.first else None
    return first if isinstance(first, Opened) else None


def code_of(lesson: KeptLesson) -> str:
    """The room code of a lesson, by the name of its file where that cannot be read; empty where it has none."""
    opened = opening(lesson)
    return opened.code if opened else lesson.path.stem[-LENGTH:] if lesson.unreadable else ""


async def _claimed(address: str) -> Kept:
    from isoquest.classroom.journal.redis_rooms import claim
    from isoquest.classroom.journal.redis_stream import StreamJournal

    for _ in range(ATTEMPTS):
        code = new_code(secrets.token_bytes)
        if await claim(address, code):
            return Kept(StreamJournal(address, code), code)
    raise Complaint("no free room code was found on that server")


async def _found_on_redis(address: str, wanted: str) -> Kept:
    from isoquest.classroom.journal.redis_rooms import exists, open_room_codes
    from isoquest.classroom.journal.redis_stream import StreamJournal

    code = read_code(wanted)
    if code is None or not await exists(address, code):
        codes = ", ".join(await open_room_codes(address))
        raise Complaint(f"--resume needs the code of a room on that server; there is: {codes or 'none'}", 2)
    return Kept(StreamJournal(address, code), code)


def _file(named: str | None) -> Path | None:
    return Path(named).expanduser() if named else None


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
