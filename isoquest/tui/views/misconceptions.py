"""What is often believed and is not so: told to those who took it for true."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.visual import Visual

from isoquest.content.prose import plain
from isoquest.content.reference import Reference
from isoquest.tui.one_line import line


def often_believed(named: Iterable[str], reference: Reference, *, with_truth: bool) -> list[Visual]:
    """A line for each misconception of these ids: the sentence as people say it, and what holds where that is wanted.

    An id that the reference does not hold is passed over.
    """
    shown: list[Visual] = []
    for one in (reference.misconceptions[name] for name in named if name in reference.misconceptions):
        told = Content.assemble(("Often believed: ", "$quiet"), line(f"“{one.believed}”", "italic"))
        shown.append(Content.assemble(told, " ", line(plain(one.instead))) if with_truth else told)
    return shown
