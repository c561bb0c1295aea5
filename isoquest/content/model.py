"""A scenario as the engine plays it: immutable, every name resolved, every condition compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from isoquest.content.expressions import Condition, Standing
from isoquest.content.fields import (
    NOWHERE,
    Clause,
    FactId,
    FindingId,
    Line,
    MeterId,
    MeterOrHeldId,
    MisconceptionId,
    NameId,
    NodeId,
    PlainId,
    Prose,
    RoleId,
    StandardId,
    TopicId,
    worked_out,
)
from isoquest.content.names import Grade, Names
from isoquest.content.problems import Place
from isoquest.content.questions import Question

Phase = Literal["choose", "plan", "build", "run", "check", "audit", "after"]
Good = Literal["high", "low", "neutral"]
EndingKind = Literal["success", "partial", "wise", "failure"]


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition as written, as a typed tree and as a compiled test."""

    text: str
    condition: Condition
    holds: Callable[[Standing], bool] = field(compare=False, repr=False)
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition as written, over the names of another scenario: compiled when that scenario is there."""

    text: str
    place: Place = worked_out(NOWHERE)
    pointable: bool = worked_out(default=False)
    """`place` holds the text's characters one by one, so that a part of it can be pointed at."""


@dataclass(frozen=True, slots=True)
class Meter:
    """A number that decisions move, clamped to `min`..`max`, both included."""

    start: int
    id: str = worked_out("")
    name: Line = ""
    min: int = 0
    max: int = 100
    unit: Line = ""
    good: Good = "high"
    at_min: NodeId | None = None
    at_max: NodeId | None = None
    hidden: bool = False
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that the player can hold and an auditor can ask for."""

    SHORTHAND: ClassVar[str] = "name"
    name: Line
    id: str = worked_out("")
    clause: Clause | None = None
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something remembered and never shown; the note is the author's own."""

    SHORTHAND: ClassVar[str] = "note"
    note: Line
    id: str = worked_out("")
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Person:
    """A character of the story."""

    name: Line
    role: Line
    wish: Line = ""


@dataclass(frozen=True, slots=True)
class Effects:
    """What a decision does, resolved: shifts are clamped, then values set; bits given, taken and closed."""

    shifts: tuple[tuple[int, int, int, int], ...] = ()
    """Index of a meter, amount added, the meter's min and max."""
    sets: tuple[tuple[int, int], ...] = ()
    """Index of a meter and its new value."""
    give: int = 0
    take: int = 0
    close: int = 0


NO_EFFECTS = Effects()


@dataclass(frozen=True, slots=True)
class Route:
    """A node to go to, if the condition holds."""

    SHORTHAND: ClassVar[str] = "node"
    node: NodeId
    when: Guard | None = None
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the player can decide at a node."""

    text: Line
    to: tuple[Route, ...]
    id: str = worked_out("")
    when: Guard | None = None
    locked: Line = ""
    """Why it is not open, shown while `when` does not hold; without it the choice is then hidden."""
    earlier: tuple[Stated, ...] = ()
    """Taken by itself where the play goes on from an earlier one whose last state fulfils all of these."""
    add: Mapping[MeterId, int] = field(default_factory=dict)
    set: Mapping[MeterOrHeldId, int | bool] = field(default_factory=dict)
    close: tuple[FindingId, ...] = ()
    score: int = 0
    topic: TopicId | None = None
    clause: Clause | None = None
    feedback: Prose = ""
    because: tuple[FactId, ...] = ()
    misconception: MisconceptionId | None = None
    """What is often believed and is not so, and leads to this choice."""
    effects: Effects = worked_out(NO_EFFECTS)
    bit: int = worked_out(0)
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the things that chance can bring, `weight` times as likely as one of weight 1."""

    to: tuple[Route, ...]
    weight: int = 1
    id: str = worked_out("")
    add: Mapping[MeterId, int] = field(default_factory=dict)
    set: Mapping[MeterOrHeldId, int | bool] = field(default_factory=dict)
    close: tuple[FindingId, ...] = ()
    feedback: Prose = ""
    because: tuple[FactId, ...] = ()
    effects: Effects = worked_out(NO_EFFECTS)
    bit: int = worked_out(0)
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that an auditor looks for; when `needs` does not hold it becomes a finding."""

    needs: Guard
    grade: Grade
    finding: Line
    id: str = worked_out("")
    clause: Clause | None = None
    conforms: Line = ""
    because: tuple[FactId, ...] = ()
    bit: int = worked_out(0)
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Assessment:
    """An auditor's plan: the checks, and how many of them are drawn (None: all)."""

    checks: Mapping[PlainId, Check]
    sample: int | None = None
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Ask:
    """Questions put at a node: `count` of those of a bank and topic, drawn by the play's seed."""

    count: int = 1
    bank: PlainId | None = None
    """The id of a bank; left out: the questions beside the scenario."""
    topic: PlainId | None = None
    """A topic of that bank; left out: any."""
    score: int = 1
    """What a right answer scores; a wrong one scores nothing."""
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Reward:
    """What each right, or each wrong, answer at a node does."""

    add: Mapping[MeterId, int] = field(default_factory=dict)
    set: Mapping[MeterOrHeldId, int | bool] = field(default_factory=dict)
    close: tuple[FindingId, ...] = ()
    effects: Effects = worked_out(NO_EFFECTS)
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a play ended."""

    kind: EndingKind
    title: Line
    outcome: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that is added when its condition holds."""

    when: Guard
    text: Prose


