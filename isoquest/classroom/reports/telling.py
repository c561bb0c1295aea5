"""Words and figures as every report says them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from isoquest.classroom.room.quiz_results import Verdict
from isoquest.classroom.room.terms import Kind
from isoquest.engine.scoring import Marks

DASH = "\N{EN DASH}"
PER_CENT = "\N{NO-BREAK SPACE}%"

VERDICTS: dict[Verdict, tuple[str, str]] = {
    "right": ("✓", "right"),
    "partly": ("~", "partly right"),
    "wrong": ("✗", "wrong"),
    "none": (DASH, "no answer"),
}
"""A sign and a word for each verdict."""

KINDS: dict[Kind, str] = {"quiz": "live quiz", "vote": "story by vote", "plays": "many plays at once"}
"""What each kind of lesson is called."""

SURE = {1: "hardly sure", 2: "fairly sure", 3: "quite sure"}
"""The certainties in words."""

_LATEST = 253_402_214_400_000
"""The last day of the year 9999."""


def day(milliseconds: int) -> str:
    """The day of a moment where this program runs, as `2026-11-23`; `milliseconds` since 1970."""
    return _moment(milliseconds).strftime("%Y-%m-%d")


def moment_told(milliseconds: int) -> str:
    """Day and time of a moment where this program runs."""
    moment = _moment(milliseconds)
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def _moment(milliseconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(max(0, min(milliseconds, _LATEST)) / 1000, tz=dt.UTC).astimezone()


def percent(part: int | Fraction, whole: int) -> str:
    """A share in whole per cent, such as `37 %`, 100 only where nothing is missing; a dash of nothing."""
    return f"{_whole(float(100 * part / Fraction(whole)))}{PER_CENT}" if whole else DASH


def figure(value: float | None) -> str:
    """A figure in per cent, or that it cannot be told."""
    if value is None:
        return "not to be told"
    return f"{_whole(value)}{PER_CENT}".replace("-", "\N{MINUS SIGN}")


def _whole(value: float) -> int:
    """The nearest whole number, but 100 only of what reaches it."""
    return 99 if 99 < value < 100 else round(value)  # noqa: PLR2004 - per cent


def seconds(milliseconds: int | None) -> str:
    """A time in seconds with one decimal, or a dash."""
    return DASH if milliseconds is None else f"{milliseconds / 1000:.1f} s"


def marks_told(marks: Marks) -> str:
    """Marks as `5 of 8`, or a dash where there was nothing to earn."""
    return f"{marks.earned} of {marks.best}".replace("-", "\N{MINUS SIGN}") if marks.decisions else DASH
