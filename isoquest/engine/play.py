"""A play: a scenario, a seed and a list of decisions. Everything else about it is replayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from isoquest.content.model import Scenario
from isoquest.content.problems import nearest
from isoquest.engine.rules import choose, is_over, start
from isoquest.engine.state import CONTINUE, Chosen, Decision, Refusal, State, Step


@dataclass(frozen=True, slots=True)
class Play:
    """A play up to now. `steps[0]` is the beginning; `steps[n]` is what the n-th decision led to."""

    scenario: Scenario
    seed: int
    steps: tuple[Step, ...]

    @classmethod
    def begin(cls, scenario: Scenario, seed: int) -> Play:
        """A play without a decision."""
        return cls(scenario, seed, (start(scenario, seed),))

    @property
    def state(self) -> State:
        """Where the play stands now."""
        return self.steps[-1].state

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions taken, in order."""
        return tuple(event.decision for step in self.steps for event in step.events if isinstance(event, Chosen))

    @property
    def over(self) -> bool:
        """Nothing is left to decide."""
        return is_over(self.scenario, self.state)

    def decide(self, choice_id: str) -> Play | Refusal:
        """The play with one more decision, or why it is impossible."""
        step = choose(self.scenario, self.state, choice_id)
        if isinstance(step, Refusal):
            return step
        return Play(self.scenario, self.seed, (*self.steps, step))

    def back_to(self, count: int) -> Play:
        """The play as it was after its first `count` decisions (0: at the beginning)."""
        return Play(self.scenario, self.seed, self.steps[: count + 1])

    def undo(self) -> Play:
        """The play as it was before the last decision; at the beginning, the play itself."""
        return self.back_to(max(0, len(self.steps) - 2))


Misfit = Literal["node-gone", "choice-gone", "elsewhere", "closed", "over"]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a saved list could not be replayed to its end: the scenario has been edited since."""

    misfit: Misfit
    index: int
    """Position of the decision that no longer fits, from 0; the decisions before it do."""
    decision: Decision
    reason: str
    """A sentence for the player, without its full stop."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A list of decisions played again, as far as it fits."""

    play: Play
    stopped: Stopped | None


def replay(scenario: Scenario, seed: int, decisions: Iterable[Decision]) -> Replayed:
    """Play a list of decisions. Where one no longer fits, the play stands at the nearest earlier point."""
    return replay_on(Play.begin(scenario, seed), decisions)


def replay_on(play: Play, decisions: Iterable[Decision]) -> Replayed:
    """Go on with a play by a list of decisions, as far as they fit."""
    scenario, steps = play.scenario, list(play.steps)
    for index, decision in enumerate(decisions):
        state = steps[-1].state
        step = choose(scenario, state, decision.choice) if decision.node == state.node else None
        if step is None or isinstance(step, Refusal):
            play = Play(scenario, play.seed, tuple(steps))
            return Replayed(play, _misfit(play, index, decision, step))
        steps.append(step)
    return Replayed(Play(scenario, play.seed, tuple(steps)), None)


def _misfit(play: Play, index: int, decision: Decision, refusal: Refusal | None) -> Stopped:
    scenario, here = play.scenario, play.state.node
    kind: Misfit
    node = scenario.nodes.get(decision.node)
    if node is None:
        close = nearest(decision.node, scenario.nodes)
        perhaps = f" (perhaps it is now `{close}`)" if close else ""
        kind, reason = "node-gone", f"the scene `{decision.node}` is no longer there{perhaps}"
    elif refusal is None:
        kind, reason = "elsewhere", f"the story now goes to `{here}` where it went to `{decision.node}`"
    elif node.ending is not None:
        kind, reason = "over", f"the play now ends at `{decision.node}`"
    elif node.ask is not None:
        kind, reason = "choice-gone", f"the answer at `{decision.node}` no longer fits: {refusal.reason}"
    elif decision.choice != CONTINUE and decision.choice not in node.choices:
        close = nearest(decision.choice, node.choices)
        perhaps = f" (perhaps it is now `{close}`)" if close else ""
        kind, reason = "choice-gone", f"the choice `{decision.choice}` of `{decision.node}` is no longer there{perhaps}"
    elif decision.choice == CONTINUE:
        kind, reason = "closed", f"`{decision.node}` now asks for a decision"
    else:
        kind, reason = (
            "closed",
            f"the choice `{decision.choice}` of `{decision.node}` is no longer open: {refusal.reason}",
        )
    return Stopped(kind, index, decision, f"Decision {index + 1} no longer fits: {reason.removesuffix('.')}")
