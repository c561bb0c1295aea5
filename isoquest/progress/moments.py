"""Moments as the progress file keeps them: whole microseconds since 1970, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def as_ticks(moment: datetime) -> int:
    """Give a moment, aware of its time zone, as microseconds."""
    return (moment - _EPOCH) // _TICK


def from_ticks(ticks: int) -> datetime:
    """Give microseconds as a moment in UTC. Raises `OverflowError` for what no calendar holds."""
    return _EPOCH + ticks * _TICK
