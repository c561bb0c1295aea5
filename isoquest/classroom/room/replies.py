"""What comes of an event: whether it was taken, and who has to be shown something new."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Audience: TypeAlias = Literal["teacher", "seat", "team", "everyone"]
"""The teacher alone sees that something was counted; a seat sees its own, and so does a team; everyone sees
another stage."""


class Taken(NamedTuple):
    """The event changed the room, or had done so before."""

    tell: Audience = "teacher"


class Refused(NamedTuple):
    """The event changed nothing."""

    reason: str
    """A sentence for whoever caused it."""


Reply: TypeAlias = Taken | Refused
