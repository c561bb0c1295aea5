"""Which lesson results are of."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.classroom.room.room import Room
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.terms import Kind


@dataclass(frozen=True, slots=True)
class Occasion:
    """A lesson as it is named in reports."""

    code: str
    title: str
    kind: Kind
    material: str
    """The id of the bank or scenario."""
    opened_at: int
    """Milliseconds since 1970."""
    over: bool
    """The lesson has ended; otherwise these are the results up to now."""
    removed: int
    """How many students the teacher removed."""


@dataclass(frozen=True, slots=True)
class Name:
    """A student as reports name them."""

    number: int
    """Of the seat, counted from 1 in the order of joining."""
    text: str
    """The nickname, or `Student 12` where nobody gave one."""
    team: str
    removed: bool


def occasion(room: Room) -> Occasion:
    """The occasion of a room."""
    opened = room.opened
    return Occasion(
        code=opened.code,
        title=opened.title,
        kind=opened.kind,
        material=opened.material.id,
        opened_at=opened.at,
        over=room.lesson.over,
        removed=len(room.seats) - len(room.seats.present),
    )


def name(seat: Seat) -> Name:
    """What the student of a seat is called."""
    return Name(seat.number, seat.nickname, seat.team, seat.removed)
