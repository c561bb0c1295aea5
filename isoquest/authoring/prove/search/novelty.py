"""A search that keeps few states at each place, as different as can be: it finds most of what can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.search.aims import NEAREST, Aim
from isoquest.authoring.prove.states.exhaustive import marks_count
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.sighting import Sighting
from isoquest.chance import below

KEPT = 80
"""States kept at a place."""
BY_MARKS = 8
"""States with the fewest marks, and with the most, that are kept at a place."""
MOST_BYTES = 150_000_000
"""So much memory may the states kept take, roughly: where there are many places, fewer are kept at each."""
FEWEST = 4
BYTES_A_STATE = 300
"""Besides its variables, in which each value is a bit twice."""
OFFERED = 1200
"""States among which those to keep are chosen."""


class Novelty:
    """States seen at each place, found by running the machine from its start.

    Of the states that come nearest to each of the `aims` some are kept at every place.
    """

    def __init__(
        self, running: Running, reduction: Reduction, expired: Callable[[], bool], aims: Sequence[Aim] = ()
    ) -> None:
        self.running = running
        self.reduction = reduction
        self.aims = aims
        self._expired = expired
        most = MOST_BYTES // (BYTES_A_STATE + running.encoding.start.bit_length() // 4) // len(running.ways)
        self.kept = max(min(FEWEST, KEPT), min(KEPT, most))
        """States kept at a place."""
        self._crowd = max(self.kept, min(KEPT + NEAREST * len(aims), most))
        """States at a place from which on none are kept for being near."""
        self.seen: list[list[Sighting]] = [[] for _ in running.ways]
        self._offered: list[dict[int, Sighting]] = [{} for _ in running.ways]
        self._known: list[set[int]] = [set() for _ in running.ways]
        self._values = [0] * len(running.ways)
        """For each place the values that some state kept there has."""
        start = running.machine.start
        self.offer(Sighting(start, running.encoding.start, 0, 0, None, -1))
        self.run(expired)

    def offer(self, sighting: Sighting) -> None:
        """Put a state forward for its place; `run` decides whether it is kept and gone on from."""
        place = sighting.place
        reduced = self.reduction.reduced(place, sighting.state)
        offered = self._offered[place]
        if reduced not in self._known[place] and len(offered) < OFFERED:
            offered.setdefault(reduced, sighting)

    def run(self, expired: Callable[[], bool]) -> None:
        """Go on from the states put forward, places in order; round a loop until that brings no news."""
        running = self.running
        turn = 0
        while turn < len(running.order):
            place = running.order[turn]
            if not self._offered[place]:
                turn += 1
                continue
            if expired():
                return
            component = running.component[place]
            again = False
            for number, sighting in enumerate(self._chosen(place)):
                if number % 16 == 15 and expired():  # noqa: PLR2004 - a place may have very many ways
                    return
                for follower in self.followers(sighting):
                    self.offer(follower)
                    again = again or running.component[follower.place] == component
            turn += 1
            if again:
                while turn and running.component[running.order[turn - 1]] == component:
                    turn -= 1

    def followers(self, sighting: Sighting) -> Iterable[Sighting]:
        """What one more step can lead to."""
        ways = self.running.ways[sighting.place]
        is_open = [way for way in ways if way.test is None or way.test(sighting.state)]
        scores = marks_count(is_open)
        for way in is_open:
            state = sighting.state if way.change is None else way.change(sighting.state)
            marks = sighting.marks + (way.edge.marks if scores else 0)
            yield Sighting(way.target, state, marks, sighting.steps + 1, sighting, way.number)

    def _chosen(self, place: int) -> list[Sighting]:
        """Of the states put forward those to keep: extremes, then new values, then any."""
        offered = self._offered[place]
        self._offered[place] = {}
        room = self.kept - len(self.seen[place])
        picked = offered if len(offered) <= room else self._picked(place, offered, room)
        self._known[place].update(picked)
        for sighting in picked.values():
            self._values[place] |= sighting.state
        self.seen[place] += picked.values()
        return list(picked.values())

    def _picked(self, place: int, offered: dict[int, Sighting], room: int) -> dict[int, Sighting]:
        """As many as there is room for; past that, those alone that show a new value."""
        picked: dict[int, Sighting] = {}
        room = max(room, 0)
        if room > 0:
            for reduced in self._extremes(place, offered):
                picked[reduced] = offered[reduced]
        states = [sighting.state for sighting in offered.values()]
        marks = [sighting.marks for sighting in offered.values()]
        keys = list(offered)
        for aim in self.aims:
            if len(self.seen[place]) + len(picked) > self._crowd or self._expired():
                break
            for number in aim.nearest(states, marks):
                picked[keys[number]] = offered[keys[number]]
        values = self._values[place]
        for sighting in picked.values():
            values |= sighting.state
        matters = self.reduction.live[place] & self.running.encoding.narrow_bits
        most = room + self.kept
        for reduced, sighting in offered.items():
            if sighting.state & matters & ~values and len(picked) < most:
                values |= sighting.state
                picked[reduced] = sighting
        rest = [reduced for reduced in offered if reduced not in picked]
        for turn in range(min(room - len(picked), len(rest))):
            chosen = below(place, turn, len(rest))
            reduced = rest[chosen]
            rest[chosen] = rest[-1]
            rest.pop()
            picked[reduced] = offered[reduced]
        return picked

    def _extremes(self, place: int, offered: dict[int, Sighting]) -> Iterable[int]:
        """For the score and each variable of several values, where it is least and where greatest."""
        by_marks = sorted(offered, key=lambda reduced: offered[reduced].marks)
        yield from by_marks[:BY_MARKS]
        yield from by_marks[-BY_MARKS:]
        live = self.reduction.live[place]
        keys, states = list(offered), [sighting.state for sighting in offered.values()]
        for field in self.running.encoding.fields:
            bits = field.bits
            if field.size > 2 and live & bits:  # noqa: PLR2004 - a variable of two values has no extremes to seek
                values = [state & bits for state in states]
                yield keys[values.index(min(values))]
                yield keys[values.index(max(values))]

    def take_over(self, other: Novelty) -> None:
        """Add the states that another search of the same machine has kept."""
        for seen, theirs in zip(self.seen, other.seen, strict=True):
            known = {sighting.state for sighting in seen}
            seen += [sighting for sighting in theirs if sighting.state not in known]
