"""When each student was sent the question, from which the time to answer is counted."""

from __future__ import annotations

from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.seats import Seat


class ReadingTimes:
    """The moments at which the question that is put now went out to each student, as far as this server knows."""

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz
        self._round = 0
        self._sent: dict[str, int] = {}

    def sent(self, seat: Seat, now: int) -> None:
        """The room was written to a phone of this student; only the first time counts, whatever is reloaded later."""
        if self._quiz.phase == "answering":
            self._current().setdefault(seat.id, now)

    def took(self, seat: Seat, now: int) -> int:
        """Milliseconds since this student could read the question; 0 where this server has not sent it."""
        return max(0, now - self._current().get(seat.id, now))

    def _current(self) -> dict[str, int]:
        number = len(self._quiz.rounds)
        if number != self._round:
            self._round, self._sent = number, {}
        return self._sent
