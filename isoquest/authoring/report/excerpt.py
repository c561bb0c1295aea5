"""The line of a file in which a problem stands, with marks under what is meant."""

from __future__ import annotations

from collections.abc import Sequence

from isoquest.authoring.report.columns import cells, columns, total
from isoquest.content.problems import Place

REACH = 1_000
"""Characters to both sides of a problem that are looked at: a line may have millions."""


def excerpt(place: Place, lines: Sequence[str], width: int, mark: str) -> tuple[str, str] | None:
    """The source line and the line of marks below it, each at most `width` columns wide; None where there is no line.

    Of a longer line the part around the problem is shown. `mark` is one column wide.
    """
    if not 1 <= place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    start = min(place.column - 1, len(line))
    end = min(place.end_column - 1, len(line)) if place.end_line == place.line else len(line)
    cut = max(0, start - REACH)
    shown = cells(line[cut : start + REACH])
    start, end = start - cut, min(end - cut, len(shown))
    first, last = _window(shown, start, end, width)
    before, behind = "…" if cut + first else "", "…" if cut + last < len(line) else ""
    text = before + "".join(shown[first:last]) + behind
    marks = " " * (columns(before) + total(shown[first:start])) + mark * max(1, total(shown[start : min(end, last)]))
    return text.rstrip(), marks


def _window(shown: Sequence[str], start: int, end: int, width: int) -> tuple[int, int]:
    """The first and the last character (exclusive) to show, so that the problem is seen with what surrounds it."""
    if total(shown) <= width:
        return 0, len(shown)
    room = width - 2  # for `…` at both ends
    meant = total(shown[start:end])
    before = max(room // 3, room - meant - room // 3) if meant < room else room // 6
    first = start
    while first > 0 and total(shown[first - 1 : start]) <= before:
        first -= 1
    last = first
    used = 0
    while last < len(shown) and used + columns(shown[last]) <= room:
        used += columns(shown[last])
        last += 1
    while first > 0 and last == len(shown) and used + columns(shown[first - 1]) <= room:
        first -= 1
        used += columns(shown[first])
    return first, last
