"""The play screen: a scene of a play that is kept."""

from __future__ import annotations

from isoquest.content.reference import Reference
from isoquest.progress.sitting import Sitting
from isoquest.tui.loading import shelved_for
from isoquest.tui.screens.scene import ScenePage


class PlayPage(ScenePage):
    """A play with its player at it. Every decision is on disk before what it led to is shown."""

    def __init__(self, sitting: Sitting, reference: Reference) -> None:
        super().__init__(sitting, reference)
        self._kept = sitting

    def action_look_back(self) -> None:
        """Look back on the play so far."""
        self.isoquest.look_back(self._kept)

    def play_again(self) -> None:
        """Begin a new play of the same scenario."""
        self.isoquest.begin(shelved_for(self._kept.saved), self.scenario)
