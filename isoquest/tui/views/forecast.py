"""What reviews came to, and how many come back on each of the next days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.visual import Visual

from isoquest.tui.views.consequence import heading
from isoquest.tui.visuals import Grid, Stack
from isoquest.tui.words import counted

WIDEST = 30
"""Columns of the longest bar."""


def review_done(done: int, gone: int, waiting: int, coming: Sequence[tuple[date, int]]) -> Stack:
    """The end of today's reviews. `waiting` is what the day's limit leaves for later."""
    told = [Content.styled("✓ Nothing is left to review today.", "bold $better")]
    if waiting:
        told = [Content.styled("✓ That is enough for today.", "bold $better")]
        told.append(Content(f"{waiting} more would be due, but the day's limit is reached."))
    if done:
        told.append(Content(f"{counted(done, 'answer')} given now."))
    if gone:
        told.append(Content(f"{counted(gone, 'card')} passed over: what was asked is no longer there."))
    parts: list[Visual] = [Stack(told, gap=0)]
    if any(count for _, count in coming):
        parts.append(Stack([heading("The next two weeks"), Grid(_bars(coming))], gap=0))
    else:
        parts.append(Content.styled("What you miss in a quiz or a play comes back here, until it stays.", "$quiet"))
    return Stack(parts)


def _bars(coming: Sequence[tuple[date, int]]) -> list[list[Content]]:
    most = max(count for _, count in coming)
    rows = []
    for number, (day, count) in enumerate(coming):
        length = max(1, round(count / most * WIDEST)) if count else 0
        rows.append(
            [
                Content.styled("today" if not number else f"{day:%a %d %b}", "" if count else "$quiet"),
                Content.styled(f"{count:3d}", "bold" if count else "$quiet"),
                Content.styled("━" * length if count else "·", "$primary" if count else "$rule"),
            ]
        )
    return rows
