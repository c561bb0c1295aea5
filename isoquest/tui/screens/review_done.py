"""The end of today's reviews: what was done, and how much comes back when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.visual import Visual

from isoquest.tui.screens.reading import ReadingPage
from isoquest.tui.views.forecast import review_done


class ReviewDone(ReadingPage):
    """Done, passed over, and the two weeks to come."""

    HEAD = "Review"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,h", "back", "Home", id="home", tooltip="Back to the home screen"),
    ]

    def __init__(self, done: int, gone: int, waiting: int, coming: Sequence[tuple[date, int]]) -> None:
        super().__init__()
        self._told = (done, gone, waiting, coming)

    def text(self) -> Visual:
        """The figures and the bars."""
        return review_done(*self._told)
