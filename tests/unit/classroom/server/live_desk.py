"""What the tests of the live room share: phones that count what they would be told, and students who sit down."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from rooms import seat_id

from isoquest.classroom.room.events import Answered, Joined
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Taken
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.server.live import LiveRoom
from isoquest.content.library import bundled_reference

REFERENCE = bundled_reference()[0]


@dataclass(eq=False)
class Ear:
    """Counts what a phone would be told."""

    refreshed: int = 0
    kept_turns: list[int] = field(default_factory=list)
    left: bool = False

    def refresh(self) -> None:
        """The room was to be shown."""
        self.refreshed += 1

    def kept(self, turn: int) -> None:
        """What was kept late."""
        self.kept_turns.append(turn)

    def leave(self) -> None:
        """The server stops."""
        self.left = True


async def settle() -> None:
    """Let everything happen that is on its way."""
    for _ in range(10):
        await asyncio.sleep(0)


async def join(live: LiveRoom, number: int, team: str = "") -> tuple[Seat, Ear]:
    """A student with a phone."""
    settled = await live.submit(Joined(live.now(), seat_id(number), f"Student {number}", team))
    assert isinstance(settled.reply, Taken)
    seat, ear = live.room.seats.by_id[seat_id(number)], Ear()
    live.connect(seat, ear)
    return seat, ear


def answer(live: LiveRoom, seat: Seat, turn: int = 1, position: int = 0) -> Answered:
    """An answer to the question that is put."""
    lesson = live.room.lesson
    assert isinstance(lesson, Quiz)
    return Answered(live.now(), seat.id, lesson.round.number, turn, (), None, position)
