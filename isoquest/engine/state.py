"""Where a play stands: small, immutable, hashable, and the same for the same decisions everywhere."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class State(NamedTuple):
    """One moment of a play. The records are bit sets whose positions `Scenario.names` gives."""

    seed: int
    node: str
    """Id of the node that the player sees."""
    meters: tuple[int, ...]
    held: int = 0
    """Evidence and flags that are there."""
    visited: int = 0
    chosen: int = 0
    """Choices taken and outcomes drawn."""
    found: int = 0
    """Checks that have failed at some time."""
    open: int = 0
    """Checks whose finding is open."""
    drawn: int = 0
    """How many random numbers have been drawn."""
    asked: int = 0
    """Position in the stream at which the questions of the present node were drawn."""
    answered: int = 0
    """How many of them have been answered."""


class Decision(NamedTuple):
    """What a player decided: a choice of a node. Written `node.choice`."""

    node: str
    choice: str

    def __str__(self) -> str:
        return f"{self.node}.{self.choice}"

    @classmethod
    def read(cls, text: str) -> Decision | None:
        """The decision written as `node.choice`, or None when the text is none."""
        node, dot, choice = text.partition(".")
        written = dot and node and choice and "." not in choice and text.isprintable()
        return cls(node, choice) if written else None


CONTINUE = "continue"
"""The choice of a node that the player only reads and leaves."""


class Chosen(NamedTuple):
    """The player took a choice (`continue` where there was nothing to choose)."""

    decision: Decision


class Drawn(NamedTuple):
    """Chance brought an outcome."""

    node: str
    outcome: str


class Assessed(NamedTuple):
    """An assessment was made: which of the node's checks were looked at, in their order, and which failed."""

    node: str
    looked_at: tuple[str, ...]
    failed: tuple[str, ...]


class EdgeReached(NamedTuple):
    """A meter came to an edge from which the play goes elsewhere at once."""

    meter: str
    edge: str
    """`min` or `max`."""
    node: str


class Answered(NamedTuple):
    """A question was answered; `share` of its mark (0 to 1) was earned."""

    node: str
    question: str
    answer: tuple[str, ...]
    share: Fraction


Event = Chosen | Drawn | Assessed | Answered | EdgeReached


class Step(NamedTuple):
    """What one decision led to: the new state, and what happened on the way, in order."""

    state: State
    events: tuple[Event, ...]


class Refusal(NamedTuple):
    """Why an action is impossible, as a sentence for the player. Nothing has changed."""

    reason: str
