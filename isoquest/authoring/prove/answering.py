"""Goals answered: from every state where these are few, or else layer by layer, the quickest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.verdicts import Never, Reached, Undecided, Verdict
from isoquest.authoring.prove.search.aims import aims_for
from isoquest.authoring.prove.search.deciding import ROUNDS, decide
from isoquest.authoring.prove.search.meeting import Meeting
from isoquest.authoring.prove.search.novelty import Novelty
from isoquest.authoring.prove.search.rollouts import Rollouts
from isoquest.authoring.prove.states.exhaustive import StateGraph, every_state
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.sighting import Sighting
from isoquest.authoring.prove.states.value_sets import narrowed, value_sets

FEW_STATES = 12_000
"""Looked at one by one before anything else is tried."""
MORE_STATES = 150_000
"""Looked at one by one where something is left open and there is time."""
HOPELESS = 20_000
"""Where a search that keeps few states at a place has kept more than this, looking at each is not tried again."""
FIRST_ROUNDS = 2
"""Of the rounds in which values are followed together, those before anything else that takes time."""
MANY_PLAYS, MANY_STARTS = 15_000, 300
"""Nearly sound plays, and states from which plays are carried on, at the end for what is still left."""
MEETINGS = (60, 60, 200)
"""Boxes gone back from for each goal; before each time but the first, states near to what is left are sought."""

Share = Callable[[float], Callable[[], bool]]
"""For a share of the time left now, whether that is used up."""


class Answering:
    """The goals of one machine being answered; what is known so far stands in `verdicts` at any time."""

    def __init__(self, running: Running, share: Share, tell: Callable[[str], None] = lambda _: None) -> None:
        self.running = running
        self.share = share
        self.tell = tell
        self.verdicts: dict[Goal, Verdict] = {}
        self.graph: StateGraph | None = None
        self.novelty: Novelty | None = None
        self.any_of: list[Sequence[Goal]] = []
        """Goals of which one that a play comes to is answer enough for all."""
        self._sets: list[int] = []

    def answer(self, goals: Sequence[Goal]) -> None:
        """Answer all goals, as far as the time allows.

        Raises `OutOfTimeError`; what is known by then stands in `verdicts`.
        """
        self.tell("looking at every state")
        reduction = Reduction(self.running, tuple(goals))
        graph = every_state(self.running, reduction, self.share(0.25), FEW_STATES)
        if graph is not None:
            self.graph = graph
            self.verdicts.update(by_graph(graph, goals))
            return
        self.tell("following each value on its own")
        self._sets = value_sets(self.running)
        self.tell("looking for plays that show something new")
        self.novelty = Novelty(self.running, reduction, self.share(0.25))
        self._note_sightings(goals)
        rollouts = Rollouts(self.running, self._sets, self.novelty.seen)
        self._note_runs(rollouts.from_the_start(self.left(goals), self.share(0.2)))
        self.tell("following values together")
        self._decide(goals, 0.5, FIRST_ROUNDS)
        self._meet(reduction, goals)
        self.tell("following values together, once more")
        self._decide(goals, 0.4)
        self.tell("playing on")
        rollouts = Rollouts(self.running, self._sets, self.novelty.seen)
        self._note_runs(rollouts.from_what_was_seen(self.left(goals), self.share(0.3), MANY_STARTS))
        self._note_runs(rollouts.from_the_start(self.left(goals), self.share(0.3), MANY_PLAYS))
        self.tell("following values together, for the last time")
        self._decide(goals, 0.5)
        if sum(map(len, self.novelty.seen)) < HOPELESS:
            self._once_more(reduction, goals)

    def left(self, goals: Iterable[Goal]) -> list[Goal]:
        """The goals without an answer yet, less those that nothing depends on any more."""
        settled = [any(isinstance(self.verdicts.get(goal), Reached) for goal in group) for group in self.any_of]
        open_still = {goal for group, done in zip(self.any_of, settled, strict=True) for goal in group if not done}
        enough = {goal for group in self.any_of for goal in group} - open_still
        asked = (goal for goal in goals if goal not in enough)
        return [goal for goal in asked if isinstance(self.verdicts.get(goal, Undecided()), Undecided)]

    def answer_quickly(self, goals: Sequence[Goal]) -> None:
        """Answer what can be answered from few states, or from each value on its own; raises `OutOfTimeError`."""
        reduction = Reduction(self.running, tuple(goals))
        graph = every_state(self.running, reduction, self.share(0.25), FEW_STATES)
        if graph is not None:
            self.verdicts.update(by_graph(graph, goals))
            return
        self._sets = self._sets or value_sets(self.running)
        self.novelty = self.novelty or Novelty(self.running, reduction, self.share(0.25))
        self._note_sightings(goals)

    def _meet(self, reduction: Reduction, goals: Sequence[Goal]) -> None:
        """Look from both ends; in between, look for states that come near to what is still left."""
        assert self.novelty is not None  # noqa: S101 - `answer` has made it
        self.tell("looking back from what no play has come to")
        for turn, most in enumerate(MEETINGS):
            left = self.left(goals)
            if turn:
                nearer = Novelty(self.running, reduction, self.share(0.2), aims_for(self.running, self._sets, left))
                self.novelty.take_over(nearer)
                self._note_sightings(left)
                rollouts = Rollouts(self.running, self._sets, self.novelty.seen)
                self._note_runs(rollouts.from_what_was_seen(self.left(goals), self.share(0.25)))
            found = Meeting(self.running, self._sets, self.novelty).pursue(self.left(goals), self.share(0.25), most)
            self.verdicts.update({goal: Reached(path) for goal, path in found.items()})
            if turn and len(self.left(goals)) == len(left):
                return

    def _decide(self, goals: Sequence[Goal], share: float, rounds: int = len(ROUNDS)) -> None:
        assert self.novelty is not None  # noqa: S101 - `answer` has made it
        left = self.left(goals)
        self.verdicts.update(decide(self.running, self._sets, self.novelty, left, self.share(share), rounds))

    def _note_runs(self, runs: Mapping[Goal, Sighting]) -> None:
        self.verdicts.update({goal: Reached(sighting.path) for goal, sighting in runs.items()})

    def _note_sightings(self, goals: Iterable[Goal]) -> None:
        """What the states seen, and the values that each place can have, say of goals."""
        assert self.novelty is not None  # noqa: S101 - its callers have made it
        encoding = self.running.encoding
        for goal in goals:
            self.running.in_time()
            test = encoding.test(goal.guard)
            seen = next((sighting for sighting in self.novelty.seen[goal.place] if test(sighting.state)), None)
            if seen is not None:
                self.verdicts[goal] = Reached(seen.path)
            elif not self._sets[goal.place] or not narrowed(self._sets[goal.place], goal.guard, encoding):
                self.verdicts[goal] = Never()

    def _once_more(self, reduction: Reduction, goals: Sequence[Goal]) -> None:
        """With the time left over: every state after all; if nothing is left open, those that the ways tell apart."""
        self.tell("looking at every state, once more")
        left = self.left(goals)
        self.graph = every_state(
            self.running, reduction if left else Reduction(self.running), self.share(0.6), MORE_STATES
        )
        if self.graph is not None and left:
            self.verdicts.update(by_graph(self.graph, goals))


def by_graph(graph: StateGraph, goals: Iterable[Goal]) -> Iterator[tuple[Goal, Verdict]]:
    """What the graph of all states says of goals that its reduction was made for."""
    at: defaultdict[int, list[int]] = defaultdict(list)
    for state, place in enumerate(graph.places):
        at[place].append(state)
    for goal in goals:
        graph.running.in_time()
        test = graph.running.encoding.test(goal.guard)
        seen = next((state for state in at[goal.place] if test(graph.states[state])), None)
        yield goal, Never() if seen is None else Reached(graph.path(seen))
