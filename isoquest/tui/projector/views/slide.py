"""What the wall shows of one moment: a text to read, what belongs to it, and a line that goes on changing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.visual import Visual

from isoquest.tui.one_line import line
from isoquest.tui.views.consequence import heading
from isoquest.tui.visuals import Hanging, Stack

WIDE = 112
"""Columns from which a screen is wide."""
NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class Slide:
    """One moment as the wall shows it."""

    key: Hashable
    """Slides of equal keys look the same: the wall then draws nothing anew."""
    upper: Callable[[int], Visual]
    """What is read first, with so many blank lines between the entries of a list; it scrolls where it is long."""
    lower: Callable[[int], Visual] | None = None
    """What stays in sight below it, such as the options of a question, likewise."""
    beside: tuple[str, ...] = ()
    """The lines of a picture to be scanned, drawn black on white to the right of everything."""


def plain_list(texts: Sequence[str], gap: int = 0) -> Stack:
    """Texts one below the other, with a dot before each."""
    return Stack([Hanging(Content.styled("•", "bold $accent"), line(text)) for text in texts], gap)


def thick_bar(share: float, width: int, style: str = "$primary") -> Content:
    """A bar that is seen from the back row, `width` columns wide, filled to a share between 0 and 1.

    Any share but 0 is seen.
    """
    filled = max(share > 0, min(width, round(share * width)))
    return Content.assemble(("█" * filled, style), ("░" * (width - filled), "$rule"))


def share_line(count: int, of: int, width: int, style: str = "$primary", longest: int = 64) -> Content:
    """A bar, the number and the share that it is, such as `████░░  14  61 %`."""
    share = count / of if of else 0.0
    columns = max(4, min(longest, width - 12))
    return Content.assemble(thick_bar(share, columns, style), (f" {count:>3}", "bold"), (f" {share:>5.0%}", "$quiet"))


def part(head: str, rows: Sequence[Visual], gap: int = 0) -> Stack:
    """Rows under a head."""
    return Stack([heading(head), Stack(rows, gap=gap)], gap=0)
