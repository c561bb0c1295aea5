"""How a lesson is held: what the teacher chose before it began, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["quiz", "vote", "plays"]
"""A live quiz, one play that the class steers by vote, or a play of its own for each student or team."""

Board: TypeAlias = Literal["all", "teams", "hidden"]
"""Whose points the leaderboard shows."""

MOST_SEATS = 2_500
"""Students in one room; more are turned away at the door."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a lesson was opened with."""

    count: int | None = None
    """How many questions; None: all there are."""
    topic: str = ""
    """Only questions of this topic; empty: any."""
    reading: int = 0
    """Seconds to read before answers are taken."""
    seconds: int | None = None
    """Seconds to answer or vote; None: until the teacher closes."""
    certainty: bool = False
    """Students say how sure they are, and are marked by it."""
    speed: bool = False
    """Between students of equal marks, the quicker one stands first."""
    board: Board = "all"
    anonymous: bool = False
    """Nobody gives a name: seats are numbered."""
    teams: tuple[str, ...] = ()
    """The teams to choose among; none: everyone for themselves. In a story by vote with roles, the roles' names."""
    roles: bool = False
    """Each team is a role of the story, and its votes count for the decisions of its role."""
    argue: bool = False
    """Vote, argue a minute, vote again."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a lesson is about, whole: whoever resumes it needs no file but the journal."""

    id: str
    """The id of the bank or scenario."""
    source: str
    """Where it was read from, to be told."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Texts by name: `bank.yaml`, or `scenario.yaml` with `questions.yaml` and `banks/<id>.yaml` that it asks from."""
