"""For each goal whether a run comes to it: what is known already, then slices, small ones for all goals first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from isoquest.authoring.prove.machine.guards import ALWAYS
from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import OutOfTimeError, Running, Way
from isoquest.authoring.prove.machine.verdicts import Never, Reached, Verdict
from isoquest.authoring.prove.search.novelty import Novelty
from isoquest.authoring.prove.search.parts import Part
from isoquest.authoring.prove.search.refinement import Question, Refinement
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.value_sets import can_hold, value_sets

ROUNDS = (
    (1 << 12, 500, 2),
    (1 << 14, 500, 5),
    (1 << 16, 2000, 20),
    (1 << 18, 6000, 20),
    (1 << 18, 100_000, 20),
    (1 << 21, 6000, 20),
)
"""How many states a slice may have, how many steps a search that slices lead may take, and how often more variables
may be followed: a little for every goal before much for any."""


def decide(  # noqa: PLR0913, PLR0917 - what is known, what is asked, and two limits
    running: Running,
    sets: list[int],
    novelty: Novelty,
    goals: Sequence[Goal],
    expired: Callable[[], bool],
    rounds: int = len(ROUNDS),
) -> dict[Goal, Verdict]:
    """A verdict for each goal.

    `sets` are the machine's value sets, `novelty` has run. `expired` tells when to stop; of `ROUNDS` so many are made.
    """
    return _Decision(running, sets, novelty, expired, ROUNDS[:rounds]).verdicts(goals)


class _Decision:
    """What is known of a machine while goals are decided."""

    def __init__(
        self,
        running: Running,
        sets: list[int],
        novelty: Novelty,
        expired: Callable[[], bool],
        rounds: Sequence[tuple[int, int, int]],
    ) -> None:
        self.running = running
        self.sets = sets
        self.novelty = novelty
        self.expired = expired
        self.rounds = rounds

    def verdicts(self, goals: Sequence[Goal]) -> dict[Goal, Verdict]:
        """A verdict for each goal."""
        known = {goal: self._known(goal) for goal in goals}
        questions = [
            Question(goal, self.running.encoding.test(goal.guard)) for goal, verdict in known.items() if verdict is None
        ]
        rank = {place: number for number, place in enumerate(self.running.order)}
        questions.sort(key=lambda question: rank[question.goal.place])
        if questions:
            with suppress(OutOfTimeError):
                self._pursue(questions)
        left = {question.goal: question for question in questions}
        return {goal: verdict or left[goal].outcome for goal, verdict in known.items()}

    def _known(self, goal: Goal) -> Verdict | None:
        """What the states seen say, and the value sets."""
        self.running.in_time()
        if not self.sets[goal.place]:
            return Never()
        test = None if goal.guard == ALWAYS else self.running.encoding.test(goal.guard)
        for sighting in self.novelty.seen[goal.place]:
            if test is None or test(sighting.state):
                return Reached(sighting.path)
        return None if can_hold(goal.guard, self.sets[goal.place], self.running.encoding) else Never()

    def _pursue(self, questions: list[Question]) -> None:
        refinement = Refinement(self.novelty.seen, questions, self.expired)
        shut: set[int] = set()
        left = questions
        self._narrow(refinement, shut, left)
        for most_states, most_steps, most_turns in self.rounds:
            for question in left:
                refinement.pursue(question, most_states, most_steps, most_turns)
            left = self._left(refinement, shut, left)

    def _left(self, refinement: Refinement, shut: set[int], asked: list[Question]) -> list[Question]:
        """The questions still open, once the ways that were found never to be open have been shut."""
        never = {question.goal for question in asked if isinstance(question.verdict, Never)}
        found = {
            way.number
            for place in {goal.place for goal in never}
            for way in self.running.ways[place]
            if Goal(place, ALWAYS) in never or Goal(place, way.edge.guard) in never
        }
        left = [question for question in asked if question.verdict is None]
        if found and left:
            shut |= found
            self._narrow(refinement, shut, left)
        return [question for question in left if question.verdict is None]

    def _narrow(self, refinement: Refinement, shut: set[int], questions: list[Question]) -> None:
        """Leave out of the machine what no run comes to; questions about that are answered."""
        part = Part(self.running, lambda way: way.number not in shut)
        if shut:
            self.sets = value_sets(part)
        sets, encoding = self.sets, self.running.encoding

        def may_be_open(way: Way) -> bool:
            self.running.in_time()
            here = sets[way.edge.source]
            return here != 0 and can_hold(way.edge.guard, here, encoding)

        part = Part(part, may_be_open)
        for question in questions:
            place = question.goal.place
            if not sets[place] or not can_hold(question.goal.guard, sets[place], encoding):
                question.verdict = Never()
        goals = tuple(question.goal for question in questions if question.verdict is None)
        refinement.about(part, Reduction(part, goals), sets)
