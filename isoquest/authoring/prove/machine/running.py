"""A machine made ready to run: conditions and effects as functions, the ways out of each place, places in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from isoquest.authoring.prove.machine.components import components
from isoquest.authoring.prove.machine.encoding import Change, Encoding, Test
from isoquest.authoring.prove.machine.guards import ALWAYS, Guard, every, negated
from isoquest.authoring.prove.machine.model import Edge, Machine


@dataclass(frozen=True, slots=True)
class Way:
    """An edge with its condition and its effects as functions."""

    number: int
    """The edge's position in the machine."""
    edge: Edge
    target: int
    test: Test | None
    """None where the way is always open."""
    change: Change | None
    """None where nothing changes."""


class OutOfTimeError(Exception):
    """The time allowed is used up."""


class Running:
    """A machine ready to run."""

    def __init__(self, machine: Machine, expired: Callable[[], bool] = lambda: False) -> None:
        self.machine = machine
        self.expired = expired
        """No time is left for anything that is done with the machine."""
        self.encoding = Encoding(machine.variables)
        self.ways: list[list[Way]] = [[] for _ in machine.places]
        """The ways out of each place, in the author's order."""
        self.into: list[list[Way]] = [[] for _ in machine.places]
        for number, edge in enumerate(machine.edges):
            test = None if edge.guard == ALWAYS else self.encoding.test(edge.guard)
            change = self.encoding.change(edge.effects) if edge.effects else None
            way = Way(number, edge, edge.target, test, change)
            self.ways[edge.source].append(way)
            self.into[edge.target].append(way)
        found = components([[way.target for way in ways] for ways in self.ways])
        self.component = [0] * len(machine.places)
        """For each place the number of its component; a way leads to the same or a greater number."""
        self.order: list[int] = []
        """The places, those of an earlier component first."""
        self.loops: list[list[int]] = []
        """The components in which a play can go round, in order."""
        for number, members in enumerate(reversed(found)):
            for place in members:
                self.component[place] = number
            self.order += members
            if len(members) > 1 or any(way.target == members[0] for way in self.ways[members[0]]):
                self.loops.append(members)

    def in_time(self) -> None:
        """Nothing, as long as there is time; whatever may take long asks again and again.

        Raises `OutOfTimeError`.
        """
        if self.expired():
            raise OutOfTimeError

    def stuck(self, place: int) -> Guard:
        """Where no way out of a place is open."""
        sizes = self.machine.sizes
        return every(*(negated(way.edge.guard, sizes) for way in self.ways[place]))
