"""Runs that gain much, found by going on from a few states at each place: those that gained most, and some unlike them.

A beam proves nothing; it finds the plays that show how near a bound comes to the truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from isoquest.authoring.prove.machine.running import Running, Way
from isoquest.authoring.prove.states.exhaustive import marks_count
from isoquest.authoring.prove.states.reduction import Reduction

ROUNDS, ROUNDS_FOR_NEWS = 6, 30
"""How often a beam goes round a loop at most: for better ways to what is known, and for states not seen before."""
STRETCHES = 4
"""Into so many the range of a meter is cut where states are told to be unlike each other."""

Gain = Callable[[Way, bool], int]
"""What a way gains, given whether the choices open beside it differ in their marks."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What a search counts, and what it hopes for."""

    gain: Gain

    promised: Sequence[int | None]
    """By place the most that a run may still gain; None where it need not go on."""
    charge: Sequence[int]
    """By edge what it costs beside."""
    unit: int
    """What one that is gained is worth in the numbers of promises and charges."""


@dataclass(slots=True, eq=False)  # not frozen, as so many are made that it would be felt
class Step:
    """A state that a run comes to, and how."""

    place: int
    state: int
    gained: int
    hope: int
    """What the run gained and what it is promised, for an order among the states of a place."""
    parent: Step | None
    edge: int

    def path(self) -> tuple[int, ...]:
        """The numbers of the edges from the start."""
        path = []
        at = self
        while at.parent is not None:
            path.append(at.edge)
            at = at.parent
        return tuple(reversed(path))


class Beam:
    """One search, which keeps `width` states at each place; done when it is made."""

    def __init__(
        self,
        running: Running,
        reduction: Reduction,
        guide: Guide,
        width: int,
        expired: Callable[[], bool],
    ) -> None:
        self.running = running
        self.reduction = reduction
        self.guide = guide
        self.width = width
        self.known: list[dict[int, Step]] = [{} for _ in running.ways]
        """For each place, by what can be told apart, the best step to it."""
        self.ended: dict[int, Step] = {}
        """By place the best run that ends there."""
        variables = running.machine.variables
        self._meters = [
            (field.bits, field.offset, field.size)
            for field, variable in zip(running.encoding.fields, variables, strict=True)
            if variable.kind == "meter" and not variable.wide
        ]
        self._waiting: list[set[int]] = [set() for _ in running.ways]
        start = running.machine.start
        self._offer(Step(start, running.encoding.start, 0, 0, None, -1))
        self._run(expired)

    def _run(self, expired: Callable[[], bool]) -> None:
        running = self.running
        at = 0
        rounds: Counter[int] = Counter()
        while at < len(running.order):
            place = running.order[at]
            component = running.component[place]
            news = better = False
            if self._waiting[place]:
                if expired():
                    return
                for step in self._chosen(place):
                    for follower in self._followers(step):
                        known = len(self.known[follower.place])
                        if self._offer(follower) and running.component[follower.place] == component:
                            better = True
                            news = news or len(self.known[follower.place]) > known
            at += 1
            if better and rounds[component] < (ROUNDS_FOR_NEWS if news else ROUNDS):
                rounds[component] += 1
                while at and running.component[running.order[at - 1]] == component:
                    at -= 1

    def _offer(self, step: Step) -> bool:
        """Put a step forward for its place; whether it is better than what is known of such a state."""
        reduced = self.reduction.reduced(step.place, step.state)
        known = self.known[step.place]
        before = known.get(reduced)
        if before is not None and (before.gained, before.hope) >= (step.gained, step.hope):
            return False
        known[reduced] = step
        self._waiting[step.place].add(reduced)
        return True

    def _followers(self, step: Step) -> Iterable[Step]:
        guide, ways = self.guide, self.running.ways[step.place]
        is_open = [way for way in ways if way.test is None or way.test(step.state)]
        if not is_open and self.running.machine.places[step.place].kind == "end":
            best = self.ended.get(step.place)
            if best is None or step.gained > best.gained:
                self.ended[step.place] = step
        differ = marks_count(is_open)
        so_far = step.hope - (guide.promised[step.place] or 0)
        for way in is_open:
            promised = guide.promised[way.target]
            if promised is not None:
                gain = guide.gain(way, differ)
                hope = so_far + guide.unit * gain - guide.charge[way.number] + promised
                state = step.state if way.change is None else way.change(step.state)
                yield Step(way.target, state, step.gained + gain, hope, step, way.number)

    def _chosen(self, place: int) -> list[Step]:
        """Those to go on from: the greatest gains, then, from states unlike each other, the greatest hopes."""
        waiting, known = self._waiting[place], self.known[place]
        self._waiting[place] = set()
        steps = [step for reduced, step in known.items() if reduced in waiting]
        if len(steps) <= self.width:
            return steps
        steps.sort(key=lambda step: -step.gained)
        half = self.width // 2
        chosen, rest = steps[:half], steps[half:]
        rest.sort(key=lambda step: -step.hope)
        turns: Counter[tuple[int, ...]] = Counter()
        order = []
        for number, step in enumerate(rest):
            likeness = self._likeness(step)
            order.append((turns[likeness], number))
            turns[likeness] += 1
        order.sort()
        return chosen + [rest[number] for _, number in order[: self.width - half]]

    def _likeness(self, step: Step) -> tuple[int, ...]:
        """Where the meters that matter there stand, roughly."""
        cuts = self.reduction.cuts[step.place]
        return tuple(
            (((step.state & bits) >> offset).bit_length() - 1) * STRETCHES // size
            for bits, offset, size in self._meters
            if cuts & bits
        )
