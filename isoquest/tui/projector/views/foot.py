"""What goes on changing while a class thinks: the time that is left, and how many are done."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.visual import Visual

from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.time_left import TimeLeft, time_left
from isoquest.classroom.room.vote import Vote
from isoquest.tui.projector.block_letters import block_letters
from isoquest.tui.projector.views.slide import thick_bar
from isoquest.tui.words import counted

TALL = 30
"""Lines of a screen from which time and count are drawn in block letters."""
LAST_SECONDS = 10
"""Seconds from which on the time is marked."""
BAR = 24
APART = " " * 6


@dataclass(frozen=True, slots=True)
class Foot:
    """Equal texts are drawn once."""

    text: str
    drawn: Visual


@dataclass(frozen=True, slots=True)
class Progress:
    """How many have done what is asked of them now."""

    done: int
    of: int
    what: str


def progress(room: Room) -> Progress | None:
    """None where nothing is asked of the students now."""
    lesson = room.lesson
    present = room.seats.present
    match lesson:
        case Quiz() if lesson.phase in ("answering", "closed"):
            done = sum(seat.id in lesson.round.answers for seat in present)
            return Progress(done, len(present), "have answered" if lesson.phase == "answering" else "answered")
        case Vote() if lesson.phase in ("voting", "arguing", "tied", "decided"):
            may = [seat for seat in present if lesson.may_vote(seat)]
            done = sum(seat.id in lesson.ballot.votes for seat in may)
            return Progress(done, len(may), "have voted" if lesson.phase == "voting" else "voted")
        case Plays() if lesson.phase == "playing":
            players = {lesson.player(seat): lesson.play_of(seat) for seat in present}
            return Progress(sum(play.over for play in players.values()), len(players), "have come to an end")
        case _:
            return None


def arguing_for(room: Room, now: int) -> int | None:
    """For how many seconds the class has been arguing; None where it does not."""
    lesson = room.lesson
    at = now if room.paused_at is None else room.paused_at
    return max(0, at - lesson.since) // 1000 if lesson.phase == "arguing" else None


def foot(room: Room, now: int, columns: int, rows: int) -> Foot | None:
    """The line, or on a tall screen the block letters, below everything; None where there is nothing to tell."""
    left, done, gone = time_left(room, now), progress(room), arguing_for(room, now)
    if left is None and done is None:
        return None
    large = _large(room, left, done, gone, columns) if rows >= TALL else None
    if large is not None:
        return large
    parts: list[Content] = []
    if left is not None:
        seconds = _seconds(left)
        room_for_bar = columns - 44
        if room_for_bar >= 6:  # noqa: PLR2004 - a shorter bar says nothing
            parts.append(thick_bar(left.left / left.whole, min(BAR, room_for_bar), _style(seconds)))
        parts.append(_told(seconds, room))
    if gone is not None:
        parts.append(Content.styled(f"{_clock(gone)} of argument", "bold $primary"))
    if done is not None:
        parts.append(Content.assemble((f"{done.done} of {done.of}", "bold"), f" {done.what}"))
    text = Content("  ").join(parts)
    return Foot(text.plain, text)


def _large(room: Room, left: TimeLeft | None, done: Progress | None, gone: int | None, columns: int) -> Foot | None:
    blocks: list[list[Content]] = []
    if left is not None:
        seconds = _seconds(left)
        word = _told(seconds, room).plain if not seconds else "to read" if _reads(room) else "left"
        blocks.append(_block(_clock(seconds), word, _style(seconds)))
    if gone is not None:
        blocks.append(_block(_clock(gone), "of argument", "$primary"))
    if done is not None:
        blocks.append(_block(f"{done.done}/{done.of}", done.what, "$foreground"))
    rows = [Content(APART).join(row) for row in zip(*blocks, strict=True)]
    if any(row.cell_length > columns for row in rows):
        return None
    drawn = Content("\n").join(rows)
    return Foot(drawn.plain, drawn)


def _block(text: str, word: str, style: str) -> list[Content]:
    """Block letters with a word below them, all lines equally wide."""
    rows = [*block_letters(text, 1_000, 4), word]
    width = max(map(len, rows))
    return [Content.styled(f"{row:<{width}}", style) for row in rows]


def _reads(room: Room) -> bool:
    return room.lesson.phase in ("reading", "scene")


def _seconds(left: TimeLeft) -> int:
    return -(-left.left // 1000)


def _style(seconds: int) -> str:
    return "bold $warning" if seconds <= LAST_SECONDS else "$primary"


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _told(seconds: int, room: Room) -> Content:
    if not seconds:
        longer = any(seat.extra for seat in room.seats.present)
        return Content.styled("Time is up" + (", but not for all" if longer else ""), "bold $warning")
    word = "to read" if _reads(room) else "left"
    mark = "! " if seconds <= LAST_SECONDS else ""
    return Content.styled(f"{mark}{_clock(seconds)} {word}", f"bold {_style(seconds)}")


def here(room: Room, connected: int) -> str:
    """How many students are in the room, and how many of them have a phone that is connected."""
    present = len(room.seats.present)
    return counted(present, "student") if connected == present else f"{connected} of {present} connected"
