"""How many there are of something, in words."""

from __future__ import annotations

from collections.abc import Iterable

from isoquest.content.problems import Problem, Severity


def counted(number: int, one: str) -> str:
    """A number with its noun, such as `1 error` or `3 errors`."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def summary(problems: Iterable[Problem]) -> str:
    """How many errors and warnings there are, in words; notes are no problems."""
    severities = [problem.severity for problem in problems]
    parts = [counted(severities.count(s), str(s)) for s in (Severity.ERROR, Severity.WARNING) if s in severities]
    return ", ".join(parts) or "no problems"


def listed(parts: Iterable[str]) -> str:
    """Parts as a sentence lists them: `a, b and c`."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


MOST_STRETCHES = 12
"""Stretches of lines that are listed; how many problems there are is told beside them."""


def lines_listed(numbers: Iterable[int]) -> str:
    """Numbers of lines with their noun, neighbours joined: `line 4`, `lines 4, 7 to 9 and 12`."""
    stretches: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    shown = [f"{first} to {last}" if last > first else str(first) for first, last in stretches[:MOST_STRETCHES]]
    if len(stretches) > MOST_STRETCHES:
        shown.append(f"more up to {stretches[-1][1]}")
    return f"{'line' if len(shown) == 1 and 'to' not in shown[0] else 'lines'} {listed(shown)}"
