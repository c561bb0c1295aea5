"""A scenario proved: every claim asked, every complaint that a play can show shown by a play of the engine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from isoquest.authoring.proof import Proof
from isoquest.authoring.prove.answering import Answering
from isoquest.authoring.prove.claims import Claim, claims
from isoquest.authoring.prove.clamping import clamping_claims
from isoquest.authoring.prove.dominance import dominated_choices
from isoquest.authoring.prove.expectation import Expectation
from isoquest.authoring.prove.machine.conditions import TangledError
from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.translate import machine_for
from isoquest.authoring.prove.machine.verdicts import Never, Reached, Undecided, Verdict
from isoquest.authoring.prove.measures import Measures, measure
from isoquest.authoring.prove.round_problems import RoundProblems
from isoquest.authoring.prove.telling import NODES, problems_told, undecided_told
from isoquest.authoring.prove.usage import usage_problems
from isoquest.authoring.prove.witness import witness
from isoquest.content.model import Scenario
from isoquest.engine.play import Play

BUDGET = 20.0
"""Seconds that a proof may take unless told otherwise."""


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
        answering = Answering(running, self.part_of_time, self.tell)
        self.verdicts = answering.verdicts
        rounds = RoundProblems(self.scenario, running, self.expired)
        try:
            self._decide(answering)
            rounds.look(answering.graph, answering.novelty)
            measures = self._measured(answering, with_odds=with_odds)
        except KeyboardInterrupt:
            self.interrupted = True
        shown = [(claim, self._shown(running, claim)) for claim in self.claims]
        told = problems_told(self.scenario, running, shown)
        problems = (*usage, *dominated_choices(self.scenario), *told, *rounds.problems, *measures.problems)
        return Proof(
            problems=tuple(sorted(problems, key=lambda p: (p.place.line, p.place.column, p.code))),
            undecided=(*undecided_told(running, shown), *rounds.undecided, *measures.undecided),
            asked=len(self.claims),
            states=None if answering.graph is None else len(answering.graph.places),
            score=measures.score,
            scores=measures.scores,
            length=measures.length,
            strategies=measures.strategies,
            odds=measures.odds,
            seconds=self.now() - self.began,
            interrupted=self.interrupted,
            unreachable=_unreachable(shown),
        )

    def _decide(self, answering: Answering) -> None:
        answering.answer(tuple(dict.fromkeys(goal for claim in self.claims for goal in claim.goals)))
        # asked apart, as it tells states apart that nothing else does
        clamping = tuple(clamping_claims(self.scenario, answering.running))
        self.claims += clamping
        answering.answer_quickly(tuple(goal for claim in clamping for goal in claim.goals))

    def _measured(self, answering: Answering, *, with_odds: bool) -> Measures:
        never = [
            claim.subject
            for claim in self.claims
            if claim.code in NODES and all(isinstance(self.verdicts.get(goal), Never) for goal in claim.goals)
        ]
        runs = [verdict.path for verdict in self.verdicts.values() if isinstance(verdict, Reached)]
        return measure(
            self.scenario,
            answering.running,
            answering.graph,
            self.expired,
            with_odds=with_odds,
            known=runs,
            unreachable=never,
        )

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


def _unreachable(shown: Iterable[tuple[Claim, Verdict | Play]]) -> tuple[str, ...]:
    """Ids of the nodes and choices that no play comes to."""
    codes = (*NODES, "unreachable-choice")
    return tuple(claim.subject for claim, verdict in shown if claim.code in codes and isinstance(verdict, Never))
