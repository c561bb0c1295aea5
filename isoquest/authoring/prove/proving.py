"""A scenario proved: every claim asked, every complaint that a play can show shown by a play of the engine."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from isoquest.authoring.prove.claims import Claim, claims
from isoquest.authoring.prove.clamping import clamping_claims
from isoquest.authoring.prove.conditions import TangledError
from isoquest.authoring.prove.deciding import decide
from isoquest.authoring.prove.dominance import dominated_choices
from isoquest.authoring.prove.exhaustive import StateGraph, every_state
from isoquest.authoring.prove.expectation import Expectation
from isoquest.authoring.prove.machine import Goal
from isoquest.authoring.prove.measures import Measures, measure
from isoquest.authoring.prove.novelty import Novelty
from isoquest.authoring.prove.proof import Proof
from isoquest.authoring.prove.reduction import Reduction
from isoquest.authoring.prove.round_problems import RoundProblems
from isoquest.authoring.prove.running import Running
from isoquest.authoring.prove.telling import problems_told, undecided_told
from isoquest.authoring.prove.translate import machine_for
from isoquest.authoring.prove.usage import usage_problems
from isoquest.authoring.prove.value_sets import narrowed, value_sets
from isoquest.authoring.prove.verdicts import Never, Reached, Undecided, Verdict
from isoquest.authoring.prove.witness import witness
from isoquest.content.model import Scenario
from isoquest.engine.play import Play

BUDGET = 20.0
"""Seconds that a proof may take unless told otherwise."""
FEW_STATES = 12_000
"""Looked at one by one before anything else is tried."""
MORE_STATES = 150_000
"""Looked at one by one where something is left open and there is time."""


def prove(  # noqa: PLR0913 - one entry; all but the first two by keyword
    scenario: Scenario,
    budget: float = BUDGET,
    *,
    expectations: Sequence[Expectation] = (),
    with_odds: bool = False,
    tell: Callable[[str], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    now: Callable[[], float] = time.monotonic,
) -> Proof:
    """What holds on every playthrough of a scenario, as far as `budget` seconds allow.

    `expectations` are checked beside what is always checked. `tell` is handed a sentence whenever another part of the
    work begins; once `stop` says so, whatever is left stays undecided. KeyboardInterrupt, raised while it runs, ends
    the work: what is known by then is in the proof, the rest undecided.
    """
    return _Proving(scenario, budget, tell, stop, now).proof(expectations, with_odds=with_odds)


class _Proving:
    """One proof under way."""

    def __init__(
        self,
        scenario: Scenario,
        budget: float,
        tell: Callable[[str], None],
        stop: Callable[[], bool],
        now: Callable[[], float],
    ) -> None:
        self.scenario = scenario
        self.tell = tell
        self.stop = stop
        self.now = now
        self.began = now()
        self.ends = self.began + budget
        self.interrupted = False
        self.claims: tuple[Claim, ...] = ()
        self.verdicts: dict[Goal, Verdict] = {}
        self.graph: StateGraph | None = None
        self.novelty: Novelty | None = None

    def expired(self) -> bool:
        """No time is left."""
        return self.interrupted or self.stop() or self.now() >= self.ends

    def part_of_time(self, share: float) -> Callable[[], bool]:
        """Expired once this share of what is left now is used up."""
        ends = self.now() + share * max(0.0, self.ends - self.now())
        return lambda: self.interrupted or self.stop() or self.now() >= ends

    def proof(self, expectations: Sequence[Expectation], *, with_odds: bool) -> Proof:
        """Everything that could be found out."""
        usage = tuple(usage_problems(self.scenario))
        try:
            running = Running(machine_for(self.scenario, expectations))
        except TangledError:
            sentence = "nothing: a condition adds up more `min` and `max` than can be reasoned about"
            return Proof(usage, (sentence,), seconds=self.now() - self.began)
        self.claims = claims(self.scenario, running, expectations)
        measures = Measures()
        rounds = RoundProblems(self.scenario, running, self.expired)
        try:
            self._decide(running)
            self._decide_clamping(running)
            self._go_round(rounds)
            measures = measure(self.scenario, running, self.graph, self.expired, with_odds=with_odds)
        except KeyboardInterrupt:
            self.interrupted = True
        shown = [(claim, self._shown(running, claim)) for claim in self.claims]
        told = problems_told(self.scenario, running, shown)
        problems = (*usage, *dominated_choices(self.scenario), *told, *rounds.problems, *measures.problems)
        return Proof(
            problems=tuple(sorted(problems, key=lambda p: (p.place.line, p.place.column, p.code))),
            undecided=(*undecided_told(running, shown), *rounds.undecided, *measures.undecided),
            asked=len(self.claims),
            states=None if self.graph is None else len(self.graph.places),
            score=measures.score,
            scores=measures.scores,
            length=measures.length,
            strategies=measures.strategies,
            odds=measures.odds,
            seconds=self.now() - self.began,
            interrupted=self.interrupted,
            unreachable=_unreachable(shown),
        )

    def _decide(self, running: Running) -> None:
        goals = tuple(dict.fromkeys(goal for claim in self.claims for goal in claim.goals))
        asked = tuple(goal for goal in goals if goal.place != running.machine.start)
        self.tell("looking at every state")
        full = Reduction(running, asked)
        graph = every_state(running, full, self.part_of_time(0.25), FEW_STATES)
        if graph is not None:
            self.graph = graph
            self.verdicts.update(_by_graph(graph, goals))
            return
        self.tell("following each value on its own")
        sets = value_sets(running)
        self.tell("looking for plays that show something new")
        self.novelty = Novelty(running, full, self.part_of_time(0.25))
        # noted at once: Ctrl+C may come before what follows has decided anything
        self.verdicts.update(_by_sightings(running, sets, self.novelty, goals))
        self.tell("following values together")
        self.verdicts.update(decide(running, sets, self.novelty, goals, self.part_of_time(0.7)))
        self._once_more(running, full, goals)

    def _decide_clamping(self, running: Running) -> None:
        """Whether meters run over their ends: asked apart, as it tells states apart that nothing else does."""
        clamping = tuple(clamping_claims(self.scenario, running))
        self.claims += clamping
        goals = tuple(goal for claim in clamping for goal in claim.goals)
        if not goals:
            return
        reduction = Reduction(running, goals)
        graph = every_state(running, reduction, self.part_of_time(0.25), FEW_STATES)
        if graph is not None:
            self.verdicts.update(_by_graph(graph, goals))
            return
        novelty = Novelty(running, reduction, self.part_of_time(0.25))
        self.verdicts.update(_by_sightings(running, value_sets(running), novelty, goals))

    def _go_round(self, rounds: RoundProblems) -> None:
        """Whether plays can be caught in a loop, or earn by one."""
        if self.graph is not None:
            rounds.from_every_state(self.graph)
        elif self.novelty is not None:
            rounds.from_sightings(self.novelty)

    def _once_more(self, running: Running, full: Reduction, goals: Sequence[Goal]) -> None:
        """With the time left over: every state after all, first those that the ways alone tell apart."""
        self.tell("looking at every state, once more")
        open_goals = [goal for goal in goals if isinstance(self.verdicts.get(goal), Undecided)]
        reduction = full if open_goals else Reduction(running)
        self.graph = every_state(running, reduction, self.part_of_time(0.5), MORE_STATES)
        if self.graph is not None and open_goals:
            self.verdicts.update(_by_graph(self.graph, goals))

    def _shown(self, running: Running, claim: Claim) -> Verdict | Play:
        """The verdict on a claim; for one that fails by being reached, a play that shows it."""
        verdicts = [self.verdicts.get(goal, Undecided()) for goal in claim.goals]
        reached = [verdict for verdict in verdicts if isinstance(verdict, Reached)]
        if claim.wanted:
            if reached:
                return reached[0]
        else:
            for verdict in reached:
                play = witness(self.scenario, running.machine, verdict.path, claim.shown_by, self.expired)
                if play is not None:
                    return play
            if reached:
                return Undecided()  # the machine comes there, yet no play of the engine was found that does
        undecided = [verdict for verdict in verdicts if isinstance(verdict, Undecided)]
        return undecided[0] if undecided else Never()


def _by_sightings(
    running: Running, sets: list[int], novelty: Novelty, goals: Iterable[Goal]
) -> dict[Goal, Verdict]:
    """What the states seen, and the values that each place can have, say of goals."""
    found: dict[Goal, Verdict] = {}
    for goal in goals:
        test = running.encoding.test(goal.guard)
        seen = next((sighting for sighting in novelty.seen[goal.place] if test(sighting.state)), None)
        if seen is not None:
            found[goal] = Reached(seen.path)
        elif not narrowed(sets[goal.place], goal.guard, running.encoding):
            found[goal] = Never()
    return found


def _by_graph(graph: StateGraph, goals: Iterable[Goal]) -> dict[Goal, Verdict]:
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


def _unreachable(shown: Iterable[tuple[Claim, Verdict | Play]]) -> tuple[str, ...]:
    """Ids of the nodes and choices that no play comes to."""
    codes = ("unreachable-node", "unreachable-ending", "unreachable-choice")
    return tuple(claim.subject for claim, verdict in shown if claim.code in codes and isinstance(verdict, Never))
