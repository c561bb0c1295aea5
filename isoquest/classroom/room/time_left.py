"""How much time a class has left for what is asked of it now."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.vote import Vote


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The time that most students have left, and the whole of it, in milliseconds."""

    left: int
    whole: int


def time_left(room: Room, now: int) -> TimeLeft | None:
    """None where there is no time limit. While the lesson is paused, time stands still."""
    at = now if room.paused_at is None else room.paused_at
    lesson = room.lesson
    until: int | None = None
    whole = 0
    match lesson:
        case Quiz() if lesson.phase == "answering" and lesson.round.seconds is not None:
            whole = lesson.round.seconds * 1000
            until = lesson.round.opened_at + whole
        case Vote() if lesson.phase == "voting" and lesson.ballot.seconds is not None:
            whole = lesson.ballot.seconds * 1000
            until = lesson.ballot.opened_at + whole
        case Quiz() | Vote() if lesson.phase in ("reading", "scene"):
            until, whole = lesson.closes_at(), lesson.terms.reading * 1000
        case Plays() if lesson.seconds is not None:
            until, whole = lesson.closes_at(), lesson.seconds * 1000
    return None if until is None else TimeLeft(max(0, until - at), max(1, whole))
