"""An event loop in which nothing waits for a whole class at once.

When 2,000 answers come in the same moment, asyncio reads all of them before it does anything else, then goes on with
all 2,000 conversations, and so forth: a tenth of a second for each step, and drawing a screen takes several steps.
"""

from __future__ import annotations

import asyncio
import selectors
import sys

AT_ONCE = 100
"""Connections that are read, or written to, before everything else has its turn."""

Ready = list[tuple[selectors.SelectorKey, int]]


class InTurns(selectors.DefaultSelector):
    """Tells of connections that are ready `at_once` at a time, and of all of them before it looks again."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__()
        self._at_once = at_once
        self._left: Ready = []

    def select(self, timeout: float | None = None) -> Ready:
        """Some of what is ready. It may be ready no more by now, which whoever reads or writes has to expect anyway."""
        if not self._left:
            self._left = super().select(timeout)
        turn, self._left = self._left[: self._at_once], self._left[self._at_once :]
        return [(now, wanted) for key, events in turn for now, wanted in self._still(key, events)]

    def _still(self, key: selectors.SelectorKey, events: int) -> Ready:
        """What is waited for even now: much may have been closed since it was ready, and its number given to others."""
        try:
            now = self.get_key(key.fileobj)
        except (KeyError, ValueError):
            return []
        return [(now, events & now.events)] if now.fd == key.fd and events & now.events else []


def new_loop() -> asyncio.AbstractEventLoop:
    """An event loop for a live room; on Windows, where there is nothing to choose, the usual one."""
    return asyncio.new_event_loop() if sys.platform == "win32" else asyncio.SelectorEventLoop(InTurns())
