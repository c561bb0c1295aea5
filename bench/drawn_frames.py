"""A Textual driver without a terminal that takes all that a terminal would be sent, and notes when which words came.

Textual's own headless driver is never sent anything. This one is: a frame counts here when the app has laid it out,
rendered it, turned it into terminal sequences and handed those over.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import threading
import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver

SEQUENCES = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;:?<=>]*[ -/]*[@-~]|\x1b[@-Z\\^_]")
"""What moves the cursor, colours and so on, and is no text."""


def words_of(written: str) -> str:
    """What a terminal would show of it, as words with one space between."""
    return " ".join(SEQUENCES.sub(" ", SEQUENCES.sub("", written)).split())


class Frames:
    """The frames that an app has drawn. Listens for words, one set at a time."""

    def __init__(self) -> None:
        self.count = 0
        """Frames with text in them so far."""
        self.last = 0.0
        """The moment of the last such frame, on the clock of `time.perf_counter`."""
        self._wanted: Sequence[str] = ()
        self._seen: asyncio.Future[float] | None = None

    def take(self, written: str) -> None:
        """Note what was sent to the terminal."""
        moment = time.perf_counter()
        words = words_of(written)
        if not words:
            return
        self.count += 1
        self.last = moment
        if self._seen is not None and not self._seen.done() and any(wanted in words for wanted in self._wanted):
            self._seen.set_result(moment)

    def listen(self, *wanted: str) -> asyncio.Future[float]:
        """The moment at which any of these words will have been drawn, from now on."""
        self._wanted = [" ".join(words.split()) for words in wanted]
        self._seen = asyncio.get_running_loop().create_future()
        return self._seen

    async def quiet(self, seconds: float) -> float:
        """Wait until nothing has been drawn for that long; the moment of the last frame."""
        left = self.last + seconds - time.perf_counter()
        if left <= 0:
            return self.last
        await asyncio.sleep(left)
        return await self.quiet(seconds)


class DrawingDriver(HeadlessDriver):
    """Draws for nobody's eyes."""

    @property
    def is_headless(self) -> bool:
        """Not by Textual's meaning, which is that nothing need be drawn."""
        return False


def driver_that_tells(take: Callable[[str], None]) -> type[Driver]:
    """A driver class that hands everything written to `take`."""

    class TellingDriver(DrawingDriver):
        """Tells."""

        def write(self, data: str) -> None:
            """Tell."""
            take(data)

    return TellingDriver


class StartDriver(DrawingDriver):
    """For a process that is only to start (`TEXTUAL_DRIVER=drawn_frames:StartDriver`).

    Half a second after the last frame it writes to standard output the moments of all frames that had words in them, on
    the clock of `time.monotonic`, as JSON, and ends the process.
    """

    QUIET: ClassVar[float] = 0.5
    moments: ClassVar[list[float]] = []

    def write(self, data: str) -> None:
        """Note a frame."""
        moment = time.monotonic()
        if words_of(data):
            self.moments.append(moment)
            if len(self.moments) == 1:
                self._look_later()

    def _look_later(self) -> None:
        clock = threading.Timer(self.QUIET / 2, self._look)
        clock.daemon = True
        clock.start()

    def _look(self) -> None:
        if time.monotonic() - self.moments[-1] < self.QUIET:
            self._look_later()
            return
        os.write(1, json.dumps(self.moments).encode())
        os._exit(0)
