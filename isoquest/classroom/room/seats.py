"""The places in a room: who sits there, by what name, in which team."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.classroom.room.nicknames import skeleton


@dataclass(slots=True)
class Seat:
    """A student's place."""

    id: str
    number: int
    """Counted from 1 in the order of joining; it stays when others are removed."""
    nickname: str
    team: str
    removed: bool = False
    extra: int = 0
    """More time than others have, in per cent."""
    turn: int = 0
    """The newest answer or vote that was taken from this seat."""


class Seats:
    """Every place that was ever taken in a room."""

    def __init__(self) -> None:
        self.by_id: dict[str, Seat] = {}
        self._taken: dict[str, int] = {}
        """How often each nickname was asked for, as the eye takes it."""
        self._present: list[Seat] | None = None
        self.longest_extra = 0
        """The most time that anyone who is present has more than others, in per cent."""
        self.here = 0
        """How many are present."""
        self.changes = 0
        """Counted up whenever someone joins or is removed."""

    def __len__(self) -> int:
        return len(self.by_id)

    @property
    def present(self) -> list[Seat]:
        """Who has not been removed, in the order of joining. Shared: not to be changed."""
        if self._present is None:
            self._present = [seat for seat in self.by_id.values() if not seat.removed]
        return self._present

    def at(self, seat_id: str) -> Seat | None:
        """The seat of that id, unless its student was removed."""
        seat = self.by_id.get(seat_id)
        return None if seat is None or seat.removed else seat

    def add(self, seat_id: str, nickname: str, team: str) -> Seat:
        """A new seat; a nickname that someone has is told apart by a number."""
        number = len(self.by_id) + 1
        nickname = nickname or f"Student {number}"
        told, bare = nickname, skeleton(nickname)
        while skeleton(told) in self._taken:
            count = self._taken[bare] = self._taken.get(bare, 1) + 1
            told = f"{nickname} {count}"
        self._taken[skeleton(told)] = 1
        seat = Seat(seat_id, number, told, team)
        self.by_id[seat_id] = seat
        self._present = None
        self.here += 1
        self.changes += 1
        return seat

    def remove(self, seat: Seat) -> None:
        """A seat is given up: its student gets in no more."""
        seat.removed = True
        self._present = None
        self.here -= 1
        self.changes += 1
        if seat.extra == self.longest_extra != 0:
            self._measure()

    def give_time(self, seat: Seat, per_cent: int) -> None:
        """Give a student so much more time than others have."""
        seat.extra = per_cent
        self._measure()

    def _measure(self) -> None:
        self.longest_extra = max((seat.extra for seat in self.present), default=0)
