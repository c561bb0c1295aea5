"""Bounds on the score and the length of plays where there are too many states to look at each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from isoquest.authoring.prove.machine.guards import variables_of
from isoquest.authoring.prove.machine.running import OutOfTimeError, Running
from isoquest.authoring.prove.scores.beam import Beam, Gain, Guide
from isoquest.authoring.prove.scores.climbing import Climber
from isoquest.authoring.prove.scores.outline import outline
from isoquest.authoring.prove.scores.relaxation import UNIT, Relaxation, Weigh
from isoquest.authoring.prove.scores.requirements import Requirements
from isoquest.authoring.prove.states.loops import Ordered
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.value_sets import value_sets

MOST_STATES = 30_000
FEW_STATES = 4_000
"""Of an outline; few where little effort is to be made."""

ROUNDS, ROUNDS_EACH, ROUNDS_FINE = 32, 6, 4
"""Steps by which the bound of all endings together is tightened, of each by itself, and in a finer outline."""
WIDTH = 48
"""States that a search for a good run keeps at a place."""
FOLLOWS_METERS = 3
"""The effort from which on each meter is followed."""
CLIMBED = 3
"""Endings to which a good run is made better where little effort is to be made."""


@dataclass(slots=True)
class Extreme:
    """The least or the greatest of a number over the plays that end at a node."""

    proved: int | None = None
    """No play goes beyond it; None where nothing is known."""
    witnessed: int | None = None
    """What the run that comes nearest has; None where none was found."""
    path: tuple[int, ...] = ()
    """The numbers of its edges."""


@dataclass(slots=True)
class Extremes:
    """By the node at which a play ends: the least and the greatest of its score, and of how many decisions it has.

    Nodes at which none can end are left out.
    """

    least_score: dict[str, Extreme] = field(default_factory=dict)
    greatest_score: dict[str, Extreme] = field(default_factory=dict)
    shortest: dict[str, Extreme] = field(default_factory=dict)
    longest: dict[str, Extreme] = field(default_factory=dict)


def furthest(found: Iterable[Extreme], pick: Callable[[Iterable[int]], int]) -> Extreme:
    """The extreme of plays to any of the nodes that these extremes are of; `pick` is `min` or `max`."""
    every = list(found)
    proved = [one.proved for one in every if one.proved is not None]
    runs = {one.witnessed: one.path for one in every if one.witnessed is not None}
    witnessed = pick(runs) if runs else None
    return Extreme(
        pick(proved) if proved and len(proved) == len(every) else None,
        witnessed,
        () if witnessed is None else runs[witnessed],
    )


def extremes(
    running: Running, expired: Callable[[], bool], effort: int = 1, known: Iterable[Sequence[int]] = ()
) -> Extremes:
    """How far the scores and the lengths of plays can go: what is proved, and the runs that come nearest.

    `effort` 1 looks at all endings together, which takes a second for a scenario of a hundred nodes; 2 at each by
    itself too; from 3 on each meter is followed through the story besides, which takes ten times as long. `known` are
    runs that come to an ending, as the numbers of their edges. Once `expired`, what is known by then is handed back.
    """
    try:
        shared = _Shared(running, expired, effort)
        four = _all_four(shared)
    except OutOfTimeError:
        return Extremes()
    with suppress(OutOfTimeError):
        _pursue(four, known)
    least, greatest, shortest, longest = four
    return Extremes(least.told(-1), greatest.told(1), shortest.told(-1), longest.told(1))


def _all_four(shared: _Shared) -> tuple[_Greatest, _Greatest, _Greatest, _Greatest]:
    """The least and the greatest score, the fewest and the most decisions."""
    decided = [int(edge.act in ("choose", "right", "wrong")) for edge in shared.running.machine.edges]
    least = _Greatest(shared, lambda arrow: -arrow.least, lambda way, differ: -way.edge.marks if differ else 0)
    greatest = _Greatest(shared, lambda arrow: arrow.most, lambda way, differ: way.edge.marks if differ else 0)
    shortest = _Greatest(shared, lambda arrow: -decided[arrow.edge], lambda way, _: -decided[way.number])
    longest = _Greatest(shared, lambda arrow: decided[arrow.edge], lambda way, _: decided[way.number])
    return least, greatest, shortest, longest


def _pursue(four: tuple[_Greatest, _Greatest, _Greatest, _Greatest], known: Iterable[Sequence[int]]) -> None:
    """Look for runs and for bounds, the runs found for one being offered to the next."""
    least, greatest, _, _ = four
    paths = [tuple(path) for path in known]
    for sought in four:
        sought.offer(paths)
        sought.search(1 if sought in (least, greatest) else 2)
        paths = list(dict.fromkeys((*paths, *sought.paths())))
    for sought in (least, greatest):
        sought.offer(paths)
        sought.climb()
        paths = list(dict.fromkeys((*paths, *sought.paths())))
    for sought in four:
        sought.offer(paths)
    for sought in (least, greatest):
        sought.tighten()


class _Shared:
    """What all the bounds of one machine share."""

    def __init__(self, running: Running, expired: Callable[[], bool], effort: int) -> None:
        self.running = running
        self.expired = expired
        self.effort = effort
        self.reduction = Reduction(running)
        self.sets = value_sets(running)
        self.rules = Requirements(running, self.sets)
        self.plain = self._outlined(frozenset(), len(running.ways) + 1)
        self._finer: list[Ordered] | None = None

    def finer(self) -> list[Ordered]:
        """Outlines that follow what guards the loops, and with more effort each meter by itself."""
        if self._finer is None:
            machine, component = self.running.machine, self.running.component
            inner = [
                variables_of(edge.guard) for edge in machine.edges if component[edge.source] == component[edge.target]
            ]
            narrow = frozenset(index for index, variable in enumerate(machine.variables) if not variable.wide)
            meters = [frozenset((index,)) for index in sorted(narrow) if machine.variables[index].kind == "meter"]
            much = self.effort >= FOLLOWS_METERS
            choices = dict.fromkeys((frozenset().union(*inner) & narrow, *(meters if much else ())))
            most = MOST_STATES if much else FEW_STATES
            outlines = (self._outlined(followed, most) for followed in choices if followed)
            self._finer = [ordered for ordered in outlines if ordered is not None]
        return self._finer

    def _outlined(self, followed: frozenset[int], most: int) -> Ordered | None:
        found = outline(self.running, self.reduction, self.sets, followed, most, self.expired)
        return None if found is None else Ordered.of(found)


class _Greatest:
    """The greatest of one sum of weights, by the place at which a run ends."""

    def __init__(self, shared: _Shared, weigh: Weigh, gain: Gain) -> None:
        self.shared = shared
        self.weigh = weigh
        self.gain = gain
        self.climber = Climber(shared.running, gain)
        self.relaxation = None if shared.plain is None else Relaxation(shared.plain, shared.rules, weigh)
        self.ends = [] if self.relaxation is None else sorted(self.relaxation.ends)

    @property
    def proved(self) -> dict[int, int]:
        """The bounds, by place; nothing for a place without one."""
        return {} if self.relaxation is None else self.relaxation.proved

    def offer(self, paths: Iterable[tuple[int, ...]]) -> None:
        """Take runs into account that were found elsewhere."""
        for path in paths:
            self.climber.offer(path)

    def paths(self) -> list[tuple[int, ...]]:
        """The best runs found."""
        return [run.path for run in self.climber.best.values()]

    def search(self, part: int) -> None:
        """Look for good runs, and for the prices that bound them all; with one part of the work that it could take."""
        effort, relaxation = self.shared.effort, self.relaxation
        if relaxation is None:
            return
        self._beam(relaxation, WIDTH * effort // (3 * part))
        relaxation.tighten(self.ends, self._wanted(self.ends), ROUNDS * effort // part)
        self._beam(relaxation, WIDTH * effort // part)

    def climb(self) -> None:
        """Make the best runs better: those to the endings with the best of all, with more effort those to each."""
        shared, best = self.shared, self.climber.best
        ends = sorted(best, key=lambda end: -best[end].gained)
        for end in ends if shared.effort > 1 else ends[:CLIMBED]:
            if not self._exact(end) and not shared.expired():
                self.climber.climb(end, shared.effort, shared.expired)

    def tighten(self) -> None:
        """Bound each ending by itself, and all of them in finer outlines, where that was asked for or is needed."""
        shared, relaxation = self.shared, self.relaxation
        if relaxation is None:
            return
        prices = list(relaxation.prices)
        for end in self.ends if shared.effort > 1 else ():
            if end in self.proved and not self._exact(end) and not shared.expired():
                relaxation.tighten((end,), self._wanted((end,)), ROUNDS_EACH * shared.effort)
                relaxation.set_prices(prices)
        if shared.effort >= FOLLOWS_METERS or len(self.proved) < len(self.ends):
            self._refine(relaxation)

    def told(self, sign: int) -> dict[str, Extreme]:
        """What was found, by node."""
        found: dict[str, Extreme] = {}
        for end in self.ends:
            bound, run = self.proved.get(end), self.climber.best.get(end)
            found[self.shared.running.machine.places[end].node] = Extreme(
                None if bound is None else sign * bound,
                None if run is None else sign * run.gained,
                () if run is None else run.path,
            )
        return found

    def _refine(self, relaxation: Relaxation) -> None:
        shared, proved = self.shared, relaxation.proved
        for ordered in shared.finer():
            if shared.expired() or all(map(self._exact, self.ends)):
                return
            fine = Relaxation(ordered, shared.rules, self.weigh, relaxation.prices)
            fine.tighten(self.ends, self._wanted(self.ends), ROUNDS_FINE * shared.effort)
            for end, bound in fine.proved.items():
                proved[end] = min(bound, proved.get(end, bound))

    def _beam(self, relaxation: Relaxation, width: int) -> None:
        shared = self.shared
        if not shared.expired():
            guide = Guide(self.gain, self._promised(relaxation), relaxation.charge, UNIT)
            beam = Beam(shared.running, shared.reduction, guide, width, shared.expired)
            self.offer(step.path() for step in beam.ended.values())

    def _promised(self, relaxation: Relaxation) -> list[int | None]:
        promised: list[int | None] = [None] * len(self.shared.running.ways)
        places = relaxation.ordered.graph.places
        for place, promise in zip(places, relaxation.promises(self.ends), strict=True):
            before = promised[place]
            if promise is not None and (before is None or promise > before):
                promised[place] = promise
        return promised

    def _wanted(self, ends: Sequence[int]) -> int | None:
        """What the best run known to one of these ends gains."""
        best = self.climber.best
        return max((best[end].gained for end in ends if end in best), default=None)

    def _exact(self, end: int) -> bool:
        best = self.climber.best
        return end in best and best[end].gained == self.proved.get(end)
