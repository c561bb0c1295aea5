"""Lines printed for people: how wide and in which colours, and each as soon as it is there."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable

from isoquest.authoring.report.columns import wrapped
from isoquest.authoring.report.terminal import Paper
from isoquest.commands.desk import plain_width


def print_lines(lines: Iterable[str]) -> None:
    """Print lines at once, even into a pipe."""
    for line in lines:
        print(line)
    sys.stdout.flush()


def print_folded(text: str, first: str = "", rest: str | None = None) -> None:
    """Print a text that is safe for a terminal, folded at spaces there; anything else takes lines of any length.

    `first` is put before the first line and `rest` before the others, as wide as the first where it is left out.
    """
    width = plain_width() if sys.stdout.isatty() else None
    for line in wrapped(text, width, first, " " * len(first) if rest is None else rest):
        print(line)


def paper() -> Paper:
    """The terminal that the output goes to; anything else takes lines of any length."""
    if not sys.stdout.isatty():
        return Paper()
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Paper(max(40, min(120, shutil.get_terminal_size((80, 24)).columns)), colour=colour)
