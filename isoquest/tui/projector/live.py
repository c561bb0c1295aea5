"""What the projector needs of a live room."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Protocol

from isoquest.classroom.room.events import Order
from isoquest.classroom.room.replies import Reply
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.standings import Standings
from isoquest.content.reference import Reference


class Settled(Protocol):
    """What came of an order."""

    @property
    def reply(self) -> Reply:
        """Whether the room took it."""


class Live(Protocol):
    """A room that goes on by itself while it is shown."""

    @property
    def room(self) -> Room:
        """What has happened up to now. Not to be changed."""

    @property
    def standings(self) -> Standings | None:
        """The leaderboard of a quiz; None for a story."""

    @property
    def reference(self) -> Reference:
        """The facts that explanations rest on."""

    @property
    def connected(self) -> AbstractSet[str]:
        """The seats with a phone that is connected now."""

    @property
    def trouble(self) -> str:
        """What the teacher should go on seeing, such as that nothing is being kept; empty when all is well."""

    @property
    def revision(self) -> int:
        """Rises with every change that could be seen."""

    async def changed(self, after: int) -> object:
        """Wait until `revision` is higher than `after`."""

    def now(self) -> int:
        """The room's time in milliseconds since 1970."""

    async def order(self, order: Order, *, value: str = "", amount: int = 0, stage: int | None = None) -> Settled:
        """Have something done; with `stage`, only while the room is still there."""
