"""All meters and all evidence, for terminals without room at the side."""

from __future__ import annotations

from textual.binding import Binding
from textual.visual import Visual

from isoquest.engine.play import Play
from isoquest.tui.screens.reading import ReadingPage
from isoquest.tui.views.standing import standing


class Standing(ReadingPage):
    """Where the player stands."""

    HEAD = "Where you stand"
    BINDINGS = [Binding("e", "back", "Back", show=False)]  # noqa: RUF012 - Textual's own

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play

    def text(self) -> Visual:
        """Meters and evidence."""
        return standing(self._play.scenario, self._play.state, 40)
