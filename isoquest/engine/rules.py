"""The rules of play: how a play begins, what is open, and what a choice leads to."""

from __future__ import annotations

from typing import NamedTuple

from isoquest.chance import weighted
from isoquest.content.model import Choice, Effects, Node, Outcome, Route, Scenario
from isoquest.engine.asking import answered, draw_questions, question_now
from isoquest.engine.assessment import assess
from isoquest.engine.state import (
    CONTINUE,
    Chosen,
    Decision,
    Drawn,
    EdgeReached,
    Event,
    Refusal,
    State,
    Step,
)


class Option(NamedTuple):
    """A choice as the player meets it now. `locked` is empty when it is open, else the reason why it is not."""

    id: str
    text: str
    locked: str
    choice: Choice | None
    """None for `continue`."""


def start(scenario: Scenario, seed: int) -> Step:
    """The beginning of a play. Equal seeds give equal plays; any whole number will do."""
    meters = tuple(meter.start for meter in scenario.meters.values())
    return arrive(scenario, State(seed & (2**64 - 1), scenario.start, meters), scenario.start)


def arrive(scenario: Scenario, state: State, node_id: str) -> Step:
    """What coming to a node leads to: it is assessed, asked and passed there as in any play."""
    events: list[Event] = []
    return Step(_arrive(scenario, state, node_id, events), tuple(events))


def where_to(state: State, routes: tuple[Route, ...]) -> int:
    """The position of the route that is taken in this state: the first whose condition holds."""
    for position, route in enumerate(routes):
        if route.when is None or route.when.holds(state):
            return position
    raise AssertionError("the last way has no condition: reading makes sure of it")


def is_over(scenario: Scenario, state: State) -> bool:
    """The play has come to an ending, or to a node from which nothing is open."""
    node = scenario.nodes[state.node]
    if node.ask is not None:
        return False
    return node.ending is not None or not any(not option.locked for option in available(scenario, state))


def available(scenario: Scenario, state: State) -> tuple[Option, ...]:
    """What the player can choose now, in the author's order, with what is locked and why; hidden choices left out.

    Nothing at an ending, nor where a question is to be answered: see `isoquest.engine.asking.question_now`.
    """
    node = scenario.nodes[state.node]
    if node.ending is not None or node.ask is not None:
        return ()
    if not node.choices:
        return (Option(CONTINUE, "Continue", "", None),)
    options = []
    for choice in node.choices.values():
        if choice.when is None or choice.when.holds(state):
            options.append(Option(choice.id, choice.text, "", choice))
        elif choice.locked:
            options.append(Option(choice.id, choice.text, choice.locked, choice))
    return tuple(options)


def choose(scenario: Scenario, state: State, choice_id: str) -> Step | Refusal:
    """What a choice leads to, or why it cannot be taken."""
    node = scenario.nodes[state.node]
    if node.ask is not None:
        return _answer(scenario, state, node, choice_id)
    choice = node.choices.get(choice_id)
    if choice is None:
        if choice_id != CONTINUE or node.choices or node.ending is not None:
            return Refusal(_why_not(node, choice_id))
        events: list[Event] = [Chosen(Decision(node.id, CONTINUE))]
        return Step(_arrive(scenario, *_leave(scenario, state, node, events), events), tuple(events))
    if choice.when is not None and not choice.when.holds(state):
        return Refusal(choice.locked or "That is not open to you now.")
    events = [Chosen(Decision(node.id, choice_id))]
    state, edge = taken(scenario, state, choice)
    return Step(_arrive(scenario, state, _next(state, choice.to, edge, events), events), tuple(events))


def taken(scenario: Scenario, state: State, decision: Choice | Outcome) -> tuple[State, EdgeReached | None]:
    """The state once a choice is taken, before the play comes anywhere, and the edge that it brought a meter to."""
    return _apply(scenario, state._replace(chosen=state.chosen | decision.bit), decision.effects)


def _answer(scenario: Scenario, state: State, node: Node, choice_id: str) -> Step | Refusal:
    """What an answer leads to: the next question, or, after the last one, the way on."""
    said = answered(scenario, state, choice_id)
    if isinstance(said, Refusal):
        return said
    events: list[Event] = [Chosen(Decision(node.id, choice_id)), said]
    state = state._replace(answered=state.answered + 1)
    reward = node.right if said.share == 1 else node.wrong
    state, edge = _apply(scenario, state, reward.effects) if reward else (state, None)
    if edge is None and question_now(scenario, state) is not None:
        return Step(state, tuple(events))
    return Step(_arrive(scenario, state, _next(state, node.to, edge, events), events), tuple(events))


def _why_not(node: Node, choice_id: str) -> str:
    if node.ending is not None:
        return "The play is over; nothing is left to decide."
    if choice_id == CONTINUE:
        return "Here a decision is wanted."
    return f"There is no choice `{choice_id}` here."


def _apply(scenario: Scenario, state: State, effects: Effects) -> tuple[State, EdgeReached | None]:
    """The state after a decision's effects, and the first edge that they brought a meter to."""
    edge = None
    meters = state.meters
    if effects.shifts or effects.sets:
        values = list(meters)
        for index, amount, low, high in effects.shifts:
            value = values[index] + amount
            values[index] = max(low, min(value, high))
        for index, value in effects.sets:
            values[index] = value
        meters = tuple(values)
        if meters != state.meters:
            edge = _edge(scenario, state.meters, meters)
    return (
        state._replace(
            meters=meters,
            held=(state.held | effects.give) & ~effects.take,
            open=state.open & ~effects.close,
        ),
        edge,
    )


def _edge(scenario: Scenario, before: tuple[int, ...], after: tuple[int, ...]) -> EdgeReached | None:
    for meter, old, new in zip(scenario.meters.values(), before, after, strict=True):
        if old == new:
            continue
        if new == meter.min and meter.at_min is not None:
            return EdgeReached(meter.id, "min", meter.at_min)
        if new == meter.max and meter.at_max is not None:
            return EdgeReached(meter.id, "max", meter.at_max)
    return None


def _next(state: State, routes: tuple[Route, ...], edge: EdgeReached | None, events: list[Event]) -> str:
    """The node that a decision leads to once its effects are applied: that of an edge, or the first way that holds."""
    if edge is None:
        return routes[where_to(state, routes)].node
    events.append(edge)
    return edge.node


def _leave(scenario: Scenario, state: State, node: Node, events: list[Event]) -> tuple[State, str]:
    """Leave a node that offers no choice: the state then, and the node that comes next."""
    if not node.chance:
        return state, node.to[where_to(state, node.to)].node
    outcomes = tuple(node.chance.values())
    outcome = outcomes[weighted(state.seed, state.drawn, [outcome.weight for outcome in outcomes])]
    events.append(Drawn(node.id, outcome.id))
    state, edge = taken(scenario, state._replace(drawn=state.drawn + 1), outcome)
    return state, _next(state, outcome.to, edge, events)


def _arrive(scenario: Scenario, state: State, node_id: str, events: list[Event]) -> State:
    """Come to a node; nodes that do not wait are passed at once."""
    while True:
        node = scenario.nodes[node_id]
        state = state._replace(node=node_id, visited=state.visited | node.bit)
        if node.assess is not None:
            state, assessed = assess(state, node.id, node.assess)
            events.append(assessed)
        if node.ask is not None:
            state = draw_questions(node, state)
        if node.waits:
            return state
        state, node_id = _leave(scenario, state, node, events)
