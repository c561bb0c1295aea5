"""Plays carried on, soundly, carelessly or nearly so, from the start and from states that have what a goal asks for.

What an ending asks for beside its own condition is often a play that is sound throughout but for one decision. Such
plays are one step from many that were seen, and hard to come by for a search that keeps few states at a place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from isoquest.authoring.prove.machine.guards import variables_of
from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import Running, Way
from isoquest.authoring.prove.search.boxes import boxes
from isoquest.authoring.prove.states.sighting import Sighting
from isoquest.chance import below

STARTS = 16
"""States from which plays are carried on for each goal."""
SEEN = 32
"""States of each place among which these are chosen."""
SOUND = (100, 92, 0)
"""How many decisions in a hundred take the most marks, play by play; where it is 0, all take the fewest."""
PLAYS = 1_200
"""Plays carried on from the very start."""
NEARLY_SOUND = (97, 93, 90, 85, 78)
"""And how sound these are."""
STEERED = 35
"""How many decisions in a hundred move a number where it is to go, in plays that are steered."""
LONGEST = 600
"""Steps after which a play that goes round is given up."""


Open = tuple[Goal, Callable[[int], bool]]
"""A goal with its condition as a function."""


Steer = tuple[int, int]
"""A variable, and whether it is to become more (1) or less (-1)."""


def _moved(way: Way, steer: Steer) -> int:
    """How far a way moves a variable where it is to go."""
    return next((e.amount * steer[1] for e in way.edge.effects if e.variable == steer[0] and e.kind == "add"), 0)


class Rollouts:
    """Carries plays on; the runs that come to goals can be added to the states seen."""

    def __init__(self, running: Running, sets: list[int], seen: Sequence[Sequence[Sighting]]) -> None:
        self.running = running
        self.sets = sets
        self.seen = seen
        self._drawn = 0
        self._start = Sighting(running.machine.start, running.encoding.start, 0, 0, None, -1)

    def from_the_start(
        self, goals: Iterable[Goal], expired: Callable[[], bool], plays: int = PLAYS
    ) -> dict[Goal, Sighting]:
        """The ends of runs to those of the goals that nearly sound plays come to; until all are, or so many plays."""
        left = self._open(goals)
        found: dict[Goal, Sighting] = {}
        most = sum(map(len, left.values()))
        for number in range(plays):
            if len(found) == most or expired():
                break
            self._note(self._carried_on(self._start, NEARLY_SOUND[number % len(NEARLY_SOUND)]), left, found)
        return found

    def from_what_was_seen(
        self, goals: Iterable[Goal], expired: Callable[[], bool], starts: int = STARTS
    ) -> dict[Goal, Sighting]:
        """The ends of runs to those of the goals that plays come to from states that have what each asks for."""
        wanted = list(goals)
        left = self._open(wanted)
        found: dict[Goal, Sighting] = {}
        for goal in wanted:
            if goal in found:
                continue
            if expired():
                break
            steers = (None, *self._steers(goal))
            for start in self._starts(goal, starts, steered=len(steers) > 1):
                for sound, steer in product(SOUND, steers):
                    if goal in found or expired():
                        break
                    self._note(self._carried_on(start, sound, steer), left, found)
        return found

    def _steers(self, goal: Goal) -> set[Steer]:
        """For each number that the condition compares, which way a play may have to move it."""
        fields = self.running.encoding.fields
        numbers = [v for v in variables_of(goal.guard) if fields[v].size > 2]  # noqa: PLR2004 - flags are no numbers
        return {(variable, sign) for variable in numbers for sign in (-1, 1)}

    def _open(self, goals: Iterable[Goal]) -> dict[int, list[Open]]:
        left: defaultdict[int, list[Open]] = defaultdict(list)
        for goal in goals:
            left[goal.place].append((goal, self.running.encoding.test(goal.guard)))
        return left

    def _note(self, run: Iterable[Sighting], left: Mapping[int, Sequence[Open]], found: dict[Goal, Sighting]) -> None:
        """Note the goals that a run comes to."""
        for at in run:
            for goal, test in left.get(at.place, ()):
                if test(at.state) and goal not in found:
                    found[goal] = at

    def _starts(self, goal: Goal, most: int, *, steered: bool) -> list[Sighting]:
        """A state of each of some places before the goal that has what its condition asks for.

        Where plays are steered to that, the state that has most of what every play to the goal's place has.
        """
        narrow = self.running.encoding.narrow_bits
        component = self.running.component
        asked = [self._asked_by_place(goal.place)] if steered else boxes(goal.guard, self.running.encoding)
        outsides = [narrow & ~box for box in asked]
        found = []
        for place in self.running.order:
            seen = self.seen[place][:SEEN]
            if seen and component[place] <= component[goal.place]:
                wrong = [min((sighting.state & outside).bit_count() for outside in outsides) for sighting in seen]
                if steered or min(wrong) == 0:
                    found.append(seen[wrong.index(min(wrong))])
        return found[:: max(1, len(found) // most)]

    def _asked_by_place(self, place: int) -> int:
        """The box of the flags that are the same in every play that comes to a place."""
        box = self.running.encoding.narrow_bits
        for field in self.running.encoding.fields:
            here = self.sets[place] & field.bits
            if field.size == 2 and here and not here & (here - 1):  # noqa: PLR2004 - yes or no
                box = box & ~field.bits | here
        return box

    def _carried_on(self, at: Sighting, sound: int, steer: Steer | None = None) -> Iterator[Sighting]:
        """A play from a state to its end, step by step."""
        running = self.running
        for _ in range(LONGEST):
            ways = [way for way in running.ways[at.place] if way.test is None or way.test(at.state)]
            if not ways:
                return
            way = ways[0] if len(ways) == 1 else self._taken(ways, sound, steer)
            state = at.state if way.change is None else way.change(at.state)
            at = Sighting(way.target, state, at.marks + way.edge.marks, at.steps + 1, at, way.number)
            yield at

    def _taken(self, ways: Sequence[Way], sound: int, steer: Steer | None) -> Way:
        self._drawn += 1
        if steer is not None and below(3, self._drawn, 100) < STEERED:
            # a number moved to its edge may send the play away from the goal
            ways = [way for way in ways if way.edge.reaches is None] or ways
            moves = [_moved(way, steer) for way in ways]
            ways = [way for way, moved in zip(ways, moves, strict=True) if moved == max(moves)]
        elif ways[0].edge.act in ("choose", "right"):
            ways = self._by_marks(ways, sound)
        return ways[below(2, self._drawn, len(ways))]

    def _by_marks(self, ways: Sequence[Way], sound: int) -> Sequence[Way]:
        """The ways of the most marks, so many times in a hundred; of the fewest, where that is none."""
        if sound and below(1, self._drawn, 100) >= sound:
            return ways
        wanted = (max if sound else min)(way.edge.marks for way in ways)
        return [way for way in ways if way.edge.marks == wanted]
