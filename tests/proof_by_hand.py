"""What a proof should say of a small scenario, worked out from every state that the engine can bring about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from small_scenarios import Assessed, Chosen, EdgeReached, Played

from isoquest.content.model import Node
from isoquest.engine.rules import is_over
from isoquest.engine.state import State

Told = tuple[str, str]
"""The code of a problem, and what it is about."""


def problems_by_hand(played: Played) -> set[Told]:
    """The problems that concern reachability; of nodes that no play comes to nothing else is said."""
    scenario = played.scenario
    visited = 0
    for state in played.states:
        visited |= state.visited
    found: set[Told] = set()
    for node in scenario.nodes.values():
        if not visited & node.bit:
            found.add(("unreachable-ending" if node.ending else "unreachable-node", node.id))
            continue
        at = [state for state in played.states if state.node == node.id]
        found |= {*_never_shown(node, at), *_never_chosen(node, played), *_never_decided(node, played)}
        if node.ending is None and any(is_over(scenario, state) for state in at):
            found.add(("dead-end", node.id))
    return found | set(_never_come_to(played))


def _never_shown(node: Node, at: list[State]) -> Iterator[Told]:
    for number, paragraph in enumerate(node.also):
        if node.waits and not any(paragraph.when.holds(state) for state in at):
            yield "unreachable-paragraph", f"{node.id}.{number}"


def _never_chosen(node: Node, played: Played) -> Iterator[Told]:
    chosen = {(e.decision.node, e.decision.choice) for e in played.events if isinstance(e, Chosen)}
    for choice in node.choices.values():
        if choice.when is not None and (node.id, choice.id) not in chosen:
            yield "unreachable-choice", f"{node.id}.{choice.id}"


def _never_decided(node: Node, played: Played) -> Iterator[Told]:
    made = [event for event in played.events if isinstance(event, Assessed) and event.node == node.id]
    failed = {check for event in made for check in event.failed}
    passed = {check for event in made for check in set(event.looked_at) - set(event.failed)}
    for check in node.assess.checks.values() if node.assess else ():
        if check.id not in failed:
            yield "check-never-fails", f"{node.id}.{check.id}"
        if check.id not in passed:
            yield "check-never-passes", f"{node.id}.{check.id}"


def _never_come_to(played: Played) -> Iterator[Told]:
    edges = {(e.meter, e.edge) for e in played.events if isinstance(e, EdgeReached)}
    for meter in played.scenario.meters.values():
        for side in ("min", "max"):
            if getattr(meter, f"at_{side}") is not None and (meter.id, side) not in edges:
                yield "unreachable-edge", f"{meter.id}.{side}"


def greatest_by_hand(played: Played, sign: int) -> dict[str, int | None]:
    """For each node at which a play can end the greatest score times `sign`; None where it rises without end."""
    best: dict[int, int] = dict.fromkeys(played.begun, 0)
    for _ in played.states:
        _raised(played, sign, best)
    endless = set()
    for _ in played.states:
        endless |= _raised(played, sign, best)
    endless = _behind(played, endless)
    found: defaultdict[str, list[int | None]] = defaultdict(list)
    for state, steps in enumerate(played.steps):
        if not steps and state in best:
            found[played.states[state].node].append(None if state in endless else best[state])
    return {node: None if None in values else max(v for v in values if v is not None) for node, values in found.items()}


def _raised(played: Played, sign: int, best: dict[int, int]) -> set[int]:
    """One round of taking every step once: the states whose sum rose."""
    rose = set()
    for state in list(best):
        for target, marks, _ in played.steps[state]:
            if target not in best or best[state] + sign * marks > best[target]:
                best[target] = best[state] + sign * marks
                rose.add(target)
    return rose


def _behind(played: Played, states: set[int]) -> set[int]:
    """The states, and all that can be come to from them."""
    found, waiting = set(states), list(states)
    while waiting:
        for target, _, _ in played.steps[waiting.pop()]:
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def never_ends_by_hand(played: Played) -> bool:
    """Some state leads to no end."""
    ends = {state for state, steps in enumerate(played.steps) if not steps}
    while True:
        more = {
            state
            for state, steps in enumerate(played.steps)
            if state not in ends and any(target in ends for target, _, _ in steps)
        }
        if not more:
            return len(ends) < len(played.states)
        ends |= more
