"""Who stands where: by what each student knew, and between equals by who was quicker, if the teacher wants that.

Quickness can never make up for knowledge, since it is only looked at where the points are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from isoquest.classroom.room.clock import extended
from isoquest.classroom.room.quiz import GivenAnswer, Quiz, Round
from isoquest.classroom.room.seats import Seat

MEAN_DECIMALS = 2
"""Decimals of a mean: with one, teams of different places would seem to be equal."""
FULL_SPEED = 1_000
"""The quickness of a right answer that took no time at all."""


class Earned(NamedTuple):
    """What a student has earned so far."""

    points: Fraction = Fraction(0)
    quickness: int = 0
    """0 to `FULL_SPEED` for each right answer; 0 without a speed bonus."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the leaderboard."""

    place: int
    """Equal rows share a place."""
    name: str
    earned: Earned
    seat: Seat | None
    """None for a team."""

    def name_shown(self, *, hidden: bool) -> str:
        """A name, or where names are hidden the number of its seat."""
        return f"Student {self.seat.number}" if hidden and self.seat is not None else self.name

    @property
    def points_shown(self) -> str:
        """The points of a student, or the mean of a team."""
        return points_told(self.earned.points, MEAN_DECIMALS if self.seat is None else 1)


class Standings:
    """The leaderboard of a quiz, worked out anew only for what has come since."""

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz
        self._counted: list[tuple[int, int]] = []
        self._earned: dict[str, Earned] = {}
        self._rows: tuple[Row, ...] = ()
        self._places: dict[str, int] = {}
        self._ranked: object = None

    def earned(self, seat: Seat) -> Earned:
        """What a student has earned in the questions that count."""
        self._count()
        return self._earned.get(seat.id, Earned())

    def rows(self) -> tuple[Row, ...]:
        """Every student who is present, the first first."""
        self._rank()
        return self._rows

    def place(self, seat: Seat) -> int:
        """The place of a student; 0 for one who was removed."""
        self._rank()
        return self._places.get(seat.id, 0)

    def standing(self, seat: Seat) -> tuple[Earned, int, int]:
        """What a student has earned, the place that it makes, and among how many."""
        self._rank()
        return self._earned.get(seat.id, Earned()), self._places.get(seat.id, 0), len(self._rows)

    def teams(self) -> tuple[Row, ...]:
        """Every team that has a member, by the mean of its members' points."""
        self._count()
        rows = []
        for team in self._quiz.terms.teams:
            members = [self.earned(seat) for seat in self._quiz.seats.present if seat.team == team]
            if members:
                points = sum((each.points for each in members), Fraction(0)) / len(members)
                quickness = sum(each.quickness for each in members) // len(members)
                rows.append((team, Earned(points, quickness), None))
        return _placed(rows)

    def _rank(self) -> None:
        self._count()
        seats = self._quiz.seats
        mark = (tuple(self._counted), seats.changes)
        if mark != self._ranked:
            self._ranked = mark
            self._rows = _placed([(seat.nickname, self.earned(seat), seat) for seat in seats.present])
            self._places = {row.seat.id: row.place for row in self._rows if row.seat is not None}

    def _count(self) -> None:
        counted = [(each.number, len(each.answers)) for each in self._quiz.counted]
        if counted == self._counted:
            return
        if counted[: len(self._counted)] != self._counted:
            self._counted, self._earned = [], {}
        for current in self._quiz.counted[len(self._counted) :]:
            self._add(current)
        self._counted = counted

    def _add(self, current: Round) -> None:
        quiz = self._quiz
        known: dict[tuple[object, ...], tuple[Fraction, bool]] = {}
        for seat_id, given in current.answers.items():
            key = (given.answer, given.certainty)
            if key not in known:
                known[key] = quiz.points(given, current.question), quiz.mark(given, current.question).right
            points, right = known[key]
            before = self._earned.get(seat_id, Earned())
            quickness = self._quickness(current, given) if right else 0
            self._earned[seat_id] = Earned(before.points + points, before.quickness + quickness)

    def _quickness(self, current: Round, given: GivenAnswer) -> int:
        if not self._quiz.terms.speed or current.seconds is None:
            return 0
        time = extended(current.seconds * 1_000, given.extra)
        return max(0, FULL_SPEED - given.took * FULL_SPEED // max(time, 1))


def _placed(rows: Sequence[tuple[str, Earned, Seat | None]]) -> tuple[Row, ...]:
    # Fractions are slow to compare, and there are far fewer different points than rows.
    points = {points: order for order, points in enumerate(sorted({row[1].points for row in rows}, reverse=True))}
    ordered = sorted(rows, key=lambda row: (points[row[1].points], -row[1].quickness))
    placed: list[Row] = []
    for position, (name, earned, seat) in enumerate(ordered, start=1):
        tied = placed and placed[-1].earned == earned
        placed.append(Row(placed[-1].place if tied else position, name, earned, seat))
    return tuple(placed)


def points_told(points: Fraction, decimals: int = 1) -> str:
    """Points as they are shown, with at most so many decimals where there is a part."""
    return f"{float(points):z.{decimals}f}".rstrip("0").rstrip(".").replace("-", "\N{MINUS SIGN}")
