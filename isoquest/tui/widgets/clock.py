"""The time left, counted down a second at a time. Nothing but this widget is drawn again."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

LAST_MINUTES = 60
"""Seconds from which on the clock warns."""


class Clock(Widget):
    """Asks a function once a second how many seconds are left; None stands for no limit, and shows nothing."""

    DEFAULT_CSS = """
    Clock { width: 15; height: 1; padding-left: 2; text-wrap: nowrap; text-align: right; }
    """
    seconds: reactive[int | None] = reactive(None)
    """Seconds left."""

    class TimeUp(Message):
        """No time is left."""

    def __init__(self, left: Callable[[], float | None]) -> None:
        super().__init__()
        self._left = left

    def on_mount(self) -> None:
        """Count."""
        self.display = self._left() is not None
        if self.display:
            self.look()
            self.set_interval(1, self.look)

    def look(self) -> None:
        """See how much is left; with nothing left, say so."""
        left = self._left()
        self.seconds = None if left is None else int(left)
        if left is not None and left <= 0:
            self.post_message(self.TimeUp())

    def render(self) -> Content:
        """Minutes and seconds, with a mark in the last minute."""
        if self.seconds is None:
            return Content("")
        late = self.seconds < LAST_MINUTES
        text = f"{'! ' if late else ''}{self.seconds // 60}:{self.seconds % 60:02} left"
        return Content.styled(text, "bold $warning" if late else "$quiet")
