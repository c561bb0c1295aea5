"""What is left of a machine once everything is cut away from which a goal cannot be reached."""

from __future__ import annotations

from collections.abc import Iterable

from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import Way
from isoquest.authoring.prove.search.needed import Needed
from isoquest.authoring.prove.search.slices import Slice


class Leg:
    """The states of one slice that can come about and can lead to a goal."""

    def __init__(self, seen: Slice, found: dict[int, int]) -> None:
        self.slice = seen
        self.found = found
        """For each place on the way its states."""
        self._bytes: dict[int, bytes] = {}

    def leads(self, place: int, state: int) -> bool:
        """False only where no play leads from a state at a place to the goal."""
        states = self._bytes.get(place)
        if states is None:
            found = self.found.get(place, 0)
            states = self._bytes[place] = found.to_bytes((found.bit_length() + 7) // 8, "little")
        index = self.slice.index(place, state)
        return index >> 3 < len(states) and states[index >> 3] >> (index & 7) & 1 == 1


class Corridor:
    """The states that several slices of a machine all see a way from to one goal."""

    def __init__(self, goal: Goal, needed: Needed, legs: Iterable[Leg]) -> None:
        self.goal = goal
        self.needed = needed
        self.legs = list(legs)
        self._latest = self.legs[::-1]
        """The last first, which follows what the others let through."""
        self.running = self.legs[0].slice.running
        self.followed = frozenset(variable for leg in self.legs for variable in leg.slice.variables)
        """The variables that a slice follows."""
        self.distance = self._distance()
        """For each of its places how many edges the goal is away."""

    def _distance(self) -> dict[int, int]:
        places = set(self.legs[0].found).intersection(*(leg.found for leg in self.legs[1:]))
        distance = {self.goal.place: 0}
        order = [self.goal.place]
        for here in order:
            for way in self.running.into[here]:
                source = way.edge.source
                if source in places and source not in distance:
                    distance[source] = distance[here] + 1
                    order.append(source)
        return distance

    def admits(self, place: int, state: int) -> bool:
        """False only where no play leads from a state at a place to the goal."""
        return self.needed.admits(place, state) and self.leads(place, state)

    def leads(self, place: int, state: int) -> bool:
        """As `admits`, as far as the slices know."""
        return all(leg.leads(place, state) for leg in self._latest)

    def lets_through(self, way: Way, state: int) -> bool:
        """Whether no slice sees that a way is shut."""
        place = way.edge.source
        return all(leg.slice.open(way) >> leg.slice.index(place, state) & 1 for leg in self.legs)