@dataclass(frozen=True, slots=True)
class Node:
    """A moment of the story, and how it goes on."""

    id: str = worked_out("")
    title: Line = ""
    phase: Phase | None = None
    topic: TopicId | None = None
    clause: Clause | None = None
    role: RoleId | None = None
    """Whose decision it is, where a class plays by vote; None: everybody's."""
    text: Prose = ""
    also: tuple[Paragraph, ...] = ()
    choices: Mapping[PlainId, Choice] = field(default_factory=dict)
    to: tuple[Route, ...] = ()
    chance: Mapping[PlainId, Outcome] = field(default_factory=dict)
    assess: Assessment | None = None
    ask: Ask | None = None
    right: Reward | None = None
    wrong: Reward | None = None
    ending: Ending | None = None
    questions: tuple[Question, ...] = worked_out(())
    """The questions that `ask` draws from, each with its grading rule."""
    bit: int = worked_out(0)
    place: Place = worked_out(NOWHERE)

    @property
    def decisions(self) -> tuple[Choice | Outcome, ...]:
        """Everything here that can be chosen or drawn."""
        return (*self.choices.values(), *self.chance.values())

    @property
    def waits(self) -> bool:
        """The player sees this node; otherwise it is passed at once."""
        return bool(self.text or self.choices or self.assess or self.ask or self.ending)


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """One company's story, ready to be played."""

    isoquest: int
    title: Line
    summary: Line
    start: NodeId
    nodes: Mapping[PlainId, Node]
    id: str = worked_out("")
    version: Line = "1"
    standard: tuple[StandardId, ...] = ()
    minutes: int | None = None
    follows: PlainId | None = None
    """The id of the scenario whose finished plays can be carried over into this one."""
    topics: Mapping[PlainId, Line] = field(default_factory=dict)
    cast: Mapping[PlainId, Person] = field(default_factory=dict)
    roles: Mapping[PlainId, Line] = field(default_factory=dict)
    """The parts of the company that take its decisions, by id with their names."""
    meters: Mapping[NameId, Meter] = field(default_factory=dict)
    evidence: Mapping[NameId, Evidence] = field(default_factory=dict)
    flags: Mapping[NameId, Flag] = field(default_factory=dict)
    names: Names = worked_out(Names())
    content_hash: str = worked_out("")
    """SHA-256 of the file as it was read, in hexadecimal."""
    file: str = worked_out("")
    place: Place = worked_out(NOWHERE)
    follows_place: Place = worked_out(NOWHERE)
    """Where the id of the scenario that it follows is written."""
