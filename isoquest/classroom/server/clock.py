"""The server's time: milliseconds since 1970 that only ever go forward."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Protocol


class Alarm(Protocol):
    """Something that is to happen at a moment."""

    def cancel(self) -> None:
        """It is not to happen any more."""


class Clock(Protocol):
    """What a live room reads the time from."""

    def now(self) -> int:
        """Milliseconds since 1970; never less than before."""

    def ring(self, moment: int, do: Callable[[], None]) -> Alarm:
        """Do something once `now` has come to this moment."""


class ServerClock:
    """The wall clock's time at the start, and what a steady clock counted since.

    Whoever sets this machine's clock while a lesson runs moves nobody's deadline.
    """

    def __init__(self) -> None:
        self._start = time.time() - time.monotonic()

    def now(self) -> int:
        """Milliseconds since 1970."""
        return int((self._start + time.monotonic()) * 1000)

    def ring(self, moment: int, do: Callable[[], None]) -> Alarm:
        """Do something in the event loop at this moment, or a millisecond later."""
        return asyncio.get_running_loop().call_later(max(0, moment + 1 - self.now()) / 1000, do)
