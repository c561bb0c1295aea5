"""Moments as the progress file keeps them: whole microseconds since 1970, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The earliest moment that can be kept."""
_TICK = timedelta(microseconds=1)


def as_ticks(moment: datetime) -> int:
    """Give a moment, aware of its time zone, as microseconds."""
    return (moment - EPOCH) // _TICK


def from_ticks(ticks: int) -> datetime:
    """Give microseconds as a moment in UTC. Raises `OverflowError` for what no calendar holds."""
    return EPOCH + ticks * _TICK
