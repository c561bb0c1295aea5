"""The places in a room."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rooms import seat_id

from isoquest.classroom.room.nicknames import skeleton
from isoquest.classroom.room.seats import Seats


@given(
    names=st.lists(
        st.sampled_from(["Mia", "mia", "MIA ", "\u041c\u0456\u0430", "Mia 2", "Mia 3", "", "Student 2", "Ann", "Änn"])
    )
)
def test_no_two_students_are_called_alike(names: list[str]):
    """Names equal to the eye are told apart by a number, whatever others have called themselves."""
    seats = Seats()
    told = [seats.add(seat_id(number), name, "").nickname for number, name in enumerate(names)]
    assert len({skeleton(name) for name in told}) == len(names)
    assert all(name.startswith(asked) for name, asked in zip(told, names, strict=True))
    assert [seat.number for seat in seats.present] == list(range(1, len(names) + 1))


def test_telling_many_of_the_same_name_apart_costs_no_more_for_each():
    """Four times as many students called Mia cost four times as many steps, not sixteen times."""
    few, many = _steps_of_joining(100), _steps_of_joining(400)
    assert many < 5 * few


def _steps_of_joining(count: int) -> int:
    steps, seats = 0, Seats()

    def count_step(_frame: FrameType, event: str, _told: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return count_step

    before = sys.gettrace()
    sys.settrace(count_step)
    try:
        for number in range(count):
            seats.add(str(number), "Mia" if number % 2 else f"Mia {number}", "")
    finally:
        sys.settrace(before)
    return steps


def test_those_present_follow_every_change():
    """Who joined is there, who was removed is not, and the longest time is of those who are there."""
    seats = Seats()
    first, second = (seats.add(seat_id(number), "Mia", "") for number in range(2))
    assert seats.present == [first, second]
    seats.give_time(first, 50)
    seats.give_time(second, 20)
    assert seats.longest_extra == 50
    seats.remove(first)
    assert (seats.present, seats.longest_extra, len(seats)) == ([second], 20, 2)
    assert (seats.at(first.id), seats.at(second.id)) == (None, second)
