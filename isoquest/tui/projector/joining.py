"""How students come in: what the lobby tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

QUIET_LINES, QUIET_COLUMNS = 1, 2
"""What can be spared of the light margin of a picture on each side where a screen is small."""


@dataclass(frozen=True, slots=True)
class Joining:
    """Where the room is to be found, and where its results will be."""

    addresses: tuple[str, ...]
    """What students type, the likeliest to work first."""
    pictures: tuple[tuple[str, ...], ...]
    """For each address the lines of its picture, half blocks to be drawn black on white; none where it has none."""
    code: str
    notes: tuple[str, ...] = ()
    """Sentences that the teacher should know, such as that only this computer can reach the address."""
    results: str = ""
    """The folder that holds the results after the lesson."""


def smaller(picture: Sequence[str]) -> tuple[str, ...]:
    """A picture with half of its margin, which most phones still read."""
    return tuple(line[QUIET_COLUMNS:-QUIET_COLUMNS] for line in picture[QUIET_LINES:-QUIET_LINES])


def larger(picture: Sequence[str]) -> tuple[str, ...]:
    """A picture of twice the size: two columns and one line for each of its dots."""
    halves = [(line, half) for line in picture for half in ("▀█", "▄█")]
    return tuple("".join("██" if character in dark else "  " for character in line) for line, dark in halves)


def fitting(picture: Sequence[str], columns: int, rows: int) -> tuple[str, ...]:
    """The picture as large as it fits into so much room, perhaps with a smaller margin; else none."""
    for tried in (larger(picture), tuple(picture), smaller(picture)):
        if tried and len(tried) <= rows and len(tried[0]) <= columns:
            return tried
    return ()
