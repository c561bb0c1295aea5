"""Someone's place at a play, as the screen with its scenes needs it."""

from __future__ import annotations

from typing import Protocol

from isoquest.engine.debrief import Consequence
from isoquest.engine.play import Play
from isoquest.engine.state import Refusal


class Seat(Protocol):
    """A play that can be played on. Methods may wait for the disk: they are called off the event loop."""

    play: Play
    notice: str
    """What the player should go on seeing; empty when all is well."""
    told: list[str]
    """Things to tell the player once; they are taken out when they are told."""

    def decide(self, choice_id: str) -> Consequence | Refusal:
        """Take a choice; gives what it led to, or why it cannot be taken."""

    def undo(self) -> bool:
        """Take the last decision back. False when there is none."""
