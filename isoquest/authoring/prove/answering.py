"""Goals answered: from every state where these are few, or else layer by layer, the quickest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.verdicts import Never, Reached, Undecided, Verdict
from isoquest.authoring.prove.search.aims import aims_for
from isoquest.authoring.prove.search.deciding import decide
from isoquest.authoring.prove.search.meeting import Meeting
from isoquest.authoring.prove.search.novelty import Novelty
from isoquest.authoring.prove.states.exhaustive import StateGraph, every_state
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.value_sets import narrowed, value_sets

FEW_STATES = 12_000
"""Looked at one by one before anything else is tried."""
MORE_STATES = 150_000
"""Looked at one by one where something is left open and there is time."""
HOPELESS = 20_000
"""Where a search that keeps few states at a place has kept more than this, looking at each is not tried again."""
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
        self._sets: list[int] = []

    def answer(self, goals: Sequence[Goal]) -> None:
        """Answer all goals, as far as the time allows."""
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
        self._meet(reduction, goals)
        self.tell("following values together")
        self.verdicts.update(decide(self.running, self._sets, self.novelty, self.left(goals), self.share(0.5)))
        if sum(map(len, self.novelty.seen)) < HOPELESS:
            self._once_more(reduction, goals)

    def left(self, goals: Iterable[Goal]) -> list[Goal]:
        """The goals without an answer yet."""
        return [goal for goal in goals if isinstance(self.verdicts.get(goal, Undecided()), Undecided)]

    def answer_quickly(self, goals: Sequence[Goal]) -> None:
        """Answer what can be answered from few states, or from each value on its own."""
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
            if turn:
                nearer = Novelty(
                    self.running, reduction, self.share(0.2), aims_for(self.running, self._sets, self.left(goals))
                )
                self.novelty.take_over(nearer)
                self._note_sightings(self.left(goals))
            found = Meeting(self.running, self._sets, self.novelty).pursue(self.left(goals), self.share(0.25), most)
            self.verdicts.update({goal: Reached(path) for goal, path in found.items()})

    def _note_sightings(self, goals: Iterable[Goal]) -> None:
        """What the states seen, and the values that each place can have, say of goals."""
        assert self.novelty is not None  # noqa: S101 - its callers have made it
        encoding = self.running.encoding
        for goal in goals:
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


def by_graph(graph: StateGraph, goals: Iterable[Goal]) -> dict[Goal, Verdict]:
    """What the graph of all states says of goals that its reduction was made for."""
    at: defaultdict[int, list[int]] = defaultdict(list)
    for state, place in enumerate(graph.places):
        at[place].append(state)
    found: dict[Goal, Verdict] = {}
    for goal in goals:
        test = graph.running.encoding.test(goal.guard)
        seen = next((state for state in at[goal.place] if test(graph.states[state])), None)
        found[goal] = Never() if seen is None else Reached(graph.path(seen))
    return found
