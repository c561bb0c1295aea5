"""An expected play, played: what the player only reads may be left out of its decisions, and so may answers in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isoquest.authoring.expectations.model import ExpectedPlay, Taken
from isoquest.content.model import Scenario
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.play import Play, replay_on
from isoquest.engine.rules import available, choose
from isoquest.engine.state import CONTINUE, Decision, Refusal, State, Step
from isoquest.quiz.asking import right_answer

RIGHT, WRONG = "right", "wrong"
"""Written for the answer to a question, whichever question it is."""
MOST_ROUND = 200
"""Nodes that may be left by themselves in a row besides each node once: chance may lead round and round for long."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A decision that does not fit where the play stands."""

    number: int
    """Of the decision among those written, from 1."""
    taken: Taken
    reason: str
    """A sentence without its full stop and capital."""


@dataclass(frozen=True, slots=True)
class Played:
    """A play as far as its decisions fit."""

    play: Play
    misfit: Misfit | None


def played(scenario: Scenario, expected: ExpectedPlay) -> Played:
    """Play an expected play.

    Nodes that the player only reads and leaves are left by themselves where the next decision belongs elsewhere, and at
    the end until the play stands at the node named by `ends` or `stops`, or something is to be decided.
    """
    play = Play.begin(scenario, expected.played_with)
    steps = list(play.steps)
    for number, taken in enumerate(expected.taken, start=1):
        _read_on(scenario, steps, taken.decision.node)
        state = steps[-1].state
        decision = _in_full(scenario, state, taken.decision)
        step = choose(scenario, state, decision.choice) if decision.node == state.node else None
        if step is None or isinstance(step, Refusal):
            play = Play(scenario, play.seed, tuple(steps))
            return Played(play, Misfit(number, taken, _why(play, decision)))
        steps.append(step)
    last = expected.ends or expected.stops
    _read_on(scenario, steps, last.id if last else "")
    return Played(Play(scenario, play.seed, tuple(steps)), None)


def _read_on(scenario: Scenario, steps: list[Step], until: str) -> None:
    """Leave nodes that are only read, until the play stands at the one named; round a circle until nothing changes."""
    seen: set[State] = set()
    for _ in range(len(scenario.nodes) + MOST_ROUND):
        state = steps[-1].state
        if state.node == until or state in seen or not is_only_read(scenario, state):
            return
        seen.add(state)
        step = choose(scenario, state, CONTINUE)
        if isinstance(step, Refusal):
            return
        steps.append(step)


def is_only_read(scenario: Scenario, state: State) -> bool:
    """The play stands at a node at which nothing is to be decided, so that leaving it need not be written."""
    node = scenario.nodes[state.node]
    return not (node.choices or node.ask or node.ending)


def _in_full(scenario: Scenario, state: State, decision: Decision) -> Decision:
    """The decision with `right` or `wrong` as an answer to the question that is put now."""
    item = question_now(scenario, state) if decision.choice in (RIGHT, WRONG) and decision.node == state.node else None
    if item is None:
        return decision
    answer = right_answer(item.question) if decision.choice == RIGHT else ()
    return Decision(decision.node, choice_for(item.question, answer))


def _why(play: Play, decision: Decision) -> str:
    """The engine's own sentence on why a decision does not fit, without the number that it gives it."""
    stopped = replay_on(play, [decision]).stopped
    assert stopped is not None  # noqa: S101 - it has just been refused
    return stopped.reason.removeprefix("Decision 1 no longer fits: ")


def what_is_open(play: Play) -> str:
    """What can be decided where a play stands, as the end of a sentence: `open there: ask, buy`."""
    scenario, state = play.scenario, play.state
    item = question_now(scenario, state)
    if item is not None:
        return f"the question `{item.question.id}` is to be answered there"
    if scenario.nodes[state.node].ending is not None:
        return "the play is over there"
    ids = [option.id for option in available(scenario, state) if not option.locked]
    return f"open there: {_listed(ids)}" if ids else "nothing is open there"


MOST_LISTED = 12


def _listed(names: Sequence[str]) -> str:
    """Names in one line, of many the first few."""
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more
