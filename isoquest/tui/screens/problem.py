"""One problem in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.binding import Binding
from textual.visual import Visual

from isoquest.content.problems import Problem
from isoquest.tui.screens.reading import ReadingPage
from isoquest.tui.views.problems import problem_in_full


class ProblemPage(ReadingPage):
    """What is wrong, the lines where it stands, and the way out."""

    HEAD = "A problem in the file"
    BINDINGS = [Binding("enter", "back", "Back", show=False)]  # noqa: RUF012 - Textual's own

    def __init__(self, problem: Problem, lines: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._problem = problem
        self._lines = lines

    def text(self) -> Visual:
        """All of it."""
        return problem_in_full(self._problem, self._lines)
