"""A state that was seen, and how a run came to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)  # not frozen, as so many are made that it would be felt
class Sighting:
    """A state at a place that a run comes to, with the way it came."""

    place: int
    state: int
    marks: int
    """What the decisions on the way have scored."""
    steps: int
    """How many edges led here."""
    parent: Sighting | None
    edge: int
    """Number of the edge that led here; -1 at the start."""

    @property
    def path(self) -> tuple[int, ...]:
        """The numbers of the edges from the start to here."""
        path = []
        at: Sighting | None = self
        while at is not None and at.parent is not None:
            path.append(at.edge)
            at = at.parent
        return tuple(reversed(path))
