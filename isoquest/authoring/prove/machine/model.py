"""A scenario as a proof sees it: variables of finite range, places, and the edges between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from isoquest.authoring.prove.machine.guards import ALWAYS, Guard

WIDE = 2048
"""A variable with more values than this is followed in concrete plays only; a proof takes it for any value."""

VariableKind = Literal["meter", "held", "visited", "chosen", "found", "open", "count", "picked", "pending"]


@dataclass(frozen=True, slots=True)
class Variable:
    """Something that changes in a play; its i-th value is `low + i * step`."""

    name: str
    kind: VariableKind
    size: int
    start: int = 0
    """Position of its first value."""
    low: int = 0
    step: int = 1
    meter: int = -1
    """The meter's index, for one that is a meter."""

    @property
    def wide(self) -> bool:
        """It has too many values for sets of values."""
        return self.size > WIDE


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edge does to one variable: `add` positions, clamped to the range, or `set` a position."""

    variable: int
    kind: Literal["add", "set"]
    amount: int


PlaceKind = Literal["choice", "answer", "chance", "look", "auto", "end"]
"""Who decides there: the player, the player's knowledge, chance, the auditor's sample, nobody; or the play is over."""

Act = Literal["choose", "continue", "right", "wrong", "outcome", "look", "skip", "auto"]


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one place to another, open where the guard holds."""

    source: int
    target: int
    act: Act
    name: str = ""
    """Id of the choice or outcome that the edge belongs to."""
    guard: Guard = ALWAYS
    effects: tuple[Effect, ...] = ()
    marks: int = 0
    """What the decision scores where the choices open beside it score otherwise."""
    weight: int = 1
    """How likely, beside the other edges of a chance."""
    route: int = -1
    """Which of the conditional ways of a node or a decision it is, from 0."""
    reaches: tuple[int, str] | None = None
    """The meter, by its index, that comes to its `min` or `max` here and sends the play elsewhere."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point between two decisions; a node of the scenario has one or several."""

    index: int
    node: str
    kind: PlaceKind
    remaining: int = 0
    """Of an auditor's sample: how many checks are still to come, this one included."""
    sample: int = 0
    """And how many are drawn in all."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that a play may or may not come to: a place, in a state in which the guard holds."""

    place: int
    guard: Guard = ALWAYS


@dataclass(slots=True)
class Machine:
    """Variables, places and edges, the first place being `start`."""

    variables: list[Variable] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    start: int = 0
    entries: dict[str, int] = field(default_factory=dict)
    """The place at which each node is entered."""
    standing: dict[str, int] = field(default_factory=dict)
    """The place at which a node's text is read and its choices are open, or its chance is drawn."""

    paragraphs: dict[str, tuple[Guard, ...]] = field(default_factory=dict)
    """For each node the conditions of the paragraphs added to its text."""
    expected: list[tuple[Goal, ...]] = field(default_factory=list)
    """For each expectation what would break it, or, where something is to hold sometimes, what would meet it."""

    @property
    def sizes(self) -> list[int]:
        """The number of values of each variable."""
        return [variable.size for variable in self.variables]
