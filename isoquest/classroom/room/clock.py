"""Time in a room, in milliseconds: what is granted to a slow network and to those who need longer."""

from __future__ import annotations

CREDIT = 2_000
"""The most that a question's way to a phone counts for: a student's time begins when it was written to that phone."""

GRACE = 2_000
"""After the time is up, answers on their way are still taken."""


MOST_SECONDS = 3_600
"""The most that is added to a time at once."""


def seconds_in(text: str) -> int:
    """The seconds to add that an order names, at most `MOST_SECONDS`; 0 where it names none."""
    return min(int(text), MOST_SECONDS) if text.isdecimal() and len(text) <= len(str(MOST_SECONDS)) else 0


def extended(milliseconds: int, per_cent: int) -> int:
    """A time and so many per cent more."""
    return milliseconds * (100 + per_cent) // 100
