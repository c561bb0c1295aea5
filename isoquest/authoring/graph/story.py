"""What a picture of a story is made of: boxes in the bands of their phases, and the ways between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from isoquest.content.model import EndingKind, Phase

PHASES: tuple[str, ...] = get_args(Phase)
"""The phases in the order in which a company meets them."""

NodeKind = Literal["scene", "passed", "chance", "questions", "audit", "ending", "meter", "folded"]
"""What a node is; `meter` stands for every scene that can bring a meter to its edge, `folded` for a whole phase."""

EdgeKind = Literal["choice", "route", "outcome", "meter", "folded"]


@dataclass(frozen=True, slots=True)
class StoryNode:
    """A box of the picture. Its texts are safe to print and stand on one line."""

    id: str
    title: str
    kind: NodeKind
    phase: str | None = None
    """The band in which it stands; None where neither it nor what leads to it names a phase."""
    ending: EndingKind | None = None
    reachable: bool = True
    start: bool = False
    note: str = ""
    """What more the box says, such as how many nodes a folded phase has."""
    sources: tuple[str, ...] = ()
    """Of a meter's edge: the nodes from which it can be reached."""


@dataclass(frozen=True, slots=True)
class StoryEdge:
    """A way from one node to another."""

    source: str
    target: str
    kind: EdgeKind
    label: str = ""
    """The id of the choice or outcome that is this way; empty where the story goes on by itself."""
    text: str = ""
    """The choice in the player's words."""
    when: str = ""
    """The condition under which the choice is open; empty where always."""
    condition: str = ""
    """The condition under which the story then goes this way rather than another; empty where always."""
    reachable: bool = True
    meter: str = ""
    """Of a way that a meter opens: the meter and its edge, such as `budget.at_min`."""


@dataclass(frozen=True, slots=True)
class StoryGraph:
    """The nodes in the order of the scenario, and every way between them."""

    title: str
    about: str
    """How much of the story this is, in a sentence."""
    nodes: Mapping[str, StoryNode]
    edges: tuple[StoryEdge, ...]

    @property
    def out_of_reach(self) -> tuple[str, ...]:
        """The ids of the nodes that no play can reach."""
        return tuple(node.id for node in self.nodes.values() if not node.reachable)

    def bands(self) -> dict[str | None, list[StoryNode]]:
        """The nodes by phase, in the order of the phases; those of none come last."""
        found: dict[str | None, list[StoryNode]] = {}
        for phase in (*PHASES, None):
            nodes = [node for node in self.nodes.values() if node.phase == phase]
            if nodes:
                found[phase] = nodes
        return found


def phase_name(phase: str | None) -> str:
    """A phase as a heading."""
    return "No phase" if phase is None else phase.capitalize()
