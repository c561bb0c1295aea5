"""For each goal the few variables that decide it: a slice of them shows that no run comes there, or leads one there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from isoquest.authoring.prove.machine.encoding import Test
from isoquest.authoring.prove.machine.guards import variables_of
from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.verdicts import Never, Reached, Undecided, Verdict
from isoquest.authoring.prove.search.corridors import Corridor, Leg
from isoquest.authoring.prove.search.guided import Search, Seen, Step, most_blamed
from isoquest.authoring.prove.search.needed import Needed
from isoquest.authoring.prove.search.parts import Part
from isoquest.authoring.prove.search.ranges import Ranges
from isoquest.authoring.prove.search.slices import Slice
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.sighting import Sighting

KEPT_STATES = 1 << 16
"""A slice of at most so many states is kept, for it may settle other goals as well."""
KEPT_SLICES = 64
KEPT_BYTES = 100_000_000
"""And so much memory may all kept slices together take."""
MOST_BYTES = 150_000_000
"""So much memory may the slices take that lead one search; half of them may be as large as is allowed."""
FIRST_STEPS = 200
"""Steps of a search, besides some for each place on the way, after which the variable to blame is followed too."""
STARTS = 300
"""States known to lead towards a goal, as the slice sees it, from which a search starts."""
TRIED = 3000
"""States among which those are looked for."""
LEGS = 8
"""Slices that lead one search."""


@dataclass(slots=True)
class Question:
    """A goal while it is open."""

    goal: Goal
    test: Test
    groups: list[frozenset[int]] = field(default_factory=list)
    """The variables that are followed together for it, a group for each slice."""
    explored: int = 0
    needed: Needed | None = None
    towards: tuple[Part, Reduction] | None = None
    verdict: Verdict | None = None

    @property
    def variables(self) -> tuple[int, ...]:
        """All the variables that are followed for it."""
        return tuple(sorted(frozenset[int]().union(*self.groups)))

    @property
    def outcome(self) -> Verdict:
        """The verdict, as far as there is one."""
        return self.verdict or Undecided(self.explored, self.variables)


class Refinement:
    """Slices of one machine and the states that runs of it have come to, both made use of for all questions."""

    running: Running
    reduction: Reduction
    ranges: Ranges

    def __init__(
        self, seen: Sequence[Sequence[Sighting]], questions: Iterable[Question], expired: Callable[[], bool]
    ) -> None:
        self.seen: list[list[Seen]] = [list(known) for known in seen]
        self.expired = expired
        self.open: dict[int, list[Question]] = {}
        """The open questions about each place."""
        for question in questions:
            self.open.setdefault(question.goal.place, []).append(question)
        self._slices: dict[frozenset[int], Slice] = {}

    def about(self, running: Running, reduction: Reduction, sets: list[int]) -> None:
        """From now on reason about this machine; `reduction` is to respect the goals of the questions still open."""
        self.running = running
        self.reduction = reduction
        self.ranges = Ranges(running, reduction, sets)
        self._slices.clear()

    def passed(self, step: Step) -> bool:
        """Whether a state answers an open question; the answer is noted then."""
        questions = self.open.get(step.place)
        if not questions:
            return False
        answered = [question for question in questions if question.verdict is None and question.test(step.state)]
        for question in answered:
            question.verdict = Reached(step.path)
        if answered:
            self.open[step.place] = [question for question in questions if question.verdict is None]
            at: Seen | None = step
            while isinstance(at, Step):
                self.seen[at.place].append(at)
                at = at.parent
        return bool(answered)

    def _answers(self, question: Question, step: Step) -> bool:
        return self.passed(step) and question.verdict is not None

    def pursue(self, question: Question, most_states: int, most_steps: int, most_turns: int) -> None:
        """Answer a question with slices of at most so many states, if they can; searches take so many steps each.

        Raises `OutOfTimeError`.
        """
        if question.verdict is not None or self._answered_by_kept(question):
            return
        start = Step(self.running.machine.start, self.running.encoding.start, None, -1)
        needed = self._needed(question)
        if not self._answers(question, start) and not needed.admits(start.place, start.state):
            question.verdict = Never()
        if question.verdict is None:
            starts = [start, *self._near(needed, question.goal)]
            # forth and back, a bit for each state at each place, some hundred conditions, and room for several slices
            most_states = min(most_states, MOST_BYTES // (len(needed.values) + 100))
            self._refine(question, starts, most_states, most_steps, most_turns)

    def _needed(self, question: Question) -> Needed:
        if question.needed is None:
            question.needed = Needed(self.running, self.ranges.sets, question.goal)
        return question.needed

    def _refine(
        self, question: Question, starts: list[Seen], most_states: int, most_steps: int, most_turns: int
    ) -> None:
        groups = self._merged(question, most_states)
        legs: list[Leg] = []
        for turn in range(most_turns):
            for group in groups[len(legs) :]:
                leg = self._leg(question, group, frozenset(legs[0].found) if legs else None)
                if leg is None:
                    return
                legs.append(leg)
            question.groups = groups
            corridor = Corridor(question.goal, self._needed(question), legs)
            further = self._search(question, corridor, starts, self._first_steps(corridor, most_steps), wide=True)
            if not further and question.verdict is None:
                further = self._search(question, corridor, starts, most_steps, wide=False)
            if not further or question.verdict is not None:
                return
            grown = self._grown(question.goal, groups, further[: turn + 1], most_states)
            if grown == groups:
                return
            kept = [old == new for old, new in zip(groups, grown, strict=False)]
            groups, legs = grown, legs[: kept.index(False) if False in kept else len(kept)]

    def _first_steps(self, corridor: Corridor, most_steps: int) -> int:
        return min(FIRST_STEPS + 4 * corridor.distance[self.running.machine.start], most_steps)

    def _grown(
        self, goal: Goal, groups: list[frozenset[int]], further: Iterable[int], most_states: int
    ) -> list[frozenset[int]]:
        """The groups with further variables: in the last one, or in new ones where that has become too large."""
        groups = list(groups)
        for variable in further:
            if self.ranges.states(groups[-1] | {variable}) <= most_states:
                groups[-1] |= {variable}
            elif len(groups) < LEGS and self.ranges.sizes[variable] <= most_states:
                base = self._first(goal, most_states // self.ranges.sizes[variable])
                groups.append(base | {variable})
        return groups

    def _merged(self, question: Question, most_states: int) -> list[frozenset[int]]:
        """The groups followed before, joined where there is room now."""
        merged: list[frozenset[int]] = []
        for group in question.groups or [self._first(question.goal, most_states)]:
            if merged and self.ranges.states(merged[-1] | group) <= most_states:
                merged[-1] |= group
            else:
                merged.append(group)
        return merged

    def _search(
        self, question: Question, corridor: Corridor, starts: list[Seen], most_steps: int, *, wide: bool
    ) -> list[int]:
        """Search for a goal; the variables to follow besides, those most to blame first, if it is not found."""
        running, reduction = self.running, self.reduction
        if not wide:
            running, reduction = self._towards(question)
        found = Search(running, reduction, corridor, lambda step: self._answers(question, step), wide=wide)
        admitted = [step for step in starts if corridor.admits(step.place, step.state)]
        exhausted = found.run(admitted, most_steps, self.expired)
        question.explored += found.explored
        if exhausted and question.verdict is None:
            question.verdict = Never(question.variables)
        return most_blamed(found.blame, self.ranges.sizes)

    def _towards(self, question: Question) -> tuple[Part, Reduction]:
        """The machine with those ways only that may lead to a goal, and what of a state matters for that."""
        if question.towards is None:
            ways = self._needed(question).ways
            part = Part(self.running, lambda way: way.number in ways)
            question.towards = part, Reduction(part, (question.goal,))
        return question.towards

    def _first(self, goal: Goal, most_states: int) -> frozenset[int]:
        """The variables of a goal's guard, those of few values first, as many as there is room for."""
        chosen: set[int] = set()
        for variable in sorted(variables_of(goal.guard), key=lambda variable: (self.ranges.sizes[variable], variable)):
            if self.ranges.sizes[variable] > 1 and self.ranges.states((*chosen, variable)) <= most_states:
                chosen.add(variable)
        return frozenset(chosen)

    def _answered_by_kept(self, question: Question) -> bool:
        goal, component = question.goal, self.running.component[question.goal.place]
        for kept in self._slices.values():
            if kept.covers(component) and not kept.forward[goal.place] & kept.mask(goal.guard, goal.place):
                question.verdict = Never(kept.variables)
                return True
        return False

    def _leg(self, question: Question, variables: frozenset[int], on_way: frozenset[int] | None) -> Leg | None:
        """The way to a goal as a slice sees it; None where there is none, which answers the question."""
        goal = question.goal
        needed = self._needed(question)
        seen = self._slice(variables, on_way or frozenset(needed.values))
        seen.run(self.running.component[goal.place], self.expired)
        states = seen.forward[goal.place] and seen.forward[goal.place] & seen.mask(goal.guard, goal.place)
        found = states and seen.backward(goal.place, states, needed.ways, self.expired)
        if not found or self.running.machine.start not in found:
            question.verdict = Never(seen.variables)
            return None
        return Leg(seen, found)

    def _slice(self, variables: frozenset[int], on_way: frozenset[int]) -> Slice:
        known = self._slices.pop(variables, None)
        if known is None:
            states = self.ranges.states(variables)
            kept = states <= KEPT_STATES
            known = Slice(self.ranges, variables, None if kept else on_way)
            if not kept:
                return known
        self._slices[variables] = known  # the one used last is the last to go
        while len(self._slices) > KEPT_SLICES or self._kept_bytes() > KEPT_BYTES:
            del self._slices[next(iter(self._slices))]
        return known

    def _kept_bytes(self) -> int:
        return sum(kept.layout.states for kept in self._slices.values()) * len(self.running.order) // 4

    def _near(self, needed: Needed, goal: Goal) -> list[Seen]:
        """Known states that may lead to a goal, the nearest ones."""
        near: list[Seen] = []
        tried = 0
        order, known = [goal.place], {goal.place}
        for place in order:
            near += (step for step in reversed(self.seen[place]) if needed.admits(place, step.state))
            tried += len(self.seen[place])
            if len(near) > STARTS or tried > TRIED:
                break
            for way in self.running.into[place]:
                source = way.edge.source
                if way.number in needed.ways and source not in known:
                    known.add(source)
                    order.append(source)
        return near
