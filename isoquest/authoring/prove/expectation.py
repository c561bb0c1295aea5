"""What an author expects of every play, or of some: conditions that a proof then checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from isoquest.content.model import Guard
from isoquest.content.problems import Place


@dataclass(frozen=True, slots=True)
class Expectation:
    """A condition that never, always or sometimes holds where a play stops for the player."""

    how: Literal["never", "always", "sometimes"]
    guard: Guard
    place: Place
    at: str | None = None
    """The node at which it is looked at; None: at every node at which a play stops."""
