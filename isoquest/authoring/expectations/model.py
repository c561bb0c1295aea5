"""The expectations of one scenario: plays that have to come out in a certain way, and conditions on all plays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, TypeAlias

from isoquest.authoring.expectations.limits import Limits
from isoquest.content.fields import NOWHERE, WORKED_OUT, Line, PlainId
from isoquest.content.model import Guard
from isoquest.content.problems import Place
from isoquest.engine.journal import Journal
from isoquest.engine.state import Decision

How: TypeAlias = Literal["never", "always", "sometimes"]


Seed = Annotated[int, "Seed"]
"""What chance falls by: longer than any other number that is written."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision of a play, and where it is written."""

    decision: Decision
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NamedNode:
    """A node, and where it is named."""

    id: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NamedFinding:
    """A check (`node.check`) or all checks of an assessment (`node`), and where it is named."""

    id: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ReplayFile:
    """A decision list in a file of its own, and where that file is named."""

    file: str
    journal: Journal
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectedPlay:
    """A list of decisions, and how the play has to come out. It has decisions or a replay, never both."""

    id: str = field(default="", compare=False, repr=False, metadata=WORKED_OUT)
    about: Line = ""
    seed: Seed | None = None
    """None: 1, or that of the replay."""
    decisions: tuple[Taken, ...] | None = None
    replay: ReplayFile | None = None
    ends: NamedNode | None = None
    """The ending to come to; without it and without `stops`, any."""
    stops: NamedNode | None = None
    """The node, no ending, at which the play stands in the end."""
    score: Limits | None = None
    """In per cent of what could be earned on the way taken."""
    marks: Limits | None = None
    """What was earned on the way taken."""
    found: tuple[NamedFinding, ...] | None = None
    not_found: tuple[NamedFinding, ...] | None = None
    open: tuple[NamedFinding, ...] | None = None
    closed: tuple[NamedFinding, ...] | None = None
    """Found at some time, and no longer open."""
    holds: Guard | None = None
    place: Place = field(default=NOWHERE, compare=False, repr=False, metadata=WORKED_OUT)

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The decisions, wherever they are written."""
        if self.replay is not None:
            return tuple(Taken(decision, self.replay.place) for decision in self.replay.journal.decisions)
        return self.decisions or ()

    @property
    def played_with(self) -> int:
        """The seed that it is played with."""
        return self.replay.journal.seed if self.replay is not None else 1 if self.seed is None else self.seed


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that never, always or sometimes holds where a play stops for the player."""

    SHORTHAND: ClassVar[str] = "when"
    when: Guard
    at: tuple[NamedNode, ...] | None = None
    """The nodes at which it is looked at; None: every node at which a play stops."""
    about: Line = ""
    how: How = field(default="never", compare=False, repr=False, metadata=WORKED_OUT)
    place: Place = field(default=NOWHERE, compare=False, repr=False, metadata=WORKED_OUT)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Ids of the nodes that are named."""
        return tuple(node.id for node in self.at or ())


Conditions = Annotated[tuple[Condition, ...], "Conditions"]
"""Conditions of which one that is broken leaves its neighbours whole."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """Everything that is expected of one scenario."""

    isoquest: int = 1
    plays: Mapping[PlainId, ExpectedPlay] = field(default_factory=dict)
    never: Conditions = ()
    always: Conditions = ()
    sometimes: Conditions = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of all three kinds."""
        return (*self.never, *self.always, *self.sometimes)
