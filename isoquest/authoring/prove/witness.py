"""Plays that show what a proof says: a run of the machine as a seed and decisions, played by the engine itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from isoquest.authoring.prove.machine.model import Act, Edge, Machine
from isoquest.chance import weighted
from isoquest.content.model import Scenario
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.play import Play
from isoquest.engine.rules import choose
from isoquest.engine.state import CONTINUE, Refusal, State, Step
from isoquest.quiz.asking import right_answer

MOST_SEEDS = 400_000
"""Seeds tried for a run whose chances fall in a certain way."""
MOST_REPLAYS = 3_000
"""Of these, so many are played to the end."""

_MADE: frozenset[Act] = frozenset(("choose", "continue", "right", "wrong"))
"""What the player does; the rest happens."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A chance that a run passes: where in the seed's stream, how the outcomes weigh, and which one it has to be."""

    position: int
    weights: tuple[int, ...]
    wanted: int


def witness(
    scenario: Scenario,
    machine: Machine,
    path: Sequence[int],
    shows: Callable[[Play], bool],
    expired: Callable[[], bool] = lambda: False,
) -> Play | None:
    """A play of the engine that follows a run of the machine and shows what is claimed; None where none was found.

    `path` holds the numbers of the run's edges from the start. Seeds are tried from 1 upward.
    """
    edges = [machine.edges[number] for number in path]
    draws = _draws(scenario, machine, edges)
    replays = 0
    for seed in range(1, MOST_SEEDS):
        if (seed % 512 == 1 or replays) and expired():
            return None
        if any(weighted(seed, draw.position, draw.weights) != draw.wanted for draw in draws):
            continue
        play = _played(scenario, machine, edges, seed)
        if play is not None and shows(play):
            return play
        replays += 1
        if replays > MOST_REPLAYS:
            return None
    return None


def _played(scenario: Scenario, machine: Machine, edges: Sequence[Edge], seed: int) -> Play | None:
    """The engine's play of the player's part of a run; None where chance leads it elsewhere."""
    play = Play.begin(scenario, seed)
    steps = list(play.steps)
    state = play.state
    for edge in edges:
        if edge.act not in _MADE:
            continue
        step = _step(scenario, machine, state, edge)
        if step is None:
            return None
        steps.append(step)
        state = step.state
    return Play(scenario, play.seed, tuple(steps))


def _step(scenario: Scenario, machine: Machine, state: State, edge: Edge) -> Step | None:
    if state.node != machine.places[edge.source].node:
        return None
    choice = edge.name
    if edge.act == "continue":
        choice = CONTINUE
    elif edge.act in ("right", "wrong"):
        item = question_now(scenario, state)
        if item is None:
            return None
        choice = choice_for(item.question, right_answer(item.question) if edge.act == "right" else ())
    step = choose(scenario, state, choice)
    return None if isinstance(step, Refusal) else step


def _draws(scenario: Scenario, machine: Machine, edges: Sequence[Edge]) -> list[Draw]:
    """The chances that a run passes before its first questions, behind which positions in the stream vary."""
    draws: list[Draw] = []
    position = 0
    for edge in edges:
        if edge.act in ("right", "wrong"):
            break
        if edge.act == "outcome":
            outcomes = scenario.nodes[machine.places[edge.source].node].chance
            weights = tuple(outcome.weight for outcome in outcomes.values())
            draws.append(Draw(position, weights, tuple(outcomes).index(edge.name)))
        if edge.act in ("outcome", "look"):
            position += 1
    return draws
