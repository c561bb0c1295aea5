"""Conditions on every play, decided: a failure comes with a play that shows it, or no play meets what some should."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from isoquest.authoring.expectations.model import Condition
from isoquest.authoring.expectations.outcome import ConditionOutcome
from isoquest.authoring.expectations.reasons import reason
from isoquest.authoring.prove.answering import Answering, Share
from isoquest.authoring.prove.expectation import Expectation
from isoquest.authoring.prove.machine.conditions import TangledError
from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import OutOfTimeError, Running
from isoquest.authoring.prove.machine.translate import machine_for
from isoquest.authoring.prove.machine.verdicts import Never, Reached, Undecided, Verdict
from isoquest.authoring.prove.witness import witness
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Witness
from isoquest.content.safe_text import safe_line
from isoquest.engine.play import Play

CODE = "expectation"
MOST_NAMED = 6
"""Variables that are named where following them together did not suffice."""


def check_conditions(
    scenario: Scenario,
    conditions: Sequence[Condition],
    budget: float,
    *,
    now: Callable[[], float] = time.monotonic,
) -> tuple[ConditionOutcome, ...]:
    """What came of each condition, as far as `budget` seconds allow.

    KeyboardInterrupt, raised while it runs, is not caught: what had been decided is then lost.
    """
    if not conditions:
        return ()
    ends = now() + budget

    def share(of_what_is_left: float) -> Callable[[], bool]:
        until = now() + of_what_is_left * max(0.0, ends - now())
        return lambda: now() >= until

    try:
        return _Deciding(scenario, conditions, share).outcomes()
    except TangledError:
        why = "a condition of the scenario adds up more `min` and `max` than can be reasoned about"
        return tuple(ConditionOutcome(condition, "undecided", why=why) for condition in conditions)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition, and what a play has to come to for an answer."""

    condition: Condition
    goals: tuple[Goal, ...]
    """For `sometimes` what meets it, otherwise what breaks it."""
    there: tuple[Goal, ...]
    """Coming to one of the nodes at all; empty where none are named."""


class _Deciding:
    """The conditions on one scenario being decided."""

    def __init__(self, scenario: Scenario, conditions: Sequence[Condition], share: Share) -> None:
        self.scenario = scenario
        self.share = share
        self.expired = share(1.0)
        expectations = [each for condition in conditions for each in expectations_of(condition)]
        self.running = Running(machine_for(scenario, expectations), self.expired)
        machine = self.running.machine
        goals = iter(machine.expected)
        self.asked = [
            _Asked(
                condition,
                tuple(goal for _ in expectations_of(condition) for goal in next(goals)),
                tuple(Goal(machine.standing[node]) for node in condition.nodes),
            )
            for condition in conditions
        ]
        self.verdicts: dict[Goal, Verdict] = {}

    def outcomes(self) -> tuple[ConditionOutcome, ...]:
        """What came of each."""
        goals = tuple(dict.fromkeys(goal for asked in self.asked for goal in (*asked.goals, *asked.there)))
        answering = Answering(self.running, self.share)
        with suppress(OutOfTimeError):
            answering.answer(goals)
        self.verdicts = answering.verdicts
        return tuple(self._outcome(asked) for asked in self.asked)

    def _outcome(self, asked: _Asked) -> ConditionOutcome:
        condition = asked.condition
        shown = self._shown(asked.goals, condition)
        if isinstance(shown, Undecided):
            return ConditionOutcome(condition, "undecided", why=_why(shown, self.running))
        if condition.how == "sometimes":
            if isinstance(shown, Play):
                return ConditionOutcome(condition, "passed", shown_by=_witness_of(shown))
            return _failed(condition, "no play brings this about")
        if isinstance(shown, Play):
            why = reason(condition.when, shown.state)
            message = f"{_SAID[condition.how]} at `{shown.state.node}`{': ' if why else ''}{why}"
            return _failed(condition, message, _witness_of(shown))
        return self._not_in_vain(asked)

    def _not_in_vain(self, asked: _Asked) -> ConditionOutcome:
        """Nothing breaks it; but where no play comes to its nodes, it says nothing."""
        there = [self.verdicts.get(goal, Undecided()) for goal in asked.there]
        if there and all(isinstance(verdict, Never) for verdict in there):
            return _failed(asked.condition, "no play comes there, so this says nothing")
        return ConditionOutcome(asked.condition, "passed")

    def _shown(self, goals: Sequence[Goal], condition: Condition) -> Verdict | Play:
        """A play that comes to one of the goals; failing that, why there is none."""
        verdicts = [self.verdicts.get(goal, Undecided()) for goal in goals]
        wanted, nodes = condition.how != "always", condition.nodes

        def shows(play: Play) -> bool:
            here = not nodes or play.state.node in nodes
            return here and condition.when.holds(play.state) == wanted

        reached = [verdict for verdict in verdicts if isinstance(verdict, Reached)]
        for verdict in reached:
            play = witness(self.scenario, self.running.machine, verdict.path, shows, self.expired)
            if play is not None:
                return play
        undecided = [verdict for verdict in verdicts if isinstance(verdict, Undecided)]
        if undecided or reached:
            return undecided[0] if undecided else Undecided()
        return Never()


_SAID = {"never": "a play brings this about", "always": "a play comes without this"}


def expectations_of(condition: Condition) -> list[Expectation]:
    """A condition as the proof takes it: one for each of its nodes, or one for them all."""
    one = Expectation(condition.how, condition.when, condition.place)
    return [replace(one, at=node) for node in condition.nodes] or [one]


def _failed(condition: Condition, message: str, witness: Witness | None = None) -> ConditionOutcome:
    problem = Problem(CODE, safe_line(message), condition.when.place, witness=witness)
    return ConditionOutcome(condition, "failed", (problem,))


def _witness_of(play: Play) -> Witness:
    return Witness(play.seed, tuple(map(str, play.decisions)))


def _why(verdict: Undecided, running: Running) -> str:
    if not verdict.explored:
        return "the time allowed did not suffice"
    names = [running.machine.variables[variable].name for variable in verdict.variables]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    together = f", following {', '.join(names[:MOST_NAMED])}{more} together" if names else ""
    return f"the time allowed did not suffice ({verdict.explored} states looked at{together})"
