"""Python's search for objects that hold one another and nobody else, at moments when no phone waits.

Each connection that ends leaves some of them. Among the objects of 2,000 phones the search takes a sixth of a second,
and Python by itself begins it when much is being made: in the middle of a whole class's answers.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

LOOKING = 2.0
"""Seconds between two looks at whether the room is at rest."""
ENOUGH, MUCH = 5, 200
"""Searches among younger objects after which one among all is worth while, and after which it waits for no rest."""
_BY_ITSELF = 1_000_000
"""As above, after which Python begins it by itself: never while a lesson lasts."""


class Collecting:
    """Searches for a whole process, between `start` and `stop`."""

    def __init__(self, revision: Callable[[], int]) -> None:
        """The room is at rest while `revision` gives the same number."""
        self._revision = revision
        self._seen = revision()
        self._before: tuple[int, int, int] | None = None
        self._next_look: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Choose the moments from now on; where the program has no search at all, neither begin one."""
        if not gc.isenabled():
            return
        self._before = gc.get_threshold()
        gc.set_threshold(*self._before[:2], _BY_ITSELF)
        self._wait()

    def stop(self) -> None:
        """Leave it to Python again."""
        if self._next_look is not None:
            self._next_look.cancel()
            self._next_look = None
        if self._before is not None:
            gc.set_threshold(*self._before)
            self._before = None

    def look(self) -> None:
        """Search if that is worth while, and nothing has happened since the last look."""
        revision = self._revision()
        at_rest, self._seen = revision == self._seen, revision
        if gc.get_count()[2] >= (ENOUGH if at_rest else MUCH):
            gc.collect()

    def _wait(self) -> None:
        self._next_look = asyncio.get_running_loop().call_later(LOOKING, self._look_again)

    def _look_again(self) -> None:
        self.look()
        self._wait()
