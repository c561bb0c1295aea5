"""A lesson that begins, or goes on where it stood."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from isoquest.classroom.door.keys import hashed, new_secret
from isoquest.classroom.room.events import FORMAT, Opened, Ordered
from isoquest.classroom.server.clock import ServerClock
from isoquest.classroom.server.live import LiveRoom
from isoquest.commands.desk import Complaint
from isoquest.commands.host_options import HostOptions, kind_of, terms_of, title_of_room
from isoquest.commands.lesson_journal import kept_journal, new_journal, on_redis
from isoquest.commands.lesson_material import LessonContent
from isoquest.content.library import bundled_reference

STOOD_STILL = "The clock stood still while this computer was down. The lesson is paused: let it go on."


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson under way, and what the teacher is to be told of it."""

    live: LiveRoom
    key: str = ""
    """The teacher's key, where it was made just now; who resumes a lesson has it from when it was opened."""
    notes: tuple[str, ...] = ()


async def begun(options: HostOptions, about: LessonContent) -> Lesson:
    """A new lesson. Raises `Complaint` and `RefusedError`."""
    kind, terms = kind_of(options, about.content), terms_of(options, about.content)
    title = title_of_room(options, about.content)
    kept = await new_journal(options.journal)
    key = new_secret(secrets.token_bytes)
    clock = ServerClock()
    # As many bits as chance has: from a shorter seed a student could work out in which order parts were shuffled.
    seed = options.seed if options.seed is not None else secrets.randbits(64)
    opened = Opened(clock.now(), FORMAT, kept.code, kind, title, seed, hashed(key), about.material, terms)
    return Lesson(_open(await LiveRoom.open(kept.journal, opened, bundled_reference()[0], clock)), key.text, kept.notes)


async def resumed(options: HostOptions) -> Lesson:
    """A lesson that was begun before, as it stood. Raises `Complaint` and `RefusedError`."""
    kept = await kept_journal(options.journal, options.resume or "")
    live = _open(await LiveRoom.resume(kept.journal, bundled_reference()[0], ServerClock()))
    if live.room.lesson.over:
        code = live.room.opened.code
        await live.close()
        where = f" --journal {options.journal}" if options.journal else ""
        raise Complaint(f"the lesson {code} has ended; its results: isoquest lessons {code}{where}")
    notes = kept.notes
    if live.room.due is not None and not on_redis(options.journal):
        # The time that this computer was down is nobody's: the clock goes on from the last that happened.
        await live.submit(Ordered(live.room.now, "pause"))
        notes = (*notes, STOOD_STILL)
    return Lesson(live, notes=notes)


def _open(live: LiveRoom | str) -> LiveRoom:
    if isinstance(live, str):
        raise Complaint(live.removesuffix("."))
    return live
