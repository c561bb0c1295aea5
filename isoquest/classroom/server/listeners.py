"""Whoever is shown the room: the phones by seat and team, told in slices so that nothing else has to wait for them."""

from __future__ import annotations

import asyncio
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Protocol

from isoquest.classroom.room.seats import Seat
from isoquest.classroom.server.failures import log_failure

SLICE = 400
"""Phones that are shown something before the event loop does anything else: some twenty milliseconds' work.

Between two slices a projector draws, for which phones wait longer than it would for them.
"""


class Listener(Protocol):
    """One connection of a student."""

    def refresh(self) -> None:
        """Show the room as it is now. Never waits."""

    def kept(self, turn: int) -> None:
        """Tell that the answer or vote of that turn is safe by now. Never waits."""

    def leave(self) -> None:
        """The server stops: say so and go. Never waits."""


class Listeners:
    """All connections of a room's students."""

    def __init__(self) -> None:
        self._by_seat: dict[str, list[Listener]] = {}
        self._by_team: dict[str, dict[str, None]] = {}
        self._stale: dict[Listener, None] = {}
        self._refreshing: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def seats(self) -> AbstractSet[str]:
        """The ids of the seats that have a connection."""
        return self._by_seat.keys()

    def of(self, seat_id: str) -> tuple[Listener, ...]:
        """The connections of a seat, the oldest first."""
        return tuple(self._by_seat.get(seat_id, ()))

    def all(self) -> list[Listener]:
        """Every connection."""
        return [listener for listeners in self._by_seat.values() for listener in listeners]

    def add(self, seat: Seat, listener: Listener) -> bool:
        """Add a connection of a seat; whether it is the first one."""
        listeners = self._by_seat.setdefault(seat.id, [])
        listeners.append(listener)
        if seat.team:
            self._by_team.setdefault(seat.team, {})[seat.id] = None
        return len(listeners) == 1

    def remove(self, seat: Seat, listener: Listener) -> bool:
        """Forget a connection of a seat; whether the seat has none any more."""
        self._stale.pop(listener, None)
        listeners = self._by_seat.get(seat.id, [])
        if listener not in listeners:
            return False
        listeners.remove(listener)
        if listeners:
            return False
        del self._by_seat[seat.id]
        self._by_team.get(seat.team, {}).pop(seat.id, None)
        return True

    def refresh_everyone(self) -> None:
        """Show the room to all phones soon; one that was to be shown it anyway keeps its turn."""
        self._stale.update(dict.fromkeys(self.all()))
        self._start()

    def refresh_seat(self, seat_id: str, but: Listener | None = None) -> None:
        """Show the room to the phones of a seat soon, but for one that learns what has changed in another way."""
        self._stale.update(dict.fromkeys(each for each in self._by_seat.get(seat_id, ()) if each is not but))
        self._start()

    def refresh_team(self, team: str) -> None:
        """Show the room to the phones of a team soon."""
        for seat_id in self._by_team.get(team, ()):
            self._stale.update(dict.fromkeys(self._by_seat[seat_id]))
        self._start()

    async def close(self) -> None:
        """Show nothing to anybody any more."""
        self._closed = True
        self._stale.clear()
        if self._refreshing is not None:
            await self._refreshing

    def _start(self) -> None:
        if self._stale and not self._closed and (self._refreshing is None or self._refreshing.done()):
            self._refreshing = asyncio.get_running_loop().create_task(self._refresh())

    async def _refresh(self) -> None:
        while self._stale:
            for listener in list(islice(self._stale, SLICE)):
                del self._stale[listener]
                try:
                    listener.refresh()
                except Exception as error:  # noqa: BLE001 - what cannot be shown to one is shown to the others
                    log_failure("Showing the room to a phone", error)
            await asyncio.sleep(0)
