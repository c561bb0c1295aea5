"""A scenario proved: every claim asked, every complaint that a play can show shown by a play of the engine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from isoquest.authoring.proof import Proof
from isoquest.authoring.prove.answering import Answering
from isoquest.authoring.prove.claims import Claim, claims
from isoquest.authoring.prove.clamping import clamping_claims
from isoquest.authoring.prove.dominance import dominated_choices
from isoquest.authoring.prove.expectation import Expectation
from isoquest.authoring.prove.machine.conditions import TangledError
from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import OutOfTimeError, Running
from isoquest.authoring.prove.machine.translate import machine_for
from isoquest.authoring.prove.machine.verdicts import Never, Reached, Undecided, Verdict
from isoquest.authoring.prove.measures import LEFT_OPEN, Measures, measure
from isoquest.authoring.prove.round_problems import RoundProblems
from isoquest.authoring.prove.telling import NODES, Shown, problems_told, undecided_told, witness_of
from isoquest.authoring.prove.usage import usage_problems
from isoquest.authoring.prove.witness import witness
from isoquest.content.model import Scenario
from isoquest.content.problems import Witness

BUDGET = 20.0
"""Seconds that a proof may take unless told otherwise."""
UNTIL_CLAIMS, UNTIL_CLAMPING, UNTIL_LOOPS = 0.75, 0.8, 0.86
"""Shares of the budget after which there is no more time for claims, for those on meters cut off, and for loops."""
FOR_SHOWING, LEAST_FOR_SHOWING = 0.1, 0.05
"""Of the budget, and in seconds: what the plays that show what was found may take besides."""


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
    proving = _Proving(scenario, budget, tell, stop, now)
    try:
        return proving.proof(expectations, with_odds=with_odds)
    except KeyboardInterrupt:
        nothing = "anything: it was broken off before there was something to tell"
        return Proof(undecided=(nothing,), seconds=now() - proving.began, interrupted=True)


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
        self.budget = budget
        self.began = now()
        self.ends = self.began + budget
        self.interrupted = False
        self.claims: tuple[Claim, ...] = ()
        self.verdicts: dict[Goal, Verdict] = {}
        self.measures = Measures(undecided=[LEFT_OPEN])

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
            running = Running(machine_for(self.scenario, expectations), self.expired)
        except TangledError:
            sentence = "nothing: a condition adds up more `min` and `max` than can be reasoned about"
            return Proof(usage, (sentence,), seconds=self.now() - self.began)
        self.claims = claims(self.scenario, running, expectations)
        clamping = tuple(clamping_claims(self.scenario, running))
        answering = Answering(running, self.part_of_time, self.tell)
        self.verdicts = answering.verdicts
        for claim in self.claims:
            answering.any_of += [claim.goals] if claim.wanted else zip(claim.goals, strict=True)
        rounds = RoundProblems(self.scenario, running, self.expired)
        try:
            for until, work in self._parts(answering, clamping, rounds, with_odds=with_odds):
                self.ends = self.began + until * self.budget
                with suppress(OutOfTimeError):
                    work()
        except KeyboardInterrupt:
            self.interrupted = True
        self.claims += clamping
        shown = self._all_shown(running)
        told = problems_told(self.scenario, running, shown)
        problems = (*usage, *dominated_choices(self.scenario), *told, *rounds.problems, *self.measures.problems)
        return Proof(
            problems=tuple(sorted(problems, key=lambda p: (p.place.line, p.place.column, p.code))),
            undecided=(*undecided_told(running, shown), *rounds.undecided, *self.measures.undecided),
            asked=len(self.claims),
            states=None if answering.graph is None else len(answering.graph.places),
            score=self.measures.score,
            scores=self.measures.scores,
            length=self.measures.length,
            strategies=self.measures.strategies,
            odds=self.measures.odds,
            seconds=self.now() - self.began,
            interrupted=self.interrupted,
            unreachable=_unreachable(shown),
        )

    def _parts(
        self, answering: Answering, clamping: Sequence[Claim], rounds: RoundProblems, *, with_odds: bool
    ) -> Iterator[tuple[float, Callable[[], None]]]:
        """What is to be done, with the share of the budget after which each part of it ends at the latest."""

        def goals(asked: Sequence[Claim]) -> tuple[Goal, ...]:
            return tuple(dict.fromkeys(goal for claim in asked for goal in claim.goals))

        yield UNTIL_CLAIMS, lambda: answering.answer(goals(self.claims))
        # asked apart, as it tells states apart that nothing else does
        yield UNTIL_CLAMPING, lambda: answering.answer_quickly(goals(clamping))
        yield UNTIL_LOOPS, lambda: rounds.look(answering.graph, answering.novelty)
        yield 1.0, lambda: self._measure(answering, with_odds=with_odds)

    def _measure(self, answering: Answering, *, with_odds: bool) -> None:
        never = [
            claim.subject
            for claim in self.claims
            if claim.code in NODES and all(isinstance(self.verdicts.get(goal), Never) for goal in claim.goals)
        ]
        runs = [verdict.path for verdict in self.verdicts.values() if isinstance(verdict, Reached)]
        self.measures = measure(
            self.scenario,
            answering.running,
            answering.graph,
            self.expired,
            with_odds=with_odds,
            known=runs,
            unreachable=never,
        )

    def _all_shown(self, running: Running) -> list[Shown]:
        """Each claim with what can be said of it; once the time for that is up too, some are left undecided."""
        self.ends = self.now() + max(LEAST_FOR_SHOWING, FOR_SHOWING * self.budget)
        shown: list[Shown] = []
        for claim in self.claims:
            try:
                shown.append((claim, self._shown(running, claim)))
            except KeyboardInterrupt:
                self.interrupted = True
                self.ends = self.now()
                shown.append((claim, Undecided()))
        return shown

    def _shown(self, running: Running, claim: Claim) -> Verdict | Witness:
        """The verdict on a claim; for one that fails by being reached, a play that shows it."""
        # a fourth of what is left for each, as chance may make one hard to show; though told to stop, a play is tried
        ends = self.now() + (self.ends - self.now()) / 4

        def late() -> bool:
            return self.now() >= ends

        verdicts = [self.verdicts.get(goal, Undecided()) for goal in claim.goals]
        reached = [verdict for verdict in verdicts if isinstance(verdict, Reached)]
        if claim.wanted:
            if reached:
                return reached[0]
        else:
            for verdict in reached:
                play = witness(self.scenario, running.machine, verdict.path, claim.shown_by, late)
                if play is not None:
                    return witness_of(play)
            if reached:
                return Undecided()  # the machine comes there, yet no play of the engine was found that does
        undecided = [verdict for verdict in verdicts if isinstance(verdict, Undecided)]
        return undecided[0] if undecided else Never()


def _unreachable(shown: Iterable[Shown]) -> tuple[str, ...]:
    """Ids of the nodes and choices that no play comes to."""
    codes = (*NODES, "unreachable-choice")
    return tuple(claim.subject for claim, verdict in shown if claim.code in codes and isinstance(verdict, Never))
